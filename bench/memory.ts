/** What the processes of a running house hold in memory. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Held {
  readonly name: 'application' | 'database' | 'npm'
  readonly residentBytes: number
  /** Pages that several processes share count for each its part. */
  readonly shareBytes: number
}

/** By process: our own, the database's, and npm with its shell, which only wait. */
export function memoryOf(dataDir: string, npm: number): Held[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' })
  const all = table.split('\n').flatMap((line) => {
    const [, pid, parent, kilobytes, args = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return pid ? [{ pid: Number(pid), parent: Number(parent), rss: Number(kilobytes) * 1024, args }] : []
  })
  const server = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  const under = (top: number): Set<number> => {
    const found = new Set([top])
    for (let before = 0; before !== found.size;) {
      before = found.size
      for (const { pid, parent } of all) if (found.has(parent)) found.add(pid)
    }
    return found
  }
  const [database, started] = [under(server), under(npm)]
  return all.flatMap(({ pid, rss, args }) => {
    const name = database.has(pid)
      ? 'database'
      : args.includes('src/main.ts') && !args.startsWith('sh')
        ? 'application'
        : 'npm'
    if (!database.has(pid) && !started.has(pid)) return []
    return [{ name, residentBytes: rss, shareBytes: shareOf(pid) ?? rss } as const]
  })
}

/** Pss of /proc/PID/smaps_rollup; nothing where the machine does not tell. */
function shareOf(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    return undefined
  }
}

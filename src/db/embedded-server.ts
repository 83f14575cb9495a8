import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { folderArgument, lastLines, onLinux, plainEnvironment } from './embedded-account.ts'
import { program } from './embedded-binaries.ts'
import { codeOf, embeddedFault, fileFault } from './embedded-faults.ts'
import { isAlive, type Place } from './embedded-folder.ts'

/** What `postmaster.pid` says of the server on a folder. */
export interface RunningServer {
  readonly pid: number
  /** Missing in the first moments of a start. */
  readonly port: number | undefined
}

const pidFile = 'postmaster.pid'

function readPidFile(folder: string): { text: string; server: RunningServer } | undefined {
  let text: string
  try {
    text = readFileSync(join(folder, pidFile), 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw fileFault(error, join(folder, pidFile))
  }
  // Line 1 is the process, line 4 the port: PostgreSQL's miscadmin.h fixes the order for all versions we meet.
  const lines = text.split('\n')
  const port = Number.parseInt(lines[3] ?? '', 10)
  return { text, server: { pid: Number.parseInt(lines[0] ?? '', 10), port: port > 0 ? port : undefined } }
}

/**
 * The server that runs on this folder, if one does: ours, another process's, or one that a killed process left. A pid
 * file whose number now belongs to another program (after a restart of the machine or the container) is removed:
 * PostgreSQL itself would take that program for its server and refuse to start.
 */
export function findServer(folder: string, log: (line: string) => void): RunningServer | undefined {
  const found = readPidFile(folder)
  if (!found) return undefined
  const { pid, port } = found.server
  if (!(pid > 0) || !isAlive(pid)) return undefined
  if (isServerOf(pid, folder)) return { pid, port }
  if (readPidFile(folder)?.text === found.text) {
    rmSync(join(folder, pidFile), { force: true })
    log(
      `古い postmaster.pid を消しました（${pid} 番は別のプログラムです）。 / Removed a stale postmaster.pid: process ${pid} is another program.`,
    )
  }
  return undefined
}

/** True when this process is a PostgreSQL server at work on this folder. */
function isServerOf(pid: number, folder: string): boolean {
  if (onLinux) {
    try {
      // A server stands in its folder from before it writes the pid file until its end, whatever it was called with.
      const stands = readlinkSync(`/proc/${pid}/cwd`)
      return stands === folder && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
    } catch {
      return false // gone, or another user's: then it cannot be the server of a folder that we may read
    }
  }
  if (process.platform === 'win32') {
    const tasks = spawnSync(
      join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'tasklist.exe'),
      ['/FI', `PID eq ${pid}`, '/NH'],
      { encoding: 'utf8' },
    )
    return tasks.status !== 0 || tasks.stdout.includes('postgres')
  }
  const line = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
  return line.status === 0 && line.stdout.includes('postgres') && line.stdout.includes(folder)
}

/** Why a server that we started ended at once. Only `broken` is for people; the others are tried again. */
type Ending =
  | { readonly why: 'another_was_first' | 'port_taken' | 'memory_still_in_use' }
  | { readonly why: 'broken'; readonly said: string }

export interface Launched {
  readonly pid: number | undefined
  readonly process: ChildProcess
  /** Set as soon as the server has ended. */
  ending: Ending | undefined
}

/**
 * Starts the server, without waiting for it. It is a group of its own, so Ctrl+C in the terminal reaches us and not it:
 * we end it when the work is done. It writes its first words to a file, because a pipe would end with us.
 */
export function launch(place: Place, port: number): Launched {
  const { folder, account, dataDir, binaries } = place
  const firstWords = join(dataDir, `postgres-start-${process.pid}.log`)
  let words: number
  try {
    words = openSync(firstWords, 'w', 0o600)
  } catch (error) {
    throw fileFault(error, firstWords)
  }
  const args = [
    '-D',
    folderArgument(folder, account),
    // Said here, where no settings file can say otherwise: this machine only.
    `--port=${port}`,
    '--listen_addresses=127.0.0.1',
    '--unix_socket_directories=',
  ]
  const child = spawn(program(binaries, 'postgres'), args, {
    ...account,
    cwd: folder,
    env: plainEnvironment(),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', words, words],
  })
  closeSync(words)
  child.unref()
  const logged = logPosition(folder)
  const launched: Launched = { pid: child.pid, process: child, ending: undefined }
  const end = (said: string) => {
    launched.ending ??= endingOf(said)
    rmSync(firstWords, { force: true })
  }
  child.once('error', (error) => end(error.message))
  child.once('exit', () => end(`${safeRead(firstWords)}${logSince(folder, logged)}`))
  return launched
}

/** Once the server answers, its own log in the folder is the place to look. */
export function forgetFirstWords(dataDir: string): void {
  rmSync(join(dataDir, `postgres-start-${process.pid}.log`), { force: true })
}

function endingOf(said: string): Ending {
  if (/lock file ".*" already exists/.test(said)) return { why: 'another_was_first' }
  if (/could not bind|Address already in use/.test(said)) return { why: 'port_taken' }
  if (/pre-existing shared memory block/.test(said)) return { why: 'memory_still_in_use' }
  return { why: 'broken', said: lastLines(said) }
}

export function startFault(place: Place, said: string): Error {
  return embeddedFault(
    `データベースを起動できませんでした（${place.folder}）。ディスクの空きと権限を確かめてください。記録の終わり:\n${said}`,
    `The database in ${place.folder} did not start. Check free space and permissions; above are the last lines of its log.`,
  )
}

function safeRead(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** How far each file of the server's log had come: what an earlier run wrote must not be taken for this one's words. */
type LogPosition = ReadonlyMap<string, number>

export function logPosition(folder: string): LogPosition {
  const logs = join(folder, 'log')
  return new Map(
    existsSync(logs) ? readdirSync(logs).map((name) => [name, statSync(join(logs, name)).size]) : [],
  )
}

/** What the server has logged since. */
export function logSince(folder: string, position: LogPosition): string {
  let said = ''
  for (const [name, size] of logPosition(folder)) {
    const before = position.get(name) ?? 0
    // Begun anew since: a file bears the name of its weekday.
    if (size !== before) said += readFileSync(join(folder, 'log', name)).subarray(size > before ? before : 0)
  }
  return said
}

/** A port of this machine that nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/**
 * Ends the server as PostgreSQL's "fast" shutdown does: what is under way is rolled back, what was acknowledged is on
 * disk. After a minute it is ended at once, which is safe too: the next start reads the log again.
 */
export async function shutDown(place: Place, pid: number, log: (line: string) => void): Promise<void> {
  const { folder, binaries } = place
  if (process.platform === 'win32') {
    spawnSync(program(binaries, 'pg_ctl'), ['stop', '-m', 'fast', '-w', '-D', folder], {
      env: plainEnvironment(),
    })
    return
  }
  signal(pid, 'SIGINT')
  for (let waitedMs = 0; ; waitedMs += 20) {
    if (readPidFile(folder)?.server.pid !== pid && !isServerOf(pid, folder)) return
    if (!isAlive(pid)) return
    if (waitedMs === 60_000) {
      log(
        'データベースが1分たっても止まらないので、すぐに止めます。 / The database did not stop in a minute: ending it at once.',
      )
      signal(pid, 'SIGQUIT')
    }
    if (waitedMs > 90_000)
      throw embeddedFault(
        `データベース（${pid} 番）が止まりません。${folder}/log を見てください。`,
        `The database (process ${pid}) does not stop. See ${folder}/log.`,
      )
    await sleep(20)
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = join(import.meta.dirname, '..')

/** How the program ended: its exit code, or the signal that ended it. */
export type Ending = number | NodeJS.Signals

export interface Running {
  /** As printed at the start, without a slash at its end. */
  readonly url: string
  readonly dataDir: string
  /** All that it has written so far, on both outputs. */
  said(): string
  signal(name: NodeJS.Signals): void
  /** Resolves when it has ended. */
  readonly ended: Promise<Ending>
}

type Settings = Readonly<Record<string, string>>

/** The words after `node` in package.json's script: what npm runs is what is tested. */
function wordsOf(script: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const [node, ...words] = (scripts[script] ?? '').split(' ')
  if (node !== 'node') throw new Error(`npm run ${script} is not a node program any more`)
  return words
}

/**
 * Only what every machine has comes along. The program stands in another zone and language than the people it serves:
 * its days are Tokyo's all the same.
 */
function environment(dataDir: string, settings: Settings): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  const env = { PATH, HOME, TMPDIR, LANG: 'C', TZ: 'America/New_York', YUINOWA_DATA: dataDir }
  return { ...env, YUINOWA_REGION: '032093', ...settings }
}

/** Starts the program as `npm start` does and waits for its address. A start that fails throws what it said. */
export async function startProgram(dataDir: string, settings: Settings = {}): Promise<Running> {
  const port = settings['PORT'] ?? String(await freePort())
  const child = spawn(process.execPath, wordsOf('start'), {
    cwd: root,
    env: environment(dataDir, { ...settings, PORT: port }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8')
    output.on('data', (text: string) => (said += text))
  }
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 1))
  })
  process.prependListener('exit', () => child.kill('SIGKILL'))
  const url = await printedAddress(child, () => said)
  return { url, dataDir, said: () => said, signal: (name) => child.kill(name), ended }
}

async function printedAddress(child: ChildProcess, said: () => string): Promise<string> {
  const until = performance.now() + 60_000
  while (performance.now() < until) {
    const [address] = /http:\/\/127\.0\.0\.1:\d+(?= で開いています)/.exec(said()) ?? []
    if (address) return address
    if (child.exitCode !== null) break
    await sleep(20)
  }
  child.kill('SIGKILL')
  throw new Error(`the program did not start:\n${said()}`)
}

// A test that is stopped cleans up as one that ends.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1))

/** The process of the database on this folder, while it runs. */
export function databasePid(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return isAlive(pid) ? pid : undefined
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Runs a command of the command line (`npm run …`) on a data folder to its end. */
export function runCommand(
  script: string,
  dataDir: string,
  more: readonly string[] = [],
): { status: number | null; said: string } {
  const words = [...wordsOf(script), ...more]
  const done = spawnSync(process.execPath, words, {
    cwd: root,
    env: environment(dataDir, {}),
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { status: done.status, said: `${done.stdout}${done.stderr}` }
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const at = server.address()
      server.close(() => (at && typeof at === 'object' ? resolve(at.port) : reject(new Error('no port'))))
    })
  })
}

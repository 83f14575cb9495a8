import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { attachEmbedded, startEmbedded, type Embedded } from './embedded.ts'
import { EmbeddedFault } from './embedded-faults.ts'

// Folders, servers and processes for the tests of the embedded database. Gone when the test file ends.
export const home = mkdtempSync(join(tmpdir(), 'yuinowa-embedded-'))
chmodSync(home, 0o755)
const made = join(home, 'made')
const children: ChildProcess[] = []
let folders = 0

export const quiet = { log: () => undefined, fsync: false, patienceMs: 30_000 }
export const start = (dataDir: string) => startEmbedded({ ...quiet, dataDir })
export const attach = (dataDir: string) => attachEmbedded({ ...quiet, dataDir })

before(async () => {
  const first = await start(made)
  await sql(first.url, 'create table kept (word text)', "insert into kept values ('木')")
  await first.stop()
})
after(() => {
  for (const child of children) child.kill('SIGKILL')
  for (const name of readdirSync(home)) {
    const pid = serverPid(join(home, name))
    if (pid) process.kill(pid, 'SIGQUIT')
  }
  rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
})

/** A folder of its own with a database in it: a plain copy, as people make them. */
export function aFolder(): string {
  const dataDir = emptyFolder()
  cpSync(made, dataDir, { recursive: true })
  return dataDir
}
export function emptyFolder(): string {
  const dataDir = join(home, `data-${++folders}`)
  mkdirSync(dataDir)
  return dataDir
}

export async function sql(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}
export const words = (url: string) =>
  sql(url, 'select word from kept').then((rows) => rows.map(({ word }) => word))

export function serverPid(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  if (!existsSync(file)) return undefined
  return Number.parseInt(readFileSync(file, 'utf8'), 10)
}
export function runs(pid: number | undefined): boolean {
  if (pid === undefined) return false
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  return state !== '' && !state.startsWith('Z')
}
/**
 * Fails unless that server has ended. What `stop` waits for is that nothing of it is left on the folder; the kernel may take a
 * moment more to forget the process.
 */
export async function assertEnded(pid: number | undefined): Promise<void> {
  await until(() => !runs(pid), 1_000)
}

export async function until(what: () => boolean, ms = 15_000): Promise<void> {
  for (let waited = 0; !what(); waited += 10) {
    assert.ok(waited < ms, `waited ${ms} ms for ${String(what)}`)
    await sleep(10)
  }
}

export interface Other {
  readonly process: ChildProcess
  readonly said: Promise<{ url: string; tookOver: boolean; created: boolean; fault?: string }>
}
/** Another process that opens the folder, says so, and stops when told to (a line on its input). */
export function another(dataDir: string, as: { uid?: number; gid?: number } = {}): Other {
  const program = `
    import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)}
    try {
      const server = await startEmbedded({ dataDir: process.argv[1], log() {}, fsync: false, patienceMs: 30000 })
      console.log(JSON.stringify(server))
      process.stdin.once('data', async () => { await server.stop(); process.exit(0) })
    } catch (error) { console.log(JSON.stringify({ fault: String(error) })) }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir], {
    ...as,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  const said = new Promise<string>((resolve) => {
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (more: string) => {
      text += more
      if (text.includes('\n')) resolve(text)
    })
    child.once('exit', () => resolve(text || '{"fault":"said nothing"}'))
  })
  return { process: child, said: said.then((text) => JSON.parse(text) as Awaited<Other['said']>) }
}
export async function kill(other: Other): Promise<void> {
  const gone = new Promise((resolve) => other.process.once('exit', resolve))
  other.process.kill('SIGKILL')
  await gone
}
export async function tellToStop(other: Other): Promise<void> {
  const gone = new Promise((resolve) => other.process.once('exit', resolve))
  other.process.stdin?.write('stop\n')
  await gone
}

/** What a start says when it cannot: a sentence in both languages. */
export async function refusal(dataDir: string): Promise<string> {
  let server: Embedded | undefined
  try {
    server = await start(dataDir)
  } catch (error) {
    assert.ok(error instanceof EmbeddedFault, String(error))
    assert.match(error.message, /[ぁ-ん].*[a-z]/s)
    return error.message
  }
  await server.stop()
  return 'started'
}

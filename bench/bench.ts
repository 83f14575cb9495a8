/** What the benches have in common: a database of their own, a stopwatch and a table. */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { type Database, openDatabase } from '#db/pool.ts'

export interface Bench {
  readonly db: Database
  readonly url: string
  close(): Promise<void>
}

const silent = (): void => undefined

/**
 * A fresh, migrated database that is gone afterwards: on the server of DATABASE_URL, or on an embedded one started in
 * a temporary folder. Commits are durable on both, unless that server was set up otherwise (it says so).
 */
export async function openBench(connections: number): Promise<Bench> {
  const server = process.env['DATABASE_URL']
  const { url, drop } = server ? await ownDatabase(server) : await ownServer()
  const db = openDatabase(url, connections)
  const { rows } = await db.pool.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit') and setting <> 'on'`,
  )
  for (const { name, setting } of rows) console.log(`! ${name} = ${setting}: commits are not durable`)
  await migrate(db.pool, silent)
  return {
    db,
    url,
    close: async () => {
      await db.close()
      await drop()
    },
  }
}

async function ownServer(): Promise<{ url: string; drop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yuinowa-bench-'))
  const embedded = await startEmbedded({ dataDir, log: silent })
  const drop = async () => {
    await embedded.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { url: embedded.url, drop }
}

async function ownDatabase(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `bench_${process.pid}`
  const onServer = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: server })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await onServer(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(`drop database ${name} with (force)`) }
}

export interface Rate {
  readonly perSecond: number
  /** Microseconds of processor for each, of the server's processes; none when they cannot be seen from here. */
  readonly serverMicros: number | undefined
  readonly clientMicros: number
}

/**
 * How often `work` is done in a second, by so many at once, and what it costs the processors: on a machine that is
 * shared with others the cost stays the same when the rate does not. `work` answers how much it did.
 */
export async function measure(
  { db }: Bench,
  writers: number,
  seconds: number,
  work: (writer: number, turn: number) => Promise<number>,
): Promise<Rate> {
  const pids = await backends(db)
  const before = { server: processorMs(pids), client: process.cpuUsage() }
  const start = performance.now()
  const rate = await perSecond(writers, seconds, work)
  const did = (rate * (performance.now() - start)) / 1000
  const { user, system } = process.cpuUsage(before.client)
  const after = processorMs(pids)
  const server = before.server === undefined || after === undefined ? undefined : after - before.server
  return {
    perSecond: rate,
    serverMicros: server === undefined ? undefined : (server * 1000) / did,
    clientMicros: (user + system) / did,
  }
}

async function backends({ pool }: Database): Promise<number[]> {
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))
  const answers = await Promise.all(
    clients.map((client) => client.query<{ pid: number }>('select pg_backend_pid() as pid')),
  )
  for (const client of clients) client.release()
  return answers.flatMap(({ rows }) => rows.map(({ pid }) => pid))
}

/** The time that processes have had a processor, by /proc of Linux: its clock ticks 100 times a second. */
function processorMs(pids: readonly number[]): number | undefined {
  try {
    return pids.reduce((total, pid) => {
      const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
      const [user, system] = fields.split(' ').slice(11, 13).map(Number)
      return total + ((user ?? 0) + (system ?? 0)) * 10
    }, 0)
  } catch {
    return undefined
  }
}

/** How often `work` is done in a second, by so many at once, over so many seconds. It answers how much it did. */
async function perSecond(
  writers: number,
  seconds: number,
  work: (writer: number, turn: number) => Promise<number>,
): Promise<number> {
  const start = performance.now()
  const end = start + seconds * 1000
  let did = 0
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let turn = 0; performance.now() < end; turn++) did += await work(writer, turn)
    }),
  )
  return did / ((performance.now() - start) / 1000)
}

export const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN

/** The median time of so many calls, in milliseconds. */
export async function medianMs(times: number, work: () => Promise<unknown>): Promise<number> {
  const each: number[] = []
  for (let n = 0; n < times; n++) {
    const start = performance.now()
    await work()
    each.push(performance.now() - start)
  }
  return median(each)
}

export function printTable(rows: readonly (readonly (string | number)[])[]): void {
  const texts = rows.map((row) =>
    row.map((cell) =>
      typeof cell === 'number' ? cell.toLocaleString('en', { maximumFractionDigits: 2 }) : cell,
    ),
  )
  const widths = (texts[0] ?? []).map((_, at) => Math.max(...texts.map((row) => row[at]?.length ?? 0)))
  for (const row of texts)
    console.log(
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    )
}

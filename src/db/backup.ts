import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Client } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { systemClock } from '#kit/clock.ts'
import {
  BackupFault,
  backupFault,
  backupWriter,
  readBackup,
  type Head,
  type RowCounts,
  type Sequence,
  type Table,
} from './backup-file.ts'
import { dropConstraints, refreshViews, stopTriggers } from './backup-schema.ts'
import { migrate, migrations, type Migration } from './migrate.ts'
import { openDatabase } from './pool.ts'

export interface BackupSummary {
  readonly schemaVersion: number
  /** When it was taken: ISO 8601, UTC. */
  readonly madeAt: string
  readonly tables: number
  /** Rows of all tables. */
  readonly rows: number
  readonly rowsOf: RowCounts
}

/** The lock that `migrate` takes: while we hold it, no migration changes a table under our hands. */
const migrationLock = 7100

/**
 * Writes all tables of the schema `public`, as they are at one moment, to one file while the server works on. The file
 * appears under its name only when it is complete and on disk; one that bears the name is then replaced. Only the owner of
 * the tables may do this: for anyone else row-level security would leave rows out, so PostgreSQL refuses.
 */
export async function backup(url: string, file: string): Promise<BackupSummary> {
  return await connected(url, async (client) => {
    await client.query('select pg_advisory_lock_shared($1)', [migrationLock])
    await client.query('begin isolation level repeatable read read only')
    await settle(client)
    const about = await headOf(client)
    const beside = `${file}.${randomBytes(4).toString('hex')}.part`
    const writer = backupWriter()
    try {
      await pipeline(
        content(client, about, writer),
        createGzip({ level: 4, chunkSize: 1 << 18 }),
        createWriteStream(beside, { flags: 'wx', mode: 0o600, flush: true }),
      )
      await rename(beside, file)
      await syncFolder(dirname(file))
    } catch (error) {
      await rm(beside, { force: true })
      throw writingFault(error, file)
    }
    return summaryOf(about, writer.counts)
  })
}

type About = Omit<Head, 'format' | 'formatVersion'>

function summaryOf({ schemaVersion, madeAt }: About, rowsOf: RowCounts): BackupSummary {
  const counts = Object.values(rowsOf)
  const rows = counts.reduce((sum, count) => sum + count, 0)
  return { schemaVersion, madeAt, tables: counts.length, rows, rowsOf }
}

async function headOf(client: Client): Promise<About> {
  const known = await client.query<{ found: boolean }>(
    `select to_regclass('public.db_migration') is not null as found`,
  )
  const version = known.rows[0]?.found
    ? await client.query<{ version: number | null; server: string }>(
        `select max(version) as version, current_setting('server_version') as server from public.db_migration`,
      )
    : undefined
  const { version: schemaVersion, server } = version?.rows[0] ?? {}
  if (!schemaVersion || !server)
    throw backupFault(
      'このデータベースには結いの輪のデータがありません。DATABASE_URL と YUINOWA_DATA を確かめてください。',
      'This database holds no data of Yuinowa. Check DATABASE_URL and YUINOWA_DATA.',
    )
  return { schemaVersion, madeAt: systemClock.now().toISOString(), postgresql: server }
}

async function* content(
  client: Client,
  about: About,
  writer: ReturnType<typeof backupWriter>,
): AsyncGenerator<Buffer> {
  yield writer.head(about)
  for (const each of await tablesOf(client)) {
    yield writer.table({ table: each.table, columns: each.columns })
    const columns = each.columns.map(quoted).join(', ')
    const source = each.partitioned
      ? `(select ${columns} from public.${quoted(each.table)})`
      : `public.${quoted(each.table)} (${columns})`
    const rows = client.query(copyTo(`copy ${source} to stdout`))
    for await (const chunk of rows) yield writer.rows(chunk as Buffer)
    if (rows.rowCount !== writer.counts[each.table])
      throw new Error(
        `${each.table}: PostgreSQL sent ${rows.rowCount} rows, ${writer.counts[each.table]} arrived`,
      )
    yield writer.endOfRows()
  }
  // Numbers are drawn outside transactions: read last, they are never behind the rows.
  yield writer.sequences(await sequencesOf(client))
  yield writer.tail()
}

interface FoundTable extends Table {
  readonly partitioned: boolean
}

const notOfAnExtension = `not exists (select from pg_depend d
  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

/** A partitioned table stands for its partitions; a computed column is computed again. */
async function tablesOf(client: Client): Promise<FoundTable[]> {
  const { rows } = await client.query<FoundTable>(`
    select c.relname as table, c.relkind = 'p' as partitioned, coalesce((
      select json_agg(a.attname order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '[]') as columns
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and ${notOfAnExtension}
    order by c.relname`)
  return rows
}

async function sequencesOf(client: Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and ${notOfAnExtension} order by 1`)
  const found: Sequence[] = []
  for (const { name } of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from public.${quoted(name)}`,
    )
    found.push({ name, last: state.rows[0]?.last ?? '1', called: state.rows[0]?.called ?? false })
  }
  return found
}

/** Reads the whole file and says what is in it. Throws `BackupFault` when it could not be restored. */
export async function inspectBackup(file: string): Promise<BackupSummary> {
  let about: Head | undefined
  let rows: RowCounts = {}
  for await (const part of readBackup(file)) {
    if (part.kind === 'head') about = part.head
    if (part.kind === 'tail') rows = part.rows
  }
  if (!about) throw new Error('readBackup gave no head')
  return summaryOf(about, rows)
}

/**
 * Brings a backup into an empty database, then its schema up to date. Needs no more than an ordinary owner of the
 * database may do. The file is read to its end before anything is touched, and all is one transaction: a file that is
 * damaged, or a row that does not fit, leaves the database as empty as it was.
 */
export async function restore(
  url: string,
  file: string,
  log: (line: string) => void = () => undefined,
): Promise<BackupSummary> {
  const summary = await loadBackup(url, file, migrations())
  const db = openDatabase(url, 2)
  try {
    await migrate(db.pool, log)
  } finally {
    await db.close()
  }
  return summary
}

/** `restore` up to the schema of the backup, made by these migrations. */
export async function loadBackup(
  url: string,
  file: string,
  steps: readonly Migration[],
): Promise<BackupSummary> {
  const summary = await inspectBackup(file)
  const newest = steps.at(-1)?.version ?? 0
  if (summary.schemaVersion > newest)
    throw backupFault(
      `${file} は新しい版のプログラムのバックアップです（${summary.schemaVersion} 版、このプログラムは ${newest} 版まで）。新しい版のプログラムで復元してください。`,
      `${file} was written by a newer version of the program (schema ${summary.schemaVersion}, this program knows ${newest}). Restore it with that version.`,
    )
  const upTo = steps.filter(({ version }) => version <= summary.schemaVersion)
  try {
    await connected(url, (client) => loadInto(client, file, upTo))
  } catch (error) {
    if (error instanceof BackupFault) throw error
    const said = error instanceof Error ? error.message : String(error)
    throw backupFault(
      `${file} を復元できませんでした（${said}）。データベースは変えていません。`,
      `${file} could not be restored (${said}). The database was not changed.`,
      error,
    )
  }
  return summary
}

async function loadInto(client: Client, file: string, steps: readonly Migration[]): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [migrationLock])
  await client.query('begin')
  await settle(client)
  await assertEmpty(client)
  await makeSchema(client, steps)
  const tables = await tablesOf(client)
  const bringBack = [...(await dropConstraints(client)), ...(await stopTriggers(client))]
  // What the migrations themselves put in is in the backup too, as it was when it was taken.
  await client.query(`truncate ${tables.map(({ table }) => `public.${quoted(table)}`).join(', ')}`)
  await fill(client, file, tables)
  await client.query('set constraints all immediate')
  for (const statement of bringBack) await client.query(statement)
  await refreshViews(client)
  await client.query('commit')
  await client.query('analyze')
}

async function assertEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and ${notOfAnExtension}
    order by c.relname limit 1`)
  const name = rows[0]?.name
  if (name !== undefined)
    throw backupFault(
      `復元先のデータベースが空ではありません（${name} などがあります）。新しいデータベースか、空の YUINOWA_DATA を指定してください。今のデータは変えていません。`,
      `The database to restore into is not empty (it has ${name}). Name a new database, or an empty folder in YUINOWA_DATA. What is there was not changed.`,
    )
}

async function makeSchema(client: Client, steps: readonly Migration[]): Promise<void> {
  // As `migrate` makes it; its rows come from the backup.
  await client.query(
    'create table db_migration (version int primary key, name text not null, applied_at timestamptz not null default now())',
  )
  for (const { sql } of steps) await client.query(sql)
}

async function fill(client: Client, file: string, tables: readonly Table[]): Promise<void> {
  const expected = new Map(tables.map(({ table, columns }) => [table, columns]))
  const given = new Set<string>()
  let sink: ReturnType<typeof sinkFor> | undefined
  for await (const part of readBackup(file)) {
    switch (part.kind) {
      case 'table':
        assertFits(part.table, expected.get(part.table.table))
        given.add(part.table.table)
        sink = sinkFor(client, part.table)
        break
      case 'rows':
        await sink?.write(part.lines)
        break
      case 'end of rows':
        await sink?.end()
        break
      case 'sequences':
        for (const { name, last, called } of part.sequences)
          await client.query('select setval($1::regclass, $2::bigint, $3)', [
            `public.${quoted(name)}`,
            last,
            called,
          ])
        break
      case 'tail':
        for (const name of expected.keys()) if (!given.has(name)) throw misfit(name)
        await assertCounts(client, part.rows)
        break
      case 'head':
    }
  }
}

/** Rows on their way into a table; waits while the server is behind. */
function sinkFor(
  client: Client,
  { table, columns }: Table,
): { write(lines: Buffer): Promise<void>; end(): Promise<void> } {
  const stream = client.query(
    copyFrom(`copy public.${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`),
  )
  const done = finished(stream)
  done.catch(() => undefined) // awaited below, at the next write or at the end
  return {
    async write(lines) {
      if (stream.write(lines)) return
      await Promise.race([done, new Promise((resolve) => stream.once('drain', resolve))])
    },
    async end() {
      stream.end()
      await done
    },
  }
}

function assertFits({ table, columns }: Table, expected: readonly string[] | undefined): void {
  if (expected?.toSorted().join('\n') !== columns.toSorted().join('\n')) throw misfit(table)
}
function misfit(table: string): Error {
  return backupFault(
    `バックアップの表 ${table} が、このプログラムの同じ版の表と違います。バックアップを作ったプログラムで復元してください。`,
    `The table ${table} of the backup differs from that of the same version in this program. Restore with the program that wrote it.`,
  )
}

async function assertCounts(client: Client, rows: RowCounts): Promise<void> {
  for (const [table, count] of Object.entries(rows)) {
    const found = await client.query<{ n: string }>(`select count(*)::text as n from public.${quoted(table)}`)
    if (found.rows[0]?.n !== String(count))
      throw new Error(`${table}: ${found.rows[0]?.n} rows were loaded instead of ${count}`)
  }
}

/** Values are written and read in one form, whatever the server, the role or the machine prefers; nothing times out. */
async function settle(client: Client): Promise<void> {
  await client.query(`
    select set_config(name, value, true)
    from (values ('client_encoding', 'UTF8'), ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'),
      ('timezone', 'UTC'), ('extra_float_digits', '3'), ('bytea_output', 'hex'), ('row_security', 'off'),
      ('statement_timeout', '0'), ('lock_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),
      ('transaction_timeout', '0')) as wanted (name, value)
    where exists (select from pg_settings s where lower(s.name) = wanted.name)`)
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A connection of its own, whose transaction ends with it. After a fault it is cut: a half-read COPY would not end. */
async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'yuinowa backup', keepAlive: true })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const answer = await work(client)
    await client.end()
    return answer
  } catch (error) {
    ;(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
    throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

function writingFault(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EISDIR')
    return backupFault(
      `バックアップを ${file} に書けません。フォルダーの有無と権限を確かめてください。`,
      `The backup cannot be written to ${file}. Check that its folder exists and may be written.`,
      error,
    )
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return backupFault(
      `バックアップの途中でディスクがいっぱいになりました（${file}）。空けるか別の場所を指定してください。`,
      `The disk filled up while the backup was written (${file}). Make room or name another place.`,
      error,
    )
  return error
}

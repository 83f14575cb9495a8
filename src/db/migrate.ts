import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'

const folder = new URL('./migrations/', import.meta.url)
const lock = 7100

export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

/** The migrations of this version of the program, in order: plain SQL, forward only, numbered without gaps. */
export function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => ({
      version: Number(file.slice(0, 4)),
      name: file.slice(5, -4),
      sql: readFileSync(new URL(file, folder), 'utf8'),
    }))
}

/**
 * Brings the schema up to `upTo` (the newest by default). Safe when several processes start at once: one works, the
 * others wait. Throws when the database is newer than this program.
 */
export async function migrate(pool: pg.Pool, log: (line: string) => void, upTo?: number): Promise<void> {
  const all = migrations()
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await client.query(
      'create table if not exists db_migration (version int primary key, name text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ version: number | null }>(
      'select max(version) as version from db_migration',
    )
    const current = rows[0]?.version ?? 0
    const newest = all.at(-1)?.version ?? 0
    if (current > newest)
      throw new Error(
        `データベースはこのプログラムより新しい版です（${current} > ${newest}）。新しい版のプログラムを使ってください。 / The database is newer (${current}) than this program (${newest}): use the newer program.`,
      )
    for (const each of all.filter(({ version }) => version > current && version <= (upTo ?? newest))) {
      await apply(client, each)
      log(`migration ${each.version} ${each.name}`)
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lock]).catch(() => undefined)
    client.release()
  }
}

async function apply(client: pg.PoolClient, { version, name, sql }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into db_migration (version, name) values ($1, $2)', [version, name])
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback')
    throw fault
  }
}

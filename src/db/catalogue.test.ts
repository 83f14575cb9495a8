import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TestRegion, testRegion } from './testing.ts'
import { transact } from './transaction.ts'

/** Asks the database itself, so that a new table cannot be forgotten. */
const region = await testRegion()
const owner = region.db.pool

/** The schema's own notes, which belong to no region. */
const ofNoRegion = new Set(['db_migration'])
/** Seen by all regions: the list of regions that a server holds. */
const publicTables = new Set(['party_region'])

const { rows: tables } = await owner.query<{ name: string; secured: boolean }>(
  `select relname as name, relrowsecurity as secured from pg_class
   where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by 1`,
)
const regional = tables.filter(({ name }) => !ofNoRegion.has(name))

test('the catalogue is seen', () => assert.ok(regional.length > 25, `${regional.length} tables`))

test('every table refuses other regions by row-level security', async () => {
  const { rows } = await owner.query<{ name: string; qual: string; check: string }>(
    `select tablename as name, qual, with_check as check from pg_policies where schemaname = 'public'`,
  )
  const wrong = regional.filter(({ name, secured }) => {
    const policies = rows.filter((row) => row.name === name)
    const narrow = policies.every(
      ({ qual, check }) =>
        /region_id = \( ?SELECT db_region\(\)/.test(check) && (publicTables.has(name) || qual === check),
    )
    return !secured || policies.length !== 1 || !narrow
  })
  assert.deepEqual(wrong, [])
})

const allowed = (row: { table: string; key: string }): boolean =>
  ofNoRegion.has(row.table) || (row.table === 'party_region' && row.key === 'party_region_code_key')

test('every primary, unique and foreign key holds region_id, first in primary keys', async () => {
  const { rows } = await owner.query<{ table: string; key: string; type: string; columns: string[] }>(
    `select c.conrelid::regclass::text as table, c.conname as key, c.contype as type,
       (select array_agg(a.attname::text order by k.n) from unnest(c.conkey) with ordinality k (number, n)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number) as columns
     from pg_constraint c where c.contype in ('p', 'u', 'f') and c.connamespace = 'public'::regnamespace
     union all
     select i.indrelid::regclass::text, i.indexrelid::regclass::text, 'index',
       (select array_agg(a.attname::text order by k.n) from unnest(i.indkey::int2[]) with ordinality k (number, n)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number)
     from pg_index i join pg_class t on t.oid = i.indrelid
     where i.indisunique and t.relnamespace = 'public'::regnamespace`,
  )
  assert.ok(rows.length > 50, 'keys are seen')
  const wrong = rows
    .filter((row) => !allowed(row))
    .filter(({ type, columns }) =>
      type === 'p' ? columns[0] !== 'region_id' : !columns.includes('region_id'),
    )
  assert.deepEqual(wrong, [])
  const keyed = new Set(rows.filter(({ type }) => type === 'p').map(({ table }) => table))
  assert.deepEqual(
    regional.filter(({ name }) => !keyed.has(name)),
    [],
    'every table has a primary key',
  )
})

test('the application may neither change nor take away what is append-only', async () => {
  const { rows } = await owner.query<{ table: string; right: string }>(
    `select table_name as table, privilege_type as right from information_schema.role_table_grants
     where grantee = 'yuinowa_app' and table_name in ('ledger_entry', 'ledger_flow', 'ledger_seal', 'party_audit')`,
  )
  assert.deepEqual([...new Set(rows.map(({ right }) => right))].toSorted(), ['INSERT', 'SELECT'])
})

/** A row in as many tables as can hold one without others: enough to see that none is shown elsewhere. */
async function fill(at: TestRegion): Promise<void> {
  await owner.query(
    `insert into party (region_id, party_id, kind, name, created_at) values ($1, gen_random_uuid(), 'city', '市', now())`,
    [at.region],
  )
}

test('a query that forgets to ask still sees its own region only', async () => {
  await fill(region)
  const count = (of: number | undefined) =>
    transact(region.db, { region: of ?? 1 }, async (tx) => {
      if (of === undefined) await tx.run(`select set_config('app.region_id', '', true)`)
      const [row] = await tx.run<{ count: number }>('select count(*)::int as count from party')
      return row?.count
    })
  assert.equal(await count(region.region), 1)
  assert.equal(await count(13_104), 0)
  assert.equal(await count(undefined), 0)
})

test('a row of another region can be neither written nor moved there', async () => {
  const elsewhere = transact(region.db, { region: 13_104 }, (tx) =>
    tx.run(
      `insert into party (region_id, party_id, kind, name, created_at) values (32093, gen_random_uuid(), 'city', '市', now())`,
    ),
  )
  await assert.rejects(elsewhere, /row-level security/)
  const moved = region.tx((tx) => tx.run(`update party set region_id = 13104 where region_id = 32093`))
  await assert.rejects(moved, /row-level security/)
})

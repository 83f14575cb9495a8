import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { testNow, testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { cash, openGuarded } from './accounts.ts'
import { closeDays } from './close.ts'
import { post } from './post.ts'
import { aParty, cashOf, done, testActor, yen } from './testing.ts'

// What the database itself refuses, whoever asks: the program, a room with a mistake, or somebody with a console.
const region = await testRegion()
const on = day('2026-11-23')
const { a, b, account, entryId } = await region.tx(async (tx) => {
  const parties = { a: await aParty(tx), b: await aParty(tx) }
  const guarded = await openGuarded(tx, 'JPY', cash(parties.a))
  const posted = done(await post(tx, testActor, yen(parties.b, parties.a, 10)))
  return { ...parties, account: guarded, entryId: posted.entryId }
})
const other = await region.tx((tx) => cashOf(tx, b))

const asOwner = [
  'update ledger_entry set memo = memo',
  'delete from ledger_entry',
  'truncate ledger_entry',
  'update ledger_flow set amount = amount + 1',
  'delete from ledger_flow where false', // even of nothing
  'truncate ledger_flow',
  'update ledger_seal set root = root',
  'delete from ledger_seal',
  'truncate ledger_seal',
]
for (const statement of asOwner)
  test(`the owner of the tables may not: ${statement}`, () =>
    assert.rejects(region.db.pool.query(statement), { code: 'YU001' }))

for (const statement of [
  ...asOwner,
  'delete from ledger_account',
  'update ledger_account set purpose = purpose',
])
  test(`a request may not: ${statement}`, () =>
    assert.rejects(
      region.tx((tx) => tx.run(statement)),
      { code: '42501' },
    ))

/** A row of ledger_flow as somebody with a console could write it, past `post`. */
const write = (
  row: Partial<Record<'entry' | 'unit' | 'amount' | 'from' | 'to' | 'kind' | 'on' | 'recorded', unknown>>,
) =>
  region.db.pool.query(
    `insert into ledger_flow (region_id, entry_id, ordinal, unit, amount, from_account, to_account, kind, occurred_on,
       recorded_on, reversal) values ($1, $2, 2, $3, $4, $5, $6, $7, $8, $9, false)`,
    [
      region.region,
      row.entry ?? entryId,
      row.unit ?? 'JPY',
      row.amount ?? 1,
      row.from ?? other,
      row.to ?? account,
      row.kind ?? 'test.sale',
      row.on ?? on,
      row.recorded ?? on,
    ],
  )
const flows: [what: string, row: Parameters<typeof write>[0], code: string][] = [
  ['a unit that is of neither account', { unit: 'PT' }, 'YU002'],
  ['an account that does not exist', { from: newId() }, 'YU002'],
  ['an entry that does not exist', { entry: newId() }, 'YU002'],
  ['another kind than its entry', { kind: 'test.grant' }, 'YU002'],
  ['another day than its entry', { on: addDays(on, -1) }, 'YU002'],
  ['another day of recording than its entry', { recorded: addDays(on, 1) }, 'YU002'],
  ['an amount of zero', { amount: 0 }, '23514'],
  ['an amount past the safe range', { amount: '9007199254740992' }, '23514'],
  ['an account to itself', { from: account }, '23514'],
]
for (const [what, row, code] of flows)
  test(`the database refuses a flow with ${what}`, () => assert.rejects(write(row), { code }))

test('the database refuses a flow whose unit is that of one of its accounts only', async () => {
  const points = await region.tx((tx) => openGuarded(tx, 'PT', cash(a)))
  await assert.rejects(write({ unit: 'PT', from: points }), { code: 'YU002' })
})

test('the database refuses a flow slipped into a closed day', async (t) => {
  const own = await testRegion(t)
  const posted = await own.tx(
    async (tx) => done(await post(tx, testActor, yen(await aParty(tx), await aParty(tx), 1))).entryId,
  )
  done(await own.tx((tx) => closeDays(tx, on), new Date(testNow.getTime() + 86_400_000)))
  await assert.rejects(
    own.db.pool.query(
      `insert into ledger_flow (region_id, entry_id, ordinal, unit, amount, from_account, to_account, kind, occurred_on,
         recorded_on, reversal)
       select region_id, entry_id, 2, unit, amount, from_account, to_account, kind, occurred_on, recorded_on, reversal
       from ledger_flow where entry_id = $1`,
      [posted],
    ),
    { code: 'YU002' },
  )
})

const entryRow = (occurredOn: string, recordedAt: Date, recordedOn: string, digest = Buffer.alloc(32)) =>
  region.db.pool.query(
    `insert into ledger_entry (region_id, entry_id, kind, occurred_on, recorded_at, recorded_on, digest)
     values ($1, $2, 'test.sale', $3, $4, $5, $6)`,
    [region.region, newId(), occurredOn, recordedAt, recordedOn, digest],
  )
for (const [what, row] of [
  ['that happens after it is recorded', ['2026-11-24', testNow, '2026-11-23']],
  ['whose day is not the day in Tokyo', ['2026-11-22', new Date('2026-11-22T15:00:00Z'), '2026-11-22']],
  ['whose digest is none', ['2026-11-23', testNow, '2026-11-23', Buffer.alloc(31)]],
] as [string, Parameters<typeof entryRow>][])
  test(`the database refuses an entry ${what}`, () => assert.rejects(entryRow(...row), { code: '23514' }))

test('the database refuses a guarded balance below its floor', () =>
  assert.rejects(
    region.tx((tx) => tx.run('update ledger_balance set balance = -1 where account_id = $1', [account])),
    { code: '23514' },
  ))

const tables = [
  'ledger_account',
  'ledger_balance',
  'ledger_entry',
  'ledger_flow',
  'ledger_hold',
  'ledger_head',
  'ledger_tail',
  'ledger_seal',
  'ledger_month_total',
  'ledger_month_group',
  'ledger_party_no',
  'ledger_year_total',
  'ledger_account_day',
  'ledger_party_group',
  'ledger_flow_seen',
]
test('every table of the ledger is in the list below', async () => {
  const { rows } = await region.db.pool.query<{ relname: string }>(
    `select relname from pg_class where relname like 'ledger\\_%' and relkind in ('r', 'v') order by 1`,
  )
  assert.deepEqual(
    rows.map((row) => row.relname),
    tables.toSorted(),
  )
})
for (const table of tables)
  test(`without a region, or in another, nothing is seen of ${table}`, async () => {
    const client = await region.db.pool.connect()
    try {
      await client.query('begin; set local role yuinowa_app')
      assert.deepEqual((await client.query(`select * from ${table}`)).rows, [])
    } finally {
      await client.query('rollback')
      client.release()
    }
    const elsewhere = { region: 42_021, clock: { now: () => testNow } }
    assert.deepEqual(await transact(region.db, elsewhere, (tx) => tx.run(`select * from ${table}`)), [])
  })

test('a row of another region cannot be written', () =>
  assert.rejects(
    region.tx((tx) =>
      tx.run(
        `insert into ledger_account (region_id, account_id, party_id, unit, purpose, guarded, opened_at)
         values (42021, $1, $2, 'JPY', 'cash', false, $3)`,
        [newId(), a as Id, tx.now],
      ),
    ),
    { code: '42501' },
  ))

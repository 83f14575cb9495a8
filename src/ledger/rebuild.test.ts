import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Day, addDays, day, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { closeDays } from './close.ts'
import { post, reverse } from './post.ts'
import { type Totals, rebuildTotals } from './rebuild.ts'
import { aParty, done, putSide, testActor, yen } from './testing.ts'
import { verify } from './verify.ts'

// Two fiscal years of four parties, most of it closed, with reversals, late entries and a side that was said late.
const region = await testRegion()
const on = day('2026-11-23')
async function moves(tx: Tx, id: Id, side: 'inside' | 'outside', from: Day): Promise<void> {
  await tx.run('update party_side set valid_to = $2 where party_id = $1', [id, addDays(from, -1)])
  await putSide(tx, id, side, from)
}
const ids = await region.tx(async (tx) => {
  const made: Id[] = []
  for (let n = 0; n < 4; n++) made.push(await aParty(tx, { inside: n < 3 }))
  return made
})
for (let n = 0; n < 40; n++) {
  const at = addDays(day('2025-11-20'), n * 9)
  await region.tx(
    async (tx) => {
      const [from, to] = [ids[n % 4] as Id, ids[(n + 1 + (n % 3)) % 4] as Id]
      const posted = done(
        await post(tx, testActor, yen(from, to, 100 + n, { on: addDays(at, -(n % 5) * 20) })),
      )
      if (n % 7 === 0) done(await reverse(tx, testActor, posted.entryId))
    },
    instantOf(at, 12),
  )
}
done(await region.tx((tx) => closeDays(tx, addDays(on, -30))))
await region.tx((tx) => moves(tx, ids[3] as Id, 'inside', day('2026-05-15')))

const tables: Totals[] = [
  'ledger_party_no',
  'ledger_month_total',
  'ledger_month_group',
  'ledger_year_total',
  'ledger_account_day',
]
const content = async () =>
  await Promise.all(
    tables.map(
      async (table) => (await region.db.pool.query(`select * from ${table} t order by t::text`)).rows,
    ),
  )
const asItWas = await content()
const rebuild = (progress?: (share: number) => void) =>
  rebuildTotals(region.db, { region: region.region }, progress)
const nothing = {
  ledger_party_no: 0,
  ledger_month_total: 0,
  ledger_month_group: 0,
  ledger_year_total: 0,
  ledger_account_day: 0,
}

test('what is right is found to be, step by step, and nothing is written', async () => {
  const shares: number[] = []
  assert.deepEqual(await rebuild((share) => shares.push(share)), { identical: true, differing: nothing })
  assert.deepEqual(shares, shares.toSorted())
  assert.equal(shares.at(-1), 1)
  assert.deepEqual(await content(), asItWas)
})

const plants: [what: string, expected: Partial<typeof nothing>, ...statements: string[]][] = [
  [
    'all totals gone',
    Object.fromEntries(tables.map((table, n) => [table, asItWas[n]?.length ?? 0])),
    ...tables.toReversed().map((table) => `delete from ${table}`),
  ],
  [
    'a monthly total wrong',
    { ledger_month_total: 1 },
    `update ledger_month_total set amount = amount + 1 where ctid = (select min(ctid) from ledger_month_total)`,
  ],
  [
    'a monthly total of nothing, long ago',
    { ledger_month_total: 1 },
    `insert into ledger_month_total select region_id, unit, '1990-01', kind, crossing, from_party, to_party, 1, 1 from ledger_month_total limit 1`,
  ],
  [
    'a monthly total of nothing, far ahead',
    { ledger_month_total: 1 },
    `insert into ledger_month_total select region_id, unit, '2050-01', kind, crossing, from_party, to_party, 1, 1 from ledger_month_total limit 1`,
  ],
  [
    'a total by group gone',
    { ledger_month_group: 1 },
    `delete from ledger_month_group where ctid = (select max(ctid) from ledger_month_group)`,
  ],
  [
    'a year counted twice',
    { ledger_year_total: asItWas[3]?.filter(({ year }) => year === 2025).length ?? 0 },
    `update ledger_year_total set amount = 2 * amount, flows = 2 * flows where year = 2025`,
  ],
  [
    'a day of an account wrong, and one of none',
    { ledger_account_day: 2 },
    `update ledger_account_day set inflow = inflow + 1 where ctid = (select min(ctid) from ledger_account_day)`,
    `insert into ledger_account_day select region_id, account_id, '1990-01-01', 1, 1 from ledger_account_day limit 1`,
  ],
]
for (const [what, expected, ...statements] of plants)
  test(`made anew: ${what}`, async () => {
    for (const statement of statements) await region.db.pool.query(statement)
    assert.deepEqual(await rebuild(), { identical: false, differing: { ...nothing, ...expected } })
    assert.deepEqual(await content(), asItWas)
  })

test('parties whose numbers have gaps are numbered anew, and the years with them', async () => {
  await region.db.pool.query('update ledger_party_no set no = no + 5')
  const { differing } = await rebuild()
  assert.deepEqual(differing, { ...nothing, ledger_party_no: 4, ledger_year_total: asItWas[3]?.length })
  assert.deepEqual(await content(), asItWas)
})

test('killed half-way, everything is as it was; and it can be done again', async () => {
  await region.db.pool.query('update ledger_month_total set amount = amount + 1')
  const wrong = await content()
  const killed = rebuild((share) => {
    if (share > 0.6) throw new Error('killed')
  })
  await assert.rejects(killed, /killed/)
  assert.deepEqual(await content(), wrong)
  assert.equal((await rebuild()).identical, false)
  assert.deepEqual(await content(), asItWas)
})

test('a day is closed, and a side said, while it works: they wait, and all agrees', async () => {
  await Promise.all([
    rebuild(),
    region.tx((tx) => closeDays(tx, addDays(on, -1))),
    region.tx((tx) => moves(tx, ids[0] as Id, 'outside', day('2026-09-20'))),
  ])
  assert.equal((await rebuild()).identical, true)
  assert.equal(await verify(region.db, { region: region.region }), undefined)
})

test('an empty ledger has no totals', async () => {
  assert.equal((await rebuildTotals(region.db, { region: 42_021 })).identical, true)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Day, addDays, day, instantOf } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { jpy } from '#kit/units.ts'
import { testRegion } from '#db/testing.ts'
import { cash, openGuarded } from './accounts.ts'
import { closeDays } from './close.ts'
import { hold } from './holds.ts'
import { post, reverse } from './post.ts'
import { aParty, done, testActor, yen } from './testing.ts'
import { closedEntry, names, plants } from './verify-plants.testing.ts'
import { faults } from './verify-words.ts'
import { verify } from './verify.ts'

// A small ledger with everything in it: closed and open days, late entries, reversals, holds, both sorts of accounts.
const region = await testRegion()
const on = day('2026-11-23')
const first = addDays(on, -40)
const noon = (d: Day): Date => instantOf(d, 12)

const [company, hotel, purse] = await region.tx(async (tx) => {
  const parties = [
    await aParty(tx, { name: names.company }),
    await aParty(tx, { inside: false, name: names.hotel }),
    await aParty(tx, { name: names.purse }),
  ] as const
  await openGuarded(tx, 'JPY', cash(parties[2]))
  return parties
})
for (let n = 0; n <= 40; n += 2) {
  const at = addDays(first, n)
  await region.tx(async (tx) => {
    const sale = done(
      await post(tx, testActor, {
        ...yen(hotel, company, 1_000 + n, { on: at, key: `sale ${n}`, memo: `週 ${n}` }),
      }),
    )
    const flows = [...yen(company, purse, 100).flows, ...yen(company, hotel, 7).flows]
    done(
      await post(tx, testActor, yen(company, purse, 1, { on: addDays(at, -3), kind: 'test.payout', flows })),
    )
    if (n % 10 === 0) done(await reverse(tx, testActor, sale.entryId))
  }, noon(at))
}
await region.tx(async (tx) => {
  const { account_id: account } = await tx.q
    .selectFrom('ledger_balance')
    .select('account_id')
    .executeTakeFirstOrThrow()
  const input = { account, unit: 'JPY', expiresAt: noon(addDays(on, 9)) } as const
  const { holdId } = done(await hold(tx, { ...input, amount: jpy(300) }))
  done(await hold(tx, { ...input, amount: jpy(200) }))
  done(
    await post(tx, testActor, yen(purse, hotel, 250, { hold: holdId, document: { id: newId(), no: 'T-7' } })),
  )
})
done(await region.tx((tx) => closeDays(tx, addDays(on, -5))))
done(await region.tx((tx) => post(tx, testActor, yen(hotel, company, 5, { key: 'sale of the tail' }))))

const tables = [
  'party_side',
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
]
const asOwner = async (...statements: string[]): Promise<void> => {
  for (const statement of statements) await region.db.pool.query(statement)
}
await asOwner(
  ...tables.map((table) => `create table saved_${table} as table ${table}`),
  // A thief with the rights of the owner would not be stopped by triggers, checks and references.
  ...tables.map((table) => `alter table ${table} disable trigger user`),
  `do $$ declare c record; begin
     for c in select conrelid::regclass as t, conname from pg_constraint
       where (contype = 'c' and conrelid::regclass::text like 'ledger%') or contype = 'f'
     loop execute format('alter table %s drop constraint %I', c.t, c.conname); end loop;
   end $$`,
)
const mend = () =>
  asOwner(...tables.flatMap((table) => [`delete from ${table}`, `insert into ${table} table saved_${table}`]))
const check = () => verify(region.db, { region: region.region, clock: { now: () => noon(on) } })

test('the ledger as it was written agrees with itself, and says what was proved', async () => {
  const lines: string[] = []
  const steps: [number, number][] = []
  const found = await verify(region.db, {
    region: region.region,
    log: (line) => lines.push(line),
    progress: (...step) => steps.push(step),
  })
  assert.equal(found, undefined)
  assert.match(lines[0] ?? '', /^✓ 仕訳 49 件、流れ 70 本/)
  assert.equal(lines.length, 14)
  assert.deepEqual(steps, [[49, 49]])
})

test('an empty ledger agrees with itself', async () =>
  assert.equal(await verify(region.db, { region: 42_021 }), undefined))

// A reversal that is not one would not pass the digest of either entry: it must have been posted so, by a mistake of ours.
test('found: reversal_differs, when a reversal was posted with another amount', async () => {
  await asOwner(
    `update ledger_entry set reverses = ${closedEntry} where entry_id = (select entry_id from ledger_entry where reverses is not null limit 1)`,
  )
  const { sums, verifySum } = await import('./verify-sums.ts')
  const sum = sums.find(({ fault }) => fault === 'reversal_differs')
  assert.ok(sum)
  assert.equal((await region.tx((tx) => verifySum(tx, sum)))?.fault, 'reversal_differs')
  await mend()
})

for (const [fault, what, ...statements] of plants)
  test(`found: ${fault}, when planted: ${what}`, async () => {
    await asOwner(...statements)
    try {
      const found = await check()
      assert.equal(found?.fault, fault, found?.en)
      for (const sentence of [found?.ja, found?.en])
        assert.doesNotMatch(sentence ?? 'undefined', /undefined|null/)
    } finally {
      await mend()
    }
  })

test('every fault that has a sentence was planted, and nothing was left behind', async () => {
  assert.deepEqual(
    [...new Set([...plants.map(([fault]) => fault), 'reversal_differs'])].toSorted(),
    Object.keys(faults).toSorted(),
  )
  assert.equal(await check(), undefined)
})

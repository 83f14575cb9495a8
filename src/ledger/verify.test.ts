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
import { type FaultName, faults } from './verify-words.ts'
import { verify } from './verify.ts'

// A small ledger with everything in it: closed and open days, late entries, reversals, holds, both sorts of accounts.
const region = await testRegion()
const on = day('2026-11-23')
const first = addDays(on, -40)
const noon = (d: Day): Date => instantOf(d, 12)

const [company, hotel, purse] = await region.tx(async (tx) => {
  const parties = [await aParty(tx), await aParty(tx, { inside: false }), await aParty(tx)] as const
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

const tables = [
  'party_side',
  'ledger_account',
  'ledger_balance',
  'ledger_entry',
  'ledger_flow',
  'ledger_hold',
  'ledger_head',
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

const closedEntry = `(select entry_id from ledger_entry where request_key = 'sale 4')`
const openEntry = `(select entry_id from ledger_entry where request_key = 'sale 38')`
const sealOf = (n: number): string => `(select day from ledger_seal order by day offset ${n} limit 1)`
const copyOf = (table: string, key: string, changes: Record<string, string>): string =>
  `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${Object.entries(changes)
    .map(([column, value]) => `'${column}', ${value}`)
    .join(', ')}))).* from ${table} t where ${key}`

const plants: [fault: FaultName, what: string, ...statements: string[]][] = [
  [
    'entry_without_flows',
    'the flows of an entry deleted',
    `delete from ledger_flow where entry_id = ${closedEntry}`,
  ],
  [
    'kind_undeclared',
    'a kind renamed',
    `update ledger_entry set kind = 'test.gone' where entry_id = ${openEntry}`,
  ],
  [
    'recorded_day_differs',
    'a time moved past midnight',
    `update ledger_entry set recorded_at = recorded_at + interval '12 hours' where entry_id = ${openEntry}`,
  ],
  [
    'happens_after_recording',
    'a day in the future',
    `update ledger_entry set occurred_on = recorded_on + 1 where entry_id = ${openEntry}`,
  ],
  [
    'flow_numbers_have_gaps',
    'the first of two flows deleted',
    `delete from ledger_flow f where ordinal = 1 and exists (select from ledger_flow g where g.entry_id = f.entry_id and g.ordinal = 2)`,
  ],
  [
    'flow_unlike_entry',
    'the kind of a flow changed',
    `update ledger_flow set kind = 'test.grant' where entry_id = ${openEntry}`,
  ],
  [
    'flow_unlike_entry',
    'the day of a flow changed',
    `update ledger_flow set occurred_on = occurred_on - 1 where entry_id = ${openEntry}`,
  ],
  [
    'flow_unlike_entry',
    'the day of recording of a flow changed',
    `update ledger_flow set recorded_on = recorded_on - 1 where entry_id = ${closedEntry}`,
  ],
  [
    'flow_unlike_entry',
    'the sign of a flow changed',
    `update ledger_flow set reversal = not reversal where entry_id = ${closedEntry}`,
  ],
  ['flow_of_unknown_account', 'an account deleted', `delete from ledger_account where party_id = '${hotel}'`],
  [
    'flow_unit_differs',
    'the unit of a flow changed',
    `update ledger_flow set unit = 'PT' where entry_id = ${openEntry}`,
  ],
  [
    'flow_unit_differs',
    'the unit of an account changed',
    `update ledger_account set unit = 'YUI' where party_id = '${purse}'`,
  ],
  [
    'digest_differs',
    'the amount of an open entry changed',
    `update ledger_flow set amount = amount + 1 where entry_id = ${openEntry}`,
  ],
  [
    'digest_differs',
    'the amount of a closed entry changed',
    `update ledger_flow set amount = amount + 1 where entry_id = ${closedEntry}`,
  ],
  [
    'digest_differs',
    'a flow turned round',
    `update ledger_flow set from_account = to_account, to_account = from_account where entry_id = ${openEntry}`,
  ],
  ['digest_differs', 'a memo changed', `update ledger_entry set memo = '' where entry_id = ${openEntry}`],
  [
    'digest_differs',
    'another day, in entry and flows',
    `update ledger_entry set occurred_on = occurred_on - 1 where entry_id = ${openEntry}`,
    `update ledger_flow set occurred_on = occurred_on - 1 where entry_id = ${openEntry}`,
  ],
  [
    'digest_differs',
    'a document number changed',
    `update ledger_entry set document_no = 'T-8' where document_no = 'T-7'`,
  ],
  [
    'digest_differs',
    'who did it forgotten',
    `update ledger_entry set actor_id = null where entry_id = ${openEntry}`,
  ],
  [
    'digest_differs',
    'an account handed to another party',
    `update ledger_account set party_id = '${newId()}' where party_id = '${hotel}'`,
  ],
  [
    'digest_differs',
    'a flow added to an open entry',
    copyOf('ledger_flow', `entry_id = ${openEntry}`, { ordinal: '2' }),
  ],
  [
    'flow_without_entry',
    'an entry deleted, its flows forgotten',
    `delete from ledger_entry where entry_id = ${openEntry}`,
  ],
  [
    'day_not_sealed',
    'the last seal deleted',
    `delete from ledger_seal where day = (select max(day) from ledger_seal)`,
  ],
  ['day_not_sealed', 'the closed day moved on', `update ledger_head set closed_through = '2026-11-23'`],
  [
    'seal_counts_differ',
    'a closed entry deleted with its flows',
    `delete from ledger_flow where entry_id = ${closedEntry}`,
    `delete from ledger_entry where entry_id = ${closedEntry}`,
  ],
  [
    'seal_root_differs',
    'a closed entry under another id',
    `update ledger_flow set entry_id = '${newId()}' where entry_id = ${closedEntry}`,
    `update ledger_entry set entry_id = (select entry_id from ledger_flow f where not exists (select from ledger_entry e where e.entry_id = f.entry_id)) where request_key = 'sale 4'`,
  ],
  [
    'seal_root_differs',
    'the key of a closed entry changed',
    `update ledger_entry set request_key = 'x' where entry_id = ${closedEntry}`,
  ],
  [
    'seal_root_differs',
    'the time of a closed entry changed',
    `update ledger_entry set recorded_at = recorded_at + interval '1 second' where entry_id = ${closedEntry}`,
  ],
  [
    'seal_root_differs',
    'a root changed',
    `update ledger_seal set root = sha256(root) where day = ${sealOf(3)}`,
  ],
  [
    'seal_chain_broken',
    'the seal before it changed',
    `update ledger_seal set previous = sha256(previous) where day = ${sealOf(3)}`,
  ],
  ['seal_differs', 'a seal changed', `update ledger_seal set seal = sha256(seal) where day = ${sealOf(3)}`],
  [
    'seal_without_entries',
    'a closed day deleted',
    `delete from ledger_flow where recorded_on = ${sealOf(3)}`,
    `delete from ledger_entry where recorded_on = ${sealOf(3)}`,
  ],
  [
    'seal_without_entries',
    'the last closed days deleted',
    `delete from ledger_flow where recorded_on > ${sealOf(3)}`,
    `delete from ledger_entry where recorded_on > ${sealOf(3)}`,
  ],
  [
    'seal_without_entries',
    'the closed day moved back',
    `update ledger_head set closed_through = ${sealOf(3)}`,
  ],
  ['guard_without_balance', 'a balance deleted', 'delete from ledger_balance'],
  [
    'guard_without_balance',
    'a guarded account made free',
    `update ledger_account set guarded = false where guarded`,
  ],
  [
    'guard_without_balance',
    'a balance of no account',
    `insert into ledger_balance values (${region.region}, '${newId()}', 0, 0)`,
  ],
  ['balance_differs', 'a balance changed', 'update ledger_balance set balance = balance + 1'],
  ['balance_below_floor', 'a floor raised', 'update ledger_balance set floor = balance - 199'],
  ['hold_differs', 'a used hold made smaller', `update ledger_hold set amount = 249 where state = 'used'`],
  [
    'hold_differs',
    'a hold used by another entry',
    `update ledger_hold set entry_id = ${openEntry} where state = 'used'`,
  ],
  [
    'sides_overlap',
    'two sides on one day',
    `insert into party_side values (${region.region}, '${company}', '2026-11-01', null, 'inside')`,
  ],
  [
    'month_total_differs',
    'a monthly total changed',
    `update ledger_month_total set amount = amount + 1 where month = '2026-10'`,
  ],
  [
    'month_total_differs',
    'a monthly total deleted',
    `delete from ledger_month_total where month = '2026-11'`,
  ],
  ['month_total_differs', 'a number of flows changed', 'update ledger_month_total set flows = flows + 1'],
  [
    'month_total_differs',
    'a monthly total of nothing',
    copyOf('ledger_month_total', `month = '2026-10'`, { month: `'2025-10'` }),
  ],
  [
    'month_total_differs',
    'a side changed behind the totals',
    `update party_side set side = 'inside' where party_id = '${hotel}'`,
  ],
  [
    'group_total_differs',
    'a total by group changed',
    `update ledger_month_group set amount = amount + 1 where month = '2026-10'`,
  ],
  [
    'group_total_differs',
    'a total by group deleted',
    `delete from ledger_month_group where month = '2026-11'`,
  ],
  [
    'party_numbers_have_gaps',
    'a number left out',
    'update ledger_party_no set no = no + 1 where no = (select max(no) from ledger_party_no)',
  ],
  [
    'year_total_differs',
    'a total by year changed',
    'update ledger_year_total set amount = amount + 1 where year = 2026',
  ],
  ['year_total_differs', 'a total by year deleted', 'delete from ledger_year_total'],
  [
    'year_total_differs',
    'a total by year in another',
    'update ledger_year_total set year = 2025 where from_no = 0',
  ],
  [
    'year_total_differs',
    'the numbers of two parties exchanged',
    `update ledger_party_no set no = case no when 0 then 9 else 0 end where no < 2`,
    `update ledger_party_no set no = 1 where no = 9`,
  ],
  [
    'account_day_differs',
    'the day of an account changed',
    'update ledger_account_day set outflow = outflow + 1, inflow = inflow + 1',
  ],
  [
    'account_day_differs',
    'the day of an account deleted',
    `delete from ledger_account_day where day = '2026-10-14'`,
  ],
]

test('the ledger as it was written agrees with itself, and says what was proved', async () => {
  const lines: string[] = []
  const steps: [number, number][] = []
  const found = await verify(region.db, {
    region: region.region,
    log: (line) => lines.push(line),
    progress: (...step) => steps.push(step),
  })
  assert.equal(found, undefined)
  assert.match(lines[0] ?? '', /^✓ 仕訳 48 件、流れ 69 本/)
  assert.equal(lines.length, 13)
  assert.deepEqual(steps, [[48, 48]])
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

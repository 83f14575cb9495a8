/** What is owed for wood, transferred by the bank; the monthly meeting and the statement of a year. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, instantOf, month } from '#kit/days.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { setBankAccount } from '#parties/bank-accounts.ts'
import { bankAccount, granted } from '#parties/testing.ts'
import { register } from '#points/testing.ts'
import { reverseIntake } from '#wood/intakes/approving.ts'
import { writeIntake } from '#wood/intakes/intakes.ts'
import { readIntake } from '#wood/intakes/reading.ts'
import { setProgramme } from '#wood/programme.ts'
import { saveSupplier } from '#wood/suppliers.ts'
import { load, refusalOf, trialsIn, woodTown } from '#wood/testing.ts'
import { readIncome, readMeeting } from './meetings.ts'
import {
  cancelPayout,
  confirmPayout,
  listOwed,
  listPayouts,
  makePayout,
  readPayout,
  returnTransfer,
} from './payouts.ts'

const town = await woodTown()
const { here, staff, officer, citizen, home } = town
const trial = trialsIn(here)
const noonOf = (on: string) => instantOf(day(on), 12)
const yenOnly = { yenPct: 100, pointsPct: 0, firewoodPct: 0 }

/** What a party has of yen, by purpose, from the flows alone. */
async function yenOf(t: Tx): Promise<Record<string, number>> {
  const rows = await t.run<{ name: string; sum: number }>(
    `select p.name || ' ' || f.purpose as name, sum(f.amount)::bigint as sum from (
       select to_party as party, to_purpose as purpose, amount from ledger_flow_seen where region_id = $1 and unit = 'JPY'
       union all select from_party, from_purpose, -amount from ledger_flow_seen where region_id = $1 and unit = 'JPY') f
     join party p on p.region_id = $1 and p.party_id = f.party
     where f.purpose ~ 'wood|firewood' or p.name = '木の駅実行委員会' or p.name = '佐藤家' group by 1 order by 1`,
    [t.region],
  )
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
}

trial('from slips to the bank and back: owed, in a file, taken back, paid', async (t) => {
  for (const grams of [820_000, 180_000])
    granted(
      await writeIntake(
        t,
        staff,
        load(town, { to: 'approved', grossGrams: 700_000 + grams, split: yenOnly }),
      ),
    )
  const last = load(town, { to: 'approved' })
  granted(await writeIntake(t, staff, last))
  // 4,920 + 1,080 yen, and 2,460 of a slip that is half in points.
  const owed = await listOwed(t)
  assert.deepEqual(
    owed.map(({ name, slips, amount, hasAccount }) => ({ name, slips, amount, hasAccount })),
    [{ name: '佐藤家', slips: 3, amount: 8_460, hasAccount: true }],
  )
  assert.deepEqual(await yenOf(t), { '佐藤家 wood_due': 8_460, '木の駅実行委員会 wood_payable': -8_460 })

  assert.equal(
    refusalOf(await setProgramme(t, staff, { partyId: town.town.city })),
    'programme_owes',
    'what it owes stands on its accounts',
  )
  const at = { transferOn: day('2026-11-24') }
  assert.equal(refusalOf(await makePayout(t, officer, at)), 'not_allowed')
  const first = granted(await makePayout(t, staff, at))
  assert.deepEqual([first.payoutNo, first.amount, first.suppliers], ['WP-2026-00001', 8_460, 1])
  assert.equal(refusalOf(await makePayout(t, staff, at)), 'nothing_owed')
  assert.equal(refusalOf(await reverseIntake(t, staff, { ...last, reason: 'x' })), 'in_payout')
  assert.equal(refusalOf(await confirmPayout(t, staff, first)), 'transfer_day_to_come')
  granted(await cancelPayout(t, staff, first))
  assert.equal(refusalOf(await cancelPayout(t, staff, first)), 'payout_cancelled')
  granted(await reverseIntake(t, staff, { ...last, reason: '二重だった' }))

  const second = granted(await makePayout(t, staff, { transferOn: day('2026-11-20') }))
  granted(await confirmPayout(t, staff, second))
  assert.equal(refusalOf(await confirmPayout(t, staff, second)), 'payout_paid')
  const paid = granted(await readPayout(t, second.payoutId))
  assert.deepEqual(
    paid.lines.map(({ supplierName, amount, slips }) => [supplierName, amount, slips]),
    [['佐藤家', 6_000, 2]],
  )
  assert.match(paid.file.toString('latin1'), /^12100000000456/)
  assert.deepEqual(await yenOf(t), {
    '佐藤家 cash': 6_000,
    '佐藤家 wood_due': 0,
    '木の駅実行委員会 cash': -6_000,
    '木の駅実行委員会 wood_payable': 0,
  })
  assert.deepEqual(
    (await listPayouts(t)).rows.map(({ state }) => state),
    ['paid', 'cancelled'],
  )
  granted(await setProgramme(t, staff, { partyId: town.town.city }))
})

trial('a transfer that came back is owed again, and paid by another; the others stay paid', async (t) => {
  const other = await register(t, 'household', '鈴木家')
  granted(await saveSupplier(t, staff, { partyId: other, sort: 'owner', bay: '', ...yenOnly }))
  granted(await setBankAccount(t, staff, bankAccount(other, '1000003', 'スズキ')))
  const slips = [home, other].map((supplierId) => load(town, { to: 'approved', supplierId, split: yenOnly }))
  for (const slip of slips) granted(await writeIntake(t, staff, slip))
  const stateOf = async (n: number) =>
    granted(await readIntake(t, staff, { id: slips[n]?.intakeId ?? home })).state
  const { payoutId } = granted(await makePayout(t, staff, { transferOn: day('2026-11-20') }))
  const back = (more: object = {}) =>
    returnTransfer(t, staff, {
      payoutId,
      partyId: home,
      returnedOn: day('2026-11-23'),
      reason: '名義相違',
      ...more,
    })
  assert.equal(refusalOf(await back()), 'payout_not_paid')
  granted(await confirmPayout(t, staff, { payoutId }))
  for (const [refused, field, more] of [
    ['transfer_unknown', 'partyId', { partyId: town.town.city }],
    ['day_in_future', 'returnedOn', { returnedOn: day('2026-11-24') }],
    ['returned_too_early', 'returnedOn', { returnedOn: day('2026-11-19') }],
    ['reason_missing', 'reason', { reason: ' ' }],
    ['payout_unknown', undefined, { payoutId: home }],
  ] as const) {
    const answer = await back(more)
    assert.deepEqual([refusalOf(answer), 'field' in answer ? answer.field : undefined], [refused, field])
  }
  assert.equal(
    refusalOf(
      await returnTransfer(t, officer, {
        payoutId,
        partyId: home,
        returnedOn: day('2026-11-23'),
        reason: 'x',
      }),
    ),
    'not_allowed',
  )
  granted(await back())
  assert.equal(refusalOf(await back()), 'transfer_returned')
  assert.deepEqual([await stateOf(0), await stateOf(1)], ['approved', 'paid'])
  assert.deepEqual(
    (await listOwed(t)).map(({ name, amount }) => [name, amount]),
    [['佐藤家', 4_920]],
  )
  const seen = granted(await readPayout(t, payoutId))
  assert.deepEqual(
    [seen.state, [...seen.returns.values()].map(({ reason }) => reason)],
    ['paid', ['名義相違']],
  )
  const { '佐藤家 wood_due': due, '佐藤家 cash': cash, ...rest } = await yenOf(t)
  assert.deepEqual([due, cash, rest['木の駅実行委員会 wood_payable']], [4_920, 0, -4_920])
  const again = granted(await makePayout(t, staff, { transferOn: day('2026-11-20') }))
  granted(await confirmPayout(t, staff, again))
  assert.equal(await stateOf(0), 'paid')
  assert.equal((await yenOf(t))['佐藤家 cash'], 4_920)
})

trial(
  'nobody is paid without an account; who has none waits, and holds the others up only when named',
  async (t) => {
    const bare = await register(t, 'household', '鈴木家')
    granted(await saveSupplier(t, staff, { partyId: bare, sort: 'owner', bay: '', ...yenOnly }))
    for (const supplierId of [home, bare])
      granted(await writeIntake(t, staff, load(town, { to: 'approved', supplierId, split: yenOnly })))
    const on = { transferOn: day('2026-11-24') }
    const named = await makePayout(t, staff, { ...on, supplierIds: [bare] })
    assert.deepEqual(isRefusal(named) && [named.refused, named.detail?.['name']], [
      'account_missing',
      '鈴木家',
    ])
    assert.equal(granted(await makePayout(t, staff, on)).suppliers, 1)
    assert.deepEqual(
      (await listOwed(t)).map(({ name, hasAccount }) => [name, hasAccount]),
      [['鈴木家', false]],
    )
    assert.equal(
      refusalOf(await makePayout(t, staff, { transferOn: day('2026-11-23'), supplierIds: [home] })),
      'nothing_owed',
    )
    granted(await setProgramme(t, staff, { partyId: town.programme }))
    assert.equal(
      refusalOf(await makePayout(t, staff, { ...on, supplierIds: [bare] })),
      'requester_code_missing',
    )
  },
)

trial('a day on which banks are closed is refused', async (t) => {
  granted(await writeIntake(t, staff, load(town, { to: 'approved', split: yenOnly })))
  const closed = await makePayout(t, staff, { transferOn: day('2026-11-22') })
  assert.deepEqual(isRefusal(closed) && [closed.refused, closed.field], ['not_a_bank_day', 'transferOn'])
})

test('the meeting of a month and the statement of a year: a reversal counts in its own month', async () => {
  const slip = load(town, { to: 'approved', deliveredOn: day('2026-10-10') })
  await here.tx(async (t) => granted(await writeIntake(t, staff, slip)), noonOf('2026-10-31'))
  await here.tx(
    async (t) =>
      granted(await writeIntake(t, staff, load(town, { to: 'approved', deliveredOn: day('2026-10-10') }))),
    noonOf('2026-11-02'),
  )
  await here.tx(
    async (t) => granted(await reverseIntake(t, staff, { ...slip, reason: '二重だった' })),
    noonOf('2026-11-03'),
  )
  await here.tx(async (t) => {
    const rows = async (of: string) =>
      (await readMeeting(t, month(of))).map(({ name, slips, grams, yen, points }) => [
        name,
        slips,
        grams,
        yen,
        points,
      ])
    assert.deepEqual(await rows('2026-10'), [['佐藤家', 1, 820_000, 2_460, 2_460]])
    assert.deepEqual(await rows('2026-11'), [['佐藤家', 0, 0, 0, 0]])
    const income = granted(await readIncome(t, citizen, { supplierId: home, year: 2026 }))
    assert.deepEqual(
      [income.total.slips, income.total.yen, income.total.points, income.months.length],
      [1, 2_460, 2_460, 2],
    )
    assert.equal(granted(await readIncome(t, citizen, { supplierId: home, year: 2025 })).months.length, 0)
    assert.equal(
      refusalOf(await readIncome(t, town.town.grower, { supplierId: home, year: 2026 })),
      'not_found',
    )
    assert.equal(granted(await readIntake(t, citizen, { id: slip.intakeId })).state, 'reversed')
  })
})

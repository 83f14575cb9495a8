import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { day, month } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { entriesOfDocument } from '#ledger/flows.ts'
import { endRegistration } from '#parties/registrations.ts'
import { granted } from '#parties/testing.ts'
import { cancelPayout, confirmPayout, makePayout } from './payouts.ts'
import { takeReturn } from './returns.ts'
import { settleMonth } from './statements.ts'
import { deliver, withAccounts } from './testing-months.ts'
import { offer, registeredRegion } from './testing.ts'

const november = month('2026-11')
const monthEnd = new Date('2026-11-30T03:00:00Z')
const inDecember = new Date('2026-12-31T03:00:00Z')
const bankDay = new Date('2026-12-18T03:00:00Z')

async function fresh() {
  const place = await testRegion()
  return { ...place, small: await place.tx(registeredRegion) }
}
const jar = ({ variants }: { variants: readonly Id[] }): Id => variants[0] ?? newId()
const headsOf = (t: Tx) =>
  t.run(
    `select model, gross_yen as gross, commission_yen as commission, commission_tax_yen as tax,
       carried_forward_yen as forward, payout_yen as payout, carried_over_yen as over
     from trade_statement where region_id = $1 order by statement_no`,
    [t.region],
  )

test('a producer with both kinds of contract gets two statements', async () => {
  const { tx, small } = await fresh()
  await tx(async (t) => {
    await deliver(t, small, jar(await offer(t, small)), 100)
    await offer(t, small, { terms: { model: 'purchase', purchasePriceYen: 300 }, quantity: 10 })
  })
  await tx(async (t) => {
    const { statements } = granted(await settleMonth(t, small.staff, { month: november }))
    assert.deepEqual(
      statements.map((each) => [each.model, each.payoutYen]),
      [
        ['consignment', 45_900],
        ['purchase', 3_240],
      ],
    )
    const none = { forward: 0, over: 0 }
    assert.deepEqual(await headsOf(t), [
      { ...none, model: 'consignment', gross: 54_000, commission: 8_100, tax: 736, payout: 45_900 },
      { ...none, model: 'purchase', gross: 3_240, commission: 0, tax: 0, payout: 3_240 },
    ])
    const [days] = await t.run('select pay_on, made_on from trade_statement where region_id = $1 limit 1', [
      t.region,
    ])
    assert.deepEqual(days, { pay_on: '2026-12-18', made_on: '2026-11-30' }, 'the 20th is a Sunday')
    assert.deepEqual(await settleMonth(t, small.staff, { month: november }), {
      refused: 'nothing_to_settle',
      field: 'month',
    })
  }, monthEnd)
})

test('what came back in the next month is carried as a debt until sales cover it', async () => {
  const { tx, small } = await fresh()
  const { deliveryId, variantId } = await tx(async (t) => {
    const offered = jar(await offer(t, small, { quantity: 500 }))
    return { variantId: offered, deliveryId: await deliver(t, small, offered, 10) }
  })
  await tx((t) => settleMonth(t, small.staff, { month: november }), monthEnd)
  await tx(async (t) => {
    const back = { deliveryId, lineNo: 1, quantity: 10, fate: 'waste', reason: '回収' } as const
    granted(await takeReturn(t, small.staff, back))
    granted(await settleMonth(t, small.staff, { month: month('2026-12') }))
    await deliver(t, small, variantId, 20)
    granted(await settleMonth(t, small.staff, { month: month('2026-12') }))
    const heads = await headsOf(t)
    assert.deepEqual(
      heads.map(({ gross, commission, forward, payout, over }) => [gross, commission, forward, payout, over]),
      [
        [5_400, 810, 0, 4_590, 0],
        [-5_400, -810, 0, 0, -4_590],
        [10_800, 1_620, -4_590, 4_590, 0],
      ],
    )
  }, inDecember)
})

test('of an unregistered producer 70 % of the tax part is deductible', async () => {
  const { tx, small } = await fresh()
  await tx(async (t) => {
    granted(await endRegistration(t, small.officer, { partyId: small.producer, lastDay: day('2026-10-31') }))
    await offer(t, small, { terms: { model: 'purchase', purchasePriceYen: 100 }, quantity: 100 })
  })
  await tx(async (t) => {
    granted(await settleMonth(t, small.staff, { month: november }))
    const [row] = await t.run(
      'select producer_number as number, transitional from trade_statement where region_id = $1',
      [t.region],
    )
    assert.deepEqual(row, {
      number: '',
      transitional: [{ sharePct: 70, taxPart: 800, deductible: 560 }],
    })
  }, monthEnd)
})

test('two who settle at once make one statement', async () => {
  const { tx, small } = await fresh()
  await tx(async (t) => void (await deliver(t, small, jar(await offer(t, small)), 1)))
  const both = await Promise.all(
    [1, 2].map(() => tx((t) => settleMonth(t, small.staff, { month: november }), monthEnd)),
  )
  assert.deepEqual(both.filter(isRefusal), [{ refused: 'nothing_to_settle', field: 'month' }])
})

test('what cannot be settled is refused', async () => {
  const { tx, small } = await fresh()
  await tx(async (t) => {
    const table = [
      [small.grower, { month: november }, 'not_allowed'],
      [small.staff, { month: november }, 'month_not_over'],
      [small.staff, { month: month('2026-10'), payOn: day('2026-10-30') }, 'pay_on_too_early'],
      [small.staff, { month: month('2026-10') }, 'nothing_to_settle'],
    ] as const
    for (const [actor, input, refused] of table) {
      const answer = await settleMonth(t, actor, input)
      assert.equal(isRefusal(answer) && answer.refused, refused)
    }
  })
})

/** A region with a settled month, and the ids of its statements. */
async function settled(accounts = true) {
  const { tx, small } = await fresh()
  await tx(async (t) => {
    if (accounts) await withAccounts(t, small)
    await deliver(t, small, jar(await offer(t, small)), 100)
    await offer(t, small, { terms: { model: 'purchase', purchasePriceYen: 300 }, quantity: 10 })
  })
  const made = granted(await tx((t) => settleMonth(t, small.staff, { month: november }), monthEnd))
  return { tx, small, statementIds: made.statements.map(({ statementId }) => statementId) }
}
const transferOn = day('2026-12-18')

test('two statements of one producer are one transfer, posted once', async () => {
  const { tx, small, statementIds } = await settled()
  const pay = () => tx((t) => makePayout(t, small.staff, { statementIds, transferOn }), bankDay)
  const both = await Promise.all([pay(), pay()])
  const refused = both.filter(isRefusal)
  assert.deepEqual(
    refused.map(({ refused: reason }) => reason),
    ['already_paid_out'],
  )
  const payout = granted(both.find((each) => !isRefusal(each)) ?? refused[0])
  assert.ok(payout && !isRefusal(payout))
  assert.deepEqual([payout.amountYen, payout.posted], [49_140, true])
  const entries = await tx((t) => entriesOfDocument(t, payout.payoutId))
  assert.deepEqual(
    entries.map((entry) => entry.flows.map(({ amount }) => amount)),
    [[49_140]],
  )
})

test('a payout that waits can be withdrawn, and its statements paid by another', async () => {
  const { tx, small, statementIds } = await settled()
  const make = () => tx((t) => makePayout(t, small.staff, { statementIds, transferOn }), monthEnd)
  const { payoutId, posted } = granted(await make())
  assert.equal(posted, false)
  granted(await tx((t) => cancelPayout(t, small.staff, { payoutId })))
  assert.deepEqual(await tx((t) => confirmPayout(t, small.staff, { payoutId }), bankDay), {
    refused: 'payout_cancelled',
  })
  const again = granted(await make())
  granted(await tx((t) => confirmPayout(t, small.staff, { payoutId: again.payoutId }), bankDay))
  assert.deepEqual(await tx((t) => cancelPayout(t, small.staff, { payoutId: again.payoutId })), {
    refused: 'payout_posted',
  })
})

test('what cannot be paid out is refused, by the name of who is concerned', async () => {
  const { tx, small, statementIds } = await settled(false)
  const pay = (ids = statementIds, on = transferOn) =>
    tx((t) => makePayout(t, small.staff, { statementIds: ids, transferOn: on }), bankDay)
  assert.deepEqual(await pay([]), { refused: 'no_statements', field: 'statementIds' })
  assert.deepEqual(await pay([newId()]), { refused: 'statement_unknown', field: 'statementIds' })
  assert.deepEqual(await pay(), { refused: 'payer_account_missing' })
  await tx((t) => withAccounts(t, small))
  assert.deepEqual(await pay(statementIds, day('2026-12-20')), {
    refused: 'not_a_bank_day',
    field: 'transferOn',
    detail: { on: '2026-12-20' },
  })
  await tx((t) =>
    t.run('update party_bank_account set holder_kana = $3 where region_id = $1 and party_id = $2', [
      t.region,
      small.producer,
      '漢字',
    ]),
  )
  assert.deepEqual(await pay(), {
    refused: 'kana_not_allowed',
    detail: { at: 1, character: '漢', name: 'みずほ農園' },
  })
})

/** A jar of jam from the orchard to the producer's account, and what the ledger says of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { day, month } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { entriesOfDocument } from '#ledger/flows.ts'
import { granted } from '#parties/testing.ts'
import { listBankLines, suggestMatches } from './bank-lines.ts'
import { shipOrder } from './deliveries.ts'
import { readZenginTransfer } from '#kit/zengin-transfer.in.ts'
import { closeMonth } from './invoices.ts'
import { placeOrder } from './orders.ts'
import { matchPayment } from './payments.ts'
import { confirmPayout, makePayout } from './payouts.ts'
import { settleMonth } from './statements.ts'
import { bankLines, withAccounts } from './testing-months.ts'
import { offer, registeredRegion } from './testing.ts'

const noon = (on: string): Date => new Date(`${on}T03:00:00Z`)

test('from a lot to the payout: 54,000 yen from outside, 45,900 to the producer', async () => {
  const { tx } = await testRegion()
  const small = await tx(registeredRegion)
  const { staff, cook, grower, company, buyer, producer } = small

  const order = await tx(async (t) => {
    await withAccounts(t, small)
    const { variants } = await offer(t, small)
    const lines = [{ variantId: variants[0] ?? newId(), quantity: 100 }]
    return granted(await placeOrder(t, cook, { deliverOn: day('2026-11-25'), lines }))
  }, noon('2026-11-20'))
  const delivery = await tx((t) => shipOrder(t, staff, { orderId: order.orderId }), noon('2026-11-25'))
  assert.equal(granted(delivery).netYen, 50_000)

  const closed = granted(
    await tx((t) => closeMonth(t, staff, { through: day('2026-11-30') }), noon('2026-11-30')),
  )
  const [invoice] = closed.invoices
  assert.equal(invoice?.grossYen, 54_000)
  assert.equal(invoice.invoiceNo, 'T-2026-00001')
  const promised = await tx((t) => t.run('select 1 from ledger_entry where region_id = $1', [t.region]))
  assert.deepEqual(promised, [], 'orders, deliveries and invoices are promises: the ledger has nothing yet')

  const paid = await tx(async (t) => {
    await bankLines(t, small, [['2026-12-25', 54_000, '振込 ウミベホテル']])
    const { rows } = granted(await listBankLines(t, staff))
    const suggestions = await suggestMatches(t, rows)
    const [line] = rows
    assert.ok(line)
    const suggestion = suggestions.get(line.bankLineId)
    assert.deepEqual(suggestion && [suggestion.because, suggestion.invoiceIds], [
      'payer_and_amount',
      [invoice.invoiceId],
    ])
    return granted(
      await matchPayment(t, staff, { bankLineId: line.bankLineId, invoiceIds: suggestion?.invoiceIds ?? [] }),
    )
  }, noon('2026-12-26'))
  const [sale] = await tx((t) => entriesOfDocument(t, paid.paymentId))
  assert.equal(sale?.kind, 'trade.sale')
  assert.equal(sale.on, '2026-12-25', "the bank's day, not the day of matching")
  assert.deepEqual(
    sale.flows.map((f) => [f.amount, f.fromParty, f.toParty, f.crossing]),
    [
      [50_000, buyer, company, 'in'],
      [4_000, buyer, company, 'in'],
    ],
  )

  const purposes = await tx((t) =>
    t.run<{ to: string }>(
      'select to_purpose as to from ledger_flow_seen where region_id = $1 and entry_id = $2 order by ordinal',
      [t.region, paid.entryId],
    ),
  )
  assert.deepEqual(
    purposes.map(({ to }) => to),
    ['cash', 'tax'],
    'the tax has an account of its own',
  )

  const { statements } = granted(
    await tx((t) => settleMonth(t, staff, { month: month('2026-11') }), noon('2026-12-01')),
  )
  assert.deepEqual(
    statements.map((each) => [each.statementNo, each.model, each.payoutYen]),
    [['S-2026-00001', 'consignment', 45_900]],
  )
  const statementIds = statements.map(({ statementId }) => statementId)
  const transferOn = day('2026-12-18')
  assert.deepEqual(await tx((t) => makePayout(t, grower, { statementIds, transferOn })), {
    refused: 'not_allowed',
  })
  const payout = granted(
    await tx((t) => makePayout(t, staff, { statementIds, transferOn }), noon('2026-12-10')),
  )
  assert.deepEqual([payout.payoutNo, payout.amountYen, payout.posted], ['P-2026-00001', 45_900, false])
  const { payoutId } = payout
  const [kept] = await tx((t) =>
    t.run<{ file: Buffer }>('select file from trade_payout where region_id = $1', [t.region]),
  )
  const file = readZenginTransfer(kept?.file ?? Buffer.alloc(0), day('2026-12-01'))
  assert.ok(!isRefusal(file))
  assert.deepEqual(
    file.transfers.map((each) => [each.accountNumber, each.amount]),
    [['7654321', 45_900]],
  )
  assert.deepEqual(await tx((t) => confirmPayout(t, staff, { payoutId }), noon('2026-12-17')), {
    refused: 'transfer_to_come',
    detail: { on: '2026-12-18' },
  })
  granted(await tx((t) => confirmPayout(t, staff, { payoutId }), noon('2026-12-18')))
  assert.deepEqual(await tx((t) => confirmPayout(t, staff, { payoutId }), noon('2026-12-19')), {
    refused: 'payout_posted',
  })
  const entries = await tx((t) => entriesOfDocument(t, payoutId))
  assert.deepEqual(
    entries.flatMap((e) => e.flows.map((f) => [e.kind, e.on, f.amount, f.fromParty, f.toParty, f.crossing])),
    [['trade.payout', '2026-12-18', 45_900, company, producer, 'within']],
  )
})

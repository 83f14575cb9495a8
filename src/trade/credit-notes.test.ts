import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal } from '#kit/refusals.ts'
import { entriesOfDocument } from '#ledger/flows.ts'
import { granted } from '#parties/testing.ts'
import { issueCreditNote } from './credit-notes.ts'
import { render } from './documents/pdf.ts'
import { readPint } from './invoice-pint.ts'
import { invoiceSheet, listInvoices, readInvoice } from './invoice-sheets.ts'
import { closeMonth } from './invoices.ts'
import { matchPayment, unmatchPayment } from './payments.ts'
import { takeReturn } from './returns.ts'
import { saveBuyerTerms } from './settings.ts'
import { bankLines, deliver } from './testing-months.ts'
import { offer, registeredRegion } from './testing.ts'

const later = new Date('2026-12-25T03:00:00Z')
const paid = '2026-12-24'
const refusedAs = (answer: object | Refusal): string | undefined =>
  isRefusal(answer) ? answer.refused : undefined

/** 100 jars of 500 yen are invoiced (54,000 with tax); 3 of them came back after that. */
async function sentBack() {
  const place = await testRegion()
  const small = await place.tx(registeredRegion)
  const tx = <T>(work: (t: Tx) => Promise<T>) => place.tx(work, later)
  const made = await place.tx(async (t) => {
    const { variants } = await offer(t, small, { quantity: 1_000 })
    const deliveryId = await deliver(t, small, variants[0] ?? newId(), 100)
    const closed = granted(await closeMonth(t, small.staff, { through: t.today, buyerId: small.buyer }))
    return {
      deliveryId,
      invoiceId: closed.invoices[0]?.invoiceId ?? newId(),
      variantId: variants[0] ?? newId(),
    }
  })
  await tx(async (t) =>
    granted(
      await takeReturn(t, small.staff, {
        deliveryId: made.deliveryId,
        lineNo: 1,
        quantity: 3,
        fate: 'waste',
        reason: '割れ',
      }),
    ),
  )
  const credit = (t: Tx) => issueCreditNote(t, small.staff, { buyerId: small.buyer })
  return { tx, small, ...made, credit }
}
const stateOf = async (t: Tx, invoiceId: Id) =>
  (
    await t.run<{ state: string; paid: number }>(
      'select state, paid_yen as paid from trade_invoice where region_id = $1 and invoice_id = $2',
      [t.region, invoiceId],
    )
  )[0]
const flowsOf = async (t: Tx, paymentId: Id) =>
  (await entriesOfDocument(t, paymentId)).flatMap(({ kind, flows }) =>
    flows.map(({ amount }) => [kind, amount]),
  )

test('what came back is on a credit note, with its tax rounded once, and on nothing else', async () => {
  const { tx, small, credit } = await sentBack()
  await tx(async (t) => {
    const note = granted(await credit(t))
    assert.match(note.invoiceNo, /^C-2026-00001$/)
    assert.equal(note.grossYen, -1_620)
    assert.equal(refusedAs(await credit(t)), 'nothing_returned')
    assert.equal(refusedAs(await closeMonth(t, small.staff, { through: t.today })), 'nothing_to_invoice')
    assert.equal(refusedAs(await issueCreditNote(t, small.cook, { buyerId: small.buyer })), 'not_allowed')
    assert.equal(refusedAs(await issueCreditNote(t, small.staff, { buyerId: newId() })), 'buyer_unknown')
    const seen = granted(await readInvoice(t, small.cook, { invoiceId: note.invoiceId }))
    const sheet = invoiceSheet(seen, 'ja')
    assert.deepEqual(
      [sheet.credit, sheet.net, sheet.tax, sheet.payable, sheet.lines[0]?.quantity],
      [true, 1_500, 120, 1_620, '3 瓶'],
    )
    assert.match(sheet.lines[0]?.origin ?? '', /^11月23日\(月\)納品（D-2026-00001）の返品$/)
    const drawn = render('invoice', [sheet])
    assert.equal(drawn.pages, 1)
    granted(await readPint(t, small.cook, { invoiceId: note.invoiceId }))
    const open = granted(await listInvoices(t, small.staff, { view: 'open' }))
    assert.ok(open.rows.some(({ invoiceId }) => invoiceId === note.invoiceId))
    const overdue = granted(await listInvoices(t, small.staff, { view: 'overdue' }))
    assert.ok(!overdue.rows.some(({ invoiceId }) => invoiceId === note.invoiceId))
  })
})

test('it is due by the terms of its buyer', async () => {
  const { tx, small, credit } = await sentBack()
  await tx(async (t) => {
    granted(await saveBuyerTerms(t, small.staff, { buyerId: small.buyer, payMonths: 2, payDay: 10 }))
    const { invoiceId } = granted(await credit(t)) // on 25 December; all others pay at the end of January
    assert.equal(granted(await readInvoice(t, small.cook, { invoiceId })).dueOn, '2027-02-10')
  })
})

test('a return that goes on the next invoice names its delivery there too', async () => {
  const { tx, small, variantId } = await sentBack()
  await tx(async (t) => {
    await deliver(t, small, variantId, 10)
    const { invoices } = granted(await closeMonth(t, small.staff, { through: t.today, buyerId: small.buyer }))
    const seen = granted(await readInvoice(t, small.cook, { invoiceId: invoices[0]?.invoiceId ?? newId() }))
    const sheet = invoiceSheet(seen, 'en')
    assert.deepEqual(
      sheet.lines.map(({ origin, amount }) => [origin, amount]),
      [
        ['Return of D-2026-00001, Mon 23 Nov', -1_500],
        [undefined, 5_000],
      ].toSorted((a, b) => Number(b[1]) - Number(a[1])),
    )
  })
})

test('a buyer pays less by it: one payment settles the invoice and the credit note', async () => {
  const { tx, small, credit, invoiceId } = await sentBack()
  await tx(async (t) => {
    const note = granted(await credit(t))
    const [line = newId()] = await bankLines(t, small, [[paid, 52_380, '振込 ウミベホテル']])
    const invoiceIds = [invoiceId, note.invoiceId]
    const { paymentId } = granted(await matchPayment(t, small.staff, { bankLineId: line, invoiceIds }))
    assert.deepEqual(await stateOf(t, invoiceId), { state: 'paid', paid: 54_000 })
    assert.deepEqual(await stateOf(t, note.invoiceId), { state: 'paid', paid: -1_620 })
    assert.deepEqual(await flowsOf(t, paymentId), [
      ['trade.sale', 48_500],
      ['trade.sale', 3_880],
    ])
    granted(await unmatchPayment(t, small.staff, { paymentId, reason: 'まちがい' }))
    assert.deepEqual(await stateOf(t, note.invoiceId), { state: 'issued', paid: 0 })
  })
})

test('it is paid back in two parts, each with its tax, and never more than it says', async () => {
  const { tx, small, credit, invoiceId } = await sentBack()
  await tx(async (t) => {
    const { invoiceId: noteId } = granted(await credit(t))
    const [first = newId(), second = newId(), third = newId(), incoming = newId()] = await bankLines(
      t,
      small,
      [
        [paid, -1_000, '振込 ウミベホテル'],
        [paid, -620, '振込 ウミベホテル 2'],
        [paid, -1, '手数料'],
        [paid, 500, '振込'],
      ],
    )
    const match = (bankLineId: Id, ...invoiceIds: Id[]) =>
      matchPayment(t, small.staff, { bankLineId, invoiceIds })
    assert.equal(refusedAs(await match(first, invoiceId)), 'not_incoming')
    assert.equal(refusedAs(await match(incoming, noteId)), 'more_than_owed')
    const one = granted(await match(first, noteId))
    assert.deepEqual(await stateOf(t, noteId), { state: 'part_paid', paid: -1_000 })
    const two = granted(await match(second, noteId))
    assert.deepEqual(await stateOf(t, noteId), { state: 'paid', paid: -1_620 })
    assert.deepEqual(
      [...(await flowsOf(t, one.paymentId)), ...(await flowsOf(t, two.paymentId))],
      [
        ['trade.refund', 926],
        ['trade.refund', 74],
        ['trade.refund', 574],
        ['trade.refund', 46],
      ],
    )
    assert.equal(refusedAs(await match(third, noteId)), 'already_paid')
  })
})

test('of two who issue at once, one gets the returns', async () => {
  const { tx, credit } = await sentBack()
  const both = await Promise.all([tx(async (t) => await credit(t)), tx(async (t) => await credit(t))])
  assert.deepEqual(both.map(refusedAs).toSorted(), ['nothing_returned', undefined])
})

/** What people read of the documents: lists and sheets, each for whose eyes it is, and papers that can be made of them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { day, month } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { visitor } from '#parties/actors.ts'
import { registerParty } from '#parties/parties.ts'
import { granted, person } from '#parties/testing.ts'
import { deliveryNoteSheet, readDelivery } from './delivery-notes.ts'
import { deliveryNotePdf, invoicePdf, statementPdf } from './documents/pdf.ts'
import { readFigures } from './figures.ts'
import { invoiceSheet, listInvoices, readInvoice } from './invoice-sheets.ts'
import { closeMonth } from './invoices.ts'
import { traceLot } from './lot-traces.ts'
import { listPayouts, readPayment, readPayout, readPayoutFile } from './money-lists.ts'
import { listOrders, readOrder } from './order-lists.ts'
import { placeOrder } from './orders.ts'
import { matchPayment } from './payments.ts'
import { makePayout } from './payouts.ts'
import { takeReturn } from './returns.ts'
import { listStatements, readStatement, statementSheet } from './statement-sheets.ts'
import { settleMonth } from './statements.ts'
import { bankLines, deliver, withAccounts } from './testing-months.ts'
import { offer, registeredRegion } from './testing.ts'

const { tx } = await testRegion()
const small = await tx(registeredRegion)
const { staff, cook, grower } = small
const later = new Date('2026-12-18T03:00:00Z')

/** Where the order of two producers' goods is brought, and what the buyer wrote to the company. */
const place = { name: '旅館の裏口', address: '海辺町2-2', note: '朝だけ' }
const told = '客室の名簿は別便で'

/** One month of the shop: two products of two producers, one delivery, one return, all the way to the payout. */
const made = await tx(async (t) => {
  await withAccounts(t, small)
  const other = granted(
    await registerParty(t, staff, { kind: 'person', name: '佐藤 はな', kana: 'サトウ ハナ', side: 'inside' }),
  ).partyId
  const mine = await offer(t, small, { quantity: 200 })
  const theirs = await offer(
    t,
    { staff, producer: other },
    { sheet: { name: 'べつの品', kana: 'ベツノシナ' } },
  )
  const lines = [mine, theirs].map(({ variants }) => ({ variantId: variants[0] ?? newId(), quantity: 2 }))
  const placeId = newId()
  await t.run(
    `insert into trade_place (region_id, place_id, buyer_id, name, address, note) values ($1, $2, $3, $4, $5, $6)`,
    [t.region, placeId, small.buyer, place.name, place.address, place.note],
  )
  const deliverOn = day('2026-12-20')
  const open = granted(await placeOrder(t, cook, { deliverOn, lines, placeId, note: told }))
  const deliveryId = await deliver(t, small, mine.variants[0] ?? newId(), 100)
  granted(await takeReturn(t, staff, { deliveryId, lineNo: 1, quantity: 1, fate: 'waste', reason: '割れ' }))
  const stranger = await person(t, other, 'buyer', '別の人')
  const otherGrower = await person(t, other, 'producer', '佐藤 はな')
  return { mine, open, deliveryId, stranger, otherGrower }
})
const month1 = await tx(async (t) => {
  const closed = granted(await closeMonth(t, staff, { through: day('2026-11-30') }))
  const settled = granted(await settleMonth(t, staff, { month: month('2026-11') }))
  const [line = newId()] = await bankLines(t, small, [['2026-12-17', 10_000, '振込']])
  const invoiceId = closed.invoices[0]?.invoiceId ?? newId()
  const { paymentId } = granted(await matchPayment(t, staff, { bankLineId: line, invoiceIds: [invoiceId] }))
  const statementId = settled.statements[0]?.statementId ?? newId()
  const payout = granted(
    await makePayout(t, staff, { statementIds: [statementId], transferOn: day('2026-12-18') }),
  )
  return { invoiceId, statementId, paymentId, payoutId: payout.payoutId }
}, later)

test('a producer sees of an order what is of its own fields, and no prices of others', () =>
  tx(async (t) => {
    const { orderId } = made.open
    const whole = granted(await readOrder(t, cook, { orderId }))
    assert.deepEqual([whole.lines.length, whole.netYen, whole.state], [2, 2_000, 'ordered'])
    const part = granted(await readOrder(t, grower, { orderId }))
    assert.deepEqual(
      [part.lines.map(({ productName }) => productName), part.netYen],
      [['りんごジャム'], 1_000],
    )
    assert.deepEqual([whole.place, whole.note], [place, told])
    assert.deepEqual([part.place, part.note, part.cancelReason], [null, '', ''])
    const all = JSON.stringify([part, await listOrders(t, grower)])
    for (const secret of [...Object.values(place), told]) assert.ok(!all.includes(secret), secret)
    assert.deepEqual(await readOrder(t, made.stranger, { orderId }), { refused: 'order_unknown' })
    assert.deepEqual(await readOrder(t, visitor, { orderId }), { refused: 'not_allowed' })
    const lists = []
    for (const actor of [staff, cook, made.otherGrower]) lists.push(await listOrders(t, actor))
    assert.deepEqual(
      lists.map((list) => granted(list).rows.length),
      [2, 2, 1],
    )
    assert.equal(granted(await listOrders(t, made.stranger)).rows.length, 0)
    const states = granted(await listOrders(t, staff)).rows.map(({ state }) => state)
    assert.deepEqual(states, ['ordered', 'invoiced'], 'an order is as far as its invoices are')
  }))

test('every paper is for its own eyes only', () =>
  tx(async (t) => {
    const { invoiceId, statementId, paymentId, payoutId } = month1
    const { deliveryId } = made
    const closed = [
      [await readInvoice(t, made.stranger, { invoiceId }), 'invoice_unknown'],
      [await readInvoice(t, grower, { invoiceId }), 'not_allowed'],
      [await readDelivery(t, made.stranger, { deliveryId }), 'delivery_unknown'],
      [await readStatement(t, made.otherGrower, { statementId }), 'statement_unknown'],
      [await readStatement(t, cook, { statementId }), 'not_allowed'],
      [await readPayment(t, cook, { paymentId }), 'not_allowed'],
      [await readPayout(t, grower, { payoutId }), 'not_allowed'],
      [await readPayoutFile(t, grower, { payoutId }), 'not_allowed'],
      [await traceLot(t, made.otherGrower, { lotId: made.mine.lotId }), 'lot_unknown'],
      [await readFigures(t, visitor), 'not_allowed'],
    ] as const
    for (const [answer, refused] of closed) assert.equal(isRefusal(answer) && answer.refused, refused)
    assert.equal(granted(await listInvoices(t, made.stranger)).rows.length, 0)
    assert.equal(granted(await listInvoices(t, cook, { view: 'open' })).rows.length, 1)
    assert.equal(granted(await listStatements(t, grower)).rows.length, 1)
    assert.equal(granted(await listStatements(t, made.otherGrower)).rows.length, 0)
  }))

test('the sheets say what was kept, in both languages, and make papers', () =>
  tx(async (t) => {
    const invoice = granted(await readInvoice(t, cook, { invoiceId: month1.invoiceId }))
    const ja = invoiceSheet(invoice, 'ja')
    assert.deepEqual([ja.net, ja.tax, ja.gross, ja.payable], [49_500, 3_960, 53_460, 53_460])
    assert.deepEqual(
      ja.lines.map(({ description, quantity, amount, reduced }) => [description, quantity, amount, reduced]),
      [
        ['りんごジャム', '100 瓶', 50_000, true],
        ['りんごジャム', '−1 瓶', -500, true],
      ],
    )
    assert.equal(invoiceSheet(invoice, 'en').lines[0]?.description, 'Apple jam')
    assert.equal(ja.payTo.accountNumber, '1234567')
    const statement = granted(await readStatement(t, grower, { statementId: month1.statementId }))
    const sheet = statementSheet(statement, 'ja')
    assert.deepEqual([sheet.gross, sheet.commission?.gross, sheet.payout], [53_460, 8_019, 45_441])
    assert.equal(sheet.commission?.rate, '15%')
    assert.equal(sheet.payTo.accountNumber, '***4321', 'a paper that lies about tells nobody the rest')
    const delivery = granted(await readDelivery(t, cook, { deliveryId: made.deliveryId }))
    assert.equal(delivery.returns.length, 1)
    const note = deliveryNoteSheet(delivery, 'ja', true)
    assert.match(note.lines[0]?.lot ?? '', /^L-2026-/)
    for (const pdf of await Promise.all([invoicePdf(ja), statementPdf(sheet), deliveryNotePdf(note)]))
      assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-')
  }))

test('a lot is followed from the field to the buyer and back', () =>
  tx(async (t) => {
    const trace = granted(await traceLot(t, grower, { lotId: made.mine.lotId }))
    assert.deepEqual(
      trace.steps.map(({ kind, quantity, buyerName }) => [kind, quantity, buyerName]),
      [
        ['receipt', 200, null],
        ['shipment', -100, '海辺ホテル'],
        ['return', 1, '海辺ホテル'],
        ['waste', -1, '海辺ホテル'],
      ],
    )
  }))

test('the figures are the sums of the lists they open', () =>
  tx(async (t) => {
    const company = granted(await readFigures(t, staff))
    assert.ok(company.role === 'company')
    assert.deepEqual(company.toShip, { count: 1, yen: 2_000 })
    assert.equal(company.toShipNow, 0)
    assert.deepEqual(company.unpaid, { count: 1, yen: 43_460 })
    assert.deepEqual(company.overdue, { count: 0, yen: 0 })
    assert.deepEqual(company.toPayOut, { count: 0, yen: 0 })
    assert.deepEqual(granted(await readFigures(t, cook)), {
      role: 'buyer',
      onTheWay: { count: 1, yen: 2_000 },
      unpaid: { count: 1, yen: 43_460 },
      overdue: { count: 0, yen: 0 },
    })
    assert.deepEqual(granted(await readFigures(t, grower)), {
      role: 'producer',
      ordered: 1,
      products: 1,
      drafts: 0,
      toBePaid: { count: 0, yen: 0 },
    })
    const overdue = granted(await listInvoices(t, staff, { view: 'overdue' }))
    assert.equal(overdue.rows.length, 0)
  }, later))

test('the transfer file is the same however often it is fetched', () =>
  tx(async (t) => {
    const { payoutId } = month1
    const [a, b] = [
      granted(await readPayoutFile(t, staff, { payoutId })),
      granted(await readPayoutFile(t, staff, { payoutId })),
    ]
    assert.ok(a.bytes.equals(b.bytes))
    assert.equal(
      granted(await readPayout(t, staff, { payoutId })).lines[0]?.account.endsWith('****321'),
      true,
    )
    assert.equal(granted(await listPayouts(t, staff)).rows[0]?.transfers, 1)
    assert.equal(
      granted(await readPayment(t, staff, { paymentId: month1.paymentId })).parts[0]?.amountYen,
      10_000,
    )
  }))

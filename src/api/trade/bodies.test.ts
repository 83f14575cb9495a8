/** What a body may say wrongly that its schema does not see, and where the answer points. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { delivery, done, goods, order } from '#api/cases.testing.ts'
import { exampleId } from '#api/fields.ts'
import { openApi } from '#api/testing.ts'
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Role } from '#parties/policy.ts'
import { granted } from '#parties/testing.ts'
import { answerQuote } from '#trade/room.ts'
import { openRound } from './cases.cycles.testing.ts'

const api = await openApi()
const { town } = api
const stock = await goods(api, 1_000)
const round = await openRound(api)
const deliverOn = '2026-11-30'
const [own] = round.pair
const short = { lineNo: 1, kind: 'short', quantity: 1 }
const count = { lotId: stock.lotId, counted: 999 }
const standing = { quantity: 1, everyWeeks: 1, startsOn: deliverOn }
const pooled = own.variantId
const [first, second] = [await order(api, stock.variantId), await order(api, stock.variantId)]
const deliveryId = await delivery(api, stock.variantId)
const { cycleId: opened } = await round.opened()
const { cycleId: planned } = await round.planned()
const { bookingId } = await round.allocated()
const share = { variantId: pooled, quantity: 1 }
const { priceListId = '' } = await done(api, 'company_staff', '/price-lists', { name: '旅館向け' })

const table: [
  as: Role,
  method: string,
  path: string,
  body: unknown,
  status: number,
  name: string,
  at: string,
][] = [
  [
    'buyer',
    'POST',
    `/deliveries/${deliveryId}/acceptance`,
    { differences: [short, short] },
    422,
    'given_twice',
    '#/differences/1/kind',
  ],
  [
    'buyer',
    'POST',
    `/deliveries/${deliveryId}/acceptance`,
    { differences: [{ ...short, lineNo: 7 }] },
    422,
    'line_unknown',
    '#/differences/0/quantity',
  ],
  [
    'company_staff',
    'POST',
    '/stock/counts',
    { counts: [count, count] },
    422,
    'given_twice',
    '#/counts/1/lotId',
  ],
  [
    'company_staff',
    'POST',
    '/stock/counts',
    { counts: [{ ...count, counted: 1_001 }] },
    409,
    'more_than_received',
    '#/counts/0/counted',
  ],
  [
    'company_staff',
    'POST',
    '/stock/counts',
    { counts: [{ ...count, lotId: exampleId }] },
    422,
    'lot_unknown',
    '#/counts',
  ],
  ['company_staff', 'POST', '/stock/counts', { counts: [] }, 422, 'nothing_counted', ''],
  [
    'company_staff',
    'POST',
    '/dispatch/shipments',
    { shipments: [{ orderId: first }, { orderId: first }] },
    422,
    'given_twice',
    '#/shipments/1/orderId',
  ],
  [
    'company_staff',
    'POST',
    '/dispatch/shipments',
    { shipments: [{ orderId: first }, { orderId: exampleId }] },
    422,
    'order_unknown',
    '#/shipments/1/orderId',
  ],
  [
    'company_staff',
    'POST',
    '/dispatch/shipments',
    { shipments: [{ orderId: first }, { orderId: second, lines: [{ lineNo: 1, quantity: 3 }] }] },
    409,
    'more_than_ordered',
    '#/shipments/1/lines/0/quantity',
  ],
  [
    'company_staff',
    'POST',
    '/dispatch/shipments',
    { shipments: [{ orderId: first }, { orderId: second, shippedOn: '2026-12-24' }] },
    422,
    'day_in_future',
    '#/shipments/1/shippedOn',
  ],
  [
    'buyer',
    'POST',
    `/cycles/${opened}/bookings`,
    { deliverOn, wishes: [{ quantity: 1 }] },
    422,
    'one_of_both',
    '#/wishes/0',
  ],
  [
    'buyer',
    'POST',
    `/cycles/${opened}/bookings`,
    { deliverOn, wishes: [{ variantId: pooled, quantity: 1 }] },
    422,
    'not_in_cycle',
    '#/wishes/0/quantity',
  ],
  [
    'buyer',
    'POST',
    `/cycles/${opened}/bookings`,
    { deliverOn, wishes: [{ poolId: round.poolId, quantity: 41 }] },
    409,
    'pool_booked_out',
    '#/wishes/0/quantity',
  ],
  [
    'producer',
    'PUT',
    `/cycles/${planned}/availability/${town.producer}`,
    { rows: [{ productId: exampleId, offered: 1 }] },
    422,
    'product_unknown',
    '#/rows',
  ],
  [
    'company_staff',
    'PUT',
    `/bookings/${bookingId}/lines/1/allocation`,
    { shares: [share, share], reason: '霜' },
    422,
    'given_twice',
    '#/shares/1/variantId',
  ],
  [
    'company_staff',
    'PUT',
    `/bookings/${bookingId}/lines/1/allocation`,
    { shares: [{ ...share, variantId: stock.variantId }], reason: '霜' },
    422,
    'not_a_member',
    '#/shares/0/quantity',
  ],
  ['buyer', 'POST', '/standing-orders', standing, 422, 'one_of_both', '#/variantId'],
  [
    'buyer',
    'POST',
    '/standing-orders',
    { ...standing, variantId: pooled },
    422,
    'goods_unknown',
    '#/variantId',
  ],
  [
    'company_staff',
    'PUT',
    `/price-lists/${priceListId}/prices`,
    { variantId: exampleId, priceYen: 1 },
    422,
    'variant_unknown',
    '#/variantId',
  ],
  ['company_staff', 'PUT', `/buyers/${exampleId}/terms`, {}, 404, 'buyer_unknown', ''],
  [
    'company_staff',
    'POST',
    '/orders',
    { buyerId: exampleId, deliverOn, lines: [{ variantId: stock.variantId, quantity: 1 }] },
    422,
    'buyer_unknown',
    '#/buyerId',
  ],
  [
    'buyer',
    'POST',
    '/quotes',
    { deliverOn, lines: [{ variantId: exampleId, quantity: 1 }] },
    422,
    'variant_not_sold',
    '#/lines/0/variantId',
  ],
  ['company_staff', 'POST', '/credit-notes', { buyerId: town.buyer }, 409, 'nothing_returned', '#/buyerId'],
  ['company_staff', 'POST', `/receivables/${town.buyer}/reminder`, undefined, 409, 'nothing_overdue', ''],
]
for (const [as, method, path, body, status, name, at] of table)
  test(`${method} ${path.replaceAll(/[0-9a-f-]{36}/g, '…')}: ${name} ${at}`, async () => {
    const got = await api.ask(`/api/v1${path}`, { as, method, body })
    const [fault] = (got.json['errors'] ?? []) as { pointer: string }[]
    assert.deepEqual(
      [got.status, got.json['type'], fault?.pointer ?? ''],
      [status, `/problems/${name}`, at],
      got.text,
    )
    assert.doesNotMatch(String(got.json['detail']), /[{}?？]/)
  })

test('a credit note stands among the invoices below zero, and its lines name the delivery', async () => {
  const sold = await delivery(api, stock.variantId)
  const back = { lineNo: 1, quantity: 1, fate: 'stock', reason: '注文の間違い' }
  await done(api, 'company_staff', `/deliveries/${sold}/returns`, back)
  const made = await done(api, 'company_staff', '/credit-notes', { buyerId: town.buyer })
  assert.match(made['invoiceNo'] ?? '', /^C-/)
  const listed = await api.ask('/api/v1/invoices?view=open', { as: 'buyer' })
  const [row] = listed.json['items'] as Record<string, unknown>[]
  assert.deepEqual(
    [row?.['invoiceId'], row?.['grossYen'], row?.['paidYen'], row?.['state'], row?.['overdue']],
    [made['invoiceId'], -648, 0, 'issued', false],
  )
  const read = await api.ask(`/api/v1/invoices/${made['invoiceId']}`, { as: 'buyer' })
  const [line] = read.json['lines'] as Record<string, unknown>[]
  const { deliveryNo = '' } = (await api.ask(`/api/v1/deliveries/${sold}`, { as: 'buyer' })).json
  assert.deepEqual(line?.['origin'], { deliveryNo, on: '2026-11-23' })
  assert.ok(Number(line?.['amountYen']) < 0)
  for (const file of ['pdf', 'jp-pint?part=other']) {
    const paper = await api.ask(`/api/v1/invoices/${made['invoiceId']}/${file}`, { as: 'buyer' })
    assert.equal(paper.status, 200, `${file}: ${paper.text.slice(0, 300)}`)
  }
})

test('the same request key accepts a quote once', async () => {
  const lines = [{ variantId: stock.variantId, quantity: 2, priceYen: 500 }]
  const { quoteId } = await done(api, 'company_staff', '/quotes', {
    buyerId: town.buyer,
    deliverOn,
    validUntil: deliverOn,
    lines,
  })
  const headers = { 'idempotency-key': 'quote-1' }
  const accept = () =>
    api.ask(`/api/v1/quotes/${quoteId}/acceptance`, {
      as: 'buyer',
      method: 'POST',
      body: { turnNo: 1 },
      headers,
    })
  const [one, again] = [await accept(), await accept()]
  assert.deepEqual([one.status, again.status], [201, 201])
  assert.deepEqual(one.json, again.json)
  assert.equal(one.json['netYen'], 1_000)
})

test('an offer is accepted as it was read: a newer one is not, also when it comes between', async () => {
  const lines = [{ variantId: stock.variantId, quantity: 2, priceYen: 500 }]
  const dearer = [{ variantId: stock.variantId, quantity: 2, priceYen: 700 }]
  const offer = { validUntil: deliverOn, lines }
  const { quoteId } = await done(api, 'company_staff', '/quotes', {
    buyerId: town.buyer,
    deliverOn,
    ...offer,
  })
  const accept = (turnNo: number) =>
    api.ask(`/api/v1/quotes/${quoteId}/acceptance`, { as: 'buyer', method: 'POST', body: { turnNo } })
  await done(api, 'buyer', `/quotes/${quoteId}/answers`, { lines })
  await done(api, 'company_staff', `/quotes/${quoteId}/answers`, { ...offer, lines: dearer })
  const stale = await accept(1)
  assert.deepEqual([stale.status, stale.json['type']], [409, '/problems/offer_newer'])
  assert.match(String(stale.json['detail']), /3/)
  // The company betters its offer while the buyer accepts: the buyer waits for the quote, and has not read that.
  let crossing: ReturnType<typeof accept> | undefined
  await api.here.tx(async (tx) => {
    const better = lines.map((line) => ({ ...line, variantId: line.variantId as Id }))
    const turn = { quoteId: quoteId as Id, validUntil: day(deliverOn), lines: better }
    granted(await answerQuote(tx, town.staff, turn))
    crossing = accept(3)
    await pause(300)
  })
  const crossed = await crossing
  assert.deepEqual([crossed?.status, crossed?.json['type']], [409, '/problems/offer_newer'])
  const taken = await accept(4)
  assert.deepEqual([taken.status, taken.json['netYen']], [201, 1_000])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { render } from '#trade/documents/pdf.ts'
import { receiveLot } from '#trade/lots.ts'
import { placeOrder } from '#trade/orders.ts'
import { companyOf, saveBuyerTerms } from '#trade/settings.ts'
import { offer } from '#trade/testing.ts'
import { testPages } from '#trade/testing-pages.tsx'
import { dispatchRoutes } from './dispatch.routes.ts'
import { orderLabels, packingSheet, pickingSheet } from './dispatch-sheets.ts'
import { readDispatch } from './dispatch.ts'

const pages = await testPages(dispatchRoutes)
const { small, tx, as } = pages
const { staff } = small

// Jam by the jar in two lots, ham by the kilogram.
const jam = await tx((t) => offer(t, small, { quantity: 10 }))
const second = await tx(async (t) =>
  granted(
    await receiveLot(t, staff, {
      productId: jam.productId,
      quantity: 30,
      madeOn: addDays(t.today, -20),
      receivedOn: t.today,
    }),
  ),
)
const ham = await tx((t) =>
  offer(t, small, {
    sheet: {
      name: 'ハム',
      kana: 'ハム',
      nameEn: 'Ham',
      baseKind: 'weight',
      baseUnit: 'g',
      baseUnitEn: 'g',
      variants: [{ name: '本', nameEn: 'piece', baseQuantity: 1_000, pricedBy: 'kg', priceYen: 3_000 }],
    },
    quantity: 20_000,
  }),
)
const [jar, piece] = [jam.variants[0], ham.variants[0]]
assert.ok(jar && piece)

const order = (t: Tx, lines: readonly { variantId: Id; quantity: number }[], inDays = 1) =>
  placeOrder(t, staff, { buyerId: small.buyer, deliverOn: addDays(t.today, inDays), lines })

const [first, weighed, later] = await tx(async (t) => [
  granted(await order(t, [{ variantId: jar, quantity: 35 }])).orderId,
  granted(
    await order(t, [
      { variantId: jar, quantity: 2 },
      { variantId: piece, quantity: 3 },
    ]),
  ).orderId,
  granted(await order(t, [{ variantId: jar, quantity: 1 }], 9)).orderId,
])
assert.ok(first && weighed && later)
await tx(async (t) =>
  granted(await saveBuyerTerms(t, staff, { buyerId: small.buyer, route: '宅配', deliveryNote: '裏口へ' })),
)

test('what is due by a day, and what to take for it, first-expiring first', () =>
  tx(async (t) => {
    const day = addDays(t.today, 1)
    const found = granted(await readDispatch(t, staff, { day }))
    assert.deepEqual(found.orders.map(({ orderId }) => orderId).toSorted(), [first, weighed].toSorted())
    assert.deepEqual(
      found.orders.map(({ route, deliveryNote }) => [route, deliveryNote]),
      [
        ['宅配', '裏口へ'],
        ['宅配', '裏口へ'],
      ],
    )
    assert.deepEqual(
      found.days.map(({ orders }) => orders),
      [2, 3],
    )
    const pick = found.picks.find(({ productId }) => productId === jam.productId)
    assert.ok(pick)
    assert.deepEqual([pick.wanted, pick.short], [37, 0])
    // The lot that came second was made earlier, and expires first.
    assert.deepEqual(
      pick.lots.map(({ quantity }) => quantity),
      [30, 7],
    )
    assert.equal(pick.lots[0]?.lotNo, second.lotNo)
    for (const nobody of [small.cook, small.grower])
      assert.ok(isRefusal(await readDispatch(t, nobody, { day })))
  }))

test('goods that are not there any more are said to be short', () =>
  tx(async (t) => {
    // A thief: the books still promise what the lot does not hold.
    await t.run('update trade_lot set remaining = 5 where region_id = $1 and lot_id = $2', [
      t.region,
      second.lotId,
    ])
    const { picks } = granted(await readDispatch(t, staff, { day: addDays(t.today, 1) }))
    assert.equal(picks.find(({ productId }) => productId === jam.productId)?.short, 22)
    await t.run('update trade_lot set remaining = 30 where region_id = $1 and lot_id = $2', [
      t.region,
      second.lotId,
    ])
  }))

const textOf = (svg: string): string => svg.replaceAll(/<[^>]*>|\s/g, '')

test('the lists hold every order and every lot', () =>
  tx(async (t) => {
    const day = addDays(t.today, 1)
    const truck = { ...granted(await readDispatch(t, staff, { day })), day, company: await companyOf(t) }
    const picking = textOf(render('picking-list', [pickingSheet(truck, 'ja')]).svg())
    for (const part of [
      'ピッキングリスト',
      'りんごジャム',
      'みずほ農園',
      second.lotNo,
      '30本',
      'ハム',
      '3kg',
    ])
      assert.ok(picking.includes(part), part)
    const packing = textOf(render('packing-list', [packingSheet(truck, 'en')]).svg())
    for (const part of ['Packinglist', '宅配', '海辺ホテル', '裏口へ', 'Applejam', 'Ham'])
      assert.ok(packing.includes(part), part)
  }))

test('the square of an order is its own; a long name and address stay on their label', () =>
  tx(async (t) => {
    const { orders } = granted(await readDispatch(t, staff, { day: addDays(t.today, 9) }))
    const long = orders.map((each) => ({
      ...each,
      buyerName: '長い名前の'.repeat(20),
      address: '岩手県'.repeat(40),
    }))
    const sheet = orderLabels(long, t.today, 'https://yui.example.jp', 'en')
    assert.equal(new Set(sheet.labels.map(({ square }) => square)).size, 3)
    assert.equal(render('label-sheet', [sheet]).pages, 1)
  }))

test('the truck is shipped from its page: nothing chosen, a weight missing, then all at once; and never twice', async () => {
  const browser = await as(staff)
  const at = '/trade/dispatch'
  const today = await tx(async (t) => await Promise.resolve(t.today))
  const boxes = { day: addDays(today, 1), shippedOn: today }

  const none = await browser.post(at, at, boxes)
  assert.equal(none.status, 422)
  assert.match(none.html, /出荷する注文を選んでください/)

  const chosen = { ...boxes, [`orders.${first}`]: '1', [`orders.${weighed}`]: '1' }
  const unweighed = await browser.post(at, at, chosen)
  assert.equal(unweighed.status, 422)
  assert.match(unweighed.html, /O-\d{4}-\d+: /, 'the order is named')
  assert.match(unweighed.html, new RegExp(`href="#[^"]*${weighed}`), 'and its box')

  const sent = await browser.post(at, at, { ...chosen, [`grams.${weighed}.line2`]: '3.12' })
  assert.equal(sent.status, 303, sent.html.slice(0, 200))
  const kept = await tx((t) =>
    t.run<{ base: number; orders: number }>(
      `select (select sum(base_quantity) from trade_delivery_line where region_id = $1 and product_id = $2)::int as base,
         (select count(*) from trade_order where region_id = $1 and state = 'shipped')::int as orders`,
      [t.region, ham.productId],
    ),
  )
  assert.deepEqual(kept, [{ base: 3_120, orders: 2 }])

  const again = await browser.post(at, at, { ...chosen, [`grams.${weighed}.line2`]: '3.12' })
  assert.equal(again.status, 422, 'they have left')

  const notes = await browser.get(`${at}/notes.pdf?day=${today}`)
  assert.equal(notes.status, 200)
  assert.equal(notes.response.headers.get('content-type'), 'application/pdf')
  assert.equal((await browser.get(`${at}/picking.pdf?day=${today}`)).status, 404)
  assert.equal((await browser.get(`${at}/notes.pdf?day=2020-01-01`)).status, 404)
  // What waits for a later day is what the page opens with now.
  assert.match((await browser.get(at)).html, new RegExp(later))
})

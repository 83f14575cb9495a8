import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { granted, smallRegion } from '#parties/testing.ts'
import { shipOrder, shipOrders } from './deliveries.ts'
import { receiveLot } from './lots.ts'
import { cancelOrder, placeOrder } from './orders.ts'
import { takeReturn } from './returns.ts'
import { offer, stockOf } from './testing.ts'

const { tx } = await testRegion()
const region = await tx(smallRegion)
const { staff, cook } = region
const deliverOn = day('2026-11-27')

async function ordered(t: Tx, given: Parameters<typeof offer>[2], quantities: readonly number[]) {
  const offered = await offer(t, region, given)
  const lines = quantities.map((quantity, at) => ({ variantId: offered.variants[at] ?? newId(), quantity }))
  const { orderId } = granted(await placeOrder(t, cook, { deliverOn, lines }))
  return { ...offered, orderId }
}
async function lotsOf(t: Tx, deliveryId: Id) {
  return await t.run<{ lot_id: Id; quantity: number; amount_yen: number; remaining: number }>(
    `select d.lot_id, d.quantity, d.amount_yen, l.remaining
     from trade_delivery_lot d join trade_lot l on l.region_id = d.region_id and l.lot_id = d.lot_id
     where d.region_id = $1 and d.delivery_id = $2 order by d.line_no, l.best_before`,
    [t.region, deliveryId],
  )
}

test('the whole order goes, first from what expires first', () =>
  tx(async (t) => {
    const { productId, orderId, lotId } = await ordered(t, { quantity: 30 }, [25])
    const older = granted(
      await receiveLot(t, staff, { productId, quantity: 10, madeOn: day('2026-11-01') }),
    ).lotId
    const shipped = granted(await shipOrder(t, staff, { orderId }))
    assert.match(shipped.deliveryNo, /^D-2026-\d{5}$/)
    assert.equal(shipped.state, 'shipped')
    assert.equal(shipped.netYen, 12_500)
    assert.deepEqual(await lotsOf(t, shipped.deliveryId), [
      { lot_id: older, quantity: 10, amount_yen: 5_000, remaining: 0 },
      { lot_id: lotId, quantity: 15, amount_yen: 7_500, remaining: 15 },
    ])
    assert.deepEqual(await stockOf(t, productId), { onHand: 15, reserved: 0 })
    assert.deepEqual(await shipOrder(t, staff, { orderId }), {
      refused: 'order_ended',
      detail: { state: 'shipped' },
    })
  }))

test('a truck takes several orders: each what those before it have left, all or none', async () => {
  const goods = await tx((t) => offer(t, region, { quantity: 30 }))
  const [first, second, third] = await tx(async (t) => {
    granted(
      await receiveLot(t, staff, { productId: goods.productId, quantity: 10, madeOn: day('2026-11-01') }),
    )
    const place = async (quantity: number) => {
      const lines = [{ variantId: goods.variants[0] ?? newId(), quantity }]
      return granted(await placeOrder(t, cook, { deliverOn, lines }))
    }
    return [await place(6), await place(8), await place(20)] as const
  })
  const ids = [first, second, third].map(({ orderId }) => ({ orderId }))
  const tooMuch = [...ids.slice(0, 2), { orderId: third.orderId, lines: [{ lineNo: 1, quantity: 21 }] }]
  assert.deepEqual(await tx((t) => shipOrders(t, staff, tooMuch)), {
    refused: 'more_than_ordered',
    field: 'lines.0.quantity',
    detail: { name: 'りんごジャム', open: 20, order: third.orderNo },
  })
  const [one] = ids
  assert.deepEqual(await tx((t) => shipOrders(t, staff, one ? [one, one] : [])), {
    refused: 'nothing_to_ship',
    detail: { order: first.orderNo },
  })
  await tx(async (t) => {
    assert.deepEqual(await stockOf(t, goods.productId), { onHand: 40, reserved: 34 }, 'nothing has left')
    const shipped = granted(await shipOrders(t, staff, ids))
    assert.deepEqual(
      shipped.map(({ netYen, state }) => [netYen, state]),
      [
        [3_000, 'shipped'],
        [4_000, 'shipped'],
        [10_000, 'shipped'],
      ],
    )
    const taken = []
    for (const { deliveryId } of shipped)
      taken.push((await lotsOf(t, deliveryId)).map(({ quantity }) => quantity))
    assert.deepEqual(taken, [[6], [4, 4], [20]], 'the ten that expire first go first')
    assert.deepEqual(await stockOf(t, goods.productId), { onHand: 6, reserved: 0 })
  })
})

test('a part goes, then the rest; or the rest is closed', () =>
  tx(async (t) => {
    const { productId, orderId } = await ordered(t, {}, [10, 2])
    const part = granted(await shipOrder(t, staff, { orderId, lines: [{ lineNo: 2, quantity: 1 }] }))
    assert.equal(part.state, 'accepted')
    assert.deepEqual(await stockOf(t, productId), { onHand: 88, reserved: 22 })
    assert.deepEqual(await cancelOrder(t, cook, { orderId }), { refused: 'already_shipping' })
    const more = granted(
      await shipOrder(t, staff, { orderId, lines: [{ lineNo: 1, quantity: 4 }], closeRest: true }),
    )
    assert.equal(more.state, 'shipped')
    assert.deepEqual(await stockOf(t, productId), { onHand: 84, reserved: 0 })
  }))

test('staff closes an order of which a part has gone', () =>
  tx(async (t) => {
    const { productId, orderId } = await ordered(t, {}, [10])
    granted(await shipOrder(t, staff, { orderId, lines: [{ lineNo: 1, quantity: 4 }] }))
    assert.equal(granted(await cancelOrder(t, staff, { orderId })).state, 'shipped')
    assert.deepEqual(await stockOf(t, productId), { onHand: 96, reserved: 0 })
  }))

const yam = {
  quantity: 50_000,
  sheet: {
    name: '長芋',
    kana: 'ナガイモ',
    category: 'vegetable',
    baseKind: 'weight',
    variants: [{ name: 'コンテナ（約10kg）', baseQuantity: 10_000, pricedBy: 'kg', priceYen: 333 }],
  },
} as const

test('goods by weight are invoiced by what the scale said', () =>
  tx(async (t) => {
    const { productId, orderId } = await ordered(t, yam, [2])
    assert.deepEqual(await shipOrder(t, staff, { orderId }), {
      refused: 'weight_missing',
      field: 'lines.0.grams',
      detail: { name: '長芋' },
    })
    const shipped = granted(
      await shipOrder(t, staff, { orderId, lines: [{ lineNo: 1, quantity: 2, grams: 19_870 }] }),
    )
    assert.equal(shipped.netYen, 6_616) // 333 × 19.87 = 6,616.71
    assert.deepEqual(await stockOf(t, productId), { onHand: 30_130, reserved: 0 })
  }))

test('a heavy container takes nothing that others were promised', () =>
  tx(async (t) => {
    const { variants, orderId } = await ordered(t, yam, [2])
    granted(
      await placeOrder(t, cook, { deliverOn, lines: [{ variantId: variants[0] ?? newId(), quantity: 3 }] }),
    )
    const ship = (grams: number) =>
      shipOrder(t, staff, { orderId, lines: [{ lineNo: 1, quantity: 2, grams }] })
    assert.deepEqual(await ship(20_001), {
      refused: 'promised_to_buyers',
      detail: { name: '長芋', free: 20_000 },
    })
    granted(await ship(20_000))
  }))

test('lots can be chosen by hand, when they add up', () =>
  tx(async (t) => {
    const { productId, orderId, lotId } = await ordered(t, {}, [10])
    const other = await offer(t, region)
    const second = granted(await receiveLot(t, staff, { productId, quantity: 6, madeOn: t.today })).lotId
    const ship = (lots: { lotId: Id; quantity: number }[]) =>
      shipOrder(t, staff, { orderId, lines: [{ lineNo: 1, quantity: 10, lots }] })
    const table = [
      [[{ lotId, quantity: 9 }], 'lots_do_not_add_up', { name: 'りんごジャム', wanted: 10 }],
      [
        [
          { lotId, quantity: 5 },
          { lotId, quantity: 5 },
        ],
        'lots_do_not_add_up',
        { name: 'りんごジャム', wanted: 10 },
      ],
      [[{ lotId: other.lotId, quantity: 10 }], 'lot_not_of_product', { name: 'りんごジャム' }],
      [[{ lotId: second, quantity: 10 }], 'lots_hold_less', { name: 'りんごジャム', short: 4 }],
    ] as const
    for (const [lots, refused, detail] of table)
      assert.deepEqual(await ship([...lots]), { refused, field: 'lines.0.lots', detail })
    const { deliveryId } = granted(
      await ship([
        { lotId: second, quantity: 6 },
        { lotId, quantity: 4 },
      ]),
    )
    assert.deepEqual(
      (await lotsOf(t, deliveryId)).map(({ amount_yen }) => amount_yen).toSorted((a, b) => a - b),
      [2_000, 3_000],
    )
  }))

test('what cannot be shipped is refused', () =>
  tx(async (t) => {
    const { orderId } = await ordered(t, {}, [10])
    const table = [
      [cook, { orderId }, { refused: 'not_allowed' }],
      [staff, { orderId: newId() }, { refused: 'order_unknown' }],
      [staff, { orderId, shippedOn: day('2026-11-24') }, { refused: 'day_in_future', field: 'shippedOn' }],
      [staff, { orderId, lines: [] }, { refused: 'nothing_to_ship' }],
      [staff, { orderId, lines: [{ lineNo: 1, quantity: 0 }] }, { refused: 'nothing_to_ship' }],
      [
        staff,
        { orderId, lines: [{ lineNo: 9, quantity: 1 }] },
        { refused: 'line_unknown', field: 'lines.0.quantity' },
      ],
      [
        staff,
        { orderId, lines: [{ lineNo: 1, quantity: 11 }] },
        {
          refused: 'more_than_ordered',
          field: 'lines.0.quantity',
          detail: { name: 'りんごジャム', open: 10 },
        },
      ],
    ] as const
    for (const [actor, shipment, refusal] of table)
      assert.deepEqual(await shipOrder(t, actor, shipment), refusal)
  }))

test('shipped twice at once, it goes once', async () => {
  const { orderId, productId } = await tx((t) => ordered(t, {}, [10]))
  const both = await Promise.all([
    tx((t) => shipOrder(t, staff, { orderId })),
    tx((t) => shipOrder(t, staff, { orderId })),
  ])
  assert.equal(both.filter(isRefusal).length, 1)
  assert.deepEqual(await tx((t) => stockOf(t, productId)), { onHand: 90, reserved: 0 })
})

test('delivery numbers have no gap when many ship at once', async () => {
  const orders = await tx(async (t) => {
    const { variants } = await offer(t, region)
    const lines = [{ variantId: variants[0] ?? newId(), quantity: 1 }]
    const list = []
    for (let at = 0; at < 8; at++) list.push(granted(await placeOrder(t, cook, { deliverOn, lines })).orderId)
    return list
  })
  await Promise.all(
    // Every second one is refused at its end: its number must not be lost.
    orders.flatMap((orderId) => [
      tx((t) => shipOrder(t, staff, { orderId })),
      tx(async (t) => {
        await shipOrder(t, staff, { orderId })
        return { refused: 'changed_my_mind' }
      }),
    ]),
  )
  const rows = await tx((t) =>
    t.run<{ no: string }>('select delivery_no as no from trade_delivery where region_id = $1 order by 1', [
      t.region,
    ]),
  )
  assert.deepEqual(
    rows.map(({ no }) => Number(no.slice(-5))),
    rows.map((_, at) => at + 1),
  )
})

test('a return is a document of its own, and all returns of a line undo it to the yen', () =>
  tx(async (t) => {
    const { productId, orderId, lotId } = await ordered(t, { quantity: 20 }, [20])
    const older = granted(
      await receiveLot(t, staff, { productId, quantity: 7, madeOn: day('2026-11-01') }),
    ).lotId
    const { deliveryId } = granted(await shipOrder(t, staff, { orderId }))
    const back = (quantity: number, fate: 'stock' | 'waste' = 'stock') =>
      takeReturn(t, staff, { deliveryId, lineNo: 1, quantity, fate, reason: '瓶の割れ' })
    const first = granted(await back(15))
    assert.match(first.returnNo, /^R-2026-\d{5}$/)
    assert.equal(first.amountYen, 7_500)
    assert.deepEqual(await stockOf(t, productId), { onHand: 22, reserved: 0 })
    const lots = await t.run<{ lot_id: Id; quantity: number; amount_yen: number }>(
      'select lot_id, quantity, amount_yen from trade_return_lot where region_id = $1 and return_id = $2 order by quantity',
      [t.region, first.returnId],
    )
    assert.equal(
      lots.reduce((total, lot) => total + lot.amount_yen, 0),
      7_500,
    )
    assert.deepEqual(new Set(lots.map((lot) => lot.lot_id)), new Set([older, lotId]))
    assert.deepEqual(await back(6), {
      refused: 'more_than_delivered',
      field: 'quantity',
      detail: { left: 5 },
    })
    granted(await back(5, 'waste'))
    assert.deepEqual(await stockOf(t, productId), { onHand: 22, reserved: 0 }, 'waste does not come back')
    const sums = await t.run<{ lot: number; moved: number }>(
      `select l.remaining as lot, (select sum(m.quantity)::bigint from trade_movement m
         where m.region_id = l.region_id and m.lot_id = l.lot_id) as moved
       from trade_lot l where l.region_id = $1 and l.product_id = $2`,
      [t.region, productId],
    )
    for (const { lot, moved } of sums) assert.equal(lot, moved, 'what remains is the sum of the movements')
  }))

test('goods by weight come back by weight', () =>
  tx(async (t) => {
    const { orderId } = await ordered(t, yam, [2])
    const { deliveryId } = granted(
      await shipOrder(t, staff, { orderId, lines: [{ lineNo: 1, quantity: 2, grams: 19_870 }] }),
    )
    const back = async (quantity: number) =>
      granted(await takeReturn(t, staff, { deliveryId, lineNo: 1, quantity, fate: 'waste', reason: '傷み' }))
        .amountYen
    assert.equal((await back(333)) + (await back(9_000)) + (await back(10_537)), 6_616)
  }))

test('what cannot be taken back is refused', () =>
  tx(async (t) => {
    const { orderId } = await ordered(t, {}, [10])
    const { deliveryId } = granted(await shipOrder(t, staff, { orderId, shippedOn: day('2026-11-20') }))
    const good = { deliveryId, lineNo: 1, quantity: 1, fate: 'stock', reason: '多すぎた' } as const
    const table = [
      [cook, good, 'not_allowed'],
      [staff, { ...good, deliveryId: newId() }, 'delivery_unknown'],
      [staff, { ...good, lineNo: 2 }, 'delivery_unknown'],
      [staff, { ...good, quantity: 0 }, 'quantity_wrong'],
      [staff, { ...good, quantity: 0.5 }, 'quantity_wrong'],
      [staff, { ...good, quantity: 11 }, 'more_than_delivered'],
      [staff, { ...good, reason: ' ' }, 'reason_missing'],
      [staff, { ...good, returnedOn: day('2026-11-24') }, 'day_in_future'],
      [staff, { ...good, returnedOn: day('2026-11-19') }, 'before_delivery'],
    ] as const
    for (const [actor, input, refused] of table) {
      const answer = await takeReturn(t, actor, input)
      assert.equal(isRefusal(answer) && answer.refused, refused)
    }
  }))

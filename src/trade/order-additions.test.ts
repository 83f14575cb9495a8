import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { testRegion } from '#db/testing.ts'
import { addDays } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { granted, person } from '#parties/testing.ts'
import { setApproval } from '#trade/buyers/agreements.ts'
import { addToOrder, openOrdersOf } from './order-additions.ts'
import { readOrder } from './order-lists.ts'
import { cancelOrder, placeOrder } from './orders.ts'
import { editProduct } from './products.ts'
import { shipOrder } from './deliveries.ts'
import { jamSheet, offer, registeredRegion, stockOf } from './testing.ts'

const here = await testRegion()
const { tx } = here
const small = await tx(registeredRegion)
const { cook, grower, staff, buyer: buyerId } = small
const refusedAs = (answer: object | Refusal): string | undefined =>
  isRefusal(answer) ? answer.refused : undefined

/** Jam of which the jar costs 480, and an order of three jars for the day after next. */
async function opened(t: Tx, quantity = 50) {
  const { productId, variants } = await offer(t, small, { quantity })
  const [jar = newId(), box = newId()] = variants
  const deliverOn = addDays(t.today, 2)
  const first = { deliverOn, note: '裏口へ', lines: [{ variantId: jar, quantity: 3 }] }
  return { productId, jar, box, deliverOn, order: granted(await placeOrder(t, cook, first)) }
}
const linesOf = async (t: Tx, orderId: Id) =>
  granted(await readOrder(t, cook, { orderId })).lines.map(({ quantity, priceYen, amountYen }) => [
    quantity,
    priceYen,
    amountYen,
  ])

test('the same at the same price becomes one line, the rest lines of their own; all is reserved', () =>
  tx(async (t) => {
    const { productId, jar, box, deliverOn, order } = await opened(t)
    const { orderId, orderNo } = order
    assert.deepEqual(await openOrdersOf(t, buyerId), [{ orderId, orderNo, deliverOn }])
    const [each = []] = await linesOf(t, orderId)
    const price = Number(each[1])
    const lines = [
      { variantId: jar, quantity: 2 },
      { variantId: box, quantity: 1 },
      { variantId: jar, quantity: 1 },
    ]
    const added = granted(await addToOrder(t, cook, { orderId, lines, note: '冷蔵庫の前まで' }))
    const after = await linesOf(t, orderId)
    assert.deepEqual(after[0], [6, price, 6 * price])
    assert.deepEqual([after.length, after[1]?.[0]], [2, 1])
    assert.equal(
      added.netYen,
      after.reduce((all, [, , amount]) => all + Number(amount), 0),
    )
    const read = granted(await readOrder(t, cook, { orderId }))
    assert.deepEqual([read.netYen, read.note], [added.netYen, '裏口へ\n冷蔵庫の前まで'])
    assert.equal((await stockOf(t, productId)).reserved, 6 + 12)
    // What was added is given back like the rest.
    granted(await cancelOrder(t, cook, { orderId }))
    assert.equal((await stockOf(t, productId)).reserved, 0)
    assert.deepEqual(await openOrdersOf(t, buyerId), [])
  }))

test('what was ordered keeps its price; what comes at another is a line of its own', () =>
  tx(async (t) => {
    const { productId, jar, order } = await opened(t)
    const { orderId } = order
    const [[, price = 0] = []] = await linesOf(t, orderId)
    const [one] = jamSheet.variants
    const sheet = { ...jamSheet, productId, variants: [{ ...one, variantId: jar, priceYen: 999 }] }
    granted(await editProduct(t, grower, sheet as never))
    granted(await addToOrder(t, cook, { orderId, lines: [{ variantId: jar, quantity: 2 }] }))
    assert.deepEqual(await linesOf(t, orderId), [
      [3, price, 3 * Number(price)],
      [2, 999, 1_998],
    ])
  }))

test('steps count for all that the order has of a variant', () =>
  tx(async (t) => {
    const { productId, jar, order } = await opened(t)
    const { orderId } = order
    await t.run(
      'update trade_variant set least_quantity = 6, step_quantity = 3 where region_id = $1 and variant_id = $2',
      [t.region, jar],
    )
    const add = (quantity: number) => addToOrder(t, cook, { orderId, lines: [{ variantId: jar, quantity }] })
    assert.equal(refusedAs(await add(2)), 'not_in_steps')
    granted(await add(3))
    assert.equal((await stockOf(t, productId)).reserved, 6)
  }))

test('what is refused, and leaves the order as it was', () =>
  tx(async (t) => {
    const { productId, jar, order } = await opened(t, 5)
    const { orderId } = order
    const other = await person(t, small.producer, 'buyer', 'よその人')
    const add = (actor: typeof cook, to: Id, quantity: number, variantId = jar) =>
      addToOrder(t, actor, { orderId: to, lines: [{ variantId, quantity }] })
    for (const [answer, refused] of [
      [await add(grower, orderId, 1), 'not_allowed'],
      [await add(other, orderId, 1), 'order_unknown'],
      [await add(cook, newId(), 1), 'order_unknown'],
      [await add(cook, orderId, 0), 'quantity_wrong'],
      [await add(cook, orderId, 1, newId()), 'not_offered'],
      [await add(cook, orderId, 3), 'sold_out'],
      [await addToOrder(t, cook, { orderId, lines: [] }), 'no_lines'],
    ] as const)
      assert.equal(refusedAs(answer), refused)
    assert.equal((await linesOf(t, orderId))[0]?.[0], 3)
    assert.equal((await stockOf(t, productId)).reserved, 3)

    const ship = { orderId, shippedOn: t.today, lines: [{ lineNo: 1, quantity: 1 }] }
    granted(await shipOrder(t, staff, ship))
    assert.equal(refusedAs(await add(cook, orderId, 1)), 'already_shipping')
    granted(await cancelOrder(t, staff, { orderId }))
    assert.equal(refusedAs(await add(cook, orderId, 1)), 'order_ended')
  }))

test('above the limits of the buyer the whole order waits again; above the credit it is refused', () =>
  tx(async (t) => {
    const { jar, order } = await opened(t)
    const { orderId, netYen } = order
    const add = (actor: typeof cook, quantity: number, overCredit = false) =>
      addToOrder(t, actor, { orderId, lines: [{ variantId: jar, quantity }], overCredit })
    await t.run(
      `insert into trade_buyer (region_id, buyer_id, credit_limit_yen) values ($1, $2, $3)
       on conflict (region_id, buyer_id) do update set credit_limit_yen = excluded.credit_limit_yen`,
      [t.region, buyerId, netYen * 2],
    )
    assert.equal(refusedAs(await add(cook, 4)), 'over_credit')
    assert.equal(refusedAs(await add(staff, 4)), 'over_credit')
    granted(await add(staff, 4, true))
    await t.run('update trade_buyer set credit_limit_yen = null where region_id = $1', [t.region])

    const { userId = newId() } = await person(t, buyerId, 'buyer', '料理長')
    granted(await setApproval(t, cook, { buyerId, aboveYen: netYen * 3, userIds: [userId] }))
    assert.equal(granted(await add(cook, 1)).state, 'ordered')
    assert.equal(granted(await add(cook, 2)).state, 'requested')
    assert.equal(granted(await add(cook, 1)).state, 'requested')
    await t.run('update trade_buyer set approval_above_yen = null where region_id = $1', [t.region])
  }))

test('two who add at once: both are in the order, and nothing is sold twice', async () => {
  const { order, jar, productId } = await tx((t) => opened(t, 8))
  const addIn = async (t: Tx) => {
    const lines = [{ variantId: jar, quantity: 2 }]
    return refusedAs(await addToOrder(t, cook, { orderId: order.orderId, lines })) ?? 'added'
  }
  // The others begin while the first is not over: they wait for the order, and then see what it has.
  let others: Promise<string[]> | undefined
  const first = await tx(async (t) => {
    const answer = await addIn(t)
    others = Promise.all([tx(addIn), tx(addIn)])
    await pause(300)
    return answer
  })
  assert.deepEqual([first, ...((await others) ?? [])].toSorted(), ['added', 'added', 'sold_out'])
  await tx(async (t) => {
    assert.equal((await linesOf(t, order.orderId))[0]?.[0], 7)
    assert.equal((await stockOf(t, productId)).reserved, 7)
  })
})

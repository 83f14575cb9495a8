import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal } from '#kit/refusals.ts'
import { granted, person } from '#parties/testing.ts'
import { addPlace, assignPriceLists, setApproval } from '#trade/buyers/agreements.ts'
import { creditUsed } from '#trade/credit.ts'
import { receiveLots } from '#trade/lots.ts'
import { readOrder } from '#trade/order-lists.ts'
import { placeOrder } from '#trade/orders.ts'
import { editProduct } from '#trade/products.ts'
import { savePriceList, setPrice } from '#trade/prices/price-lists.ts'
import { saveBuyerTerms } from '#trade/settings.ts'
import { offer, registeredRegion } from '#trade/testing.ts'
import { allocateCycle } from './allocations.ts'
import { enterAvailability } from './availability.ts'
import { readBookingHead, readSheet } from './booking-sheet.ts'
import { type NewBooking, book } from './bookings.ts'
import { endCycle, openCycle } from './cycles.ts'
import { makeOrders } from './fulfilment.ts'
import { closePool, savePool } from './pools.ts'
import { addStanding, changeStanding } from './standing.ts'
import { deliverOn, growers, openRound, plan, spinach } from './testing.ts'

const { tx } = await testRegion()
const small = await tx(registeredRegion)
const { staff, cook, buyer } = small
const known = await tx((t) => growers(t, small))
const { jam, mine, theirs, poolId } = known
const refusedAs = (answer: object | Refusal): string | undefined =>
  isRefusal(answer) ? answer.refused : undefined
const detailOf = (answer: object | Refusal) => (isRefusal(answer) ? answer.detail : undefined)
const jars = (quantity: number) => [{ variantId: jam.jar, quantity }]

test('where it goes stays until something else is said; the own address is something else', () =>
  tx(async (t) => {
    const points = [{ name: '倉庫' }, { name: '駅前' }]
    const cycleId = await openRound(t, small, known, [30, 0, 0], { points })
    const { placeId } = granted(await addPlace(t, staff, { buyerId: buyer, name: '分校', address: '山目' }))
    const asked = { cycleId, buyerId: buyer, deliverOn: deliverOn(t) }
    const steps: readonly [Partial<NewBooking>, object][] = [
      [{ note: '朝に' }, { placeId: null, pointNo: null, note: '朝に' }],
      [{ placeId }, { placeId, pointNo: null, note: '朝に' }],
      [{}, { placeId, pointNo: null, note: '朝に' }],
      [
        { pointNo: 2, note: '' },
        { placeId: null, pointNo: 2, note: '' },
      ],
      [{ placeId }, { placeId, pointNo: null, note: '' }],
      [{ ownAddress: true }, { placeId: null, pointNo: null, note: '' }],
    ]
    for (const [more, expected] of steps) {
      granted(await book(t, cook, { ...asked, wishes: jars(1), ...more }))
      assert.deepEqual(await readBookingHead(t, asked), expected)
    }
  }))

test('what is added is priced with what was booked; the same goods twice are one wish', () =>
  tx(async (t) => {
    const { priceListId } = granted(await savePriceList(t, staff, { name: `学校 ${newId()}` }))
    for (const [fromQuantity, priceYen] of [
      [1, 480],
      [10, 450],
    ] as const)
      granted(await setPrice(t, staff, { priceListId, variantId: jam.jar, fromQuantity, priceYen }))
    granted(await assignPriceLists(t, staff, { buyerId: buyer, priceListIds: [priceListId] }))
    const cycleId = await openRound(t, small, known, [30, 0, 0])
    const asked = { cycleId, deliverOn: deliverOn(t) }
    assert.equal(granted(await book(t, cook, { ...asked, wishes: jars(10) })).netYen, 4_500)
    assert.equal(granted(await book(t, cook, { ...asked, mode: 'add', wishes: jars(1) })).netYen, 4_950)
    assert.equal(granted(await book(t, cook, { ...asked, wishes: [...jars(6), ...jars(4)] })).netYen, 4_500)
    assert.equal(granted(await book(t, cook, { ...asked, wishes: jars(9) })).netYen, 4_320)
    granted(await assignPriceLists(t, staff, { buyerId: buyer, priceListIds: [] }))
  }))

test('buyers book by the steps of a variant, all of it together', () =>
  tx(async (t) => {
    const cycleId = await openRound(t, small, known, [30, 10, 6])
    const steps = (least: number, step: number) =>
      t.run(
        'update trade_variant set least_quantity = $3, step_quantity = $4 where region_id = $1 and variant_id = $2',
        [t.region, jam.jar, least, step],
      )
    await steps(6, 3)
    const ask = (quantity: number, more: Partial<NewBooking> = {}, actor = cook) =>
      book(t, actor, { cycleId, buyerId: buyer, deliverOn: deliverOn(t), wishes: jars(quantity), ...more })
    assert.deepEqual(detailOf(await ask(3)), { name: 'りんごジャム', least: 6, step: 3 })
    granted(await ask(6))
    assert.equal(refusedAs(await ask(2, { mode: 'add' })), 'not_in_steps')
    granted(await ask(3, { mode: 'add' }))
    granted(await ask(0))
    granted(await ask(1, {}, staff))
    const standing = { variantId: jam.jar, everyWeeks: 1, startsOn: t.today, quantity: 4 }
    assert.equal(refusedAs(await addStanding(t, cook, standing)), 'not_in_steps')
    await steps(1, 1)
  }))

test('staff says for whom: the company books, orders and has standing orders for nobody by itself', () =>
  tx(async (t) => {
    const cycleId = await openRound(t, small, known, [5, 0, 0])
    const lines = [{ variantId: jam.jar, quantity: 1 }]
    const standing = { variantId: jam.jar, quantity: 1, everyWeeks: 1, startsOn: t.today }
    for (const answer of [
      await book(t, staff, { cycleId, deliverOn: deliverOn(t), wishes: lines }),
      await addStanding(t, staff, standing),
      await placeOrder(t, staff, { deliverOn: t.today, lines }),
    ])
      assert.equal(refusedAs(answer), 'buyer_unknown')
  }))

test('what is booked counts toward the credit limit, and a standing order keeps to it', () =>
  tx(async (t) => {
    const before = await creditUsed(t, buyer)
    granted(await saveBuyerTerms(t, staff, { buyerId: buyer, creditLimitYen: before + 5_000 }))
    const cycleId = await openRound(t, small, known, [60, 0, 0])
    const ask = (quantity: number, actor = cook) =>
      book(t, actor, { cycleId, buyerId: buyer, deliverOn: deliverOn(t), wishes: jars(quantity) })
    const over = await ask(11)
    assert.deepEqual(
      [refusedAs(over), detailOf(over)],
      ['over_credit', { limit: before + 5_000, left: 5_000 }],
    )
    granted(await ask(10))
    assert.equal(await creditUsed(t, buyer), before + 5_000)
    const lines = [{ variantId: jam.jar, quantity: 1 }]
    assert.equal(refusedAs(await placeOrder(t, cook, { deliverOn: t.today, lines })), 'over_credit')
    granted(await ask(11, staff))
    granted(await saveBuyerTerms(t, staff, { buyerId: buyer, creditLimitYen: before + 1_000 }))
    granted(await ask(9)) // fewer is always right
    const { standingId } = granted(
      await addStanding(t, cook, { variantId: jam.jar, quantity: 20, everyWeeks: 1, startsOn: t.today }),
    )
    const next = await openRound(t, small, known, [60, 0, 0])
    assert.equal(
      await readBookingHead(t, { cycleId: next, buyerId: buyer, deliverOn: deliverOn(t) }),
      undefined,
    )
    granted(await changeStanding(t, cook, { standingId, end: true }))
    await t.run('update trade_buyer set credit_limit_yen = null where region_id = $1', [t.region])
  }))

test('above the limit of the buyer’s own members an order of a cycle waits for an approver', async () => {
  const orderOf = (actorIs: 'member' | 'staff') =>
    tx(async (t) => {
      const cycleId = await openRound(t, small, known, [20, 0, 0])
      const asked = { cycleId, buyerId: buyer, deliverOn: deliverOn(t) }
      granted(await book(t, actorIs === 'member' ? cook : staff, { ...asked, wishes: jars(12) }))
      granted(await allocateCycle(t, staff, { cycleId }))
      granted(await receiveLots(t, staff, [{ productId: jam.productId, quantity: 12, madeOn: t.today }]))
      granted(await makeOrders(t, staff, { cycleId, deliverOn: deliverOn(t) }))
      const [row] = await t.run<{ state: string; id: Id }>(
        `select o.state, o.order_id as id from trade_booking b join trade_order o using (region_id, order_id)
         where b.region_id = $1 and b.cycle_id = $2`,
        [t.region, cycleId],
      )
      granted(await readOrder(t, cook, { orderId: row?.id ?? newId() }))
      return row?.state
    })
  await tx(async (t) => {
    const { userId = newId() } = await person(t, buyer, 'buyer', '料理長')
    granted(await setApproval(t, cook, { buyerId: buyer, aboveYen: 5_000, userIds: [userId] }))
  })
  assert.equal(await orderOf('member'), 'requested')
  assert.equal(await orderOf('staff'), 'ordered')
  await tx((t) => t.run('update trade_buyer set approval_above_yen = null where region_id = $1', [t.region]))
})

const sheetWith = (change: object, product: object = {}) => ({
  ...spinach,
  seasonDekads: [],
  temperature: 'chilled' as const,
  taxClass: 'reduced' as const,
  ...product,
  productId: mine.productId,
  variants: [{ ...spinach.variants[0], variantId: mine.kilo, ...change }],
})

test('goods of a pool stay alike: their producer changes price and name, not size, unit of price or tax', () =>
  tx(async (t) => {
    for (const changed of [
      sheetWith({ baseQuantity: 500 }),
      sheetWith({ pricedBy: 'kg' }),
      sheetWith({}, { taxClass: 'standard' }),
    ]) {
      await t.run('savepoint before')
      const answer = await editProduct(t, staff, changed)
      assert.deepEqual(
        [refusedAs(answer), Object.keys(detailOf(answer) ?? {})],
        ['variant_in_pool', ['pool']],
      )
      await t.run('rollback to savepoint before')
    }
    granted(await editProduct(t, staff, sheetWith({ priceYen: 990, name: '1kg袋' })))
  }))

test('who is in a pool stays while it is booked; a product is in it once', () =>
  tx(async (t) => {
    const third = await offer(t, { ...small, producer: known.other }, { sheet: spinach, quantity: 1 })
    const twoSizes = {
      ...spinach,
      variants: [spinach.variants[0], { ...spinach.variants[0], name: '1kg（箱）' }],
    }
    const sized = await offer(t, small, { sheet: twoSizes, quantity: 1 })
    const ids = [...sized.variants, third.variants[0] ?? newId()]
    const twice = await savePool(t, staff, { name: `倍 ${newId()}`, priceYen: 1, variantIds: ids })
    assert.deepEqual([refusedAs(twice), detailOf(twice)], ['product_twice', { name: 'ほうれんそう 1kg(箱)' }])

    const cycleId = await openRound(t, small, known, [5, 10, 6], { name: '使う週' })
    const asked = { cycleId, deliverOn: deliverOn(t) }
    granted(await book(t, cook, { ...asked, wishes: [{ poolId, quantity: 3 }] }))
    const name = `ほうれんそう ${newId()}`
    const save = (variantIds: readonly Id[]) =>
      savePool(t, staff, { poolId, name, priceYen: 760, variantIds })
    const without = await save([mine.kilo, third.variants[0] ?? newId()])
    assert.deepEqual([refusedAs(without), detailOf(without)], ['pool_in_use', { cycle: '使う週' }])
    assert.equal(refusedAs(await closePool(t, staff, { poolId })), 'pool_in_use')
    granted(await save([mine.kilo, theirs.kilo])) // its price may change
    granted(await book(t, cook, { ...asked, wishes: [{ poolId, quantity: 0 }] }))
    granted(await save([mine.kilo, theirs.kilo, third.variants[0] ?? newId()]))
    granted(await save([mine.kilo, theirs.kilo]))
  }))

test('a pool that is short stops nobody who books something else', () =>
  tx(async (t) => {
    const cycleId = await openRound(t, small, known, [5, 10, 6])
    const asked = { cycleId, deliverOn: deliverOn(t) }
    granted(await book(t, cook, { ...asked, wishes: [{ poolId, quantity: 16 }] }))
    // What happened to it elsewhere: less is there than was booked.
    await t.run('update trade_cycle_pool set taken = taken + 1 where region_id = $1 and cycle_id = $2', [
      t.region,
      cycleId,
    ])
    granted(await book(t, cook, { ...asked, wishes: jars(1) }))
    const rows = [{ productId: jam.productId, offered: 4 }]
    granted(await enterAvailability(t, staff, { cycleId, producerId: small.producer, rows }))
    const more = await book(t, cook, { ...asked, wishes: [{ poolId, quantity: 16 }] })
    assert.equal(refusedAs(more), 'pool_booked_out')
  }))

test('what is left of a pool is that of all its growers, however it was looked for', () =>
  tx(async (t) => {
    const cycleId = await openRound(t, small, known, [5, 10, 6])
    const asked = { cycleId, buyerId: buyer, deliverOn: deliverOn(t) }
    granted(await book(t, cook, { ...asked, wishes: [{ poolId, quantity: 3 }] }))
    const left = async (text: string) =>
      (await readSheet(t, { ...asked, text })).find((row) => row.poolId === poolId)?.left
    const [grower] = await t.run<{ name: string }>(
      'select name from party where region_id = $1 and party_id = $2',
      [t.region, known.other],
    )
    const [pool] = await t.run<{ name: string }>(
      'select name from trade_pool where region_id = $1 and pool_id = $2',
      [t.region, poolId],
    )
    assert.equal(await left(pool?.name ?? ''), 13)
    assert.deepEqual(
      [await left(''), await left(grower?.name ?? ''), await left('ほうれんそう'), await left('りんご')],
      [13, 13, 13, undefined],
    )
  }))

test('a round of which not everything came is ended by staff', () =>
  tx(async (t) => {
    const cycleId = await openRound(t, small, known, [5, 0, 0])
    granted(await book(t, cook, { cycleId, deliverOn: deliverOn(t), wishes: jars(2) }))
    assert.equal(refusedAs(await endCycle(t, staff, { cycleId })), 'not_allocated')
    granted(await allocateCycle(t, staff, { cycleId }))
    assert.equal(refusedAs(await endCycle(t, cook, { cycleId })), 'not_allowed')
    const used = await creditUsed(t, buyer)
    granted(await endCycle(t, staff, { cycleId }))
    assert.equal(await creditUsed(t, buyer), used - 1_000, 'what became no order is owed no more')
    assert.equal(refusedAs(await endCycle(t, staff, { cycleId })), 'not_allocated')
  }))

test('a standing order beyond the limit of a round takes what fits', () =>
  tx(async (t) => {
    const { standingId } = granted(
      await addStanding(t, cook, { variantId: jam.jar, quantity: 10, everyWeeks: 1, startsOn: t.today }),
    )
    const { cycleId } = granted(await plan(t, small, known, { limitYen: 3_200 }))
    const rows = [{ productId: jam.productId, offered: 50 }]
    granted(await enterAvailability(t, staff, { cycleId, producerId: small.producer, rows }))
    const opened = granted(await openCycle(t, staff, { cycleId }))
    assert.deepEqual([opened.standing, opened.short], [1, 1])
    const lines = await t.run<{ quantity: number }>(
      `select l.quantity from trade_booking b join trade_booking_line l using (region_id, booking_id)
       where b.region_id = $1 and b.cycle_id = $2`,
      [t.region, cycleId],
    )
    assert.deepEqual(lines, [{ quantity: 6 }])
    granted(await changeStanding(t, cook, { standingId, end: true }))
  }))

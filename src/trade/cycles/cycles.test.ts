import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { addDays, day, instantOf } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal } from '#kit/refusals.ts'
import { granted } from '#parties/testing.ts'
import { receiveLots } from '#trade/lots.ts'
import { readOrder } from '#trade/order-lists.ts'
import { offer, registeredRegion, stockOf } from '#trade/testing.ts'
import { allocateCycle, overrideAllocation } from './allocations.ts'
import { availabilityByLink, enterAvailability, enterByLink, readAvailability } from './availability.ts'
import { book } from './bookings.ts'
import { askProducers, cancelCycle, openCycle } from './cycles.ts'
import { makeOrders, readCollection } from './fulfilment.ts'
import { closePool, savePool } from './pools.ts'
import { addStanding, changeStanding, dueDay, listStanding } from './standing.ts'
import { deliverOn, growers, openRound, plan } from './testing.ts'

const { tx } = await testRegion()
const small = await tx(registeredRegion)
const { staff, cook, grower, buyer } = small
const known = await tx((t) => growers(t, small))
const { jam, mine, theirs, poolId } = known
const refusedAs = (answer: object | Refusal): string | undefined =>
  isRefusal(answer) ? answer.refused : undefined
const detailOf = (answer: object | Refusal) => (isRefusal(answer) ? answer.detail : undefined)

test('what is wrong with a plan', () =>
  tx(async (t) => {
    const table = [
      [{ name: ' ' }, 'name_missing'],
      [{ closesAt: t.now }, 'closes_too_early'],
      [{ opensOn: addDays(t.today, 3) }, 'closes_too_early'],
      [{ deliverDays: [] }, 'days_wrong'],
      [{ deliverDays: [addDays(t.today, 1)] }, 'days_wrong'],
      [{ deliverDays: [addDays(t.today, 2)] }, undefined], // on the day on which it closes
      [{ limitYen: 0 }, 'limit_wrong'],
      [{ weights: { capacity: 0, fairness: 0, distance: 0, freshness: 0 } }, 'weights_wrong'],
      [{ weights: { capacity: 101, fairness: 0, distance: 0, freshness: 0 } }, 'weights_wrong'],
      [{ producerIds: [] }, 'no_producers'],
      [{ producerIds: [buyer] }, 'producer_unknown'],
      [{ cycleId: newId() }, 'cycle_unknown'],
    ] as const
    for (const [more, refused] of table)
      assert.equal(refusedAs(await plan(t, small, known, more)), refused, JSON.stringify(more))
  }))

test('a producer says what it has through the link of the mail, and for nobody else', async () => {
  let token = ''
  const cycleId = await tx(async (t) => {
    const made = granted(await plan(t, small, known))
    assert.equal(refusedAs(await openCycle(t, staff, { cycleId: made.cycleId })), 'nothing_offered')
    const asked = granted(
      await askProducers(t, staff, { cycleId: made.cycleId, linkTo: (each) => (token = each) }),
    )
    assert.deepEqual([asked.asked, asked.unreachable], [2, []])
    return made.cycleId
  })
  await tx(async (t) => {
    const form = granted(await availabilityByLink(t, { token }))
    const own = form.producerId === known.other ? theirs : mine
    const foreign = own === theirs ? mine : theirs
    const row = (productId: Id, offered: number) => ({ token, rows: [{ productId, offered }] })
    assert.ok(form.products.some(({ productId }) => productId === own.productId))
    assert.equal(refusedAs(await enterByLink(t, row(foreign.productId, 1))), 'product_unknown')
    assert.equal(refusedAs(await enterByLink(t, row(own.productId, -1))), 'quantity_wrong')
    assert.equal(refusedAs(await enterByLink(t, { token: 'x'.repeat(43), rows: [] })), 'link_unknown')
    granted(await enterByLink(t, row(own.productId, 5_000)))
    assert.equal(
      refusedAs(await readAvailability(t, grower, { cycleId, producerId: known.other })),
      'cycle_unknown',
    )
    // Who answered is not asked again.
    const again = granted(await askProducers(t, staff, { cycleId, linkTo: (each) => each }))
    assert.equal(again.asked, 1)
  })
  const later = instantOf(day('2026-11-25'), 17)
  await tx(
    async (t) =>
      assert.equal(
        refusedAs(await enterByLink(t, { token, rows: [{ productId: mine.productId, offered: 1 }] })),
        'cycle_closed',
      ),
    later,
  )
})

test('booking: merged by day, changed until it closes, never beyond what is offered', () =>
  tx(async (t) => {
    const cycleId = await openRound(t, small, known, [30, 10, 6])
    const on = deliverOn(t)
    const ask = (wishes: Parameters<typeof book>[2]['wishes'], more: object = {}) =>
      book(t, cook, { cycleId, deliverOn: on, wishes, ...more })
    const jars = (quantity: number) => [{ variantId: jam.jar, quantity }]
    const first = granted(await ask([...jars(10), { poolId, quantity: 4 }]))
    assert.equal(first.netYen, 10 * 500 + 4 * 750)
    const more = granted(await ask([{ variantId: jam.box, quantity: 1 }], { mode: 'add' }))
    assert.equal(more.bookingId, first.bookingId)
    assert.equal(more.netYen, 5_000 + 5_760 + 3_000)
    assert.equal(granted(await ask(jars(3), { mode: 'add' })).netYen, 6_500 + 5_760 + 3_000)
    assert.equal(granted(await ask(jars(5))).netYen, 2_500 + 5_760 + 3_000)
    // 30 jars are offered, 5 and a box of 12 are booked: 18 of them by the jar at most.
    const over = await ask(jars(19))
    assert.deepEqual([refusedAs(over), detailOf(over)?.['left']], ['booked_out', 18])
    assert.equal(refusedAs(await ask(jars(18))), undefined)
    assert.equal(granted(await ask(jars(0))).netYen, 5_760 + 3_000)
    // 16 kg are offered of the pool.
    const pooled = await ask([{ poolId, quantity: 17 }])
    assert.deepEqual([refusedAs(pooled), detailOf(pooled)?.['left']], ['pool_booked_out', 16])
  }))

test('what a booking may not do', () =>
  tx(async (t) => {
    const cycleId = await openRound(t, small, known, [30, 10, 6])
    const on = deliverOn(t)
    const wishes = [{ variantId: jam.jar, quantity: 1 }]
    const planned = granted(await plan(t, small, known)).cycleId
    const table = [
      [{ deliverOn: addDays(on, 9) }, 'day_not_offered'],
      [{ wishes: [] }, 'no_wishes'],
      [{ wishes: [{ variantId: jam.jar, quantity: 1.5 }] }, 'quantity_wrong'],
      [{ wishes: [{ variantId: mine.kilo, quantity: 1 }] }, 'not_in_cycle'], // it is sold through its pool
      [{ wishes: [{ variantId: newId(), quantity: 1 }] }, 'not_in_cycle'],
      [{ wishes: [{ poolId: newId(), quantity: 1 }] }, 'not_in_cycle'],
      [{ wishes: [{ poolId, variantId: jam.jar, quantity: 1 }] }, 'not_in_cycle'],
      [{ wishes: [{ quantity: 1 }] }, 'not_in_cycle'],
      [{ buyerId: small.producer }, 'not_allowed'],
      [{ placeId: newId() }, 'place_unknown'],
      [{ pointNo: 1 }, 'place_unknown'],
      [{ cycleId: planned }, 'cycle_unknown'],
      [{ cycleId: newId() }, 'cycle_unknown'],
    ] as const
    for (const [more, refused] of table)
      assert.equal(
        refusedAs(await book(t, cook, { cycleId, deliverOn: on, wishes, ...more })),
        refused,
        JSON.stringify(more),
      )
    // What is booked a producer takes back no more.
    granted(await book(t, cook, { cycleId, deliverOn: on, wishes: [{ variantId: jam.jar, quantity: 7 }] }))
    const less = await enterAvailability(t, grower, {
      cycleId,
      producerId: small.producer,
      rows: [{ productId: jam.productId, offered: 6 }],
    })
    assert.deepEqual([refusedAs(less), detailOf(less)?.['taken']], ['already_booked', 7])
    granted(await book(t, cook, { cycleId, deliverOn: on, wishes: [{ poolId, quantity: 16 }] }))
    const twice = { productId: jam.productId, offered: 20 }
    const doubled = await enterAvailability(t, grower, {
      cycleId,
      producerId: small.producer,
      rows: [twice, twice],
    })
    assert.equal(refusedAs(doubled), 'product_unknown')
    const none = await enterAvailability(t, grower, {
      cycleId,
      producerId: small.producer,
      rows: [{ productId: mine.productId, offered: 9_999 }],
    })
    assert.equal(refusedAs(none), 'pool_booked')
  }))

test('a round closes at its limit and at its hour', async () => {
  const cycleId = await tx(async (t) => {
    const id = await openRound(t, small, known, [100, 0, 0], { limitYen: 5_000 })
    const ask = (quantity: number) =>
      book(t, cook, { cycleId: id, deliverOn: deliverOn(t), wishes: [{ variantId: jam.jar, quantity }] })
    granted(await ask(10))
    const over = await ask(11)
    assert.deepEqual([refusedAs(over), detailOf(over)?.['left']], ['limit_reached', 0])
    granted(await ask(9))
    return id
  })
  const ask = (instant: string) =>
    tx(
      async (t) =>
        refusedAs(
          await book(t, cook, {
            cycleId,
            deliverOn: day('2026-11-27'),
            wishes: [{ variantId: jam.jar, quantity: 8 }],
          }),
        ),
      new Date(instant),
    )
  assert.equal(await ask('2026-11-25T07:59:59Z'), undefined)
  assert.equal(await ask('2026-11-25T08:00:00Z'), 'cycle_closed')
})

test('two who book the last at once: one has it', async () => {
  const cycleId = await tx((t) => openRound(t, small, known, [1, 0, 0]))
  const one = (buyerId: Id) =>
    tx(
      async (t) =>
        await book(t, staff, {
          cycleId,
          buyerId,
          deliverOn: deliverOn(t),
          wishes: [{ variantId: jam.jar, quantity: 1 }],
        }),
    )
  const both = await Promise.all([one(buyer), one(known.other)])
  assert.deepEqual(both.map(refusedAs).toSorted(), ['booked_out', undefined])
})

test('allocation keeps its figures, staff overrides with a reason, and orders come out of what arrived', async () => {
  const { cycleId, bookingId } = await tx(async (t) => {
    const id = await openRound(t, small, known, [30, 15, 5])
    const on = deliverOn(t)
    const mineOf = granted(
      await book(t, cook, {
        cycleId: id,
        deliverOn: on,
        wishes: [
          { variantId: jam.jar, quantity: 10 },
          { poolId, quantity: 8 },
        ],
      }),
    )
    granted(
      await book(t, staff, {
        cycleId: id,
        buyerId: known.other,
        deliverOn: on,
        wishes: [{ poolId, quantity: 4 }],
      }),
    )
    assert.equal(refusedAs(await makeOrders(t, staff, { cycleId: id, deliverOn: on })), 'not_allocated')
    const done = granted(await allocateCycle(t, staff, { cycleId: id }))
    assert.deepEqual([done.lines, done.short], [3, 0])
    return { cycleId: id, bookingId: mineOf.bookingId }
  })
  await tx(async (t) => {
    const on = deliverOn(t)
    const kept = await t.run<{ variant: Id; quantity: number; share: number | null }>(
      `select variant_id as variant, quantity, (reason->'share'->>'quantity')::int as share from trade_allocation a
       join trade_booking b using (region_id, booking_id) where a.region_id = $1 and b.cycle_id = $2`,
      [t.region, cycleId],
    )
    const kilos = (variant: Id) =>
      kept.filter((each) => each.variant === variant).reduce((sum, { quantity }) => sum + quantity, 0)
    // 12 kg: by capacity 15 to 5, by fairness, way and freshness alike: 40 % of 3/4 and 60 % of 1/2 are 0.6.
    assert.deepEqual([kilos(mine.kilo), kilos(theirs.kilo)], [7, 5])
    assert.ok(kept.every(({ variant, share }) => variant === jam.jar || share !== null))

    const override = (shares: readonly { variantId: Id; quantity: number }[], reason = '学校の希望') =>
      overrideAllocation(t, staff, { bookingId, lineNo: 2, shares, reason })
    assert.equal(refusedAs(await override([], ' ')), 'reason_missing')
    assert.equal(refusedAs(await override([{ variantId: mine.kilo, quantity: 9 }])), 'does_not_add_up')
    assert.equal(refusedAs(await override([{ variantId: jam.jar, quantity: 1 }])), 'not_a_member')
    assert.equal(refusedAs(await override([{ variantId: theirs.kilo, quantity: 6 }])), 'producer_has_less')
    const half = { variantId: mine.kilo, quantity: 4 }
    assert.equal(refusedAs(await override([half, half])), 'not_a_member')
    granted(await override([{ variantId: mine.kilo, quantity: 8 }]))

    const list = granted(await readCollection(t, staff, { cycleId, deliverOn: on }))
    const wanted = (productId: Id) => list.find((each) => each.productId === productId)?.wanted
    assert.deepEqual(
      [wanted(jam.productId), (wanted(mine.productId) ?? 0) + (wanted(theirs.productId) ?? 0)],
      [10, 12_000],
    )
    assert.equal(
      refusedAs(await makeOrders(t, staff, { cycleId, deliverOn: addDays(on, 1) })),
      'nothing_to_order',
    )
  })
  await tx(async (t) => {
    const on = deliverOn(t)
    // Half of the jam came, and all of the spinach; a jar was in store from before.
    const before = (await stockOf(t, jam.productId)).onHand
    granted(
      await receiveLots(t, staff, [
        { productId: jam.productId, quantity: 5 - before, madeOn: t.today },
        { productId: mine.productId, quantity: 20_000, madeOn: t.today },
        { productId: theirs.productId, quantity: 20_000, madeOn: t.today },
      ]),
    )
    const made = granted(await makeOrders(t, staff, { cycleId, deliverOn: on }))
    assert.deepEqual([made.orders, made.short], [2, 1])
    const [own] = await t.run<{ id: Id }>(
      'select order_id as id from trade_booking where region_id = $1 and booking_id = $2',
      [t.region, bookingId],
    )
    const order = granted(await readOrder(t, cook, { orderId: own?.id ?? newId() }))
    assert.deepEqual(
      order.lines.map(({ quantity, priceYen }) => [quantity, priceYen]),
      [
        [5, 500],
        [8, 750],
      ],
    )
    assert.equal(refusedAs(await makeOrders(t, staff, { cycleId, deliverOn: on })), 'not_allocated') // it has ended
    assert.equal(refusedAs(await allocateCycle(t, staff, { cycleId })), 'not_open')
    assert.equal(refusedAs(await cancelCycle(t, staff, { cycleId })), 'already_ordered')
  })
})

test('pools: of two producers at least, alike, each variant once', () =>
  tx(async (t) => {
    const save = (variantIds: readonly Id[], name = `p ${newId()}`) =>
      savePool(t, staff, { name, priceYen: 100, variantIds })
    assert.equal(refusedAs(await save([jam.jar])), 'too_few_members')
    assert.equal(refusedAs(await save([jam.jar, theirs.kilo])), 'members_differ')
    assert.equal(refusedAs(await save([mine.kilo, theirs.kilo])), 'in_other_pool')
    assert.equal(refusedAs(await save([newId()])), 'variant_unknown')
    const sheet = { set: { foodYen: 2_000, otherYen: 1_000 } }
    const basket = (await offer(t, small, { sheet })).variants[0] ?? newId()
    const dear = { name: `p ${newId()}`, priceYen: 10_001, variantIds: [jam.jar, basket] }
    assert.equal(refusedAs(await savePool(t, staff, dear)), 'set_over_limit')
    assert.equal(
      refusedAs(await savePool(t, cook, { name: 'x', priceYen: 1, variantIds: [] })),
      'not_allowed',
    )
    assert.equal(refusedAs(await closePool(t, staff, { poolId: newId() })), 'pool_unknown')
  }))

const monday = day('2026-11-02')
for (const [everyWeeks, days, paused, expected] of [
  [1, ['2026-11-27', '2026-11-28'], undefined, '2026-11-27'],
  [2, ['2026-11-27'], undefined, undefined], // the fourth week: 25 days after, week 3
  [2, ['2026-11-20', '2026-11-27'], undefined, '2026-11-20'],
  [1, ['2026-10-30'], undefined, undefined], // before it starts
  [1, ['2026-11-27', '2026-11-28'], ['2026-11-20', '2026-11-27'], '2026-11-28'],
] as const)
  test(`every ${everyWeeks} weeks, brought on ${days.join(', ')}${paused ? ' with a pause' : ''} → ${expected ?? 'not due'}`, () => {
    const standing = {
      everyWeeks,
      startsOn: monday,
      pausedFrom: paused ? day(paused[0]) : null,
      pausedTo: paused ? day(paused[1]) : null,
    }
    assert.equal(dueDay(standing, days.map(day)), expected)
  })

test('standing orders are booked when a round opens, as far as there is something, and rest in a pause', () =>
  tx(async (t) => {
    const add = (more: object, actor = cook) =>
      addStanding(t, actor, { everyWeeks: 1, startsOn: t.today, quantity: 8, ...more })
    assert.equal(refusedAs(await add({ variantId: mine.kilo })), 'goods_unknown')
    assert.equal(refusedAs(await add({ variantId: jam.jar, quantity: 0 })), 'quantity_wrong')
    assert.equal(refusedAs(await add({ variantId: jam.jar, everyWeeks: 13 })), 'weeks_wrong')
    granted(await add({ variantId: jam.jar }))
    granted(await add({ poolId, buyerId: known.other }, staff))
    const resting = granted(await add({ variantId: jam.box, quantity: 1 })).standingId
    const pause = { from: t.today, to: addDays(t.today, 30) }
    granted(await changeStanding(t, cook, { standingId: resting, pause }))
    const [row] = await t.run<{ id: Id }>(
      `select cycle_id as id from trade_cycle where region_id = $1 and cycle_id = $2`,
      [t.region, await openRound(t, small, known, [20, 3, 2])],
    )
    const lines = await t.run<{ quantity: number; standing: boolean }>(
      `select l.quantity, l.standing from trade_booking b join trade_booking_line l using (region_id, booking_id)
       where b.region_id = $1 and b.cycle_id = $2 order by l.quantity`,
      [t.region, row?.id ?? null],
    )
    assert.deepEqual(lines, [
      { quantity: 5, standing: true }, // of the pool there were only 5
      { quantity: 8, standing: true },
    ])
    assert.equal(granted(await listStanding(t, cook)).length, 2)
    const end = { standingId: resting, end: true }
    assert.equal(
      refusedAs(await changeStanding(t, { ...cook, partyId: known.other }, end)),
      'standing_unknown',
    )
    granted(await changeStanding(t, cook, end))
    assert.equal(refusedAs(await changeStanding(t, cook, end)), 'standing_unknown')
  }))

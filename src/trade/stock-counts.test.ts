import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { granted } from '#parties/testing.ts'
import { traceLot } from './lot-traces.ts'
import { writeOffLot } from './lots.ts'
import { placeOrder } from './orders.ts'
import { readRecall } from './recalls.ts'
import { takeReturn } from './returns.ts'
import { countLot } from './stock-counts.ts'
import { deliver } from './testing-months.ts'
import { type Offered, offer, registeredRegion, stockOf } from './testing.ts'

const { tx } = await testRegion()
const small = await tx(registeredRegion)
const { staff } = small
const jar = ({ variants }: Offered): Id => variants[0] ?? newId()

// Of a hundred jars ten are promised to a buyer and five were thrown away: ninety-five are in the books, 85 are free.
const counts = [
  // counted  change  refused               detail
  [95, 0, '', {}],
  [94, -1, '', {}],
  [10, -85, '', {}], // just what is promised
  [9, 0, 'promised_to_buyers', { free: 85 }],
  [100, 5, '', {}], // what was thrown away is found again
  [101, 0, 'more_than_received', { received: 100 }],
  [-1, 0, 'counted_wrong', {}],
  [1.5, 0, 'counted_wrong', {}],
] as const

for (const [counted, change, refused, detail] of counts)
  test(`${counted} are counted → ${refused || `the books change by ${change}`}`, () =>
    tx(async (t) => {
      const goods = await offer(t, small, { quantity: 100 })
      const lines = [{ variantId: jar(goods), quantity: 10 }]
      granted(await placeOrder(t, staff, { buyerId: small.buyer, deliverOn: t.today, lines }))
      granted(await writeOffLot(t, staff, { lotId: goods.lotId, quantity: 5, reason: '割れ' }))
      const answer = await countLot(t, staff, { lotId: goods.lotId, counted, note: '月末' })
      if (refused) {
        assert.ok(isRefusal(answer))
        assert.equal(answer.refused, refused)
        assert.deepEqual(answer.detail ?? {}, detail)
      } else assert.deepEqual(answer, { lotId: goods.lotId, change })
      const left = 95 + change
      assert.deepEqual(await stockOf(t, goods.productId), { onHand: left, reserved: 10 })
      const { remaining, steps } = granted(await traceLot(t, staff, { lotId: goods.lotId }))
      assert.equal(remaining, left)
      assert.equal(
        steps.reduce((sum, { quantity }) => sum + quantity, 0),
        left,
        'what remains is the sum of the movements',
      )
      const written = steps
        .filter(({ kind }) => kind === 'count')
        .map(({ quantity, reason }) => [quantity, reason])
      assert.deepEqual(written, change === 0 ? [] : [[change, '月末']])
    }))

test('a sample leaves as a sample', () =>
  tx(async (t) => {
    const { lotId } = await offer(t, small, { quantity: 3 })
    granted(await writeOffLot(t, staff, { lotId, quantity: 1, reason: '商談会', fate: 'sample' }))
    const { steps } = granted(await traceLot(t, staff, { lotId }))
    assert.deepEqual(
      steps.map(({ kind, quantity }) => [kind, quantity]),
      [
        ['receipt', 3],
        ['sample', -1],
      ],
    )
  }))

test('a lot that is not there, and somebody who may not', () =>
  tx(async (t) => {
    const { lotId } = await offer(t, small, { quantity: 3 })
    const asked = async (actor: typeof staff, id: Id) => await countLot(t, actor, { lotId: id, counted: 1 })
    assert.deepEqual(await asked(staff, newId()), { refused: 'lot_unknown' })
    assert.deepEqual(await asked(small.grower, lotId), { refused: 'not_allowed' })
    assert.deepEqual(await readRecall(t, staff, { lotId: newId() }), { refused: 'lot_unknown' })
    assert.deepEqual(await readRecall(t, small.grower, { lotId }), { refused: 'not_allowed' })
    assert.deepEqual(granted(await readRecall(t, staff, { lotId })).rows, [])
  }))

test('two who count at once take turns, and the later count is what stands', async () => {
  const { lotId, productId } = await tx((t) => offer(t, small, { quantity: 50 }))
  await Promise.all([40, 30, 20].map((counted) => tx((t) => countLot(t, staff, { lotId, counted }))))
  await tx(async (t) => {
    const { remaining, steps } = granted(await traceLot(t, staff, { lotId }))
    assert.equal((await stockOf(t, productId)).onHand, remaining)
    assert.equal(
      steps.reduce((sum, { quantity }) => sum + quantity, 0),
      remaining,
    )
  })
})

test('a recall names everybody who got some, with whom to reach, the largest rest first', () =>
  tx(async (t) => {
    const goods = await offer(t, small, { quantity: 100, madeOn: day('2026-11-20') })
    const other = await offer(t, small, { quantity: 10 })
    const mine = await deliver(t, small, jar(goods), 7)
    await deliver(t, small, jar(goods), 2)
    await deliver(t, small, jar(goods), 8, { buyerId: small.city })
    await deliver(t, small, jar(other), 1, { buyerId: small.city })
    granted(
      await takeReturn(t, staff, { deliveryId: mine, lineNo: 1, quantity: 6, fate: 'waste', reason: '異臭' }),
    )
    const { lot, rows } = granted(await readRecall(t, staff, { lotId: goods.lotId }))
    assert.equal(lot.remaining, 83)
    assert.deepEqual(
      rows.map(({ buyerId, delivered, returned, deliveries, emails }) => [
        buyerId,
        delivered,
        returned,
        deliveries.length,
        emails.length,
      ]),
      [
        [small.city, 8, 0, 1, 1],
        [small.buyer, 9, 6, 2, 1],
      ],
    )
    assert.match(rows[1]?.emails[0] ?? '', /^buyer-.*@example\.jp$/)
    assert.match(rows[1]?.deliveries[0]?.no ?? '', /^D-2026-/)
  }))

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { granted } from '#parties/testing.ts'
import { traceLot } from '#trade/lot-traces.ts'
import { receiveLot, writeOffLot } from '#trade/lots.ts'
import { placeOrder } from '#trade/orders.ts'
import { readRecall } from './recalls.ts'
import { takeReturn } from '#trade/returns.ts'
import { countLot, countLots } from './counts.ts'
import { readStock, termOf } from './stock-lists.ts'
import { deliver } from '#trade/testing-months.ts'
import { type Offered, offer, registeredRegion, stockOf } from '#trade/testing.ts'

const { tx } = await testRegion()
const small = await tx(registeredRegion)
const { staff } = small
const jar = ({ variants }: Offered): Id => variants[0] ?? newId()

// Of a hundred jars ten are promised to a buyer and five were thrown away: ninety-five are in the books, 85 are free.
const cases = [
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

for (const [counted, change, refused, detail] of cases)
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
        const { lot: _named, ...told } = answer.detail ?? {}
        assert.deepEqual(told, detail)
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

// Two lots of a product, 20 and 30 jars; 45 are promised, so five may be missing in all.
const together = [
  // first  second  refused               of which lot
  [20, 30, '', 0],
  [15, 30, '', 0],
  [10, 30, 'promised_to_buyers', 0],
  [20, 24, 'promised_to_buyers', 1],
  [16, 29, '', 0],
  [20, 31, 'more_than_received', 1],
] as const
for (const [first, second, refused, wrong] of together)
  test(`the whole store: ${first} and ${second} → ${refused || 'counted'}`, () =>
    tx(async (t) => {
      const goods = await offer(t, small, { quantity: 20 })
      const { lotId: other } = granted(
        await receiveLot(t, staff, { productId: goods.productId, quantity: 30, madeOn: t.today }),
      )
      const lines = [{ variantId: jar(goods), quantity: 45 }]
      granted(await placeOrder(t, staff, { buyerId: small.buyer, deliverOn: t.today, lines }))
      const counts = [
        { lotId: goods.lotId, counted: first },
        { lotId: other, counted: second },
      ]
      const done = await countLots(t, staff, { counts, note: '月末' })
      if (isRefusal(done)) {
        assert.equal(done.refused, refused)
        assert.equal(done.field, `counts.${counts[wrong]?.lotId ?? ''}`)
        assert.deepEqual(await stockOf(t, goods.productId), { onHand: 50, reserved: 45 })
      } else {
        assert.equal(refused, '')
        assert.deepEqual(await stockOf(t, goods.productId), { onHand: first + second, reserved: 45 })
      }
    }))

test('a lot stands in a sheet once', () =>
  tx(async (t) => {
    const { lotId } = await offer(t, small, { quantity: 100 })
    const counts = [95, 95].map((counted) => ({ lotId, counted }))
    assert.deepEqual(await countLots(t, staff, { counts }), { refused: 'lot_unknown' })
  }))

test('one lot lacks what the other has too much', () =>
  tx(async (t) => {
    const goods = await offer(t, small, { quantity: 20 })
    const { lotId: other } = granted(
      await receiveLot(t, staff, { productId: goods.productId, quantity: 30, madeOn: t.today }),
    )
    granted(await writeOffLot(t, staff, { lotId: other, quantity: 10, reason: '割れ' }))
    const lines = [{ variantId: jar(goods), quantity: 40 }]
    granted(await placeOrder(t, staff, { buyerId: small.buyer, deliverOn: t.today, lines }))
    const counts = [
      { lotId: goods.lotId, counted: 10 },
      { lotId: other, counted: 30 },
    ]
    assert.deepEqual(
      granted(await countLots(t, staff, { counts })).map(({ change }) => change),
      [-10, 10],
    )
    const nobody = await countLots(t, staff, { counts: [] })
    assert.ok(isRefusal(nobody))
    assert.equal(nobody.refused, 'nothing_counted')
  }))

for (const [bestBefore, term] of [
  [null, 'never'],
  ['2026-11-22', 'expired'],
  ['2026-11-23', 'three_days'], // today is still good
  ['2026-11-26', 'three_days'],
  ['2026-11-27', 'week'],
  ['2026-12-07', 'two_weeks'],
  ['2026-12-08', 'later'],
] as const)
  test(`${bestBefore ?? 'no date'} is ${term}`, () =>
    assert.equal(termOf(bestBefore === null ? null : day(bestBefore), day('2026-11-23')), term))

test('the board: what expires first on top, counted by term; a producer sees the own lots', () =>
  tx(async (t) => {
    const sheet = { shelfLifeDays: 5 }
    const soon = await offer(t, small, { sheet, quantity: 7 })
    const later = await offer(t, small, { quantity: 7 })
    const board = granted(await readStock(t, small.grower))
    const own = board.rows.filter(({ lotId }) => [soon.lotId, later.lotId].includes(lotId))
    assert.deepEqual(
      own.map(({ lotId, free }) => [lotId, free]),
      [
        [soon.lotId, 7],
        [later.lotId, 7],
      ],
    )
    const week = granted(await readStock(t, staff, { term: 'week' }))
    assert.equal(week.all, board.counts.week)
    assert.ok(week.rows.some(({ lotId }) => lotId === soon.lotId))
    assert.equal(granted(await readStock(t, staff, { temperature: 'frozen' })).all, 0)
    const nobody = granted(await readStock(t, { ...small.grower, partyId: small.buyer }))
    assert.equal(nobody.all, 0)
    assert.ok(isRefusal(await readStock(t, small.cook)))
  }))

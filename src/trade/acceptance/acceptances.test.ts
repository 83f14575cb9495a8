import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { shipOrder } from '#trade/deliveries.ts'
import { deliveryRoutes } from '#trade/deliveries.routes.ts'
import { readOrder } from '#trade/order-lists.ts'
import { placeOrder } from '#trade/orders.ts'
import { takeReturn } from '#trade/returns.ts'
import { offer, stockOf } from '#trade/testing.ts'
import { assertValid, testPages } from '#trade/testing-pages.tsx'
import { acceptanceOf, listAcceptances } from './acceptance-lists.ts'
import { recordAcceptance, settleDifference, undoAcceptance } from './acceptances.ts'

const pages = await testPages(deliveryRoutes)
const { small, tx, as } = pages
const { staff, cook } = small

// Jam by the jar, ham by the kilogram: 10 jars and 2 hams of 2,050 g together.
async function delivered(t: Tx) {
  const jam = await offer(t, small, { quantity: 100 })
  const ham = await offer(t, small, {
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
  })
  const [jar, piece] = [jam.variants[0] as Id, ham.variants[0] as Id]
  const lines = [
    { variantId: jar, quantity: 10 },
    { variantId: piece, quantity: 2 },
  ]
  const { orderId } = granted(await placeOrder(t, cook, { deliverOn: t.today, lines }))
  const shipped = granted(
    await shipOrder(t, staff, {
      orderId,
      lines: [
        { lineNo: 1, quantity: 10 },
        { lineNo: 2, quantity: 2, grams: 2_050 },
      ],
    }),
  )
  return { ...shipped, orderId, jam, ham }
}

const refusedAs = (answer: object | Refusal): string | undefined =>
  isRefusal(answer) ? answer.refused : undefined

test('a buyer says that all came; counts once, and the order shows it', () =>
  tx(async (t) => {
    const { deliveryId, orderId } = await delivered(t)
    granted(await recordAcceptance(t, cook, { deliveryId }))
    assert.equal(refusedAs(await recordAcceptance(t, staff, { deliveryId })), 'already_accepted')
    const order = granted(await readOrder(t, cook, { orderId }))
    assert.deepEqual(
      order.lines.map(({ accepted }) => accepted),
      [10, 2_050],
    )
    assert.equal((await acceptanceOf(t, deliveryId))?.byBuyer, true)
  }))

// What may be said of a delivery of 10 jars (line 1) and 2,050 g (line 2).
const table = [
  // differences (line, kind, quantity)                             refused
  [[[1, 'short', 10]], undefined],
  [
    [
      [1, 'short', 4],
      [1, 'damaged', 6],
    ],
    undefined,
  ],
  [
    [
      [1, 'short', 5],
      [1, 'damaged', 6],
    ],
    'more_than_delivered',
  ],
  [[[1, 'short', 11]], 'more_than_delivered'],
  [[[2, 'damaged', 2_050]], undefined],
  [[[2, 'damaged', 2_051]], 'more_than_delivered'],
  [[[1, 'short', 0]], 'quantity_wrong'],
  [[[1, 'short', 1.5]], 'quantity_wrong'],
  [[[3, 'short', 1]], 'line_unknown'],
  [
    [
      [1, 'short', 1],
      [1, 'short', 1],
    ],
    'line_unknown',
  ],
] as const
for (const [differences, refused] of table)
  test(`${JSON.stringify(differences)} → ${refused ?? 'recorded'}`, () =>
    tx(async (t) => {
      const { deliveryId } = await delivered(t)
      const given = differences.map(([lineNo, kind, quantity]) => ({ lineNo, kind, quantity }))
      const answer = await recordAcceptance(t, cook, { deliveryId, differences: given })
      assert.equal(refusedAs(answer), refused)
    }))

test('what came back already can be neither missing nor damaged', () =>
  tx(async (t) => {
    const { deliveryId } = await delivered(t)
    granted(await takeReturn(t, staff, { deliveryId, lineNo: 1, quantity: 8, fate: 'stock', reason: '余り' }))
    const three = { deliveryId, differences: [{ lineNo: 1, kind: 'short' as const, quantity: 3 }] }
    const answer = await recordAcceptance(t, cook, three)
    assert.deepEqual(isRefusal(answer) ? answer.detail : answer, { left: 2 })
  }))

test('days, and whose delivery it is', () =>
  tx(async (t) => {
    const { deliveryId } = await delivered(t)
    const ask = (actor: typeof cook, days: number) =>
      recordAcceptance(t, actor, { deliveryId, acceptedOn: addDays(t.today, days) })
    assert.equal(refusedAs(await ask(cook, 1)), 'day_in_future')
    assert.equal(refusedAs(await ask(cook, -1)), 'before_delivery')
    assert.equal(refusedAs(await ask({ ...cook, partyId: small.producer }, 0)), 'delivery_unknown')
    assert.equal(refusedAs(await ask(small.grower, 0)), 'not_allowed')
  }))

test('differences become returns or are turned down, each once', () =>
  tx(async (t) => {
    const { deliveryId, orderId, jam, ham } = await delivered(t)
    const { acceptanceId } = granted(
      await recordAcceptance(t, cook, {
        deliveryId,
        differences: [
          { lineNo: 1, kind: 'short', quantity: 2 },
          { lineNo: 1, kind: 'damaged', quantity: 1, reason: '割れていた' },
          { lineNo: 2, kind: 'damaged', quantity: 50 },
        ],
      }),
    )
    assert.equal((await stockOf(t, jam.productId)).onHand, 90)
    const settle = (
      lineNo: number,
      kind: 'short' | 'damaged',
      decision: 'stock' | 'waste' | 'reject',
      reason = '',
    ) => settleDifference(t, staff, { acceptanceId, lineNo, kind, decision, reason })
    assert.equal(refusedAs(await settle(2, 'damaged', 'reject')), 'reason_missing')
    assert.equal(refusedAs(await settle(2, 'short', 'waste')), 'difference_unknown')
    assert.equal(
      refusedAs(
        await settleDifference(t, cook, { acceptanceId, lineNo: 1, kind: 'short', decision: 'stock' }),
      ),
      'not_allowed',
    )
    granted(await settle(1, 'short', 'stock'))
    assert.equal(refusedAs(await settle(1, 'short', 'stock')), 'already_settled')
    granted(await settle(1, 'damaged', 'waste'))
    granted(await settle(2, 'damaged', 'reject', '写真では問題ないため'))

    assert.equal((await stockOf(t, jam.productId)).onHand, 92)
    assert.equal((await stockOf(t, ham.productId)).onHand, 17_950)
    const order = granted(await readOrder(t, cook, { orderId }))
    assert.deepEqual(
      order.lines.map(({ accepted }) => accepted),
      [7, 2_050], // turned down: it counts as come
    )
    const seen = await acceptanceOf(t, deliveryId)
    assert.deepEqual(
      seen?.differences.map(({ settled, rejectedBecause }) => [settled, rejectedBecause]),
      [
        [true, ''],
        [true, ''],
        [true, '写真では問題ないため'],
      ],
    )
    const returned = await t.run<{ yen: number }>(
      'select amount_yen as yen from trade_return where region_id = $1 and delivery_id = $2 order by return_no',
      [t.region, deliveryId],
    )
    assert.deepEqual(returned, [{ yen: 1_000 }, { yen: 500 }]) // jars of 500 yen; the next invoice takes them off
    assert.equal(refusedAs(await undoAcceptance(t, staff, { acceptanceId })), 'already_settled')
  }))

test('one that was entered wrongly is taken back, and another is recorded', () =>
  tx(async (t) => {
    const { deliveryId } = await delivered(t)
    const differences = [{ lineNo: 1, kind: 'short', quantity: 2 } as const]
    const { acceptanceId } = granted(await recordAcceptance(t, staff, { deliveryId, differences }))
    assert.equal(refusedAs(await undoAcceptance(t, cook, { acceptanceId })), 'not_allowed')
    granted(await undoAcceptance(t, staff, { acceptanceId }))
    assert.equal(refusedAs(await undoAcceptance(t, staff, { acceptanceId })), 'acceptance_unknown')
    const gone = await settleDifference(t, staff, {
      acceptanceId,
      lineNo: 1,
      kind: 'short',
      decision: 'stock',
    })
    assert.equal(refusedAs(gone), 'difference_unknown')
    granted(await recordAcceptance(t, cook, { deliveryId }))
    const list = granted(await listAcceptances(t, staff, { view: 'differing' }))
    assert.ok(!list.rows.some((row) => row.deliveryId === deliveryId))
    const all = granted(await listAcceptances(t, staff, { view: 'all' }))
    assert.equal(all.rows.find((row) => row.deliveryId === deliveryId)?.differences, 0)
  }))

test('two at once: the second sees the first', async () => {
  const { deliveryId } = await tx(delivered)
  const both = await Promise.allSettled(
    [cook, staff].map((actor) => tx(async (t) => await recordAcceptance(t, actor, { deliveryId }))),
  )
  const answers = both.map((each) => (each.status === 'fulfilled' ? refusedAs(each.value) : 'fault'))
  assert.deepEqual(answers.toSorted(), ['already_accepted', undefined])
})

// One holds its transaction open until the other has begun: the other waits for it, and is refused by what it did.
for (const first of ['settle', 'undo'] as const)
  test(`${first} first: of settling and undoing at once, one counts`, async () => {
    const { deliveryId } = await tx(delivered)
    const differences = [{ lineNo: 1, kind: 'short', quantity: 2 } as const]
    const { acceptanceId } = await tx(async (t) =>
      granted(await recordAcceptance(t, cook, { deliveryId, differences })),
    )
    const settling = {
      acceptanceId,
      lineNo: 1,
      kind: 'short',
      decision: 'reject',
      reason: '揃っていた',
    } as const
    const deeds: Record<'settle' | 'undo', (t: Tx) => Promise<object>> = {
      settle: (t) => settleDifference(t, staff, settling),
      undo: (t) => undoAcceptance(t, staff, { acceptanceId }),
    }
    const [done, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const holding = tx(async (t) => {
      const answer = await deeds[first](t)
      done.resolve()
      await end.promise
      return answer
    })
    await done.promise
    const waiting = tx(deeds[first === 'settle' ? 'undo' : 'settle'])
    await setTimeout(300)
    end.resolve()
    const [one, two] = await Promise.all([holding, waiting])
    const refused = { settle: 'already_settled', undo: 'difference_unknown' }
    assert.deepEqual([refusedAs(one), refusedAs(two)], [undefined, refused[first]])
  })

test('through the pages: a buyer tells of damage, staff settles it; what was typed wrongly comes back', async () => {
  const { deliveryId } = await tx(delivered)
  const at = `/trade/deliveries/${deliveryId}`
  const [buyer, company] = [await as(cook), await as(staff)]
  const asked = await buyer.get(at)
  assert.match(asked.html, /すべて受け取りました/)
  await assertValid(asked)
  const boxes = { 'lines.0.lineNo': 1, 'lines.0.damaged': 11, acceptedOn: '2026-11-23' }
  const wrong = await buyer.post(`${at}/accept`, `${at}/accept`, boxes)
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /不足と破損は、合わせて10までです/)
  assert.match(wrong.html, /name="lines.0.damaged"[^>]*value="11"|value="11"[^>]*name="lines.0.damaged"/)
  const right = await buyer.post(`${at}/accept`, `${at}/accept`, { ...boxes, 'lines.0.damaged': 1 })
  assert.equal(right.to, at)
  const shown = await company.get(at)
  await assertValid(shown)
  const [, acceptanceId = ''] = /name="acceptanceId" value="([^"]+)"/.exec(shown.html) ?? []
  const settling = { acceptanceId, lineNo: 1, kind: 'damaged', decision: 'reject', reason: '' }
  const unsaid = await company.post(`${at}/settle-difference`, at, settling)
  assert.equal(unsaid.status, 422)
  assert.match(unsaid.html, /理由を入力してください/)
  const said = await company.post(`${at}/settle-difference`, at, { ...settling, decision: 'waste' })
  assert.equal(said.to, at)
  assert.match((await buyer.get(at)).html, /返品 R-/)
  await assertValid(await company.get('/trade/acceptances'))
})

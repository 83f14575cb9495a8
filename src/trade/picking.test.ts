import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { jpy } from '#kit/units.ts'
import { pickLots, shareOut } from './picking.ts'
import type { LotLeft } from './picking.ts'

const lot = (lotNo: string, bestBefore: string | null, receivedOn: string, remaining: number): LotLeft => ({
  lotId: lotNo as Id,
  lotNo,
  bestBefore: bestBefore === null ? null : day(bestBefore),
  receivedOn: day(receivedOn),
  remaining,
})
const store = [
  lot('honey', null, '2026-01-01', 5),
  lot('late', '2026-12-20', '2026-11-01', 10),
  lot('b-soon', '2026-12-01', '2026-11-02', 3),
  lot('a-soon', '2026-12-01', '2026-11-02', 4),
  lot('old', '2026-12-01', '2026-11-01', 0),
]

for (const [quantity, expected] of [
  [1, { 'a-soon': 1 }],
  [4, { 'a-soon': 4 }],
  [8, { 'a-soon': 4, 'b-soon': 3, late: 1 }],
  [22, { 'a-soon': 4, 'b-soon': 3, late: 10, honey: 5 }],
  [0, {}],
] as const)
  test(`${quantity} are taken from what expires first`, () => {
    const picked = pickLots(store, quantity)
    assert.ok(!('refused' in picked))
    assert.deepEqual(Object.fromEntries(picked.map((each) => [each.lotId, each.quantity])), expected)
  })
test('more than there is is refused, and by how much', () =>
  assert.deepEqual(pickLots(store, 25), { refused: 'lots_hold_less', detail: { short: 3 } }))

for (const [amount, weights, parts] of [
  [100, [1, 1, 1], [33, 33, 34]],
  [-100, [1, 1, 1], [-33, -33, -34]],
  [1, [5, 5], [0, 1]],
  [0, [3], [0]],
  [999, [0, 2], [0, 999]],
] as const)
  test(`${amount} yen by ${weights.join(':')} are ${parts.join(' + ')}`, () =>
    assert.deepEqual(shareOut(jpy(amount), weights), parts))
test('no yen is lost and no part is off by more than one', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 30 }),
      (amount, weights) => {
        const parts = shareOut(jpy(amount), weights)
        const total = weights.reduce((sum, each) => sum + each, 0)
        assert.equal(
          parts.reduce((sum, each) => sum + each, 0),
          amount,
        )
        for (const [at, part] of parts.entries())
          assert.ok(Math.abs(part - (amount * (weights[at] ?? 0)) / total) <= 1)
      },
    ),
  ))

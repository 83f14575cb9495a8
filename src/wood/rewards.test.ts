import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Price, type Split, firewoodFor, rewardOf, splitFault, within, worthOf } from './rewards.ts'

const tonne = (yen: number, topUpYen = 0): Price => ({ basis: 't', yen, topUpYen })
const cubic = (yen: number): Price => ({ basis: 'm3', yen, topUpYen: 0 })

// domain.md 2.2.1 and 3.6
for (const [what, grams, litres, price, yen, topUpYen] of [
  ['1,000 kg at 6 yen a kilogram', 1_000_000, 0, tonne(6_000), 6_000, 0],
  ['Asahi: 3,000 of the buyer, 3,000 added', 1_000_000, 0, tonne(3_000, 3_000), 3_000, 3_000],
  ['Kesennuma: 350 kg of a citizen', 350_000, 0, tonne(6_000), 2_100, 0],
  ['by the cubic metre: 0.375 m³ at 5,500', 0, 375, cubic(5_500), 2_062, 0],
  ['a gram is worth nothing', 1, 1, tonne(6_000), 0, 0],
  ['each part is rounded by itself', 333_333, 0, tonne(3_000, 3_000), 999, 999],
] as const)
  test(`${what} is worth ${yen} + ${topUpYen} yen`, () =>
    assert.deepEqual(worthOf({ grams, litres }, price), { yen, topUpYen }))

const split = (yenPct: number, pointsPct: number, firewoodPct: number): Split => ({
  yenPct,
  pointsPct,
  firewoodPct,
})
for (const [total, chosen, yen, points, firewoodYen] of [
  [6_000, split(50, 50, 0), 3_000, 3_000, 0],
  [6_000, split(100, 0, 0), 6_000, 0, 0],
  [6_000, split(0, 0, 100), 0, 0, 6_000],
  [1_001, split(33, 33, 34), 331, 330, 340],
  [1, split(50, 50, 0), 1, 0, 0],
  [0, split(50, 50, 0), 0, 0, 0],
] as const)
  test(`${total} yen as ${Object.values(chosen).join('/')} is ${yen} yen, ${points} points, ${firewoodYen} in firewood`, () =>
    assert.deepEqual(rewardOf(total, chosen), { yen, points, firewoodYen }))

test('whatever is chosen, the parts are the whole', () =>
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.nat(100), fc.nat(100), (total, a, b) => {
      const chosen = split(100 - Math.min(100, a + b), Math.min(a, 100), Math.min(b, 100 - Math.min(a, 100)))
      const { yen, points, firewoodYen } = rewardOf(total, chosen)
      assert.equal(yen + points + firewoodYen, total)
      assert.ok(yen >= 0 && points >= 0 && firewoodYen >= 0)
    }),
  ))

const all = split(100, 100, 100)
const half = split(50, 100, 0)
for (const [chosen, most, fault] of [
  [split(50, 50, 0), all, undefined],
  [split(50, 40, 0), all, 'not_a_hundred'],
  [split(120, -20, 0), all, 'part_out_of_range'],
  [split(49.5, 50.5, 0), all, 'part_out_of_range'],
  [split(50, 50, 0), half, undefined],
  [split(51, 49, 0), half, 'part_too_large'],
  [split(0, 99, 1), half, 'part_too_large'],
] as const)
  test(`${Object.values(chosen).join('/')} of at most ${Object.values(most).join('/')}: ${fault ?? 'can be chosen'}`, () =>
    assert.equal(splitFault(chosen, most), fault))

for (const [wished, most, taken] of [
  [split(50, 50, 0), all, split(50, 50, 0)],
  [split(100, 0, 0), half, split(50, 50, 0)],
  [split(0, 0, 100), half, split(50, 50, 0)],
  [split(0, 30, 70), split(20, 100, 20), split(20, 60, 20)],
] as const)
  test(`who wishes ${Object.values(wished).join('/')} of at most ${Object.values(most).join('/')} gets ${Object.values(taken).join('/')}`, () => {
    assert.deepEqual(within(wished, most), taken)
    assert.equal(splitFault(within(wished, most), most), undefined)
  })

test('in kind it goes a fifth further: 6,000 yen at 30,000 a tonne are 240 kg', () => {
  assert.equal(firewoodFor(6_000, 30_000, 2_000), 240_000)
  assert.equal(firewoodFor(6_000, 30_000, 0), 200_000)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { multiplyDivide } from './rounding.ts'

const table = [
  //    a    b    c  direction  result
  [2_261, 8, 100, 'floor', 180], // a tax-exclusive invoice at 8 %, rounded once
  [2_261, 8, 100, 'round', 181],
  [2_261, 8, 100, 'ceil', 181],
  [12_345, 8, 108, 'floor', 914], // the tax inside tax-inclusive sums
  [12_345, 10, 110, 'floor', 1_122],
  [1, 1, 2, 'round', 1], // a half goes away from zero
  [-2_261, 8, 100, 'floor', -180], // a return mirrors the sale
  [-2_261, 8, 100, 'ceil', -181],
  [9_007_199_254_740_991, 8, 8, 'floor', 9_007_199_254_740_991], // the product passes the safe range, the result does not
] as const

for (const [a, b, c, direction, result] of table)
  test(`${a} × ${b} ÷ ${c}, ${direction} → ${result}`, () =>
    assert.equal(multiplyDivide(a, b, c, direction), result))

test('a result outside the safe range is an error', () =>
  assert.throws(() => multiplyDivide(Number.MAX_SAFE_INTEGER, 2, 1, 'floor'), RangeError))

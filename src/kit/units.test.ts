import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jpy, minus, plus, sum, whole } from './units.ts'

test('amounts add and subtract', () => {
  assert.equal(plus(jpy(1_200), jpy(34)), 1_234)
  assert.equal(minus(jpy(1_200), jpy(1_300)), -100)
  assert.equal(sum('JPY', [jpy(1), jpy(2), jpy(3)]), 6)
  assert.equal(sum('JPY', []), 0)
})

for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])
  test(`${value} is no amount`, () => assert.throws(() => whole(value), RangeError))

test('a sum that leaves the safe range is an error, never a wrong digit', () =>
  assert.throws(() => plus(jpy(Number.MAX_SAFE_INTEGER), jpy(1)), RangeError))

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jpy } from '#kit/units.ts'
import { baseUnits, expectedAmount, lineAmount, splitCases } from './units-of-sale.ts'

const box = { name: '箱', baseQuantity: 12, price: { per: 'variant', yen: jpy(4_560) } } as const
const crate = { name: 'コンテナ', baseQuantity: 10_000, price: { per: 'kg', yen: jpy(333) } } as const

test('a box holds twelve', () => {
  assert.equal(baseUnits(3, box), 36)
  assert.equal(baseUnits(2, crate), 20_000)
})

for (const [pieces, cases, loose] of [
  [0, 0, 0],
  [11, 0, 11],
  [12, 1, 0],
  [30, 2, 6],
] as const)
  test(`${pieces} pieces are ${cases} boxes and ${loose}`, () =>
    assert.deepEqual(splitCases(pieces, 12), { cases, loose }))
test('a case of none is a fault', () => assert.throws(() => splitCases(1, 0), RangeError))

for (const [quantity, grams, price, rounding, yen] of [
  [3, undefined, box.price, 'floor', 13_680],
  [-1, undefined, box.price, 'floor', -4_560], // a return
  [1, 10_000, crate.price, 'floor', 3_330],
  [1, 9_870, crate.price, 'floor', 3_286], // 3,286.71
  [1, 9_870, crate.price, 'round', 3_287],
  [1, 9_850, crate.price, 'ceil', 3_281], // 3,280.05
  [1, -9_870, crate.price, 'floor', -3_286],
  [1, 0, crate.price, 'ceil', 0],
] as const)
  test(`${quantity}, ${grams ?? 'no'} g, ${price.yen} yen by the ${price.per}, ${rounding}: ${yen}`, () =>
    assert.equal(lineAmount({ quantity, grams }, price, rounding), yen))

test('goods by the kilogram are not invoiced before they are weighed', () => {
  assert.deepEqual(lineAmount({ quantity: 1 }, crate.price, 'floor'), {
    refused: 'weight_missing',
    field: 'grams',
  })
  assert.equal(expectedAmount(2, crate, 'floor'), 6_660)
  assert.equal(expectedAmount(2, box, 'floor'), 9_120)
})

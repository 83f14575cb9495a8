import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { availabilityOf, shownPrices } from './shown-prices.ts'
import { taxRateSeed } from './tax.ts'

const variant = {
  variantId: newId(),
  name: '箱',
  nameEn: 'box',
  baseQuantity: 12,
  jan: '',
  leastQuantity: 1,
  stepQuantity: 1,
}

const table = [
  // class     rounding  net  gross  rate
  ['reduced', 'floor', 500, 540, 8],
  ['reduced', 'floor', 499, 538, 8], // 538.92
  ['reduced', 'ceil', 499, 539, 8],
  ['standard', 'floor', 333, 366, 10], // 366.3
  ['standard', 'floor', 0, 0, 10],
] as const
for (const [taxClass, rounding, net, gross, ratePct] of table)
  test(`${net} yen, ${taxClass}, ${rounding} → ${gross} with tax`, () => {
    const product = {
      taxClass,
      available: 12,
      variants: [{ ...variant, pricedBy: 'variant' as const, priceYen: net }],
    }
    const [shown] = shownPrices(product, taxRateSeed, day('2026-11-23'), rounding)
    assert.deepEqual([shown?.netYen, shown?.grossYen, shown?.ratePct], [net, gross, ratePct])
    assert.equal(shown?.offered, true)
    assert.equal(shown?.aboutYen, undefined)
  })

test('the rate is that of the day', () => {
  const product = {
    taxClass: 'standard' as const,
    available: 11,
    variants: [{ ...variant, pricedBy: 'variant' as const, priceYen: 1000 }],
  }
  const [shown] = shownPrices(product, taxRateSeed, day('2019-09-30'), 'floor')
  assert.equal(shown?.grossYen, 1080)
  assert.equal(shown?.offered, false, 'a case of 12 is not to be had of 11')
})

test('by the kilogram: the price of one kilogram, and roughly of one', () => {
  const product = {
    taxClass: 'reduced' as const,
    available: 5000,
    variants: [{ ...variant, baseQuantity: 2500, pricedBy: 'kg' as const, priceYen: 1001 }],
  }
  const [shown] = shownPrices(product, taxRateSeed, day('2026-11-23'), 'floor')
  assert.deepEqual([shown?.netYen, shown?.grossYen, shown?.aboutYen], [1001, 1081, 2502])
})

const amounts: readonly [number, number[], string][] = [
  [0, [1, 12], 'sold_out'],
  [1, [1, 12], 'few'],
  [11, [1, 12], 'few'],
  [12, [1, 12], 'there'],
  [11, [12], 'sold_out'],
  [12, [12], 'there'],
  [5, [], 'sold_out'],
]
for (const [available, sizes, expected] of amounts)
  test(`${available} of ${sizes.join('/') || 'no variant'} → ${expected}`, () =>
    assert.equal(
      availabilityOf({ available, variants: sizes.map((baseQuantity) => ({ baseQuantity })) }),
      expected,
    ))

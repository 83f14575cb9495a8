import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '#kit/days.ts'
import { multiplyDivide } from '#kit/rounding.ts'
import { jpy, sum } from '#kit/units.ts'
import { invoiceTotals, ratePctOn, setMayBeReduced, setRuleSeed, taxRateSeed } from './tax.ts'
import type { TaxClass, TaxedLine } from './tax.ts'

const rates = taxRateSeed
const line = (amount: number, taxClass: TaxClass = 'reduced', on = '2026-11-01'): TaxedLine => ({
  amount: jpy(amount),
  taxClass,
  on: day(on),
})

test('the tax is rounded once per rate and invoice, and per line it would be another (and unlawful) sum', () => {
  const lines = [198 * 3, 87 * 7, 333, 145 * 5].map((amount) => line(amount))
  assert.deepEqual(invoiceTotals(lines, rates, 'floor'), {
    rates: [{ taxClass: 'reduced', ratePct: 8, net: 2_261, tax: 180, gross: 2_441 }],
    net: 2_261,
    tax: 180,
    gross: 2_441,
  })
  const perLine = lines.map((each) => jpy(multiplyDivide(each.amount, 8, 100, 'floor')))
  assert.equal(sum('JPY', perLine), 179)
})

for (const [gross, taxClass, direction, tax] of [
  [12_345, 'reduced', 'floor', 914],
  [12_345, 'standard', 'floor', 1_122],
  [12_345, 'standard', 'ceil', 1_123],
  [12_345, 'reduced', 'round', 914],
  [-12_345, 'reduced', 'floor', -914], // a return undoes the sale
  [0, 'reduced', 'ceil', 0],
] as const)
  test(`${gross} with tax, ${taxClass}, ${direction}: tax ${tax}`, () => {
    const totals = invoiceTotals([line(gross, taxClass)], rates, direction, 'tax_inclusive')
    assert.equal(totals.tax, tax)
    assert.equal(totals.gross, gross)
    assert.equal(totals.net, gross - tax)
  })

test('two rates, and a return within one of them', () => {
  const lines = [line(1_000), line(-99), line(550, 'standard'), line(0, 'standard')]
  assert.deepEqual(invoiceTotals(lines, rates, 'floor'), {
    rates: [
      { taxClass: 'standard', ratePct: 10, net: 550, tax: 55, gross: 605 },
      { taxClass: 'reduced', ratePct: 8, net: 901, tax: 72, gross: 973 },
    ],
    net: 1_451,
    tax: 127,
    gross: 1_578,
  })
})

test('an invoice across a change of rate has one total for each', () => {
  const totals = invoiceTotals(
    [line(100, 'standard', '2019-09-30'), line(100, 'standard', '2019-10-01')],
    rates,
    'floor',
  )
  assert.deepEqual(
    totals.rates.map((rate) => [rate.ratePct, rate.tax]),
    [
      [10, 10],
      [8, 8],
    ],
  )
})

test('no lines make no rates', () =>
  assert.deepEqual(invoiceTotals([], rates, 'floor'), { rates: [], net: 0, tax: 0, gross: 0 }))

test('a day without a rate is a fault', () =>
  assert.throws(() => ratePctOn(rates, 'reduced', day('2019-09-30')), RangeError))

// What the JP PINT validator accepts (aligned-ibrp-051-jp): floor(base × rate) ≤ tax ≤ ceiling(base × rate).
test('every total lies within the one step that any rounding may make', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.boolean()), { maxLength: 40 }),
      fc.constantFrom('floor', 'round', 'ceil'),
      (pairs, direction) => {
        const lines = pairs.map(([amount, food]) => line(amount, food ? 'reduced' : 'standard'))
        for (const { net, tax, ratePct, gross } of invoiceTotals(lines, rates, direction).rates) {
          assert.ok(Math.abs(tax * 100 - net * ratePct) < 100)
          assert.equal(gross, net + tax)
        }
      },
    ),
  ))

const sets: readonly [foodYen: number, otherYen: number, priceYen: number, reduced: boolean][] = [
  [2_000, 1_000, 3_000, true], // two thirds, to the yen
  [1_999, 1_000, 3_000, false],
  [7_000, 3_000, 10_000, true],
  [7_000, 3_000, 10_001, false],
  [0, 1, 1, false],
]
for (const [foodYen, otherYen, priceYen, reduced] of sets)
  test(`a set of ${foodYen} in food and ${otherYen} beside it at ${priceYen}: ${reduced ? 8 : 10} %`, () =>
    assert.equal(setMayBeReduced({ foodYen, otherYen }, priceYen, setRuleSeed), reduced))

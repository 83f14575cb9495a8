import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#kit/days.ts'
import { jpy } from '#kit/units.ts'
import {
  supplierCapSeed,
  transitionalDeduction,
  transitionalShareSeed,
  withinSupplierCap,
} from './deductions.ts'

// 10,800 yen with 8 % have a tax part of 800.
for (const [on, sharePct, deductible] of [
  ['2023-09-30', 100, 800],
  ['2023-10-01', 80, 640],
  ['2026-09-30', 80, 640],
  ['2026-10-01', 70, 560], // before the reform of 2026 this was 50 %
  ['2026-11-01', 70, 560],
  ['2028-09-30', 70, 560],
  ['2028-10-01', 50, 400],
  ['2030-09-30', 50, 400],
  ['2030-10-01', 30, 240],
  ['2031-09-30', 30, 240],
  ['2031-10-01', 0, 0],
  ['2050-01-01', 0, 0],
] as const)
  test(`bought on ${on}: ${sharePct} %`, () =>
    assert.deepEqual(
      transitionalDeduction({ gross: jpy(10_800), ratePct: 8, on: day(on) }, transitionalShareSeed, 'floor'),
      { taxPart: 800, sharePct, deductible, addedToCost: 800 - deductible },
    ))

test('both roundings go the way the company rounds, and a return mirrors its purchase', () => {
  const on = day('2026-11-01')
  // 1,000 × 8 ÷ 108 = 74.07…; 74 × 70 % = 51.8
  const purchase = { gross: jpy(1_000), ratePct: 8, on }
  const floor = transitionalDeduction(purchase, transitionalShareSeed, 'floor')
  assert.deepEqual(floor, { taxPart: 74, sharePct: 70, deductible: 51, addedToCost: 23 })
  const returned = transitionalDeduction({ ...purchase, gross: jpy(-1_000) }, transitionalShareSeed, 'floor')
  assert.deepEqual(returned, { taxPart: -74, sharePct: 70, deductible: -51, addedToCost: -23 })
})

test('the table has no gap and no overlap', () => {
  for (const [at, row] of transitionalShareSeed.entries()) {
    const before = transitionalShareSeed[at - 1]
    if (before?.validTo) assert.equal(row.validFrom, addDays(before.validTo, 1))
  }
  assert.equal(transitionalShareSeed.at(-1)?.validTo, null)
})

test('a day before the table is a fault', () =>
  assert.throws(
    () =>
      transitionalDeduction(
        { gross: jpy(1), ratePct: 8, on: day('2019-09-30') },
        transitionalShareSeed,
        'floor',
      ),
    RangeError,
  ))

for (const [periodFrom, boughtBefore, gross, within] of [
  ['2027-04-01', 0, 100_000_000, 100_000_000],
  ['2027-04-01', 0, 100_000_001, 100_000_000],
  ['2027-04-01', 99_999_000, 5_000, 1_000],
  ['2027-04-01', 100_000_000, 5_000, 0],
  ['2027-04-01', 200_000_000, 5_000, 0],
  ['2026-04-01', 200_000_000, 5_000, 5_000], // the period began before the reform
  ['2024-04-01', 2_000_000_000, 5_000, 5_000], // before there was a cap
] as const)
  test(`period from ${periodFrom}, ${boughtBefore} bought before: ${within} of ${gross} counts`, () =>
    assert.equal(
      withinSupplierCap(
        { gross: jpy(gross), boughtBefore: jpy(boughtBefore), periodFrom: day(periodFrom) },
        supplierCapSeed,
      ),
      within,
    ))

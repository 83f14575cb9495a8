import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type IoTable, analyse, sumOf } from './io-table.ts'
import { matrixOf } from './matrices.ts'
import { rippleOf } from './ripples.ts'

// Miller & Blair's two sectors with imports of 40 % and 60 % (domain.md 3.3: s = 0.6, 0.4).
const table: IoTable = {
  sectors: ['農業', '製造業'],
  form: 'competitive',
  transactions: matrixOf([
    [150, 500],
    [200, 100],
  ]),
  output: [1000, 2000],
  finalDemand: [350, 1700],
  consumption: [90, 110],
  exports: [400, 1200],
  imports: [400, 1200],
  valueAdded: [650, 1400],
  income: [300, 500],
  employment: [100, 50],
  emissions: [],
}
const analysis = analyse(table)
assert.ok(analysis)
const to2 = (list: ArrayLike<number> | undefined): string[] =>
  Array.from(list ?? [], (value) => value.toFixed(2))

test('the worked example: demand of 100 for sector 1, 60 of it inside → 66.83 and 5.46', () => {
  const ripple = rippleOf(table, analysis, { demand: [100, 0], propensity: 0 })
  assert.deepEqual([...analysis.selfSufficiency], [0.6, 0.4])
  assert.deepEqual(to2(ripple.direct.output), ['60.00', '0.00'])
  assert.deepEqual(to2(ripple.first.output), ['6.83', '5.46'])
  assert.deepEqual(to2(ripple.total.output), ['66.83', '5.46'])
  assert.equal(ripple.ratio.toFixed(4), '1.2048')
  assert.equal(ripple.spent, 100)
})

test('households spend a part of what both rounds earn', () => {
  const ripple = rippleOf(table, analysis, { demand: [100, 0], propensity: 0.5 })
  // Income 66.83 · .3 + 5.46 · .25 = 21.42; half of it, 45 % · .6 for sector 1 and 55 % · .4 for sector 2, through the inverse.
  const spent = (66.834 * 0.3 + 5.457 * 0.25) / 2
  const [one, two] = [spent * 0.45 * 0.6, spent * 0.55 * 0.4]
  assert.deepEqual(to2(ripple.second?.output), [
    (1.1139 * one + 0.1705 * two).toFixed(2),
    (0.0909 * one + 1.0343 * two).toFixed(2),
  ])
  assert.equal(
    sumOf(ripple.total.output).toFixed(6),
    (sumOf(ripple.direct.output) + sumOf(ripple.first.output) + sumOf(ripple.second?.output ?? [])).toFixed(
      6,
    ),
  )
})

test('value added, income and persons go with output', () => {
  const { direct } = rippleOf(table, analysis, { demand: [100, 0] })
  assert.deepEqual(to2(direct.valueAdded), ['39.00', '0.00'])
  assert.deepEqual(to2(direct.income), ['18.00', '0.00'])
  assert.deepEqual(to2(direct.employment), ['6.00', '0.00'])
  assert.equal(direct.emissions, undefined)
})

test('who says that all is bought inside is believed; nothing spent sets nothing going', () => {
  assert.equal(sumOf(rippleOf(table, analysis, { demand: [100, 0], inside: [1] }).direct.output), 100)
  const none = rippleOf(table, analysis, { demand: [0, 0] })
  assert.deepEqual([sumOf(none.total.output), none.ratio], [0, 0])
})

test('a table without income has no second round', () => {
  const bare = { ...table, income: [], consumption: [] }
  const found = analyse(bare)
  assert.ok(found)
  assert.equal(rippleOf(bare, found, { demand: [100, 0] }).second, undefined)
})

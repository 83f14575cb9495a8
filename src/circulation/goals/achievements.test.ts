import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type GoalRule, achievementPct, forecast, stateOf } from './achievements.ts'

const goal = (baseline: number, target: number, direction: GoalRule['direction']): GoalRule => ({
  baselineYear: 2020,
  baseline,
  targetYear: 2030,
  target,
  direction,
})
// domain.md 2.7: 2.90 → 1.86 万t-CO2, actual 2.40 is 48.1 %; 29.7 → 33 億円.
const table: readonly (readonly [string, GoalRule, number, number, string, string])[] = [
  // goal, actual, year, achievement, state
  ['falling', goal(2.9, 1.86, 'down'), 2.4, 2024, '48.1', 'on_track'],
  ['falling, late', goal(2.9, 1.86, 'down'), 2.4, 2026, '48.1', 'behind'],
  ['falling, met', goal(2.9, 1.86, 'down'), 1.86, 2028, '100.0', 'met'],
  ['falling, risen', goal(2.9, 1.86, 'down'), 3, 2022, '-9.6', 'behind'],
  ['rising', goal(29.7, 33, 'up'), 31.35, 2025, '50.0', 'on_track'],
  ['rising, past the target', goal(29.7, 33, 'up'), 34, 2025, '130.3', 'met'],
  ['rising, in the first year', goal(29.7, 33, 'up'), 29.7, 2020, '0.0', 'on_track'],
  ['kept', goal(583, 583, 'keep'), 583, 2025, '', 'met'],
  ['kept, fallen', goal(583, 583, 'keep'), 582.9, 2025, '', 'behind'],
  ['not above what it was', goal(10, 10, 'down'), 9, 2025, '', 'met'],
]
for (const [name, rule, actual, year, pct, state] of table)
  test(`${name}: ${pct || 'met or not'} → ${state}`, () => {
    assert.equal(achievementPct(rule, actual)?.toFixed(1) ?? '', pct)
    assert.equal(stateOf(rule, { year, value: actual }), state)
  })
test('no value', () => assert.equal(stateOf(goal(1, 2, 'up'), undefined), 'no_value'))

const points = (...values: number[]) => values.map((value, n) => ({ year: 2020 + n, value }))
test('the trend of 1, 3, 4 by hand: slope 1.5; at the fifth year 8.67 ± 3.078 · 0.40825 · √(1 + 1/3 + 16/2)', () => {
  const [found] = forecast(points(1, 3, 4), [2025]) ?? []
  assert.ok(found)
  assert.equal(found.value.toFixed(4), '8.6667')
  assert.equal(
    (found.high - found.value).toFixed(3),
    (3.078 * 0.408248 * Math.sqrt(1 + 1 / 3 + 8)).toFixed(3),
  )
  assert.equal((found.value - found.low).toFixed(6), (found.high - found.value).toFixed(6))
})
test('a straight line has no range; two years have no forecast', () => {
  const [found] = forecast(points(2, 4, 6, 8), [2030]) ?? []
  assert.deepEqual(found && [found.value, found.low, found.high].map((v) => v.toFixed(6)), [
    '22.000000',
    '22.000000',
    '22.000000',
  ])
  assert.equal(forecast(points(2, 4), [2030]), undefined)
  assert.equal(
    forecast(
      [
        { year: 2020, value: 1 },
        { year: 2020, value: 2 },
        { year: 2020, value: 3 },
      ],
      [2030],
    ),
    undefined,
  )
})

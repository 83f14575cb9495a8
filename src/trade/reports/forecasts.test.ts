import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forecast } from './forecasts.ts'

const weeks = (count: number, of: (week: number) => number): number[] =>
  Array.from({ length: count }, (_, week) => of(week))
const season = (week: number): number => (week % 52 < 12 ? 100 + (week % 52) * 10 : 0)

const cases = [
  // name, history → method, the next four weeks, error, naive error
  ['nothing at all', [], 'mean', [0, 0, 0, 0], null, null],
  ['three weeks tell no error', [4, 8, 12], 'mean', [8, 8, 8, 8], null, null],
  ['fifteen weeks neither', weeks(15, () => 6), 'mean', [6, 6, 6, 6], null, null],
  ['always the same: the naive way is as good', weeks(40, () => 7), 'naive', [7, 7, 7, 7], 0, 0],
  ['never ordered: no share of nothing', weeks(40, () => 0), 'naive', [0, 0, 0, 0], null, null],
  // Up and down: over four weeks the naive forecast misses by 0 or 10, the mean by 5 each time: the same sum.
  ['up and down', weeks(40, (week) => (week % 2) * 10 + 5), 'naive', [15, 15, 15, 15], 0.5, 0.5],
  // One big week in five. Five times four weeks are measured, in which 16 × 10 + 4 × 60 are ordered. The naive forecast
  // misses 50 four times in each but the one after the big week, and there 4 × 50; the mean misses a bit each week.
  [
    'a big week in five',
    weeks(40, (week) => (week % 5 === 4 ? 60 : 10)),
    'mean',
    [23, 23, 23, 23],
    0.8125,
    1,
  ],
  // Two years of a harvest in twelve weeks; it begins anew, as last year.
  ['a season', weeks(104, season), 'yearly', [100, 110, 120, 130], null, null],
] as const

for (const [name, history, method, next, error, naiveError] of cases)
  test(`forecast: ${name}`, () => assert.deepEqual(forecast(history), { method, next, error, naiveError }))

test('in the midst of the season last year beats last week', () => {
  const made = forecast(weeks(112, season))
  assert.equal(made.method, 'yearly')
  assert.equal(made.error, 0)
  assert.ok((made.naiveError ?? 0) > 0.1)
  assert.deepEqual(made.next, [180, 190, 200, 210])
})

test('the level of this year counts: twice as much is ordered', () => {
  const made = forecast(weeks(112, (week) => season(week) * (week < 52 ? 1 : 2)))
  assert.deepEqual(made.next, [360, 380, 400, 420])
})

test('who sold next to nothing a year ago is forecast at most fourfold', () => {
  const made = forecast(weeks(112, (week) => (week < 60 ? 1 : 1000)))
  assert.ok(made.next.every((value) => value <= 1000))
})

test('what is measured had no part in the choice: new weeks change the error, not the way', () => {
  const calm = weeks(60, (week) => (week % 2) * 10 + 5)
  const wild = [...calm.slice(0, 52), ...weeks(8, () => 100)]
  assert.equal(forecast(wild).method, forecast(calm).method)
  assert.notEqual(forecast(wild).error, forecast(calm).error)
})

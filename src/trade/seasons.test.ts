import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inSeason, monthRuns } from './seasons.ts'

const table: readonly [number[], number[][]][] = [
  [[], []],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], []],
  [[7], [[7, 7]]],
  [[10, 11, 12], [[10, 12]]],
  [[1, 10, 11, 12], [[10, 1]]], // over the year's end
  [[1, 12], [[12, 1]]],
  [
    [3, 4, 9, 10],
    [
      [3, 4],
      [9, 10],
    ],
  ],
  [
    [1, 5, 12],
    [
      [5, 5],
      [12, 1],
    ],
  ],
  [[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [[2, 12]]],
  [[1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12], [[7, 5]]], // all but June
]
for (const [months, runs] of table)
  test(`${months.join(' ') || 'no months'} → ${JSON.stringify(runs)}`, () =>
    assert.deepEqual(monthRuns(months), runs))

test('no months means the whole year', () => {
  assert.equal(inSeason([], 7), true)
  assert.equal(inSeason([7], 7), true)
  assert.equal(inSeason([6, 8], 7), false)
})

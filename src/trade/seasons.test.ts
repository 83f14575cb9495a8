import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { dekadOf, dekadRuns, dekadsOfMonths, dekadsThrough, evenDekads, inSeason } from './seasons.ts'

const wholeYear = dekadsThrough([1, 36])

const runs: readonly [string, number[], number[][]][] = [
  ['none', [], []],
  ['the whole year', wholeYear, []],
  ['one dekad', [20], [[20, 20]]],
  ['one month', dekadsOfMonths([7]), [[19, 21]]],
  ['months that follow', dekadsOfMonths([10, 11, 12]), [[28, 36]]],
  ['over the year’s end', dekadsOfMonths([1, 10, 11, 12]), [[28, 3]]],
  ['the last and the first dekad', [1, 36], [[36, 1]]],
  ['two runs', dekadsOfMonths([3, 4, 9, 10]), [[7, 12], [25, 30]]], // prettier-ignore
  ['all but one dekad', wholeYear.filter((each) => each !== 17), [[18, 16]]],
]
for (const [name, dekads, expected] of runs)
  test(`the runs of ${name}`, () => assert.deepEqual(dekadRuns(dekads), expected))

for (const [on, dekad] of [
  ['2026-01-01', 1],
  ['2026-01-10', 1],
  ['2026-01-11', 2],
  ['2026-01-20', 2],
  ['2026-01-21', 3],
  ['2026-01-31', 3],
  ['2026-02-28', 6],
  ['2026-07-11', 20],
  ['2026-12-31', 36],
] as const)
  test(`${on} lies in dekad ${dekad}`, () => assert.equal(dekadOf(day(on)), dekad))

for (const [run, count] of [
  [[1, 36], 36],
  [[20, 20], 1],
  [[36, 1], 2],
  [[28, 3], 12],
  [[2, 1], 36],
] as const)
  test(`${run.join('–')} are ${count} dekads, and one run again`, () => {
    const dekads = dekadsThrough(run)
    assert.equal(dekads.length, count)
    assert.equal(new Set(dekads).size, count)
    assert.deepEqual(dekadRuns(dekads), count === 36 ? [] : [run])
  })

test('dekads are kept once, in order; the whole year is none', () => {
  assert.deepEqual(evenDekads([3, 1, 3, 2]), [1, 2, 3])
  assert.deepEqual(evenDekads([...wholeYear, 1]), [])
})

test('none means the whole year', () => {
  assert.equal(inSeason([], 20), true)
  assert.equal(inSeason([20], 20), true)
  assert.equal(inSeason([19, 21], 20), false)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addDays,
  addMonths,
  day,
  dayAt,
  daysBetween,
  fiscalYear,
  instantOf,
  isDay,
  isMonth,
  lastDay,
  month,
  monthsOf,
} from './days.ts'

for (const [instant, expected] of [
  ['2026-03-31T14:59:59.999Z', '2026-03-31'], // one millisecond before midnight in Tokyo
  ['2026-03-31T15:00:00.000Z', '2026-04-01'],
] as const)
  test(`${instant} is ${expected} in Tokyo`, () => assert.equal(dayAt(new Date(instant)), expected))

test('a day begins at midnight in Tokyo', () => {
  assert.equal(instantOf(day('2026-04-01')).toISOString(), '2026-03-31T15:00:00.000Z')
  assert.equal(instantOf(day('2026-04-01'), 10).toISOString(), '2026-04-01T01:00:00.000Z')
})

for (const [text, exists] of [
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-02-30', false],
  ['2026-13-01', false],
  ['2026-4-1', false],
  ['1868-01-01', true],
  ['1867-12-31', false],
  ['2199-12-31', true],
  ['2200-01-01', false],
  ['0000-01-01', false],
] as const)
  test(`${text} ${exists ? 'is' : 'is not'} a day`, () => assert.equal(isDay(text), exists))

for (const [text, exists] of [
  ['2026-12', true],
  ['2026-13', false],
  ['1868-01', true],
  ['1867-12', false],
  ['2199-12', true],
  ['9999-12', false],
] as const)
  test(`${text} ${exists ? 'is' : 'is not'} a month`, () => assert.equal(isMonth(text), exists))

for (const [on, year] of [
  ['2026-03-31', 2025],
  ['2026-04-01', 2026],
  ['2026-12-31', 2026],
] as const)
  test(`${on} lies in fiscal year ${year}`, () => assert.equal(fiscalYear(day(on)), year))

test('days and months count on', () => {
  assert.equal(addDays(day('2026-02-28'), 1), '2026-03-01')
  assert.equal(addMonths(month('2026-11'), 3), '2027-02')
  assert.equal(addMonths(month('2026-01'), -1), '2025-12')
  assert.equal(lastDay(month('2028-02')), '2028-02-29')
  assert.equal(daysBetween(day('2026-03-01'), day('2026-02-28')), -1)
  assert.deepEqual(monthsOf({ from: day('2026-11-15'), to: day('2027-01-01') }), [
    '2026-11',
    '2026-12',
    '2027-01',
  ])
})

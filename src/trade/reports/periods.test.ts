import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { before, spanOf, weekOf } from './periods.ts'

const spanCases = [
  ['month', '2026-11-23', '2026-11-01', '2026-11-23'],
  ['last_month', '2026-01-05', '2025-12-01', '2025-12-31'],
  ['twelve_months', '2026-11-23', '2025-11-01', '2026-10-31'],
  ['fiscal_year', '2026-11-23', '2026-04-01', '2026-11-23'],
  ['fiscal_year', '2026-03-31', '2025-04-01', '2026-03-31'],
  ['last_fiscal_year', '2026-04-01', '2025-04-01', '2026-03-31'],
] as const
for (const [span, today, from, to] of spanCases)
  test(`${span} on ${today}`, () => assert.deepEqual(spanOf(span, day(today)), { from, to }))

const beforeCases = [
  ['2026-11-01', '2026-11-23', '2025-11-01', '2025-11-23'],
  ['2025-11-01', '2026-10-31', '2024-11-01', '2025-10-31'],
  ['2023-04-01', '2024-03-31', '2022-04-01', '2023-03-31'], // a leap year is one year too
  ['2024-02-29', '2024-02-29', '2023-02-28', '2023-02-28'],
  ['2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29'],
  ['2024-11-01', '2026-10-31', '2022-11-01', '2024-10-31'], // two years: the two before
] as const
for (const [from, to, earlier, until] of beforeCases)
  test(`before ${from} – ${to}`, () =>
    assert.deepEqual(before({ from: day(from), to: day(to) }), { from: earlier, to: until }))

test('weeks begin on Monday', () => {
  assert.equal(weekOf(day('2026-11-23')), '2026-11-23')
  assert.equal(weekOf(day('2026-11-29')), '2026-11-23')
  assert.equal(weekOf(day('2026-11-22')), '2026-11-16')
})

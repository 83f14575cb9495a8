import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { comparable, monthsAsked, periodInput, periodQuery } from './periods.ts'

const today = day('2026-11-23')
const asked = (given: Record<string, string>) => monthsAsked(periodInput.parse(given), today)
const said = ({ from, to }: { from: string; to: string }) => `${from} ${to}`
const table: readonly (readonly [Record<string, string>, string, string, string])[] = [
  // asked, months, compared now, before
  [{}, '2026-04 2027-03', '2026-04 2026-11', '2025-04 2025-11'],
  [{ fy: '2025' }, '2025-04 2026-03', '2025-04 2026-03', '2024-04 2025-03'],
  [{ from: '2026-11' }, '2026-11 2026-11', '2026-11 2026-11', '2026-10 2026-10'],
  [{ from: '2026-10', to: '2026-01' }, '2026-01 2026-10', '2026-01 2026-10', '2025-03 2025-12'],
  [{ from: '2025-04', to: '2026-03' }, '2025-04 2026-03', '2025-04 2026-03', '2024-04 2025-03'],
  [{ fy: 'x', from: '2026-13' }, '2026-04 2027-03', '2026-04 2026-11', '2025-04 2025-11'],
]
for (const [given, months, now, before] of table)
  test(`${JSON.stringify(given)} → ${months}`, () => {
    const found = comparable(asked(given), today)
    assert.deepEqual([said(asked(given)), said(found.now), said(found.before)], [months, now, before])
    assert.deepEqual(asked(periodQuery(asked(given))), asked(given))
  })

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bankDayOnOrAfter, bankDayOnOrBefore, isBankDay } from './bank-days.ts'
import { day } from './days.ts'

for (const [on, before, after] of [
  ['2026-12-30', '2026-12-30', '2026-12-30'],
  ['2026-12-31', '2026-12-30', '2027-01-04'],
  ['2027-01-03', '2026-12-30', '2027-01-04'],
  ['2026-11-21', '2026-11-20', '2026-11-24'], // Saturday, Sunday, then 勤労感謝の日
  ['2026-11-23', '2026-11-20', '2026-11-24'],
  ['2026-09-22', '2026-09-18', '2026-09-24'], // the Tuesday between two holidays is one itself
  ['2026-05-06', '2026-05-01', '2026-05-07'], // 振替休日
] as const)
  test(`${on}: bank day before ${before}, after ${after}`, () => {
    assert.equal(isBankDay(day(on)), on === before)
    assert.equal(bankDayOnOrBefore(day(on)), before)
    assert.equal(bankDayOnOrAfter(day(on)), after)
  })

test('where the holidays are not known, no day is a bank day', () => {
  assert.equal(isBankDay(day('2060-06-01')), false)
  assert.throws(() => bankDayOnOrAfter(day('2060-06-01')), RangeError)
})

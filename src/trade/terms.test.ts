import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, month } from '#kit/days.ts'
import { closesOn, dayInMonth, dueOn, lastClosing } from './terms.ts'

for (const [closed, payMonths, payDay, due] of [
  ['2026-11-30', 1, 31, '2026-12-31'], // 末締め翌月末払い
  ['2026-11-20', 1, 31, '2026-12-31'],
  ['2026-12-31', 2, 31, '2027-02-28'],
  ['2027-12-31', 2, 31, '2028-02-29'],
  ['2026-11-20', 0, 31, '2026-11-30'],
  ['2026-11-30', 1, 10, '2026-12-10'],
] as const)
  test(`closed ${closed}, ${payMonths} months later on ${payDay}: ${due}`, () =>
    assert.equal(dueOn(day(closed), { payMonths, payDay }), due))

for (const [on, closingDay, closes, last] of [
  ['2026-11-30', 31, true, '2026-11-30'],
  ['2026-11-29', 31, false, '2026-10-31'],
  ['2026-11-20', 20, true, '2026-11-20'],
  ['2026-11-30', 20, false, '2026-11-20'],
  ['2027-02-28', 30, true, '2027-02-28'],
  ['2026-01-05', 31, false, '2025-12-31'],
] as const)
  test(`${on} with closing day ${closingDay}: last closing ${last}`, () => {
    assert.equal(closesOn(day(on), { closingDay }), closes)
    assert.equal(lastClosing(day(on), { closingDay }), last)
  })

test('a month has no 31st', () => assert.equal(dayInMonth(month('2026-04'), 31), '2026-04-30'))

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { planOf } from './planning.ts'

const t = 1_000_000
const today = day('2026-11-23')
const cases = [
  // Holds 8 t, keeps 1 t, burns 400 kg a day.
  ['full', 8 * t, { by: '2026-12-10', grams: 6.8 * t, room: 0 }],
  ['half full', 4.2 * t, { by: '2026-12-01', grams: 7 * t, room: 3.8 * t }],
  ['a day above the least', 1.4 * t, { by: '2026-11-24', grams: 7 * t, room: 6.6 * t }],
  ['at the least', 1 * t, { by: '2026-11-23', grams: 7 * t, room: 7 * t }],
  ['below the least', 0.3 * t, { by: '2026-11-23', grams: 7.7 * t, room: 7.7 * t }],
] as const
for (const [name, grams, plan] of cases)
  test(`a bunker that is ${name}`, () =>
    assert.deepEqual(planOf({ grams, leastGrams: t, mostGrams: 8 * t, dayGrams: 0.4 * t }, today), plan))

test('a boiler that does not run needs nothing, and says what fits', () =>
  assert.deepEqual(planOf({ grams: 2 * t, leastGrams: t, mostGrams: 8 * t, dayGrams: 0 }, today), {
    grams: 6 * t,
    room: 6 * t,
  }))

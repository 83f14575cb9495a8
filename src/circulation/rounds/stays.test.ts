import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import type { DailyMovement } from '#ledger/movements.ts'
import { stayOf, velocityOf } from './stays.ts'

const move = (on: string, inflow: number, outflow: number): DailyMovement => ({
  day: day(on),
  inflow,
  outflow,
})
const table: readonly (readonly [string, DailyMovement[], ReturnType<typeof stayOf>])[] = [
  ['nothing', [], { days: undefined, matched: 0, left: 0 }],
  [
    'in and out ten days later',
    [move('2026-11-01', 100, 0), move('2026-11-11', 0, 100)],
    { days: 10, matched: 100, left: 0 },
  ],
  [
    'first in, first out: 100 after 10 days, 50 after 5',
    [move('2026-11-01', 100, 0), move('2026-11-06', 100, 0), move('2026-11-11', 0, 150)],
    { days: (100 * 10 + 50 * 5) / 150, matched: 150, left: 50 },
  ],
  ['in and out on one day', [move('2026-11-01', 100, 100)], { days: 0, matched: 100, left: 0 }],
  [
    'what went out before anything came in is not counted',
    [move('2026-10-01', 0, 70), move('2026-11-01', 100, 0), move('2026-11-02', 0, 30)],
    { days: 1, matched: 30, left: 70 },
  ],
]
for (const [name, movements, expected] of table)
  test(`stay: ${name}`, () => assert.deepEqual(stayOf(movements), expected))

test('velocity: 300 paid from 100 in 73 days is 15 times a year', () => {
  const balances = Array.from({ length: 73 }, () => 100)
  assert.deepEqual(velocityOf(balances, 300), { perYear: 15, circulating: 100, spent: 300 })
  assert.equal(velocityOf([0, 0], 0), undefined)
  assert.equal(velocityOf([], 0), undefined)
})

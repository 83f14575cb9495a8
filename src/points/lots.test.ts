import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { lastDayOf, spendable, takeFrom } from './lots.ts'

const lot = (lotId: string, expiresOn: string, rest: number) => ({
  lotId: lotId as Id,
  expiresOn: day(expiresOn),
  rest,
})
const on = day('2026-11-23')
const lots = [
  lot('c', '2027-02-01', 100),
  lot('b', '2026-12-01', 30),
  lot('a', '2026-12-01', 20),
  lot('gone', '2026-11-22', 500),
  lot('today', '2026-11-23', 5),
  lot('empty', '2026-11-24', 0),
]

test('what can be paid: a lot counts through its last day', () => {
  assert.equal(spendable(lots, on), 155)
  assert.equal(spendable(lots, day('2026-11-24')), 150)
  assert.equal(spendable([], on), 0)
})

const cases: [points: number, taken: [string, number][] | undefined][] = [
  [0, []],
  [5, [['today', 5]]],
  [
    6,
    [
      ['today', 5],
      ['a', 1],
    ],
  ],
  [
    60,
    [
      ['today', 5],
      ['a', 20],
      ['b', 30],
      ['c', 5],
    ],
  ],
  [
    155,
    [
      ['today', 5],
      ['a', 20],
      ['b', 30],
      ['c', 100],
    ],
  ],
  [156, undefined],
]
for (const [points, taken] of cases)
  test(`${points} points come from the lots that expire first`, () =>
    assert.deepEqual(
      takeFrom(lots, on, points)?.map(({ lotId, amount }) => [lotId, amount]),
      taken,
    ))

for (const [issued, months, last] of [
  ['2026-11-23', 6, '2027-05-22'],
  ['2026-12-01', 6, '2027-05-31'],
  ['2026-08-31', 6, '2027-02-28'], // there is no 31 February: the month's end
  ['2027-08-31', 6, '2028-02-29'],
  ['2026-08-28', 6, '2027-02-27'],
  ['2026-08-29', 6, '2027-02-28'],
  ['2026-11-23', 1, '2026-12-22'],
] as const)
  test(`issued on ${issued} for ${months} months: through ${last}`, () =>
    assert.equal(lastDayOf(day(issued), months), last))

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TownRow, withoutFew } from './results.ts'

const row = (town: string, suppliers: number, yen: number): TownRow => ({
  town,
  suppliers,
  yen,
  slips: suppliers,
  grams: yen * 100,
  points: 0,
  firewoodYen: 0,
  topUpYen: 0,
})
const told = (rows: readonly TownRow[]) =>
  withoutFew(rows).map(({ town, suppliers, yen }) => [town, suppliers, yen])

for (const [name, rows, expected] of [
  [
    'towns of three and more stand by themselves',
    [row('a', 3, 30), row('b', 5, 50)],
    [
      ['a', 3, 30],
      ['b', 5, 50],
    ],
  ],
  [
    'those of fewer are told together',
    [row('a', 3, 30), row('b', 1, 9), row('c', 2, 11)],
    [
      ['a', 3, 30],
      ['', 3, 20],
    ],
  ],
  ['and not at all where they are too few even so', [row('a', 4, 40), row('b', 2, 9)], [['a', 4, 40]]],
  ['of nobody nothing is told', [], []],
] as const)
  test(`what is paid in a town: ${name}`, () => assert.deepEqual(told(rows), expected))

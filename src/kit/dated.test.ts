import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowOn } from './dated.ts'
import { day } from './days.ts'

const rows = [
  { name: 'first', validFrom: day('2023-10-01'), validTo: day('2026-09-30') },
  { name: 'correction', validFrom: day('2026-09-01'), validTo: day('2026-09-30') },
  { name: 'open', validFrom: day('2026-10-01'), validTo: null },
]
for (const [on, name] of [
  ['2023-09-30', undefined],
  ['2023-10-01', 'first'],
  ['2026-08-31', 'first'],
  ['2026-09-30', 'correction'],
  ['2026-10-01', 'open'],
  ['2099-01-01', 'open'],
] as const)
  test(`on ${on} the row is ${name ?? 'none'}`, () => {
    assert.equal(rowOn(rows, day(on))?.name, name)
    assert.equal(rowOn(rows.toReversed(), day(on))?.name, name)
  })

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { genesis, merkleRoot, sealOf } from './seal.ts'

const sha = (hex: string) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')
const leaf = (n: number) => Buffer.alloc(32, n)
const hex = (n: number) => leaf(n).toString('hex')

// The tree of RFC 6962, section 2.1, worked by hand: an odd node rises unchanged.
const table: [number[], string][] = [
  [[], sha('')],
  [[1], hex(1)],
  [[1, 2], sha(`01${hex(1)}${hex(2)}`)],
  [[1, 2, 3], sha(`01${sha(`01${hex(1)}${hex(2)}`)}${hex(3)}`)],
  [
    [1, 2, 3, 4, 5],
    sha(`01${sha(`01${sha(`01${hex(1)}${hex(2)}`)}${sha(`01${hex(3)}${hex(4)}`)}`)}${hex(5)}`),
  ],
]
for (const [leaves, root] of table)
  test(`the root over ${leaves.length} leaves`, () =>
    assert.equal(merkleRoot(leaves.map(leaf)).toString('hex'), root))

test('a seal depends on its day, its root and the day before', () => {
  const seals = [
    sealOf(day('2026-11-22'), genesis, leaf(1)),
    sealOf(day('2026-11-23'), genesis, leaf(1)),
    sealOf(day('2026-11-23'), leaf(9), leaf(1)),
    sealOf(day('2026-11-23'), genesis, leaf(2)),
  ]
  assert.equal(new Set(seals.map((seal) => seal.toString('hex'))).size, 4)
})

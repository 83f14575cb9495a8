import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leontiefInverse, matrixOf, times } from '#circulation/input-output/matrices.ts'
import { type Payments, circulate, crossingCode, networkOf, turnover } from './networks.ts'

type Row = readonly [from: number, to: number, yen: number, way: keyof typeof crossingCode]
const payments = (size: number, rows: readonly Row[]): Payments => ({
  size,
  from: rows.map(([from]) => from),
  to: rows.map(([, to]) => to),
  amount: rows.map(([, , yen]) => yen),
  crossing: rows.map(([, , , way]) => crossingCode[way]),
})

// 0 outside, 1 company, 2 grower, 3 shop. The company gets 1,000 and pays the grower 600 and a carrier outside 100; the grower
// pays the shop 300 of its 600; the shop pays outside 240 of its 300.
const town = payments(4, [
  [0, 1, 1_000, 'in'],
  [1, 2, 600, 'within'],
  [1, 0, 100, 'out'],
  [2, 3, 300, 'within'],
  [3, 0, 240, 'out'],
])

test('rounds by hand: 1,000 + 600 + 300 over 1,000', () => {
  const { multiplier, rounds, leaked, stayed, settled, reached } = circulate(
    networkOf(town),
    [0, 1_000, 0, 0],
  )
  assert.equal(multiplier, 1.9)
  assert.deepEqual(rounds, [
    { held: 1_000, passedOn: 600, leaked: 100, stayed: 300 },
    { held: 600, passedOn: 300, leaked: 0, stayed: 300 },
    { held: 300, passedOn: 0, leaked: 240, stayed: 60 },
  ])
  assert.deepEqual([leaked, stayed, settled], [340, 660, true])
  assert.deepEqual([...reached], [0, 1_000, 600, 300])
})

test('what was injected leaks or stays, nothing else', () => {
  const { leaked, stayed, injected } = circulate(networkOf(town), [0, 250, 50, 10])
  assert.equal(leaked + stayed, injected)
})

test('who spends more than it is seen to get passes on what it spends', () => {
  const network = networkOf(
    payments(3, [
      [1, 2, 500, 'within'],
      [0, 1, 100, 'in'],
    ]),
  )
  assert.equal(turnover(network, 1), 500)
  assert.equal(circulate(network, [0, 100, 0]).multiplier, 2)
})

test('a pair that reversals brought below nothing counts as nothing', () => {
  const network = networkOf(
    payments(3, [
      [0, 1, 100, 'in'],
      [1, 2, -20, 'within'],
      [1, 0, 50, 'out'],
    ]),
  )
  assert.deepEqual([network.payee.length, circulate(network, [0, 100, 0]).multiplier], [0, 1])
})

test('many lines of a pair are one: 300 + 200 − 400, and what is left of a pair by a reversal', () => {
  const network = networkOf(
    payments(4, [
      [0, 1, 1_000, 'in'],
      [1, 2, 300, 'within'],
      [1, 3, 50, 'within'],
      [1, 2, 200, 'within'],
      [2, 3, 10, 'within'],
      [1, 2, -400, 'within'],
      [1, 3, -50, 'within'],
      [2, 1, 5, 'within'],
    ]),
  )
  assert.deepEqual([...network.start], [0, 0, 1, 3, 3])
  assert.deepEqual([...network.payee], [2, 3, 1])
  assert.deepEqual([...network.part], [100 / 1_005, 10 / 100, 5 / 100])
})

test('two who pay each other all they get never come to an end: the answer says that it is not settled', () => {
  const circle = networkOf(
    payments(2, [
      [0, 1, 100, 'within'],
      [1, 0, 100, 'within'],
    ]),
  )
  assert.equal(circulate(circle, [100, 0]).settled, false)
})

test('nothing injected, nothing moved', () => {
  const { multiplier, rounds, settled } = circulate(networkOf(town), [0, 0, 0, 0])
  assert.deepEqual([multiplier, rounds, settled], [0, [], true])
})

const total = (list: ArrayLike<number>): number => Array.from(list).reduce((sum, each) => sum + each, 0)

test('the same as the dense inverse, on networks at random', () => {
  let seed = 20_261_127
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const pick = (n: number): number => Math.floor(random() * n)
  for (let round = 0; round < 30; round++) {
    const size = 3 + pick(40)
    const inside = size - 1 - pick(2)
    const rows = Array.from({ length: size * 6 }, (): Row => {
      const [from, to] = [pick(size), pick(size)]
      const way = from < inside ? (to < inside ? 'within' : 'out') : to < inside ? 'in' : 'beyond'
      return [from, to, 1 + pick(90_000), way]
    }).filter(([from, to]) => from !== to)
    // Everyone spends something outside, so that all comes to an end.
    const all = [...rows, ...Array.from({ length: inside }, (_, j): Row => [j, size - 1, 20_000, 'out'])]
    const network = networkOf(payments(size, all))
    const p = Array.from({ length: size }, () => Array.from({ length: size }, () => 0))
    for (let j = 0; j < size; j++)
      for (let k = network.start[j] ?? 0; k < (network.start[j + 1] ?? 0); k++) {
        const row = p[network.payee[k] ?? 0] ?? []
        row[j] = (row[j] ?? 0) + (network.part[k] ?? 0)
      }
    const inverse = leontiefInverse(matrixOf(p))
    assert.ok(inverse)
    const injection = Array.from({ length: size }, (_, j) => (j < inside ? pick(1_000) : 0))
    const expected = times(inverse, injection)
    const { reached, multiplier, settled } = circulate(network, injection)
    assert.ok(settled)
    for (const [j, value] of expected.entries())
      assert.ok(Math.abs((reached[j] ?? 0) - value) < 1e-2, `${reached[j]} ${value}`)
    assert.equal(multiplier.toFixed(4), (total(expected) / total(injection)).toFixed(4))
  }
})

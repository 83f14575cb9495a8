import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Member,
  type Weights,
  cutLines,
  fillLines,
  kmBetween,
  spread,
  usualWeights,
} from './allocation-rules.ts'

const only = (criterion: keyof Weights): Weights => ({
  capacity: 0,
  fairness: 0,
  distance: 0,
  freshness: 0,
  [criterion]: 1,
})
const member = (variantId: string, more: Partial<Member>): Member => ({
  variantId,
  capacity: 100,
  takenBefore: undefined,
  km: undefined,
  daysOld: undefined,
  ...more,
})
const capacities = (...all: readonly number[]) =>
  all.map((capacity, at) => member(String.fromCodePoint(97 + at), { capacity }))

// How many each gets, by one criterion alone.
const table = [
  // by capacity: 60 of 30, 60 and 90
  ['capacity', 60, capacities(30, 60, 90), '10 20 30'],
  ['capacity', 180, capacities(30, 60, 90), '30 60 90'],
  ['capacity', 1, capacities(30, 60, 90), '0 0 1'],
  ['capacity', 0, capacities(30, 60), '0 0'],
  ['capacity', 5, capacities(0, 5), '0 5'],
  // evenly where nothing is known, the odd one to the first
  ['fairness', 7, capacities(100, 100), '4 3'],
  // who sold all before, and who sold nothing: 0.05 to 1.05
  ['fairness', 22, [member('a', { takenBefore: 1 }), member('b', { takenBefore: 0 })], '1 21'],
  // capped: the second has only 4, the rest goes to the first
  ['fairness', 22, [member('a', { takenBefore: 1 }), member('b', { takenBefore: 0, capacity: 4 })], '18 4'],
  // 10 km and 30 km: 1/20 to 1/40
  ['distance', 30, [member('a', { km: 10 }), member('b', { km: 30 })], '20 10'],
  // picked today, and three days ago: 1 to 1/4
  ['freshness', 50, [member('a', { daysOld: 0 }), member('b', { daysOld: 3 })], '40 10'],
] as const
for (const [criterion, quantity, members, expected] of table)
  test(`${quantity} by ${criterion} → ${expected}`, () =>
    assert.equal(
      spread(quantity, members, only(criterion))
        .map((share) => share.quantity)
        .join(' '),
      expected,
    ))

test('two criteria by their weights, with the figures that decided', () => {
  const [a, b] = spread(
    100,
    [member('a', { capacity: 300, km: 10 }), member('b', { capacity: 100, km: 30 })],
    {
      ...only('capacity'),
      distance: 1,
    },
  )
  // capacity 3/4 and 1/4, distance 2/3 and 1/3: half of each
  assert.deepEqual([a?.quantity, b?.quantity], [71, 29])
  assert.deepEqual(
    [a?.capacity, a?.distance, a?.wanted].map((part) => part?.toFixed(4)),
    ['0.7500', '0.6667', '0.7083'],
  )
})

test('more than all have is a mistake', () =>
  assert.throws(() => spread(3, capacities(1, 1), usualWeights), RangeError))

test('whatever there is: all is given, nobody above what it has, and nobody without', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          capacity: fc.integer({ min: 0, max: 500 }),
          takenBefore: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
          km: fc.option(fc.double({ min: 0, max: 60, noNaN: true }), { nil: undefined }),
          daysOld: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (given, part) => {
        const members = given.map((each, at) => ({ ...each, variantId: String(at) }))
        const all = members.reduce((sum, { capacity }) => sum + capacity, 0)
        const quantity = Math.floor(all * part)
        const shares = spread(quantity, members, usualWeights)
        assert.equal(
          shares.reduce((sum, share) => sum + share.quantity, 0),
          quantity,
        )
        for (const [at, share] of shares.entries())
          assert.ok(share.quantity >= 0 && share.quantity <= (members[at]?.capacity ?? 0))
      },
    ),
  ))

for (const [wanted, available, expected] of [
  [['10', '20', '30'], 60, '10 20 30'],
  [['10', '20', '30'], 30, '5 10 15'],
  [['10', '20', '30'], 31, '5 10 16'],
  [['1', '1', '1'], 2, '1 1 0'],
  [['5'], 0, '0'],
  [['5×1000', '3×1000', '2×1000'], 9_000, '4 3 2'], // kilograms: nothing that came stays behind
  [['5×1000', '3×1000', '2×1000'], 9_999, '4 3 2'],
  [['1×12', '1×12'], 12, '1 0'],
  [['1×12', '5×1'], 12, '0 5'], // the box does not fit beside what the pieces get first
  [['1×12', '5×1'], 11, '0 5'],
] as const)
  test(`${wanted.join('+')} cut to ${available} → ${expected}`, () => {
    const lines = wanted.map((each) => {
      const [quantity = 0, unit = 1] = each.split('×').map(Number)
      return { quantity, unit }
    })
    assert.equal(cutLines(lines, available).join(' '), expected)
  })

test('of whatever is cut no more is left than the smallest unit that still waits', () =>
  fc.assert(
    fc.property(
      fc.array(fc.record({ quantity: fc.nat(500), unit: fc.constantFrom(1, 12, 500, 1_000) }), {
        minLength: 1,
        maxLength: 40,
      }),
      fc.nat(300_000),
      (lines, available) => {
        const given = cutLines(lines, available)
        const left = available - lines.reduce((sum, { unit }, at) => sum + unit * (given[at] ?? 0), 0)
        assert.ok(left >= 0)
        for (const [at, { quantity, unit }] of lines.entries()) {
          const got = given[at] ?? 0
          assert.ok(Number.isInteger(got) && got >= 0 && got <= quantity)
          assert.ok(got === quantity || unit > left, `${unit} would still fit into ${left}`)
        }
      },
    ),
  ))

test('few producers in a box: a line is filled by the one that covers it most closely', () => {
  const lines = [
    { line: 'school', quantity: 12 },
    { line: 'hotel', quantity: 5 },
    { line: 'cafe', quantity: 3 },
  ]
  const shares = [
    { variantId: 'a', quantity: 5 },
    { variantId: 'b', quantity: 15 },
  ]
  assert.deepEqual(
    fillLines(lines, shares).map(({ line, variantId, quantity }) => `${line} ${variantId} ${quantity}`),
    ['school b 12', 'hotel a 5', 'cafe b 3'],
  )
})

test('from 一関 to 気仙沼 it is some 37 km', () => {
  const km = kmBetween({ latitude: 38.9347, longitude: 141.1267 }, { latitude: 38.9083, longitude: 141.57 })
  assert.ok(km > 36 && km < 40, String(km))
})

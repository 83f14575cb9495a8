import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  effectsOf,
  inputCoefficients,
  linkagesOf,
  madeInside,
  modelOf,
  outputCoefficients,
  outputFor,
  outputMultipliers,
  perOutput,
  regionalMatrix,
  selfSufficiency,
  simpleQuotients,
} from './leontief.ts'
import { type Matrix, leontiefInverse, matrixOf, times } from './matrices.ts'

const to4 = (list: ArrayLike<number> | undefined): string[] =>
  Array.from(list ?? [], (value) => value.toFixed(4))
const rowsTo4 = ({ n, cells }: Matrix): string[][] =>
  Array.from({ length: n }, (_, i) => to4(cells.subarray(i * n, i * n + n)))
const found = <T>(value: T | undefined): T => {
  assert.ok(value)
  return value
}

// Miller & Blair's two sectors (domain.md 3.3), all worked out there.
const z = matrixOf([
  [150, 500],
  [200, 100],
])
const x = [1000, 2000]
const a = inputCoefficients(z, x)
const households = { income: [0.3, 0.25], consumption: [0.05, 0.4], within: 0.05 }

const cases: readonly (readonly [string, () => unknown, unknown])[] = [
  [
    'input coefficients',
    () => rowsTo4(a),
    [
      ['0.1500', '0.2500'],
      ['0.2000', '0.0500'],
    ],
  ],
  [
    'inverse',
    () => rowsTo4(found(leontiefInverse(a))),
    [
      ['1.2541', '0.3300'],
      ['0.2640', '1.1221'],
    ],
  ],
  ['output type I', () => to4(outputMultipliers(found(modelOf(a))).type1), ['1.5182', '1.4521']],
  [
    'a new final demand',
    () => Array.from(outputFor(found(modelOf(a)), [600, 1500]), (v) => v.toFixed(2)),
    ['1247.52', '1841.58'],
  ],
  [
    'closed inverse',
    () => rowsTo4(found(found(modelOf(a, households)).closed)),
    [
      ['1.3651', '0.4253', '0.2509'],
      ['0.5273', '1.3481', '0.5954'],
      ['0.5698', '0.4890', '1.2885'],
    ],
  ],
  ['income, simple', () => to4(income().simple), ['0.4422', '0.3795']],
  ['income, total', () => to4(income().total), ['0.5698', '0.4890']],
  ['income type I', () => to4(income().type1), ['1.4741', '1.5182']],
  ['income type II', () => to4(income().type2), ['1.8995', '1.9562']],
  ['output type II', () => to4(outputs().type2), ['1.8924', '1.7733']],
  ['output with households', () => to4(outputs().withHouseholds), ['2.4623', '2.2624']],
  [
    'made inside',
    () => rowsTo4(madeInside(a, [0.6, 0.4])),
    [
      ['0.0900', '0.1500'],
      ['0.0800', '0.0200'],
    ],
  ],
  [
    'competitive inverse',
    () => rowsTo4(found(leontiefInverse(madeInside(a, [0.6, 0.4])))),
    [
      ['1.1139', '0.1705'],
      ['0.0909', '1.0343'],
    ],
  ],
  ['competitive multipliers', () => to4(outputMultipliers(competitive()).type1), ['1.2048', '1.2048']],
  [
    '100 for sector 1, of which 60 are made inside',
    () => Array.from(outputFor(competitive(), [60, 0]), (v) => v.toFixed(2)),
    ['66.83', '5.46'],
  ],
  [
    'self-sufficiency',
    () => to4(selfSufficiency([40, 120, 5, 9], [100, 200, 0, 3])),
    ['0.6000', '0.4000', '1.0000', '0.0000'],
  ],
  // A sector twice as heavy here as in the nation needs no imports; one half as heavy brings half.
  [
    'simple quotients',
    () => to4(simpleQuotients([20, 5, 25], [100, 100, 300])),
    ['2.0000', '0.5000', '0.8333'],
  ],
  [
    'regional matrix by SLQ',
    () => rowsTo4(regionalMatrix(a, [40, 10], [100, 100], { by: 'slq' })),
    [
      ['0.1500', '0.2500'],
      ['0.0800', '0.0200'],
    ],
  ],
  [
    // x^r / x^n = 50 / 200; log2(1.25)^0.3 = 0.711774; CILQ_12 = 1.6 / 0.4, CILQ_21 = 0.25
    'regional matrix by FLQ',
    () => rowsTo4(regionalMatrix(a, [40, 10], [100, 100], { by: 'flq', delta: 0.3 })),
    [
      ['0.1500', '0.2500'],
      ['0.0356', '0.0142'],
    ],
  ],
]
const income = () =>
  effectsOf(found(modelOf(a, households)), Float64Array.from(households.income), households.within)
const outputs = () => outputMultipliers(found(modelOf(a, households)))
const competitive = () => found(modelOf(madeInside(a, [0.6, 0.4])))

for (const [name, make, expected] of cases)
  test(`Miller & Blair: ${name}`, () => assert.deepEqual(make(), expected))

test('sectors that buy all they make from one another have no multiplier', () =>
  assert.equal(
    leontiefInverse(
      matrixOf([
        [0, 1],
        [1, 0],
      ]),
    ),
    undefined,
  ))

test('a sector that makes nothing needs nothing and pulls nothing', () => {
  const none = inputCoefficients(
    matrixOf([
      [0, 10],
      [0, 0],
    ]),
    [0, 100],
  )
  assert.deepEqual(rowsTo4(none), [
    ['0.0000', '0.1000'],
    ['0.0000', '0.0000'],
  ])
})

test('an inverse undoes its matrix, at random', () => {
  let seed = 7
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  for (let round = 0; round < 20; round++) {
    const n = 1 + Math.floor(random() * 30)
    const m = matrixOf(Array.from({ length: n }, () => Array.from({ length: n }, () => (random() * 0.9) / n)))
    const inverse = found(leontiefInverse(m))
    const v = Float64Array.from({ length: n }, random)
    const back = times(inverse, v)
    const again = back.map((value, i) => value - (times(m, back)[i] ?? 0))
    for (const [i, value] of again.entries()) assert.ok(Math.abs(value - (v[i] ?? 0)) < 1e-10)
  }
})

// Germany 1995, six sectors (Beutel): see test/golden/README.md.
const folder = new URL('../../../test/golden/io-germany-1995-beutel/', import.meta.url)
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const lines = read('table.csv').trim().split('\n').slice(1)
/** The seven last columns of a row are not sectors; the label before them holds commas in quotes. */
const row = (key: string): number[] => {
  const line = found(lines.find((each) => each.includes(`,${key},`)))
  return line.split(`,${key},`)[1]?.split(',').slice(0, 6).map(Number) ?? []
}
interface Expected {
  readonly sectors: string[]
  readonly backward_linkages: number[]
  readonly forward_linkages_share_of_final_use_total: number[]
  readonly gva_multipliers: number[]
  readonly employment_multipliers: number[]
  readonly leontief_inverse_entries: { row: string; col: string; value: number }[]
}
const expected = JSON.parse(read('expected.json')) as Expected
const german = matrixOf(expected.sectors.map(row))
const output = row('output')
const germanModel = found(modelOf(inputCoefficients(german, output)))
const four = (list: readonly number[]): string[] => list.map((value) => value.toFixed(4))

test('Germany 1995: the inverse', () => {
  for (const { row: from, col, value } of expected.leontief_inverse_entries) {
    const [i, j] = [expected.sectors.indexOf(from), expected.sectors.indexOf(col)]
    assert.equal((germanModel.inverse.cells[i * 6 + j] ?? 0).toFixed(4), value.toFixed(4))
  }
})
test('Germany 1995: linkages', () => {
  const finalUse = [43_910, 1_079_400, 245_606, 540_063, 692_487, 508_918]
  const { backward, forward } = linkagesOf(germanModel, outputCoefficients(german, finalUse))
  assert.deepEqual(to4(backward), four(expected.backward_linkages))
  // The published second figure, 1.6691, has two digits swapped: 1.6910 by calculation.
  const published = expected.forward_linkages_share_of_final_use_total
  for (const [i, value] of published.entries()) {
    const right = value === 1.6691 ? 1.691 : value
    assert.ok(Math.abs((forward?.[i] ?? 0) - right) < 1e-4, `${forward?.[i]} ${right}`)
  }
})
const multiplier = (key: string) => effectsOf(germanModel, perOutput(row(key), output)).simple

test('Germany 1995: value added and employment', () => {
  assert.deepEqual(to4(multiplier('gva')), four(expected.gva_multipliers))
  assert.deepEqual(to4(multiplier('employment_domestic_total')), four(expected.employment_multipliers))
})
test('Germany 1995: tonnes of CO2 per unit of final demand', () => {
  const co2 = found(
    read('air_emissions.csv')
      .split('\n')
      .find((line) => line.startsWith('CO2')),
  )
  const direct = perOutput(co2.split(',').slice(1, 7).map(Number), output)
  const { simple } = effectsOf(germanModel, direct)
  // What final demand sets going, weighted by that demand, is all that was emitted by the six sectors.
  const demand = output.map(
    (value, i) => value - row(found(expected.sectors[i])).reduce((sum, each) => sum + each, 0),
  )
  const emitted = simple.reduce((sum, value, j) => sum + value * (demand[j] ?? 0), 0)
  assert.ok(Math.abs(emitted - 687_020) < 0.5, String(emitted))
})

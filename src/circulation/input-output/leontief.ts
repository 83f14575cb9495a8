/**
 * Rules of input-output analysis (domain.md 3.3; Miller & Blair chapters 2 and 6; Leontief). All values are flows of one
 * year in one unit of money, as the table has them; employment in persons. Pure.
 */
import {
  type Matrix,
  columnSumsOf,
  leontiefInverse,
  mapCells,
  rowSumsOf,
  times,
  weighted,
} from './matrices.ts'

/** What one sector's output needs of each sector: a_ij = z_ij / x_j. A sector that makes nothing needs nothing. */
export const inputCoefficients = (z: Matrix, output: ArrayLike<number>): Matrix =>
  mapCells(z, (value, _i, j) => share(value, output[j]))

/** Where one sector's output goes (Ghosh): b_ij = z_ij / x_i. */
export const outputCoefficients = (z: Matrix, output: ArrayLike<number>): Matrix =>
  mapCells(z, (value, i) => share(value, output[i]))

/** A part per unit of output, sector by sector: value added, income, persons, tonnes of CO2. */
export const perOutput = (part: ArrayLike<number>, output: ArrayLike<number>): Float64Array =>
  Float64Array.from(part, (value, i) => share(value, output[i]))

const share = (part: number, whole: number | undefined): number => (whole ? part / whole : 0)

/**
 * Self-sufficiency (自給率) 1 − m_i of each sector, m_i = imports / demand inside (intermediate + local final demand,
 * without exports): the Japanese competitive-import form. Where nothing is demanded it is 1. Held to 0–1: a table whose
 * imports pass through to exports would else say less than nothing.
 */
export function selfSufficiency(imports: ArrayLike<number>, demandInside: ArrayLike<number>): Float64Array {
  return Float64Array.from(imports, (value, i) =>
    demandInside[i] ? Math.min(1, Math.max(0, 1 - value / (demandInside[i] ?? 0))) : 1,
  )
}

/** (I − M̂)A: of what a sector needs, what is made inside. */
export const madeInside = (a: Matrix, sufficiency: ArrayLike<number>): Matrix =>
  mapCells(a, (value, i) => value * (sufficiency[i] ?? 0))

export interface Households {
  /** Income of households per unit of output, by sector. */
  readonly income: ArrayLike<number>
  /** What households buy inside per unit of their income, by sector. */
  readonly consumption: ArrayLike<number>
  /** What households pay households per unit of income. */
  readonly within?: number
}

/** The table with households as one more sector, the last: the closed model of type II. */
export function withHouseholds(a: Matrix, { income, consumption, within = 0 }: Households): Matrix {
  const n = a.n + 1
  const cells = new Float64Array(n * n)
  for (let i = 0; i < a.n; i++) {
    cells.set(a.cells.subarray(i * a.n, i * a.n + a.n), i * n)
    cells[i * n + a.n] = consumption[i] ?? 0
  }
  for (let j = 0; j < a.n; j++) cells[a.n * n + j] = income[j] ?? 0
  cells[n * n - 1] = within
  return { n, cells }
}

/**
 * What one unit of final demand sets going, by sector. `simple` is per unit of demand (income 0.44 per yen), `type1` and
 * `type2` are beside the sector's own direct part (1.47 times its own income).
 */
export interface Effects {
  /** Of the sector itself, per unit of its output. */
  readonly direct: Float64Array
  readonly simple: Float64Array
  /** With what households spend of their income; undefined where the table says nothing of households. */
  readonly total?: Float64Array
  readonly type1: Float64Array
  readonly type2?: Float64Array
}

/** Output multipliers: `type1` column sums of the inverse; `type2` of the closed inverse over industries alone. */
export interface OutputMultipliers {
  readonly type1: Float64Array
  readonly type2?: Float64Array
  /** As type2, households counted as a sector. */
  readonly withHouseholds?: Float64Array
}

export interface Model {
  readonly coefficients: Matrix
  readonly inverse: Matrix
  /** The closed inverse, n + 1. */
  readonly closed?: Matrix
}

/** The open inverse and, with households, the closed one. Undefined when a table has no finite multipliers. */
export function modelOf(coefficients: Matrix, households?: Households): Model | undefined {
  const inverse = leontiefInverse(coefficients)
  if (!inverse) return undefined
  if (!households) return { coefficients, inverse }
  const closed = leontiefInverse(withHouseholds(coefficients, households))
  return closed && { coefficients, inverse, closed }
}

export function outputMultipliers({ inverse, closed }: Model): OutputMultipliers {
  const type1 = columnSumsOf(inverse)
  if (!closed) return { type1 }
  const { n } = inverse
  const industries = weighted(
    Float64Array.from({ length: n + 1 }, (_, i) => (i < n ? 1 : 0)),
    closed,
  )
  return { type1, type2: industries.slice(0, n), withHouseholds: columnSumsOf(closed).slice(0, n) }
}

/**
 * Multipliers of what goes with output: value added, income, persons, tonnes. `direct` is per unit of output;
 * `ofHouseholds` what households add per unit of their own income: for income, what they pay one another.
 */
export function effectsOf({ inverse, closed }: Model, direct: Float64Array, ofHouseholds = 0): Effects {
  const simple = weighted(direct, inverse)
  const type1 = simple.map((value, j) => share(value, direct[j]))
  if (!closed) return { direct, simple, type1 }
  const total = weighted([...direct, ofHouseholds], closed).slice(0, inverse.n)
  return { direct, simple, total, type1, type2: total.map((value, j) => share(value, direct[j])) }
}

/**
 * Linkages: backward, how much a sector pulls from others per unit of demand (column sums of the Leontief inverse);
 * forward, how much it pushes on to others per unit of its own inputs (row sums of the Ghosh inverse). `power` and
 * `sensitivity` are Japan's 影響力係数 and 感応度係数: column and row sums of the Leontief inverse beside their mean.
 */
export interface Linkages {
  readonly backward: Float64Array
  readonly forward?: Float64Array
  readonly power: Float64Array
  readonly sensitivity: Float64Array
}

export function linkagesOf({ inverse }: Model, ghosh: Matrix): Linkages {
  const [backward, sensing] = [columnSumsOf(inverse), rowSumsOf(inverse)]
  const mean = backward.reduce((sum, value) => sum + value, 0) / inverse.n
  const pushed = leontiefInverse(ghosh)
  return {
    backward,
    forward: pushed && rowSumsOf(pushed),
    power: backward.map((value) => value / mean),
    sensitivity: sensing.map((value) => value / mean),
  }
}

/** X = inverse · demand: what must be made for this final demand. */
export const outputFor = ({ inverse }: Model, demand: ArrayLike<number>): Float64Array =>
  times(inverse, demand)

/** Relative output of a region without a table (SLQ): share of the sector inside beside its share in the nation. */
export function simpleQuotients(inside: ArrayLike<number>, nation: ArrayLike<number>): Float64Array {
  const [mine, all] = [total(inside), total(nation)]
  return Float64Array.from(inside, (value, i) => {
    const national = share(nation[i] ?? 0, all)
    return national === 0 ? 0 : share(value, mine) / national
  })
}

/**
 * A regional matrix from a national one. `slq`: a_ij · min(1, SLQ_i). `flq` (Flegg): a_ij · min(1, FLQ_ij) with
 * FLQ_ij = CILQ_ij · [log2(1 + x^r / x^n)]^δ, CILQ_ij = SLQ_i / SLQ_j and SLQ_i on the diagonal; δ about 0.3
 * [knowledge: to be confirmed].
 */
export function regionalMatrix(
  national: Matrix,
  inside: ArrayLike<number>,
  nation: ArrayLike<number>,
  way: { readonly by: 'slq' } | { readonly by: 'flq'; readonly delta: number },
): Matrix {
  const slq = simpleQuotients(inside, nation)
  const size = way.by === 'flq' ? Math.log2(1 + share(total(inside), total(nation))) ** way.delta : 1
  return mapCells(national, (value, i, j) => {
    const own = slq[i] ?? 0
    if (way.by === 'slq') return value * Math.min(1, own)
    const cross = i === j ? own : share(own, slq[j])
    return value * Math.min(1, cross * size)
  })
}

const total = (list: ArrayLike<number>): number =>
  Float64Array.from(list).reduce((sum, each) => sum + each, 0)

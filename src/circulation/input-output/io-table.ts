/** An input-output table as it is kept, and the model that is made of it. Pure. */
import {
  type Effects,
  type Linkages,
  type Model,
  type OutputMultipliers,
  effectsOf,
  inputCoefficients,
  linkagesOf,
  madeInside,
  modelOf,
  outputCoefficients,
  outputMultipliers,
  perOutput,
  selfSufficiency,
} from './leontief.ts'
import type { Matrix } from './matrices.ts'

/**
 * How a table treats what comes from outside. `competitive` (競争移輸入型): cells hold goods wherever they were made, imports are
 * taken off each row, as prefectures publish it. `domestic` (非競争型): cells hold only what was made inside.
 */
export type ImportForm = 'competitive' | 'domestic'

/** Values of one year in the table's own unit of money; lists have one value a sector. */
export interface IoTable {
  readonly sectors: readonly string[]
  readonly form: ImportForm
  readonly transactions: Matrix
  readonly output: readonly number[]
  /** All final demand inside, households' too. */
  readonly finalDemand: readonly number[]
  /** 民間消費支出; empty when the table does not tell it apart. */
  readonly consumption: readonly number[]
  readonly exports: readonly number[]
  /** As positive numbers. */
  readonly imports: readonly number[]
  readonly valueAdded: readonly number[]
  /** 雇用者所得; empty when unknown. */
  readonly income: readonly number[]
  /** Persons; empty when unknown. */
  readonly employment: readonly number[]
  /** Tonnes of CO2; empty when unknown. */
  readonly emissions: readonly number[]
}

/** What a table says of each sector. Lists that its columns do not allow are left out. */
export interface Analysis {
  readonly model: Model
  readonly selfSufficiency: Float64Array
  /** Which part of their income households spend, as the table has it; at most 1. */
  readonly propensity?: number
  /** Where households' next yen goes, by sector, before imports; sums to 1. */
  readonly basket?: Float64Array
  readonly output: OutputMultipliers
  readonly valueAdded: Effects
  readonly income?: Effects
  readonly employment?: Effects
  readonly emissions?: Effects
  readonly linkages: Linkages
}

/** All multipliers of a table, or undefined when it has no finite ones. */
export function analyse(table: IoTable): Analysis | undefined {
  const { output, transactions } = table
  const sufficiency = sufficiencyOf(table)
  const income = table.income.length > 0 ? perOutput(table.income, output) : undefined
  const homes = households(table)
  const model = modelOf(
    madeInside(inputCoefficients(transactions, output), sufficiency),
    income &&
      homes && {
        income,
        consumption: homes.basket.map((part, i) => part * homes.propensity * (sufficiency[i] ?? 1)),
      },
  )
  if (!model) return undefined
  const effects = (part: readonly number[]): Effects | undefined =>
    part.length > 0 ? effectsOf(model, perOutput(part, output)) : undefined
  return {
    model,
    selfSufficiency: sufficiency,
    ...homes,
    output: outputMultipliers(model),
    valueAdded: effectsOf(model, perOutput(table.valueAdded, output)),
    income: effects(table.income),
    employment: effects(table.employment),
    emissions: effects(table.emissions),
    linkages: linkagesOf(model, outputCoefficients(transactions, output)),
  }
}

function sufficiencyOf({
  form,
  sectors,
  transactions: { n, cells },
  finalDemand,
  imports,
}: IoTable): Float64Array {
  if (form === 'domestic') return new Float64Array(sectors.length).fill(1)
  const inside = finalDemand.map((value, i) =>
    cells.subarray(i * n, i * n + n).reduce((sum, z) => sum + z, value),
  )
  return selfSufficiency(imports, inside)
}

/** How households spend: what the table has of their income and their consumption. */
function households({
  income,
  consumption,
}: IoTable): { propensity: number; basket: Float64Array } | undefined {
  const [earned, spent] = [sumOf(income), sumOf(consumption)]
  if (!(earned > 0) || !(spent > 0)) return undefined
  // Households also spend pensions and profits: of wages alone no more than all can be spent.
  return {
    propensity: Math.min(1, spent / earned),
    basket: Float64Array.from(consumption, (value) => value / spent),
  }
}

export const sumOf = (list: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < list.length; i++) sum += list[i] ?? 0
  return sum
}

/** Where a table does not add up: by how much, as a share of the sector's output. A warning, since published ones are rounded. */
export interface Imbalance {
  readonly sector: string
  readonly side: 'row' | 'column'
  readonly found: number
  readonly expected: number
}
const tolerated = 0.005

/** Rows: what is sold, less imports, is what was made. Columns: what is bought and value added are what was made. */
export function imbalances(table: IoTable): Imbalance[] {
  const {
    sectors,
    form,
    transactions: { n, cells },
    output,
    finalDemand,
    exports,
    imports,
    valueAdded,
  } = table
  return sectors.flatMap((sector, i): Imbalance[] => {
    const made = output[i] ?? 0
    const sold =
      sumOf(cells.subarray(i * n, i * n + n)) +
      (finalDemand[i] ?? 0) +
      (exports[i] ?? 0) -
      (form === 'competitive' ? (imports[i] ?? 0) : 0)
    const bought = Float64Array.from({ length: n }, (_, k) => cells[k * n + i] ?? 0)
    const spent = sumOf(bought) + (valueAdded[i] ?? 0) + (form === 'domestic' ? (imports[i] ?? 0) : 0)
    const differs = (found: number): boolean =>
      Math.abs(found - made) > Math.max(1, Math.abs(made)) * tolerated
    return [
      ...(differs(sold) ? [{ sector, side: 'row' as const, found: sold, expected: made }] : []),
      ...(differs(spent) ? [{ sector, side: 'column' as const, found: spent, expected: made }] : []),
    ]
  })
}

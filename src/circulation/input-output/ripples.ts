/**
 * 経済波及効果: what an event's spending sets going (domain.md 3.3): direct effect, first round of what its suppliers need,
 * second round of what households buy with the income of both. Pure; values in the table's unit of money, persons.
 */
import { type Analysis, sumOf } from './io-table.ts'
import { perOutput } from './leontief.ts'
import { times } from './matrices.ts'
import type { IoTable } from './io-table.ts'

export interface Spending {
  /** New final demand at producers' prices, by sector. */
  readonly demand: ArrayLike<number>
  /** Which part of it is bought inside, by sector; the table's self-sufficiency where nothing is said. */
  readonly inside?: ArrayLike<number | undefined>
  /** Which part of new income households spend; the table's own where nothing is said. */
  readonly propensity?: number
}

/** One round, by sector. Lists that the table does not allow are left out. */
export interface Round {
  readonly output: Float64Array
  readonly valueAdded: Float64Array
  readonly income?: Float64Array
  /** Persons. */
  readonly employment?: Float64Array
  /** Tonnes of CO2. */
  readonly emissions?: Float64Array
}

export interface Ripple {
  readonly spent: number
  readonly direct: Round
  readonly first: Round
  /** Undefined where the table says nothing of income or consumption. */
  readonly second?: Round
  readonly total: Round
  /** All output set going, beside the direct effect: 波及効果倍率. 0 when nothing is bought inside. */
  readonly ratio: number
}

export function rippleOf(table: IoTable, analysis: Analysis, spending: Spending): Ripple {
  const { model, selfSufficiency: sufficiency, basket } = analysis
  const roundOf = rounds(table)
  const direct = Float64Array.from(
    table.sectors,
    (_, i) => (spending.demand[i] ?? 0) * (spending.inside?.[i] ?? sufficiency[i] ?? 1),
  )
  const all = times(model.inverse, direct)
  const first = all.map((value, i) => value - (direct[i] ?? 0))
  const income = roundOf(all).income
  const propensity = spending.propensity ?? analysis.propensity
  const second =
    income && basket && propensity !== undefined
      ? times(
          model.inverse,
          basket.map((part, i) => part * sumOf(income) * propensity * (sufficiency[i] ?? 1)),
        )
      : undefined
  const total = all.map((value, i) => value + (second?.[i] ?? 0))
  const started = sumOf(direct)
  return {
    spent: sumOf(spending.demand),
    direct: roundOf(direct),
    first: roundOf(first),
    second: second && roundOf(second),
    total: roundOf(total),
    ratio: started === 0 ? 0 : sumOf(total) / started,
  }
}

const along = (made: Float64Array, part: Float64Array | undefined): Float64Array | undefined =>
  part && made.map((value, i) => value * (part[i] ?? 0))

/** What goes with so much output in each sector. */
function rounds({
  output,
  valueAdded,
  income,
  employment,
  emissions,
}: IoTable): (made: Float64Array) => Round {
  const coefficients = (part: readonly number[]) => (part.length > 0 ? perOutput(part, output) : undefined)
  const [v, w, l, e] = [
    perOutput(valueAdded, output),
    coefficients(income),
    coefficients(employment),
    coefficients(emissions),
  ]
  return (made) => ({
    output: made,
    valueAdded: made.map((value, i) => value * (v[i] ?? 0)),
    income: along(made, w),
    employment: along(made, l),
    emissions: along(made, e),
  })
}

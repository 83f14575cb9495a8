/** The values of public figures: from the totals, quickly; and from the flows themselves, to prove the quick way. */
import { type Month, type Period, firstDay, lastDay, month as monthNamed } from '#kit/days.ts'
import type { Tx } from '#db/transaction.ts'
import { energyKinds, kindsThatCount } from '#ledger/kinds.ts'
import { type PayeeTotal, totalsByPayeeSector } from '#ledger/totals.ts'
import { readRegion } from '#parties/regions.ts'
import { type FigureName, type SumOf, figureOf } from './public-figures.ts'

export interface Months {
  readonly from: Month
  readonly to: Month
}

/** April to March. */
export const monthsOfYear = (year: number): Months => ({
  from: monthNamed(`${year}-04`),
  to: monthNamed(`${year + 1}-03`),
})

/** Their days, the first and the last. */
export const spanOfMonths = ({ from, to }: Months): Period => ({ from: firstDay(from), to: lastDay(to) })

export interface FigureValue {
  /** A whole number of the unit's steps, or a share or ratio; undefined where it is a part of nothing. */
  readonly value: number | undefined
  /** The flows that it is made of. */
  readonly flows: number
}

interface Sum {
  readonly amount: number
  readonly flows: number
}
export type FigureReader = (name: FigureName, months: Months) => Promise<FigureValue>
type ReadSum = (sum: SumOf) => Promise<Sum>

/** Industry F: electricity, gas, heat supply and water, whoever pays it. */
export const energySector = 'F'

/** From the totals, and what is in none yet flow by flow. */
export async function readFigure(tx: Tx, name: FigureName, months: Months): Promise<FigureValue> {
  return await figureReader(tx)(name, months)
}

/**
 * Reads figures of one page: what several are made of is asked once. With `span` all months that will be asked lie in it,
 * and the totals of all of them are read together.
 */
export function figureReader(tx: Tx, span?: Months): FigureReader {
  const known = new Map<string, Promise<PayeeTotal[]>>()
  const once = async (key: string, ask: () => Promise<PayeeTotal[]>): Promise<PayeeTotal[]> => {
    const found = known.get(key) ?? ask()
    known.set(key, found)
    return await found
  }
  const read =
    (months: Months): ReadSum =>
    async ({ unit, counts, crossing, energy }) => {
      const { from, to } = span ?? months
      const totals = await once(`${unit} ${from} ${to}`, () =>
        totalsByPayeeSector(tx, { unit, from, to }, energySector),
      )
      const kinds = new Set(kindsThatCount(counts))
      const forEnergy = new Set(energyKinds())
      return added(
        totals.filter(
          (total) =>
            total.crossing === crossing &&
            total.month >= months.from &&
            total.month <= months.to &&
            kinds.has(total.kind) &&
            (!energy || total.toSector || forEnergy.has(total.kind)),
        ),
      )
    }
  return async (name, months) => await evaluate(tx, name, read(months))
}

/** Figures of several fiscal years, by name and year. Years are in their order. */
export async function readFigureYears(
  tx: Tx,
  names: readonly FigureName[],
  years: readonly number[],
): Promise<Map<FigureName, Map<number, FigureValue>>> {
  const [first, last] = [years[0], years.at(-1)]
  const found = new Map(names.map((name) => [name, new Map<number, FigureValue>()]))
  if (first === undefined || last === undefined) return found
  const read = figureReader(tx, { from: monthsOfYear(first).from, to: monthsOfYear(last).to })
  for (const name of names)
    for (const year of years) found.get(name)?.set(year, await read(name, monthsOfYear(year)))
  return found
}

/** From the flows, one by one, past all totals: what the proof compares with. */
export async function recomputeFigure(tx: Tx, name: FigureName, months: Months): Promise<FigureValue> {
  return await evaluate(tx, name, async (sum) => await sumOfFlows(tx, sum, spanOfMonths(months)))
}

async function evaluate(tx: Tx, name: FigureName, read: ReadSum): Promise<FigureValue> {
  const { formula } = figureOf(name)
  if ('sum' in formula) {
    const { amount, flows } = await read(formula.sum)
    return { value: amount, flows }
  }
  if ('perPerson' in formula) {
    const { value, flows } = await evaluate(tx, formula.perPerson, read)
    const inhabitants = (await readRegion(tx))?.inhabitants
    // Rounded down toward nothing, so that a reversed month mirrors the month it undoes.
    return { value: value === undefined || !inhabitants ? undefined : Math.trunc(value / inhabitants), flows }
  }
  const part = await evaluate(tx, formula.part, read)
  let [whole, flows] = [0, formula.of.includes(formula.part) ? 0 : part.flows]
  for (const each of formula.of) {
    const found = await evaluate(tx, each, read)
    whole += found.value ?? 0
    flows += found.flows
  }
  return { value: whole > 0 ? (part.value ?? 0) / whole : undefined, flows }
}

const added = (totals: readonly Sum[]): Sum =>
  totals.reduce((all, { amount, flows }) => ({ amount: all.amount + amount, flows: all.flows + flows }), {
    amount: 0,
    flows: 0,
  })

async function sumOfFlows(tx: Tx, sum: SumOf, { from, to }: Period): Promise<Sum> {
  const [row] = await tx.run<{ amount: number; flows: number }>(
    `select coalesce(sum(f.counted), 0)::bigint as amount, count(*)::int as flows
     from ledger_flow_seen f
     where f.region_id = $1 and f.unit = $2 and f.occurred_on between $3 and $4 and f.crossing = $5
       and f.kind = any ($6::text[])
       and ($7::text[] is null or f.kind = any ($7::text[]) or exists (
         select from party p where p.region_id = $1 and p.party_id = f.counted_to and p.sector = $8))`,
    [
      tx.region,
      sum.unit,
      from,
      to,
      sum.crossing,
      kindsThatCount(sum.counts),
      sum.energy ? energyKinds() : null,
      energySector,
    ],
  )
  return row ?? { amount: 0, flows: 0 }
}

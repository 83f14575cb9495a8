/** What stands behind a figure: its conditions, its flows, how far the ledger is closed and sealed, the numbers it uses. */
import { type Day, type Month, lastDay } from '#kit/days.ts'
import type { Tx } from '#db/transaction.ts'
import { type EntryKind, allKinds, energyKinds, kindsThatCount } from '#ledger/kinds.ts'
import { readRegion } from '#parties/regions.ts'
import { type FigureValue, type FigureReader, type Months, figureReader } from './figure-values.ts'
import { type FigureName, type PublicFigure, type SumOf, figureOf } from './public-figures.ts'

/** How far what a figure is made of can still change. */
export interface Sealed {
  /** The last closed day, with its seal: whoever keeps it can show later that nothing before was changed. */
  readonly sealed?: { readonly day: Day; readonly seal: string }
  /** True when every day of recording that can hold flows of the period is closed. */
  readonly closed: boolean
}

/** The last seal, and whether all until the end of a month is closed. */
export async function readSeal(tx: Tx, to: Month): Promise<Sealed> {
  const [last] = await tx.run<{ day: Day; seal: Buffer; through: Day }>(
    `select s.day, s.seal, h.closed_through as through from ledger_seal s join ledger_head h using (region_id)
     where s.region_id = $1 order by s.day desc limit 1`,
    [tx.region],
  )
  return {
    sealed: last && { day: last.day, seal: last.seal.toString('hex') },
    closed: last !== undefined && last.through >= lastDay(to),
  }
}

export interface Evidence extends Sealed {
  readonly figure: PublicFigure
  readonly months: Months
  readonly found: FigureValue
  /** The sums that it is made of: one, or those of both parts. */
  readonly sums: readonly {
    readonly name: FigureName
    readonly sum: SumOf
    readonly kinds: readonly EntryKind[]
  }[]
  readonly inhabitants?: { readonly count: number; readonly source: string }
}

/** `read` is given where several figures of one page are read, so that what they share is asked once. */
export async function readEvidence(
  tx: Tx,
  name: FigureName,
  months: Months,
  read: FigureReader = figureReader(tx),
): Promise<Evidence> {
  const figure = figureOf(name)
  const found = await read(name, months)
  const region = 'perPerson' in figure.formula ? await readRegion(tx) : undefined
  return {
    figure,
    months,
    found,
    sums: sumNames(name).map((each) => ({ name: each, sum: sumOf(each), kinds: kindsOf(sumOf(each)) })),
    ...(await readSeal(tx, months.to)),
    inhabitants: region?.inhabitants ? { count: region.inhabitants, source: region.name } : undefined,
  }
}

/** The plain sums behind a figure, each once. */
export function sumNames(name: FigureName): FigureName[] {
  const { formula } = figureOf(name)
  if ('sum' in formula) return [name]
  const parts = 'perPerson' in formula ? [formula.perPerson] : [formula.part, ...formula.of]
  return [...new Set(parts.flatMap(sumNames))]
}

function sumOf(name: FigureName): SumOf {
  const { formula } = figureOf(name)
  if (!('sum' in formula)) throw new Error(`${name} is no sum`)
  return formula.sum
}

/** The kinds of entries that count; for energy money those that say so themselves. */
function kindsOf({ counts, energy }: SumOf): EntryKind[] {
  const names = energy ? energyKinds() : kindsThatCount(counts)
  return allKinds().filter(({ name }) => names.includes(name))
}

/** The address of the flows behind a sum: the same conditions. */
export function flowsOf(sum: SumOf, { from, to }: Months): string {
  const query = new URLSearchParams({ from, to, crossing: sum.crossing })
  if (sum.unit !== 'JPY') query.set('unit', sum.unit)
  if (sum.counts !== 'exchange') query.set('counts', sum.counts)
  if (sum.energy) query.set('energy', '1')
  return `/ledger/flows?${query}`
}

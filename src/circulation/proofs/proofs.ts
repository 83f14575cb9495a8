import type { Tx } from '#db/transaction.ts'
import { type FigureValue, type Months, figureReader, recomputeFigure } from '#circulation/figure-values.ts'
import { type FigureName, type PublicFigure, figureNames, figureOf } from '#circulation/public-figures.ts'

export interface FigureSeen {
  readonly figure: PublicFigure
  readonly found: FigureValue
}

/** All public figures of a period. */
export async function readFigures(tx: Tx, months: Months): Promise<FigureSeen[]> {
  const read = figureReader(tx)
  return await Promise.all(
    figureNames.map(async (name) => ({ figure: figureOf(name), found: await read(name, months) })),
  )
}

export type Proof =
  | { readonly state: 'same' | 'differs'; readonly proved: FigureValue; readonly seconds: number }
  | { readonly state: 'busy' }

/**
 * Anyone has a figure computed anew from its flows and compared with what is `shown`. One at a time in a region, since it reads
 * every flow of the period.
 */
export async function proveFigure(
  tx: Tx,
  name: FigureName,
  months: Months,
  shown: FigureValue,
  clock: () => number,
): Promise<Proof> {
  const [lock] = await tx.run<{ mine: boolean }>('select pg_try_advisory_xact_lock(7104, $1) as mine', [
    tx.region,
  ])
  if (!lock?.mine) return { state: 'busy' }
  const began = clock()
  const proved = await recomputeFigure(tx, name, months)
  const seconds = (clock() - began) / 1000
  const same = shown.value === proved.value && shown.flows === proved.flows
  return { state: same ? 'same' : 'differs', proved, seconds }
}

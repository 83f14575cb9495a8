import type { Tx } from '#db/transaction.ts'
import { type FigureValue, type Months, figureReader, recomputeFigure } from '#circulation/figure-values.ts'
import { type Proof, computedAnew } from '#circulation/proof.ts'
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

export type FigureProof = Proof<FigureValue>

/** The figure from its flows, one by one. */
export const proveFigure = async (
  tx: Tx,
  name: FigureName,
  months: Months,
  clock: () => number,
): Promise<FigureProof> => await computedAnew(tx, clock, () => recomputeFigure(tx, name, months))

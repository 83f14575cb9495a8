/** What the pages of the circulation ask of a region, each with the time in which they should have it. */
import { month } from '#kit/days.ts'
import type { Tx } from '#db/transaction.ts'
import { testActor } from '#ledger/testing.ts'
import { readKinds, readTowns, readYears } from '#circulation/drawings/series.ts'
import { readWeb } from '#circulation/drawings/webs.ts'
import { monthsOfYear, readFigureYears } from '#circulation/figure-values.ts'
import { openFigure } from '#circulation/flows.ts'
import { readHeadlines, readSplit } from '#circulation/measures/measures.ts'
import { readFigures } from '#circulation/proofs/proofs.ts'
import { figureNames } from '#circulation/public-figures.ts'
import { readMultiplier } from '#circulation/rounds/reading.ts'
import { readStay } from '#circulation/rounds/velocity.ts'
import type { Read } from './reads.ts'

/** Of a fiscal year that is over, compared with the one before where the page does so. */
export function circulationReads(
  year: number,
  read: (name: string, targetMs: number, work: (tx: Tx) => Promise<unknown>) => Read,
): Read[] {
  const [months, before] = [monthsOfYear(year), monthsOfYear(year - 1)]
  const split = (by: 'kind' | 'payee' | 'party') => (tx: Tx) =>
    readSplit(tx, testActor, { way: 'leaked', by, now: months, before })
  const web = (by: 'band' | 'sector' | 'town') => (tx: Tx) =>
    readWeb(tx, testActor, { months, unit: 'JPY', by })
  const opened = {
    unit: 'JPY',
    from: month(`${year}-04`),
    to: month(`${year + 1}-03`),
    crossing: 'out',
  } as const
  const years = Array.from({ length: 6 }, (_, n) => year - 4 + n)
  return [
    read('nine headlines of two years', 150, (tx) => readHeadlines(tx, months, before)),
    read('all public figures', 150, (tx) => readFigures(tx, months)),
    read('goals: every figure of six years', 150, (tx) => readFigureYears(tx, figureNames, years)),
    read('leaks by kind, two years', 150, split('kind')),
    read('leaks by industry, two years', 150, split('payee')),
    read('leaks by party, two years', 500, split('party')),
    read('Sankey by band', 150, web('band')),
    read('Sankey by industry', 150, web('sector')),
    read('Sankey by town', 3_000, web('town')),
    read('Sankey of wood', 150, (tx) => readWeb(tx, testActor, { months, unit: 'WOOD', by: 'band' })),
    read('growers opened into parties', 2_000, (tx) =>
      readWeb(tx, testActor, { months, unit: 'JPY', by: 'party', open: { side: 'inside', band: 'growers' } }),
    ),
    read('years over each other', 150, (tx) => readYears(tx, 'earned')),
    read('small multiples', 150, (tx) => readKinds(tx, 'leaked', year)),
    read('map of towns', 3_000, (tx) => readTowns(tx, testActor, year)),
    read('the multiplier, from the totals to the answer', 1_000, (tx) =>
      readMultiplier(tx, testActor, { year, to: 'earned' }),
    ),
    read('days that yen stay', 500, (tx) => readStay(tx, months)),
    read('leaks opened to their flows', 100, (tx) => openFigure(tx, testActor, opened)),
    read('energy leaks opened to their flows', 100, (tx) =>
      openFigure(tx, testActor, { ...opened, energy: true }),
    ),
  ]
}

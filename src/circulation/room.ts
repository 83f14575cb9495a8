import { circulationPage } from './circulation.routes.ts'
import { inputOutputRoutes } from './input-output/routes.ts'
import { proofRoutes } from './proofs/routes.ts'
import { roundRoutes } from './rounds/routes.ts'
import { measureRoutes } from './measures/routes.ts'
import { drawingRoutes } from './drawings/routes.ts'
import { goalRoutes } from './goals/routes.ts'
import { entryPage, flowsPage } from './flows.routes.ts'
import { accountsPage, closeAction, ledgerPage, statementPage } from './ledger.routes.ts'

export { type PlanSeen, listPlans } from './goals/reading.ts'
export { readEvidence } from './figure-evidence.ts'
export { twinOf } from './proofs/twin.ts'
export { figureReader } from './figure-values.ts'
export { figureNames } from './public-figures.ts'
export { calculate, mostLines, readEffect } from './input-output/effect.ts'
export type { Round } from './input-output/ripples.ts'
export { type TableHead, enterTable, listTables, publishTable, readAnalysed } from './input-output/tables.ts'
export { askLm3 } from './rounds/asking.ts'
export { readMultiplier } from './rounds/reading.ts'
export { directions, sides } from './schema.ts'
export { readCircle, readStreams, thisMonth } from './figures.ts'
export { openEntry, openFigure } from './flows.ts'
export { bands, endName, endNamed, endNames } from './groups.ts'
export { accountsOf, closeUpToYesterday, readLedger, readStatement } from './ledger.ts'
export { MonthFiguresRow } from './circulation.pages.tsx'
export { CircleOf, MonthsFigure, StreamsFigure } from './pictures.tsx'

/** 循環: what the ledger says. */
export const circulation = {
  name: 'circulation',
  routes: [
    circulationPage,
    flowsPage,
    entryPage,
    ledgerPage,
    closeAction,
    accountsPage,
    statementPage,
    ...inputOutputRoutes,
    ...measureRoutes,
    ...drawingRoutes,
    ...goalRoutes,
    ...proofRoutes,
    ...roundRoutes,
  ],
}

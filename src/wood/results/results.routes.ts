/** The addresses of what the wood did for the region. */
import { z } from 'zod'
import { csvOf } from '#http/columns.ts'
import { type Page, type Route, page } from '#http/routes.ts'
import { type Period, day, fiscalYear } from '#kit/days.ts'
import type { Tx } from '#db/transaction.ts'
import { may } from '#parties/policy.ts'
import { readHeatMonths } from '#wood/heat/results.ts'
import {
  type ResultMonth,
  monthFileColumns,
  resultsAt,
  resultsView,
  whoFileColumns,
} from './results.pages.tsx'
import {
  readDeliverers,
  readFirstYear,
  readNeed,
  readWoodMonths,
  readWoodTowns,
  withoutFew,
} from './results.ts'

const asked = z.object({ year: z.coerce.number().int().min(2000).max(2200).optional().catch(undefined) })
const periodOf = (year: number): Period => ({ from: day(`${year}-04-01`), to: day(`${year + 1}-03-31`) })
const yearOf = (tx: Tx, { year }: z.infer<typeof asked>): number => year ?? fiscalYear(tx.today)

async function monthsOf(tx: Tx, year: number): Promise<ResultMonth[]> {
  const woods = new Map((await readWoodMonths(tx, periodOf(year))).map((row) => [row.month, row]))
  const heats = new Map((await readHeatMonths(tx, periodOf(year))).map((row) => [row.month, row]))
  const months = [...new Set([...woods.keys(), ...heats.keys()])].toSorted()
  return months.map((month) => ({ month, wood: woods.get(month), heat: heats.get(month) }))
}

const resultsPage: Page = page({
  at: resultsAt,
  access: 'region.see',
  input: asked,
  load: async (tx, actor, input) => {
    const [year, now] = [yearOf(tx, input), fiscalYear(tx.today)]
    const office = may(actor.role, 'wood.run')
    const first = Math.min((await readFirstYear(tx)) ?? now, year)
    return {
      year,
      years: Array.from({ length: Math.max(now, year) - first + 1 }, (_, n) => first + n),
      months: await monthsOf(tx, year),
      towns: office
        ? await readWoodTowns(tx, periodOf(year))
        : withoutFew(await readWoodTowns(tx, periodOf(year))),
      deliverers: office ? await readDeliverers(tx, periodOf(year)) : [],
      need: office && year === now ? await readNeed(tx, periodOf(year)) : undefined,
    }
  },
  show: resultsView,
})

const monthFile: Page = page({
  at: `${resultsAt}.csv`,
  access: 'region.see',
  input: asked,
  load: async (tx, _actor, input) => ({
    rows: await monthsOf(tx, yearOf(tx, input)),
    year: yearOf(tx, input),
  }),
  show: ({ rows, year }, { lang }) => csvOf(rows, monthFileColumns(lang), `wood-${year}`),
})

const whoFile: Page = page({
  at: `${resultsAt}/who.csv`,
  access: 'wood.run',
  input: asked,
  load: async (tx, _actor, input) => ({
    rows: await readDeliverers(tx, periodOf(yearOf(tx, input))),
    year: yearOf(tx, input),
  }),
  show: ({ rows, year }, { lang }) => csvOf(rows, whoFileColumns(lang), `wood-suppliers-${year}`),
})

export const resultRoutes: readonly Route[] = [resultsPage, monthFile, whoFile]

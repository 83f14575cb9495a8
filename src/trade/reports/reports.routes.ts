/** The addresses of the reports: each as a page, a CSV and a workbook. */
import { z } from 'zod'
import { isRefusal } from '#kit/refusals.ts'
import { optionalId } from '#http/fields.ts'
import { type Page, page } from '#http/routes.ts'
import { readCohorts } from './cohorts.ts'
import { fillBy, readFill } from './fill-rates.ts'
import { forecastColumns, forecastView } from './forecast.pages.tsx'
import { readForecasts } from './forecast-reading.ts'
import { readIncomes } from './incomes.ts'
import { readLosses } from './losses.ts'
import { periodOf, reportInput, reportRoutes } from './report.ts'
import {
  cohortColumns,
  cohortsView,
  fillColumns,
  fillView,
  incomeColumns,
  incomesView,
  lossColumns,
  lossesView,
  overview,
} from './reports.pages.tsx'
import { readSales, salesBy } from './sales.ts'
import { salesColumns, salesView } from './sales.pages.tsx'

const overviewPage = page({
  at: '/trade/reports',
  access: 'sales.see',
  load: async () => await Promise.resolve({}),
  show: overview,
})

const sales = reportRoutes({
  name: 'sales',
  access: 'sales.see',
  input: reportInput.extend({ by: z.enum(salesBy).catch('month') }),
  load: async (tx, actor, { by, ...asked }) => {
    const period = periodOf(asked, 'twelve_months', tx.today)
    const rows = await readSales(tx, actor, { by, period })
    return isRefusal(rows) ? rows : { rows, by, period, today: tx.today }
  },
  rows: ({ rows }) => rows,
  columns: (data, _input, lang) => salesColumns(data, lang),
  view: salesView,
})

const incomes = reportRoutes({
  name: 'incomes',
  access: 'report.see',
  input: reportInput,
  load: async (tx, actor, asked) => {
    const period = periodOf(asked, 'twelve_months', tx.today)
    const rows = await readIncomes(tx, actor, { period })
    return isRefusal(rows) ? rows : { rows, period, today: tx.today }
  },
  rows: ({ rows }) => rows,
  columns: (data, _input, lang) => incomeColumns(data, lang),
  view: incomesView,
})

const fill = reportRoutes({
  name: 'fill',
  access: 'report.see',
  input: reportInput.extend({ by: z.enum(fillBy).catch('month') }),
  load: async (tx, actor, { by, ...asked }) => {
    const period = periodOf(asked, 'twelve_months', tx.today)
    const rows = await readFill(tx, actor, { by, period })
    return isRefusal(rows) ? rows : { rows, by, period, today: tx.today }
  },
  rows: ({ rows }) => rows,
  columns: (data, _input, lang) => fillColumns(data, lang),
  view: fillView,
})

const losses = reportRoutes({
  name: 'losses',
  access: 'report.see',
  input: reportInput,
  load: async (tx, actor, asked) => {
    const period = periodOf(asked, 'twelve_months', tx.today)
    const rows = await readLosses(tx, actor, { period })
    return isRefusal(rows) ? rows : { rows, period, today: tx.today }
  },
  rows: ({ rows }) => rows,
  columns: (data, _input, lang) => lossColumns(data, lang),
  view: lossesView,
})

const cohorts = reportRoutes({
  name: 'cohorts',
  access: 'report.see',
  input: reportInput,
  load: async (tx, actor) => {
    const rows = await readCohorts(tx, actor)
    return isRefusal(rows) ? rows : { rows, today: tx.today }
  },
  rows: ({ rows }) => rows,
  columns: (data, _input, lang) => cohortColumns(data, lang),
  view: cohortsView,
})

const forecast = reportRoutes({
  name: 'forecast',
  access: 'report.see',
  input: reportInput.extend({ product: optionalId() }),
  load: async (tx, actor) => {
    const found = await readForecasts(tx, actor)
    return isRefusal(found) ? found : { ...found, today: tx.today }
  },
  rows: ({ rows }) => rows,
  columns: (data, _input, lang) => forecastColumns(data, lang),
  view: forecastView,
})

export const tradeReports: Page[] = [
  overviewPage,
  ...sales,
  ...incomes,
  ...fill,
  ...losses,
  ...cohorts,
  ...forecast,
]

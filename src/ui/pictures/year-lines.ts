/** Fiscal years over each other: what `LineChart` needs for April to March and one line a year. */
import { addMonths, month } from '#kit/days.ts'
import { fiscalYearText, monthShort } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import type { Tick } from './axes.tsx'
import type { LineSeries } from './line-chart.tsx'
import type { FlowTone } from './svg-kit.tsx'

/** The twelve months of a fiscal year, of whichever. */
export function fiscalMonths(lang: Lang = 'ja'): Tick[] {
  const april = month('2000-04')
  return Array.from({ length: 12 }, (_, at) => ({ label: monthShort(addMonths(april, at), lang) }))
}

export interface FiscalYear {
  readonly year: number
  /** April to March; null, or left out at the end, where the year has not come yet. */
  readonly values: readonly (number | null)[]
}

/** One line a year, the newest strong and on top, whatever the order they come in. */
export function yearLines(years: readonly FiscalYear[], tone: FlowTone, lang: Lang = 'ja'): LineSeries[] {
  return years
    .toSorted((a, b) => a.year - b.year)
    .map(({ year, values }, index) => ({
      label: fiscalYearText(year, lang),
      tone,
      values,
      look: index === years.length - 1 ? 'strong' : 'pale',
    }))
}

import {
  type Day,
  type Period,
  addDays,
  addMonths,
  daysBetween,
  firstDay,
  fiscalYear,
  lastDay,
  monthOfDay,
  weekday,
} from '#kit/days.ts'

/** What people ask for by name; the year runs April to March. */
export const spans = ['month', 'last_month', 'twelve_months', 'fiscal_year', 'last_fiscal_year'] as const
export type Span = (typeof spans)[number]

const year = (of: number): Period => ({ from: `${of}-04-01` as Day, to: `${of + 1}-03-31` as Day })

/** The days of a named period, seen from today. `twelve_months` are the last whole ones: a begun month looks like a fall. */
export function spanOf(span: Span, today: Day): Period {
  const now = monthOfDay(today)
  switch (span) {
    case 'month':
      return { from: firstDay(now), to: today }
    case 'last_month':
      return { from: firstDay(addMonths(now, -1)), to: lastDay(addMonths(now, -1)) }
    case 'twelve_months':
      return { from: firstDay(addMonths(now, -12)), to: lastDay(addMonths(now, -1)) }
    case 'fiscal_year':
      return { from: year(fiscalYear(today)).from, to: today }
    case 'last_fiscal_year':
      return year(fiscalYear(today) - 1)
  }
}

/** The same days one year before; as many years before as the period is long, so that the two do not overlap. */
export function before({ from, to }: Period): Period {
  const years = Math.max(1, Math.ceil((daysBetween(from, to) + 1) / 366))
  return { from: yearsBefore(from, years), to: yearsBefore(to, years) }
}

function yearsBefore(on: Day, years: number): Day {
  const month = addMonths(monthOfDay(on), -12 * years)
  // The last of February is compared with the last of February.
  const last = lastDay(month)
  if (on === lastDay(monthOfDay(on))) return last
  const same = `${month}-${on.slice(8)}` as Day
  return same > last ? last : same
}

/** Monday of the week of a day. */
export const weekOf = (on: Day): Day => addDays(on, -((weekday(on) + 6) % 7))

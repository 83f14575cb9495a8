/** Which months a page of this room is about: a fiscal year, a month, any span; said in the address. */
import { z } from 'zod'
import { type Day, type Month, addMonths, fiscalYear, isMonth, monthOfDay } from '#kit/days.ts'
import { type Months, monthsOfYear } from './figure-values.ts'

const asMonth = z
  .string()
  .refine((text): text is Month => isMonth(text))
  .optional()
  .catch(undefined)
/** What cannot be read counts as not said, so that an old link still opens. */
export const periodInput = z.object({
  fy: z.coerce.number().int().min(1950).max(2200).optional().catch(undefined),
  from: asMonth,
  to: asMonth,
})
export type PeriodInput = z.infer<typeof periodInput>

/** The months asked for, the earlier first; the running fiscal year when none are. */
export function monthsAsked({ fy, from, to }: PeriodInput, today: Day): Months {
  if (from ?? to) {
    const [one, other] = [from ?? to, to ?? from] as [Month, Month]
    return one <= other ? { from: one, to: other } : { from: other, to: one }
  }
  return monthsOfYear(fy ?? fiscalYear(today))
}

/** The fiscal year that these months are, if they are one. */
export function yearOf({ from, to }: Months): number | undefined {
  return from.endsWith('-04') && to === addMonths(from, 11) ? Number(from.slice(0, 4)) : undefined
}

const lengthOf = ({ from, to }: Months): number => {
  const [a, b] = [from, to].map((each) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5))) as [
    number,
    number,
  ]
  return b - a + 1
}

/**
 * What a period is compared with: as many months before it. A fiscal year that is still running is compared with the same
 * months of the year before, as far as it has come, else a year half gone would look like a fall.
 */
export function comparable(months: Months, today: Day): { now: Months; before: Months } {
  const running = monthOfDay(today)
  const year = yearOf(months)
  if (year === undefined) {
    const back = -lengthOf(months)
    return { now: months, before: { from: addMonths(months.from, back), to: addMonths(months.to, back) } }
  }
  const now = months.to > running && months.from <= running ? { from: months.from, to: running } : months
  return { now, before: { from: addMonths(now.from, -12), to: addMonths(now.to, -12) } }
}

/** As an address says it. */
export const periodQuery = (months: Months): Readonly<Record<string, string>> => {
  const year = yearOf(months)
  return year === undefined ? { from: months.from, to: months.to } : { fy: String(year) }
}

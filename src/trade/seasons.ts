/** Months in which a product is to be had, as people say them. Pure. */

/** A run of months, first and last; `[10, 1]` goes over the year's end. */
export type MonthRun = readonly [first: number, last: number]

/** The runs in a set of months, in the order of the year; 10, 11, 12, 1 is one. None when it is the whole year. */
export function monthRuns(months: readonly number[]): MonthRun[] {
  const within = new Set(months)
  if (within.size === 0 || within.size === 12) return []
  return [...within]
    .filter((month) => !within.has(before(month)))
    .toSorted((a, b) => a - b)
    .map((first) => [first, lastOf(within, first)])
}

function lastOf(within: ReadonlySet<number>, first: number): number {
  let last = first
  while (within.has(after(last))) last = after(last)
  return last
}

const before = (month: number): number => (month === 1 ? 12 : month - 1)
const after = (month: number): number => (month === 12 ? 1 : month + 1)

/** Whether a product with these months can be expected in one; none means the whole year. */
export const inSeason = (months: readonly number[], month: number): boolean =>
  months.length === 0 || months.includes(month)

/**
 * When a product is to be had, in 旬 (dekads): the thirds of a month by which growers and markets speak. 1 is the first to the
 * tenth of January (1月上旬), 36 the twenty-first to the last of December (12月下旬). Pure.
 */
import type { Day } from '#kit/days.ts'

export const dekadsOfYear = 36

/** A run of dekads, first and last; `[28, 3]` goes over the year's end. */
export type DekadRun = readonly [first: number, last: number]

/** The dekad in which a day lies. */
export function dekadOf(on: Day): number {
  const [, month, date] = on.split('-').map(Number) as [number, number, number]
  return (month - 1) * 3 + Math.min(Math.ceil(date / 10), 3)
}

/** Whose month a dekad is, 1–12, and which third of it, 0–2. */
export const partsOf = (dekad: number): { month: number; third: number } => ({
  month: Math.ceil(dekad / 3),
  third: (dekad - 1) % 3,
})

/** The three dekads of every month given. */
export const dekadsOfMonths = (months: readonly number[]): number[] =>
  months.flatMap((month) => [month * 3 - 2, month * 3 - 1, month * 3])

/** From one dekad through another, over the year's end where the last lies before the first. */
export function dekadsThrough([first, last]: DekadRun): number[] {
  const count = ((last - first + dekadsOfYear) % dekadsOfYear) + 1
  return Array.from({ length: count }, (_, at) => ((first - 1 + at) % dekadsOfYear) + 1)
}

/** Each once, in the order of the year; the whole year is none. */
export function evenDekads(dekads: readonly number[]): number[] {
  const each = [...new Set(dekads)].toSorted((a, b) => a - b)
  return each.length === dekadsOfYear ? [] : each
}

/** The runs in a set of dekads, in the order of the year; October to January is one. None when it is the whole year. */
export function dekadRuns(dekads: readonly number[]): DekadRun[] {
  const within = new Set(dekads)
  if (within.size === 0 || within.size === dekadsOfYear) return []
  return [...within]
    .filter((dekad) => !within.has(before(dekad)))
    .toSorted((a, b) => a - b)
    .map((first) => [first, lastOf(within, first)])
}

function lastOf(within: ReadonlySet<number>, first: number): number {
  let last = first
  while (within.has(after(last))) last = after(last)
  return last
}

const before = (dekad: number): number => (dekad === 1 ? dekadsOfYear : dekad - 1)
const after = (dekad: number): number => (dekad === dekadsOfYear ? 1 : dekad + 1)

/** Whether a product with these dekads can be expected in one; none means the whole year. */
export const inSeason = (dekads: readonly number[], dekad: number): boolean =>
  dekads.length === 0 || dekads.includes(dekad)

/** Rules of lots. Pure; points are whole numbers, days are those of the region. */
import { type Day, addDays, addMonths, lastDay, monthOfDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'

export interface Lot {
  readonly lotId: Id
  readonly expiresOn: Day
  readonly rest: number
}
export interface Taken {
  readonly lotId: Id
  readonly amount: number
}

/** What can be paid on a day: a lot counts through its last day. */
export const spendable = (lots: readonly Lot[], on: Day): number =>
  lots.reduce((sum, lot) => sum + (lot.expiresOn >= on ? lot.rest : 0), 0)

/**
 * Which lots so many points come from: first-expiring first, those of one day in the order in which they came (ids grow with
 * time). Undefined when there are not enough.
 */
export function takeFrom(lots: readonly Lot[], on: Day, points: number): Taken[] | undefined {
  const taken: Taken[] = []
  let left = points
  for (const { lotId, rest } of lots
    .filter((lot) => lot.expiresOn >= on && lot.rest > 0)
    .toSorted((a, b) => compare(a.expiresOn, b.expiresOn) || compare(a.lotId, b.lotId))) {
    if (left === 0) break
    const amount = Math.min(rest, left)
    taken.push({ lotId, amount })
    left -= amount
  }
  return left === 0 ? taken : undefined
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The last day of points that are issued on a day and valid for some months: the day before the same day of that month, or
 * its last day where it has no such day (民法143条2項). Six months at most leave them outside the rules for prepaid
 * instruments (資金決済法4条2号; to be confirmed).
 */
export function lastDayOf(issuedOn: Day, months: number): Day {
  const of = addMonths(monthOfDay(issuedOn), months)
  const [same, end] = [`${of}-${issuedOn.slice(8)}` as Day, lastDay(of)]
  return same <= end ? addDays(same, -1) : end
}

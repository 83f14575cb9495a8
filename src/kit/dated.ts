/**
 * Legal and tariff numbers are rows with a first day, a last day and a source; the row that counts is the one of the
 * day of the event, never today's.
 */
import type { Day } from './days.ts'

export interface Dated {
  readonly validFrom: Day
  /** The last day that belongs to it; none when the row still holds. */
  readonly validTo?: Day | null
}

/** The row that holds on the day; of rows that overlap, the one that began last. */
export function rowOn<Row extends Dated>(rows: readonly Row[], on: Day): Row | undefined {
  return rows
    .filter((row) => row.validFrom <= on && (row.validTo == null || on <= row.validTo))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]
}

import { fiscalYear } from '#kit/days.ts'
import type { Tx } from './transaction.ts'

/**
 * The next number of a series in the fiscal year of the transaction's day, as people read it out: `T-2026-00123`.
 * Without gaps: the number is taken with the document or not at all, and two writers take turns.
 */
export async function nextNumber(tx: Tx, series: string): Promise<string> {
  const [number] = await nextNumbers(tx, series, 1)
  if (!number) throw new Error(`the series ${series} gave no number`)
  return number
}

/** For documents made many at a time: so many numbers in one step. */
export async function nextNumbers(tx: Tx, series: string, count: number): Promise<string[]> {
  if (count === 0) return []
  const year = fiscalYear(tx.today)
  const { last } = await tx.q
    .insertInto('db_counter')
    .values({ region_id: tx.region, name: series, year, last: count })
    .onConflict((c) =>
      c
        .columns(['region_id', 'name', 'year'])
        .doUpdateSet((e) => ({ last: e('db_counter.last', '+', count) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return Array.from(
    { length: count },
    (_, at) => `${series}-${year}-${String(last - count + at + 1).padStart(5, '0')}`,
  )
}

import { fiscalYear } from '#kit/days.ts'
import type { Tx } from './transaction.ts'

/**
 * The next number of a series in the fiscal year of the transaction's day, as people read it out: `T-2026-00123`.
 * Without gaps: the number is taken with the document or not at all, and two writers take turns.
 */
export async function nextNumber(tx: Tx, series: string): Promise<string> {
  const year = fiscalYear(tx.today)
  const { last } = await tx.q
    .insertInto('db_counter')
    .values({ region_id: tx.region, name: series, year, last: 1 })
    .onConflict((c) =>
      c.columns(['region_id', 'name', 'year']).doUpdateSet((e) => ({ last: e('db_counter.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return `${series}-${year}-${String(last).padStart(5, '0')}`
}

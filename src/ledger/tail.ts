import type { Tx } from '#db/transaction.ts'

/** So many entries are added to the totals at once: their sums go through the memory of the database. */
const partOfEntries = 50_000

/**
 * Adds what is in no total yet to the totals of the months, years and days on which it happened, and answers how many
 * entries that were. For the server, every minute: a figure is its totals and, flow by flow, the tail that is left. Posters
 * wait for nobody; who writes totals for another reason (a close, a side that is said late) waits until the commit.
 */
export async function sumUp(tx: Tx): Promise<number> {
  // Asked every minute, and at night nearly always answered here.
  const some = await tx.run('select from ledger_tail where region_id = $1 limit 1', [tx.region])
  if (some.length === 0) return 0
  await tx.run('select pg_advisory_xact_lock(7102, $1)', [tx.region])
  return await sumUpTail(tx)
}

/** The same, for who holds 7102. */
export async function sumUpTail(tx: Tx): Promise<number> {
  for (let summed = 0; ;) {
    const [row] = await tx.run<{ entries: number }>('select ledger_sum_up($1, $2) as entries', [
      tx.region,
      partOfEntries,
    ])
    if (!row || row.entries === 0) return summed
    summed += row.entries
  }
}

/** The condition that flows are in the totals: looked up in memory, however much the tail holds. */
export const inTotals = (flows: string): string =>
  `${flows}.entry_id not in (select w.entry_id from ledger_tail w where w.region_id = $1)`

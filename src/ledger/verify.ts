import type { Clock } from '#kit/clock.ts'
import type { Database } from '#db/pool.ts'
import { transact } from '#db/transaction.ts'
import { verifyEntries } from './verify-entries.ts'
import { sums, verifySum } from './verify-sums.ts'
import type { Mismatch } from './verify-words.ts'

export interface VerifyOptions {
  readonly region: number
  /** A line for each thing that was proved, and one for what was not. */
  readonly log?: (line: string) => void
  /** How many entries of how many were read: nearly all of the time goes there. */
  readonly progress?: (done: number, total: number) => void
  readonly clock?: Clock
}

/**
 * Proves that a region's ledger agrees with itself: every entry with its digest, every closed day with its seal and
 * the seal before, balances, floors, holds and totals with the flows. Answers the first row that does not, in a
 * sentence, or undefined. Reads one moment of the ledger while others go on posting; writes nothing.
 */
export async function verify(db: Database, options: VerifyOptions): Promise<Mismatch | undefined> {
  const { region, clock, log = () => undefined, progress = () => undefined } = options
  const wrong = await transact(db, { region, clock, readOnly: true }, async (tx) => {
    // Sums over all flows: sorting them on disk would take most of the time.
    await tx.run(`set local work_mem = '128MB'`)
    const [{ total } = { total: 0 }] = await tx.run<{ total: number }>(
      'select count(*)::int as total from ledger_entry where region_id = $1',
      [region],
    )
    const read = await verifyEntries(tx, (done) => progress(done, total))
    if ('fault' in read) return read
    log(`✓ 仕訳 ${read.entries} 件、流れ ${read.flows} 本、日ごとの封 / entries, flows and the seals of days`)
    for (const sum of sums) {
      const found = await verifySum(tx, sum)
      if (found) return found
      log(`✓ ${sum.ja} / ${sum.en}`)
    }
    return undefined
  })
  if (wrong) log(`✗ ${wrong.ja} / ${wrong.en}`)
  return wrong
}

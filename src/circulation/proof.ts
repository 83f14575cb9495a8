/** Figures computed anew from their flows, past all totals, and compared with what is shown. */
import type { Tx } from '#db/transaction.ts'

/** A value as shown and as computed anew, both as people read them. */
export interface Compared {
  readonly label: string
  readonly shown: string
  readonly anew: string
  readonly same: boolean
}

export type Proof<T> =
  | { readonly state: 'done'; readonly anew: T; readonly seconds: number }
  | { readonly state: 'busy' }

/** Anyone may ask for it. One at a time in a region, since it reads every flow of the period. */
export async function computedAnew<T>(
  tx: Tx,
  clock: () => number,
  work: () => Promise<T>,
): Promise<Proof<T>> {
  const [lock] = await tx.run<{ mine: boolean }>('select pg_try_advisory_xact_lock(7104, $1) as mine', [
    tx.region,
  ])
  if (!lock?.mine) return { state: 'busy' }
  const began = clock()
  const anew = await work()
  return { state: 'done', anew, seconds: (clock() - began) / 1000 }
}

/**
 * Whether two values are the same. Sums of yen are exact; what was added up in another order as fractions may differ in
 * the last of its sixteen digits.
 */
export function isSame(shown: number | undefined, anew: number | undefined): boolean {
  if (shown === undefined || anew === undefined) return shown === anew
  return Math.abs(shown - anew) <= 1e-9 * Math.max(1, Math.abs(shown))
}

/** Wood in the ledger: out of which stores into which. Pure. */
import type { Id } from '#kit/ids.ts'
import { wood } from '#kit/units.ts'
import type { AccountRef } from '#ledger/accounts.ts'
import type { Flow } from '#ledger/post.ts'

interface Side {
  readonly account: AccountRef
  readonly grams: number
}

/**
 * The flows that empty each source and fill each target; both sides come to the same. One after the other, so that what is small
 * on one side makes few flows. What leaves an account and comes back to it is no flow.
 */
export function woodFlows(from: readonly Side[], to: readonly Side[]): Flow[] {
  const flows: Flow[] = []
  const targets = to.map((each) => ({ ...each }))
  for (const source of from) {
    let left = source.grams
    for (const target of targets) {
      const grams = Math.min(left, target.grams)
      if (grams === 0) continue
      left -= grams
      target.grams -= grams
      if (keyOf(source.account) !== keyOf(target.account))
        flows.push({ unit: 'WOOD', amount: wood(grams), from: source.account, to: target.account })
    }
    if (left > 0) throw new Error(`${left} g of wood would vanish`)
  }
  return flows
}
const keyOf = ({ party, purpose }: AccountRef): string => `${party} ${purpose}`

/** Where wood goes that goes out of the stores: into the air, to the ground, into the fire. */
export const lostAs = (
  natureId: Id,
  purpose: 'drying' | 'fines' | 'stock_difference' | 'burnt',
): AccountRef => ({
  party: natureId,
  purpose,
})

import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'

/** Whether the region has such a party: an id that somebody sent may be of another region, or of nobody. */
export async function isParty(tx: Tx, partyId: Id): Promise<boolean> {
  const found = await tx.run('select 1 from party where region_id = $1 and party_id = $2', [
    tx.region,
    partyId,
  ])
  return found.length > 0
}

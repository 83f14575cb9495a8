/** What benches say at their end: that what they wrote agrees. */
import type { Tx } from '#db/transaction.ts'
import { verifyPoints } from '#points/watching.ts'

/** Wallets are the sums of their lots, and every point is a yen of the fund. */
export async function provePoints(tx: Tx): Promise<string> {
  const [wrong] = await verifyPoints(tx)
  return wrong ? `✗ ${JSON.stringify(wrong)}` : '✓ wallets are their lots, points the yen of the fund'
}

/** The wood that the ledger holds in the stores is the wood of all piles, to the gram. */
export async function proveStores(tx: Tx): Promise<string> {
  const [row] = await tx.run<{ stored: number; counted: number }>(
    `select coalesce((select sum(b.balance) from ledger_balance b join ledger_account a using (region_id, account_id)
       where a.region_id = $1 and a.unit = 'WOOD'), 0)::bigint as stored,
     coalesce((select sum(grams) from wood_pile where region_id = $1), 0)::bigint as counted`,
    [tx.region],
  )
  return row && row.counted > 0 && row.stored === row.counted
    ? '✓ what lies in the stores is what the piles say'
    : `✗ ${row?.stored} g stored, ${row?.counted} g in piles`
}

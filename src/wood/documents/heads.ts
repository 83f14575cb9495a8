import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import type { Head } from './pdf.ts'

/** The name and address of a party, as they stand on a paper. */
export async function headOf(tx: Tx, partyId: Id): Promise<Head> {
  const [head] = await tx.run<Head & Record<string, unknown>>(
    'select name, address from party where region_id = $1 and party_id = $2',
    [tx.region, partyId],
  )
  return head ?? { name: '', address: '' }
}

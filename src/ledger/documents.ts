import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import type { AccountRef } from './accounts.ts'

/** The entry of a kind by which a document put something into an account: what to reverse when that alone is undone. */
export async function entryInto(
  tx: Tx,
  { documentId, kind, account }: { documentId: Id; kind: string; account: AccountRef },
): Promise<Id> {
  const [row] = await tx.run<{ entryId: Id }>(
    `select e.entry_id as "entryId" from ledger_entry e
     join ledger_flow f on f.region_id = $1 and f.entry_id = e.entry_id and not f.reversal
     join ledger_account a on a.region_id = $1 and a.account_id = f.to_account
     where e.region_id = $1 and e.document_id = $2 and e.kind = $3 and a.party_id = $4 and a.purpose = $5 limit 1`,
    [tx.region, documentId, kind, account.party, account.purpose],
  )
  if (!row) throw new Error(`document ${documentId} put nothing into ${account.party} ${account.purpose}`)
  return row.entryId
}

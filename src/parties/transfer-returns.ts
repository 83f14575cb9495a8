/** 戻ってきた振込 (振込不能・組戻し): what the bank could not pay out of a transfer file, and gave back. */
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from './actors.ts'

/** One transfer of a payout, as staff found it again on the bank's statement. */
export interface ReturnedTransfer {
  readonly partyId: Id
  readonly returnedOn: Day
  /** What the bank said: the name does not fit the account, the account was closed. */
  readonly reason: string
}

export type ReturnRefusal = Refusal<
  'transfer_unknown' | 'transfer_returned' | 'day_in_future' | 'returned_too_early' | 'reason_missing'
>

/**
 * Keeps that a transfer of a document came back, once. The document is locked by the caller, who says when its file was to be
 * carried out and whom it paid, and puts right what is owed.
 */
export async function keepReturn(
  tx: Tx,
  actor: Actor,
  paid: { readonly documentId: Id; readonly transferOn: Day; readonly parties: readonly Id[] },
  { partyId, returnedOn, reason }: ReturnedTransfer,
): Promise<undefined | ReturnRefusal> {
  if (!paid.parties.includes(partyId)) return refuse('transfer_unknown', { field: 'partyId' })
  if (returnedOn > tx.today) return refuse('day_in_future', { field: 'returnedOn' })
  if (returnedOn < paid.transferOn)
    return refuse('returned_too_early', { field: 'returnedOn', detail: { on: paid.transferOn } })
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  const kept = await tx.run(
    `insert into party_transfer_return (region_id, document_id, party_id, returned_on, reason, kept_at, kept_by)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning party_id`,
    [tx.region, paid.documentId, partyId, returnedOn, reason.trim(), tx.now, actor.name],
  )
  return kept.length > 0 ? undefined : refuse('transfer_returned', { field: 'partyId' })
}

/** What came back of a document, by who was to be paid. */
export async function returnsOf(tx: Tx, documentId: Id): Promise<ReadonlyMap<Id, ReturnedTransfer>> {
  const rows = await tx.run<ReturnedTransfer & Record<string, unknown>>(
    `select party_id as "partyId", returned_on as "returnedOn", reason from party_transfer_return
     where region_id = $1 and document_id = $2`,
    [tx.region, documentId],
  )
  return new Map(rows.map((row) => [row.partyId, row]))
}

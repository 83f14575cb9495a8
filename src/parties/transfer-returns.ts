/**
 * 戻ってきた振込 (振込不能・組戻し): what the bank could not pay out of a transfer file, and gave back. Why stands here alone: it is about
 * somebody's account, and nothing for the ledger to keep for ever.
 */
import type { Tx } from '#db/transaction.ts'
import { type Day, addDays } from '#kit/days.ts'
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

/** For so many days somebody is reminded, unless the account was entered anew before. */
const remindDays = 90

/** Whose last transfer came back while the account is still the one it went to, by party. */
export async function accountsInDoubt(
  tx: Tx,
  parties: readonly Id[],
): Promise<ReadonlyMap<Id, ReturnedTransfer>> {
  const rows = await tx.run<ReturnedTransfer & Record<string, unknown>>(
    `select distinct on (r.party_id) r.party_id as "partyId", r.returned_on as "returnedOn", r.reason
     from party_transfer_return r
     where r.region_id = $1 and r.party_id = any($2) and r.returned_on > $3
       and not exists (select from party_bank_account b
         where b.region_id = $1 and b.party_id = r.party_id and b.valid_from >= r.returned_on)
     order by r.party_id, r.returned_on desc`,
    [tx.region, parties, addDays(tx.today, -remindDays)],
  )
  return new Map(rows.map((row) => [row.partyId, row]))
}

/** The same of one party: what its own pages tell it. */
export const accountInDoubt = async (
  tx: Tx,
  partyId: Id | undefined,
): Promise<ReturnedTransfer | undefined> =>
  partyId === undefined ? undefined : (await accountsInDoubt(tx, [partyId])).get(partyId)

import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { type ReversalRefusal, reverse } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { announce } from '#parties/announcements.ts'
import { may } from '#parties/policy.ts'
import { type ReturnRefusal, type ReturnedTransfer, keepReturn } from '#parties/transfer-returns.ts'
import { payoutEntries } from './money-reading.ts'
import { lockPayout, transfersIn } from './payouts.ts'

/** Nothing came back of what was not paid. */
export type PayoutReturnRefusal =
  | ReturnRefusal
  | ReversalRefusal
  | Refusal<'not_allowed' | 'payout_unknown' | 'payout_not_posted'>

/**
 * The bank could not pay one producer of a payout and gave the yen back: its statements can be paid by another. The payout
 * stands for the others.
 */
export async function returnTransfer(
  tx: Tx,
  actor: Actor,
  { payoutId, ...returned }: ReturnedTransfer & { payoutId: Id },
): Promise<{ payoutId: Id; payoutNo: string } | PayoutReturnRefusal> {
  if (!may(actor.role, 'payout.pay')) return refuse('not_allowed')
  const payout = await lockPayout(tx, payoutId)
  if (!payout) return refuse('payout_unknown')
  if (payout.state !== 'posted') return refuse('payout_not_posted')
  const { partyId, returnedOn } = returned
  const { payoutNo, transferOn, transfers } = payout
  const parties = transfers.map(({ producerId }) => producerId)
  const refused = await keepReturn(tx, actor, { documentId: payoutId, transferOn, parties }, returned)
  if (refused) return refused
  const entryId = (await payoutEntries(tx, payoutId)).get(partyId)
  if (!entryId) throw new Error(`payout ${payoutNo} was posted without an entry for ${partyId}`)
  const reversed = await reverse(tx, actor, entryId, { on: returnedOn })
  if (isRefusal(reversed)) return reversed
  await tx.run(
    'update trade_statement set payout_id = null where region_id = $1 and payout_id = $2 and producer_id = $3',
    [tx.region, payoutId, partyId],
  )
  const own = transfers.filter(({ producerId }) => producerId === partyId)
  announce(tx, 'payout.returned', transfersIn({ ...payout, transfers: own }))
  return { payoutId, payoutNo }
}

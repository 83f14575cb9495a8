import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { changeLot, lockLot } from './lots.ts'

export type CountRefusal = Refusal<
  | 'not_allowed'
  | 'lot_unknown'
  | 'counted_wrong'
  | 'more_than_received' // detail.received
  | 'promised_to_buyers' // detail.free
>

export interface Counted {
  readonly lotId: Id
  /** Base units that the books were changed by; zero when they were right. */
  readonly change: number
}

/**
 * Staff counts what is there of a lot (棚卸). The books follow the count, and the difference is a movement of its own with
 * its reason: nothing is edited. More than came in is a receipt that nobody wrote down, with terms of its own; fewer than
 * what buyers were promised cannot be booked before an order is cancelled.
 */
export async function countLot(
  tx: Tx,
  actor: Actor,
  { lotId, counted, note = '' }: { lotId: Id; counted: number; note?: string },
): Promise<Counted | CountRefusal> {
  if (!may(actor.role, 'stock.receive')) return refuse('not_allowed')
  if (!Number.isSafeInteger(counted) || counted < 0) return refuse('counted_wrong', { field: 'counted' })
  const lot = await lockLot(tx, lotId)
  if (!lot) return refuse('lot_unknown')
  const change = counted - lot.remaining
  if (change === 0) return { lotId, change }
  if (counted > lot.received)
    return refuse('more_than_received', { field: 'counted', detail: { received: lot.received } })
  if (lot.free + change < 0)
    return refuse('promised_to_buyers', { field: 'counted', detail: { free: lot.free } })
  changeLot(tx, actor, lot, { kind: 'count', quantity: change, reason: note.trim() })
  return { lotId, change }
}

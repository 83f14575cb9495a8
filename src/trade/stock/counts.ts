import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { changeLot, lockLots } from '#trade/lots.ts'

export type CountRefusal = Refusal<
  | 'not_allowed'
  | 'lot_unknown'
  | 'counted_wrong' // detail.lot
  | 'more_than_received' // detail.received, detail.lot
  | 'promised_to_buyers' // detail.free, detail.lot
>

export type CountsRefusal = CountRefusal | Refusal<'nothing_counted'>

export interface Count {
  readonly lotId: Id
  /** Base units that are there. */
  readonly counted: number
}
export interface Counted {
  readonly lotId: Id
  /** Base units that the books were changed by; zero when they were right. */
  readonly change: number
}

/** Staff counts what is there of one lot (棚卸); as `countLots`. */
export async function countLot(
  tx: Tx,
  actor: Actor,
  { lotId, counted, note }: Count & { readonly note?: string },
): Promise<Counted | CountRefusal> {
  const done = await countLots(tx, actor, { counts: [{ lotId, counted }], note })
  if (!isRefusal(done)) return done[0] as Counted
  if (done.refused === 'nothing_counted') throw new Error('a lot was counted and there is no answer')
  return done.field === undefined ? done : { ...done, field: 'counted' }
}

/**
 * Staff counts what is there of many lots at once: all of it is written, or nothing and the first lot that cannot be so is
 * named (`field` is `counts.<lot>`). The books follow the count, and each difference is a movement of its own with its
 * reason: nothing is edited. More than came in is a receipt that nobody wrote down, with terms of its own; fewer than what
 * buyers were promised cannot be booked before an order is cancelled.
 */
export async function countLots(
  tx: Tx,
  actor: Actor,
  { counts, note = '' }: { readonly counts: readonly Count[]; readonly note?: string },
): Promise<Counted[] | CountsRefusal> {
  if (!may(actor.role, 'stock.receive')) return refuse('not_allowed')
  if (counts.length === 0) return refuse('nothing_counted')
  const lots = await lockLots(
    tx,
    counts.map(({ lotId }) => lotId),
  )
  const free = new Map([...lots.values()].map((lot) => [lot.productId, lot.free]))
  const done: Counted[] = []
  for (const { lotId, counted } of counts) {
    const lot = lots.get(lotId)
    // Twice in one sheet it would change the books twice.
    if (!lot || done.some((each) => each.lotId === lotId)) return refuse('lot_unknown')
    const at = { field: `counts.${lotId}`, detail: { lot: lot.lotNo } }
    if (!Number.isSafeInteger(counted) || counted < 0) return refuse('counted_wrong', at)
    if (counted > lot.received)
      return refuse('more_than_received', { ...at, detail: { ...at.detail, received: lot.received } })
    const change = counted - lot.remaining
    free.set(lot.productId, (free.get(lot.productId) ?? 0) + change)
    done.push({ lotId, change })
  }
  // What one lot lacks another of the product may have too much: only all together must cover what was promised.
  for (const { lotId, change } of done) {
    const lot = lots.get(lotId)
    if (!lot || change >= 0 || (free.get(lot.productId) ?? 0) >= 0) continue
    return refuse('promised_to_buyers', {
      field: `counts.${lotId}`,
      detail: { free: lot.free, lot: lot.lotNo },
    })
  }
  // What is found first: in between the store may not hold less than was promised.
  for (const { lotId, change } of done.toSorted((a, b) => b.change - a.change)) {
    const lot = lots.get(lotId)
    if (lot && change !== 0)
      changeLot(tx, actor, lot, { kind: 'count', quantity: change, reason: note.trim() })
  }
  return done
}

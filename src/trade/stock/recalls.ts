import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { emailsColumn } from '#parties/memberships.ts'
import { may } from '#parties/policy.ts'
import { type LotTrace, traceLot } from '#trade/lot-traces.ts'

/** A buyer who got some of a lot: whom to tell, and how much of it there may still be. */
export interface RecallRow {
  readonly buyerId: Id
  readonly buyerName: string
  readonly address: string
  /** Of the people who order for the buyer today. */
  readonly emails: readonly string[]
  readonly deliveries: readonly { readonly id: Id; readonly no: string; readonly on: Day }[]
  /** Base units. */
  readonly delivered: number
  readonly returned: number
}

export interface Recall {
  readonly lot: LotTrace
  readonly rows: readonly RecallRow[]
}

/**
 * When something is wrong with a lot: everybody to whom any of it went, with whom to call and on which delivery notes it
 * was. The buyers of whom most is still out there come first. Staff only: it holds addresses of people.
 */
export async function readRecall(
  tx: Tx,
  actor: Actor,
  { lotId }: { lotId: Id },
): Promise<Recall | Refusal<'not_allowed' | 'lot_unknown'>> {
  if (!may(actor.role, 'stock.receive')) return refuse('not_allowed')
  const lot = await traceLot(tx, actor, { lotId })
  if (isRefusal(lot)) return lot
  const rows = await tx.run<RecallRow & Record<string, unknown>>(
    `select b.party_id as "buyerId", b.name as "buyerName", b.address,
       ${emailsColumn('b.party_id', '$3')} as emails,
       g.deliveries, g.delivered, g.returned
     from (
       select d.buyer_id, sum(x.quantity)::bigint as delivered, sum(x.returned)::bigint as returned,
         jsonb_agg(distinct jsonb_build_object('id', d.delivery_id, 'no', d.delivery_no, 'on', d.shipped_on)) as deliveries
       from trade_delivery_lot x
       join trade_delivery d on d.region_id = x.region_id and d.delivery_id = x.delivery_id
       where x.region_id = $1 and x.lot_id = $2 group by d.buyer_id) g
     join party b on b.region_id = $1 and b.party_id = g.buyer_id
     order by g.delivered - g.returned desc, b.kana, b.party_id`,
    [tx.region, lotId, tx.today],
  )
  return {
    lot,
    rows: rows.map((row) => ({
      ...row,
      deliveries: row.deliveries.toSorted((a, b) => (a.no < b.no ? -1 : 1)),
    })),
  }
}

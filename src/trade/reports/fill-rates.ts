import type { Period } from '#kit/days.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'

export const fillBy = ['month', 'product', 'producer', 'buyer'] as const
export type FillBy = (typeof fillBy)[number]

/** How much of what was ordered did arrive. Yen at the price of the order, so that all goods can be added. */
export interface FillRow {
  readonly key: string
  readonly name: string
  readonly nameEn: string
  readonly orderedYen: number
  readonly shippedYen: number
  /** 欠品: closed without being shipped. */
  readonly droppedYen: number
  readonly lines: number
  /** Lines of which something was dropped. */
  readonly shortLines: number
}

const keys: Readonly<Record<FillBy, readonly [key: string, name: string, nameEn: string]>> = {
  month: [`to_char(o.deliver_on, 'YYYY-MM')`, `''`, `''`],
  product: ['p.product_id::text', 'p.name', 'p.name_en'],
  producer: ['m.party_id::text', 'm.name', 'm.name_en'],
  buyer: ['b.party_id::text', 'b.name', 'b.name_en'],
}

/**
 * Orders that were to be delivered in a period and are done: what is still open is neither filled nor short, and what a
 * buyer cancelled was not wanted. Most missed first; months in their order.
 */
export async function readFill(
  tx: Tx,
  actor: Actor,
  { by, period }: { by: FillBy; period: Period },
): Promise<FillRow[] | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'report.see')) return refuse('not_allowed')
  const [key, name, nameEn] = keys[by]
  return await tx.run<FillRow & Record<string, unknown>>(
    `select ${key} as key, ${name} as name, ${nameEn} as "nameEn", sum(l.amount_yen)::bigint as "orderedYen",
       round(sum(l.amount_yen::numeric * l.shipped / l.quantity))::bigint as "shippedYen",
       sum(l.amount_yen)::bigint - round(sum(l.amount_yen::numeric * l.shipped / l.quantity))::bigint as "droppedYen",
       count(*)::int as lines, (count(*) filter (where l.dropped > 0))::int as "shortLines"
     from trade_order o
     join trade_order_line l on l.region_id = $1 and l.order_id = o.order_id and l.shipped + l.dropped = l.quantity
     join trade_product p on p.region_id = $1 and p.product_id = l.product_id
     join party m on m.region_id = $1 and m.party_id = p.producer_id
     join party b on b.region_id = $1 and b.party_id = o.buyer_id
     where o.region_id = $1 and o.deliver_on between $2 and $3 and o.state <> 'cancelled'
     group by 1, 2, 3 order by ${by === 'month' ? 'key' : '"droppedYen" desc, "orderedYen" desc, key'}`,
    [tx.region, period.from, period.to],
  )
}

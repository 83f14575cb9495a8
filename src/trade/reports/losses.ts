import type { Period } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'

/** What came in and did not go out as a sale, in base units of a product. */
export interface LossRow {
  readonly productId: Id
  readonly name: string
  readonly nameEn: string
  readonly producerName: string
  readonly baseUnit: string
  readonly baseUnitEn: string
  readonly received: number
  readonly wasted: number
  readonly samples: number
  /** Of stock-taking: below zero when less was found than the books said. */
  readonly counted: number
  /** Waste and what counts missed, at today's price of the first variant: what might have been sold. */
  readonly lostYen: number
}

/** Waste, samples and differences of stock-taking by product, the dearest first. Products without any are left out. */
export async function readLosses(
  tx: Tx,
  actor: Actor,
  { period }: { period: Period },
): Promise<LossRow[] | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'report.see')) return refuse('not_allowed')
  return await tx.run<LossRow & Record<string, unknown>>(
    `select p.product_id as "productId", p.name, p.name_en as "nameEn", m.name as "producerName",
       p.base_unit as "baseUnit", p.base_unit_en as "baseUnitEn", g.received, g.wasted, g.samples, g.counted,
       round((g.wasted - least(0, g.counted))::numeric * v.price_yen
         / case v.priced_by when 'kg' then 1000 else v.base_quantity end)::bigint as "lostYen"
     from (
       select product_id,
         (coalesce(sum(quantity) filter (where kind = 'receipt'), 0))::bigint as received,
         (coalesce(-sum(quantity) filter (where kind = 'waste'), 0))::bigint as wasted,
         (coalesce(-sum(quantity) filter (where kind = 'sample'), 0))::bigint as samples,
         (coalesce(sum(quantity) filter (where kind = 'count'), 0))::bigint as counted
       from trade_movement where region_id = $1 and moved_on between $2 and $3 group by product_id) g
     join trade_product p on p.region_id = $1 and p.product_id = g.product_id
     join party m on m.region_id = $1 and m.party_id = p.producer_id
     join lateral (select price_yen, priced_by, base_quantity from trade_variant
       where region_id = $1 and product_id = p.product_id order by active desc, position limit 1) v on true
     where g.wasted <> 0 or g.samples <> 0 or g.counted <> 0
     order by "lostYen" desc, p.kana, p.product_id`,
    [tx.region, period.from, period.to],
  )
}

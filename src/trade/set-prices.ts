import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { readSetRule } from './settings.ts'

/**
 * The first of these prices that is above what a set of food and other things (一体資産) may cost at the reduced rate at which it
 * is sold, by the rule of a day; none when all are within it. Yen without tax of one.
 */
export async function overSetLimit(
  tx: Tx,
  on: Day,
  prices: readonly { readonly variantId: Id; readonly priceYen?: number | undefined }[],
): Promise<{ at: number; mostYen: number } | undefined> {
  const sets = await tx.run<{ variantId: Id }>(
    `select v.variant_id as "variantId" from trade_variant v
     join trade_product p on p.region_id = v.region_id and p.product_id = v.product_id
     where v.region_id = $1 and v.variant_id = any ($2::uuid[]) and p.tax_class = 'reduced'
       and p.set_food_yen is not null`,
    [tx.region, prices.map(({ variantId }) => variantId)],
  )
  if (sets.length === 0) return undefined
  const { mostYen } = await readSetRule(tx, on)
  const held = new Set(sets.map(({ variantId }) => variantId))
  const at = prices.findIndex(({ variantId, priceYen = 0 }) => held.has(variantId) && priceYen > mostYen)
  return at === -1 ? undefined : { at, mostYen }
}

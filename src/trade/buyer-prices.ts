/** What a variant costs one buyer: its price lists, as a piece of a question to the database. */
import { validOn } from '#parties/dated.ts'
import './schema.ts'

interface Asked {
  /** SQL of our own: the buyer, how many of the variant, and the day. */
  readonly buyer: string
  readonly quantity: string
  readonly day: string
  /** What the join is called. */
  readonly as?: string
}

/**
 * A join that gives `special.yen`, the price of the variant `v` on the buyer's price lists, or nothing: then the usual price
 * counts. Of the lists the first that says something of the variant decides: its price from the highest quantity that is
 * reached, else the usual price less its discount, rounded down. `$1` is the region. A buyer without lists costs one look at
 * an index.
 */
export const priceOfBuyer = ({ buyer, quantity, day, as = 'special' }: Asked): string => `left join lateral (
  select coalesce(step.price_yen, v.price_yen * (10000 - list.discount_bp) / 10000) as yen, list.price_list_id
  from trade_buyer_prices own
  join trade_price_list list on list.region_id = $1 and list.price_list_id = own.price_list_id and list.active
  left join lateral (
    select x.price_yen from trade_price x
    where x.region_id = $1 and x.price_list_id = list.price_list_id and x.variant_id = v.variant_id
      and x.from_quantity <= ${quantity} and ${validOn('x', day)}
    order by x.from_quantity desc, x.valid_from desc limit 1) step on true
  where own.region_id = $1 and own.buyer_id = ${buyer} and (step.price_yen is not null or list.discount_bp > 0)
  order by own.position limit 1) ${as} on true`

/**
 * A column that gives what the variant `v` costs the buyer from higher quantities on, as `[{ from, yen }]`: every quantity at
 * which one of its lists has a step, at the price that is charged there, as far as it differs from the one before. Stands
 * where `special` is the price of one. `$1` is the region.
 */
export const tiersOf = ({ buyer, day }: Pick<Asked, 'buyer' | 'day'>): string => `coalesce((
  select jsonb_agg(jsonb_build_object('from', tier.quantity, 'yen', tier.yen) order by tier.quantity)
  from (
    select steps.quantity, coalesce(charged.yen, v.price_yen) as yen,
      lag(coalesce(charged.yen, v.price_yen), 1, coalesce(special.yen, v.price_yen))
        over (order by steps.quantity) as before
    from (
      select distinct x.from_quantity as quantity from trade_buyer_prices own
      join trade_price_list list on list.region_id = $1 and list.price_list_id = own.price_list_id and list.active
      join trade_price x on x.region_id = $1 and x.price_list_id = own.price_list_id and x.variant_id = v.variant_id
        and x.from_quantity > 1 and ${validOn('x', day)}
      where own.region_id = $1 and own.buyer_id = ${buyer}) steps
    ${priceOfBuyer({ buyer, quantity: 'steps.quantity', day, as: 'charged' })}) tier
  where tier.yen <> tier.before), '[]')`

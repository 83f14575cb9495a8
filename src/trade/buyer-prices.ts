/** What a variant costs one buyer: its price lists, as a piece of a question to the database. */
import './schema.ts'

interface Asked {
  /** SQL of our own: the buyer, how many of the variant, and the day. */
  readonly buyer: string
  readonly quantity: string
  readonly day: string
}

/**
 * A join that gives `special.yen`, the price of the variant `v` on the buyer's price lists, or nothing: then the usual price
 * counts. Of the lists the first that says something of the variant decides: its price from the highest quantity that is
 * reached, else the usual price less its discount, rounded down. `$1` is the region. A buyer without lists costs one look at
 * an index.
 */
export const priceOfBuyer = ({ buyer, quantity, day }: Asked): string => `left join lateral (
  select coalesce(step.price_yen, v.price_yen * (10000 - list.discount_bp) / 10000) as yen, list.price_list_id
  from trade_buyer_prices own
  join trade_price_list list on list.region_id = $1 and list.price_list_id = own.price_list_id and list.active
  left join lateral (
    select x.price_yen from trade_price x
    where x.region_id = $1 and x.price_list_id = list.price_list_id and x.variant_id = v.variant_id
      and x.from_quantity <= ${quantity} and x.valid_from <= ${day} and (x.valid_to is null or x.valid_to >= ${day})
    order by x.from_quantity desc, x.valid_from desc limit 1) step on true
  where own.region_id = $1 and own.buyer_id = ${buyer} and (step.price_yen is not null or list.discount_bp > 0)
  order by own.position limit 1) special on true`

/** A column that gives the steps of a list above one for the variant `v`, as `[{ from, yen }]`. `$1` is the region. */
export const tiersOf = (list: string, day: string): string => `coalesce((
  select jsonb_agg(jsonb_build_object('from', x.from_quantity, 'yen', x.price_yen) order by x.from_quantity)
  from (select distinct on (from_quantity) from_quantity, price_yen from trade_price
    where region_id = $1 and price_list_id = ${list} and variant_id = v.variant_id and from_quantity > 1
      and valid_from <= ${day} and (valid_to is null or valid_to >= ${day})
    order by from_quantity, valid_from desc) x), '[]')`

import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { jpy } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'
import { validOn } from '#parties/dated.ts'
import type { PricedBy } from './schema.ts'
import type { TaxClass } from './tax.ts'

/** Goods of one delivery line or return, as far as they are of one sort: what invoices and statements are made of. */
export interface Traded {
  readonly source: 'delivery' | 'return' | 'lot'
  readonly document_id: Id
  readonly document_no: string
  readonly traded_on: Day
  /** The day of the sale, which decides the rate and the registration: a return follows what it undoes. */
  readonly rated_on: Day
  readonly product_name: string
  readonly product_name_en: string
  readonly unit_name: string
  readonly unit_name_en: string
  /** Below zero for a return. Grams where priced by the kilogram, base units where a line had to be split. */
  readonly quantity: number
  readonly priced_by: PricedBy | 'split'
  readonly price_yen: number
  readonly tax_class: TaxClass
  readonly amount: Yen
}

/** A row of the queries below: a part of a line, and the whole of it. */
export interface TradedRow {
  readonly source: 'delivery' | 'return'
  readonly document_id: Id
  readonly document_no: string
  readonly traded_on: Day
  readonly rated_on: Day
  readonly product_name: string
  readonly product_name_en: string
  readonly variant_name: string
  readonly variant_name_en: string
  readonly base_unit: string
  readonly base_unit_en: string
  readonly priced_by: PricedBy
  readonly price_yen: number
  readonly tax_class: TaxClass
  readonly line_quantity: number
  readonly line_base: number
  readonly part_base: number
  readonly part_amount: number
}

/** A line whose goods are all of one sort stands in the unit in which it was sold; a part of one in base units. */
export function tradedFrom(row: TradedRow): Traded {
  const sign = row.source === 'return' ? -1 : 1
  const whole = row.part_base === row.line_base
  const byWeight = row.priced_by === 'kg'
  return {
    source: row.source,
    document_id: row.document_id,
    document_no: row.document_no,
    traded_on: row.traded_on,
    rated_on: row.rated_on,
    product_name: row.product_name,
    product_name_en: row.product_name_en,
    unit_name: byWeight ? 'g' : whole ? row.variant_name : row.base_unit,
    unit_name_en: byWeight ? 'g' : whole ? row.variant_name_en : row.base_unit_en,
    quantity: sign * (byWeight || !whole ? row.part_base : row.line_quantity),
    priced_by: byWeight ? 'kg' : whole ? 'variant' : 'split',
    price_yen: byWeight || whole ? row.price_yen : 0,
    tax_class: row.tax_class,
    amount: jpy(sign * row.part_amount),
  }
}

/** What both a delivery line and its product say of the goods, for a query that calls them `l` and `p`. */
export const tradedNames = `p.base_unit, p.base_unit_en, l.product_name, l.product_name_en, l.variant_name, l.variant_name_en,
  l.priced_by, l.price_yen, l.tax_class`

/** For the invoices of some buyers, each through its own day: goods that no invoice has yet, by document. */
export async function uninvoiced(
  tx: Tx,
  closings: readonly { readonly buyerId: Id; readonly through: Day }[],
): Promise<(Traded & { readonly buyerId: Id; readonly registered: boolean })[]> {
  const registered = `(lot.model = 'purchase' or r.number is not null)`
  const producer = `join trade_lot lot on lot.region_id = $1 and lot.lot_id = x.lot_id
     join trade_product p on p.region_id = $1 and p.product_id = lot.product_id
     left join party_registration r on r.region_id = $1 and r.party_id = lot.producer_id and ${validOn('r', 'd.shipped_on')}`
  const rows = await tx.run<TradedRow & Record<string, unknown> & { buyer_id: Id; registered: boolean }>(
    `with due as (select * from unnest($2::uuid[], $3::date[]) w (buyer_id, through))
     select d.buyer_id, 'delivery' as source, d.delivery_id as document_id, d.delivery_no as document_no,
       d.shipped_on as traded_on, d.shipped_on as rated_on, ${tradedNames}, l.quantity as line_quantity,
       l.base_quantity as line_base, sum(x.quantity)::bigint as part_base, sum(x.amount_yen)::bigint as part_amount,
       ${registered} as registered, l.line_no
     from due
     join trade_delivery d on d.region_id = $1 and d.buyer_id = due.buyer_id and d.shipped_on <= due.through
       and d.invoice_id is null
     join trade_delivery_line l on l.region_id = $1 and l.delivery_id = d.delivery_id
     join trade_delivery_lot x on x.region_id = $1 and x.delivery_id = d.delivery_id and x.line_no = l.line_no
     ${producer}
     group by d.buyer_id, d.delivery_id, d.delivery_no, d.shipped_on, ${tradedNames}, l.quantity, l.base_quantity,
       ${registered}, l.line_no
     union all
     select t.buyer_id, 'return', t.return_id, t.return_no, t.returned_on, d.shipped_on, ${tradedNames}, t.quantity,
       t.base_quantity, sum(x.quantity)::bigint, sum(x.amount_yen)::bigint, ${registered}, l.line_no
     from due
     join trade_return t on t.region_id = $1 and t.buyer_id = due.buyer_id and t.returned_on <= due.through
       and t.invoice_id is null
     join trade_delivery d on d.region_id = $1 and d.delivery_id = t.delivery_id
     join trade_delivery_line l on l.region_id = $1 and l.delivery_id = t.delivery_id and l.line_no = t.line_no
     join trade_return_lot x on x.region_id = $1 and x.return_id = t.return_id
     ${producer}
     group by t.buyer_id, t.return_id, t.return_no, t.returned_on, d.shipped_on, ${tradedNames}, t.quantity,
       t.base_quantity, ${registered}, l.line_no
     order by traded_on, document_no, line_no, registered desc`,
    [tx.region, closings.map(({ buyerId }) => buyerId), closings.map(({ through }) => through)],
  )
  return rows.map((row) => ({ ...tradedFrom(row), buyerId: row.buyer_id, registered: row.registered }))
}

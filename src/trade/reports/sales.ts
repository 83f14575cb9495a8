import { type Period, monthsOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { validOn } from '#parties/dated.ts'
import { may } from '#parties/policy.ts'
import { sideColumn, sideJoin } from '#parties/sides.ts'
import { before } from './periods.ts'

/** What sales are counted by. A channel is the buyer's trade: its sector, or household and the like. */
export const salesBy = ['month', 'side', 'channel', 'buyer', 'producer', 'product', 'category'] as const
export type SalesBy = (typeof salesBy)[number]

export interface SalesRow {
  /** `2026-10`, `inside`, `I`, an id, a category: by what was asked. */
  readonly key: string
  readonly name: string
  readonly nameEn: string
  /** Yen without tax: what was delivered, less what came back. */
  readonly netYen: number
  /** The same days a year before. */
  readonly beforeYen: number
  /** What stays with the company; none for a producer who asks. */
  readonly marginYen: number | null
  readonly deliveries: number
  /** Base units, of one product. */
  readonly quantity: number | null
  readonly baseUnit: string
  readonly baseUnitEn: string
}

const keys: Readonly<Record<SalesBy, { readonly key: string; readonly names?: string }>> = {
  month: { key: `to_char(s.on_day, 'YYYY-MM')` },
  side: { key: sideColumn('side') },
  channel: { key: 'coalesce(b.sector, b.kind)' },
  buyer: { key: 'b.party_id::text', names: 'b.name, b.name_en' },
  producer: { key: 'm.party_id::text', names: 'm.name, m.name_en' },
  product: { key: 'p.product_id::text', names: 'p.name, p.name_en' },
  category: { key: 'p.category' },
}

/**
 * What stays with the company of a part of a lot, without tax. Consignment: the commission on what was sold with tax,
 * less the commission's own tax. Purchase: what was paid for it is taken off. Statements round a month once, so their
 * sum may differ by some yen.
 */
const margin = `case l.model
  when 'consignment' then s.amount_yen * (100 + goods.value) / 100 * l.commission_bp / 10000 * 100 / (100 + service.value)
  else s.amount_yen - s.quantity::numeric * l.purchase_price_yen / case p.base_kind when 'weight' then 1000 else 1 end end`

/** Deliveries as sold, returns as sold back, by the lot they were of. `$2` to `$3`. */
const sold = `
  select d.shipped_on as on_day, d.buyer_id, d.delivery_id, x.lot_id, x.quantity, x.amount_yen
  from trade_delivery d
  join trade_delivery_lot x on x.region_id = $1 and x.delivery_id = d.delivery_id
  where d.region_id = $1 and d.shipped_on between $2 and $3
  union all
  select r.returned_on, r.buyer_id, null, x.lot_id, -x.quantity, -x.amount_yen
  from trade_return r
  join trade_return_lot x on x.region_id = $1 and x.return_id = r.return_id
  where r.region_id = $1 and r.returned_on between $2 and $3`

export interface SalesQuery {
  readonly by: SalesBy
  readonly period: Period
}

/**
 * Sales of a period beside those of a year before, the largest first (months in their order). By the day of delivery,
 * not of payment: the ledger's `trade.sale` follows when the money comes. A producer sees the own goods, and no margin.
 */
export async function readSales(
  tx: Tx,
  actor: Actor,
  { by, period }: SalesQuery,
): Promise<SalesRow[] | Refusal<'not_allowed'>> {
  const own = actor.role === 'producer' ? actor.partyId : null
  if (!may(actor.role, 'sales.see') || own === undefined) return refuse('not_allowed')
  const [now, then] = [await readOne(tx, by, period, own), await readOne(tx, by, before(period), own)]
  if (by === 'month') return monthByMonth(now, then, period, own !== null)
  const earlier = new Map(then.map((row) => [row.key, row]))
  const gone = then.filter(({ key }) => !now.some((row) => row.key === key))
  return [
    ...now.map((row) => ({ ...row, beforeYen: earlier.get(row.key)?.netYen ?? 0 })),
    // Who bought a year before and does not any more is a row too, else a lost buyer would not be seen.
    ...gone.map((row) => ({
      ...row,
      beforeYen: row.netYen,
      netYen: 0,
      marginYen: row.marginYen === null ? null : 0,
      deliveries: 0,
      quantity: row.quantity === null ? null : 0,
    })),
  ]
}

/** Every month of the period, also one without sales, beside the same month of the year before. */
function monthByMonth(
  now: readonly SalesRow[],
  then: readonly SalesRow[],
  period: Period,
  hidden: boolean,
): SalesRow[] {
  const earlier = monthsOf(before(period))
  const none = {
    name: '',
    nameEn: '',
    netYen: 0,
    deliveries: 0,
    quantity: null,
    baseUnit: '',
    baseUnitEn: '',
  }
  return monthsOf(period).map((key, at) => ({
    ...(now.find((row) => row.key === key) ?? { key, ...none, marginYen: hidden ? null : 0 }),
    beforeYen: then.find((row) => row.key === earlier[at])?.netYen ?? 0,
  }))
}

async function readOne(tx: Tx, by: SalesBy, period: Period, producer: Id | null): Promise<SalesRow[]> {
  const { key, names } = keys[by]
  const [name, nameEn] = names?.split(', ') ?? [`''`, `''`]
  const quantity = by === 'product' ? 'sum(s.quantity)::bigint' : 'null::bigint'
  const unit = by === 'product' ? ['p.base_unit', 'p.base_unit_en'] : [`''`, `''`]
  return await tx.run<SalesRow & Record<string, unknown>>(
    `select ${key} as key, ${name} as name, ${nameEn} as "nameEn", sum(s.amount_yen)::bigint as "netYen",
       0 as "beforeYen", case when $4::uuid is null then round(sum(${margin}))::bigint end as "marginYen",
       count(distinct s.delivery_id)::int as deliveries, ${quantity} as quantity, ${unit[0]} as "baseUnit",
       ${unit[1]} as "baseUnitEn"
     from (${sold}) s
     join trade_lot l on l.region_id = $1 and l.lot_id = s.lot_id and ($4::uuid is null or l.producer_id = $4)
     join trade_product p on p.region_id = $1 and p.product_id = l.product_id
     join party b on b.region_id = $1 and b.party_id = s.buyer_id
     join party m on m.region_id = $1 and m.party_id = l.producer_id
     left join party_parameter goods on goods.region_id = $1 and goods.name = 'tax.' || p.tax_class || '_pct'
       and ${validOn('goods', 's.on_day')}
     left join party_parameter service on service.region_id = $1 and service.name = 'tax.standard_pct'
       and ${validOn('service', 's.on_day')}
     ${by === 'side' ? sideJoin('side', 'b', 's.on_day') : ''}
     group by 1, 2, 3, 9, 10 order by ${by === 'month' ? 'key' : '"netYen" desc, key'}`,
    [tx.region, period.from, period.to, producer],
  )
}

/** What the lines of an order are, what each costs this buyer today, and what was agreed with the buyer. */
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Direction } from '#kit/rounding.ts'
import { jpy } from '#kit/units.ts'
import { approversOf } from './approvals.ts'
import { priceOfBuyer } from './buyer-prices.ts'
import type { LeadTime } from './lead-times.ts'
import type { NewOrder, PlaceRefusal } from './orders.ts'
import type { PricedBy } from './schema.ts'
import type { TaxClass } from './tax.ts'
import type { Variant } from './units-of-sale.ts'

export const mostLines = 200

export interface Wanted {
  readonly variantId: Id
  readonly quantity: number
  /** Where it stands in what was sent. */
  readonly at: number
}

export function checkLines(lines: NewOrder['lines']): Wanted[] | PlaceRefusal {
  const wanted = new Map<Id, Wanted>()
  for (const [at, { variantId, quantity }] of lines.entries()) {
    if (!Number.isSafeInteger(quantity) || quantity <= 0 || quantity > 1_000_000)
      return refuse('quantity_wrong', { field: `lines.${at}.quantity` })
    const before = wanted.get(variantId)
    wanted.set(variantId, {
      variantId,
      quantity: quantity + (before?.quantity ?? 0),
      at: before?.at ?? at,
    })
  }
  if (wanted.size === 0) return refuse('no_lines', { field: 'lines.0.quantity' })
  if (wanted.size > mostLines) return refuse('too_many_lines', { detail: { most: mostLines } })
  return [...wanted.values()]
}

export interface Priced {
  readonly at: number
  readonly product_id: Id
  readonly variant_id: Id
  readonly product_name: string
  readonly product_name_en: string
  readonly variant_name: string
  readonly variant_name_en: string
  readonly base_unit: string
  readonly base_quantity: number
  readonly quantity: number
  readonly priced_by: PricedBy
  readonly price_yen: number
  readonly tax_class: TaxClass
  readonly rounding: Direction
  readonly lead_days: LeadTime['leadDays']
  readonly order_by: LeadTime['orderBy']
  readonly least_quantity: number
  readonly step_quantity: number
}

/** What was agreed with a buyer, as far as it decides about an order. */
export interface Agreed {
  readonly creditLimitYen: number | null
  /** An order above it waits for an approver; none: nobody has to approve. */
  readonly approvalAboveYen: number | null
  /** Who orders may approve. */
  readonly approver: boolean
}

export interface PricedOrder {
  readonly lines: readonly Priced[]
  readonly agreed: Agreed
}

/** Prices that were settled before, as in a quote: yen of one of a variant. */
export type AgreedPrices = ReadonlyMap<Id, number>

/** Everything that an order asks the database before it reserves, in one statement. */
export async function priceLines(
  tx: Tx,
  order: { readonly buyerId: Id; readonly userId?: Id; readonly placeId?: Id },
  wanted: readonly Wanted[],
  prices?: AgreedPrices,
): Promise<PricedOrder | PlaceRefusal> {
  const rows = await tx.run<Priced & Agreed & { offered: boolean | null; buyer: boolean; place: boolean }>(
    `select w.at, w.quantity, p.product_id, w.variant_id, p.name as product_name, p.name_en as product_name_en,
       v.name as variant_name, v.name_en as variant_name_en, p.base_unit, v.base_quantity, v.priced_by,
       v.least_quantity, v.step_quantity, spec.lead_days, spec.order_by,
       coalesce(w.agreed, special.yen, v.price_yen) as price_yen, p.tax_class,
       p.state = 'published' and v.active as offered, b.credit_limit_yen as "creditLimitYen",
       b.approval_above_yen as "approvalAboveYen",
       coalesce((select rounding from trade_setting where region_id = $1), 'floor') as rounding,
       exists (select from party where region_id = $1 and party_id = $2) as buyer,
       -- Looked up only where it matters: most buyers set no limit of their own.
       coalesce(b.approval_above_yen is not null and $8 in ${approversOf('$2', '$7')}, false) as approver,
       $9::uuid is null or exists (
         select from trade_place where region_id = $1 and place_id = $9 and buyer_id = $2 and active) as place
     from unnest($3::uuid[], $4::int[], $5::int[], $6::bigint[]) w (variant_id, quantity, at, agreed)
     left join trade_buyer b on b.region_id = $1 and b.buyer_id = $2
     left join trade_variant v on v.region_id = $1 and v.variant_id = w.variant_id
     left join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     left join trade_spec spec on spec.region_id = $1 and spec.product_id = v.product_id
     ${priceOfBuyer({ buyer: '$2', quantity: 'w.quantity', day: '$7' })}
     order by w.at`,
    [
      tx.region,
      order.buyerId,
      wanted.map(({ variantId }) => variantId),
      wanted.map(({ quantity }) => quantity),
      wanted.map(({ at }) => at),
      wanted.map(({ variantId }) => prices?.get(variantId) ?? null),
      tx.today,
      order.userId ?? null,
      order.placeId ?? null,
    ],
  )
  const [first] = rows
  if (!first?.buyer) return refuse('buyer_unknown', { field: 'buyerId' })
  if (!first.place) return refuse('place_unknown', { field: 'placeId' })
  const gone = rows.find(({ offered }) => offered !== true)
  if (gone)
    return refuse('not_offered', {
      field: `lines.${gone.at}.quantity`,
      detail: { name: gone.product_name ?? '' },
    })
  return { lines: rows, agreed: first }
}

export function variantOf(
  line: Pick<Priced, 'variant_name' | 'base_quantity' | 'priced_by' | 'price_yen'>,
): Variant {
  const yen = jpy(line.price_yen)
  return {
    name: line.variant_name,
    baseQuantity: line.base_quantity,
    price: line.priced_by === 'kg' ? { per: 'kg', yen } : { per: 'variant', yen },
  }
}

import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import type { PricedBy } from '#trade/schema.ts'
import { overSetLimit } from '#trade/set-prices.ts'

export interface PriceListInput {
  /** An existing one; a new one when left out. */
  readonly priceListId?: Id
  readonly name: string
  /** Hundredths of a per cent off the usual price of what the list does not name; at most 90 %. */
  readonly discountBp?: number
  readonly note?: string
}

export type PriceListRefusal = Refusal<
  'not_allowed' | 'name_missing' | 'name_taken' | 'discount_wrong' | 'price_list_unknown'
>

/** Staff makes a price list, or puts its name, discount and note right. Orders that are placed keep their prices. */
export async function savePriceList(
  tx: Tx,
  actor: Actor,
  { priceListId, name, discountBp = 0, note = '' }: PriceListInput,
): Promise<{ priceListId: Id } | PriceListRefusal> {
  if (!may(actor.role, 'price.set')) return refuse('not_allowed')
  const called = normalise(name)
  if (called === '') return refuse('name_missing', { field: 'name' })
  if (!Number.isSafeInteger(discountBp) || discountBp < 0 || discountBp > 9_000)
    return refuse('discount_wrong', { field: 'discountBp' })
  const [taken] = await tx.run<{ id: Id }>(
    'select price_list_id as id from trade_price_list where region_id = $1 and name = $2 and active',
    [tx.region, called],
  )
  if (taken && taken.id !== priceListId) return refuse('name_taken', { field: 'name' })
  const id = priceListId ?? newId()
  const saved = await tx.run(
    priceListId
      ? `update trade_price_list set name = $3, discount_bp = $4, note = $5
         where region_id = $1 and price_list_id = $2 and active returning 1`
      : `insert into trade_price_list (region_id, price_list_id, name, discount_bp, note)
         values ($1, $2, $3, $4, $5) returning 1`,
    [tx.region, id, called, discountBp, note.trim()],
  )
  return saved.length > 0 ? { priceListId: id } : refuse('price_list_unknown')
}

/** A list that is not used any more: its buyers pay the usual prices from the next order on. */
export async function closePriceList(
  tx: Tx,
  actor: Actor,
  { priceListId }: { readonly priceListId: Id },
): Promise<{ priceListId: Id } | Refusal<'not_allowed' | 'price_list_unknown'>> {
  if (!may(actor.role, 'price.set')) return refuse('not_allowed')
  const closed = await tx.run(
    `update trade_price_list set active = false
     where region_id = $1 and price_list_id = $2 and active returning 1`,
    [tx.region, priceListId],
  )
  if (closed.length === 0) return refuse('price_list_unknown')
  await tx.run('delete from trade_buyer_prices where region_id = $1 and price_list_id = $2', [
    tx.region,
    priceListId,
  ])
  return { priceListId }
}

export interface PriceInput {
  readonly priceListId: Id
  readonly variantId: Id
  /** From so many of the variant in one order line. */
  readonly fromQuantity?: number
  /** Yen without tax of one, or of a kilogram where it is priced so. */
  readonly priceYen: number
  /** Today when left out. */
  readonly from?: Day
  readonly to?: Day
}

export type PriceRefusal = Refusal<
  | 'not_allowed'
  | 'price_list_unknown'
  | 'variant_unknown'
  | 'price_wrong'
  | 'set_over_limit' // detail.mostYen
  | 'quantity_wrong'
  | 'period_wrong'
>

/** Staff enters what a variant costs on a list from a day on. The same day again puts it right. */
export async function setPrice(
  tx: Tx,
  actor: Actor,
  input: PriceInput,
): Promise<{ priceListId: Id } | PriceRefusal> {
  if (!may(actor.role, 'price.set')) return refuse('not_allowed')
  const { priceListId, variantId, fromQuantity = 1, priceYen, from = tx.today, to } = input
  if (!Number.isSafeInteger(priceYen) || priceYen < 0) return refuse('price_wrong', { field: 'priceYen' })
  if (!Number.isSafeInteger(fromQuantity) || fromQuantity < 1)
    return refuse('quantity_wrong', { field: 'fromQuantity' })
  if (to !== undefined && to < from) return refuse('period_wrong', { field: 'to' })
  const [known] = await tx.run<{ list: boolean; variant: boolean }>(
    `select exists (select from trade_price_list where region_id = $1 and price_list_id = $2 and active) as list,
       exists (select from trade_variant where region_id = $1 and variant_id = $3) as variant`,
    [tx.region, priceListId, variantId],
  )
  if (!known?.list) return refuse('price_list_unknown')
  if (!known.variant) return refuse('variant_unknown', { field: 'variantId' })
  const over = await overSetLimit(tx, from > tx.today ? from : tx.today, [{ variantId, priceYen }])
  if (over) return refuse('set_over_limit', { field: 'priceYen', detail: { mostYen: over.mostYen } })
  await tx.run(
    `insert into trade_price (region_id, price_list_id, variant_id, from_quantity, valid_from, valid_to, price_yen)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (region_id, price_list_id, variant_id, from_quantity, valid_from)
     do update set valid_to = excluded.valid_to, price_yen = excluded.price_yen`,
    [tx.region, priceListId, variantId, fromQuantity, from, to ?? null, priceYen],
  )
  return { priceListId }
}

/** Takes a price off a list. What was ordered by it stays as it was. */
export async function dropPrice(
  tx: Tx,
  actor: Actor,
  price: {
    readonly priceListId: Id
    readonly variantId: Id
    readonly fromQuantity: number
    readonly from: Day
  },
): Promise<{ priceListId: Id } | Refusal<'not_allowed' | 'price_unknown'>> {
  if (!may(actor.role, 'price.set')) return refuse('not_allowed')
  const dropped = await tx.run(
    `delete from trade_price where region_id = $1 and price_list_id = $2 and variant_id = $3
       and from_quantity = $4 and valid_from = $5 returning 1`,
    [tx.region, price.priceListId, price.variantId, price.fromQuantity, price.from],
  )
  return dropped.length > 0 ? { priceListId: price.priceListId } : refuse('price_unknown')
}

export interface PriceListRow {
  readonly priceListId: Id
  readonly name: string
  readonly discountBp: number
  readonly note: string
  readonly prices: number
  readonly buyers: number
}

export interface PriceSeen {
  readonly variantId: Id
  readonly productId: Id
  readonly productName: string
  readonly productNameEn: string
  readonly variantName: string
  readonly variantNameEn: string
  readonly pricedBy: PricedBy
  readonly usualYen: number
  readonly fromQuantity: number
  readonly from: Day
  readonly to: Day | null
  readonly priceYen: number
}

export interface PriceListSeen extends PriceListRow {
  readonly rows: readonly PriceSeen[]
  readonly assigned: readonly { readonly buyerId: Id; readonly name: string }[]
}

const listColumns = `l.price_list_id as "priceListId", l.name, l.discount_bp as "discountBp", l.note,
  (select count(*)::int from trade_price x where x.region_id = $1 and x.price_list_id = l.price_list_id) as prices,
  (select count(*)::int from trade_buyer_prices a where a.region_id = $1 and a.price_list_id = l.price_list_id) as buyers`

/** The price lists in use, by name. */
export async function listPriceLists(
  tx: Tx,
  actor: Actor,
): Promise<readonly PriceListRow[] | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'price.set')) return refuse('not_allowed')
  return await tx.run<PriceListRow & Record<string, unknown>>(
    `select ${listColumns} from trade_price_list l where l.region_id = $1 and l.active order by l.name`,
    [tx.region],
  )
}

/** One list with its prices, the newest of each first, and whose it is. */
export async function readPriceList(
  tx: Tx,
  actor: Actor,
  { priceListId }: { readonly priceListId: Id },
): Promise<PriceListSeen | Refusal<'not_allowed' | 'price_list_unknown'>> {
  if (!may(actor.role, 'price.set')) return refuse('not_allowed')
  const [head] = await tx.run<PriceListRow & Record<string, unknown>>(
    `select ${listColumns} from trade_price_list l where l.region_id = $1 and l.price_list_id = $2 and l.active`,
    [tx.region, priceListId],
  )
  if (!head) return refuse('price_list_unknown')
  const rows = await tx.run<PriceSeen & Record<string, unknown>>(
    `select x.variant_id as "variantId", p.product_id as "productId", p.name as "productName",
       p.name_en as "productNameEn", v.name as "variantName", v.name_en as "variantNameEn",
       v.priced_by as "pricedBy", v.price_yen as "usualYen", x.from_quantity as "fromQuantity",
       x.valid_from as "from", x.valid_to as "to", x.price_yen as "priceYen"
     from trade_price x
     join trade_variant v on v.region_id = $1 and v.variant_id = x.variant_id
     join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     where x.region_id = $1 and x.price_list_id = $2
     order by p.kana, p.name, v.position, v.variant_id, x.from_quantity, x.valid_from desc`,
    [tx.region, priceListId],
  )
  const assigned = await tx.run<{ buyerId: Id; name: string }>(
    `select a.buyer_id as "buyerId", p.name from trade_buyer_prices a
     join party p on p.region_id = $1 and p.party_id = a.buyer_id
     where a.region_id = $1 and a.price_list_id = $2 order by p.kana, p.name`,
    [tx.region, priceListId],
  )
  return { ...head, rows, assigned }
}

/** Every variant that is sold, for choosing one. */
export async function listVariants(tx: Tx): Promise<
  {
    variantId: Id
    productName: string
    productNameEn: string
    variantName: string
    variantNameEn: string
    priceYen: number
  }[]
> {
  return await tx.run(
    `select v.variant_id as "variantId", p.name as "productName", p.name_en as "productNameEn",
       v.name as "variantName", v.name_en as "variantNameEn", v.price_yen as "priceYen"
     from trade_variant v join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     where v.region_id = $1 and v.active and p.state = 'published'
     order by p.kana, p.name, v.position limit 2000`,
    [tx.region],
  )
}

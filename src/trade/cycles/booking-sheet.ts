import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { nameKey } from '#kit/japanese.ts'
import { priceOfBuyer } from '#trade/buyer-prices.ts'
import type { Category } from '#trade/categories.ts'
import { searchOf } from '#trade/product-rules.ts'
import type { PricedBy } from '#trade/schema.ts'
import './schema.ts'

/** A row of the sheet: a variant by name, or a pool. */
export interface SheetRow {
  readonly variantId: Id | null
  readonly poolId: Id | null
  readonly name: string
  readonly nameEn: string
  readonly unitName: string
  readonly unitNameEn: string
  /** Who makes it; of a pool, how many do. */
  readonly producerName: string | null
  readonly producers: number
  readonly pricedBy: PricedBy
  readonly priceYen: number
  /** How many more can be booked. */
  readonly left: number
  readonly booked: number
  readonly leastQuantity: number
  readonly stepQuantity: number
  readonly standing: boolean
}

export interface SheetAsked {
  readonly cycleId: Id
  readonly buyerId: Id
  readonly deliverOn: Day
  readonly text?: string
  readonly category?: Category
}

/** What a buyer can book of a round for a day, with what it has booked: pools first, then goods by name. */
export async function readSheet(tx: Tx, asked: SheetAsked): Promise<SheetRow[]> {
  return [...(await pools(tx, asked)), ...(await variants(tx, asked))]
}

async function pools(
  tx: Tx,
  { cycleId, buyerId, deliverOn, text = '', category }: SheetAsked,
): Promise<SheetRow[]> {
  const { words } = searchOf(text)
  const rows = await tx.run<SheetRow & { found: boolean }>(
    `select null as "variantId", o.pool_id as "poolId", o.name, o.name_en as "nameEn",
       (array_agg(v.name order by p.kana))[1] as "unitName",
       (array_agg(v.name_en order by p.kana))[1] as "unitNameEn", null as "producerName",
       count(distinct p.producer_id) filter (where a.offered > 0)::int as producers,
       min(v.priced_by) as "pricedBy", o.price_yen as "priceYen",
       greatest(0, sum(floor(coalesce(a.offered - a.taken, 0)::numeric / v.base_quantity))
         - coalesce(max(k.taken), 0))::bigint as left,
       coalesce(max(l.quantity), 0) as booked, 1 as "leastQuantity", 1 as "stepQuantity",
       coalesce(bool_or(l.standing), false) as standing,
       bool_or(not exists (select 1 from unnest($6::text[]) word where position(word in p.search_key) = 0)) as found
     from trade_pool o
     join trade_pool_member m on m.region_id = $1 and m.pool_id = o.pool_id
     join trade_variant v on v.region_id = $1 and v.variant_id = m.variant_id
     join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     left join trade_availability a on a.region_id = $1 and a.cycle_id = $2 and a.product_id = p.product_id
     left join trade_cycle_pool k on k.region_id = $1 and k.cycle_id = $2 and k.pool_id = o.pool_id
     left join trade_booking b on b.region_id = $1 and b.cycle_id = $2 and b.buyer_id = $3 and b.deliver_on = $4
     left join trade_booking_line l on l.region_id = $1 and l.booking_id = b.booking_id and l.pool_id = o.pool_id
     where o.region_id = $1 and o.active
     group by o.region_id, o.pool_id
     having (sum(coalesce(a.offered, 0)) > 0 or max(l.quantity) > 0) and ($5::text is null or bool_or(p.category = $5))
     order by o.name`,
    [tx.region, cycleId, buyerId, deliverOn, category ?? null, words],
  )
  // By its own name, or by any of its goods; what is left of it is that of all of them.
  const named = ({ name, nameEn }: SheetRow): boolean =>
    words.every((word) => nameKey(`${name} ${nameEn}`).includes(word))
  return rows.filter((row) => row.found || named(row)).map(({ found: _found, ...row }) => row)
}

async function variants(tx: Tx, { cycleId, buyerId, deliverOn, text = '', category }: SheetAsked) {
  const { words } = searchOf(text)
  return await tx.run<SheetRow & Record<string, unknown>>(
    `select v.variant_id as "variantId", null as "poolId", p.name, p.name_en as "nameEn", v.name as "unitName",
       v.name_en as "unitNameEn", f.name as "producerName", 1 as producers, v.priced_by as "pricedBy",
       coalesce(special.yen, v.price_yen) as "priceYen",
       greatest(0, floor((a.offered - a.taken)::numeric / v.base_quantity))::bigint as left,
       coalesce(l.quantity, 0) as booked, v.least_quantity as "leastQuantity", v.step_quantity as "stepQuantity",
       coalesce(l.standing, false) as standing
     from trade_availability a
     join trade_product p on p.region_id = $1 and p.product_id = a.product_id and p.state = 'published'
     join trade_variant v on v.region_id = $1 and v.product_id = a.product_id and v.active
     join party f on f.region_id = $1 and f.party_id = p.producer_id
     left join trade_booking b on b.region_id = $1 and b.cycle_id = $2 and b.buyer_id = $3 and b.deliver_on = $4
     left join trade_booking_line l on l.region_id = $1 and l.booking_id = b.booking_id
       and l.variant_id = v.variant_id
     ${priceOfBuyer({ buyer: '$3', quantity: '1', day: '$7' })}
     where a.region_id = $1 and a.cycle_id = $2 and a.offered > 0 and ($5::text is null or p.category = $5)
       and not exists (select from trade_pool_member m where m.region_id = $1 and m.variant_id = v.variant_id)
       and not exists (select 1 from unnest($6::text[]) word where position(word in p.search_key) = 0)
     order by coalesce(l.quantity, 0) = 0, p.category, p.kana, p.name, v.position limit 300`,
    [tx.region, cycleId, buyerId, deliverOn, category ?? null, words, tx.today],
  )
}

/** The kinds of goods that are offered in a round, for narrowing the sheet. */
export async function categoriesIn(tx: Tx, cycleId: Id): Promise<Category[]> {
  const rows = await tx.run<{ category: Category }>(
    `select distinct p.category from trade_availability a
     join trade_product p on p.region_id = $1 and p.product_id = a.product_id
     where a.region_id = $1 and a.cycle_id = $2 and a.offered > 0`,
    [tx.region, cycleId],
  )
  return rows.map(({ category }) => category)
}

/** Where a booking is to go and what was said with it, as its form has it again; nothing before the first one. */
export interface BookingHead {
  readonly placeId: Id | null
  readonly pointNo: number | null
  readonly note: string
}

export async function readBookingHead(
  tx: Tx,
  { cycleId, buyerId, deliverOn }: Pick<SheetAsked, 'cycleId' | 'buyerId' | 'deliverOn'>,
): Promise<BookingHead | undefined> {
  const [head] = await tx.run<BookingHead & Record<string, unknown>>(
    `select place_id as "placeId", point_no as "pointNo", note from trade_booking
     where region_id = $1 and cycle_id = $2 and buyer_id = $3 and deliver_on = $4`,
    [tx.region, cycleId, buyerId, deliverOn],
  )
  return head
}

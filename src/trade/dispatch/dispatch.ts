import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { type LotLeft, pickLots } from '#trade/picking.ts'
import type { PricedBy } from '#trade/schema.ts'

export interface DispatchLine {
  readonly orderId: Id
  readonly lineNo: number
  readonly productId: Id
  readonly productName: string
  readonly productNameEn: string
  readonly variantName: string
  readonly variantNameEn: string
  /** What is still to go, of the variant. */
  readonly open: number
  readonly baseQuantity: number
  readonly pricedBy: PricedBy
}

export interface DispatchOrder {
  readonly orderId: Id
  readonly orderNo: string
  readonly buyerName: string
  readonly address: string
  /** 便; empty where none was said. */
  readonly route: string
  readonly deliveryNote: string
  readonly deliverOn: Day
  readonly note: string
  readonly lines: readonly DispatchLine[]
}

/** What is to be taken from the shelves of one product, for all orders together. */
export interface Pick {
  readonly productId: Id
  readonly productName: string
  readonly productNameEn: string
  readonly producerName: string
  readonly baseUnit: string
  readonly baseUnitEn: string
  /** Base units. */
  readonly wanted: number
  readonly lots: readonly {
    readonly lotNo: string
    readonly bestBefore: Day | null
    readonly quantity: number
  }[]
  /** What no lot covers: goods that were promised and are not there any more. */
  readonly short: number
}

export interface Dispatch {
  readonly orders: readonly DispatchOrder[]
  readonly picks: readonly Pick[]
  /** The days for which something is to go, with how many orders are due by then. */
  readonly days: readonly { readonly on: Day; readonly orders: number }[]
}

/**
 * The truck of a day: every open order that is due by then, by route and buyer, and what to take from which lot for all
 * of them together, first-expiring first. Nothing is held by looking: shipping chooses the lots anew.
 */
export async function readDispatch(
  tx: Tx,
  actor: Actor,
  { day }: { day: Day },
): Promise<Dispatch | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'delivery.ship')) return refuse('not_allowed')
  const [days, orders] = await Promise.all([
    tx.run<{ on: Day; orders: number }>(
      `select deliver_on as "on", (sum(count(*)) over (order by deliver_on))::int as orders from trade_order
       where region_id = $1 and state in ('ordered', 'accepted') group by 1 order by 1 limit 14`,
      [tx.region],
    ),
    readDue(tx, { day }),
  ])
  return {
    orders,
    picks: await picksOf(
      tx,
      orders.flatMap(({ lines }) => lines),
    ),
    days,
  }
}

/** The open orders that are due by a day, with what is still to go of each, by route and buyer. */
export async function readDue(tx: Tx, { day }: { day: Day }): Promise<DispatchOrder[]> {
  const [heads, lines] = await Promise.all([
    tx.run<Omit<DispatchOrder, 'lines'> & Record<string, unknown>>(
      `select o.order_id as "orderId", o.order_no as "orderNo", concat_ws('　', b.name, a.name) as "buyerName",
         coalesce(nullif(a.address, ''), b.address) as address, coalesce(t.route, '') as route,
         concat_ws('　', nullif(t.delivery_note, ''), nullif(a.note, '')) as "deliveryNote", o.deliver_on as "deliverOn",
         o.note
       from trade_order o
       join party b on b.region_id = $1 and b.party_id = o.buyer_id
       left join trade_buyer t on t.region_id = $1 and t.buyer_id = o.buyer_id
       left join trade_place a on a.region_id = $1 and a.place_id = o.place_id
       where o.region_id = $1 and o.state in ('ordered', 'accepted') and o.deliver_on <= $2
       order by coalesce(t.route, '') = '', t.route, b.kana, o.order_no`,
      [tx.region, day],
    ),
    tx.run<DispatchLine & Record<string, unknown>>(
      `select l.order_id as "orderId", l.line_no as "lineNo", l.product_id as "productId",
         l.product_name as "productName", l.product_name_en as "productNameEn", l.variant_name as "variantName",
         l.variant_name_en as "variantNameEn", l.quantity - l.shipped - l.dropped as open,
         l.base_quantity as "baseQuantity", l.priced_by as "pricedBy"
       from trade_order o
       join trade_order_line l on l.region_id = $1 and l.order_id = o.order_id and l.quantity > l.shipped + l.dropped
       where o.region_id = $1 and o.state in ('ordered', 'accepted') and o.deliver_on <= $2
       order by l.order_id, l.line_no`,
      [tx.region, day],
    ),
  ])
  const byOrder = Map.groupBy(lines, ({ orderId }) => orderId)
  return heads.map((head) => ({ ...head, lines: byOrder.get(head.orderId) ?? [] }))
}

type Product = Omit<Pick, 'wanted' | 'lots' | 'short'>

async function picksOf(tx: Tx, lines: readonly DispatchLine[]): Promise<Pick[]> {
  const wanted = new Map<Id, number>()
  for (const { productId, open, baseQuantity } of lines)
    wanted.set(productId, (wanted.get(productId) ?? 0) + open * baseQuantity)
  const ids = [...wanted.keys()]
  const [products, lots] = await Promise.all([
    tx.run<Product & Record<string, unknown>>(
      `select p.product_id as "productId", p.name as "productName", p.name_en as "productNameEn",
         m.name as "producerName", p.base_unit as "baseUnit", p.base_unit_en as "baseUnitEn"
       from trade_product p join party m on m.region_id = $1 and m.party_id = p.producer_id
       where p.region_id = $1 and p.product_id = any ($2) order by p.temperature, p.category, p.kana, p.product_id`,
      [tx.region, ids],
    ),
    tx.run<LotLeft & { productId: Id }>(
      `select product_id as "productId", lot_id as "lotId", lot_no as "lotNo", best_before as "bestBefore",
         received_on as "receivedOn", remaining
       from trade_lot where region_id = $1 and product_id = any ($2) and remaining > 0`,
      [tx.region, ids],
    ),
  ])
  const byProduct = Map.groupBy(lots, ({ productId }) => productId)
  return products.map((product) =>
    pickOf(product, wanted.get(product.productId) ?? 0, byProduct.get(product.productId) ?? []),
  )
}

/** As much as there is, and what is missing said apart. */
function pickOf(product: Product, wanted: number, lots: readonly LotLeft[]): Pick {
  const there = lots.reduce((sum, { remaining }) => sum + remaining, 0)
  const taken = Math.min(wanted, there)
  const picked = pickLots(lots, taken)
  if (isRefusal(picked)) throw new Error(`lots of ${product.productName} hold less than they hold`)
  return {
    ...product,
    wanted,
    short: wanted - taken,
    lots: picked.map(({ lotId, quantity }) => {
      const lot = lots.find((each) => each.lotId === lotId)
      return { lotNo: lot?.lotNo ?? '', bestBefore: lot?.bestBefore ?? null, quantity }
    }),
  }
}

/** The deliveries of a day, by route and buyer: for printing all their notes at once. */
export async function deliveriesOf(tx: Tx, { day }: { day: Day }): Promise<Id[]> {
  const rows = await tx.run<{ id: Id }>(
    `select d.delivery_id as id
     from trade_delivery d
     join party b on b.region_id = $1 and b.party_id = d.buyer_id
     left join trade_buyer t on t.region_id = $1 and t.buyer_id = d.buyer_id
     where d.region_id = $1 and d.shipped_on = $2
     order by coalesce(t.route, '') = '', t.route, b.kana, d.delivery_no`,
    [tx.region, day],
  )
  return rows.map(({ id }) => id)
}

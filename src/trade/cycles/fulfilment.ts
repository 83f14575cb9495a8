import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { type PlaceRefusal, placeOrder } from '#trade/orders.ts'
import { cutLines } from './allocation-rules.ts'
import { lockCycle, setCycleState } from './cycle-rows.ts'
import './schema.ts'

export interface ToCollect {
  readonly productId: Id
  readonly productName: string
  readonly productNameEn: string
  readonly producerId: Id
  readonly producerName: string
  readonly baseUnit: string
  readonly baseUnitEn: string
  /** Base units that the producer is to bring for these bookings. */
  readonly wanted: number
  /** What is in store and promised to nobody. */
  readonly inStore: number
}

/** 集荷リスト: what every producer is to bring for a day of a cycle, and what of it is there. */
export async function readCollection(
  tx: Tx,
  actor: Actor,
  { cycleId, deliverOn }: { readonly cycleId: Id; readonly deliverOn: Day },
): Promise<readonly ToCollect[] | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'cycle.run')) return refuse('not_allowed')
  return await tx.run<ToCollect & Record<string, unknown>>(
    `select p.product_id as "productId", p.name as "productName", p.name_en as "productNameEn",
       f.party_id as "producerId", f.name as "producerName", p.base_unit as "baseUnit",
       p.base_unit_en as "baseUnitEn", sum(a.quantity::bigint * v.base_quantity)::bigint as wanted,
       coalesce(max(s.on_hand - s.reserved), 0)::bigint as "inStore"
     from trade_booking b
     join trade_allocation a on a.region_id = $1 and a.booking_id = b.booking_id and a.quantity > 0
     join trade_variant v on v.region_id = $1 and v.variant_id = a.variant_id
     join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     join party f on f.region_id = $1 and f.party_id = p.producer_id
     left join trade_stock s on s.region_id = $1 and s.product_id = p.product_id
     where b.region_id = $1 and b.cycle_id = $2 and b.deliver_on = $3 and b.order_id is null
     group by p.region_id, p.product_id, f.region_id, f.party_id order by f.kana, f.name, p.kana, p.name`,
    [tx.region, cycleId, deliverOn],
  )
}

export type MakeOrdersRefusal =
  | PlaceRefusal
  | Refusal<'not_allowed' | 'cycle_unknown' | 'not_allocated' | 'nothing_to_order' | 'nothing_in_store'>

/**
 * Staff turns the bookings of a day into orders, out of what is in store now. Where less came than was allocated, every line of
 * it is cut in the same proportion, and who got less is counted. A booking that gets nothing at all waits.
 */
export async function makeOrders(
  tx: Tx,
  actor: Actor,
  { cycleId, deliverOn }: { readonly cycleId: Id; readonly deliverOn: Day },
): Promise<{ cycleId: Id; cycleNo: string; orders: number; short: number } | MakeOrdersRefusal> {
  if (!may(actor.role, 'cycle.run')) return refuse('not_allowed')
  const cycle = await lockCycle(tx, cycleId)
  if (!cycle) return refuse('cycle_unknown')
  if (cycle.state !== 'allocated') return refuse('not_allocated')
  const lines = await allocatedLines(tx, cycleId, deliverOn)
  if (lines.length === 0) return refuse('nothing_to_order')
  const given = cutToStore(lines, await inStore(tx, [...new Set(lines.map(({ productId }) => productId))]))
  const byBooking = Map.groupBy(lines, ({ bookingId }) => bookingId)
  let [orders, short] = [0, 0]
  for (const [bookingId, own] of byBooking) {
    const got = own.filter((line) => (given.get(line) ?? 0) > 0)
    if (own.some((line) => (given.get(line) ?? 0) < line.quantity)) short++
    const [head] = got
    if (!head) continue
    const placed = await placeOrder(
      tx,
      actor,
      {
        buyerId: head.buyerId,
        deliverOn,
        placeId: head.placeId ?? undefined,
        note: [`${cycle.cycleNo} ${cycle.name}`, head.point, head.note].filter(Boolean).join('　'),
        // The credit limit was looked at when it was booked; above the buyer's own limit an approver is asked now.
        overCredit: true,
        wishedBy: head.wishedBy ?? undefined,
        lines: got.map((line) => ({ variantId: line.variantId, quantity: given.get(line) ?? 0 })),
      },
      new Map(got.map(({ variantId, priceYen }) => [variantId, priceYen])),
    )
    if (isRefusal(placed)) return placed
    await tx.run('update trade_booking set order_id = $3 where region_id = $1 and booking_id = $2', [
      tx.region,
      bookingId,
      placed.orderId,
    ])
    orders++
  }
  if (orders === 0) return refuse('nothing_in_store')
  await endWhenDone(tx, actor, cycleId)
  return { cycleId, cycleNo: cycle.cycleNo, orders, short }
}

interface AllocatedLine {
  readonly bookingId: Id
  readonly buyerId: Id
  readonly placeId: Id | null
  readonly point: string | null
  readonly note: string
  /** The member of the buyer who booked it last; nobody when staff did. */
  readonly wishedBy: Id | null
  readonly productId: Id
  readonly variantId: Id
  readonly baseQuantity: number
  readonly priceYen: number
  readonly quantity: number
}

async function allocatedLines(tx: Tx, cycleId: Id, deliverOn: Day): Promise<AllocatedLine[]> {
  return await tx.run<AllocatedLine & Record<string, unknown>>(
    `select b.booking_id as "bookingId", b.buyer_id as "buyerId", b.place_id as "placeId", t.name as point, b.note,
       (select u.user_id from party_membership u where u.region_id = $1 and u.user_id = b.changed_by
         and u.party_id = b.buyer_id limit 1) as "wishedBy",
       v.product_id as "productId", v.variant_id as "variantId", v.base_quantity as "baseQuantity",
       l.price_yen as "priceYen", a.quantity
     from trade_booking b
     join trade_booking_line l on l.region_id = $1 and l.booking_id = b.booking_id
     join trade_allocation a on a.region_id = $1 and a.booking_id = l.booking_id and a.line_no = l.line_no
       and a.quantity > 0
     join trade_variant v on v.region_id = $1 and v.variant_id = a.variant_id
     left join trade_cycle_point t on t.region_id = $1 and t.cycle_id = b.cycle_id and t.point_no = b.point_no
     where b.region_id = $1 and b.cycle_id = $2 and b.deliver_on = $3 and b.order_id is null
     order by b.booking_id, l.line_no, v.variant_id`,
    [tx.region, cycleId, deliverOn],
  )
}

/** What is free of each product, held until the end, in the order in which everybody locks. */
async function inStore(tx: Tx, productIds: readonly Id[]): Promise<Map<Id, number>> {
  const rows = await tx.run<{ id: Id; free: number }>(
    `select product_id as id, on_hand - reserved as free from trade_stock
     where region_id = $1 and product_id = any ($2) order by product_id for update`,
    [tx.region, productIds],
  )
  return new Map(rows.map(({ id, free }) => [id, free]))
}

function cutToStore(
  lines: readonly AllocatedLine[],
  free: ReadonlyMap<Id, number>,
): Map<AllocatedLine, number> {
  const given = new Map<AllocatedLine, number>()
  for (const [productId, own] of Map.groupBy(lines, (line) => line.productId)) {
    const wanted = own.map(({ quantity, baseQuantity }) => ({ quantity, unit: baseQuantity }))
    const cut = cutLines(wanted, free.get(productId) ?? 0)
    for (const [at, line] of own.entries()) given.set(line, cut[at] ?? 0)
  }
  return given
}

/** The round is over when every booking that was given anything has its order. */
async function endWhenDone(tx: Tx, actor: Actor, cycleId: Id): Promise<void> {
  const open = await tx.run(
    `select 1 from trade_booking b where b.region_id = $1 and b.cycle_id = $2 and b.order_id is null
       and exists (select from trade_allocation a
         where a.region_id = $1 and a.booking_id = b.booking_id and a.quantity > 0) limit 1`,
    [tx.region, cycleId],
  )
  if (open.length === 0) await setCycleState(tx, actor, cycleId, 'ended')
}

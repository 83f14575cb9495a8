import type { Tx } from '#db/transaction.ts'
import { nextNumber } from '#db/counters.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { sum } from '#kit/units.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { insertAll } from './bulk.ts'
import { writeMovements } from './lots.ts'
import { dropRest } from './orders.ts'
import type { LotLeft } from './picking.ts'
import type { KeptOrderState } from './schema.ts'
import { readSetting } from './settings.ts'
import { planShipment } from './shipping.ts'
import type { LineToShip, OpenLine, Shipped, ShippingRefusal } from './shipping.ts'

export interface Shipment {
  readonly orderId: Id
  /** Today unless entered later. */
  readonly shippedOn?: Day
  readonly note?: string
  /** What goes; everything that is open when left out. */
  readonly lines?: readonly LineToShip[]
  /** What is left is not shipped any more: the order ends with this delivery. */
  readonly closeRest?: boolean
}

export type ShipRefusal =
  | ShippingRefusal
  | Refusal<
      | 'not_allowed'
      | 'order_unknown'
      | 'order_ended' // detail.state
      | 'day_in_future'
      | 'promised_to_buyers' // detail.name, detail.free
    >

export interface ShippedAnswer {
  readonly deliveryId: Id
  readonly deliveryNo: string
  readonly netYen: number
  readonly state: KeptOrderState
}

/**
 * Staff ships an order, wholly or in part. From here weights, lots and amounts are fixed: the delivery note is written, the
 * goods leave the store and what was reserved for them is released.
 */
export async function shipOrder(
  tx: Tx,
  actor: Actor,
  shipment: Shipment,
): Promise<ShippedAnswer | ShipRefusal> {
  if (!may(actor.role, 'delivery.ship')) return refuse('not_allowed')
  const { orderId, shippedOn = tx.today, closeRest = false } = shipment
  if (shippedOn > tx.today) return refuse('day_in_future', { field: 'shippedOn' })
  // What does not wait for an answer leaves together, and what is written with the commit: a shipment is three trips to
  // the database, not fourteen.
  const [order, open, { rounding }] = await Promise.all([
    tx.q
      .selectFrom('trade_order')
      .where('region_id', '=', tx.region)
      .where('order_id', '=', orderId)
      .select(['buyer_id', 'state'])
      .forUpdate()
      .executeTakeFirst(),
    readOpenLines(tx, orderId),
    readSetting(tx),
  ])
  if (!order) return refuse('order_unknown')
  if (order.state !== 'ordered' && order.state !== 'accepted')
    return refuse('order_ended', { detail: { state: order.state } })

  const stock = await lockStock(tx, open)
  const plan = planShipment(open, shipment.lines, stock.lots, rounding)
  if (isRefusal(plan)) return plan
  const broken = breaksPromise(plan, stock.free)
  if (broken) return broken

  const delivery = { deliveryId: newId(), deliveryNo: await nextNumber(tx, 'D') }
  const movements = plan.flatMap((each) =>
    each.lots.map(({ lotId, quantity }) => ({
      lot_id: lotId,
      product_id: each.line.product_id,
      kind: 'shipment' as const,
      quantity: -quantity,
      moved_on: shippedOn,
      document_id: delivery.deliveryId,
      document_no: delivery.deliveryNo,
      reason: '',
    })),
  )
  // In this order: a rest that is dropped is what the line has left after this shipment.
  writeDelivery(tx, actor, { ...delivery, ...shipment, shippedOn, buyerId: order.buyer_id }, plan)
  moveStock(tx, plan, orderId)
  writeMovements(tx, actor, movements)
  const state = advanceOrder(tx, orderId, open, plan, closeRest)
  return { ...delivery, netYen: netOf(plan), state }
}

const netOf = (plan: readonly Shipped[]): number =>
  sum(
    'JPY',
    plan.map(({ amount }) => amount),
  )

async function readOpenLines(
  tx: Tx,
  orderId: Id,
): Promise<
  (OpenLine & { product_name_en: string; variant_name: string; variant_name_en: string; tax_class: string })[]
> {
  return await tx.q
    .selectFrom('trade_order_line')
    .where('region_id', '=', tx.region)
    .where('order_id', '=', orderId)
    .orderBy('line_no')
    .selectAll()
    .execute()
}

/** Locks the products' stock rows, then their lots, each in one order for everybody. */
async function lockStock(
  tx: Tx,
  open: readonly OpenLine[],
): Promise<{ free: Map<Id, number>; lots: Map<Id, LotLeft[]> }> {
  const products = [...new Set(open.map((line) => line.product_id))]
  const free = tx.run<{ product_id: Id; free: number }>(
    `select product_id, on_hand - reserved as free from trade_stock
     where region_id = $1 and product_id = any($2) order by product_id for update`,
    [tx.region, products],
  )
  const lots = tx.run<LotLeft & { productId: Id }>(
    `select product_id as "productId", lot_id as "lotId", lot_no as "lotNo", best_before as "bestBefore",
       received_on as "receivedOn", remaining
     from trade_lot where region_id = $1 and product_id = any($2) and remaining > 0 order by lot_id for update`,
    [tx.region, products],
  )
  const [stock, held] = await Promise.all([free, lots])
  return {
    free: new Map(stock.map((row) => [row.product_id, row.free])),
    lots: Map.groupBy(held, (lot) => lot.productId),
  }
}

/** A container that weighs more than it was meant to may take only what nobody else was promised. */
function breaksPromise(
  plan: readonly Shipped[],
  free: ReadonlyMap<Id, number>,
): Refusal<'promised_to_buyers'> | undefined {
  const left = new Map(free)
  for (const { line, baseQuantity, promised } of plan) {
    const after = (left.get(line.product_id) ?? 0) - (baseQuantity - promised)
    if (after < 0)
      return refuse('promised_to_buyers', {
        detail: { name: line.product_name, free: (left.get(line.product_id) ?? 0) + promised },
      })
    left.set(line.product_id, after)
  }
  return undefined
}

function writeDelivery(
  tx: Tx,
  actor: Actor,
  delivery: Shipment & { deliveryId: Id; deliveryNo: string; buyerId: Id; shippedOn: Day },
  plan: readonly Shipped[],
): void {
  tx.send(
    `insert into trade_delivery (region_id, delivery_id, delivery_no, order_id, buyer_id, shipped_on, note, net_yen,
       shipped_at, shipped_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.region,
      delivery.deliveryId,
      delivery.deliveryNo,
      delivery.orderId,
      delivery.buyerId,
      delivery.shippedOn,
      (delivery.note ?? '').trim(),
      netOf(plan),
      tx.now,
      actor.userId ?? null,
    ],
  )
  tx.send(
    `insert into trade_delivery_line (region_id, delivery_id, line_no, order_line_no, product_id, product_name,
       product_name_en, variant_name, variant_name_en, quantity, base_quantity, priced_by, price_yen, tax_class,
       amount_yen)
     select $1, $2, x.n, l.line_no, l.product_id, l.product_name, l.product_name_en, l.variant_name,
       l.variant_name_en, x.quantity, x.base, l.priced_by, l.price_yen, l.tax_class, x.amount
     from unnest($4::smallint[], $5::int[], $6::bigint[], $7::bigint[]) with ordinality
       x (line_no, quantity, base, amount, n)
     join trade_order_line l on l.region_id = $1 and l.order_id = $3 and l.line_no = x.line_no`,
    [
      tx.region,
      delivery.deliveryId,
      delivery.orderId,
      plan.map(({ line }) => line.line_no),
      plan.map(({ quantity }) => quantity),
      plan.map(({ baseQuantity }) => baseQuantity),
      plan.map(({ amount }) => amount),
    ],
  )
  insertAll(
    tx,
    'trade_delivery_lot',
    { delivery_id: 'uuid', line_no: 'smallint', lot_id: 'uuid', quantity: 'bigint', amount_yen: 'bigint' },
    plan.flatMap((each, at) =>
      each.lots.map(({ lotId, quantity, amount }) => ({
        delivery_id: delivery.deliveryId,
        line_no: at + 1,
        lot_id: lotId,
        quantity,
        amount_yen: amount,
      })),
    ),
  )
}

function moveStock(tx: Tx, plan: readonly Shipped[], orderId: Id): void {
  const taken = plan.flatMap(({ lots }) => lots)
  tx.send(
    `update trade_lot l set remaining = l.remaining - x.quantity
     from (select lot_id, sum(quantity)::bigint as quantity
       from unnest($2::uuid[], $3::bigint[]) t (lot_id, quantity) group by lot_id) x
     where l.region_id = $1 and l.lot_id = x.lot_id`,
    [tx.region, taken.map(({ lotId }) => lotId), taken.map(({ quantity }) => quantity)],
  )
  tx.send(
    `update trade_stock s set on_hand = s.on_hand - x.base, reserved = s.reserved - x.promised
     from (select product_id, sum(base)::bigint as base, sum(promised)::bigint as promised
       from unnest($2::uuid[], $3::bigint[], $4::bigint[]) t (product_id, base, promised) group by product_id) x
     where s.region_id = $1 and s.product_id = x.product_id`,
    [
      tx.region,
      plan.map(({ line }) => line.product_id),
      plan.map(({ baseQuantity }) => baseQuantity),
      plan.map(({ promised }) => promised),
    ],
  )
  tx.send(
    `update trade_order_line l set shipped = l.shipped + x.quantity
     from unnest($3::smallint[], $4::int[]) x (line_no, quantity)
     where l.region_id = $1 and l.order_id = $2 and l.line_no = x.line_no`,
    [tx.region, orderId, plan.map(({ line }) => line.line_no), plan.map(({ quantity }) => quantity)],
  )
}

function advanceOrder(
  tx: Tx,
  orderId: Id,
  open: readonly OpenLine[],
  plan: readonly Shipped[],
  closeRest: boolean,
): KeptOrderState {
  const left = open.some((line) => {
    const gone = plan.find((each) => each.line === line)?.quantity ?? 0
    return line.quantity - line.shipped - line.dropped - gone > 0
  })
  if (left && closeRest) dropRest(tx, orderId)
  const state = left && !closeRest ? 'accepted' : 'shipped'
  tx.send('update trade_order set state = $3, ended_at = $4 where region_id = $1 and order_id = $2', [
    tx.region,
    orderId,
    state,
    state === 'shipped' ? tx.now : null,
  ])
  return state
}

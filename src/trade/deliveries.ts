import type { Tx } from '#db/transaction.ts'
import { nextNumbers } from '#db/counters.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Direction } from '#kit/rounding.ts'
import { sum } from '#kit/units.ts'
import type { Actor } from '#parties/actors.ts'
import { announce } from '#parties/announcements.ts'
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
  const shipped = await shipOrders(tx, actor, [shipment])
  if (isRefusal(shipped)) return shipped
  const [one] = shipped
  if (!one) throw new Error('an order was shipped and there is no delivery')
  return one
}

/**
 * What leaves with one truck, in the order given: all of it or nothing. The first that cannot go is answered, with the
 * number of its order when there are several. However many they are, it is three trips to the database.
 */
export async function shipOrders(
  tx: Tx,
  actor: Actor,
  shipments: readonly Shipment[],
): Promise<ShippedAnswer[] | ShipRefusal> {
  if (!may(actor.role, 'delivery.ship')) return refuse('not_allowed')
  if (shipments.some(({ shippedOn = tx.today }) => shippedOn > tx.today))
    return refuse('day_in_future', { field: 'shippedOn' })
  const [orders, setting] = await Promise.all([lockOrders(tx, shipments), readSetting(tx)])
  const stock = await lockStock(
    tx,
    [...orders.values()].flatMap(({ open }) => open),
  )
  const planned: Planned[] = []
  for (const shipment of shipments) {
    const order = orders.get(shipment.orderId)
    if (order && planned.some((each) => each.order === order))
      return refuse('nothing_to_ship', { detail: { order: order.order_no } })
    const plan = order ? planOne(order, shipment, stock, setting.rounding) : refuse('order_unknown')
    if (isRefusal(plan))
      return shipments.length === 1 || !order
        ? plan
        : { ...plan, detail: { ...plan.detail, order: order.order_no } }
    planned.push({ shipment, order: order as LockedOrder, plan })
  }
  const numbers = await nextNumbers(tx, 'D', planned.length)
  return writeAll(
    tx,
    actor,
    planned.map((each, at) => ({ ...each, deliveryId: newId(), deliveryNo: numbers[at] ?? '' })),
  )
}

interface LockedOrder {
  readonly order_id: Id
  readonly order_no: string
  readonly buyer_id: Id
  readonly state: KeptOrderState
  readonly open: readonly OpenLine[]
}
interface Planned {
  readonly shipment: Shipment
  readonly order: LockedOrder
  readonly plan: readonly Shipped[]
}
interface Numbered extends Planned {
  readonly deliveryId: Id
  readonly deliveryNo: string
}

/** The orders with their lines, held until the transaction ends, in one order for everybody. */
async function lockOrders(tx: Tx, shipments: readonly Shipment[]): Promise<Map<Id, LockedOrder>> {
  const ids = shipments.map(({ orderId }) => orderId)
  const orders = tx.run<Omit<LockedOrder, 'open'> & Record<string, unknown>>(
    `select order_id, order_no, buyer_id, state from trade_order
     where region_id = $1 and order_id = any ($2) order by order_id for update`,
    [tx.region, ids],
  )
  const lines = tx.run<OpenLine & { order_id: Id }>(
    `select order_id, line_no, product_id, product_name, base_quantity, quantity, shipped, dropped, priced_by, price_yen
     from trade_order_line where region_id = $1 and order_id = any ($2) order by order_id, line_no`,
    [tx.region, ids],
  )
  const [locked, all] = await Promise.all([orders, lines])
  const byOrder = Map.groupBy(all, (line) => line.order_id)
  return new Map(
    locked.map((order) => [order.order_id, { ...order, open: byOrder.get(order.order_id) ?? [] }]),
  )
}

/** What one shipment takes of what those before it have left. */
function planOne(
  order: LockedOrder,
  shipment: Shipment,
  stock: Stock,
  rounding: Direction,
): readonly Shipped[] | ShipRefusal {
  if (order.state !== 'ordered' && order.state !== 'accepted')
    return refuse('order_ended', { detail: { state: order.state } })
  const plan = planShipment(order.open, shipment.lines, stock.lots, rounding)
  if (isRefusal(plan)) return plan
  const broken = breaksPromise(plan, stock.free)
  if (broken) return broken
  for (const { line, baseQuantity, promised, lots } of plan) {
    stock.free.set(line.product_id, (stock.free.get(line.product_id) ?? 0) - (baseQuantity - promised))
    for (const { lotId, quantity } of lots) {
      const lot = stock.lots.get(line.product_id)?.find((each) => each.lotId === lotId)
      if (lot) lot.remaining -= quantity
    }
  }
  return plan
}

const netOf = (plan: readonly Shipped[]): number =>
  sum(
    'JPY',
    plan.map(({ amount }) => amount),
  )

interface Stock {
  readonly free: Map<Id, number>
  readonly lots: Map<Id, (LotLeft & { remaining: number })[]>
}

/** Locks the products' stock rows, then their lots, each in one order for everybody. */
async function lockStock(tx: Tx, open: readonly OpenLine[]): Promise<Stock> {
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

/** In this order: a rest that is dropped is what the line has left after this shipment. */
function writeAll(tx: Tx, actor: Actor, deliveries: readonly Numbered[]): ShippedAnswer[] {
  writeDeliveries(tx, actor, deliveries)
  moveStock(tx, deliveries)
  const movements = deliveries.flatMap(({ plan, shipment, deliveryId, deliveryNo }) =>
    plan.flatMap((each) =>
      each.lots.map(({ lotId, quantity }) => ({
        lot_id: lotId,
        product_id: each.line.product_id,
        kind: 'shipment' as const,
        quantity: -quantity,
        moved_on: shipment.shippedOn ?? tx.today,
        document_id: deliveryId,
        document_no: deliveryNo,
        reason: '',
      })),
    ),
  )
  writeMovements(tx, actor, movements)
  const states = deliveries.map(stateAfter)
  for (const [at, { shipment, order }] of deliveries.entries())
    if (shipment.closeRest && states[at] === 'shipped') dropRest(tx, order.order_id)
  tx.send(
    `update trade_order o set state = x.state, ended_at = case when x.state = 'shipped' then $4::timestamptz end
     from unnest($2::uuid[], $3::text[]) x (order_id, state) where o.region_id = $1 and o.order_id = x.order_id`,
    [tx.region, deliveries.map(({ order }) => order.order_id), states, tx.now],
  )
  announce(
    tx,
    'delivery.shipped',
    deliveries.map((each) => shippedOf(tx, each)),
  )
  return deliveries.map(({ deliveryId, deliveryNo, plan }, at) => ({
    deliveryId,
    deliveryNo,
    netYen: netOf(plan),
    state: states[at] ?? 'accepted',
  }))
}

const shippedOf = (tx: Tx, { deliveryId, deliveryNo, order, shipment, plan }: Numbered) => ({
  partyId: order.buyer_id,
  data: {
    deliveryId,
    deliveryNo,
    orderId: order.order_id,
    orderNo: order.order_no,
    netYen: netOf(plan),
    shippedOn: shipment.shippedOn ?? tx.today,
  },
})

function stateAfter({ order, plan, shipment }: Planned): KeptOrderState {
  const left = order.open.some((line) => {
    const gone = plan.find((each) => each.line === line)?.quantity ?? 0
    return line.quantity - line.shipped - line.dropped - gone > 0
  })
  return left && !shipment.closeRest ? 'accepted' : 'shipped'
}

function writeDeliveries(tx: Tx, actor: Actor, deliveries: readonly Numbered[]): void {
  insertAll(
    tx,
    'trade_delivery',
    deliveryColumns,
    deliveries.map(({ deliveryId, deliveryNo, order, shipment, plan }) => ({
      delivery_id: deliveryId,
      delivery_no: deliveryNo,
      order_id: order.order_id,
      buyer_id: order.buyer_id,
      shipped_on: shipment.shippedOn ?? tx.today,
      note: (shipment.note ?? '').trim(),
      net_yen: netOf(plan),
      shipped_at: tx.now.toISOString(),
      shipped_by: actor.userId ?? null,
    })),
  )
  const lines = deliveries.flatMap(({ deliveryId, order, plan }) =>
    plan.map((each, at) => ({ ...each, deliveryId, orderId: order.order_id, lineNo: at + 1 })),
  )
  tx.send(
    `insert into trade_delivery_line (region_id, delivery_id, line_no, order_line_no, product_id, product_name,
       product_name_en, variant_name, variant_name_en, quantity, base_quantity, priced_by, price_yen, tax_class,
       amount_yen)
     select $1, x.delivery_id, x.n, l.line_no, l.product_id, l.product_name, l.product_name_en, l.variant_name,
       l.variant_name_en, x.quantity, x.base, l.priced_by, l.price_yen, l.tax_class, x.amount
     from unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::smallint[], $6::int[], $7::bigint[], $8::bigint[])
       x (delivery_id, order_id, n, line_no, quantity, base, amount)
     join trade_order_line l on l.region_id = $1 and l.order_id = x.order_id and l.line_no = x.line_no`,
    [
      tx.region,
      lines.map(({ deliveryId }) => deliveryId),
      lines.map(({ orderId }) => orderId),
      lines.map(({ lineNo }) => lineNo),
      lines.map(({ line }) => line.line_no),
      lines.map(({ quantity }) => quantity),
      lines.map(({ baseQuantity }) => baseQuantity),
      lines.map(({ amount }) => amount),
    ],
  )
  insertAll(
    tx,
    'trade_delivery_lot',
    { delivery_id: 'uuid', line_no: 'smallint', lot_id: 'uuid', quantity: 'bigint', amount_yen: 'bigint' },
    lines.flatMap(({ deliveryId, lineNo, lots }) =>
      lots.map(({ lotId, quantity, amount }) => ({
        delivery_id: deliveryId,
        line_no: lineNo,
        lot_id: lotId,
        quantity,
        amount_yen: amount,
      })),
    ),
  )
}

const deliveryColumns = {
  delivery_id: 'uuid',
  delivery_no: 'text',
  order_id: 'uuid',
  buyer_id: 'uuid',
  shipped_on: 'date',
  note: 'text',
  net_yen: 'bigint',
  shipped_at: 'timestamptz',
  shipped_by: 'uuid',
} as const

function moveStock(tx: Tx, deliveries: readonly Numbered[]): void {
  const lines = deliveries.flatMap(({ order, plan }) =>
    plan.map((each) => ({ ...each, orderId: order.order_id })),
  )
  const taken = lines.flatMap(({ lots }) => lots)
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
      lines.map(({ line }) => line.product_id),
      lines.map(({ baseQuantity }) => baseQuantity),
      lines.map(({ promised }) => promised),
    ],
  )
  tx.send(
    `update trade_order_line l set shipped = l.shipped + x.quantity
     from unnest($2::uuid[], $3::smallint[], $4::int[]) x (order_id, line_no, quantity)
     where l.region_id = $1 and l.order_id = x.order_id and l.line_no = x.line_no`,
    [
      tx.region,
      lines.map(({ orderId }) => orderId),
      lines.map(({ line }) => line.line_no),
      lines.map(({ quantity }) => quantity),
    ],
  )
}

import type { Tx } from '#db/transaction.ts'
import { fiscalYear } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { sum, whole } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'
import type { Actor } from '#parties/actors.ts'
import { announce } from '#parties/announcements.ts'
import { may } from '#parties/policy.ts'
import { askApprovers } from './approvals.ts'
import { overCredit } from './credit.ts'
import { firstDelivery } from './lead-times.ts'
import { buyerFor } from './people.ts'
import { checkLines, priceLines, variantOf } from './order-pricing.ts'
import type { Agreed, AgreedPrices, Priced } from './order-pricing.ts'
import type { KeptOrderState } from './schema.ts'
import { baseUnits, expectedAmount, offSteps } from './units-of-sale.ts'

export interface NewOrder {
  /** For whom; a buyer orders for itself without saying so. */
  readonly buyerId?: Id
  readonly deliverOn: Day
  readonly note?: string
  /** 1–200; the same variant twice is one line. */
  readonly lines: readonly { readonly variantId: Id; readonly quantity: number }[]
  /** Staff enters an order that came by fax or telephone on an earlier day; today when left out. */
  readonly orderedOn?: Day
  /** 納品先, one of the buyer's; the buyer's own address when left out. */
  readonly placeId?: Id
  /** The member of the buyer who asked for what staff enters: its own limit counts then. */
  readonly wishedBy?: Id
  /** Staff takes it although the buyer's credit limit is reached. */
  readonly overCredit?: boolean
}

export type PlaceRefusal = Refusal<
  | 'not_allowed'
  | 'buyer_unknown'
  | 'no_lines'
  | 'too_many_lines' // detail.most
  | 'quantity_wrong'
  | 'not_in_steps' // detail.name, detail.least, detail.step
  | 'deliver_on_past'
  | 'too_soon' // detail.name, detail.day: the first on which it can be delivered
  | 'ordered_on_wrong'
  | 'not_offered' // detail.name, empty when nobody knows it
  | 'sold_out' // detail.name, detail.left, detail.unit
  | 'place_unknown'
  | 'over_credit' // detail.limit, detail.left
>

export interface Placed {
  readonly orderId: Id
  readonly orderNo: string
  /** Expected, yen without tax. */
  readonly netYen: number
  /** `requested` when it waits for an approver of the buyer. */
  readonly state: KeptOrderState
}

/**
 * A buyer, or staff for one, orders. The goods are reserved and the prices frozen; nothing is posted, since an order is a
 * promise. Three statements: price, reserve, write. Above the buyer's own limit it waits for an approver, who is told by
 * mail; above what the company lends it is refused. `prices` are those of a quote: they count as they are.
 */
export async function placeOrder(
  tx: Tx,
  actor: Actor,
  order: NewOrder,
  prices?: AgreedPrices,
): Promise<Placed | PlaceRefusal> {
  const buyerId = buyerFor(actor, order.buyerId)
  if (isRefusal(buyerId)) return buyerId
  const orderedOn = order.orderedOn ?? tx.today
  if (orderedOn > tx.today || (orderedOn < tx.today && actor.role === 'buyer'))
    return refuse('ordered_on_wrong', { field: 'orderedOn' })
  if (order.deliverOn < orderedOn) return refuse('deliver_on_past', { field: 'deliverOn' })
  const wanted = checkLines(order.lines)
  if (isRefusal(wanted)) return wanted

  const userId = actor.role === 'buyer' ? actor.userId : order.wishedBy
  const priced = await priceLines(tx, { buyerId, userId, placeId: order.placeId }, wanted, prices)
  if (isRefusal(priced)) return priced
  const { lines, agreed } = priced
  const off = actor.role === 'buyer' && !prices ? lineFault(tx, order.deliverOn, lines) : undefined
  if (off) return off
  const amounts = lines.map((line) => expectedAmount(line.quantity, variantOf(line), line.rounding))
  const netYen = sum('JPY', amounts)
  if (agreed.creditLimitYen !== null && !(actor.role === 'company_staff' && order.overCredit)) {
    const over = await overCredit(tx, buyerId, agreed.creditLimitYen, netYen)
    if (over) return over
  }
  const short = await reserve(tx, lines)
  if (short) return short
  const state = userId && waitsForApproval(agreed, netYen) ? 'requested' : 'ordered'
  const placed = await write(tx, actor, { ...order, buyerId, state }, lines, amounts)
  const { orderId, orderNo } = placed
  if (state === 'requested') await askApprovers(tx, actor, { ...placed, buyerId })
  // What waits for an approver has not reached the company: it is told of when it is approved.
  else
    announce(tx, 'order.placed', [
      { partyId: buyerId, data: { orderId, orderNo, netYen, deliverOn: order.deliverOn } },
    ])
  return placed
}

/**
 * What a buyer keeps to and staff need not, nor what was agreed in a quote: the steps of a variant, and the days that goods
 * need before they can be delivered.
 */
export const lineFault = (tx: Tx, deliverOn: Day, lines: readonly Priced[]): PlaceRefusal | undefined =>
  offAnyStep(lines) ?? tooSoon(tx.now, deliverOn, lines)

function offAnyStep(lines: readonly Priced[]): PlaceRefusal | undefined {
  for (const { at, quantity, product_name, variant_name, least_quantity, step_quantity } of lines) {
    const steps = { leastQuantity: least_quantity, stepQuantity: step_quantity }
    const off = offSteps(quantity, steps, {
      field: `lines.${at}.quantity`,
      name: `${product_name} ${variant_name}`,
    })
    if (off) return off
  }
  return undefined
}

/** The line that needs the longest before it can be delivered, where that is later than the day wished. */
function tooSoon(now: Date, deliverOn: Day, lines: readonly Priced[]): PlaceRefusal | undefined {
  const [slowest] = lines
    .map(({ product_name: name, lead_days: leadDays, order_by: orderBy }) => ({
      name,
      day: firstDelivery(now, { leadDays, orderBy }),
    }))
    .filter(({ day }) => day > deliverOn)
    .toSorted((a, b) => b.day.localeCompare(a.day))
  return slowest && refuse('too_soon', { field: 'deliverOn', detail: slowest })
}

/** What a member of a firm orders above its own limit, somebody else of that firm looks at first. */
export const waitsForApproval = ({ approvalAboveYen, approver }: Agreed, netYen: number): boolean =>
  approvalAboveYen !== null && netYen > approvalAboveYen && !approver

/**
 * Reserves all or nothing, the rows in the order of their products, so that two orders never wait for each other in a
 * circle. The condition is looked at after the lock, so the last piece goes to one buyer only.
 */
export async function reserve(tx: Tx, lines: readonly Priced[]): Promise<PlaceRefusal | undefined> {
  const wanted = new Map<Id, number>()
  for (const line of lines)
    wanted.set(
      line.product_id,
      whole((wanted.get(line.product_id) ?? 0) + baseUnits(line.quantity, variantOf(line))),
    )
  const ids = [...wanted.keys()]
  const reserved = await tx.run<{ product_id: Id }>(
    `with locked as (
       select s.product_id, w.base from trade_stock s
       join unnest($2::uuid[], $3::bigint[]) w (product_id, base) on w.product_id = s.product_id
       where s.region_id = $1 order by s.product_id for update of s)
     update trade_stock s set reserved = s.reserved + l.base
     from locked l
     where s.region_id = $1 and s.product_id = l.product_id and s.on_hand - s.reserved >= l.base
     returning s.product_id`,
    [tx.region, ids, [...wanted.values()]],
  )
  if (reserved.length === ids.length) return undefined
  const done = new Set(reserved.map((row) => row.product_id))
  const short = lines.find((line) => !done.has(line.product_id))
  if (!short) throw new Error('a reservation failed for a product that nobody ordered')
  const [stock] = await tx.run<{ free: number }>(
    'select on_hand - reserved as free from trade_stock where region_id = $1 and product_id = $2',
    [tx.region, short.product_id],
  )
  return refuse('sold_out', {
    field: `lines.${short.at}.quantity`,
    detail: { name: short.product_name, left: stock?.free ?? 0, unit: short.base_unit },
  })
}

async function write(
  tx: Tx,
  actor: Actor,
  order: NewOrder & { readonly buyerId: Id; readonly state: 'requested' | 'ordered' },
  lines: readonly Priced[],
  amounts: readonly Yen[],
): Promise<Placed> {
  const orderId = newId()
  const netYen = sum('JPY', amounts)
  const columnOf = <K extends keyof Priced>(key: K): Priced[K][] => lines.map((line) => line[key])
  const [written] = await tx.run<{ order_no: string }>(
    `with number as (select nextval('trade_order_number')::text as n),
     o as (
       insert into trade_order (region_id, order_id, order_no, buyer_id, ordered_on, deliver_on, state, note, net_yen,
         ordered_at, ordered_by, place_id)
       select $1, $2, 'O-' || $22::text || '-' || lpad(n, greatest(5, length(n)), '0'), $3, $4, $5,
         $23, $6, $7, $8, $9, $24
       from number
       returning order_no),
     l as (
       insert into trade_order_line (region_id, order_id, line_no, product_id, variant_id, product_name,
         product_name_en, variant_name, variant_name_en, base_quantity, quantity, priced_by, price_yen, tax_class,
         amount_yen)
       select $1, $2, n, product_id, variant_id, name, name_en, variant, variant_en, base, quantity, priced, price,
         tax, amount
       from unnest($10::uuid[], $11::uuid[], $12::text[], $13::text[], $14::text[], $15::text[], $16::int[],
         $17::int[], $18::text[], $19::bigint[], $20::text[], $21::bigint[]) with ordinality
         x (product_id, variant_id, name, name_en, variant, variant_en, base, quantity, priced, price, tax, amount, n))
     select order_no from o`,
    [
      tx.region,
      orderId,
      order.buyerId,
      order.orderedOn ?? tx.today,
      order.deliverOn,
      (order.note ?? '').trim(),
      netYen,
      tx.now,
      actor.userId ?? null,
      columnOf('product_id'),
      columnOf('variant_id'),
      columnOf('product_name'),
      columnOf('product_name_en'),
      columnOf('variant_name'),
      columnOf('variant_name_en'),
      columnOf('base_quantity'),
      columnOf('quantity'),
      columnOf('priced_by'),
      columnOf('price_yen'),
      columnOf('tax_class'),
      amounts,
      String(fiscalYear(tx.today)),
      order.state,
      order.placeId ?? null,
    ],
  )
  if (!written) throw new Error('the order was not written')
  return { orderId, orderNo: written.order_no, netYen, state: order.state }
}

export type CancelRefusal = Refusal<
  | 'not_allowed'
  | 'order_unknown'
  | 'order_ended' // detail.state
  | 'already_shipping'
>

/**
 * Gives back what an order still holds. Before anything was shipped the order is cancelled, by the buyer too; when a part
 * has gone, staff closes the rest and the order counts as shipped.
 */
export async function cancelOrder(
  tx: Tx,
  actor: Actor,
  { orderId, reason = '' }: { orderId: Id; reason?: string },
): Promise<{ orderId: Id; orderNo: string; state: KeptOrderState } | CancelRefusal> {
  if (!may(actor.role, 'order.place')) return refuse('not_allowed')
  const order = await tx.q
    .selectFrom('trade_order')
    .where('region_id', '=', tx.region)
    .where('order_id', '=', orderId)
    .select(['order_no', 'buyer_id', 'state'])
    .forUpdate()
    .executeTakeFirst()
  if (!order || (actor.role === 'buyer' && order.buyer_id !== actor.partyId)) return refuse('order_unknown')
  if (order.state === 'cancelled' || order.state === 'shipped')
    return refuse('order_ended', { detail: { state: order.state } })
  const begun = order.state === 'accepted'
  if (begun && actor.role === 'buyer') return refuse('already_shipping')

  dropRest(tx, orderId)
  const state = begun ? 'shipped' : 'cancelled'
  await tx.q
    .updateTable('trade_order')
    .set({ state, ended_at: tx.now, cancel_reason: reason.trim() })
    .where('region_id', '=', tx.region)
    .where('order_id', '=', orderId)
    .execute()
  const cancelled = { partyId: order.buyer_id, data: { orderId, orderNo: order.order_no } }
  if (!begun && order.state !== 'requested') announce(tx, 'order.cancelled', [cancelled])
  return { orderId, orderNo: order.order_no, state }
}

/** Releases what the lines of an order still reserve and marks it as not to be shipped. */
export function dropRest(tx: Tx, orderId: Id): void {
  tx.send(
    `with open as (
       select product_id, sum((quantity - shipped - dropped)::bigint * base_quantity)::bigint as base
       from trade_order_line where region_id = $1 and order_id = $2 group by product_id),
     locked as (
       select s.product_id, o.base from trade_stock s join open o on o.product_id = s.product_id
       where s.region_id = $1 order by s.product_id for update of s)
     update trade_stock s set reserved = s.reserved - l.base
     from locked l where s.region_id = $1 and s.product_id = l.product_id`,
    [tx.region, orderId],
  )
  tx.send('update trade_order_line set dropped = quantity - shipped where region_id = $1 and order_id = $2', [
    tx.region,
    orderId,
  ])
}

/** Goods that a buyer remembers after ordering (追加注文): they go into the order that is open, for the same day and place. */
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { announce } from '#parties/announcements.ts'
import { may } from '#parties/policy.ts'
import { askApprovers } from './approvals.ts'
import { insertAll } from './bulk.ts'
import { overCredit } from './credit.ts'
import { checkLines, mostLines, priceLines, variantOf } from './order-pricing.ts'
import type { Priced } from './order-pricing.ts'
import { lineFault, reserve, waitsForApproval } from './orders.ts'
import type { NewOrder, PlaceRefusal, Placed } from './orders.ts'
import type { KeptOrderState } from './schema.ts'
import { expectedAmount } from './units-of-sale.ts'

export interface Addition {
  readonly orderId: Id
  /** 1–200; the same variant twice is one line. */
  readonly lines: NewOrder['lines']
  /** Put beneath what was noted before. */
  readonly note?: string
  /** Staff takes it although the buyer's credit limit is reached. */
  readonly overCredit?: boolean
}

export type AddRefusal =
  | PlaceRefusal
  | Refusal<
      | 'order_unknown'
      | 'order_ended' // detail.state
      | 'already_shipping'
    >

interface Open {
  readonly orderNo: string
  readonly buyerId: Id
  readonly deliverOn: Day
  readonly state: KeptOrderState
  readonly netYen: number
}

interface Line {
  readonly lineNo: number
  readonly variantId: Id
  readonly baseQuantity: number
  readonly quantity: number
  readonly priceYen: number
}

/**
 * Adds goods to an order of which nothing was shipped. They are reserved at once. Steps and tiers of a price count for all
 * that the order then has of a variant; what was ordered before keeps its price. Where the price is the same the lines become
 * one. Limits are those of `placeOrder`: above the buyer's own the whole order waits for an approver, anew.
 */
export async function addToOrder(
  tx: Tx,
  actor: Actor,
  { orderId, lines: given, note = '', overCredit: beyond = false }: Addition,
): Promise<Placed | AddRefusal> {
  if (!may(actor.role, 'order.place')) return refuse('not_allowed')
  const order = await lockOpen(tx, actor, orderId)
  if (isRefusal(order)) return order
  const wanted = checkLines(given)
  if (isRefusal(wanted)) return wanted
  const before = await linesOf(tx, orderId)
  const had = (variantId: Id): number =>
    before.reduce((all, line) => (line.variantId === variantId ? all + line.quantity : all), 0)

  const userId = actor.role === 'buyer' ? actor.userId : undefined
  const together = wanted.map((line) => ({ ...line, quantity: line.quantity + had(line.variantId) }))
  const priced = await priceLines(tx, { buyerId: order.buyerId, userId }, together)
  if (isRefusal(priced)) return priced
  const off = actor.role === 'buyer' ? lineFault(tx, order.deliverOn, priced.lines) : undefined
  if (off) return off
  const lines = priced.lines.map((line) => ({ ...line, quantity: line.quantity - had(line.variant_id) }))
  const { known, fresh } = apart(lines, before)
  if (before.length + fresh.length > mostLines)
    return refuse('too_many_lines', { detail: { most: mostLines } })

  const netYen = order.netYen + addedYen(known, fresh)
  const { agreed } = priced
  if (agreed.creditLimitYen !== null && !(actor.role === 'company_staff' && beyond)) {
    const over = await overCredit(tx, order.buyerId, agreed.creditLimitYen, netYen - order.netYen)
    if (over) return over
  }
  const short = await reserve(tx, lines)
  if (short) return short
  const waits = order.state === 'requested' || (userId !== undefined && waitsForApproval(agreed, netYen))
  const state = waits ? 'requested' : 'ordered'
  write(tx, orderId, {
    known,
    fresh,
    netYen,
    state,
    note: note.trim(),
    first: (before.at(-1)?.lineNo ?? 0) + 1,
  })
  const { orderNo, buyerId, deliverOn } = order
  if (waits) await askApprovers(tx, actor, { orderNo, netYen, buyerId })
  else announce(tx, 'order.changed', [{ partyId: buyerId, data: { orderId, orderNo, netYen, deliverOn } }])
  return { orderId, orderNo, netYen, state }
}

/** An order to which a buyer may still add. */
export interface OpenOrder {
  readonly orderId: Id
  readonly orderNo: string
  readonly deliverOn: Day
}

/** The orders of a buyer of which nothing was shipped and that are not over by day, the next delivery first. */
export const openOrdersOf = async (tx: Tx, buyerId: Id): Promise<OpenOrder[]> =>
  await tx.run<OpenOrder & Record<string, unknown>>(
    `select order_id as "orderId", order_no as "orderNo", deliver_on as "deliverOn" from trade_order
     where region_id = $1 and buyer_id = $2 and state in ('ordered', 'requested') and deliver_on >= $3
     order by deliver_on, order_no limit 20`,
    [tx.region, buyerId, tx.today],
  )

async function lockOpen(tx: Tx, actor: Actor, orderId: Id): Promise<Open | AddRefusal> {
  const [order] = await tx.run<Open & Record<string, unknown>>(
    `select order_no as "orderNo", buyer_id as "buyerId", deliver_on as "deliverOn", state, net_yen as "netYen"
     from trade_order where region_id = $1 and order_id = $2 for update`,
    [tx.region, orderId],
  )
  if (!order || (actor.role === 'buyer' && order.buyerId !== actor.partyId)) return refuse('order_unknown')
  if (order.state === 'accepted') return refuse('already_shipping')
  return order.state === 'ordered' || order.state === 'requested'
    ? order
    : refuse('order_ended', { detail: { state: order.state } })
}

const linesOf = async (tx: Tx, orderId: Id): Promise<Line[]> =>
  await tx.run<Line & Record<string, unknown>>(
    `select line_no as "lineNo", variant_id as "variantId", base_quantity as "baseQuantity", quantity,
       price_yen as "priceYen"
     from trade_order_line where region_id = $1 and order_id = $2 order by line_no`,
    [tx.region, orderId],
  )

interface Known {
  readonly line: Line
  /** The same goods at the same price, as they are sold today. */
  readonly priced: Priced
}

/** Goods of which the order has a line at this price, and those that get a line of their own. */
function apart(
  lines: readonly Priced[],
  before: readonly Line[],
): { known: readonly Known[]; fresh: readonly Priced[] } {
  const known: Known[] = []
  const fresh: Priced[] = []
  for (const priced of lines) {
    const line = before.find(
      ({ variantId, priceYen, baseQuantity }) =>
        variantId === priced.variant_id &&
        priceYen === priced.price_yen &&
        baseQuantity === priced.base_quantity,
    )
    if (line) known.push({ line, priced })
    else fresh.push(priced)
  }
  return { known, fresh }
}

const amountOf = (line: Priced, quantity: number): number =>
  expectedAmount(quantity, variantOf(line), line.rounding)

/** By the amounts of whole lines: of goods by weight two halves may round to one yen less than the whole. */
const addedYen = (known: readonly Known[], fresh: readonly Priced[]): number =>
  fresh.reduce((all, line) => all + amountOf(line, line.quantity), 0) +
  known.reduce(
    (all, { line, priced }) =>
      all + amountOf(priced, line.quantity + priced.quantity) - amountOf(priced, line.quantity),
    0,
  )

function write(
  tx: Tx,
  orderId: Id,
  added: {
    readonly known: readonly Known[]
    readonly fresh: readonly Priced[]
    readonly netYen: number
    readonly state: 'requested' | 'ordered'
    readonly note: string
    /** The number of the first line that is new. */
    readonly first: number
  },
): void {
  const { known, fresh, netYen, state, note, first } = added
  tx.send(
    `update trade_order_line l set quantity = x.quantity, amount_yen = x.amount
     from unnest($3::smallint[], $4::int[], $5::bigint[]) x (line_no, quantity, amount)
     where l.region_id = $1 and l.order_id = $2 and l.line_no = x.line_no`,
    [
      tx.region,
      orderId,
      known.map(({ line }) => line.lineNo),
      known.map(({ line, priced }) => line.quantity + priced.quantity),
      known.map(({ line, priced }) => amountOf(priced, line.quantity + priced.quantity)),
    ],
  )
  insertAll(
    tx,
    'trade_order_line',
    lineColumns,
    fresh.map((line, at) => ({
      ...line,
      order_id: orderId,
      line_no: first + at,
      amount_yen: amountOf(line, line.quantity),
      shipped: 0,
      dropped: 0,
    })),
  )
  tx.send(
    `update trade_order set net_yen = $3, state = $4, note = concat_ws(E'\\n', nullif(note, ''), nullif($5, ''))
     where region_id = $1 and order_id = $2`,
    [tx.region, orderId, netYen, state, note],
  )
}

const lineColumns = {
  order_id: 'uuid',
  line_no: 'smallint',
  product_id: 'uuid',
  variant_id: 'uuid',
  product_name: 'text',
  product_name_en: 'text',
  variant_name: 'text',
  variant_name_en: 'text',
  base_quantity: 'int',
  quantity: 'int',
  priced_by: 'text',
  price_yen: 'bigint',
  tax_class: 'text',
  amount_yen: 'bigint',
  shipped: 'int',
  dropped: 'int',
} as const

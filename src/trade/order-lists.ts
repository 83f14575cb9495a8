import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { fromCursor, pageOf } from '#parties/cursors.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { mayApproveColumn } from './approvals.ts'
import type { PricedBy } from './schema.ts'
import type { OrderState } from './states.ts'
import type { TaxClass } from './tax.ts'

export type OrderView = 'open' | 'done' | 'all'

export interface OrderRow {
  readonly orderId: Id
  readonly orderNo: string
  readonly buyerId: Id
  readonly buyerName: string
  readonly orderedOn: Day
  readonly deliverOn: Day
  /** Lines that the reader may see: a producer sees its own goods only. */
  readonly lines: number
  /** Expected, yen without tax, of those lines. */
  readonly netYen: number
  readonly state: OrderState
}

/**
 * Whose orders an actor sees, as a condition on `o` and on a line `l`: the company all, a buyer its own, a producer those
 * that have its goods, and of them its own lines. `$2` is the party; it is named for the company too, as a parameter that
 * no condition names has no type.
 */
function visible(actor: Actor): { order: string; line: string } | undefined {
  if (!may(actor.role, 'order.see')) return undefined
  if (actor.role === 'company_staff') return { order: '$2::uuid is not distinct from $2', line: 'true' }
  if (actor.role === 'buyer') return { order: 'o.buyer_id = $2', line: 'true' }
  const own = `exists (select from trade_product w where w.region_id = l.region_id
    and w.product_id = l.product_id and w.producer_id = $2)`
  return {
    order: `exists (select from trade_order_line l where l.region_id = o.region_id and l.order_id = o.order_id and ${own})`,
    line: own,
  }
}

/** Where an order stands: what it is by itself, and further on what its invoices and statements are. */
const derivedState = `case
  when o.state <> 'shipped' then o.state
  when exists (select from trade_delivery d where d.region_id = o.region_id and d.order_id = o.order_id
    and d.invoice_id is null) then 'shipped'
  when exists (select from trade_delivery d
    join trade_invoice i on i.region_id = d.region_id and i.invoice_id = d.invoice_id
    where d.region_id = o.region_id and d.order_id = o.order_id and i.paid_yen < i.gross_yen) then 'invoiced'
  else 'paid' end`

/** Orders, newest delivery first: those still to be shipped, those that are done, or all. */
export async function listOrders(
  tx: Tx,
  actor: Actor,
  filter: { readonly view?: OrderView; readonly buyerId?: Id; readonly limit?: number } = {},
  cursor?: string,
): Promise<Page<OrderRow> | Refusal<'not_allowed'>> {
  const seen = visible(actor)
  if (!seen) return refuse('not_allowed')
  const { view = 'all', limit = 50 } = filter
  const [deliverOn, orderId] = (cursor === undefined ? undefined : fromCursor(cursor, 2)) ?? []
  const rows = await tx.run<OrderRow & Record<string, unknown>>(
    `select o.order_id as "orderId", o.order_no as "orderNo", o.buyer_id as "buyerId", b.name as "buyerName",
       o.ordered_on as "orderedOn", o.deliver_on as "deliverOn", t.lines, t.net as "netYen",
       ${derivedState} as state
     from trade_order o
     join party b on b.region_id = o.region_id and b.party_id = o.buyer_id
     join lateral (
       select count(*)::int as lines, coalesce(sum(l.amount_yen), 0)::bigint as net from trade_order_line l
       where l.region_id = o.region_id and l.order_id = o.order_id and ${seen.line}) t on true
     where o.region_id = $1 and ${seen.order}
       and ($3 = 'all' or ($3 = 'open') = (o.state in ('requested', 'ordered', 'accepted')))
       and ($4::uuid is null or o.buyer_id = $4)
       and ($5::date is null or (o.deliver_on, o.order_id) < ($5, $6::uuid))
     order by o.deliver_on desc, o.order_id desc
     limit $7`,
    [
      tx.region,
      actor.partyId ?? null,
      view,
      filter.buyerId ?? null,
      deliverOn ?? null,
      orderId ?? null,
      limit + 1,
    ],
  )
  return pageOf(rows, limit, (row) => [row.deliverOn, row.orderId])
}

export interface OrderLineSeen {
  readonly lineNo: number
  readonly productId: Id
  readonly productName: string
  readonly productNameEn: string
  readonly variantName: string
  readonly variantNameEn: string
  readonly producerName: string
  readonly quantity: number
  readonly baseQuantity: number
  readonly pricedBy: PricedBy
  readonly priceYen: number
  readonly taxClass: TaxClass
  readonly amountYen: number
  readonly shipped: number
  readonly dropped: number
  /** What the buyer kept of what it has accepted so far; grams where priced by the kilogram; none before it said so. */
  readonly accepted: number | null
}

/** Shipped less what was missing or damaged, over the deliveries that were accepted; what was turned down counts as come. */
const acceptedColumn = `(select sum(case when d.priced_by = 'kg' then d.base_quantity else d.quantity end
    - (select coalesce(sum(f.quantity), 0) from trade_difference f where f.region_id = $1
      and f.acceptance_id = a.acceptance_id and f.line_no = d.line_no and f.rejected_because = ''))::bigint
  from trade_delivery e
  join trade_acceptance a on a.region_id = $1 and a.delivery_id = e.delivery_id and a.undone_at is null
  join trade_delivery_line d on d.region_id = $1 and d.delivery_id = e.delivery_id and d.order_line_no = l.line_no
  where e.region_id = $1 and e.order_id = l.order_id)`

export interface DeliveryRow {
  readonly deliveryId: Id
  readonly deliveryNo: string
  readonly shippedOn: Day
  readonly netYen: number
  readonly invoiceId: Id | null
  readonly invoiceNo: string | null
}

export interface OrderSeen extends Omit<OrderRow, 'lines'> {
  /** What the buyer and the company told each other; a producer is not shown it, nor why an order was cancelled. */
  readonly note: string
  readonly cancelReason: string
  /** 納品先; none: the buyer's own address. A producer is not shown where goods are brought. */
  readonly place: { readonly name: string; readonly address: string; readonly note: string } | null
  /** It waits for an approver, and the reader is one, or may stand in for approvers who have left. */
  readonly mayApprove: boolean
  readonly lines: readonly OrderLineSeen[]
  /** What was shipped of it; a producer is not shown what buyers paid. */
  readonly deliveries: readonly DeliveryRow[]
}

/**
 * One order with its lines and deliveries. When a producer asks, it is about the own goods only: neither where the buyer has
 * them brought nor what was said between buyer and company.
 */
export async function readOrder(
  tx: Tx,
  actor: Actor,
  { orderId }: { orderId: Id },
): Promise<OrderSeen | Refusal<'not_allowed' | 'order_unknown'>> {
  const seen = visible(actor)
  if (!seen) return refuse('not_allowed')
  const [order] = await tx.run<Omit<OrderSeen, 'lines' | 'deliveries'> & Record<string, unknown>>(
    `select o.order_id as "orderId", o.order_no as "orderNo", o.buyer_id as "buyerId", b.name as "buyerName",
       o.ordered_on as "orderedOn", o.deliver_on as "deliverOn", o.net_yen as "netYen", o.note,
       o.cancel_reason as "cancelReason", ${derivedState} as state,
       case when t.place_id is not null then
         jsonb_build_object('name', t.name, 'address', t.address, 'note', t.note) end as place,
       o.state = 'requested'
         and ${mayApproveColumn({ role: '$5', user: '$4::uuid', day: '$6' })} as "mayApprove"
     from trade_order o join party b on b.region_id = o.region_id and b.party_id = o.buyer_id
     left join trade_place t on t.region_id = o.region_id and t.place_id = o.place_id
     where o.region_id = $1 and ${seen.order} and o.order_id = $3`,
    [tx.region, actor.partyId ?? null, orderId, actor.userId ?? null, actor.role, tx.today],
  )
  if (!order) return refuse('order_unknown')
  const lines = await tx.run<OrderLineSeen & Record<string, unknown>>(
    `select l.line_no as "lineNo", l.product_id as "productId", l.product_name as "productName",
       l.product_name_en as "productNameEn", l.variant_name as "variantName", l.variant_name_en as "variantNameEn",
       f.name as "producerName", l.quantity, l.base_quantity as "baseQuantity", l.priced_by as "pricedBy",
       l.price_yen as "priceYen", l.tax_class as "taxClass", l.amount_yen as "amountYen", l.shipped, l.dropped,
       ${acceptedColumn} as accepted
     from trade_order_line l
     join trade_product p on p.region_id = l.region_id and p.product_id = l.product_id
     join party f on f.region_id = p.region_id and f.party_id = p.producer_id
     where l.region_id = $1 and l.order_id = $3 and $2::uuid is not distinct from $2 and ${seen.line}
     order by l.line_no`,
    [tx.region, actor.partyId ?? null, orderId],
  )
  const netYen = lines.reduce((total, line) => total + line.amountYen, 0)
  const between = actor.role === 'producer' ? { note: '', cancelReason: '', place: null } : {}
  const deliveries = may(actor.role, 'delivery.see') ? await deliveriesOf(tx, orderId) : []
  return { ...order, ...between, netYen, lines, deliveries }
}

async function deliveriesOf(tx: Tx, orderId: Id): Promise<DeliveryRow[]> {
  return await tx.run<DeliveryRow & Record<string, unknown>>(
    `select d.delivery_id as "deliveryId", d.delivery_no as "deliveryNo", d.shipped_on as "shippedOn",
       d.net_yen as "netYen", d.invoice_id as "invoiceId", i.invoice_no as "invoiceNo"
     from trade_delivery d
     left join trade_invoice i on i.region_id = d.region_id and i.invoice_id = d.invoice_id
     where d.region_id = $1 and d.order_id = $2 order by d.delivery_no`,
    [tx.region, orderId],
  )
}

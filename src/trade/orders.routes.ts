/** The addresses of orders: list, order sheet, one order with shipping and cancelling. */
import { z } from 'zod'
import { dayField, id, optionalId, optionalSteps, optionalWhole, text, tick } from '#http/fields.ts'
import { action, page } from '#http/routes.ts'
import type { Page } from '#http/routes.ts'
import { addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { approveOrder } from './approvals.ts'
import { placesOf } from './places.ts'
import { listOffered } from './catalogue.ts'
import { categories } from './categories.ts'
import { shipOrder } from './deliveries.ts'
import { listOrders, readOrder } from './order-lists.ts'
import { addToOrder, openOrdersOf } from './order-additions.ts'
import type { AddRefusal } from './order-additions.ts'
import { orderSheetView } from './order-sheet.pages.tsx'
import { orderView } from './order.pages.tsx'
import { ordersView } from './orders.pages.tsx'
import { cancelOrder, placeOrder } from './orders.ts'
import type { Placed } from './orders.ts'
import { orNotFound } from './page-parts.tsx'
import { listBuyers } from './people.ts'
import { sayAdd, sayApprove, sayCancel, sayShip } from './words/order-refusals.ts'
import { orderWords } from './words/orders.ts'

const optionalText = z.string().optional()

const listPage = page({
  at: '/trade/orders',
  access: 'order.see',
  input: z.object({
    view: z.enum(['open', 'done', 'all']).optional().catch(undefined),
    buyer: optionalId(),
    after: optionalText,
  }),
  load: (tx, actor, { view, buyer, after }) => listOrders(tx, actor, { view, buyerId: buyer }, after),
  show: ordersView,
})

/** How soon goods usually arrive: what the box of the delivery day begins with. */
const usualDays = 3

const newPage: Page = page({
  at: '/trade/orders/new',
  access: 'order.place',
  input: z.object({
    buyer: optionalId(),
    buyerId: optionalId(),
    product: optionalId(),
    orderId: optionalId(),
    q: optionalText,
    category: z.enum(categories).optional().catch(undefined),
    all: z.string().optional(),
  }),
  load: async (tx, actor, asked) => {
    const buyers = actor.role === 'company_staff' ? await listBuyers(tx) : []
    // A form that comes back says its buyer in a box, a link in its address.
    const wanted = asked.buyer ?? asked.buyerId
    const buyer = buyers.find(({ partyId }) => partyId === wanted)
    const choosing = actor.role === 'company_staff' && !buyer
    // Who has ordered before mostly orders the same again; all else is one touch away.
    const narrowed = asked.q || asked.category || asked.product || asked.all
    const forBuyer = choosing ? undefined : (buyer?.partyId ?? actor.partyId)
    const usualOf = narrowed ? undefined : forBuyer
    const usual = usualOf ? await listOffered(tx, { usualOf, forBuyer }) : []
    const all = { text: asked.q, category: asked.category, productId: asked.product, forBuyer }
    return {
      buyers,
      buyer,
      choosing,
      usual: usual.length > 0,
      rows: choosing || usual.length > 0 ? usual : await listOffered(tx, all),
      deliverOn: addDays(tx.today, usualDays),
      places: forBuyer ? await placesOf(tx, forBuyer) : [],
      open: forBuyer ? await openOrdersOf(tx, forBuyer) : [],
    }
  },
  show: orderSheetView,
})

const orderPage: Page = page({
  at: '/trade/orders/:id',
  access: 'order.see',
  input: z.object({ id: id() }),
  load: async (tx, actor, asked) => {
    const order = orNotFound(await readOrder(tx, actor, { orderId: asked.id }))
    return isRefusal(order) ? order : { order, today: tx.today }
  },
  show: orderView,
})

const labels = (lang: 'ja' | 'en') => {
  const own = orderWords[lang]
  return {
    deliverOn: own.deliverOn,
    placeId: own.deliverTo,
    orderId: own.addTo,
    note: own.note,
    quantities: own.quantity,
    buyerId: own.buyer,
    shippedOn: own.shippedOn,
    'lines.quantity': own.shipQuantity,
    'lines.grams': own.weight,
    reason: own.cancelReason,
  }
}

/** The boxes of the order sheet are named by their variant: `quantities.<id>`. Empty ones are not ordered. */
const quantities = z.record(z.string(), optionalWhole(0, 1_000_000)).optional()

const placeAction = action({
  at: '/trade/orders',
  access: 'order.place',
  input: z.object({
    buyerId: optionalId(),
    deliverOn: dayField(),
    placeId: optionalId(),
    orderId: optionalId(),
    overCredit: tick(),
    note: text(1000),
    quantities,
  }),
  run: async (tx, actor, { quantities: boxes = {}, orderId, ...order }) => {
    const lines = Object.entries(boxes).flatMap(([variantId, quantity]) =>
      isId(variantId) && quantity ? [{ variantId: variantId as Id, quantity }] : [],
    )
    const placed: Placed | AddRefusal = orderId
      ? await addToOrder(tx, actor, { orderId, lines, note: order.note, overCredit: order.overCredit })
      : await placeOrder(tx, actor, { ...order, lines })
    if (!isRefusal(placed)) return placed
    const at = Number(/^lines\.(\d+)\./.exec(placed.field ?? '')?.[1] ?? -1)
    const line = lines[at]
    return line ? { ...placed, field: `quantities.${line.variantId}` } : placed
  },
  done: ({ orderId, orderNo, state }, asked, { lang }) => {
    const own = orderWords[lang]
    const told = asked.orderId ? own.noticeAdded(orderNo) : own.noticePlaced(orderNo)
    return {
      to: `/trade/orders/${orderId}`,
      notice: state === 'requested' ? own.noticeRequested(orderNo) : told,
    }
  },
  labels,
  refusals: sayAdd,
  form: () => newPage,
  audit: ({ orderId, orderNo }, asked) => ({
    ...(asked.orderId && { action: 'order.add' }),
    documentId: orderId,
    documentNo: orderNo,
  }),
})

const approveAction = action({
  at: '/trade/orders/:id/approve',
  access: 'order.place',
  input: z.object({ id: id() }),
  run: (tx, actor, { id: orderId }) => approveOrder(tx, actor, { orderId }),
  done: ({ orderId, orderNo }, _input, { lang }) => ({
    to: `/trade/orders/${orderId}`,
    notice: orderWords[lang].noticeApproved(orderNo),
  }),
  labels: () => ({}),
  refusals: sayApprove,
  form: () => orderPage,
  audit: ({ orderId, orderNo }) => ({ documentId: orderId, documentNo: orderNo, detail: 'approved' }),
})

const shipAction = action({
  at: '/trade/orders/:id/ship',
  access: 'delivery.ship',
  input: z.object({
    id: id(),
    shippedOn: dayField(),
    note: text(1000),
    closeRest: tick(),
    lines: z
      .array(
        z.object({
          lineNo: optionalWhole(1, 200),
          quantity: optionalWhole(0, 1_000_000),
          grams: optionalSteps(3, 1, 100_000_000),
        }),
      )
      .max(200),
  }),
  run: (tx, actor, { id: orderId, lines, ...shipment }) =>
    shipOrder(tx, actor, {
      ...shipment,
      orderId,
      lines: lines.map(({ lineNo = 0, quantity = 0, grams }) => ({ lineNo, quantity, grams })),
    }),
  done: ({ deliveryId, deliveryNo }, _input, seen) => ({
    to: `/trade/deliveries/${deliveryId}`,
    notice: orderWords[seen.lang].noticeShipped(deliveryNo),
  }),
  labels,
  refusals: sayShip,
  form: () => orderPage,
  audit: ({ deliveryId, deliveryNo }) => ({ documentId: deliveryId, documentNo: deliveryNo }),
})

const cancelAction = action({
  at: '/trade/orders/:id/cancel',
  access: 'order.place',
  input: z.object({ id: id(), reason: text(500) }),
  run: (tx, actor, { id: orderId, reason }) => cancelOrder(tx, actor, { orderId, reason }),
  done: ({ orderId, orderNo, state }, _input, seen) => {
    const own = orderWords[seen.lang]
    return {
      to: `/trade/orders/${orderId}`,
      notice: state === 'cancelled' ? own.noticeCancelled(orderNo) : own.noticeClosed(orderNo),
    }
  },
  labels,
  refusals: sayCancel,
  form: () => orderPage,
  audit: ({ orderId, orderNo, state }, { reason }) => ({
    documentId: orderId,
    documentNo: orderNo,
    detail: `${state} ${reason}`.trim(),
  }),
})

export const orderRoutes = [
  listPage,
  newPage,
  orderPage,
  placeAction,
  approveAction,
  shipAction,
  cancelAction,
]

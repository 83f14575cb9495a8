import { z } from '@hono/zod-openapi'
import { cancelOrder, placeOrder, shipOrder, takeReturn } from '#trade/room.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { text } from './fields.ts'
import {
  deliveryId,
  keptState,
  newOrder,
  newReturn,
  orderId,
  orderNo,
  placed,
  returned,
  shipment,
  shipped,
} from './orders.schemas.ts'

const ofOrder = z.object({ orderId: orderId() })

const orders: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/orders',
    name: 'placeOrder',
    tag: 'orders',
    access: 'order.place',
    summary: { ja: '注文する', en: 'Place an order' },
    about: {
      ja: '在庫を引き当て、価格を決めます。台帳には何も書きません。注文は約束だからです。',
      en: 'Stock is reserved and prices are frozen. Nothing is posted: an order is a promise.',
    },
    body: newOrder,
    status: 201,
    answer: placed,
    refuses: [
      'not_allowed',
      'buyer_unknown',
      'no_lines',
      'too_many_lines',
      'quantity_wrong',
      'deliver_on_past',
      'ordered_on_wrong',
      'not_offered',
      'sold_out',
    ],
    run: placeOrder,
    audit: (made) => ({ documentId: made.orderId, documentNo: made.orderNo }),
  }),
  endpoint({
    method: 'post',
    path: '/orders/{orderId}/cancellation',
    name: 'cancelOrder',
    tag: 'orders',
    access: 'order.place',
    summary: { ja: '注文を取り消す', en: 'Cancel an order' },
    about: {
      ja: '一部を出荷したあとは、商社の担当が残りを終わらせ、注文は出荷済みになります。',
      en: 'When a part has gone, staff closes the rest and the order counts as shipped.',
    },
    params: ofOrder,
    body: z
      .strictObject({ reason: text('理由', 'Reason', { max: 200, example: '数量の間違い' }).optional() })
      .openapi('Cancellation'),
    answer: z.object({ orderId: orderId(), orderNo: orderNo(), state: keptState() }),
    refuses: ['not_allowed', 'order_unknown', 'order_ended', 'already_shipping'],
    run: cancelOrder,
    audit: (made, { reason = '' }) => ({
      documentId: made.orderId,
      documentNo: made.orderNo,
      detail: reason,
    }),
  }),
]

const deliveries: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/orders/{orderId}/deliveries',
    name: 'shipOrder',
    tag: 'orders',
    access: 'delivery.ship',
    summary: { ja: '出荷する', en: 'Ship an order' },
    about: {
      ja: '重さ、ロット、金額がここで決まります。',
      en: 'From here weights, lots and amounts are fixed.',
    },
    params: ofOrder,
    body: shipment,
    status: 201,
    answer: shipped,
    refuses: [
      'not_allowed',
      'order_unknown',
      'order_ended',
      'day_in_future',
      'promised_to_buyers',
      'nothing_to_ship',
      'line_unknown',
      'quantity_wrong',
      'more_than_ordered',
      'weight_missing',
      'lots_hold_less',
      'lot_not_of_product',
      'lots_do_not_add_up',
    ],
    run: shipOrder,
    audit: (made) => ({ documentId: made.deliveryId, documentNo: made.deliveryNo }),
  }),
  endpoint({
    method: 'post',
    path: '/deliveries/{deliveryId}/returns',
    name: 'takeReturn',
    tag: 'orders',
    access: 'return.take',
    summary: { ja: '返品を受ける', en: 'Take goods back' },
    about: {
      ja: '納品はそのまま残り、返品は次の請求書から差し引かれます。',
      en: 'The delivery stays as it was; the return is taken off the next invoice.',
    },
    params: z.object({ deliveryId: deliveryId() }),
    body: newReturn,
    status: 201,
    answer: returned,
    refuses: [
      'not_allowed',
      'delivery_unknown',
      'quantity_wrong',
      'reason_missing',
      'day_in_future',
      'before_delivery',
      'more_than_delivered',
    ],
    run: takeReturn,
    audit: (made, { reason }) => ({ documentId: made.returnId, documentNo: made.returnNo, detail: reason }),
  }),
]

export const orderEndpoints: readonly Endpoint[] = [...orders, ...deliveries]

import { z } from '@hono/zod-openapi'
import { isRefusal } from '#kit/refusals.ts'
import {
  addToOrder,
  cancelOrder,
  deliveryNotePdf,
  deliveryNoteSheet,
  listOrders,
  placeOrder,
  readDelivery,
  readOrder,
  shipOrder,
  takeReturn,
} from '#trade/room.ts'
import { type Endpoint, dayThenId, endpoint, list } from './endpoint.ts'
import { flagInQuery, id, oneOf, text } from './fields.ts'
import {
  delivery,
  deliveryId,
  keptState,
  newOrder,
  newReturn,
  order,
  orderId,
  orderNo,
  orderRow,
  placed,
  returned,
  shipment,
  shipped,
  placeRefusals,
} from './orders.schemas.ts'
import { pdf } from './papers.endpoints.ts'
import { language } from './papers.schemas.ts'

const ofOrder = z.object({ orderId: orderId() })

const orders: readonly Endpoint[] = [
  list({
    path: '/orders',
    name: 'listOrders',
    tag: 'orders',
    access: 'order.see',
    summary: { ja: '注文の一覧', en: 'Orders' },
    about: {
      ja: '納品日の新しい順。買い手には自分の注文、生産者には自分の産品を含む注文。',
      en: 'Newest day of delivery first; a buyer sees its own, a producer those with its goods.',
    },
    query: z.strictObject({
      view: oneOf(
        ['open', 'done', 'all'],
        'これから出荷、済み、すべて',
        'Still to be shipped, done or all',
      ).optional(),
      buyerId: id('この買い手の分', 'Of this buyer').optional(),
    }),
    item: orderRow,
    keys: dayThenId,
    refuses: ['not_allowed'],
    run: async (tx, actor, filter, { limit, cursor }) =>
      await listOrders(tx, actor, { ...filter, limit }, cursor),
  }),
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
    refuses: placeRefusals,
    run: (tx, actor, input) => placeOrder(tx, actor, input),
    audit: (made) => ({ documentId: made.orderId, documentNo: made.orderNo }),
  }),
  endpoint({
    method: 'post',
    path: '/orders/{orderId}/lines',
    name: 'addToOrder',
    tag: 'orders',
    access: 'order.place',
    summary: { ja: '注文に加える', en: 'Add to an order' },
    about: {
      ja: 'まだ何も出荷していない注文に産品を加えます。納品日と納品先はその注文のとおりです。先に注文した分の価格は変わりません。',
      en: 'Goods are added to an order of which nothing was shipped. Its day and place stay, and so do prices of what was ordered before.',
    },
    params: ofOrder,
    body: newOrder.pick({ lines: true, note: true, overCredit: true }),
    status: 201,
    answer: placed,
    refuses: [...placeRefusals, 'order_unknown', 'order_ended', 'already_shipping'],
    run: (tx, actor, input) => addToOrder(tx, actor, input),
    audit: (made) => ({ action: 'order.add', documentId: made.orderId, documentNo: made.orderNo }),
  }),
  endpoint({
    method: 'get',
    path: '/orders/{orderId}',
    name: 'readOrder',
    tag: 'orders',
    access: 'order.see',
    summary: { ja: '注文', en: 'An order' },
    params: ofOrder,
    answer: order,
    refuses: ['not_allowed', 'order_unknown'],
    run: readOrder,
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

const ofDelivery = z.object({ deliveryId: deliveryId() })

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
    method: 'get',
    path: '/deliveries/{deliveryId}',
    name: 'readDelivery',
    tag: 'orders',
    access: 'delivery.see',
    summary: { ja: '納品', en: 'A delivery' },
    params: ofDelivery,
    answer: delivery,
    refuses: ['not_allowed', 'delivery_unknown'],
    run: readDelivery,
  }),
  endpoint({
    method: 'get',
    path: '/deliveries/{deliveryId}/pdf',
    name: 'readDeliveryPdf',
    tag: 'orders',
    access: 'delivery.see',
    summary: { ja: '納品書のPDF', en: 'A delivery note as PDF' },
    params: ofDelivery,
    query: z.strictObject({
      lang: language().optional(),
      prices: flagInQuery('金額を載せる。なければ載せる', 'With prices; yes when left out').optional(),
    }),
    answer: pdf('納品書（A4、タグ付きPDF）', 'The delivery note: A4, tagged PDF'),
    refuses: ['not_allowed', 'delivery_unknown'],
    run: async (tx, actor, { lang = 'ja', prices = true, ...input }) => {
      const read = await readDelivery(tx, actor, input)
      if (isRefusal(read)) return read
      return {
        bytes: await deliveryNotePdf(deliveryNoteSheet(read, lang, prices)),
        name: `${read.deliveryNo}.pdf`,
      }
    },
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
    params: ofDelivery,
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

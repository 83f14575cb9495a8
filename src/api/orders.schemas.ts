import { z } from '@hono/zod-openapi'
import { orderStates, returnFates } from '#trade/room.ts'
import { count, day, flag, id, line, listOf, oneOf, quantity, text, whole, yen } from './fields.ts'
import { baseUnits, pricedBy, productId, taxClass } from './products.schemas.ts'

/** The shapes of orders and deliveries. */
export const orderId = () => id('注文', 'The order')
export const orderNo = () => text('注文番号', 'Order number', { example: 'O-2026-00123' })
export const deliveryId = () => id('納品', 'The delivery')
export const deliveryNo = () => text('納品番号', 'Delivery number', { example: 'D-2026-00087' })
export const inVariants = { ja: '規格の数', en: 'variants' }
export const keptState = () =>
  oneOf(
    ['requested', 'ordered', 'accepted', 'shipped', 'cancelled'],
    '状態。requested 買い手の承認待ち、ordered 受けた、accepted 一部を出荷した、shipped 出荷した、cancelled 取り消した',
    'State: requested (waits for an approver of the buyer), ordered, accepted (a part has gone), shipped, cancelled',
  )
export const lineNo = () =>
  whole('明細の行。1から', 'Line of the document, from 1', { min: 1, max: 30_000, example: 1 })

export const newOrder = z
  .strictObject({
    buyerId: id(
      '買い手。買い手のトークンでは要りません',
      'The buyer; a buyer orders for itself without saying so',
    ).optional(),
    deliverOn: day('納品してほしい日', 'To be delivered on', '2026-11-30'),
    note: text('メモ', 'Note', { max: 500 }).optional(),
    orderedOn: day(
      '受けた日。電話やファクスの注文をあとで入れる担当だけ。なければ今日',
      'Ordered on: for staff who enters an order of an earlier day; today when left out',
    ).optional(),
    placeId: id(
      '買い手の納品先。なければ買い手の住所',
      'One of the places of the buyer; its address when left out',
    ).optional(),
    overCredit: flag(
      '与信枠を超えても受ける。担当だけ',
      'Staff takes it although the credit limit is reached',
    ).optional(),
    lines: listOf(
      z
        .strictObject({
          variantId: id('規格', 'The variant'),
          quantity: quantity('数', 'How many', inVariants, { min: 1, max: 1_000_000, example: 12 }),
        })
        .openapi('NewOrderLine'),
      '1から200行',
      '1 to 200 lines',
      500,
    ),
  })
  .openapi('NewOrder')

export const placed = z
  .object({
    orderId: orderId(),
    orderNo: orderNo(),
    netYen: yen('見込みの合計。税抜', 'Expected total without tax', { min: 0 }),
    state: keptState(),
  })
  .openapi('PlacedOrder')

export const shipment = z
  .strictObject({
    shippedOn: day('出荷の日。なければ今日', 'Shipped on; today when left out').optional(),
    note: text('納品書に印字するメモ', 'Note printed on the delivery note', { max: 500 }).optional(),
    lines: listOf(
      z
        .strictObject({
          lineNo: lineNo(),
          quantity: quantity('出荷する数', 'How many go', inVariants, {
            min: 0,
            max: 1_000_000,
            example: 12,
          }),
          grams: quantity(
            'はかった重さ。1kgあたりの価格のもの',
            'What the scale said, for goods priced by the kilogram',
            { ja: 'g', en: 'g' },
            {
              min: 1,
              max: 100_000_000,
              example: 4_820,
            },
          ).optional(),
          lots: listOf(
            z
              .strictObject({
                lotId: id('ロット', 'The lot'),
                quantity: quantity(
                  'このロットから',
                  'From this lot',
                  { ja: '数える単位', en: 'base units' },
                  {
                    min: 1,
                    max: 100_000_000,
                    example: 12,
                  },
                ),
              })
              .openapi('ShippedLot'),
            'どのロットから。なければ期限の近い順',
            'From which lots; first-expiring first when left out',
            100,
          ).optional(),
        })
        .openapi('ShippedLine'),
      '何を出荷するか。なければ残りのすべて',
      'What goes; everything open when left out',
      200,
    ).optional(),
    closeRest: flag('残りは出荷しない', 'What is left is not shipped any more', false).optional(),
  })
  .openapi('Shipment')

export const shipped = z
  .object({
    deliveryId: deliveryId(),
    deliveryNo: deliveryNo(),
    netYen: yen('納品の合計。税抜', 'Total of the delivery without tax', { min: 0 }),
    state: keptState(),
  })
  .openapi('ShippedDelivery')

export const newReturn = z
  .strictObject({
    lineNo: lineNo(),
    quantity: quantity(
      '返ってきた数。1kgあたりの価格のものは g',
      'How many came back; grams for goods priced by the kilogram',
      inVariants,
      {
        min: 1,
        max: 100_000_000,
        example: 1,
      },
    ),
    fate: oneOf(returnFates, '在庫に戻す（stock）か廃棄（waste）', 'Back to the store, or thrown away'),
    reason: line('理由', 'Reason', 200, '瓶の割れ'),
    returnedOn: day('返ってきた日。なければ今日', 'Returned on; today when left out').optional(),
  })
  .openapi('NewReturn')

export const returned = z
  .object({
    returnId: id('返品', 'The return'),
    returnNo: text('返品番号', 'Return number', { example: 'R-2026-00004' }),
    amountYen: yen('返品の金額。税抜', 'Amount of the return without tax', { min: 0, example: 600 }),
  })
  .openapi('TakenReturn')

const orderHead = {
  orderId: orderId(),
  orderNo: orderNo(),
  buyerId: id('買い手', 'The buyer'),
  buyerName: text('買い手の名前', 'Name of the buyer', { example: '海辺ホテル' }),
  orderedOn: day('注文の日', 'Ordered on'),
  deliverOn: day('納品してほしい日', 'To be delivered on', '2026-11-30'),
  netYen: yen('見える行の見込みの合計。税抜', 'Expected total without tax, of the lines that are seen', {
    min: 0,
  }),
  state: oneOf(orderStates, '状態', 'State', 'ordered'),
}

export const orderRow = z
  .object({ ...orderHead, lines: count('見える明細の行', 'Lines that are seen', { example: 3 }) })
  .openapi('OrderRow')

const sold = {
  lineNo: lineNo(),
  productId: productId(),
  productName: text('産品', 'Product', { example: 'りんごジュース' }),
  productNameEn: text('産品（英語）', 'Product in English'),
  variantName: text('規格', 'Variant', { example: '箱（12本）' }),
  variantNameEn: text('規格（英語）', 'Variant in English'),
  quantity: quantity('数', 'How many', inVariants),
  baseQuantity: quantity('内容量', 'Content', baseUnits),
  pricedBy: pricedBy(),
  priceYen: yen('税抜単価', 'Price without tax', { example: 6_600 }),
  taxClass: taxClass(),
  amountYen: yen('税抜の金額', 'Amount without tax'),
}

export const order = z
  .object({
    ...orderHead,
    note: text('メモ', 'Note'),
    cancelReason: text('取り消した理由。なければ空', 'Why it was cancelled, or empty'),
    lines: listOf(
      z
        .object({
          ...sold,
          producerName: text('生産者', 'Producer', { example: 'みずほ農園' }),
          shipped: quantity('出荷した数', 'Shipped', inVariants, { example: 0 }),
          dropped: quantity('出荷しないことにした数', 'Not to be shipped any more', inVariants, {
            example: 0,
          }),
        })
        .openapi('OrderLine'),
      '明細。生産者には自分の産品の行だけ',
      'Lines; a producer sees its own goods only',
    ),
    deliveries: listOf(
      z
        .object({
          deliveryId: deliveryId(),
          deliveryNo: deliveryNo(),
          shippedOn: day('出荷の日', 'Shipped on'),
          netYen: yen('税抜の合計', 'Total without tax'),
          invoiceId: id('請求書。まだなら null', 'The invoice, or null').nullable(),
          invoiceNo: text('請求書の番号。まだなら null', 'Invoice number, or null').nullable(),
        })
        .openapi('DeliveryRow'),
      '納品。生産者には見えません',
      'Deliveries; not shown to producers',
    ),
  })
  .openapi('Order')

export const delivery = z
  .object({
    deliveryId: deliveryId(),
    deliveryNo: deliveryNo(),
    orderId: orderId(),
    orderNo: orderNo(),
    buyerId: id('買い手', 'The buyer'),
    buyerName: text('買い手の名前', 'Name of the buyer', { example: '海辺ホテル' }),
    shippedOn: day('出荷の日', 'Shipped on'),
    note: text('メモ', 'Note'),
    netYen: yen('税抜の合計', 'Total without tax'),
    invoiceId: id('請求書。まだなら null', 'The invoice, or null').nullable(),
    invoiceNo: text('請求書の番号。まだなら null', 'Invoice number, or null').nullable(),
    lines: listOf(
      z
        .object({
          ...sold,
          returned: quantity('返ってきた量', 'What came back', baseUnits, { example: 0 }),
          lots: listOf(
            z
              .object({
                lotId: id('ロット', 'The lot'),
                lotNo: text('ロット番号', 'Lot number', { example: 'L-2026-00031' }),
                bestBefore: day('賞味期限。なければ null', 'Best before, or null', '2027-05-22').nullable(),
                quantity: quantity('このロットから', 'From this lot', baseUnits),
              })
              .openapi('DeliveredLot'),
            'ロット',
            'Lots',
          ),
        })
        .openapi('DeliveryLine'),
      '明細',
      'Lines',
    ),
    returns: listOf(
      z
        .object({
          returnNo: text('返品番号', 'Return number', { example: 'R-2026-00004' }),
          lineNo: lineNo(),
          on: day('返ってきた日', 'Returned on'),
          quantity: quantity('数', 'How many', inVariants, { example: 1 }),
          amountYen: yen('税抜の金額', 'Amount without tax', { example: 600 }),
          fate: oneOf(returnFates, '在庫に戻したか廃棄か', 'Back to the store, or thrown away'),
          reason: text('理由', 'Reason'),
        })
        .openapi('Return'),
      '返品',
      'Returns',
    ),
  })
  .openapi('Delivery')

/** Why an order is refused, wherever one is made. */
export const placeRefusals = [
  'not_allowed',
  'buyer_unknown',
  'no_lines',
  'too_many_lines',
  'quantity_wrong',
  'not_in_steps',
  'deliver_on_past',
  'too_soon',
  'ordered_on_wrong',
  'not_offered',
  'sold_out',
  'place_unknown',
  'over_credit',
] as const

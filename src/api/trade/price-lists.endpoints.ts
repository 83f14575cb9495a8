import { z } from '@hono/zod-openapi'
import { isRefusal } from '#kit/refusals.ts'
import {
  closePriceList,
  dropPrice,
  listPriceLists,
  readPriceList,
  savePriceList,
  setPrice,
} from '#trade/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { day, id, line, listOf, numberInQuery, quantity, text, yen } from '#api/fields.ts'
import { inVariants } from '#api/orders.schemas.ts'
import { pricedBy, productId } from '#api/products.schemas.ts'
import { buyerId, buyerName, newPrice, priceListId, priceListRow } from './buyers.schemas.ts'

const ofList = z.object({ priceListId: priceListId() })
const head = z
  .strictObject({
    name: line('名前', 'Name', 60, '旅館向け'),
    discountBp: priceListRow.shape.discountBp.optional(),
    note: text('メモ', 'Note', { max: 500 }).optional(),
  })
  .openapi('NewPriceList')
const wrongHead = [
  'not_allowed',
  'name_missing',
  'name_taken',
  'discount_wrong',
  'price_list_unknown',
] as const

const price = z
  .object({
    variantId: id('規格', 'The variant'),
    productId: productId(),
    productName: text('産品', 'Product', { example: 'りんごジュース' }),
    productNameEn: text('産品（英語）', 'Product in English'),
    variantName: text('規格', 'Variant', { example: '箱（12本）' }),
    variantNameEn: text('規格（英語）', 'Variant in English'),
    pricedBy: pricedBy(),
    usualYen: yen('通常の税抜単価', 'Usual price without tax', { example: 600 }),
    fromQuantity: quantity('1行でこの数から', 'From so many in one line', inVariants, {
      min: 1,
      example: 10,
    }),
    from: day('この日から', 'From this day'),
    to: day('この日まで。なければ null', 'Through this day, or null', '2027-03-31').nullable(),
    priceYen: yen('税抜単価', 'Price without tax', { example: 540 }),
  })
  .openapi('Price')

const lists: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/price-lists',
    name: 'listPriceLists',
    tag: 'buyers',
    access: 'price.set',
    summary: { ja: '価格表の一覧', en: 'Price lists' },
    answer: z.object({
      items: listOf(priceListRow, '使っている価格表。名前の順', 'The lists in use, by name'),
    }),
    refuses: ['not_allowed'],
    run: async (tx, actor) => {
      const items = await listPriceLists(tx, actor)
      return isRefusal(items) ? items : { items }
    },
  }),
  endpoint({
    method: 'post',
    path: '/price-lists',
    name: 'createPriceList',
    tag: 'buyers',
    access: 'price.set',
    summary: { ja: '価格表を作る', en: 'Make a price list' },
    body: head,
    status: 201,
    answer: ofList,
    refuses: wrongHead,
    run: savePriceList,
    audit: (made, { name }) => ({ documentId: made.priceListId, detail: name }),
  }),
  endpoint({
    method: 'get',
    path: '/price-lists/{priceListId}',
    name: 'readPriceList',
    tag: 'buyers',
    access: 'price.set',
    summary: { ja: '価格表', en: 'A price list' },
    params: ofList,
    answer: z
      .object({
        ...priceListRow.shape,
        rows: listOf(
          price,
          '価格。規格と数ごとに新しい日から',
          'Prices; of each variant and quantity the newest first',
        ),
        assigned: listOf(
          z.object({ buyerId: buyerId(), name: buyerName() }).openapi('PriceListBuyer'),
          '使う買い手。ふりがなの順',
          'Buyers who have it, in the order of kana',
        ),
      })
      .openapi('PriceList'),
    refuses: ['not_allowed', 'price_list_unknown'],
    run: readPriceList,
  }),
  endpoint({
    method: 'put',
    path: '/price-lists/{priceListId}',
    name: 'savePriceList',
    tag: 'buyers',
    access: 'price.set',
    summary: { ja: '価格表の名前と割引を直す', en: 'Change name and discount of a price list' },
    about: { ja: '受けた注文の価格は変わりません。', en: 'Orders that are placed keep their prices.' },
    params: ofList,
    body: head,
    answer: ofList,
    refuses: wrongHead,
    run: savePriceList,
    audit: (made, { name, discountBp }) => ({
      documentId: made.priceListId,
      detail: `${name} −${discountBp ?? 0} bp`,
    }),
  }),
  endpoint({
    method: 'delete',
    path: '/price-lists/{priceListId}',
    name: 'closePriceList',
    tag: 'buyers',
    access: 'price.set',
    summary: { ja: '価格表を閉じる', en: 'Close a price list' },
    about: {
      ja: '使っていた買い手は、次の注文から通常の価格です。',
      en: 'Its buyers pay the usual prices from the next order on.',
    },
    params: ofList,
    answer: ofList,
    refuses: ['not_allowed', 'price_list_unknown'],
    run: closePriceList,
    audit: (made) => ({ documentId: made.priceListId, detail: 'closed' }),
  }),
]

const prices: readonly Endpoint[] = [
  endpoint({
    method: 'put',
    path: '/price-lists/{priceListId}/prices',
    name: 'setPrice',
    tag: 'buyers',
    access: 'price.set',
    summary: { ja: '価格を入れる', en: 'Set a price' },
    about: {
      ja: '同じ規格、数、日のものがあれば直します。',
      en: 'The same variant, quantity and day again puts it right.',
    },
    params: ofList,
    body: newPrice,
    answer: ofList,
    refuses: [
      'not_allowed',
      'price_list_unknown',
      'variant_unknown',
      'price_wrong',
      'set_over_limit',
      'quantity_wrong',
      'period_wrong',
    ],
    run: setPrice,
    audit: (made, { variantId, priceYen, fromQuantity = 1, from = '' }) => ({
      documentId: made.priceListId,
      detail: `${variantId} ≥${fromQuantity} ${from}: ${priceYen}`,
    }),
  }),
  endpoint({
    method: 'delete',
    path: '/price-lists/{priceListId}/prices/{variantId}',
    name: 'dropPrice',
    tag: 'buyers',
    access: 'price.set',
    summary: { ja: '価格を外す', en: 'Drop a price' },
    about: { ja: 'それで受けた注文はそのまま残ります。', en: 'What was ordered by it stays as it was.' },
    params: z.object({ priceListId: priceListId(), variantId: id('規格', 'The variant') }),
    query: z.strictObject({
      fromQuantity: numberInQuery(
        '1行でこの数から（規格の数）',
        'From so many in one line (variants)',
        1,
        1_000_000,
      ),
      from: day('この日からのもの', 'The one from this day'),
    }),
    answer: ofList,
    refuses: ['not_allowed', 'price_unknown'],
    run: dropPrice,
    audit: (made, { variantId, fromQuantity, from }) => ({
      documentId: made.priceListId,
      detail: `− ${variantId} ≥${fromQuantity} ${from}`,
    }),
  }),
]

/** Price lists. */
export const priceListEndpoints: readonly Endpoint[] = [...lists, ...prices]

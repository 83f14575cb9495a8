import { z } from '@hono/zod-openapi'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import {
  countLot,
  editProduct,
  listLots,
  publishProduct,
  putUpProduct,
  readProduct,
  readRecall,
  receiveLots,
  searchCatalogue,
  setContract,
  takenFor,
  traceLot,
  withdrawProduct,
  writeOffLot,
} from '#trade/room.ts'
import { type Endpoint, dayThenId, endpoint, firstOf, list } from './endpoint.ts'
import { flagInQuery, id, line, listOf, numberInQuery, oneOf, quantity, text } from './fields.ts'
import {
  baseUnits,
  catalogueRow,
  category,
  lotRow,
  lotTrace,
  newContract,
  newLot,
  newProduct,
  product,
  productId,
  productInput,
  recall,
} from './products.schemas.ts'

const ofProduct = z.object({ productId: productId() })

async function seeProduct(tx: Tx, actor: Actor, input: { productId: Id }) {
  const read = await readProduct(tx, actor, input)
  if (isRefusal(read)) return read
  const contracts = read.contracts.map((each) => ({
    from: each.from,
    model: each.model,
    commissionBp: each.model === 'consignment' ? each.commissionBp : null,
    purchasePriceYen: each.model === 'purchase' ? each.purchasePriceYen : null,
  }))
  return { ...read, contracts }
}

interface Terms {
  readonly productId: Id
  readonly from: Day
  readonly model: 'consignment' | 'purchase'
  readonly commissionBp?: number
  readonly purchasePriceYen?: number
}

/** Each model has its own number; the one that is missing is named. */
async function agreeTerms(tx: Tx, actor: Actor, { commissionBp, purchasePriceYen, ...given }: Terms) {
  if (given.model === 'consignment')
    return commissionBp === undefined
      ? refuse('commission_out_of_range', { field: 'commissionBp' })
      : await setContract(tx, actor, { ...given, model: 'consignment', commissionBp })
  return purchasePriceYen === undefined
    ? refuse('price_wrong', { field: 'purchasePriceYen' })
    : await setContract(tx, actor, { ...given, model: 'purchase', purchasePriceYen })
}

const sheetRefusals = [
  'name_missing',
  'kana_missing',
  'base_unit_missing',
  'tax_class_not_for_category',
  'season_wrong',
  'variant_missing',
  'too_many_variants',
  'variant_name_missing',
  'variant_twice',
  'variant_quantity_wrong',
  'price_wrong',
  'by_kg_needs_weight',
  'least_quantity_wrong',
  'step_quantity_wrong',
  'set_parts_wrong',
  'set_not_reduced',
  'jan_wrong',
  'not_allowed',
  'producer_unknown',
  'picture_unknown',
] as const

const products: readonly Endpoint[] = [
  list({
    path: '/products',
    name: 'listProducts',
    tag: 'products',
    access: 'catalogue.see',
    summary: { ja: '産品の一覧', en: 'The catalogue' },
    about: {
      ja: '公開されている産品。ふりがなの順。',
      en: 'Published products, in the order of their kana.',
    },
    query: z.strictObject({
      text: text('名前、種類、生産者、町の言葉', 'Words of the name, category, producer or town', {
        max: 100,
        example: 'りんご',
      }).optional(),
      category: category().optional(),
      month: numberInQuery('この月が旬のもの', 'In season in this month', 1, 12).optional(),
      inStock: flagInQuery('いま注文できるものだけ', 'Only what can be ordered now').optional(),
      producerId: id('この生産者のもの', 'Of this producer').optional(),
    }),
    item: catalogueRow,
    run: async (tx, _actor, filter, { limit, cursor }) =>
      await searchCatalogue(tx, { ...filter, limit }, cursor),
  }),
  endpoint({
    method: 'post',
    path: '/products',
    name: 'putUpProduct',
    tag: 'products',
    access: 'product.edit',
    summary: { ja: '産品を登録する', en: 'Write a product sheet' },
    about: { ja: '公開するまでは下書きです。', en: 'It is a draft until published.' },
    body: newProduct,
    status: 201,
    answer: z.object({
      productId: productId(),
      productNo: text('商品番号', 'Product number', { example: 'A-2026-00012' }),
    }),
    refuses: sheetRefusals,
    run: putUpProduct,
    audit: (made, { name }) => ({ documentId: made.productId, documentNo: made.productNo, detail: name }),
  }),
  endpoint({
    method: 'get',
    path: '/products/{productId}',
    name: 'readProduct',
    tag: 'products',
    access: 'catalogue.see',
    summary: { ja: '産品', en: 'A product' },
    params: ofProduct,
    answer: product,
    refuses: ['product_unknown'],
    run: seeProduct,
  }),
  endpoint({
    method: 'put',
    path: '/products/{productId}',
    name: 'editProduct',
    tag: 'products',
    access: 'product.edit',
    summary: { ja: '産品を書き直す', en: 'Change a product sheet' },
    about: {
      ja: '送らなかった規格は売られなくなります。受けた注文の価格は変わりません。',
      en: 'Variants left out are no longer offered; orders keep the price they were placed at.',
    },
    params: ofProduct,
    body: productInput,
    answer: ofProduct,
    refuses: [...sheetRefusals, 'product_unknown', 'base_unit_fixed', 'variant_unknown', 'variant_in_pool'],
    run: editProduct,
    audit: (made, { name }) => ({ documentId: made.productId, detail: name }),
  }),
  endpoint({
    method: 'post',
    path: '/products/{productId}/publication',
    name: 'publishProduct',
    tag: 'products',
    access: 'product.edit',
    summary: { ja: '公開する', en: 'Publish' },
    params: ofProduct,
    answer: ofProduct,
    refuses: ['not_allowed', 'product_unknown', 'contract_missing'],
    run: publishProduct,
    audit: (made) => ({ documentId: made.productId, detail: 'published' }),
  }),
  endpoint({
    method: 'post',
    path: '/products/{productId}/withdrawal',
    name: 'withdrawProduct',
    tag: 'products',
    access: 'product.edit',
    summary: { ja: '取り下げる', en: 'Withdraw' },
    params: ofProduct,
    answer: ofProduct,
    refuses: ['not_allowed', 'product_unknown', 'contract_missing'],
    run: withdrawProduct,
    audit: (made) => ({ documentId: made.productId, detail: 'withdrawn' }),
  }),
  endpoint({
    method: 'post',
    path: '/products/{productId}/contracts',
    name: 'setContract',
    tag: 'products',
    access: 'stock.receive',
    summary: { ja: '取引条件を決める', en: 'Note the terms with the producer' },
    about: {
      ja: '受け入れたロットは、その日の条件のままです。',
      en: 'Lots keep the terms of the day they came in.',
    },
    params: ofProduct,
    body: newContract,
    status: 201,
    answer: ofProduct,
    refuses: ['not_allowed', 'product_unknown', 'commission_out_of_range', 'price_wrong'],
    run: agreeTerms,
    audit: (made, { from, model }) => ({ documentId: made.productId, detail: `${from} ${model}` }),
  }),
]

const lotId = () => id('ロット', 'The lot')

const ofLot = z.object({ lotId: lotId() })

const lots: readonly Endpoint[] = [
  list({
    path: '/lots',
    name: 'listLots',
    tag: 'products',
    access: 'product.edit',
    summary: { ja: 'ロットの一覧', en: 'Lots' },
    about: {
      ja: '入荷の新しい順。生産者には自分の分。',
      en: 'Newest receipt first; a producer sees its own.',
    },
    query: z.strictObject({
      left: flagInQuery('残りのあるものだけ', 'Only those of which something remains').optional(),
      productId: id('この産品のもの', 'Of this product').optional(),
    }),
    item: lotRow,
    most: 50,
    keys: dayThenId,
    refuses: ['not_allowed'],
    run: async (tx, actor, filter, { limit, cursor }) => {
      const page = await listLots(tx, actor, filter, cursor)
      return isRefusal(page) ? page : firstOf(page, limit, (row) => [row.receivedOn, row.lotId])
    },
  }),
  endpoint({
    method: 'get',
    path: '/lots/{lotId}',
    name: 'traceLot',
    tag: 'products',
    access: 'product.edit',
    summary: { ja: 'ロットの行方', en: 'From the field to every jar' },
    params: ofLot,
    answer: lotTrace,
    refuses: ['not_allowed', 'lot_unknown'],
    run: traceLot,
  }),
  endpoint({
    method: 'get',
    path: '/lots/{lotId}/recall',
    name: 'readRecall',
    tag: 'products',
    access: 'stock.receive',
    summary: { ja: '回収の名簿', en: 'Whom to tell when something is wrong with a lot' },
    about: {
      ja: 'このロットが渡ったすべての買い手。まだ手元に多くありそうな順。',
      en: 'Every buyer who got some of it; those of whom most is still out there first.',
    },
    params: ofLot,
    answer: recall,
    refuses: ['not_allowed', 'lot_unknown'],
    run: async (tx, actor, input) => {
      const found = await readRecall(tx, actor, input)
      return isRefusal(found) ? found : { ...found.lot, buyers: found.rows }
    },
  }),
  endpoint({
    method: 'post',
    path: '/lots',
    name: 'receiveLots',
    tag: 'products',
    access: 'stock.receive',
    summary: { ja: '入荷を記録する', en: 'Receive goods' },
    about: { ja: 'すべて受け入れるか、ひとつも受け入れないかです。', en: 'All are received or none.' },
    body: z.strictObject({ lots: listOf(newLot, '1から500', '1 to 500', 500).min(1) }).openapi('NewLots'),
    status: 201,
    answer: z.object({
      items: listOf(
        z.object({ lotId: lotId(), lotNo: text('ロット番号', 'Lot number', { example: 'L-2026-00031' }) }),
        '送った順',
        'In the order sent',
      ),
    }),
    refuses: [
      'not_allowed',
      'product_unknown',
      'quantity_wrong',
      'day_in_future',
      'made_after_receipt',
      'best_before_too_early',
      'contract_missing',
      'lot_no_taken',
    ],
    run: async (tx, actor, input) => {
      const items = await receiveLots(tx, actor, input.lots)
      return isRefusal(items) ? items : { items }
    },
    audit: ({ items }) => ({ detail: items.map(({ lotNo }) => lotNo).join(', ') }),
  }),
  endpoint({
    method: 'post',
    path: '/lots/{lotId}/write-offs',
    name: 'writeOffLot',
    tag: 'products',
    access: 'stock.receive',
    summary: { ja: '廃棄や見本を在庫から除く', en: 'Take out what went bad or out as a sample' },
    params: ofLot,
    body: z
      .strictObject({
        quantity: quantity('除いた数', 'Taken out', baseUnits, { min: 1, max: 100_000_000, example: 2 }),
        reason: line('理由', 'Reason', 200, '傷み'),
        fate: oneOf(takenFor, '廃棄か見本か', 'Waste or sample').optional(),
      })
      .openapi('WriteOff'),
    answer: z.object({ lotId: lotId(), left: quantity('残り', 'What is left', baseUnits, { min: 0 }) }),
    refuses: [
      'not_allowed',
      'lot_unknown',
      'quantity_wrong',
      'reason_missing',
      'lot_holds_less',
      'promised_to_buyers',
    ],
    run: writeOffLot,
    audit: (made, { quantity: gone, reason }) => ({ documentId: made.lotId, detail: `${gone}: ${reason}` }),
  }),
  endpoint({
    method: 'post',
    path: '/lots/{lotId}/counts',
    name: 'countLot',
    tag: 'products',
    access: 'stock.receive',
    summary: { ja: '棚卸の数を記録する', en: 'Record a stock-taking' },
    about: {
      ja: '帳簿との差が、棚卸として記録されます。',
      en: 'The difference from the books becomes a movement of its own.',
    },
    params: ofLot,
    body: z
      .strictObject({
        counted: quantity('数えた数', 'Counted', baseUnits, { min: 0, max: 100_000_000, example: 41 }),
        note: line('気づいたこと', 'Remark', 200, '箱の底に傷み').optional(),
      })
      .openapi('StockCount'),
    answer: z.object({
      lotId: lotId(),
      change: quantity('帳簿からの増減', 'Change of the books', baseUnits, { example: -1 }),
    }),
    refuses: ['not_allowed', 'lot_unknown', 'counted_wrong', 'more_than_received', 'promised_to_buyers'],
    run: countLot,
    audit: ({ lotId: documentId, change }, { counted }) => ({ documentId, detail: `${counted} (${change})` }),
  }),
]

export const productEndpoints: readonly Endpoint[] = [...products, ...lots]

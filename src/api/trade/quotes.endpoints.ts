import { z } from '@hono/zod-openapi'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import {
  acceptQuote,
  answerQuote,
  declineQuote,
  listQuotes,
  openQuote,
  quoteStates,
  quoteViews,
  readQuote,
} from '#trade/room.ts'
import { type Endpoint, endpoint, firstOf, list } from '#api/endpoint.ts'
import {
  count,
  day,
  flag,
  id,
  instant,
  listOf,
  numberInQuery,
  oneOf,
  quantity,
  text,
  whole,
  yen,
} from '#api/fields.ts'
import { inVariants, placed, placeRefusals } from '#api/orders.schemas.ts'
import { pdf } from '#api/papers.endpoints.ts'
import { language } from '#api/papers.schemas.ts'
import { baseUnits, pricedBy, productId, taxClass } from '#api/products.schemas.ts'
import { buyerId, buyerName } from './buyers.schemas.ts'
import { fieldAs, insteadOf } from './given.ts'
import { paperOf } from './quote-papers.ts'

const quoteId = () => id('見積', 'The quote')
const quoteNo = () => text('見積番号', 'Quote number', { example: 'Q-2026-00021' })
const ofQuote = z.object({ quoteId: quoteId() })
const quoteMade = z.object({ quoteId: quoteId(), quoteNo: quoteNo() }).openapi('QuoteMade')
const deliverOn = () => day('納品の日', 'To be delivered on', '2026-11-30')

const quoteHead = {
  quoteId: quoteId(),
  quoteNo: quoteNo(),
  buyerId: buyerId(),
  buyerName: buyerName(),
  state: oneOf(
    quoteStates,
    '状態。asked 買い手が頼んだ、offered 商社が出した、countered 買い手が返した、accepted 注文になった、declined 断った',
    'State: asked (by the buyer), offered (by the company), countered (by the buyer), accepted (an order now) or declined',
    'offered',
  ),
  deliverOn: deliverOn(),
  validUntil: day(
    '商社の見積の期限。なければ null',
    'The offer counts through this day, or null',
    '2026-12-07',
  ).nullable(),
  changedAt: instant('最後に変わった時刻', 'When it changed last'),
}

const quoteLine = z
  .object({
    productId: productId(),
    variantId: id('規格', 'The variant'),
    productName: text('産品', 'Product', { example: 'りんごジュース' }),
    productNameEn: text('産品（英語）', 'Product in English'),
    variantName: text('規格', 'Variant', { example: '箱（12本）' }),
    variantNameEn: text('規格（英語）', 'Variant in English'),
    baseQuantity: quantity('規格1つの内容量', 'Content of one variant', baseUnits),
    quantity: quantity('数', 'How many', inVariants),
    pricedBy: pricedBy(),
    taxClass: taxClass(),
    priceYen: yen(
      '見積の税抜単価。商社に任せたら null',
      'Price without tax; null where the buyer leaves it to the company',
      {
        example: 540,
      },
    ).nullable(),
    usualYen: yen(
      '見積なしの、今日のこの買い手の税抜単価',
      'What this buyer pays today without a quote, without tax',
      {
        example: 600,
      },
    ),
  })
  .openapi('QuoteLine')

const turnNo = () => whole('番。1から', 'Turn, from 1', { min: 1, max: 1000, example: 2 })
const quote = z
  .object({
    ...quoteHead,
    orderId: id('できた注文。まだなら null', 'The order made of it, or null').nullable(),
    declinedBecause: text('断った理由。なければ空', 'Why it was declined, or empty'),
    turns: listOf(
      z
        .object({
          turnNo: turnNo(),
          byCompany: flag('商社の番。false なら買い手', 'By the company; else by the buyer'),
          byName: text('入れた人', 'Who said it', { example: '阿部 まこと' }),
          note: text('メモ', 'Note'),
          validUntil: day(
            '商社の見積の期限。なければ null',
            'The offer counts through this day, or null',
            '2026-12-07',
          ).nullable(),
          madeAt: instant('入れた時刻', 'When it was said'),
          lines: listOf(quoteLine, '明細', 'Lines'),
        })
        .openapi('QuoteTurn'),
      '古い順。最後のものが、いまの提案',
      'Oldest first; the last is what counts now',
    ),
  })
  .openapi('Quote')

const turn = {
  note: text('メモ', 'Note', { max: 1000 }).optional(),
  validUntil: day(
    '商社の見積の期限。買い手は入れません',
    'The company’s offer counts through this day; not for buyers',
    '2026-12-07',
  ).optional(),
  lines: listOf(
    z
      .strictObject({
        variantId: id('規格', 'The variant'),
        quantity: quantity('数', 'How many', inVariants, { min: 1, max: 1_000_000, example: 100 }),
        priceYen: yen(
          '税抜単価。買い手は商社に任せられます',
          'Price without tax; a buyer may leave it to the company',
          {
            min: 0,
            max: 100_000_000,
            example: 540,
          },
        ).optional(),
      })
      .openapi('NewQuoteLine'),
    '1から200行',
    '1 to 200 lines',
    500,
  ),
}

/** A variant that is not sold stands in no catalogue, so there is no name to say. */
const notSold = ({ field }: Refusal) =>
  refuse('variant_not_sold', { field: field?.replace(/quantity$/, 'variantId') })

const wrongTurn = [
  'not_allowed',
  'no_lines',
  'too_many_lines',
  'quantity_wrong',
  'price_wrong',
  'price_missing',
  'set_over_limit',
  'valid_until_wrong',
  'variant_not_sold',
] as const

const talks: readonly Endpoint[] = [
  list({
    path: '/quotes',
    name: 'listQuotes',
    tag: 'quotes',
    access: 'order.place',
    summary: { ja: '見積の一覧', en: 'Quotes' },
    about: { ja: '番号の新しい順。買い手には自分の分。', en: 'Newest number first; a buyer sees its own.' },
    query: z.strictObject({
      view: oneOf(
        quoteViews,
        '話し合い中、終わったもの、すべて。なければ all',
        'Open, done or all; all when left out',
      ).optional(),
    }),
    item: z
      .object({
        ...quoteHead,
        lines: count('いまの提案の明細の行', 'Lines of what was said last', { example: 3 }),
      })
      .openapi('QuoteRow'),
    most: 50,
    keys: (keys) => keys.length === 1,
    refuses: ['not_allowed'],
    run: async (tx, actor, { view = 'all' }, { limit, cursor }) => {
      const page = await listQuotes(tx, actor, { view }, cursor)
      if (isRefusal(page)) return page
      const { rows, next } = firstOf(page, limit, (row) => [row.quoteNo])
      return { rows: rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() })), next }
    },
  }),
  endpoint({
    method: 'get',
    path: '/quotes/{quoteId}',
    name: 'readQuote',
    tag: 'quotes',
    access: 'order.place',
    summary: { ja: '見積', en: 'A quote' },
    params: ofQuote,
    answer: quote,
    refuses: ['not_allowed', 'quote_unknown'],
    run: async (tx, actor, input) => {
      const found = await readQuote(tx, actor, input)
      if (isRefusal(found)) return found
      return {
        ...found,
        changedAt: found.changedAt.toISOString(),
        turns: found.turns.map((each) => ({ ...each, madeAt: each.madeAt.toISOString() })),
      }
    },
  }),
  endpoint({
    method: 'post',
    path: '/quotes',
    name: 'openQuote',
    tag: 'quotes',
    access: 'order.place',
    summary: { ja: '見積を頼む、出す', en: 'Ask for a quote, or offer one' },
    about: {
      ja: '買い手なら頼み、商社の担当なら見積を出します。在庫は引き当てません。相手にメールで知らせます。',
      en: 'A buyer asks, staff offers. Nothing is reserved. The other side is told by mail.',
    },
    body: z
      .strictObject({
        buyerId: id(
          '買い手。買い手のトークンでは要りません',
          'The buyer; a buyer asks for itself without saying so',
        ).optional(),
        deliverOn: deliverOn(),
        ...turn,
      })
      .openapi('NewQuote'),
    status: 201,
    answer: quoteMade,
    refuses: [...wrongTurn, 'buyer_unknown', 'deliver_on_past'],
    run: async (tx, actor, input) => insteadOf(await openQuote(tx, actor, input), 'not_offered', notSold),
    audit: (made) => ({ action: 'quote.ask', documentId: made.quoteId, documentNo: made.quoteNo }),
  }),
  endpoint({
    method: 'post',
    path: '/quotes/{quoteId}/answers',
    name: 'answerQuote',
    tag: 'quotes',
    access: 'order.place',
    summary: { ja: '見積に答える', en: 'Answer a quote' },
    about: {
      ja: '商社は見積を出し、買い手は別の条件を返します。価格を入れない行は、相手の言った価格です。',
      en: 'The company offers, the buyer counters. A line without a price keeps what the other side said.',
    },
    params: ofQuote,
    body: z.strictObject(turn).openapi('QuoteAnswer'),
    status: 201,
    answer: quoteMade,
    refuses: [...wrongTurn, 'quote_unknown', 'not_your_turn'],
    run: async (tx, actor, input) => insteadOf(await answerQuote(tx, actor, input), 'not_offered', notSold),
    audit: (made) => ({ action: 'quote.answer', documentId: made.quoteId, documentNo: made.quoteNo }),
  }),
]

const ends: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/quotes/{quoteId}/acceptance',
    name: 'acceptQuote',
    tag: 'quotes',
    access: 'order.place',
    summary: { ja: '見積を受ける', en: 'Accept a quote' },
    about: {
      ja: '相手が最後に言った条件で、注文になります。読んだ番を turnNo に入れてください。それより新しい条件があれば、受けません。在庫はここで引き当てます。',
      en: 'What the other side said last becomes an order, at these prices. Say in turnNo what was read: when something newer was said it is refused. Stock is reserved now.',
    },
    params: ofQuote,
    body: z
      .strictObject({
        turnNo: turnNo(),
        deliverOn: day(
          '納品の日。なければ見積のとおり',
          'To be delivered on; as quoted when left out',
          '2026-11-30',
        ).optional(),
      })
      .openapi('QuoteAcceptance'),
    status: 201,
    answer: placed,
    refuses: [...placeRefusals, 'quote_unknown', 'not_your_turn', 'offer_newer', 'quote_over'],
    run: async (tx, actor, input) =>
      fieldAs(await acceptQuote(tx, actor, input), (field) =>
        field === 'deliverOn' || field === 'turnNo' ? field : undefined,
      ),
    audit: (made, input) => ({ action: 'quote.accept', documentId: input.quoteId, documentNo: made.orderNo }),
  }),
  endpoint({
    method: 'post',
    path: '/quotes/{quoteId}/refusal',
    name: 'declineQuote',
    tag: 'quotes',
    access: 'order.place',
    summary: { ja: '見積を断る', en: 'Decline a quote' },
    params: ofQuote,
    body: z
      .strictObject({ reason: text('理由', 'Reason', { max: 200, example: '数が合わない' }).optional() })
      .openapi('QuoteRefusal'),
    answer: quoteMade,
    refuses: ['not_allowed', 'quote_unknown', 'not_your_turn'],
    run: declineQuote,
    audit: (made, { reason = '' }) => ({
      action: 'quote.decline',
      documentId: made.quoteId,
      documentNo: made.quoteNo,
      detail: reason,
    }),
  }),
  endpoint({
    method: 'get',
    path: '/quotes/{quoteId}/turns/{turnNo}/pdf',
    name: 'readQuotePdf',
    tag: 'quotes',
    access: 'order.place',
    summary: { ja: '見積書のPDF', en: 'An offer as PDF' },
    params: z.object({
      quoteId: quoteId(),
      turnNo: numberInQuery(
        '商社の番（turns の turnNo）',
        'A turn of the company: turnNo among turns',
        1,
        1000,
      ),
    }),
    query: z.strictObject({ lang: language().optional() }),
    answer: pdf('見積書（A4、タグ付きPDF）', 'The quotation: A4, tagged PDF'),
    refuses: ['not_allowed', 'quote_unknown', 'offer_unknown'],
    run: (tx, actor, { lang = 'ja', ...input }) => paperOf(tx, actor, { ...input, lang }),
  }),
]

/** Quotes: talk between the company and a buyer, until one side accepts. */
export const quoteEndpoints: readonly Endpoint[] = [...talks, ...ends]

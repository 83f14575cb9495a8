import { z } from '@hono/zod-openapi'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import {
  acceptanceOf,
  acceptanceViews,
  differenceKinds,
  listAcceptances,
  readDelivery,
  recordAcceptance,
  settleDifference,
  undoAcceptance,
} from '#trade/room.ts'
import { type Endpoint, endpoint, firstOf, list } from '#api/endpoint.ts'
import { count, day, flag, id, listOf, oneOf, quantity, text } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { deliveryId, deliveryNo, inVariants, lineNo } from '#api/orders.schemas.ts'
import { fieldAs, givenTwice } from './given.ts'

const acceptanceId = () => id('検収', 'The acceptance')
const kind = () =>
  oneOf(
    differenceKinds,
    '相違の種類。short 届かなかった、damaged 届いたが使えない',
    'Kind of difference: short (did not come) or damaged (came and cannot be used)',
  )
const differing = () =>
  quantity(
    '相違の数。1kgあたりの価格のものは g',
    'How many; grams for goods priced by the kilogram',
    inVariants,
    {
      min: 1,
      max: 100_000_000,
      example: 1,
    },
  )
const returnNo = () =>
  text('返品番号。返品にしなければ null', 'Number of the return, or null', {
    example: 'R-2026-00004',
  }).nullable()
const acceptedOn = () => day('検収の日。なければ今日', 'Accepted on; today when left out')

const acceptance = z
  .object({
    acceptanceId: acceptanceId(),
    acceptedOn: day('検収の日', 'Accepted on'),
    note: text('メモ', 'Note'),
    byBuyer: flag('買い手が記録した。false なら商社の担当', 'The buyer said so; else staff for it'),
    differences: listOf(
      z
        .object({
          lineNo: lineNo(),
          kind: kind(),
          quantity: differing(),
          reason: text('買い手の言う理由', 'What the buyer said', { example: '瓶の割れ' }),
          settled: flag('商社が処理した', 'The company has settled it', false),
          returnNo: returnNo(),
          rejectedBecause: text('返品にしない理由。なければ空', 'Why it was turned down, or empty'),
        })
        .openapi('Difference'),
      '届いたものと納品書との相違',
      'What differs from the delivery note',
    ),
  })
  .openapi('Acceptance', { description: both('検収。まだなら null', 'The acceptance, or null') })

const ofDelivery = z.object({ deliveryId: deliveryId() })
const ofAcceptance = z.object({ acceptanceId: acceptanceId() })

/** What was said of a delivery that who asks may see. */
async function seeAcceptance(tx: Tx, actor: Actor, input: { deliveryId: Id }) {
  const delivery = await readDelivery(tx, actor, input)
  if (isRefusal(delivery)) return delivery
  return { ...input, acceptance: (await acceptanceOf(tx, input.deliveryId)) ?? null }
}

const said: readonly Endpoint[] = [
  list({
    path: '/acceptances',
    name: 'listAcceptances',
    tag: 'orders',
    access: 'delivery.accept',
    summary: { ja: '納品と検収の一覧', en: 'Deliveries and what was said of them' },
    about: {
      ja: '納品番号の新しい順。買い手には自分の分。',
      en: 'Newest delivery number first; a buyer sees its own.',
    },
    query: z.strictObject({
      view: oneOf(
        acceptanceViews,
        'differing 処理を待つ相違がある、waiting まだ検収していない、all すべて。なければ all',
        'differing (a difference waits to be settled), waiting (not accepted yet) or all; all when left out',
      ).optional(),
    }),
    item: z
      .object({
        deliveryId: deliveryId(),
        deliveryNo: deliveryNo(),
        buyerName: text('買い手の名前', 'Name of the buyer', { example: '海辺ホテル' }),
        shippedOn: day('出荷の日', 'Shipped on'),
        acceptedOn: day('検収の日。まだなら null', 'Accepted on, or null').nullable(),
        differences: count('相違', 'Differences', { example: 1 }),
        open: count('処理を待つ相違', 'Differences that wait to be settled', { example: 1 }),
      })
      .openapi('AcceptanceRow'),
    most: 50,
    keys: (keys) => keys.length === 1,
    refuses: ['not_allowed'],
    run: async (tx, actor, { view = 'all' }, { limit, cursor }) => {
      const page = await listAcceptances(tx, actor, { view }, cursor)
      return isRefusal(page) ? page : firstOf(page, limit, (row) => [row.deliveryNo])
    },
  }),
  endpoint({
    method: 'get',
    path: '/deliveries/{deliveryId}/acceptance',
    name: 'readAcceptance',
    tag: 'orders',
    access: 'delivery.accept',
    summary: { ja: '納品の検収', en: 'The acceptance of a delivery' },
    params: ofDelivery,
    answer: z.object({
      deliveryId: deliveryId(),
      acceptance: acceptance.nullable(),
    }),
    refuses: ['not_allowed', 'delivery_unknown'],
    run: seeAcceptance,
  }),
  endpoint({
    method: 'post',
    path: '/deliveries/{deliveryId}/acceptance',
    name: 'recordAcceptance',
    tag: 'orders',
    access: 'delivery.accept',
    summary: { ja: '検収する', en: 'Accept a delivery' },
    about: {
      ja: '買い手か、代わりに商社の担当が、届いたものを記録します。納品はそのまま残り、相違は商社が処理するまで待ちます。',
      en: 'The buyer, or staff for it, says what came. The delivery stays as it was; differences wait until the company settles them.',
    },
    params: ofDelivery,
    body: z
      .strictObject({
        acceptedOn: acceptedOn().optional(),
        note: text('メモ', 'Note', { max: 1000 }).optional(),
        differences: listOf(
          z
            .strictObject({
              lineNo: lineNo(),
              kind: kind(),
              quantity: differing(),
              reason: text('理由', 'What was wrong', { max: 200, example: '瓶の割れ' }).optional(),
            })
            .openapi('NewDifference'),
          '相違。納品書のとおりなら空。1行につき種類ごとに1つ',
          'Differences, none when all came; at most one of each kind a line',
          400,
        ).optional(),
      })
      .openapi('NewAcceptance'),
    status: 201,
    answer: z.object({
      acceptanceId: acceptanceId(),
      deliveryNo: deliveryNo(),
      differences: count('記録した相違', 'Differences recorded', { example: 0 }),
    }),
    refuses: [
      'not_allowed',
      'delivery_unknown',
      'already_accepted',
      'day_in_future',
      'before_delivery',
      'line_unknown',
      'quantity_wrong',
      'more_than_delivered',
      'given_twice',
    ],
    run: async (tx, actor, input) =>
      givenTwice(
        input.differences ?? [],
        (each) => `${each.lineNo} ${each.kind}`,
        (at) => `differences.${at}.kind`,
      ) ?? (await recordAcceptance(tx, actor, input)),
    audit: (made, input) => ({
      documentId: input.deliveryId,
      documentNo: made.deliveryNo,
      detail: `${made.differences} differences`,
    }),
  }),
]

const settled: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/acceptances/{acceptanceId}/settlements',
    name: 'settleDifference',
    tag: 'orders',
    access: 'return.take',
    summary: { ja: '相違を処理する', en: 'Settle a difference' },
    about: {
      ja: '返品として受けるか、理由をつけて断ります。返品は次の請求書から差し引かれます。',
      en: 'It becomes a return, which the next invoice takes off, or is turned down with a reason.',
    },
    params: ofAcceptance,
    body: z
      .strictObject({
        lineNo: lineNo(),
        kind: kind(),
        decision: oneOf(
          ['stock', 'waste', 'reject'],
          'stock 返品とし在庫に戻す、waste 返品とし廃棄、reject 断る',
          'stock (a return, back to the store), waste (a return, thrown away) or reject',
        ),
        reason: text(
          '理由。reject では要ります。なければ買い手の言う理由',
          'Reason: needed to reject; that of the buyer when left out',
          { max: 200, example: '納品の写真では割れていない' },
        ).optional(),
      })
      .openapi('SettledDifference'),
    answer: z.object({ deliveryId: deliveryId(), returnNo: returnNo() }),
    refuses: [
      'not_allowed',
      'difference_unknown',
      'already_settled',
      'reason_missing',
      'delivery_unknown',
      'quantity_wrong',
      'day_in_future',
      'before_delivery',
      'more_than_delivered',
    ],
    run: async (tx, actor, input) =>
      fieldAs(await settleDifference(tx, actor, input), (field) => (field === 'reason' ? field : undefined)),
    audit: (made, { decision, reason = '' }) => ({
      documentId: made.deliveryId,
      ...(made.returnNo === null ? {} : { documentNo: made.returnNo }),
      detail: `${decision} ${reason}`.trim(),
    }),
  }),
  endpoint({
    method: 'delete',
    path: '/acceptances/{acceptanceId}',
    name: 'undoAcceptance',
    tag: 'orders',
    access: 'return.take',
    summary: { ja: '検収を取り消す', en: 'Undo an acceptance' },
    about: {
      ja: '間違えて記録したものを、何も処理しないうちに。記録は残ります。',
      en: 'One that was entered wrongly, before anything of it was settled. It stays on record.',
    },
    params: ofAcceptance,
    answer: ofDelivery,
    refuses: ['not_allowed', 'acceptance_unknown', 'already_settled'],
    run: undoAcceptance,
    audit: (made) => ({ documentId: made.deliveryId }),
  }),
]

/** 検収. */
export const acceptanceEndpoints: readonly Endpoint[] = [...said, ...settled]

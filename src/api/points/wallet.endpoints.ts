import { z } from '@hono/zod-openapi'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { showCode, takeByCode } from '#points/codes.ts'
import { takeNotes } from '#points/notes.ts'
import { type PaymentSeen, listPayments, readPayment, readTill } from '#points/payment-lists.ts'
import { pay, undoPayment } from '#points/payments.ts'
import { payingWays } from '#points/schema.ts'
import { shopOfCode } from '#points/shops.ts'
import { readWallet } from '#points/wallets.ts'
import { type Endpoint, dayThenId, endpoint, firstOf, list } from '#api/endpoint.ts'
import { count, day, id, instant, line, listOf, oneOf, text, whole } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { postRefusals, reversalRefusals } from '#api/refusals.money.ts'
import { noteRefusals, payRefusals } from '#api/refusals.points.ts'

export const points = (ja: string, en: string) =>
  whole(`${ja}（ポイント）`, `${en} (points)`, { min: 0, example: 1_200 })
const somePoints = () => whole('ポイント', 'Points', { min: 1, max: 999_999_999, example: 1_200 })
const paymentId = () => id('支払い', 'The payment')
const shopId = () => id('加盟店', 'The shop')

export const payment = z
  .object({
    paymentId: paymentId(),
    payerId: id('支払った主体', 'Who paid'),
    payerName: text('支払った主体の名前', 'Name of who paid', { example: '佐藤家' }),
    shopId: shopId(),
    shopName: text('加盟店の名前', 'Name of the shop', { example: '駅前商店' }),
    points: points('支払ったポイント', 'Paid'),
    way: oneOf(payingWays, '店のコード、財布のコード、券', 'By the shop’s code, the wallet’s, or notes'),
    on: day('日', 'Day'),
    at: instant('時刻', 'Moment'),
    entryId: id('台帳の仕訳', 'The entry in the ledger'),
    undoneBecause: text('取り消した理由。なければ空', 'Why it was taken back, or empty'),
  })
  .openapi('PointsPayment')

const paymentOf = ({ at, ...rest }: PaymentSeen) => ({ ...rest, at: at.toISOString() })

const paid = z
  .object({ paymentId: paymentId(), points: points('支払った', 'Paid'), left: points('残り', 'Left') })
  .openapi('PaidPoints')

/** A token that acts for a party: without one there is neither wallet nor till. */
const partyOf = (actor: Actor) => actor.partyId ?? refuse('not_yours')

export const walletEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/points/wallet',
    name: 'readWallet',
    tag: 'points',
    access: 'points.own',
    summary: { ja: '使えるポイント', en: 'Points that can be spent' },
    answer: z
      .object({
        points: points('使える', 'Can be spent'),
        expiring: listOf(
          z
            .object({ on: day('最後に使える日', 'Last day'), points: points('その日まで', 'Until then') })
            .openapi({ description: both('期限ごと', 'By last day') }),
          '期限の早い順',
          'First-expiring first',
        ),
      })
      .openapi('Wallet'),
    refuses: ['not_yours'],
    run: async (tx, actor) => {
      const own = partyOf(actor)
      return isRefusal(own) ? own : await readWallet(tx, own)
    },
  }),
  list({
    path: '/points/payments',
    name: 'listPointsPayments',
    tag: 'points',
    access: 'points.own',
    summary: { ja: 'ポイントの支払い', en: 'Payments in points' },
    about: {
      ja: '新しい順。自分が払ったもの（side=payer）か、自分の店が受け取ったもの（side=shop）。',
      en: 'Newest first: what one paid (side=payer), or what one’s shop took (side=shop).',
    },
    query: z.strictObject({
      side: oneOf(['payer', 'shop'], '払った側か、店か', 'As payer or as shop').optional(),
    }),
    item: payment,
    most: 50,
    keys: dayThenId,
    refuses: ['not_yours'],
    run: async (tx, actor, { side }, { limit, cursor }) => {
      const own = partyOf(actor)
      if (isRefusal(own)) return own
      const asked = side === 'shop' ? { shopId: own } : { payerId: own }
      const page = await listPayments(tx, actor, { ...asked, after: cursor })
      if (isRefusal(page)) return page
      const first = firstOf(page, limit, (row) => [row.on, row.paymentId])
      return { ...first, rows: first.rows.map(paymentOf) }
    },
  }),
  endpoint({
    method: 'post',
    path: '/points/payments',
    name: 'payPoints',
    tag: 'points',
    access: 'points.own',
    summary: { ja: '加盟店に支払う', en: 'Pay a shop' },
    about: { ja: '期限の早いポイントから使われます。', en: 'Points that expire first are taken first.' },
    body: z
      .strictObject({
        shopCode: line('加盟店のコード', 'Code of the shop', 20, 'K3F9-72QX'),
        points: somePoints(),
      })
      .openapi('PointsPaying'),
    status: 201,
    answer: paid,
    refuses: [...postRefusals, ...payRefusals, 'no_shop_code', 'not_yours'],
    run: async (tx, actor, { shopCode, points: many }) => {
      const own = partyOf(actor)
      if (isRefusal(own)) return own
      const shop = await shopOfCode(tx, shopCode)
      if (!shop) return refuse('no_shop_code', { field: 'shopCode' })
      return await pay(tx, actor, { payerId: own, shopId: shop.partyId, points: many, way: 'shop_code' })
    },
    audit: (made) => ({
      action: 'points.pay',
      documentId: made.paymentId,
      detail: `${made.points} pt`,
    }),
  }),
  endpoint({
    method: 'get',
    path: '/points/payments/{paymentId}',
    name: 'readPointsPayment',
    tag: 'points',
    access: 'points.own',
    summary: { ja: 'ポイントの支払い1件', en: 'A payment in points' },
    params: z.object({ paymentId: paymentId() }),
    answer: payment,
    refuses: ['not_found', 'not_yours'],
    run: async (tx, actor, asked) => {
      const found = await readPayment(tx, actor, { id: asked.paymentId })
      return isRefusal(found) ? found : paymentOf(found)
    },
  }),
  endpoint({
    method: 'post',
    path: '/points/payments/{paymentId}/undoing',
    name: 'undoPointsPayment',
    tag: 'points',
    access: 'points.own',
    summary: { ja: 'ポイントの支払いを取り消す', en: 'Take a payment in points back' },
    about: {
      ja: '店は当日だけ、担当はいつでも。ポイントは、もとの期限のまま戻ります。',
      en: 'The shop on the same day, staff later too. The points return with the last day that they had.',
    },
    params: z.object({ paymentId: paymentId() }),
    body: z.strictObject({ reason: line('理由', 'Reason', 200, '打ち間違い') }).openapi('PointsUndoing'),
    answer: z.object({ paymentId: paymentId() }),
    refuses: [
      ...reversalRefusals,
      'not_allowed',
      'payment_unknown',
      'already_undone',
      'reason_missing',
      'takings_short',
      'paid_by_note',
    ],
    run: undoPayment,
    audit: (made, { reason }) => ({ action: 'points.undo', documentId: made.paymentId, detail: reason }),
  }),
  endpoint({
    method: 'post',
    path: '/points/codes',
    name: 'showWalletCode',
    tag: 'points',
    access: 'points.own',
    summary: { ja: '財布のコードを出す', en: 'Show a code of the wallet' },
    about: {
      ja: '店がこれで1回、5分のあいだ受け取れます。前に出したコードは使えなくなります。',
      en: 'A shop can take points with it once, for five minutes. Earlier codes end.',
    },
    answer: z
      .object({
        code: text('コード。ここでだけ示す', 'The code, shown here only', { example: 'n5bQ…' }),
        until: instant('この時刻まで', 'Until then'),
      })
      .openapi('WalletCode'),
    shownOnce: ['code'],
    refuses: ['not_yours'],
    run: async (tx, actor) => {
      const own = partyOf(actor)
      if (isRefusal(own)) return own
      const { code, until } = await showCode(tx, own)
      return { code, until: until.toISOString() }
    },
    audit: () => ({ action: 'points.code' }),
  }),
]

/** For shops. */
export const tillEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/points/till',
    name: 'readTill',
    tag: 'points',
    access: 'points.take',
    summary: { ja: '店のレジ', en: 'The till of the shop' },
    answer: z
      .object({
        today: points('今日受け取った', 'Taken today'),
        takings: points('まだ払い出されていない', 'Not paid out yet'),
      })
      .openapi('Till'),
    refuses: ['not_yours'],
    run: async (tx, actor) => {
      const own = partyOf(actor)
      return isRefusal(own) ? own : await readTill(tx, own)
    },
  }),
  endpoint({
    method: 'post',
    path: '/points/takings',
    name: 'takePoints',
    tag: 'points',
    access: 'points.take',
    summary: { ja: 'お客さまのコードで受け取る', en: 'Take points by the customer’s code' },
    body: z
      .strictObject({
        code: line('お客さまの画面のコード', 'The code on the customer’s screen', 200, 'n5bQ…'),
        points: somePoints(),
      })
      .openapi('PointsTaking'),
    status: 201,
    answer: paid,
    refuses: [...postRefusals, ...payRefusals, 'code_expired'],
    run: takeByCode,
    audit: (made) => ({
      action: 'points.take',
      documentId: made.paymentId,
      detail: `${made.points} pt`,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/points/notes/takings',
    name: 'takeNotes',
    tag: 'points',
    access: 'points.take',
    summary: { ja: '受け取ったポイント券を届ける', en: 'Bring in notes that were taken' },
    about: {
      ja: '1枚ずつ確かめ、すべて正しいときだけ書きます。担当は shopId で店の代わりに。',
      en: 'Each is checked; they are booked only if all are good. Staff names the shop by shopId.',
    },
    body: z
      .strictObject({
        serials: listOf(
          line('券の番号', 'Number of a note', 40, 'K3F9-72QX-C'),
          '券の番号',
          'The notes',
          200,
        ),
        shopId: shopId().optional(),
      })
      .openapi('NotesTaking'),
    answer: z.object({
      points: points('受け取った', 'Taken'),
      notes: count('券', 'Notes', { example: 2 }),
    }),
    refuses: [...postRefusals, ...noteRefusals, 'not_allowed', 'shop_unknown', 'not_yours'],
    run: async (tx, actor, { serials, shopId: named }) => {
      const own = named ?? partyOf(actor)
      return isRefusal(own) ? own : await takeNotes(tx, actor, { shopId: own, serials })
    },
    audit: (made) => ({ action: 'points.note_take', detail: `${made.notes} / ${made.points} pt` }),
  }),
]

import { z } from '@hono/zod-openapi'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import {
  addPlace,
  approveOrder,
  assignPriceLists,
  closePlace,
  listAccounts,
  readAccount,
  saveBuyerTerms,
  setApproval,
} from '#trade/room.ts'
import { type Endpoint, endpoint, firstOf, list } from '#api/endpoint.ts'
import { listOf, text } from '#api/fields.ts'
import { orderId, orderNo } from '#api/orders.schemas.ts'
import {
  buyer,
  buyerId,
  buyerRow,
  newApproval,
  newPlace,
  newTerms,
  placeId,
  priceListId,
} from './buyers.schemas.ts'
import { fieldAs, insteadOf } from './given.ts'

const ofBuyer = z.object({ buyerId: buyerId() })

/** The account as a program sees it; of the company's setting only what counts for a buyer's papers. */
async function seeBuyer(tx: Tx, actor: Actor, input: { buyerId: Id }) {
  const account = await readAccount(tx, actor, input)
  if (isRefusal(account)) return account
  const { terms, setting } = account
  return {
    ...account,
    terms: {
      closingDay: terms.closingDay ?? null,
      payMonths: terms.payMonths ?? null,
      payDay: terms.payDay ?? null,
      payerKana: terms.payerKana ?? '',
      deliveryNote: terms.deliveryNote ?? '',
      route: terms.route ?? '',
      billingEmails: terms.billingEmails ?? [],
      creditLimitYen: terms.creditLimitYen ?? null,
    },
    usual: { closingDay: setting.closingDay, payMonths: setting.payMonths, payDay: setting.payDay },
  }
}

const accounts: readonly Endpoint[] = [
  list({
    path: '/buyers',
    name: 'listBuyers',
    tag: 'buyers',
    access: 'price.set',
    summary: { ja: '買い手の一覧', en: 'Buyers' },
    about: {
      ja: '注文したことがあるか、条件か買い手の役割がある主体。ふりがなの順。',
      en: 'Who has ordered, has terms or acts as a buyer, in the order of kana.',
    },
    query: z.strictObject({
      text: text('名前かふりがなの言葉', 'Words of the name or its reading', {
        max: 100,
        example: 'ホテル',
      }).optional(),
    }),
    item: buyerRow,
    most: 50,
    refuses: ['not_allowed'],
    run: async (tx, actor, filter, { limit, cursor }) => {
      const page = await listAccounts(tx, actor, filter, cursor)
      return isRefusal(page) ? page : firstOf(page, limit, (row) => [row.kana, row.buyerId])
    },
  }),
  endpoint({
    method: 'get',
    path: '/buyers/{buyerId}',
    name: 'readBuyer',
    tag: 'buyers',
    access: 'buyer.see',
    summary: { ja: '買い手との取り決め', en: 'The account of a buyer' },
    about: { ja: '買い手には自分のもの。', en: 'A buyer reads its own.' },
    params: ofBuyer,
    answer: buyer,
    refuses: ['not_allowed', 'buyer_unknown'],
    run: seeBuyer,
  }),
  endpoint({
    method: 'put',
    path: '/buyers/{buyerId}/terms',
    name: 'saveBuyerTerms',
    tag: 'buyers',
    access: 'invoice.close',
    summary: { ja: '買い手の条件を決める', en: 'Set the terms of a buyer' },
    about: {
      ja: 'すべてを言いなおします。送らなかった項目は、商社の決まりごとに戻ります。',
      en: 'All of it is said anew: what is left out is as usual again.',
    },
    params: ofBuyer,
    body: newTerms,
    answer: ofBuyer,
    refuses: ['not_allowed', 'buyer_unknown', 'email_form'],
    run: async (tx, actor, input) =>
      fieldAs(await saveBuyerTerms(tx, actor, input), (field) => (field === 'buyerId' ? undefined : field)),
    audit: (made, { creditLimitYen }) => ({
      action: 'buyer.agree',
      documentId: made.buyerId,
      detail: `credit ${creditLimitYen ?? '–'}`,
    }),
  }),
  endpoint({
    method: 'put',
    path: '/buyers/{buyerId}/price-lists',
    name: 'assignPriceLists',
    tag: 'buyers',
    access: 'price.set',
    summary: { ja: '買い手の価格表を決める', en: 'Say which price lists count for a buyer' },
    about: {
      ja: '規格ごとに、価格のある先の表が決めます。受けた注文の価格は変わりません。',
      en: 'Of each variant the first list that says something decides. Orders that are placed keep their prices.',
    },
    params: ofBuyer,
    body: z
      .strictObject({
        priceListIds: listOf(
          priceListId(),
          '先のものが優先。空なら通常の価格',
          'The first decides; none means usual prices',
          3,
        ),
      })
      .openapi('AssignedPriceLists'),
    answer: ofBuyer,
    refuses: ['not_allowed', 'buyer_unknown', 'price_list_unknown'],
    run: assignPriceLists,
    audit: (made, { priceListIds }) => ({
      action: 'buyer.agree',
      documentId: made.buyerId,
      detail: priceListIds.join(' '),
    }),
  }),
]

const agreements: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/buyers/{buyerId}/places',
    name: 'addPlace',
    tag: 'buyers',
    access: 'buyer.agree',
    summary: { ja: '納品先を加える', en: 'Add a place of delivery' },
    params: ofBuyer,
    body: newPlace,
    status: 201,
    answer: z.object({ placeId: placeId(), buyerId: buyerId() }),
    refuses: ['not_allowed', 'buyer_unknown', 'name_taken', 'place_unknown'],
    run: async (tx, actor, input) => fieldAs(await addPlace(tx, actor, input), () => 'name'),
    audit: (made, { name }) => ({ documentId: made.buyerId, detail: `+ ${name}` }),
  }),
  endpoint({
    method: 'delete',
    path: '/buyers/{buyerId}/places/{placeId}',
    name: 'closePlace',
    tag: 'buyers',
    access: 'buyer.agree',
    summary: { ja: '納品先を閉じる', en: 'Close a place of delivery' },
    about: { ja: 'そこへの注文はそのまま残ります。', en: 'Orders that name it keep it.' },
    params: z.object({ buyerId: buyerId(), placeId: placeId() }),
    answer: z.object({ placeId: placeId(), buyerId: buyerId() }),
    refuses: ['not_allowed', 'buyer_unknown', 'name_taken', 'not_found'],
    // The address names it; in an order the same place is a conflict.
    run: async (tx, actor, input) =>
      insteadOf(await closePlace(tx, actor, input), 'place_unknown', () => refuse('not_found')),
    audit: (made) => ({ documentId: made.buyerId, detail: `− ${made.placeId}` }),
  }),
  endpoint({
    method: 'put',
    path: '/buyers/{buyerId}/approval',
    name: 'setApproval',
    tag: 'buyers',
    access: 'buyer.agree',
    summary: { ja: '社内の承認を決める', en: 'Set the approval inside a buyer’s firm' },
    about: {
      ja: '商社の担当か、買い手のうち承認する人。まだ承認する人がいなければ買い手の誰でも。',
      en: 'By staff, or by who approves for the buyer; by any of its members while nobody does.',
    },
    params: ofBuyer,
    body: newApproval,
    answer: ofBuyer,
    refuses: ['not_allowed', 'buyer_unknown', 'approver_missing', 'user_unknown'],
    run: setApproval,
    audit: (made, { aboveYen, userIds }) => ({
      documentId: made.buyerId,
      detail: `${aboveYen ?? '–'} / ${userIds.length}`,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/orders/{orderId}/approval',
    name: 'approveOrder',
    tag: 'orders',
    access: 'order.place',
    summary: { ja: '注文を承認する', en: 'Approve an order' },
    about: {
      ja: '買い手の承認する人が行います。全員が離れているときは、注文した人のほかの買い手の人か商社が行えます。state が requested の注文が、商社に届きます。',
      en: 'For approvers of the buyer; when all have left, for somebody else of the buyer than who ordered, or the company. An order that is requested goes to the company.',
    },
    params: z.object({ orderId: orderId() }),
    answer: z.object({ orderId: orderId(), orderNo: orderNo() }),
    refuses: ['not_allowed', 'order_unknown', 'not_waiting'],
    run: approveOrder,
    audit: (made) => ({ documentId: made.orderId, documentNo: made.orderNo, detail: 'approved' }),
  }),
]

/** Buyers: terms, places, price lists, and approval inside their own firms. */
export const buyerEndpoints: readonly Endpoint[] = [...accounts, ...agreements]

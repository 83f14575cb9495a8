import { z } from '@hono/zod-openapi'
import type { Day } from '#kit/days.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import {
  bulkPdf,
  companyOf,
  deliveriesOf,
  deliveryNoteSheet,
  invoiceSheet,
  labelsPdf,
  orderLabels,
  packingPdf,
  packingSheet,
  pickingPdf,
  pickingSheet,
  readDelivery,
  readDispatch,
  readInvoice,
  readToSend,
} from '#trade/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { day, flagInQuery } from '#api/fields.ts'
import { pdf } from '#api/papers.endpoints.ts'
import { language } from '#api/papers.schemas.ts'

const inLanguage = { lang: language().optional() }
const ofTruck = z.strictObject({
  on: day(
    '納品日がこの日まで。なければ今日',
    'Due by this day; today when left out',
    '2026-11-30',
  ).optional(),
  ...inLanguage,
})

/** The truck of a day, when something goes with it. */
async function loaded(tx: Tx, actor: Actor, on: Day) {
  const found = await readDispatch(tx, actor, { day: on })
  if (isRefusal(found)) return found
  if (found.orders.length === 0) return refuse('nothing_to_print')
  return { ...found, day: on, company: await companyOf(tx) }
}

const truck: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/dispatch/picking-list/pdf',
    name: 'readPickingListPdf',
    tag: 'stock',
    access: 'delivery.ship',
    summary: { ja: 'ピッキングリストのPDF', en: 'The picking list of a day as PDF' },
    about: {
      ja: 'どの棚のどのロットから取るか。見るだけでは何も引き当てません。',
      en: 'What to take from which lot. Nothing is held by looking.',
    },
    query: ofTruck,
    answer: pdf('ピッキングリスト（A4、タグ付きPDF）', 'The picking list: A4, tagged PDF'),
    refuses: ['not_allowed', 'nothing_to_print'],
    run: async (tx, actor, { on = tx.today, lang = 'ja' }) => {
      const found = await loaded(tx, actor, on)
      if (isRefusal(found)) return found
      return { bytes: await pickingPdf(pickingSheet(found, lang)), name: `picking-${on}.pdf` }
    },
  }),
  endpoint({
    method: 'get',
    path: '/dispatch/packing-list/pdf',
    name: 'readPackingListPdf',
    tag: 'stock',
    access: 'delivery.ship',
    summary: { ja: '箱詰めリストのPDF', en: 'The packing list of a day as PDF' },
    about: {
      ja: '注文ごとに箱へ入れるもの。便と買い手の順。',
      en: 'What goes into the boxes of each order, by route and buyer.',
    },
    query: ofTruck,
    answer: pdf('箱詰めリスト（A4、タグ付きPDF）', 'The packing list: A4, tagged PDF'),
    refuses: ['not_allowed', 'nothing_to_print'],
    run: async (tx, actor, { on = tx.today, lang = 'ja' }) => {
      const found = await loaded(tx, actor, on)
      if (isRefusal(found)) return found
      return { bytes: await packingPdf(packingSheet(found, lang)), name: `packing-${on}.pdf` }
    },
  }),
  endpoint({
    method: 'get',
    path: '/dispatch/labels/pdf',
    name: 'readBoxLabelsPdf',
    tag: 'stock',
    access: 'delivery.ship',
    summary: { ja: '荷札のPDF', en: 'The box labels of a day as PDF' },
    about: {
      ja: '注文ごとに1枚。四角い符号は、その注文を開きます。',
      en: 'One for each order; its square opens the order.',
    },
    query: ofTruck,
    answer: pdf('荷札（A4に面付け、タグ付きPDF）', 'The labels, several on a sheet of A4: tagged PDF'),
    refuses: ['not_allowed', 'nothing_to_print'],
    run: async (tx, actor, { on = tx.today, lang = 'ja' }, { publicUrl }) => {
      const found = await loaded(tx, actor, on)
      if (isRefusal(found)) return found
      const sheet = orderLabels(found.orders, on, publicUrl, lang)
      return { bytes: await labelsPdf(sheet), name: `labels-${on}.pdf` }
    },
  }),
]

const bundles: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/dispatch/delivery-notes/pdf',
    name: 'readDeliveryNotesPdf',
    tag: 'stock',
    access: 'delivery.ship',
    summary: { ja: 'その日の納品書をまとめたPDF', en: 'All delivery notes of a day as one PDF' },
    about: { ja: '便と買い手の順。', en: 'By route and buyer.' },
    query: z.strictObject({
      on: day('出荷した日。なければ今日', 'Shipped on; today when left out').optional(),
      prices: flagInQuery('金額を載せる。なければ載せる', 'With prices; yes when left out').optional(),
      ...inLanguage,
    }),
    answer: pdf('納品書（A4、タグ付きPDF）', 'The delivery notes: A4, tagged PDF'),
    refuses: ['not_allowed', 'nothing_to_print'],
    run: async (tx, actor, { on = tx.today, prices = true, lang = 'ja' }) => {
      const ids = await deliveriesOf(tx, { day: on })
      const read = await Promise.all(ids.map((deliveryId) => readDelivery(tx, actor, { deliveryId })))
      const notes = read.flatMap((each) => (isRefusal(each) ? [] : [deliveryNoteSheet(each, lang, prices)]))
      if (notes.length === 0) return refuse('nothing_to_print')
      return { bytes: await bulkPdf('delivery-note', notes), name: `delivery-notes-${on}.pdf` }
    },
  }),
  endpoint({
    method: 'get',
    path: '/invoice-mails/pdf',
    name: 'readInvoicesPdf',
    tag: 'money',
    access: 'invoice.close',
    summary: { ja: 'その日の請求書をまとめたPDF', en: 'All invoices of a day as one PDF' },
    about: { ja: '番号の順。返還請求書も。', en: 'By number; credit notes too.' },
    query: z.strictObject({
      on: day('発行日。なければ最後に出した日', 'Day of issue; the latest when left out').optional(),
      paper: flagInQuery(
        'メールの送り先がないものだけ。なければすべて',
        'Only those that nobody gets by mail; all when left out',
      ).optional(),
      ...inLanguage,
    }),
    answer: pdf('請求書（A4、タグ付きPDF）', 'The invoices: A4, tagged PDF'),
    refuses: ['not_allowed', 'nothing_to_print'],
    run: async (tx, actor, { on, paper = false, lang = 'ja' }) => {
      const found = await readToSend(tx, actor, { on })
      if (isRefusal(found)) return found
      const rows = found.rows.filter(({ recipients }) => !paper || recipients.length === 0)
      const read = await Promise.all(rows.map(({ invoiceId }) => readInvoice(tx, actor, { invoiceId })))
      const sheets = read.flatMap((each) => (isRefusal(each) ? [] : [invoiceSheet(each, lang)]))
      if (sheets.length === 0) return refuse('nothing_to_print')
      return { bytes: await bulkPdf('invoice', sheets), name: `invoices-${found.on}.pdf` }
    },
  }),
]

/** What is printed for a whole day: lists of the truck, and its papers as one file. */
export const dayPaperEndpoints: readonly Endpoint[] = [...truck, ...bundles]

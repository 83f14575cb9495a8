import { z } from '@hono/zod-openapi'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import {
  closeMonth,
  invoicePdf,
  invoiceSheet,
  listInvoices,
  listStatements,
  readInvoice,
  readPint,
  readSetting,
  readStatement,
  saveSetting,
  settleMonth,
  statementPdf,
  statementSheet,
} from '#trade/room.ts'
import { type Endpoint, endpoint, firstOf, list } from './endpoint.ts'
import { day, flag, id, listOf, month, oneOf, quantity, text, yen } from './fields.ts'
import {
  invoice,
  invoiceId,
  invoiceNo,
  invoiceRow,
  language,
  producerStatement,
  statementId,
  statementNo,
  statementRow,
} from './papers.schemas.ts'

/** Cursors of lists by number of the document. */
const oneKey = (keys: readonly string[]): boolean => keys.length === 1

export const pdf = (ja: string, en: string) => ({ mediaType: 'application/pdf', about: { ja, en } })
const inLanguage = z.strictObject({ lang: language().optional() })
const ofInvoice = z.object({ invoiceId: invoiceId() })
const ofStatement = z.object({ statementId: statementId() })

const invoices: readonly Endpoint[] = [
  list({
    path: '/invoices',
    name: 'listInvoices',
    tag: 'money',
    access: 'invoice.see',
    summary: { ja: '請求書の一覧', en: 'Invoices' },
    about: {
      ja: '番号の新しい順。買い手には自分の分。返還請求書（grossYen が負）も、その番号で並びます。',
      en: 'Newest number first; a buyer sees its own. Credit notes, whose grossYen is below zero, stand among them by their number.',
    },
    query: z.strictObject({
      view: oneOf(['open', 'overdue', 'all'], '未払い、期日過ぎ、すべて', 'Open, overdue or all').optional(),
      buyerId: id('この買い手の分。商社の担当だけ', 'Of this buyer; for staff').optional(),
    }),
    item: invoiceRow,
    most: 50,
    keys: oneKey,
    refuses: ['not_allowed'],
    run: async (tx, actor, filter, { limit, cursor }) => {
      const page = await listInvoices(tx, actor, filter, cursor)
      return isRefusal(page) ? page : firstOf(page, limit, (row) => [row.invoiceNo])
    },
  }),
  endpoint({
    method: 'post',
    path: '/invoices/closings',
    name: 'closeMonth',
    tag: 'money',
    access: 'invoice.close',
    summary: { ja: '締めて請求書を作る', en: 'Close a month into invoices' },
    about: {
      ja: 'まだ請求していない納品と返品から、買い手ごとに1通。税は税率ごとに一度だけ丸めます。',
      en: 'One invoice a buyer for what is not yet invoiced, returns taken off; tax is rounded once per rate.',
    },
    body: z
      .strictObject({
        through: day('この日まで', 'Through this day', '2026-10-31'),
        buyerId: id(
          'この買い手だけ。なければすべて、それぞれの締め日で',
          'This buyer; all, each by its own closing day, when left out',
        ).optional(),
      })
      .openapi('Closing'),
    status: 201,
    answer: z
      .object({
        invoices: listOf(
          z.object({
            invoiceId: invoiceId(),
            invoiceNo: invoiceNo(),
            buyerId: id('買い手', 'The buyer'),
            grossYen: yen('税込の合計', 'Total with tax'),
          }),
          '作った請求書',
          'Invoices made',
        ),
        waiting: listOf(
          z.object({
            buyerId: id('買い手', 'The buyer'),
            buyerName: text('買い手の名前', 'Name of the buyer'),
            grossYen: yen('税込の合計。負', 'Total with tax, below zero', { example: -1_080 }),
          }),
          '返品のほうが多く、次の締めを待つ買い手',
          'Buyers whose returns outweigh; they wait for the next closing',
        ),
      })
      .openapi('ClosedMonth'),
    refuses: ['not_allowed', 'day_in_future', 'buyer_unknown', 'nothing_to_invoice'],
    run: closeMonth,
    audit: (closed, { through }) => ({ detail: `${through}: ${closed.invoices.length}` }),
  }),
  endpoint({
    method: 'get',
    path: '/invoices/{invoiceId}',
    name: 'readInvoice',
    tag: 'money',
    access: 'invoice.see',
    summary: { ja: '請求書', en: 'An invoice' },
    about: {
      ja: '返還請求書も同じ形です。合計も明細の数と金額も負で、返品の行は返した品の納品（origin）を示します。',
      en: 'A credit note has the same shape: its totals and the quantities and amounts of its lines are below zero, and a line of a return names the delivery that it undoes (origin).',
    },
    params: ofInvoice,
    answer: invoice,
    refuses: ['not_allowed', 'invoice_unknown'],
    run: readInvoice,
  }),
  endpoint({
    method: 'get',
    path: '/invoices/{invoiceId}/pdf',
    name: 'readInvoicePdf',
    tag: 'money',
    access: 'invoice.see',
    summary: { ja: '請求書のPDF', en: 'An invoice as PDF' },
    params: ofInvoice,
    query: inLanguage,
    answer: pdf(
      '適格請求書、または適格返還請求書（A4、タグ付きPDF）',
      'The qualified invoice, or the credit note: A4, tagged PDF',
    ),
    refuses: ['not_allowed', 'invoice_unknown'],
    run: async (tx, actor, { lang = 'ja', ...input }) => {
      const read = await readInvoice(tx, actor, input)
      if (isRefusal(read)) return read
      return { bytes: await invoicePdf(invoiceSheet(read, lang)), name: `${read.invoiceNo}.pdf` }
    },
  }),
  endpoint({
    method: 'get',
    path: '/invoices/{invoiceId}/jp-pint',
    name: 'readInvoiceJpPint',
    tag: 'money',
    access: 'invoice.see',
    summary: { ja: '請求書のJP PINT', en: 'An invoice as JP PINT' },
    about: {
      ja: '登録のない生産者の品は、partをotherにした別のファイルです。',
      en: 'Goods of producers who are not registered are a file of their own: part=other.',
    },
    params: ofInvoice,
    query: z.strictObject({
      part: oneOf(
        ['qualified', 'other'],
        '適格請求書の分か、ほかの分か',
        'The qualified part, or the other',
      ).optional(),
    }),
    answer: {
      mediaType: 'application/xml',
      about: {
        ja: 'Peppol BIS Billing の JP PINT（UBL 2.1）',
        en: 'JP PINT of Peppol BIS Billing (UBL 2.1)',
      },
    },
    refuses: ['not_allowed', 'invoice_unknown'],
    run: async (tx, actor, input) => {
      const read = await readPint(tx, actor, input)
      return isRefusal(read) ? read : { bytes: new TextEncoder().encode(read.xml), name: read.name }
    },
  }),
]

async function seeStatement(tx: Tx, actor: Actor, input: { statementId: Id }) {
  const read = await readStatement(tx, actor, input)
  if (isRefusal(read)) return read
  const rates = read.rates.map(({ net, tax, gross, ...rate }) => ({
    ...rate,
    netYen: net,
    taxYen: tax,
    grossYen: gross,
  }))
  const transitional = read.transitional.map(({ sharePct, taxPart, deductible }) => ({
    sharePct,
    taxPartYen: taxPart,
    deductibleYen: deductible,
  }))
  return { ...read, rates, transitional }
}

const statements: readonly Endpoint[] = [
  list({
    path: '/statements',
    name: 'listStatements',
    tag: 'money',
    access: 'statement.see',
    summary: { ja: '精算書の一覧', en: 'Producers’ statements' },
    about: {
      ja: '番号の新しい順。生産者には自分の分。',
      en: 'Newest number first; a producer sees its own.',
    },
    query: z.strictObject({
      view: oneOf(['to_pay', 'all'], 'これから支払うもの、すべて', 'Still to be paid, or all').optional(),
      month: month('精算の月', 'Month that is settled', '2026-10').optional(),
    }),
    item: statementRow,
    keys: oneKey,
    refuses: ['not_allowed'],
    run: async (tx, actor, filter, { limit, cursor }) =>
      await listStatements(tx, actor, { ...filter, limit }, cursor),
  }),
  endpoint({
    method: 'post',
    path: '/statements/settlements',
    name: 'settleMonth',
    tag: 'money',
    access: 'statement.settle',
    summary: { ja: '月を精算する', en: 'Settle a month with the producers' },
    body: z
      .strictObject({
        month: month('精算する月', 'The month', '2026-10'),
        producerId: id('この生産者だけ。なければすべて', 'This producer; all when left out').optional(),
        payOn: day(
          '支払日。なければ翌月20日かその前の銀行営業日',
          'When it is to be paid; the 20th of the next month, or the bank day before, when left out',
          '2026-11-20',
        ).optional(),
      })
      .openapi('Settlement'),
    status: 201,
    answer: z
      .object({
        statements: listOf(
          z.object({
            statementId: statementId(),
            statementNo: statementNo(),
            producerId: id('生産者', 'The producer'),
            model: statementRow.shape.model,
            payoutYen: yen('支払う額', 'To be paid', { example: 68_800 }),
          }),
          '作った精算書',
          'Statements made',
        ),
      })
      .openapi('SettledMonth'),
    refuses: ['not_allowed', 'month_not_over', 'pay_on_too_early', 'nothing_to_settle'],
    run: settleMonth,
    audit: (settled, { month: of }) => ({ detail: `${of}: ${settled.statements.length}` }),
  }),
  endpoint({
    method: 'get',
    path: '/statements/{statementId}',
    name: 'readProducerStatement',
    tag: 'money',
    access: 'statement.see',
    summary: { ja: '精算書', en: 'A producer’s statement' },
    params: ofStatement,
    answer: producerStatement,
    refuses: ['not_allowed', 'statement_unknown'],
    run: seeStatement,
  }),
  endpoint({
    method: 'get',
    path: '/statements/{statementId}/pdf',
    name: 'readProducerStatementPdf',
    tag: 'money',
    access: 'statement.see',
    summary: { ja: '精算書のPDF', en: 'A statement as PDF' },
    params: ofStatement,
    query: inLanguage,
    answer: pdf('精算書・支払通知書（A4、タグ付きPDF）', 'The producer’s statement: A4, tagged PDF'),
    refuses: ['not_allowed', 'statement_unknown'],
    run: async (tx, actor, { lang = 'ja', ...input }) => {
      const read = await readStatement(tx, actor, input)
      if (isRefusal(read)) return read
      return { bytes: await statementPdf(statementSheet(read, lang)), name: `${read.statementNo}.pdf` }
    },
  }),
]

const settingFields = {
  rounding: oneOf(['floor', 'round', 'ceil'], '端数の扱い', 'Which way amounts and tax are rounded'),
  closingDay: quantity(
    '締め日。31 は月末',
    'Closing day; 31 is the end of the month',
    { ja: '日', en: 'day of the month' },
    {
      min: 1,
      max: 31,
      example: 31,
    },
  ),
  payMonths: quantity(
    '締めから支払いまで',
    'From closing to payment',
    { ja: '月', en: 'months' },
    {
      min: 0,
      max: 6,
      example: 1,
    },
  ),
  payDay: quantity(
    '支払日。31 は月末',
    'Pay day; 31 is the end of the month',
    { ja: '日', en: 'day of the month' },
    { min: 1, max: 31, example: 31 },
  ),
  requesterCode: text('銀行の依頼人コード。なければ空', 'Requester code of the bank, or empty', {
    max: 20,
    example: '0000012345',
  }),
}

const settings: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/settings',
    name: 'readSetting',
    tag: 'money',
    access: 'invoice.close',
    summary: { ja: '商社の決まりごと', en: 'How the company works' },
    answer: z.object(settingFields).openapi('Setting'),
    run: readSetting,
  }),
  endpoint({
    method: 'put',
    path: '/settings',
    name: 'saveSetting',
    tag: 'money',
    access: 'invoice.close',
    summary: { ja: '決まりごとを変える', en: 'Change how the company works' },
    about: { ja: 'これから作る書類に効きます。', en: 'Counts for the documents made from now on.' },
    body: z.strictObject(settingFields).openapi('NewSetting'),
    answer: z.object({ saved: flag('変えた', 'Changed') }),
    refuses: ['not_allowed', 'requester_code_form'],
    run: saveSetting,
    audit: (_, { rounding, closingDay, payMonths, payDay }) => ({
      detail: [rounding, closingDay, payMonths, payDay].join(' '),
    }),
  }),
]

export const paperEndpoints: readonly Endpoint[] = [...invoices, ...statements, ...settings]

import { z } from '@hono/zod-openapi'
import { isRefusal, refuse } from '#kit/refusals.ts'
import {
  ages,
  issueCreditNote,
  readAgeing,
  readDunning,
  readToSend,
  remindBuyer,
  sendInvoices,
} from '#trade/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { count, day, flag, id, listOf, text, whole, yen } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { invoiceId, invoiceNo } from '#api/papers.schemas.ts'
import { insteadOf } from './given.ts'

const buyerId = () => id('買い手', 'The buyer')
const buyerName = () => text('買い手の名前', 'Name of the buyer', { example: '海辺ホテル' })
const emails = (ja: string, en: string) =>
  listOf(text('メールアドレス', 'Email address', { example: 'keiri@example.jp' }), ja, en)

const creditNotes: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/credit-notes',
    name: 'issueCreditNote',
    tag: 'money',
    access: 'invoice.close',
    summary: { ja: '適格返還請求書を出す', en: 'Issue a credit note' },
    about: {
      ja: 'まだ請求書に載っていない返品のすべてから、締めを待たずに1通。合計が負の請求書で、GET /invoices に並びます。',
      en: 'One paper for all returns that are on no invoice yet, without waiting for a closing. It is an invoice below zero and stands among GET /invoices.',
    },
    body: z
      .strictObject({
        buyerId: buyerId(),
        through: day(
          'この日までの返品。なければ今日',
          'Returns through this day; today when left out',
        ).optional(),
      })
      .openapi('NewCreditNote'),
    status: 201,
    answer: z
      .object({
        invoiceId: invoiceId(),
        invoiceNo: text('返還請求書の番号', 'Number of the credit note', { example: 'C-2026-00003' }),
        grossYen: yen('税込の合計。負', 'Total with tax, below zero', { example: -1_080 }),
      })
      .openapi('CreditNote'),
    refuses: ['not_allowed', 'day_in_future', 'buyer_unknown', 'nothing_returned'],
    run: issueCreditNote,
    audit: (made) => ({ documentId: made.invoiceId, documentNo: made.invoiceNo }),
  }),
]

const toSend = z
  .object({
    invoiceId: invoiceId(),
    invoiceNo: invoiceNo(),
    buyerId: buyerId(),
    buyerName: buyerName(),
    closedThrough: day('締め日', 'Closed through', '2026-10-31'),
    dueOn: day('支払期日', 'Due on', '2026-11-30'),
    grossYen: yen('税込の合計。返還請求書では負', 'Total with tax; below zero on a credit note'),
    recipients: emails(
      '送り先。決めた宛先か、買い手のメンバー全員。空なら紙で送るもの',
      'Where it would go: what was agreed, else all members of the buyer; none means paper',
    ),
    sentOn: day('前に送った日。まだなら null', 'Sent before on, or null').nullable(),
  })
  .openapi('InvoiceToSend')

const mails: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/invoice-mails',
    name: 'listInvoicesToSend',
    tag: 'money',
    access: 'invoice.close',
    summary: { ja: 'メールで送る請求書', en: 'Invoices to be mailed' },
    about: {
      ja: '発行日ごと。請求書と返還請求書の両方。番号の順。',
      en: 'Of a day of issue: invoices and credit notes, by number.',
    },
    query: z.strictObject({
      on: day(
        '発行日。なければいちばん新しい日',
        'Day of issue; the newest when left out',
        '2026-11-01',
      ).optional(),
    }),
    answer: z
      .object({
        on: day('この発行日の分', 'Of this day of issue', '2026-11-01'),
        days: listOf(
          z.object({
            on: day('発行日', 'Day of issue', '2026-11-01'),
            invoices: count('請求書と返還請求書', 'Invoices and credit notes', { example: 40 }),
          }),
          'この1年の新しい発行日、6日まで',
          'The newest days of issue of a year, at most six',
        ),
        items: listOf(toSend, '請求書', 'Invoices'),
      })
      .openapi('InvoicesToSend'),
    refuses: ['not_allowed'],
    run: async (tx, actor, input) => {
      const found = await readToSend(tx, actor, input)
      return isRefusal(found) ? found : { on: found.on, days: found.days, items: found.rows }
    },
  }),
  endpoint({
    method: 'post',
    path: '/invoice-mails',
    name: 'sendInvoices',
    tag: 'money',
    access: 'invoice.close',
    summary: { ja: '請求書をメールで送る', en: 'Mail invoices' },
    about: {
      ja: 'すべて送るか、何も送らないかです。メールには、サインインせずに PDF を開けるリンクが入ります。リンクは答えに現れません。',
      en: 'All of them or none. The mail has a link that opens the PDF without signing in; the link does not appear in the answer.',
    },
    body: z
      .strictObject({
        invoiceIds: listOf(invoiceId(), '送る請求書', 'Invoices to send', 1000),
        again: flag('前に送ったものももう一度', 'Also those that were sent before', false).optional(),
      })
      .openapi('InvoiceMailing'),
    answer: z.object({
      sent: count('送った請求書', 'Invoices sent', { example: 40 }),
      numbers: listOf(invoiceNo(), 'その番号', 'Their numbers'),
    }),
    refuses: ['not_allowed', 'no_invoices', 'invoice_unknown', 'already_sent', 'no_contact'],
    run: (tx, actor, input, { publicUrl }) =>
      sendInvoices(tx, actor, { ...input, linkTo: (token) => `${publicUrl}/papers/${token}` }),
    audit: ({ numbers }) => ({
      ...(numbers[0] === undefined ? {} : { documentNo: numbers[0] }),
      detail: `${numbers.length} mailed`,
    }),
  }),
]

const stage = () =>
  whole('何度目か。3 が最後の強さ', 'Which time it is; 3 is the firmest', { min: 1, max: 3, example: 1 })
const ofBuyer = z.object({ buyerId: buyerId() })
const ageWords: Readonly<Record<(typeof ages)[number], readonly [ja: string, en: string]>> = {
  not_due: ['期日前', 'Not due yet'],
  to_30: ['期日から30日まで', 'Up to 30 days late'],
  to_60: ['31日から60日', '31 to 60 days late'],
  to_90: ['61日から90日', '61 to 90 days late'],
  over_90: ['91日から', '91 days late and more'],
}
const openOf = (age: keyof typeof ageWords) => yen(...ageWords[age], { min: 0, example: 0 })

const reminder = z
  .object({
    buyerId: buyerId(),
    buyerName: buyerName(),
    invoices: listOf(
      z
        .object({
          invoiceId: invoiceId(),
          invoiceNo: invoiceNo(),
          dueOn: day('支払期日', 'Due on', '2026-10-31'),
          leftYen: yen('残り', 'Open of it'),
          reminded: count('これまでに知らせた回数', 'Reminders so far', { example: 0 }),
        })
        .openapi('OverdueInvoice'),
      '期日を過ぎた請求書',
      'What is overdue',
    ),
    recipients: emails('送り先', 'Where it would go'),
    stage: stage(),
    letter: z
      .object({
        subject: text('件名', 'Subject', { example: '【結いの商社】お支払いのご確認' }),
        body: text('本文。日本語', 'Body, in Japanese'),
      })
      .openapi('ReminderLetter', { description: both('今日送るとしたらの文面', 'What it would say today') }),
    history: listOf(
      z
        .object({
          on: day('送った日', 'Sent on'),
          stage: stage(),
          invoiceNo: invoiceNo(),
          leftYen: yen('そのときの残り', 'Open of it then'),
          recipients: emails('送り先', 'Where it went'),
        })
        .openapi('SentReminder'),
      'これまでに送ったもの。新しい順',
      'What was sent before, newest first',
    ),
    notBefore: day(
      '次に送れる日。今日送れるなら null',
      'May be sent from this day; null when today',
    ).nullable(),
  })
  .openapi('Reminder')

const receivables: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/receivables',
    name: 'listReceivables',
    tag: 'money',
    access: 'invoice.close',
    summary: { ja: '売掛金の年齢表', en: 'Receivables by age' },
    about: {
      ja: 'まだ払われていない請求を買い手ごとに。期日がいちばん古い買い手から。',
      en: 'All that is open, by buyer; who is longest overdue first.',
    },
    answer: z.object({
      items: listOf(
        z
          .object({
            buyerId: buyerId(),
            name: buyerName(),
            nameEn: text('買い手の名前（英語）', 'Name of the buyer in English'),
            invoices: count('払われていない請求書', 'Open invoices', { example: 2 }),
            yen: z
              .object({
                not_due: openOf('not_due'),
                to_30: openOf('to_30'),
                to_60: openOf('to_60'),
                to_90: openOf('to_90'),
                over_90: openOf('over_90'),
              })
              .openapi('OpenByAge', {
                description: both('期日からの日数ごとの残り', 'What is open, by how late it is'),
              }),
            totalYen: yen('合計', 'Total', { min: 0 }),
            oldestDueOn: day('いちばん古い期日', 'Oldest due day', '2026-10-31'),
            remindedOn: day('最後に知らせた日。なければ null', 'Last reminded on, or null').nullable(),
          })
          .openapi('Receivable'),
        '買い手ごと',
        'By buyer',
      ),
    }),
    refuses: ['not_allowed'],
    run: async (tx, actor) => {
      const rows = await readAgeing(tx, actor)
      return isRefusal(rows)
        ? rows
        : { items: rows.map(({ total, ...row }) => ({ ...row, totalYen: total })) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/receivables/{buyerId}/reminder',
    name: 'readReminder',
    tag: 'money',
    access: 'invoice.close',
    summary: { ja: '買い手へのお知らせ（督促）', en: 'The reminder to a buyer' },
    about: {
      ja: '今日送るとしたらの文面と宛先、これまでに送ったもの。何も送りません。',
      en: 'What it would say today and to whom, and what was sent before. Nothing is sent.',
    },
    params: ofBuyer,
    answer: reminder,
    refuses: ['not_allowed', 'buyer_unknown'],
    run: readDunning,
  }),
  endpoint({
    method: 'post',
    path: '/receivables/{buyerId}/reminder',
    name: 'sendReminder',
    tag: 'money',
    access: 'invoice.close',
    summary: { ja: '督促を送る', en: 'Send a reminder' },
    about: {
      ja: '期日を過ぎたすべてを1通で。一度送ると7日のあいだは送れません。',
      en: 'One letter for all that is overdue; not again within seven days.',
    },
    params: ofBuyer,
    answer: z.object({
      sent: count('知らせた請求書', 'Invoices asked for', { example: 2 }),
      recipients: emails('送り先', 'Where it went'),
      stage: stage(),
    }),
    refuses: ['not_allowed', 'buyer_unknown', 'nothing_overdue', 'reminded_lately', 'buyer_unreachable'],
    // Of one buyer there is no invoice to name; the sentence for a whole day names it.
    run: async (tx, actor, input) =>
      insteadOf(await remindBuyer(tx, actor, input), 'no_contact', () => refuse('buyer_unreachable')),
    audit: ({ sent, stage: of }, input) => ({
      action: 'buyer.remind',
      documentId: input.buyerId,
      detail: `${sent} invoices, stage ${of}`,
    }),
  }),
]

/** Credit notes, invoices by mail, and what is owed. */
export const receivableEndpoints: readonly Endpoint[] = [...creditNotes, ...mails, ...receivables]

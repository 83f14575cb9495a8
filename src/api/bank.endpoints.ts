import { z } from '@hono/zod-openapi'
import { isRefusal } from '#kit/refusals.ts'
import {
  bookExpense,
  expenseCategories,
  listBankLines,
  matchPayment,
  readExpense,
  readPayment,
  setAsideLine,
  unmatchPayment,
  voidExpense,
} from '#trade/room.ts'
import { type Endpoint, dayThenId, endpoint, firstOf, list } from './endpoint.ts'
import { day, flag, id, line, listOf, oneOf, text, yen } from './fields.ts'
import { invoiceId, invoiceNo } from './papers.schemas.ts'
import { postRefusals, reversalRefusals } from './refusals.money.ts'

const bankLineId = () => id('入出金明細の行', 'The bank line')
const paymentId = () => id('入金', 'The payment')
const paymentNo = () => text('入金番号', 'Payment number', { example: 'N-2026-00031' })
const expenseId = () => id('経費', 'The expense')
const expenseNo = () => text('経費の番号', 'Expense number', { example: 'E-2026-00008' })
const entryId = () => id('台帳の仕訳', 'The entry in the ledger')
const category = () => oneOf(expenseCategories, '種類', 'Category', 'freight')
const reasonBody = z.strictObject({ reason: line('理由', 'Reason', 200, '相手の間違い') }).openapi('Undoing')

const bankLine = z
  .object({
    bankLineId: bankLineId(),
    on: day('日', 'Booked on'),
    amountYen: yen('入金は正、出金は負', 'Plus for incoming, minus for outgoing'),
    balanceYen: yen('残高。なければ null', 'Balance, or null').nullable(),
    text: text('摘要', 'What the bank wrote', { example: '振込 ウミベホテル' }),
    payerKana: text('振込人（カナ）', 'Payer, in kana', { example: 'ｳﾐﾍﾞﾎﾃﾙ' }),
    setAside: text('対象外にした理由。なければ空', 'Why it was set aside, or empty'),
    paymentId: paymentId().nullable(),
    paymentNo: paymentNo().nullable(),
    expenseId: expenseId().nullable(),
    expenseNo: expenseNo().nullable(),
    expenseCategory: category().nullable(),
    partyName: text('相手の名前。まだなら null', 'Name of the other party, or null').nullable(),
  })
  .openapi('BankLine')

const payment = z
  .object({
    paymentId: paymentId(),
    paymentNo: paymentNo(),
    buyerId: id('買い手', 'The buyer'),
    buyerName: text('買い手の名前', 'Name of the buyer', { example: '海辺ホテル' }),
    on: day('入金の日', 'Paid on'),
    amountYen: yen('入金の額', 'Amount paid'),
    bankText: text('摘要', 'What the bank wrote', { example: '振込 ウミベホテル' }),
    undoneBecause: text('取り消した理由。なければ空', 'Why it was undone, or empty'),
    undone: flag('取り消された', 'Undone', false),
    parts: listOf(
      z
        .object({
          invoiceId: invoiceId(),
          invoiceNo: invoiceNo(),
          amountYen: yen('この請求書に充てた額', 'What of it is for this invoice'),
        })
        .openapi('PaymentPart'),
      '充てた請求書',
      'The invoices it paid',
    ),
  })
  .openapi('Payment')

const bank: readonly Endpoint[] = [
  list({
    path: '/bank-lines',
    name: 'listBankLines',
    tag: 'money',
    access: 'payment.match',
    summary: { ja: '入出金明細', en: 'Bank lines' },
    about: {
      ja: '新しい順。取り込みは POST /imports。',
      en: 'Newest first. Bring them in by POST /imports.',
    },
    query: z.strictObject({
      view: oneOf(['open', 'done', 'all'], '未処理、処理済み、すべて', 'Open, done or all').optional(),
    }),
    item: bankLine,
    most: 50,
    keys: dayThenId,
    refuses: ['not_allowed'],
    run: async (tx, actor, { view }, { limit, cursor }) => {
      const page = await listBankLines(tx, actor, view ?? 'all', cursor)
      return isRefusal(page) ? page : firstOf(page, limit, (row) => [row.on, row.bankLineId])
    },
  }),
  endpoint({
    method: 'put',
    path: '/bank-lines/{bankLineId}/set-aside',
    name: 'setAsideLine',
    tag: 'money',
    access: 'payment.match',
    summary: { ja: '明細の行を対象外にする', en: 'Set a bank line aside' },
    about: {
      ja: '自分の振込や利息など。理由を空にすると元に戻ります。',
      en: 'One of our own transfers, interest. An empty reason takes it back.',
    },
    params: z.object({ bankLineId: bankLineId() }),
    body: z
      .strictObject({ reason: text('理由', 'Reason', { max: 200, example: '利息' }) })
      .openapi('SettingAside'),
    answer: z.object({ bankLineId: bankLineId() }),
    refuses: ['not_allowed', 'bank_line_unknown', 'line_dealt_with'],
    run: setAsideLine,
    audit: (made, { reason }) => ({
      action: 'bank_line.set_aside',
      documentId: made.bankLineId,
      detail: reason,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/payments',
    name: 'matchPayment',
    tag: 'money',
    access: 'payment.match',
    summary: { ja: '入金を請求書に充てる', en: 'Match a payment' },
    about: {
      ja: 'ここで台帳に trade.sale が書かれます。請求書は期日の順に充てます。',
      en: 'Here trade.sale is posted. Invoices are paid in the order of their due days.',
    },
    body: z
      .strictObject({
        bankLineId: bankLineId(),
        invoiceIds: listOf(invoiceId(), '1つの買い手の請求書', 'Invoices of one buyer', 200),
      })
      .openapi('Matching'),
    status: 201,
    answer: z
      .object({ paymentId: paymentId(), paymentNo: paymentNo(), entryId: entryId() })
      .openapi('MatchedPayment'),
    refuses: [
      ...postRefusals,
      'not_allowed',
      'bank_line_unknown',
      'line_dealt_with',
      'not_incoming',
      'no_invoices',
      'invoice_unknown',
      'several_buyers',
      'already_paid',
      'more_than_owed',
      'too_many_invoices',
    ],
    run: matchPayment,
    audit: (made) => ({ documentId: made.paymentId, documentNo: made.paymentNo }),
  }),
  endpoint({
    method: 'get',
    path: '/payments/{paymentId}',
    name: 'readPayment',
    tag: 'money',
    access: 'payment.match',
    summary: { ja: '入金', en: 'A payment' },
    params: z.object({ paymentId: paymentId() }),
    answer: payment,
    refuses: ['not_allowed', 'payment_unknown'],
    run: readPayment,
  }),
  endpoint({
    method: 'post',
    path: '/payments/{paymentId}/undoing',
    name: 'unmatchPayment',
    tag: 'money',
    access: 'payment.match',
    summary: { ja: '入金の充当を取り消す', en: 'Undo a match' },
    params: z.object({ paymentId: paymentId() }),
    body: reasonBody,
    answer: z.object({ paymentId: paymentId() }),
    refuses: [...reversalRefusals, 'not_allowed', 'payment_unknown', 'already_undone', 'reason_missing'],
    run: unmatchPayment,
    audit: (made, { reason }) => ({ documentId: made.paymentId, detail: reason }),
  }),
]

const expense = z
  .object({
    expenseId: expenseId(),
    expenseNo: expenseNo(),
    payeeId: id('支払先', 'The payee'),
    payeeName: text('支払先の名前', 'Name of the payee', { example: '南部運送' }),
    category: category(),
    on: day('支払った日', 'Paid on'),
    amountYen: yen('税込の額', 'Amount with tax', { example: 5_500 }),
    memo: text('メモ', 'Note'),
    bankLineId: bankLineId().nullable(),
    undoneBecause: text('取り消した理由。なければ空', 'Why it was undone, or empty'),
  })
  .openapi('Expense')

const expenses: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/expenses',
    name: 'bookExpense',
    tag: 'money',
    access: 'expense.pay',
    summary: { ja: '経費を記録する', en: 'Book an expense' },
    about: {
      ja: '出金の行を指すと、日と額は銀行のものになります。賃金は trade.wage、ほかは trade.expense として台帳に書かれます。',
      en: 'With a bank line, day and amount are the bank’s. Wages are posted as trade.wage, all else as trade.expense.',
    },
    body: z
      .strictObject({
        payeeId: id('支払先', 'The payee'),
        category: category(),
        memo: text('メモ', 'Note', { max: 500 }).optional(),
        bankLineId: id('出金の行', 'The outgoing bank line').optional(),
        spentOn: day('支払った日。行がないとき', 'Paid on, without a bank line').optional(),
        amountYen: yen('税込の額。行がないとき', 'Amount with tax, without a bank line', {
          min: 1,
          max: 999_999_999,
          example: 5_500,
        }).optional(),
      })
      .openapi('NewExpense'),
    status: 201,
    answer: z
      .object({ expenseId: expenseId(), expenseNo: expenseNo(), entryId: entryId() })
      .openapi('BookedExpense'),
    refuses: [
      ...postRefusals,
      'not_allowed',
      'payee_unknown',
      'payee_is_company',
      'bank_line_unknown',
      'line_dealt_with',
      'not_outgoing',
      'amount_missing',
      'day_missing',
      'day_in_future',
    ],
    run: bookExpense,
    audit: (made) => ({ documentId: made.expenseId, documentNo: made.expenseNo }),
  }),
  endpoint({
    method: 'get',
    path: '/expenses/{expenseId}',
    name: 'readExpense',
    tag: 'money',
    access: 'expense.pay',
    summary: { ja: '経費', en: 'An expense' },
    params: z.object({ expenseId: expenseId() }),
    answer: expense,
    refuses: ['not_allowed', 'expense_unknown'],
    run: readExpense,
  }),
  endpoint({
    method: 'post',
    path: '/expenses/{expenseId}/undoing',
    name: 'voidExpense',
    tag: 'money',
    access: 'expense.pay',
    summary: { ja: '経費を取り消す', en: 'Undo an expense' },
    params: z.object({ expenseId: expenseId() }),
    body: reasonBody,
    answer: z.object({ expenseId: expenseId() }),
    refuses: [...reversalRefusals, 'not_allowed', 'expense_unknown', 'already_undone', 'reason_missing'],
    run: voidExpense,
    audit: (made, { reason }) => ({ documentId: made.expenseId, detail: reason }),
  }),
]

export const bankEndpoints: readonly Endpoint[] = [...bank, ...expenses]

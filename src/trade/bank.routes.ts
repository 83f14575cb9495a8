/** The addresses of the bank: its lines, what each becomes, and the payments that came of them. */
import { z } from 'zod'
import { partyChoices } from '#parties/directory.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { cursor, id, line, optionalId, optionalLine, several } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { bankLineView } from './bank-line.pages.tsx'
import { type BankLineSeen, listBankLines, openInvoices, setAsideLine, suggestMatches } from './bank-lines.ts'
import { bankView } from './bank.pages.tsx'
import { bookExpense } from './expenses.ts'
import { readPayment } from './money-lists.ts'
import { entryOf, lastExpenseTo, payoutLike, readBankLine } from './money-reading.ts'
import { expenseCategories } from './money-schema.ts'
import { orNotFound } from './page-parts.tsx'
import { paymentView } from './payment.pages.tsx'
import { matchPayment, unmatchPayment } from './payments.ts'
import { bankWords } from './words/money-bank.ts'
import { expenseSentence, matchSentence, setAsideSentence, unmatchSentence } from './words/money-refusals.ts'
import { moneyWords } from './words/money.ts'

const bankPage = page({
  at: '/trade/bank',
  access: 'payment.match',
  input: z.object({ view: z.enum(['open', 'done', 'all']).catch('open'), after: cursor() }),
  load: async (tx, actor, { view, after }) => {
    const list = await listBankLines(tx, actor, view, after)
    if (isRefusal(list)) return list
    const suggestions = await suggestMatches(tx, list.rows)
    const numbers = new Map((await openInvoices(tx)).map((each) => [each.invoiceId, each.invoiceNo]))
    return { list, view, suggestions, numbers }
  },
  show: bankView,
})

/** One line with what its forms need: open invoices of one buyer, or everybody who can have been paid. */
async function openLine(tx: Tx, bankLineId: Id, buyer?: Id) {
  const found = await readBankLine(tx, bankLineId)
  if (!found) return refuse('not_found')
  const waits = found.paymentId === null && found.expenseId === null && found.setAside === ''
  if (!waits) return { line: found }
  if (found.amountYen < 0)
    return {
      line: found,
      outgoing: {
        payees: await partyChoices(tx, ['company']),
        last: await lastExpenseTo(tx, found.payerKana),
        payout: await payoutLike(tx, found),
      },
      refund: await openRefund(tx, found, buyer),
    }
  const open = await openInvoices(tx)
  const suggestion = (await suggestMatches(tx, [found])).get(bankLineId)
  return { line: found, incoming: { open, suggestion, buyerId: buyer ?? suggestion?.buyerId } }
}

/** Credit notes that a line which went out may pay back; nothing while there are none. */
async function openRefund(tx: Tx, { amountYen }: BankLineSeen, buyer?: Id) {
  const open = (await openInvoices(tx)).filter(({ openYen }) => openYen < 0)
  if (open.length === 0) return undefined
  const [same, another] = open.filter(({ openYen }) => openYen === amountYen)
  const suggestion =
    same && !another
      ? { ...same, invoiceIds: [same.invoiceId], because: 'amount' as const, exact: true }
      : undefined
  return { open, suggestion, buyerId: buyer ?? suggestion?.buyerId }
}

const bankLinePage: Page = page({
  at: '/trade/bank/:id',
  access: 'payment.match',
  input: z.object({ id: id(), buyer: optionalId().catch(undefined) }),
  load: (tx, _actor, { id: bankLineId, buyer }) => openLine(tx, bankLineId, buyer),
  show: bankLineView,
})

const matchAction = action({
  at: '/trade/bank/:id/match',
  access: 'payment.match',
  input: z.object({ id: id(), invoiceIds: several(id()) }),
  run: (tx, actor, { id: bankLineId, invoiceIds }) => matchPayment(tx, actor, { bankLineId, invoiceIds }),
  done: ({ paymentNo }, _input, { lang }) => ({
    to: '/trade/bank',
    notice: bankWords[lang].matched(paymentNo),
  }),
  labels: (lang) => ({ invoiceIds: bankWords[lang].invoices }),
  refusals: matchSentence,
  form: () => bankLinePage,
  audit: ({ paymentId, paymentNo }) => ({ documentId: paymentId, documentNo: paymentNo }),
})

const expenseAction = action({
  at: '/trade/bank/:id/expense',
  access: 'expense.pay',
  input: z.object({
    id: id(),
    payeeId: id(),
    category: z.enum(expenseCategories),
    memo: optionalLine(200),
  }),
  run: (tx, actor, { id: bankLineId, ...expense }) => bookExpense(tx, actor, { ...expense, bankLineId }),
  done: ({ expenseNo }, _input, { lang }) => ({
    to: '/trade/bank',
    notice: bankWords[lang].booked(expenseNo),
  }),
  labels: (lang) => {
    const { payee: payeeId, category, memo } = bankWords[lang]
    return { payeeId, category, memo }
  },
  refusals: expenseSentence,
  form: () => bankLinePage,
  audit: ({ expenseId, expenseNo }) => ({ documentId: expenseId, documentNo: expenseNo }),
})

const asideAction = action({
  at: '/trade/bank/:id/set-aside',
  access: 'payment.match',
  input: z.object({ id: id(), reason: line(200) }),
  run: (tx, actor, { id: bankLineId, reason }) => setAsideLine(tx, actor, { bankLineId, reason }),
  done: (_answer, _input, { lang }) => ({ to: '/trade/bank', notice: bankWords[lang].asideDone }),
  labels: (lang) => ({ reason: bankWords[lang].asideReason }),
  refusals: setAsideSentence,
  form: () => bankLinePage,
  audit: ({ bankLineId }, { reason }) => ({
    action: 'bank_line.set_aside',
    documentId: bankLineId,
    detail: reason,
  }),
})

const backAction = action({
  at: '/trade/bank/:id/take-back',
  access: 'payment.match',
  input: z.object({ id: id() }),
  run: (tx, actor, { id: bankLineId }) => setAsideLine(tx, actor, { bankLineId, reason: '' }),
  done: ({ bankLineId }, _input, { lang }) => ({
    to: `/trade/bank/${bankLineId}`,
    notice: bankWords[lang].asideBackDone,
  }),
  labels: () => ({}),
  refusals: setAsideSentence,
  form: () => bankLinePage,
  audit: ({ bankLineId }) => ({ action: 'bank_line.take_back', documentId: bankLineId }),
})

const paymentPage: Page = page({
  at: '/trade/payments/:id',
  access: 'payment.match',
  input: z.object({ id: id() }),
  load: async (tx, actor, { id: paymentId }) => {
    const payment = orNotFound(await readPayment(tx, actor, { paymentId }))
    return isRefusal(payment) ? payment : { payment, entry: await entryOf(tx, paymentId) }
  },
  show: paymentView,
})

const unmatchAction = action({
  at: '/trade/payments/:id/undo',
  access: 'payment.match',
  input: z.object({ id: id(), reason: optionalLine(200) }),
  run: (tx, actor, { id: paymentId, reason }) => unmatchPayment(tx, actor, { paymentId, reason }),
  done: ({ paymentId }, _input, { lang }) => ({
    to: `/trade/payments/${paymentId}`,
    notice: bankWords[lang].undoneNotice(bankWords[lang].payment),
  }),
  labels: (lang) => ({ reason: moneyWords[lang].undoReason }),
  refusals: unmatchSentence,
  form: () => paymentPage,
  audit: ({ paymentId }, { reason }) => ({ documentId: paymentId, detail: reason }),
})

export const bankRoutes: Route[] = [
  bankPage,
  bankLinePage,
  matchAction,
  expenseAction,
  asideAction,
  backAction,
  paymentPage,
  unmatchAction,
]

/** The addresses of expenses: one by hand, one to look at, and its undoing. */
import { z } from 'zod'
import { partyChoices } from '#parties/directory.ts'
import { isRefusal } from '#kit/refusals.ts'
import { dayField, id, optionalLine, whole } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { expenseView, newExpenseView } from './expenses.pages.tsx'
import { bookExpense, readExpense, voidExpense } from './expenses.ts'
import { entryOf } from './money-reading.ts'
import { expenseCategories } from './money-schema.ts'
import { orNotFound } from './page-parts.tsx'
import { bankWords } from './words/money-bank.ts'
import { expenseSentence, voidSentence } from './words/money-refusals.ts'
import { moneyWords } from './words/money.ts'

const newExpensePage: Page = page({
  at: '/trade/expenses/new',
  access: 'expense.pay',
  load: async (tx) => ({ payees: await partyChoices(tx, ['company']), today: tx.today }),
  show: newExpenseView,
})

const newExpenseAction = action({
  at: '/trade/expenses/new',
  access: 'expense.pay',
  input: z.object({
    payeeId: id(),
    category: z.enum(expenseCategories),
    spentOn: dayField(),
    amountYen: whole(1),
    memo: optionalLine(200),
  }),
  run: bookExpense,
  done: ({ expenseId, expenseNo }, _input, { lang }) => ({
    to: `/trade/expenses/${expenseId}`,
    notice: bankWords[lang].booked(expenseNo),
  }),
  labels: (lang) => {
    const { payee: payeeId, category, spentOn, amountYen, memo } = bankWords[lang]
    return { payeeId, category, spentOn, amountYen, memo }
  },
  refusals: expenseSentence,
  form: () => newExpensePage,
  audit: ({ expenseId, expenseNo }) => ({ documentId: expenseId, documentNo: expenseNo }),
})

const expensePage: Page = page({
  at: '/trade/expenses/:id',
  access: 'expense.pay',
  input: z.object({ id: id() }),
  load: async (tx, actor, { id: expenseId }) => {
    const expense = orNotFound(await readExpense(tx, actor, { expenseId }))
    return isRefusal(expense) ? expense : { expense, entry: await entryOf(tx, expenseId) }
  },
  show: expenseView,
})

const voidAction = action({
  at: '/trade/expenses/:id/undo',
  access: 'expense.pay',
  input: z.object({ id: id(), reason: optionalLine(200) }),
  run: (tx, actor, { id: expenseId, reason }) => voidExpense(tx, actor, { expenseId, reason }),
  done: ({ expenseId }, _input, { lang }) => ({
    to: `/trade/expenses/${expenseId}`,
    notice: bankWords[lang].undoneNotice(bankWords[lang].expense),
  }),
  labels: (lang) => ({ reason: moneyWords[lang].undoReason }),
  refusals: voidSentence,
  form: () => expensePage,
  audit: ({ expenseId }, { reason }) => ({ documentId: expenseId, detail: reason }),
})

export const expenseRoutes: Route[] = [newExpensePage, newExpenseAction, expensePage, voidAction]

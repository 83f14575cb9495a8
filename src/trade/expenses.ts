import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import { cash } from '#ledger/accounts.ts'
import { post, reverse } from '#ledger/post.ts'
import type { PostRefusal, ReversalRefusal } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { isParty } from '#parties/is-party.ts'
import { may } from '#parties/policy.ts'
import { lockBankLine } from './bank-lines.ts'
import { expenseKindOf } from './kinds.ts'
import type { ExpenseCategory } from './money-schema.ts'
import { companyOf } from './settings.ts'

export interface NewExpense {
  /** Who was paid. */
  readonly payeeId: Id
  readonly category: ExpenseCategory
  readonly memo?: string
  /** The outgoing line of the bank; day and amount are then the bank's. */
  readonly bankLineId?: Id
  /** By hand: the day and the yen paid, with tax. */
  readonly spentOn?: Day
  readonly amountYen?: number
}

export type ExpenseRefusal =
  | PostRefusal
  | Refusal<
      | 'not_allowed'
      | 'payee_unknown'
      | 'payee_is_company'
      | 'bank_line_unknown'
      | 'line_dealt_with'
      | 'not_outgoing'
      | 'amount_missing'
      | 'day_missing'
      | 'day_in_future'
    >

/** Staff books what the company paid, each category as a kind of its own: so the circle sees for what yen left. */
export async function bookExpense(
  tx: Tx,
  actor: Actor,
  expense: NewExpense,
): Promise<{ expenseId: Id; expenseNo: string; entryId: Id } | ExpenseRefusal> {
  if (!may(actor.role, 'expense.pay')) return refuse('not_allowed')
  const paid = await whatWasPaid(tx, expense)
  if (isRefusal(paid)) return paid
  const company = await companyOf(tx)
  if (expense.payeeId === company.partyId) return refuse('payee_is_company', { field: 'payeeId' })
  if (!(await isParty(tx, expense.payeeId))) return refuse('payee_unknown', { field: 'payeeId' })

  const made = { expenseId: newId(), expenseNo: await nextNumber(tx, 'E') }
  const posted = await post(tx, actor, {
    kind: expenseKindOf[expense.category],
    on: paid.on,
    document: { id: made.expenseId, no: made.expenseNo },
    key: expense.bankLineId && `trade.expense:${expense.bankLineId}:${paid.undone}`,
    memo: (expense.memo ?? '').trim(),
    flows: [
      {
        unit: 'JPY',
        amount: jpy(paid.amount),
        from: cash(company.partyId),
        to: cash(expense.payeeId),
      },
    ],
  })
  if (isRefusal(posted)) return posted
  await tx.q
    .insertInto('trade_expense')
    .values({
      region_id: tx.region,
      expense_id: made.expenseId,
      expense_no: made.expenseNo,
      payee_id: expense.payeeId,
      category: expense.category,
      spent_on: paid.on,
      amount_yen: paid.amount,
      memo: (expense.memo ?? '').trim(),
      bank_line_id: expense.bankLineId ?? null,
      entry_id: posted.entryId,
      undone_at: null,
      booked_at: tx.now,
      booked_by: actor.userId ?? null,
    })
    .execute()
  return { ...made, entryId: posted.entryId }
}

async function whatWasPaid(
  tx: Tx,
  { bankLineId, spentOn, amountYen }: NewExpense,
): Promise<{ on: Day; amount: number; undone: number } | ExpenseRefusal> {
  if (!bankLineId) {
    if (!spentOn) return refuse('day_missing', { field: 'spentOn' })
    if (spentOn > tx.today) return refuse('day_in_future', { field: 'spentOn' })
    if (!amountYen || amountYen < 0) return refuse('amount_missing', { field: 'amountYen' })
    return { on: spentOn, amount: amountYen, undone: 0 }
  }
  const line = await lockBankLine(tx, bankLineId)
  if (!line) return refuse('bank_line_unknown')
  if (line.used || line.setAside !== '') return refuse('line_dealt_with')
  if (line.amountYen >= 0) return refuse('not_outgoing')
  return { on: line.on, amount: -line.amountYen, undone: line.undone }
}

export type VoidRefusal =
  | ReversalRefusal
  | Refusal<'not_allowed' | 'expense_unknown' | 'already_undone' | 'reason_missing'>

/** Staff undoes an expense that was booked wrongly: its entry is reversed and its bank line waits again. */
export async function voidExpense(
  tx: Tx,
  actor: Actor,
  { expenseId, reason }: { expenseId: Id; reason: string },
): Promise<{ expenseId: Id } | VoidRefusal> {
  if (!may(actor.role, 'expense.pay')) return refuse('not_allowed')
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  const expense = await tx.q
    .selectFrom('trade_expense')
    .where('region_id', '=', tx.region)
    .where('expense_id', '=', expenseId)
    .select(['entry_id', 'undone_at'])
    .forUpdate()
    .executeTakeFirst()
  if (!expense?.entry_id) return refuse('expense_unknown')
  if (expense.undone_at) return refuse('already_undone')
  const reversed = await reverse(tx, actor, expense.entry_id, { memo: reason.trim() })
  if (isRefusal(reversed)) return reversed
  await tx.q
    .updateTable('trade_expense')
    .set({ undone_at: tx.now, undone_because: reason.trim() })
    .where('region_id', '=', tx.region)
    .where('expense_id', '=', expenseId)
    .execute()
  return { expenseId }
}

export interface ExpenseSeen {
  readonly expenseId: Id
  readonly expenseNo: string
  readonly payeeId: Id
  readonly payeeName: string
  readonly category: ExpenseCategory
  readonly on: Day
  readonly amountYen: number
  readonly memo: string
  readonly bankLineId: Id | null
  readonly undoneBecause: string
}

/** One expense, for the company's eyes. */
export async function readExpense(
  tx: Tx,
  actor: Actor,
  { expenseId }: { expenseId: Id },
): Promise<ExpenseSeen | Refusal<'not_allowed' | 'expense_unknown'>> {
  if (!may(actor.role, 'expense.pay')) return refuse('not_allowed')
  const [row] = await tx.run<ExpenseSeen & Record<string, unknown>>(
    `select e.expense_id as "expenseId", e.expense_no as "expenseNo", e.payee_id as "payeeId", p.name as "payeeName",
       e.category, e.spent_on as "on", e.amount_yen as "amountYen", e.memo, e.bank_line_id as "bankLineId",
       e.undone_because as "undoneBecause"
     from trade_expense e join party p on p.region_id = e.region_id and p.party_id = e.payee_id
     where e.region_id = $1 and e.expense_id = $2`,
    [tx.region, expenseId],
  )
  return row ?? refuse('expense_unknown')
}

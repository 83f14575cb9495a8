import { FormErrors } from '#http/form-errors.tsx'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { DefinitionList, Heading, Money, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { dayText } from '#ui/numbers.ts'
import type { ExpenseSeen } from './expenses.ts'
import { LedgerLink, UndoForm } from './money-parts.tsx'
import type { Named } from '#parties/directory.ts'
import { type ExpenseCategory, expenseCategories } from './money-schema.ts'
import { TradeTabs, crumbs } from './page-parts.tsx'
import { bankWords } from './words/money-bank.ts'

interface BoxesProps {
  payees: readonly Named[]
  /** What it was the last time, to be offered again. */
  last?: { readonly payeeId: Id; readonly category: ExpenseCategory }
  seen: Seen
}

/** To whom and what for: the same boxes for a line of the bank and by hand. */
export function ExpenseBoxes({ payees, last, seen }: BoxesProps) {
  const own = bankWords[seen.lang]
  return (
    <>
      <Select
        name="payeeId"
        label={own.payee}
        hint={
          <>
            {own.payeeHint} <TextLink href="/parties/new">{own.registerPayee}</TextLink>
          </>
        }
        options={payees.map(({ id, name }) => ({ value: id, label: name }))}
        value={typed(seen, 'payeeId', last?.payeeId)}
        error={faultOf(seen, 'payeeId')}
        width="middle"
        required
      />
      <Select
        name="category"
        label={own.category}
        options={expenseCategories.map((value) => ({ value, label: own.categories[value] }))}
        value={typed(seen, 'category', last?.category)}
        error={faultOf(seen, 'category')}
        width="middle"
        required
      />
      <Field
        name="memo"
        label={own.memo}
        hint={own.memoHint}
        value={typed(seen, 'memo')}
        error={faultOf(seen, 'memo')}
        maxlength={200}
        optional
      />
    </>
  )
}

/** An expense that no bank line shows. */
export function newExpenseView(
  { payees, today }: { payees: readonly Named[]; today: Day },
  seen: Seen,
): View {
  const own = bankWords[seen.lang]
  return {
    title: own.newExpense,
    breadcrumbs: crumbs(seen, { label: own.bank, href: '/trade/bank' }, { label: own.newExpense }),
    body: (
      <>
        <TradeTabs seen={seen} current="bank" />
        <Heading lead={own.newExpenseLead}>{own.newExpense}</Heading>
        <FormErrors seen={seen} />
        <Form action="/trade/expenses/new" csrf={seen.csrf} requestKey={seen.requestKey}>
          <FieldRow>
            <Field
              name="spentOn"
              label={own.spentOn}
              type="date"
              value={typed(seen, 'spentOn', today)}
              error={faultOf(seen, 'spentOn')}
              required
            />
            <Field
              name="amountYen"
              label={own.amountYen}
              type="number"
              unit={own.yen}
              value={typed(seen, 'amountYen')}
              error={faultOf(seen, 'amountYen')}
              required
            />
          </FieldRow>
          <ExpenseBoxes payees={payees} seen={seen} />
          <ButtonRow>
            <Button size="large">{own.book}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

/** One expense, its entry in the ledger, and how to undo it. */
export function expenseView({ expense, entry }: { expense: ExpenseSeen; entry?: Id }, seen: Seen): View {
  const { lang } = seen
  const own = bankWords[lang]
  const title = `${own.expense} ${expense.expenseNo}`
  return {
    title,
    breadcrumbs: crumbs(seen, { label: own.bank, href: '/trade/bank' }, { label: expense.expenseNo }),
    body: (
      <>
        <TradeTabs seen={seen} current="bank" />
        <Heading>{title}</Heading>
        <FormErrors seen={seen} />
        {expense.undoneBecause !== '' && (
          <Notice kind="warning" title={own.undoneExpense}>
            {`${own.reason}：${expense.undoneBecause}`}
          </Notice>
        )}
        <DefinitionList
          items={[
            [own.spentOn, dayText(expense.on, lang)],
            [own.payee, <TextLink href={`/parties/${expense.payeeId}`}>{expense.payeeName}</TextLink>],
            [own.category, own.categories[expense.category]],
            [own.amountYen, <Money yen={expense.amountYen} strong />],
            [own.memo, expense.memo],
            [
              own.source,
              expense.bankLineId ? (
                <TextLink href={`/trade/bank/${expense.bankLineId}`}>{own.fromBank}</TextLink>
              ) : (
                own.handMade
              ),
            ],
          ]}
        />
        <LedgerLink entry={entry} seen={seen} />
        {expense.undoneBecause === '' && (
          <UndoForm
            action={`/trade/expenses/${expense.expenseId}/undo`}
            lead={own.undoExpenseLead}
            seen={seen}
          />
        )}
      </>
    ),
  }
}

import { FormErrors } from '#http/form-errors.tsx'
import type { Id } from '#kit/ids.ts'
import { type Seen, faultOf, typed, typedList } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { DefinitionList, Heading, Money, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { CheckboxGroup, Field, Form, Select } from '#ui/forms.tsx'
import { dayText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import type { BankLineSeen } from './bank-lines.ts'
import { ExpenseBoxes } from './expenses.pages.tsx'
import type { OpenInvoice, Suggestion } from './matching.ts'

import type { Named } from '#parties/directory.ts'
import type { ExpenseCategory } from './money-schema.ts'
import { TradeTabs, crumbs } from './page-parts.tsx'
import { bankWords } from './words/money-bank.ts'

const at = '/trade/bank'

interface IncomingData {
  readonly open: readonly OpenInvoice[]
  readonly suggestion?: Suggestion
  /** Whose invoices are shown. */
  readonly buyerId?: Id
}
interface OutgoingData {
  readonly payees: readonly Named[]
  readonly last?: { readonly payeeId: Id; readonly category: ExpenseCategory }
  readonly payout?: { readonly payoutNo: string }
}
interface LineData {
  readonly line: BankLineSeen
  readonly incoming?: IncomingData
  readonly outgoing?: OutgoingData
  /** Credit notes that it may pay back. */
  readonly refund?: IncomingData
}

/** One line of the bank, and what can be made of it. */
export function bankLineView({ line, incoming, outgoing, refund }: LineData, seen: Seen): View {
  const { lang } = seen
  const own = bankWords[lang]
  const title = own.lineTitle(line.amountYen > 0)
  const payout = outgoing?.payout
  return {
    title: `${title} ${dayText(line.on, lang)}`,
    breadcrumbs: crumbs(seen, { label: own.bank, href: at }, { label: dayText(line.on, lang) }),
    body: (
      <>
        <TradeTabs seen={seen} current="bank" />
        <Heading above={dayText(line.on, lang)}>{`${title} ${yen(Math.abs(line.amountYen), lang)}`}</Heading>
        <FormErrors seen={seen} />
        <DefinitionList
          items={[
            [own.text, line.text],
            [own.payer, line.payerKana],
            [own.balance, line.balanceYen !== null && <Money yen={line.balanceYen} />],
          ]}
        />
        <Became line={line} seen={seen} />
        {incoming && <MatchForms {...incoming} line={line} seen={seen} />}
        {incoming && (
          <p class="mt-6">
            <TextLink href={`/trade/grants?line=${line.bankLineId}#add`}>{own.asGrant}</TextLink>
          </p>
        )}
        {refund && !payout && <MatchForms {...refund} line={line} seen={seen} />}
        {/* What we paid out ourselves is no expense: then the way to set it aside comes first. */}
        {payout && <AsideForm line={line} payoutNo={payout.payoutNo} seen={seen} />}
        {outgoing && <ExpenseForm {...outgoing} line={line} seen={seen} />}
        {(incoming ?? outgoing) && !payout && <AsideForm line={line} seen={seen} />}
      </>
    ),
  }
}

/** What the line is already, with the way to it. */
function Became({ line, seen }: { line: BankLineSeen; seen: Seen }) {
  const own = bankWords[seen.lang]
  if (line.paymentId)
    return (
      <Notice kind="success" title={own.done}>
        <TextLink href={`/trade/payments/${line.paymentId}`}>{own.isPayment(line.paymentNo ?? '')}</TextLink>
      </Notice>
    )
  if (line.expenseId)
    return (
      <Notice kind="success" title={own.done}>
        <TextLink href={`/trade/expenses/${line.expenseId}`}>{own.isExpense(line.expenseNo ?? '')}</TextLink>
      </Notice>
    )
  if (line.setAside === '') return null
  return (
    <>
      <Notice kind="info" title={own.done}>
        {own.isAside(line.setAside)}
      </Notice>
      <div class="mt-6">
        <Form action={`${at}/${line.bankLineId}/take-back`} csrf={seen.csrf} requestKey={seen.requestKey}>
          <Button kind="secondary">{own.asideBack}</Button>
        </Form>
      </div>
    </>
  )
}

type WithLine<T> = T & { readonly line: BankLineSeen; readonly seen: Seen }

/** First whose invoices, then which of them. */
function MatchForms({ open, suggestion, buyerId, line, seen }: WithLine<IncomingData>) {
  const { lang } = seen
  const own = bankWords[lang]
  const buyers = new Map(open.map((each) => [each.buyerId, each.buyerName]))
  const invoices = open.filter((each) => each.buyerId === buyerId)
  const back = line.amountYen < 0
  const title = back ? own.refundTitle : own.matchTitle
  const amount = yen(Math.abs(line.amountYen), lang)
  return (
    <Part title={title} lead={back ? own.refundLead : own.matchLead}>
      {open.length === 0 && <p>{own.noOpenInvoices}</p>}
      {suggestion && (
        <Notice kind="info" title={`${own.suggestion}：${suggestion.buyerName}`}>
          {own.because[suggestion.because]}
        </Notice>
      )}
      {open.length > 0 && (
        <form class="mt-6 flex flex-wrap items-end gap-3" method="get" action={`${at}/${line.bankLineId}`}>
          <Select
            name="buyer"
            label={own.buyer}
            options={[...buyers].map(([value, label]) => ({ value, label }))}
            value={buyerId}
            width="middle"
          />
          <Button kind="secondary">{own.showInvoices}</Button>
        </form>
      )}
      {invoices.length > 0 && (
        <div class="mt-8">
          <Form
            action={`${at}/${line.bankLineId}/match`}
            csrf={seen.csrf}
            requestKey={`${seen.requestKey} match`}
            label={title}
          >
            <input type="hidden" name="buyer" value={buyerId} />
            <CheckboxGroup
              name="invoiceIds"
              label={back ? own.credits : own.invoices}
              hint={back ? own.creditsHint(amount) : own.invoicesHint(amount)}
              options={invoices.map((each) => ({
                value: each.invoiceId,
                label: own.invoiceChoice(each.invoiceNo, yen(each.openYen, lang)),
                hint: each.openYen < 0 ? own.creditDue : own.invoiceDue(dayText(each.dueOn, lang)),
              }))}
              values={typedList(seen, 'invoiceIds', suggestion?.invoiceIds ?? [], 'buyer')}
              error={faultOf(seen, 'invoiceIds')}
              required
            />
            <ButtonRow>
              <Button size="large">{back ? own.refundDo : own.match}</Button>
            </ButtonRow>
          </Form>
        </div>
      )}
    </Part>
  )
}

function ExpenseForm({ payees, last, line, seen }: WithLine<OutgoingData>) {
  const own = bankWords[seen.lang]
  return (
    <Part title={own.expenseTitle} lead={own.expenseLead}>
      <Form
        action={`${at}/${line.bankLineId}/expense`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} expense`}
        label={own.expenseTitle}
      >
        <ExpenseBoxes payees={payees} last={last} seen={seen} />
        <ButtonRow>
          <Button size="large">{own.book}</Button>
        </ButtonRow>
      </Form>
    </Part>
  )
}

function AsideForm({ line, payoutNo, seen }: WithLine<{ payoutNo?: string }>) {
  const own = bankWords[seen.lang]
  return (
    <Part title={own.asideTitle} lead={payoutNo ? own.payoutSame(payoutNo) : own.asideLead}>
      <Form
        action={`${at}/${line.bankLineId}/set-aside`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} aside`}
        label={own.asideTitle}
      >
        <Field
          name="reason"
          label={own.asideReason}
          hint={own.asideReasonHint}
          value={typed(seen, 'reason', payoutNo && own.payoutLike(payoutNo))}
          error={faultOf(seen, 'reason')}
          maxlength={200}
          required
        />
        <Button kind="secondary">{own.asideDo}</Button>
      </Form>
    </Part>
  )
}

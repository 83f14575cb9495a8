import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Page } from '#parties/cursors.ts'
import { EmptyState, Heading, Money, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form, Select } from '#ui/forms.tsx'
import { FilterChips, Pager } from '#ui/lists.tsx'
import { dayText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { type InvoiceRow, type InvoiceView, isCredit } from './invoice-sheets.ts'
import type { InvoicesAsked } from './invoices.routes.ts'
import { sendAt } from './mailing/mailing.pages.tsx'
import { mailingWords } from './mailing/words.ts'
import { hrefWith } from './money-parts.tsx'
import type { Named } from '#parties/directory.ts'
import type { ToInvoice } from './money-reading.ts'
import { TradeTabs, crumbs } from './page-parts.tsx'
import { receivableWords } from './receivables/words.ts'
import { moneyWords } from './words/money.ts'

const at = '/trade/invoices'

interface ListData {
  readonly list: Page<InvoiceRow>
  readonly view: InvoiceView
  /** For the company only. */
  readonly toInvoice?: { readonly today: string; readonly buyers: readonly ToInvoice[] }
  readonly buyers?: readonly Named[]
}

/** Invoices, what is paid of them, and for the company the closing of the month. */
export function invoicesView({ list, view, toInvoice, buyers }: ListData, seen: Seen, input: unknown): View {
  const { lang } = seen
  const own = moneyWords[lang]
  const asked = input as InvoicesAsked
  const none =
    list.rows.length === 0 && asked.after === undefined && view === 'all' && asked.buyer === undefined
  return {
    title: own.invoices,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.invoices }),
    body: (
      <>
        <TradeTabs seen={seen} current="invoices" />
        <Heading
          lead={toInvoice ? own.invoicesLead : own.ownInvoicesLead}
          action={
            toInvoice && (
              <ButtonRow>
                <ButtonLink href="#close">{own.close}</ButtonLink>
                <ButtonLink href={sendAt}>{mailingWords[lang].send}</ButtonLink>
                <ButtonLink href="/trade/receivables">{receivableWords[lang].receivables}</ButtonLink>
              </ButtonRow>
            )
          }
        >
          {own.invoices}
        </Heading>
        <FormErrors seen={seen} />
        <FilterChips
          label={own.filter}
          items={(['open', 'overdue', 'all'] as const).map((each) => ({
            label: own.views[each],
            href: hrefWith(seen, at, { view: each }),
            current: each === view,
          }))}
        />
        {buyers && buyers.length > 0 && <BuyerFilter buyers={buyers} asked={asked} view={view} seen={seen} />}
        {none ? (
          <EmptyState title={own.noInvoices} text={toInvoice ? own.noInvoicesText : own.noOwnInvoicesText} />
        ) : (
          <InvoiceTable rows={list.rows} seen={seen} company={toInvoice !== undefined} />
        )}
        <Pager
          nextHref={list.next && hrefWith(seen, at, { after: list.next })}
          summary={list.rows.length > 0 ? own.shown(list.rows.length, list.next !== undefined) : undefined}
        />
        {toInvoice && <CloseForm {...toInvoice} seen={seen} />}
        {toInvoice && <CreditForm {...toInvoice} seen={seen} />}
      </>
    ),
  }
}

interface BuyerFilterProps {
  buyers: readonly Named[]
  asked: InvoicesAsked
  view: InvoiceView
  seen: Seen
}

function BuyerFilter({ buyers, asked, view, seen }: BuyerFilterProps) {
  const own = moneyWords[seen.lang]
  return (
    <form class="mb-6 flex flex-wrap items-end gap-3" method="get" action={at} role="search">
      <input type="hidden" name="view" value={view} />
      <Select
        name="buyer"
        label={own.buyer}
        options={buyers.map(({ id, name }) => ({ value: id, label: name }))}
        value={asked.buyer}
        empty={own.allBuyers}
        width="middle"
      />
      <Button kind="secondary">{own.show}</Button>
    </form>
  )
}

function InvoiceTable({
  rows,
  seen,
  company,
}: {
  rows: readonly InvoiceRow[]
  seen: Seen
  company: boolean
}) {
  const { lang } = seen
  const own = moneyWords[lang]
  return (
    <Table
      caption={own.invoices}
      hideCaption
      rows={rows}
      phone="cards"
      empty={<EmptyState title={own.noneFound} text={own.noneFoundText} />}
      columns={[
        {
          key: 'invoiceNo',
          label: own.invoiceNo,
          cell: (row) => <TextLink href={`${at}/${row.invoiceId}`}>{row.invoiceNo}</TextLink>,
        },
        ...(company ? [{ key: 'buyerName', label: own.buyer }] : []),
        { key: 'closedThrough', label: own.closedThrough, cell: (row) => dayText(row.closedThrough, lang) },
        { key: 'dueOn', label: own.dueOn, cell: (row) => dayText(row.dueOn, lang) },
        { key: 'grossYen', label: own.gross, numeric: true, cell: (row) => <Money yen={row.grossYen} /> },
        { key: 'paidYen', label: own.paid, numeric: true, cell: (row) => <Money yen={row.paidYen} /> },
        { key: 'state', label: own.state, cell: (row) => <InvoiceStateLabel row={row} seen={seen} /> },
      ]}
    />
  )
}

function InvoiceStateLabel({ row, seen }: { row: InvoiceRow; seen: Seen }) {
  const own = moneyWords[seen.lang]
  if (isCredit(row))
    return (
      <StatusLabel tone={row.state === 'paid' ? 'success' : 'warning'}>
        {own.creditStates[row.state]}
      </StatusLabel>
    )
  if (row.overdue) return <StatusLabel tone="error">{own.overdue}</StatusLabel>
  const tone = { issued: 'info', part_paid: 'warning', paid: 'success' } as const
  return <StatusLabel tone={tone[row.state]}>{own.states[row.state]}</StatusLabel>
}

interface CloseProps {
  today: string
  buyers: readonly ToInvoice[]
  seen: Seen
}

/** What a closing would do, and the form that does it. */
function CloseForm({ today, buyers, seen }: CloseProps) {
  const own = moneyWords[seen.lang]
  if (buyers.length === 0)
    return (
      <Part title={own.close} lead={own.closeLead} id="close">
        <EmptyState
          title={own.closeFirst}
          text={own.closeFirstText}
          action={{ label: own.closeOrders, href: '/trade/orders' }}
        />
      </Part>
    )
  return (
    <Part title={own.close} lead={own.closeLead} id="close">
      <WaitingTable buyers={buyers} seen={seen} />
      <div class="mt-8">
        <Form action={at} csrf={seen.csrf} requestKey={seen.requestKey} label={own.close}>
          <Field
            name="through"
            label={own.closeThrough}
            hint={own.closeThroughHint}
            type="date"
            value={typed(seen, 'through', today)}
            error={faultOf(seen, 'through')}
            required
          />
          <Select
            name="buyerId"
            label={own.closeBuyer}
            hint={own.closeBuyerHint}
            options={buyers.map(({ buyerId, buyerName }) => ({ value: buyerId, label: buyerName }))}
            value={typed(seen, 'buyerId')}
            error={faultOf(seen, 'buyerId')}
            empty={own.allBuyers}
            width="middle"
          />
          <ButtonRow>
            <Button size="large">{own.closeDo}</Button>
          </ButtonRow>
        </Form>
      </div>
    </Part>
  )
}

/** For a buyer that sent goods back and is not to wait for the next closing. */
function CreditForm({ buyers, seen }: Pick<CloseProps, 'buyers' | 'seen'>) {
  const own = moneyWords[seen.lang]
  const returning = buyers.filter(({ returnedYen }) => returnedYen > 0)
  if (returning.length === 0) return null
  return (
    <Part title={own.creditNote} lead={own.creditLead} id="credit">
      <Form action="/trade/credit-notes" csrf={seen.csrf} requestKey={seen.requestKey} label={own.creditNote}>
        <Select
          name="creditBuyerId"
          label={own.buyer}
          options={returning.map(({ buyerId, buyerName, returnedYen }) => ({
            value: buyerId,
            label: own.creditChoice(buyerName, yen(returnedYen, seen.lang)),
          }))}
          value={typed(seen, 'creditBuyerId')}
          error={faultOf(seen, 'creditBuyerId')}
          width="middle"
          required
        />
        <ButtonRow>
          <Button kind="secondary">{own.creditDo}</Button>
        </ButtonRow>
      </Form>
    </Part>
  )
}

function WaitingTable({ buyers, seen }: { buyers: readonly ToInvoice[]; seen: Seen }) {
  const { lang } = seen
  const own = moneyWords[lang]
  const due = buyers.filter(({ documents }) => documents > 0)
  const later = buyers.length - due.length
  const total = due.reduce((sum, { netYen }) => sum + Math.max(0, netYen), 0)
  return (
    <>
      <Table
        caption={own.waitingTable}
        rows={due}
        phone="cards"
        empty={<p>{own.nothingDue}</p>}
        foot={[{ label: own.waitingNow, cells: { netYen: <Money yen={total} strong /> } }]}
        columns={[
          { key: 'buyerName', label: own.buyer },
          { key: 'through', label: own.closedThrough, cell: (row) => dayText(row.through, lang) },
          {
            key: 'documents',
            label: own.waitingNowDocuments,
            numeric: true,
            cell: (row) => own.documents(row.documents),
          },
          {
            key: 'netYen',
            label: own.waitingNet,
            numeric: true,
            cell: (row) => (
              <div>
                <Money yen={row.netYen} />
                {row.netYen < 0 && <small class="block text-ink-soft">{own.belowZero}</small>}
              </div>
            ),
          },
          {
            key: 'later',
            label: own.waitingLater,
            numeric: true,
            cell: (row) => row.later > 0 && own.documents(row.later),
          },
        ]}
      />
      {later > 0 && <p class="mt-3 text-ink-soft">{own.laterBuyers(later)}</p>}
    </>
  )
}

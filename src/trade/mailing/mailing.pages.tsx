/** Which invoices go out by mail, and how one went. Views only. */
import { withQuery } from '#http/paths.ts'
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typedList } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { may } from '#parties/policy.ts'
import { EmptyState, Heading, Money, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Checkbox, Form } from '#ui/forms.tsx'
import { FilterChips } from '#ui/lists.tsx'
import { dayText, listed } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { moneyWords } from '#trade/words/money.ts'
import type { DayOfIssue, ToSend } from './invoice-mails.ts'
import { mailingWords } from './words.ts'

export const sendAt = '/trade/invoices/send'

interface SendData {
  readonly on: Day
  readonly days: readonly DayOfIssue[]
  readonly rows: readonly ToSend[]
}

const canGo = ({ recipients, sentOn }: ToSend): boolean => recipients.length > 0 && sentOn === null

export function sendView({ on, days, rows }: SendData, seen: Seen): View {
  const own = mailingWords[seen.lang]
  const papers = rows.filter(({ recipients }) => recipients.length === 0)
  return {
    title: own.send,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: moneyWords[seen.lang].invoices, href: '/trade/invoices' },
      { label: own.send },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="invoices" />
        <Heading lead={own.lead}>{own.send}</Heading>
        <FormErrors seen={seen} />
        {rows.length === 0 ? (
          <EmptyState
            title={own.none}
            text={own.noneText}
            action={{ label: own.toInvoices, href: '/trade/invoices' }}
          />
        ) : (
          <>
            <FilterChips
              label={own.days}
              items={days.map((each) => ({
                label: own.dayOf(dayText(each.on, seen.lang), each.invoices),
                href: withQuery(sendAt, { on: each.on }),
                current: each.on === on,
              }))}
            />
            <ButtonRow>
              <ButtonLink href={withQuery('/trade/invoices/print.pdf', { on })}>
                {own.printAll(rows.length)}
              </ButtonLink>
              {papers.length > 0 && papers.length < rows.length && (
                <ButtonLink href={withQuery('/trade/invoices/print.pdf', { on, paper: '1' })}>
                  {own.printUnsent(papers.length)}
                </ButtonLink>
              )}
            </ButtonRow>
            <SendForm on={on} rows={rows} seen={seen} />
          </>
        )}
      </>
    ),
  }
}

function SendForm({ on, rows, seen }: Omit<SendData, 'days'> & { seen: Seen }) {
  const own = mailingWords[seen.lang]
  const ready = rows.filter(canGo).map(({ invoiceId }) => invoiceId)
  const chosen = new Set(typedList(seen, 'invoiceIds', ready, 'on'))
  return (
    <Part>
      <Form action={sendAt} csrf={seen.csrf} requestKey={seen.requestKey} label={own.send} wide>
        <input type="hidden" name="on" value={on} />
        <Table
          caption={own.send}
          hideCaption
          phone="cards"
          rows={rows}
          rowHeader="invoiceNo"
          columns={[
            {
              key: 'choose',
              label: own.choose,
              cell: (row) =>
                canGo(row) && (
                  <Checkbox
                    id={`send-${row.invoiceId}`}
                    name="invoiceIds"
                    value={row.invoiceId}
                    label={own.chooseOne(row.invoiceNo)}
                    hideLabel
                    checked={chosen.has(row.invoiceId)}
                    error={faultOf(seen, 'invoiceIds') ? '' : undefined}
                  />
                ),
            },
            {
              key: 'invoiceNo',
              label: own.invoiceNo,
              cell: (row) => <TextLink href={`/trade/invoices/${row.invoiceId}`}>{row.invoiceNo}</TextLink>,
            },
            {
              key: 'buyerName',
              label: own.buyer,
              cell: (row) => <TextLink href={`/trade/buyers/${row.buyerId}`}>{row.buyerName}</TextLink>,
            },
            { key: 'grossYen', label: own.gross, numeric: true, cell: (row) => <Money yen={row.grossYen} /> },
            {
              key: 'recipients',
              label: own.recipients,
              cell: (row) =>
                row.recipients.length > 0 ? listed(row.recipients, seen.lang) : own.noRecipients,
            },
            {
              key: 'sent',
              label: own.sent,
              cell: (row) =>
                row.sentOn && (
                  <StatusLabel tone="success">{own.sentOn(dayText(row.sentOn, seen.lang))}</StatusLabel>
                ),
            },
          ]}
        />
        {ready.length > 0 ? (
          <ButtonRow>
            <Button size="large">{own.doSend}</Button>
          </ButtonRow>
        ) : (
          <p>{own.nothingToSend}</p>
        )}
      </Form>
    </Part>
  )
}

interface MailsProps {
  invoiceId: Id
  mails: readonly { readonly on: Day; readonly recipients: readonly string[] }[]
  seen: Seen
}

/** On the page of an invoice: when it went to whom, and sending it, again too. */
export function InvoiceMails({ invoiceId, mails, seen }: MailsProps) {
  const own = mailingWords[seen.lang]
  if (!may(seen.actor.role, 'invoice.close')) return null
  return (
    <Part id="mails">
      <Heading level={2}>{own.mails}</Heading>
      {mails.length === 0 ? (
        <p>{own.notSent}</p>
      ) : (
        <ul>
          {mails.map(({ on, recipients }) => (
            <li>{own.sentTo(dayText(on, seen.lang), listed(recipients, seen.lang))}</li>
          ))}
        </ul>
      )}
      <Form
        action={`/trade/invoices/${invoiceId}/send`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} send`}
        label={own.sendOne}
      >
        <ButtonRow>
          <Button kind="secondary" size="small">
            {mails.length === 0 ? own.sendOne : own.sendAgain}
          </Button>
        </ButtonRow>
      </Form>
    </Part>
  )
}

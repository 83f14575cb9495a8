import { FormErrors } from '#http/form-errors.tsx'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import { Heading, Money, Notice, StatusLabel, Steps, TextLink } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { dayText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { labelsOf } from './documents/labels.ts'
import type { InvoiceSheet } from './documents/sheets.ts'
import { hasPint } from './invoice-pint.ts'
import { type InvoiceSeen, invoiceSheet, isCredit } from './invoice-sheets.ts'
import { InvoiceMails } from './mailing/mailing.pages.tsx'

import { TradeTabs, crumbs } from './page-parts.tsx'
import { Paper, PaperHead, PaperLines, PayToBlock, Payable, RateTotals } from './paper-parts.tsx'
import { moneyWords } from './words/money.ts'

const at = '/trade/invoices'

interface Opened {
  readonly invoice: InvoiceSeen
  /** How it was mailed, newest first. */
  readonly mails: Parameters<typeof InvoiceMails>[0]['mails']
}

/** One invoice as its buyer gets it (消費税法 57条の4), and what was paid of it. */
export function invoiceView({ invoice, mails }: Opened, seen: Seen): View {
  const { lang, actor } = seen
  const own = moneyWords[lang]
  const left = invoice.grossYen - invoice.paidYen
  const title = `${isCredit(invoice) ? own.creditNote : own.invoices} ${invoice.invoiceNo}`
  return {
    title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.invoices, href: at }, { label: invoice.invoiceNo }),
    body: (
      <>
        <TradeTabs seen={seen} current="invoices" />
        <Heading
          above={invoice.buyerName}
          action={
            <ButtonLink href={`${at}/${invoice.invoiceId}/pdf`} download>
              {own.pdf}
            </ButtonLink>
          }
        >
          {title}
        </Heading>
        <FormErrors seen={seen} />
        <InvoiceSteps invoice={invoice} seen={seen} />
        {invoice.overdue && (
          <Notice kind="warning" title={own.overdue}>
            {own.overdueNotice(dayText(invoice.dueOn, lang), yen(left, lang))}
          </Notice>
        )}
        <InvoicePaper sheet={invoiceSheet(invoice, lang)} invoice={invoice} seen={seen} />
        <PintFiles invoice={invoice} seen={seen} />
        <Payments invoice={invoice} seen={seen} />
        <InvoiceMails invoiceId={invoice.invoiceId} mails={mails} seen={seen} />
        {left !== 0 && may(actor.role, 'payment.match') && (
          <ButtonRow>
            <ButtonLink href="/trade/bank">{own.toBank}</ButtonLink>
          </ButtonRow>
        )}
      </>
    ),
  }
}

/** The same invoice for programs: one file for the qualified part, one for what cannot be on it. */
function PintFiles({ invoice, seen }: { invoice: InvoiceSeen; seen: Seen }) {
  const own = moneyWords[seen.lang]
  const file = `${at}/${invoice.invoiceId}/jp-pint`
  const [qualified, other] = [hasPint(invoice, 'qualified'), hasPint(invoice, 'other')]
  if (!qualified && !other) return null
  return (
    <>
      <ButtonRow>
        {qualified && (
          <ButtonLink href={file} size="small" download>
            {own.pint}
          </ButtonLink>
        )}
        {other && (
          <ButtonLink href={`${file}?part=other`} size="small" download>
            {own.pintOther}
          </ButtonLink>
        )}
      </ButtonRow>
      <p class="mt-2 text-ink-soft">{own.pintHint}</p>
    </>
  )
}

function InvoiceSteps({ invoice, seen }: { invoice: InvoiceSeen; seen: Seen }) {
  const { lang } = seen
  const { invoiceSteps, creditSteps } = moneyWords[lang]
  const steps = isCredit(invoice) ? creditSteps : invoiceSteps
  const { state } = invoice
  const paid = state === 'paid'
  const lastPaid = invoice.payments.findLast(({ undone }) => !undone)
  return (
    <Steps
      items={[
        { label: steps.issued, state: 'done', note: dayText(invoice.issuedOn, lang) },
        {
          label: state === 'part_paid' ? steps.part : steps.waiting,
          state: paid ? 'done' : 'current',
          note: paid || isCredit(invoice) ? undefined : dayText(invoice.dueOn, lang),
        },
        {
          label: steps.paid,
          state: paid ? 'done' : 'next',
          note: paid ? lastPaid && dayText(lastPaid.on, lang) : undefined,
        },
      ]}
    />
  )
}

function InvoicePaper({ sheet, invoice, seen }: { sheet: InvoiceSheet; invoice: InvoiceSeen; seen: Seen }) {
  const { lang, actor } = seen
  const own = moneyWords[lang]
  const labels = labelsOf[lang]
  const documents = new Map(invoice.lines.map((line) => [line.documentNo, line.documentId]))
  const linesOf = (lines: InvoiceSheet['lines']) =>
    lines.map((line) => ({
      ...line,
      on: line.deliveredOn,
      document: may(actor.role, 'delivery.see') ? (
        <TextLink href={`/trade/deliveries/${documents.get(line.deliveryNote)}`}>
          {line.deliveryNote}
        </TextLink>
      ) : (
        line.deliveryNote
      ),
    }))
  const { unqualified, credit } = sheet
  const documentLabel = credit ? labels.returnNumber : undefined
  return (
    <Paper title={credit ? labels.creditNote : labels.invoice}>
      <PaperHead to={sheet.recipient} from={sheet.issuer} lang={lang}>
        <p class="mt-4">
          {labels.number} {sheet.number}
          <br />
          {labels.issuedOn} {dayText(sheet.issuedOn, lang)}
          <br />
          {labels.period} {own.periodOf(dayText(sheet.period.from, lang), dayText(sheet.period.to, lang))}
        </p>
      </PaperHead>
      <Payable
        label={credit ? labels.creditPayable : labels.payable}
        yen={sheet.payable}
        note={credit ? labels.creditHow : `${labels.dueOn} ${dayText(sheet.dueOn, lang)}`}
      />
      {(sheet.lines.length > 0 || !unqualified) && (
        <PaperLines
          caption={credit ? labels.creditNote : labels.invoice}
          lines={linesOf(sheet.lines)}
          documentLabel={documentLabel}
          lang={lang}
        />
      )}
      {sheet.rates.length > 0 && (
        <RateTotals caption={labels.qualifiedTotals} rates={sheet.rates} total={sheet} lang={lang} />
      )}
      {unqualified && (
        <section class="mt-10">
          <Heading level={3}>{labels.unqualifiedTitle}</Heading>
          <PaperLines
            caption={labels.unqualifiedTitle}
            lines={linesOf(unqualified.lines)}
            documentLabel={documentLabel}
            lang={lang}
          />
          <Unqualified totals={unqualified} seen={seen} />
        </section>
      )}
      {!credit && <PayToBlock title={labels.payTo} payTo={sheet.payTo} lang={lang} />}
    </Paper>
  )
}

/** Of goods of producers who are not registered: totals with tax, and no tax amount, as no qualified invoice is issued. */
function Unqualified({ totals, seen }: { totals: NonNullable<InvoiceSheet['unqualified']>; seen: Seen }) {
  const labels = labelsOf[seen.lang]
  return (
    <div class="mt-6">
      <Table
        caption={labels.unqualifiedTitle}
        hideCaption
        rows={totals.rates}
        columns={[
          {
            key: 'rate',
            label: labels.rate,
            cell: (row) => `${row.ratePct}${labels.rateTarget}${row.reduced ? ` ${labels.reducedMark}` : ''}`,
          },
          { key: 'gross', label: labels.gross, numeric: true, cell: (row) => <Money yen={row.gross} /> },
        ]}
        foot={[{ label: labels.total, cells: { gross: <Money yen={totals.gross} strong /> } }]}
      />
    </div>
  )
}

function Payments({ invoice, seen }: { invoice: InvoiceSeen; seen: Seen }) {
  const { lang, actor } = seen
  const own = moneyWords[lang]
  return (
    <Part title={own.payments}>
      <Table
        caption={own.payments}
        hideCaption
        rows={invoice.payments}
        phone="cards"
        empty={<p>{own.paymentsNone}</p>}
        columns={[
          {
            key: 'paymentNo',
            label: own.paymentNo,
            cell: (row) =>
              may(actor.role, 'payment.match') ? (
                <TextLink href={`/trade/payments/${row.paymentId}`}>{row.paymentNo}</TextLink>
              ) : (
                row.paymentNo
              ),
          },
          { key: 'on', label: own.paymentOn, cell: (row) => dayText(row.on, lang) },
          {
            key: 'amountYen',
            label: own.paymentAmount,
            numeric: true,
            cell: (row) => <Money yen={row.amountYen} />,
          },
          {
            key: 'undone',
            label: own.state,
            cell: (row) =>
              row.undone ? (
                <StatusLabel tone="neutral">{own.undone}</StatusLabel>
              ) : (
                <StatusLabel tone="success">{own.paid}</StatusLabel>
              ),
          },
        ]}
        foot={[
          {
            label: own.left,
            cells: { amountYen: <Money yen={invoice.grossYen - invoice.paidYen} strong /> },
          },
        ]}
      />
    </Part>
  )
}

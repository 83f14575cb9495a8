import { FormErrors } from '#http/form-errors.tsx'
import type { Month } from '#kit/days.ts'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { AccountInDoubt } from '#http/transfer-returns.tsx'
import type { Page } from '#parties/cursors.ts'
import type { ReturnedTransfer } from '#parties/transfer-returns.ts'
import { EmptyState, Heading, Money, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { Pager } from '#ui/lists.tsx'
import { dayText, decimal, monthText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import { feeWords } from './fees/words.ts'
import { hrefWith } from './money-parts.tsx'
import type { StatementMonth, ToSettle } from './money-reading.ts'
import { TradeTabs, crumbs } from './page-parts.tsx'
import type { StatementRow } from './statement-sheets.ts'
import { moneyWords } from './words/money.ts'

const at = '/trade/statements'

interface ListData {
  readonly list: Page<StatementRow>
  readonly month?: Month
  readonly months: readonly StatementMonth[]
  /** For the company only. */
  readonly toSettle?: ToSettle
  /** A transfer to who looks that came back. */
  readonly returned?: ReturnedTransfer
}

/** Sums by month, the statements themselves, and for the company the settling of a month. */
export function statementsView({ list, month, months, toSettle, returned }: ListData, seen: Seen): View {
  const { lang } = seen
  const own = moneyWords[lang]
  const company = toSettle !== undefined
  return {
    title: own.statements,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.statements }),
    body: (
      <>
        <TradeTabs seen={seen} current="statements" />
        <Heading
          lead={company ? own.statementsLead : own.ownStatementsLead}
          action={
            company && (
              <ButtonRow>
                {toSettle.groups.length > 0 && <ButtonLink href="#settle">{own.settle}</ButtonLink>}
                <ButtonLink href="/trade/payouts">{own.toPayouts}</ButtonLink>
                <ButtonLink href="/trade/fees">{feeWords[lang].fees}</ButtonLink>
              </ButtonRow>
            )
          }
        >
          {month ? own.ofMonth(monthText(month, lang)) : own.statements}
        </Heading>
        <FormErrors seen={seen} />
        <AccountInDoubt returned={returned} lang={lang} />
        {months.length === 0 ? (
          <EmptyState
            title={own.noStatements}
            text={company ? own.noStatementsText : own.noOwnStatementsText}
          />
        ) : (
          <>
            {company && <MonthTable months={months} seen={seen} />}
            {month && (
              <p class="mt-4">
                <TextLink href={at}>{own.everyMonth}</TextLink>
              </p>
            )}
            <StatementTable list={list} seen={seen} company={company} />
          </>
        )}
        {toSettle && <SettleForm toSettle={toSettle} seen={seen} />}
      </>
    ),
  }
}

interface StatementTableProps {
  list: Page<StatementRow>
  seen: Seen
  company: boolean
}

function StatementTable({ list, seen, company }: StatementTableProps) {
  const { lang } = seen
  const own = moneyWords[lang]
  return (
    <Part title={own.statements}>
      <Table
        caption={own.statements}
        hideCaption
        rows={list.rows}
        phone="cards"
        empty={<EmptyState title={own.noneFound} />}
        columns={[
          {
            key: 'statementNo',
            label: own.statementNo,
            cell: (row) => <TextLink href={`${at}/${row.statementId}`}>{row.statementNo}</TextLink>,
          },
          ...(company ? [{ key: 'producerName', label: own.producer }] : []),
          { key: 'month', label: own.month, cell: (row) => monthText(row.month, lang) },
          { key: 'model', label: own.model, cell: (row) => own.models[row.model] },
          { key: 'grossYen', label: own.sales, numeric: true, cell: (row) => <Money yen={row.grossYen} /> },
          {
            key: 'commissionYen',
            label: own.commission,
            numeric: true,
            cell: (row) => row.model === 'consignment' && <Money yen={row.commissionYen} />,
          },
          {
            key: 'payoutYen',
            label: own.payout,
            numeric: true,
            cell: (row) => <Money yen={row.payoutYen} />,
          },
          { key: 'payOn', label: own.payOn, cell: (row) => dayText(row.payOn, lang) },
          { key: 'state', label: own.state, cell: (row) => <StatementState row={row} seen={seen} /> },
        ]}
      />
      <Pager
        nextHref={list.next && hrefWith(seen, at, { after: list.next })}
        summary={list.rows.length > 0 ? own.shown(list.rows.length, list.next !== undefined) : undefined}
      />
    </Part>
  )
}

function StatementState({ row, seen }: { row: StatementRow; seen: Seen }) {
  const own = moneyWords[seen.lang]
  if (row.carriedOverYen < 0)
    return (
      <StatusLabel tone="warning">
        {own.carriedOver} <Money yen={row.carriedOverYen} />
      </StatusLabel>
    )
  const state = row.paid ? 'paid' : row.payoutId ? 'planned' : row.payoutYen > 0 ? 'open' : 'none'
  const tone = { paid: 'success', planned: 'info', open: 'warning', none: 'neutral' } as const
  return <StatusLabel tone={tone[state]}>{own.statementStates[state]}</StatusLabel>
}

function MonthTable({ months, seen }: { months: readonly StatementMonth[]; seen: Seen }) {
  const { lang } = seen
  const own = moneyWords[lang]
  return (
    <Part title={own.byMonth}>
      <Table
        caption={own.byMonth}
        hideCaption
        rows={months}
        phone="cards"
        columns={[
          {
            key: 'month',
            label: own.month,
            cell: (row) => <TextLink href={`${at}?of=${row.month}`}>{monthText(row.month, lang)}</TextLink>,
          },
          {
            key: 'statements',
            label: own.statementCount,
            numeric: true,
            cell: (row) => decimal(row.statements),
          },
          { key: 'grossYen', label: own.sales, numeric: true, cell: (row) => <Money yen={row.grossYen} /> },
          {
            key: 'commissionYen',
            label: own.commission,
            numeric: true,
            cell: (row) => <Money yen={row.commissionYen} />,
          },
          {
            key: 'payoutYen',
            label: own.payout,
            numeric: true,
            cell: (row) => <Money yen={row.payoutYen} />,
          },
          {
            key: 'unpaidYen',
            label: own.unpaid,
            numeric: true,
            cell: (row) => <Money yen={row.unpaidYen} />,
          },
        ]}
      />
    </Part>
  )
}

/** What settling would cover, and the form that does it. */
function SettleForm({ toSettle, seen }: { toSettle: ToSettle; seen: Seen }) {
  const { lang } = seen
  const own = moneyWords[lang]
  const { groups, month } = toSettle
  const producers = new Map(groups.map(({ producerId, producerName }) => [producerId, producerName]))
  return (
    <Part title={own.settle} lead={own.settleLead} id="settle">
      {groups.length === 0 ? (
        <EmptyState title={own.settleNothing} text={own.settleNothingText} />
      ) : (
        <ToSettleTable toSettle={toSettle} seen={seen} />
      )}
      {/* What is left through the last month that is over is everything: without it there is nothing to ask. */}
      {(groups.length > 0 || seen.form) && (
        <div class="mt-8">
          <Form action={at} csrf={seen.csrf} requestKey={seen.requestKey} label={own.settle}>
            <FieldRow>
              <Field
                name="month"
                label={own.settleMonth}
                hint={own.settleMonthHint}
                type="month"
                value={typed(seen, 'month', month)}
                error={faultOf(seen, 'month')}
                required
              />
              <Field
                name="payOn"
                label={own.settlePayOn}
                type="date"
                value={typed(seen, 'payOn')}
                error={faultOf(seen, 'payOn')}
                hint={own.settlePayOnHint}
                optional
              />
            </FieldRow>
            <Select
              name="producerId"
              label={own.settleProducer}
              options={[...producers].map(([value, label]) => ({ value, label }))}
              value={typed(seen, 'producerId')}
              error={faultOf(seen, 'producerId')}
              empty={own.allProducers}
              width="middle"
            />
            <ButtonRow>
              <Button size="large">{own.settleDo}</Button>
            </ButtonRow>
          </Form>
        </div>
      )}
    </Part>
  )
}

function ToSettleTable({ toSettle, seen }: { toSettle: ToSettle; seen: Seen }) {
  const { lang } = seen
  const own = moneyWords[lang]
  const total = toSettle.groups.reduce((sum, { netYen }) => sum + netYen, 0)
  return (
    <Table
      caption={own.settleTable(monthText(toSettle.month, lang))}
      rows={toSettle.groups}
      phone="cards"
      foot={[{ label: own.total, cells: { netYen: <Money yen={total} strong /> } }]}
      columns={[
        { key: 'producerName', label: own.producer },
        { key: 'model', label: own.model, cell: (row) => own.models[row.model] },
        { key: 'lines', label: own.settleLines, numeric: true, cell: (row) => decimal(row.lines) },
        { key: 'netYen', label: own.settleNet, numeric: true, cell: (row) => <Money yen={row.netYen} /> },
      ]}
    />
  )
}

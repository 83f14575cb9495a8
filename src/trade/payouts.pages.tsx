import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed, typedList } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { EmptyState, Heading, Money, Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, csrfField, fieldId, requestKeyField } from '#ui/forms.tsx'
import { Pager } from '#ui/lists.tsx'
import { dayText, decimal, monthText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { PayoutRow } from './money-lists.ts'
import { hrefWith } from './money-parts.tsx'
import { TradeTabs, crumbs } from './page-parts.tsx'
import type { PayoutsData } from './payouts.routes.ts'
import type { StatementRow } from './statement-sheets.ts'
import { bankWords } from './words/money-bank.ts'
import { moneyWords } from './words/money.ts'

const at = '/trade/payouts'

/** Statements to choose for a transfer file, and the files made so far. */
export function payoutsView(data: PayoutsData, seen: Seen): View {
  const own = bankWords[seen.lang]
  return {
    title: own.payouts,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.payouts }),
    body: (
      <>
        <TradeTabs seen={seen} current="payouts" />
        <Heading lead={own.payoutsLead}>{own.payouts}</Heading>
        <FormErrors seen={seen} />
        <Missing data={data} seen={seen} />
        <Part title={own.make} lead={own.makeLead}>
          {data.toPay.length === 0 ? (
            <EmptyState
              title={own.nothingToPay}
              text={own.nothingToPayText}
              action={{ label: own.toStatements, href: '/trade/statements' }}
            />
          ) : (
            <MakeForm data={data} seen={seen} />
          )}
        </Part>
        <Part title={own.list}>
          <PayoutTable rows={data.list.rows} seen={seen} />
          <Pager
            nextHref={data.list.next && hrefWith(seen, at, { after: data.list.next })}
            summary={
              data.list.rows.length > 0
                ? moneyWords[seen.lang].shown(data.list.rows.length, data.list.next !== undefined)
                : undefined
            }
          />
        </Part>
      </>
    ),
  }
}

/** What the bank wants of the company before the first file can be made. */
function Missing({ data, seen }: { data: PayoutsData; seen: Seen }) {
  const own = bankWords[seen.lang]
  const noAccount = !data.paidTo.has(data.companyId)
  if (!noAccount && data.hasCode) return null
  return (
    <Notice kind="warning" title={own.beforeFirst}>
      <ul>
        {noAccount && (
          <li>
            {own.companyAccountMissing}{' '}
            <TextLink href={`/parties/${data.companyId}/bank-account`}>{own.enterAccount}</TextLink>
          </li>
        )}
        {!data.hasCode && (
          <li>
            {own.requesterCodeMissing} <TextLink href="/trade/settings">{own.toSettings}</TextLink>
          </li>
        )}
      </ul>
    </Notice>
  )
}

function MakeForm({ data, seen }: { data: PayoutsData; seen: Seen }) {
  const own = bankWords[seen.lang]
  return (
    <form action={at} method="post" aria-label={own.make} data-submit-once="" novalidate>
      <input type="hidden" name={csrfField} value={seen.csrf} />
      <input type="hidden" name={requestKeyField} value={seen.requestKey} />
      <ChoiceTable data={data} seen={seen} />
      <div class="y-form mt-8">
        <Field
          name="transferOn"
          label={own.transferOn}
          hint={own.transferOnHint}
          type="date"
          value={typed(seen, 'transferOn', data.transferOn)}
          error={faultOf(seen, 'transferOn')}
          required
        />
        <ButtonRow>
          <Button size="large">{own.makeDo}</Button>
        </ButtonRow>
      </div>
    </form>
  )
}

/** Each statement with a box to tick; one whose producer has no account leads to where it is entered. */
function ChoiceTable({ data, seen }: { data: PayoutsData; seen: Seen }) {
  const { lang } = seen
  const own = bankWords[lang]
  const { toPay, paidTo } = data
  const payable = toPay.filter(({ producerId }) => paidTo.has(producerId))
  const chosen = typedList(
    seen,
    'statementIds',
    payable.map(({ statementId }) => statementId),
    'transferOn',
  )
  const total = toPay.reduce((sum, { payoutYen }) => sum + payoutYen, 0)
  const first = toPay[0]?.statementId
  return (
    <Table
      caption={own.toPay}
      rows={toPay}
      phone="cards"
      foot={[{ label: own.total, cells: { payoutYen: <Money yen={total} strong /> } }]}
      columns={[
        {
          key: 'producerName',
          label: own.producer,
          cell: (row) => (
            <label class="y-choice">
              <input
                type="checkbox"
                id={row.statementId === first ? fieldId('statementIds') : undefined}
                name="statementIds"
                value={row.statementId}
                checked={chosen.includes(row.statementId)}
              />
              <span>{row.producerName}</span>
            </label>
          ),
        },
        {
          key: 'statementNo',
          label: own.statement,
          cell: (row) => <TextLink href={`/trade/statements/${row.statementId}`}>{row.statementNo}</TextLink>,
        },
        { key: 'month', label: own.month, cell: (row) => monthText(row.month, lang) },
        { key: 'payOn', label: own.payOn, cell: (row) => dayText(row.payOn, lang) },
        {
          key: 'account',
          label: own.account,
          cell: (row) => <AccountCell row={row} data={data} seen={seen} />,
        },
        {
          key: 'payoutYen',
          label: own.yenToPay,
          numeric: true,
          cell: (row) => <Money yen={row.payoutYen} />,
        },
      ]}
    />
  )
}

function AccountCell({ row, data, seen }: { row: StatementRow; data: PayoutsData; seen: Seen }) {
  const own = bankWords[seen.lang]
  if (data.paidTo.has(row.producerId)) return <>{own.hasAccount}</>
  return (
    <div>
      <StatusLabel tone="error">{own.noAccount}</StatusLabel>{' '}
      <TextLink href={`/parties/${row.producerId}/bank-account`}>{own.enterAccount}</TextLink>
    </div>
  )
}

function PayoutTable({ rows, seen }: { rows: readonly PayoutRow[]; seen: Seen }) {
  const { lang } = seen
  const own = bankWords[lang]
  return (
    <Table
      caption={own.list}
      hideCaption
      rows={rows}
      phone="cards"
      empty={<p>{own.noPayouts}</p>}
      columns={[
        {
          key: 'payoutNo',
          label: own.payoutNo,
          cell: (row) => <TextLink href={`${at}/${row.payoutId}`}>{row.payoutNo}</TextLink>,
        },
        { key: 'transferOn', label: own.transferOn, cell: (row) => dayText(row.transferOn, lang) },
        { key: 'transfers', label: own.transfers, numeric: true, cell: (row) => decimal(row.transfers) },
        { key: 'amountYen', label: own.total, numeric: true, cell: (row) => <Money yen={row.amountYen} /> },
        { key: 'state', label: moneyWords[lang].state, cell: (row) => <PayoutState row={row} seen={seen} /> },
      ]}
    />
  )
}

export function PayoutState({ row, seen }: { row: PayoutRow; seen: Seen }) {
  const { states } = bankWords[seen.lang]
  if (row.cancelled) return <StatusLabel tone="neutral">{states.cancelled}</StatusLabel>
  return row.posted ? (
    <StatusLabel tone="success">{states.posted}</StatusLabel>
  ) : (
    <StatusLabel tone="info">{states.waiting}</StatusLabel>
  )
}

export function DownloadFile({ row, seen }: { row: PayoutRow; seen: Seen }) {
  return (
    <ButtonLink href={`${at}/${row.payoutId}/file`} download>
      {bankWords[seen.lang].file}
    </ButtonLink>
  )
}

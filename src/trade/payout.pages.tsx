import { FormErrors } from '#http/form-errors.tsx'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { ReturnForm, Returned } from '#http/transfer-returns.tsx'
import { Heading, Money, Notice, Steps, TextLink } from '#ui/blocks.tsx'
import { Button } from '#ui/buttons.tsx'
import { Form } from '#ui/forms.tsx'
import { dayText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { PayoutSeen } from './money-lists.ts'

import { TradeTabs, crumbs } from './page-parts.tsx'
import { DownloadFile } from './payouts.pages.tsx'
import { bankWords } from './words/money-bank.ts'
import { moneyWords } from './words/money.ts'

const at = '/trade/payouts'

interface PayoutData {
  readonly payout: PayoutSeen
  /** By producer, once the money has moved. */
  readonly entries: ReadonlyMap<Id, Id>
  readonly today: Day
}

/** One payout: its file for the bank, its transfers, and what is still to be done with it. */
export function payoutView({ payout, entries, today }: PayoutData, seen: Seen): View {
  const { lang } = seen
  const own = bankWords[lang]
  const title = `${own.payout} ${payout.payoutNo}`
  const waits = !payout.posted && !payout.cancelled
  return {
    title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.payouts, href: at }, { label: payout.payoutNo }),
    body: (
      <>
        <TradeTabs seen={seen} current="payouts" />
        <Heading
          above={`${dayText(payout.transferOn, lang)} · ${yen(payout.amountYen, lang)}`}
          action={!payout.cancelled && <DownloadFile row={payout} seen={seen} />}
        >
          {title}
        </Heading>
        <FormErrors seen={seen} />
        {payout.cancelled ? (
          <Notice kind="warning" title={own.states.cancelled} />
        ) : (
          <>
            <PayoutSteps payout={payout} today={today} seen={seen} />
            <p class="mt-4 text-ink-soft">{own.fileHint}</p>
          </>
        )}
        <Transfers payout={payout} entries={entries} seen={seen} />
        <Statements payout={payout} seen={seen} />
        {payout.posted && (
          <ReturnForm
            at={`${at}/${payout.payoutId}`}
            paid={payout.lines.map(({ producerId, producerName, amountYen }) => ({
              partyId: producerId,
              label: `${producerName}（${yen(amountYen, lang)}）`,
            }))}
            returns={payout.returns}
            today={today}
            seen={seen}
          />
        )}
        {waits && <WaitingForms payout={payout} today={today} seen={seen} />}
      </>
    ),
  }
}

type PartProps = { readonly payout: PayoutSeen; readonly seen: Seen }

function PayoutSteps({ payout, today, seen }: PartProps & { today: Day }) {
  const { lang } = seen
  const { steps } = bankWords[lang]
  const come = payout.transferOn <= today
  return (
    <Steps
      items={[
        { label: steps.made, state: 'done' },
        {
          label: steps.transfer,
          state: payout.posted || come ? 'done' : 'current',
          note: dayText(payout.transferOn, lang),
        },
        { label: steps.posted, state: payout.posted ? 'done' : come ? 'current' : 'next' },
      ]}
    />
  )
}

function Transfers({ payout, entries, seen }: PartProps & Pick<PayoutData, 'entries'>) {
  const own = bankWords[seen.lang]
  const { ledgerEntry } = moneyWords[seen.lang]
  return (
    <Part title={own.account}>
      <Table
        caption={own.account}
        hideCaption
        rows={payout.lines}
        phone="cards"
        foot={[{ label: own.total, cells: { amountYen: <Money yen={payout.amountYen} strong /> } }]}
        columns={[
          {
            key: 'producerName',
            label: own.producer,
            cell: (row) => (
              <>
                <TextLink href={`/parties/${row.producerId}`}>{row.producerName}</TextLink>{' '}
                <Returned returned={payout.returns.get(row.producerId)} lang={seen.lang} />
              </>
            ),
          },
          { key: 'account', label: own.account },
          ...(entries.size > 0
            ? [
                {
                  key: 'entry',
                  label: own.ledger,
                  cell: (row: PayoutSeen['lines'][number]) => (
                    <TextLink href={`/ledger/entries/${entries.get(row.producerId)}`}>{ledgerEntry}</TextLink>
                  ),
                },
              ]
            : []),
          {
            key: 'amountYen',
            label: own.yenToPay,
            numeric: true,
            cell: (row) => <Money yen={row.amountYen} />,
          },
        ]}
      />
    </Part>
  )
}

/** A payout that was withdrawn pays none, and what came back neither: their statements go to another. */
function Statements({ payout, seen }: PartProps) {
  const own = bankWords[seen.lang]
  if (payout.statements.length === 0) return null
  return (
    <Part title={own.paidStatements}>
      <Table
        caption={own.paidStatements}
        hideCaption
        rows={payout.statements}
        columns={[
          {
            key: 'statementNo',
            label: own.statement,
            cell: (row) => (
              <TextLink href={`/trade/statements/${row.statementId}`}>{row.statementNo}</TextLink>
            ),
          },
          { key: 'producerName', label: own.producer },
          {
            key: 'payoutYen',
            label: own.yenToPay,
            numeric: true,
            cell: (row) => <Money yen={row.payoutYen} />,
          },
        ]}
      />
    </Part>
  )
}

function WaitingForms({ payout, today, seen }: PartProps & { today: Day }) {
  const { lang } = seen
  const own = bankWords[lang]
  const early = payout.transferOn > today
  return (
    <>
      <Part title={own.confirm} lead={own.confirmLead}>
        {early ? (
          <p>{own.confirmTooEarly(dayText(payout.transferOn, lang))}</p>
        ) : (
          <Form
            action={`${at}/${payout.payoutId}/confirm`}
            csrf={seen.csrf}
            requestKey={`${seen.requestKey} confirm`}
            label={own.confirm}
          >
            <Button size="large">{own.confirm}</Button>
          </Form>
        )}
      </Part>
      <Part title={own.cancel} lead={own.cancelLead}>
        <Form
          action={`${at}/${payout.payoutId}/cancel`}
          csrf={seen.csrf}
          requestKey={`${seen.requestKey} cancel`}
          label={own.cancel}
        >
          <Button kind="danger">{own.cancel}</Button>
        </Form>
      </Part>
    </>
  )
}

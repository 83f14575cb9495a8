import type { Id } from '#kit/ids.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Page } from '#parties/cursors.ts'
import { EmptyState, Heading, Money, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Form } from '#ui/forms.tsx'
import { FilterChips, Pager } from '#ui/lists.tsx'
import { dayText } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import type { BankLineSeen, BankView } from './bank-lines.ts'
import type { Suggestion } from './matching.ts'
import { hrefWith } from './money-parts.tsx'
import { TradeTabs, crumbs } from './page-parts.tsx'
import { bankWords } from './words/money-bank.ts'
import { moneyWords } from './words/money.ts'

const at = '/trade/bank'

interface BankData {
  readonly list: Page<BankLineSeen>
  readonly view: BankView
  readonly suggestions: ReadonlyMap<Id, Suggestion>
  /** Numbers of open invoices, to name what is suggested. */
  readonly numbers: ReadonlyMap<Id, string>
}

/** The lines of the account; each open incoming one with the invoices that it may be for. */
export function bankView(data: BankData, seen: Seen): View {
  const { list, view } = data
  const own = bankWords[seen.lang]
  return {
    title: own.bank,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.bank }),
    body: (
      <>
        <TradeTabs seen={seen} current="bank" />
        <Heading lead={own.bankLead}>{own.bank}</Heading>
        <ButtonRow>
          <ButtonLink kind="primary" href="/trade/import">
            {own.bring}
          </ButtonLink>
          <ButtonLink href="/trade/expenses/new">{own.byHand}</ButtonLink>
          <ButtonLink href="/trade/grants">{own.grants}</ButtonLink>
        </ButtonRow>
        <p class="mt-3 mb-8 text-ink-soft">{own.bringText}</p>
        <FilterChips
          items={(['open', 'done', 'all'] as const).map((each) => ({
            label: own.views[each],
            href: hrefWith(seen, at, { view: each }),
            current: each === view,
          }))}
        />
        <LineTable {...data} seen={seen} />
        <Pager
          nextHref={list.next && hrefWith(seen, at, { after: list.next })}
          summary={
            list.rows.length > 0
              ? moneyWords[seen.lang].shown(list.rows.length, list.next !== undefined)
              : undefined
          }
        />
      </>
    ),
  }
}

function Empty({ view, seen }: { view: BankView; seen: Seen }) {
  const own = bankWords[seen.lang]
  const bring = { label: own.bring, href: '/trade/import' }
  if (view === 'all') return <EmptyState title={own.noLines} text={own.noLinesText} action={bring} />
  return view === 'open' ? (
    <EmptyState title={own.allDone} text={own.allDoneText} action={bring} />
  ) : (
    <EmptyState title={own.none} />
  )
}

function LineTable({ list, view, suggestions, numbers, seen }: BankData & { seen: Seen }) {
  const { lang } = seen
  const own = bankWords[lang]
  return (
    <Table
      caption={own.bank}
      hideCaption
      rows={list.rows}
      rowHeader="text"
      phone="cards"
      empty={<Empty view={view} seen={seen} />}
      columns={[
        { key: 'on', label: own.on, cell: (row) => dayText(row.on, lang) },
        {
          key: 'text',
          label: own.text,
          cell: (row) => <TextLink href={`${at}/${row.bankLineId}`}>{row.text || own.choose}</TextLink>,
        },
        {
          key: 'in',
          label: own.in,
          numeric: true,
          cell: (row) => row.amountYen > 0 && <Money yen={row.amountYen} />,
        },
        {
          key: 'out',
          label: own.out,
          numeric: true,
          cell: (row) => row.amountYen < 0 && <Money yen={-row.amountYen} />,
        },
        {
          key: 'what',
          label: own.what,
          cell: (row) => (
            <div>
              <WhatBecame
                line={row}
                suggestion={suggestions.get(row.bankLineId)}
                numbers={numbers}
                seen={seen}
              />
            </div>
          ),
        },
      ]}
    />
  )
}

interface WhatProps {
  line: BankLineSeen
  suggestion?: Suggestion
  numbers: ReadonlyMap<Id, string>
  seen: Seen
}

/** What a line became; or what it may be, to be said with one press. */
function WhatBecame({ line, suggestion, numbers, seen }: WhatProps) {
  const own = bankWords[seen.lang]
  if (line.paymentId)
    return (
      <>
        <TextLink href={`/trade/payments/${line.paymentId}`}>{`${own.payment} ${line.paymentNo}`}</TextLink>
        <small class="block text-ink-soft">{line.partyName}</small>
      </>
    )
  if (line.expenseId)
    return (
      <>
        <TextLink href={`/trade/expenses/${line.expenseId}`}>{`${own.expense} ${line.expenseNo}`}</TextLink>
        <small class="block text-ink-soft">
          {line.partyName}
          {line.expenseCategory && ` · ${own.categories[line.expenseCategory]}`}
        </small>
      </>
    )
  if (line.setAside !== '') return <span class="text-ink-soft">{own.aside(line.setAside)}</span>
  if (!suggestion)
    return (
      <ButtonLink size="small" href={`${at}/${line.bankLineId}`}>
        {own.choose}
      </ButtonLink>
    )
  return <OnePress line={line} suggestion={suggestion} numbers={numbers} seen={seen} />
}

/** The suggestion, why, and one button for it. */
function OnePress({ line, suggestion, numbers, seen }: WhatProps & { suggestion: Suggestion }) {
  const own = bankWords[seen.lang]
  const named = suggestion.invoiceIds.map((id) => numbers.get(id) ?? '').join(', ')
  return (
    <>
      <span class="block">{suggestion.buyerName}</span>
      <small class="mb-2 block text-ink-soft">{own.because[suggestion.because]}</small>
      <Form
        action={`${at}/${line.bankLineId}/match`}
        csrf={seen.csrf}
        requestKey={`${seen.requestKey} ${line.bankLineId}`}
        label={`${own.match} ${line.text}`}
      >
        {suggestion.invoiceIds.map((id) => (
          <input type="hidden" name="invoiceIds" value={id} />
        ))}
        <input type="hidden" name="buyer" value={suggestion.buyerId} />
        <span class="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button size="small" kind={suggestion.exact ? 'primary' : 'secondary'}>
            {own.matchThis(named)}
          </Button>
          <TextLink href={`${at}/${line.bankLineId}`}>{own.other}</TextLink>
        </span>
      </Form>
    </>
  )
}

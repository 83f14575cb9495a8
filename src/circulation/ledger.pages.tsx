import { FormErrors } from '#http/form-errors.tsx'
import type { Period } from '#kit/days.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { allKinds, kindOf } from '#ledger/kinds.ts'
import { DefinitionList, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form } from '#ui/forms.tsx'
import { dayText, decimal, unitAmount } from '#ui/numbers.ts'
import { Table } from '#ui/tables.tsx'
import { may } from '#parties/policy.ts'
import type { AccountSeen, LedgerState, StatementSeen } from './ledger.ts'
import { words } from './words.ts'

/** How far the ledger is closed, its seals, its kinds. */
export function ledgerView(state: LedgerState, seen: Seen): View {
  const { lang } = seen
  const own = words[lang]
  const open = state.closedThrough === undefined || state.closedThrough < state.closable
  return {
    title: own.ledgerTitle,
    body: (
      <>
        <Heading lead={own.ledgerLead}>{own.ledgerTitle}</Heading>
        <FormErrors seen={seen} />
        <DefinitionList
          items={[
            [own.entries, decimal(state.entries)],
            [own.closedThrough, state.closedThrough ? dayText(state.closedThrough, lang) : own.notClosed],
          ]}
        />
        {open && may(seen.actor.role, 'ledger.close') && (
          <Form action="/ledger/close" csrf={seen.csrf} requestKey={seen.requestKey}>
            <Button>{own.close}</Button>
          </Form>
        )}
        <ButtonRow>
          <ButtonLink kind="secondary" href="/ledger/flows">
            {own.flowsTitle}
          </ButtonLink>
        </ButtonRow>
        <Table
          caption={own.seals}
          rows={state.sealed}
          empty={<p>{own.notClosed}</p>}
          columns={[
            { key: 'day', label: own.day, cell: (row) => dayText(row.day, lang) },
            { key: 'entries', label: own.entries, numeric: true, cell: (row) => decimal(row.entries) },
            { key: 'flows', label: own.flows, numeric: true, cell: (row) => decimal(row.flows) },
            {
              key: 'seal',
              label: own.seal,
              cell: (row) => <code>{row.seal.toString('hex').slice(0, 16)}…</code>,
            },
          ]}
        />
        <Table
          caption={own.kind}
          rows={allKinds()}
          columns={[
            { key: 'name', label: own.kind, cell: (kind) => <code>{kind.name}</code> },
            { key: 'meaning', label: own.memo, cell: (kind) => kind.meaning[lang] },
          ]}
        />
      </>
    ),
  }
}

export function accountsView(accounts: readonly AccountSeen[], seen: Seen): View {
  const { lang } = seen
  const own = words[lang]
  const [first] = accounts
  const name = first?.partyName ?? ''
  return {
    title: `${own.accounts} ${name}`,
    body: (
      <>
        <Heading>{`${name} ${own.accounts}`}</Heading>
        {first && (
          <ButtonRow>
            <ButtonLink kind="secondary" size="small" href={`/circulation/rounds/lm3?party=${first.partyId}`}>
              {own.lm3}
            </ButtonLink>
            <ButtonLink kind="secondary" size="small" href={`/circulation/rounds?to=${first.partyId}`}>
              {own.multiplier}
            </ButtonLink>
          </ButtonRow>
        )}
        <Table
          caption={own.accounts}
          hideCaption
          rows={accounts}
          empty={<Notice kind="info">{own.noFlows}</Notice>}
          columns={[
            {
              key: 'purpose',
              label: own.account,
              cell: (row) => (
                <TextLink href={`/ledger/parties/${row.partyId}/${row.accountId}`}>
                  {own.purpose[row.purpose] ?? row.purpose}
                </TextLink>
              ),
            },
            { key: 'unit', label: own.amount },
          ]}
        />
      </>
    ),
  }
}

/** Opening balance, each movement with the balance after it, closing balance. */
export function statementView(data: StatementSeen & { period: Period }, seen: Seen): View {
  const { lang } = seen
  const own = words[lang]
  const { account, statement, names, period } = data
  const text = (value: number): string => unitAmount(value, account.unit, lang)
  const title = `${account.partyName} ${own.purpose[account.purpose] ?? account.purpose}`
  return {
    title,
    wide: true,
    breadcrumbs: [
      { label: own.accounts, href: `/ledger/parties/${account.partyId}` },
      { label: own.purpose[account.purpose] ?? account.purpose },
    ],
    body: (
      <>
        <Heading>{title}</Heading>
        <Form method="get" action={`/ledger/parties/${account.partyId}/${account.accountId}`}>
          <FieldRow>
            <Field name="from" type="date" label={own.opening} value={period.from} />
            <Field name="to" type="date" label={own.closing} value={period.to} />
          </FieldRow>
          <Button kind="secondary">{own.open}</Button>
        </Form>
        <Table
          caption={own.statement}
          rows={[
            { line: undefined, label: own.opening, balance: statement.opening },
            ...statement.lines.map((line) => ({ line, label: '', balance: line.balance })),
          ]}
          rowHeader={false}
          foot={[{ label: own.closing, cells: { balance: text(statement.closing) } }]}
          columns={[
            { key: 'on', label: own.day, cell: ({ line, label }) => (line ? dayText(line.on, lang) : label) },
            { key: 'kind', label: own.kind, cell: ({ line }) => line && kindOf(line.kind).meaning[lang] },
            { key: 'other', label: own.payer, cell: ({ line }) => line && names.get(line.otherParty)?.name },
            {
              key: 'document',
              label: own.document,
              cell: ({ line }) =>
                line && (
                  <TextLink href={`/ledger/entries/${line.entryId}`}>{line.documentNo || own.entry}</TextLink>
                ),
            },
            {
              key: 'in',
              label: own.inflow,
              numeric: true,
              cell: ({ line }) => line && line.change > 0 && text(line.change),
            },
            {
              key: 'out',
              label: own.outflow,
              numeric: true,
              cell: ({ line }) => line && line.change < 0 && text(-line.change),
            },
            { key: 'balance', label: own.balance, numeric: true, cell: ({ balance }) => text(balance) },
          ]}
        />
      </>
    ),
  }
}

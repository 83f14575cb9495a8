/** Grants, gifts and investment that came to the company. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import {
  Card,
  DefinitionList,
  EmptyState,
  Heading,
  Money,
  Notice,
  StatusLabel,
  TextLink,
} from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form, Select } from '#ui/forms.tsx'
import { Pager } from '#ui/lists.tsx'
import { dayText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Page } from '#parties/cursors.ts'
import type { BankLineSeen } from '#trade/bank-lines.ts'
import { LedgerLink, UndoForm } from '#trade/money-parts.tsx'
import type { Named } from '#parties/directory.ts'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { moneyWords } from '#trade/words/money.ts'
import { bankWords } from '#trade/words/money-bank.ts'
import type { GrantSeen } from './grants.ts'
import { grantSorts } from './schema.ts'
import { grantWords } from './words.ts'

export const grantsAt = '/trade/grants'

export interface GrantsData {
  readonly grants: Page<GrantSeen>
  readonly givers: readonly Named[]
  readonly today: Day
  /** The line of the bank that is being booked. */
  readonly line?: BankLineSeen
}

export function grantsView(data: GrantsData, seen: Seen): View {
  const { lang } = seen
  const own = grantWords[lang]
  return {
    title: own.title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: bankWords[lang].bank, href: '/trade/bank' }, { label: own.title }),
    body: (
      <>
        <TradeTabs seen={seen} current="bank" />
        <Heading lead={own.lead}>{own.title}</Heading>
        <FormErrors seen={seen} />
        <Table
          caption={own.title}
          hideCaption
          phone="cards"
          rows={data.grants.rows}
          empty={<EmptyState title={own.none} text={own.noneText} />}
          columns={[
            {
              key: 'no',
              label: own.no,
              cell: (row) => (
                <>
                  <TextLink href={`${grantsAt}/${row.grantId}`}>{row.grantNo}</TextLink>{' '}
                  {row.undoneBecause !== '' && <StatusLabel tone="warning">{own.undone}</StatusLabel>}
                </>
              ),
            },
            { key: 'on', label: own.receivedOn, cell: (row) => dayText(row.on, lang) },
            { key: 'giver', label: own.giver, cell: (row) => row.giverName },
            { key: 'sort', label: own.sort, cell: (row) => own.sorts[row.sort] },
            { key: 'amount', label: own.amountYen, numeric: true, cell: (row) => yen(row.amountYen, lang) },
          ]}
        />
        <Pager
          nextHref={data.grants.next && withQuery(grantsAt, { after: data.grants.next })}
          summary={
            data.grants.rows.length > 0
              ? moneyWords[lang].shown(data.grants.rows.length, data.grants.next !== undefined)
              : undefined
          }
        />
        <Part id="add">
          <Card title={data.line ? own.fromLine : own.add} level={2}>
            <AddForm data={data} seen={seen} />
          </Card>
        </Part>
      </>
    ),
  }
}

function AddForm({ data: { givers, today, line }, seen }: { data: GrantsData; seen: Seen }) {
  const { lang } = seen
  const own = grantWords[lang]
  const box = (name: string, stored: string | number = '') => ({
    name,
    value: typed(seen, name, stored),
    error: faultOf(seen, name),
  })
  return (
    <Form action={grantsAt} csrf={seen.csrf} requestKey={seen.requestKey} label={own.add}>
      {line ? (
        <>
          <p class="mb-4">{`${own.ofLine} ${dayText(line.on, lang)} ${yen(line.amountYen, lang)}`}</p>
          <input type="hidden" name="bankLineId" value={line.bankLineId} />
        </>
      ) : (
        <FieldRow>
          <Field {...box('receivedOn', today)} label={own.receivedOn} type="date" required />
          <Field {...box('amountYen')} label={own.amountYen} type="number" unit={own.yen} required />
        </FieldRow>
      )}
      <Select
        {...box('giverId')}
        label={own.giver}
        options={givers.map(({ id, name }) => ({ value: id, label: name }))}
        width="middle"
        required
      />
      <Select
        {...box('sort', 'grant')}
        label={own.sort}
        options={grantSorts.map((value) => ({ value, label: own.sorts[value] }))}
        width="middle"
      />
      <Field {...box('memo')} label={own.memo} maxlength={200} optional />
      <ButtonRow>
        <Button>{own.add}</Button>
      </ButtonRow>
    </Form>
  )
}

export function grantView(grant: GrantSeen, seen: Seen): View {
  const { lang } = seen
  const own = grantWords[lang]
  return {
    title: `${own.title} ${grant.grantNo}`,
    breadcrumbs: crumbs(
      seen,
      { label: bankWords[lang].bank, href: '/trade/bank' },
      { label: own.title, href: grantsAt },
      { label: grant.grantNo },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="bank" />
        <Heading above={own.sorts[grant.sort]}>{grant.grantNo}</Heading>
        <FormErrors seen={seen} />
        {grant.undoneBecause !== '' && (
          <Notice kind="warning" title={own.undoneTitle}>
            {grant.undoneBecause}
          </Notice>
        )}
        <DefinitionList
          items={[
            [own.receivedOn, dayText(grant.on, lang)],
            [own.giver, <TextLink href={`/parties/${grant.giverId}`}>{grant.giverName}</TextLink>],
            [own.amountYen, <Money yen={grant.amountYen} strong />],
            [own.memo, grant.memo],
            [
              own.source,
              grant.bankLineId ? (
                <TextLink href={`/trade/bank/${grant.bankLineId}`}>{own.openLine}</TextLink>
              ) : (
                own.byHand
              ),
            ],
          ]}
        />
        <LedgerLink entry={grant.entryId} seen={seen} />
        {grant.undoneBecause === '' && (
          <UndoForm action={`${grantsAt}/${grant.grantId}/undo`} lead={own.undoLead} seen={seen} />
        )}
      </>
    ),
  }
}

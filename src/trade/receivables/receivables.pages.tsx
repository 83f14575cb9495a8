/** Who owes what since when, and the letter that asks for it. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { EmptyState, Heading, Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow, CopyButton } from '#ui/buttons.tsx'
import { Form } from '#ui/forms.tsx'
import { compactYen, dayText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { Ranks } from '#ui/pictures/ranks.tsx'
import { Table } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { inLang } from '#trade/sheet-parts.ts'
import { moneyWords } from '#trade/words/money.ts'
import { type Age, type BuyerOwes, ages } from './ageing.ts'
import type { Dunning } from './reminders.ts'
import { receivableWords } from './words.ts'

const at = '/trade/receivables'

export function ageingView({ rows }: { rows: readonly BuyerOwes[] }, seen: Seen): View {
  const own = receivableWords[seen.lang]
  const sums = ages.map((age) => ({ age, yen: rows.reduce((sum, row) => sum + row.yen[age], 0) }))
  return {
    title: own.receivables,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: moneyWords[seen.lang].invoices, href: '/trade/invoices' },
      { label: own.receivables },
    ),
    body: (
      <>
        <TradeTabs seen={seen} current="invoices" />
        <Heading
          lead={own.lead}
          action={
            <ButtonLink href={`${at}.csv`} download>
              CSV
            </ButtonLink>
          }
        >
          {own.receivables}
        </Heading>
        {rows.length > 0 && (
          <FigureWithTable title={own.byAge}>
            <Ranks
              id="ageing"
              title={own.byAge}
              rows={sums.map(({ age, yen: value }) => ({
                label: own.ages[age],
                value,
                tone: age === 'not_due' ? 'inside' : 'leak',
              }))}
              format={(value) => compactYen(value, seen.lang)}
            />
          </FigureWithTable>
        )}
        <Part>
          <AgeingTable rows={rows} sums={sums} seen={seen} />
        </Part>
      </>
    ),
  }
}

interface AgeingTableProps {
  rows: readonly BuyerOwes[]
  sums: readonly { readonly age: Age; readonly yen: number }[]
  seen: Seen
}

const overdue = (row: BuyerOwes): boolean => row.total > row.yen.not_due

function AgeingTable({ rows, sums, seen }: AgeingTableProps) {
  const own = receivableWords[seen.lang]
  const total = sums.reduce((sum, each) => sum + each.yen, 0)
  return (
    <Table
      caption={own.receivables}
      hideCaption
      phone="cards"
      rows={rows}
      empty={<EmptyState title={own.none} text={own.noneText} />}
      columns={[
        {
          key: 'name',
          label: own.buyer,
          cell: (row) => (
            <TextLink href={`/trade/invoices?view=open&buyer=${row.buyerId}`}>
              {inLang(row.name, row.nameEn, seen.lang)}
            </TextLink>
          ),
        },
        ...ages.map((age) => ({
          key: age,
          label: own.ages[age],
          numeric: true,
          cell: (row: BuyerOwes) => (row.yen[age] === 0 ? '' : yen(row.yen[age], seen.lang)),
        })),
        { key: 'total', label: own.total, numeric: true, cell: (row) => yen(row.total, seen.lang) },
        {
          key: 'reminded',
          label: own.reminded,
          cell: (row) =>
            overdue(row) || row.remindedOn ? (
              <TextLink href={`${at}/${row.buyerId}`}>
                {row.remindedOn ? dayText(row.remindedOn, seen.lang) : own.open}
              </TextLink>
            ) : (
              ''
            ),
        },
      ]}
      foot={[
        {
          label: own.total,
          cells: {
            ...Object.fromEntries(sums.map(({ age, yen: sum }) => [age, yen(sum, seen.lang)])),
            total: yen(total, seen.lang),
          },
        },
      ]}
    />
  )
}

export function reminderView(dunning: Dunning, seen: Seen): View {
  const own = receivableWords[seen.lang]
  const { buyerId, buyerName, invoices, history } = dunning
  return {
    title: `${own.reminder} ${buyerName}`,
    breadcrumbs: crumbs(seen, { label: own.receivables, href: at }, { label: buyerName }),
    body: (
      <>
        <TradeTabs seen={seen} current="invoices" />
        <Heading above={own.reminder} lead={own.reminderLead}>
          <TextLink href={`/parties/${buyerId}`}>{buyerName}</TextLink>
        </Heading>
        <FormErrors seen={seen} />
        {invoices.length === 0 ? (
          <EmptyState
            title={own.nothing}
            text={own.nothingText}
            action={{ label: own.receivables, href: at }}
          />
        ) : (
          <>
            <OverdueTable dunning={dunning} seen={seen} />
            <LetterPart dunning={dunning} seen={seen} />
          </>
        )}
        {history.length > 0 && <History dunning={dunning} seen={seen} />}
      </>
    ),
  }
}

interface DunningProps {
  dunning: Dunning
  seen: Seen
}

function OverdueTable({ dunning, seen }: DunningProps) {
  const own = receivableWords[seen.lang]
  return (
    <Table
      caption={own.overdue}
      rows={dunning.invoices}
      columns={[
        {
          key: 'invoiceNo',
          label: own.invoiceNo,
          cell: (row) => <TextLink href={`/trade/invoices/${row.invoiceId}`}>{row.invoiceNo}</TextLink>,
        },
        { key: 'dueOn', label: own.dueOn, cell: (row) => dayText(row.dueOn, seen.lang) },
        { key: 'leftYen', label: own.left, numeric: true, cell: (row) => yen(row.leftYen, seen.lang) },
        { key: 'reminded', label: own.times, numeric: true },
      ]}
    />
  )
}

function LetterPart({ dunning, seen }: DunningProps) {
  const own = receivableWords[seen.lang]
  const { buyerId, letter, recipients, stage, notBefore } = dunning
  return (
    <Part>
      <Heading level={2}>
        {own.letter} <StatusLabel tone={stage === 3 ? 'warning' : 'info'}>{own.stages[stage]}</StatusLabel>
      </Heading>
      {recipients.length === 0 ? (
        <Notice kind="warning">{own.noContact}</Notice>
      ) : (
        <p>
          {own.to}: {recipients.join(', ')}
        </p>
      )}
      <p>
        <strong>{letter.subject}</strong>
      </p>
      <div class="y-letter" lang="ja">
        {letter.body}
      </div>
      <ButtonRow>
        <CopyButton text={`${letter.subject}\n\n${letter.body}`} label={own.copy} />
      </ButtonRow>
      {notBefore && <p>{own.notBefore(dayText(notBefore, seen.lang))}</p>}
      {recipients.length > 0 && !notBefore && (
        <Form action={`${at}/${buyerId}`} csrf={seen.csrf} requestKey={seen.requestKey} label={own.reminder}>
          <ButtonRow>
            <Button>{own.send}</Button>
          </ButtonRow>
        </Form>
      )}
    </Part>
  )
}

function History({ dunning, seen }: DunningProps) {
  const own = receivableWords[seen.lang]
  return (
    <Part>
      <Table
        caption={own.history}
        phone="cards"
        rows={dunning.history}
        columns={[
          { key: 'on', label: own.on, cell: (row) => dayText(row.on, seen.lang) },
          { key: 'invoiceNo', label: own.invoiceNo },
          {
            key: 'stage',
            label: own.stage,
            cell: (row) => own.stages[row.stage as keyof typeof own.stages],
          },
          { key: 'leftYen', label: own.left, numeric: true, cell: (row) => yen(row.leftYen, seen.lang) },
          { key: 'recipients', label: own.to, cell: (row) => row.recipients.join(', ') },
        ]}
      />
    </Part>
  )
}

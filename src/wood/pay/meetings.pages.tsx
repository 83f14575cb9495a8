/** The monthly meeting and the statement of a year. Views only. */
import { withQuery } from '#http/paths.ts'
import type { ReportColumn } from '#http/columns.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { type Month, addMonths } from '#kit/days.ts'
import { CardGrid, EmptyState, Figure, Heading } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { decimal, monthText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { officeWords } from '#wood/office.words.ts'
import { WoodTabs, crumbs, weight, woodAt } from '#wood/page-parts.tsx'
import { woodWords } from '#wood/words.ts'
import { type Earned, type Income, type MeetingRow, sumOf } from './meetings.ts'

export const meetingsAt = `${woodAt}/meetings`
export const incomeAt = (supplierId: string): string => `${woodAt}/income/${supplierId}`

function earnedColumns<Row extends Earned>(lang: Lang): Column<Row>[] {
  const own = officeWords[lang]
  const words = woodWords[lang]
  return [
    { key: 'slips', label: own.slips, numeric: true, cell: (row) => decimal(row.slips) },
    { key: 'grams', label: words.weight, numeric: true, cell: (row) => weight(row.grams, lang) },
    { key: 'yen', label: own.inYen, numeric: true, cell: (row) => yen(row.yen, lang) },
    { key: 'points', label: own.inPoints, numeric: true, cell: (row) => `${decimal(row.points)} pt` },
    {
      key: 'firewood',
      label: own.inFirewood,
      numeric: true,
      cell: (row) =>
        row.firewoodGrams === 0 ? '–' : `${weight(row.firewoodGrams, lang)}（${yen(row.firewoodYen, lang)}）`,
    },
  ]
}

const foot = (total: Earned, lang: Lang) => {
  const columns = earnedColumns<Earned>(lang)
  return [
    {
      label: woodWords[lang].total,
      cells: Object.fromEntries(columns.map(({ key, cell }) => [key, cell?.(total)])),
    },
  ]
}

export function meetingView(
  { rows, month }: { rows: readonly MeetingRow[]; month: Month },
  seen: Seen,
): View {
  const { lang } = seen
  const own = officeWords[lang]
  const words = woodWords[lang]
  const to = (of: Month): string => withQuery(meetingsAt, { month: of })
  return {
    title: `${own.meetings} ${monthText(month, lang)}`,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.meetings }),
    body: (
      <>
        <WoodTabs current="meetings" seen={seen} />
        <Heading above={own.meetings} lead={own.meetingLead}>
          {monthText(month, lang)}
        </Heading>
        <ButtonRow>
          <ButtonLink href={to(addMonths(month, -1))}>{own.earlier}</ButtonLink>
          <ButtonLink href={to(addMonths(month, 1))}>{own.later}</ButtonLink>
          {rows.length > 0 && (
            <ButtonLink href={withQuery(`${meetingsAt}.csv`, { month })} download>
              {words.csv}
            </ButtonLink>
          )}
        </ButtonRow>
        <Part>
          <Table
            caption={`${own.meetings} ${monthText(month, lang)}`}
            hideCaption
            phone="cards"
            rows={rows}
            empty={<EmptyState title={own.noMeeting} />}
            columns={[
              { key: 'name', label: words.supplier },
              { key: 'supplierNo', label: words.no, hideOnPhone: true },
              ...earnedColumns<MeetingRow>(lang),
              {
                key: 'signature',
                label: own.signature,
                hideOnPhone: true,
                cell: () => <span class="y-signature"></span>,
              },
            ]}
            foot={foot(sumOf(rows), lang)}
          />
        </Part>
      </>
    ),
  }
}

/** For a spreadsheet: plain numbers. */
export function meetingFileColumns(lang: Lang): ReportColumn<MeetingRow>[] {
  const own = officeWords[lang]
  const words = woodWords[lang]
  return [
    { key: 'no', label: words.no, kind: 'text', value: (row) => row.supplierNo },
    { key: 'name', label: words.supplier, kind: 'text', value: (row) => row.name },
    { key: 'slips', label: own.slips, kind: 'count', value: (row) => row.slips },
    { key: 'kg', label: `${words.weight} kg`, kind: 'count', value: (row) => row.grams / 1_000 },
    { key: 'yen', label: own.inYen, kind: 'yen', value: (row) => row.yen },
    { key: 'points', label: own.inPoints, kind: 'count', value: (row) => row.points },
    {
      key: 'firewoodKg',
      label: `${own.inFirewood} kg`,
      kind: 'count',
      value: (row) => row.firewoodGrams / 1_000,
    },
    {
      key: 'firewoodYen',
      label: `${own.inFirewood} ${words.yen}`,
      kind: 'yen',
      value: (row) => row.firewoodYen,
    },
  ]
}

export function incomeView({ income, thisYear }: { income: Income; thisYear: number }, seen: Seen): View {
  const { lang } = seen
  const own = officeWords[lang]
  const { year, total, months, supplierId, since } = income
  const to = (of: number): string => withQuery(incomeAt(supplierId), { year: of })
  const first = since === null ? year : Number(since.slice(0, 4))
  return {
    title: `${own.income} ${own.year(year)}`,
    breadcrumbs: crumbs(seen, { label: own.income }),
    body: (
      <>
        <Heading above={`${income.name} ${income.supplierNo}`} lead={own.incomeLead}>
          {`${own.income} ${own.year(year)}`}
        </Heading>
        <ButtonRow>
          {year > first && <ButtonLink href={to(year - 1)}>{own.lastYear}</ButtonLink>}
          {year < thisYear && <ButtonLink href={to(year + 1)}>{own.nextYear}</ButtonLink>}
          {months.length > 0 && (
            <ButtonLink
              href={withQuery(`${incomeAt(supplierId)}/statement.pdf`, { year })}
              kind="primary"
              download
            >
              {own.pdf}
            </ButtonLink>
          )}
        </ButtonRow>
        {months.length === 0 ? (
          <EmptyState title={own.noIncome} />
        ) : (
          <>
            <CardGrid columns={2}>
              <Figure
                label={own.worthTotal}
                value={yen(total.yen + total.points + total.firewoodYen, lang)}
                size="large"
              />
              <Figure label={woodWords[lang].weight} value={weight(total.grams, lang)} size="large" />
            </CardGrid>
            <Part>
              <Table
                caption={own.income}
                hideCaption
                phone="cards"
                rows={months}
                columns={[
                  { key: 'month', label: own.month, cell: (row) => monthText(row.month, lang) },
                  ...earnedColumns<Income['months'][number]>(lang),
                ]}
                foot={foot(total, lang)}
              />
            </Part>
          </>
        )}
      </>
    ),
  }
}

/** What all report pages have in common: which report, which period, how to take it away, and a table in pages. */
import { withQuery } from '#http/paths.ts'
import type { Child } from 'hono/jsx'
import type { Day, Period } from '#kit/days.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import { Disclosure, EmptyState, Heading } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form } from '#ui/forms.tsx'
import { FilterChips, Pager } from '#ui/lists.tsx'
import { dayText, decimal } from '#ui/numbers.ts'
import { Table, type TableFoot } from '#ui/tables.tsx'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { type ReportColumn, type Sorting, pageColumns, sorted } from '#http/columns.ts'
import { type Span, spanOf, spans } from './periods.ts'
import { reportWords } from './words.ts'

export const reportNames = ['sales', 'incomes', 'fill', 'losses', 'cohorts', 'forecast'] as const
export type ReportName = (typeof reportNames)[number]
export const reportAt = (name: ReportName): string => `/trade/reports/${name}`
/** A producer opens the sales of the own goods; the rest is the company's. */
const accessOf = (name: ReportName) => (name === 'sales' ? 'sales.see' : 'report.see')

/** What the address of a report says, as text for links. */
export type Query = Readonly<Record<string, string | undefined>>

interface ReportPageProps {
  name: ReportName
  seen: Seen
  query: Query
  /** Of this report: what it counts by. */
  choices?: { readonly key: string; readonly items: readonly { value: string; label: string }[] }
  period?: Period
  today: Day
  children?: Child
}

export function reportView(props: ReportPageProps): View {
  const { name, seen, query, choices, period, today, children } = props
  const own = reportWords[seen.lang]
  const at = reportAt(name)
  const taken = { ...query, sort: undefined, p: undefined }
  return {
    title: own.names[name],
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.reports, href: '/trade/reports' }, { label: own.names[name] }),
    body: (
      <>
        <TradeTabs seen={seen} current="reports" />
        <Heading
          lead={own.leads[name]}
          action={
            <ButtonRow>
              <ButtonLink href={withQuery(`${at}.csv`, taken)} size="small" download>
                {own.csv}
              </ButtonLink>
              <ButtonLink href={withQuery(`${at}.xlsx`, taken)} size="small" download>
                {own.excel}
              </ButtonLink>
            </ButtonRow>
          }
        >
          {own.names[name]}
        </Heading>
        <ReportChips seen={seen} current={name} />
        {choices && (
          <FilterChips
            label={own.by}
            items={choices.items.map(({ value, label }) => ({
              label,
              href: withQuery(at, { ...query, sort: undefined, p: undefined, [choices.key]: value }),
              current: query[choices.key] === value,
            }))}
          />
        )}
        {period && <PeriodForm at={at} seen={seen} query={query} period={period} today={today} />}
        {children}
      </>
    ),
  }
}

/** From one report to the others. */
function ReportChips({ seen, current }: { seen: Seen; current: ReportName }) {
  const own = reportWords[seen.lang]
  const open = reportNames.filter((name) => may(seen.actor.role, accessOf(name)))
  if (open.length < 2) return null
  return (
    <FilterChips
      label={own.kinds}
      items={open.map((name) => ({
        label: own.names[name],
        href: reportAt(name),
        current: name === current,
      }))}
    />
  )
}

interface PeriodProps {
  at: string
  seen: Seen
  query: Query
  period: Period
  today: Day
}

function PeriodForm({ at, seen, query, period, today }: PeriodProps) {
  const own = reportWords[seen.lang]
  const isNow = (span: Span): boolean => {
    const { from, to } = spanOf(span, today)
    return from === period.from && to === period.to
  }
  const kept = Object.entries(query).filter(
    ([key, value]) => value && !['from', 'to', 'p', 'sort'].includes(key),
  )
  return (
    <>
      <FilterChips
        label={own.span}
        items={spans.map((span) => ({
          label: own.spans[span],
          href: withQuery(at, { ...query, p: undefined, ...spanOf(span, today) }),
          current: isNow(span),
        }))}
      />
      <Disclosure
        title={own.overPeriod(dayText(period.from, seen.lang), dayText(period.to, seen.lang))}
        open={!spans.some(isNow)}
      >
        <Form action={at} method="get">
          {kept.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <FieldRow>
            <Field type="date" name="from" label={own.from} value={period.from} />
            <Field type="date" name="to" label={own.to} value={period.to} />
          </FieldRow>
          <ButtonRow>
            <Button kind="secondary">{own.show}</Button>
          </ButtonRow>
        </Form>
      </Disclosure>
    </>
  )
}

const perPage = 100

interface ReportTableProps<Row> {
  name: ReportName
  seen: Seen
  query: Query
  caption: string
  rows: readonly Row[]
  columns: readonly ReportColumn<Row>[]
  sorting: Sorting | undefined
  page: number
  foot?: readonly TableFoot[]
}

/** A hundred rows a page, each head sorts; the files have them all. */
export function ReportTable<Row extends object>(props: ReportTableProps<Row>) {
  const { name, seen, query, caption, rows, columns, sorting, page, foot } = props
  const own = reportWords[seen.lang]
  const first = (page - 1) * perPage
  const shown = sorted(rows, columns, sorting).slice(first, first + perPage)
  const href = (p: number): string =>
    withQuery(reportAt(name), { ...query, p: p === 1 ? undefined : String(p) })
  return (
    <>
      <Table
        caption={caption}
        hideCaption
        phone="cards"
        rows={shown}
        columns={pageColumns(
          columns,
          sorting,
          (sort) => withQuery(reportAt(name), { ...query, p: undefined, sort }),
          seen.lang,
        )}
        foot={foot}
        empty={<EmptyState title={own.none} text={own.noneText} />}
      />
      {rows.length > perPage && (
        <Pager
          prevHref={page > 1 ? href(page - 1) : undefined}
          nextHref={first + perPage < rows.length ? href(page + 1) : undefined}
          summary={own.more(decimal(first + 1), decimal(first + shown.length), decimal(rows.length))}
        />
      )}
    </>
  )
}

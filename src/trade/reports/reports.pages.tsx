/** Income, shortages, waste, buyers who stay. Views only. */
import type { Day, Month, Period } from '#kit/days.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import { Card, CardGrid, Heading, TextLink } from '#ui/blocks.tsx'
import { compactYen, decimal, monthShort, monthText, percent, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { LineChart } from '#ui/pictures/line-chart.tsx'
import { Ranks } from '#ui/pictures/ranks.tsx'
import type { Lang } from '#ui/words.ts'
import { TradeTabs, crumbs } from '#trade/page-parts.tsx'
import { baseText, inLang } from '#trade/sheet-parts.ts'
import { type Cohort, retention } from './cohorts.ts'
import { type ReportColumn, inPicture, shareOf, sortingOf } from '#http/columns.ts'
import { type FillBy, type FillRow, fillBy } from './fill-rates.ts'
import { ReportTable, reportAt, reportNames, reportView } from './frame.tsx'
import type { IncomeRow } from './incomes.ts'
import type { LossRow } from './losses.ts'
import type { ReportInput } from './report.ts'
import { reportWords } from './words.ts'

const restOf = (rows: readonly unknown[], lang: Lang): string | undefined =>
  rows.length > inPicture ? reportWords[lang].rest(decimal(inPicture), decimal(rows.length)) : undefined

/** All reports, each with what it tells. */
export function overview(_data: unknown, seen: Seen): View {
  const own = reportWords[seen.lang]
  return {
    title: own.reports,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.reports }),
    body: (
      <>
        <TradeTabs seen={seen} current="reports" />
        <Heading lead={own.lead}>{own.reports}</Heading>
        <CardGrid columns={3}>
          {reportNames
            .filter((name) => name === 'sales' || may(seen.actor.role, 'report.see'))
            .map((name) => (
              <Card title={own.names[name]} href={reportAt(name)} level={2}>
                <p>{own.leads[name]}</p>
              </Card>
            ))}
        </CardGrid>
      </>
    ),
  }
}

export interface IncomesData {
  readonly rows: readonly IncomeRow[]
  readonly period: Period
  readonly today: Day
}

export function incomeColumns(_data: IncomesData, lang: Lang): ReportColumn<IncomeRow>[] {
  const own = reportWords[lang]
  const name = (row: IncomeRow): string => inLang(row.name, row.nameEn, lang)
  return [
    {
      key: 'name',
      label: own.producer,
      kind: 'text',
      value: name,
      cell: (row) => <TextLink href={`/producers/${row.producerId}`}>{name(row)}</TextLink>,
    },
    { key: 'town', label: own.town, kind: 'text', value: (row) => row.town, hideOnPhone: true },
    { key: 'grossYen', label: own.gross, kind: 'yen', value: (row) => row.grossYen },
    { key: 'commissionYen', label: own.commission, kind: 'yen', value: (row) => row.commissionYen },
    { key: 'incomeYen', label: own.income, kind: 'yen', value: (row) => row.incomeYen },
    { key: 'beforeYen', label: own.before, kind: 'yen', value: (row) => row.beforeYen },
    { key: 'months', label: own.months, kind: 'count', value: (row) => row.months, hideOnPhone: true },
  ]
}

export function incomesView(data: IncomesData, seen: Seen, asked: ReportInput): View {
  const own = reportWords[seen.lang]
  const { rows, period, today } = data
  const query = { from: asked.from, to: asked.to, sort: asked.sort }
  const total = (of: (row: IncomeRow) => number): string =>
    yen(
      rows.reduce((sum, row) => sum + of(row), 0),
      seen.lang,
    )
  return reportView({
    name: 'incomes',
    seen,
    query,
    period,
    today,
    children: (
      <>
        <FigureWithTable title={own.names.incomes} lead={[restOf(rows, seen.lang), own.stroke].join(' ')}>
          <Ranks
            id="incomes"
            title={own.names.incomes}
            rows={rows.slice(0, inPicture).map((row) => ({
              label: inLang(row.name, row.nameEn, seen.lang),
              value: row.incomeYen,
              before: row.beforeYen,
              href: `/producers/${row.producerId}`,
            }))}
            format={(value) => compactYen(value, seen.lang)}
          />
        </FigureWithTable>
        <Part>
          <ReportTable
            name="incomes"
            seen={seen}
            query={query}
            caption={own.names.incomes}
            rows={rows}
            columns={incomeColumns(data, seen.lang)}
            sorting={sortingOf(asked.sort)}
            page={asked.p}
            foot={[
              {
                label: own.total,
                cells: {
                  grossYen: total((row) => row.grossYen),
                  commissionYen: total((row) => row.commissionYen),
                  incomeYen: total((row) => row.incomeYen),
                  beforeYen: total((row) => row.beforeYen),
                },
              },
            ]}
          />
        </Part>
      </>
    ),
  })
}

export interface FillData {
  readonly rows: readonly FillRow[]
  readonly by: FillBy
  readonly period: Period
  readonly today: Day
}

const fillName = (row: FillRow, by: FillBy, lang: Lang): string =>
  by === 'month' ? monthText(row.key as Month, lang) : inLang(row.name, row.nameEn, lang)

export function fillColumns({ by }: FillData, lang: Lang): ReportColumn<FillRow>[] {
  const own = reportWords[lang]
  return [
    {
      key: 'name',
      label: own.bys[by],
      kind: 'text',
      value: (row) => (by === 'month' ? row.key : fillName(row, by, lang)),
      cell: (row) => fillName(row, by, lang),
    },
    { key: 'orderedYen', label: own.ordered, kind: 'yen', value: (row) => row.orderedYen },
    { key: 'shippedYen', label: own.shipped, kind: 'yen', value: (row) => row.shippedYen, hideOnPhone: true },
    { key: 'droppedYen', label: own.dropped, kind: 'yen', value: (row) => row.droppedYen },
    {
      key: 'fill',
      label: own.fillRate,
      kind: 'share',
      value: (row) => shareOf(row.shippedYen, row.orderedYen),
    },
    { key: 'lines', label: own.lines, kind: 'count', value: (row) => row.lines, hideOnPhone: true },
    { key: 'shortLines', label: own.shortLines, kind: 'count', value: (row) => row.shortLines },
  ]
}

export function fillView(data: FillData, seen: Seen, asked: ReportInput & { by: FillBy }): View {
  const own = reportWords[seen.lang]
  const { rows, by, period, today } = data
  const query = { by, from: asked.from, to: asked.to, sort: asked.sort }
  const title = by === 'month' ? own.fillRate : own.dropped
  return reportView({
    name: 'fill',
    seen,
    query,
    choices: { key: 'by', items: fillBy.map((value) => ({ value, label: own.bys[value] })) },
    period,
    today,
    children: (
      <>
        <FigureWithTable title={title} lead={by === 'month' ? undefined : restOf(rows, seen.lang)}>
          {by === 'month' ? (
            <LineChart
              id="fill"
              title={title}
              ticks={rows.map(({ key }) => ({ label: monthShort(key as Month, seen.lang) }))}
              series={[
                {
                  label: own.fillRate,
                  tone: 'inside',
                  values: rows.map((row) => shareOf(row.shippedYen, row.orderedYen)),
                },
              ]}
              format={(value) => percent(value)}
            />
          ) : (
            <Ranks
              id="fill"
              title={title}
              rows={rows
                .filter(({ droppedYen }) => droppedYen > 0)
                .slice(0, inPicture)
                .map((row) => ({
                  label: fillName(row, by, seen.lang),
                  value: row.droppedYen,
                  tone: 'leak' as const,
                }))}
              format={(value) => compactYen(value, seen.lang)}
            />
          )}
        </FigureWithTable>
        <Part>
          <ReportTable
            name="fill"
            seen={seen}
            query={query}
            caption={own.names.fill}
            rows={rows}
            columns={fillColumns(data, seen.lang)}
            sorting={sortingOf(asked.sort)}
            page={asked.p}
          />
        </Part>
      </>
    ),
  })
}

export interface LossData {
  readonly rows: readonly LossRow[]
  readonly period: Period
  readonly today: Day
}

export function lossColumns(_data: LossData, lang: Lang): ReportColumn<LossRow>[] {
  const own = reportWords[lang]
  const amount = (key: 'received' | 'wasted' | 'samples' | 'counted', hideOnPhone = false) => ({
    key,
    label: own[key],
    kind: 'count' as const,
    value: (row: LossRow) => row[key],
    cell: (row: LossRow) => baseText(row[key], inLang(row.baseUnit, row.baseUnitEn, lang)),
    hideOnPhone,
  })
  return [
    {
      key: 'name',
      label: own.product,
      kind: 'text',
      value: (row) => inLang(row.name, row.nameEn, lang),
    },
    { key: 'producerName', label: own.producer, kind: 'text', value: (row) => row.producerName },
    {
      key: 'unit',
      label: own.unit,
      kind: 'text',
      value: (row) => inLang(row.baseUnit, row.baseUnitEn, lang),
      hideOnPhone: true,
    },
    amount('received', true),
    amount('wasted'),
    amount('samples'),
    amount('counted'),
    {
      key: 'wasteShare',
      label: own.wasteShare,
      kind: 'share',
      value: (row) => shareOf(row.wasted, row.received),
      hideOnPhone: true,
    },
    { key: 'lostYen', label: own.lost, kind: 'yen', value: (row) => row.lostYen },
  ]
}

export function lossesView(data: LossData, seen: Seen, asked: ReportInput): View {
  const own = reportWords[seen.lang]
  const { rows, period, today } = data
  const query = { from: asked.from, to: asked.to, sort: asked.sort }
  return reportView({
    name: 'losses',
    seen,
    query,
    period,
    today,
    children: (
      <>
        <FigureWithTable title={own.lost} lead={restOf(rows, seen.lang)}>
          <Ranks
            id="losses"
            title={own.lost}
            rows={rows.slice(0, inPicture).map((row) => ({
              label: inLang(row.name, row.nameEn, seen.lang),
              value: row.lostYen,
              tone: 'leak' as const,
            }))}
            format={(value) => compactYen(value, seen.lang)}
          />
        </FigureWithTable>
        <Part>
          <ReportTable
            name="losses"
            seen={seen}
            query={query}
            caption={own.names.losses}
            rows={rows}
            columns={lossColumns(data, seen.lang)}
            sorting={sortingOf(asked.sort)}
            page={asked.p}
          />
        </Part>
      </>
    ),
  })
}

export interface CohortData {
  readonly rows: readonly Cohort[]
  readonly today: Day
}

export function cohortColumns({ rows }: CohortData, lang: Lang): ReportColumn<Cohort>[] {
  const own = reportWords[lang]
  const longest = Math.max(0, ...rows.map(({ stayed }) => stayed.length - 1))
  return [
    {
      key: 'month',
      label: own.cohort,
      kind: 'text',
      value: ({ month }) => month,
      cell: ({ month }) => monthText(month, lang),
    },
    { key: 'buyers', label: own.buyers, kind: 'count', value: ({ buyers }) => buyers },
    ...Array.from({ length: longest }, (_, at) => ({
      key: `m${at + 1}`,
      label: own.since(String(at + 1)),
      kind: 'share' as const,
      value: ({ buyers, stayed }: Cohort) => {
        const count = stayed[at + 1]
        return count === undefined ? null : shareOf(count, buyers)
      },
    })),
  ]
}

export function cohortsView(data: CohortData, seen: Seen, asked: ReportInput): View {
  const own = reportWords[seen.lang]
  const { rows, today } = data
  const kept = retention(rows)
  return reportView({
    name: 'cohorts',
    seen,
    query: { sort: asked.sort },
    today,
    children: (
      <>
        <FigureWithTable title={own.stayed}>
          <LineChart
            id="cohorts"
            title={own.stayed}
            ticks={kept.slice(1).map((_, at) => ({ label: own.since(String(at + 1)) }))}
            series={[{ label: own.retention, tone: 'inside', values: kept.slice(1) }]}
            format={(value) => percent(value)}
          />
        </FigureWithTable>
        <Part>
          <ReportTable
            name="cohorts"
            seen={seen}
            query={{ sort: asked.sort }}
            caption={own.names.cohorts}
            rows={rows}
            columns={cohortColumns(data, seen.lang)}
            sorting={sortingOf(asked.sort)}
            page={asked.p}
          />
        </Part>
      </>
    ),
  })
}

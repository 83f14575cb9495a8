/** Sales: who bought, whose goods, what, inside or outside, month by month. Views only. */
import type { Child } from 'hono/jsx'
import { type Day, type Month, type Period, isMonth } from '#kit/days.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { kindWords, sectorWords, sideWords } from '#parties/words.ts'
import { CardGrid, Figure, TextLink } from '#ui/blocks.tsx'
import { bracketed, compactYen, decimal, monthShort, monthText, percent, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { LineChart } from '#ui/pictures/line-chart.tsx'
import { Ranks } from '#ui/pictures/ranks.tsx'
import type { Lang } from '#ui/words.ts'
import { categoryNames } from '#trade/categories.ts'

import { baseText, inLang } from '#trade/sheet-parts.ts'
import { type ReportColumn, inPicture, shareOf, shown, sortingOf } from '#http/columns.ts'
import { ReportTable, reportView } from './frame.tsx'
import { before } from './periods.ts'
import type { ReportInput } from './report.ts'
import { type SalesBy, type SalesRow, salesBy } from './sales.ts'
import { reportWords } from './words.ts'

export interface SalesData {
  readonly rows: readonly SalesRow[]
  readonly by: SalesBy
  readonly period: Period
  readonly today: Day
}

/** What a row is called, in the reader's language. */
export function salesName(row: SalesRow, by: SalesBy, lang: Lang): string {
  const { key } = row
  switch (by) {
    case 'month':
      return isMonth(key) ? monthText(key, lang) : key
    case 'side':
      return key === 'inside' || key === 'outside' ? sideWords[lang][key] : key
    case 'channel':
      return wordOf(sectorWords[lang], key) ?? wordOf(kindWords[lang], key) ?? key
    case 'category':
      return wordOf(categoryNames, key)?.[lang] ?? key
    default:
      return inLang(row.name, row.nameEn, lang)
  }
}
const wordOf = <T,>(words: Readonly<Record<string, T>>, key: string): T | undefined => words[key]

const hrefOf: Partial<Record<SalesBy, (id: string) => string>> = {
  buyer: (id) => `/parties/${id}`,
  producer: (id) => `/producers/${id}`,
  product: (id) => `/products/${id}`,
}

/** A year before there was nothing: then there is no change to speak of. */
const change = (now: number, then: number): number | null => (then > 0 ? now / then - 1 : null)

export function salesColumns({ rows, by }: SalesData, lang: Lang): ReportColumn<SalesRow>[] {
  const own = reportWords[lang]
  const total = rows.reduce((sum, { netYen }) => sum + netYen, 0)
  const href = hrefOf[by]
  const named: ReportColumn<SalesRow> = {
    key: 'name',
    label: own.bys[by],
    kind: 'text',
    value: (row) => (by === 'month' ? row.key : salesName(row, by, lang)),
    cell: (row) => {
      const name = salesName(row, by, lang)
      return href ? <TextLink href={href(row.key)}>{name}</TextLink> : name
    },
  }
  const quantity: ReportColumn<SalesRow>[] =
    by === 'product'
      ? [
          {
            key: 'quantity',
            label: own.quantity,
            kind: 'count',
            value: (row) => row.quantity,
            cell: (row) => baseText(row.quantity ?? 0, inLang(row.baseUnit, row.baseUnitEn, lang)),
          },
        ]
      : []
  const margin: ReportColumn<SalesRow>[] = rows.some(({ marginYen }) => marginYen !== null)
    ? [
        { key: 'marginYen', label: own.margin, kind: 'yen', value: (row) => row.marginYen },
        {
          key: 'marginShare',
          label: own.marginShare,
          kind: 'share',
          value: (row) => shareOf(row.marginYen ?? 0, row.netYen),
          hideOnPhone: true,
        },
      ]
    : []
  return [
    named,
    { key: 'netYen', label: own.net, kind: 'yen', value: (row) => row.netYen },
    {
      key: 'share',
      label: own.share,
      kind: 'share',
      value: (row) => shareOf(row.netYen, total),
      hideOnPhone: true,
    },
    { key: 'beforeYen', label: own.before, kind: 'yen', value: (row) => row.beforeYen },
    { key: 'change', label: own.change, kind: 'share', value: (row) => change(row.netYen, row.beforeYen) },
    ...margin,
    { key: 'deliveries', label: own.deliveries, kind: 'count', value: (row) => row.deliveries },
    ...quantity,
  ]
}

interface Asked extends ReportInput {
  readonly by: SalesBy
}

export function salesView(data: SalesData, seen: Seen, asked: Asked): View {
  const { rows, by, period, today } = data
  const own = reportWords[seen.lang]
  const columns = salesColumns(data, seen.lang)
  const query = { by, from: asked.from, to: asked.to, sort: asked.sort }
  const sums = sumsOf(rows)
  const cells = {
    netYen: yen(sums.net, seen.lang),
    beforeYen: yen(sums.before, seen.lang),
    change: shown(change(sums.net, sums.before), 'share', seen.lang),
    marginYen: sums.margin === null ? '' : yen(sums.margin, seen.lang),
    marginShare: sums.margin === null ? '' : shown(shareOf(sums.margin, sums.net), 'share', seen.lang),
  }
  return reportView({
    name: 'sales',
    seen,
    query,
    choices: { key: 'by', items: salesBy.map((value) => ({ value, label: own.bys[value] })) },
    period,
    today,
    children: (
      <>
        <Totals sums={sums} seen={seen} />
        <Part>
          <SalesPicture data={data} seen={seen} />
        </Part>
        <Part>
          <ReportTable
            name="sales"
            seen={seen}
            query={query}
            caption={own.names.sales}
            rows={rows}
            columns={columns}
            sorting={sortingOf(asked.sort)}
            page={asked.p}
            foot={rows.length > 1 ? [{ label: own.total, cells }] : undefined}
          />
          {sums.margin !== null && <p class="y-hint mt-4">{own.marginNote}</p>}
        </Part>
      </>
    ),
  })
}

interface Sums {
  readonly net: number
  readonly before: number
  readonly margin: number | null
}

function sumsOf(rows: readonly SalesRow[]): Sums {
  const total = (of: (row: SalesRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0)
  const hidden = rows.every(({ marginYen }) => marginYen === null)
  return {
    net: total(({ netYen }) => netYen),
    before: total(({ beforeYen }) => beforeYen),
    margin: hidden ? null : total(({ marginYen }) => marginYen ?? 0),
  }
}

function Totals({ sums, seen }: { sums: Sums; seen: Seen }) {
  const own = reportWords[seen.lang]
  const { net, before: then, margin } = sums
  const direction = net > then ? 'up' : net < then ? 'down' : 'same'
  const rate = change(net, then)
  return (
    <CardGrid columns={3} pair>
      <Figure
        label={own.net}
        value={compactYen(net, seen.lang)}
        change={
          rate === null
            ? undefined
            : { direction, text: `${own.change} ${signed(rate)}`, good: direction === 'up' }
        }
      />
      <Figure label={own.before} value={compactYen(then, seen.lang)} />
      {margin !== null && (
        <Figure
          label={own.margin}
          value={compactYen(margin, seen.lang)}
          note={net > 0 ? `${own.marginShare} ${percent(margin / net, 1)}` : undefined}
        />
      )}
    </CardGrid>
  )
}
const signed = (rate: number): string => `${rate > 0 ? '+' : ''}${percent(rate, 1)}`

function SalesPicture({ data, seen }: { data: SalesData; seen: Seen }): Child {
  const { rows, by, period } = data
  const own = reportWords[seen.lang]
  const format = (value: number): string => compactYen(value, seen.lang)
  const title = bracketed(own.names.sales, own.bys[by], seen.lang)
  const then = before(period)
  const lead =
    by === 'month'
      ? `${own.before}: ${own.overPeriod(then.from, then.to)}`
      : [rows.length > inPicture ? own.rest(decimal(inPicture), decimal(rows.length)) : '', own.stroke].join(
          ' ',
        )
  if (by === 'month')
    return (
      <FigureWithTable title={title} lead={lead}>
        <LineChart
          id="sales"
          title={title}
          ticks={rows.map(({ key }) => ({ label: monthShort(key as Month, seen.lang) }))}
          series={[
            { label: own.net, tone: 'inside', values: rows.map(({ netYen }) => netYen) },
            { label: own.before, tone: 'outside', values: rows.map(({ beforeYen }) => beforeYen) },
          ]}
          format={format}
        />
      </FigureWithTable>
    )
  const href = hrefOf[by]
  return (
    <FigureWithTable title={title} lead={lead}>
      <Ranks
        id="sales"
        title={title}
        rows={rows.slice(0, inPicture).map((row) => ({
          label: salesName(row, by, seen.lang),
          value: row.netYen,
          before: row.beforeYen,
          tone: by === 'side' && row.key === 'outside' ? 'outside' : 'inside',
          href: href?.(row.key),
        }))}
        format={format}
      />
    </FigureWithTable>
  )
}

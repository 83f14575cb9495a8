/** What will be ordered: a table of all products, and a picture of one. Views only. */
import { withQuery } from '#http/paths.ts'
import { type Day, addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { LineChart } from '#ui/pictures/line-chart.tsx'
import type { Lang } from '#ui/words.ts'

import { baseText, inLang } from '#trade/sheet-parts.ts'
import { type ReportColumn, sortingOf } from '#http/columns.ts'
import type { ForecastRow, Forecasts } from './forecast-reading.ts'
import { horizon } from './forecasts.ts'
import { ReportTable, reportAt, reportView } from './frame.tsx'
import type { ReportInput } from './report.ts'
import { reportWords } from './words.ts'

export interface ForecastData extends Forecasts {
  readonly today: Day
}
interface Asked extends ReportInput {
  readonly product?: Id
}

const nameOf = (row: ForecastRow, lang: Lang): string => inLang(row.name, row.nameEn, lang)
/** A forecast to the gram would claim what nobody knows. */
const rough = (amount: number, unit: string): number => {
  const step = unit !== 'g' ? 1 : amount >= 10_000 ? 1_000 : 100
  return Math.round(amount / step) * step
}
const unitOf = (row: ForecastRow, lang: Lang): string => inLang(row.baseUnit, row.baseUnitEn, lang)
const beats = ({ error, naiveError }: ForecastRow): boolean =>
  error !== null && naiveError !== null && error < naiveError

export function forecastColumns(_data: unknown, lang: Lang): ReportColumn<ForecastRow>[] {
  const own = reportWords[lang]
  const amount = (key: string, label: string, of: (row: ForecastRow) => number, hideOnPhone = false) => ({
    key,
    label,
    kind: 'count' as const,
    value: of,
    cell: (row: ForecastRow) => baseText(of(row), unitOf(row, lang)),
    hideOnPhone,
  })
  return [
    {
      key: 'name',
      label: own.product,
      kind: 'text',
      value: (row) => nameOf(row, lang),
      cell: (row) => (
        <>
          <TextLink href={withQuery(reportAt('forecast'), { product: row.productId })}>
            {nameOf(row, lang)}
          </TextLink>
          <p class="y-hint">{row.producerName}</p>
        </>
      ),
    },
    {
      key: 'producerName',
      label: own.producer,
      kind: 'text',
      value: (row) => row.producerName,
      fileOnly: true,
    },
    amount('last', own.lastWeek, ({ history }) => history.at(-1) ?? 0),
    ...Array.from({ length: horizon }, (_, at) =>
      amount(
        `next${at}`,
        at === 0 ? own.thisWeek : own.week(String(at)),
        (row) => rough(row.next[at] ?? 0, row.baseUnit),
        at > 1,
      ),
    ),
    amount('ordered', own.already, ({ ordered }) => ordered[0] ?? 0),
    amount('onHand', own.onHand, ({ onHand }) => onHand),
    {
      key: 'method',
      label: own.method,
      kind: 'text',
      value: ({ method }) => own.methods[method],
      fileOnly: true,
    },
    {
      key: 'error',
      label: own.error,
      kind: 'share',
      value: ({ error }) => error,
    },
    { key: 'naiveError', label: own.naiveError, kind: 'share', value: ({ naiveError }) => naiveError },
  ]
}

export function forecastView(data: ForecastData, seen: Seen, asked: Asked): View {
  const own = reportWords[seen.lang]
  const { rows, today } = data
  const chosen = rows.find(({ productId }) => productId === asked.product) ?? rows[0]
  const query = { product: asked.product, sort: asked.sort }
  return reportView({
    name: 'forecast',
    seen,
    query,
    today,
    children: (
      <>
        {chosen && <OneForecast row={chosen} data={data} seen={seen} />}
        <Part>
          <ReportTable
            name="forecast"
            seen={seen}
            query={query}
            caption={own.names.forecast}
            rows={rows}
            columns={forecastColumns(data, seen.lang)}
            sorting={sortingOf(asked.sort)}
            page={asked.p}
          />
          <p class="y-hint mt-4">{own.errorNote}</p>
        </Part>
      </>
    ),
  })
}

const empty = (count: number): null[] => Array.from({ length: count }, () => null)

/** Half a year of a product behind, four weeks before. */
const weeksShown = 26

function OneForecast({ row, data, seen }: { row: ForecastRow; data: ForecastData; seen: Seen }) {
  const own = reportWords[seen.lang]
  const title = own.pictureOf(nameOf(row, seen.lang))
  const past = row.history.slice(-weeksShown)
  const last = past.at(-1) ?? 0
  const next = row.next.map((amount) => rough(amount, row.baseUnit))
  const weeks = Array.from({ length: past.length + horizon }, (_, at) =>
    addDays(data.thisWeek, 7 * (at - past.length)),
  )
  return (
    <FigureWithTable
      title={title}
      lead={
        row.error === null ? (
          own.methods[row.method]
        ) : (
          <>
            {own.methods[row.method]}{' '}
            <StatusLabel tone={beats(row) ? 'green' : 'neutral'}>
              {beats(row) ? own.beats : own.loses}
            </StatusLabel>
          </>
        )
      }
    >
      <LineChart
        id="forecast"
        title={title}
        ticks={weeks.map((week) => ({ label: `${Number(week.slice(5, 7))}/${Number(week.slice(8))}` }))}
        series={[
          { label: own.actual, tone: 'inside', values: [...past, ...empty(horizon)] },
          { label: own.forecast, tone: 'harvest', values: [...empty(past.length - 1), last, ...next] },
        ]}
        format={(value) => baseText(Math.round(value), unitOf(row, seen.lang))}
      />
    </FigureWithTable>
  )
}

/** What the wood did for the region, by month and town; for the office who delivered and what the fund will need. Views only. */
import type { Seen } from '#http/house.ts'
import type { ReportColumn } from '#http/columns.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import type { Month } from '#kit/days.ts'
import { may } from '#parties/policy.ts'
import { CardGrid, EmptyState, Figure, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { FilterChips } from '#ui/lists.tsx'
import { decimal, fiscalYearText, monthShort, monthText, unitAmount, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Bars } from '#ui/pictures/bars.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { heatText, litres } from '#wood/heat/parts.tsx'
import type { HeatMonth } from '#wood/heat/results.ts'
import { WoodTabs, crumbs, weight, woodAt } from '#wood/page-parts.tsx'
import { suppliersAt } from '#wood/suppliers.pages.tsx'
import type { DelivererRow, Need, TownRow, WoodMonth } from './results.ts'
import { resultWords } from './words.ts'

export const resultsAt = `${woodAt}/results`

/** A month of both: wood by its approval, heat by the day it burnt. */
export interface ResultMonth {
  readonly month: Month
  readonly wood?: WoodMonth
  readonly heat?: HeatMonth
}

export interface ResultsData {
  readonly year: number
  readonly years: readonly number[]
  readonly months: readonly ResultMonth[]
  readonly towns: readonly TownRow[]
  /** For the office alone. */
  readonly deliverers: readonly DelivererRow[]
  readonly need?: Need
}

const sumOf = (months: readonly ResultMonth[], value: (row: ResultMonth) => number | undefined): number =>
  months.reduce((sum, row) => sum + (value(row) ?? 0), 0)

export function resultsView(data: ResultsData, seen: Seen): View {
  const { lang } = seen
  const own = resultWords[lang]
  const { year, years, months } = data
  return {
    title: own.results,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.results }),
    body: (
      <>
        <WoodTabs current="results" seen={seen} />
        <Heading above={fiscalYearText(year, lang)} lead={own.lead}>
          {own.results}
        </Heading>
        {years.length > 1 && (
          <FilterChips
            label={own.year}
            items={years.map((each) => ({
              label: fiscalYearText(each, lang),
              href: withQuery(resultsAt, { year: each }),
              current: each === year,
            }))}
          />
        )}
        {months.length === 0 ? (
          <EmptyState title={own.none} />
        ) : (
          <>
            <Headlines months={months} lang={lang} />
            <ByMonth months={months} year={year} lang={lang} />
            {data.towns.length > 0 && <ByTown towns={data.towns} lang={lang} />}
          </>
        )}
        {may(seen.actor.role, 'wood.run') && data.need && <Needs need={data.need} lang={lang} />}
        {may(seen.actor.role, 'wood.run') && data.deliverers.length > 0 && (
          <Who rows={data.deliverers} year={year} lang={lang} />
        )}
      </>
    ),
  }
}

function Headlines({ months, lang }: { months: readonly ResultMonth[]; lang: Lang }) {
  const own = resultWords[lang]
  const [yenPaid, points, firewood] = [
    sumOf(months, ({ wood }) => wood?.yen),
    sumOf(months, ({ wood }) => wood?.points),
    sumOf(months, ({ wood }) => wood?.firewoodYen),
  ]
  return (
    <CardGrid columns={4}>
      <Figure
        label={own.wood}
        value={weight(
          sumOf(months, ({ wood }) => wood?.grams),
          lang,
        )}
      />
      <Figure
        label={own.paid}
        value={yen(yenPaid + points + firewood, lang)}
        note={own.paidNote(decimal(yenPaid), decimal(points), decimal(firewood))}
      />
      <Figure
        label={own.kept}
        value={yen(
          sumOf(months, ({ heat }) => heat?.oilYen),
          lang,
        )}
        note={litres(sumOf(months, ({ heat }) => heat?.oilSavedMl))}
      />
      <Figure
        label={own.co2}
        value={unitAmount(
          sumOf(months, ({ heat }) => heat?.co2SavedGrams),
          'CO2',
          lang,
        )}
      />
    </CardGrid>
  )
}

function monthColumns(lang: Lang): Column<ResultMonth>[] {
  const own = resultWords[lang]
  return [
    { key: 'month', label: own.month, cell: (row: ResultMonth) => monthText(row.month, lang) },
    { key: 'slips', label: own.slips, numeric: true, cell: ({ wood }) => decimal(wood?.slips ?? 0) },
    {
      key: 'grams',
      label: own.grams,
      numeric: true,
      cell: ({ wood }) => weight(wood?.grams ?? 0, lang),
    },
    { key: 'yen', label: own.yen, numeric: true, cell: ({ wood }) => yen(wood?.yen ?? 0, lang) },
    {
      key: 'points',
      label: own.points,
      numeric: true,
      cell: ({ wood }) => decimal(wood?.points ?? 0),
    },
    {
      key: 'heat',
      label: own.heat,
      numeric: true,
      cell: ({ heat }) => heatText(heat?.heatWh ?? 0, lang),
    },
    { key: 'oil', label: own.oil, numeric: true, cell: ({ heat }) => litres(heat?.oilSavedMl ?? 0) },
    {
      key: 'money',
      label: own.money,
      numeric: true,
      cell: ({ heat }) => yen(heat?.oilYen ?? 0, lang),
    },
    {
      key: 'co2',
      label: own.co2,
      numeric: true,
      cell: ({ heat }) => unitAmount(heat?.co2SavedGrams ?? 0, 'CO2', lang),
    },
  ]
}

function ByMonth({ months, year, lang }: { months: readonly ResultMonth[]; year: number; lang: Lang }) {
  const own = resultWords[lang]
  return (
    <Part>
      <FigureWithTable
        title={own.byMonth}
        lead={own.byMonthLead}
        table={{
          rows: months,
          phone: 'cards',
          columns: monthColumns(lang),
        }}
        open
      >
        <Bars
          id="wood-months"
          title={own.byMonth}
          ticks={months.map(({ month }) => ({ label: monthShort(month, lang) }))}
          series={[
            {
              label: own.grams,
              tone: 'inside',
              values: months.map(({ wood }) => Math.max(wood?.grams ?? 0, 0)),
            },
          ]}
          format={(value) => `${decimal(value / 1e6, 1)} t`}
        />
      </FigureWithTable>
      <ButtonRow>
        <ButtonLink href={withQuery(`${resultsAt}.csv`, { year })} download>
          {own.csvMonths}
        </ButtonLink>
      </ButtonRow>
    </Part>
  )
}

function ByTown({ towns, lang }: { towns: readonly TownRow[]; lang: Lang }) {
  const own = resultWords[lang]
  return (
    <Part title={own.byTown}>
      <Table
        caption={own.byTown}
        hideCaption
        phone="cards"
        rows={towns}
        columns={[
          { key: 'town', label: own.town, cell: (row) => row.town || own.noTown },
          { key: 'suppliers', label: own.people, numeric: true, cell: (row) => decimal(row.suppliers) },
          { key: 'slips', label: own.slips, numeric: true, cell: (row) => decimal(row.slips) },
          { key: 'grams', label: own.grams, numeric: true, cell: (row) => weight(row.grams, lang) },
          { key: 'yen', label: own.yen, numeric: true, cell: (row) => yen(row.yen, lang) },
          { key: 'points', label: own.points, numeric: true, cell: (row) => decimal(row.points) },
        ]}
      />
    </Part>
  )
}

function Needs({ need, lang }: { need: Need; lang: Lang }) {
  const own = resultWords[lang]
  const lacking = need.points - need.left
  return (
    <Part title={own.need} lead={own.needLead} id="need">
      <CardGrid columns={4}>
        <Figure label={own.needed} value={`${decimal(need.points)} pt`} />
        <Figure label={own.left} value={`${decimal(need.left)} pt`} />
        <Figure label={own.lastYear} value={`${decimal(need.pointsLastYear)} pt`} />
        <Figure label={own.growth} value={own.times(decimal(need.growth, 2))} />
      </CardGrid>
      <Notice kind={lacking > 0 ? 'warning' : 'success'}>
        {lacking > 0 ? own.short(`${decimal(lacking)} pt`) : own.enough}
      </Notice>
    </Part>
  )
}

function Who({ rows, year, lang }: { rows: readonly DelivererRow[]; year: number; lang: Lang }) {
  const own = resultWords[lang]
  return (
    <Part title={own.who} lead={own.whoLead}>
      <Table
        caption={own.who}
        hideCaption
        phone="cards"
        filterable={rows.length > 10}
        rows={rows}
        columns={[
          {
            key: 'name',
            label: own.name,
            cell: (row) => <TextLink href={`${suppliersAt}/${row.supplierId}`}>{row.name}</TextLink>,
          },
          { key: 'town', label: own.town },
          { key: 'slips', label: own.slips, numeric: true, cell: (row) => decimal(row.slips) },
          { key: 'grams', label: own.grams, numeric: true, cell: (row) => weight(row.grams, lang) },
          { key: 'yen', label: own.yen, numeric: true, cell: (row) => yen(row.yen, lang) },
          { key: 'points', label: own.points, numeric: true, cell: (row) => decimal(row.points) },
          { key: 'firewood', label: own.firewood, numeric: true, cell: (row) => yen(row.firewoodYen, lang) },
          { key: 'topUp', label: own.topUp, numeric: true, cell: (row) => yen(row.topUpYen, lang) },
        ]}
      />
      <ButtonRow>
        <ButtonLink href={withQuery(`${resultsAt}/who.csv`, { year })} download>
          {own.csvWho}
        </ButtonLink>
      </ButtonRow>
    </Part>
  )
}

/** For a spreadsheet: plain numbers. */
export function monthFileColumns(lang: Lang): ReportColumn<ResultMonth>[] {
  const own = resultWords[lang]
  return [
    { key: 'month', label: own.month, kind: 'text', value: ({ month }) => month },
    { key: 'slips', label: own.slips, kind: 'count', value: ({ wood }) => wood?.slips ?? 0 },
    { key: 'kg', label: `${own.grams} kg`, kind: 'count', value: ({ wood }) => (wood?.grams ?? 0) / 1_000 },
    { key: 'yen', label: own.yen, kind: 'yen', value: ({ wood }) => wood?.yen ?? 0 },
    { key: 'points', label: own.points, kind: 'count', value: ({ wood }) => wood?.points ?? 0 },
    { key: 'firewood', label: own.firewood, kind: 'yen', value: ({ wood }) => wood?.firewoodYen ?? 0 },
    { key: 'kwh', label: `${own.heat} kWh`, kind: 'count', value: ({ heat }) => (heat?.heatWh ?? 0) / 1_000 },
    {
      key: 'oil',
      label: `${own.oil} L`,
      kind: 'count',
      value: ({ heat }) => (heat?.oilSavedMl ?? 0) / 1_000,
    },
    { key: 'money', label: own.money, kind: 'yen', value: ({ heat }) => heat?.oilYen ?? 0 },
    {
      key: 'co2',
      label: `${own.co2} kg`,
      kind: 'count',
      value: ({ heat }) => (heat?.co2SavedGrams ?? 0) / 1_000,
    },
  ]
}

export function whoFileColumns(lang: Lang): ReportColumn<DelivererRow>[] {
  const own = resultWords[lang]
  return [
    { key: 'name', label: own.name, kind: 'text', value: (row) => row.name },
    { key: 'town', label: own.town, kind: 'text', value: (row) => row.town },
    { key: 'slips', label: own.slips, kind: 'count', value: (row) => row.slips },
    { key: 'kg', label: `${own.grams} kg`, kind: 'count', value: (row) => row.grams / 1_000 },
    { key: 'yen', label: own.yen, kind: 'yen', value: (row) => row.yen },
    { key: 'points', label: own.points, kind: 'count', value: (row) => row.points },
    { key: 'firewood', label: own.firewood, kind: 'yen', value: (row) => row.firewoodYen },
    { key: 'topUp', label: own.topUp, kind: 'yen', value: (row) => row.topUpYen },
  ]
}

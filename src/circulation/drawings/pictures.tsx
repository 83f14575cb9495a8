/** The pictures themselves, with what their tables say. One declaration a picture. */
import { toneOfWay } from '#circulation/ways.ts'
import { withQuery } from '#http/paths.ts'
import type { Child } from 'hono/jsx'
import type { ReportColumn } from '#http/columns.ts'
import { addMonths } from '#kit/days.ts'
import { kindOf } from '#ledger/kinds.ts'
import { sectorWords } from '#parties/words.ts'
import { bracketed, compactYen, fiscalYearText, monthShort, unitAmount, yen } from '#ui/numbers.ts'
import { Chord } from '#ui/pictures/chord.tsx'
import { Circle } from '#ui/pictures/circle.tsx'
import { LineChart } from '#ui/pictures/line-chart.tsx'
import { Matrix } from '#ui/pictures/matrix.tsx'
import { PlaceMap } from '#ui/pictures/place-map.tsx'
import { Sankey } from '#ui/pictures/sankey.tsx'
import { SmallMultiples } from '#ui/pictures/small-multiples.tsx'
import type { FlowTone } from '#ui/pictures/svg-kit.tsx'
import { fiscalMonths, yearLines } from '#ui/pictures/year-lines.ts'
import type { Lang } from '#ui/words.ts'
import { monthsOfYear } from '#circulation/figure-values.ts'
import { bandLabel, endName } from '#circulation/groups.ts'
import { words } from '#circulation/words.ts'
import type { Drawing } from './drawings.ts'
import type { Knot, Strand } from './webs.ts'
import { drawingWords } from './words.ts'

/** A row of the table beneath: what it is, and numbers. */
export type Row = Readonly<Record<string, string | number | null>>
export interface Drawn {
  readonly picture: Child
  readonly columns: readonly ReportColumn<Row>[]
  readonly rows: readonly Row[]
}

export function knotLabel({ side, band, sector, town, party, others }: Knot, lang: Lang): string {
  if (others) return drawingWords[lang].others[side]
  if (party) return party.name
  if (town) return town
  if (sector) {
    const industry = sectorWords[lang][sector]
    return side === 'inside' ? industry : bracketed(industry, drawingWords[lang].outside, lang)
  }
  return band ? bandLabel(band, side, lang) : ''
}

const toneOf = ({ side, band }: Knot, payee: boolean): FlowTone => {
  if (band === 'company') return 'company'
  if (band === 'city') return 'city'
  return side === 'inside' ? 'inside' : payee ? 'leak' : 'outside'
}

/** The end that a knot is as a whole; what is finer than a band has none. */
const endAt = ({ side, band, sector, party, others }: Knot): string | undefined =>
  !band || sector || party || others ? undefined : endName({ side, band })

/** Where the flows of a strand are listed: between bands; finer parts are not asked for by an address. */
function strandHref(data: Drawing, { from, to }: Strand): string | undefined {
  const [payer, payee] = [endAt(from), endAt(to)]
  if (data.unit !== 'JPY' || !payer || !payee) return undefined
  return withQuery('/ledger/flows', {
    from: data.months.from,
    to: data.months.to,
    payer,
    payee,
  })
}

interface DrawProps {
  data: Drawing
  lang: Lang
  title: string
  /** Where a group opens. */
  openHref: (knot: Knot) => string | undefined
}

export function draw(props: DrawProps): Drawn {
  switch (props.data.name) {
    case 'sankey':
    case 'chord':
    case 'matrix':
      return drawWeb(props)
    case 'circle':
      return drawCircle(props)
    case 'years':
      return drawYears(props)
    case 'multiples':
      return drawMultiples(props)
    case 'map':
      return drawMap(props)
  }
}

const amountFormat =
  ({ unit }: Drawing, lang: Lang) =>
  (value: number): string =>
    unit === 'JPY' ? compactYen(value, lang) : unitAmount(value, unit, lang)

function drawWeb({ data, lang, title, openHref }: DrawProps): Drawn {
  const own = drawingWords[lang]
  const { strands } = data
  const common = { id: data.name, title, format: amountFormat(data, lang) }
  return {
    picture: webPicture(data, common, lang, openHref),
    columns: [
      { key: 'payer', label: own.payer, kind: 'text', value: (row) => row['payer'] ?? '' },
      { key: 'payee', label: own.payee, kind: 'text', value: (row) => row['payee'] ?? '' },
      {
        key: 'amount',
        label: `${own.amount} (${data.unit})`,
        kind: 'count',
        value: (row) => row['amount'] ?? null,
        cell: (row) => unitAmount(Number(row['amount']), data.unit, lang),
      },
      { key: 'flows', label: own.flows, kind: 'count', value: (row) => row['flows'] ?? null },
    ],
    rows: strands.map(({ from, to, amount, flows }) => ({
      payer: knotLabel(from, lang),
      payee: knotLabel(to, lang),
      amount,
      flows,
    })),
  }
}

type Common = { id: string; title: string; format: (value: number) => string }

function webPicture(data: Drawing, common: Common, lang: Lang, openHref: DrawProps['openHref']): Child {
  const { strands, name } = data
  if (name === 'matrix') {
    const heads = (end: 'from' | 'to') =>
      [...new Map(strands.map((strand) => [strand[end].id, strand[end]])).values()].map((knot) => ({
        id: knot.id,
        label: knotLabel(knot, lang),
        href: openHref(knot),
      }))
    const cells = strands.map((strand) => ({
      row: strand.from.id,
      column: strand.to.id,
      value: strand.amount,
      href: strandHref(data, strand),
    }))
    return <Matrix {...common} rows={heads('from')} columns={heads('to')} cells={cells} />
  }
  // On a ring a group stands once; in bands who pays stands left, who is paid right, the company in the middle.
  const idOf = (knot: Knot, end: 0 | 2): string =>
    name === 'chord' || columnOf(knot, end) === 1 ? knot.id : `${knot.id}-${end}`
  const nodes = new Map<
    string,
    { id: string; label: string; tone: FlowTone; column: number; href?: string }
  >()
  for (const { from, to } of strands)
    for (const [knot, end] of [
      [from, 0],
      [to, 2],
    ] as const)
      nodes.set(idOf(knot, end), {
        id: idOf(knot, end),
        label: knotLabel(knot, lang),
        tone: toneOf(knot, end === 2),
        column: columnOf(knot, end),
        href: openHref(knot),
      })
  const links = strands.map((strand) => ({
    from: idOf(strand.from, 0),
    to: idOf(strand.to, 2),
    value: strand.amount,
    href: strandHref(data, strand),
  }))
  const Web = name === 'chord' ? Chord : Sankey
  return (
    <Web {...common} nodes={[...nodes.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))} links={links} />
  )
}

const columnOf = ({ band, side }: Knot, end: 0 | 2): 0 | 1 | 2 =>
  band === 'company' && side === 'inside' ? 1 : end

function drawCircle({ data, lang, title }: DrawProps): Drawn {
  const own = words[lang]
  const sum = (from: string, to: string): number =>
    data.strands
      .filter((strand) => strand.from.side === from && strand.to.side === to)
      .reduce((all, { amount }) => all + amount, 0)
  const parts = [
    { key: 'in', label: own.earned, value: sum('outside', 'inside') },
    { key: 'within', label: own.around, value: sum('inside', 'inside') },
    { key: 'out', label: own.leaked, value: sum('inside', 'outside') },
  ] as const
  const part = (n: 0 | 1 | 2) => ({
    label: parts[n].label,
    value: parts[n].value,
    href: withQuery('/ledger/flows', { from: data.months.from, to: data.months.to, crossing: parts[n].key }),
  })
  const text = (value: number): string => compactYen(value, lang)
  return {
    picture: (
      <Circle
        id="circle"
        title={title}
        description={own.circleText(text(parts[0].value), text(parts[1].value), text(parts[2].value))}
        inflow={part(0)}
        round={part(1)}
        leak={part(2)}
        format={text}
      />
    ),
    columns: nameAndYen(drawingWords[lang].way, drawingWords[lang].amount),
    rows: parts.map(({ label, value }) => ({ name: label, yen: value })),
  }
}

const nameAndYen = (name: string, amount: string): ReportColumn<Row>[] => [
  { key: 'name', label: name, kind: 'text', value: (row) => row['name'] ?? '' },
  { key: 'yen', label: amount, kind: 'yen', value: (row) => row['yen'] ?? null },
]

function drawYears({ data, lang, title }: DrawProps): Drawn {
  const tone = toneOfWay[data.way]
  const ticks = fiscalMonths(lang)
  return {
    picture: (
      <LineChart
        id="years"
        title={title}
        ticks={ticks}
        series={yearLines(data.years, tone, lang)}
        format={(value) => compactYen(value, lang)}
      />
    ),
    columns: [
      { key: 'month', label: drawingWords[lang].month, kind: 'text', value: (row) => row['month'] ?? '' },
      ...data.years.map(({ year }): ReportColumn<Row> => ({
        key: String(year),
        label: fiscalYearText(year, lang),
        kind: 'yen',
        value: (row) => row[String(year)] ?? null,
      })),
    ],
    rows: ticks.map(({ label }, n) => ({
      month: label,
      ...Object.fromEntries(data.years.map(({ year, values }) => [String(year), values[n] ?? null])),
    })),
  }
}

function drawMultiples({ data, lang, title }: DrawProps): Drawn {
  const own = drawingWords[lang]
  const { kinds, year } = data
  const months = Array.from({ length: 12 }, (_, n) => addMonths(monthsOfYear(year).from, n))
  return {
    picture: (
      <SmallMultiples
        id="multiples"
        title={title}
        ticks={fiscalMonths(lang)}
        scale="own"
        nowLabel={fiscalYearText(year, lang)}
        beforeLabel={fiscalYearText(year - 1, lang)}
        items={kinds.map(({ kind, now, before }) => ({
          label: kindOf(kind).meaning[lang],
          values: now,
          before,
          tone: toneOfWay[data.way],
        }))}
        format={(value) => compactYen(value, lang)}
      />
    ),
    columns: [
      { key: 'kind', label: own.kind, kind: 'text', value: (row) => row['kind'] ?? '' },
      ...months.map((of): ReportColumn<Row> => ({
        key: of,
        label: monthShort(of, lang),
        kind: 'yen',
        value: (row) => row[of] ?? null,
      })),
    ],
    rows: kinds.map(({ kind, now }) => ({
      kind: kindOf(kind).meaning[lang],
      ...Object.fromEntries(months.map((of, n) => [of, now[n] ?? null])),
    })),
  }
}

function drawMap({ data, lang, title }: DrawProps): Drawn {
  const own = drawingWords[lang]
  const { towns, region } = data
  const most = Math.max(1, ...towns.map((town) => town.yen))
  const places = towns.flatMap(({ town, latitude, longitude, yen: got }) =>
    latitude === null || longitude === null || town === null
      ? []
      : [
          {
            lat: latitude,
            lon: longitude,
            label: `${town} ${compactYen(got, lang)}`,
            tone: 'inside' as const,
            size: got / most,
          },
        ],
  )
  return {
    picture: (
      <PlaceMap
        id="map"
        title={title}
        boundary={region?.boundary ?? undefined}
        places={places}
        attribution={region?.boundarySource}
      />
    ),
    columns: [
      { key: 'town', label: own.town, kind: 'text', value: (row) => row['town'] ?? '' },
      { key: 'parties', label: own.parties, kind: 'count', value: (row) => row['parties'] ?? null },
      {
        key: 'yen',
        label: own.amount,
        kind: 'yen',
        value: (row) => row['yen'] ?? null,
        cell: (row) => yen(Number(row['yen']), lang),
      },
    ],
    rows: towns.map(({ town, parties, yen: got }) => ({ town: town ?? own.noTown, parties, yen: got })),
  }
}

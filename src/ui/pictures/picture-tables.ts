/** The table beneath each picture, made from the same props: what is drawn and what is listed cannot differ. */
import type { Column } from '#ui/tables.tsx'
import { percent } from '#ui/numbers.ts'
import { type Lang, wordsIn } from '#ui/words.ts'
import type { BarSeries } from './bars.tsx'
import type { CirclePart } from './circle.tsx'
import type { LineRange, LineSeries } from './line-chart.tsx'
import { type MatrixData, shownCells, sumsOf } from './matrix-layout.ts'
import type { Place } from './place-map.tsx'
import type { SankeyLink, SankeyNode } from './sankey-layout.ts'
import type { Multiple } from './small-multiples.tsx'

type Cells = Readonly<Record<string, string>>
export interface PictureTable {
  readonly columns: readonly Column<Cells>[]
  readonly rows: readonly Cells[]
}
type Format = (value: number) => string

const labelsOf = (items: readonly { readonly id: string; readonly label: string }[]): Map<string, string> =>
  new Map(items.map(({ id, label }) => [id, label]))

/** From where, to where, how much; the largest first. For bands and ribbons alike. */
export function flowsTable(
  nodes: readonly SankeyNode[],
  links: readonly SankeyLink[],
  format: Format,
  lang: Lang = 'ja',
): PictureTable {
  const words = wordsIn(lang)
  const labels = labelsOf(nodes)
  return {
    columns: [
      { key: 'from', label: words.from },
      { key: 'to', label: words.to },
      { key: 'value', label: words.value, numeric: true },
    ],
    rows: links
      .toSorted((a, b) => b.value - a.value)
      .map(({ from, to, value }) => ({
        from: labels.get(from) ?? from,
        to: labels.get(to) ?? to,
        value: format(value),
      })),
  }
}

/** Who paid whom how much, the largest first: a grid of twenty by twenty would fit no sheet of paper. */
export function matrixTable(data: MatrixData, format: Format, lang: Lang = 'ja'): PictureTable {
  const words = wordsIn(lang)
  const { whole } = sumsOf(data)
  const [payers, payees] = [labelsOf(data.rows), labelsOf(data.columns)]
  return {
    columns: [
      { key: 'from', label: words.payers },
      { key: 'to', label: words.payees },
      { key: 'value', label: words.value, numeric: true },
      { key: 'share', label: words.share, numeric: true },
    ],
    rows: shownCells(data)
      .toSorted((a, b) => b.value - a.value)
      .map(({ row, column, value }) => ({
        from: payers.get(row) ?? row,
        to: payees.get(column) ?? column,
        value: format(value),
        share: percent(value / whole, 1),
      })),
  }
}

/** A row a name, a column a month: what runs across in the picture runs across in the table. */
export function multiplesTable(
  ticks: readonly { readonly label: string }[],
  items: readonly Multiple[],
  format: Format,
  lang: Lang = 'ja',
): PictureTable {
  const words = wordsIn(lang)
  return {
    columns: [
      { key: 'name', label: words.name },
      ...ticks.map(({ label }, index) => ({ key: `t${index}`, label, numeric: true })),
    ],
    rows: items.map(({ label, values }) => {
      const row: Record<string, string> = { name: label }
      for (const index of ticks.keys()) {
        const value = values[index]
        row[`t${index}`] = value === null || value === undefined ? '' : format(value)
      }
      return row
    }),
  }
}

/** A row a month, a column a series; for lines and bars. The ranges of lines have two: from and to. */
export function seriesTable(
  ticks: readonly { readonly label: string }[],
  lines: readonly (LineSeries | BarSeries)[],
  format: Format,
  lang: Lang = 'ja',
  ranges: readonly LineRange[] = [],
): PictureTable {
  const words = wordsIn(lang)
  const series = [
    ...lines,
    ...ranges.flatMap(({ label, low, high }) => [
      { label: words.low(label), values: low },
      { label: words.high(label), values: high },
    ]),
  ]
  return {
    columns: [
      { key: 'tick', label: words.month },
      ...series.map(({ label }, index) => ({ key: `s${index}`, label, numeric: true })),
    ],
    rows: ticks.map(({ label }, tick) => {
      const row: Record<string, string> = { tick: label }
      for (const [index, { values }] of series.entries()) {
        const value = values[tick]
        row[`s${index}`] = value === null || value === undefined ? '' : format(value)
      }
      return row
    }),
  }
}

/** The three numbers of the circle. */
export function circleTable(
  parts: { readonly inflow: CirclePart; readonly round: CirclePart; readonly leak: CirclePart },
  format: Format,
  lang: Lang = 'ja',
): PictureTable {
  const words = wordsIn(lang)
  return {
    columns: [
      { key: 'part', label: words.flow },
      { key: 'value', label: words.value, numeric: true },
    ],
    rows: [parts.inflow, parts.round, parts.leak].map(({ label, value }) => ({
      part: label,
      value: format(value),
    })),
  }
}

/** The names of the places; give `detail` to say more of each. */
export function placesTable(
  places: readonly Place[],
  detail?: { readonly label: string; readonly of: (place: Place) => string },
  lang: Lang = 'ja',
): PictureTable {
  const words = wordsIn(lang)
  return {
    columns: [
      { key: 'label', label: words.place },
      ...(detail ? [{ key: 'detail', label: detail.label }] : []),
    ],
    rows: places.map((place) => ({ label: place.label, detail: detail?.of(place) ?? '' })),
  }
}

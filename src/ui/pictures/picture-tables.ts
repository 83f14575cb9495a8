/** The table beneath each picture, made from the same props: what is drawn and what is listed cannot differ. */
import type { Column } from '#ui/tables.tsx'
import { type Lang, wordsIn } from '#ui/words.ts'
import type { BarSeries } from './bars.tsx'
import type { CirclePart } from './circle.tsx'
import type { LineSeries } from './line-chart.tsx'
import type { Place } from './place-map.tsx'
import type { SankeyLink, SankeyNode } from './sankey-layout.ts'

type Cells = Readonly<Record<string, string>>
export interface PictureTable {
  readonly columns: readonly Column<Cells>[]
  readonly rows: readonly Cells[]
}
type Format = (value: number) => string

/** From where, to where, how much; the largest first. */
export function flowsTable(
  nodes: readonly SankeyNode[],
  links: readonly SankeyLink[],
  format: Format,
  lang: Lang = 'ja',
): PictureTable {
  const words = wordsIn(lang)
  const labels = new Map(nodes.map(({ id, label }) => [id, label]))
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

/** A row a month, a column a series; for lines and bars. */
export function seriesTable(
  ticks: readonly { readonly label: string }[],
  series: readonly (LineSeries | BarSeries)[],
  format: Format,
  lang: Lang = 'ja',
): PictureTable {
  const words = wordsIn(lang)
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

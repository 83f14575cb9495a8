/** The pictures of who deals with whom and of many years, for the gallery. All names and figures are made up. */
import type { Content } from './gallery.tsx'
import { compactYen } from './numbers.ts'
import { Chord } from './pictures/chord.tsx'
import { FigureWithTable } from './pictures/figure-with-table.tsx'
import { LineChart, type LineRange, type LineSeries } from './pictures/line-chart.tsx'
import { Matrix } from './pictures/matrix.tsx'
import type { MatrixData } from './pictures/matrix-layout.ts'
import { flowsTable, matrixTable, multiplesTable, seriesTable } from './pictures/picture-tables.ts'
import { Sankey } from './pictures/sankey.tsx'
import type { SankeyLink, SankeyNode } from './pictures/sankey-layout.ts'
import { type Multiple, SmallMultiples } from './pictures/small-multiples.tsx'
import type { FlowTone } from './pictures/svg-kit.tsx'
import { fiscalMonths, yearLines } from './pictures/year-lines.ts'

const yen = (value: number): string => compactYen(value)

/** The same for everyone who looks: a gallery that changes cannot be compared with what it was. */
function scatter(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43_758.5453
  return x - Math.floor(x)
}

/** Names of up to fourteen letters, as the ledgers of towns have them. */
const groups: readonly (readonly [string, FlowTone])[] = [
  ['農業生産者', 'inside'],
  ['森林組合', 'inside'],
  ['地域商社', 'company'],
  ['食品加工', 'inside'],
  ['一関地方森林組合協同', 'inside'],
  ['木質チップ製造', 'harvest'],
  ['地域電力会社', 'company'],
  ['小売・直売所', 'inside'],
  ['旅館・飲食店', 'inside'],
  ['千厩まちづくり協議会連絡部', 'inside'],
  ['市役所', 'city'],
  ['学校給食センター', 'city'],
  ['家庭', 'inside'],
  ['銀行・信用金庫', 'company'],
  ['市外の卸・量販店', 'outside'],
  ['市外の資材・燃料', 'leak'],
  ['市外の電力会社', 'leak'],
  ['建設・設備工事', 'inside'],
  ['医療・福祉', 'inside'],
  ['運送', 'harvest'],
]

export function sampleGroups(count: number): SankeyNode[] {
  return groups
    .slice(0, count)
    .map(([label, tone], index) => ({ id: `g${index}`, label, tone, href: `/groups/${index}` }))
}

/** Amounts that differ by hundreds, as they do. */
export function sampleDealings(count: number, thin = 0.72): SankeyLink[] {
  return Array.from({ length: count * count }, (_, index) => index).flatMap((index) => {
    const [from, to] = [Math.floor(index / count), index % count]
    if (from === to || scatter(index + 1) < thin) return []
    const value = Math.round(10 ** (4.6 + 3 * scatter(index + 501)))
    return [{ from: `g${from}`, to: `g${to}`, value, href: `/flows?from=g${from}&to=g${to}` }]
  })
}

export function sampleMatrix(count: number): MatrixData {
  return {
    rows: sampleGroups(count),
    columns: sampleGroups(count),
    cells: sampleDealings(count, 0.55).map(({ from, to, value, href }) => ({
      row: from,
      column: to,
      value,
      href,
    })),
  }
}

/** Forty bands in four columns, every name fourteen letters long. */
function crowded(): { nodes: SankeyNode[]; links: SankeyLink[] } {
  const nodes = Array.from({ length: 20 }, (_, index): SankeyNode => {
    const [name = '', tone = 'inside'] = groups[index] ?? []
    const label = `${name}一関地方広域連絡協議会千厩`.slice(0, 14)
    return { id: `n${index}`, label, tone, column: Math.floor(index / 5), href: `/groups/${index}` }
  })
  const links = Array.from({ length: 40 }, (_, index): SankeyLink => {
    const from = index % 15
    const to = (Math.floor(from / 5) + 1) * 5 + ((index * 7 + Math.floor(index / 15) * 2) % 5)
    const value = Math.round(10 ** (5 + 2.2 * scatter(index + 77)))
    return { from: `n${from}`, to: `n${to}`, value, href: `/flows?n=${index}` }
  })
  return { nodes, links }
}

const year = (base: number, seed: number, count = 12): number[] =>
  Array.from({ length: count }, (_, at) =>
    Math.round(base * (1 + 0.28 * Math.sin((at + seed) / 1.9) + 0.2 * scatter(seed * 31 + at))),
  )

export function sampleMultiples(count: number): Multiple[] {
  return groups.slice(0, count).map(([label, tone], index) => ({
    label,
    tone,
    values: year(10 ** (5.6 + 1.6 * scatter(index + 3)), index, index % 5 === 0 ? 12 : 8),
    before: year(10 ** (5.5 + 1.6 * scatter(index + 3)), index + 1),
    href: `/groups/${index}`,
  }))
}

type Name = (label: string) => string
interface SectionProps {
  content: Content
  name: Name
}

export function FlowPictures({ content, name }: SectionProps) {
  const empty = content === 'empty'
  const renamed = <T extends { readonly label: string }>(items: readonly T[]): T[] =>
    items.map((item) => ({ ...item, label: name(item.label) }))
  const matrix = (count: number): MatrixData => {
    const { rows, columns, cells } = sampleMatrix(count)
    return { rows: renamed(rows), columns: renamed(columns), cells: empty ? [] : cells }
  }
  const [large, small] = [matrix(20), matrix(6)]
  const nodes = renamed(sampleGroups(16))
  const dealings = empty ? [] : sampleDealings(16, 0.8)
  const crowd = crowded()
  const crowdedLinks = empty ? [] : crowd.links
  return (
    <>
      <FigureWithTable
        title={name('だれがだれに払ったか')}
        lead="色が濃いほど、多く払っています。"
        table={matrixTable(large, yen)}
      >
        <Matrix id="matrix" title="払う人と受ける人" {...large} format={yen} />
      </FigureWithTable>
      <FigureWithTable title="小さな表" table={matrixTable(small, yen)}>
        <Matrix id="small-matrix" title="小さな表" {...small} format={yen} />
      </FigureWithTable>
      <FigureWithTable title="輪のなかのつきあい" table={flowsTable(nodes, dealings, yen)}>
        <Chord id="chord" title="輪のなかのつきあい" nodes={nodes} links={dealings} format={yen} />
      </FigureWithTable>
      <FigureWithTable title="四十本の流れ" table={flowsTable(crowd.nodes, crowdedLinks, yen)}>
        <Sankey
          id="crowded"
          title="四十本の流れ"
          nodes={renamed(crowd.nodes)}
          links={crowdedLinks}
          format={yen}
        />
      </FigureWithTable>
      <YearPictures content={content} name={name} />
    </>
  )
}

const none = (count: number): null[] => Array.from({ length: count }, () => null)

function YearPictures({ content, name }: SectionProps) {
  const empty = content === 'empty'
  const ticks = fiscalMonths()
  const years = [
    { year: 2023, values: year(4_100_000, 3) },
    { year: 2024, values: year(4_600_000, 4) },
    { year: 2025, values: year(5_200_000, 5) },
    { year: 2026, values: year(6_000_000, 6, 8) },
  ]
  const overEachOther = empty ? [] : yearLines(years, 'inside')
  const items = empty ? [] : sampleMultiples(20).map((item) => ({ ...item, label: name(item.label) }))
  const few = items.slice(0, 6)
  return (
    <>
      <FigureWithTable title="年度を重ねて" table={seriesTable(ticks, overEachOther, yen)}>
        <LineChart id="years" title="年度を重ねて" ticks={ticks} series={overEachOther} format={yen} />
      </FigureWithTable>
      <Forecast content={content} name={name} />
      <FigureWithTable title="主体ごとの一年" table={multiplesTable(ticks, items, yen)}>
        <SmallMultiples
          id="multiples"
          title="主体ごとの一年"
          ticks={ticks}
          items={items}
          scale="own"
          nowLabel="2026年度"
          format={yen}
        />
      </FigureWithTable>
      <FigureWithTable title="同じ目もりで" table={multiplesTable(ticks, few, yen)}>
        <SmallMultiples id="same" title="同じ目もりで" ticks={ticks} items={few} format={yen} />
      </FigureWithTable>
    </>
  )
}

function Forecast({ content, name }: SectionProps) {
  const ticks = fiscalMonths()
  const actual = year(5_200_000, 5, 8)
  const next = year(5_900_000, 9, 4)
  const last = actual.at(-1) ?? 0
  const edge = (sign: number) => [...none(7), last, ...next.map((v, at) => v * (1 + sign * 0.08 * (at + 1)))]
  const past: LineSeries = {
    label: name('実績'),
    tone: 'inside',
    look: 'strong',
    values: [...actual, ...none(4)],
  }
  const future: LineSeries = {
    label: name('見こみ'),
    tone: 'harvest',
    look: 'forecast',
    values: [...none(7), last, ...next],
  }
  const range: LineRange = { label: name('見こみの幅'), tone: 'harvest', low: edge(-1), high: edge(1) }
  const target = { label: name('月の目標'), value: 6_500_000 }
  const [series, ranges] = content === 'empty' ? [[], []] : [[past, future], [range]]
  return (
    <FigureWithTable title="見こみと目標" table={seriesTable(ticks, series, yen, 'ja', ranges)}>
      <LineChart
        id="forecast"
        title="見こみと目標"
        ticks={ticks}
        series={series}
        ranges={ranges}
        target={target}
        format={yen}
      />
    </FigureWithTable>
  )
}

/** Every picture once, with ordinary, long and empty content. All names and figures are made up. */
import { Heading } from './blocks.tsx'
import { type Content, shellProps } from './gallery.tsx'
import { FlowPictures } from './gallery-flows.tsx'
import { compactYen } from './numbers.ts'
import { Bars } from './pictures/bars.tsx'
import { Circle } from './pictures/circle.tsx'
import { FigureWithTable } from './pictures/figure-with-table.tsx'
import { LineChart } from './pictures/line-chart.tsx'
import { circleTable, flowsTable, placesTable, seriesTable } from './pictures/picture-tables.ts'
import { type Boundary, type Place, PlaceMap } from './pictures/place-map.tsx'
import { Ranks } from './pictures/ranks.tsx'
import { Sankey } from './pictures/sankey.tsx'
import type { SankeyLink, SankeyNode } from './pictures/sankey-layout.ts'
import { type PageAssets, PageShell } from './shell.tsx'
import type { Lang } from './words.ts'

export const sampleNodes: readonly SankeyNode[] = [
  { id: 'hotel', label: '市外のホテル・店', column: 0, tone: 'outside' },
  { id: 'school', label: '学校給食', column: 0, tone: 'city' },
  { id: 'home', label: '市民', column: 0, tone: 'inside' },
  { id: 'company', label: '地域商社', column: 1, tone: 'company', href: '/parties/company' },
  { id: 'farm', label: '生産者', column: 2, tone: 'inside' },
  { id: 'wage', label: 'はたらく人', column: 2, tone: 'inside' },
  { id: 'box', label: '資材・送料', column: 3, tone: 'leak' },
  { id: 'shop', label: '市内の店', column: 3, tone: 'inside' },
]
export const sampleLinks: readonly SankeyLink[] = [
  { from: 'hotel', to: 'company', value: 8_420_000, href: '/flows?from=hotel' },
  { from: 'school', to: 'company', value: 3_100_000, href: '/flows?from=school' },
  { from: 'home', to: 'company', value: 1_240_000 },
  { from: 'company', to: 'farm', value: 9_300_000, href: '/flows?to=farm' },
  { from: 'company', to: 'wage', value: 1_900_000 },
  { from: 'company', to: 'box', value: 1_560_000 },
  { from: 'farm', to: 'shop', value: 4_100_000 },
  { from: 'farm', to: 'box', value: 2_700_000 },
  { from: 'wage', to: 'shop', value: 1_100_000 },
  { from: 'shop', to: 'home', value: 900_000 },
]
export const sampleCircle = {
  inflow: { value: 123_400_000, label: '外から入ったお金', href: '/circulation/in', note: '前の月より8%増' },
  round: { value: 172_800_000, label: '域内でまわったお金', href: '/circulation/round', note: '1円が1.4回' },
  leak: { value: 74_200_000, label: '外へもれたお金', href: '/circulation/out', note: '前の月より2%減' },
}
/** An invented outline, wound as RFC 7946 says. */
export const sampleBoundary: Boundary = {
  type: 'Polygon',
  coordinates: [
    [
      [140.78, 38.98],
      [140.93, 38.86],
      [141.1, 38.87],
      [141.2, 38.79],
      [141.36, 38.84],
      [141.52, 38.82],
      [141.57, 38.95],
      [141.46, 39.05],
      [141.38, 39.16],
      [141.25, 39.1],
      [141.12, 39.03],
      [140.98, 39.09],
      [140.84, 39.06],
      [140.78, 38.98],
    ],
  ],
}
export const samplePlaces: readonly Place[] = [
  { lon: 141.13, lat: 38.93, label: '一関駅前の店', href: '/p/1', tone: 'company', size: 0.6 },
  { lon: 140.95, lat: 38.98, label: '厳美の曲がりねぎ', href: '/p/2', tone: 'inside', size: 0.2 },
  { lon: 141.33, lat: 38.92, label: '千厩の土場', href: '/p/3', tone: 'harvest', size: 1 },
  { lon: 141.37, lat: 39.02, label: '大東の水車', href: '/p/4', tone: 'outside' },
  { lon: 141.25, lat: 38.86, label: '花泉のもち米', href: '/p/5', tone: 'inside', size: 0.3 },
  { lon: 141.44, lat: 38.95, label: '室根のかぶ', tone: 'inside' },
]
export const sampleTicks = Array.from({ length: 18 }, (_, index) => ({
  label: `${((index + 5) % 12) + 1}月`,
  yearBegins: index === 0 ? '2025年度' : index === 10 ? '2026年度' : undefined,
}))
const wave = (base: number, step: number): number[] =>
  sampleTicks.map((_, index) => Math.round(base + step * index + base * 0.22 * Math.sin(index / 1.7)))

const long = '一関市千厩町奥玉字天ヶ森下地域協働推進協議会農産物加工直売部会運営委員会千厩支部長'
const sampleRanks = [
  { label: '市外のホテル', value: 8_420_000, before: 7_900_000, tone: 'outside', href: '/p/1' },
  { label: '学校給食センター', value: 3_100_000, before: 3_600_000, href: '/p/2' },
  { label: '直売所', value: 1_240_000 },
] as const
const yen = (value: number): string => compactYen(value)

export function PicturesPage(props: { content: Content; assets: PageAssets; lang?: Lang }) {
  const { content, assets, lang } = props
  const empty = content === 'empty'
  const name = (label: string): string => (content === 'long' ? `${label}・${long}` : label)
  const renamed = <T extends { readonly label: string }>(items: readonly T[]): T[] =>
    empty ? [] : items.map((item) => ({ ...item, label: name(item.label) }))
  const nodes = renamed(sampleNodes)
  const links = empty ? [] : sampleLinks
  const places = renamed(samplePlaces)
  const part = (each: (typeof sampleCircle)['inflow']) =>
    empty ? { label: each.label, value: 0 } : { ...each, label: name(each.label), note: name(each.note) }
  const circle = {
    inflow: part(sampleCircle.inflow),
    round: part(sampleCircle.round),
    leak: part(sampleCircle.leak),
  }
  return (
    <PageShell {...shellProps(assets, lang)} title="絵の見本">
      <Heading lead="流れ、めぐり、年、場所。どの絵にも、同じ数字の表がついています。">絵の見本</Heading>
      <FigureWithTable
        title={name('11月の一関のめぐり')}
        lead="帯の太さが金額です。"
        table={circleTable(circle, yen)}
        source="台帳（2026年11月）"
      >
        <Circle
          id="circle"
          title="11月のめぐり"
          description="外から入り、域内をまわり、外へ出たお金"
          {...circle}
          format={yen}
        />
      </FigureWithTable>
      <FigureWithTable title="お金はどこから来て、どこへ行ったか" table={flowsTable(nodes, links, yen)}>
        <Sankey id="flows" title="お金の流れ" nodes={nodes} links={links} format={yen} />
      </FigureWithTable>
      <Charts content={content} name={name} />
      <FlowPictures content={content} name={name} />
      <FigureWithTable title="作る人のいるところ" table={placesTable(places)}>
        <PlaceMap
          id="map"
          title="作る人の地図"
          boundary={empty ? undefined : sampleBoundary}
          places={places}
          attribution="見本の輪郭（実在の境界ではありません）"
        />
      </FigureWithTable>
    </PageShell>
  )
}

function Charts({ content, name }: { content: Content; name: (label: string) => string }) {
  const empty = content === 'empty'
  const lines = empty
    ? []
    : [
        { label: name('域内'), tone: 'inside' as const, values: wave(6_000_000, 240_000) },
        {
          label: name('市外'),
          tone: 'outside' as const,
          values: wave(5_500_000, 290_000).map((v, i) => (i === 4 ? null : v)),
        },
        { label: name('もれ'), tone: 'leak' as const, values: wave(3_000_000, -40_000) },
      ]
  const renamedRanks = empty ? [] : sampleRanks.map((rank) => ({ ...rank, label: name(rank.label) }))
  const ticks = sampleTicks.slice(6).map((tick, index) => ({ ...tick, href: `/months/${index}` }))
  const bars = empty
    ? []
    : [
        { label: name('外から'), tone: 'outside' as const, values: wave(5_000_000, 90_000).slice(6) },
        { label: name('域内で'), tone: 'inside' as const, values: wave(7_000_000, 200_000).slice(6) },
        { label: name('外へ'), tone: 'leak' as const, values: wave(2_600_000, 0).slice(6) },
      ]
  const below = bars.map((each, index) =>
    index === 2 ? { ...each, values: each.values.map((v) => -v) } : each,
  )
  return (
    <>
      <FigureWithTable
        title={name('買い手')}
        lead="縦の線は前の年です。"
        table={{ columns: [{ key: 'label', label: '買い手' }], rows: renamedRanks }}
      >
        <Ranks id="ranks" title="買い手" rows={renamedRanks} format={yen} />
      </FigureWithTable>
      <FigureWithTable title="月ごとの売上" table={seriesTable(sampleTicks, lines, yen)}>
        <LineChart id="year" title="月ごとの売上" ticks={sampleTicks} series={lines} format={yen} />
      </FigureWithTable>
      <FigureWithTable title="十二か月" table={seriesTable(ticks, bars, yen)}>
        <Bars id="paired" title="十二か月" ticks={ticks} series={bars} mode="paired" format={yen} />
      </FigureWithTable>
      <FigureWithTable title="十二か月の積み上げ" table={seriesTable(ticks, below, yen)} open>
        <Bars
          id="stacked"
          title="十二か月の積み上げ"
          ticks={empty ? [] : ticks}
          series={below}
          format={yen}
        />
      </FigureWithTable>
    </>
  )
}

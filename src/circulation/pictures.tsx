import { type Month, addMonths } from '#kit/days.ts'
import { compactYen, monthText, yen } from '#ui/numbers.ts'
import { Circle } from '#ui/pictures/circle.tsx'
import { Sankey } from '#ui/pictures/sankey.tsx'
import type { FlowTone } from '#ui/pictures/svg-kit.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { type MonthFigures, type Node, type Stream, nodeId } from './figures.ts'
import { bandLabel } from './groups.ts'
import { words } from './words.ts'

type Sums = Omit<MonthFigures, 'month'>

/** Where a figure opens to its flows. */
export function flowsHref(from: Month, to: Month, more: Record<string, string> = {}): string {
  return `/ledger/flows?${new URLSearchParams({ from, to, ...more })}`
}

/** The region's circle of a period, each of its three parts a way to its flows. */
export function CircleOf({
  id,
  sums,
  from,
  to,
  lang,
}: {
  id: string
  sums: Sums
  from: Month
  to: Month
  lang: Lang
}) {
  const own = words[lang]
  const text = (value: number): string => compactYen(value, lang)
  return (
    <Circle
      id={id}
      title={own.circle}
      description={own.circleText(text(sums.earned), text(sums.around), text(sums.leaked))}
      inflow={{ value: sums.earned, label: own.earned, href: flowsHref(from, to, { crossing: 'in' }) }}
      round={{ value: sums.around, label: own.around, href: flowsHref(from, to, { crossing: 'within' }) }}
      leak={{ value: sums.leaked, label: own.leaked, href: flowsHref(from, to, { crossing: 'out' }) }}
      format={text}
    />
  )
}

const toneOf = ({ side, band, column }: Node): FlowTone => {
  if (band === 'company') return 'company'
  if (band === 'city') return 'city'
  if (side === 'outside') return column === 2 ? 'leak' : 'outside'
  return 'inside'
}
const endOf = ({ side, band }: Node): string => `${side}-${band}`

/** Who paid whom, as bands. */
export function StreamsOf(props: { id: string; streams: readonly Stream[]; to: Month; lang: Lang }) {
  const { id, streams, to, lang } = props
  const from = addMonths(to, -11)
  const nodes = new Map<string, Node>()
  for (const stream of streams) for (const node of [stream.from, stream.to]) nodes.set(nodeId(node), node)
  return (
    <Sankey
      id={id}
      title={words[lang].streams}
      nodes={[...nodes].map(([key, node]) => ({
        id: key,
        label: bandLabel(node.band, node.side, lang),
        column: node.column,
        tone: toneOf(node),
      }))}
      links={streams.map((stream) => ({
        from: nodeId(stream.from),
        to: nodeId(stream.to),
        value: stream.amount,
        href: streamHref(stream, from, to),
      }))}
      format={(value) => compactYen(value, lang)}
    />
  )
}

const streamHref = (stream: Stream, from: Month, to: Month): string =>
  flowsHref(from, to, { payer: endOf(stream.from), payee: endOf(stream.to) })

/** The same as a table: what a picture shows can always be read and copied. */
export function StreamsTable({ streams, to, lang }: { streams: readonly Stream[]; to: Month; lang: Lang }) {
  const own = words[lang]
  const from = addMonths(to, -11)
  return (
    <Table
      caption={own.streams}
      rows={streams}
      rowHeader={false}
      columns={[
        { key: 'payer', label: own.payer, cell: (s) => bandLabel(s.from.band, s.from.side, lang) },
        { key: 'payee', label: own.payee, cell: (s) => bandLabel(s.to.band, s.to.side, lang) },
        {
          key: 'amount',
          label: own.amount,
          numeric: true,
          cell: (s) => <a href={streamHref(s, from, to)}>{yen(s.amount, lang)}</a>,
        },
        { key: 'flows', label: own.flows, numeric: true },
      ]}
    />
  )
}

/** The twelve months as a table, every figure a way to its flows. */
export function MonthsTable({ months, lang }: { months: readonly MonthFigures[]; lang: Lang }) {
  const own = words[lang]
  const cell = (key: 'earned' | 'around' | 'leaked', crossing: string) => (row: MonthFigures) => (
    <a href={flowsHref(row.month, row.month, { crossing })}>{yen(row[key], lang)}</a>
  )
  return (
    <Table
      caption={own.twelve}
      rows={months}
      columns={[
        { key: 'month', label: own.month, cell: (row) => monthText(row.month, lang) },
        { key: 'earned', label: own.earned, numeric: true, cell: cell('earned', 'in') },
        { key: 'around', label: own.around, numeric: true, cell: cell('around', 'within') },
        { key: 'leaked', label: own.leaked, numeric: true, cell: cell('leaked', 'out') },
      ]}
    />
  )
}

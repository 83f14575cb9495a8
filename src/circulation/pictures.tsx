import { type Month, addMonths } from '#kit/days.ts'
import { compactYen, decimal, monthShort, monthText, yen } from '#ui/numbers.ts'
import { Bars } from '#ui/pictures/bars.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { Circle } from '#ui/pictures/circle.tsx'
import { Sankey } from '#ui/pictures/sankey.tsx'
import type { FlowTone } from '#ui/pictures/svg-kit.tsx'
import type { Lang } from '#ui/words.ts'
import { type MonthFigures, type Node, type Stream, nodeId } from './figures.ts'
import { bandLabel, endName } from './groups.ts'
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

/** Who paid whom, as bands. */
function StreamsOf(props: { id: string; streams: readonly Stream[]; to: Month; lang: Lang }) {
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
  flowsHref(from, to, { payer: endName(stream.from), payee: endName(stream.to) })

/** Who paid whom over twelve months, with its table. */
export function StreamsFigure(props: { id: string; streams: readonly Stream[]; to: Month; lang: Lang }) {
  const { streams, to, lang } = props
  const own = words[lang]
  const from = addMonths(to, -11)
  return (
    <FigureWithTable
      title={own.streams}
      lead={own.streamsLead}
      table={{
        rows: streams,
        rowHeader: false,
        columns: [
          { key: 'payer', label: own.payer, cell: (s: Stream) => bandLabel(s.from.band, s.from.side, lang) },
          { key: 'payee', label: own.payee, cell: (s: Stream) => bandLabel(s.to.band, s.to.side, lang) },
          {
            key: 'amount',
            label: own.amount,
            numeric: true,
            cell: (s: Stream) => <a href={streamHref(s, from, to)}>{yen(s.amount, lang)}</a>,
          },
          { key: 'flows', label: own.flows, numeric: true, cell: (s: Stream) => decimal(s.flows) },
        ],
      }}
    >
      <StreamsOf {...props} />
    </FigureWithTable>
  )
}

const measures = [
  ['earned', 'in', 'outside'],
  ['around', 'within', 'inside'],
  ['leaked', 'out', 'leak'],
] as const

/** The twelve months side by side; every figure of the table is a way to its flows. */
export function MonthsFigure({
  id,
  months,
  lang,
}: {
  id: string
  months: readonly MonthFigures[]
  lang: Lang
}) {
  const own = words[lang]
  return (
    <FigureWithTable
      title={own.twelve}
      lead={own.twelveLead}
      table={{
        rows: months,
        columns: [
          { key: 'month', label: own.month, cell: (row: MonthFigures) => monthText(row.month, lang) },
          ...measures.map(([key, crossing]) => ({
            key,
            label: own[key],
            numeric: true,
            cell: (row: MonthFigures) => (
              <a href={flowsHref(row.month, row.month, { crossing })}>{yen(row[key], lang)}</a>
            ),
          })),
        ],
      }}
    >
      <Bars
        id={id}
        title={own.twelve}
        mode="paired"
        ticks={months.map(({ month }) => ({
          label: monthShort(month, lang),
          href: `/circulation?month=${month}`,
        }))}
        series={measures.map(([key, , tone]) => ({
          label: own[key],
          tone,
          values: months.map((each) => each[key]),
        }))}
        format={(value) => compactYen(value, lang)}
      />
    </FigureWithTable>
  )
}

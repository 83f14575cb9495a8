/**
 * Lines over months, named at their ends; a shape and a dash of its own for each, so that colour is not needed. Years lie
 * over each other with the newest strong (`year-lines.ts`); a forecast is dashed and lies in its range.
 */
import { area, line } from 'd3-shape'
import { useWords } from '#ui/words.ts'
import { type Plot, type Tick, TimeAxis, ValueAxis, plotFor } from './axes.tsx'
import { Legend, type LegendItem } from './legend.tsx'
import {
  type Breadth,
  Canvas,
  EmptyPicture,
  type FlowTone,
  Marker,
  Picture,
  ems,
  px,
  spread,
  wrap,
} from './svg-kit.tsx'

export interface LineSeries {
  readonly label: string
  readonly tone: FlowTone
  /** One for each tick; null where there is none, and the line is broken there. */
  readonly values: readonly (number | null)[]
  /** `strong`: what it is about; `pale`: what it is held against; `forecast`: not yet true. */
  readonly look?: 'strong' | 'pale' | 'forecast'
}
/** Between what and what it will probably lie: a shaded band. One low and one high for each tick, or null. */
export interface LineRange {
  readonly label: string
  readonly tone: FlowTone
  readonly low: readonly (number | null)[]
  readonly high: readonly (number | null)[]
}
/** What is to be reached: a line across the whole with its name. */
export interface LineTarget {
  readonly label: string
  readonly value: number
}
interface LineChartProps {
  id: string
  title: string
  description?: string
  ticks: readonly Tick[]
  series: readonly LineSeries[]
  ranges?: readonly LineRange[]
  target?: LineTarget
  format: (value: number) => string
}

export function LineChart(props: LineChartProps) {
  const words = useWords()
  if (valuesOf(props.series, props.ranges).length === 0)
    return <EmptyPicture>{words.nothingToDraw}</EmptyPicture>
  const items = legendOf(props)
  return (
    <Picture legend={items.length > 1 && <Legend items={items} />}>
      <OneLineChart {...props} breadth="broad" />
      <OneLineChart {...props} breadth="narrow" />
    </Picture>
  )
}

function valuesOf(series: readonly LineSeries[], ranges: readonly LineRange[] = []): number[] {
  const all = [...series.map(({ values }) => values), ...ranges.flatMap(({ low, high }) => [low, high])]
  return all.flatMap((values) => values.filter((value) => value !== null))
}

/** What is strong runs through; pale lines keep a dash of their own. */
const markOf = ({ look }: LineSeries, index: number): number =>
  look === 'strong' ? 0 : look === 'pale' ? (index % 3) + 1 : index
const lookOf = ({ look }: { look?: string }): string => (look ? `y-${look}` : '')

function legendOf({ series, ranges = [], target }: LineChartProps): LegendItem[] {
  const lines = series.map((each, index) => ({
    label: each.label,
    tone: each.tone,
    mark: markOf(each, index),
    look: lookOf(each),
  }))
  const shades = ranges.map(({ label, tone }) => ({ label, tone, look: 'y-range' }))
  return [
    ...lines,
    ...shades,
    ...(target
      ? [{ label: target.label, tone: 'city' as const, mark: 'none' as const, look: 'y-target' }]
      : []),
  ]
}

function OneLineChart({ breadth, ...props }: LineChartProps & { breadth: Breadth }) {
  const { id, title, description, ticks, series, ranges = [], target, format } = props
  // On a narrow screen the legend above names the lines; at their ends stand only the values.
  const nameRoom = breadth === 'broad' ? 150 : 0
  const ends = endsOf(props)
  const valueRoom = Math.max(0, ...ends.map(({ value }) => ems(format(value)))) * 15
  const { plot, scale } = plotFor({
    breadth,
    values: [...valuesOf(series, ranges), ...(target ? [target.value] : [])],
    format,
    rightRoom: Math.max(nameRoom, valueRoom) + 16,
  })
  const inset = breadth === 'broad' ? 24 : 12
  const span = plot.right - plot.left - 2 * inset
  const at = (index: number): number =>
    plot.left + inset + (ticks.length > 1 ? (span * index) / (ticks.length - 1) : span / 2)
  return (
    <Canvas
      id={id}
      breadth={breadth}
      width={plot.width}
      height={plot.height}
      title={title}
      description={description}
    >
      <ValueAxis plot={plot} scale={scale} format={format} />
      <TimeAxis plot={plot} ticks={ticks} at={at} />
      {ranges.map((range) => (
        <Range range={range} count={ticks.length} at={at} scale={scale} />
      ))}
      {series.map((each, index) => (
        <Line series={each} mark={markOf(each, index)} ticks={ticks} at={at} scale={scale} format={format} />
      ))}
      {target && <TargetLine value={target.value} plot={plot} scale={scale} />}
      <EndLabels breadth={breadth} ends={ends} format={format} scale={scale} plot={plot} />
    </Canvas>
  )
}

interface Placing {
  at: (index: number) => number
  scale: (value: number) => number
}

function Range({ range, count, at, scale }: Placing & { range: LineRange; count: number }) {
  const { label, tone, low, high } = range
  const path = area<number>()
    .defined((index) => typeof low[index] === 'number' && typeof high[index] === 'number')
    .x(at)
    .y0((index) => scale(low[index] ?? 0))
    .y1((index) => scale(high[index] ?? 0))
    .digits(1)
  return (
    <path class={`y-range y-tone-${tone}`} d={path(Array.from({ length: count }, (_, index) => index)) ?? ''}>
      <title>{label}</title>
    </path>
  )
}

function Line(
  props: Placing & {
    series: LineSeries
    mark: number
    ticks: readonly Tick[]
    format: (value: number) => string
  },
) {
  const { series, mark, ticks, at, scale, format } = props
  const { label, tone } = series
  const values = series.values.slice(0, ticks.length)
  const look = lookOf(series)
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => at(index))
    .y((value) => scale(value ?? 0))
    .digits(1)
  return (
    <g>
      <path class={`y-line y-line-${mark % 4} y-tone-${tone} ${look}`.trim()} d={path(values) ?? ''} />
      {values.map(
        (value, point) =>
          value !== null && (
            <g>
              <title>{`${label} ${ticks[point]?.label ?? ''} ${format(value)}`}</title>
              <Marker x={at(point)} y={scale(value)} shape={mark} tone={tone} look={look} />
            </g>
          ),
      )}
    </g>
  )
}

function TargetLine({ value, plot, scale }: { value: number; plot: Plot; scale: Placing['scale'] }) {
  return <path class="y-target" d={`M${plot.left} ${px(scale(value))}H${plot.right}`} />
}

function lastOf(values: readonly (number | null)[]): number | undefined {
  return values.findLast((value) => value !== null) ?? undefined
}

/** What stands at the right edge, as high as its line ends there. */
interface End {
  readonly label: string
  readonly value: number
  readonly look: string
}

function endsOf({ series, target }: LineChartProps): End[] {
  const lines = series.flatMap(({ label, tone, look, values }) => {
    const value = lastOf(values)
    if (value === undefined) return []
    return [{ label, value, look: look === 'pale' ? 'y-soft' : `y-toned y-tone-${tone}` }]
  })
  return target ? [...lines, { ...target, look: '' }] : lines
}

function EndLabels(props: {
  breadth: Breadth
  ends: readonly End[]
  format: (value: number) => string
  scale: (value: number) => number
  plot: Plot
}) {
  const { breadth, ends, format, scale, plot } = props
  const x = plot.right + 6
  const lines = breadth === 'broad' ? 2 : 1
  const placed = spread(
    ends.map(({ value }) => scale(value)),
    lines * 18 + 4,
    plot.top,
    plot.bottom,
  )
  return (
    <>
      {ends.map(({ label, value, look }, index) => (
        <text
          class={`y-chart-label ${look}`.trim()}
          x={px(x)}
          y={px((placed[index] ?? 0) + (lines === 2 ? -4 : 5))}
        >
          {format(value)}
          {lines === 2 && (
            <tspan class="y-axis-text" x={px(x)} dy="18">
              {wrap(label, 10, 1)[0]}
            </tspan>
          )}
        </text>
      ))}
    </>
  )
}

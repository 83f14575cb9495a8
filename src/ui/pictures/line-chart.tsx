/** Lines over months, named at their ends; a shape and a dash of its own for each, so that colour is not needed. */
import { line } from 'd3-shape'
import { useWords } from '#ui/words.ts'
import { type Tick, TimeAxis, ValueAxis, plotFor } from './axes.tsx'
import { type Breadth, Canvas, type FlowTone, Legend, Marker, ems, px, spread, wrap } from './svg-kit.tsx'

export interface LineSeries {
  readonly label: string
  readonly tone: FlowTone
  /** One for each tick; null where there is none, and the line is broken there. */
  readonly values: readonly (number | null)[]
}
interface LineChartProps {
  id: string
  title: string
  description?: string
  ticks: readonly Tick[]
  series: readonly LineSeries[]
  format: (value: number) => string
}

export function LineChart(props: LineChartProps) {
  const words = useWords()
  const { series } = props
  if (series.every(({ values }) => values.every((value) => value === null)))
    return <p class="y-picture-empty">{words.nothingToDraw}</p>
  return (
    <div class="y-picture">
      {series.length > 1 && <Legend items={series.map(({ label, tone }, mark) => ({ label, tone, mark }))} />}
      <OneLineChart {...props} breadth="broad" />
      <OneLineChart {...props} breadth="narrow" />
    </div>
  )
}

function OneLineChart({ breadth, ...props }: LineChartProps & { breadth: Breadth }) {
  const { id, title, description, ticks, series, format } = props
  // On a narrow screen the legend above names the lines; at their ends stand only the values.
  const nameRoom = breadth === 'broad' ? 150 : 0
  const valueRoom = Math.max(...series.map(({ values }) => ems(lastOf(values, format)))) * 15
  const { plot, scale } = plotFor({
    breadth,
    values: series.flatMap(({ values }) => values.filter((value) => value !== null)),
    format,
    rightRoom: Math.max(nameRoom, valueRoom) + 16,
  })
  const inset = breadth === 'broad' ? 24 : 12
  const span = plot.right - plot.left - 2 * inset
  const at = (index: number): number =>
    plot.left + inset + (ticks.length > 1 ? (span * index) / (ticks.length - 1) : span / 2)
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => at(index))
    .y((value) => scale(value ?? 0))
    .digits(1)
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
      {series.map(({ values, tone, label }, index) => (
        <g>
          <path
            class={`y-line y-line-${index % 4} y-tone-${tone}`}
            d={path(values.slice(0, ticks.length)) ?? ''}
          />
          {values.slice(0, ticks.length).map(
            (value, point) =>
              value !== null && (
                <g>
                  <title>{`${label} ${ticks[point]?.label ?? ''} ${format(value)}`}</title>
                  <Marker x={at(point)} y={scale(value)} shape={index} tone={tone} />
                </g>
              ),
          )}
        </g>
      ))}
      <EndLabels breadth={breadth} series={series} format={format} x={plot.right + 6} y={scale} plot={plot} />
    </Canvas>
  )
}

function lastOf(values: readonly (number | null)[], format: (value: number) => string): string {
  const last = values.findLast((value) => value !== null)
  return last === null || last === undefined ? '' : format(last)
}

function EndLabels(props: {
  breadth: Breadth
  series: readonly LineSeries[]
  format: (value: number) => string
  x: number
  y: (value: number) => number
  plot: { top: number; bottom: number }
}) {
  const { breadth, series, format, x, y, plot } = props
  const named = series.filter(({ values }) => lastOf(values, format) !== '')
  const ends = named.map(({ values }) => y(values.findLast((value) => value !== null) ?? 0))
  const lines = breadth === 'broad' ? 2 : 1
  const placed = spread(ends, lines * 18 + 4, plot.top, plot.bottom)
  return (
    <>
      {named.map(({ label, tone, values }, index) => {
        const top = (placed[index] ?? 0) + (lines === 2 ? -4 : 5)
        return (
          <text class={`y-chart-label y-toned y-tone-${tone}`} x={px(x)} y={px(top)}>
            {lastOf(values, format)}
            {lines === 2 && (
              <tspan class="y-axis-text" x={px(x)} dy="18">
                {wrap(label, 10, 1)[0]}
              </tspan>
            )}
          </text>
        )
      })}
    </>
  )
}

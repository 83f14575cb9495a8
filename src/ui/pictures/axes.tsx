/** The frame of charts over months: a scale of values on the left, the months beneath, a line where a year begins. */
import { type ScaleLinear, scaleLinear } from 'd3-scale'
import { type Breadth, ems, px } from './svg-kit.tsx'

/** One place on the time axis. `yearBegins` draws a line before it with these words: `2026年度`. */
export interface Tick {
  readonly label: string
  readonly yearBegins?: string
}

export interface Plot {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}
interface PlotWish {
  readonly breadth: Breadth
  readonly values: readonly number[]
  readonly format: (value: number) => string
  /** What labels at the ends of lines need. */
  readonly rightRoom?: number
}

/**
 * The plot and its scale of values, which begins at zero: a bar or a line that begins elsewhere tells another story.
 * On the left it leaves what the longest value needs.
 */
export function plotFor({ breadth, values, format, rightRoom = 0 }: PlotWish): {
  plot: Plot
  scale: ScaleLinear<number, number>
} {
  const frame =
    breadth === 'broad'
      ? { width: 960, height: 380, top: 34, bottom: 340 }
      : { width: 360, height: 320, top: 32, bottom: 284 }
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  const scale = scaleLinear([low, high === low ? low + 1 : high], [frame.bottom, frame.top]).nice(4)
  const left = Math.ceil(Math.max(...scale.ticks(4).map((value) => ems(format(value)))) * 14) + 12
  return { plot: { ...frame, left, right: frame.width - Math.max(8, rightRoom) }, scale }
}

export function ValueAxis(props: {
  plot: Plot
  scale: ScaleLinear<number, number>
  format: (value: number) => string
}) {
  const { plot, scale, format } = props
  return (
    <g>
      {scale.ticks(4).map((value) => (
        <>
          <path
            class={value === 0 ? 'y-axis-zero' : 'y-axis-line'}
            d={`M${plot.left} ${px(scale(value))}H${plot.right}`}
          />
          <text class="y-axis-text" x={plot.left - 8} y={px(scale(value) + 5)} text-anchor="end">
            {format(value)}
          </text>
        </>
      ))}
    </g>
  )
}

/** The months beneath, as many as there is room for; the last is always named. */
export function TimeAxis(props: { plot: Plot; ticks: readonly Tick[]; at: (index: number) => number }) {
  const { plot, ticks, at } = props
  const step = Math.max(1, Math.ceil((ticks.length * 46) / (plot.right - plot.left)))
  const gap = ticks.length > 1 ? at(1) - at(0) : 0
  // Where places are narrow, the last label would reach beyond the picture: it ends with its place.
  const placeOf = (index: number) =>
    index === ticks.length - 1 && gap > 0 && gap < 40
      ? ({ x: px(Math.min(at(index) + gap / 2, plot.right)), 'text-anchor': 'end' } as const)
      : ({ x: px(at(index)), 'text-anchor': 'middle' } as const)
  return (
    <g>
      {ticks.map(({ label, yearBegins }, index) => (
        <>
          {(ticks.length - 1 - index) % step === 0 && (
            <text class="y-axis-text" {...placeOf(index)} y={plot.bottom + 24}>
              {label}
            </text>
          )}
          {yearBegins && (
            <>
              {index > 0 && (
                <path class="y-year-line" d={`M${px(at(index) - gap / 2)} ${plot.top - 12}V${plot.bottom}`} />
              )}
              <text
                class="y-axis-text"
                x={px(index === 0 ? plot.left : at(index) - gap / 2 + 6)}
                y={plot.top - 16}
              >
                {yearBegins}
              </text>
            </>
          )}
        </>
      ))}
    </g>
  )
}

/** Bars over months: one on another (`stacked`) or side by side (`paired`). Below zero they hang. */
import { useWords } from '#ui/words.ts'
import { type Plot, type Tick, TimeAxis, ValueAxis, plotFor } from './axes.tsx'
import { Legend } from './legend.tsx'
import { PictureLink } from './picture-link.tsx'
import { type Breadth, Canvas, EmptyPicture, type FlowTone, Picture, px } from './svg-kit.tsx'

export interface BarTick extends Tick {
  /** Where the month opens. */
  readonly href?: string
}
export interface BarSeries {
  readonly label: string
  readonly tone: FlowTone
  /** One for each tick. */
  readonly values: readonly number[]
}
interface BarsProps {
  id: string
  title: string
  description?: string
  ticks: readonly BarTick[]
  series: readonly BarSeries[]
  mode?: 'stacked' | 'paired'
  format: (value: number) => string
}

interface Bar {
  readonly tone: FlowTone
  readonly label: string
  readonly value: number
  /** The two ends as values. */
  readonly from: number
  readonly to: number
}

export function Bars(props: BarsProps) {
  const words = useWords()
  const { series, ticks } = props
  if (ticks.length === 0 || series.every(({ values }) => values.every((value) => value === 0)))
    return <EmptyPicture>{words.nothingToDraw}</EmptyPicture>
  return (
    <Picture legend={series.length > 1 && <Legend items={series} />}>
      <OneBars {...props} breadth="broad" />
      <OneBars {...props} breadth="narrow" />
    </Picture>
  )
}

function OneBars({ breadth, ...props }: BarsProps & { breadth: Breadth }) {
  const { id, title, description, ticks, series, mode = 'stacked', format } = props
  const bars = ticks.map((_, index) => barsAt(index, series, mode))
  const values = bars.flatMap((each) => each.flatMap(({ from, to }) => [from, to]))
  const { plot, scale } = plotFor({ breadth, values, format })
  const band = (plot.right - plot.left) / ticks.length
  const at = (index: number): number => plot.left + band * (index + 0.5)
  return (
    <Canvas
      id={id}
      breadth={breadth}
      width={plot.width}
      height={plot.height}
      title={title}
      description={description}
      interactive={ticks.some(({ href }) => href)}
    >
      <ValueAxis plot={plot} scale={scale} format={format} />
      <TimeAxis plot={plot} ticks={ticks} at={at} />
      {bars.map((each, index) => (
        <Column
          bars={each}
          tick={ticks[index]}
          scale={scale}
          format={format}
          plot={plot}
          x={at(index)}
          band={band}
          mode={mode}
        />
      ))}
    </Canvas>
  )
}

function barsAt(index: number, series: readonly BarSeries[], mode: 'stacked' | 'paired'): Bar[] {
  let [up, down] = [0, 0]
  return series.map(({ label, tone, values }) => {
    const value = values[index] ?? 0
    if (mode === 'paired') return { tone, label, value, from: 0, to: value }
    const from = value < 0 ? down : up
    if (value < 0) down += value
    else up += value
    return { tone, label, value, from, to: from + value }
  })
}

function Column(props: {
  bars: readonly Bar[]
  tick: BarTick | undefined
  scale: (value: number) => number
  format: (value: number) => string
  plot: Plot
  x: number
  band: number
  mode: 'stacked' | 'paired'
}) {
  const { bars, tick, scale, format, plot, x, band, mode } = props
  const most = Math.min(band * 0.68, mode === 'stacked' ? 44 : 30 * bars.length)
  const width = mode === 'stacked' ? most : most / bars.length
  const spoken = `${tick?.label ?? ''} ${bars.map(({ label, value }) => `${label} ${format(value)}`).join(' ')}`
  const rects = bars.map(({ tone, from, to, value }, place) =>
    value === 0 ? null : (
      <rect
        class={`y-fill y-tone-${tone}`}
        x={px(x - most / 2 + (mode === 'paired' ? place * width : 0))}
        y={px(Math.min(scale(from), scale(to)))}
        width={px(mode === 'paired' ? width * 0.9 : width)}
        height={px(Math.max(1, Math.abs(scale(to) - scale(from)) - 1))}
      />
    ),
  )
  const whole = (
    <rect
      class="y-bar-ground"
      x={px(x - band / 2)}
      y={plot.top}
      width={px(band)}
      height={plot.bottom - plot.top}
    />
  )
  return (
    <PictureLink class="y-bar-link" href={tick?.href} label={spoken}>
      <title>{spoken}</title>
      {whole}
      {rects}
    </PictureLink>
  )
}

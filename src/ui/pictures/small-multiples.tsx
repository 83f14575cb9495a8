/** Many little year lines beside each other, to see at a glance who goes up and who goes down. */
import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { useWords } from '#ui/words.ts'
import { Legend } from './legend.tsx'
import { PictureLink } from './picture-link.tsx'
import {
  type Breadth,
  Canvas,
  EmptyPicture,
  type FlowTone,
  Picture,
  PictureNote,
  ems,
  px,
  wrap,
} from './svg-kit.tsx'

export interface Multiple {
  readonly label: string
  /** One for each tick; null, or left out at the end, where there is none yet. */
  readonly values: readonly (number | null)[]
  /** The year before, month by month. */
  readonly before?: readonly (number | null)[]
  readonly tone?: FlowTone
  readonly href?: string
}
interface SmallMultiplesProps {
  id: string
  title: string
  description?: string
  ticks: readonly { readonly label: string }[]
  items: readonly Multiple[]
  /** `same`: who is larger is seen; `own`: how each moves is seen. */
  scale?: 'same' | 'own'
  /** What the lines are called in the legend, where some have a year before. */
  nowLabel?: string
  beforeLabel?: string
  format: (value: number) => string
}

const frames = {
  broad: { width: 960, columns: 4, gap: 28, line: 84, font: 15 },
  narrow: { width: 360, columns: 2, gap: 16, line: 66, font: 14 },
} as const

export function SmallMultiples(props: SmallMultiplesProps) {
  const words = useWords()
  const { items, scale = 'same', nowLabel, beforeLabel = words.yearBefore } = props
  if (numbersOf(items).length === 0) return <EmptyPicture>{words.nothingToDraw}</EmptyPicture>
  const tone = items[0]?.tone ?? 'inside'
  const legend = nowLabel !== undefined && items.some(({ before }) => before !== undefined) && (
    <Legend
      items={[
        { label: nowLabel, tone, mark: 'none' },
        { label: beforeLabel, tone, mark: 'none', look: 'y-before' },
      ]}
    />
  )
  return (
    <Picture legend={legend}>
      <OneGrid {...props} scale={scale} breadth="broad" />
      <OneGrid {...props} scale={scale} breadth="narrow" />
      {scale === 'own' && <PictureNote>{words.ownScales}</PictureNote>}
    </Picture>
  )
}

function numbersOf(items: readonly Multiple[]): number[] {
  return items.flatMap(({ values, before = [] }) => [...values, ...before].filter((value) => value !== null))
}

function OneGrid({ breadth, ...props }: SmallMultiplesProps & { breadth: Breadth }) {
  const { id, title, description, ticks, items, scale, format } = props
  const frame = frames[breadth]
  const columns = Math.min(frame.columns, breadth === 'broad' ? Math.max(3, items.length) : frame.columns)
  const width = (frame.width - frame.gap * (columns - 1)) / columns
  const { rows, height } = rowsOf(items, columns, width, breadth)
  const same = extent(numbersOf(items))
  return (
    <Canvas
      id={id}
      breadth={breadth}
      width={frame.width}
      height={height}
      title={title}
      description={description}
      interactive={items.some(({ href }) => href)}
    >
      {rows.flatMap(({ members, top, nameRoom }) =>
        members.map((item, index) => (
          <OneMultiple
            item={item}
            ticks={ticks}
            breadth={breadth}
            x={index * (width + frame.gap)}
            y={top}
            width={width}
            nameRoom={nameRoom}
            limits={scale === 'own' ? extent(numbersOf([item])) : same}
            format={format}
          />
        )),
      )}
    </Canvas>
  )
}

interface GridRow {
  readonly members: readonly Multiple[]
  readonly top: number
  readonly nameRoom: number
}

/** In a row all curves lie at one height, under as many lines as its longest name needs, up to two. */
function rowsOf(items: readonly Multiple[], columns: number, width: number, breadth: Breadth) {
  const { font, line: tall, gap } = frames[breadth]
  const rows: GridRow[] = []
  let top = 0
  for (let at = 0; at < items.length; at += columns) {
    const members = items.slice(at, at + columns)
    const lines = Math.max(...members.map(({ label }) => wrap(label, width / font, 2).length))
    const nameRoom = lines * 20 + 10
    rows.push({ members, top, nameRoom })
    top += nameRoom + 26 + tall + 28 + gap
  }
  return { rows, height: top - gap + 4 }
}

/** From zero, or below where something is below. */
function extent(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  return high === low ? [low, low + 1] : [low, high]
}

interface OneMultipleProps {
  item: Multiple
  ticks: SmallMultiplesProps['ticks']
  breadth: Breadth
  x: number
  y: number
  width: number
  nameRoom: number
  limits: readonly [number, number]
  format: (value: number) => string
}

function OneMultiple(props: OneMultipleProps) {
  const { item, ticks, breadth, x, y, width, nameRoom, limits, format } = props
  const { line: tall, font } = frames[breadth]
  const { label, tone = 'inside', values } = item
  const last = values.slice(0, ticks.length).findLastIndex((value) => value !== null)
  const lastValue = values[last] ?? null
  const [top, bottom] = [nameRoom + 26, nameRoom + 26 + tall]
  const spoken = `${label} ${ticks[last]?.label ?? ''} ${lastValue === null ? '–' : format(lastValue)}`
  const names = wrap(label, width / font, 2)
  return (
    <PictureLink class="y-multiple-link" href={item.href} transform={`translate(${px(x)} ${px(y)})`}>
      <title>{spoken}</title>
      <rect class="y-bar-ground" x="0" y="0" width={px(width)} height={bottom + 26} />
      <text class="y-multiple-name" x="0" y="17">
        {names.map((each, index) => (
          <tspan x="0" dy={index === 0 ? 0 : 20}>
            {each}
          </tspan>
        ))}
      </text>
      <LastValue
        text={lastValue === null ? '–' : format(lastValue)}
        month={ticks[last]?.label ?? ''}
        tone={tone}
        y={nameRoom + 14}
      />
      <Curves
        item={item}
        count={ticks.length}
        width={width}
        top={top}
        bottom={bottom}
        limits={limits}
        last={last}
      />
      <text class="y-axis-text" x="0" y={bottom + 20}>
        {ticks[0]?.label}
      </text>
      <text class="y-axis-text" x={px(width)} y={bottom + 20} text-anchor="end">
        {ticks.at(-1)?.label}
      </text>
    </PictureLink>
  )
}

function LastValue({ text, month, tone, y }: { text: string; month: string; tone: FlowTone; y: number }) {
  return (
    <>
      <text class={`y-multiple-value y-tone-${tone}`} x="0" y={y}>
        {text}
      </text>
      <text class="y-axis-text" x={px(ems(text) * 19 + 10)} y={y}>
        {month}
      </text>
    </>
  )
}

function Curves(props: {
  item: Multiple
  count: number
  width: number
  top: number
  bottom: number
  limits: readonly [number, number]
  last: number
}) {
  const { item, count, width, top, bottom, limits, last } = props
  const { values, before, tone = 'inside' } = item
  const scale = scaleLinear(limits, [bottom, top + 5])
  const at = (index: number): number => 4 + ((width - 8) * index) / Math.max(1, count - 1)
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => at(index))
    .y((value) => scale(value ?? 0))
    .digits(1)
  const shade = area<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => at(index))
    .y0(scale(0))
    .y1((value) => scale(value ?? 0))
    .digits(1)
  const lastValue = values[last] ?? null
  return (
    <>
      <path class="y-axis-zero" d={`M0 ${px(scale(0))}H${px(width)}`} />
      {before && <path class={`y-line y-before y-tone-${tone}`} d={path(before.slice(0, count)) ?? ''} />}
      <path class={`y-range y-tone-${tone}`} d={shade(values.slice(0, count)) ?? ''} />
      <path class={`y-line y-tone-${tone}`} d={path(values.slice(0, count)) ?? ''} />
      {lastValue !== null && (
        <circle class={`y-marker y-tone-${tone}`} cx={px(at(last))} cy={px(scale(lastValue))} r="4.5" />
      )}
    </>
  )
}

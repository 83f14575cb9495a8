/**
 * The region's circle: a stream comes in from outside, part of it goes round inside as a ring tied of three strands,
 * part runs on and out. All three are as broad as what flows in them.
 */
import type { Child } from 'hono/jsx'
import { PictureLink } from './picture-link.tsx'
import { type Breadth, Canvas, type FlowTone, Picture, ems, px, wrap } from './svg-kit.tsx'

export interface CirclePart {
  readonly value: number
  readonly label: string
  readonly href?: string
  /** One short line beneath: `先月より8%増`. */
  readonly note?: string
}
interface CircleProps {
  id: string
  title: string
  description?: string
  /** Came in from outside, went round inside, leaked out; in one unit and for one period. */
  inflow: CirclePart
  round: CirclePart
  leak: CirclePart
  format: (value: number) => string
}

interface Geometry {
  readonly width: number
  readonly height: number
  readonly x: number
  readonly y: number
  readonly radius: number
  /** The breadth of the largest of the three. */
  readonly most: number
  readonly rise: number
  readonly fall: number
}
const geometries: Record<Breadth, Geometry> = {
  broad: { width: 960, height: 452, x: 480, y: 192, radius: 142, most: 58, rise: 26, fall: 60 },
  narrow: { width: 360, height: 392, x: 180, y: 146, radius: 106, most: 42, rise: 20, fall: 40 },
}

export function Circle(props: CircleProps) {
  return (
    <Picture class="y-circle">
      <OneCircle {...props} breadth="broad" />
      <OneCircle {...props} breadth="narrow" />
    </Picture>
  )
}

function OneCircle({ breadth, ...props }: CircleProps & { breadth: Breadth }) {
  const { id, title, description, inflow, round, leak, format } = props
  const at = geometries[breadth]
  const most = Math.max(inflow.value, round.value, leak.value)
  const thickness = (value: number): number =>
    value > 0 && most > 0 ? Math.max(3, (value / most) * at.most) : 0
  const bottom = at.y + at.radius
  // Under the narrow picture stand two texts; when a label needs a second line they need more room.
  const extraLines =
    Math.max(
      ...[inflow, leak].map(({ label, note = '' }) => wrap(label, 10).length + wrap(note, 11).length),
    ) - 1
  const fade = `${id}-${breadth}`
  const half = at.x / 2
  const inWay: Way = [0, bottom - at.rise, half, bottom - at.rise, half, bottom, at.x + 2, bottom]
  const [turn, low] = [at.x + half, bottom + at.fall]
  const outWay: Way = [at.x - 2, bottom, turn, bottom, turn, low, at.width, low]
  return (
    <Canvas
      id={id}
      breadth={breadth}
      width={at.width}
      height={breadth === 'broad' ? at.height : at.height + 20 * extraLines}
      title={title}
      description={description}
      interactive={Boolean(inflow.href ?? round.href ?? leak.href)}
    >
      <Fade id={`${fade}-in`} from="outside" to="inside" />
      <Fade id={`${fade}-out`} from="inside" to="leak" />
      <Part part={leak} format={format}>
        <Stream way={outWay} paint={`${fade}-out`} thickness={thickness(leak.value)} arrowAt={0.62} />
        <PartWords part={leak} format={format} tone="leak" breadth={breadth} side="right" />
      </Part>
      <Part part={inflow} format={format}>
        <Stream way={inWay} paint={`${fade}-in`} thickness={thickness(inflow.value)} arrowAt={0.3} />
        <PartWords part={inflow} format={format} tone="outside" breadth={breadth} side="left" />
      </Part>
      <Part part={round} format={format}>
        <Ring at={at} thickness={thickness(round.value)} />
        <PartWords part={round} format={format} tone="inside" breadth={breadth} side="middle" />
      </Part>
    </Canvas>
  )
}

function Part({
  part,
  format,
  children,
}: {
  part: CirclePart
  format: (value: number) => string
  children?: Child
}) {
  const spoken = [part.label, format(part.value), part.note].filter(Boolean).join(' ')
  return (
    <PictureLink class="y-circle-part" href={part.href}>
      <title>{spoken}</title>
      {children}
    </PictureLink>
  )
}

function Fade({ id, from, to }: { id: string; from: FlowTone; to: FlowTone }) {
  return (
    <linearGradient id={id} x1="0" x2="1" y1="0" y2="0">
      <stop class={`y-stop y-tone-${from}`} offset="0.35" />
      <stop class={`y-stop y-tone-${to}`} offset="1" />
    </linearGradient>
  )
}

/** A cubic curve: x and y of its start, its two handles and its end. */
type Way = readonly [number, number, number, number, number, number, number, number]

function Stream(props: { way: Way; paint: string; thickness: number; arrowAt: number }) {
  const { way, paint, thickness, arrowAt } = props
  const [x0, y0, ...rest] = way
  const path = `M${px(x0)} ${px(y0)}C${rest.map(px).join(' ')}`
  if (thickness === 0) return <path class="y-stream-none" d={path} />
  return (
    <>
      <path class="y-stream" d={path} stroke={`url(#${paint})`} stroke-width={px(thickness)} />
      {thickness >= 12 && <Chevron way={way} at={arrowAt} size={Math.min(9, thickness / 4)} />}
    </>
  )
}

/** Says which way it runs. `at` is the place on the curve, 0 to 1. */
function Chevron({ way, at, size }: { way: Way; at: number; size: number }) {
  const [x0, y0, x1, y1, x2, y2, x3, y3] = way
  const rest = 1 - at
  const point = (a: number, b: number, c: number, d: number): number =>
    rest ** 3 * a + 3 * rest ** 2 * at * b + 3 * rest * at ** 2 * c + at ** 3 * d
  const slope = (a: number, b: number, c: number, d: number): number =>
    3 * rest ** 2 * (b - a) + 6 * rest * at * (c - b) + 3 * at ** 2 * (d - c)
  const degrees = (Math.atan2(slope(y0, y1, y2, y3), slope(x0, x1, x2, x3)) * 180) / Math.PI
  return (
    <path
      class="y-chevron"
      transform={`translate(${px(point(x0, x1, x2, x3))} ${px(point(y0, y1, y2, y3))}) rotate(${px(degrees)})`}
      d={`M${px(-size / 2)} ${px(-size)}L${px(size / 2)} 0L${px(-size / 2)} ${px(size)}`}
    />
  )
}

/** Three strands, each once round and outward by the ring's breadth: at every point three lie side by side. */
function Ring({ at, thickness }: { at: Geometry; thickness: number }) {
  if (thickness === 0) return <circle class="y-ring-none" cx={at.x} cy={at.y} r={at.radius} />
  if (thickness < 9)
    return <circle class="y-ring" cx={at.x} cy={at.y} r={at.radius} stroke-width={px(thickness)} />
  const strand = thickness / 3
  return (
    <g>
      <circle class="y-ring-ground" cx={at.x} cy={at.y} r={at.radius} stroke-width={px(thickness)} />
      {[0, 1, 2].map((index) => (
        <path
          class={`y-strand y-strand-${index}`}
          d={spiral(at, index * 120 + 60, strand * 1.5)}
          stroke-width={px(strand * 0.86)}
        />
      ))}
    </g>
  )
}

/** Once round against the clock, from `radius − reach` to `radius + reach`, as cubic pieces of 45°. */
function spiral({ x, y, radius }: Geometry, startDegrees: number, reach: number): string {
  const pieces = 8
  const turn = -2 * Math.PI
  const point = (u: number) => {
    const [r, angle] = [radius - reach + 2 * reach * u, (startDegrees * Math.PI) / 180 + turn * u]
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    return {
      x: x + r * cos,
      y: y + r * sin,
      // How it moves on per unit of u: the derivative of the two lines above.
      dx: 2 * reach * cos - r * turn * sin,
      dy: 2 * reach * sin + r * turn * cos,
    }
  }
  const start = point(0)
  let path = `M${px(start.x)} ${px(start.y)}`
  for (let piece = 0; piece < pieces; piece += 1) {
    const [a, b] = [point(piece / pieces), point((piece + 1) / pieces)]
    const third = 1 / (3 * pieces)
    path += `C${px(a.x + a.dx * third)} ${px(a.y + a.dy * third)} ${px(b.x - b.dx * third)} ${px(b.y - b.dy * third)} ${px(b.x)} ${px(b.y)}`
  }
  return path
}

interface PartWordsProps {
  part: CirclePart
  format: (value: number) => string
  tone: FlowTone
  breadth: Breadth
  side: 'left' | 'middle' | 'right'
}

/** Inside the ring what goes round; at both ends of the stream what comes and what goes. */
function PartWords({ part, format, tone, breadth, side }: PartWordsProps) {
  const at = geometries[breadth]
  const wide = breadth === 'broad'
  const line = wide ? 24 : 20
  const room = side === 'middle' ? (at.radius * 2 - at.most * 1.4) / (wide ? 17 : 15) : wide ? 15 : 10
  const label = wrap(part.label, room)
  const note =
    part.note === undefined
      ? []
      : wrap(part.note, room * (side === 'middle' ? 0.9 : 1.1), side === 'middle' ? 1 : 2)
  const [x, anchor] =
    side === 'middle'
      ? [at.x, 'middle']
      : side === 'left'
        ? [wide ? 16 : 8, 'start']
        : [at.width - (wide ? 16 : 8), 'end']
  const big = side === 'middle' ? (wide ? 46 : 38) : wide ? 38 : 30
  const tall = (label.length + note.length) * line + big
  const top =
    side === 'middle'
      ? at.y - tall / 2 + line * 0.8
      : wide
        ? at.y + at.radius - at.rise - 44 - tall + line
        : at.y + at.radius + (side === 'left' ? 66 : 92)
  return (
    <text class={`y-circle-words y-circle-${side} y-tone-${tone}`} x={px(x)} y={px(top)} text-anchor={anchor}>
      {label.map((each, index) => (
        <tspan x={px(x)} dy={index === 0 ? 0 : line}>
          {each}
        </tspan>
      ))}
      <tspan
        class={
          side === 'middle' ? `y-circle-value ${fitIn(at, breadth, format(part.value))}` : 'y-circle-value'
        }
        x={px(x)}
        dy={px(big)}
      >
        {format(part.value)}
      </tspan>
      {note.map((each) => (
        <tspan class="y-circle-note" x={px(x)} dy={line * 1.1}>
          {each}
        </tspan>
      ))}
    </text>
  )
}

/** The letters in the ring get smaller, in two steps, before they would run over its strands. */
function fitIn({ radius, most }: Geometry, breadth: Breadth, text: string): string {
  const inside = 2 * (radius - 0.72 * most)
  // Figures and points are set closer than letters.
  const width = ems(text) * 0.88 * (breadth === 'broad' ? 44 : 34)
  if (width <= inside) return ''
  return width * 0.78 <= inside ? 'y-circle-long' : 'y-circle-longer'
}

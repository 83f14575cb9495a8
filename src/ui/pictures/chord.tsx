/** Who deals with whom, all at once: groups on a ring, and between them ribbons as broad as what flows in them. */
import { useWords } from '#ui/words.ts'
import { type ChordGroup, type ChordRibbon, type Stretch, layRing } from './chord-layout.ts'
import { Flow, Knot, shareText } from './flow.tsx'
import type { SankeyLink, SankeyNode } from './sankey-layout.ts'
import { type Breadth, Canvas, EmptyPicture, Picture, ems, px, spread, wrap } from './svg-kit.tsx'

interface ChordProps {
  id: string
  title: string
  description?: string
  /** In the order in which they lie on the ring; kin beside kin. */
  nodes: readonly SankeyNode[]
  links: readonly SankeyLink[]
  format: (value: number) => string
}

type Ring = ReturnType<typeof layRing>

export function Chord(props: ChordProps) {
  const words = useWords()
  const ring = layRing(props.nodes, props.links)
  if (ring.ribbons.length === 0) return <EmptyPicture>{words.nothingFlows}</EmptyPicture>
  return (
    <Picture flows>
      <OneChord {...props} ring={ring} breadth="broad" />
      <OneChord {...props} ring={ring} breadth="narrow" />
    </Picture>
  )
}

const frames = {
  broad: { width: 960, radius: 204, thick: 16, label: 46 },
  // Beside a ring on a phone no name finds room: numbers there, the names in a list beneath.
  narrow: { width: 360, radius: 140, thick: 13, label: 34 },
} as const

/** As far from the middle as the labels begin. */
const labelsFrom = frames.broad.radius + 36

function OneChord({ breadth, ring, ...props }: ChordProps & { ring: Ring; breadth: Breadth }) {
  const { id, title, description, format } = props
  const { width, radius, label } = frames[breadth]
  const { groups, ribbons } = ring
  const fullest = Math.max(
    groups.filter((group) => isRight(group)).length,
    groups.filter((group) => !isRight(group)).length,
  )
  const ringHeight = breadth === 'broad' ? Math.max(2 * radius + 72, fullest * label + 20) : 2 * radius + 84
  const height = breadth === 'broad' ? ringHeight : ringHeight + groups.length * label + 8
  const middle = `translate(${width / 2} ${px(ringHeight / 2)})`
  return (
    <Canvas
      id={id}
      breadth={breadth}
      width={width}
      height={height}
      title={title}
      description={description}
      interactive
    >
      <g transform={middle}>
        {ribbons
          .toSorted((a, b) => b.value - a.value)
          .map((ribbon) => (
            <Ribbon ribbon={ribbon} radius={radius - 3} format={format} />
          ))}
      </g>
      {breadth === 'broad' ? (
        <g transform={middle}>
          <SideLabels groups={groups} height={ringHeight} format={format} />
        </g>
      ) : (
        <ListedGroups groups={groups} middle={middle} top={ringHeight} format={format} />
      )}
    </Canvas>
  )
}

const middleOf = ({ start, end }: Stretch): number => (start + end) / 2
const isRight = (group: Stretch): boolean => middleOf(group) < Math.PI

/** The point at an angle, clockwise from the top. */
function point(angle: number, radius: number): string {
  return `${px(radius * Math.sin(angle))} ${px(-radius * Math.cos(angle))}`
}

function arc(from: number, to: number, radius: number, clockwise = true): string {
  const large = Math.abs(to - from) > Math.PI ? 1 : 0
  return `A${px(radius)} ${px(radius)} 0 ${large} ${clockwise ? 1 : 0} ${point(to, radius)}`
}

/** A piece of the ring. */
function ringPiece({ start, end }: Stretch, inner: number, outer: number): string {
  // An arc from a point to itself is none: a ring of one group stays open by a hair.
  const last = Math.min(end, start + 2 * Math.PI - 0.001)
  return `M${point(start, outer)}${arc(start, last, outer)}L${point(last, inner)}${arc(last, start, inner, false)}Z`
}

/** Runs through the middle and ends in a point at who gets it. */
function ribbonPath({ leaves, arrives }: ChordRibbon, radius: number): string {
  const head = radius - 12
  return [
    `M${point(leaves.start, radius)}`,
    arc(leaves.start, leaves.end, radius),
    `Q0 0 ${point(arrives.start, head)}`,
    `L${point(middleOf(arrives), radius)}`,
    `L${point(arrives.end, head)}`,
    `Q0 0 ${point(leaves.start, radius)}Z`,
  ].join('')
}

function Ribbon(props: { ribbon: ChordRibbon; radius: number; format: (value: number) => string }) {
  const { ribbon, radius, format } = props
  const { source, target, value, href, label } = ribbon
  const words = useWords()
  const share = words.shareOf(source.label, shareText(value / source.paid))
  return (
    <Flow
      from={source.id}
      to={target.id}
      spoken={`${label ?? `${source.label} → ${target.label}`} ${format(value)} ${share}`}
      href={href}
    >
      <path
        class={`y-ribbon y-tone-${target.tone === 'leak' ? 'leak' : source.tone}`}
        d={ribbonPath(ribbon, radius)}
      />
    </Flow>
  )
}

function useGroupWords(format: (value: number) => string) {
  const words = useWords()
  return ({ paid, got }: ChordGroup): string =>
    `${words.pays} ${format(paid)} ${words.receives} ${format(got)}`
}

interface GroupsProps {
  groups: readonly ChordGroup[]
  format: (value: number) => string
}

/** Each name beside its arc, outward; they move apart where arcs are thin, and a line leads back. */
function SideLabels({ groups, height, format }: GroupsProps & { height: number }) {
  const { radius, thick, label, width } = frames.broad
  const say = useGroupWords(format)
  const half = height / 2 - 24
  const ys = new Map<string, number>()
  for (const right of [true, false]) {
    const side = groups.filter((group) => isRight(group) === right)
    const wished = side.map((group) => -Math.cos(middleOf(group)) * (radius + thick + 14))
    for (const [index, y] of spread(wished, label, -half, half - 8).entries())
      ys.set(side[index]?.id ?? '', y)
  }
  return (
    <>
      {groups.map((group) => {
        const sign = isRight(group) ? 1 : -1
        const y = ys.get(group.id) ?? 0
        const [x, angle] = [sign * labelsFrom, middleOf(group)]
        const [name] = wrap(group.label, (width / 2 - labelsFrom - 8) / 15, 1)
        return (
          <Knot id={group.id} spoken={`${group.label} ${say(group)}`} href={group.href}>
            <path class={`y-fill y-tone-${group.tone}`} d={ringPiece(group, radius, radius + thick)} />
            <path
              class="y-lead"
              d={`M${point(angle, radius + thick + 2)}L${point(angle, radius + thick + 8)}L${px(x - sign * 6)} ${px(y)}`}
            />
            <text class="y-node-label" x={px(x)} y={px(y)} text-anchor={sign > 0 ? 'start' : 'end'}>
              {name}
              <tspan class="y-axis-text" x={px(x)} dy="19">
                {say(group)}
              </tspan>
            </text>
          </Knot>
        )
      })}
    </>
  )
}

/** A number at each arc, and under the ring what the numbers mean. */
function ListedGroups(props: GroupsProps & { middle: string; top: number }) {
  const { groups, format, middle, top } = props
  const { radius, thick, label, width } = frames.narrow
  const say = useGroupWords(format)
  return (
    <>
      {groups.map((group, index) => {
        const y = top + index * label
        const angle = middleOf(group)
        const whole = format(group.paid + group.got)
        const [name] = wrap(group.label, (width - 40 - ems(whole) * 14 - 10) / 14, 1)
        return (
          <Knot id={group.id} spoken={`${group.label} ${say(group)}`} href={group.href}>
            <g transform={middle}>
              <path class={`y-fill y-tone-${group.tone}`} d={ringPiece(group, radius, radius + thick)} />
              <text
                class="y-cell-text"
                x={px((radius + thick + 13) * Math.sin(angle))}
                y={px(-(radius + thick + 13) * Math.cos(angle) + 5)}
                text-anchor="middle"
              >
                {index + 1}
              </text>
            </g>
            <rect class="y-bar-ground" x="0" y={y} width={width} height={label} />
            <rect class={`y-fill y-tone-${group.tone}`} x="0" y={y + 6} width="24" height="22" rx="4" />
            <text class="y-cell-text y-on-dark" x="12" y={y + 22} text-anchor="middle">
              {index + 1}
            </text>
            <text class="y-node-label" x="34" y={y + 22}>
              {name}
            </text>
            <text class="y-axis-text" x={width} y={y + 22} text-anchor="end">
              {whole}
            </text>
          </Knot>
        )
      })}
    </>
  )
}

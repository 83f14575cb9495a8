/** Bars that lie, the largest on top: who, what, where from. A stroke across each marks what it was before. */
import { useWords } from '#ui/words.ts'
import { PictureLink } from './picture-link.tsx'
import { type Breadth, Canvas, EmptyPicture, type FlowTone, Picture, ems, px, wrap } from './svg-kit.tsx'

export interface Rank {
  readonly label: string
  readonly value: number
  readonly before?: number
  readonly tone?: FlowTone
  readonly href?: string
}
interface RanksProps {
  id: string
  title: string
  description?: string
  rows: readonly Rank[]
  format: (value: number) => string
}

export function Ranks(props: RanksProps) {
  const words = useWords()
  if (!props.rows.some(({ value, before = 0 }) => value > 0 || before > 0))
    return <EmptyPicture>{words.nothingToDraw}</EmptyPicture>
  return (
    <Picture>
      <OneRanks {...props} breadth="broad" />
      <OneRanks {...props} breadth="narrow" />
    </Picture>
  )
}

const frames = {
  // On a narrow screen the names stand above their bars.
  broad: { width: 960, row: 36, bar: 18, names: 240 },
  narrow: { width: 360, row: 52, bar: 16, names: 0 },
} as const

function OneRanks({ breadth, ...props }: RanksProps & { breadth: Breadth }) {
  const { id, title, description, rows, format } = props
  const frame = frames[breadth]
  const most = Math.max(...rows.flatMap(({ value, before = 0 }) => [value, before]))
  const valueRoom = Math.max(...rows.map(({ value }) => ems(format(value)))) * 15 + 12
  const room = frame.width - frame.names - valueRoom
  return (
    <Canvas
      id={id}
      breadth={breadth}
      width={frame.width}
      height={rows.length * frame.row + 8}
      title={title}
      description={description}
      interactive={rows.some(({ href }) => href)}
    >
      {rows.map((rank, index) => (
        <Row
          rank={rank}
          breadth={breadth}
          top={index * frame.row + 4}
          scale={(value) => (Math.max(0, value) / most) * room}
          format={format}
        />
      ))}
    </Canvas>
  )
}

function Row(props: {
  rank: Rank
  breadth: Breadth
  top: number
  scale: (value: number) => number
  format: (value: number) => string
}) {
  const { rank, breadth, top, scale, format } = props
  const { row, bar, names } = frames[breadth]
  const y = breadth === 'broad' ? top + (row - bar) / 2 : top + 22
  const [label] = wrap(rank.label, breadth === 'broad' ? names / 16 - 1 : 22, 1)
  const length = Math.max(1, scale(rank.value))
  const before = rank.before === undefined ? 0 : scale(rank.before)
  return (
    <PictureLink href={rank.href}>
      <title>{`${rank.label} ${format(rank.value)}`}</title>
      <text
        class="y-chart-label"
        x={breadth === 'broad' ? names - 10 : 0}
        y={px(breadth === 'broad' ? y + bar - 4 : top + 16)}
        text-anchor={breadth === 'broad' ? 'end' : undefined}
      >
        {label}
      </text>
      <rect
        class={`y-fill y-tone-${rank.tone ?? 'inside'}`}
        x={names}
        y={px(y)}
        width={px(length)}
        height={bar}
        rx="2"
      />
      {before > 0 && (
        <path class="y-rank-before" d={`M${px(names + before)} ${px(y - 4)}V${px(y + bar + 4)}`} />
      )}
      <text class="y-axis-text" x={px(names + Math.max(length, before) + 8)} y={px(y + bar - 3)}>
        {format(rank.value)}
      </text>
    </PictureLink>
  )
}

/** What the colours and lines of a picture mean, in words beside a swatch; above the picture. */
import { useStage } from './stage.ts'
import { type FlowTone, Marker, ems, px } from './svg-kit.tsx'

export interface LegendItem {
  readonly label: string
  readonly tone: FlowTone
  /** A line with this mark, or with none on it; left out, a filled field. */
  readonly mark?: number | 'none'
  /** More classes of the line or field: `y-pale`, `y-range`. */
  readonly look?: string
}

export function Legend({ items }: { items: readonly LegendItem[] }) {
  const stage = useStage()
  if (stage) return <StagedLegend items={items} width={stage.width} place={(height) => stage.place(height)} />
  return (
    <ul class="y-legend">
      {items.map((item) => (
        <li>
          <svg viewBox="0 0 28 16" width="28" height="16" aria-hidden="true" focusable="false">
            <Swatch item={item} />
          </svg>
          {item.label}
        </li>
      ))}
    </ul>
  )
}

function Swatch({ item: { tone, mark, look = '' } }: { item: LegendItem }) {
  if (mark === undefined)
    return <rect class={`y-fill y-tone-${tone} ${look}`.trim()} x="6" y="1" width="16" height="14" rx="2" />
  if (mark === 'none') return <path class={`y-line y-tone-${tone} ${look}`.trim()} d="M0 8H28" />
  return (
    <>
      <path class={`y-line y-line-${mark % 4} y-tone-${tone} ${look}`.trim()} d="M0 8H28" />
      <Marker x={14} y={8} shape={mark} tone={tone} look={look} />
    </>
  )
}

const line = 28

/** The same as SVG: item after item, in as many lines as they need. */
function StagedLegend(props: {
  items: readonly LegendItem[]
  width: number
  place: (height: number) => number
}) {
  const { items, width, place } = props
  let [x, y] = [0, 0]
  const spots = items.map(({ label }) => {
    const room = 36 + ems(label) * 15
    if (x > 0 && x + room > width) [x, y] = [0, y + line]
    const spot = { x, y }
    x += room + 24
    return spot
  })
  const top = place(y + line + 12)
  return (
    <g aria-hidden="true">
      {items.map((item, index) => (
        <g transform={`translate(${px(spots[index]?.x ?? 0)} ${px(top + (spots[index]?.y ?? 0))})`}>
          <Swatch item={item} />
          <text class="y-legend-text" x="36" y="13">
            {item.label}
          </text>
        </g>
      ))}
    </g>
  )
}

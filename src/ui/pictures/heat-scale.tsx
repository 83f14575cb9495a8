/** The legend of shades: six fields side by side, and at their edges what they stand for. */
import { useWords } from '#ui/words.ts'
import { useStage } from './stage.ts'
import { ems } from './svg-kit.tsx'

interface HeatScaleProps {
  id: string
  /** The upper end of each shade. */
  steps: readonly number[]
  format: (value: number) => string
}

const [field, height] = [52, 40]

export function HeatScale({ id, steps, format }: HeatScaleProps) {
  const words = useWords()
  const stage = useStage()
  const margin = Math.max(20, Math.ceil((ems(format(steps.at(-1) ?? 0)) * 13) / 2))
  const width = steps.length * field + 2 * margin
  const spoken = words.shades(format(0), format(steps.at(-1) ?? 0))
  const edges = [0, ...steps]
  // Every second edge bears its amount, every third where they are long: the first and the last always do.
  const every = Math.max(...edges.map((edge) => ems(format(edge)))) * 13 + 10 <= 2 * field ? 2 : 3
  return (
    <svg
      class="y-heat-scale"
      viewBox={`0 0 ${width} ${height}`}
      y={stage?.place(height + 8)}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${id}-shades`}
    >
      <title id={`${id}-shades`}>{spoken}</title>
      {steps.map((_, index) => (
        <rect
          class={`y-cell y-heat-${index + 1}`}
          x={margin + index * field + 1}
          y="1"
          width={field - 2}
          height="16"
        />
      ))}
      {edges.map(
        (edge, index) =>
          index % every === 0 && (
            <text class="y-cell-text" x={margin + index * field} y="34" text-anchor="middle">
              {format(edge)}
            </text>
          ),
      )}
    </svg>
  )
}

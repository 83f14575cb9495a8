/** Who pays whom: a row for each that pays, a column for each that is paid, a shade for how much, the sums at the edges. */
import { useWords } from '#ui/words.ts'
import { Flow, Knot, shareText } from './flow.tsx'
import {
  type MatrixData,
  type MatrixFrame,
  type MatrixHead,
  acrossLines,
  heatOf,
  heatSteps,
  matrixFonts,
  matrixFrame,
  shownCells,
  sumsOf,
  uprightEms,
} from './matrix-layout.ts'
import { HeatScale } from './heat-scale.tsx'
import { useStage } from './stage.ts'
import { type Breadth, Canvas, EmptyPicture, Picture, px, wrap } from './svg-kit.tsx'

interface MatrixProps extends MatrixData {
  id: string
  title: string
  description?: string
  /** What the rows and columns are; those who pay and those who are paid when left out. */
  rowsAre?: string
  columnsAre?: string
  format: (value: number) => string
}

/** What all its parts are drawn from. */
interface Drawing extends MatrixProps {
  readonly frame: MatrixFrame
  readonly steps: readonly number[]
  readonly sums: ReturnType<typeof sumsOf>
}

const namesWidth = 116

export function Matrix(props: MatrixProps) {
  const words = useWords()
  const { id, title, format } = props
  const stage = useStage()
  const cells = shownCells(props)
  if (cells.length === 0) return <EmptyPicture>{words.nothingFlows}</EmptyPicture>
  const steps = heatSteps(Math.max(...cells.map(({ value }) => value)))
  const sums = sumsOf(props)
  const texts = {
    cells: cells.map(({ value }) => format(value)),
    sums: [sums.whole, ...sums.byRow.values(), ...sums.byColumn.values()].map(format),
  }
  const drawn = (breadth: Breadth): Drawing => ({
    ...props,
    cells,
    steps,
    sums,
    frame: matrixFrame(props, breadth, texts),
  })
  const [broad, narrow] = [drawn('broad'), drawn('narrow')]
  return (
    <Picture flows legend={<HeatScale id={id} steps={steps} format={format} />}>
      <Sheet {...broad} breadth="broad" />
      {!stage && (
        // The names stay where they are while the rest is moved sideways.
        <div class="y-matrix-narrow">
          <Names {...narrow} />
          <div class="y-scroll" role="region" aria-label={words.scrollPicture(title)} tabindex={0}>
            <Sheet {...narrow} breadth="narrow" />
          </div>
        </div>
      )}
    </Picture>
  )
}

function Sheet({ breadth, ...drawing }: Drawing & { breadth: Breadth }) {
  const { id, title, description, frame, rows, columns } = drawing
  const { left, top, cellWidth, cellHeight } = frame
  const [right, bottom] = [left + columns.length * cellWidth, top + rows.length * cellHeight]
  const lines = [
    ...Array.from({ length: rows.length + 1 }, (_, at) => `M${left} ${top + at * cellHeight}H${right}`),
    ...Array.from({ length: columns.length + 1 }, (_, at) => `M${left + at * cellWidth} ${top}V${bottom}`),
  ]
  return (
    <Canvas
      id={id}
      breadth={breadth}
      width={frame.width}
      height={frame.height}
      title={title}
      description={description}
      interactive
      class={breadth === 'narrow' ? 'y-svg-natural' : undefined}
    >
      <path class="y-axis-line" d={lines.join('')} />
      {breadth === 'broad' && <Corner {...drawing} />}
      {breadth === 'broad' && rows.map((head, at) => <RowName {...drawing} head={head} at={at} />)}
      {columns.map((head, at) => (
        <ColumnName {...drawing} head={head} at={at} />
      ))}
      <Cells {...drawing} />
      <Sums {...drawing} totalsNamed={breadth === 'broad'} />
    </Canvas>
  )
}

/** Which way the picture is read. */
function Corner({ frame, rowsAre, columnsAre, x = frame.left - 10 }: Drawing & { x?: number }) {
  const words = useWords()
  return (
    <g>
      <text class="y-axis-text" x={x} y={frame.top - 30} text-anchor="end">
        {`${columnsAre ?? words.payees} →`}
      </text>
      <text class="y-axis-text" x={x} y={frame.top - 10} text-anchor="end">
        {`${rowsAre ?? words.payers} ↓`}
      </text>
    </g>
  )
}

function RowName(props: Drawing & { head: MatrixHead; at: number; width?: number }) {
  const { head, at, frame, sums, format, width = frame.left } = props
  const { line, head: font } = matrixFonts
  const lines = wrap(head.label, (width - 14) / font, 2)
  const y = frame.top + (at + 0.5) * frame.cellHeight - ((lines.length - 1) * line) / 2 + 5
  return (
    <Knot id={head.id} spoken={`${head.label} ${format(sums.byRow.get(head.id) ?? 0)}`} href={head.href}>
      <rect
        class="y-bar-ground"
        // Room at the edge for the ring of what is focused.
        x="5"
        y={frame.top + at * frame.cellHeight + 2}
        width={width - 7}
        height={frame.cellHeight - 4}
      />
      <text class="y-matrix-name" x={width - 10} y={px(y)} text-anchor="end">
        {lines.map((each, index) => (
          <tspan x={width - 10} dy={index === 0 ? 0 : line}>
            {each}
          </tspan>
        ))}
      </text>
    </Knot>
  )
}

/** Above its column across, in up to three lines; where that is too little, letter beneath letter. */
function ColumnName(props: Drawing & { head: MatrixHead; at: number }) {
  const { head, at, frame, sums, format } = props
  const { left, top, cellWidth, upright } = frame
  const x = left + (at + 0.5) * cellWidth
  const spoken = `${head.label} ${format(sums.byColumn.get(head.id) ?? 0)}`
  const lines = upright ? [] : acrossLines(head.label, cellWidth)
  return (
    <Knot id={head.id} spoken={spoken} href={head.href}>
      <rect class="y-bar-ground" x={px(x - cellWidth / 2)} y="0" width={cellWidth} height={top} />
      {upright ? (
        <text class="y-matrix-name y-upright" x={px(x)} y={top - 8} text-anchor="end">
          {wrap(head.label, uprightEms, 1)[0]}
        </text>
      ) : (
        <text
          class="y-matrix-name"
          x={px(x)}
          y={top - 8 - (lines.length - 1) * matrixFonts.line}
          text-anchor="middle"
        >
          {lines.map((each, index) => (
            <tspan x={px(x)} dy={index === 0 ? 0 : matrixFonts.line}>
              {each}
            </tspan>
          ))}
        </text>
      )}
    </Knot>
  )
}

function Cells({ rows, columns, cells, frame, steps, sums, format }: Drawing) {
  const words = useWords()
  const { left, top, cellWidth, cellHeight, amounts } = frame
  const places = new Map(columns.map(({ id }, at) => [id, at]))
  return (
    <>
      {rows.flatMap((row, down) =>
        cells
          .filter((cell) => cell.row === row.id)
          .toSorted((a, b) => (places.get(a.column) ?? 0) - (places.get(b.column) ?? 0))
          .map(({ column, value, href }) => {
            const at = places.get(column) ?? 0
            const [x, y] = [left + at * cellWidth, top + down * cellHeight]
            const shade = heatOf(value, steps)
            const share = words.shareOf(row.label, shareText(value / (sums.byRow.get(row.id) ?? 0)))
            return (
              <Flow
                from={row.id}
                to={column}
                spoken={`${row.label} → ${columns[at]?.label ?? ''} ${format(value)} ${share}`}
                href={href}
                passive
              >
                <rect
                  class={`y-cell y-heat-${shade}`}
                  x={x + 1}
                  y={y + 1}
                  width={cellWidth - 2}
                  height={cellHeight - 2}
                />
                {amounts && (
                  <text
                    class={`y-cell-text ${shade > 4 ? 'y-on-dark' : ''}`.trim()}
                    x={px(x + cellWidth / 2)}
                    y={px(y + cellHeight / 2 + 5)}
                    text-anchor="middle"
                  >
                    {format(value)}
                  </text>
                )}
              </Flow>
            )
          }),
      )}
    </>
  )
}

/** At the right what each pays, beneath what each gets. */
function Sums({ rows, columns, frame, sums, format, totalsNamed }: Drawing & { totalsNamed: boolean }) {
  const words = useWords()
  const { left, top, cellWidth, cellHeight, sumsLie } = frame
  const [right, bottom] = [left + columns.length * cellWidth, top + rows.length * cellHeight]
  return (
    <g>
      <text class="y-axis-text" x={right + 10} y={top - 8}>
        {words.total}
      </text>
      {totalsNamed && (
        <text class="y-axis-text" x={left - 10} y={bottom + 21} text-anchor="end">
          {words.total}
        </text>
      )}
      {rows.map(({ id }, at) => (
        <text class="y-cell-text" x={right + 10} y={px(top + (at + 0.5) * cellHeight + 5)}>
          {format(sums.byRow.get(id) ?? 0)}
        </text>
      ))}
      {columns.map(({ id }, at) => {
        const x = left + (at + 0.5) * cellWidth
        const text = format(sums.byColumn.get(id) ?? 0)
        return sumsLie ? (
          <text class="y-cell-text" x={px(x)} y={bottom + 21} text-anchor="middle">
            {text}
          </text>
        ) : (
          <text
            class="y-cell-text"
            transform={`translate(${px(x + 5)} ${bottom + 8}) rotate(-90)`}
            text-anchor="end"
          >
            {text}
          </text>
        )
      })}
      <text class="y-cell-text y-total" x={right + 10} y={bottom + 21}>
        {format(sums.whole)}
      </text>
    </g>
  )
}

/** The names of the rows alone, for the side of a narrow screen; as tall as the sheet beside them. */
function Names(drawing: Drawing) {
  const { id, title, rows, frame, rowsAre } = drawing
  const words = useWords()
  const bottom = frame.top + rows.length * frame.cellHeight
  return (
    <Canvas
      id={`${id}-rows`}
      breadth="narrow"
      width={namesWidth}
      height={frame.height}
      title={`${title}: ${rowsAre ?? words.payers}`}
      interactive
      class="y-svg-natural"
    >
      <Corner {...drawing} x={namesWidth - 10} />
      {rows.map((head, at) => (
        <RowName {...drawing} head={head} at={at} width={namesWidth} />
      ))}
      <text class="y-axis-text" x={namesWidth - 10} y={bottom + 21} text-anchor="end">
        {words.total}
      </text>
    </Canvas>
  )
}

/** Who pays whom as shades: the steps of the shades, the sums at the edges, and where everything lies. */
import { type Breadth, ems, wrap } from './svg-kit.tsx'

export interface MatrixHead {
  readonly id: string
  readonly label: string
  readonly href?: string
}
export interface MatrixCell {
  /** The id of its row and of its column. */
  readonly row: string
  readonly column: string
  readonly value: number
  readonly href?: string
}
export interface MatrixData {
  /** Who pays. */
  readonly rows: readonly MatrixHead[]
  /** Who is paid. */
  readonly columns: readonly MatrixHead[]
  readonly cells: readonly MatrixCell[]
}

/** How many shades there are. */
const shades = 6

/**
 * The upper end of each shade. They grow with the square: amounts differ by hundreds, and on an even scale all but the
 * largest would look like nothing. Two digits are enough to read them by.
 */
export function heatSteps(most: number): number[] {
  return Array.from({ length: shades }, (_, index) =>
    index === shades - 1 ? most : Number((((index + 1) / shades) ** 2 * most).toPrecision(2)),
  )
}

/** Which shade an amount has: 1 to 6; 0 for nothing. */
export function heatOf(value: number, steps: readonly number[]): number {
  if (!(value > 0)) return 0
  const index = steps.findIndex((end) => value <= end)
  return index === -1 ? steps.length : index + 1
}

/** What each row and each column comes to, and the whole. */
export function sumsOf({ rows, columns, cells }: MatrixData) {
  const byRow = new Map<string, number>(rows.map(({ id }) => [id, 0]))
  const byColumn = new Map<string, number>(columns.map(({ id }) => [id, 0]))
  let whole = 0
  for (const { row, column, value } of shownCells({ rows, columns, cells })) {
    byRow.set(row, (byRow.get(row) ?? 0) + value)
    byColumn.set(column, (byColumn.get(column) ?? 0) + value)
    whole += value
  }
  return { byRow, byColumn, whole }
}

/** The cells that hold something and have both a row and a column. */
export function shownCells({ rows, columns, cells }: MatrixData): MatrixCell[] {
  const [ofRows, ofColumns] = [new Set(rows.map(({ id }) => id)), new Set(columns.map(({ id }) => id))]
  return cells.filter(({ row, column, value }) => value > 0 && ofRows.has(row) && ofColumns.has(column))
}

export interface MatrixFrame {
  readonly width: number
  readonly height: number
  /** Where the cells begin; on a narrow screen the names of the rows stand in a picture of their own. */
  readonly left: number
  readonly top: number
  readonly cellWidth: number
  readonly cellHeight: number
  /** The names of the columns stand upright, letter beneath letter. */
  readonly upright: boolean
  /** The amounts fit into the cells, and the sums of the columns beneath them without being turned. */
  readonly amounts: boolean
  readonly sumsLie: boolean
}

export const matrixFonts = { head: 14, cell: 13, line: 16 }
/** What a name set upright may need, in letters. */
export const uprightEms = 12

const rooms = {
  broad: { width: 960, heads: 200, mostHeads: 280, least: 30, most: 92, low: 32, high: 46 },
  narrow: { width: 232, heads: 0, mostHeads: 0, least: 44, most: 92, low: 44, high: 44 },
} as const

export function matrixFrame(
  { rows, columns }: MatrixData,
  breadth: Breadth,
  texts: { readonly cells: readonly string[]; readonly sums: readonly string[] },
): MatrixFrame {
  const room = rooms[breadth]
  const widest = (all: readonly string[]): number => Math.max(0, ...all.map(ems)) * matrixFonts.cell
  const sumRoom = widest(texts.sums) + 14
  const across = (room.width - room.heads - sumRoom) / Math.max(1, columns.length)
  const cellWidth = Math.floor(Math.max(room.least, Math.min(room.most, across)))
  const upright = columns.some(({ label }) => !fitsAcross(label, cellWidth))
  const longest = Math.max(0, ...columns.map(({ label }) => Math.min(uprightEms, ems(label))))
  const top = (upright ? Math.ceil(longest * matrixFonts.head) : 3 * matrixFonts.line) + 14
  const cells = cellWidth * columns.length
  // What few columns leave is for the names of the rows.
  const left = Math.min(room.mostHeads, Math.max(room.heads, Math.floor(room.width - sumRoom - cells)))
  const sumsLie = widest(texts.sums) + 6 <= cellWidth
  const twoLines = rows.some(({ label }) => ems(label) * matrixFonts.head > left - 14)
  const low = twoLines ? Math.max(room.low, 2 * matrixFonts.line + 6) : room.low
  const cellHeight = Math.max(low, Math.min(room.high, Math.round(cellWidth * 0.6)))
  const foot = sumsLie ? 30 : widest(texts.sums) + 16
  return {
    width: breadth === 'broad' ? Math.max(room.width, left + cells + sumRoom) : cells + sumRoom,
    height: Math.ceil(top + rows.length * cellHeight + foot),
    left,
    top,
    cellWidth,
    cellHeight,
    upright,
    amounts: widest(texts.cells) + 8 <= cellWidth,
    sumsLie,
  }
}

/** Three lines are the most that a name above its column may take. */
function fitsAcross(label: string, width: number): boolean {
  return acrossLines(label, width).join('').length >= label.replaceAll(/\s/g, '').length
}
export const acrossLines = (label: string, width: number): string[] =>
  wrap(label, (width - 6) / matrixFonts.head, 3).map((each) => each.trim())

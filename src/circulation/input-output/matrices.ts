/**
 * Square matrices of doubles, row by row in one typed array: what input-output tables of up to some hundred sectors
 * need. Pure; a matrix that has no inverse is refused as undefined, never answered with infinities.
 */
export interface Matrix {
  readonly n: number
  /** n × n, row-major: `cells[i * n + j]` is row i, column j. */
  readonly cells: Float64Array
}

/** From rows of plain numbers, for tests and files. A row of another length is a fault. */
export function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  const n = rows.length
  const cells = new Float64Array(n * n)
  for (const [i, row] of rows.entries()) {
    if (row.length !== n) throw new RangeError(`row ${i} has ${row.length} cells, not ${n}`)
    cells.set(row, i * n)
  }
  return { n, cells }
}

/** Each cell anew: `f(value, row, column)`. */
export function mapCells({ n, cells }: Matrix, f: (value: number, i: number, j: number) => number): Matrix {
  return { n, cells: cells.map((value, k) => f(value, Math.floor(k / n), k % n)) }
}

/** M v, a column of n. */
export function times({ n, cells }: Matrix, v: ArrayLike<number>): Float64Array {
  const out = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum += (cells[i * n + j] ?? 0) * (v[j] ?? 0)
    out[i] = sum
  }
  return out
}

/** wᵀ M, a row of n: for each column the cells weighted by w. */
export function weighted(w: ArrayLike<number>, { n, cells }: Matrix): Float64Array {
  const out = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const weight = w[i] ?? 0
    if (weight === 0) continue
    for (let j = 0; j < n; j++) out[j] = (out[j] ?? 0) + weight * (cells[i * n + j] ?? 0)
  }
  return out
}

export const columnSumsOf = (m: Matrix): Float64Array => weighted(new Float64Array(m.n).fill(1), m)
export const rowSumsOf = (m: Matrix): Float64Array => times(m, new Float64Array(m.n).fill(1))

/**
 * (I − M)⁻¹ by Gauss–Jordan with partial pivoting, in place over [I − M | I]. Undefined when a pivot is nothing beside
 * the largest cell: sectors that buy all they make from one another have no finite multiplier.
 */
export function leontiefInverse(m: Matrix): Matrix | undefined {
  const { n } = m
  const left = Float64Array.from(m.cells, (value, k) => (k % (n + 1) === 0 ? 1 : 0) - value)
  const right = Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0))
  const smallest = left.reduce((most, value) => Math.max(most, Math.abs(value)), 0) * n * Number.EPSILON
  for (let column = 0; column < n; column++) {
    const pivot = pivotRow(left, n, column)
    const value = left[pivot * n + column] ?? 0
    if (!(Math.abs(value) > smallest)) return undefined
    swapRows(left, n, pivot, column)
    swapRows(right, n, pivot, column)
    scaleRow(left, n, column, 1 / value)
    scaleRow(right, n, column, 1 / value)
    for (let row = 0; row < n; row++) {
      const factor = left[row * n + column] ?? 0
      if (row === column || factor === 0) continue
      subtractRow(left, n, row, column, factor)
      subtractRow(right, n, row, column, factor)
    }
  }
  return { n, cells: right }
}

function pivotRow(cells: Float64Array, n: number, column: number): number {
  let best = column
  for (let row = column + 1; row < n; row++)
    if (Math.abs(cells[row * n + column] ?? 0) > Math.abs(cells[best * n + column] ?? 0)) best = row
  return best
}

function swapRows(cells: Float64Array, n: number, a: number, b: number): void {
  if (a === b) return
  const kept = cells.slice(a * n, a * n + n)
  cells.copyWithin(a * n, b * n, b * n + n)
  cells.set(kept, b * n)
}

function scaleRow(cells: Float64Array, n: number, row: number, factor: number): void {
  for (let k = row * n; k < row * n + n; k++) cells[k] = (cells[k] ?? 0) * factor
}

function subtractRow(cells: Float64Array, n: number, row: number, from: number, factor: number): void {
  const [to, source] = [row * n, from * n]
  for (let j = 0; j < n; j++) cells[to + j] = (cells[to + j] ?? 0) - factor * (cells[source + j] ?? 0)
}

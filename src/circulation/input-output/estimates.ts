import type { Tx } from '#db/transaction.ts'
import { readGrid } from '#kit/grid.ts'
import type { GridRefusal } from '#kit/grid.ts'
import type { Id } from '#kit/ids.ts'
import { nameKey } from '#kit/japanese.ts'
import { parseNumber } from '#kit/numbers.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { type IoTable, sumOf } from './io-table.ts'
import { regionalMatrix, simpleQuotients } from './leontief.ts'
import { columnSumsOf, mapCells, rowSumsOf } from './matrices.ts'
import { type TableRefusal, keepTable, readIoTable } from './tables.ts'

export type EstimateRefusal =
  | TableRefusal
  | Refusal<
      | 'not_found'
      | 'sizes_header'
      | 'sizes_missing' // detail.sector
      | 'employment_missing'
    >

export interface Estimate {
  /** The table of the nation or prefecture. */
  readonly id: Id
  readonly way: 'slq' | 'flq'
  /** What the sizes are: output in the table's unit, or persons. */
  readonly measure: 'output' | 'employment'
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly name: string
}

/**
 * An officer has a table of the nation or prefecture and the size of each sector here: a table of the region by location
 * quotients, kept unpublished (domain.md 3.3). Rows shrink where the region is thinner than the whole; the rest is imported.
 */
export async function estimateTable(
  tx: Tx,
  actor: Actor,
  { id, way, measure, bytes, fileName, name }: Estimate,
): Promise<{ tableId: Id; name: string } | EstimateRefusal> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const found = await readIoTable(tx, actor, { id })
  if (isRefusal(found)) return found
  const { head, table } = found
  if (table[measure].length === 0) return refuse('employment_missing', { field: 'measure' })
  const sizes = await readSizes(bytes, table.sectors)
  if (isRefusal(sizes)) return { ...sizes, field: 'file' }
  const made = regionalTable(table, sizes, measure, way)
  return await keepTable(
    tx,
    actor,
    { ...head, name, fileName, bytes },
    made,
    `${head.tableId} ${measure} ${way}`,
  )
}

/** [knowledge] δ is about 0.3 in the studies that tried it: to be confirmed for each region. */
const delta = 0.3

/** The table at the region's size. Final demand and imports are what is left, so that it adds up. */
export function regionalTable(
  table: IoTable,
  sizes: readonly number[],
  measure: Estimate['measure'],
  way: Estimate['way'],
): IoTable {
  const nation = table[measure]
  const factors = nation.map((value, i) => (value > 0 ? (sizes[i] ?? 0) / value : 0))
  const scaled = (list: readonly number[]): number[] => list.map((value, i) => value * (factors[i] ?? 0))
  const by = way === 'slq' ? ({ by: 'slq' } as const) : ({ by: 'flq', delta } as const)
  const transactions = mapCells(
    regionalMatrix(table.transactions, sizes, nation, by),
    (value, _i, j) => value * (factors[j] ?? 0),
  )
  const [output, valueAdded, income] = [scaled(table.output), scaled(table.valueAdded), scaled(table.income)]
  const [sold, bought] = [rowSumsOf(transactions), columnSumsOf(transactions)]
  const quotients = simpleQuotients(sizes, nation)
  const earned = sumOf(table.income) > 0 ? sumOf(income) / sumOf(table.income) : 0
  return {
    ...table,
    form: 'domestic',
    transactions,
    output,
    valueAdded,
    income,
    finalDemand: output.map((value, i) => value - (sold[i] ?? 0)),
    consumption: table.consumption.map((value, i) => value * earned * Math.min(1, quotients[i] ?? 0)),
    exports: output.map(() => 0),
    imports: output.map((value, j) => Math.max(0, value - (bought[j] ?? 0) - (valueAdded[j] ?? 0))),
    employment: scaled(table.employment),
    emissions: scaled(table.emissions),
  }
}

const heads = {
  sector: /^(部門|産業|sector|industry)/,
  size: /^(規模|生産額|従業者数?|就業者数?|size|output|employment|persons)/,
}

async function readSizes(
  bytes: Uint8Array,
  wanted: readonly string[],
): Promise<number[] | GridRefusal | Refusal<'sizes_header' | 'sizes_missing'>> {
  const sheets = await readGrid(bytes)
  if (isRefusal(sheets)) return sheets
  for (const { rows } of sheets) {
    const head = rows.find(({ cells }) => cells.some((cell) => heads.sector.test(nameKey(cell))))
    if (!head) continue
    const [sector, size] = [heads.sector, heads.size].map((name) =>
      head.cells.findIndex((cell) => name.test(nameKey(cell))),
    )
    if (size === undefined || size < 0) continue
    const sizes = new Map(
      rows.map(({ cells }) => [nameKey(cells[sector ?? 0] ?? ''), parseNumber(cells[size] ?? '')]),
    )
    const missing = wanted.find((name) => typeof sizes.get(nameKey(name)) !== 'number')
    if (missing !== undefined) return refuse('sizes_missing', { detail: { sector: missing } })
    return wanted.map((name) => Number(sizes.get(nameKey(name))))
  }
  return refuse('sizes_header')
}

import type { Tx } from '#db/transaction.ts'
import type { Tables } from '#db/schema.ts'
import './schema.ts'

type TradeTable = Extract<keyof Tables, `trade_${string}`>
type ColumnOf<T extends TradeTable> = Exclude<keyof Tables[T] & string, 'region_id'>

/**
 * Writes many rows in one statement. `columns` gives each column its PostgreSQL type; the rows travel as one JSON
 * parameter, so a month of lines meets no limit on parameters.
 */
export async function insertAll<T extends TradeTable, C extends ColumnOf<T>>(
  tx: Tx,
  table: T,
  columns: Readonly<Record<C, string>>,
  rows: readonly Readonly<Record<C, string | number | boolean | null>>[],
): Promise<void> {
  if (rows.length === 0) return
  const names = Object.keys(columns) as C[]
  await tx.run(
    `insert into ${table} (region_id, ${names.join(', ')})
     select $1, ${names.map((name) => `x.${name}`).join(', ')}
     from jsonb_to_recordset($2::jsonb) as x (${names.map((name) => `${name} ${columns[name]}`).join(', ')})`,
    [tx.region, JSON.stringify(rows)],
  )
}

/**
 * The next numbers of a series in one step, without gaps: as `nextNumber`, for documents that are made many at a time.
 * `width` digits at least.
 */
export function numbersAfter(last: number, count: number, series: string, year: number): string[] {
  return Array.from(
    { length: count },
    (_, at) => `${series}-${year}-${String(last + at + 1).padStart(5, '0')}`,
  )
}

import type { Tables } from '#db/schema.ts'
import type { Tx } from '#db/transaction.ts'
import './schema.ts'

type TradeTable = Extract<keyof Tables, `trade_${string}`>
type ColumnOf<T extends TradeTable> = Exclude<keyof Tables[T] & string, 'region_id'>

/**
 * Writes many rows in one statement, which is answered with the commit. `columns` gives each column its PostgreSQL type;
 * the rows travel as one JSON parameter, so a month of lines meets no limit on parameters.
 */
export function insertAll<T extends TradeTable, C extends ColumnOf<T>>(
  tx: Tx,
  table: T,
  columns: Readonly<Record<C, string>>,
  rows: readonly Readonly<Record<C, unknown>>[],
): void {
  if (rows.length === 0) return
  const names = Object.keys(columns) as C[]
  tx.send(
    `insert into ${table} (region_id, ${names.join(', ')})
     select $1, ${names.map((name) => `x.${name}`).join(', ')}
     from jsonb_to_recordset($2::jsonb) as x (${names.map((name) => `${name} ${columns[name]}`).join(', ')})`,
    [tx.region, JSON.stringify(rows)],
  )
}

/** What every import comes down to: rows that can be written, rows that are known, and what is wrong with the others. */
import { createHash } from 'node:crypto'
import type { Tx } from '#db/transaction.ts'
import type { TableRefusal } from '#kit/csv.ts'
import type { Id } from '#kit/ids.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { StatementRefusal } from './formats/bank-statement.in.ts'
import type { FaultKey } from './formats/row-faults.ts'
import type { ImportKind } from './money-schema.ts'

/** What only the region's own records can tell of a row. */
export type OwnFault =
  | 'buyer_not_known'
  | 'producer_not_known'
  | 'product_not_known'
  | 'unit_not_sold'
  | 'weight_not_sold'
  | 'day_to_come'
  | 'stock_too_small' // detail.left, detail.unit
  | 'row_not_taken' // detail.reason

export interface ImportFault {
  readonly line: number
  /** The heading; empty when it is about the whole row. */
  readonly column: string
  readonly text: string
  readonly fault: FaultKey | OwnFault
  readonly detail?: Readonly<Record<string, string | number>>
}

export interface ImportRow {
  readonly line: number
  /** The row in short, as people would read it out. */
  readonly cells: readonly string[]
  /** It was written from this file or another. */
  readonly known: boolean
}

export interface ImportPreview {
  readonly kind: ImportKind
  readonly rows: readonly ImportRow[]
  readonly faults: readonly ImportFault[]
  /** Headings that nobody read. */
  readonly unknown: readonly string[]
}

/** A file that was understood. Looking at it changes nothing; `write` writes the rows that are good and not known. */
export interface ImportPlan extends ImportPreview {
  readonly write: (importId: Id) => Promise<{ written: number; faults: readonly ImportFault[] }>
}

export type FileRefusal = TableRefusal | StatementRefusal | Refusal<'kind_not_recognised'>

/** What makes a row the same one in another file: its words, and a number where a file says the same thing twice. */
export function identities(rows: readonly (readonly (string | number)[])[]): Buffer[] {
  const seen = new Map<string, number>()
  return rows.map((words) => {
    const key = JSON.stringify(words)
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return createHash('sha256').update(`${key}${times}`).digest()
  })
}

/** Of these identities, the ones that were written before. */
export async function knownRows(tx: Tx, rows: readonly Buffer[]): Promise<Set<string>> {
  const found = await tx.run<{ identity: Buffer }>(
    'select identity from trade_import_row where region_id = $1 and identity = any($2::bytea[])',
    [tx.region, rows],
  )
  return new Set(found.map(({ identity }) => identity.toString('hex')))
}

/** Remembers rows as written. False when another import wrote one of them at the same moment: nothing is remembered then. */
export async function rememberRows(tx: Tx, importId: Id, rows: readonly Buffer[]): Promise<boolean> {
  const written = await tx.run(
    `insert into trade_import_row (region_id, identity, import_id)
     select $1, x, $2 from unnest($3::bytea[]) x on conflict (region_id, identity) do nothing returning 1`,
    [tx.region, importId, rows],
  )
  return written.length === rows.length
}

/**
 * Does one part of an import so that a refusal takes only this part back. A use-case may have written something before it
 * refused, and the rest of the file must still be written whole.
 */
export async function apart<T>(tx: Tx, work: () => Promise<T>, keep: (answer: T) => boolean): Promise<T> {
  await tx.run('savepoint import_part')
  const answer = await work()
  await tx.run(keep(answer) ? 'release savepoint import_part' : 'rollback to savepoint import_part')
  return answer
}

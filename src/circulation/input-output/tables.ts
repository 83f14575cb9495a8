import { createHash } from 'node:crypto'
import type { Tx } from '#db/transaction.ts'
import { readGrid } from '#kit/grid.ts'
import type { GridRefusal } from '#kit/grid.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import '#circulation/schema.ts'
import { type Analysis, type ImportForm, type IoTable, analyse } from './io-table.ts'
import { type TableReadingRefusal, readTable } from './reading.ts'

export interface NewTable {
  readonly name: string
  /** The year that the table describes. */
  readonly year: number
  /** Who publishes it, and where. */
  readonly source: string
  /** Yen in one unit of the table: 1,000,000 for 百万円. */
  readonly unitYen: number
  readonly fileName: string
  readonly bytes: Uint8Array
}

export interface TableHead {
  readonly tableId: Id
  readonly name: string
  readonly year: number
  readonly source: string
  readonly unitYen: number
  readonly fileName: string
  readonly form: ImportForm
  readonly sectors: number
  readonly enteredAt: Date
  readonly publishedAt: Date | null
}

export type TableRefusal =
  | GridRefusal
  | TableReadingRefusal
  | Refusal<'not_allowed' | 'name_missing' | 'source_missing' | 'no_multipliers'>

/**
 * An officer brings a table. It is read whole or refused with the line and column that is wrong, and kept unpublished, to be
 * looked at first. The same file again is the same table: name, year, source and unit are put right.
 */
export async function enterTable(
  tx: Tx,
  actor: Actor,
  input: NewTable,
): Promise<{ tableId: Id; name: string } | TableRefusal> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const sheets = await readGrid(input.bytes)
  const table = isRefusal(sheets) ? sheets : readTable(sheets)
  if (isRefusal(table)) return { ...table, field: 'file' }
  return await keepTable(tx, actor, input, table, '')
}

/** Keeps a table, unpublished. `made` tells apart what is made in several ways of one file. */
export async function keepTable(
  tx: Tx,
  actor: Actor,
  input: NewTable,
  table: IoTable,
  made: string,
): Promise<{ tableId: Id; name: string } | TableRefusal> {
  const [name, source] = [normalise(input.name), normalise(input.source)]
  if (name === '') return refuse('name_missing', { field: 'name' })
  if (source === '') return refuse('source_missing', { field: 'source' })
  if (!analyse(table)) return refuse('no_multipliers', { field: 'file' })
  const { sectors, form, transactions, ...vectors } = table
  const [row] = await tx.run<{ tableId: Id }>(
    `insert into circulation_io_table as t (region_id, table_id, name, year, source, unit_yen, file_name, file_hash, form,
       sectors, transactions, vectors, entered_at, entered_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (region_id, file_hash) do update set name = excluded.name, year = excluded.year,
       source = excluded.source, unit_yen = excluded.unit_yen, file_name = excluded.file_name
     returning table_id as "tableId"`,
    [
      tx.region,
      newId(),
      name,
      input.year,
      source,
      input.unitYen,
      input.fileName.slice(0, 200),
      createHash('sha256').update(made).update(input.bytes).digest(),
      form,
      [...sectors],
      [...transactions.cells],
      JSON.stringify(vectors),
      tx.now,
      actor.userId ?? null,
    ],
  )
  if (!row) throw new Error('a table was kept and is not there')
  return { tableId: row.tableId, name }
}

const head = `table_id as "tableId", name, year, source, unit_yen as "unitYen", file_name as "fileName", form,
  cardinality(sectors) as sectors, entered_at as "enteredAt", published_at as "publishedAt"`

/** Published tables, newest year first; to those who enter figures also the others. */
export async function listTables(tx: Tx, actor: Actor): Promise<TableHead[]> {
  return await tx.run<TableHead & Record<string, unknown>>(
    `select ${head} from circulation_io_table
     where region_id = $1 and ($2 or published_at is not null) order by year desc, name, table_id`,
    [tx.region, may(actor.role, 'figure.enter')],
  )
}

export interface TableSeen {
  readonly head: TableHead
  readonly table: IoTable
}

/** One table with its numbers; one that is not published only to those who enter figures. */
export async function readIoTable(
  tx: Tx,
  actor: Actor,
  { id }: { id: Id },
): Promise<TableSeen | Refusal<'not_found'>> {
  const [row] = await tx.run<
    TableHead & {
      names: string[]
      cells: number[]
      vectors: Omit<IoTable, 'sectors' | 'form' | 'transactions'>
    }
  >(
    `select ${head}, sectors as names, transactions as cells, vectors from circulation_io_table
     where region_id = $1 and table_id = $2 and ($3 or published_at is not null)`,
    [tx.region, id, may(actor.role, 'figure.enter')],
  )
  if (!row) return refuse('not_found')
  const { names, cells, vectors, ...rest } = row
  return {
    head: rest,
    table: {
      ...vectors,
      sectors: names,
      form: rest.form,
      transactions: { n: names.length, cells: Float64Array.from(cells) },
    },
  }
}

/** The same with all that follows from its numbers. */
export async function readAnalysed(
  tx: Tx,
  actor: Actor,
  asked: { id: Id },
): Promise<(TableSeen & { readonly analysis: Analysis }) | Refusal<'not_found'>> {
  const found = await readIoTable(tx, actor, asked)
  if (isRefusal(found)) return found
  const analysis = analyse(found.table)
  if (!analysis) throw new Error(`the table ${asked.id} was kept and has no multipliers`)
  return { ...found, analysis }
}

type ChangeRefusal = Refusal<'not_allowed' | 'not_found'>

/** Everyone sees the table from now on; or, withdrawn, only those who enter figures. */
export async function publishTable(
  tx: Tx,
  actor: Actor,
  { id, publish }: { id: Id; publish: boolean },
): Promise<{ tableId: Id; name: string; published: boolean } | ChangeRefusal> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const [row] = await tx.run<{ tableId: Id; name: string }>(
    `update circulation_io_table set published_at = $3 where region_id = $1 and table_id = $2
     returning table_id as "tableId", name`,
    [tx.region, id, publish ? tx.now : null],
  )
  return row ? { ...row, published: publish } : refuse('not_found')
}

/** Takes a table away that is not published; a published one is withdrawn first, so that nobody loses it by a slip. */
export async function dropTable(
  tx: Tx,
  actor: Actor,
  { id }: { id: Id },
): Promise<{ tableId: Id; name: string } | ChangeRefusal | Refusal<'still_published'>> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const found = await tx.q
    .selectFrom('circulation_io_table')
    .select(['name', 'published_at'])
    .where('region_id', '=', tx.region)
    .where('table_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) return refuse('not_found')
  if (found.published_at) return refuse('still_published')
  await tx.q
    .deleteFrom('circulation_io_table')
    .where('region_id', '=', tx.region)
    .where('table_id', '=', id)
    .execute()
  return { tableId: id, name: found.name }
}

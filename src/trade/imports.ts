import { createHash } from 'node:crypto'
import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { lockWord } from '#parties/dated.ts'
import { may } from '#parties/policy.ts'
import { planBank } from './import-bank.ts'
import { planOrders } from './import-orders.ts'
import type { FileRefusal, ImportFault, ImportPlan, ImportPreview } from './import-plans.ts'
import { planProducts } from './import-products.ts'
import type { ImportKind } from './money-schema.ts'

export interface NewImport {
  readonly name: string
  readonly bytes: Uint8Array
  /** What it is; found out by its headings when left out. */
  readonly kind?: ImportKind
}

export interface ImportSeen extends ImportPreview {
  readonly importId: Id
  readonly name: string
  readonly uploadedAt: Date
  /** When rows of it were last written; none when it was only looked at. */
  readonly writtenAt: Date | null
  readonly rowsWritten: number
}

export type ImportRefusal = FileRefusal | Refusal<'not_allowed' | 'import_unknown'>

/** Staff brings a file. It is kept and understood, nothing of it is written. The same file again is the same import. */
export async function uploadFile(
  tx: Tx,
  actor: Actor,
  input: NewImport,
): Promise<{ importId: Id; kind: ImportKind } | ImportRefusal> {
  if (!may(actor.role, 'import.run')) return refuse('not_allowed')
  const plan = await planOf(tx, actor, input.bytes, input.kind)
  if (isRefusal(plan)) return plan
  const [row] = await tx.run<{ import_id: Id }>(
    `insert into trade_import as i (region_id, import_id, kind, name, file_hash, file, uploaded_at, uploaded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (region_id, kind, file_hash) do update set name = excluded.name
     returning import_id`,
    [
      tx.region,
      newId(),
      plan.kind,
      input.name.slice(0, 200),
      createHash('sha256').update(input.bytes).digest(),
      Buffer.from(input.bytes),
      tx.now,
      actor.userId ?? null,
    ],
  )
  if (!row) throw new Error('a file was kept and is not there')
  return { importId: row.import_id, kind: plan.kind }
}

/** What a file that was brought holds, as it is understood now: a name registered meanwhile makes a bad row good. */
export async function readImport(
  tx: Tx,
  actor: Actor,
  { importId }: { importId: Id },
): Promise<ImportSeen | ImportRefusal> {
  if (!may(actor.role, 'import.run')) return refuse('not_allowed')
  const found = await planAgain(tx, actor, importId)
  if (isRefusal(found)) return found
  const { write: _write, ...preview } = found.plan
  return { ...preview, ...found.head }
}

export interface Imported {
  readonly importId: Id
  readonly kind: ImportKind
  readonly written: number
  readonly known: number
  readonly faults: readonly ImportFault[]
}

/** Staff has looked at a file and writes its good rows. Rows that are known change nothing; two at once take turns. */
export async function confirmImport(
  tx: Tx,
  actor: Actor,
  { importId }: { importId: Id },
): Promise<Imported | ImportRefusal> {
  if (!may(actor.role, 'import.run')) return refuse('not_allowed')
  await lockWord(tx, 'trade.import')
  const found = await planAgain(tx, actor, importId)
  if (isRefusal(found)) return found
  const { plan } = found
  const { written, faults } = await plan.write(importId)
  await tx.run(
    `update trade_import set written_at = $3, rows_written = rows_written + $4
     where region_id = $1 and import_id = $2`,
    [tx.region, importId, tx.now, written],
  )
  return {
    importId,
    kind: plan.kind,
    written,
    known: plan.rows.filter((row) => row.known).length,
    faults: [...plan.faults, ...faults].toSorted((a, b) => a.line - b.line),
  }
}

/** Looks at a file, and with `confirm` writes its good rows: for the command line, where nobody turns pages. */
export async function importFile(
  tx: Tx,
  actor: Actor,
  { confirm, ...input }: NewImport & { readonly confirm: boolean },
): Promise<Imported | ImportSeen | ImportRefusal> {
  const uploaded = await uploadFile(tx, actor, input)
  if (isRefusal(uploaded)) return uploaded
  return confirm ? await confirmImport(tx, actor, uploaded) : await readImport(tx, actor, uploaded)
}

async function planAgain(
  tx: Tx,
  actor: Actor,
  importId: Id,
): Promise<{ plan: ImportPlan; head: Omit<ImportSeen, keyof ImportPreview> } | ImportRefusal> {
  const row = await tx.q
    .selectFrom('trade_import')
    .where('region_id', '=', tx.region)
    .where('import_id', '=', importId)
    .select(['kind', 'name', 'file', 'uploaded_at', 'written_at', 'rows_written'])
    .executeTakeFirst()
  if (!row) return refuse('import_unknown')
  const plan = await planOf(tx, actor, row.file, row.kind)
  if (isRefusal(plan)) return plan
  return {
    plan,
    head: {
      importId,
      name: row.name,
      uploadedAt: row.uploaded_at,
      writtenAt: row.written_at,
      rowsWritten: row.rows_written,
    },
  }
}

/** Orders before products: both have goods, but only orders have a buyer. Each reader knows its own headings. */
const order: readonly ImportKind[] = ['orders', 'products', 'bank']

async function planOf(
  tx: Tx,
  actor: Actor,
  bytes: Uint8Array,
  kind?: ImportKind,
): Promise<ImportPlan | FileRefusal> {
  const planners: Readonly<Record<ImportKind, () => Promise<ImportPlan | FileRefusal>>> = {
    products: () => planProducts(tx, actor, bytes),
    orders: () => planOrders(tx, actor, bytes),
    bank: () => planBank(tx, bytes),
  }
  if (kind) return await planners[kind]()
  for (const each of order) {
    const plan = await planners[each]()
    // Another heading only says that it is another kind of file; anything else is wrong with the file itself.
    if (!isRefusal(plan) || !notThisKind.has(plan.refused)) return plan
  }
  return refuse('kind_not_recognised')
}
const notThisKind = new Set([
  'header_not_found',
  'header_twice',
  'not_a_statement',
  'csv_broken',
  'encoding_unknown',
])

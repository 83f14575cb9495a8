/** Files that are brought, looked at, and only then written: what they share, whatever is in them. */
import { createHash } from 'node:crypto'
import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import type { UploadTable } from './schema.ts'

export type UploadSort = UploadTable['sort']

export interface Upload {
  readonly uploadId: Id
  readonly name: string
  readonly bytes: Uint8Array
  readonly writtenAt: Date | null
}

/** A row of a file that cannot be taken, and why. */
export interface RowFault<What extends string> {
  readonly line: number
  readonly what: What
  readonly text: string
}

/** Keeps a file to be looked at. The same file again is the same upload. */
export async function keepUpload(
  tx: Tx,
  actor: Actor,
  sort: UploadSort,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<{ uploadId: Id } | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const [row] = await tx.run<{ uploadId: Id }>(
    `insert into circulation_upload (region_id, upload_id, sort, name, file_hash, file, entered_at, entered_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (region_id, sort, file_hash) do update set name = excluded.name
     returning upload_id as "uploadId"`,
    [
      tx.region,
      newId(),
      sort,
      file.name.slice(0, 200),
      createHash('sha256').update(file.bytes).digest(),
      Buffer.from(file.bytes),
      tx.now,
      actor.userId ?? null,
    ],
  )
  if (!row) throw new Error('a file was kept and is not there')
  return row
}

/** A file that was kept; to those who enter figures. */
export async function readUpload(
  tx: Tx,
  actor: Actor,
  sort: UploadSort,
  uploadId: Id,
): Promise<Upload | Refusal<'not_found'>> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_found')
  const row = await tx.q
    .selectFrom('circulation_upload')
    .select(['upload_id as uploadId', 'name', 'file as bytes', 'written_at as writtenAt'])
    .where('region_id', '=', tx.region)
    .where('upload_id', '=', uploadId)
    .where('sort', '=', sort)
    .executeTakeFirst()
  return row ?? refuse('not_found')
}

export interface UploadHead {
  readonly uploadId: Id
  readonly name: string
  readonly enteredAt: Date
  readonly writtenAt: Date | null
}

/** The files of a sort brought last, for those who enter figures. */
export async function listUploads(tx: Tx, actor: Actor, sort: UploadSort): Promise<UploadHead[]> {
  if (!may(actor.role, 'figure.enter')) return []
  return await tx.q
    .selectFrom('circulation_upload')
    .select(['upload_id as uploadId', 'name', 'entered_at as enteredAt', 'written_at as writtenAt'])
    .where('region_id', '=', tx.region)
    .where('sort', '=', sort)
    .orderBy('entered_at', 'desc')
    .limit(10)
    .execute()
}

export async function markWritten(tx: Tx, uploadId: Id): Promise<void> {
  await tx.q
    .updateTable('circulation_upload')
    .set({ written_at: tx.now })
    .where('region_id', '=', tx.region)
    .where('upload_id', '=', uploadId)
    .execute()
}

/** Papers that are kept with what they prove: the rights of a forest lot, a certificate that came with wood. */
import type { Tx } from '#db/transaction.ts'
import { type Id, newId } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { preparePicture } from '#parties/pictures.ts'
import { may } from '#parties/policy.ts'

/** What a paper is kept with. */
export interface PaperOwner {
  readonly of: 'forest' | 'certificate'
  readonly ownerId: Id
}
export interface Paper {
  readonly paperId: Id
  readonly name: string
  readonly mediaType: string
  readonly addedAt: Date
}
/** A file as somebody sent it. */
export interface PaperFile {
  /** What kind of file it is when empty. */
  readonly name: string
  readonly bytes: Uint8Array
}
const mostPaperMb = 10
export const mostPaperBytes = mostPaperMb * 1024 * 1024

/** What can be wrong with a file. */
export type PaperRefusal = Refusal<
  'paper_missing' | 'paper_kind' | 'paper_too_large' | 'picture_too_many_pixels'
>

const owners = {
  forest: { table: 'wood_forest', key: 'forest_id', condition: 'true' },
  // What we issue is made anew from what is recorded whenever it is asked for.
  certificate: { table: 'wood_certificate', key: 'certificate_id', condition: `direction = 'in'` },
} as const

async function isKnown(tx: Tx, { of, ownerId }: PaperOwner): Promise<boolean> {
  const { table, key, condition } = owners[of]
  const found = await tx.run(`select 1 from ${table} where region_id = $1 and ${key} = $2 and ${condition}`, [
    tx.region,
    ownerId,
  ])
  return found.length > 0
}

/** Staff adds a paper to a forest lot, or to a certificate that came. */
export async function addPaper(
  tx: Tx,
  actor: Actor,
  { of, ownerId, ...sent }: PaperOwner & PaperFile,
): Promise<{ paperId: Id } | PaperRefusal | Refusal<'not_allowed' | 'paper_owner_unknown'>> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  if (!(await isKnown(tx, { of, ownerId }))) return refuse('paper_owner_unknown')
  return await keepPaper(tx, actor, { of, ownerId, ...sent })
}

/**
 * A PDF is kept as it is, a photograph made anew without its place and camera; at most 10 MB. For use-cases that know that `actor`
 * may, and that its owner is there.
 */
export async function keepPaper(
  tx: Tx,
  actor: Actor,
  { of, ownerId, name, bytes }: PaperOwner & PaperFile,
): Promise<{ paperId: Id } | PaperRefusal> {
  const field = 'paper'
  if (bytes.length === 0) return refuse('paper_missing', { field })
  if (bytes.length > mostPaperBytes)
    return refuse('paper_too_large', { field, detail: { limitMb: mostPaperMb } })
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'
  const kept = isPdf
    ? { bytes: Buffer.from(bytes), mediaType: 'application/pdf' }
    : await preparePicture(bytes)
  if (isRefusal(kept))
    return kept.refused === 'picture_too_many_pixels'
      ? refuse('picture_too_many_pixels', { field, detail: kept.detail })
      : refuse('paper_kind', { field })
  const paperId = newId()
  await tx.q
    .insertInto('wood_paper')
    .values({
      region_id: tx.region,
      paper_id: paperId,
      forest_id: of === 'forest' ? ownerId : null,
      certificate_id: of === 'certificate' ? ownerId : null,
      name: normalise(name).slice(0, 200) || (isPdf ? 'PDF' : '写真'),
      media_type: kept.mediaType,
      bytes: kept.bytes,
      added_at: tx.now,
      added_by: actor.userId ?? null,
    })
    .execute()
  return { paperId }
}

/** In the order in which they were added. */
export async function listPapers(tx: Tx, { of, ownerId }: PaperOwner): Promise<Paper[]> {
  return await tx.run<Paper & Record<string, unknown>>(
    `select paper_id as "paperId", name, media_type as "mediaType", added_at as "addedAt" from wood_paper
     where region_id = $1 and ${owners[of].key} = $2 order by added_at, paper_id`,
    [tx.region, ownerId],
  )
}

/** A paper with its bytes; not found with the other sort of owner. */
export async function readPaper(
  tx: Tx,
  { of, paperId }: { of: PaperOwner['of']; paperId: Id },
): Promise<(Paper & { bytes: Buffer }) | Refusal<'not_found'>> {
  const [row] = await tx.run<Paper & { bytes: Buffer }>(
    `select paper_id as "paperId", name, media_type as "mediaType", added_at as "addedAt", bytes
     from wood_paper where region_id = $1 and paper_id = $2 and ${owners[of].key} is not null`,
    [tx.region, paperId],
  )
  return row ?? refuse('not_found')
}

const endings: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
}
/** Its name with the ending of what is kept, whatever the file that was sent ended with. */
export const paperFileName = ({ name, mediaType }: Pick<Paper, 'name' | 'mediaType'>): string =>
  `${name.replace(/\.(?:pdf|jpe?g|png|webp|gif|heic|heif|tiff?)$/i, '')}.${endings[mediaType] ?? 'bin'}`

/**
 * A paper that was put in the wrong place is taken away; with what it was kept is answered. The only scan of a certificate that holds
 * stays until there is a better one (`paper_only_one`): wood is certified on it.
 */
export async function removePaper(
  tx: Tx,
  actor: Actor,
  { of, paperId }: { of: PaperOwner['of']; paperId: Id },
): Promise<{ ownerId: Id; name: string } | Refusal<'not_allowed' | 'not_found' | 'paper_only_one'>> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  const { key } = owners[of]
  if (of === 'certificate' && (await isOnlyScan(tx, paperId))) return refuse('paper_only_one')
  const [row] = await tx.run<{ ownerId: Id; name: string }>(
    `delete from wood_paper where region_id = $1 and paper_id = $2 and ${key} is not null
     returning ${key} as "ownerId", name`,
    [tx.region, paperId],
  )
  return row ?? refuse('not_found')
}

/** Two who take away one scan each wait for the certificate in turn. */
async function isOnlyScan(tx: Tx, paperId: Id): Promise<boolean> {
  const [certificate] = await tx.run<{ certificateId: Id }>(
    `select c.certificate_id as "certificateId" from wood_certificate c
     where c.region_id = $1 and c.cancelled_on is null
       and c.certificate_id = (select certificate_id from wood_paper where region_id = $1 and paper_id = $2) for update`,
    [tx.region, paperId],
  )
  return (
    certificate !== undefined &&
    (await listPapers(tx, { of: 'certificate', ownerId: certificate.certificateId })).length === 1
  )
}

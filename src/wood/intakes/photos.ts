import type { Tx } from '#db/transaction.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { type PictureRefusal, type Prepared, preparePicture } from '#parties/pictures.ts'
import type { IntakeState } from '#wood/schema.ts'
import { mayWrite } from './facts.ts'
import { seesAll } from './reading.ts'

export const mostPhotos = 6

export type PhotoRefusal = PictureRefusal | Refusal<'not_allowed' | 'intake_unknown' | 'too_many_photos'>

/**
 * Photographs made anew without their place and camera, at most six. Done before anything is locked, since it takes as long as
 * everything else together.
 */
export async function preparePhotos(photos: readonly Uint8Array[]): Promise<Prepared[] | PhotoRefusal> {
  if (photos.length > mostPhotos) return tooMany
  const prepared: Prepared[] = []
  for (const bytes of photos) {
    const made = await preparePicture(bytes)
    if (isRefusal(made)) return { ...made, field: 'photos' }
    prepared.push(made)
  }
  return prepared
}

const tooMany = refuse('too_many_photos', { field: 'photos', detail: { most: mostPhotos } })

/** Puts them with a slip of one's own, or of anybody by the yard and the office. */
export async function addPhotos(
  tx: Tx,
  actor: Actor,
  { intakeId, prepared }: { intakeId: Id; prepared: readonly Prepared[] },
): Promise<{ intakeId: Id; added: number } | PhotoRefusal> {
  if (prepared.length === 0) return { intakeId, added: 0 }
  const [slip] = await tx.run<{ supplierId: Id }>(
    'select supplier_id as "supplierId" from wood_intake where region_id = $1 and intake_id = $2 for update',
    [tx.region, intakeId],
  )
  if (!slip) return refuse('intake_unknown')
  if (!mayWrite(actor, slip.supplierId)) return refuse('not_allowed')
  const [{ had } = { had: 0 }] = await tx.run<{ had: number }>(
    'select count(*)::int as had from wood_photo where region_id = $1 and intake_id = $2',
    [tx.region, intakeId],
  )
  if (had + prepared.length > mostPhotos) return tooMany
  await tx.q
    .insertInto('wood_photo')
    .values(
      prepared.map(({ mediaType, width, height, bytes, thumbnail }) => ({
        region_id: tx.region,
        photo_id: newId(),
        intake_id: intakeId,
        media_type: mediaType,
        width,
        height,
        bytes,
        thumbnail,
        added_at: tx.now,
      })),
    )
    .execute()
  return { intakeId, added: prepared.length }
}

/** A photograph, in full or small, for those who see its slip. */
export async function readPhoto(
  tx: Tx,
  actor: Actor,
  { photoId, size }: { photoId: Id; size: 'full' | 'small' },
): Promise<{ bytes: Buffer; mediaType: string } | Refusal<'not_found'>> {
  const [row] = await tx.run<{ bytes: Buffer; mediaType: string; supplierId: Id }>(
    `select case when $3 then h.thumbnail else h.bytes end as bytes, h.media_type as "mediaType", i.supplier_id as "supplierId"
     from wood_photo h join wood_intake i on i.region_id = $1 and i.intake_id = h.intake_id
     where h.region_id = $1 and h.photo_id = $2`,
    [tx.region, photoId, size === 'small'],
  )
  return row && (seesAll(actor) || actor.partyId === row.supplierId) ? row : refuse('not_found')
}

/** Takes a photograph off a slip that was not measured yet: from then on it is what the yard and the office went by. */
export async function removePhoto(
  tx: Tx,
  actor: Actor,
  { photoId }: { photoId: Id },
): Promise<{ intakeId: Id } | Refusal<'not_found' | 'not_allowed' | 'intake_past'>> {
  const [row] = await tx.run<{ intakeId: Id; supplierId: Id; state: IntakeState }>(
    `select i.intake_id as "intakeId", i.supplier_id as "supplierId", i.state
     from wood_photo h join wood_intake i on i.region_id = $1 and i.intake_id = h.intake_id
     where h.region_id = $1 and h.photo_id = $2 for update of i`,
    [tx.region, photoId],
  )
  if (!row) return refuse('not_found')
  if (!mayWrite(actor, row.supplierId)) return refuse('not_allowed')
  if (row.state !== 'draft' && row.state !== 'submitted') return refuse('intake_past')
  await tx.run('delete from wood_photo where region_id = $1 and photo_id = $2', [tx.region, photoId])
  return { intakeId: row.intakeId }
}

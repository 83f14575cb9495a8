/** The pictures of a product, in their order: the first one is shown in lists. */
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { removePicture } from '#parties/pictures.ts'
import { mayTouch } from './products.ts'

export const mostPictures = 8

export type PicturesRefusal = Refusal<
  'not_allowed' | 'product_unknown' | 'picture_unknown' | 'too_many_pictures' // detail.most
>

/** Puts one of the producer's own pictures behind those that the product has. */
export async function showPicture(
  tx: Tx,
  actor: Actor,
  { productId, pictureId }: { productId: Id; pictureId: Id },
): Promise<{ productId: Id } | PicturesRefusal> {
  const product = await lockPictures(tx, actor, productId)
  if (isRefusal(product)) return product
  const { producerId, pictures } = product
  if (pictures.includes(pictureId)) return { productId }
  if (pictures.length >= mostPictures)
    return refuse('too_many_pictures', { field: 'picture', detail: { most: mostPictures } })
  const own = await tx.run(
    'select 1 from party_picture where region_id = $1 and picture_id = $2 and party_id = $3',
    [tx.region, pictureId, producerId],
  )
  if (own.length === 0) return refuse('picture_unknown', { field: 'picture' })
  return await keepPictures(tx, productId, [...pictures, pictureId])
}

/** Puts a picture before the others: lists show it. */
export async function putPictureFirst(
  tx: Tx,
  actor: Actor,
  { productId, pictureId }: { productId: Id; pictureId: Id },
): Promise<{ productId: Id } | PicturesRefusal> {
  const product = await lockPictures(tx, actor, productId)
  if (isRefusal(product)) return product
  if (!product.pictures.includes(pictureId)) return refuse('picture_unknown')
  return await keepPictures(tx, productId, [pictureId, ...product.pictures.filter((id) => id !== pictureId)])
}

/** Takes a picture off a product; what nothing else shows is deleted. */
export async function takePictureOff(
  tx: Tx,
  actor: Actor,
  { productId, pictureId }: { productId: Id; pictureId: Id },
): Promise<{ productId: Id } | PicturesRefusal> {
  const product = await lockPictures(tx, actor, productId)
  if (isRefusal(product)) return product
  if (!product.pictures.includes(pictureId)) return refuse('picture_unknown')
  const kept = await keepPictures(
    tx,
    productId,
    product.pictures.filter((id) => id !== pictureId),
  )
  const [elsewhere] = await tx.run<{ shown: boolean }>(
    `select exists (select from party where region_id = $1 and picture_id = $2) or exists (
       select from trade_product
       where region_id = $1 and (picture_id = $2 or $2 = any (more_picture_ids))) as shown`,
    [tx.region, pictureId],
  )
  if (elsewhere?.shown) return kept
  const removed = await removePicture(tx, actor, pictureId)
  return isRefusal(removed) ? removed : kept
}

async function lockPictures(
  tx: Tx,
  actor: Actor,
  productId: Id,
): Promise<{ producerId: Id; pictures: readonly Id[] } | PicturesRefusal> {
  const [row] = await tx.run<{ producerId: Id; pictures: Id[] }>(
    `select producer_id as "producerId",
       array_remove(array_prepend(picture_id, more_picture_ids), null) as pictures
     from trade_product where region_id = $1 and product_id = $2 for update`,
    [tx.region, productId],
  )
  if (!row) return refuse('product_unknown')
  return mayTouch(actor, row.producerId) ? row : refuse('not_allowed')
}

async function keepPictures(
  tx: Tx,
  productId: Id,
  [first, ...more]: readonly Id[],
): Promise<{ productId: Id }> {
  await tx.q
    .updateTable('trade_product')
    .set({ picture_id: first ?? null, more_picture_ids: more, changed_at: tx.now })
    .where('region_id', '=', tx.region)
    .where('product_id', '=', productId)
    .execute()
  return { productId }
}

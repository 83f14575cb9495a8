import sharp from 'sharp'
import type { Metadata, Sharp } from 'sharp'
import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from './actors.ts'
import { record } from './audit.ts'
import { mayEdit } from './parties.ts'

const limitMb = 10
const limitBytes = limitMb * 1024 * 1024
/** A small file may unfold to a huge picture; this much is a photograph of 100 megapixels. */
const limitMegapixels = 100
const fullPx = 1600
const smallPx = 400
/** What the table takes; a picture that is larger at the usual quality is made once more at a lower one. */
const storedBytes = 2_000_000
const qualities = [80, 60, 40] as const
const kinds = new Set(['jpeg', 'png', 'webp', 'gif', 'heif', 'tiff'])

export type PictureRefusal = Refusal<
  'picture_empty' | 'picture_too_large' | 'picture_too_many_pixels' | 'picture_svg' | 'not_a_picture'
>

/** A picture made anew: turned upright, without place, camera or date, in two sizes. */
export interface Prepared {
  readonly bytes: Buffer
  readonly thumbnail: Buffer
  readonly width: number
  readonly height: number
  readonly mediaType: 'image/jpeg' | 'image/webp' | 'image/svg+xml'
}

/**
 * Makes a picture anew from what somebody sent, so that nothing of the file itself is kept or served: at most 1600 px,
 * and 400 px for lists. What has transparent parts becomes WebP, the rest JPEG. Drawings (SVG) can hold scripts and
 * are refused; a file that is no picture or unfolds beyond measure too.
 */
export async function preparePicture(bytes: Uint8Array): Promise<Prepared | PictureRefusal> {
  const field = 'picture'
  if (bytes.length === 0) return refuse('picture_empty', { field })
  if (bytes.length > limitBytes) return refuse('picture_too_large', { field, detail: { limitMb } })
  if (looksLikeSvg(bytes)) return refuse('picture_svg', { field })
  let found: Metadata
  try {
    found = await sharp(bytes, { limitInputPixels: false }).metadata()
  } catch {
    return refuse('not_a_picture', { field })
  }
  if (!kinds.has(found.format ?? '')) return refuse('not_a_picture', { field })
  if (found.width * found.height > limitMegapixels * 1_000_000)
    return refuse('picture_too_many_pixels', { field, detail: { limitMegapixels } })
  try {
    return await make(bytes)
  } catch {
    // The head is a picture's and the rest is not: cut off, or made to break a reader.
    return refuse('not_a_picture', { field })
  }
}

async function make(bytes: Uint8Array): Promise<Prepared> {
  const source = sharp(bytes, { limitInputPixels: limitMegapixels * 1_000_000, failOn: 'error' })
    .rotate()
    .resize({ width: fullPx, height: fullPx, fit: 'inside', withoutEnlargement: true })
  const upright = await source.png({ compressionLevel: 0 }).toBuffer({ resolveWithObject: true })
  const { isOpaque } = await sharp(upright.data).stats()
  const encode = (image: Sharp, quality: number) =>
    (isOpaque ? image.flatten().jpeg({ quality, mozjpeg: true }) : image.webp({ quality })).toBuffer()

  const full = await firstThatFits((quality) => encode(sharp(upright.data), quality))
  const small = sharp(upright.data).resize({
    width: smallPx,
    height: smallPx,
    fit: 'inside',
    withoutEnlargement: true,
  })
  return {
    bytes: full,
    thumbnail: await encode(small, qualities[0]),
    width: upright.info.width,
    height: upright.info.height,
    mediaType: isOpaque ? 'image/jpeg' : 'image/webp',
  }
}

async function firstThatFits(encode: (quality: number) => Promise<Buffer>): Promise<Buffer> {
  for (const quality of qualities) {
    const bytes = await encode(quality)
    if (bytes.length <= storedBytes) return bytes
  }
  throw new RangeError('a picture stays too large at every quality')
}

/**
 * Puts up a picture for one's own party, or for any by who registers parties. `alt` says what is to be seen, for who
 * does not see it.
 */
export async function addPicture(
  tx: Tx,
  actor: Actor,
  bytes: Uint8Array,
  alt: string,
  partyId: Id | undefined = actor.partyId,
): Promise<{ pictureId: Id } | PictureRefusal | Refusal<'not_allowed' | 'alt_missing'>> {
  if (!partyId || !mayEdit(actor, partyId)) return refuse('not_allowed')
  if (normalise(alt) === '') return refuse('alt_missing', { field: 'alt' })
  const prepared = await preparePicture(bytes)
  if (isRefusal(prepared)) return prepared
  return await store(tx, actor, partyId, prepared, alt)
}

/**
 * Puts up a drawing that is the program's own (the demo's), as SVG text, and keeps it as it is: sharp at every size and
 * a tenth of the bytes. Shown as a picture it runs nothing. Text that people send goes nowhere near this.
 */
export async function addDrawing(
  tx: Tx,
  actor: Actor,
  svg: string,
  alt: string,
  partyId: Id | undefined = actor.partyId,
): Promise<{ pictureId: Id } | Refusal<'not_allowed'>> {
  if (!partyId || !mayEdit(actor, partyId)) return refuse('not_allowed')
  const bytes = Buffer.from(svg)
  const [, width, height] = /<svg[^>]*\swidth="(\d+)"[^>]*\sheight="(\d+)"/.exec(svg) ?? []
  if (!width || !height) throw new Error('a drawing must say its width and height')
  const drawing = { width: Number(width), height: Number(height), mediaType: 'image/svg+xml' } as const
  return await store(tx, actor, partyId, { ...drawing, bytes, thumbnail: bytes }, alt)
}

export interface Picture {
  readonly bytes: Buffer
  readonly mediaType: string
  readonly alt: string
  /** Of the full size. */
  readonly width: number
  readonly height: number
}

/** A picture in full or small (400 px); undefined when there is none. Its address never shows another one. */
export async function readPicture(
  tx: Tx,
  pictureId: Id,
  size: 'full' | 'small' = 'full',
): Promise<Picture | undefined> {
  const [row] = await tx.run<Picture & { bytes: Buffer }>(
    `select case when $3 then thumbnail else bytes end as bytes, media_type as "mediaType", alt, width, height
     from party_picture where region_id = $1 and picture_id = $2`,
    [tx.region, pictureId, size === 'small'],
  )
  return row
}

/** Takes a picture down. Whoever shows it then shows none. */
export async function removePicture(
  tx: Tx,
  actor: Actor,
  pictureId: Id,
): Promise<{ pictureId: Id } | Refusal<'not_allowed' | 'picture_unknown'>> {
  const [row] = await tx.run<{ partyId: Id }>(
    'select party_id as "partyId" from party_picture where region_id = $1 and picture_id = $2',
    [tx.region, pictureId],
  )
  if (!row) return refuse('picture_unknown')
  if (!mayEdit(actor, row.partyId)) return refuse('not_allowed')
  await tx.run('update party set picture_id = null where region_id = $1 and picture_id = $2', [
    tx.region,
    pictureId,
  ])
  await tx.run('delete from party_picture where region_id = $1 and picture_id = $2', [tx.region, pictureId])
  await record(tx, actor, { action: 'picture.remove', documentId: pictureId })
  return { pictureId }
}

async function store(
  tx: Tx,
  actor: Actor,
  partyId: Id,
  { bytes, thumbnail, width, height, mediaType }: Prepared,
  alt: string,
): Promise<{ pictureId: Id }> {
  const pictureId = newId()
  await tx.q
    .insertInto('party_picture')
    .values({
      region_id: tx.region,
      picture_id: pictureId,
      party_id: partyId,
      alt: normalise(alt).slice(0, 300),
      width,
      height,
      media_type: mediaType,
      bytes,
      thumbnail,
      created_at: tx.now,
    })
    .execute()
  await record(tx, actor, { action: 'picture.add', documentId: pictureId, detail: normalise(alt) })
  return { pictureId }
}

/** Compressed SVG (svgz) begins as gzip does, which no picture we take does. */
function looksLikeSvg(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true
  const head = Buffer.from(bytes.subarray(0, 4096))
  const texts = [head.toString('utf8'), head.toString('utf16le')]
  return texts.some((text) => /<svg[\s>]|<\?xml|<!DOCTYPE\s+svg/i.test(text))
}

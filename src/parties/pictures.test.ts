import assert from 'node:assert/strict'
import { randomFillSync } from 'node:crypto'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { testNow, testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { visitor } from './actors.ts'
import { editParty, findParty } from './parties.ts'
import { addDrawing, addPicture, preparePicture, readPicture, removePicture } from './pictures.ts'
import { granted, smallRegion } from './testing.ts'

const canvas = (width: number, height: number, alpha = 1) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 40, b: 40, alpha } } })
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><rect width="800" height="400" fill="#c00"/></svg>'

const photo = await canvas(100, 100).jpeg().toBuffer()
const unfolding = await canvas(11_000, 10_000).png().toBuffer()

const here = await testRegion()
const town = await here.tx(smallRegion)

test('a photograph is turned upright, made smaller, and loses where it was taken', async () => {
  const taken = await canvas(2400, 1200)
    .withExif({ IFD0: { Make: 'SecretCamera' }, IFD3: { GPSLatitude: '38/1 55/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  assert.ok(taken.includes('SecretCamera'), 'the test taken holds what is to be lost')
  const prepared = granted(await preparePicture(taken))
  assert.deepEqual([prepared.width, prepared.height, prepared.mediaType], [800, 1600, 'image/jpeg'])
  const full = await sharp(prepared.bytes).metadata()
  assert.deepEqual([full.width, full.height, full.exif, full.orientation], [800, 1600, undefined, undefined])
  assert.ok(!prepared.bytes.includes('SecretCamera'))
  const small = await sharp(prepared.thumbnail).metadata()
  assert.deepEqual([small.width, small.height, small.exif], [200, 400, undefined])
})

test('a small picture is not enlarged; one with transparent parts becomes WebP', async () => {
  const opaque = granted(await preparePicture(await canvas(120, 80).png().toBuffer()))
  assert.deepEqual([opaque.width, opaque.height, opaque.mediaType], [120, 80, 'image/jpeg'])
  const clear = granted(await preparePicture(await canvas(120, 80, 0.5).png().toBuffer()))
  assert.equal(clear.mediaType, 'image/webp')
  assert.equal((await sharp(clear.thumbnail).metadata()).hasAlpha, true)
})

test('a picture full of noise still fits', async () => {
  const raw = randomFillSync(Buffer.alloc(1600 * 1600 * 3))
  const noise = await sharp(raw, { raw: { width: 1600, height: 1600, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer()
  const prepared = granted(await preparePicture(noise))
  assert.ok(prepared.bytes.length <= 2_000_000, `${prepared.bytes.length}`)
})

const refused: [string, Uint8Array, string][] = [
  ['nothing', new Uint8Array(), 'picture_empty'],
  ['text', Buffer.from('りんごの写真です'), 'not_a_picture'],
  ['a program', Buffer.from('MZ'.padEnd(400, '\0')), 'not_a_picture'],
  ['a photograph that is cut off', photo.subarray(0, photo.length / 2), 'not_a_picture'],
  ['a drawing', Buffer.from(svg), 'picture_svg'],
  ['a drawing with a head', Buffer.from(`<?xml version="1.0"?>\n<!-- x -->${svg}`), 'picture_svg'],
  ['a drawing in UTF-16', Buffer.from(`\ufeff${svg}`, 'utf16le'), 'picture_svg'],
  ['a compressed drawing', gzipSync(svg), 'picture_svg'],
  ['more than 10 MB', new Uint8Array(10 * 1024 * 1024 + 1), 'picture_too_large'],
  ['a file that unfolds', unfolding, 'picture_too_many_pixels'],
]
for (const [name, bytes, reason] of refused)
  test(`${name} → ${reason}`, async () => {
    const answer = await preparePicture(bytes)
    assert.equal(isRefusal(answer) && answer.refused, reason)
  })

const add = (actor: Parameters<typeof addPicture>[1], alt = 'りんご畑', partyId?: typeof town.producer) =>
  here.tx((tx) => addPicture(tx, actor, photo, alt, partyId))

test('a grower puts up a picture, shows it as the party’s, and takes it down', async () => {
  const { pictureId } = granted(await add(town.grower))
  const full = await here.tx((tx) => readPicture(tx, pictureId))
  assert.deepEqual([full?.alt, full?.mediaType, full?.width], ['りんご畑', 'image/jpeg', 100])
  assert.equal((await sharp(full?.bytes).metadata()).format, 'jpeg')
  assert.ok(await here.tx((tx) => readPicture(tx, pictureId, 'small')))
  const partyId = town.producer
  granted(await here.tx((tx) => editParty(tx, town.grower, { partyId, pictureId })))
  assert.deepEqual(await here.tx((tx) => removePicture(tx, town.cook, pictureId)), { refused: 'not_allowed' })
  granted(await here.tx((tx) => removePicture(tx, town.grower, pictureId)))
  assert.equal(await here.tx((tx) => readPicture(tx, pictureId)), undefined)
  assert.equal((await here.tx((tx) => findParty(tx, partyId)))?.pictureId, null)
  assert.deepEqual(await here.tx((tx) => removePicture(tx, town.grower, pictureId)), {
    refused: 'picture_unknown',
  })
})

test('not without saying what is to be seen, not for others, not by visitors', async () => {
  assert.deepEqual(await add(town.grower, ' '), { refused: 'alt_missing', field: 'alt' })
  assert.deepEqual(await add(town.grower, 'x', town.buyer), { refused: 'not_allowed' })
  assert.deepEqual(await add(visitor), { refused: 'not_allowed' })
  granted(await add(town.staff, 'x', town.producer))
})

test('a drawing of our own stays what it is', async () => {
  const { pictureId } = granted(await here.tx((tx) => addDrawing(tx, town.grower, svg, '赤い板')))
  const picture = await here.tx((tx) => readPicture(tx, pictureId, 'small'))
  assert.deepEqual([picture?.width, picture?.height, picture?.mediaType], [800, 400, 'image/svg+xml'])
  assert.equal(picture?.bytes.toString(), svg)
})

test('no picture, and none of another region', async () => {
  assert.equal(await here.tx((tx) => readPicture(tx, newId())), undefined)
  const { pictureId } = granted(await add(town.grower))
  const other = { region: 32158, clock: { now: () => testNow } }
  assert.equal(await transact(here.db, other, (tx) => readPicture(tx, pictureId)), undefined)
})

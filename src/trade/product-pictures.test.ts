import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { editParty } from '#parties/parties.ts'
import { addDrawing } from '#parties/pictures.ts'
import { granted, smallRegion } from '#parties/testing.ts'
import { readProduct } from './catalogue.ts'
import { openProduct } from './catalogue-reading.ts'
import { mostPictures, putPictureFirst, showPicture, takePictureOff } from './product-pictures.ts'
import { editProduct } from './products.ts'
import { jamSheet, offer } from './testing.ts'

const { tx } = await testRegion()
const small = await tx(smallRegion)
const { grower, cook, producer } = small
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'
const draw = async (t: Tx, alt = '柿'): Promise<Id> =>
  granted(await addDrawing(t, grower, drawing, alt, producer)).pictureId
const picturesOf = async (t: Tx, productId: Id) => {
  const product = granted(await readProduct(t, grower, { productId }))
  return [product.pictureId, ...product.morePictureIds]
}
const there = (t: Tx, pictureId: Id) =>
  t.run('select 1 from party_picture where region_id = $1 and picture_id = $2', [t.region, pictureId])

test('pictures stand in their order, one goes first, one goes, and the page shows all', () =>
  tx(async (t) => {
    const { productId } = await offer(t, small)
    const [a, b, c] = [await draw(t, '木'), await draw(t, '実'), await draw(t, '縁側')]
    for (const pictureId of [a, b, c, b]) granted(await showPicture(t, grower, { productId, pictureId }))
    assert.deepEqual(await picturesOf(t, productId), [a, b, c])
    granted(await putPictureFirst(t, grower, { productId, pictureId: c }))
    assert.deepEqual(await picturesOf(t, productId), [c, a, b])
    const page = granted(await openProduct(t, cook, { id: productId }))
    assert.deepEqual([page.picture?.alt, page.morePictures.map(({ alt }) => alt)], ['縁側', ['木', '実']])
    granted(await takePictureOff(t, grower, { productId, pictureId: c }))
    assert.deepEqual(await picturesOf(t, productId), [a, b])
    assert.deepEqual(await there(t, c), [], 'nothing shows it any more')
    for (const pictureId of [a, b]) granted(await takePictureOff(t, grower, { productId, pictureId }))
    assert.deepEqual(await picturesOf(t, productId), [null])
  }))

test('saving the sheet leaves the pictures as they are; a first one that is named goes first', () =>
  tx(async (t) => {
    const { productId } = await offer(t, small)
    const [a, b, c, d] = [await draw(t), await draw(t), await draw(t), await draw(t)]
    for (const pictureId of [a, b, c]) granted(await showPicture(t, grower, { productId, pictureId }))
    const table = [
      [undefined, [a, b, c]],
      [a, [a, b, c]],
      [c, [c, a, b]],
      [d, [d, a, b]],
    ] as const
    for (const [pictureId, expected] of table) {
      granted(await editProduct(t, grower, { ...jamSheet, productId, pictureId }))
      assert.deepEqual(await picturesOf(t, productId), expected)
    }
  }))

test('what something else shows is taken off and not deleted', () =>
  tx(async (t) => {
    const [one, two] = [await offer(t, small), await offer(t, small)]
    const [shared, face] = [await draw(t), await draw(t)]
    for (const { productId } of [one, two])
      granted(await showPicture(t, grower, { productId, pictureId: shared }))
    granted(await showPicture(t, grower, { productId: one.productId, pictureId: face }))
    granted(await editParty(t, grower, { partyId: producer, pictureId: face }))
    for (const pictureId of [shared, face]) {
      granted(await takePictureOff(t, grower, { productId: one.productId, pictureId }))
      assert.equal((await there(t, pictureId)).length, 1)
    }
  }))

test('what is refused', () =>
  tx(async (t) => {
    const { productId } = await offer(t, small)
    const pictureId = await draw(t)
    const others = granted(await addDrawing(t, cook, drawing, '鍋', small.buyer)).pictureId
    const table = [
      [await showPicture(t, grower, { productId, pictureId: others }), 'picture_unknown'],
      [await showPicture(t, cook, { productId, pictureId }), 'not_allowed'],
      [await showPicture(t, grower, { productId: newId(), pictureId }), 'product_unknown'],
      [await showPicture(t, grower, { productId, pictureId: newId() }), 'picture_unknown'],
      [await putPictureFirst(t, grower, { productId, pictureId }), 'picture_unknown'],
      [await takePictureOff(t, grower, { productId, pictureId }), 'picture_unknown'],
    ] as const
    for (const [answer, refused] of table) assert.equal(isRefusal(answer) && answer.refused, refused)
    for (let at = 0; at < mostPictures; at += 1)
      granted(await showPicture(t, grower, { productId, pictureId: await draw(t) }))
    const full = await showPicture(t, grower, { productId, pictureId })
    assert.deepEqual(
      [isRefusal(full) && full.refused, isRefusal(full) && full.detail],
      ['too_many_pictures', { most: 8 }],
    )
  }))

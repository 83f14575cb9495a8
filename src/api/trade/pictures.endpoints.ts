import { z } from '@hono/zod-openapi'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { addPicture } from '#parties/pictures.ts'
import { putPictureFirst, readProduct, showPicture, takePictureOff } from '#trade/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { line } from '#api/fields.ts'
import { both } from '#api/language.ts'
import { pictureId, productId } from '#api/products.schemas.ts'

const ofProduct = z.object({ productId: productId() })
const ofPicture = z.object({ productId: productId(), pictureId: pictureId() })

interface Sent {
  readonly productId: Id
  readonly picture: string
  readonly alt: string
}

/** The picture belongs to the producer, whoever sends it. */
async function takePicture(tx: Tx, actor: Actor, { productId: of, picture, alt }: Sent) {
  const product = await readProduct(tx, actor, { productId: of })
  if (isRefusal(product)) return product
  if (!product.editable) return refuse('not_allowed')
  const added = await addPicture(tx, actor, Buffer.from(picture, 'base64'), alt, product.producerId)
  if (isRefusal(added)) return added
  const shown = await showPicture(tx, actor, { productId: of, pictureId: added.pictureId })
  return isRefusal(shown) ? shown : { productId: of, pictureId: added.pictureId }
}

/** Pictures of a product, in their order: the first one is shown in lists. */
export const pictureEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/products/{productId}/pictures',
    name: 'addProductPicture',
    tag: 'products',
    access: 'product.edit',
    summary: { ja: '写真をのせる', en: 'Add a picture' },
    about: {
      ja: 'いまある写真の後ろに。8枚まで。縦横を直し、撮影の場所や日時を除いて作りなおします。',
      en: 'Behind those that are there, 8 at most. It is made anew: upright, without place, camera or date.',
    },
    params: ofProduct,
    body: z
      .strictObject({
        picture: z
          .base64()
          .min(1)
          .max(14_000_000)
          .openapi({
            description: both(
              '写真のファイルの中身（Base64）。JPEG、PNG、WebP、GIF、HEIF、TIFF。10MBまで',
              'The file’s bytes in Base64: JPEG, PNG, WebP, GIF, HEIF or TIFF, up to 10 MB',
            ),
            example: '/9j/4AAQSkZJRgABAQAA',
          }),
        alt: line(
          '写っているもの。見えない人のために',
          'What it shows, for who does not see it',
          300,
          '木になった赤いりんご',
        ),
      })
      .openapi('NewPicture'),
    status: 201,
    answer: ofPicture,
    refuses: [
      'not_allowed',
      'product_unknown',
      'picture_unknown',
      'too_many_pictures',
      'picture_empty',
      'picture_too_large',
      'picture_too_many_pixels',
      'picture_svg',
      'not_a_picture',
      'alt_missing',
    ],
    run: takePicture,
    mostBytes: 14 * 1024 * 1024,
    audit: (made) => ({ documentId: made.productId, detail: 'picture' }),
  }),
  endpoint({
    method: 'post',
    path: '/products/{productId}/pictures/{pictureId}/first',
    name: 'putProductPictureFirst',
    tag: 'products',
    access: 'product.edit',
    summary: { ja: '写真を先頭にする', en: 'Put a picture first' },
    about: {
      ja: '一覧に出る写真になります。順を決めるには、後ろのものから順に呼んでください。',
      en: 'Lists then show it. To put all in an order, call it for each, the last one first.',
    },
    params: ofPicture,
    answer: ofProduct,
    refuses: ['not_allowed', 'product_unknown', 'picture_unknown', 'too_many_pictures'],
    run: putPictureFirst,
    audit: (made) => ({ documentId: made.productId, detail: 'picture first' }),
  }),
  endpoint({
    method: 'delete',
    path: '/products/{productId}/pictures/{pictureId}',
    name: 'removeProductPicture',
    tag: 'products',
    access: 'product.edit',
    summary: { ja: '写真を外す', en: 'Take a picture off' },
    about: {
      ja: 'ほかに使われていなければ、消えます。',
      en: 'What nothing else shows is deleted.',
    },
    params: ofPicture,
    answer: ofProduct,
    refuses: ['not_allowed', 'product_unknown', 'picture_unknown', 'too_many_pictures'],
    run: takePictureOff,
    audit: (made) => ({ documentId: made.productId, detail: 'picture off' }),
  }),
]

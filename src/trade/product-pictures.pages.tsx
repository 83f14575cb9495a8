/** The pictures of a product on its sheet: put up, put first, taken off. */
import { type Seen, faultOf, typed } from '#http/house.ts'
import { Card } from '#ui/blocks.tsx'
import { Button, ButtonRow } from '#ui/buttons.tsx'
import { Field, FileField, Form } from '#ui/forms.tsx'
import { Part } from '#ui/parts.tsx'
import type { ProductSeen } from './catalogue.ts'

import { mostPictures } from './product-pictures.ts'
import { goodsWords } from './words/goods.ts'

interface Of {
  readonly product: ProductSeen
  readonly seen: Seen
}

export function ProductPictures({ product, seen }: Of) {
  const own = goodsWords[seen.lang]
  const pictures = product.pictureId ? [product.pictureId, ...product.morePictureIds] : []
  return (
    <Part id="picture">
      <Card title={own.picture} level={2}>
        {pictures.length > 0 && (
          <ol class="mb-6 grid items-start list-none grid-cols-2 gap-4 p-0 sm:grid-cols-4">
            {pictures.map((pictureId, at) => (
              <li>
                <img
                  class="aspect-4/3 w-full rounded-lg object-cover"
                  src={`/pictures/${pictureId}/small`}
                  alt={own.pictureOf(at + 1)}
                  loading="lazy"
                />
                <div class="mt-1 flex flex-wrap items-center gap-x-2 [&_form]:m-0 [&_form>*]:mt-0">
                  {at === 0 ? (
                    <small class="text-ink-soft">{own.pictureIsFirst}</small>
                  ) : (
                    <Move product={product} seen={seen} pictureId={pictureId} at={at} deed="first" />
                  )}
                  <Move product={product} seen={seen} pictureId={pictureId} at={at} deed="off" />
                </div>
              </li>
            ))}
          </ol>
        )}
        {pictures.length < mostPictures ? (
          <PutUp product={product} seen={seen} />
        ) : (
          <p>{own.picturesFull(mostPictures)}</p>
        )}
      </Card>
    </Part>
  )
}

function Move(props: Of & { pictureId: string; at: number; deed: 'first' | 'off' }) {
  const { product, seen, pictureId, at, deed } = props
  const own = goodsWords[seen.lang]
  const label = deed === 'first' ? own.pictureFirst : own.pictureOff
  return (
    <Form
      action={`/trade/products/${product.productId}/pictures/${deed}`}
      csrf={seen.csrf}
      requestKey={seen.requestKey}
      label={`${own.pictureOf(at + 1)} ${label}`}
    >
      <input type="hidden" name="pictureId" value={pictureId} />
      <Button kind="quiet" size="small">
        {label}
      </Button>
    </Form>
  )
}

function PutUp({ product, seen }: Of) {
  const own = goodsWords[seen.lang]
  return (
    <Form
      action={`/trade/products/${product.productId}/picture`}
      csrf={seen.csrf}
      requestKey={seen.requestKey}
      files
      label={own.putPicture}
    >
      <FileField
        name="picture"
        label={own.pictureFile}
        hint={own.pictureFileHint}
        error={faultOf(seen, 'picture')}
        accept="image/*"
        required
      />
      <Field
        name="alt"
        label={own.pictureAlt}
        hint={own.pictureAltHint}
        value={typed(seen, 'alt')}
        error={faultOf(seen, 'alt')}
        required
      />
      <ButtonRow>
        <Button kind="secondary">{own.putPicture}</Button>
      </ButtonRow>
    </Form>
  )
}

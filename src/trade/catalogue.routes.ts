/** The public addresses of trade: `/products`, `/products/:id`, `/producers/:id`. */
import { z } from 'zod'
import { isId } from '#kit/ids.ts'
import { id, optionalLine, tick } from '#http/fields.ts'
import { page } from '#http/routes.ts'
import { fromCursor } from '#parties/cursors.ts'
import { openCatalogue, openProducer, openProduct } from './catalogue-reading.ts'
import { catalogueView } from './catalogue.pages.tsx'
import { categories } from './categories.ts'
import { producerView } from './producer.pages.tsx'
import { productView } from './product.pages.tsx'

/** Where a page begins; none when the address was cut off, which shows the first page. */
const cursor = z
  .string()
  .refine((text) => isId(fromCursor(text, 3)?.[2]))
  .optional()
  .catch(undefined)

/** An address that somebody shortened or mistyped shows more, never an error. */
const asked = z
  .object({
    q: optionalLine(100).catch(''),
    category: z.enum(categories).optional().catch(undefined),
    month: z.coerce.number().int().min(1).max(12).optional().catch(undefined),
    available: tick(),
    after: cursor,
  })
  .transform(({ q, available, ...rest }) => ({ ...rest, text: q, inStock: available }))

const cataloguePage = page({
  at: '/products',
  access: 'catalogue.see',
  input: asked,
  load: openCatalogue,
  show: catalogueView,
})

const productPage = page({
  at: '/products/:id',
  access: 'catalogue.see',
  input: z.object({ id: id() }),
  load: openProduct,
  show: productView,
})

const producerPage = page({
  at: '/producers/:id',
  access: 'party.see',
  input: z.object({ id: id(), after: cursor }),
  load: openProducer,
  show: producerView,
})

/** Pages that anyone may see, signed in or not. */
export const catalogueRoutes = [cataloguePage, productPage, producerPage]

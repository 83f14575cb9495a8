import { z } from 'zod'
import { refuse } from '#kit/refusals.ts'
import { id } from '#http/fields.ts'
import { page } from '#http/routes.ts'
import { readPicture } from '#parties/pictures.ts'
import { frontView } from './front.pages.tsx'
import { readFront } from './front.ts'

const frontPage = page({ at: '/', access: 'region.see', load: readFront, show: frontView })

const picture = (at: string, size: 'full' | 'small') =>
  page({
    at,
    access: 'catalogue.see',
    input: z.object({ id: id() }),
    load: async (tx, _actor, input) => (await readPicture(tx, input.id, size)) ?? refuse('not_found'),
    show: ({ bytes, mediaType }) => ({ bytes, type: mediaType, immutable: true }),
  })

export const frontRoutes = [
  frontPage,
  picture('/pictures/:id', 'full'),
  picture('/pictures/:id/small', 'small'),
]

/** The addresses of labels, and of the page that a label opens. */
import { z } from 'zod'
import { id } from '#http/fields.ts'
import { page } from '#http/routes.ts'
import { labelsPdf } from '#trade/documents/pdf.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import { lotLabels } from './lot-labels.ts'
import { labelsPerSheet } from './label-sheet.ts'
import { originView } from './labels.pages.tsx'
import { readOrigin } from './origins.ts'
import { labelWords } from '#trade/words/labels.ts'

const mostLabels = 480

const originPage = page({
  at: '/lots/:id',
  access: 'catalogue.see',
  input: z.object({ id: id() }),
  load: async (tx, actor, asked) => orNotFound(await readOrigin(tx, actor, { lotId: asked.id })),
  show: originView,
})

const lotLabelsPaper = page({
  at: '/trade/lots/:id/labels.pdf',
  access: 'stock.receive',
  input: z.object({
    id: id(),
    count: z.coerce.number().int().min(1).max(mostLabels).catch(labelsPerSheet),
  }),
  load: async (tx, actor, asked) => orNotFound(await readOrigin(tx, actor, { lotId: asked.id })),
  show: async (origin, { lang, publicUrl }, { count }) => ({
    bytes: await labelsPdf(lotLabels(origin, count, publicUrl, lang)),
    type: 'application/pdf',
    name: `${labelWords[lang].labels}_${origin.lotNo}.pdf`,
  }),
})

export const labelRoutes = [originPage, lotLabelsPaper]

/** The addresses of labels, and of the page that a label opens. */
import { z } from 'zod'
import { type Day, isDay } from '#kit/days.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import { id } from '#http/fields.ts'
import { page } from '#http/routes.ts'
import { readDispatch } from '#trade/dispatch/dispatch.ts'
import { labelsPdf } from '#trade/documents/pdf.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import { lotLabels, orderLabels, perSheet } from './label-sheets.ts'
import { originView } from './labels.pages.tsx'
import { readOrigin } from './origins.ts'
import { labelWords } from './words.ts'

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
    count: z.coerce.number().int().min(1).max(mostLabels).catch(perSheet),
  }),
  load: async (tx, actor, asked) => orNotFound(await readOrigin(tx, actor, { lotId: asked.id })),
  show: async (origin, { lang, publicUrl }, { count }) => ({
    bytes: await labelsPdf(lotLabels(origin, count, publicUrl, lang)),
    type: 'application/pdf',
    name: `${labelWords[lang].labels}_${origin.lotNo}.pdf`,
  }),
})

const orderLabelsPaper = page({
  at: '/trade/dispatch/labels.pdf',
  access: 'delivery.ship',
  input: z.object({
    day: z
      .string()
      .refine((text): text is Day => isDay(text))
      .optional()
      .catch(undefined),
  }),
  load: async (tx, actor, asked) => {
    const day = asked.day ?? tx.today
    const found = await readDispatch(tx, actor, { day })
    if (isRefusal(found)) return found
    return found.orders.length === 0 ? refuse('not_found') : { day, orders: found.orders }
  },
  show: async ({ day, orders }, { lang, publicUrl }) => ({
    bytes: await labelsPdf(orderLabels(orders, day, publicUrl, lang)),
    type: 'application/pdf',
    name: `${labelWords[lang].orderLabels}_${day}.pdf`,
  }),
})

export const labelRoutes = [originPage, lotLabelsPaper, orderLabelsPaper]

import { z } from 'zod'
import { type Month, addMonths, isMonth } from '#kit/days.ts'
import { page } from '#http/routes.ts'
import { circulationView } from './circulation.pages.tsx'
import { readCircle, readStreams, thisMonth } from './figures.ts'

export const circulationPage = page({
  at: '/circulation',
  access: 'region.see',
  input: z.object({
    month: z
      .string()
      .refine((text): text is Month => isMonth(text))
      .optional(),
  }),
  load: async (tx, _actor, { month }) => {
    const newest = thisMonth(tx)
    const of = month ?? newest
    return {
      of,
      newest,
      circle: await readCircle(tx, of),
      streams: await readStreams(tx, addMonths(of, -11), of),
    }
  },
  show: circulationView,
})

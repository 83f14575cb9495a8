import { z } from 'zod'
import { type Month, isDay, isMonth } from '#kit/days.ts'
import { isId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { id, optionalId } from '#http/fields.ts'
import { page } from '#http/routes.ts'
import type { FlowCursor } from '#ledger/flows.ts'
import { units } from '#kit/units.ts'
import { openEntry, openFigure, monthNow } from './flows.ts'
import { entryView, flowsView } from './flows.pages.tsx'
import { endInput } from './groups.ts'

/** `2026-11-23 entry ordinal`: where the page before ended. */
const cursor = z.string().transform((text, context): FlowCursor => {
  const [on = '', entryId, ordinal] = text.split('_')
  if (isDay(on) && isId(entryId) && /^\d{1,4}$/.test(ordinal ?? ''))
    return { on, entryId, ordinal: Number(ordinal) }
  context.addIssue({ code: 'custom', message: 'cursor' })
  return z.NEVER
})

const months = z.string().refine((text): text is Month => isMonth(text))
export const openedInput = z.object({
  unit: z.enum(units).default('JPY'),
  from: months.optional(),
  to: months.optional(),
  counts: z.enum(['exchange', 'transfer']).optional(),
  energy: z
    .literal('1')
    .transform(() => true)
    .optional(),
  crossing: z.enum(['in', 'out', 'within', 'beyond']).optional(),
  payer: endInput.optional(),
  payee: endInput.optional(),
  party: optionalId(),
  after: cursor.optional(),
})

export const flowsPage = page({
  at: '/ledger/flows',
  access: 'region.see',
  input: openedInput,
  load: async (tx, actor, input) => {
    const opened = {
      ...input,
      from: input.from ?? input.to ?? monthNow(tx),
      to: input.to ?? input.from ?? monthNow(tx),
    }
    const found = await openFigure(tx, actor, opened)
    return isRefusal(found) ? found : { opened, ...found }
  },
  show: flowsView,
})

export const entryPage = page({
  at: '/ledger/entries/:id',
  access: 'own.account',
  input: z.object({ id: id() }),
  load: openEntry,
  show: entryView,
})

/** The addresses of delivery notes, their papers, and what comes back of them. */
import { z } from 'zod'
import { dayField, id, line, steps, whole } from '#http/fields.ts'
import { action, page } from '#http/routes.ts'
import type { Page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { acceptanceRoutesOn, deliveryWithAcceptance } from './acceptance/acceptance.routes.ts'
import { deliveryView, returnView } from './deliveries.pages.tsx'
import { deliveryNoteSheet, readDelivery } from './delivery-notes.ts'
import { deliveryNotePdf } from './documents/pdf.ts'
import { orNotFound } from './page-parts.tsx'
import { takeReturn } from './returns.ts'
import { returnFates } from './schema.ts'
import { sayReturn } from './words/order-refusals.ts'
import { orderWords } from './words/orders.ts'

const one = z.object({ id: id() })
const opened = async (tx: Tx, actor: Actor, { id: deliveryId }: { id: Id }) =>
  orNotFound(await readDelivery(tx, actor, { deliveryId }))

const deliveryPage: Page = page({
  at: '/trade/deliveries/:id',
  access: 'delivery.see',
  input: one,
  load: (tx, actor, asked) => deliveryWithAcceptance(tx, actor, asked.id),
  show: deliveryView,
})

const paper = (at: string, withPrices: boolean) =>
  page({
    at,
    access: 'delivery.see',
    input: one,
    load: opened,
    show: async (delivery, seen) => ({
      bytes: await deliveryNotePdf(deliveryNoteSheet(delivery, seen.lang, withPrices)),
      type: 'application/pdf',
      name: `${orderWords[seen.lang].delivery}_${delivery.deliveryNo}.pdf`,
    }),
  })

const returnPage: Page = page({
  at: '/trade/returns/new',
  access: 'return.take',
  input: z.object({
    delivery: id().optional(),
    deliveryId: id().optional(),
    line: whole(1, 200).optional(),
    lineNo: whole(1, 200).optional(),
  }),
  load: async (tx, actor, asked) => {
    // A form that comes back says its delivery and line in boxes, a link in its address.
    const [deliveryId, lineNo] = [asked.delivery ?? asked.deliveryId, asked.line ?? asked.lineNo]
    if (!deliveryId) return refuse('not_found')
    const delivery = await opened(tx, actor, { id: deliveryId })
    if (isRefusal(delivery)) return delivery
    const found = delivery.lines.find((each) => each.lineNo === lineNo)
    return found ? { delivery, line: found, today: tx.today } : refuse('not_found')
  },
  show: returnView,
})

const returnAction = action({
  at: '/trade/returns',
  access: 'return.take',
  input: z
    .object({
      deliveryId: id(),
      lineNo: whole(1, 200),
      fate: z.enum(returnFates),
      reason: line(200),
      returnedOn: dayField(),
    })
    // Goods by weight come back by weight: kilograms as grams.
    .and(
      z.union([
        z.object({ byWeight: z.literal('1'), quantity: steps(3, 1, 100_000_000) }),
        z.object({ byWeight: z.undefined().optional(), quantity: whole(1, 1_000_000) }),
      ]),
    ),
  run: takeReturn,
  done: ({ returnNo }, { deliveryId }, seen) => ({
    to: `/trade/deliveries/${deliveryId}`,
    notice: orderWords[seen.lang].noticeReturned(returnNo),
  }),
  labels: (lang) => {
    const own = orderWords[lang]
    return { quantity: own.quantity, fate: own.fate, reason: own.reason, returnedOn: own.returnedOn }
  },
  refusals: sayReturn,
  form: () => returnPage,
  audit: ({ returnNo }, { deliveryId, reason }) => ({
    documentId: deliveryId,
    documentNo: returnNo,
    detail: reason,
  }),
})

export const deliveryRoutes = [
  deliveryPage,
  paper('/trade/deliveries/:id/pdf', true),
  paper('/trade/deliveries/:id/pdf-without-prices', false),
  returnPage,
  returnAction,
  ...acceptanceRoutesOn(deliveryPage),
]

/** The addresses of a day's truck: its page, its lists, shipping it, and all its delivery notes. */
import { z } from 'zod'
import { type Id, isId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { dayField, optionalDay, optionalSteps } from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { shipOrders } from '#trade/deliveries.ts'
import { deliveryNoteSheet, readDelivery } from '#trade/delivery-notes.ts'
import { bulkPdf } from '#trade/documents/bulk-pdf.ts'
import { labelsPdf, packingPdf, pickingPdf } from '#trade/documents/pdf.ts'
import { companyOf } from '#trade/settings.ts'
import { labelWords } from '#trade/words/labels.ts'
import { sayShip } from '#trade/words/order-refusals.ts'
import { orderWords } from '#trade/words/orders.ts'
import { type DispatchOrder, deliveriesOf, readDispatch, readDue } from './dispatch.ts'
import { dispatchView, weightBox } from './dispatch.pages.tsx'
import { orderLabels, packingSheet, pickingSheet } from './dispatch-sheets.ts'
import { dispatchWords } from './words.ts'

const dayInput = z.object({ day: optionalDay().catch(undefined) })
type DayInput = z.infer<typeof dayInput>

/** The first day for which something is to go, when no day was named. */
async function open(tx: Tx, actor: Actor, asked: DayInput) {
  const { today } = tx
  const found = await readDispatch(tx, actor, { day: asked.day ?? today })
  if (isRefusal(found)) return found
  const shippedToday = (await deliveriesOf(tx, { day: today })).length
  const [next] = found.days
  if (asked.day || found.orders.length > 0 || !next)
    return { ...found, day: asked.day ?? today, today, shippedToday }
  const later = await readDispatch(tx, actor, { day: next.on })
  return isRefusal(later) ? later : { ...later, day: next.on, today, shippedToday }
}

const dispatchPage: Page = page({
  at: '/trade/dispatch',
  access: 'delivery.ship',
  input: dayInput,
  load: open,
  show: dispatchView,
})

const printed = async (tx: Tx, actor: Actor, asked: DayInput) => {
  const found = await open(tx, actor, asked)
  if (isRefusal(found)) return found
  return found.orders.length === 0 ? refuse('not_found') : { ...found, company: await companyOf(tx) }
}

const pickingPaper = page({
  at: '/trade/dispatch/picking.pdf',
  access: 'delivery.ship',
  input: dayInput,
  load: printed,
  show: async (data, { lang }) => ({
    bytes: await pickingPdf(pickingSheet(data, lang)),
    type: 'application/pdf',
    name: `${dispatchWords[lang].picking}_${data.day}.pdf`,
  }),
})

const packingPaper = page({
  at: '/trade/dispatch/packing.pdf',
  access: 'delivery.ship',
  input: dayInput,
  load: printed,
  show: async (data, { lang }) => ({
    bytes: await packingPdf(packingSheet(data, lang)),
    type: 'application/pdf',
    name: `${dispatchWords[lang].packing}_${data.day}.pdf`,
  }),
})

const labelsPaper = page({
  at: '/trade/dispatch/labels.pdf',
  access: 'delivery.ship',
  input: dayInput,
  load: printed,
  show: async ({ orders, day }, { lang, publicUrl }) => ({
    bytes: await labelsPdf(orderLabels(orders, day, publicUrl, lang)),
    type: 'application/pdf',
    name: `${labelWords[lang].orderLabels}_${day}.pdf`,
  }),
})

const notesPaper = page({
  at: '/trade/dispatch/notes.pdf',
  access: 'delivery.ship',
  input: dayInput,
  load: async (tx, actor, asked) => {
    const day = asked.day ?? tx.today
    const deliveries = await Promise.all(
      (await deliveriesOf(tx, { day })).map((deliveryId) => readDelivery(tx, actor, { deliveryId })),
    )
    const read = deliveries.flatMap((delivery) => (isRefusal(delivery) ? [] : [delivery]))
    return read.length === 0 ? refuse('not_found') : { day, deliveries: read }
  },
  show: async ({ day, deliveries }, { lang }) => ({
    bytes: await bulkPdf(
      'delivery-note',
      deliveries.map((delivery) => deliveryNoteSheet(delivery, lang, true)),
    ),
    type: 'application/pdf',
    name: `${orderWords[lang].delivery}_${day}.pdf`,
  }),
})

/** A weight that is missing is told at its box: the shipment knows lines, the form orders and lines. */
function atItsBox(refusal: Refusal, chosen: readonly DispatchOrder[]): string | undefined {
  const [, at] = /^lines\.(\d+)\.grams$/.exec(refusal.field ?? '') ?? []
  const named = refusal.detail?.['order']
  const order = chosen.find(({ orderNo }) => named === undefined || orderNo === named)
  const line = at === undefined ? undefined : order?.lines[Number(at)]
  return line && weightBox(line)
}

const shipAction = action({
  at: '/trade/dispatch',
  access: 'delivery.ship',
  // The boxes are named by their order, those of weights by order and line.
  input: z.object({
    day: dayField(),
    shippedOn: dayField(),
    orders: z.record(z.string(), z.literal('1')).optional(),
    grams: z.record(z.string(), z.record(z.string(), optionalSteps(3, 1, 100_000_000))).optional(),
  }),
  run: async (tx, actor, { day, shippedOn, orders = {}, grams = {} }) => {
    // An order that somebody else has shipped meanwhile is asked for all the same, and refused by name.
    const chosen = Object.keys(orders).filter((id): id is Id => isId(id))
    if (chosen.length === 0) return refuse('none_chosen')
    const due = await readDue(tx, { day })
    const known = new Map(due.map((order) => [order.orderId, order]))
    const shipped = await shipOrders(
      tx,
      actor,
      chosen.map((orderId) => ({
        orderId,
        shippedOn,
        lines: known.get(orderId)?.lines.map(({ lineNo, open: quantity }) => ({
          lineNo,
          quantity,
          grams: grams[orderId]?.[`line${lineNo}`],
        })),
      })),
    )
    if (!isRefusal(shipped)) return { shipped }
    return {
      ...shipped,
      field: atItsBox(
        shipped,
        due.filter(({ orderId }) => chosen.includes(orderId)),
      ),
    }
  },
  done: ({ shipped }, { day }, { lang }) => ({
    to: `/trade/dispatch?day=${day}`,
    notice: dispatchWords[lang].done(shipped.length),
  }),
  labels: (lang) => ({
    day: dispatchWords[lang].day,
    shippedOn: dispatchWords[lang].shippedOn,
    orders: dispatchWords[lang].load,
    grams: orderWords[lang].weight,
  }),
  refusals: (refusal, lang) => {
    if (refusal.refused === 'none_chosen') return dispatchWords[lang].chosenNone
    const order = refusal.detail?.['order']
    const said = sayShip(refusal, lang)
    return order === undefined ? said : `${order}: ${said}`
  },
  form: () => dispatchPage,
  audit: ({ shipped }) => ({ detail: shipped.map(({ deliveryNo }) => deliveryNo).join(' ') }),
})

export const dispatchRoutes = [dispatchPage, pickingPaper, packingPaper, labelsPaper, notesPaper, shipAction]

/** The addresses of how a cycle was spread, of changing a line, of collecting the goods and making orders. */
import { z } from 'zod'
import { writeCsv } from '#kit/csv.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import { dayField, id, line, optionalDay, optionalSteps, optionalWhole, whole } from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import { receiveLots } from '#trade/lots.ts'
import { baseText, inLang } from '#trade/sheet-parts.ts'
import { readLine, readLines, readResults } from './allocation-lists.ts'
import { allocationView, collectionView, overrideView } from './allocation.pages.tsx'
import { overrideAllocation } from './allocations.ts'
import { readCycle } from './cycle-lists.ts'
import { cyclesAt } from './cycles.pages.tsx'
import { makeOrders, readCollection } from './fulfilment.ts'
import { sayMakeOrders, sayOverride, sayReceive } from './refusals.ts'
import { cycleWords } from './words.ts'

const one = z.object({ id: id() })

const allocationPage = page({
  at: `${cyclesAt}/:id/allocation`,
  access: 'cycle.run',
  input: one,
  load: async (tx, actor, { id: cycleId }) => {
    const cycle = orNotFound(await readCycle(tx, actor, { cycleId }))
    if (isRefusal(cycle)) return cycle
    const results = await readResults(tx, actor, { cycleId })
    return isRefusal(results) ? results : { cycle, results, lines: await readLines(tx, cycleId) }
  },
  show: allocationView,
})

const lineInput = one.extend({ booking: id(), line: whole(1, 10_000) })

const overridePage: Page = page({
  at: `${cyclesAt}/:id/lines/:booking/:line`,
  access: 'cycle.run',
  input: lineInput,
  load: async (tx, actor, asked) =>
    orNotFound(await readLine(tx, actor, { bookingId: asked.booking, lineNo: asked.line })),
  show: overrideView,
})

const overrideAction = action({
  at: `${cyclesAt}/:id/lines/:booking/:line`,
  access: 'cycle.run',
  input: lineInput.extend({
    shares: z.array(z.object({ variantId: id(), quantity: optionalWhole(0, 1_000_000) })).max(200),
    reason: line(200),
  }),
  run: (tx, actor, asked) =>
    overrideAllocation(tx, actor, {
      bookingId: asked.booking,
      lineNo: asked.line,
      shares: asked.shares.map(({ variantId, quantity = 0 }) => ({ variantId, quantity })),
      reason: asked.reason,
    }),
  done: ({ cycleId }, _input, { lang }) => ({
    to: `${cyclesAt}/${cycleId}/allocation`,
    notice: cycleWords[lang].overrideSaved,
  }),
  labels: (lang) => ({ 'shares.quantity': cycleWords[lang].given, reason: cycleWords[lang].reason }),
  refusals: sayOverride,
  form: () => overridePage,
  audit: ({ cycleId }, { reason }) => ({ documentId: cycleId, detail: `override: ${reason}` }),
})

const dayInput = one.extend({ on: optionalDay().catch(undefined) })

async function collection(tx: Tx, actor: Actor, asked: { id: Id; on?: Day | undefined }) {
  const cycle = orNotFound(await readCycle(tx, actor, { cycleId: asked.id }))
  if (isRefusal(cycle)) return cycle
  const on = cycle.deliverDays.find((each) => each === asked.on) ?? cycle.deliverDays[0]
  if (!on) return refuse('not_found')
  const rows = await readCollection(tx, actor, { cycleId: asked.id, deliverOn: on })
  return isRefusal(rows) ? rows : { cycle, on, rows, today: tx.today }
}

const collectionPage: Page = page({
  at: `${cyclesAt}/:id/collection`,
  access: 'cycle.run',
  input: dayInput,
  load: collection,
  show: collectionView,
})

const collectionFile = page({
  at: `${cyclesAt}/:id/collection.csv`,
  access: 'cycle.run',
  input: dayInput,
  load: collection,
  show: ({ cycle, on, rows }, { lang }) => {
    const own = cycleWords[lang]
    return {
      bytes: writeCsv([
        [own.producer, own.product, own.wanted, own.inStore],
        ...rows.map((row) => {
          const unit = inLang(row.baseUnit, row.baseUnitEn, lang)
          return [
            row.producerName,
            inLang(row.productName, row.productNameEn, lang),
            baseText(row.wanted, unit),
            baseText(row.inStore, unit),
          ]
        }),
      ]),
      type: 'text/csv; charset=utf-8',
      name: `${own.collect}_${cycle.cycleNo}_${on}.csv`,
    }
  },
})

const mostBase = 100_000_000

const arrivalsAction = action({
  at: `${cyclesAt}/:id/arrivals`,
  access: 'stock.receive',
  input: one.extend({
    on: dayField(),
    madeOn: dayField(),
    rows: z
      .array(
        z.object({
          productId: id(),
          pieces: optionalWhole(0, mostBase),
          kilograms: optionalSteps(3, 0, mostBase),
        }),
      )
      .max(1000),
  }),
  run: async (tx, actor, { rows, madeOn }) => {
    const lots = rows.flatMap(({ productId, pieces, kilograms }) => {
      const quantity = kilograms ?? pieces ?? 0
      return quantity > 0 ? [{ productId, quantity, madeOn }] : []
    })
    return await receiveLots(tx, actor, lots)
  },
  done: (lots, asked, { lang }) => ({
    to: `${cyclesAt}/${asked.id}/collection?on=${asked.on}`,
    notice: cycleWords[lang].received(lots.length),
  }),
  labels: (lang) => ({
    'rows.pieces': cycleWords[lang].arrived,
    'rows.kilograms': cycleWords[lang].arrived,
    madeOn: cycleWords[lang].madeOn,
  }),
  refusals: sayReceive,
  form: () => collectionPage,
  audit: (lots, asked) => ({
    documentId: asked.id,
    documentNo: lots[0]?.lotNo,
    detail: `${lots.length} lots`,
  }),
})

const ordersAction = action({
  at: `${cyclesAt}/:id/orders`,
  access: 'cycle.run',
  input: one.extend({ on: dayField() }),
  run: (tx, actor, { id: cycleId, on }) => makeOrders(tx, actor, { cycleId, deliverOn: on }),
  done: ({ orders, short }, asked, { lang }) => {
    const own = cycleWords[lang]
    return {
      to: `${cyclesAt}/${asked.id}`,
      notice: own.ordersMade(orders) + (short > 0 ? own.ordersShort(short) : ''),
    }
  },
  labels: () => ({}),
  refusals: sayMakeOrders,
  form: () => collectionPage,
  audit: ({ cycleNo, orders, short }, asked) => ({
    documentId: asked.id,
    documentNo: cycleNo,
    detail: `${orders} orders, ${short} short`,
  }),
})

export const allocationRoutes = [
  allocationPage,
  overridePage,
  overrideAction,
  collectionPage,
  collectionFile,
  arrivalsAction,
  ordersAction,
]

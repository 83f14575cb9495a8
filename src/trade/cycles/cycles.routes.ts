/** The addresses of order cycles: the list, planning, one cycle for each who sees it, and what the company does with it. */
import { z } from 'zod'
import { addDays, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { parseDay } from '#kit/japanese-days.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { dayField, id, line, optionalWhole, several, text, whole } from '#http/fields.ts'
import { type Asked, type Page, action, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import type { Lang } from '#ui/words.ts'
import { listed } from '#ui/numbers.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import { listSellers } from '#trade/people.ts'
import { allocateCycle } from './allocations.ts'
import { readResults } from './allocation-lists.ts'
import { readAvailability } from './availability.ts'
import { type SheetData, sheetView } from './booking.pages.tsx'
import { openSheet, sheetInput } from './booking.routes.ts'
import { bookingsOf, goodsOf, listCycles, producersOf, readCycle } from './cycle-lists.ts'
import { type CycleOpened, cycleView } from './cycle.pages.tsx'
import { type CycleInput, askProducers, cancelCycle, endCycle, openCycle, planCycle } from './cycles.ts'
import { cyclesAt, cyclesView, planView } from './cycles.pages.tsx'
import { type ProducerSeen, offersView } from './offers.pages.tsx'
import { sayCycle } from './refusals.ts'
import { cycleWords } from './words.ts'

const listPage = page({
  at: cyclesAt,
  access: 'cycle.see',
  load: async (tx, actor) => {
    const rows = await listCycles(tx, actor)
    return isRefusal(rows) ? rows : { rows, now: tx.now }
  },
  show: cyclesView,
})

const one = z.object({ id: id() })

/** What the boxes of a plan begin with: who sells something, open today, closed in three days, brought in six. */
const planned = async (tx: Tx) => ({
  producers: await listSellers(tx),
  opensOn: tx.today,
  closesOn: addDays(tx.today, 3),
  deliverOn: addDays(tx.today, 6),
})

const newPage: Page = page({
  at: `${cyclesAt}/new`,
  access: 'cycle.run',
  load: async (tx) => {
    const data = await planned(tx)
    return { ...data, chosen: data.producers.map(({ partyId }) => partyId) }
  },
  show: planView,
})

const editPage: Page = page({
  at: `${cyclesAt}/:id/edit`,
  access: 'cycle.run',
  input: one,
  load: async (tx, actor, asked) => {
    const cycle = orNotFound(await readCycle(tx, actor, { cycleId: asked.id }))
    if (isRefusal(cycle)) return cycle
    const chosen = (await producersOf(tx, asked.id)).map(({ producerId }) => producerId)
    return { ...(await planned(tx)), cycle, chosen }
  },
  show: planView,
})

type Opened =
  | { readonly as: 'company'; readonly opened: CycleOpened }
  | { readonly as: 'buyer'; readonly opened: SheetData }
  | { readonly as: 'producer'; readonly opened: ProducerSeen }

/** One address for everybody: the company runs the round, a buyer books, a producer says what it has. */
async function openCycleFor(
  tx: Tx,
  actor: Actor,
  asked: z.infer<typeof sheetInput>,
): Promise<Opened | Refusal<'not_found' | 'not_allowed'>> {
  if (actor.role === 'producer') {
    const producerId = actor.partyId
    if (!producerId) return refuse('not_found')
    const form = orNotFound(await readAvailability(tx, actor, { cycleId: asked.id, producerId }))
    if (isRefusal(form)) return form
    const results = await readResults(tx, actor, { cycleId: asked.id })
    return isRefusal(results) ? results : { as: 'producer', opened: { form, results } }
  }
  if (actor.role === 'buyer') {
    const opened = await openSheet(tx, actor, asked)
    return isRefusal(opened) ? opened : { as: 'buyer', opened }
  }
  const cycle = orNotFound(await readCycle(tx, actor, { cycleId: asked.id }))
  if (isRefusal(cycle)) return cycle
  const bookings = await bookingsOf(tx, actor, { cycleId: asked.id })
  if (isRefusal(bookings)) return bookings
  const [producers, goods] = await Promise.all([
    producersOf(tx, asked.id),
    goodsOf(tx, { cycleId: asked.id, text: asked.q }),
  ])
  return { as: 'company', opened: { cycle, producers, goods, bookings, q: asked.q } }
}

const cyclePage: Page = page({
  at: `${cyclesAt}/:id`,
  access: 'cycle.see',
  input: sheetInput,
  load: openCycleFor,
  show: (found, seen, asked) => {
    if (found.as === 'company') return cycleView(found.opened, seen)
    if (found.as === 'buyer') return sheetView(found.opened, seen, asked)
    return offersView(found.opened, seen)
  },
})

const labels = (lang: Lang) => {
  const own = cycleWords[lang]
  return {
    name: own.name,
    opensOn: own.opensOn,
    closesOn: own.closesOn,
    closesHour: own.closesHour,
    closesAt: own.closesOn,
    deliverDays: own.deliverDays,
    limitYen: own.limit,
    points: own.points,
    note: own.note,
    producerIds: own.producers,
    weights: own.weights,
    ...Object.fromEntries(Object.entries(own.weight).map(([key, label]) => [`weights.${key}`, label])),
  }
}

const planBoxes = {
  name: line(60),
  opensOn: dayField(),
  closesOn: dayField(),
  closesHour: whole(0, 23),
  deliverDays: text(500),
  limitYen: optionalWhole(1, 10_000_000_000),
  points: text(1000),
  note: text(500),
  weights: z.object({
    capacity: whole(0, 100),
    fairness: whole(0, 100),
    distance: whole(0, 100),
    freshness: whole(0, 100),
  }),
  producerIds: several(id()),
}
type PlanBoxes = z.infer<z.ZodObject<typeof planBoxes>>

/** The boxes as a plan; a line that is no day is told at its box. */
function planOf(boxes: PlanBoxes): Omit<CycleInput, 'cycleId'> | Refusal<'days_wrong'> {
  const { closesOn, closesHour, deliverDays, points, limitYen, ...plain } = boxes
  const lines = deliverDays.split(/[\n、,]+/).map((each) => each.trim())
  const days = lines.filter((each) => each !== '').map((each) => parseDay(each))
  const known = days.flatMap((day) => (day === undefined ? [] : [day]))
  if (known.length < days.length) return refuse('days_wrong', { field: 'deliverDays' })
  return {
    ...plain,
    limitYen,
    closesAt: instantOf(closesOn, closesHour),
    deliverDays: known,
    points: points
      .split('\n')
      .map((each) => each.split(/[、,]/))
      .map(([name = '', ...address]) => ({ name, address: address.join('、') })),
  }
}

async function savePlan(tx: Tx, actor: Actor, boxes: PlanBoxes, cycleId?: Id) {
  const plan = planOf(boxes)
  if (isRefusal(plan)) return plan
  const saved = await planCycle(tx, actor, { ...plan, cycleId })
  return isRefusal(saved) && saved.field === 'closesAt' ? { ...saved, field: 'closesOn' } : saved
}

const planDone = (
  { cycleId, cycleNo }: { cycleId: Id; cycleNo: string },
  _input: unknown,
  { lang }: { lang: Lang },
) => ({ to: `${cyclesAt}/${cycleId}`, notice: cycleWords[lang].saved(cycleNo) })
const cycleAudit = ({ cycleId, cycleNo }: { cycleId: Id; cycleNo: string }) => ({
  documentId: cycleId,
  documentNo: cycleNo,
})

const addAction = action({
  at: cyclesAt,
  access: 'cycle.run',
  input: z.object(planBoxes),
  run: (tx, actor, boxes) => savePlan(tx, actor, boxes),
  done: planDone,
  labels,
  refusals: sayCycle,
  form: () => newPage,
  audit: cycleAudit,
})

const editAction = action({
  at: `${cyclesAt}/:id/plan`,
  access: 'cycle.run',
  input: one.extend(planBoxes),
  run: (tx, actor, { id: cycleId, ...boxes }) => savePlan(tx, actor, boxes, cycleId),
  done: planDone,
  labels,
  refusals: sayCycle,
  form: () => editPage,
  audit: cycleAudit,
})

const onCycle = {
  access: 'cycle.run',
  input: one,
  labels,
  refusals: sayCycle,
  form: () => cyclePage,
} as const

const linkTo =
  ({ house }: Asked) =>
  (token: string): string =>
    `${house.publicUrl}/offers/${token}`

const askAction = action({
  ...onCycle,
  at: `${cyclesAt}/:id/ask`,
  run: (tx, actor, { id: cycleId }, asked) => askProducers(tx, actor, { cycleId, linkTo: linkTo(asked) }),
  done: ({ asked, unreachable }, input, { lang }) => {
    const own = cycleWords[lang]
    // The notice travels in a cookie: five names, as everywhere.
    const names = listed(unreachable.slice(0, 5), lang)
    return {
      to: `${cyclesAt}/${input.id}`,
      notice: own.asked(asked) + (unreachable.length > 0 ? own.unreachable(names) : ''),
    }
  },
  audit: ({ asked, cycleNo }, input) => ({
    documentId: input.id,
    documentNo: cycleNo,
    detail: `asked ${asked}`,
  }),
})

const openAction = action({
  ...onCycle,
  at: `${cyclesAt}/:id/open`,
  run: (tx, actor, { id: cycleId }) => openCycle(tx, actor, { cycleId }),
  done: ({ cycleId, cycleNo, standing, short }, _input, { lang }) => {
    const own = cycleWords[lang]
    const booked = standing + short > 0 ? own.standingBooked(standing, short) : ''
    return { to: `${cyclesAt}/${cycleId}`, notice: own.opened(cycleNo) + booked }
  },
  audit: (made) => ({ ...cycleAudit(made), detail: `opened, ${made.standing} standing` }),
})

const allocateAction = action({
  ...onCycle,
  at: `${cyclesAt}/:id/allocate`,
  run: (tx, actor, { id: cycleId }) => allocateCycle(tx, actor, { cycleId }),
  done: ({ cycleId, lines, short }, _input, { lang }) => {
    const own = cycleWords[lang]
    return {
      to: `${cyclesAt}/${cycleId}/allocation`,
      notice: own.allocated(lines) + (short > 0 ? own.allocatedShort(short) : ''),
    }
  },
  audit: (made) => ({ ...cycleAudit(made), detail: `allocated ${made.lines}, short ${made.short}` }),
})

const endAction = action({
  ...onCycle,
  at: `${cyclesAt}/:id/end`,
  run: (tx, actor, { id: cycleId }) => endCycle(tx, actor, { cycleId }),
  done: ({ cycleId, cycleNo }, _input, { lang }) => ({
    to: `${cyclesAt}/${cycleId}`,
    notice: cycleWords[lang].endedNotice(cycleNo),
  }),
  audit: (made) => ({ ...cycleAudit(made), detail: 'ended' }),
})

const cancelAction = action({
  ...onCycle,
  at: `${cyclesAt}/:id/cancel`,
  run: (tx, actor, { id: cycleId }) => cancelCycle(tx, actor, { cycleId }),
  done: ({ cycleId, cycleNo }, _input, { lang }) => ({
    to: `${cyclesAt}/${cycleId}`,
    notice: cycleWords[lang].cancelled(cycleNo),
  }),
  audit: (made) => ({ ...cycleAudit(made), detail: 'cancelled' }),
})

export const cycleRoutes = [
  listPage,
  newPage,
  editPage,
  cyclePage,
  addAction,
  editAction,
  askAction,
  openAction,
  allocateAction,
  endAction,
  cancelAction,
]

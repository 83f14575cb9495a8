/** The addresses of a buyer's sheet, and of what a producer will have: signed in, for staff, and by the mailed link. */
import { z } from 'zod'
import { type Id, isId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { id, optionalDay, optionalId, optionalSteps, optionalWhole, text } from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { categories } from '#trade/categories.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import { listBuyers } from '#trade/people.ts'
import { placesOf } from '#trade/places.ts'
import {
  type Entered,
  availabilityByLink,
  enterAvailability,
  enterByLink,
  readAvailability,
} from './availability.ts'
import { categoriesIn, readSheet, readBookingHead } from './booking-sheet.ts'
import { type SheetData, sheetView } from './booking.pages.tsx'
import { book } from './bookings.ts'
import { bookingsOf, readCycle } from './cycle-lists.ts'
import { takesBookings } from './cycle-rows.ts'
import { cyclesAt } from './cycles.pages.tsx'
import { linkedOffersView, offersView } from './offers.pages.tsx'
import { sayBook, sayEnter } from './refusals.ts'
import { cycleWords } from './words.ts'

export const sheetInput = z.object({
  id: id(),
  buyer: optionalId(),
  buyerId: optionalId(),
  day: optionalDay().catch(undefined),
  q: z.string().max(100).optional(),
  category: z.enum(categories).optional().catch(undefined),
})

/** A buyer's sheet of a cycle, for itself or for staff who enters it. */
export async function openSheet(
  tx: Tx,
  actor: Actor,
  asked: z.infer<typeof sheetInput>,
): Promise<SheetData | Refusal<'not_found' | 'not_allowed'>> {
  const cycle = orNotFound(await readCycle(tx, actor, { cycleId: asked.id }))
  if (isRefusal(cycle)) return cycle
  const staff = actor.role === 'company_staff'
  const buyers = staff ? await listBuyers(tx) : []
  const wanted = asked.buyer ?? asked.buyerId
  const buyer = buyers.find(({ partyId }) => partyId === wanted)
  const buyerId = staff ? buyer?.partyId : actor.partyId
  const day = cycle.deliverDays.find((on) => on === asked.day) ?? cycle.deliverDays[0] ?? tx.today
  const open = takesBookings(cycle, tx.now)
  const bookings = await bookingsOf(tx, actor, { cycleId: asked.id })
  const sheet = { cycleId: asked.id, deliverOn: day, text: asked.q, category: asked.category }
  return {
    cycle,
    buyers,
    buyer,
    choosing: buyerId === undefined,
    day,
    rows: buyerId && open ? await readSheet(tx, { ...sheet, buyerId }) : [],
    head: buyerId ? await readBookingHead(tx, { ...sheet, buyerId }) : undefined,
    kinds: await categoriesIn(tx, asked.id),
    places: buyerId ? await placesOf(tx, buyerId) : [],
    bookings: isRefusal(bookings) ? [] : bookings.rows,
    open,
  }
}

const bookPage: Page = page({
  at: `${cyclesAt}/:id/book`,
  access: 'order.place',
  input: sheetInput,
  load: openSheet,
  show: sheetView,
})

const bookAction = action({
  at: `${cyclesAt}/:id/bookings`,
  access: 'order.place',
  input: z.object({
    id: id(),
    buyerId: optionalId(),
    day: optionalDay(),
    to: z.string().max(60).default(''),
    note: text(500),
    wishes: z
      .array(
        z.object({
          variantId: optionalId(),
          poolId: optionalId(),
          quantity: optionalWhole(0, 1_000_000),
        }),
      )
      .max(400),
  }),
  run: async (tx, actor, { id: cycleId, day, to, wishes, ...given }) => {
    // What is empty was booked before or not at all: it is taken back, or nothing happens.
    const rows = wishes.map(({ quantity = 0, ...goods }) => ({ ...goods, quantity }))
    const [kind, value = ''] = to.split(' ')
    return await book(tx, actor, {
      ...given,
      cycleId,
      deliverOn: day ?? tx.today,
      wishes: rows,
      placeId: kind === 'place' && isId(value) ? (value as Id) : undefined,
      pointNo: kind === 'point' && /^\d{1,3}$/.test(value) ? Number(value) : undefined,
      ownAddress: to === '',
    })
  },
  done: ({ netYen, cycleId }, { day }, { lang }) => ({
    to: `${cyclesAt}/${cycleId}${day ? `?day=${day}` : ''}`,
    notice: cycleWords[lang].bookedNotice(yen(netYen, lang)),
  }),
  labels: (lang) => ({ 'wishes.quantity': cycleWords[lang].quantity, note: cycleWords[lang].bookNote }),
  refusals: sayBook,
  form: () => bookPage,
  audit: ({ bookingId, cycleNo, netYen }) => ({
    action: 'booking.place',
    documentId: bookingId,
    documentNo: cycleNo,
    detail: `booked ${netYen}`,
  }),
})

const offersInput = z.object({ id: id(), producer: id() })

const offersPage: Page = page({
  at: `${cyclesAt}/:id/offers/:producer`,
  access: 'availability.enter',
  input: offersInput,
  load: async (tx, actor, asked) => {
    const given = { cycleId: asked.id, producerId: asked.producer }
    const form = orNotFound(await readAvailability(tx, actor, given))
    return isRefusal(form) ? form : { form, results: [] }
  },
  show: offersView,
})

const mostBase = 1_000_000_000
const rowBoxes = z
  .array(
    z.object({
      productId: id(),
      pieces: optionalWhole(0, mostBase),
      kilograms: optionalSteps(3, 0, mostBase),
      harvestOn: optionalDay(),
    }),
  )
  .max(500)
type RowBoxes = z.infer<typeof rowBoxes>

const enteredOf = (rows: RowBoxes): Entered[] =>
  rows.map(({ productId, pieces, kilograms, harvestOn }) => ({
    productId,
    offered: kilograms ?? pieces ?? 0,
    harvestOn,
  }))

/** What is wrong is told at the box in which it was typed: kilograms or pieces. */
function atItsBox<R extends Refusal>(refusal: R, rows: RowBoxes): R {
  const [, at] = /^rows\.(\d+)\.offered$/.exec(refusal.field ?? '') ?? []
  const row = at === undefined ? undefined : rows[Number(at)]
  if (!row) return refusal
  return { ...refusal, field: `rows.${at}.${row.kilograms === undefined ? 'pieces' : 'kilograms'}` }
}

const offerLabels = (lang: Lang) => ({
  'rows.pieces': cycleWords[lang].offered,
  'rows.kilograms': cycleWords[lang].offered,
  'rows.harvestOn': cycleWords[lang].harvestOn,
})

const offersAction = action({
  at: `${cyclesAt}/:id/offers/:producer`,
  access: 'availability.enter',
  input: offersInput.extend({ rows: rowBoxes }),
  run: async (tx, actor, { id: cycleId, producer: producerId, rows }) => {
    const entered = await enterAvailability(tx, actor, { cycleId, producerId, rows: enteredOf(rows) })
    return isRefusal(entered) ? atItsBox(entered, rows) : entered
  },
  done: ({ cycleId, entered }, _input, { lang }) => ({
    to: `${cyclesAt}/${cycleId}`,
    notice: cycleWords[lang].sent(entered),
  }),
  labels: offerLabels,
  refusals: sayEnter,
  form: () => offersPage,
  audit: ({ cycleId, entered }, { producer }) => ({ documentId: cycleId, detail: `${producer}: ${entered}` }),
})

const linkInput = z.object({ token: z.string().min(20).max(100) })

const linkPage: Page = page({
  at: '/offers/:token',
  access: 'region.see',
  input: linkInput,
  load: async (tx, _actor, { token }) => {
    const form = await availabilityByLink(tx, { token })
    return isRefusal(form) ? refuse('not_found') : { form, token }
  },
  show: linkedOffersView,
})

const linkAction = action({
  at: '/offers/:token',
  access: 'link.answer',
  input: linkInput.extend({ rows: rowBoxes }),
  run: async (tx, _actor, { token, rows }) => {
    const entered = await enterByLink(tx, { token, rows: enteredOf(rows) })
    return isRefusal(entered) ? atItsBox(entered, rows) : entered
  },
  done: ({ entered }, { token }, { lang }) => ({
    to: `/offers/${token}`,
    notice: cycleWords[lang].sent(entered),
  }),
  labels: offerLabels,
  refusals: sayEnter,
  form: () => linkPage,
  audit: ({ cycleId, entered }) => ({ documentId: cycleId, detail: `by link: ${entered}` }),
})

export const bookingRoutes = [bookPage, bookAction, offersPage, offersAction, linkPage, linkAction]

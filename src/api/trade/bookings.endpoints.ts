import { z } from '@hono/zod-openapi'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import {
  type NewBooking,
  book,
  bookingsOf,
  categories,
  enterAvailability,
  readAvailability,
  readCycle,
  readSheet,
  takesBookings,
} from '#trade/room.ts'
import { type Endpoint, endpoint } from '#api/endpoint.ts'
import { count, flag, id, listOf, oneOf, text, yen } from '#api/fields.ts'
import {
  availability,
  bookingId,
  bookingRow,
  cycleId,
  cycleNo,
  deliverOn,
  newAvailability,
  newBooking,
  producerId,
  sheetRow,
} from './cycles.schemas.ts'
import { givenTwice } from './given.ts'

const ofCycle = z.object({ cycleId: cycleId() })
const ofOffer = z.object({ cycleId: cycleId(), producerId: producerId() })

type Offers = Parameters<typeof enterAvailability>[2]

async function enterOffers(tx: Tx, actor: Actor, input: Offers) {
  const twice = givenTwice(
    input.rows,
    ({ productId }) => productId,
    (at) => `rows.${at}.productId`,
  )
  if (twice) return twice
  const entered = await enterAvailability(tx, actor, input)
  if (!isRefusal(entered)) return entered
  const { refused } = entered
  // Only who comes by a mailed link can be told that it is not known.
  if (refused === 'link_unknown') throw new Error('an offer that came by no link was asked for its link')
  if (refused === 'product_unknown') return refuse(refused, { field: 'rows' })
  return { ...entered, refused }
}

const offers: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/cycles/{cycleId}/availability/{producerId}',
    name: 'readAvailability',
    tag: 'cycles',
    access: 'availability.enter',
    summary: { ja: '生産者が出せる量', en: 'What a producer will have' },
    about: { ja: '生産者には自分の分。', en: 'A producer reads its own.' },
    params: ofOffer,
    answer: availability,
    refuses: ['not_allowed', 'cycle_unknown'],
    run: async (tx, actor, input) => {
      const form = await readAvailability(tx, actor, input)
      if (isRefusal(form)) return form
      return {
        ...form,
        closesAt: form.closesAt.toISOString(),
        answeredAt: form.answeredAt?.toISOString() ?? null,
      }
    },
  }),
  endpoint({
    method: 'put',
    path: '/cycles/{cycleId}/availability/{producerId}',
    name: 'enterAvailability',
    tag: 'cycles',
    access: 'availability.enter',
    summary: { ja: '出せる量を入れる', en: 'Enter what a producer will have' },
    about: {
      ja: '締め切りまで変えられます。予約された量より少なくはできません。',
      en: 'It may be changed until the cycle closes, never below what is booked.',
    },
    params: ofOffer,
    body: newAvailability,
    answer: z.object({
      cycleId: cycleId(),
      entered: count('0より多い産品', 'Products above 0', { example: 3 }),
    }),
    refuses: [
      'not_allowed',
      'cycle_unknown',
      'cycle_closed',
      'product_unknown',
      'quantity_wrong',
      'already_booked',
      'pool_booked',
      'given_twice',
    ],
    run: enterOffers,
    audit: (made, input) => ({ documentId: made.cycleId, detail: `${input.producerId}: ${made.entered}` }),
  }),
]

interface SheetWanted {
  readonly cycleId: Id
  readonly deliverOn: Day
  readonly buyerId?: Id
  readonly text?: string
  readonly category?: (typeof categories)[number]
}

/** Prices on a sheet are the buyer's own, so nobody but the company opens the sheet of another. */
async function seeSheet(tx: Tx, actor: Actor, { buyerId = actor.partyId, ...asked }: SheetWanted) {
  if (actor.role === 'buyer' && buyerId !== actor.partyId) return refuse('not_allowed')
  const cycle = await readCycle(tx, actor, asked)
  if (isRefusal(cycle)) return cycle
  if (!buyerId) return refuse('buyer_unknown', { field: 'buyerId' })
  if (!cycle.deliverDays.includes(asked.deliverOn)) return refuse('day_not_offered', { field: 'deliverOn' })
  if (!takesBookings(cycle, tx.now)) return refuse('cycle_closed')
  return { items: await readSheet(tx, { ...asked, buyerId }) }
}

/** A wish for a pool takes its size from the pool alone, so it names no variant beside it. */
async function bookWishes(tx: Tx, actor: Actor, input: NewBooking) {
  const both = input.wishes.findIndex(
    ({ variantId, poolId }) => (variantId === undefined) === (poolId === undefined),
  )
  if (both !== -1) return refuse('one_of_both', { field: `wishes.${both}` })
  return await book(tx, actor, input)
}

const bookings: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/cycles/{cycleId}/booking-sheet',
    name: 'readBookingSheet',
    tag: 'cycles',
    access: 'order.place',
    summary: { ja: '予約できる品', en: 'What can be booked' },
    about: {
      ja: '共同の品、続いて名指しの品を300まで。価格はこの買い手のもの。受付中だけ。',
      en: 'Pools first, then goods by name, at most 300, at this buyer’s prices; while the cycle is open.',
    },
    params: ofCycle,
    query: z.strictObject({
      deliverOn: deliverOn(),
      buyerId: id(
        '買い手。買い手のトークンでは要りません',
        'The buyer; not needed with a buyer’s token',
      ).optional(),
      text: text('産品、種類、生産者の言葉', 'Words of the product, category or producer', {
        max: 100,
        example: 'ほうれん草',
      }).optional(),
      category: oneOf(categories, '種類', 'Category', 'vegetable').optional(),
    }),
    answer: z.object({ items: listOf(sheetRow, '品', 'Goods') }),
    refuses: ['not_allowed', 'cycle_unknown', 'buyer_unknown', 'day_not_offered', 'cycle_closed'],
    run: seeSheet,
  }),
  endpoint({
    method: 'get',
    path: '/cycles/{cycleId}/bookings',
    name: 'listBookings',
    tag: 'cycles',
    access: 'order.place',
    summary: { ja: '受注回の予約', en: 'Bookings of a cycle' },
    about: {
      ja: '納品の日、買い手の順に500件まで。買い手には自分の分。',
      en: 'By day and buyer, at most 500; a buyer sees its own.',
    },
    params: ofCycle,
    answer: z.object({
      items: listOf(bookingRow, '予約', 'Bookings'),
      more: flag('ほかにもある', 'There are more', false),
    }),
    refuses: ['not_allowed', 'cycle_unknown'],
    run: async (tx, actor, input) => {
      const cycle = await readCycle(tx, actor, input)
      if (isRefusal(cycle)) return cycle
      const found = await bookingsOf(tx, actor, input)
      return isRefusal(found) ? found : { items: found.rows, more: found.more }
    },
  }),
  endpoint({
    method: 'post',
    path: '/cycles/{cycleId}/bookings',
    name: 'book',
    tag: 'cycles',
    access: 'order.place',
    summary: { ja: '予約する', en: 'Book' },
    about: {
      ja: '同じ日の予約は1つにまとまり、締め切りまで変えられます。',
      en: 'Bookings of one day are merged, and may be changed until the cycle closes.',
    },
    params: ofCycle,
    body: newBooking,
    answer: z
      .object({
        bookingId: bookingId(),
        cycleId: cycleId(),
        cycleNo: cycleNo(),
        netYen: yen('この日の予約の合計。税抜', 'All that is booked for this day, without tax', { min: 0 }),
      })
      .openapi('Booked'),
    refuses: [
      'not_allowed',
      'buyer_unknown',
      'cycle_unknown',
      'cycle_closed',
      'day_not_offered',
      'place_unknown',
      'no_wishes',
      'quantity_wrong',
      'not_in_steps',
      'one_of_both',
      'not_in_cycle',
      'booked_out',
      'pool_booked_out',
      'limit_reached',
      'over_credit',
    ],
    run: bookWishes,
    audit: (made) => ({
      action: 'booking.place',
      documentId: made.bookingId,
      documentNo: made.cycleNo,
      detail: `booked ${made.netYen}`,
    }),
  }),
]

/** What producers will have in a cycle, and what buyers book of it. */
export const bookingEndpoints: readonly Endpoint[] = [...offers, ...bookings]

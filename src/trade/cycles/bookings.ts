import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Direction } from '#kit/rounding.ts'
import type { Actor } from '#parties/actors.ts'
import { priceOfBuyer } from '#trade/buyer-prices.ts'
import { overCredit } from '#trade/credit.ts'
import { variantOf } from '#trade/order-pricing.ts'
import { buyerFor } from '#trade/people.ts'
import type { PricedBy } from '#trade/schema.ts'
import { expectedAmount, offSteps } from '#trade/units-of-sale.ts'
import { moveTaken, writeBooking, writeLines } from './booking-rows.ts'
import { type LockedCycle, lockCycle, takesBookings } from './cycle-rows.ts'
import { type PoolRoom, poolsShort } from './pool-room.ts'
import './schema.ts'

/** One of both: a variant by name, or so many units of a pool. */
export interface Wish {
  readonly variantId?: Id
  readonly poolId?: Id
  readonly quantity: number
}

export interface NewBooking {
  readonly cycleId: Id
  /** For whom; a buyer books for itself without saying so. */
  readonly buyerId?: Id
  readonly deliverOn: Day
  /** One of the buyer's places, or a pick-up point, or the own address; with none of them it stays where it was to go. */
  readonly placeId?: Id
  readonly pointNo?: number
  readonly ownAddress?: boolean
  /** Stays as it was when left out. */
  readonly note?: string
  readonly wishes: readonly Wish[]
  /** `set`: so many in all, nothing takes it back. `add`: so many more (追加注文). */
  readonly mode?: 'set' | 'add'
}

export type BookRefusal = Refusal<
  | 'not_allowed'
  | 'buyer_unknown'
  | 'cycle_unknown'
  | 'cycle_closed'
  | 'day_not_offered'
  | 'place_unknown'
  | 'no_wishes'
  | 'quantity_wrong'
  | 'not_in_steps' // detail.name, detail.least, detail.step
  | 'not_in_cycle' // detail.name, empty when nobody knows it
  | 'booked_out' // detail.name, detail.left, detail.unit; detail.more of the variant
  | 'pool_booked_out' // detail.name, detail.left; detail.more
  | 'limit_reached' // detail.left; detail.more of the first wish
  | 'over_credit' // detail.limit, detail.left
>

export interface Booked {
  readonly bookingId: Id
  readonly cycleId: Id
  readonly cycleNo: string
  /** All that is booked for this day now, yen without tax. */
  readonly netYen: number
}

/**
 * A buyer, or staff for one, books of what producers will have. A second booking for the same day is merged into the first,
 * and both may be changed until the cycle closes. What is booked is never more than what was offered, nor than the limit of
 * the cycle. Bookings of one cycle take turns at its row.
 */
export async function book(tx: Tx, actor: Actor, input: NewBooking): Promise<Booked | BookRefusal> {
  const buyerId = buyerFor(actor, input.buyerId)
  if (isRefusal(buyerId)) return buyerId
  const cycle = await lockCycle(tx, input.cycleId)
  if (!cycle || cycle.state === 'planned' || cycle.state === 'cancelled') return refuse('cycle_unknown')
  if (!takesBookings(cycle, tx.now)) return refuse('cycle_closed')
  return await bookIn(tx, actor, cycle, { ...input, buyerId })
}

/** The rest of `book`, for standing orders too: the cycle is locked and open. */
export async function bookIn(
  tx: Tx,
  actor: Actor,
  cycle: LockedCycle,
  input: NewBooking & { readonly buyerId: Id; readonly standing?: boolean },
): Promise<Booked | BookRefusal> {
  if (!cycle.deliverDays.includes(input.deliverOn)) return refuse('day_not_offered', { field: 'deliverOn' })
  if (input.wishes.length === 0) return refuse('no_wishes', { field: 'wishes.0.quantity' })
  for (const [at, { quantity, variantId, poolId }] of input.wishes.entries()) {
    if (Boolean(variantId) === Boolean(poolId))
      return refuse('not_in_cycle', { field: `wishes.${at}.quantity`, detail: { name: '' } })
    if (!Number.isSafeInteger(quantity) || quantity < 0 || quantity > 1_000_000)
      return refuse('quantity_wrong', { field: `wishes.${at}.quantity` })
  }
  const buyer = await checkBuyer(tx, cycle, input)
  if (isRefusal(buyer)) return buyer
  const mode = input.mode ?? 'set'
  const wanted = mergedWishes(input.wishes)
  const goods = await readGoods(tx, cycle.cycleId, { ...input, mode, wanted })
  const stranger = goods.find(({ known }) => !known)
  if (stranger)
    return refuse('not_in_cycle', {
      field: `wishes.${stranger.at}.quantity`,
      detail: { name: stranger.name ?? '' },
    })
  const planned = goods.map((good) => plan(good, mode))
  const moreYen = planned.reduce((sum, { yen, good }) => sum + yen - good.bookedYen, 0)
  const wrong =
    (actor.role === 'buyer' ? firstOff(planned) : undefined) ??
    beyondOffered(planned) ??
    beyondLimit(cycle, planned, moreYen)
  if (wrong) return wrong
  // Staff may book beyond the credit limit, as it may order beyond it; a standing order is the buyer's own.
  if (buyer.creditLimitYen !== null && moreYen > 0 && (actor.role === 'buyer' || input.standing)) {
    const over = await overCredit(tx, input.buyerId, buyer.creditLimitYen, moreYen)
    if (over) return over
  }

  const bookingId = await writeBooking(tx, actor, cycle, input)
  await writeLines(tx, bookingId, planned, input.standing ?? false)
  await moveTaken(tx, cycle.cycleId, planned, moreYen)
  const [short] = await poolsShort(tx, cycle.cycleId, {
    poolIds: planned.flatMap(({ good }) => good.poolId ?? []),
    productIds: planned.flatMap(({ good }) => good.productId ?? []),
  })
  if (short) return poolShort(short, planned)
  const [sum] = await tx.run<{ yen: number }>(
    `select coalesce(sum(amount_yen), 0)::bigint as yen from trade_booking_line
     where region_id = $1 and booking_id = $2`,
    [tx.region, bookingId],
  )
  return { bookingId, cycleId: cycle.cycleId, cycleNo: cycle.cycleNo, netYen: sum?.yen ?? 0 }
}

/** What was agreed with the buyer, once it and where it wants the goods are known. */
async function checkBuyer(
  tx: Tx,
  cycle: LockedCycle,
  { buyerId, placeId, pointNo }: NewBooking & { buyerId: Id },
): Promise<{ creditLimitYen: number | null } | BookRefusal> {
  const [row] = await tx.run<{ buyer: boolean; place: boolean; creditLimitYen: number | null }>(
    `select exists (select from party where region_id = $1 and party_id = $2) as buyer,
       ($3::uuid is null or exists (select from trade_place
         where region_id = $1 and place_id = $3 and buyer_id = $2 and active))
       and ($4::smallint is null or exists (select from trade_cycle_point
         where region_id = $1 and cycle_id = $5 and point_no = $4)) as place,
       (select credit_limit_yen from trade_buyer where region_id = $1 and buyer_id = $2) as "creditLimitYen"`,
    [tx.region, buyerId, placeId ?? null, pointNo ?? null, cycle.cycleId],
  )
  if (!row?.buyer) return refuse('buyer_unknown', { field: 'buyerId' })
  if (!row.place || (placeId && pointNo)) return refuse('place_unknown', { field: 'placeId' })
  return row
}

interface WantedGood extends Wish {
  /** Where it stands first in what was sent. */
  readonly at: number
}

/** The same goods twice in one request are one wish. */
function mergedWishes(wishes: readonly Wish[]): WantedGood[] {
  const merged = new Map<string, WantedGood>()
  for (const [at, wish] of wishes.entries()) {
    const key = wish.poolId ?? wish.variantId ?? ''
    const before = merged.get(key)
    merged.set(key, {
      ...wish,
      at: before?.at ?? at,
      quantity: (before?.quantity ?? 0) + wish.quantity,
    })
  }
  return [...merged.values()]
}

interface Good {
  readonly at: number
  /** As wished: in all, or so many more. */
  readonly wanted: number
  readonly known: boolean
  readonly name: string | null
  readonly variantId: Id | null
  readonly poolId: Id | null
  readonly productId: Id | null
  readonly baseUnit: string
  readonly baseQuantity: number
  readonly pricedBy: PricedBy
  readonly priceYen: number
  readonly leastQuantity: number
  readonly stepQuantity: number
  readonly rounding: Direction
  /** What this booking already has of it. */
  readonly booked: number
  readonly bookedYen: number
  /** Base units that are offered and not booked by name; of a pool it is looked at afterwards. */
  readonly left: number
}

/** What every wish is about: a variant that is in no pool and whose product is offered, or a pool of this region. */
async function readGoods(
  tx: Tx,
  cycleId: Id,
  asked: NewBooking & { buyerId: Id; mode: 'set' | 'add'; wanted: readonly WantedGood[] },
): Promise<Good[]> {
  // The price is that of all there will be of it, not of what is added.
  const inAll = asked.mode === 'add' ? '(w.quantity + coalesce(l.quantity, 0))' : 'w.quantity'
  return await tx.run<Good & Record<string, unknown>>(
    `select w.at, w.quantity as wanted, w.variant_id as "variantId", w.pool_id as "poolId",
       case when w.pool_id is null then a.product_id is not null and m.pool_id is null and v.active
         else o.pool_id is not null end as known,
       coalesce(o.name, p.name) as name, p.product_id as "productId", coalesce(p.base_unit, '') as "baseUnit",
       v.base_quantity as "baseQuantity", v.priced_by as "pricedBy",
       v.least_quantity as "leastQuantity", v.step_quantity as "stepQuantity",
       coalesce(o.price_yen, special.yen, v.price_yen) as "priceYen", coalesce(l.quantity, 0) as booked,
       coalesce((select rounding from trade_setting where region_id = $1), 'floor') as rounding,
       coalesce(l.amount_yen, 0)::bigint as "bookedYen", coalesce(a.offered - a.taken, 0)::bigint as left
     from unnest($4::uuid[], $5::uuid[], $6::int[], $9::int[]) w (variant_id, pool_id, quantity, at)
     left join trade_pool o on o.region_id = $1 and o.pool_id = w.pool_id and o.active
     left join trade_variant v on v.region_id = $1 and v.variant_id = coalesce(w.variant_id, (
       select x.variant_id from trade_pool_member x where x.region_id = $1 and x.pool_id = o.pool_id limit 1))
     left join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     left join trade_pool_member m on m.region_id = $1 and m.variant_id = w.variant_id
     left join lateral (select e.product_id, e.offered, e.taken from trade_availability e
       where e.region_id = $1 and e.cycle_id = $2 and e.product_id = v.product_id and w.pool_id is null
       limit 1) a on true
     left join trade_booking b on b.region_id = $1 and b.cycle_id = $2 and b.buyer_id = $3 and b.deliver_on = $7
     left join trade_booking_line l on l.region_id = $1 and l.booking_id = b.booking_id
       and (l.variant_id = w.variant_id or l.pool_id = w.pool_id)
     ${priceOfBuyer({ buyer: '$3', quantity: inAll, day: '$8' })}
     order by w.at`,
    [
      tx.region,
      cycleId,
      asked.buyerId,
      asked.wanted.map(({ variantId }) => variantId ?? null),
      asked.wanted.map(({ poolId }) => poolId ?? null),
      asked.wanted.map(({ quantity }) => quantity),
      asked.deliverOn,
      tx.today,
      asked.wanted.map(({ at }) => at),
    ],
  )
}

export interface Planned {
  readonly good: Good
  /** In all. */
  readonly quantity: number
  /** Of the variant or pool, beyond what was booked; below zero when less. */
  readonly more: number
  readonly yen: number
}

function plan(good: Good, mode: 'set' | 'add'): Planned {
  const quantity = mode === 'add' ? good.booked + good.wanted : good.wanted
  return { good, quantity, more: quantity - good.booked, yen: yenOf(good, quantity) }
}

const yenOf = (good: Good, quantity: number): number =>
  expectedAmount(
    quantity,
    variantOf({
      variant_name: '',
      base_quantity: good.baseQuantity,
      priced_by: good.pricedBy,
      price_yen: good.priceYen,
    }),
    good.rounding,
  )

/** Buyers book by the steps of a variant, all that is booked of it together; a pool has none. */
function firstOff(planned: readonly Planned[]): BookRefusal | undefined {
  for (const { good, quantity } of planned) {
    const at = { field: `wishes.${good.at}.quantity`, name: good.name ?? '' }
    const off = good.poolId === null ? offSteps(quantity, good, at) : undefined
    if (off) return off
  }
  return undefined
}

/** The limit of the whole round; what makes a booking smaller never reaches it. */
function beyondLimit(
  { limitYen, bookedYen }: LockedCycle,
  planned: readonly Planned[],
  moreYen: number,
): BookRefusal | undefined {
  if (limitYen === null || moreYen <= 0 || bookedYen + moreYen <= limitYen) return undefined
  const left = Math.max(0, limitYen - bookedYen)
  const [only] = planned
  const each = only && only.more > 0 ? Math.ceil((only.yen - only.good.bookedYen) / only.more) : 0
  const more = planned.length === 1 && each > 0 ? Math.floor(left / each) : 0
  return refuse('limit_reached', { detail: { left, more } })
}

/** Of a product all its variants together: the first line of what is booked beyond what was offered. */
function beyondOffered(planned: readonly Planned[]): BookRefusal | undefined {
  const named = planned.filter(({ good }) => good.poolId === null)
  for (const lines of Map.groupBy(named, ({ good }) => good.productId).values()) {
    const more = lines.reduce((sum, line) => sum + line.more * line.good.baseQuantity, 0)
    const [first] = lines
    if (!first || more <= first.good.left || more <= 0) continue
    const booked = lines.reduce((sum, { good }) => sum + good.booked * good.baseQuantity, 0)
    return refuse('booked_out', {
      field: `wishes.${first.good.at}.quantity`,
      detail: {
        name: first.good.name ?? '',
        left: booked + Math.max(0, first.good.left),
        unit: first.good.baseUnit,
        more: Math.max(0, Math.floor(first.good.left / first.good.baseQuantity)),
      },
    })
  }
  return undefined
}

/** A pool is short of itself, or of a member that was booked by name. `left` is what this booking may have of it. */
function poolShort({ poolId, name, taken, room }: PoolRoom, planned: readonly Planned[]): BookRefusal {
  const line = planned.find(({ good }) => good.poolId === poolId)
  const left = Math.max(0, (line?.quantity ?? 0) - (taken - room))
  return refuse('pool_booked_out', {
    ...(line && { field: `wishes.${line.good.at}.quantity` }),
    detail: { name, left, more: Math.max(0, left - (line?.good.booked ?? 0)) },
  })
}

import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { priceOfBuyer } from '#trade/buyer-prices.ts'
import type { PricedBy } from '#trade/schema.ts'
import { expectedAmount, fitsSteps } from '#trade/units-of-sale.ts'
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
  readonly placeId?: Id
  readonly pointNo?: number
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
  | 'limit_reached' // detail.left
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
  const buyerId = input.buyerId ?? actor.partyId
  if (!may(actor.role, 'order.place') || (actor.role === 'buyer' && buyerId !== actor.partyId))
    return refuse('not_allowed')
  if (!buyerId) return refuse('buyer_unknown', { field: 'buyerId' })
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
  const known = await checkPlace(tx, cycle, input)
  if (known) return known
  const goods = await readGoods(tx, cycle.cycleId, input)
  const stranger = goods.find(({ known: inCycle }) => !inCycle)
  if (stranger)
    return refuse('not_in_cycle', {
      field: `wishes.${stranger.at}.quantity`,
      detail: { name: stranger.name ?? '' },
    })
  const planned = plan(goods, input.mode ?? 'set', input.wishes)
  const off = actor.role === 'buyer' ? offSteps(planned) : undefined
  if (off) return off
  const out = beyondOffered(planned)
  if (out) return out
  const moreYen = planned.reduce((sum, { yen, before }) => sum + yen - before, 0)
  if (cycle.limitYen !== null && cycle.bookedYen + moreYen > cycle.limitYen)
    return refuse('limit_reached', { detail: { left: Math.max(0, cycle.limitYen - cycle.bookedYen) } })

  const bookingId = await writeBooking(tx, actor, cycle, input)
  await writeLines(tx, bookingId, planned, input.standing ?? false)
  await moveTaken(tx, cycle.cycleId, planned, moreYen)
  const [short] = await poolsShort(tx, cycle.cycleId)
  if (short) return poolShort(short, planned)
  const [sum] = await tx.run<{ yen: number }>(
    `select coalesce(sum(amount_yen), 0)::bigint as yen from trade_booking_line
     where region_id = $1 and booking_id = $2`,
    [tx.region, bookingId],
  )
  return { bookingId, cycleId: cycle.cycleId, cycleNo: cycle.cycleNo, netYen: sum?.yen ?? 0 }
}

async function checkPlace(
  tx: Tx,
  cycle: LockedCycle,
  { buyerId, placeId, pointNo }: NewBooking & { buyerId: Id },
): Promise<BookRefusal | undefined> {
  const [row] = await tx.run<{ buyer: boolean; place: boolean }>(
    `select exists (select from party where region_id = $1 and party_id = $2) as buyer,
       ($3::uuid is null or exists (select from trade_place
         where region_id = $1 and place_id = $3 and buyer_id = $2 and active))
       and ($4::smallint is null or exists (select from trade_cycle_point
         where region_id = $1 and cycle_id = $5 and point_no = $4)) as place`,
    [tx.region, buyerId, placeId ?? null, pointNo ?? null, cycle.cycleId],
  )
  if (!row?.buyer) return refuse('buyer_unknown', { field: 'buyerId' })
  if (!row.place || (placeId && pointNo)) return refuse('place_unknown', { field: 'placeId' })
  return undefined
}

interface Good {
  readonly at: number
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
  { buyerId, deliverOn, wishes }: NewBooking & { buyerId: Id },
): Promise<Good[]> {
  return await tx.run<Good & Record<string, unknown>>(
    `select (w.at - 1)::int as at, w.variant_id as "variantId", w.pool_id as "poolId",
       case when w.pool_id is null then a.product_id is not null and m.pool_id is null and v.active
         else o.pool_id is not null end as known,
       coalesce(o.name, p.name) as name, p.product_id as "productId", coalesce(p.base_unit, '') as "baseUnit",
       v.base_quantity as "baseQuantity", v.priced_by as "pricedBy",
       v.least_quantity as "leastQuantity", v.step_quantity as "stepQuantity",
       coalesce(o.price_yen, special.yen, v.price_yen) as "priceYen", coalesce(l.quantity, 0) as booked,
       coalesce(l.amount_yen, 0)::bigint as "bookedYen", coalesce(a.offered - a.taken, 0)::bigint as left
     from unnest($4::uuid[], $5::uuid[], $6::int[]) with ordinality w (variant_id, pool_id, quantity, at)
     left join trade_pool o on o.region_id = $1 and o.pool_id = w.pool_id and o.active
     left join trade_variant v on v.region_id = $1 and v.variant_id = coalesce(w.variant_id, (
       select x.variant_id from trade_pool_member x where x.region_id = $1 and x.pool_id = o.pool_id limit 1))
     left join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     left join trade_pool_member m on m.region_id = $1 and m.variant_id = w.variant_id
     left join trade_availability a on a.region_id = $1 and a.cycle_id = $2 and a.product_id = v.product_id
       and w.pool_id is null
     left join trade_booking b on b.region_id = $1 and b.cycle_id = $2 and b.buyer_id = $3 and b.deliver_on = $7
     left join trade_booking_line l on l.region_id = $1 and l.booking_id = b.booking_id
       and (l.variant_id = w.variant_id or l.pool_id = w.pool_id)
     ${priceOfBuyer({ buyer: '$3', quantity: 'w.quantity', day: '$8' })}
     order by w.at`,
    [
      tx.region,
      cycleId,
      buyerId,
      wishes.map(({ variantId }) => variantId ?? null),
      wishes.map(({ poolId }) => poolId ?? null),
      wishes.map(({ quantity }) => quantity),
      deliverOn,
      tx.today,
    ],
  )
}

interface Planned {
  readonly good: Good
  readonly quantity: number
  /** Of the variant or pool, beyond what was booked; below zero when less. */
  readonly more: number
  /** Yen of the line now, and before. */
  readonly yen: number
  readonly before: number
}

function plan(goods: readonly Good[], mode: 'set' | 'add', wishes: readonly Wish[]): Planned[] {
  const merged = new Map<string, Planned>()
  for (const good of goods) {
    const key = good.poolId ?? good.variantId ?? ''
    const earlier = merged.get(key)
    const from = earlier?.quantity ?? (mode === 'add' ? good.booked : 0)
    const quantity = from + (wishes[good.at]?.quantity ?? 0)
    merged.set(key, {
      good: earlier?.good ?? good,
      quantity,
      more: quantity - good.booked,
      yen: yenOf(good, quantity, good.priceYen),
      before: good.bookedYen,
    })
  }
  return [...merged.values()]
}

function yenOf({ pricedBy, baseQuantity }: Good, quantity: number, priceYen: number): number {
  const yen = jpy(priceYen)
  const price = pricedBy === 'kg' ? ({ per: 'kg', yen } as const) : ({ per: 'variant', yen } as const)
  return expectedAmount(quantity, { name: '', baseQuantity, price }, 'floor')
}

/** Buyers book by the steps of a variant, all that is booked of it together; a pool has none. */
function offSteps(planned: readonly Planned[]): BookRefusal | undefined {
  const off = planned.find(({ good, quantity }) => good.poolId === null && !fitsSteps(quantity, good))?.good
  return (
    off &&
    refuse('not_in_steps', {
      field: `wishes.${off.at}.quantity`,
      detail: { name: off.name ?? '', least: off.leastQuantity, step: off.stepQuantity },
    })
  )
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

async function writeBooking(
  tx: Tx,
  actor: Actor,
  cycle: LockedCycle,
  input: NewBooking & { buyerId: Id; standing?: boolean },
): Promise<Id> {
  const [row] = await tx.run<{ id: Id }>(
    `insert into trade_booking (region_id, booking_id, cycle_id, buyer_id, deliver_on, place_id, point_no, note,
       changed_at, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (region_id, cycle_id, buyer_id, deliver_on) do update
     set place_id = coalesce(excluded.place_id, trade_booking.place_id),
       point_no = case when excluded.place_id is not null then null
         else coalesce(excluded.point_no, trade_booking.point_no) end,
       note = case when excluded.note = '' then trade_booking.note else excluded.note end,
       changed_at = excluded.changed_at, changed_by = excluded.changed_by
     returning booking_id as id`,
    [
      tx.region,
      newId(),
      cycle.cycleId,
      input.buyerId,
      input.deliverOn,
      input.placeId ?? null,
      input.pointNo ?? null,
      (input.note ?? '').trim(),
      tx.now,
      actor.userId ?? null,
    ],
  )
  if (!row) throw new Error('the booking was not written')
  return row.id
}

async function writeLines(
  tx: Tx,
  bookingId: Id,
  planned: readonly Planned[],
  standing: boolean,
): Promise<void> {
  await tx.run(
    `with last as (select coalesce(max(line_no), 0) as n from trade_booking_line
       where region_id = $1 and booking_id = $2),
     wished as (
       select x.*, l.line_no as known
       from unnest($3::uuid[], $4::uuid[], $5::int[], $6::bigint[], $8::bigint[])
         x (variant_id, pool_id, quantity, price, amount)
       left join trade_booking_line l on l.region_id = $1 and l.booking_id = $2
         and (l.variant_id = x.variant_id or l.pool_id = x.pool_id)),
     changed as (
       update trade_booking_line l set quantity = w.quantity, price_yen = w.price, amount_yen = w.amount,
         standing = l.standing and w.quantity > 0
       from wished w where l.region_id = $1 and l.booking_id = $2 and l.line_no = w.known)
     insert into trade_booking_line (region_id, booking_id, line_no, variant_id, pool_id, quantity, price_yen,
       amount_yen, standing)
     select $1, $2, last.n + row_number() over (), w.variant_id, w.pool_id, w.quantity, w.price, w.amount, $7
     from wished w, last where w.known is null and w.quantity > 0`,
    [
      tx.region,
      bookingId,
      planned.map(({ good }) => (good.poolId === null ? good.variantId : null)),
      planned.map(({ good }) => good.poolId),
      planned.map(({ quantity }) => quantity),
      planned.map(({ good }) => good.priceYen),
      standing,
      planned.map(({ yen }) => yen),
    ],
  )
}

async function moveTaken(tx: Tx, cycleId: Id, planned: readonly Planned[], moreYen: number): Promise<void> {
  const named = planned.filter(({ good }) => good.poolId === null)
  await tx.run(
    `update trade_availability a set taken = a.taken + x.more
     from (select product, sum(more)::bigint as more from unnest($3::uuid[], $4::bigint[]) t (product, more)
       group by product) x
     where a.region_id = $1 and a.cycle_id = $2 and a.product_id = x.product`,
    [
      tx.region,
      cycleId,
      named.map(({ good }) => good.productId),
      named.map(({ good, more }) => more * good.baseQuantity),
    ],
  )
  const pooled = planned.filter(({ good }) => good.poolId !== null)
  await tx.run(
    `insert into trade_cycle_pool as k (region_id, cycle_id, pool_id, taken)
     select $1, $2, x.pool, greatest(0, x.more) from unnest($3::uuid[], $4::int[]) x (pool, more)
     on conflict (region_id, cycle_id, pool_id) do update set taken = k.taken + (
       select x.more from unnest($3::uuid[], $4::int[]) x (pool, more) where x.pool = k.pool_id)`,
    [tx.region, cycleId, pooled.map(({ good }) => good.poolId), pooled.map(({ more }) => more)],
  )
  await tx.run('update trade_cycle set booked_yen = booked_yen + $3 where region_id = $1 and cycle_id = $2', [
    tx.region,
    cycleId,
    moreYen,
  ])
}

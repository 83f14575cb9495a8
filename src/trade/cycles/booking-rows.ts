/** How a booking is written: its head, its lines, and what they take of what was offered. */
import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import type { Actor } from '#parties/actors.ts'
import type { NewBooking, Planned } from './bookings.ts'
import type { LockedCycle } from './cycle-rows.ts'
import './schema.ts'

export async function writeBooking(
  tx: Tx,
  actor: Actor,
  cycle: LockedCycle,
  input: NewBooking & { buyerId: Id },
): Promise<Id> {
  const [row] = await tx.run<{ id: Id }>(
    `insert into trade_booking (region_id, booking_id, cycle_id, buyer_id, deliver_on, place_id, point_no, note,
       changed_at, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (region_id, cycle_id, buyer_id, deliver_on) do update
     set place_id = case when $11 then excluded.place_id else trade_booking.place_id end,
       point_no = case when $11 then excluded.point_no else trade_booking.point_no end,
       note = case when $12 then excluded.note else trade_booking.note end,
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
      input.placeId !== undefined || input.pointNo !== undefined || input.ownAddress === true,
      input.note !== undefined,
    ],
  )
  if (!row) throw new Error('the booking was not written')
  return row.id
}

export async function writeLines(
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

export async function moveTaken(
  tx: Tx,
  cycleId: Id,
  planned: readonly Planned[],
  moreYen: number,
): Promise<void> {
  const named = planned.filter(({ good }) => good.poolId === null)
  // Which products is said once more as a list: a cycle that has just been filled is unknown to the planner, which would read all of it.
  if (named.length > 0)
    await tx.run(
      `update trade_availability a set taken = a.taken + x.more
       from (select product, sum(more)::bigint as more from unnest($3::uuid[], $4::bigint[]) t (product, more)
         group by product) x
       where a.region_id = $1 and a.cycle_id = $2 and a.product_id = x.product and a.product_id = any ($3::uuid[])`,
      [
        tx.region,
        cycleId,
        named.map(({ good }) => good.productId),
        named.map(({ good, more }) => more * good.baseQuantity),
      ],
    )
  const pooled = planned.filter(({ good }) => good.poolId !== null)
  if (pooled.length > 0)
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

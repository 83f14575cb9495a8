import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { searchOf } from '#trade/product-rules.ts'
import type { Weights } from './allocation-rules.ts'
import './schema.ts'
import type { CycleState } from './schema.ts'

export interface CycleRow {
  readonly cycleId: Id
  readonly cycleNo: string
  readonly name: string
  readonly state: CycleState
  readonly opensOn: Day
  readonly closesAt: Date
  readonly deliverDays: readonly Day[]
  readonly bookedYen: number
  readonly limitYen: number | null
  /** Producers asked, and those who have answered. */
  readonly asked: number
  readonly answered: number
  readonly bookings: number
  /** What the reader has booked of it, yen without tax; nothing for others than buyers. */
  readonly ownYen: number
}

/** Whose rounds an actor sees: staff all; a producer those that ask it; a buyer those that were opened. */
const visible = {
  company_staff: 'true',
  producer: `c.state <> 'cancelled' and exists (select from trade_cycle_producer x
    where x.region_id = $1 and x.cycle_id = c.cycle_id and x.producer_id = $2)`,
  buyer: `c.state in ('open', 'allocated', 'ended')`,
} as const
const seenBy = (actor: Actor): string | undefined =>
  may(actor.role, 'cycle.see') ? visible[actor.role as keyof typeof visible] : undefined

const columns = `c.cycle_id as "cycleId", c.cycle_no as "cycleNo", c.name, c.state, c.opens_on as "opensOn",
  c.closes_at as "closesAt", c.deliver_days as "deliverDays", c.booked_yen as "bookedYen", c.limit_yen as "limitYen",
  (select count(*)::int from trade_cycle_producer x where x.region_id = $1 and x.cycle_id = c.cycle_id) as asked,
  (select count(*)::int from trade_cycle_producer x where x.region_id = $1 and x.cycle_id = c.cycle_id
    and x.answered_at is not null) as answered,
  (select count(*)::int from trade_booking b where b.region_id = $1 and b.cycle_id = c.cycle_id) as bookings,
  coalesce((select sum(l.amount_yen) from trade_booking b
    join trade_booking_line l on l.region_id = $1 and l.booking_id = b.booking_id
    where b.region_id = $1 and b.cycle_id = c.cycle_id and b.buyer_id = $2), 0)::bigint as "ownYen"`

/** The rounds of the last half year and those to come, the newest first. */
export async function listCycles(
  tx: Tx,
  actor: Actor,
): Promise<readonly CycleRow[] | Refusal<'not_allowed'>> {
  const condition = seenBy(actor)
  if (!condition) return refuse('not_allowed')
  return await tx.run<CycleRow & Record<string, unknown>>(
    `select ${columns} from trade_cycle c
     where c.region_id = $1 and c.opens_on > $3::date - 183 and $2::uuid is not distinct from $2 and ${condition}
     order by c.opens_on desc, c.cycle_no desc limit 100`,
    [tx.region, actor.partyId ?? null, tx.today],
  )
}

export interface CycleSeen extends CycleRow {
  readonly note: string
  readonly weights: Weights
  readonly points: readonly { readonly pointNo: number; readonly name: string; readonly address: string }[]
  readonly now: Date
}

/** One round, as far as the reader sees it. */
export async function readCycle(
  tx: Tx,
  actor: Actor,
  { cycleId }: { readonly cycleId: Id },
): Promise<CycleSeen | Refusal<'not_allowed' | 'cycle_unknown'>> {
  const condition = seenBy(actor)
  if (!condition) return refuse('not_allowed')
  const [head] = await tx.run<Omit<CycleSeen, 'now'> & Record<string, unknown>>(
    `select ${columns}, c.note,
       jsonb_build_object('capacity', c.weight_capacity, 'fairness', c.weight_fairness,
         'distance', c.weight_distance, 'freshness', c.weight_freshness) as weights,
       coalesce((select jsonb_agg(jsonb_build_object('pointNo', t.point_no, 'name', t.name, 'address', t.address)
         order by t.point_no) from trade_cycle_point t
         where t.region_id = $1 and t.cycle_id = c.cycle_id), '[]') as points
     from trade_cycle c
     where c.region_id = $1 and c.cycle_id = $3 and $2::uuid is not distinct from $2 and ${condition}`,
    [tx.region, actor.partyId ?? null, cycleId],
  )
  return head ? { ...head, now: tx.now } : refuse('cycle_unknown')
}

export interface CycleProducer {
  readonly producerId: Id
  readonly name: string
  readonly toldAt: Date | null
  readonly answeredAt: Date | null
  readonly products: number
}

/** Who was asked for a round, those who have not answered first. */
export async function producersOf(tx: Tx, cycleId: Id): Promise<CycleProducer[]> {
  return await tx.run<CycleProducer & Record<string, unknown>>(
    `with offers as (
       select p.producer_id, count(*)::int as n from trade_availability a
       join trade_product p on p.region_id = $1 and p.product_id = a.product_id
       where a.region_id = $1 and a.cycle_id = $2 and a.offered > 0 group by 1)
     select r.producer_id as "producerId", p.name, r.told_at as "toldAt", r.answered_at as "answeredAt",
       coalesce(o.n, 0) as products
     from trade_cycle_producer r
     join party p on p.region_id = $1 and p.party_id = r.producer_id
     left join offers o on o.producer_id = r.producer_id
     where r.region_id = $1 and r.cycle_id = $2
     order by r.answered_at is not null, p.kana, p.name`,
    [tx.region, cycleId],
  )
}

export interface CycleGood {
  readonly productId: Id
  readonly productName: string
  readonly productNameEn: string
  readonly producerName: string
  readonly baseUnit: string
  readonly baseUnitEn: string
  readonly offered: number
  readonly taken: number
  readonly poolName: string | null
}

/** What is offered in a round and how much of it is booked by name; the fullest first, at most so many. */
export async function goodsOf(
  tx: Tx,
  { cycleId, text = '' }: { readonly cycleId: Id; readonly text?: string },
): Promise<{ rows: readonly CycleGood[]; more: boolean }> {
  const { words } = searchOf(text)
  const most = 100
  const rows = await tx.run<CycleGood & Record<string, unknown>>(
    `select a.product_id as "productId", p.name as "productName", p.name_en as "productNameEn",
       f.name as "producerName", p.base_unit as "baseUnit", p.base_unit_en as "baseUnitEn", a.offered, a.taken,
       (select o.name from trade_variant v
         join trade_pool_member m on m.region_id = $1 and m.variant_id = v.variant_id
         join trade_pool o on o.region_id = $1 and o.pool_id = m.pool_id
         where v.region_id = $1 and v.product_id = a.product_id limit 1) as "poolName"
     from (
       select a.* from trade_availability a
       join trade_product p on p.region_id = $1 and p.product_id = a.product_id
       where a.region_id = $1 and a.cycle_id = $2 and a.offered > 0
         and not exists (select 1 from unnest($3::text[]) word where position(word in p.search_key) = 0)
       order by a.taken::numeric / a.offered desc, p.kana, a.product_id limit ${most + 1}) a
     join trade_product p on p.region_id = $1 and p.product_id = a.product_id
     join party f on f.region_id = $1 and f.party_id = p.producer_id
     order by a.taken::numeric / a.offered desc, p.kana, a.product_id`,
    [tx.region, cycleId, words],
  )
  return { rows: rows.slice(0, most), more: rows.length > most }
}

export interface BookingRow {
  readonly bookingId: Id
  readonly buyerId: Id
  readonly buyerName: string
  readonly deliverOn: Day
  readonly lines: number
  /** Expected, yen without tax. */
  readonly netYen: number
  readonly orderId: Id | null
  readonly orderNo: string | null
}

/** The bookings of a round by day and buyer; a buyer sees its own. */
export async function bookingsOf(
  tx: Tx,
  actor: Actor,
  { cycleId }: { readonly cycleId: Id },
): Promise<{ rows: readonly BookingRow[]; more: boolean } | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'order.place')) return refuse('not_allowed')
  const most = 500
  const own = actor.role === 'buyer' ? (actor.partyId ?? null) : null
  const rows = await tx.run<BookingRow & Record<string, unknown>>(
    `with sums as (
       select l.booking_id, count(*)::int as lines, sum(l.amount_yen)::bigint as yen
       from trade_booking b
       join trade_booking_line l on l.region_id = $1 and l.booking_id = b.booking_id and l.quantity > 0
       where b.region_id = $1 and b.cycle_id = $2 and ($3::uuid is null or b.buyer_id = $3) group by 1)
     select b.booking_id as "bookingId", b.buyer_id as "buyerId", p.name as "buyerName",
       b.deliver_on as "deliverOn", s.lines, s.yen as "netYen", b.order_id as "orderId", o.order_no as "orderNo"
     from sums s
     join trade_booking b on b.region_id = $1 and b.booking_id = s.booking_id
     join party p on p.region_id = $1 and p.party_id = b.buyer_id
     left join trade_order o on o.region_id = $1 and o.order_id = b.order_id
     order by b.deliver_on, p.kana, p.name limit ${most + 1}`,
    [tx.region, cycleId, own],
  )
  return { rows: rows.slice(0, most), more: rows.length > most }
}

import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import type { Reason } from './allocations.ts'
import './schema.ts'

/** What one producer got of a pool in a round, with the figures that decided. */
export interface MemberResult {
  readonly poolId: Id
  readonly poolName: string
  readonly variantId: Id
  readonly productName: string
  readonly productNameEn: string
  readonly producerName: string
  readonly quantity: number
  /** None where staff alone decided. */
  readonly reason: Reason | null
  readonly overridden: number
}

/** How the pools of a round were spread; a producer sees the pools in which it has goods, and what each got. */
export async function readResults(
  tx: Tx,
  actor: Actor,
  { cycleId }: { readonly cycleId: Id },
): Promise<readonly MemberResult[] | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'availability.enter')) return refuse('not_allowed')
  const own = actor.role === 'producer' ? (actor.partyId ?? null) : null
  return await tx.run<MemberResult & Record<string, unknown>>(
    `select l.pool_id as "poolId", o.name as "poolName", a.variant_id as "variantId", p.name as "productName",
       p.name_en as "productNameEn", f.name as "producerName", sum(a.quantity)::bigint as quantity,
       (array_agg(a.reason) filter (where a.reason <> '{}'))[1] as reason,
       count(*) filter (where a.overridden_because <> '')::int as overridden
     from trade_booking b
     join trade_booking_line l on l.region_id = $1 and l.booking_id = b.booking_id and l.pool_id is not null
     join trade_allocation a on a.region_id = $1 and a.booking_id = l.booking_id and a.line_no = l.line_no
     join trade_pool o on o.region_id = $1 and o.pool_id = l.pool_id
     join trade_variant v on v.region_id = $1 and v.variant_id = a.variant_id
     join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     join party f on f.region_id = $1 and f.party_id = p.producer_id
     where b.region_id = $1 and b.cycle_id = $2 and ($3::uuid is null or exists (
       select from trade_availability y
       join trade_product w on w.region_id = $1 and w.product_id = y.product_id and w.producer_id = $3
       join trade_variant z on z.region_id = $1 and z.product_id = w.product_id
       join trade_pool_member m on m.region_id = $1 and m.variant_id = z.variant_id and m.pool_id = l.pool_id
       where y.region_id = $1 and y.cycle_id = $2 and y.offered > 0))
     group by l.pool_id, o.name, a.variant_id, p.name, p.name_en, f.name order by o.name, quantity desc, f.name`,
    [tx.region, cycleId, own],
  )
}

export interface ShortLine {
  readonly bookingId: Id
  readonly lineNo: number
  readonly buyerName: string
  readonly deliverOn: Day
  readonly name: string
  readonly pooled: boolean
  readonly quantity: number
  readonly allocated: number
  readonly overriddenBecause: string
}

/** Pooled lines of a round, which staff may give to others, and every line that got less than was booked. */
export async function readLines(tx: Tx, cycleId: Id): Promise<ShortLine[]> {
  return await tx.run<ShortLine & Record<string, unknown>>(
    `select l.booking_id as "bookingId", l.line_no as "lineNo", b.name as "buyerName",
       g.deliver_on as "deliverOn", coalesce(o.name, p.name || ' ' || v.name) as name,
       l.pool_id is not null as pooled, l.quantity, coalesce(a.given, 0)::int as allocated,
       coalesce(a.because, '') as "overriddenBecause"
     from trade_booking g
     join trade_booking_line l on l.region_id = $1 and l.booking_id = g.booking_id and l.quantity > 0
     join party b on b.region_id = $1 and b.party_id = g.buyer_id
     left join trade_pool o on o.region_id = $1 and o.pool_id = l.pool_id
     left join trade_variant v on v.region_id = $1 and v.variant_id = l.variant_id
     left join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     left join lateral (select sum(x.quantity) as given, max(x.overridden_because) as because
       from trade_allocation x
       where x.region_id = $1 and x.booking_id = l.booking_id and x.line_no = l.line_no) a on true
     where g.region_id = $1 and g.cycle_id = $2 and (l.pool_id is not null or coalesce(a.given, 0) < l.quantity)
     order by coalesce(a.given, 0) >= l.quantity, o.name, b.kana, l.line_no limit 300`,
    [tx.region, cycleId],
  )
}

export interface LineSeen {
  readonly bookingId: Id
  readonly lineNo: number
  readonly cycleId: Id
  readonly cycleNo: string
  readonly buyerName: string
  readonly deliverOn: Day
  readonly poolName: string
  readonly quantity: number
  readonly overriddenBecause: string
  readonly members: readonly {
    readonly variantId: Id
    readonly productName: string
    readonly producerName: string
    readonly allocated: number
    /** What it still has beside all that it gives in this round. */
    readonly left: number
  }[]
}

/** One pooled line with every producer that could give to it. */
export async function readLine(
  tx: Tx,
  actor: Actor,
  { bookingId, lineNo }: { readonly bookingId: Id; readonly lineNo: number },
): Promise<LineSeen | Refusal<'not_allowed' | 'line_unknown'>> {
  if (!may(actor.role, 'cycle.run')) return refuse('not_allowed')
  const [head] = await tx.run<Omit<LineSeen, 'members'> & Record<string, unknown> & { poolId: Id }>(
    `select l.booking_id as "bookingId", l.line_no as "lineNo", c.cycle_id as "cycleId", c.cycle_no as "cycleNo",
       b.name as "buyerName", g.deliver_on as "deliverOn", o.pool_id as "poolId", o.name as "poolName", l.quantity,
       coalesce((select max(overridden_because) from trade_allocation x where x.region_id = $1
         and x.booking_id = l.booking_id and x.line_no = l.line_no), '') as "overriddenBecause"
     from trade_booking_line l
     join trade_booking g on g.region_id = $1 and g.booking_id = l.booking_id
     join trade_cycle c on c.region_id = $1 and c.cycle_id = g.cycle_id
     join party b on b.region_id = $1 and b.party_id = g.buyer_id
     join trade_pool o on o.region_id = $1 and o.pool_id = l.pool_id
     where l.region_id = $1 and l.booking_id = $2 and l.line_no = $3`,
    [tx.region, bookingId, lineNo],
  )
  if (!head) return refuse('line_unknown')
  const members = await tx.run<LineSeen['members'][number] & Record<string, unknown>>(
    `select v.variant_id as "variantId", p.name as "productName", f.name as "producerName",
       coalesce(own.quantity, 0) as allocated,
       greatest(0, floor((a.offered - coalesce((select sum(x.quantity::bigint * w.base_quantity)
         from trade_allocation x
         join trade_booking b on b.region_id = $1 and b.booking_id = x.booking_id and b.cycle_id = $2
         join trade_variant w on w.region_id = $1 and w.variant_id = x.variant_id and w.product_id = v.product_id
         where x.region_id = $1), 0))::numeric / v.base_quantity))::bigint as left
     from trade_pool_member m
     join trade_variant v on v.region_id = $1 and v.variant_id = m.variant_id
     join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     join party f on f.region_id = $1 and f.party_id = p.producer_id
     join trade_availability a on a.region_id = $1 and a.cycle_id = $2 and a.product_id = v.product_id
     left join trade_allocation own on own.region_id = $1 and own.booking_id = $4 and own.line_no = $5
       and own.variant_id = v.variant_id
     where m.region_id = $1 and m.pool_id = $3 and a.offered > 0 order by f.kana, f.name`,
    [tx.region, head.cycleId, head.poolId, bookingId, lineNo],
  )
  return { ...head, members }
}

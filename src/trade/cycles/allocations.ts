import type { Tx } from '#db/transaction.ts'
import { daysBetween } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { insertAll } from '#trade/bulk.ts'
import { companyOf } from '#trade/settings.ts'
import {
  type Member,
  type Share,
  type Weights,
  cutLines,
  fillLines,
  kmBetween,
  spread,
} from './allocation-rules.ts'
import { lockCycle, setCycleState } from './cycle-rows.ts'
import './schema.ts'

export type AllocateRefusal = Refusal<
  'not_allowed' | 'cycle_unknown' | 'nothing_booked' | 'not_open' | 'already_ordered'
>

/**
 * Staff closes a round and spreads what was booked over the producers. What was booked by name goes to its producer; pools are
 * spread by the weights of the cycle, and the figures that decided are kept with each result. May be done again until the
 * first order is made: what staff had overridden is worked out anew.
 */
export async function allocateCycle(
  tx: Tx,
  actor: Actor,
  { cycleId }: { readonly cycleId: Id },
): Promise<{ cycleId: Id; cycleNo: string; lines: number; short: number } | AllocateRefusal> {
  if (!may(actor.role, 'cycle.run')) return refuse('not_allowed')
  const cycle = await lockCycle(tx, cycleId)
  if (!cycle) return refuse('cycle_unknown')
  if (cycle.state !== 'open' && cycle.state !== 'allocated') return refuse('not_open')
  const lines = await bookedLines(tx, cycleId)
  if (lines.some(({ ordered }) => ordered)) return refuse('already_ordered')
  if (lines.length === 0) return refuse('nothing_booked')
  const offered = await offeredGoods(tx, cycleId, cycle.deliverDays[0])
  const results = allocate(lines, offered, await weightsOf(tx, cycleId))
  await tx.run(
    `delete from trade_allocation a using trade_booking b
     where a.region_id = $1 and b.region_id = $1 and b.booking_id = a.booking_id and b.cycle_id = $2`,
    [tx.region, cycleId],
  )
  insertAll(
    tx,
    'trade_allocation',
    { booking_id: 'uuid', line_no: 'smallint', variant_id: 'uuid', quantity: 'int', reason: 'jsonb' },
    results.map(({ line, variantId, quantity, reason }) => ({
      booking_id: line.bookingId,
      line_no: line.lineNo,
      variant_id: variantId,
      quantity,
      reason,
    })),
  )
  await setCycleState(tx, actor, cycleId, 'allocated')
  const given = Map.groupBy(results, ({ line }) => `${line.bookingId} ${line.lineNo}`)
  const short = lines.filter((line) => {
    const own = given.get(`${line.bookingId} ${line.lineNo}`) ?? []
    return own.reduce((sum, { quantity }) => sum + quantity, 0) < line.quantity
  }).length
  return { cycleId, cycleNo: cycle.cycleNo, lines: lines.length, short }
}

interface BookedLine {
  readonly bookingId: Id
  readonly lineNo: number
  readonly variantId: Id | null
  readonly poolId: Id | null
  readonly quantity: number
  readonly ordered: boolean
}

/** In the order in which they were booked: where something is short by a unit, who came first has it. */
async function bookedLines(tx: Tx, cycleId: Id): Promise<BookedLine[]> {
  return await tx.run<BookedLine & Record<string, unknown>>(
    `select l.booking_id as "bookingId", l.line_no as "lineNo", l.variant_id as "variantId",
       l.pool_id as "poolId", l.quantity, b.order_id is not null as ordered
     from trade_booking b
     join trade_booking_line l on l.region_id = $1 and l.booking_id = b.booking_id and l.quantity > 0
     where b.region_id = $1 and b.cycle_id = $2 order by l.booking_id, l.line_no`,
    [tx.region, cycleId],
  )
}

interface OfferedGood {
  readonly variantId: Id
  readonly productId: Id
  readonly poolId: Id | null
  readonly baseQuantity: number
  readonly offered: number
  readonly takenBefore: number | undefined
  readonly km: number | undefined
  readonly daysOld: number | undefined
}

/** Every variant of what is offered, with what the rule asks: the season before, the way, the harvest. */
async function offeredGoods(tx: Tx, cycleId: Id, firstDay: Day | undefined): Promise<OfferedGood[]> {
  const company = await companyOf(tx)
  type Row = Record<string, unknown> & {
    variantId: Id
    productId: Id
    poolId: Id | null
    baseQuantity: number
    offered: number
    before: number | null
    got: number
    harvestOn: Day | null
    latitude: number | null
    longitude: number | null
    ownLatitude: number | null
    ownLongitude: number | null
  }
  const rows = await tx.run<Row>(
    `with season as (
       select a.product_id, sum(a.offered)::bigint as offered from trade_availability a
       join trade_cycle c on c.region_id = $1 and c.cycle_id = a.cycle_id and c.state in ('allocated', 'ended')
         and c.cycle_id <> $2 and c.opens_on > $4::date - 183
       where a.region_id = $1 group by 1),
     got as (
       select v.product_id, sum(x.quantity::bigint * v.base_quantity)::bigint as base from trade_allocation x
       join trade_booking b on b.region_id = $1 and b.booking_id = x.booking_id and b.cycle_id <> $2
       join trade_cycle c on c.region_id = $1 and c.cycle_id = b.cycle_id and c.state in ('allocated', 'ended')
         and c.opens_on > $4::date - 183
       join trade_variant v on v.region_id = $1 and v.variant_id = x.variant_id
       where x.region_id = $1 group by 1)
     select v.variant_id as "variantId", a.product_id as "productId", m.pool_id as "poolId",
       v.base_quantity as "baseQuantity", a.offered, s.offered as before, coalesce(g.base, 0)::bigint as got,
       a.harvest_on as "harvestOn", f.latitude, f.longitude, o.latitude as "ownLatitude",
       o.longitude as "ownLongitude"
     from trade_availability a
     join trade_product p on p.region_id = $1 and p.product_id = a.product_id
     join trade_variant v on v.region_id = $1 and v.product_id = a.product_id
     join party f on f.region_id = $1 and f.party_id = p.producer_id
     join party o on o.region_id = $1 and o.party_id = $3
     left join trade_pool_member m on m.region_id = $1 and m.variant_id = v.variant_id
     left join season s on s.product_id = a.product_id
     left join got g on g.product_id = a.product_id
     where a.region_id = $1 and a.cycle_id = $2 and a.offered > 0
     order by p.kana, p.name, v.variant_id`,
    [tx.region, cycleId, company.partyId, tx.today],
  )
  return rows.map((row) => ({
    variantId: row.variantId,
    productId: row.productId,
    poolId: row.poolId,
    baseQuantity: row.baseQuantity,
    offered: row.offered,
    takenBefore: row.before ? Math.min(1, row.got / row.before) : undefined,
    km: distance(row),
    daysOld: row.harvestOn && firstDay ? Math.max(0, daysBetween(row.harvestOn, firstDay)) : undefined,
  }))
}

function distance(row: {
  latitude: number | null
  longitude: number | null
  ownLatitude: number | null
  ownLongitude: number | null
}): number | undefined {
  const { latitude, longitude, ownLatitude, ownLongitude } = row
  return latitude === null || longitude === null || ownLatitude === null || ownLongitude === null
    ? undefined
    : kmBetween({ latitude, longitude }, { latitude: ownLatitude, longitude: ownLongitude })
}

async function weightsOf(tx: Tx, cycleId: Id): Promise<Weights> {
  const [row] = await tx.run<Weights & Record<string, unknown>>(
    `select weight_capacity as capacity, weight_fairness as fairness, weight_distance as distance,
       weight_freshness as freshness from trade_cycle where region_id = $1 and cycle_id = $2`,
    [tx.region, cycleId],
  )
  if (!row) throw new Error('a locked cycle is not there')
  return row
}

interface Result {
  readonly line: BookedLine
  readonly variantId: Id
  readonly quantity: number
  readonly reason: object
}

/** First what was booked by name, then the pools from what that leaves. */
function allocate(lines: readonly BookedLine[], goods: readonly OfferedGood[], weights: Weights): Result[] {
  const left = new Map(goods.map(({ productId, offered }) => [productId, offered]))
  const byVariant = new Map(goods.map((good) => [good.variantId, good]))
  const named = lines.filter(({ poolId }) => poolId === null)
  const results: Result[] = []
  const byProduct = Map.groupBy(named, ({ variantId }) => byVariant.get(variantId as Id)?.productId)
  for (const [productId, own] of byProduct) {
    if (productId === undefined) continue
    const base = own.map((line) => byVariant.get(line.variantId as Id)?.baseQuantity ?? 1)
    const wanted = own.map(({ quantity }, at) => ({ quantity, unit: base[at] ?? 1 }))
    const given = cutLines(wanted, left.get(productId) ?? 0)
    for (const [at, line] of own.entries()) {
      const quantity = given[at] ?? 0
      left.set(productId, (left.get(productId) ?? 0) - quantity * (base[at] ?? 1))
      results.push({ line, variantId: line.variantId as Id, quantity, reason: {} })
    }
  }
  const pooled = Map.groupBy(
    lines.filter(({ poolId }) => poolId !== null),
    ({ poolId }) => poolId,
  )
  const members = Map.groupBy(
    goods.filter(({ poolId }) => poolId !== null),
    ({ poolId }) => poolId,
  )
  for (const [poolId, own] of pooled)
    results.push(...allocatePool(own, members.get(poolId) ?? [], left, weights))
  return results
}

function allocatePool(
  lines: readonly BookedLine[],
  goods: readonly OfferedGood[],
  left: Map<Id, number>,
  weights: Weights,
): Result[] {
  const members: Member[] = goods.map((good) => ({
    ...good,
    capacity: Math.floor((left.get(good.productId) ?? 0) / good.baseQuantity),
  }))
  const capacity = members.reduce((sum, member) => sum + member.capacity, 0)
  const wanted = cutLines(
    lines.map(({ quantity }) => ({ quantity, unit: 1 })),
    capacity,
  )
  const all = wanted.reduce((sum, each) => sum + each, 0)
  const shares = spread(all, members, weights)
  for (const { variantId, quantity } of shares) {
    const good = goods.find((each) => each.variantId === variantId)
    if (good) left.set(good.productId, (left.get(good.productId) ?? 0) - quantity * good.baseQuantity)
  }
  const byVariant = new Map(
    shares.map((share, at) => [share.variantId, reasonOf(share, members[at], weights)]),
  )
  const filled = fillLines(
    lines.map((line, at) => ({ line, quantity: wanted[at] ?? 0 })),
    shares,
  )
  return filled.map(({ line, variantId, quantity }) => ({
    line,
    variantId: variantId as Id,
    quantity,
    reason: byVariant.get(variantId) ?? {},
  }))
}

/** What is kept with a result, so that the producer and the company can see why. */
export interface Reason {
  readonly weights: Weights
  readonly member: Omit<Member, 'variantId'>
  readonly share: Omit<Share, 'variantId'>
}
const reasonOf = (share: Share, member: Member | undefined, weights: Weights): Reason => ({
  weights,
  member: {
    capacity: member?.capacity ?? 0,
    takenBefore: member?.takenBefore,
    km: member?.km,
    daysOld: member?.daysOld,
  },
  share: {
    capacity: share.capacity,
    fairness: share.fairness,
    distance: share.distance,
    freshness: share.freshness,
    wanted: share.wanted,
    quantity: share.quantity,
  },
})

export interface Override {
  readonly bookingId: Id
  readonly lineNo: number
  /** So many of each; together what the line has now. */
  readonly shares: readonly { readonly variantId: Id; readonly quantity: number }[]
  readonly reason: string
}

export type OverrideRefusal = Refusal<
  | 'not_allowed'
  | 'line_unknown'
  | 'not_allocated'
  | 'already_ordered'
  | 'reason_missing'
  | 'quantity_wrong'
  | 'not_a_member'
  | 'does_not_add_up' // detail.booked
  | 'producer_has_less' // detail.name, detail.left
>

/** Staff gives a pooled line to other producers than the rule did, and says why; nobody is given more than was offered. */
export async function overrideAllocation(
  tx: Tx,
  actor: Actor,
  { bookingId, lineNo, shares, reason }: Override,
): Promise<{ cycleId: Id } | OverrideRefusal> {
  if (!may(actor.role, 'cycle.run')) return refuse('not_allowed')
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  const [booking] = await tx.run<{ cycleId: Id }>(
    'select cycle_id as "cycleId" from trade_booking where region_id = $1 and booking_id = $2',
    [tx.region, bookingId],
  )
  const cycle = booking && (await lockCycle(tx, booking.cycleId))
  // Read once the cycle is held: orders may have been made of it meanwhile.
  const [line] = await tx.run<{ cycleId: Id; poolId: Id | null; quantity: number; ordered: boolean }>(
    `select b.cycle_id as "cycleId", l.pool_id as "poolId", l.quantity, b.order_id is not null as ordered
     from trade_booking b join trade_booking_line l on l.region_id = $1 and l.booking_id = b.booking_id
     where b.region_id = $1 and b.booking_id = $2 and l.line_no = $3`,
    [tx.region, bookingId, lineNo],
  )
  if (!line?.poolId) return refuse('line_unknown')
  if (cycle?.state !== 'allocated') return refuse('not_allocated')
  if (line.ordered) return refuse('already_ordered')
  for (const [at, { quantity }] of shares.entries())
    if (!Number.isSafeInteger(quantity) || quantity < 0)
      return refuse('quantity_wrong', { field: `shares.${at}.quantity` })
  const sum = shares.reduce((total, { quantity }) => total + quantity, 0)
  if (sum > line.quantity)
    return refuse('does_not_add_up', { field: 'shares.0.quantity', detail: { booked: line.quantity } })
  const wrong = await checkShares(tx, {
    bookingId,
    lineNo,
    shares,
    cycleId: line.cycleId,
    poolId: line.poolId,
  })
  if (isRefusal(wrong)) return wrong
  await tx.run('delete from trade_allocation where region_id = $1 and booking_id = $2 and line_no = $3', [
    tx.region,
    bookingId,
    lineNo,
  ])
  insertAll(
    tx,
    'trade_allocation',
    {
      booking_id: 'uuid',
      line_no: 'smallint',
      variant_id: 'uuid',
      quantity: 'int',
      overridden_because: 'text',
      reason: 'jsonb',
    },
    shares
      .filter(({ quantity }) => quantity > 0)
      .map(({ variantId, quantity }) => ({
        booking_id: bookingId,
        line_no: lineNo,
        variant_id: variantId,
        quantity,
        overridden_because: reason.trim(),
        reason: {},
      })),
  )
  return { cycleId: line.cycleId }
}

/** Every member has what it is to give, beside all that it gives to others in this cycle. */
async function checkShares(
  tx: Tx,
  asked: Pick<Override, 'bookingId' | 'lineNo' | 'shares'> & { cycleId: Id; poolId: Id },
): Promise<OverrideRefusal | undefined> {
  const members = await tx.run<{ variantId: Id; name: string; base: number; left: number }>(
    `select v.variant_id as "variantId", p.name, v.base_quantity as base,
       (coalesce(a.offered, 0) - coalesce((
         select sum(x.quantity::bigint * w.base_quantity) from trade_allocation x
         join trade_booking b on b.region_id = $1 and b.booking_id = x.booking_id and b.cycle_id = $2
         join trade_variant w on w.region_id = $1 and w.variant_id = x.variant_id and w.product_id = v.product_id
         where x.region_id = $1 and not (x.booking_id = $4 and x.line_no = $5)), 0))::bigint as left
     from trade_pool_member m
     join trade_variant v on v.region_id = $1 and v.variant_id = m.variant_id
     join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     left join trade_availability a on a.region_id = $1 and a.cycle_id = $2 and a.product_id = v.product_id
     where m.region_id = $1 and m.pool_id = $3`,
    [tx.region, asked.cycleId, asked.poolId, asked.bookingId, asked.lineNo],
  )
  for (const [at, { variantId, quantity }] of asked.shares.entries()) {
    const member = members.find((each) => each.variantId === variantId)
    // The same one twice would be looked at each time alone.
    if (!member || asked.shares.findIndex((each) => each.variantId === variantId) < at)
      return refuse('not_a_member', { field: `shares.${at}.quantity` })
    if (quantity * member.base > member.left)
      return refuse('producer_has_less', {
        field: `shares.${at}.quantity`,
        detail: { name: member.name, left: Math.max(0, Math.floor(member.left / member.base)) },
      })
  }
  return undefined
}

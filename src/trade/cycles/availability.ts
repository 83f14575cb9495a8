import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { hashSecret } from '#parties/secrets.ts'
import type { BaseKind } from '#trade/schema.ts'
import { lockCycle, takesAnswers } from './cycle-rows.ts'
import { poolsShort } from './pool-room.ts'
import './schema.ts'
import type { CycleState } from './schema.ts'

export interface AvailableProduct {
  readonly productId: Id
  readonly name: string
  readonly nameEn: string
  readonly baseKind: BaseKind
  readonly baseUnit: string
  readonly baseUnitEn: string
  /** Base units. */
  readonly offered: number
  /** Booked of it by name; no less can be offered any more. */
  readonly taken: number
  readonly harvestOn: Day | null
  /** What was offered the last time, to begin with. */
  readonly lastOffered: number | null
}

export interface AvailabilityForm {
  readonly cycleId: Id
  readonly cycleNo: string
  readonly name: string
  readonly state: CycleState
  readonly closesAt: Date
  readonly deliverDays: readonly Day[]
  readonly producerId: Id
  readonly producerName: string
  readonly answeredAt: Date | null
  readonly open: boolean
  readonly products: readonly AvailableProduct[]
}

/** What a producer has this time, product by product: for the producer itself, or staff. */
export async function readAvailability(
  tx: Tx,
  actor: Actor,
  { cycleId, producerId }: { readonly cycleId: Id; readonly producerId: Id },
): Promise<AvailabilityForm | Refusal<'not_allowed' | 'cycle_unknown'>> {
  if (!may(actor.role, 'availability.enter')) return refuse('not_allowed')
  return isFor(actor, producerId) ? await formOf(tx, cycleId, producerId) : refuse('cycle_unknown')
}

/** Another producer's form is not there for a producer. */
const isFor = (actor: Actor, producerId: Id): boolean =>
  actor.role !== 'producer' || actor.partyId === producerId

async function formOf(
  tx: Tx,
  cycleId: Id,
  producerId: Id,
): Promise<AvailabilityForm | Refusal<'cycle_unknown'>> {
  const [head] = await tx.run<Omit<AvailabilityForm, 'open' | 'products'> & Record<string, unknown>>(
    `select c.cycle_id as "cycleId", c.cycle_no as "cycleNo", c.name, c.state, c.closes_at as "closesAt",
       c.deliver_days as "deliverDays", r.producer_id as "producerId", p.name as "producerName",
       r.answered_at as "answeredAt"
     from trade_cycle c
     join trade_cycle_producer r on r.region_id = $1 and r.cycle_id = c.cycle_id and r.producer_id = $3
     join party p on p.region_id = $1 and p.party_id = r.producer_id
     where c.region_id = $1 and c.cycle_id = $2 and c.state <> 'cancelled'`,
    [tx.region, cycleId, producerId],
  )
  if (!head) return refuse('cycle_unknown')
  const products = await tx.run<AvailableProduct & Record<string, unknown>>(
    `select p.product_id as "productId", p.name, p.name_en as "nameEn", p.base_kind as "baseKind",
       p.base_unit as "baseUnit", p.base_unit_en as "baseUnitEn", coalesce(a.offered, 0)::bigint as offered,
       coalesce(a.taken, 0)::bigint as taken, a.harvest_on as "harvestOn",
       (select b.offered from trade_availability b
         join trade_cycle o on o.region_id = $1 and o.cycle_id = b.cycle_id
         where b.region_id = $1 and b.product_id = p.product_id and b.cycle_id <> $2
         order by o.opens_on desc limit 1) as "lastOffered"
     from trade_product p
     left join trade_availability a on a.region_id = $1 and a.cycle_id = $2 and a.product_id = p.product_id
     where p.region_id = $1 and p.producer_id = $3 and p.state = 'published'
     order by p.kana, p.name, p.product_id limit 500`,
    [tx.region, cycleId, producerId],
  )
  return { ...head, products, open: takesAnswers(head, tx.now) }
}

/** Whose form a mailed link opens. When the round has closed it shows what was answered, and takes nothing more. */
export async function availabilityByLink(
  tx: Tx,
  { token }: { readonly token: string },
): Promise<AvailabilityForm | Refusal<'link_unknown'>> {
  const found = await byLink(tx, token)
  if (!found) return refuse('link_unknown')
  const form = await formOf(tx, found.cycleId, found.producerId)
  return 'refused' in form ? refuse('link_unknown') : form
}

async function byLink(tx: Tx, token: string): Promise<{ cycleId: Id; producerId: Id } | undefined> {
  const [row] = await tx.run<{ cycleId: Id; producerId: Id }>(
    `select cycle_id as "cycleId", producer_id as "producerId" from trade_cycle_producer
     where region_id = $1 and token_hash = $2`,
    [tx.region, hashSecret(token)],
  )
  return row
}

export interface Entered {
  readonly productId: Id
  /** Base units; nothing when it has none. */
  readonly offered: number
  readonly harvestOn?: Day
}

export type EnterRefusal = Refusal<
  | 'not_allowed'
  | 'link_unknown'
  | 'cycle_unknown'
  | 'cycle_closed'
  | 'product_unknown'
  | 'quantity_wrong'
  | 'already_booked' // detail.name, detail.taken, detail.unit
  | 'pool_booked' // detail.name, detail.taken
>

/** A producer, or staff for one, says what there will be. It may be changed until the cycle closes, never below what is booked. */
export async function enterAvailability(
  tx: Tx,
  actor: Actor,
  input: { readonly cycleId: Id; readonly producerId: Id; readonly rows: readonly Entered[] },
): Promise<{ cycleId: Id; entered: number } | EnterRefusal> {
  if (!may(actor.role, 'availability.enter')) return refuse('not_allowed')
  if (!isFor(actor, input.producerId)) return refuse('cycle_unknown')
  return await enter(tx, actor.userId ?? null, input)
}

/** The same through the link of the mail: whoever holds it speaks for that producer in that cycle, and for nothing else. */
export async function enterByLink(
  tx: Tx,
  { token, rows }: { readonly token: string; readonly rows: readonly Entered[] },
): Promise<{ cycleId: Id; entered: number } | EnterRefusal> {
  const found = await byLink(tx, token)
  return found ? await enter(tx, null, { ...found, rows }) : refuse('link_unknown')
}

async function enter(
  tx: Tx,
  by: Id | null,
  { cycleId, producerId, rows }: { cycleId: Id; producerId: Id; rows: readonly Entered[] },
): Promise<{ cycleId: Id; entered: number } | EnterRefusal> {
  const cycle = await lockCycle(tx, cycleId)
  if (!cycle) return refuse('cycle_unknown')
  if (!takesAnswers(cycle, tx.now)) return refuse('cycle_closed')
  for (const [at, { offered }] of rows.entries())
    if (!Number.isSafeInteger(offered) || offered < 0 || offered > 1_000_000_000)
      return refuse('quantity_wrong', { field: `rows.${at}.offered` })
  const known = await tx.run<{ at: number; name: string; baseUnit: string; taken: number; asked: boolean }>(
    `select (x.at - 1)::int as at, p.name, p.base_unit as "baseUnit", coalesce(a.taken, 0)::bigint as taken,
       exists (select from trade_cycle_producer r
         where r.region_id = $1 and r.cycle_id = $2 and r.producer_id = $3) as asked
     from unnest($4::uuid[]) with ordinality x (product_id, at)
     join trade_product p on p.region_id = $1 and p.product_id = x.product_id and p.producer_id = $3
       and p.state = 'published'
     left join trade_availability a on a.region_id = $1 and a.cycle_id = $2 and a.product_id = p.product_id`,
    [tx.region, cycleId, producerId, rows.map(({ productId }) => productId)],
  )
  const products = new Set(rows.map(({ productId }) => productId))
  if (
    products.size < rows.length ||
    (rows.length > 0 && (known.length < rows.length || !known.every(({ asked }) => asked)))
  )
    return refuse('product_unknown')
  for (const { at, name, baseUnit, taken } of known)
    if ((rows[at]?.offered ?? 0) < taken)
      return refuse('already_booked', {
        field: `rows.${at}.offered`,
        detail: { name, taken, unit: baseUnit },
      })
  await tx.run(
    `insert into trade_availability (region_id, cycle_id, product_id, offered, harvest_on, changed_at, changed_by)
     select $1, $2, x.product, x.offered, x.harvest, $6, $7
     from unnest($3::uuid[], $4::bigint[], $5::date[]) x (product, offered, harvest)
     on conflict (region_id, cycle_id, product_id) do update
     set offered = excluded.offered, harvest_on = excluded.harvest_on, changed_at = excluded.changed_at,
       changed_by = excluded.changed_by`,
    [
      tx.region,
      cycleId,
      rows.map(({ productId }) => productId),
      rows.map(({ offered }) => offered),
      rows.map(({ harvestOn }) => harvestOn ?? null),
      tx.now,
      by,
    ],
  )
  const [short] = await poolsShort(tx, cycleId, { poolIds: [], productIds: [...products] })
  if (short) return refuse('pool_booked', { detail: { name: short.name, taken: short.taken } })
  await tx.run(
    `update trade_cycle_producer set answered_at = $4
     where region_id = $1 and cycle_id = $2 and producer_id = $3`,
    [tx.region, cycleId, producerId, tx.now],
  )
  return { cycleId, entered: rows.filter(({ offered }) => offered > 0).length }
}

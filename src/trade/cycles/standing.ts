import type { Tx } from '#db/transaction.ts'
import { daysBetween } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { buyerFor } from '#trade/people.ts'
import { type OrderSteps, offSteps } from '#trade/units-of-sale.ts'
import './schema.ts'

export interface StandingInput {
  /** For whom; a buyer for itself without saying so. */
  readonly buyerId?: Id
  readonly variantId?: Id
  readonly poolId?: Id
  readonly quantity: number
  /** 1: every week, 2: every other week … up to 12. */
  readonly everyWeeks: number
  /** The first week counts from this day. */
  readonly startsOn: Day
}

export type StandingRefusal = Refusal<
  | 'not_allowed'
  | 'buyer_unknown'
  | 'goods_unknown'
  | 'quantity_wrong'
  | 'not_in_steps' // detail.name, detail.least, detail.step
  | 'weeks_wrong'
>

/** 定期注文: a buyer, or staff for one, says what is to be booked every so many weeks, until told otherwise. */
export async function addStanding(
  tx: Tx,
  actor: Actor,
  input: StandingInput,
): Promise<{ standingId: Id } | StandingRefusal> {
  const buyerId = buyerFor(actor, input.buyerId)
  if (isRefusal(buyerId)) return buyerId
  if (!Number.isSafeInteger(input.quantity) || input.quantity < 1 || input.quantity > 1_000_000)
    return refuse('quantity_wrong', { field: 'quantity' })
  if (!Number.isSafeInteger(input.everyWeeks) || input.everyWeeks < 1 || input.everyWeeks > 12)
    return refuse('weeks_wrong', { field: 'everyWeeks' })
  const [known] = await tx.run<{ buyer: boolean; goods: boolean }>(
    `select exists (select from party where region_id = $1 and party_id = $2) as buyer,
       num_nonnulls($3::uuid, $4::uuid) = 1 and ($3::uuid is null or exists (
         select from trade_variant v where v.region_id = $1 and v.variant_id = $3 and v.active
           and not exists (select from trade_pool_member m where m.region_id = $1 and m.variant_id = $3)))
       and ($4::uuid is null or exists (
         select from trade_pool where region_id = $1 and pool_id = $4 and active)) as goods`,
    [tx.region, buyerId, input.variantId ?? null, input.poolId ?? null],
  )
  if (!known?.buyer) return refuse('buyer_unknown', { field: 'buyerId' })
  if (!known.goods) return refuse('goods_unknown', { field: 'goods' })
  const off =
    actor.role === 'buyer' && input.variantId
      ? await stepsOff(tx, input.variantId, input.quantity)
      : undefined
  if (off) return off
  const standingId = newId()
  await tx.q
    .insertInto('trade_standing')
    .values({
      region_id: tx.region,
      standing_id: standingId,
      buyer_id: buyerId,
      variant_id: input.variantId ?? null,
      pool_id: input.poolId ?? null,
      quantity: input.quantity,
      every_weeks: input.everyWeeks,
      starts_on: input.startsOn,
      ends_on: null,
      paused_from: null,
      paused_to: null,
      changed_at: tx.now,
      changed_by: actor.userId ?? null,
    })
    .execute()
  return { standingId }
}

/** A buyer's standing order keeps to the steps of its variant, as each of its bookings would. */
async function stepsOff(
  tx: Tx,
  variantId: Id,
  quantity: number,
): Promise<Refusal<'not_in_steps'> | undefined> {
  const [steps] = await tx.run<OrderSteps & { name: string }>(
    `select name, least_quantity as "leastQuantity", step_quantity as "stepQuantity"
     from trade_variant where region_id = $1 and variant_id = $2`,
    [tx.region, variantId],
  )
  return steps && offSteps(quantity, steps, { field: 'quantity', name: steps.name })
}

export type ChangeStandingRefusal = Refusal<'not_allowed' | 'standing_unknown' | 'period_wrong'>

/** Pauses a standing order for a time (お休み), goes on with it when no time is given, or ends it for good. */
export async function changeStanding(
  tx: Tx,
  actor: Actor,
  change: {
    readonly standingId: Id
    readonly pause?: { readonly from: Day; readonly to: Day }
    readonly end?: boolean
  },
): Promise<{ standingId: Id; buyerId: Id } | ChangeStandingRefusal> {
  if (!may(actor.role, 'order.place')) return refuse('not_allowed')
  const { pause } = change
  if (pause && pause.to < pause.from) return refuse('period_wrong', { field: 'pauseTo' })
  const [changed] = await tx.run<{ buyerId: Id }>(
    `update trade_standing set paused_from = $4, paused_to = $5, ends_on = case when $6 then $7::date end,
       changed_at = $8, changed_by = $9
     where region_id = $1 and standing_id = $2 and ends_on is null and ($3::uuid is null or buyer_id = $3)
     returning buyer_id as "buyerId"`,
    [
      tx.region,
      change.standingId,
      actor.role === 'buyer' ? (actor.partyId ?? null) : null,
      pause?.from ?? null,
      pause?.to ?? null,
      change.end ?? false,
      tx.today,
      tx.now,
      actor.userId ?? null,
    ],
  )
  return changed ? { standingId: change.standingId, ...changed } : refuse('standing_unknown')
}

export interface Standing {
  readonly standingId: Id
  readonly buyerId: Id
  readonly buyerName: string
  readonly variantId: Id | null
  readonly poolId: Id | null
  readonly name: string
  readonly nameEn: string
  readonly unitName: string
  readonly quantity: number
  readonly everyWeeks: number
  readonly startsOn: Day
  readonly pausedFrom: Day | null
  readonly pausedTo: Day | null
}

/** The standing orders that run, oldest first; a buyer sees its own. */
export async function listStanding(
  tx: Tx,
  actor: Actor,
  { buyerId }: { readonly buyerId?: Id } = {},
): Promise<readonly Standing[] | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'order.place')) return refuse('not_allowed')
  const own = actor.role === 'buyer' ? (actor.partyId ?? null) : (buyerId ?? null)
  return await runningStanding(tx, own)
}

/** For opening a cycle: all of them. */
export async function runningStanding(tx: Tx, buyerId: Id | null): Promise<Standing[]> {
  return await tx.run<Standing & Record<string, unknown>>(
    `select s.standing_id as "standingId", s.buyer_id as "buyerId", b.name as "buyerName",
       s.variant_id as "variantId", s.pool_id as "poolId", coalesce(o.name, p.name) as name,
       coalesce(o.name_en, p.name_en) as "nameEn", coalesce(v.name, '') as "unitName", s.quantity,
       s.every_weeks as "everyWeeks", s.starts_on as "startsOn", s.paused_from as "pausedFrom",
       s.paused_to as "pausedTo"
     from trade_standing s
     join party b on b.region_id = $1 and b.party_id = s.buyer_id
     left join trade_pool o on o.region_id = $1 and o.pool_id = s.pool_id
     left join trade_variant v on v.region_id = $1 and v.variant_id = coalesce(s.variant_id, (
       select m.variant_id from trade_pool_member m where m.region_id = $1 and m.pool_id = s.pool_id limit 1))
     left join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     where s.region_id = $1 and s.ends_on is null and ($2::uuid is null or s.buyer_id = $2)
     order by s.standing_id`,
    [tx.region, buyerId],
  )
}

/**
 * The day of a cycle on which a standing order is brought, or nothing: the first of its days in a week that is due, counted
 * in whole weeks from the day it started, and not in a pause.
 */
export function dueDay(
  standing: Pick<Standing, 'everyWeeks' | 'startsOn' | 'pausedFrom' | 'pausedTo'>,
  deliverDays: readonly Day[],
): Day | undefined {
  const { everyWeeks, startsOn, pausedFrom, pausedTo } = standing
  return deliverDays.find((on) => {
    const days = daysBetween(startsOn, on)
    const due = days >= 0 && Math.floor(days / 7) % everyWeeks === 0
    const resting = pausedFrom !== null && pausedTo !== null && pausedFrom <= on && on <= pausedTo
    return due && !resting
  })
}

/** What may be ordered for good: pools, and variants that are in none. */
export async function standingGoods(tx: Tx): Promise<
  {
    readonly variantId: Id | null
    readonly poolId: Id | null
    readonly name: string
    readonly unitName: string
    readonly priceYen: number
  }[]
> {
  return await tx.run(
    `select null as "variantId", o.pool_id as "poolId", o.name, (
         select v.name from trade_pool_member m join trade_variant v on v.region_id = $1 and v.variant_id = m.variant_id
         where m.region_id = $1 and m.pool_id = o.pool_id limit 1) as "unitName", o.price_yen as "priceYen", 0 as rank,
       o.name as kana
     from trade_pool o where o.region_id = $1 and o.active
     union all
     (select v.variant_id, null, p.name, v.name, v.price_yen, 1, p.kana
     from trade_variant v
     join trade_product p on p.region_id = $1 and p.product_id = v.product_id and p.state = 'published'
     where v.region_id = $1 and v.active
       and not exists (select from trade_pool_member m where m.region_id = $1 and m.variant_id = v.variant_id)
     order by p.kana, p.name, v.position limit 2000)
     order by rank, kana`,
    [tx.region],
  )
}

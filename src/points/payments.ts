import type { Tx } from '#db/transaction.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { pt } from '#kit/units.ts'
import { type PostRefusal, type ReversalRefusal, post, reverse } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { validOn } from '#parties/dated.ts'
import { may } from '#parties/policy.ts'
import { type Taken, spendable, takeFrom } from './lots.ts'
import type { PayingWay } from './schema.ts'
import { lockLots, takingsOf, walletOf } from './wallets.ts'

export interface Paying {
  readonly payerId: Id
  readonly shopId: Id
  readonly points: number
  readonly way: Exclude<PayingWay, 'note'>
}

export type PayRefusal =
  | PostRefusal
  | Refusal<
      | 'points_missing'
      | 'shop_unknown'
      | 'pays_itself'
      | 'payment_too_large' // detail.most
      | 'day_limit' // detail.left
      | 'not_enough_points' // detail.has
    >

export interface PaidPoints {
  readonly paymentId: Id
  readonly points: number
  /** What is left in the wallet. */
  readonly left: number
}

/**
 * Points from a wallet to a shop, from the lots that expire first. Whoever calls has seen that the payer agrees: it pays
 * itself, or its square was read. One payer's payments take turns, so that neither its limit of the day nor its wallet is
 * overdrawn; different payers do not wait for one another.
 */
export async function pay(
  tx: Tx,
  actor: Actor,
  { payerId, shopId, points, way }: Paying,
): Promise<PaidPoints | PayRefusal> {
  if (points <= 0) return refuse('points_missing', { field: 'points' })
  if (payerId === shopId) return refuse('pays_itself')
  // Sent together, done in this order: what the payer spent today is summed when nobody else can spend for it.
  const [lots, [allowed]] = await Promise.all([lockLots(tx, payerId), limitsOf(tx, payerId, shopId)])
  if (!allowed?.open) return refuse('shop_unknown', { field: 'shop' })
  const { paymentMost, dayMost, spent } = allowed
  if (paymentMost === null || dayMost === null) throw new Error(`points have no limits on ${tx.today}`)
  if (points > paymentMost)
    return refuse('payment_too_large', { field: 'points', detail: { most: paymentMost } })
  if (spent + points > dayMost)
    return refuse('day_limit', { field: 'points', detail: { left: Math.max(0, dayMost - spent) } })
  const has = spendable(lots, tx.today)
  const taken = takeFrom(lots, tx.today, points)
  if (!taken) return refuse('not_enough_points', { field: 'points', detail: { has } })
  const paymentId = newId()
  const posted = await post(tx, actor, {
    kind: 'points.pay',
    on: tx.today,
    document: { id: paymentId, no: '' },
    flows: [{ unit: 'PT', amount: pt(points), from: walletOf(payerId), to: takingsOf(shopId) }],
  })
  if (isRefusal(posted)) return posted
  writePayment(tx, actor, { paymentId, payerId, shopId, points, way, entryId: posted.entryId })
  takeLots(tx, paymentId, taken)
  return { paymentId, points, left: has - points }
}

interface Limits {
  readonly open: boolean
  readonly paymentMost: number | null
  readonly dayMost: number | null
  readonly spent: number
}

const limit = (name: string): string =>
  `(select p.value::float8 from party_parameter p where p.region_id = $1 and p.name = '${name}' and ${validOn('p', '$4')})`

async function limitsOf(tx: Tx, payerId: Id, shopId: Id): Promise<(Limits & Record<string, unknown>)[]> {
  return await tx.run<Limits & Record<string, unknown>>(
    `select exists (select from points_shop s where s.region_id = $1 and s.party_id = $3 and s.ended_on is null) as open,
       ${limit('points.payment_most_pt')} as "paymentMost", ${limit('points.day_most_pt')} as "dayMost",
       (select coalesce(sum(amount), 0)::bigint from points_payment
         where region_id = $1 and payer_id = $2 and paid_on = $4 and undone_at is null and way <> 'note') as spent`,
    [tx.region, payerId, shopId, tx.today],
  )
}

export interface NewPayment {
  readonly paymentId: Id
  readonly payerId: Id
  readonly shopId: Id
  readonly points: number
  readonly way: PayingWay
  readonly entryId: Id
}

/** Answered with the commit. */
export function writePayment(
  tx: Tx,
  actor: Actor,
  { paymentId, payerId, shopId, points, way, entryId }: NewPayment,
): void {
  tx.send(
    `insert into points_payment (region_id, payment_id, payer_id, shop_id, amount, way, paid_on, paid_at, paid_by, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [tx.region, paymentId, payerId, shopId, points, way, tx.today, tx.now, actor.userId ?? null, entryId],
  )
}

/** Takes from lots that this transaction holds, for a payment or for printing. */
export function takeLots(tx: Tx, paymentId: Id, taken: readonly Taken[]): void {
  const values = [tx.region, taken.map(({ lotId }) => lotId), taken.map(({ amount }) => amount)]
  tx.send(
    `update points_lot l set rest = l.rest - t.amount from unnest($2::uuid[], $3::bigint[]) t (id, amount)
     where l.region_id = $1 and l.lot_id = t.id`,
    values,
  )
  tx.send(
    `insert into points_taken (region_id, payment_id, lot_id, amount)
     select $1, $4, t.id, t.amount from unnest($2::uuid[], $3::bigint[]) t (id, amount)`,
    [...values, paymentId],
  )
}

export type UndoPaymentRefusal =
  | ReversalRefusal
  | Refusal<
      | 'not_allowed'
      | 'payment_unknown'
      | 'already_undone'
      | 'reason_missing'
      | 'takings_short'
      | 'paid_by_note'
    >

/**
 * The shop, on the same day, or staff takes a payment back: the points return to the lots that they came from, with the last
 * day that these had. Refused when the shop has been paid out for them.
 */
export async function undoPayment(
  tx: Tx,
  actor: Actor,
  { paymentId, reason }: { paymentId: Id; reason: string },
): Promise<{ paymentId: Id } | UndoPaymentRefusal> {
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  const payment = await tx.q
    .selectFrom('points_payment')
    .selectAll()
    .where('region_id', '=', tx.region)
    .where('payment_id', '=', paymentId)
    .forUpdate()
    .executeTakeFirst()
  if (!payment) return refuse('payment_unknown')
  const own = actor.partyId === payment.shop_id && payment.paid_on === tx.today
  if (!own && !may(actor.role, 'points.run')) return refuse('not_allowed')
  if (payment.undone_at) return refuse('already_undone')
  if (payment.way === 'note') return refuse('paid_by_note')
  const reversed = await reverse(tx, actor, payment.entry_id, { memo: reason.trim() })
  if (isRefusal(reversed)) return reversed.refused === 'below_floor' ? refuse('takings_short') : reversed
  await tx.run(
    `update points_lot l set rest = l.rest + t.amount from points_taken t
     where l.region_id = $1 and t.region_id = $1 and t.payment_id = $2 and l.lot_id = t.lot_id`,
    [tx.region, paymentId],
  )
  await tx.q
    .updateTable('points_payment')
    .set({ undone_at: tx.now, undone_because: reason.trim() })
    .where('region_id', '=', tx.region)
    .where('payment_id', '=', paymentId)
    .execute()
  return { paymentId }
}

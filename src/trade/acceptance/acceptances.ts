import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { insertAll } from '#trade/bulk.ts'
import { type ReturnRefusal, takeReturn } from '#trade/returns.ts'
import type { PricedBy, ReturnFate } from '#trade/schema.ts'
import type { DifferenceKind } from './schema.ts'

export interface Difference {
  readonly lineNo: number
  readonly kind: DifferenceKind
  /** Of the variant; grams for goods priced by the kilogram. */
  readonly quantity: number
  readonly reason?: string
}

export interface NewAcceptance {
  readonly deliveryId: Id
  /** Today unless entered later. */
  readonly acceptedOn?: Day
  readonly note?: string
  /** What was missing or damaged; none when all came as the delivery note says. */
  readonly differences?: readonly Difference[]
}

export type AcceptRefusal = Refusal<
  | 'not_allowed'
  | 'delivery_unknown'
  | 'already_accepted' // detail.on
  | 'day_in_future'
  | 'before_delivery' // detail.on
  | 'line_unknown'
  | 'quantity_wrong'
  | 'more_than_delivered' // detail.left
>

/**
 * 検収: a buyer, or staff for one, says what came. The delivery stays as it was and nothing moves; what was short or damaged
 * waits until staff settles it. Counts once: a second acceptance of the same delivery is refused until the first is undone.
 */
export async function recordAcceptance(
  tx: Tx,
  actor: Actor,
  input: NewAcceptance,
): Promise<{ acceptanceId: Id; deliveryNo: string; differences: number } | AcceptRefusal> {
  if (!may(actor.role, 'delivery.accept')) return refuse('not_allowed')
  const { acceptedOn = tx.today, differences = [] } = input
  const delivery = await lockDelivery(tx, input.deliveryId)
  if (!delivery || (actor.role === 'buyer' && delivery.buyer_id !== actor.partyId))
    return refuse('delivery_unknown')
  if (acceptedOn > tx.today) return refuse('day_in_future', { field: 'acceptedOn' })
  if (acceptedOn < delivery.shipped_on)
    return refuse('before_delivery', { field: 'acceptedOn', detail: { on: delivery.shipped_on } })
  const before = await acceptedBefore(tx, input.deliveryId)
  if (before) return refuse('already_accepted', { detail: { on: before } })
  const wrong = await checkDifferences(tx, input.deliveryId, differences)
  if (wrong) return wrong

  const acceptanceId = newId()
  await tx.q
    .insertInto('trade_acceptance')
    .values({
      region_id: tx.region,
      acceptance_id: acceptanceId,
      delivery_id: input.deliveryId,
      accepted_on: acceptedOn,
      note: (input.note ?? '').trim(),
      by_buyer: actor.role === 'buyer',
      recorded_at: tx.now,
      recorded_by: actor.userId ?? null,
      undone_at: null,
    })
    .execute()
  insertAll(
    tx,
    'trade_difference',
    { acceptance_id: 'uuid', line_no: 'smallint', kind: 'text', quantity: 'int', reason: 'text' },
    differences.map(({ lineNo, kind, quantity, reason = '' }) => ({
      acceptance_id: acceptanceId,
      line_no: lineNo,
      kind,
      quantity,
      reason: reason.trim(),
    })),
  )
  return { acceptanceId, deliveryNo: delivery.delivery_no, differences: differences.length }
}

async function lockDelivery(tx: Tx, deliveryId: Id) {
  return await tx.q
    .selectFrom('trade_delivery')
    .where('region_id', '=', tx.region)
    .where('delivery_id', '=', deliveryId)
    .select(['delivery_no', 'buyer_id', 'shipped_on'])
    .forUpdate()
    .executeTakeFirst()
}

async function acceptedBefore(tx: Tx, deliveryId: Id): Promise<Day | undefined> {
  const row = await tx.q
    .selectFrom('trade_acceptance')
    .where('region_id', '=', tx.region)
    .where('delivery_id', '=', deliveryId)
    .where('undone_at', 'is', null)
    .select('accepted_on')
    .executeTakeFirst()
  return row?.accepted_on
}

/** Missing and damaged of a line are together at most what the buyer still has of it. */
async function checkDifferences(
  tx: Tx,
  deliveryId: Id,
  differences: readonly Difference[],
): Promise<AcceptRefusal | undefined> {
  const lines = await tx.run<{
    line_no: number
    quantity: number
    base: number
    returned: number
    priced_by: PricedBy
  }>(
    `select l.line_no, l.quantity, l.base_quantity as base, l.priced_by,
       (select coalesce(sum(x.returned), 0)::bigint from trade_delivery_lot x
         where x.region_id = $1 and x.delivery_id = $2 and x.line_no = l.line_no) as returned
     from trade_delivery_line l where l.region_id = $1 and l.delivery_id = $2`,
    [tx.region, deliveryId],
  )
  const left = new Map(
    lines.map((line) => {
      const perPiece = line.priced_by === 'kg' ? 1 : line.base / line.quantity
      return [line.line_no, Math.floor((line.base - line.returned) / perPiece)]
    }),
  )
  const named = new Set<string>()
  for (const [at, { lineNo, kind, quantity }] of differences.entries()) {
    const rest = named.has(`${lineNo} ${kind}`) ? undefined : left.get(lineNo)
    named.add(`${lineNo} ${kind}`)
    const field = `differences.${at}.quantity`
    if (rest === undefined) return refuse('line_unknown', { field })
    if (!Number.isSafeInteger(quantity) || quantity <= 0) return refuse('quantity_wrong', { field })
    if (quantity > rest) return refuse('more_than_delivered', { field, detail: { left: rest } })
    left.set(lineNo, rest - quantity)
  }
  return undefined
}

export interface Settling {
  readonly acceptanceId: Id
  readonly lineNo: number
  readonly kind: DifferenceKind
  /** A return that goes back to the store or is thrown away, or nothing at all: then with a reason. */
  readonly decision: ReturnFate | 'reject'
  readonly reason?: string
}

export type SettleDifferenceRefusal =
  | ReturnRefusal
  | Refusal<'difference_unknown' | 'already_settled' | 'reason_missing'>

/**
 * Staff settles what a buyer found: a return of that much, which the next invoice takes off, or a refusal that the buyer
 * reads. Missing goods that still lie in the store go back to it; those that were lost are thrown away.
 */
export async function settleDifference(
  tx: Tx,
  actor: Actor,
  { acceptanceId, lineNo, kind, decision, reason = '' }: Settling,
): Promise<{ deliveryId: Id; returnNo: string | null } | SettleDifferenceRefusal> {
  if (!may(actor.role, 'return.take')) return refuse('not_allowed')
  const found = await lockDifference(tx, acceptanceId, lineNo, kind)
  if (!found) return refuse('difference_unknown')
  if (found.settled_at) return refuse('already_settled')
  const said = reason.trim()
  if (decision === 'reject' && said === '') return refuse('reason_missing', { field: 'reason' })

  const settle = (columns: { return_id?: Id; rejected_because?: string }) =>
    tx.q
      .updateTable('trade_difference')
      .set({ ...columns, settled_at: tx.now, settled_by: actor.userId ?? null })
      .where('region_id', '=', tx.region)
      .where('acceptance_id', '=', acceptanceId)
      .where('line_no', '=', lineNo)
      .where('kind', '=', kind)
      .execute()
  if (decision === 'reject') {
    await settle({ rejected_because: said })
    return { deliveryId: found.delivery_id, returnNo: null }
  }
  const kinds = { short: '検収：不足', damaged: '検収：破損' } as const
  const why = [kinds[kind], said === '' ? found.reason : said].filter((part) => part !== '').join('　')
  const { quantity, delivery_id: deliveryId } = found
  const taken = await takeReturn(tx, actor, { deliveryId, lineNo, quantity, fate: decision, reason: why })
  if (isRefusal(taken)) return taken
  await settle({ return_id: taken.returnId })
  return { deliveryId, returnNo: taken.returnNo }
}

/** The delivery of an acceptance, held until the transaction ends: who settles and who undoes take turns on it. */
async function lockDeliveryOf(tx: Tx, acceptanceId: Id): Promise<void> {
  await tx.run(
    `select 1 from trade_delivery where region_id = $1 and delivery_id = (
       select delivery_id from trade_acceptance where region_id = $1 and acceptance_id = $2) for update`,
    [tx.region, acceptanceId],
  )
}

/** The delivery first, as everybody does, then the difference. */
async function lockDifference(tx: Tx, acceptanceId: Id, lineNo: number, kind: DifferenceKind) {
  await lockDeliveryOf(tx, acceptanceId)
  const [row] = await tx.run<{ quantity: number; reason: string; settled_at: Date | null; delivery_id: Id }>(
    `select d.quantity, d.reason, d.settled_at, a.delivery_id
     from trade_difference d
     join trade_acceptance a on a.region_id = d.region_id and a.acceptance_id = d.acceptance_id and a.undone_at is null
     where d.region_id = $1 and d.acceptance_id = $2 and d.line_no = $3 and d.kind = $4`,
    [tx.region, acceptanceId, lineNo, kind],
  )
  return row
}

export type UndoAcceptanceRefusal = Refusal<'not_allowed' | 'acceptance_unknown' | 'already_settled'>

/** Staff takes back an acceptance that was entered wrongly, as long as nothing was settled by it; it stays on record. */
export async function undoAcceptance(
  tx: Tx,
  actor: Actor,
  { acceptanceId }: { acceptanceId: Id },
): Promise<{ deliveryId: Id } | UndoAcceptanceRefusal> {
  if (!may(actor.role, 'return.take')) return refuse('not_allowed')
  await lockDeliveryOf(tx, acceptanceId)
  const [undone] = await tx.run<{ delivery_id: Id; settled: boolean }>(
    `with d as (select exists (select from trade_difference where region_id = $1 and acceptance_id = $2
       and settled_at is not null) as settled)
     update trade_acceptance a set undone_at = case when d.settled then null else $3::timestamptz end
     from d where a.region_id = $1 and a.acceptance_id = $2 and a.undone_at is null
     returning a.delivery_id, d.settled`,
    [tx.region, acceptanceId, tx.now],
  )
  if (!undone) return refuse('acceptance_unknown')
  return undone.settled ? refuse('already_settled') : { deliveryId: undone.delivery_id }
}

import type { Tx } from '#db/transaction.ts'
import { nextNumber } from '#db/counters.ts'
import { addDays } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { contractOn } from './products.ts'
import type { MovementTable } from './schema.ts'

export interface NewLot {
  readonly productId: Id
  /** Pieces, or grams. */
  readonly quantity: number
  /** Harvested or made on. */
  readonly madeOn: Day
  /** Left out: the day it was made plus the product's shelf life. */
  readonly bestBefore?: Day
  /** Field, workshop, tank. */
  readonly place?: string
  /** The producer's own number; the next free one when left out. */
  readonly lotNo?: string
  /** Today unless entered later. */
  readonly receivedOn?: Day
  readonly note?: string
}

export type ReceiveRefusal = Refusal<
  | 'not_allowed'
  | 'product_unknown'
  | 'quantity_wrong'
  | 'day_in_future'
  | 'made_after_receipt'
  | 'best_before_too_early'
  | 'contract_missing' // detail.name, detail.on
  | 'lot_no_taken' // detail.lotNo
>

/**
 * Staff takes goods in. The lot keeps the terms of the day on which it came, so a later change of the contract does not
 * change what is owed for it.
 */
export async function receiveLot(
  tx: Tx,
  actor: Actor,
  input: NewLot,
): Promise<{ lotId: Id; lotNo: string } | ReceiveRefusal> {
  if (!may(actor.role, 'stock.receive')) return refuse('not_allowed')
  const product = await tx.q
    .selectFrom('trade_product')
    .where('region_id', '=', tx.region)
    .where('product_id', '=', input.productId)
    .select(['producer_id', 'name', 'shelf_life_days'])
    .executeTakeFirst()
  if (!product) return refuse('product_unknown', { field: 'productId' })
  const days = checkDays(tx, input, product.shelf_life_days)
  if (isRefusal(days)) return days
  const contract = await contractOn(tx, input.productId, days.receivedOn)
  if (!contract)
    return refuse('contract_missing', {
      field: 'productId',
      detail: { name: product.name, on: days.receivedOn },
    })

  const lotId = newId()
  const lotNo = normalise(input.lotNo ?? '') || (await nextNumber(tx, 'L'))
  const written = await tx.q
    .insertInto('trade_lot')
    .values({
      region_id: tx.region,
      lot_id: lotId,
      lot_no: lotNo,
      product_id: input.productId,
      producer_id: product.producer_id,
      received_on: days.receivedOn,
      made_on: input.madeOn,
      best_before: days.bestBefore,
      place: normalise(input.place ?? ''),
      quantity: input.quantity,
      remaining: input.quantity,
      model: contract.model,
      commission_bp: contract.model === 'consignment' ? contract.commissionBp : null,
      purchase_price_yen: contract.model === 'purchase' ? contract.purchasePriceYen : null,
      note: (input.note ?? '').trim(),
      statement_id: null,
      received_at: tx.now,
      received_by: actor.userId ?? null,
    })
    .onConflict((c) => c.columns(['region_id', 'lot_no']).doNothing())
    .returning('lot_id')
    .execute()
  if (written.length === 0) return refuse('lot_no_taken', { field: 'lotNo', detail: { lotNo } })
  await tx.run('update trade_stock set on_hand = on_hand + $3 where region_id = $1 and product_id = $2', [
    tx.region,
    input.productId,
    input.quantity,
  ])
  await writeMovements(tx, actor, [
    {
      lot_id: lotId,
      product_id: input.productId,
      kind: 'receipt',
      quantity: input.quantity,
      moved_on: days.receivedOn,
      document_id: lotId,
      document_no: lotNo,
      reason: '',
    },
  ])
  return { lotId, lotNo }
}

function checkDays(
  tx: Tx,
  { quantity, madeOn, receivedOn = tx.today, ...input }: NewLot,
  shelfLifeDays: number | null,
): { receivedOn: Day; bestBefore: Day | null } | ReceiveRefusal {
  if (!Number.isSafeInteger(quantity) || quantity <= 0) return refuse('quantity_wrong', { field: 'quantity' })
  if (receivedOn > tx.today) return refuse('day_in_future', { field: 'receivedOn' })
  if (madeOn > receivedOn) return refuse('made_after_receipt', { field: 'madeOn' })
  const bestBefore = input.bestBefore ?? (shelfLifeDays === null ? null : addDays(madeOn, shelfLifeDays))
  if (bestBefore !== null && bestBefore < madeOn)
    return refuse('best_before_too_early', { field: 'bestBefore' })
  return { receivedOn, bestBefore }
}

export type WriteOffRefusal = Refusal<
  | 'not_allowed'
  | 'lot_unknown'
  | 'quantity_wrong'
  | 'reason_missing'
  | 'lot_holds_less' // detail.left
  | 'promised_to_buyers' // detail.free
>

/** Staff throws away what went bad. What buyers were promised cannot go: cancel or change the order first. */
export async function writeOffLot(
  tx: Tx,
  actor: Actor,
  { lotId, quantity, reason }: { lotId: Id; quantity: number; reason: string },
): Promise<{ lotId: Id; left: number } | WriteOffRefusal> {
  if (!may(actor.role, 'stock.receive')) return refuse('not_allowed')
  if (!Number.isSafeInteger(quantity) || quantity <= 0) return refuse('quantity_wrong', { field: 'quantity' })
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  const lot = await tx.q
    .selectFrom('trade_lot')
    .where('region_id', '=', tx.region)
    .where('lot_id', '=', lotId)
    .select(['product_id', 'lot_no'])
    .executeTakeFirst()
  if (!lot) return refuse('lot_unknown')

  // The stock row first, then the lot: everybody locks in this order.
  const [stock] = await tx.run<{ free: number }>(
    'select on_hand - reserved as free from trade_stock where region_id = $1 and product_id = $2 for update',
    [tx.region, lot.product_id],
  )
  const [taken] = await tx.run<{ left: number }>(
    `update trade_lot set remaining = remaining - $3
     where region_id = $1 and lot_id = $2 and remaining >= $3 returning remaining as left`,
    [tx.region, lotId, quantity],
  )
  if (!taken) {
    const left = await remainingOf(tx, lotId)
    return refuse('lot_holds_less', { field: 'quantity', detail: { left } })
  }
  const free = stock?.free ?? 0
  if (free < quantity) return refuse('promised_to_buyers', { field: 'quantity', detail: { free } })
  await tx.run('update trade_stock set on_hand = on_hand - $3 where region_id = $1 and product_id = $2', [
    tx.region,
    lot.product_id,
    quantity,
  ])
  await writeMovements(tx, actor, [
    {
      lot_id: lotId,
      product_id: lot.product_id,
      kind: 'waste',
      quantity: -quantity,
      moved_on: tx.today,
      document_id: lotId,
      document_no: lot.lot_no,
      reason: reason.trim(),
    },
  ])
  return { lotId, left: taken.left }
}

async function remainingOf(tx: Tx, lotId: Id): Promise<number> {
  const { remaining } = await tx.q
    .selectFrom('trade_lot')
    .where('region_id', '=', tx.region)
    .where('lot_id', '=', lotId)
    .select('remaining')
    .executeTakeFirstOrThrow()
  return remaining
}

type Movement = Omit<
  MovementTable,
  'region_id' | 'movement_id' | 'moved_at' | 'actor_id' | 'document_no' | 'reason'
> & {
  readonly document_no: string
  readonly reason: string
}

/** Writes down how lots changed; the sum of a lot's movements is what remains of it. */
export async function writeMovements(tx: Tx, actor: Actor, movements: readonly Movement[]): Promise<void> {
  if (movements.length === 0) return
  await tx.q
    .insertInto('trade_movement')
    .values(
      movements.map((each) => ({
        ...each,
        region_id: tx.region,
        movement_id: newId(),
        moved_at: tx.now,
        actor_id: actor.userId ?? null,
      })),
    )
    .execute()
}

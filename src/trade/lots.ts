import type { Tx } from '#db/transaction.ts'
import { addDays } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { nextNumbers } from '#db/counters.ts'
import { insertAll } from './bulk.ts'
import type { Model, MovementTable } from './schema.ts'

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
  const received = await receiveLots(tx, actor, [input])
  if (isRefusal(received)) return received
  const [lot] = received
  if (!lot) throw new Error('a lot was received and is not there')
  return lot
}

interface Received {
  readonly input: NewLot
  readonly product: Known
  readonly days: { receivedOn: Day; bestBefore: Day | null }
  readonly lotId: Id
  readonly lotNo: string
}

/** A morning's arrivals in one go: all are received or none, and the first that is wrong is named. */
export async function receiveLots(
  tx: Tx,
  actor: Actor,
  inputs: readonly NewLot[],
): Promise<{ lotId: Id; lotNo: string }[] | ReceiveRefusal> {
  if (!may(actor.role, 'stock.receive')) return refuse('not_allowed')
  const products = await knownProducts(tx, inputs)
  const checked: Omit<Received, 'lotId' | 'lotNo'>[] = []
  for (const [at, input] of inputs.entries()) {
    const product = products.get(at)
    if (!product) return refuse('product_unknown', { field: 'productId' })
    const days = checkDays(tx, input, product.shelfLifeDays)
    if (isRefusal(days)) return days
    if (product.model === null)
      return refuse('contract_missing', {
        field: 'productId',
        detail: { name: product.name, on: days.receivedOn },
      })
    checked.push({ input, product, days })
  }
  const own = checked.map(({ input }) => normalise(input.lotNo ?? ''))
  const numbers = await nextNumbers(tx, 'L', own.filter((no) => no === '').length)
  const received = checked.map((each, at) => ({
    ...each,
    lotId: newId(),
    lotNo: own[at] || (numbers.shift() ?? ''),
  }))
  const taken = await takenNumber(tx, received)
  if (taken) return refuse('lot_no_taken', { field: 'lotNo', detail: { lotNo: taken } })
  writeLots(tx, actor, received)
  return received.map(({ lotId, lotNo }) => ({ lotId, lotNo }))
}

interface Known {
  readonly producerId: Id
  readonly name: string
  readonly shelfLifeDays: number | null
  /** Terms on the day of receipt; none when there is no contract. */
  readonly model: Model | null
  readonly commissionBp: number | null
  readonly purchasePriceYen: number | null
}

/** The product of each input, by its place, with the terms of its day. */
async function knownProducts(tx: Tx, inputs: readonly NewLot[]): Promise<Map<number, Known>> {
  const rows = await tx.run<Known & { at: number }>(
    `select (w.at - 1)::int as at, p.producer_id as "producerId", p.name, p.shelf_life_days as "shelfLifeDays",
       c.model, c.commission_bp as "commissionBp", c.purchase_price_yen as "purchasePriceYen"
     from unnest($2::uuid[], $3::date[]) with ordinality w (product, day, at)
     join trade_product p on p.region_id = $1 and p.product_id = w.product
     left join lateral (
       select model, commission_bp, purchase_price_yen from trade_contract t
       where t.region_id = $1 and t.product_id = w.product and t.valid_from <= w.day
       order by t.valid_from desc limit 1) c on true`,
    [tx.region, inputs.map((each) => each.productId), inputs.map((each) => each.receivedOn ?? tx.today)],
  )
  return new Map(rows.map(({ at, ...known }) => [at, known]))
}

/** A lot number that exists already, or that was given twice. */
async function takenNumber(tx: Tx, received: readonly Received[]): Promise<string | undefined> {
  const numbers = received.map(({ lotNo }) => lotNo)
  const twice = numbers.find((no, at) => numbers.indexOf(no) !== at)
  if (twice) return twice
  const [row] = await tx.run<{ lot_no: string }>(
    'select lot_no from trade_lot where region_id = $1 and lot_no = any ($2) limit 1',
    [tx.region, numbers],
  )
  return row?.lot_no
}

function writeLots(tx: Tx, actor: Actor, received: readonly Received[]): void {
  insertAll(
    tx,
    'trade_lot',
    lotColumns,
    received.map(({ input, product, days, lotId, lotNo }) => ({
      lot_id: lotId,
      lot_no: lotNo,
      product_id: input.productId,
      producer_id: product.producerId,
      received_on: days.receivedOn,
      made_on: input.madeOn,
      best_before: days.bestBefore,
      place: normalise(input.place ?? ''),
      quantity: input.quantity,
      remaining: input.quantity,
      model: product.model,
      commission_bp: product.model === 'consignment' ? product.commissionBp : null,
      purchase_price_yen: product.model === 'purchase' ? product.purchasePriceYen : null,
      note: (input.note ?? '').trim(),
      received_at: tx.now.toISOString(),
      received_by: actor.userId ?? null,
    })),
  )
  tx.send(
    `update trade_stock s set on_hand = s.on_hand + x.quantity
     from (select product, sum(quantity) as quantity from unnest($2::uuid[], $3::bigint[]) i (product, quantity)
           group by product) x
     where s.region_id = $1 and s.product_id = x.product`,
    [tx.region, received.map(({ input }) => input.productId), received.map(({ input }) => input.quantity)],
  )
  writeMovements(
    tx,
    actor,
    received.map(({ input, days, lotId, lotNo }) => ({
      lot_id: lotId,
      product_id: input.productId,
      kind: 'receipt',
      quantity: input.quantity,
      moved_on: days.receivedOn,
      document_id: lotId,
      document_no: lotNo,
      reason: '',
    })),
  )
}

const lotColumns = {
  lot_id: 'uuid',
  lot_no: 'text',
  product_id: 'uuid',
  producer_id: 'uuid',
  received_on: 'date',
  made_on: 'date',
  best_before: 'date',
  place: 'text',
  quantity: 'bigint',
  remaining: 'bigint',
  model: 'text',
  commission_bp: 'int',
  purchase_price_yen: 'bigint',
  note: 'text',
  received_at: 'timestamptz',
  received_by: 'uuid',
} as const

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

/** What goods leave the stock for without being sold: spoilt, or shown to somebody. */
export const takenFor = ['waste', 'sample'] as const
export type TakenFor = (typeof takenFor)[number]

/** Staff takes goods out that are not sold. What buyers were promised cannot go: cancel or change the order first. */
export async function writeOffLot(
  tx: Tx,
  actor: Actor,
  {
    lotId,
    quantity,
    reason,
    fate = 'waste',
  }: { lotId: Id; quantity: number; reason: string; fate?: TakenFor },
): Promise<{ lotId: Id; left: number } | WriteOffRefusal> {
  if (!may(actor.role, 'stock.receive')) return refuse('not_allowed')
  if (!Number.isSafeInteger(quantity) || quantity <= 0) return refuse('quantity_wrong', { field: 'quantity' })
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  const lot = (await lockLots(tx, [lotId])).get(lotId)
  if (!lot) return refuse('lot_unknown')
  const { remaining, free } = lot
  if (remaining < quantity)
    return refuse('lot_holds_less', { field: 'quantity', detail: { left: remaining } })
  if (free < quantity) return refuse('promised_to_buyers', { field: 'quantity', detail: { free } })
  changeLot(tx, actor, lot, { kind: fate, quantity: -quantity, reason: reason.trim() })
  return { lotId, left: remaining - quantity }
}

export interface LockedLot {
  readonly lotId: Id
  readonly lotNo: string
  readonly productId: Id
  /** As it came in. */
  readonly received: number
  readonly remaining: number
  /** Of the product, in all its lots: what nobody was promised. */
  readonly free: number
}

/** Lots, held until the transaction ends. The stock rows first, then the lots, each in one order for everybody. */
export async function lockLots(tx: Tx, lotIds: readonly Id[]): Promise<Map<Id, LockedLot>> {
  const stock = tx.run<{ productId: Id; free: number }>(
    `select product_id as "productId", on_hand - reserved as free from trade_stock
     where region_id = $1 and product_id in (
       select product_id from trade_lot where region_id = $1 and lot_id = any ($2)) order by product_id for update`,
    [tx.region, lotIds],
  )
  const lots = tx.run<Omit<LockedLot, 'free'> & Record<string, unknown>>(
    `select lot_id as "lotId", lot_no as "lotNo", product_id as "productId", quantity as received, remaining
     from trade_lot where region_id = $1 and lot_id = any ($2) order by lot_id for update`,
    [tx.region, lotIds],
  )
  const [held, found] = await Promise.all([stock, lots])
  const free = new Map(held.map((row) => [row.productId, row.free]))
  return new Map(found.map((lot) => [lot.lotId, { ...lot, free: free.get(lot.productId) ?? 0 }]))
}

/** Less or more of a locked lot, with the reason, in the lot, in the store and in the list of movements. */
export function changeLot(
  tx: Tx,
  actor: Actor,
  { lotId, lotNo, productId }: LockedLot,
  change: { readonly kind: TakenFor | 'count'; readonly quantity: number; readonly reason: string },
): void {
  tx.send('update trade_lot set remaining = remaining + $3 where region_id = $1 and lot_id = $2', [
    tx.region,
    lotId,
    change.quantity,
  ])
  tx.send('update trade_stock set on_hand = on_hand + $3 where region_id = $1 and product_id = $2', [
    tx.region,
    productId,
    change.quantity,
  ])
  writeMovements(tx, actor, [
    {
      ...change,
      lot_id: lotId,
      product_id: productId,
      moved_on: tx.today,
      document_id: lotId,
      document_no: lotNo,
    },
  ])
}

type Movement = Omit<
  MovementTable,
  'region_id' | 'movement_id' | 'moved_at' | 'actor_id' | 'document_no' | 'reason'
> & {
  readonly document_no: string
  readonly reason: string
}

/** Writes down how lots changed, with the commit; the sum of a lot's movements is what remains of it. */
export function writeMovements(tx: Tx, actor: Actor, movements: readonly Movement[]): void {
  insertAll(
    tx,
    'trade_movement',
    movementColumns,
    movements.map((each) => ({
      ...each,
      movement_id: newId(),
      moved_at: tx.now.toISOString(),
      actor_id: actor.userId ?? null,
    })),
  )
}

const movementColumns = {
  movement_id: 'uuid',
  lot_id: 'uuid',
  product_id: 'uuid',
  kind: 'text',
  quantity: 'bigint',
  moved_on: 'date',
  document_id: 'uuid',
  document_no: 'text',
  reason: 'text',
  moved_at: 'timestamptz',
  actor_id: 'uuid',
} as const

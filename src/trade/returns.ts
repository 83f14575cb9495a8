import type { Tx } from '#db/transaction.ts'
import { nextNumber } from '#db/counters.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { insertAll } from './bulk.ts'
import { writeMovements } from './lots.ts'
import { shareOut } from './picking.ts'
import type { PricedBy, ReturnFate } from './schema.ts'

export interface NewReturn {
  readonly deliveryId: Id
  readonly lineNo: number
  /** Of the variant; grams for goods priced by the kilogram. */
  readonly quantity: number
  /** Back to the store, or thrown away. */
  readonly fate: ReturnFate
  readonly reason: string
  /** Today unless entered later. */
  readonly returnedOn?: Day
}

export type ReturnRefusal = Refusal<
  | 'not_allowed'
  | 'delivery_unknown'
  | 'quantity_wrong'
  | 'reason_missing'
  | 'day_in_future'
  | 'before_delivery' // detail.on
  | 'more_than_delivered' // detail.left
>

/**
 * Staff takes goods back. The delivery stays as it was; the return is a document of its own whose lines are taken off the
 * buyer's next invoice (返還, 消費税法 57条の4 3項), also when the delivery's invoice is already paid.
 */
export async function takeReturn(
  tx: Tx,
  actor: Actor,
  input: NewReturn,
): Promise<{ returnId: Id; returnNo: string; amountYen: number } | ReturnRefusal> {
  if (!may(actor.role, 'return.take')) return refuse('not_allowed')
  const { returnedOn = tx.today } = input
  if (returnedOn > tx.today) return refuse('day_in_future', { field: 'returnedOn' })
  if (input.reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  const line = await lockLine(tx, input)
  if (!line) return refuse('delivery_unknown')
  if (returnedOn < line.shipped_on)
    return refuse('before_delivery', { field: 'returnedOn', detail: { on: line.shipped_on } })
  const back = decide(line, input.quantity)
  if (isRefusal(back)) return back

  const made = { returnId: newId(), returnNo: await nextNumber(tx, 'R') }
  await tx.q
    .insertInto('trade_return')
    .values({
      region_id: tx.region,
      return_id: made.returnId,
      return_no: made.returnNo,
      delivery_id: input.deliveryId,
      line_no: input.lineNo,
      buyer_id: line.buyer_id,
      returned_on: returnedOn,
      quantity: input.quantity,
      base_quantity: back.base,
      amount_yen: back.amount,
      fate: input.fate,
      reason: input.reason.trim(),
      invoice_id: null,
      taken_at: tx.now,
      taken_by: actor.userId ?? null,
    })
    .execute()
  await giveBack(tx, actor, { ...input, ...made, returnedOn }, line, back)
  return { ...made, amountYen: back.amount }
}

interface DeliveredLot {
  readonly lot_id: Id
  readonly quantity: number
  readonly returned: number
}
interface DeliveredLine {
  readonly product_id: Id
  readonly buyer_id: Id
  readonly shipped_on: Day
  readonly quantity: number
  readonly base_quantity: number
  readonly priced_by: PricedBy
  readonly amount_yen: number
  readonly lots: readonly DeliveredLot[]
}

/** The delivery first, then the store, then its lots: the order in which everybody locks. */
async function lockLine(
  tx: Tx,
  { deliveryId, lineNo }: Pick<NewReturn, 'deliveryId' | 'lineNo'>,
): Promise<DeliveredLine | undefined> {
  const [line] = await tx.run<Omit<DeliveredLine, 'lots'> & Record<string, unknown>>(
    `select l.product_id, d.buyer_id, d.shipped_on, l.quantity, l.base_quantity, l.priced_by, l.amount_yen
     from trade_delivery d
     join trade_delivery_line l on l.region_id = d.region_id and l.delivery_id = d.delivery_id
     where d.region_id = $1 and d.delivery_id = $2 and l.line_no = $3 for update of d`,
    [tx.region, deliveryId, lineNo],
  )
  if (!line) return undefined
  await tx.run('select 1 from trade_stock where region_id = $1 and product_id = $2 for update', [
    tx.region,
    line.product_id,
  ])
  const lots = await tx.run<DeliveredLot & Record<string, unknown>>(
    `select lot_id, quantity, returned from trade_delivery_lot
     where region_id = $1 and delivery_id = $2 and line_no = $3 order by lot_id for update`,
    [tx.region, deliveryId, lineNo],
  )
  return { ...line, lots }
}

interface Back {
  readonly base: number
  readonly amount: Yen
  readonly lots: readonly { readonly lotId: Id; readonly quantity: number; readonly amount: Yen }[]
}

/** How much comes back in base units and yen, and of which lots: youngest taken first, as lots were used oldest first. */
function decide(line: DeliveredLine, quantity: number): Back | ReturnRefusal {
  const perPiece = line.priced_by === 'kg' ? 1 : line.base_quantity / line.quantity
  const before = line.lots.reduce((total, lot) => total + lot.returned, 0)
  const left = line.base_quantity - before
  if (!Number.isSafeInteger(quantity) || quantity <= 0) return refuse('quantity_wrong', { field: 'quantity' })
  const base = quantity * perPiece
  if (base > left)
    return refuse('more_than_delivered', { field: 'quantity', detail: { left: Math.floor(left / perPiece) } })

  // By running sums, so that all the returns of a line together undo it to the yen.
  const [, amount = jpy(0)] = shareOut(jpy(line.amount_yen), [before, base, left - base])
  let wanted = base
  const lots = line.lots.toReversed().flatMap((lot) => {
    const taken = Math.min(wanted, lot.quantity - lot.returned)
    wanted -= taken
    return taken > 0 ? [{ lotId: lot.lot_id, quantity: taken }] : []
  })
  const shares = shareOut(
    amount,
    lots.map((lot) => lot.quantity),
  )
  return { base, amount, lots: lots.map((lot, at) => ({ ...lot, amount: shares[at] ?? jpy(0) })) }
}

async function giveBack(
  tx: Tx,
  actor: Actor,
  done: NewReturn & { returnId: Id; returnNo: string; returnedOn: Day },
  line: DeliveredLine,
  back: Back,
): Promise<void> {
  insertAll(
    tx,
    'trade_return_lot',
    { return_id: 'uuid', lot_id: 'uuid', quantity: 'bigint', amount_yen: 'bigint' },
    back.lots.map(({ lotId, quantity, amount }) => ({
      return_id: done.returnId,
      lot_id: lotId,
      quantity,
      amount_yen: amount,
    })),
  )
  const taken = [back.lots.map(({ lotId }) => lotId), back.lots.map(({ quantity }) => quantity)]
  await tx.run(
    `update trade_delivery_lot l set returned = l.returned + x.quantity
     from unnest($4::uuid[], $5::bigint[]) x (lot_id, quantity)
     where l.region_id = $1 and l.delivery_id = $2 and l.line_no = $3 and l.lot_id = x.lot_id`,
    [tx.region, done.deliveryId, done.lineNo, ...taken],
  )
  if (done.fate === 'stock') {
    await tx.run('update trade_stock set on_hand = on_hand + $3 where region_id = $1 and product_id = $2', [
      tx.region,
      line.product_id,
      back.base,
    ])
    await tx.run(
      `update trade_lot l set remaining = l.remaining + x.quantity
       from unnest($2::uuid[], $3::bigint[]) x (lot_id, quantity) where l.region_id = $1 and l.lot_id = x.lot_id`,
      [tx.region, ...taken],
    )
  }
  const movement = (lotId: Id, kind: 'return' | 'waste', quantity: number) => ({
    lot_id: lotId,
    product_id: line.product_id,
    kind,
    quantity,
    moved_on: done.returnedOn,
    document_id: done.deliveryId,
    document_no: done.returnNo,
    reason: done.reason.trim(),
  })
  writeMovements(
    tx,
    actor,
    back.lots.flatMap(({ lotId, quantity }) => [
      movement(lotId, 'return', quantity),
      ...(done.fate === 'waste' ? [movement(lotId, 'waste', -quantity)] : []),
    ]),
  )
}

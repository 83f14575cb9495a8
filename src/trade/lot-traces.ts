import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { fromCursor, pageOf } from '#parties/cursors.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import type { Model, MovementKind } from './schema.ts'

export interface LotRow {
  readonly lotId: Id
  readonly lotNo: string
  readonly productId: Id
  readonly productName: string
  readonly productNameEn: string
  readonly producerName: string
  readonly receivedOn: Day
  readonly madeOn: Day
  readonly bestBefore: Day | null
  readonly place: string
  readonly quantity: number
  readonly remaining: number
  readonly baseUnit: string
  readonly baseUnitEn: string
  readonly model: Model
}

const columns = `l.lot_id as "lotId", l.lot_no as "lotNo", l.product_id as "productId", p.name as "productName",
  p.name_en as "productNameEn", f.name as "producerName", l.received_on as "receivedOn", l.made_on as "madeOn",
  l.best_before as "bestBefore", l.place, l.quantity, l.remaining, p.base_unit as "baseUnit",
  p.base_unit_en as "baseUnitEn", l.model`
const joined = `join trade_product p on p.region_id = l.region_id and p.product_id = l.product_id
  join party f on f.region_id = l.region_id and f.party_id = l.producer_id`

/** The company sees every lot, a producer its own. */
function ownOnly(actor: Actor): Id | null | undefined {
  if (!may(actor.role, 'product.edit')) return undefined
  return actor.role === 'company_staff' ? null : (actor.partyId ?? undefined)
}

/** Lots, newest receipt first; with `left` only those of which something remains. */
export async function listLots(
  tx: Tx,
  actor: Actor,
  filter: { readonly left?: boolean; readonly productId?: Id } = {},
  cursor?: string,
): Promise<Page<LotRow> | Refusal<'not_allowed'>> {
  const producer = ownOnly(actor)
  if (producer === undefined) return refuse('not_allowed')
  const limit = 50
  const [receivedOn, lotId] = (cursor === undefined ? undefined : fromCursor(cursor, 2)) ?? []
  const rows = await tx.run<LotRow & Record<string, unknown>>(
    `select ${columns} from trade_lot l ${joined}
     where l.region_id = $1 and ($2::uuid is null or l.producer_id = $2) and (not $3 or l.remaining > 0)
       and ($4::uuid is null or l.product_id = $4)
       and ($5::date is null or (l.received_on, l.lot_id) < ($5, $6::uuid))
     order by l.received_on desc, l.lot_id desc limit $7`,
    [
      tx.region,
      producer,
      filter.left ?? false,
      filter.productId ?? null,
      receivedOn ?? null,
      lotId ?? null,
      limit + 1,
    ],
  )
  return pageOf(rows, limit, (row) => [row.receivedOn, row.lotId])
}

export interface LotStep {
  readonly kind: MovementKind
  readonly on: Day
  /** Base units; below zero when they left. */
  readonly quantity: number
  readonly documentId: Id | null
  readonly documentNo: string
  readonly reason: string
  /** To whom it went, or from whom it came back. */
  readonly buyerName: string | null
}

export interface LotTrace extends LotRow {
  readonly note: string
  readonly steps: readonly LotStep[]
}

/** From the field to every jar: how a lot came, where each piece of it went, and what came back. */
export async function traceLot(
  tx: Tx,
  actor: Actor,
  { lotId }: { lotId: Id },
): Promise<LotTrace | Refusal<'not_allowed' | 'lot_unknown'>> {
  const producer = ownOnly(actor)
  if (producer === undefined) return refuse('not_allowed')
  const [lot] = await tx.run<Omit<LotTrace, 'steps'> & Record<string, unknown>>(
    `select ${columns}, l.note from trade_lot l ${joined}
     where l.region_id = $1 and l.lot_id = $2 and ($3::uuid is null or l.producer_id = $3)`,
    [tx.region, lotId, producer],
  )
  if (!lot) return refuse('lot_unknown')
  const steps = await tx.run<LotStep & Record<string, unknown>>(
    `select m.kind, m.moved_on as "on", m.quantity, m.document_id as "documentId", m.document_no as "documentNo",
       m.reason, b.name as "buyerName"
     from trade_movement m
     left join trade_delivery d on d.region_id = m.region_id and d.delivery_id = m.document_id
     left join party b on b.region_id = d.region_id and b.party_id = d.buyer_id
     where m.region_id = $1 and m.lot_id = $2 order by m.movement_id`,
    [tx.region, lotId],
  )
  return { ...lot, steps }
}

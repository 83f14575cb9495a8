import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { validOn } from '#parties/dated.ts'
import { may } from '#parties/policy.ts'
import type { SiteKind } from './schema.ts'
import { type Portion, type Proof, negative, nothing, together } from './portions.ts'
import type { Cause, PileSpecies, Store } from './stock.schema.ts'

/** Where wood is put: into the open pile of its sort, which begins when there is none. */
export interface Heap {
  readonly siteId: Id
  readonly store: Store
  readonly species: PileSpecies
  readonly proof: Proof
  /** Of chips: their lot, with its size and ash class. */
  readonly lotNo?: string
  readonly size?: string
  readonly ash?: string
}

/** Why a pile changes, and by which slip, work or day of a boiler. */
export interface Reason {
  readonly cause: Cause
  readonly documentId: Id
  readonly on: Day
}

/** Puts wood on its pile; `dry` is its dry mass in grams, as an expression. */
const putting = (dry: string): string => `with p as (
    insert into wood_pile as w (region_id, pile_id, site_id, store, species, proof, lot_no, size, ash, begun_on, grams, dry_g, co2_g)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::bigint, ${dry}, $13)
    on conflict (region_id, site_id, store, species, proof, lot_no) where closed_on is null
    do update set grams = w.grams + excluded.grams, dry_g = w.dry_g + excluded.dry_g, co2_g = w.co2_g + excluded.co2_g
    returning pile_id)
  insert into wood_pile_move (region_id, move_id, pile_id, cause, document_id, occurred_on, grams, dry_g, co2_g)
  select $1, $14, p.pile_id, $15, $16, $10, $11, ${dry}, $13 from p returning pile_id as "pileId"`

const put = putting('$12')
/** By the moisture in $12 as far as it was measured, else by that of green wood on the day in $17. */
const putGreen =
  putting(`round($11::bigint * (1 - coalesce($12::int, (select round(p.value * 100) from party_parameter p
  where p.region_id = $1 and p.name = 'wood.green_moisture_pct' and ${validOn('p', '$17')})) / 10000.0))::bigint`)

const valuesOf = (tx: Tx, heap: Heap, { grams, dryGrams, co2Grams }: Portion, reason: Reason): unknown[] => [
  tx.region,
  newId(),
  heap.siteId,
  heap.store,
  heap.species,
  heap.proof,
  heap.lotNo ?? '',
  heap.size ?? '',
  heap.ash ?? '',
  reason.on,
  grams,
  dryGrams,
  co2Grams,
  newId(),
  reason.cause,
  reason.documentId,
]

export async function putOn(tx: Tx, heap: Heap, portion: Portion, reason: Reason): Promise<Id> {
  const [row] = await tx.run<{ pileId: Id }>(put, valuesOf(tx, heap, portion, reason))
  if (!row) throw new Error('a pile took nothing')
  return row.pileId
}

/** A delivery as it comes: as wet as it was measured, or as green wood is on its day. Answered with the commit. */
export function putDelivery(
  tx: Tx,
  heap: Heap,
  { grams, wetBp, deliveredOn }: { grams: number; wetBp: number | null; deliveredOn: Day },
  reason: Reason,
): void {
  const values = valuesOf(tx, heap, { grams, dryGrams: 0, co2Grams: 0 }, reason)
  values[11] = wetBp
  tx.send(putGreen, [...values, deliveredOn])
}

/** A pile as it is, locked until the transaction ends. */
export interface LockedPile extends Portion {
  readonly pileId: Id
  readonly siteId: Id
  readonly store: Store
  readonly species: PileSpecies
  readonly proof: Proof
  readonly lotNo: string
  readonly size: string
  readonly ash: string
  readonly operatorId: Id
  readonly code: string
  readonly siteKind: SiteKind
  readonly begunOn: Day
}

/** In one order, so that two who take from the same piles wait in a row; before the ledger, as a delivery does. */
export async function lockPiles(tx: Tx, pileIds: readonly Id[]): Promise<Map<Id, LockedPile>> {
  const rows = await tx.run<LockedPile & Record<string, unknown>>(
    `select w.pile_id as "pileId", w.site_id as "siteId", w.store, w.species, w.proof, w.lot_no as "lotNo", w.size, w.ash,
       w.grams, w.dry_g as "dryGrams", w.co2_g as "co2Grams", s.operator_id as "operatorId", s.code, s.kind as "siteKind", w.begun_on as "begunOn"
     from wood_pile w join wood_site s on s.region_id = $1 and s.site_id = w.site_id
     where w.region_id = $1 and w.pile_id = any($2) order by w.pile_id for update of w`,
    [tx.region, pileIds],
  )
  return new Map(rows.map((row) => [row.pileId, row]))
}

/** Puts to a locked pile, or takes from it (a negative portion). The caller has seen that it holds so much. */
export async function changePile(tx: Tx, pileId: Id, portion: Portion, reason: Reason): Promise<void> {
  await tx.run(
    `with p as (
       update wood_pile set grams = grams + $3::bigint, dry_g = dry_g + $4, co2_g = co2_g + $5
       where region_id = $1 and pile_id = $2)
     insert into wood_pile_move (region_id, move_id, pile_id, cause, document_id, occurred_on, grams, dry_g, co2_g)
     values ($1, $6, $2, $7, $8, $9, $3, $4, $5)`,
    [
      tx.region,
      pileId,
      portion.grams,
      portion.dryGrams,
      portion.co2Grams,
      newId(),
      reason.cause,
      reason.documentId,
      reason.on,
    ],
  )
}

/**
 * Turns round what a document did to piles; refuses `pile_used` when what it put there is gone. Its piles are locked first and the
 * ledger's entry is for the caller.
 */
export async function undoMoves(
  tx: Tx,
  { documentId, on }: { documentId: Id; on: Day },
): Promise<undefined | Refusal<'pile_used'>> {
  const moves = await tx.run<Portion & { pileId: Id; cause: Cause }>(
    `select pile_id as "pileId", cause, sum(grams)::bigint as grams, sum(dry_g)::bigint as "dryGrams", sum(co2_g)::bigint as "co2Grams"
     from wood_pile_move where region_id = $1 and document_id = $2 group by 1, 2 order by 1`,
    [tx.region, documentId],
  )
  const piles = await lockPiles(
    tx,
    moves.map(({ pileId }) => pileId),
  )
  for (const { pileId, ...moved } of moves) {
    const left = together(piles.get(pileId) ?? nothing, negative(moved))
    if (left.dryGrams < 0 || left.co2Grams < 0 || left.grams < left.dryGrams)
      return refuse('pile_used', { detail: { short: Math.max(-left.grams, 0) } })
  }
  for (const { pileId, cause, ...moved } of moves)
    await changePile(tx, pileId, negative(moved), { cause, documentId, on })
  return undefined
}

/** From today on nothing is added to a pile: what comes next begins another. */
export async function closePile(
  tx: Tx,
  actor: Actor,
  { pileId }: { pileId: Id },
): Promise<{ pileId: Id } | Refusal<'not_allowed' | 'pile_unknown'>> {
  if (!may(actor.role, 'wood.make')) return refuse('not_allowed')
  const closed = await tx.run(
    `update wood_pile set closed_on = $3 where region_id = $1 and pile_id = $2 and closed_on is null returning pile_id`,
    [tx.region, pileId, tx.today],
  )
  return closed.length > 0 ? { pileId } : refuse('pile_unknown')
}

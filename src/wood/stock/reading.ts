import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import { type Page, fromCursor, pageOf } from '#parties/cursors.ts'
import type { SiteKind } from '#wood/schema.ts'
import type { Portion, Proof } from '#wood/portions.ts'
import type { Cause, PileSpecies, Store, WorkKind } from '#wood/stock.schema.ts'

export interface PileRow extends Portion {
  readonly pileId: Id
  readonly siteId: Id
  readonly siteName: string
  readonly siteNameEn: string
  readonly siteKind: SiteKind
  readonly store: Store
  readonly species: PileSpecies
  readonly proof: Proof
  readonly lotNo: string
  readonly size: string
  readonly ash: string
  readonly begunOn: Day
  readonly closedOn: Day | null
}

const columns = `w.pile_id as "pileId", w.site_id as "siteId", s.name as "siteName", s.name_en as "siteNameEn", s.kind as "siteKind",
  w.store, w.species, w.proof, w.lot_no as "lotNo", w.size, w.ash, w.begun_on as "begunOn", w.closed_on as "closedOn", w.grams,
  w.dry_g as "dryGrams", w.co2_g as "co2Grams"`
const storeOrder = `array_position(array['a', 'b', 'c', 'd', 'firewood', 'chips'], w.store)`

export interface PileFilter {
  readonly siteId?: Id
  readonly stores?: readonly Store[]
}

/** Piles in which something lies, by site, store and age. */
export async function listPiles(tx: Tx, { siteId, stores }: PileFilter = {}): Promise<PileRow[]> {
  return await tx.run<PileRow & Record<string, unknown>>(
    `select ${columns} from wood_pile w join wood_site s on s.region_id = $1 and s.site_id = w.site_id
     where w.region_id = $1 and w.grams > 0 and ($2::uuid is null or w.site_id = $2)
       and ($3::text[] is null or w.store = any($3))
     order by s.kind, s.name, ${storeOrder}, w.begun_on, w.pile_id`,
    [tx.region, siteId ?? null, stores ?? null],
  )
}

export interface PileMove extends Portion {
  readonly cause: Cause
  readonly documentId: Id
  /** The number of the slip or the work; empty for a day of a boiler. */
  readonly documentNo: string
  readonly on: Day
  /** What lay there after it, and how wet. */
  readonly after: Portion
}

export interface PileSeen extends PileRow {
  /** The newest first, at most `mostMoves`. */
  readonly moves: readonly PileMove[]
  readonly more: boolean
}
const mostMoves = 200

/** A pile and how it came to what it is. */
export async function readPile(tx: Tx, pileId: Id): Promise<PileSeen | Refusal<'not_found'>> {
  const [pile] = await tx.run<PileRow & Record<string, unknown>>(
    `select ${columns} from wood_pile w join wood_site s on s.region_id = $1 and s.site_id = w.site_id
     where w.region_id = $1 and w.pile_id = $2`,
    [tx.region, pileId],
  )
  if (!pile) return refuse('not_found')
  const rows = await tx.run<Omit<PileMove, 'after'> & MoveRaw>(
    `select m.cause, m.document_id as "documentId", coalesce(i.intake_no, k.work_no, '') as "documentNo",
       m.occurred_on as "on", m.grams, m.dry_g as "dryGrams", m.co2_g as "co2Grams",
       sum(m.grams) over w as "afterGrams", sum(m.dry_g) over w as "afterDry", sum(m.co2_g) over w as "afterCo2"
     from wood_pile_move m
     left join wood_intake i on i.region_id = $1 and m.cause = 'intake' and i.intake_id = m.document_id
     left join wood_work k on k.region_id = $1 and k.work_id = m.document_id
     where m.region_id = $1 and m.pile_id = $2
     window w as (order by m.move_id)
     order by m.move_id desc limit $3`,
    [tx.region, pileId, mostMoves + 1],
  )
  const moves = rows.slice(0, mostMoves).map(({ afterGrams, afterDry, afterCo2, ...move }) => ({
    ...move,
    after: { grams: Number(afterGrams), dryGrams: Number(afterDry), co2Grams: Number(afterCo2) },
  }))
  return { ...pile, moves, more: rows.length > mostMoves }
}
interface MoveRaw extends Record<string, unknown> {
  readonly afterGrams: number | string
  readonly afterDry: number | string
  readonly afterCo2: number | string
}

export interface WorkRow {
  readonly workId: Id
  readonly workNo: string
  readonly kind: WorkKind
  readonly siteName: string
  readonly on: Day
  readonly inGrams: number
  readonly outGrams: number
  readonly finesGrams: number
  readonly dieselMl: number
  readonly wetBp: number | null
  /** To whom firewood was handed, or of whom it was bought. */
  readonly otherName: string | null
  readonly netYen: number
  readonly taxYen: number
  readonly note: string
  readonly reversedOn: Day | null
}
const workColumns = `k.work_id as "workId", k.work_no as "workNo", k.kind, s.name as "siteName", k.done_on as "on", k.in_g as "inGrams",
  k.out_g as "outGrams", k.fines_g as "finesGrams", k.diesel_ml as "dieselMl", k.wet_bp as "wetBp", p.name as "otherName",
  k.net_jpy as "netYen", k.tax_jpy as "taxYen", k.note, k.reversed_on as "reversedOn"`
const works = `wood_work k join wood_site s on s.region_id = $1 and s.site_id = k.site_id
  left join party p on p.region_id = $1 and p.party_id = coalesce(k.supplier_id, k.seller_id)`
const pageLength = 50

/** Works by their day, the last first; of one kind, or all. */
export async function listWorks(
  tx: Tx,
  { kind }: { kind?: WorkKind } = {},
  after?: string,
): Promise<Page<WorkRow>> {
  const [on, id] = (after === undefined ? undefined : fromCursor(after, 2)) ?? []
  const rows = await tx.run<WorkRow & Record<string, unknown>>(
    `select ${workColumns} from ${works}
     where k.region_id = $1 and ($2::text is null or k.kind = $2)
       and ($3::date is null or (k.done_on, k.work_id) < ($3, $4::uuid))
     order by k.done_on desc, k.work_id desc limit $5`,
    [tx.region, kind ?? null, on ?? null, id ?? null, pageLength + 1],
  )
  return pageOf(rows, pageLength, (row) => [row.on, row.workId])
}

export interface WorkSeen extends WorkRow {
  readonly reason: string
  readonly madeBy: string
  readonly madeAt: Date
  readonly entryId: Id | null
  /** The certificate upon which it was bought. */
  readonly certificateId: Id | null
  readonly certificateNo: string | null
  /** What it took from and put to piles, without what turned it round. */
  readonly moves: readonly (Portion & {
    readonly pileId: Id
    readonly siteName: string
    readonly store: Store
    readonly species: PileSpecies
    readonly lotNo: string
  })[]
}

export async function readWork(tx: Tx, workId: Id): Promise<WorkSeen | Refusal<'not_found'>> {
  const [work] = await tx.run<Omit<WorkSeen, 'moves'> & Record<string, unknown>>(
    `select ${workColumns}, k.reason, k.made_by as "madeBy", k.made_at as "madeAt", k.entry_id as "entryId",
       k.certificate_id as "certificateId", c.certificate_no as "certificateNo" from ${works}
     left join wood_certificate c on c.region_id = $1 and c.certificate_id = k.certificate_id
     where k.region_id = $1 and k.work_id = $2`,
    [tx.region, workId],
  )
  if (!work) return refuse('not_found')
  const moves = await tx.run<WorkSeen['moves'][number] & Record<string, unknown>>(
    `select m.pile_id as "pileId", s.name as "siteName", w.store, w.species, w.lot_no as "lotNo", m.grams,
       m.dry_g as "dryGrams", m.co2_g as "co2Grams"
     from (select distinct on (pile_id) * from wood_pile_move where region_id = $1 and document_id = $2
       order by pile_id, move_id) m
     join wood_pile w on w.region_id = $1 and w.pile_id = m.pile_id
     join wood_site s on s.region_id = $1 and s.site_id = w.site_id
     order by m.grams, m.pile_id`,
    [tx.region, workId],
  )
  return { ...work, moves }
}

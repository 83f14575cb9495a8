/** What stands on a slip, and whether it can stand there. */
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { conversionOn } from '#wood/conversions.ts'
import { type Load, type LoadRefusal, type Measured, measureLoad } from '#wood/measuring.ts'
import { type Split, type SplitFault, splitFault } from '#wood/rewards.ts'
import type { Basis, SiteKind, Species, SupplierSort, WoodClass } from '#wood/schema.ts'
import { takesLogs } from '#wood/sites.ts'
import { type Felling, type Proof, proofOf } from '#wood/portions.ts'
import { splitColumns } from '#wood/suppliers.ts'

/** A slip as people fill it in. */
export interface IntakeFacts extends Load {
  readonly supplierId: Id
  readonly siteId: Id
  readonly deliveredOn: Day
  readonly forestId?: Id
  /** Where it was felled, when it is no lot of the list. */
  readonly origin: string
  /** Of an origin that is no lot of the list. */
  readonly basis?: Basis
  readonly woodClass: WoodClass
  readonly species: Species
  /** Water in the wet wood, in hundredths of a per cent, where it was measured. */
  readonly wetBp?: number
  /** 自己間尺: measured by the supplier, and only checked at the yard. */
  readonly selfMeasured: boolean
  readonly bay: string
  readonly note: string
  /** The number of the printed slip that was filled in by hand. */
  readonly blankNo?: string
  /** How it is to be paid; as the supplier is always paid when left out. */
  readonly split?: Split
}

export type FactsRefusal =
  | LoadRefusal
  | Refusal<
      | 'not_allowed'
      | 'site_unknown'
      | 'site_takes_no_logs'
      | 'supplier_unknown'
      | 'supplier_ended'
      | 'day_in_future'
      | 'forest_unknown'
      | 'origin_missing'
      | 'blank_unknown'
      | SplitFault
    >

/** Everything that a slip refers to, found. */
export interface Ground {
  readonly code: string
  readonly operatorId: Id
  readonly sort: SupplierSort
  readonly split: Split
  readonly basis: Basis
  /** What its origin proves. */
  readonly proof: Proof
  readonly bay: string
}

interface Row {
  code: string | null
  kind: SiteKind
  operatorId: Id
  siteEnded: Day | null
  sort: SupplierSort | null
  supplierEnded: Day | null
  bay: string
  yenPct: number
  pointsPct: number
  firewoodPct: number
  forestBasis: Basis | null
  forestFelling: Felling | null
  forestKnown: boolean
  blankKnown: boolean
}

/** Whose slips somebody may write: one's own, or anybody's for who measures or runs the wood. */
export const mayWrite = (actor: Actor, supplierId: Id): boolean =>
  may(actor.role, 'wood.measure') ||
  may(actor.role, 'wood.run') ||
  (may(actor.role, 'wood.deliver') && actor.partyId === supplierId)

/** The first thing that is wrong with what a slip says, or what it refers to. One question to the database. */
export async function groundOf(tx: Tx, actor: Actor, facts: IntakeFacts): Promise<Ground | FactsRefusal> {
  if (!mayWrite(actor, facts.supplierId)) return refuse('not_allowed')
  if (facts.deliveredOn > tx.today) return refuse('day_in_future', { field: 'deliveredOn' })
  const [row] = await tx.run<Row & Record<string, unknown>>(
    `select s.code, s.kind, s.operator_id as "operatorId", s.ended_on as "siteEnded", w.sort, w.ended_on as "supplierEnded",
       coalesce(w.bay, '') as bay, w.yen_pct as "yenPct", w.points_pct as "pointsPct", w.firewood_pct as "firewoodPct",
       f.basis as "forestBasis", f.felling as "forestFelling", f.forest_id is not null as "forestKnown", b.blank_no is not null as "blankKnown"
     from (values (1)) one (n)
     left join wood_site s on s.region_id = $1 and s.site_id = $2
     left join wood_supplier w on w.region_id = $1 and w.party_id = $3
     left join wood_forest f on f.region_id = $1 and f.forest_id = $4
     left join wood_blank b on b.region_id = $1 and b.blank_no = $5`,
    [tx.region, facts.siteId, facts.supplierId, facts.forestId ?? null, facts.blankNo ?? null],
  )
  return row ? judge(facts, row) : refuse('site_unknown', { field: 'siteId' })
}

function judge(facts: IntakeFacts, row: Row): Ground | FactsRefusal {
  const { code, sort, yenPct, pointsPct, firewoodPct } = row
  if (code === null) return refuse('site_unknown', { field: 'siteId' })
  if (!takesLogs({ kind: row.kind, endedOn: row.siteEnded }))
    return refuse('site_takes_no_logs', { field: 'siteId' })
  if (sort === null) return refuse('supplier_unknown', { field: 'supplierId' })
  if (row.supplierEnded !== null) return refuse('supplier_ended', { field: 'supplierId' })
  if (facts.forestId !== undefined && !row.forestKnown) return refuse('forest_unknown', { field: 'forestId' })
  if (facts.forestId === undefined && facts.origin === '')
    return refuse('origin_missing', { field: 'origin' })
  if (facts.blankNo !== undefined && !row.blankKnown) return refuse('blank_unknown', { field: 'blankNo' })
  const split = facts.split ?? { yenPct, pointsPct, firewoodPct }
  const wrong = splitFault(split, { yenPct: 100, pointsPct: 100, firewoodPct: 100 })
  if (wrong) return refuse(wrong, { field: 'split.yenPct' })
  return {
    code,
    operatorId: row.operatorId,
    sort,
    split,
    basis: row.forestBasis ?? facts.basis ?? 'other',
    proof: proofOf(
      row.forestBasis && row.forestFelling
        ? { basis: row.forestBasis, felling: row.forestFelling }
        : undefined,
    ),
    bay: facts.bay || row.bay,
  }
}

/** What the load is, by what held on the day it was delivered. */
export async function measured(tx: Tx, facts: IntakeFacts): Promise<Measured | LoadRefusal> {
  return measureLoad(facts, await conversionOn(tx, facts.species, facts.wetBp, facts.deliveredOn))
}

/** A slip that says nothing yet of what the load is: the yard will measure it. */
export const saysNothing = ({
  method,
  grossGrams,
  tareGrams,
  logs,
  widthMm,
  heightMm,
  depthMm,
  truckTenths,
}: Load): boolean =>
  ({
    weighbridge: !grossGrams && !tareGrams,
    logs: !logs?.length,
    stack: !widthMm && !heightMm && !depthMm,
    trucks: !truckTenths,
  })[method]

/** The facts as the table holds them; the boxes of other ways of measuring are left empty. */
export function factColumns(facts: IntakeFacts, ground: Ground) {
  const { method } = facts
  const logs = method === 'logs' ? (facts.logs ?? []) : []
  const when = <T>(way: Load['method'], value: T | undefined): T | null =>
    method === way ? (value ?? null) : null
  return {
    supplier_id: facts.supplierId,
    site_id: facts.siteId,
    delivered_on: facts.deliveredOn,
    forest_id: facts.forestId ?? null,
    origin: facts.origin,
    basis: ground.basis,
    proof: ground.proof,
    wood_class: facts.woodClass,
    species: facts.species,
    method,
    gross_g: when('weighbridge', facts.grossGrams),
    tare_g: when('weighbridge', facts.tareGrams),
    diameters_mm: logs.map(({ diameterMm }) => diameterMm),
    lengths_mm: logs.map(({ lengthMm }) => lengthMm),
    pieces: logs.map(({ pieces }) => pieces),
    width_mm: when('stack', facts.widthMm),
    height_mm: when('stack', facts.heightMm),
    depth_mm: when('stack', facts.depthMm),
    truck_tenths: when('trucks', facts.truckTenths),
    wet_bp: facts.wetBp ?? null,
    self_measured: facts.selfMeasured,
    bay: ground.bay,
    note: facts.note,
    blank_no: facts.blankNo ?? null,
    ...splitColumns(ground.split),
  }
}

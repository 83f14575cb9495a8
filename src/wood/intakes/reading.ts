import type { Tx } from '#db/transaction.ts'
import { type Day, type Month, firstDay, lastDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { type Page, fromCursor, pageOf } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { searchWords } from '#parties/profiles.ts'
import type { CountedLog, Method } from '#wood/measuring.ts'
import type { Split } from '#wood/rewards.ts'
import type { Basis, IntakeState, Species, WoodClass } from '#wood/schema.ts'
import type { Proof } from '#wood/portions.ts'

/** A slip in a list. */
export interface IntakeRow {
  readonly intakeId: Id
  readonly intakeNo: string
  readonly state: IntakeState
  readonly supplierId: Id
  readonly supplierName: string
  readonly siteId: Id
  readonly siteName: string
  readonly deliveredOn: Day
  readonly woodClass: WoodClass
  readonly species: Species
  readonly bay: string
  readonly selfMeasured: boolean
  /** Null until it was measured. */
  readonly grams: number | null
  readonly litres: number | null
  /** Null until it was approved. */
  readonly rewardYen: number | null
  readonly rewardPoints: number | null
  readonly firewoodGrams: number | null
}

const rowColumns = `i.intake_id as "intakeId", i.intake_no as "intakeNo", i.state, i.supplier_id as "supplierId",
  p.name as "supplierName", i.site_id as "siteId", s.name as "siteName", i.delivered_on as "deliveredOn",
  i.wood_class as "woodClass", i.species, i.bay, i.self_measured as "selfMeasured", i.grams, i.litres,
  i.reward_yen as "rewardYen", i.reward_points as "rewardPoints", i.firewood_g as "firewoodGrams"`
const joined = `wood_intake i
  join party p on p.region_id = $1 and p.party_id = i.supplier_id
  join wood_site s on s.region_id = $1 and s.site_id = i.site_id`

export const intakeViews = ['all', 'waiting', 'measured', 'approved', 'paid', 'void'] as const
export type IntakeView = (typeof intakeViews)[number]
const statesOf: Readonly<Record<IntakeView, readonly IntakeState[] | null>> = {
  all: null,
  waiting: ['draft', 'submitted'],
  measured: ['measured'],
  approved: ['approved'],
  paid: ['paid'],
  void: ['cancelled', 'reversed', 'reversal'],
}

/** A page has far fewer; a file is read in pieces of this. */
export const mostAtOnce = 5_000

export interface IntakeFilter {
  readonly view?: IntakeView
  readonly supplierId?: Id
  readonly siteId?: Id
  readonly month?: Month
  /** Words of the supplier's name or the number of the slip. */
  readonly text?: string
  /** 50 unless told, at most 5,000. */
  readonly limit?: number
}

/** Who sees the slips of everybody. */
export const seesAll = (actor: Actor): boolean =>
  may(actor.role, 'wood.measure') || may(actor.role, 'wood.run')

/** Slips by the day they were delivered, the last first. Who measures or runs the wood sees all, others their own. */
export async function listIntakes(
  tx: Tx,
  actor: Actor,
  filter: IntakeFilter = {},
  after?: string,
): Promise<Page<IntakeRow> | Refusal<'not_allowed'>> {
  const supplierId = seesAll(actor) ? filter.supplierId : actor.partyId
  if (!seesAll(actor) && (supplierId === undefined || !may(actor.role, 'wood.deliver')))
    return refuse('not_allowed')
  const limit = Math.min(filter.limit ?? 50, mostAtOnce)
  const [on, id] = (after === undefined ? undefined : fromCursor(after, 2)) ?? []
  const { view = 'all', month } = filter
  const rows = await tx.run<IntakeRow & Record<string, unknown>>(
    `select ${rowColumns} from ${joined}
     where i.region_id = $1 and ($2::uuid is null or i.supplier_id = $2) and ($3::uuid is null or i.site_id = $3)
       and ($4::text[] is null or i.state = any($4))
       and ($5::date is null or i.delivered_on between $5 and $6)
       and not exists (select 1 from unnest($7::text[]) word where position(word in p.search_key || ' ' || lower(i.intake_no)) = 0)
       and ($8::date is null or (i.delivered_on, i.intake_id) < ($8, $9::uuid))
     order by i.delivered_on desc, i.intake_id desc limit $10`,
    [
      tx.region,
      supplierId ?? null,
      filter.siteId ?? null,
      statesOf[view],
      month ? firstDay(month) : null,
      month ? lastDay(month) : null,
      searchWords(filter.text ?? ''),
      on ?? null,
      id ?? null,
      limit + 1,
    ],
  )
  return pageOf(rows, limit, (row) => [row.deliveredOn, row.intakeId])
}

/** A slip with all that stands on it. */
export interface IntakeSeen extends IntakeRow, Split {
  readonly forestId: Id | null
  readonly forestName: string | null
  readonly origin: string
  readonly basis: Basis
  /** What its origin proves. */
  readonly proof: Proof
  readonly method: Method
  readonly grossGrams: number | null
  readonly tareGrams: number | null
  readonly logs: readonly CountedLog[]
  readonly widthMm: number | null
  readonly heightMm: number | null
  readonly depthMm: number | null
  readonly truckTenths: number | null
  readonly wetBp: number | null
  readonly note: string
  readonly blankNo: string | null
  readonly reason: string
  readonly worthYen: number | null
  readonly topUpYen: number | null
  readonly topUpName: string | null
  readonly price: { readonly basis: 't' | 'm3'; readonly yen: number; readonly topUpYen: number } | null
  readonly firewoodYen: number | null
  readonly firewoodLeftGrams: number
  readonly createdAt: Date
  readonly measuredAt: Date | null
  readonly measuredBy: string
  readonly approvedAt: Date | null
  readonly approvedBy: string
  readonly paidOn: Day | null
  readonly payoutId: Id | null
  readonly entryId: Id | null
  readonly supplier: { readonly courseOn: Day | null; readonly insuredTo: Day | null }
  /** The slip that this one turns round, or the one that turned it round. */
  readonly other: { readonly intakeId: Id; readonly intakeNo: string } | null
  readonly photos: readonly { readonly photoId: Id; readonly width: number; readonly height: number }[]
}

interface Raw extends Omit<IntakeSeen, 'logs' | 'supplier' | 'other' | 'price'> {
  readonly diameters: readonly number[]
  readonly lengths: readonly number[]
  readonly pieces: readonly number[]
  readonly courseOn: Day | null
  readonly insuredTo: Day | null
  readonly otherId: Id | null
  readonly otherNo: string | null
  readonly priceBasis: 't' | 'm3' | null
  readonly priceYen: number | null
  readonly priceTopUp: number | null
}

/** A slip for its supplier, and for who measures or runs the wood; for others it is not there. */
export async function readIntake(
  tx: Tx,
  actor: Actor,
  { id }: { id: Id },
): Promise<IntakeSeen | Refusal<'not_found'>> {
  const [row] = await tx.run<Raw & Record<string, unknown>>(
    `select ${rowColumns}, i.forest_id as "forestId", f.name as "forestName", i.origin, i.basis, i.proof, i.method,
       i.gross_g as "grossGrams", i.tare_g as "tareGrams", i.diameters_mm as diameters, i.lengths_mm as lengths, i.pieces,
       i.width_mm as "widthMm", i.height_mm as "heightMm", i.depth_mm as "depthMm", i.truck_tenths as "truckTenths",
       i.wet_bp as "wetBp", i.note, i.blank_no as "blankNo", i.reason, i.yen as "worthYen", i.top_up_yen as "topUpYen",
       t.name as "topUpName", r.basis as "priceBasis", r.yen as "priceYen", r.top_up_yen as "priceTopUp",
       i.firewood_yen as "firewoodYen", i.firewood_left_g as "firewoodLeftGrams", i.yen_pct as "yenPct",
       i.points_pct as "pointsPct", i.firewood_pct as "firewoodPct", i.created_at as "createdAt",
       i.measured_at as "measuredAt", i.measured_by as "measuredBy", i.approved_at as "approvedAt",
       i.approved_by as "approvedBy", i.paid_on as "paidOn", i.payout_id as "payoutId", i.entry_id as "entryId",
       w.course_on as "courseOn", w.insured_to as "insuredTo", o.intake_id as "otherId", o.intake_no as "otherNo",
       coalesce((select json_agg(json_build_object('photoId', h.photo_id, 'width', h.width, 'height', h.height) order by h.added_at, h.photo_id)
         from wood_photo h where h.region_id = $1 and h.intake_id = i.intake_id), '[]') as photos
     from ${joined}
     join wood_supplier w on w.region_id = $1 and w.party_id = i.supplier_id
     left join wood_forest f on f.region_id = $1 and f.forest_id = i.forest_id
     left join wood_price r on r.region_id = $1 and r.price_id = i.price_id
     left join party t on t.region_id = $1 and t.party_id = r.top_up_by
     left join wood_intake o on o.region_id = $1 and (o.intake_id = i.reverses or o.reverses = i.intake_id)
     where i.region_id = $1 and i.intake_id = $2`,
    [tx.region, id],
  )
  if (!row || !(seesAll(actor) || actor.partyId === row.supplierId)) return refuse('not_found')
  return seenOf(row)
}

function seenOf(row: Raw): IntakeSeen {
  const {
    diameters,
    lengths,
    pieces,
    courseOn,
    insuredTo,
    otherId,
    otherNo,
    priceBasis,
    priceYen,
    priceTopUp,
    ...rest
  } = row
  return {
    ...rest,
    logs: diameters.map((diameterMm, at) => ({
      diameterMm,
      lengthMm: lengths[at] ?? 0,
      pieces: pieces[at] ?? 0,
    })),
    supplier: { courseOn, insuredTo },
    other: otherId && otherNo !== null ? { intakeId: otherId, intakeNo: otherNo } : null,
    price: priceBasis ? { basis: priceBasis, yen: priceYen ?? 0, topUpYen: priceTopUp ?? 0 } : null,
  }
}

export interface Queue {
  /** Written, to be measured; who came first stands first. */
  readonly waiting: readonly IntakeRow[]
  /** Measured, to be approved. */
  readonly measured: readonly IntakeRow[]
  /** What was brought to each bay in the last ninety days and counts. */
  readonly bays: readonly {
    readonly bay: string
    readonly supplierName: string
    readonly slips: number
    readonly grams: number
    readonly last: Day
  }[]
}

const mostWaiting = 200

/** The yard as its keeper sees it: who waits, what is to be approved, who lies in which bay. */
export async function readQueue(tx: Tx, siteId: Id): Promise<Queue> {
  const rows = await tx.run<IntakeRow & Record<string, unknown>>(
    `select ${rowColumns} from ${joined}
     where i.region_id = $1 and i.site_id = $2 and i.state in ('submitted', 'measured')
     order by i.delivered_on, i.created_at, i.intake_id limit $3`,
    [tx.region, siteId, mostWaiting],
  )
  const bays = await tx.run<Queue['bays'][number] & Record<string, unknown>>(
    `select i.bay, p.name as "supplierName", count(*)::int as slips, sum(i.grams)::bigint as grams, max(i.delivered_on) as last
     from wood_intake i join party p on p.region_id = $1 and p.party_id = i.supplier_id
     where i.region_id = $1 and i.site_id = $2 and i.bay <> '' and i.delivered_on > $3::date - 90
       and i.state in ('measured', 'approved', 'paid')
     group by i.bay, i.supplier_id, p.name order by i.bay, max(i.delivered_on) desc, p.name`,
    [tx.region, siteId, tx.today],
  )
  return {
    waiting: rows.filter(({ state }) => state === 'submitted'),
    measured: rows.filter(({ state }) => state === 'measured'),
    bays,
  }
}

/** How many slips wait at each yard. */
export async function countWaiting(tx: Tx): Promise<Map<Id, { submitted: number; measured: number }>> {
  const rows = await tx.run<{ siteId: Id; submitted: number; measured: number }>(
    `select site_id as "siteId", count(*) filter (where state = 'submitted')::int as submitted,
       count(*) filter (where state = 'measured')::int as measured
     from wood_intake where region_id = $1 and state in ('submitted', 'measured') group by 1`,
    [tx.region],
  )
  return new Map(rows.map(({ siteId, ...counts }) => [siteId, counts]))
}

import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import { type Day, addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { type Page, fromCursor, pageOf } from '#parties/cursors.ts'
import { isParty } from '#parties/is-party.ts'
import { may } from '#parties/policy.ts'
import { searchWords } from '#parties/profiles.ts'
import { type Split, type SplitFault, splitFault } from './rewards.ts'
import type { SupplierSort } from './schema.ts'

/** Somebody who may deliver, as the office and its own people see it. */
export interface Supplier extends Split {
  readonly partyId: Id
  readonly name: string
  readonly supplierNo: string
  readonly sort: SupplierSort
  readonly joinedOn: Day
  readonly endedOn: Day | null
  /** Day of the safety course; null while there was none. */
  readonly courseOn: Day | null
  /** Last day of the accident insurance. */
  readonly insuredTo: Day | null
  /** The bay in which its wood lies as a rule. */
  readonly bay: string
}

export interface SupplierInput extends Split {
  readonly partyId: Id
  readonly sort: SupplierSort
  readonly courseOn?: Day
  readonly insuredTo?: Day
  readonly bay: string
}

export type SupplierRefusal = Refusal<'not_allowed' | 'party_unknown' | 'day_in_future' | SplitFault>

const everything: Split = { yenPct: 100, pointsPct: 100, firewoodPct: 100 }

/** Staff enters a supplier, or puts right what is kept of one; somebody who had ended delivers again. */
export async function saveSupplier(
  tx: Tx,
  actor: Actor,
  input: SupplierInput,
): Promise<{ partyId: Id; supplierNo: string } | SupplierRefusal> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  const wrong = splitFault(input, everything)
  if (wrong) return refuse(wrong, { field: 'yenPct' })
  if (input.courseOn !== undefined && input.courseOn > tx.today)
    return refuse('day_in_future', { field: 'courseOn' })
  if (!(await isParty(tx, input.partyId))) return refuse('party_unknown', { field: 'partyId' })
  const columns = {
    sort: input.sort,
    ended_on: null,
    course_on: input.courseOn ?? null,
    insured_to: input.insuredTo ?? null,
    bay: input.bay,
    ...splitColumns(input),
  }
  const [changed] = await tx.q
    .updateTable('wood_supplier')
    .set(columns)
    .where('region_id', '=', tx.region)
    .where('party_id', '=', input.partyId)
    .returning('supplier_no as supplierNo')
    .execute()
  if (changed) return { partyId: input.partyId, supplierNo: changed.supplierNo }
  const supplierNo = await nextNumber(tx, 'WM')
  await tx.q
    .insertInto('wood_supplier')
    .values({
      region_id: tx.region,
      party_id: input.partyId,
      supplier_no: supplierNo,
      joined_on: tx.today,
      ...columns,
    })
    .execute()
  return { partyId: input.partyId, supplierNo }
}

export const splitColumns = ({ yenPct, pointsPct, firewoodPct }: Split) => ({
  yen_pct: yenPct,
  points_pct: pointsPct,
  firewood_pct: firewoodPct,
})

/** A supplier says how it wants to be paid from now on; slips that are written already stay as they are. */
export async function chooseSplit(
  tx: Tx,
  actor: Actor,
  { partyId, ...split }: Split & { readonly partyId: Id },
): Promise<{ partyId: Id } | Refusal<'not_allowed' | 'supplier_unknown' | SplitFault>> {
  if (actor.partyId !== partyId && !may(actor.role, 'wood.run')) return refuse('not_allowed')
  const wrong = splitFault(split, everything)
  if (wrong) return refuse(wrong, { field: 'yenPct' })
  const changed = await tx.q
    .updateTable('wood_supplier')
    .set(splitColumns(split))
    .where('region_id', '=', tx.region)
    .where('party_id', '=', partyId)
    .returning('party_id')
    .execute()
  return changed.length > 0 ? { partyId } : refuse('supplier_unknown')
}

/** Somebody delivers no more. What is owed is still paid. */
export async function endSupplier(
  tx: Tx,
  actor: Actor,
  { partyId }: { partyId: Id },
): Promise<{ partyId: Id } | Refusal<'not_allowed' | 'supplier_unknown'>> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  const ended = await tx.q
    .updateTable('wood_supplier')
    .set({ ended_on: tx.today })
    .where('region_id', '=', tx.region)
    .where('party_id', '=', partyId)
    .where('ended_on', 'is', null)
    .returning('party_id')
    .execute()
  return ended.length > 0 ? { partyId } : refuse('supplier_unknown')
}

const columns = `s.party_id as "partyId", p.name, s.supplier_no as "supplierNo", s.sort, s.joined_on as "joinedOn",
  s.ended_on as "endedOn", s.course_on as "courseOn", s.insured_to as "insuredTo", s.bay, s.yen_pct as "yenPct",
  s.points_pct as "pointsPct", s.firewood_pct as "firewoodPct"`
const joined = 'wood_supplier s join party p on p.region_id = $1 and p.party_id = s.party_id'

export async function readSupplier(tx: Tx, partyId: Id): Promise<Supplier | undefined> {
  const [row] = await tx.run<Supplier & Record<string, unknown>>(
    `select ${columns} from ${joined} where s.region_id = $1 and s.party_id = $2`,
    [tx.region, partyId],
  )
  return row
}

/** In the order of its kana. */
export interface SupplierRow extends Supplier {
  readonly kana: string
}

export const supplierViews = ['active', 'to_mend', 'ended'] as const
export type SupplierView = (typeof supplierViews)[number]
const pageLength = 50
const soonDays = 30

/**
 * Suppliers by their kana. `to_mend`: those who have had no safety course, are not insured, or whose insurance runs out
 * within thirty days.
 */
export async function listSuppliers(
  tx: Tx,
  { view = 'active', text = '', after }: { view?: SupplierView; text?: string; after?: string } = {},
): Promise<Page<SupplierRow>> {
  const [kana, partyId] = (after === undefined ? undefined : fromCursor(after, 2)) ?? []
  const rows = await tx.run<SupplierRow & Record<string, unknown>>(
    `select ${columns}, p.kana from ${joined}
     where s.region_id = $1 and (s.ended_on is not null) = ($2 = 'ended')
       and ($2 <> 'to_mend' or s.course_on is null or s.insured_to is null or s.insured_to < $3)
       and not exists (select 1 from unnest($4::text[]) word where position(word in p.search_key || ' ' || lower(s.supplier_no)) = 0)
       and ($5::text is null or (p.kana, s.party_id) > ($5, $6::uuid))
     order by p.kana, s.party_id limit $7`,
    [
      tx.region,
      view,
      addDays(tx.today, soonDays),
      searchWords(text),
      kana ?? null,
      partyId ?? null,
      pageLength + 1,
    ],
  )
  return pageOf(rows, pageLength, (row) => [row.kana, row.partyId])
}

/** Those who deliver, to choose from at the yard. */
export async function supplierChoices(
  tx: Tx,
): Promise<Pick<Supplier, 'partyId' | 'name' | 'supplierNo' | 'bay'>[]> {
  return await tx.run<Pick<Supplier, 'partyId' | 'name' | 'supplierNo' | 'bay'> & Record<string, unknown>>(
    `select s.party_id as "partyId", p.name, s.supplier_no as "supplierNo", s.bay from ${joined}
     where s.region_id = $1 and s.ended_on is null order by p.kana, s.party_id`,
    [tx.region],
  )
}

/** What speaks against a delivery on that day and should be said to everybody who sees its slip. */
export const safetyFaults = ['course_missing', 'insurance_missing', 'insurance_over'] as const
export type SafetyFault = (typeof safetyFaults)[number]
export function safetyOf(
  { courseOn, insuredTo }: Pick<Supplier, 'courseOn' | 'insuredTo'>,
  on: Day,
): SafetyFault[] {
  const faults: SafetyFault[] = []
  if (courseOn === null || courseOn > on) faults.push('course_missing')
  if (insuredTo === null) faults.push('insurance_missing')
  else if (insuredTo < on) faults.push('insurance_over')
  return faults
}

import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import type { IntakeState } from '#wood/schema.ts'
import { type ApproveRefusal, settle } from './approving.ts'
import {
  type FactsRefusal,
  type Ground,
  type IntakeFacts,
  factColumns,
  groundOf,
  mayWrite,
  measured,
  saysNothing,
} from './facts.ts'

/** How far a slip goes at once. The phone of a supplier writes it; the yard measures; the office approves. */
export const steps = ['draft', 'submitted', 'measured', 'approved'] as const
export type StepTo = (typeof steps)[number]

export interface NewIntake extends IntakeFacts {
  /** Made where the slip was written, so that a slip that is sent twice is one. */
  readonly intakeId: Id
  readonly to: StepTo
}

export interface Written {
  readonly intakeId: Id
  readonly intakeNo: string
  readonly state: IntakeState
}

export type WriteRefusal = FactsRefusal | ApproveRefusal | Refusal<'blank_used'>

/**
 * A supplier writes a slip, or the yard or the office for it; whoever may do more takes it further at once. A slip that is
 * here already (a phone sends again what it had no answer to) is answered as it stands.
 */
export async function writeIntake(tx: Tx, actor: Actor, input: NewIntake): Promise<Written | WriteRefusal> {
  // Asked together: at a busy yard the way to the database and back is what takes the time.
  const [before, ground, found, used] = await Promise.all([
    lockIntake(tx, input.intakeId),
    groundOf(tx, actor, input),
    loadOf(tx, input, input.to),
    isUsed(tx, input.blankNo),
  ])
  if (before) return alreadyHere(actor, input, before)
  if (!mayGoTo(actor, input.to)) return refuse('not_allowed')
  if (isRefusal(ground)) return ground
  if (isRefusal(found)) return found
  if (used) return refuse('blank_used', { field: 'blankNo' })
  const intakeNo = await nextNumber(tx, ground.code.toUpperCase())
  const done = input.to === 'measured' || input.to === 'approved'
  await tx.q
    .insertInto('wood_intake')
    .values({
      region_id: tx.region,
      intake_id: input.intakeId,
      intake_no: intakeNo,
      state: input.to === 'approved' ? 'measured' : input.to,
      ...factColumns(input, ground),
      ...found,
      ...(done ? by(tx, actor) : {}),
      created_at: tx.now,
      created_by: actor.userId ?? null,
    })
    .execute()
  return await further(tx, actor, { input, intakeNo, ground, found })
}

const alreadyHere = (actor: Actor, { supplierId }: NewIntake, before: Locked): Written | WriteRefusal =>
  before.supplierId === supplierId && mayWrite(actor, supplierId) ? before : refuse('not_allowed')

interface Stored {
  readonly input: Changed
  readonly intakeNo: string
  readonly ground: Ground
  readonly found: Found
}

async function further(
  tx: Tx,
  actor: Actor,
  { input, intakeNo, ground, found }: Stored,
): Promise<Written | ApproveRefusal> {
  const { intakeId, to } = input
  if (to !== 'approved') return { intakeId, intakeNo, state: to }
  const approved = await settle(tx, actor, intakeId, {
    intakeNo,
    supplierId: input.supplierId,
    sort: ground.sort,
    woodClass: input.woodClass,
    species: input.species,
    proof: ground.proof,
    wetBp: input.wetBp ?? null,
    siteId: input.siteId,
    deliveredOn: input.deliveredOn,
    grams: found.grams ?? 0,
    litres: found.litres ?? 0,
    operatorId: ground.operatorId,
    code: ground.code,
    ...ground.split,
  })
  return isRefusal(approved) ? approved : { intakeId, intakeNo, state: approved.state }
}

const mayGoTo = (actor: Actor, to: StepTo): boolean =>
  to === 'measured'
    ? may(actor.role, 'wood.measure')
    : to === 'approved'
      ? may(actor.role, 'wood.measure') && may(actor.role, 'wood.run')
      : true

const by = (tx: Tx, actor: Actor) => ({ measured_at: tx.now, measured_by: actor.name })

/** What the load is; nothing while it is not known. */
interface Found {
  readonly grams: number | null
  readonly litres: number | null
}

/**
 * Grams and litres. They must be known once it is measured, or when the supplier measured it; what is sent to be measured may
 * say nothing, but what it says must be right. A draft may hold anything.
 */
async function loadOf(tx: Tx, facts: IntakeFacts, to: StepTo): Promise<Found | FactsRefusal> {
  const unknown = { grams: null, litres: null }
  const needed = to === 'measured' || to === 'approved' || (to === 'submitted' && facts.selfMeasured)
  if (!needed && saysNothing(facts)) return unknown
  const found = await measured(tx, facts)
  if (!isRefusal(found) || needed) return found
  return to === 'draft' || found.refused === 'density_unknown' ? unknown : found
}

export interface Changed extends IntakeFacts {
  readonly intakeId: Id
  readonly to: StepTo
}

/**
 * A slip is put right while nothing was posted for it: by its supplier until it is measured, by the yard and the office until
 * it is approved. Measuring is this too: the yard's numbers take the place of the supplier's.
 */
export async function changeIntake(
  tx: Tx,
  actor: Actor,
  input: Changed,
): Promise<Written | WriteRefusal | Refusal<'intake_unknown' | 'intake_past'>> {
  const before = await lockIntake(tx, input.intakeId)
  if (!before) return refuse('intake_unknown')
  if (!mayWrite(actor, before.supplierId) || !mayGoTo(actor, input.to)) return refuse('not_allowed')
  const open: readonly IntakeState[] = may(actor.role, 'wood.measure')
    ? ['draft', 'submitted', 'measured']
    : ['draft', 'submitted']
  if (!open.includes(before.state)) return refuse('intake_past')
  const ground = await groundOf(tx, actor, input)
  if (isRefusal(ground)) return ground
  const found = await loadOf(tx, input, input.to)
  if (isRefusal(found)) return found
  if (await isUsed(tx, input.blankNo, input.intakeId)) return refuse('blank_used', { field: 'blankNo' })
  await store(tx, actor, input, ground, found)
  return await further(tx, actor, { input, intakeNo: before.intakeNo, ground, found })
}

async function store(tx: Tx, actor: Actor, input: Changed, ground: Ground, found: Found): Promise<void> {
  const done = input.to === 'measured' || input.to === 'approved'
  await tx.q
    .updateTable('wood_intake')
    .set({
      state: input.to === 'approved' ? 'measured' : input.to,
      ...factColumns(input, ground),
      ...found,
      ...(done ? by(tx, actor) : { measured_at: null, measured_by: '' }),
      reason: '',
    })
    .where('region_id', '=', tx.region)
    .where('intake_id', '=', input.intakeId)
    .execute()
}

interface Locked extends Written {
  readonly supplierId: Id
}

async function lockIntake(tx: Tx, intakeId: Id): Promise<Locked | undefined> {
  const [row] = await tx.run<Locked & Record<string, unknown>>(
    `select intake_id as "intakeId", intake_no as "intakeNo", state, supplier_id as "supplierId"
     from wood_intake where region_id = $1 and intake_id = $2 for update`,
    [tx.region, intakeId],
  )
  return row
}

async function isUsed(tx: Tx, blankNo: string | undefined, but?: Id): Promise<boolean> {
  if (blankNo === undefined) return false
  const rows = await tx.run(
    `select 1 from wood_intake where region_id = $1 and blank_no = $2 and state <> 'cancelled'
       and ($3::uuid is null or intake_id <> $3)`,
    [tx.region, blankNo, but ?? null],
  )
  return rows.length > 0
}

export type BackRefusal = Refusal<'not_allowed' | 'intake_unknown' | 'intake_past' | 'reason_missing'>

/** The yard or the office sends a slip back to be put right, and says why. */
export async function returnIntake(
  tx: Tx,
  actor: Actor,
  { intakeId, reason }: { intakeId: Id; reason: string },
): Promise<Written | BackRefusal> {
  const mayReturn = may(actor.role, 'wood.measure') || may(actor.role, 'wood.run')
  return await putTo(tx, {
    intakeId,
    reason,
    to: 'draft',
    from: ['submitted', 'measured'],
    allowed: () => mayReturn,
  })
}

/** A slip that should not be there is cancelled before it is approved; its number stays used. */
export async function cancelIntake(
  tx: Tx,
  actor: Actor,
  { intakeId, reason }: { intakeId: Id; reason: string },
): Promise<Written | BackRefusal> {
  const from = may(actor.role, 'wood.measure')
    ? (['draft', 'submitted', 'measured'] as const)
    : (['draft', 'submitted'] as const)
  return await putTo(tx, {
    intakeId,
    reason,
    to: 'cancelled',
    from,
    allowed: (owner) => mayWrite(actor, owner),
  })
}

interface Put {
  readonly intakeId: Id
  readonly reason: string
  readonly to: 'draft' | 'cancelled'
  readonly from: readonly IntakeState[]
  readonly allowed: (supplierId: Id) => boolean
}

async function putTo(tx: Tx, { intakeId, reason, to, from, allowed }: Put): Promise<Written | BackRefusal> {
  const before = await lockIntake(tx, intakeId)
  if (!before) return refuse('intake_unknown')
  if (!allowed(before.supplierId)) return refuse('not_allowed')
  if (!from.includes(before.state)) return refuse('intake_past')
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  await tx.q
    .updateTable('wood_intake')
    .set({ state: to, reason: reason.trim(), measured_at: null, measured_by: '' })
    .where('region_id', '=', tx.region)
    .where('intake_id', '=', intakeId)
    .execute()
  return { intakeId, intakeNo: before.intakeNo, state: to }
}

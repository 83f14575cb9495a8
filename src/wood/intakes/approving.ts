import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { jpy, wood } from '#kit/units.ts'
import { type Flow, type PostRefusal, type ReversalRefusal, post, reverse } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { parameterOn } from '#parties/parameters.ts'
import { may } from '#parties/policy.ts'
import { fundShort, issuing } from '#points/issues.ts'
import { withdrawLots } from '#points/wallets.ts'
import { priceOn } from '#wood/prices.ts'
import { type Programme, due, firewoodDue, payable, programmeOf } from '#wood/programme.ts'
import {
  type Reward,
  type Split,
  type SplitFault,
  firewoodFor,
  rewardOf,
  splitFault,
  within,
  worthOf,
} from '#wood/rewards.ts'
import type { IntakeState, Species, SupplierSort, WoodClass } from '#wood/schema.ts'
import { storeAt } from '#wood/sites.ts'
import { standsWithout } from '#wood/certified.ts'
import { putDelivery, undoMoves } from '#wood/piles.ts'
import type { Proof } from '#wood/portions.ts'
import { splitColumns } from '#wood/suppliers.ts'

export type ApproveRefusal =
  | PostRefusal
  | Refusal<
      | 'not_allowed'
      | 'intake_unknown'
      | 'not_measured'
      | 'programme_not_open'
      | 'supplier_is_programme'
      | 'class_not_bought' // detail.woodClass
      | 'volume_unknown'
      | 'worth_nothing'
      | 'fund_not_open'
      | 'fund_short'
      | SplitFault // detail.yenPct … of the price table
    >

export interface Approved extends Reward {
  readonly intakeId: Id
  readonly intakeNo: string
  readonly state: IntakeState
  readonly firewoodGrams: number
  readonly entryId: Id
}

/** What a slip is paid by. */
export interface Slip extends Split {
  readonly intakeNo: string
  readonly supplierId: Id
  readonly sort: SupplierSort
  readonly woodClass: WoodClass
  readonly species: Species
  readonly proof: Proof
  readonly wetBp: number | null
  readonly deliveredOn: Day
  readonly grams: number
  readonly litres: number
  readonly siteId: Id
  readonly operatorId: Id
  readonly code: string
}

/**
 * The office approves a measured slip: what it is worth by the price of the day it was delivered, split as the supplier
 * wishes as far as the price table lets it, or as `split` says. One entry: wood into the store, what is owed in yen and in
 * firewood, points into the wallet.
 */
export async function approveIntake(
  tx: Tx,
  actor: Actor,
  { intakeId, split }: { intakeId: Id; split?: Split },
): Promise<Approved | ApproveRefusal> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  const slip = await lockSlip(tx, intakeId)
  if (!slip) return refuse('intake_unknown')
  if (slip.state !== 'measured') return refuse('not_measured')
  return await settle(tx, actor, intakeId, slip, split)
}

/** The same of a slip that nobody else can have touched: it is locked, or was written by this transaction. */
export async function settle(
  tx: Tx,
  actor: Actor,
  intakeId: Id,
  slip: Slip,
  split?: Split,
): Promise<Approved | ApproveRefusal> {
  // Asked together: at a busy yard the way to the database and back is what takes the time.
  const [programme, price] = await Promise.all([
    programmeOf(tx),
    priceOn(tx, slip.woodClass, slip.sort, slip.deliveredOn),
  ])
  if (isRefusal(programme)) return programme
  if (slip.supplierId === programme.partyId) return refuse('supplier_is_programme')
  if (!price) return refuse('class_not_bought', { field: 'woodClass', detail: { woodClass: slip.woodClass } })
  if (price.basis === 'm3' && slip.litres === 0) return refuse('volume_unknown', { field: 'species' })
  const worth = worthOf(slip, price)
  const total = worth.yen + worth.topUpYen
  if (total === 0) return refuse('worth_nothing')
  const wrong = split && splitFault(split, price.most)
  if (wrong) return refuse(wrong, { field: 'split.yenPct', detail: { ...price.most } })
  const taken = split ?? within(slip, price.most)
  const reward = rewardOf(total, taken)
  const firewoodGrams = await firewoodOf(tx, reward.firewoodYen, slip.deliveredOn)
  const posted = await postIntake(tx, actor, { intakeId, slip, programme, reward })
  if (isRefusal(posted)) return posted
  const state = reward.yen === 0 && firewoodGrams === 0 ? 'paid' : 'approved'
  // Answered with the commit: the fund's account, which others wait for, is let go as soon as may be.
  tx.send(approvedUpdate, [
    tx.region,
    intakeId,
    state,
    price.priceId,
    worth.yen,
    worth.topUpYen,
    reward.yen,
    reward.points,
    reward.firewoodYen,
    firewoodGrams,
    posted.entryId,
    tx.now,
    tx.today,
    actor.name,
    ...Object.values(splitColumns(taken)),
  ])
  return { intakeId, intakeNo: slip.intakeNo, state, ...reward, firewoodGrams, entryId: posted.entryId }
}

const approvedUpdate = `update wood_intake set state = $3, price_id = $4, yen = $5, top_up_yen = $6, reward_yen = $7,
    reward_points = $8, firewood_yen = $9, firewood_g = $10, firewood_left_g = $10, firewood_left_yen = $9, entry_id = $11,
    approved_at = $12, approved_on = $13, approved_by = $14, paid_on = case when $3 = 'paid' then $13::date end,
    yen_pct = $15, points_pct = $16, firewood_pct = $17
  where region_id = $1 and intake_id = $2`

async function lockSlip(tx: Tx, intakeId: Id): Promise<(Slip & { state: IntakeState }) | undefined> {
  const [row] = await tx.run<Slip & { state: IntakeState } & Record<string, unknown>>(
    `select i.intake_no as "intakeNo", i.state, i.supplier_id as "supplierId", w.sort, i.wood_class as "woodClass",
       i.species, i.proof, i.wet_bp as "wetBp", i.site_id as "siteId", i.delivered_on as "deliveredOn", i.grams, i.litres, i.yen_pct as "yenPct", i.points_pct as "pointsPct",
       i.firewood_pct as "firewoodPct", s.operator_id as "operatorId", s.code
     from wood_intake i
     join wood_supplier w on w.region_id = $1 and w.party_id = i.supplier_id
     join wood_site s on s.region_id = $1 and s.site_id = i.site_id
     where i.region_id = $1 and i.intake_id = $2 for update of i`,
    [tx.region, intakeId],
  )
  return row
}

/** Grams of firewood for so many yen, by its price and better rate of the day. */
async function firewoodOf(tx: Tx, yen: number, on: Day): Promise<number> {
  if (yen === 0) return 0
  const price = await parameterOn(tx, 'wood.firewood_jpy_per_t', on)
  const better = await parameterOn(tx, 'wood.firewood_better_pct', on)
  return firewoodFor(yen, price.value, Math.round(better.value * 100))
}

interface Posting {
  readonly intakeId: Id
  readonly slip: Slip
  readonly programme: Programme
  readonly reward: Reward
}

async function postIntake(
  tx: Tx,
  actor: Actor,
  { intakeId, slip, programme, reward }: Posting,
): Promise<{ entryId: Id } | ApproveRefusal> {
  const { supplierId } = slip
  const flows: Flow[] = [
    {
      unit: 'WOOD',
      amount: wood(slip.grams),
      from: { party: programme.natureId, purpose: 'forest' },
      to: storeAt(slip, slip.woodClass),
    },
  ]
  if (reward.yen > 0)
    flows.push({
      unit: 'JPY',
      amount: jpy(reward.yen),
      from: payable(programme.partyId),
      to: due(supplierId),
    })
  if (reward.firewoodYen > 0)
    flows.push({
      unit: 'JPY',
      amount: jpy(reward.firewoodYen),
      from: payable(programme.partyId),
      to: firewoodDue(supplierId),
    })
  const issued =
    reward.points > 0 ? await issuing(tx, [{ to: supplierId, points: reward.points }]) : undefined
  if (isRefusal(issued)) return issued
  putDelivery(tx, { ...slip, store: slip.woodClass }, slip, {
    cause: 'intake',
    documentId: intakeId,
    on: tx.today,
  })
  const posted = await post(tx, actor, {
    kind: 'wood.intake',
    on: tx.today,
    document: { id: intakeId, no: slip.intakeNo },
    flows: [...flows, ...(issued?.flows ?? [])],
  })
  if (isRefusal(posted)) return fundShort(posted)
  issued?.keep(posted.entryId)
  return posted
}

export type ReverseRefusal =
  | ReversalRefusal
  | Refusal<
      | 'not_allowed'
      | 'intake_unknown'
      | 'not_approved'
      | 'reason_missing'
      | 'in_payout'
      | 'firewood_given'
      | 'points_spent' // detail.left
      | 'papers_stand_on_it'
      | 'wood_used' // detail.short
    >

/**
 * The office turns an approved slip round by another slip (赤伝), as long as its yen are in no transfer, its firewood and
 * points are still there, and its wood lies in the store. What should have stood on it is written anew.
 */
export async function reverseIntake(
  tx: Tx,
  actor: Actor,
  { intakeId, reason }: { intakeId: Id; reason: string },
): Promise<{ intakeId: Id; intakeNo: string; reversalId: Id; reversalNo: string } | ReverseRefusal> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  const [slip] = await tx.run<Reversible & Record<string, unknown>>(
    `select i.intake_no as "intakeNo", i.state, i.entry_id as "entryId", i.payout_id is not null as "inPayout",
       i.firewood_left_g < i.firewood_g as "firewoodGiven", i.proof, i.grams, s.code
     from wood_intake i join wood_site s on s.region_id = $1 and s.site_id = i.site_id
     where i.region_id = $1 and i.intake_id = $2 for update of i`,
    [tx.region, intakeId],
  )
  if (!slip) return refuse('intake_unknown')
  if (slip.state !== 'approved' && slip.state !== 'paid') return refuse('not_approved')
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  if (slip.inPayout) return refuse('in_payout')
  if (slip.firewoodGiven) return refuse('firewood_given')
  if (!(await standsWithout(tx, slip.proof, slip.grams))) return refuse('papers_stand_on_it')
  const withdrawn = await withdrawLots(tx, slip.entryId)
  if (isRefusal(withdrawn)) return withdrawn
  const undone = await undoMoves(tx, { documentId: intakeId, on: tx.today })
  if (undone) return refuse('wood_used', { detail: undone.detail })
  const [reversalId, reversalNo] = [newId(), await nextNumber(tx, slip.code.toUpperCase())]
  const reversed = await reverse(tx, actor, slip.entryId, {
    on: tx.today,
    memo: reason.trim(),
    document: { id: reversalId, no: reversalNo },
  })
  if (isRefusal(reversed))
    return reversed.refused === 'below_floor'
      ? refuse('wood_used', { detail: { short: Number(reversed.detail?.['short'] ?? 0) } })
      : reversed
  await writeReversal(tx, actor, {
    intakeId,
    reversalId,
    reversalNo,
    entryId: reversed.entryId,
    reason: reason.trim(),
  })
  return { intakeId, intakeNo: slip.intakeNo, reversalId, reversalNo }
}

interface Reversible {
  readonly intakeNo: string
  readonly state: IntakeState
  readonly entryId: Id
  readonly inPayout: boolean
  readonly firewoodGiven: boolean
  readonly proof: Proof
  readonly grams: number
  readonly code: string
}

/** The reversing slip says what the slip said, with the amounts that it takes back. */
async function writeReversal(
  tx: Tx,
  actor: Actor,
  written: { intakeId: Id; reversalId: Id; reversalNo: string; entryId: Id; reason: string },
): Promise<void> {
  const same = `supplier_id, site_id, delivered_on, forest_id, origin, basis, proof, wood_class, species, method, gross_g, tare_g,
    diameters_mm, lengths_mm, pieces, width_mm, height_mm, depth_mm, truck_tenths, wet_bp, self_measured, bay, yen_pct,
    points_pct, firewood_pct, grams, litres, price_id, yen, top_up_yen, reward_yen, reward_points, firewood_yen, firewood_g,
    measured_at, measured_by`
  await tx.run(
    `insert into wood_intake (region_id, intake_id, intake_no, state, reverses, reason, entry_id, created_at, created_by,
       approved_at, approved_on, approved_by, ${same})
     select region_id, $3, $4, 'reversal', intake_id, $5, $6, $7, $8, $7, $9, $10, ${same}
     from wood_intake where region_id = $1 and intake_id = $2`,
    [
      tx.region,
      written.intakeId,
      written.reversalId,
      written.reversalNo,
      written.reason,
      written.entryId,
      tx.now,
      actor.userId ?? null,
      tx.today,
      actor.name,
    ],
  )
  await tx.run(
    `update wood_intake set state = 'reversed', reason = $3, firewood_left_g = 0, firewood_left_yen = 0
     where region_id = $1 and intake_id = $2`,
    [tx.region, written.intakeId, written.reason],
  )
}

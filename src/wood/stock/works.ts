import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { type Flow, type PostRefusal, post } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { co2OfDiesel } from '#wood/factors.ts'
import { programmeOf } from '#wood/programme.ts'
import { readSite, storeAt, storesOf } from '#wood/sites.ts'
import { lostAs, woodFlows } from '#wood/flows.ts'
import { type LockedPile, changePile, lockPiles, putOn } from '#wood/piles.ts'
import { type Portion, massAt, negative, portionOf, shareOf, wetOf } from '#wood/portions.ts'
import type { WorkKind } from '#wood/stock.schema.ts'
import { type Making, type Taken, madeOf } from './making.ts'

type Common =
  | PostRefusal
  | Refusal<
      | 'not_allowed'
      | 'day_in_future'
      | 'before_pile'
      | 'pile_unknown'
      | 'amount_missing'
      | 'programme_not_open'
    >

export interface Worked {
  readonly workId: Id
  readonly workNo: string
}

/** What stands in the table of works, beside who did it and when. */
interface Work {
  readonly kind: WorkKind
  readonly siteId: Id
  readonly on: Day
  readonly inGrams: number
  readonly outGrams: number
  readonly finesGrams?: number
  readonly dieselMl?: number
  readonly wetBp?: number
  readonly supplierId?: Id
  /** Of what was bought. */
  readonly sellerId?: Id
  readonly certificateId?: Id
  readonly netYen?: number
  readonly taxYen?: number
  readonly note: string
}

/** Numbers a work, posts its flows (none where no wood moved) and keeps it. Piles are the caller's. */
export async function keepWork(
  tx: Tx,
  actor: Actor,
  workId: Id,
  work: Work,
  flows: readonly Flow[],
  kind = `wood.${work.kind}`,
): Promise<Worked | PostRefusal> {
  const workNo = await nextNumber(tx, 'WK')
  let entryId: Id | null = null
  if (flows.length > 0) {
    const document = { id: workId, no: workNo }
    const posted = await post(tx, actor, { kind, on: work.on, document, flows })
    if (isRefusal(posted)) return posted
    entryId = posted.entryId
  }
  await tx.q
    .insertInto('wood_work')
    .values({
      region_id: tx.region,
      work_id: workId,
      work_no: workNo,
      kind: work.kind,
      site_id: work.siteId,
      done_on: work.on,
      in_g: work.inGrams,
      out_g: work.outGrams,
      fines_g: work.finesGrams ?? 0,
      diesel_ml: work.dieselMl ?? 0,
      wet_bp: work.wetBp ?? null,
      supplier_id: work.supplierId ?? null,
      seller_id: work.sellerId ?? null,
      certificate_id: work.certificateId ?? null,
      net_jpy: work.netYen ?? 0,
      tax_jpy: work.taxYen ?? 0,
      note: work.note.trim(),
      entry_id: entryId,
      made_at: tx.now,
      made_by: actor.name,
    })
    .execute()
  return { workId, workNo }
}

/** What all works ask first: whether they may be done, and the pile and nature they concern. */
export async function grounds(
  tx: Tx,
  actor: Actor,
  { pileIds, on }: { pileIds: readonly Id[]; on: Day },
): Promise<{ piles: LockedPile[]; natureId: Id } | Common> {
  if (!may(actor.role, 'wood.make')) return refuse('not_allowed')
  if (on > tx.today) return refuse('day_in_future', { field: 'on' })
  const programme = await programmeOf(tx)
  if (isRefusal(programme)) return programme
  const found = await lockPiles(tx, pileIds)
  const piles = pileIds.flatMap((pileId) => found.get(pileId) ?? [])
  if (piles.length < pileIds.length || piles.length === 0) return refuse('pile_unknown', { field: 'pileId' })
  // Nothing is done with wood before it came.
  const late = piles.find(({ begunOn }) => on < begunOn)
  if (late) return refuse('before_pile', { field: 'on', detail: { on: late.begunOn } })
  return { piles, natureId: programme.natureId }
}

interface OnePile {
  readonly pileId: Id
  readonly on: Day
  readonly note: string
}

async function one(tx: Tx, actor: Actor, { pileId, on }: OnePile) {
  const ground = await grounds(tx, actor, { pileIds: [pileId], on })
  // It is the address that names the pile here, and no box.
  if (isRefusal(ground)) return ground.refused === 'pile_unknown' ? refuse('pile_unknown') : ground
  const [pile] = ground.piles
  return pile ? { pile, natureId: ground.natureId } : refuse('pile_unknown', { field: 'pileId' })
}

/** So much more or less in the same store, against where it went or came from. */
const difference = (
  pile: LockedPile,
  natureId: Id,
  change: number,
  purpose: 'drying' | 'stock_difference',
) => {
  const store = [{ account: storeAt(pile, pile.store), grams: Math.abs(change) }]
  const nature = [{ account: lostAs(natureId, purpose), grams: Math.abs(change) }]
  if (change === 0) return []
  return change < 0 ? woodFlows(store, nature) : woodFlows(nature, store)
}

export type DryRefusal = Common | Refusal<'pile_empty'>

/**
 * The moisture of a pile was measured: the dry wood in it is what it was, so its mass is now that of this moisture, and the
 * water that left is posted (or came, when it was rained upon).
 */
export async function dryPile(
  tx: Tx,
  actor: Actor,
  input: OnePile & { readonly wetBp: number },
): Promise<Worked | DryRefusal> {
  const ground = await one(tx, actor, input)
  if (isRefusal(ground)) return ground
  const { pile, natureId } = ground
  if (pile.grams === 0) return refuse('pile_empty', { field: 'pileId' })
  const change = massAt(pile, input.wetBp) - pile.grams
  const workId = newId()
  const work = {
    kind: 'drying',
    siteId: pile.siteId,
    inGrams: pile.grams,
    outGrams: pile.grams + change,
  } as const
  // Also when it weighs what it did: that it was measured is part of its history.
  const reason = { cause: 'drying', documentId: workId, on: input.on } as const
  await changePile(tx, pile.pileId, { grams: change, dryGrams: 0, co2Grams: 0 }, reason)
  return await keepWork(
    tx,
    actor,
    workId,
    { ...input, ...work },
    difference(pile, natureId, change, 'drying'),
  )
}

export type CountRefusal = Common | Refusal<'note_missing'>

/** 棚卸し: what really lies there. What lacks is as dry as the rest; what is found too. */
export async function countPile(
  tx: Tx,
  actor: Actor,
  input: OnePile & { readonly grams: number },
): Promise<Worked | CountRefusal> {
  const ground = await one(tx, actor, input)
  if (isRefusal(ground)) return ground
  if (input.note.trim() === '') return refuse('note_missing', { field: 'note' })
  const { pile, natureId } = ground
  const change = input.grams - pile.grams
  const workId = newId()
  const moved =
    change > 0 ? portionOf(change, pile.grams > 0 ? wetOf(pile) : 5_000) : negative(shareOf(pile, -change))
  await changePile(tx, pile.pileId, moved, { cause: 'counting', documentId: workId, on: input.on })
  const work = { kind: 'counting', siteId: pile.siteId, inGrams: pile.grams, outGrams: input.grams } as const
  const flows = difference(pile, natureId, change, 'stock_difference')
  return await keepWork(tx, actor, workId, { ...input, ...work }, flows)
}

export type MoveRefusal = Common | Refusal<'pile_short' | 'site_unknown' | 'site_same' | 'site_holds_none'>

/** Wood is brought from one site to another: logs to who makes something of them, chips to a boiler. It stays what it was. */
export async function moveWood(
  tx: Tx,
  actor: Actor,
  input: OnePile & { readonly grams: number; readonly toSiteId: Id; readonly dieselMl: number },
): Promise<Worked | MoveRefusal> {
  const ground = await one(tx, actor, input)
  if (isRefusal(ground)) return ground
  const { pile } = ground
  const taken = takenOf(pile, input.grams)
  if (isRefusal(taken)) return taken
  const site = await readSite(tx, input.toSiteId)
  if (!site || site.endedOn !== null) return refuse('site_unknown', { field: 'toSiteId' })
  if (site.siteId === pile.siteId) return refuse('site_same', { field: 'toSiteId' })
  if (!storesOf[site.kind].includes(pile.store)) return refuse('site_holds_none', { field: 'toSiteId' })
  const workId = newId()
  const reason = { cause: 'moving', documentId: workId, on: input.on } as const
  const driven = await co2OfDiesel(tx, input.dieselMl, input.on)
  await changePile(tx, pile.pileId, negative(taken), reason)
  await putOn(tx, { ...pile, siteId: site.siteId }, { ...taken, co2Grams: taken.co2Grams + driven }, reason)
  const work = { kind: 'moving', siteId: pile.siteId, inGrams: input.grams, outGrams: input.grams } as const
  const flows = woodFlows(
    [{ account: storeAt(pile, pile.store), grams: input.grams }],
    [{ account: storeAt(site, pile.store), grams: input.grams }],
  )
  return await keepWork(tx, actor, workId, { ...input, ...work }, flows)
}

/** So much of a pile, when it holds so much. */
export function takenOf(pile: LockedPile, grams: number): Portion | Refusal<'amount_missing' | 'pile_short'> {
  if (grams <= 0) return refuse('amount_missing', { field: 'grams' })
  if (grams > pile.grams) return refuse('pile_short', { field: 'grams', detail: { left: pile.grams } })
  return shareOf(pile, grams)
}

export interface MakeInput extends Making {
  readonly from: readonly { readonly pileId: Id; readonly grams: number }[]
  readonly on: Day
  readonly dieselMl: number
  readonly note: string
}

export type MakeRefusal =
  | Common
  | Refusal<
      | 'pile_short'
      | 'piles_apart'
      | 'not_logs'
      | 'site_makes_none'
      | 'more_than_taken'
      | 'drier_than_possible'
    >

/**
 * Firewood or chips are made of logs of one site (薪割り, チップ加工). What is neither made nor fines has dried. Chips are a lot of
 * their own; firewood goes to the open pile of its species. The diesel of the machine goes with what was made.
 */
export async function makeProduct(
  tx: Tx,
  actor: Actor,
  input: MakeInput,
): Promise<(Worked & { pileId: Id }) | MakeRefusal> {
  const wanted = [...Map.groupBy(input.from, ({ pileId }) => pileId)].map(([pileId, all]) => ({
    pileId,
    grams: all.reduce((sum, { grams }) => sum + grams, 0),
  }))
  const pileIds = wanted.map(({ pileId }) => pileId)
  const ground = await grounds(tx, actor, { pileIds, on: input.on })
  if (isRefusal(ground)) return ground
  const { piles, natureId } = ground
  const taken: Taken[] = []
  for (const [at, pile] of piles.entries()) {
    if (pile.store === 'firewood' || pile.store === 'chips') return refuse('not_logs', { field: 'pileId' })
    const portion = takenOf(pile, wanted[at]?.grams ?? 0)
    if (isRefusal(portion)) return portion
    taken.push({ pile, portion })
  }
  const [first] = piles
  if (!first || piles.some(({ siteId }) => siteId !== first.siteId))
    return refuse('piles_apart', { field: 'pileId' })
  if (!storesOf[first.siteKind].includes(input.product)) return refuse('site_makes_none', { field: 'pileId' })
  const machine = await co2OfDiesel(tx, input.dieselMl, input.on)
  const made = madeOf(taken, input, machine)
  if (isRefusal(made)) return made
  const workId = newId()
  const kind = input.product === 'chips' ? 'chipping' : 'splitting'
  const reason = { cause: kind, documentId: workId, on: input.on } as const
  for (const { pile, portion } of taken) await changePile(tx, pile.pileId, negative(portion), reason)
  const lotNo = input.product === 'chips' ? await nextNumber(tx, `LOT-${first.code.toUpperCase()}`) : ''
  const heap = { ...made.heap, siteId: first.siteId, store: input.product, lotNo }
  const pileId = await putOn(tx, heap, made.portion, reason)
  const flows = woodFlows(
    taken.map(({ pile, portion }) => ({ account: storeAt(pile, pile.store), grams: portion.grams })),
    [
      { account: storeAt(first, input.product), grams: input.outGrams },
      { account: lostAs(natureId, 'fines'), grams: input.finesGrams },
      { account: lostAs(natureId, 'drying'), grams: made.driedGrams },
    ],
  )
  const work = { ...input, kind, siteId: first.siteId, inGrams: made.inGrams } as const
  const kept = await keepWork(tx, actor, workId, work, flows)
  return isRefusal(kept) ? kept : { ...kept, pileId }
}

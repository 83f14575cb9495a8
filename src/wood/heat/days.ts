/** 運転日誌: the days of a boiler, each logged by who runs it, also late and again. */
import type { Tx } from '#db/transaction.ts'
import { addDays } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { type PostRefusal, type ReversalRefusal, postAll, reverse } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { programmeOf } from '#wood/programme.ts'
import { changePile, lockPiles, undoMoves } from '#wood/piles.ts'
import { type Portion, negative, nothing, together, without } from '#wood/portions.ts'
import { factorsOn } from '#wood/factors.ts'
import { type Boiler, mayLog, readBoiler } from './boilers.ts'
import {
  type BunkerLot,
  type Measured,
  type Saved,
  burntOf,
  drawnInOrder,
  measuredBy,
  savedBy,
} from './burning.ts'
import { type HeatLog, emissionOf, entriesOf, keepDay } from './keeping.ts'
import { type HeatDay, listHeatDays } from './results.ts'

export type { HeatLog } from './keeping.ts'

export type HeatRefusal =
  | PostRefusal
  | ReversalRefusal
  | Refusal<
      | 'not_allowed'
      | 'boiler_unknown'
      | 'day_in_future'
      | 'programme_not_open'
      | 'heat_missing'
      | 'chips_missing'
      | 'bunker_short' // detail.left
      | 'bunker_empty'
      | 'heat_over_chips' // detail.grams, mostWh
      | 'later_day_lacks' // detail.on
      | 'pile_used'
    >

export interface Logged extends Measured, Saved {
  readonly heatId: Id
  /** So many days after it take their chips out of other lots now. */
  readonly laterDays: number
}

/** All of them: more than a boiler lives. */
const mostDays = 20_000

/** Whose boiler it is, and from where its wood comes. */
interface Ground {
  readonly actor: Actor
  readonly boiler: Boiler
  readonly natureId: Id
}

/**
 * A day of a boiler. One entry for wood that burnt and heat that was used, and one for the CO2 that oil did not emit and
 * that the process did: here and nowhere else, so that it is never counted twice. A day that was logged before is turned round, on its
 * own day, and logged anew. One that is entered late burns what lay there then: days after it that had taken those chips take the same
 * out of what lay there later. With a meter the heat may be left out when the half-hours of the day were read.
 */
export async function logHeatDay(tx: Tx, actor: Actor, log: HeatLog): Promise<Logged | HeatRefusal> {
  const boiler = await readBoiler(tx, log.siteId)
  if (isRefusal(boiler)) return refuse('boiler_unknown')
  if (!mayLog(actor, boiler)) return refuse('not_allowed')
  if (log.on > tx.today) return refuse('day_in_future', { field: 'on' })
  const programme = await programmeOf(tx)
  if (isRefusal(programme)) return programme
  // Two who log the same day wait for each other here, so that the second takes the place of the first.
  await tx.run('select from wood_boiler where region_id = $1 and site_id = $2 for update', [
    tx.region,
    log.siteId,
  ])
  const ground = { actor, boiler, natureId: programme.natureId }
  const undone = await turnRound(tx, actor, log)
  if (undone) return undone
  const { lots, later } = await bunkerOf(tx, log)
  const heatWh = log.heatWh ?? (await readOn(tx, log))
  const there = lots.filter(({ begunOn }) => begunOn <= log.on)
  const measured = measuredBy(boiler, { ...log, heatWh }, there)
  if (isRefusal(measured)) return measured
  const days = [{ on: log.on, grams: measured.chipsGrams }, ...later]
  const order = drawnInOrder(lots, days)
  if ('lacks' in order)
    return refuse('later_day_lacks', {
      field: log.chipsGrams === undefined ? 'heatWh' : 'chipsGrams',
      detail: { on: days[order.lacks]?.on ?? log.on },
    })
  const [own = new Map<Id, Portion>(), ...others] = order.drawn
  const moved = later
    .map((each, at) => ({ day: each, drawn: others[at] ?? each.before }))
    .filter(({ day, drawn }) => drawn !== day.before)
  await moveChips(tx, moved)
  for (const each of moved) {
    const refused = await emitAnew(tx, ground, each)
    if (refused) return refused
  }
  const logged = await burn(tx, ground, { log, measured, drawn: own })
  return isRefusal(logged) ? logged : { ...logged, laterDays: moved.length }
}

interface Burnt {
  readonly log: HeatLog
  readonly measured: Measured
  readonly drawn: ReadonlyMap<Id, Portion>
}

/** A day out of its lots: its entries, and its row. */
async function burn(
  tx: Tx,
  { actor, boiler, natureId }: Ground,
  { log, measured, drawn }: Burnt,
): Promise<Omit<Logged, 'laterDays'> | HeatRefusal> {
  const saved = savedBy(
    { heatWh: measured.heatWh, burnt: burntOf(drawn), powerWh: log.powerWh },
    boiler,
    await factorsOn(tx, boiler.oil, log.on),
  )
  const heatId = newId()
  for (const [pileId, portion] of drawn)
    await changePile(tx, pileId, negative(portion), { cause: 'burning', documentId: heatId, on: log.on })
  const entries = entriesOf({ boiler, natureId, heatId, on: log.on, measured, saved })
  const posted = await postAll(tx, actor, entries)
  if (isRefusal(posted)) return posted
  const entryOf = (kind: string): Id | null =>
    posted[entries.findIndex((each) => each.kind === kind)]?.entryId ?? null
  await keepDay(tx, actor, {
    log,
    heatId,
    measured,
    saved,
    heatEntry: entryOf('wood.heat'),
    co2Entry: entryOf('wood.emission'),
  })
  return { heatId, ...measured, ...saved }
}

/** What the meter read in the half-hours of that day; nothing when nobody read it. */
async function readOn(tx: Tx, { siteId, on }: HeatLog): Promise<number | undefined> {
  const [row] = await tx.run<{ heatWh: number }>(
    `select heat_wh as "heatWh" from wood_heat_reading where region_id = $1 and site_id = $2 and read_on = $3`,
    [tx.region, siteId, on],
  )
  return row?.heatWh
}

interface LaterDay extends HeatDay {
  readonly grams: number
  /** What it took of each lot. */
  readonly before: ReadonlyMap<Id, Portion>
}

/** The bunker as it was before the days after this one: its lots, the oldest first, and those days with what they took of it. */
async function bunkerOf(tx: Tx, { siteId, on }: HeatLog): Promise<{ lots: BunkerLot[]; later: LaterDay[] }> {
  const days = (await listHeatDays(tx, siteId, { from: addDays(on, 1), limit: mostDays })).toReversed()
  const took = await tx.run<Portion & { heatId: Id; pileId: Id }>(
    `select document_id as "heatId", pile_id as "pileId", -sum(grams)::bigint as grams, -sum(dry_g)::bigint as "dryGrams",
       -sum(co2_g)::bigint as "co2Grams"
     from wood_pile_move where region_id = $1 and document_id = any($2) group by 1, 2 having sum(grams) <> 0`,
    [tx.region, days.map(({ heatId }) => heatId)],
  )
  const piles = await tx.run<{ pileId: Id }>(
    `select pile_id as "pileId" from wood_pile where region_id = $1 and site_id = $2 and (grams > 0 or pile_id = any($3))
     order by begun_on, pile_id`,
    [tx.region, siteId, took.map(({ pileId }) => pileId)],
  )
  const locked = await lockPiles(
    tx,
    piles.map(({ pileId }) => pileId),
  )
  const byPile = Map.groupBy(took, ({ pileId }) => pileId)
  const byDay = Map.groupBy(took, ({ heatId }) => heatId)
  return {
    lots: piles.flatMap(({ pileId }) => {
      const pile = locked.get(pileId)
      return pile ? [{ pileId, begunOn: pile.begunOn, ...together(pile, ...(byPile.get(pileId) ?? [])) }] : []
    }),
    later: days.map((each) => ({
      ...each,
      grams: each.chipsGrams,
      before: new Map(
        (byDay.get(each.heatId) ?? []).map(({ pileId, grams, dryGrams, co2Grams }) => [
          pileId,
          { grams, dryGrams, co2Grams },
        ]),
      ),
    })),
  }
}

/** A later day that burns what it did out of other lots: its heat, its oil and its chips stay as they were reckoned. */
interface Moved {
  readonly day: LaterDay
  readonly drawn: ReadonlyMap<Id, Portion>
}

/** All that is given back comes first: what one day takes may be what another still holds. */
async function moveChips(tx: Tx, moved: readonly Moved[]): Promise<void> {
  const changes = moved.flatMap(({ day: { heatId, on, before }, drawn }) =>
    [...new Set([...before.keys(), ...drawn.keys()])].map((pileId) => ({
      pileId,
      change: without(before.get(pileId) ?? nothing, drawn.get(pileId) ?? nothing),
      reason: { cause: 'burning', documentId: heatId, on } as const,
    })),
  )
  for (const { pileId, change, reason } of changes.toSorted((a, b) => b.change.grams - a.change.grams))
    await changePile(tx, pileId, change, reason)
}

/** What machines emitted for chips goes with their lots. */
async function emitAnew(
  tx: Tx,
  { actor, boiler, natureId }: Ground,
  { day: { heatId, on, before, ...day }, drawn }: Moved,
): Promise<undefined | PostRefusal | ReversalRefusal> {
  const co2ProcessGrams = day.co2ProcessGrams + burntOf(drawn).co2Grams - burntOf(before).co2Grams
  if (co2ProcessGrams === day.co2ProcessGrams) return undefined
  if (day.co2Entry) {
    const reversed = await reverse(tx, actor, day.co2Entry)
    if (isRefusal(reversed)) return reversed
  }
  const posting = { boiler, natureId, heatId, on, saved: { ...day, co2ProcessGrams } }
  const posted = await postAll(tx, actor, emissionOf(posting))
  if (isRefusal(posted)) return posted
  await tx.run(
    'update wood_heat_day set co2_process_g = $3, co2_entry_id = $4 where region_id = $1 and heat_id = $2',
    [tx.region, heatId, co2ProcessGrams, posted[0]?.entryId ?? null],
  )
  return undefined
}

/** The day as it was logged before is turned round on its own day: its month has what was logged last. */
async function turnRound(
  tx: Tx,
  actor: Actor,
  { siteId, on }: HeatLog,
): Promise<undefined | ReversalRefusal | Refusal<'pile_used'>> {
  const [before] = await listHeatDays(tx, siteId, { from: on, to: on })
  if (!before) return undefined
  const undone = await undoMoves(tx, { documentId: before.heatId, on })
  if (undone) return undone
  for (const entry of before.entries) {
    const reversed = await reverse(tx, actor, entry)
    if (isRefusal(reversed)) return reversed
  }
  await tx.run('update wood_heat_day set replaced_at = $3 where region_id = $1 and heat_id = $2', [
    tx.region,
    before.heatId,
    tx.now,
  ])
  return undefined
}

/** 運転日誌: the days of a boiler, each logged by who runs it, also late and again. */
import type { Tx } from '#db/transaction.ts'
import { addDays } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { type PostRefusal, type ReversalRefusal, postAll, reverse } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { programmeOf } from '#wood/programme.ts'
import { changePile, lockPiles, undoMoves } from '#wood/piles.ts'
import { negative } from '#wood/portions.ts'
import { factorsOn } from '#wood/factors.ts'
import { type Boiler, mayLog, readBoiler } from './boilers.ts'
import { type Lot, type Measured, type Saved, burntOf, drawnFrom, measuredBy, savedBy } from './burning.ts'
import { type HeatLog, entriesOf, keepDay } from './keeping.ts'
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
  /** So many days after it were given their chips anew. */
  readonly laterDays: number
}

/** Whose boiler it is, and from where its wood comes. */
interface Ground {
  readonly actor: Actor
  readonly boiler: Boiler
  readonly natureId: Id
}

/**
 * A day of a boiler. One entry for wood that burnt and heat that was used, and one for the CO2 that oil did not emit and
 * that the process did: here and nowhere else, so that it is never counted twice. A day that was logged before is turned round, on its
 * own day, and logged anew. With a meter the heat may be left out when the half-hours of the day were read.
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
  const undone = await turnRound(tx, actor, await listHeatDays(tx, log.siteId, { from: log.on, to: log.on }))
  if (undone) return undone
  const logged = await burn(tx, ground, log)
  if (!isRefusal(logged)) return { ...logged, laterDays: 0 }
  return ofChips.has(logged.refused) ? await burnInOrder(tx, ground, log, logged) : logged
}

const ofChips: ReadonlySet<string> = new Set<HeatRefusal['refused']>([
  'bunker_short',
  'bunker_empty',
  'heat_over_chips',
])
/** All of them: more than a boiler lives. */
const mostDays = 20_000

/**
 * A day that is entered late finds its chips burnt by days after it. They give theirs back, and burn what they did again in
 * their order, out of what is left then: only from which lot it was becomes another.
 */
async function burnInOrder(
  tx: Tx,
  ground: Ground,
  log: HeatLog,
  lacking: HeatRefusal,
): Promise<Logged | HeatRefusal> {
  const from = addDays(log.on, 1)
  const later = (await listHeatDays(tx, log.siteId, { from, limit: mostDays })).toReversed()
  const undone = later.length === 0 ? lacking : await turnRound(tx, ground.actor, later)
  if (undone) return undone
  const logged = await burn(tx, ground, log)
  if (isRefusal(logged)) return logged
  for (const each of later) {
    const again = await burn(tx, ground, each, each)
    if (isRefusal(again)) return refuse('later_day_lacks', { field: again.field, detail: { on: each.on } })
  }
  return { ...logged, laterDays: later.length }
}

/** One day out of what lies in the bunker; `before` is how it was logged the first time, by whom, and whether its chips were weighed. */
async function burn(
  tx: Tx,
  { actor, boiler, natureId }: Ground,
  log: HeatLog,
  before?: HeatDay,
): Promise<Omit<Logged, 'laterDays'> | HeatRefusal> {
  const lots = await lotsOf(tx, log)
  const found = measuredBy(boiler, { ...log, heatWh: log.heatWh ?? (await readOn(tx, log)) }, lots)
  if (isRefusal(found)) return found
  const measured = before ? { ...found, chipsEstimated: before.chipsEstimated } : found
  const drawn = drawnFrom(lots, measured.chipsGrams)
  const saved = savedBy(
    { heatWh: measured.heatWh, burnt: burntOf(drawn), powerWh: log.powerWh },
    boiler,
    await factorsOn(tx, boiler.oil, log.on),
  )
  const heatId = newId()
  for (const { lot, portion } of drawn)
    await changePile(tx, lot.pileId, negative(portion), { cause: 'burning', documentId: heatId, on: log.on })
  const entries = entriesOf({ boiler, natureId, heatId, on: log.on, measured, saved })
  const posted = await postAll(tx, actor, entries)
  if (isRefusal(posted)) return posted
  const entryOf = (kind: string): Id | null =>
    posted[entries.findIndex((each) => each.kind === kind)]?.entryId ?? null
  await keepDay(tx, {
    log,
    heatId,
    measured,
    saved,
    heatEntry: entryOf('wood.heat'),
    co2Entry: entryOf('wood.emission'),
    by: before?.loggedBy ?? actor.name,
    at: before?.loggedAt ?? tx.now,
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

interface BunkerLot extends Lot {
  readonly pileId: Id
}

/** What lay in the bunker by that day, the oldest first. */
async function lotsOf(tx: Tx, { siteId, on }: HeatLog): Promise<BunkerLot[]> {
  const rows = await tx.run<{ pileId: Id }>(
    `select pile_id as "pileId" from wood_pile where region_id = $1 and site_id = $2 and grams > 0 and begun_on <= $3 order by begun_on, pile_id`,
    [tx.region, siteId, on],
  )
  const pileIds = rows.map(({ pileId }) => pileId)
  const locked = await lockPiles(tx, pileIds)
  return pileIds.flatMap((pileId) => locked.get(pileId) ?? [])
}

/** Days as they were logged are turned round, each on its own day: its month has what was logged last. */
async function turnRound(
  tx: Tx,
  actor: Actor,
  logged: readonly HeatDay[],
): Promise<undefined | ReversalRefusal | Refusal<'pile_used'>> {
  for (const { heatId, on, entries } of logged) {
    const undone = await undoMoves(tx, { documentId: heatId, on })
    if (undone) return undone
    for (const entry of entries) {
      const reversed = await reverse(tx, actor, entry)
      if (isRefusal(reversed)) return reversed
    }
  }
  await tx.run('update wood_heat_day set replaced_at = $3 where region_id = $1 and heat_id = any($2)', [
    tx.region,
    logged.map(({ heatId }) => heatId),
    tx.now,
  ])
  return undefined
}

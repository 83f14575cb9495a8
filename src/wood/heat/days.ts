import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { amount } from '#kit/units.ts'
import type { AccountRef } from '#ledger/accounts.ts'
import {
  type Entry,
  type Flow,
  type PostRefusal,
  type ReversalRefusal,
  postAll,
  reverse,
} from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { programmeOf } from '#wood/programme.ts'
import { storeAt } from '#wood/sites.ts'
import { lostAs, woodFlows } from '#wood/flows.ts'
import { changePile, lockPiles, undoMoves } from '#wood/piles.ts'
import { negative } from '#wood/portions.ts'
import { factorsOn } from '#wood/factors.ts'
import { type Boiler, mayLog, readBoiler } from './boilers.ts'
import {
  type Lot,
  type Measured,
  type Said,
  type Saved,
  burntOf,
  drawnFrom,
  measuredBy,
  savedBy,
} from './burning.ts'
import './schema.ts'

export interface HeatLog extends Said {
  readonly siteId: Id
  readonly on: Day
  /** Backup oil, in millilitres; power of pumps and feed in watt-hours. */
  readonly oilMl: number
  readonly powerWh: number
  readonly ashGrams: number
  readonly minutes: number
  readonly fault: string
  readonly note: string
}

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
      | 'pile_used'
    >

export interface Logged extends Measured, Saved {
  readonly heatId: Id
}

/**
 * 運転日誌: a day of a boiler. One entry for wood that burnt and heat that was used, and one for the CO2 that oil did not emit and
 * that the process did: here and nowhere else, so that it is never counted twice. A day that was logged before is turned round and
 * logged anew. With a meter the heat may be left out when the half-hours of the day were read.
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
  const undone = await replaceDay(tx, actor, log)
  if (undone) return undone
  const lots = await lotsOf(tx, log)
  const measured = measuredBy(boiler, { ...log, heatWh: log.heatWh ?? (await readOn(tx, log)) }, lots)
  if (isRefusal(measured)) return measured
  const drawn = drawnFrom(lots, measured.chipsGrams)
  const saved = savedBy(
    { heatWh: measured.heatWh, burnt: burntOf(drawn), powerWh: log.powerWh },
    boiler,
    await factorsOn(tx, boiler.oil, log.on),
  )
  const heatId = newId()
  for (const { lot, portion } of drawn)
    await changePile(tx, lot.pileId, negative(portion), { cause: 'burning', documentId: heatId, on: log.on })
  const entries = entriesOf({ boiler, natureId: programme.natureId, heatId, on: log.on, measured, saved })
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

/** The day as it was logged before is turned round. */
async function replaceDay(
  tx: Tx,
  actor: Actor,
  { siteId, on }: HeatLog,
): Promise<undefined | ReversalRefusal | Refusal<'pile_used'>> {
  const [before] = await tx.run<{ heatId: Id; heatEntry: Id | null; co2Entry: Id | null }>(
    `select heat_id as "heatId", heat_entry_id as "heatEntry", co2_entry_id as "co2Entry" from wood_heat_day
     where region_id = $1 and site_id = $2 and burnt_on = $3 and replaced_at is null for update`,
    [tx.region, siteId, on],
  )
  if (!before) return undefined
  const undone = await undoMoves(tx, { documentId: before.heatId, on: tx.today })
  if (undone) return undone
  for (const entry of [before.heatEntry, before.co2Entry]) {
    if (entry === null) continue
    const reversed = await reverse(tx, actor, entry, { on: tx.today })
    if (isRefusal(reversed)) return reversed
  }
  await tx.run('update wood_heat_day set replaced_at = $3 where region_id = $1 and heat_id = $2', [
    tx.region,
    before.heatId,
    tx.now,
  ])
  return undefined
}

interface Posting {
  readonly boiler: Boiler
  readonly natureId: Id
  readonly heatId: Id
  readonly on: Day
  readonly measured: Measured
  readonly saved: Saved
}

function flow(unit: 'HEAT' | 'CO2', size: number, from: AccountRef, to: AccountRef): Flow[] {
  return size > 0 ? [{ unit, amount: amount(unit, size), from, to } as Flow] : []
}

/** An amount of nothing is no flow, and an entry without flows is none. */
function entriesOf({ boiler, natureId, heatId, on, measured, saved }: Posting): Entry[] {
  const document = { id: heatId, no: `${boiler.code.toUpperCase()} ${on}` }
  const { operatorId, userId, code } = boiler
  const nature = (purpose: string) => ({ party: natureId, purpose })
  const entries: Entry[] = [
    {
      kind: 'wood.heat',
      on,
      document,
      flows: [
        ...woodFlows(
          [{ account: storeAt(boiler, 'chips'), grams: measured.chipsGrams }],
          [{ account: lostAs(natureId, 'burnt'), grams: measured.chipsGrams }],
        ),
        ...flow(
          'HEAT',
          measured.heatWh,
          { party: operatorId, purpose: `boiler_${code}` },
          { party: userId, purpose: 'heat_used' },
        ),
      ],
    },
    {
      kind: 'wood.emission',
      on,
      document,
      flows: [
        ...flow('CO2', saved.co2SavedGrams, nature('not_emitted'), {
          party: operatorId,
          purpose: 'emission_saved',
        }),
        ...flow(
          'CO2',
          saved.co2ProcessGrams,
          { party: operatorId, purpose: 'emission_process' },
          nature('air'),
        ),
      ],
    },
  ]
  return entries.filter(({ flows }) => flows.length > 0)
}

interface Kept {
  readonly log: HeatLog
  readonly heatId: Id
  readonly measured: Measured
  readonly saved: Saved
  readonly heatEntry: Id | null
  readonly co2Entry: Id | null
}

async function keepDay(
  tx: Tx,
  actor: Actor,
  { log, heatId, measured, saved, ...entries }: Kept,
): Promise<void> {
  await tx.q
    .insertInto('wood_heat_day')
    .values({
      region_id: tx.region,
      heat_id: heatId,
      site_id: log.siteId,
      burnt_on: log.on,
      heat_wh: measured.heatWh,
      chips_g: measured.chipsGrams,
      chips_estimated: measured.chipsEstimated,
      oil_ml: log.oilMl,
      power_wh: log.powerWh,
      ash_g: log.ashGrams,
      minutes: log.minutes,
      fault: log.fault.trim(),
      note: log.note.trim(),
      oil_saved_ml: saved.oilSavedMl,
      oil_jpy: saved.oilYen,
      co2_saved_g: saved.co2SavedGrams,
      co2_process_g: saved.co2ProcessGrams,
      heat_entry_id: entries.heatEntry,
      co2_entry_id: entries.co2Entry,
      replaced_at: null,
      logged_at: tx.now,
      logged_by: actor.name,
    })
    .execute()
}

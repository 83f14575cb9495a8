/** What a day of a boiler posts, and the row that is kept of it. */
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { amount } from '#kit/units.ts'
import type { AccountRef } from '#ledger/accounts.ts'
import type { Entry, Flow } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { lostAs, woodFlows } from '#wood/flows.ts'
import { storeAt } from '#wood/sites.ts'
import type { Boiler } from './boilers.ts'
import type { Measured, Saved, Said } from './burning.ts'
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

const documentOf = ({ boiler, heatId, on }: Pick<Posting, 'boiler' | 'heatId' | 'on'>) => ({
  id: heatId,
  no: `${boiler.code.toUpperCase()} ${on}`,
})

/** An amount of nothing is no flow, and an entry without flows is none. */
export function entriesOf(posting: Posting): Entry[] {
  const { boiler, natureId, on, measured } = posting
  const { operatorId, userId, code } = boiler
  const flows = [
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
  ]
  const heat: Entry = { kind: 'wood.heat', on, document: documentOf(posting), flows }
  return [...(flows.length > 0 ? [heat] : []), ...emissionOf(posting)]
}

/** CO2 that oil did not emit, and that the process did. */
export function emissionOf(posting: Omit<Posting, 'measured'>): Entry[] {
  const { boiler, natureId, on, saved } = posting
  const { operatorId } = boiler
  const nature = (purpose: string) => ({ party: natureId, purpose })
  const own = (purpose: string) => ({ party: operatorId, purpose })
  const flows = [
    ...flow('CO2', saved.co2SavedGrams, nature('not_emitted'), own('emission_saved')),
    ...flow('CO2', saved.co2ProcessGrams, own('emission_process'), nature('air')),
  ]
  return flows.length > 0 ? [{ kind: 'wood.emission', on, document: documentOf(posting), flows }] : []
}

interface Kept {
  readonly log: HeatLog
  readonly heatId: Id
  readonly measured: Measured
  readonly saved: Saved
  readonly heatEntry: Id | null
  readonly co2Entry: Id | null
}

export async function keepDay(
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

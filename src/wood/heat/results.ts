/** What boilers gave, by day and month: heat, oil that was not bought, CO2. */
import type { Tx } from '#db/transaction.ts'
import type { Day, Month, Period } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import { co2Of, factorsOn, lastOfOldSeries } from '#wood/factors.ts'
import './schema.ts'

/** Sums of days of boilers. */
export interface HeatSums {
  readonly heatWh: number
  readonly chipsGrams: number
  readonly oilMl: number
  readonly ashGrams: number
  readonly oilSavedMl: number
  readonly oilYen: number
  readonly co2SavedGrams: number
  readonly co2ProcessGrams: number
  readonly days: number
}
const sums = `coalesce(sum(h.heat_wh), 0)::bigint as "heatWh", coalesce(sum(h.chips_g), 0)::bigint as "chipsGrams",
  coalesce(sum(h.oil_ml), 0)::bigint as "oilMl", coalesce(sum(h.ash_g), 0)::bigint as "ashGrams",
  coalesce(sum(h.oil_saved_ml), 0)::bigint as "oilSavedMl", coalesce(sum(h.oil_jpy), 0)::bigint as "oilYen",
  coalesce(sum(h.co2_saved_g), 0)::bigint as "co2SavedGrams", coalesce(sum(h.co2_process_g), 0)::bigint as "co2ProcessGrams",
  count(*)::int as days`

export interface HeatMonth extends HeatSums {
  readonly month: Month
  /** The same heat by the factors that held until the fiscal year 2022, for reports that go on with them (domain.md 3.5). */
  readonly co2OldSeriesGrams: number
}

/** Litres that hold so much: watt-hours × 0.0036 ÷ 1,000 are gigajoules, and a kilolitre holds `gjPerKl`. */
const litresOf = (wattHours: number, gjPerKl: number): number => (wattHours * 0.0036) / gjPerKl

/** Heat by month, of all boilers or one, with its CO2 by both series of factors. */
export async function readHeatMonths(tx: Tx, { from, to }: Period, siteId?: Id): Promise<HeatMonth[]> {
  const rows = await tx.run<HeatMonth & { aOilWh: number; keroseneWh: number }>(
    `select to_char(h.burnt_on, 'YYYY-MM') as month, ${sums},
       coalesce(sum(h.heat_wh * 10000.0 / b.oil_efficiency_bp) filter (where b.oil = 'a_oil'), 0)::float8 as "aOilWh",
       coalesce(sum(h.heat_wh * 10000.0 / b.oil_efficiency_bp) filter (where b.oil = 'kerosene'), 0)::float8 as "keroseneWh"
     from wood_heat_day h join wood_boiler b on b.region_id = $1 and b.site_id = h.site_id
     where h.region_id = $1 and h.replaced_at is null and h.burnt_on between $2 and $3 and ($4::uuid is null or h.site_id = $4)
     group by 1 order by 1`,
    [tx.region, from, to, siteId ?? null],
  )
  const [aOil, kerosene] = [
    await factorsOn(tx, 'a_oil', lastOfOldSeries),
    await factorsOn(tx, 'kerosene', lastOfOldSeries),
  ]
  return rows.map(({ aOilWh, keroseneWh, ...row }) => ({
    ...row,
    co2OldSeriesGrams:
      co2Of(litresOf(aOilWh, aOil.oil.gjPerKl) * 1_000, aOil.oil) +
      co2Of(litresOf(keroseneWh, kerosene.oil.gjPerKl) * 1_000, kerosene.oil),
  }))
}

export interface HeatDay extends HeatSums {
  readonly heatId: Id
  readonly siteId: Id
  readonly siteName: string
  readonly on: Day
  readonly chipsEstimated: boolean
  readonly powerWh: number
  readonly minutes: number
  readonly fault: string
  readonly note: string
  readonly loggedBy: string
  readonly loggedAt: Date
  readonly replacedAt: Date | null
  readonly co2Entry: Id | null
  readonly entries: readonly Id[]
}

const dayColumns = `h.heat_id as "heatId", h.site_id as "siteId", s.name as "siteName", h.burnt_on as "on", h.heat_wh as "heatWh",
  h.chips_g as "chipsGrams", h.chips_estimated as "chipsEstimated", h.oil_ml as "oilMl", h.power_wh as "powerWh",
  h.ash_g as "ashGrams", h.minutes, h.fault, h.note, h.oil_saved_ml as "oilSavedMl", h.oil_jpy as "oilYen",
  h.co2_saved_g as "co2SavedGrams", h.co2_process_g as "co2ProcessGrams", 1 as days, h.logged_by as "loggedBy",
  h.logged_at as "loggedAt", h.replaced_at as "replacedAt", h.co2_entry_id as "co2Entry",
  array_remove(array[h.heat_entry_id, h.co2_entry_id], null) as entries`
const dayTables = 'wood_heat_day h join wood_site s on s.region_id = $1 and s.site_id = h.site_id'

/** Days of a boiler, of a period or all, the newest first; 400 at most unless told. */
export async function listHeatDays(
  tx: Tx,
  siteId: Id,
  { from, to, limit = 400 }: Partial<Period> & { limit?: number },
): Promise<HeatDay[]> {
  return await tx.run<HeatDay & Record<string, unknown>>(
    `select ${dayColumns} from ${dayTables}
     where h.region_id = $1 and h.site_id = $2 and h.replaced_at is null
       and ($3::date is null or h.burnt_on >= $3) and ($4::date is null or h.burnt_on <= $4)
     order by h.burnt_on desc limit $5`,
    [tx.region, siteId, from ?? null, to ?? null, limit],
  )
}

export async function readHeatDay(tx: Tx, heatId: Id): Promise<HeatDay | Refusal<'not_found'>> {
  const [row] = await tx.run<HeatDay & Record<string, unknown>>(
    `select ${dayColumns} from ${dayTables} where h.region_id = $1 and h.heat_id = $2`,
    [tx.region, heatId],
  )
  return row ?? refuse('not_found')
}

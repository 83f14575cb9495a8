import type { Generated } from 'kysely'
import type { Day, Month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { OilKind } from '#wood/factors.ts'

/** How heat is known: by a heat meter (方法A), or from the fuel that was burnt (方法B). */
export const heatMethods = ['meter', 'fuel'] as const
export type HeatMethod = (typeof heatMethods)[number]

/** What the user of a boiler pays for: nothing, the chips that come, or the heat. */
export const soldAs = ['none', 'chips', 'heat'] as const
export type SoldAs = (typeof soldAs)[number]

interface BoilerTable {
  region_id: number
  site_id: Id
  method: HeatMethod
  efficiency_bp: number
  oil: OilKind
  oil_efficiency_bp: number
  bunker_least_g: number
  bunker_most_g: number
  heats: Generated<string>
  user_id: Id
  sold_as: Generated<SoldAs>
  price_yen: Generated<number>
}
interface HeatReadingTable {
  region_id: number
  site_id: Id
  read_on: Day
  wh: readonly number[]
  heat_wh: number
  read_at: Date
}
interface HeatDayTable {
  region_id: number
  heat_id: Id
  site_id: Id
  burnt_on: Day
  heat_wh: number
  chips_g: number
  chips_estimated: boolean
  oil_ml: number
  power_wh: number
  ash_g: number
  minutes: number
  fault: string
  note: string
  oil_saved_ml: number
  oil_jpy: number
  co2_saved_g: number
  co2_process_g: number
  heat_entry_id: Id | null
  co2_entry_id: Id | null
  replaced_at: Date | null
  logged_at: Date
  logged_by: string
}

interface FuelSaleTable {
  region_id: number
  sale_id: Id
  sale_no: string
  site_id: Id
  month: Month
  sold_as: Exclude<SoldAs, 'none'>
  quantity: number
  price_yen: number
  net_yen: number
  tax_yen: number
  paid_on: Day
  entry_id: Id
  cancelled_on: Day | null
  reason: Generated<string>
  made_at: Date
  made_by: string
}

declare module '#db/schema.ts' {
  interface Tables {
    wood_boiler: BoilerTable
    wood_heat_reading: HeatReadingTable
    wood_heat_day: HeatDayTable
    wood_fuel_sale: FuelSaleTable
  }
}

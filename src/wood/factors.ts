/** What oil, diesel and power emit on a day: dated parameters, so that a day of last year is reckoned as it was then. */
import type { Tx } from '#db/transaction.ts'
import { type Day, day } from '#kit/days.ts'
import { validOn } from '#parties/dated.ts'
import { type Fuel, co2PerKl } from './heat.ts'

export const oilKinds = ['a_oil', 'kerosene'] as const
export type OilKind = (typeof oilKinds)[number]

export interface Factors {
  readonly oil: Fuel
  readonly diesel: Fuel
  readonly oilYenPerLitre: number
  readonly powerKgPerKwh: number
}

const factorsOf = (name: string): string[] => [`co2.${name}_gj_per_kl`, `co2.${name}_tc_per_gj`]

/** The parameters of that day; one that is missing is a fault. */
export async function factorsOn(tx: Tx, oil: OilKind, on: Day): Promise<Factors> {
  const names = [...factorsOf(oil), ...factorsOf('diesel'), 'wood.oil_jpy_per_l', 'co2.power_kg_per_kwh']
  const rows = await tx.run<{ name: string; value: number }>(
    `select p.name, p.value::float8 as value from party_parameter p
     where p.region_id = $1 and p.name = any($3) and ${validOn('p', '$2')}`,
    [tx.region, on, names],
  )
  const found = new Map(rows.map(({ name, value }) => [name, value]))
  const [gj = 0, carbon = 0, dieselGj = 0, dieselCarbon = 0, price = 0, power = 0] = names.map((name) => {
    const value = found.get(name)
    if (value === undefined) throw new Error(`the parameter ${name} has no value on ${on}`)
    return value
  })
  return {
    oil: { gjPerKl: gj, carbonPerGj: carbon },
    diesel: { gjPerKl: dieselGj, carbonPerGj: dieselCarbon },
    oilYenPerLitre: price,
    powerKgPerKwh: power,
  }
}

/** The last day of the series before the present one: reports up to the fiscal year 2022 were made by it (domain.md 3.5). */
export const lastOfOldSeries = day('2023-03-31')

/** Grams of CO2 of so many millilitres. Tonnes a kilolitre are grams a millilitre. */
export const co2Of = (millilitres: number, fuel: Fuel): number => Math.round(millilitres * co2PerKl(fuel))

/** What machines and trucks emitted. */
export async function co2OfDiesel(tx: Tx, millilitres: number, on: Day): Promise<number> {
  return millilitres === 0 ? 0 : co2Of(millilitres, (await factorsOn(tx, 'a_oil', on)).diesel)
}

/**
 * Heat in wood, and the oil that it stands for (domain.md 2.2.4, 3.5). Pure; grams, watt-hours, litres in millilitres, hundredths of a
 * per cent. Physical constants are here; factors that the law sets are given, dated, with their source.
 */

/** MJ in a kilogram of dry wood: the lower heating value of softwood (要確認). */
export const dryHeat = 19.0
/** MJ that evaporating a kilogram of water takes, at 25 °C: 2.443, of which the worked example keeps two decimals. */
const evaporation = 2.44
const joulesOfWh = 3.6

/** MJ in a kilogram of wet wood: q = q₀ × (1 − M) − 2.44 × M. */
export const heatOfKilogram = (wetBp: number, dry = dryHeat): number =>
  dry * (1 - wetBp / 10_000) - evaporation * (wetBp / 10_000)

/** Watt-hours in so many grams of wet wood: what goes into the boiler. */
export const heatOf = (grams: number, wetBp: number, dry = dryHeat): number =>
  Math.round((grams * heatOfKilogram(wetBp, dry)) / joulesOfWh)

export interface Fuel {
  /** GJ in a kilolitre (higher heating value), and tonnes of carbon in a GJ: dated, as the ordinance has them. */
  readonly gjPerKl: number
  readonly carbonPerGj: number
}

/** Tonnes of CO2 from a kilolitre: GJ × tC/GJ × 44 ÷ 12. */
export const co2PerKl = ({ gjPerKl, carbonPerGj }: Fuel): number => (gjPerKl * carbonPerGj * 44) / 12

export interface Displaced {
  /** Useful heat. */
  readonly wattHours: number
  readonly oilLitres: number
  /** Not emitted by oil; what making and bringing the chips emitted is told apart. */
  readonly co2Tonnes: number
}

/**
 * The oil that useful heat stands for: L = Q ÷ (η × heat of oil). Method A has Q from a heat meter; method B from the fuel
 * (`usefulOf`).
 */
export function displacedBy(wattHours: number, oil: Fuel, oilEfficiency: number): Displaced {
  const gj = (wattHours * joulesOfWh) / 1e6
  const kilolitres = gj / (oilEfficiency * oil.gjPerKl)
  return { wattHours, oilLitres: kilolitres * 1_000, co2Tonnes: kilolitres * co2PerKl(oil) }
}

/** Method B: Q = mass × heat × efficiency of the wood boiler (0.80 where nothing better is known; 要確認). */
export const usefulOf = (grams: number, wetBp: number, efficiency = 0.8): number =>
  Math.round(heatOf(grams, wetBp) * efficiency)

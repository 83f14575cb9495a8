/** What a day of a boiler comes to. Pure; domain.md 2.2.4 and 3.5. */
import { type Refusal, refuse } from '#kit/refusals.ts'
import { type Portion, nothing, shareOf, together, wetOf } from '#wood/portions.ts'
import { type Factors, co2Of } from '#wood/factors.ts'
import { displacedBy, heatOf, usefulOf } from '#wood/heat.ts'
import type { BoilerFacts } from './boilers.ts'

export interface Lot extends Portion {
  readonly pileId: string
}

/** What is taken from each lot of the bunker: the oldest first, as the feed does. */
export function drawnFrom<L extends Lot>(lots: readonly L[], grams: number): { lot: L; portion: Portion }[] {
  let left = grams
  return lots.flatMap((lot) => {
    const part = Math.min(left, lot.grams)
    left -= part
    return part > 0 ? [{ lot, portion: shareOf(lot, part) }] : []
  })
}

export interface Measured {
  readonly heatWh: number
  readonly chipsGrams: number
  /** By the heat, since nobody weighed the chips. */
  readonly chipsEstimated: boolean
}

export interface Said {
  /** By the heat meter. */
  readonly heatWh?: number
  /** Chips that were burnt, where they were weighed. */
  readonly chipsGrams?: number
}

/** Moisture and efficiency are known about so well: the heat may be this many times what they say of the chips. */
const mostOver = 1.2

/**
 * Heat and chips of a day. By a meter (A) heat is what it read, and chips that nobody weighed are those that give so much: mass =
 * Q ÷ (η × q); a bunker that holds nothing gave none (`bunker_empty`), one that holds far less not so much, and chips that were weighed
 * no more than they hold when bone-dry (`heat_over_chips`). By the fuel (B) chips must be known, and heat follows.
 */
export function measuredBy(
  { method, efficiencyBp }: Pick<BoilerFacts, 'method' | 'efficiencyBp'>,
  { heatWh, chipsGrams }: Said,
  lots: readonly Lot[],
):
  | Measured
  | Refusal<'heat_missing' | 'chips_missing' | 'bunker_short' | 'bunker_empty' | 'heat_over_chips'> {
  const bunker = together(...lots)
  if (chipsGrams !== undefined && chipsGrams > bunker.grams)
    return refuse('bunker_short', { field: 'chipsGrams', detail: { left: bunker.grams } })
  if (method === 'fuel') {
    if (chipsGrams === undefined) return refuse('chips_missing', { field: 'chipsGrams' })
    const heat = drawnFrom(lots, chipsGrams).reduce(
      (sum, { portion }) => sum + usefulOf(portion.grams, wetOf(portion), efficiencyBp / 10_000),
      0,
    )
    return { heatWh: heat, chipsGrams, chipsEstimated: false }
  }
  if (heatWh === undefined) return refuse('heat_missing', { field: 'heatWh' })
  if (chipsGrams !== undefined) {
    const mostWh = heatOf(chipsGrams, 0)
    if (heatWh > mostWh)
      return refuse('heat_over_chips', { field: 'chipsGrams', detail: { grams: chipsGrams, mostWh } })
    return { heatWh, chipsGrams, chipsEstimated: false }
  }
  if (heatWh === 0) return { heatWh, chipsGrams: 0, chipsEstimated: false }
  if (bunker.grams === 0) return refuse('bunker_empty', { field: 'heatWh' })
  const likelyWh = Math.max(usefulOf(bunker.grams, wetOf(bunker), efficiencyBp / 10_000), 0)
  const mostWh = Math.round(likelyWh * mostOver)
  if (heatWh > mostWh)
    return refuse('heat_over_chips', { field: 'heatWh', detail: { grams: bunker.grams, mostWh } })
  const needed = Math.round((heatWh / likelyWh) * bunker.grams)
  return { heatWh, chipsGrams: Math.min(needed, bunker.grams), chipsEstimated: true }
}

export interface Saved {
  readonly oilSavedMl: number
  readonly oilYen: number
  readonly co2SavedGrams: number
  /** Of machines and trucks that made and brought the chips, and of the boiler's power: told apart, never taken off. */
  readonly co2ProcessGrams: number
}

/** The oil that the heat stood in place of, by the factors of the day: what it would have cost and emitted. */
export function savedBy(
  { heatWh, burnt, powerWh }: { heatWh: number; burnt: Portion; powerWh: number },
  { oilEfficiencyBp }: Pick<BoilerFacts, 'oilEfficiencyBp'>,
  factors: Factors,
): Saved {
  const { oilLitres } = displacedBy(heatWh, factors.oil, oilEfficiencyBp / 10_000)
  const oilSavedMl = Math.round(oilLitres * 1_000)
  return {
    oilSavedMl,
    oilYen: Math.round(oilLitres * factors.oilYenPerLitre),
    co2SavedGrams: co2Of(oilSavedMl, factors.oil),
    co2ProcessGrams: burnt.co2Grams + Math.round(powerWh * factors.powerKgPerKwh),
  }
}

export const burntOf = (drawn: readonly { portion: Portion }[]): Portion =>
  drawn.length === 0 ? nothing : together(...drawn.map(({ portion }) => portion))

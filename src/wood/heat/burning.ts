/** What a day of a boiler comes to. Pure; domain.md 2.2.4 and 3.5. */
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Portion, nothing, shareOf, together, wetOf, without } from '#wood/portions.ts'
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

/** Chips that a day burns, and what it took of each lot when it was reckoned before. */
export interface Burning {
  readonly on: Day
  readonly grams: number
  readonly before?: ReadonlyMap<Id, Portion>
}
export interface BunkerLot extends Lot {
  readonly pileId: Id
  readonly begunOn: Day
}

/**
 * Draws days one after the other out of a bunker as it was before the first, each from the oldest of the lots that had begun by then.
 * Answered is what each took, or the number of the first day for which they do not suffice. A day that takes as much of each lot as
 * it did before takes the very same, so that nothing of it changes.
 */
export function drawnInOrder(
  lots: readonly BunkerLot[],
  days: readonly Burning[],
): { drawn: ReadonlyMap<Id, Portion>[] } | { lacks: number } {
  let left = lots
  const all: ReadonlyMap<Id, Portion>[] = []
  for (const [at, { on, grams, before }] of days.entries()) {
    const there = left.filter(({ begunOn }) => begunOn <= on)
    const shares = new Map(drawnFrom(there, grams).map(({ lot, portion }) => [lot.pileId, portion]))
    if (together(...shares.values()).grams < grams) return { lacks: at }
    const taken = before && isSame(before, shares, left) ? before : shares
    left = left.map((lot) => ({ ...lot, ...without(lot, taken.get(lot.pileId) ?? nothing) }))
    all.push(taken)
  }
  return { drawn: all }
}

/** As much of each lot, and there is as much dry wood and CO2 in it still. */
function isSame(
  before: ReadonlyMap<Id, Portion>,
  shares: ReadonlyMap<Id, Portion>,
  left: readonly BunkerLot[],
): boolean {
  if (before.size !== shares.size) return false
  return left.every((lot) => {
    const [one, other] = [before.get(lot.pileId) ?? nothing, shares.get(lot.pileId) ?? nothing]
    const rest = without(lot, one)
    return (
      one.grams === other.grams && rest.dryGrams >= 0 && rest.co2Grams >= 0 && rest.grams >= rest.dryGrams
    )
  })
}

export const burntOf = (drawn: ReadonlyMap<Id, Portion>): Portion => together(...drawn.values())

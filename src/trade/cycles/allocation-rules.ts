/**
 * 割り当て: how what buyers booked is spread over the producers who have it. Pure and the same for the same input, so that
 * everybody can see why it came out as it did. Domain 2.1: capacity, fairness over the season, distance, freshness.
 */
import { whole } from '#kit/units.ts'

/** How much each criterion counts; only their proportions matter, and not all are zero. */
export interface Weights {
  readonly capacity: number
  readonly fairness: number
  readonly distance: number
  readonly freshness: number
}
export const usualWeights: Weights = { capacity: 40, fairness: 40, distance: 10, freshness: 10 }

/** One producer's goods in a pool. */
export interface Member {
  readonly variantId: string
  /** How many of the pool's units it has. */
  readonly capacity: number
  /** Of what it offered in this season before, the part that was taken: 0–1; none when it offered nothing yet. */
  readonly takenBefore: number | undefined
  /** To the company's store; none when one of both is not on the map. */
  readonly km: number | undefined
  /** Days from harvest to delivery; none when it was not said. */
  readonly daysOld: number | undefined
}

/** What a member was given and the figures it rests on: each criterion's part of one, and what they come to. */
export interface Share {
  readonly variantId: string
  readonly capacity: number
  readonly fairness: number
  readonly distance: number
  readonly freshness: number
  /** The weighted part of the whole, before anybody's capacity ends it. */
  readonly wanted: number
  readonly quantity: number
}

/**
 * Spreads so many over the members: each criterion gives every member a part of one, the parts are weighted, and nobody is
 * given more than it has; what that leaves goes to the others in the same proportions. Whole units by the largest rest, so
 * that nothing is lost. Members that have nothing get nothing. More than all have together is a mistake of the caller.
 */
export function spread(quantity: number, members: readonly Member[], weights: Weights): Share[] {
  const capacities = members.map(({ capacity }) => capacity)
  if (quantity > total(capacities)) throw new RangeError('more is to be spread than there is')
  const able = (score: (member: Member) => number): number[] =>
    partsOfOne(members.map((member) => (member.capacity > 0 ? score(member) : 0)))
  const criteria = {
    capacity: able(({ capacity }) => capacity),
    // Who sold little of what it offered before comes first; who is new is taken as the middle.
    fairness: able(({ takenBefore = 0.5 }) => 1.05 - takenBefore),
    distance: able(({ km = 20 }) => 1 / (10 + km)),
    freshness: able(({ daysOld = 3 }) => 1 / (1 + Math.max(0, daysOld))),
  }
  const sum = weights.capacity + weights.fairness + weights.distance + weights.freshness
  const wanted = members.map(
    (_, at) =>
      (weights.capacity * (criteria.capacity[at] ?? 0) +
        weights.fairness * (criteria.fairness[at] ?? 0) +
        weights.distance * (criteria.distance[at] ?? 0) +
        weights.freshness * (criteria.freshness[at] ?? 0)) /
      sum,
  )
  const given = wholeShares(quantity, wanted, capacities)
  return members.map(({ variantId }, at) => ({
    variantId,
    capacity: criteria.capacity[at] ?? 0,
    fairness: criteria.fairness[at] ?? 0,
    distance: criteria.distance[at] ?? 0,
    freshness: criteria.freshness[at] ?? 0,
    wanted: wanted[at] ?? 0,
    quantity: given[at] ?? 0,
  }))
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0)

function partsOfOne(scores: readonly number[]): number[] {
  const sum = total(scores)
  return scores.map((score) => (sum === 0 ? 0 : score / sum))
}

/** Whole numbers near the proportions, none above its cap, that add up to `quantity`. */
function wholeShares(quantity: number, proportions: readonly number[], caps: readonly number[]): number[] {
  const exact = capped(quantity, proportions, caps)
  const shares = exact.map((share) => Math.floor(share + 1e-9))
  const byRest = exact
    .map((share, at) => ({ at, rest: share - (shares[at] ?? 0) }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at)
  let left = quantity - total(shares)
  while (left > 0)
    for (const { at } of byRest) {
      if (left === 0) break
      if ((shares[at] ?? 0) >= (caps[at] ?? 0)) continue
      shares[at] = (shares[at] ?? 0) + 1
      left--
    }
  return shares
}

/** The same with fractions: whoever reaches the cap leaves, and the rest is shared among the others. */
function capped(quantity: number, proportions: readonly number[], caps: readonly number[]): number[] {
  const shares = proportions.map(() => 0)
  const open = new Set(caps.flatMap((cap, at) => (cap > 0 ? [at] : [])))
  let left = quantity
  while (left > 1e-9 && open.size > 0) {
    const sum = total([...open].map((at) => proportions[at] ?? 0))
    const even = sum === 0
    const [round, among] = [left, open.size]
    for (const at of open) {
      const part = even ? round / among : (round * (proportions[at] ?? 0)) / sum
      const room = (caps[at] ?? 0) - (shares[at] ?? 0)
      const taken = Math.min(part, room)
      shares[at] = (shares[at] ?? 0) + taken
      left -= taken
      if (room - taken <= 1e-9) open.delete(at)
    }
    // Nobody reached a cap: all of it is shared.
    if (Math.abs(left) <= 1e-9 || left === round) break
  }
  return shares
}

export interface WantedLine {
  readonly quantity: number
  /** Base units in one: a box of 12 is given whole or not at all. */
  readonly unit: number
}

/**
 * Lines that are cut to what there is, base units, each in the same proportion: whole units, and what is left over goes to
 * those with the largest rest as long as one of theirs still fits. How many of each.
 */
export function cutLines(lines: readonly WantedLine[], available: number): number[] {
  const all = total(lines.map(({ quantity, unit }) => quantity * unit))
  if (all <= available) return lines.map(({ quantity }) => quantity)
  const share = Math.max(0, available) / all
  const given = lines.map(({ quantity }) => Math.floor(quantity * share + 1e-9))
  let left = Math.max(0, available) - total(lines.map(({ unit }, at) => unit * (given[at] ?? 0)))
  const byRest = lines
    .map((line, at) => ({ ...line, at, rest: line.quantity * share - (given[at] ?? 0) }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at)
  const fits = ({ at, quantity, unit }: (typeof byRest)[number]): boolean =>
    unit <= left && (given[at] ?? 0) < quantity
  while (byRest.some(fits))
    for (const line of byRest)
      if (fits(line)) {
        given[line.at] = (given[line.at] ?? 0) + 1
        left -= line.unit
      }
  return given
}

export interface Filled<Line> {
  readonly line: Line
  readonly variantId: string
  readonly quantity: number
}

/**
 * Which line gets whose goods, so that few producers share a buyer's box: the largest lines first, each from the one that
 * covers it most closely, else from the one that has most.
 */
export function fillLines<Line>(
  lines: readonly { readonly line: Line; readonly quantity: number }[],
  shares: readonly Pick<Share, 'variantId' | 'quantity'>[],
): Filled<Line>[] {
  const left = new Map(shares.map(({ variantId, quantity }) => [variantId, quantity]))
  const filled: Filled<Line>[] = []
  for (const { line, quantity } of lines.toSorted((a, b) => b.quantity - a.quantity)) {
    let open = whole(quantity)
    while (open > 0) {
      const having = [...left].filter(([, has]) => has > 0)
      const covering = having.filter(([, has]) => has >= open).toSorted((a, b) => a[1] - b[1])
      const [variantId, has] = covering[0] ?? having.toSorted((a, b) => b[1] - a[1])[0] ?? []
      if (variantId === undefined || has === undefined) break
      const taken = Math.min(has, open)
      filled.push({ line, variantId, quantity: taken })
      left.set(variantId, has - taken)
      open -= taken
    }
  }
  return filled
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** How far apart two points are, as the crow flies, in kilometres. */
export function kmBetween(a: Point, b: Point): number {
  const [dLat, dLon] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)]
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2
  const earthKm = 6_371
  return 2 * earthKm * Math.asin(Math.sqrt(h))
}
interface Point {
  readonly latitude: number
  readonly longitude: number
}

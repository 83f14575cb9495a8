/** Which lots a shipment is taken from, and how an amount of money falls to them. */
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { multiplyDivide } from '#kit/rounding.ts'
import { jpy, whole } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'

export interface LotLeft {
  readonly lotId: Id
  readonly lotNo: string
  readonly bestBefore: Day | null
  readonly receivedOn: Day
  readonly remaining: number
}

export interface Picked {
  readonly lotId: Id
  readonly quantity: number
}

/** 先入れ先出し by date: what expires first goes first; what does not expire after it, oldest receipt first. */
export function byExpiry(a: LotLeft, b: LotLeft): number {
  const never = '9999-12-31'
  return (
    compare(a.bestBefore ?? never, b.bestBefore ?? never) ||
    compare(a.receivedOn, b.receivedOn) ||
    compare(a.lotNo, b.lotNo)
  )
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Takes so many base units, first-expiring lots first; refuses when all together hold less. */
export function pickLots(lots: readonly LotLeft[], quantity: number): Picked[] | Refusal<'lots_hold_less'> {
  const picked: Picked[] = []
  let wanted = whole(quantity)
  for (const lot of lots.toSorted(byExpiry)) {
    if (wanted === 0) break
    const taken = Math.min(lot.remaining, wanted)
    if (taken > 0) picked.push({ lotId: lot.lotId, quantity: taken })
    wanted -= taken
  }
  return wanted === 0 ? picked : refuse('lots_hold_less', { detail: { short: wanted } })
}

/**
 * Shares out an amount by weights without losing a yen: each part is the difference of two running sums, so parts add up
 * to the whole and the same weights always give the same parts. Weights are not negative and not all zero.
 */
export function shareOut(amount: Yen, weights: readonly number[]): Yen[] {
  const total = weights.reduce((sum, each) => whole(sum + each), 0)
  let [weight, given] = [0, 0]
  return weights.map((each) => {
    weight += each
    const upTo = multiplyDivide(amount, weight, total, 'floor')
    const part = jpy(upTo - given)
    given = upTo
    return part
  })
}

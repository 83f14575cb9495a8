/**
 * What a delivery is worth and in what it is paid (domain.md 2.2.1, 2.2.2, 3.6): a price by tonne or cubic metre, a top-up by a
 * fund, and the supplier's choice of yen, points and firewood. Pure; grams, thousandths of a cubic metre, yen, points.
 */
import { multiplyDivide } from '#kit/rounding.ts'
import type { Measured } from './measuring.ts'

/** A row of the dated price table: for so much wood the buyer pays `yen`, and a fund adds `topUpYen`. */
export interface Price {
  readonly basis: 't' | 'm3'
  readonly yen: number
  readonly topUpYen: number
}

export interface Worth {
  readonly yen: number
  readonly topUpYen: number
}

/** Each part rounded down to the yen by itself, since each is paid by somebody else. */
export function worthOf({ grams, litres }: Measured, { basis, yen, topUpYen }: Price): Worth {
  const [amount, per] = basis === 't' ? [grams, 1_000_000] : [litres, 1_000]
  return {
    yen: multiplyDivide(amount, yen, per, 'floor'),
    topUpYen: multiplyDivide(amount, topUpYen, per, 'floor'),
  }
}

/** Which part is paid in what, in per cent; together a hundred. */
export interface Split {
  readonly yenPct: number
  readonly pointsPct: number
  readonly firewoodPct: number
}

const ways = ['yenPct', 'pointsPct', 'firewoodPct'] as const

export type SplitFault = 'not_a_hundred' | 'part_out_of_range' | 'part_too_large'

/** Why a split cannot be chosen, or nothing. `most` is how much of each the price table lets this sort of supplier take. */
export function splitFault(split: Split, most: Split): SplitFault | undefined {
  if (ways.some((way) => !Number.isInteger(split[way]) || split[way] < 0 || split[way] > 100))
    return 'part_out_of_range'
  if (ways.reduce((sum, way) => sum + split[way], 0) !== 100) return 'not_a_hundred'
  return ways.some((way) => split[way] > most[way]) ? 'part_too_large' : undefined
}

/**
 * The nearest that the price table lets somebody take of what they wished: what is too much of one way goes to the next
 * that has room, yen first, then points, then firewood. `most` leaves room for a hundred.
 */
export function within(wished: Split, most: Split): Split {
  const taken = { yenPct: 0, pointsPct: 0, firewoodPct: 0 }
  for (const way of ways) taken[way] = Math.min(wished[way], most[way])
  for (const way of ways) {
    const left = 100 - ways.reduce((sum, each) => sum + taken[each], 0)
    taken[way] += Math.min(left, most[way] - taken[way])
  }
  return taken
}

export interface Reward {
  readonly yen: number
  readonly points: number
  /** Yen of the worth that are taken in firewood; how much that is, `firewoodFor` says. */
  readonly firewoodYen: number
}

/** Points and firewood are rounded down, and the yen that this leaves are paid as yen: nothing is lost. */
export function rewardOf(total: number, { pointsPct, firewoodPct }: Split): Reward {
  const points = multiplyDivide(total, pointsPct, 100, 'floor')
  const firewoodYen = multiplyDivide(total, firewoodPct, 100, 'floor')
  return { yen: total - points - firewoodYen, points, firewoodYen }
}

/**
 * Grams of firewood for so many yen of worth. Taken in kind it goes further: `betterBp` is by how much, in hundredths of a
 * per cent of its price a tonne. Rounded down to the gram.
 */
export const firewoodFor = (yen: number, yenPerTonne: number, betterBp: number): number =>
  multiplyDivide(yen * 100, 10_000 + betterBp, yenPerTonne, 'floor')

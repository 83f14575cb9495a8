/**
 * What a delivery is worth and in what it is paid (domain.md 2.2.1, 2.2.2, 3.6): a price by tonne or cubic metre, a top-up by a
 * fund, and the supplier's choice of yen, points and firewood. Pure; grams, thousandths of a cubic metre, yen, points.
 */
import { multiplyDivide } from '#kit/rounding.ts'

/** A row of the dated price table: for so much wood the buyer pays `yen`, and a fund adds `topUpYen`. */
export interface Price {
  readonly basis: 't' | 'm3'
  readonly yen: number
  readonly topUpYen: number
}

export interface Measured {
  readonly grams: number
  /** Thousandths of a cubic metre. */
  readonly litres: number
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

export type SplitFault = 'not_a_hundred' | 'part_out_of_range' | 'not_offered'

/** Why a split cannot be chosen, or nothing. `offered` are the ways in which this region pays this sort of supplier. */
export function splitFault(split: Split, offered: readonly (keyof Split)[]): SplitFault | undefined {
  const parts = Object.entries(split) as [keyof Split, number][]
  if (parts.some(([, part]) => !Number.isInteger(part) || part < 0 || part > 100)) return 'part_out_of_range'
  if (parts.reduce((sum, [, part]) => sum + part, 0) !== 100) return 'not_a_hundred'
  return parts.some(([way, part]) => part > 0 && !offered.includes(way)) ? 'not_offered' : undefined
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

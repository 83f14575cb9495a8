import { whole } from '#kit/units.ts'

/** A decimal number as a fraction of whole numbers, so that 2.75 or 0.0005 never becomes a binary fraction. */
export interface Exact {
  readonly numerator: number
  /** A power of ten. */
  readonly denominator: number
}

/**
 * Reads a decimal number: 2.75 → 275 / 100, 8 → 8 / 1. With `multiplyDivide(a, numerator, denominator × 100, …)` a
 * percentage is taken without a rounding of its own. A number that does not fit the safe range is a fault.
 */
export function exactOf(text: string): Exact {
  if (!isDecimal(text)) throw new RangeError(`${text} is not a decimal number`)
  const [integer = '', decimals = ''] = text.split('.')
  const fraction = decimals.replace(/0+$/, '')
  return {
    numerator: whole(Number(integer + fraction)),
    denominator: whole(10 ** fraction.length),
  }
}

/** Digits with at most one point, and a minus before them or none. */
export function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text)
}

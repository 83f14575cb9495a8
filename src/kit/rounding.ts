/**
 * Rounding happens only where a rule of the field says so, and the rule's name is in the code.
 * All work on whole numbers, so that 0.1 + 0.2 never decides a yen.
 */
import { whole } from './units.ts'

/** How a company rounds tax: a setting of the company, one of three that the law allows. */
export type Direction = 'floor' | 'round' | 'ceil'

/**
 * a × b ÷ c as a whole number: a percentage, a price by weight. All whole, c positive.
 * Negative values (a return) mirror the positive ones, so that a return undoes the sale to the yen.
 */
export function multiplyDivide(a: number, b: number, c: number, direction: Direction): number {
  const product = BigInt(whole(a)) * BigInt(whole(b))
  const divisor = BigInt(whole(c))
  if (divisor <= 0n) throw new RangeError('the divisor must be positive')
  const size = product < 0n ? -product : product
  const [quotient, rest] = [size / divisor, size % divisor]
  const up = direction === 'ceil' ? rest > 0n : direction === 'round' ? rest * 2n >= divisor : false
  const result = quotient + (up ? 1n : 0n)
  return whole(Number(product < 0n ? -result : result))
}

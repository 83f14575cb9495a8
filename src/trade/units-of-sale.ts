/**
 * How goods are counted and priced. Every product has a base unit: pieces (本, 袋, 個 …) or weight, in grams. It is sold in
 * variants of so many base units (箱 = 12 本; 5 kg = 5,000 g), priced by the variant or by the kilogram; goods priced by
 * weight are ordered roughly and invoiced by what the scale said.
 */
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { multiplyDivide } from '#kit/rounding.ts'
import type { Direction } from '#kit/rounding.ts'
import { jpy, whole } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'

export const gramsPerKg = 1_000

export type BaseUnit = { readonly kind: 'count'; readonly name: string } | { readonly kind: 'weight' }

/** A way in which the product is sold. */
export interface Variant {
  readonly name: string
  /** How many base units (pieces or grams) one holds: 箱 = 12. */
  readonly baseQuantity: number
  readonly price: Price
}
export type Price = { readonly per: 'variant'; readonly yen: Yen } | { readonly per: 'kg'; readonly yen: Yen }

/** So many of a variant, with the weight where the price asks for it. Negative for a return. */
export interface LineQuantity {
  readonly quantity: number
  /** What the scale said, for goods priced by the kilogram. */
  readonly grams?: number
}

/** From how many of a variant an order takes it, and in what steps: by threes, six at least. */
export interface OrderSteps {
  readonly leastQuantity: number
  readonly stepQuantity: number
}

/**
 * What is wrong with so many of a variant where a buyer says how many (`detail.name`, `detail.least`, `detail.step`); none
 * always may be.
 */
export function offSteps(
  quantity: number,
  { leastQuantity, stepQuantity }: OrderSteps,
  at: { readonly field: string; readonly name: string },
): Refusal<'not_in_steps'> | undefined {
  if (quantity === 0 || (quantity >= leastQuantity && quantity % stepQuantity === 0)) return undefined
  const { field, name } = at
  return refuse('not_in_steps', { field, detail: { name, least: leastQuantity, step: stepQuantity } })
}

/** Base units (pieces or grams) in so many of a variant. */
export function baseUnits(quantity: number, variant: Variant): number {
  return whole(quantity * variant.baseQuantity)
}

/** Whole cases and the loose rest: 30 本 of 箱 = 12 are 2 箱 and 6 本. */
export function splitCases(pieces: number, perCase: number): { cases: number; loose: number } {
  if (whole(perCase) <= 0) throw new RangeError('a case holds at least one')
  const loose = whole(pieces) % perCase
  return { cases: (pieces - loose) / perCase, loose }
}

/**
 * The yen of a line in the price's own basis. By the variant it is exact; by the kilogram it is rounded once, the way
 * that the company rounds line amounts (`rounding`). Without a weight, goods by the kilogram are refused.
 */
export function lineAmount(
  line: LineQuantity,
  price: Price,
  rounding: Direction,
): Yen | Refusal<'weight_missing'> {
  if (price.per === 'variant') return jpy(whole(line.quantity * price.yen))
  if (line.grams === undefined) return refuse('weight_missing', { field: 'grams' })
  return jpy(multiplyDivide(price.yen, line.grams, gramsPerKg, rounding))
}

/** What a line will roughly cost before it is weighed: by the weight that the variant is meant to have. */
export function expectedAmount(quantity: number, variant: Variant, rounding: Direction): Yen {
  const { price } = variant
  if (price.per === 'variant') return jpy(whole(quantity * price.yen))
  return jpy(multiplyDivide(price.yen, baseUnits(quantity, variant), gramsPerKg, rounding))
}

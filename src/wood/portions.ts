/**
 * What lies in a pile, as three numbers that go with the wood wherever it goes: its mass, how much of that is dry wood, and what
 * machines and trucks emitted for it so far. Pure; grams. Moisture is on the wet basis (湿量基準), in hundredths of a per cent.
 */
import { multiplyDivide } from '#kit/rounding.ts'
import type { Basis } from './schema.ts'

export interface Portion {
  readonly grams: number
  readonly dryGrams: number
  readonly co2Grams: number
}

export const nothing: Portion = { grams: 0, dryGrams: 0, co2Grams: 0 }

export const portionOf = (grams: number, wetBp: number, co2Grams = 0): Portion => ({
  grams,
  dryGrams: dryOf(grams, wetBp),
  co2Grams,
})

/** Dry wood in so many grams: m × (1 − M). */
export const dryOf = (grams: number, wetBp: number): number =>
  multiplyDivide(grams, 10_000 - wetBp, 10_000, 'round')

/** M = water ÷ wet mass; of nothing there is none. */
export const wetOf = ({ grams, dryGrams }: Portion): number =>
  grams === 0 ? 0 : multiplyDivide(grams - dryGrams, 10_000, grams, 'round')

export const together = (...parts: readonly Portion[]): Portion =>
  parts.reduce(
    (sum, each) => ({
      grams: sum.grams + each.grams,
      dryGrams: sum.dryGrams + each.dryGrams,
      co2Grams: sum.co2Grams + each.co2Grams,
    }),
    nothing,
  )

export const without = (whole: Portion, part: Portion): Portion => ({
  grams: whole.grams - part.grams,
  dryGrams: whole.dryGrams - part.dryGrams,
  co2Grams: whole.co2Grams - part.co2Grams,
})

export const negative = (part: Portion): Portion => without(nothing, part)

/** So many grams of what lies there, as dry and with as much behind it as the rest; all of it leaves nothing. `grams` ≤ the whole. */
export function shareOf(whole: Portion, grams: number): Portion {
  if (grams === whole.grams) return whole
  const part = (amount: number): number => multiplyDivide(amount, grams, whole.grams, 'floor')
  return { grams, dryGrams: part(whole.dryGrams), co2Grams: part(whole.co2Grams) }
}

/** The mass of the same dry wood at another moisture: m₂ = m₁ × (1 − M₁) ÷ (1 − M₂). Water leaves or comes, wood does not. */
export const massAt = ({ dryGrams }: Portion, wetBp: number): number =>
  multiplyDivide(dryGrams, 10_000, 10_000 - wetBp, 'round')

/** Classes of origin, the best proof first (由来の区分; domain.md 2.2.3). */
export const proofs = ['thinned', 'general', 'none'] as const
export type Proof = (typeof proofs)[number]

/**
 * The class that a slip's origin proves (要確認): wood of a planned or protected forest and of thinning is 間伐材等由来, other
 * felling with a notice and trees in the way of works are 一般木質; without a lot that is on record nothing is proved.
 */
export function proofOf(forest: { readonly basis: Basis; readonly felling: Felling } | undefined): Proof {
  if (!forest || forest.basis === 'other') return 'none'
  if (forest.basis === 'plan' || forest.basis === 'permit') return 'thinned'
  return forest.basis === 'notice' && forest.felling === 'thinning' ? 'thinned' : 'general'
}
export const fellings = ['thinning', 'final'] as const
export type Felling = (typeof fellings)[number]

/** What lies mixed proves no more than the weakest in it. */
export const weakest = (all: readonly Proof[]): Proof =>
  proofs[Math.max(...all.map((each) => proofs.indexOf(each)), 0)] ?? 'none'

/** Chips by their moisture: the class that holds it, M25 to M55, or none above (JWBA; domain.md 2.2.4). */
export function moistureClass(wetBp: number): string {
  const found = [25, 35, 45, 55].find((most) => wetBp <= most * 100)
  return found ? `M${found}` : ''
}
export const chipSizes = ['P16', 'P26', 'P32', 'P45'] as const
export const ashClasses = ['A1.0', 'A1.5', 'A3.0', 'A5.0'] as const

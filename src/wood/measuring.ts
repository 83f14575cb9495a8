/**
 * How much wood a load is (domain.md 2.2.2): logs by their small end (末口二乗法, 素材の日本農林規格), stacks, truckloads, and from
 * volume to mass. Pure; all whole numbers: millimetres, cubic centimetres, grams, hundredths of a per cent.
 */
import { multiplyDivide } from '#kit/rounding.ts'
import { whole } from '#kit/units.ts'

/** A log as it was measured: the smallest diameter at the small end without bark, and the length. */
export interface Log {
  readonly diameterMm: number
  readonly lengthMm: number
}

/**
 * The diameter that counts, in centimetres: below 14 cm in steps of one, from 14 cm on in steps of two, always down.
 * 139 mm → 13, 173 mm → 16.
 */
export function countedDiameter(diameterMm: number): number {
  const cm = Math.floor(whole(diameterMm) / 10)
  return cm < 14 ? cm : cm - (cm % 2)
}

/** The length that counts, in steps of 20 cm, always down; in millimetres. 4,190 → 4,000. */
export const countedLength = (lengthMm: number): number => whole(lengthMm) - (whole(lengthMm) % 200)

const longFromMm = 6_000

/**
 * Volume of a log in thousandths of a cubic metre, the fourth decimal rounded. Shorter than 6 m: D² × L ÷ 10,000. From 6 m on
 * it is thicker in the middle than its end says: (D + (L′ − 4) ÷ 2)² × L ÷ 10,000, L′ the length cut to whole metres.
 * (Of the two help pages that print the long form one has × instead of +; + is kept, to be confirmed with the standard.)
 */
export function logVolume(log: Log): number {
  const [d, mm] = [countedDiameter(log.diameterMm), countedLength(log.lengthMm)]
  if (mm < longFromMm) return multiplyDivide(d * d, mm, 10_000, 'round')
  // In halves of a centimetre, so that nothing is lost: (2D + L′ − 4)² ÷ 4.
  const halves = 2 * d + Math.floor(mm / 1_000) - 4
  return multiplyDivide(halves * halves, mm, 40_000, 'round')
}

export const volumeOf = (logs: readonly Log[]): number => logs.reduce((sum, log) => sum + logVolume(log), 0)

/** Water in wet wood (湿量基準), from water beside dry wood (乾量基準): M = U ÷ (1 + U). Both in hundredths of a per cent. */
export const wetBasis = (dryBp: number): number => multiplyDivide(dryBp, 10_000, 10_000 + dryBp, 'round')
/** U = M ÷ (1 − M); refuses (as a fault) 100 % water, which no wood is. */
export const dryBasis = (wetBp: number): number => multiplyDivide(wetBp, 10_000, 10_000 - wetBp, 'round')

/** Dry mass of a cubic metre of wood as it stood, in kilograms: the national inventory's 容積密度 (要確認). */
export const basicDensity = {
  sugi: 314,
  hinoki: 407,
  akamatsu: 451,
  karamatsu: 404,
  nara: 624,
} as const
export type Species = keyof typeof basicDensity

/** Grams of green wood in so many thousandths of a cubic metre: basic density ÷ (1 − M). */
export function gramsOfVolume(litres: number, species: Species, wetBp: number): number {
  return multiplyDivide(whole(litres) * basicDensity[species], 10_000, 10_000 - wetBp, 'round')
}

/** Of what is stacked, so much is wood: 0.6 to 0.65 (要確認). */
export const solidPartBp = 6_250

/** Solid volume of a stack, in thousandths of a cubic metre, from its outer measures. */
export const stackVolume = (widthMm: number, heightMm: number, depthMm: number): number =>
  multiplyDivide(
    multiplyDivide(widthMm * heightMm, depthMm, 1_000_000, 'floor'),
    solidPartBp,
    10_000,
    'round',
  )

/** Of a weighbridge: what the truck brought. Refuses (as a fault) a truck that weighs more empty. */
export function netGrams(grossGrams: number, tareGrams: number): number {
  if (tareGrams > grossGrams) throw new RangeError('the empty truck weighs more than the full one')
  return whole(grossGrams) - whole(tareGrams)
}

/**
 * How much wood a load is (domain.md 2.2.2): logs by their small end (末口二乗法, 素材の日本農林規格), stacks, truckloads, and from
 * volume to mass. Pure; all whole numbers: millimetres, cubic centimetres, grams, hundredths of a per cent.
 */
import { type Refusal, refuse } from '#kit/refusals.ts'
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

/** Water in wet wood (湿量基準), from water beside dry wood (乾量基準): M = U ÷ (1 + U). Both in hundredths of a per cent. */
export const wetBasis = (dryBp: number): number => multiplyDivide(dryBp, 10_000, 10_000 + dryBp, 'round')
/** U = M ÷ (1 − M); refuses (as a fault) 100 % water, which no wood is. */
export const dryBasis = (wetBp: number): number => multiplyDivide(wetBp, 10_000, 10_000 - wetBp, 'round')

/** Grams of green wood in so many thousandths of a cubic metre: basic density (容積密度, kg of dry wood a m³) ÷ (1 − M). */
export function gramsOfVolume(litres: number, densityKg: number, wetBp: number): number {
  return multiplyDivide(whole(litres) * densityKg, 10_000, 10_000 - wetBp, 'round')
}

/** The other way: the solid volume of so many grams of green wood, in thousandths of a cubic metre. */
export function volumeOfGrams(grams: number, densityKg: number, wetBp: number): number {
  return multiplyDivide(whole(grams), 10_000 - wetBp, densityKg * 10_000, 'round')
}

/** Solid volume of a stack, in thousandths of a cubic metre, from its outer measures; so much of it is wood (`solidBp`). */
export const stackVolume = (widthMm: number, heightMm: number, depthMm: number, solidBp: number): number =>
  multiplyDivide(multiplyDivide(widthMm * heightMm, depthMm, 1_000_000, 'floor'), solidBp, 10_000, 'round')

/** How a load was measured. A weighbridge goes before any conversion. */
export const methods = ['weighbridge', 'logs', 'stack', 'trucks'] as const
export type Method = (typeof methods)[number]

export interface CountedLog extends Log {
  readonly pieces: number
}

/** A load as it was measured, whichever way: the boxes of the other ways are empty. */
export interface Load {
  readonly method: Method
  readonly grossGrams?: number
  readonly tareGrams?: number
  readonly logs?: readonly CountedLog[]
  readonly widthMm?: number
  readonly heightMm?: number
  readonly depthMm?: number
  /** Tenths of what a kei-truck carries. */
  readonly truckTenths?: number
}

/** What volume and mass are reckoned by, as it held on the day: the conversion table. */
export interface Conversion {
  /** Of the species; undefined where no density is known, and then only scales and trucks tell the mass. */
  readonly densityKg?: number
  readonly wetBp: number
  readonly solidBp: number
  readonly truckGrams: number
}

export interface Measured {
  readonly grams: number
  /** Thousandths of a solid cubic metre; 0 where no density is known and no log was measured. */
  readonly litres: number
}

export type LoadRefusal = Refusal<
  | 'gross_missing'
  | 'empty_heavier'
  | 'logs_missing'
  | 'log_too_thin'
  | 'stack_missing'
  | 'trucks_missing'
  | 'density_unknown'
>

const thinnestMm = 50

/** What a load is, by its method. `field` is the box to mend; `log_too_thin` has `detail.at`, counted from 1. */
export function measureLoad(load: Load, conversion: Conversion): Measured | LoadRefusal {
  switch (load.method) {
    case 'weighbridge':
      return weighed(load, conversion)
    case 'logs':
      return scaled(load.logs ?? [], conversion)
    case 'stack':
      return stacked(load, conversion)
    case 'trucks': {
      const { truckTenths = 0 } = load
      if (truckTenths <= 0) return refuse('trucks_missing', { field: 'truckTenths' })
      return ofGrams(multiplyDivide(truckTenths, conversion.truckGrams, 10, 'round'), conversion)
    }
  }
}

function weighed({ grossGrams = 0, tareGrams = 0 }: Load, conversion: Conversion): Measured | LoadRefusal {
  if (grossGrams <= 0) return refuse('gross_missing', { field: 'grossGrams' })
  if (tareGrams >= grossGrams) return refuse('empty_heavier', { field: 'tareGrams' })
  return ofGrams(netGrams(grossGrams, tareGrams), conversion)
}

function scaled(logs: readonly CountedLog[], conversion: Conversion): Measured | LoadRefusal {
  if (logs.length === 0 || logs.some(({ pieces }) => pieces <= 0))
    return refuse('logs_missing', { field: 'logs' })
  const thin = logs.findIndex(
    ({ diameterMm, lengthMm }) => diameterMm < thinnestMm || logVolume({ diameterMm, lengthMm }) === 0,
  )
  if (thin !== -1)
    return refuse('log_too_thin', { field: `logs.${thin}.diameterMm`, detail: { at: thin + 1 } })
  return ofLitres(
    logs.reduce((sum, log) => sum + logVolume(log) * log.pieces, 0),
    conversion,
  )
}

function stacked(load: Load, conversion: Conversion): Measured | LoadRefusal {
  const { widthMm = 0, heightMm = 0, depthMm = 0 } = load
  if (widthMm <= 0 || heightMm <= 0 || depthMm <= 0) return refuse('stack_missing', { field: 'widthMm' })
  const litres = stackVolume(widthMm, heightMm, depthMm, conversion.solidBp)
  return litres > 0 ? ofLitres(litres, conversion) : refuse('stack_missing', { field: 'widthMm' })
}

const ofGrams = (grams: number, { densityKg, wetBp }: Conversion): Measured => ({
  grams,
  litres: densityKg === undefined ? 0 : volumeOfGrams(grams, densityKg, wetBp),
})

function ofLitres(litres: number, { densityKg, wetBp }: Conversion): Measured | LoadRefusal {
  if (densityKg === undefined) return refuse('density_unknown', { field: 'species' })
  return { litres, grams: gramsOfVolume(litres, densityKg, wetBp) }
}

/** Of a weighbridge: what the truck brought. Refuses (as a fault) a truck that weighs more empty. */
export function netGrams(grossGrams: number, tareGrams: number): number {
  if (tareGrams > grossGrams) throw new RangeError('the empty truck weighs more than the full one')
  return whole(grossGrams) - whole(tareGrams)
}

/** What firewood or chips are made of, and what of it is lost. Pure. */
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Heap, LockedPile } from '#wood/piles.ts'
import { type Portion, dryOf, shareOf, together, weakest } from '#wood/portions.ts'

export interface Making {
  readonly product: 'firewood' | 'chips'
  /** What came out, weighed. */
  readonly outGrams: number
  /** おが粉・くず. */
  readonly finesGrams: number
  /** As it was measured of what came out; as dry as the logs were but for what it lost, when it was not. */
  readonly wetBp?: number
  readonly size?: string
  readonly ash?: string
}

export interface Taken {
  readonly pile: Pick<LockedPile, 'pileId' | 'operatorId' | 'code' | 'store' | 'species' | 'proof'>
  readonly portion: Portion
}

export interface Made {
  readonly inGrams: number
  readonly driedGrams: number
  readonly portion: Portion
  readonly heap: Pick<Heap, 'species' | 'proof' | 'size' | 'ash'>
}

/**
 * In = out + fines + water that left: more cannot come out (`more_than_taken`). Dry wood does not grow either: when it is measured
 * drier than the logs allow, a number is wrong (`drier_than_possible`). Several species make `mixed`; the weakest proof counts.
 * `machineCo2` is what the machine emitted, in grams.
 */
export function madeOf(
  taken: readonly Taken[],
  { outGrams, finesGrams, wetBp, size, ash }: Making,
  machineCo2: number,
): Made | Refusal<'amount_missing' | 'more_than_taken' | 'drier_than_possible'> {
  const all = together(...taken.map(({ portion }) => portion))
  if (outGrams <= 0) return refuse('amount_missing', { field: 'outGrams' })
  const driedGrams = all.grams - outGrams - finesGrams
  if (driedGrams < 0) return refuse('more_than_taken', { field: 'outGrams', detail: { most: all.grams } })
  const mostDry = all.dryGrams - shareOf(all, finesGrams).dryGrams
  const dryGrams = wetBp === undefined ? Math.min(mostDry, outGrams) : dryOf(outGrams, wetBp)
  // A gram in a hundred is what scales and moisture meters are off by.
  if (dryGrams > mostDry * 1.01) return refuse('drier_than_possible', { field: 'wetBp' })
  const [species = 'mixed', ...others] = new Set(taken.map(({ pile }) => pile.species))
  return {
    inGrams: all.grams,
    driedGrams,
    portion: { grams: outGrams, dryGrams, co2Grams: all.co2Grams + machineCo2 },
    heap: {
      species: others.length === 0 ? species : 'mixed',
      proof: weakest(taken.map(({ pile }) => pile.proof)),
      size,
      ash,
    },
  }
}

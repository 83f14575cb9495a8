import type { Crossing } from '#ledger/schema.ts'

/** The three ways of a yen that a measure or a picture can be about: earned from outside, gone round inside, leaked. */
export const ways = ['earned', 'around', 'leaked'] as const
export type Way = (typeof ways)[number]
export const crossingOf = { earned: 'in', around: 'within', leaked: 'out' } as const satisfies Record<
  Way,
  Crossing
>

/** How pictures draw each: what leaves in the colour of a leak. */
export const toneOfWay = { earned: 'outside', around: 'inside', leaked: 'leak' } as const satisfies Record<
  Way,
  string
>

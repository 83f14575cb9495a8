import { buyersInside } from './buyers-inside.ts'
import { buyersOfTohoku } from './buyers-outside-1.ts'
import { buyersOfTheCapital } from './buyers-outside-2.ts'
import type { Buyer } from './types.ts'

/** The 40 buyers of the demo: 16 inside the region, 24 outside. All invented. */
export const buyers: readonly Buyer[] = [...buyersInside, ...buyersOfTohoku, ...buyersOfTheCapital]

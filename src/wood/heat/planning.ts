/** When a bunker must be filled again. Pure; grams and days. */
import { type Day, addDays } from '#kit/days.ts'

export interface Bunker {
  readonly grams: number
  /** Below this the feed may run empty; above the other nothing fits. */
  readonly leastGrams: number
  readonly mostGrams: number
  /** What a day burns, as it burnt lately; nothing when it did not run. */
  readonly dayGrams: number
}

export interface Plan {
  /** The last day on which chips may come; none while it does not run. */
  readonly by?: Day
  /** What fits on that day. */
  readonly grams: number
  /** What fits now. */
  readonly room: number
}

/**
 * A bunker stays between its limits: chips must come before it falls below the lower, and no more than what then fits. One that is
 * below already wants them today.
 */
export function planOf({ grams, leastGrams, mostGrams, dayGrams }: Bunker, today: Day): Plan {
  const room = Math.max(mostGrams - grams, 0)
  if (dayGrams <= 0) return { grams: room, room }
  const days = Math.max(Math.floor((grams - leastGrams) / dayGrams), 0)
  const then = Math.max(grams - days * dayGrams, 0)
  return { by: addDays(today, days), grams: mostGrams - then, room }
}

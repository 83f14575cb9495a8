const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** The first attempt comes at once; after each that fails, this long until the next. A little over three days in all. */
const intervalsMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
] as const
export const mostAttempts = intervalsMs.length + 1

/**
 * When a message is tried again after so many attempts in a row that failed; undefined when it is given up. Up to a fifth
 * is added by chance (`chance` from 0 to 1), so that what failed together does not come back together.
 */
export function nextAttemptAt(failed: number, now: Date, chance: number): Date | undefined {
  const interval = intervalsMs[failed - 1]
  return interval === undefined
    ? undefined
    : new Date(now.getTime() + Math.round(interval * (1 + chance / 5)))
}

/** How a receiver has fared lately. */
export interface Health {
  readonly failingSince: Date | null
  readonly lastFailureAt: Date | null
}

/** Two failures farther apart than this had nothing tried between them, and do not make one long failure. */
const apartMs = 2 * dayMs
/** A receiver that fails for so long is switched off. */
const patienceMs = 5 * dayMs

/** Since when a receiver has failed without a break, now that it failed once more. */
export function failingSince({ failingSince: since, lastFailureAt }: Health, now: Date): Date {
  const broken = !lastFailureAt || now.getTime() - lastFailureAt.getTime() > apartMs
  return since && !broken ? since : now
}

export function isOutOfPatience(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() >= patienceMs
}

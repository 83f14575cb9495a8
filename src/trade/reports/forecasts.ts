/**
 * What will be ordered in the coming weeks, from the weeks behind. Four simple ways; for each product the one that would
 * have erred least is taken, and its error is measured on later weeks that had no part in the choice, beside the error
 * of the naive forecast (as much as last week). A forecast that does not beat the naive one says so.
 */

/** naive: as last week. mean: of four weeks. smoothed: exponentially. yearly: last year's weeks at this year's level. */
export const methods = ['naive', 'mean', 'smoothed', 'yearly'] as const
export type Method = (typeof methods)[number]

export interface Forecast {
  readonly method: Method
  /** The coming weeks, the next one first; whole base units, never below zero. */
  readonly next: readonly number[]
  /** Sum of the errors over sum of what was ordered (WAPE): 0.25 is a quarter off. Null where it cannot be said. */
  readonly error: number | null
  readonly naiveError: number | null
}

export const horizon = 4
const season = 52
/** The weeks on which the chosen way is measured, and those before them on which it is chosen: a year sees each season. */
const measured = 8
const tuned = season
/** Fewer weeks than this tell nothing: then the mean is taken and no error is claimed. */
const fewest = 2 * measured
/** Of the newest week in the smoothed level. */
const weight = 0.3
/** A product that sold nothing in these weeks a year ago would otherwise be forecast without bound. */
const mostGrowth = 4

/** `history`: what was ordered week by week, the oldest first, weeks without any included as 0. */
export function forecast(history: readonly number[]): Forecast {
  const { length } = history
  const levels = levelsOf(history)
  const at = (method: Method, origin: number): number[] => guess(method, history, levels, origin)
  if (length < fewest)
    return { method: 'mean', next: whole(at('mean', length)), error: null, naiveError: null }

  // Last year's weeks, and the level of eight weeks, must lie behind the first week that is tried.
  const twoYears = length >= season + measured + tuned / 4 + measured
  const earliest = twoYears ? season + measured : measured
  const choosing = origins(Math.max(earliest, length - measured - tuned), length - measured - horizon)
  const missed = (method: Method, from: readonly number[]): number =>
    from.reduce((sum, origin) => sum + missedAt(at(method, origin), history, origin), 0)
  const errors = methods
    .filter((method) => method !== 'yearly' || twoYears)
    .map((method) => ({ method, missed: missed(method, choosing) }))
  // In a tie the simpler way: they stand in that order.
  const best = errors.reduce((a, b) => (b.missed < a.missed ? b : a)).method

  const measuring = origins(length - measured, length - horizon)
  const ordered = measuring.reduce((sum, origin) => sum + sumOf(history, origin, origin + horizon), 0)
  const share = (method: Method): number | null =>
    ordered === 0 ? null : missed(method, measuring) / ordered
  return { method: best, next: whole(at(best, length)), error: share(best), naiveError: share('naive') }
}

const flat = (value: number): number[] => Array.from({ length: horizon }, () => value)

/** What one would have said at the beginning of week `origin`, knowing only the weeks before it. */
function guess(
  method: Method,
  history: readonly number[],
  levels: readonly number[],
  origin: number,
): number[] {
  switch (method) {
    case 'naive':
      return flat(history[origin - 1] ?? 0)
    case 'mean':
      return flat(sumOf(history, Math.max(0, origin - 4), origin) / Math.min(4, Math.max(1, origin)))
    case 'smoothed':
      return flat(levels[origin] ?? 0)
    case 'yearly':
      return yearly(history, origin)
  }
}

function yearly(history: readonly number[], origin: number): number[] {
  const lately = sumOf(history, origin - measured, origin)
  const then = sumOf(history, origin - measured - season, origin - season)
  const growth = then === 0 ? 1 : Math.min(mostGrowth, lately / then)
  return Array.from({ length: horizon }, (_, ahead) => (history[origin + ahead - season] ?? 0) * growth)
}

/** The smoothed level before each week, and after the last. */
function levelsOf(history: readonly number[]): number[] {
  const levels = [0]
  for (const [week, value] of history.entries())
    levels.push(week === 0 ? value : weight * value + (1 - weight) * (levels[week] ?? 0))
  return levels
}

const origins = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
const sumOf = (values: readonly number[], from: number, to: number): number => {
  let sum = 0
  for (let at = Math.max(0, from); at < to; at++) sum += values[at] ?? 0
  return sum
}
const missedAt = (said: readonly number[], history: readonly number[], origin: number): number =>
  said.reduce((sum, value, ahead) => sum + Math.abs(value - (history[origin + ahead] ?? 0)), 0)
const whole = (values: readonly number[]): number[] => values.map((value) => Math.round(value))

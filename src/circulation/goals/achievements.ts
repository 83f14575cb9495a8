/** How far a goal has come (domain.md 2.7), and where its trend leads. Pure. */
import type { Direction } from '#circulation/schema.ts'

export interface GoalRule {
  readonly direction: Direction
  readonly baselineYear: number
  readonly baseline: number
  readonly targetYear: number
  readonly target: number
}

/**
 * (actual − baseline) / (target − baseline) × 100, in per cent; works for falling targets as well. Undefined where target and
 * baseline are one: such a goal is met or not.
 */
export function achievementPct({ baseline, target }: GoalRule, actual: number): number | undefined {
  return target === baseline ? undefined : ((actual - baseline) / (target - baseline)) * 100
}

/** Whether the target is reached: at least that much, or with a falling goal at most; to keep is not to fall below. */
export const isMet = ({ direction, target }: GoalRule, actual: number): boolean =>
  direction === 'down' ? actual <= target : actual >= target

export type GoalState = 'met' | 'on_track' | 'behind' | 'no_value'

/**
 * Met; else on track when it has come at least as far as a straight line from baseline to target would have by that year.
 * A goal without such a line (kept, or target and baseline are one) is met or behind.
 */
export function stateOf(
  rule: GoalRule,
  newest: { readonly year: number; readonly value: number } | undefined,
): GoalState {
  if (!newest) return 'no_value'
  if (isMet(rule, newest.value)) return 'met'
  const pct = achievementPct(rule, newest.value)
  if (pct === undefined || rule.direction === 'keep') return 'behind'
  const due =
    Math.min(1, Math.max(0, (newest.year - rule.baselineYear) / (rule.targetYear - rule.baselineYear))) * 100
  return pct >= due ? 'on_track' : 'behind'
}

export interface Point {
  readonly year: number
  readonly value: number
}
export interface Forecast extends Point {
  /** In four of five cases the value lies between these, if the trend goes on. */
  readonly low: number
  readonly high: number
}

/**
 * The straight line through all known years, carried on to the target year, with its 80 % prediction interval (least
 * squares; Student's t). Undefined with fewer than three years: two make a line and say nothing of its range.
 */
export function forecast(points: readonly Point[], years: readonly number[]): Forecast[] | undefined {
  const n = points.length
  if (n < 3) return undefined
  const [meanYear, meanValue] = [mean(points.map(({ year }) => year)), mean(points.map(({ value }) => value))]
  const spread = points.reduce((sum, { year }) => sum + (year - meanYear) ** 2, 0)
  if (spread === 0) return undefined
  const slope =
    points.reduce((sum, { year, value }) => sum + (year - meanYear) * (value - meanValue), 0) / spread
  const at = (year: number): number => meanValue + slope * (year - meanYear)
  const squares = points.reduce((sum, { year, value }) => sum + (value - at(year)) ** 2, 0)
  const deviation = Math.sqrt(squares / (n - 2))
  return years.map((year) => {
    const half = ninetieth(n - 2) * deviation * Math.sqrt(1 + 1 / n + (year - meanYear) ** 2 / spread)
    const value = at(year)
    return { year, value, low: value - half, high: value + half }
  })
}

const mean = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0) / list.length

/** The 90th percentile of Student's t by degrees of freedom; beyond thirty that of the normal distribution. */
const percentiles = [
  3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345, 1.341,
  1.337, 1.333, 1.33, 1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.31,
] as const
const ninetieth = (freedom: number): number => percentiles[freedom - 1] ?? 1.282

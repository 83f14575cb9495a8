/** Plans as they are read: each goal with its values by year, how far it has come, where its trend leads. */
import type { Tx } from '#db/transaction.ts'
import { fiscalYear } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import { indicatorOf } from '#ledger/indicators.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { monthsOfYear, readFigureYears, spanOfMonths } from '#circulation/figure-values.ts'
import { type FigureName, isFigureName } from '#circulation/public-figures.ts'
import { type Forecast, type GoalState, achievementPct, forecast, stateOf } from './achievements.ts'
import type { GoalDetails, Plan } from './plans.ts'
import { newestValues } from './values.ts'

export interface Goal extends GoalDetails {
  readonly goalId: Id
  readonly planId: Id
  readonly no: number
}

export interface YearValue {
  readonly year: number
  readonly value: number
  /** Where it is from: entered with this source, or – empty – counted by the house itself. */
  readonly source: string
  /** The year is still running. */
  readonly soFar: boolean
}

export interface GoalSeen extends Goal {
  readonly values: readonly YearValue[]
  readonly newest?: YearValue
  readonly achievement?: number
  readonly state: GoalState
  readonly forecast?: readonly Forecast[]
}

export interface PlanSeen extends Plan {
  readonly goals: readonly GoalSeen[]
}

const planColumns = `plan_id as "planId", name, name_en as "nameEn", vision, vision_en as "visionEn", from_year as "fromYear",
  to_year as "toYear", source, published_at as "publishedAt"`

/** Published plans, the newest first; to those who enter figures also the others. */
export async function listPlans(tx: Tx, actor: Actor): Promise<PlanSeen[]> {
  const plans = await tx.run<Plan & Record<string, unknown>>(
    `select ${planColumns} from circulation_plan where region_id = $1 and ($2 or published_at is not null)
     order by from_year desc, name, plan_id`,
    [tx.region, may(actor.role, 'figure.enter')],
  )
  const seen: PlanSeen[] = []
  for (const plan of plans) seen.push({ ...plan, goals: await readGoals(tx, plan.planId) })
  return seen
}

export async function readPlan(
  tx: Tx,
  actor: Actor,
  { id }: { id: Id },
): Promise<PlanSeen | Refusal<'not_found'>> {
  const [plan] = await tx.run<Plan & Record<string, unknown>>(
    `select ${planColumns} from circulation_plan
     where region_id = $1 and plan_id = $2 and ($3 or published_at is not null)`,
    [tx.region, id, may(actor.role, 'figure.enter')],
  )
  return plan ? { ...plan, goals: await readGoals(tx, id) } : refuse('not_found')
}

async function readGoals(tx: Tx, planId: Id): Promise<GoalSeen[]> {
  const rows = await tx.q
    .selectFrom('circulation_goal')
    .selectAll()
    .where('region_id', '=', tx.region)
    .where('plan_id', '=', planId)
    .where('ended_at', 'is', null)
    .orderBy('goal_no')
    .execute()
  const goals = rows.map((row): Goal => ({
    goalId: row.goal_id,
    planId: row.plan_id,
    no: row.goal_no,
    side: row.side,
    name: row.name,
    nameEn: row.name_en,
    definition: row.definition,
    definitionEn: row.definition_en,
    unit: row.unit,
    decimals: row.decimals,
    direction: row.direction,
    baselineYear: row.baseline_year,
    baseline: Number(row.baseline),
    targetYear: row.target_year,
    target: Number(row.target),
    sdg: row.sdg ?? undefined,
    sdgTarget: row.sdg_target,
    localIndicator: row.local_indicator,
    measuredBy: row.measured_by,
    measure: row.measure,
    scale: Number(row.scale),
    source: row.source,
  }))
  const values = await valuesOf(tx, planId, goals)
  return goals.map((goal) => seenOf(goal, values.get(goal.goalId) ?? []))
}

/** A year's value counts once the year is over; the running one is shown, and decides only what is met already. */
function seenOf(goal: Goal, values: readonly YearValue[]): GoalSeen {
  const whole = values.filter(({ soFar }) => !soFar)
  const newest = whole.at(-1) ?? values.at(-1)
  const points = [
    ...(values[0]?.year === goal.baselineYear ? [] : [{ year: goal.baselineYear, value: goal.baseline }]),
    ...whole,
  ]
  const last = points.at(-1)?.year ?? goal.baselineYear
  const ahead = Array.from({ length: Math.max(0, goal.targetYear - last) }, (_, n) => last + n + 1)
  return {
    ...goal,
    values,
    newest,
    achievement: newest && achievementPct(goal, newest.value),
    state: stateOf(goal, newest),
    forecast: ahead.length > 0 ? forecast(points, ahead) : undefined,
  }
}

/** Of each goal the values by year, from its baseline year until now. */
async function valuesOf(tx: Tx, planId: Id, goals: readonly Goal[]): Promise<Map<Id, YearValue[]>> {
  const running = fiscalYear(tx.today)
  const yearsOf = ({ baselineYear }: Goal): number[] =>
    Array.from({ length: Math.max(0, running - baselineYear + 1) }, (_, n) => baselineYear + n)
  const entered = await newestValues(tx, planId)
  const names = [
    ...new Set(goals.filter(({ measuredBy }) => measuredBy === 'figure').map(({ measure }) => measure)),
  ]
  const years = [...new Set(goals.flatMap(yearsOf))].toSorted((a, b) => a - b)
  const figures = await readFigureYears(tx, names.filter(isFigureName), years)
  const found = new Map<Id, YearValue[]>()
  for (const goal of goals) {
    const list: YearValue[] = []
    for (const year of yearsOf(goal)) {
      const own = goal.measuredBy === 'entered' ? entered.get(`${goal.goalId} ${year}`) : undefined
      const value = own ? own.value : await countedOf(tx, goal, year, figures.get(goal.measure as FigureName))
      if (value !== undefined)
        list.push({ year, value, source: own?.source ?? '', soFar: !own && year === running })
    }
    found.set(goal.goalId, list)
  }
  return found
}

/** What the house itself counted, in the goal's unit. A year in which nothing was recorded at all has no value. */
async function countedOf(
  tx: Tx,
  goal: Goal,
  year: number,
  figures: ReadonlyMap<number, { value: number | undefined; flows: number }> | undefined,
): Promise<number | undefined> {
  if (goal.measuredBy === 'entered') return undefined
  if (goal.measuredBy === 'figure') {
    const found = figures?.get(year)
    return found?.value === undefined || found.flows === 0 ? undefined : found.value / goal.scale
  }
  const value = await indicatorOf(goal.measure)?.value(tx, spanOfMonths(monthsOfYear(year)))
  return value === undefined || value === 0 ? undefined : value / goal.scale
}

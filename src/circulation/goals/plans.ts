/** Plans with their goals: entered by the city's officers, seen by all once published. */
import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import { indicatorOf } from '#ledger/indicators.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { isFigureName } from '#circulation/public-figures.ts'
import type { Direction, GoalSide, MeasuredBy } from '#circulation/schema.ts'

export interface PlanDetails {
  readonly name: string
  readonly nameEn: string
  readonly vision: string
  readonly visionEn: string
  /** Fiscal years. */
  readonly fromYear: number
  readonly toYear: number
  readonly source: string
}
export interface Plan extends PlanDetails {
  readonly planId: Id
  readonly publishedAt: Date | null
}

export type PlanRefusal = Refusal<'not_allowed' | 'not_found' | 'name_missing' | 'years_wrong' | 'no_goals'>

/** An officer enters a plan, or puts one right. */
export async function savePlan(
  tx: Tx,
  actor: Actor,
  { planId, ...plan }: PlanDetails & { readonly planId?: Id },
): Promise<{ planId: Id; name: string } | PlanRefusal> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const name = normalise(plan.name)
  if (name === '') return refuse('name_missing', { field: 'name' })
  if (plan.toYear < plan.fromYear) return refuse('years_wrong', { field: 'toYear' })
  const values = {
    name,
    name_en: normalise(plan.nameEn),
    vision: plan.vision,
    vision_en: plan.visionEn,
    from_year: plan.fromYear,
    to_year: plan.toYear,
    source: normalise(plan.source),
    entered_at: tx.now,
    entered_by: actor.userId ?? null,
  }
  if (!planId) {
    const made = newId()
    await tx.q
      .insertInto('circulation_plan')
      .values({ region_id: tx.region, plan_id: made, published_at: null, ...values })
      .execute()
    return { planId: made, name }
  }
  const changed = await tx.q
    .updateTable('circulation_plan')
    .set(values)
    .where('region_id', '=', tx.region)
    .where('plan_id', '=', planId)
    .returning('plan_id')
    .execute()
  return changed.length > 0 ? { planId, name } : refuse('not_found')
}

/** Everyone sees the plan from now on; or, withdrawn, only those who enter figures. A plan without goals is not published. */
export async function publishPlan(
  tx: Tx,
  actor: Actor,
  { id, publish }: { id: Id; publish: boolean },
): Promise<{ planId: Id; name: string; published: boolean } | PlanRefusal> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const goals = await tx.run(
    'select 1 from circulation_goal where region_id = $1 and plan_id = $2 and ended_at is null limit 1',
    [tx.region, id],
  )
  if (publish && goals.length === 0) return refuse('no_goals')
  const [row] = await tx.q
    .updateTable('circulation_plan')
    .set({ published_at: publish ? tx.now : null })
    .where('region_id', '=', tx.region)
    .where('plan_id', '=', id)
    .returning(['plan_id as planId', 'name'])
    .execute()
  return row ? { ...row, published: publish } : refuse('not_found')
}

export interface GoalDetails {
  readonly side: GoalSide
  readonly name: string
  readonly nameEn: string
  readonly definition: string
  readonly definitionEn: string
  readonly unit: string
  readonly decimals: number
  readonly direction: Direction
  readonly baselineYear: number
  readonly baseline: number
  readonly targetYear: number
  readonly target: number
  readonly sdg?: number
  readonly sdgTarget: string
  readonly localIndicator: string
  readonly measuredBy: MeasuredBy
  /** The figure's or indicator's name; empty for what is entered. */
  readonly measure: string
  /** One unit of the goal in units of the measure: 10,000 for 万円. */
  readonly scale: number
  readonly source: string
}

export type GoalRefusal = Refusal<
  | 'not_allowed'
  | 'not_found'
  | 'name_missing'
  | 'unit_missing'
  | 'target_year_wrong'
  | 'target_direction'
  | 'measure_unknown'
  | 'sdg_target_form'
  | 'scale_wrong'
>

/** An officer sets a goal of a plan, or puts one right. */
export async function saveGoal(
  tx: Tx,
  actor: Actor,
  { planId, goalId, ...goal }: GoalDetails & { readonly planId: Id; readonly goalId?: Id },
): Promise<{ planId: Id; goalId: Id; name: string } | GoalRefusal> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const wrong = checkGoal(goal)
  if (wrong) return wrong
  const values = valuesOf(goal, tx, actor)
  if (goalId) {
    const changed = await tx.q
      .updateTable('circulation_goal')
      .set(values)
      .where('region_id', '=', tx.region)
      .where('goal_id', '=', goalId)
      .where('plan_id', '=', planId)
      .where('ended_at', 'is', null)
      .returning('goal_id')
      .execute()
    return changed.length > 0 ? { planId, goalId, name: values.name } : refuse('not_found')
  }
  const [plan] = await tx.run(
    'select 1 from circulation_plan where region_id = $1 and plan_id = $2 for update',
    [tx.region, planId],
  )
  if (!plan) return refuse('not_found')
  const [last] = await tx.run<{ no: number }>(
    'select coalesce(max(goal_no), 0)::int as no from circulation_goal where region_id = $1 and plan_id = $2',
    [tx.region, planId],
  )
  const made = newId()
  await tx.q
    .insertInto('circulation_goal')
    .values({
      region_id: tx.region,
      goal_id: made,
      plan_id: planId,
      goal_no: (last?.no ?? 0) + 1,
      ended_at: null,
      ...values,
    })
    .execute()
  return { planId, goalId: made, name: values.name }
}

function checkGoal(goal: GoalDetails): GoalRefusal | undefined {
  if (normalise(goal.name) === '') return refuse('name_missing', { field: 'name' })
  if (normalise(goal.unit) === '') return refuse('unit_missing', { field: 'unit' })
  if (goal.targetYear <= goal.baselineYear) return refuse('target_year_wrong', { field: 'targetYear' })
  const rises = goal.target - goal.baseline
  if ((goal.direction === 'up' && rises < 0) || (goal.direction === 'down' && rises > 0))
    return refuse('target_direction', { field: 'target' })
  if (goal.measuredBy === 'figure' && !isFigureName(goal.measure))
    return refuse('measure_unknown', { field: 'measure' })
  if (goal.measuredBy === 'indicator' && !indicatorOf(goal.measure))
    return refuse('measure_unknown', { field: 'measure' })
  if (
    goal.sdgTarget !== '' &&
    !(goal.sdg && new RegExp(`^${goal.sdg}\\.([0-9]{1,2}|[a-d])$`).test(goal.sdgTarget))
  )
    return refuse('sdg_target_form', { field: 'sdgTarget' })
  if (!(goal.scale > 0)) return refuse('scale_wrong', { field: 'scale' })
  return undefined
}

const valuesOf = (goal: GoalDetails, tx: Tx, actor: Actor) => ({
  side: goal.side,
  name: normalise(goal.name),
  name_en: normalise(goal.nameEn),
  definition: goal.definition,
  definition_en: goal.definitionEn,
  unit: normalise(goal.unit),
  decimals: goal.decimals,
  direction: goal.direction,
  baseline_year: goal.baselineYear,
  baseline: String(goal.baseline),
  target_year: goal.targetYear,
  target: String(goal.target),
  sdg: goal.sdg ?? null,
  sdg_target: goal.sdgTarget,
  local_indicator: normalise(goal.localIndicator),
  measured_by: goal.measuredBy,
  measure: goal.measuredBy === 'entered' ? '' : goal.measure,
  scale: String(goal.measuredBy === 'entered' ? 1 : goal.scale),
  source: normalise(goal.source),
  entered_at: tx.now,
  entered_by: actor.userId ?? null,
})

/** A goal that is given up: its values stay, it is shown no more. Its number is not given to another. */
export async function endGoal(
  tx: Tx,
  actor: Actor,
  { goalId }: { goalId: Id },
): Promise<{ planId: Id; name: string } | GoalRefusal> {
  if (!may(actor.role, 'figure.enter')) return refuse('not_allowed')
  const [row] = await tx.q
    .updateTable('circulation_goal')
    .set({ ended_at: tx.now })
    .where('region_id', '=', tx.region)
    .where('goal_id', '=', goalId)
    .where('ended_at', 'is', null)
    .returning(['plan_id as planId', 'name'])
    .execute()
  return row ?? refuse('not_found')
}

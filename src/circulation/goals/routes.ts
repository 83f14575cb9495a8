/** The addresses of plans and their goals. */
import { z } from 'zod'
import { fiscalYear } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import { file, id, line, measured, optionalLine, optionalWhole, text, whole } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { readRegion } from '#parties/regions.ts'
import type { Lang } from '#ui/words.ts'
import { csvFile } from '#circulation/page-parts.tsx'
import { words } from '#circulation/words.ts'
import { drawReport } from '#circulation/report/report.ts'
import { directions, measuredBy, sides } from '#circulation/schema.ts'
import { listUploads } from '#circulation/uploads.ts'
import { goalFormView, valuesPlanView } from './goal-form.pages.tsx'
import { goalView } from './goals.pages.tsx'
import { planReport, planRows } from './papers.ts'
import { goalsAt, inLang, planFormView, planView, plansView } from './plans.pages.tsx'
import { endGoal, publishPlan, saveGoal, savePlan } from './plans.ts'
import { listPlans, readPlan } from './reading.ts'
import { enterValue, planValues, uploadValues, writeValues } from './values.ts'
import { goalWords, sayGoals } from './words.ts'

const planAt = `${goalsAt}/:id`
const goalAt = `${planAt}/goals/:goal`
const one = z.object({ id: id() })
const oneGoal = one.extend({ goal: id() })

const plansPage: Page = page({
  at: goalsAt,
  access: 'region.see',
  load: async (tx, actor) => ({ plans: await listPlans(tx, actor) }),
  show: plansView,
})

const newPlanPage: Page = page({
  at: `${goalsAt}/new`,
  access: 'figure.enter',
  load: async (tx) => await Promise.resolve({ year: fiscalYear(tx.today) }),
  show: planFormView,
})

const planPage: Page = page({
  at: planAt,
  access: 'region.see',
  input: one,
  load: async (tx, actor, asked) => {
    const plan = await readPlan(tx, actor, asked)
    return isRefusal(plan) ? plan : { plan, uploads: await listUploads(tx, actor, 'goal_values') }
  },
  show: planView,
})

const editPlanPage: Page = page({
  at: `${planAt}/edit`,
  access: 'figure.enter',
  input: one,
  load: async (tx, actor, asked) => {
    const plan = await readPlan(tx, actor, asked)
    return isRefusal(plan) ? plan : { plan, year: plan.fromYear }
  },
  show: planFormView,
})

async function readGoal(tx: Tx, actor: Actor, asked: { id: Id; goal: Id }) {
  const plan = await readPlan(tx, actor, asked)
  if (isRefusal(plan)) return plan
  const goal = plan.goals.find(({ goalId }) => goalId === asked.goal)
  return goal ? { plan, goal } : refuse('not_found')
}

const goalPage: Page = page({
  at: goalAt,
  access: 'region.see',
  input: oneGoal,
  load: readGoal,
  show: goalView,
})
const editGoalPage: Page = page({
  at: `${goalAt}/edit`,
  access: 'figure.enter',
  input: oneGoal,
  load: readGoal,
  show: goalFormView,
})
const newGoalPage: Page = page({
  at: `${planAt}/goals/new`,
  access: 'figure.enter',
  input: one,
  load: async (tx, actor, asked) => {
    const plan = await readPlan(tx, actor, asked)
    return isRefusal(plan) ? plan : { plan }
  },
  show: goalFormView,
})

const labels = (lang: Lang) => {
  const own = goalWords[lang]
  return {
    name: own.goal,
    nameEn: own.nameEn,
    definition: own.definition,
    unit: own.unit,
    decimals: own.decimals,
    direction: own.direction,
    baselineYear: own.baselineYear,
    baseline: own.baseline,
    targetYear: own.targetYear,
    target: own.target,
    sdg: own.sdg,
    sdgTarget: own.sdgTarget,
    localIndicator: own.localIndicator,
    measuredBy: own.measuredBy,
    measure: own.measure,
    scale: own.scale,
    source: own.source,
    year: own.year,
    value: own.value,
    file: own.file,
  }
}
const planLabels = (lang: Lang) => {
  const { planName, nameEn, vision, fromYear, toYear, planSource } = goalWords[lang]
  return { name: planName, nameEn, vision, fromYear, toYear, source: planSource }
}
const shared = { access: 'figure.enter', labels, refusals: sayGoals } as const

const year = () => whole(1950, 2200)
const planBoxes = z.object({
  name: line(100),
  nameEn: optionalLine(100),
  vision: text(1000),
  visionEn: text(1000),
  fromYear: year(),
  toYear: year(),
  source: optionalLine(200),
})
const saved = ({ planId }: { planId: Id }, _input: unknown, { lang }: { lang: Lang }) => ({
  to: `${goalsAt}/${planId}`,
  notice: goalWords[lang].saved,
})
const planAudit = ({ planId, name }: { planId: Id; name: string }) => ({
  action: 'plan.save',
  documentId: planId,
  detail: name,
})

const addPlanAction = action({
  ...shared,
  labels: planLabels,
  at: `${goalsAt}/new`,
  input: planBoxes,
  run: savePlan,
  done: saved,
  form: () => newPlanPage,
  audit: planAudit,
})
const editPlanAction = action({
  ...shared,
  labels: planLabels,
  at: `${planAt}/edit`,
  input: planBoxes.extend({ id: id() }),
  run: (tx, actor, { id: planId, ...plan }) => savePlan(tx, actor, { planId, ...plan }),
  done: saved,
  form: () => editPlanPage,
  audit: planAudit,
})

const publishing = (path: 'publish' | 'withdraw') =>
  action({
    ...shared,
    at: `${planAt}/${path}`,
    input: one,
    run: (tx, actor, input) => publishPlan(tx, actor, { ...input, publish: path === 'publish' }),
    done: ({ planId, published }, _input, { lang }) => ({
      to: `${goalsAt}/${planId}`,
      notice: published ? goalWords[lang].published : goalWords[lang].withdrawn,
    }),
    form: () => planPage,
    audit: ({ planId, name }) => ({ action: `plan.${path}`, documentId: planId, detail: name }),
  })

const goalBoxes = one.extend({
  side: z.enum(sides),
  name: line(100),
  nameEn: optionalLine(100),
  definition: text(1000),
  definitionEn: text(1000),
  unit: line(20),
  decimals: whole(0, 4),
  direction: z.enum(directions),
  baselineYear: year(),
  baseline: measured(),
  targetYear: year(),
  target: measured(),
  sdg: optionalWhole(1, 17),
  sdgTarget: optionalLine(5),
  localIndicator: optionalLine(200),
  measuredBy: z.enum(measuredBy),
  measure: optionalLine(60),
  scale: measured(0, 1e12),
  source: optionalLine(200),
})
const goalAudit = ({ planId, name }: { planId: Id; name: string }) => ({
  action: 'plan.goal',
  documentId: planId,
  detail: name,
})
const goalSaved = (
  { planId, goalId }: { planId: Id; goalId: Id },
  _input: unknown,
  { lang }: { lang: Lang },
) => ({
  to: `${goalsAt}/${planId}/goals/${goalId}`,
  notice: goalWords[lang].saved,
})
const addGoalAction = action({
  ...shared,
  at: `${planAt}/goals/new`,
  input: goalBoxes,
  run: (tx, actor, { id: planId, ...goal }) => saveGoal(tx, actor, { planId, ...goal }),
  done: goalSaved,
  form: () => newGoalPage,
  audit: goalAudit,
})
const editGoalAction = action({
  ...shared,
  at: `${goalAt}/edit`,
  input: goalBoxes.extend({ goal: id() }),
  run: (tx, actor, { id: planId, goal: goalId, ...goal }) => saveGoal(tx, actor, { planId, goalId, ...goal }),
  done: goalSaved,
  form: () => editGoalPage,
  audit: goalAudit,
})
const endGoalAction = action({
  ...shared,
  at: `${goalAt}/end`,
  input: oneGoal,
  run: (tx, actor, { goal }) => endGoal(tx, actor, { goalId: goal }),
  done: ({ planId }, _input, { lang }) => ({ to: `${goalsAt}/${planId}`, notice: goalWords[lang].goalEnded }),
  form: () => goalPage,
  audit: goalAudit,
})

const valueAction = action({
  ...shared,
  at: `${goalAt}/values`,
  input: oneGoal.extend({ year: year(), value: measured(), source: line(200) }),
  run: (tx, actor, { goal, ...value }) => enterValue(tx, actor, { goalId: goal, ...value }),
  done: ({ planId, goalId, year: of }, _input, { lang }) => ({
    to: `${goalsAt}/${planId}/goals/${goalId}`,
    notice: goalWords[lang].valueEntered(String(of)),
  }),
  form: () => goalPage,
  audit: ({ planId, name, year: of }, { value }) => ({
    action: 'plan.value',
    documentId: planId,
    detail: `${name} ${of}: ${value}`,
  }),
})

const mostBytes = 2_000_000
const uploadAction = action({
  ...shared,
  at: `${planAt}/values`,
  maxBytes: mostBytes + 100_000,
  input: one.extend({ file: file(mostBytes) }),
  run: async (tx, actor, { id: planId, file: given }) => {
    if (!given) return refuse('no_file', { field: 'file' })
    const bytes = new Uint8Array(await given.arrayBuffer())
    const kept = await uploadValues(tx, actor, { name: given.name, bytes })
    return isRefusal(kept) ? kept : { ...kept, planId }
  },
  done: ({ planId, uploadId }) => ({ to: `${goalsAt}/${planId}/values/${uploadId}` }),
  form: () => planPage,
  audit: ({ planId }) => ({ action: 'plan.upload', documentId: planId }),
})

const valuesPage: Page = page({
  at: `${planAt}/values/:upload`,
  access: 'figure.enter',
  input: one.extend({ upload: id() }),
  load: async (tx, actor, { id: planId, upload }) => {
    const plan = await readPlan(tx, actor, { id: planId })
    if (isRefusal(plan)) return plan
    const found = await planValues(tx, actor, { planId, uploadId: upload })
    return isRefusal(found) ? refuse('not_found') : { plan, file: found, id: upload }
  },
  show: valuesPlanView,
})
const writeAction = action({
  ...shared,
  at: `${planAt}/values/:upload`,
  input: one.extend({ upload: id() }),
  run: (tx, actor, { id: planId, upload }) => writeValues(tx, actor, { planId, uploadId: upload }),
  done: ({ planId, written, faults }, _input, { lang }) => ({
    to: `${goalsAt}/${planId}`,
    notice: words[lang].upload.written(written, faults),
  }),
  form: () => valuesPage,
  audit: ({ planId, written }) => ({ action: 'plan.values', documentId: planId, detail: String(written) }),
})

const reportPaper = page({
  at: `${planAt}/report.pdf`,
  access: 'region.see',
  input: one.extend({ fy: z.coerce.number().int().min(1950).max(2200).optional().catch(undefined) }),
  load: async (tx, actor, { fy, ...asked }) => {
    const plan = await readPlan(tx, actor, asked)
    if (isRefusal(plan)) return plan
    // The last year that is over, unless another is asked for.
    return { plan, year: fy ?? fiscalYear(tx.today) - 1, region: await readRegion(tx) }
  },
  show: ({ plan, year: of, region }, { lang }) => ({
    bytes: drawReport(planReport(plan, of, region ? inLang(region.name, region.nameEn, lang) : '', lang)).pdf,
    type: 'application/pdf',
    name: `${inLang(plan.name, plan.nameEn, lang)}_${of}.pdf`,
  }),
})

const goalsCsv = page({
  at: `${planAt}/goals.csv`,
  access: 'region.see',
  input: one,
  load: readPlan,
  show: (plan, { lang }) => csvFile(inLang(plan.name, plan.nameEn, lang), planRows(plan, lang)),
})

export const goalRoutes: Route[] = [
  plansPage,
  newPlanPage,
  addPlanAction,
  planPage,
  editPlanPage,
  editPlanAction,
  publishing('publish'),
  publishing('withdraw'),
  newGoalPage,
  addGoalAction,
  goalPage,
  editGoalPage,
  editGoalAction,
  endGoalAction,
  valueAction,
  uploadAction,
  valuesPage,
  writeAction,
  reportPaper,
  goalsCsv,
]

/** A plan to take away: the yearly report on paper, and all values as CSV. */
import type { Cell } from '#kit/csv.ts'
import { fiscalYearText, percent } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import type { ReportSheet } from '#circulation/report/report.ts'
import { sides } from '#circulation/schema.ts'
import { inLang, summaryOf, valueText } from './plans.pages.tsx'
import type { GoalSeen, PlanSeen } from './reading.ts'
import { sdgs } from './sdgs.ts'
import { goalWords } from './words.ts'

const pctOf = ({ achievement }: GoalSeen): string =>
  achievement === undefined ? '–' : percent(achievement / 100, 1)

/** The progress of a plan as it stands at the end of a fiscal year. */
export function planReport(plan: PlanSeen, year: number, region: string, lang: Lang): ReportSheet {
  const own = goalWords[lang]
  const at = (goal: GoalSeen) => goal.values.find((each) => each.year === year)
  return {
    lang,
    title: own.reportTitle(inLang(plan.name, plan.nameEn, lang), fiscalYearText(year, lang)),
    above: region,
    issuer: region,
    lead: `${inLang(plan.vision, plan.visionEn, lang)}\n${summaryOf(plan, lang)}`,
    parts: sides.flatMap((side) => {
      const goals = plan.goals.filter((goal) => goal.side === side)
      if (goals.length === 0) return []
      return [
        {
          title: own.sides[side],
          table: {
            head: [
              own.goal,
              own.baseline,
              fiscalYearText(year, lang),
              own.target,
              own.achievement,
              own.state,
            ],
            rows: goals.map((goal) => {
              const value = at(goal)
              return [
                `${goal.no} ${inLang(goal.name, goal.nameEn, lang)}`,
                `${valueText(goal, goal.baseline)} (${goal.baselineYear})`,
                value ? valueText(goal, value.value) : '–',
                `${valueText(goal, goal.target)} (${goal.targetYear})`,
                pctOf(goal),
                own.states[goal.state],
              ]
            }),
          },
          note: goals
            .map((goal) => at(goal))
            .flatMap((value) => (value?.source ? [value.source] : []))
            .filter((source, n, all) => all.indexOf(source) === n)
            .join(' / '),
        },
      ]
    }),
  }
}

/** A row a goal, a column a year; numbers as they are kept. */
export function planRows(plan: PlanSeen, lang: Lang): (readonly Cell[])[] {
  const own = goalWords[lang]
  const years = [...new Set(plan.goals.flatMap(({ values }) => values.map(({ year }) => year)))].toSorted(
    (a, b) => a - b,
  )
  const head = [
    own.no,
    own.side,
    own.goal,
    own.unit,
    'SDGs',
    own.baselineYear,
    own.baseline,
    own.targetYear,
    own.target,
    own.achievement,
    own.state,
    ...years.map((year) => fiscalYearText(year, lang)),
  ]
  return [
    head,
    ...plan.goals.map((goal) => [
      goal.no,
      own.sides[goal.side],
      inLang(goal.name, goal.nameEn, lang),
      goal.unit,
      goal.sdg ? `${goal.sdg} ${sdgs[goal.sdg - 1]?.[lang] ?? ''}` : '',
      goal.baselineYear,
      goal.baseline,
      goal.targetYear,
      goal.target,
      pctOf(goal),
      own.states[goal.state],
      ...years.map((year) => goal.values.find((each) => each.year === year)?.value ?? null),
    ]),
  ]
}

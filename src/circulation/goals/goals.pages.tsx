/** One goal: where it stands, its years, its forecast, and entering a value. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { fiscalYear, dayAt } from '#kit/days.ts'
import { indicatorOf } from '#ledger/indicators.ts'
import { may } from '#parties/policy.ts'
import { Card, CardGrid, DefinitionList, Figure, Heading, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, Form } from '#ui/forms.tsx'
import { fiscalYearText, percent } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { LineChart } from '#ui/pictures/line-chart.tsx'
import { Table } from '#ui/tables.tsx'
import { CirculationTabs, crumbs, sectionAt } from '#circulation/page-parts.tsx'
import { figureOf, isFigureName } from '#circulation/public-figures.ts'
import { goalsAt, inLang, stateTones, valueText } from './plans.pages.tsx'
import type { GoalSeen, PlanSeen, YearValue } from './reading.ts'
import { sdgs } from './sdgs.ts'
import { goalWords } from './words.ts'

export interface GoalData {
  readonly plan: PlanSeen
  readonly goal: GoalSeen
}

export function goalView({ plan, goal }: GoalData, seen: Seen): View {
  const { lang } = seen
  const own = goalWords[lang]
  const name = inLang(goal.name, goal.nameEn, lang)
  const at = `${goalsAt}/${plan.planId}/goals/${goal.goalId}`
  const enters = may(seen.actor.role, 'figure.enter')
  return {
    title: name,
    wide: true,
    breadcrumbs: crumbs(
      seen,
      { label: own.title, href: goalsAt },
      { label: inLang(plan.name, plan.nameEn, lang), href: `${goalsAt}/${plan.planId}` },
      { label: name },
    ),
    body: (
      <>
        <CirculationTabs seen={seen} current="goals" />
        <Heading
          lead={inLang(goal.definition, goal.definitionEn, lang)}
          above={`${own.sides[goal.side]} ${goal.no}`}
          action={
            enters && (
              <ButtonLink href={`${at}/edit`} size="small" kind="secondary">
                {own.editGoal}
              </ButtonLink>
            )
          }
        >
          {name}
        </Heading>
        <FormErrors seen={seen} />
        <Standing goal={goal} seen={seen} />
        <Part>
          <Chart goal={goal} seen={seen} />
        </Part>
        <Part>
          <Years goal={goal} seen={seen} />
        </Part>
        <Part>
          <Heading level={2}>{own.details}</Heading>
          <DefinitionList items={detailsOf(goal, seen)} />
        </Part>
        {enters && goal.measuredBy === 'entered' && <EnterValue at={at} seen={seen} />}
        {enters && (
          <Form action={`${at}/end`} csrf={seen.csrf} requestKey={`${seen.requestKey} end`}>
            <Button kind="quiet" size="small">
              {own.endGoal}
            </Button>
          </Form>
        )}
      </>
    ),
  }
}

function Standing({ goal, seen }: { goal: GoalSeen; seen: Seen }) {
  const { lang } = seen
  const own = goalWords[lang]
  const { newest, achievement } = goal
  return (
    <>
      <p class="mb-4">
        <StatusLabel tone={stateTones[goal.state]}>{own.states[goal.state]}</StatusLabel>
      </p>
      <CardGrid columns={4}>
        <Figure
          label={own.newest}
          value={newest ? valueText(goal, newest.value) : '–'}
          note={newest && `${fiscalYearText(newest.year, lang)}${newest.soFar ? ` ${own.soFar}` : ''}`}
        />
        <Figure
          label={own.target}
          value={valueText(goal, goal.target)}
          note={fiscalYearText(goal.targetYear, lang)}
        />
        <Figure
          label={own.baseline}
          value={valueText(goal, goal.baseline)}
          note={fiscalYearText(goal.baselineYear, lang)}
        />
        <Figure
          label={own.achievement}
          value={achievement === undefined ? '–' : percent(achievement / 100, 1)}
          note={achievement === undefined && newest ? own.metOrNot : undefined}
        />
      </CardGrid>
    </>
  )
}

/** From the baseline until the target's year: values, the line that they lead along, and its range. */
function Chart({ goal, seen }: { goal: GoalSeen; seen: Seen }) {
  const { lang } = seen
  const own = goalWords[lang]
  const { forecast } = goal
  const last = Math.max(goal.targetYear, goal.values.at(-1)?.year ?? goal.baselineYear)
  const years = Array.from({ length: last - goal.baselineYear + 1 }, (_, n) => goal.baselineYear + n)
  const known = new Map(goal.values.filter(({ soFar }) => !soFar).map(({ year, value }) => [year, value]))
  if (!known.has(goal.baselineYear)) known.set(goal.baselineYear, goal.baseline)
  const ahead = new Map((forecast ?? []).map((each) => [each.year, each]))
  // The dashed line goes on from the last value.
  const joint = years.findLast((year) => known.has(year))
  const text = (value: number): string => valueText(goal, value)
  const end = ahead.get(goal.targetYear)
  const leads = end
    ? ` ${own.forecastAt(fiscalYearText(end.year, lang), text(end.value), text(end.low), text(end.high))}`
    : ''
  return (
    <FigureWithTable title={own.chart} lead={`${forecast ? own.chartLead : own.chartNoForecast}${leads}`}>
      <LineChart
        id={`goal-${goal.no}`}
        title={own.chart}
        ticks={years.map((year) => ({ label: String(year) }))}
        series={[
          {
            label: own.actual,
            tone: 'inside',
            values: years.map((year) => known.get(year) ?? null),
            look: 'strong',
          },
          ...(forecast
            ? [
                {
                  label: own.forecast,
                  tone: 'company' as const,
                  values: years.map((year) =>
                    year === joint ? (known.get(year) ?? null) : (ahead.get(year)?.value ?? null),
                  ),
                  look: 'forecast' as const,
                },
              ]
            : []),
        ]}
        ranges={
          forecast && [
            {
              label: own.range,
              tone: 'company',
              low: years.map((year) => ahead.get(year)?.low ?? null),
              high: years.map((year) => ahead.get(year)?.high ?? null),
            },
          ]
        }
        target={{ label: own.target, value: goal.target }}
        format={text}
      />
    </FigureWithTable>
  )
}

function Years({ goal, seen }: { goal: GoalSeen; seen: Seen }) {
  const { lang } = seen
  const own = goalWords[lang]
  return (
    <Table
      caption={own.values}
      rows={goal.values.toReversed()}
      empty={<p>{own.noValues}</p>}
      columns={[
        {
          key: 'year',
          label: own.year,
          cell: (row) => (
            <>
              {fiscalYearText(row.year, lang)} {row.soFar && <StatusLabel>{own.soFar}</StatusLabel>}
            </>
          ),
        },
        { key: 'value', label: own.value, numeric: true, cell: (row) => valueText(goal, row.value) },
        { key: 'source', label: own.source, cell: (row) => <Source goal={goal} row={row} seen={seen} /> },
      ]}
    />
  )
}

function Source({ goal, row, seen }: { goal: GoalSeen; row: YearValue; seen: Seen }) {
  const own = goalWords[seen.lang]
  if (row.source) return <>{row.source}</>
  if (goal.measuredBy === 'figure')
    return <TextLink href={`${sectionAt.figures}/${goal.measure}?fy=${row.year}`}>{own.howMade}</TextLink>
  return <>{own.counted}</>
}

function detailsOf(goal: GoalSeen, { lang }: Seen): [string, string][] {
  const own = goalWords[lang]
  const indicator = indicatorOf(goal.measure)
  const measure = isFigureName(goal.measure)
    ? figureOf(goal.measure).definition[lang]
    : indicator?.definition[lang]
  return [
    [own.measuredBy, measure ?? own.measures.entered],
    [own.direction, own.directions[goal.direction]],
    ...(goal.sdg ? [[own.sdg, `${goal.sdg} ${sdgs[goal.sdg - 1]?.[lang] ?? ''}`] as [string, string]] : []),
    ...(goal.sdgTarget ? [[own.sdgTarget, goal.sdgTarget] as [string, string]] : []),
    ...(goal.localIndicator ? [[own.localIndicator, goal.localIndicator] as [string, string]] : []),
    ...(goal.source ? [[own.source, goal.source] as [string, string]] : []),
  ]
}

function EnterValue({ at, seen }: { at: string; seen: Seen }) {
  const own = goalWords[seen.lang]
  const box = (name: string, stored: string | number = '') => ({
    name,
    value: typed(seen, name, stored),
    error: faultOf(seen, name),
  })
  return (
    <Part id="enter">
      <Card title={own.enterValue} level={2}>
        <p class="mb-4">{own.enterValueHint}</p>
        <Form action={`${at}/values`} csrf={seen.csrf} requestKey={seen.requestKey} label={own.enterValue}>
          <FieldRow>
            <Field
              {...box('year', fiscalYear(dayAt(seen.now)) - 1)}
              label={own.year}
              inputmode="numeric"
              width="short"
              required
            />
            <Field {...box('value')} label={own.value} inputmode="decimal" required />
          </FieldRow>
          <Field {...box('source')} label={own.source} required maxlength={200} />
          <ButtonRow>
            <Button>{own.save}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </Part>
  )
}

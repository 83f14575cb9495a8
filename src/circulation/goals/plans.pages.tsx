/** Plans: which there are, one with all its goals, and its form. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import type { Seen } from '#http/house.ts'
import { faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import {
  Card,
  CardGrid,
  DefinitionList,
  EmptyState,
  Figure,
  Heading,
  Notice,
  Progress,
  StatusLabel,
  type Tone,
} from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, FieldRow, FileField, Form, TextArea } from '#ui/forms.tsx'
import { bracketed, decimal, fiscalYearText, percent } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import type { Lang } from '#ui/words.ts'
import { CirculationTabs, crumbs, sectionAt } from '#circulation/page-parts.tsx'
import { type GoalSide, sides } from '#circulation/schema.ts'
import { RecentUploads } from '#circulation/upload-parts.tsx'
import type { UploadHead } from '#circulation/uploads.ts'
import type { GoalState } from './achievements.ts'
import type { Plan } from './plans.ts'
import type { Goal, GoalSeen, PlanSeen } from './reading.ts'
import { sdgs } from './sdgs.ts'
import { goalWords } from './words.ts'

export const goalsAt = sectionAt.goals

/** A name or text in the reader's language, Japanese where there is no other. */
export const inLang = (ja: string, en: string, lang: Lang): string => (lang === 'en' && en !== '' ? en : ja)

/** A value as its goal writes it: `2.40 万t-CO2`. */
export function valueText({ decimals, unit }: Pick<Goal, 'decimals' | 'unit'>, value: number): string {
  const space = /^[A-Za-z]/.test(unit) ? ' ' : ''
  return `${decimal(value, decimals)}${space}${unit}`
}

export const stateTones: Readonly<Record<GoalState, Tone>> = {
  met: 'success',
  on_track: 'info',
  behind: 'warning',
  no_value: 'neutral',
}

export function plansView({ plans }: { plans: readonly PlanSeen[] }, seen: Seen): View {
  const { lang } = seen
  const own = goalWords[lang]
  const enters = may(seen.actor.role, 'figure.enter')
  return {
    title: own.title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.title }),
    body: (
      <>
        <CirculationTabs seen={seen} current="goals" />
        <Heading
          lead={own.lead}
          action={enters && <ButtonLink href={`${goalsAt}/new`}>{own.addPlan}</ButtonLink>}
        >
          {own.title}
        </Heading>
        {plans.length === 0 ? (
          <EmptyState title={own.noPlans} text={own.noPlansText} />
        ) : (
          <CardGrid columns={2}>
            {plans.map((plan) => (
              <Card title={inLang(plan.name, plan.nameEn, lang)} href={`${goalsAt}/${plan.planId}`}>
                {!plan.publishedAt && <StatusLabel tone="warning">{own.notPublished}</StatusLabel>}
                <p>{own.span(fiscalYearText(plan.fromYear, lang), fiscalYearText(plan.toYear, lang))}</p>
                <p class="mt-2">{own.goals(plan.goals.length)}</p>
                <p>{summaryOf(plan, lang)}</p>
              </Card>
            ))}
          </CardGrid>
        )}
      </>
    ),
  }
}

export function summaryOf({ goals }: PlanSeen, lang: Lang): string {
  const count = (state: GoalState): number => goals.filter((goal) => goal.state === state).length
  return goalWords[lang].summary(count('met'), count('on_track'), count('behind'), count('no_value'))
}

export interface PlanData {
  readonly plan: PlanSeen
  readonly uploads: readonly UploadHead[]
}

export function planView({ plan, uploads }: PlanData, seen: Seen): View {
  const { lang } = seen
  const own = goalWords[lang]
  const at = `${goalsAt}/${plan.planId}`
  const name = inLang(plan.name, plan.nameEn, lang)
  const enters = may(seen.actor.role, 'figure.enter')
  return {
    title: name,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.title, href: goalsAt }, { label: name }),
    body: (
      <>
        <CirculationTabs seen={seen} current="goals" />
        <Heading
          lead={inLang(plan.vision, plan.visionEn, lang)}
          above={own.span(fiscalYearText(plan.fromYear, lang), fiscalYearText(plan.toYear, lang))}
          action={
            <ButtonRow>
              <ButtonLink href={`${at}/report.pdf`} size="small" download>
                {own.report}
              </ButtonLink>
              <ButtonLink href={`${at}/goals.csv`} size="small" download>
                {own.csv}
              </ButtonLink>
            </ButtonRow>
          }
        >
          {name}
        </Heading>
        <FormErrors seen={seen} />
        {enters && <Publishing plan={plan} at={at} seen={seen} />}
        <p class="mt-4 text-lg">{summaryOf(plan, lang)}</p>
        {sides.map((side) => (
          <Side plan={plan} side={side} seen={seen} />
        ))}
        {plan.source && (
          <Part>
            <DefinitionList items={[[own.planSource, plan.source]]} />
          </Part>
        )}
        {enters && <UploadForm at={at} uploads={uploads} seen={seen} />}
      </>
    ),
  }
}

function Publishing({ plan, at, seen }: { plan: PlanSeen; at: string; seen: Seen }) {
  const own = goalWords[seen.lang]
  const [path, label] = plan.publishedAt ? ['withdraw', own.withdraw] : ['publish', own.publish]
  const buttons = (
    <ButtonRow>
      <ButtonLink href={`${at}/goals/new`} kind="secondary">
        {own.addGoal}
      </ButtonLink>
      <ButtonLink href={`${at}/edit`} kind="secondary">
        {own.editPlan}
      </ButtonLink>
      <Form action={`${at}/${path}`} csrf={seen.csrf} requestKey={seen.requestKey}>
        <Button kind={plan.publishedAt ? 'quiet' : 'primary'}>{label}</Button>
      </Form>
    </ButtonRow>
  )
  if (plan.publishedAt) return buttons
  return (
    <Notice kind="warning" title={own.notPublished}>
      <p>{own.notPublishedText}</p>
      {buttons}
    </Notice>
  )
}

function Side({ plan, side, seen }: { plan: PlanSeen; side: GoalSide; seen: Seen }) {
  const own = goalWords[seen.lang]
  const goals = plan.goals.filter((goal) => goal.side === side)
  if (goals.length === 0) return null
  return (
    <Part id={side}>
      <Heading level={2}>{own.sides[side]}</Heading>
      <CardGrid columns={2}>
        {goals.map((goal) => (
          <GoalCard goal={goal} lang={seen.lang} />
        ))}
      </CardGrid>
    </Part>
  )
}

function GoalCard({ goal, lang }: { goal: GoalSeen; lang: Lang }) {
  const own = goalWords[lang]
  const { newest, achievement } = goal
  return (
    <Card
      level={3}
      title={inLang(goal.name, goal.nameEn, lang)}
      href={`${goalsAt}/${goal.planId}/goals/${goal.goalId}`}
    >
      <p>
        <StatusLabel tone={stateTones[goal.state]}>{own.states[goal.state]}</StatusLabel>{' '}
        {goal.sdg && (
          <span class="text-ink-soft">{`SDGs ${goal.sdg} ${sdgs[goal.sdg - 1]?.[lang] ?? ''}`}</span>
        )}
      </p>
      <Figure
        label={
          newest
            ? bracketed(fiscalYearText(newest.year, lang), newest.soFar ? own.soFar : own.newest, lang)
            : own.newest
        }
        value={newest ? valueText(goal, newest.value) : '–'}
      />
      <p class="mt-2">
        {bracketed(
          `${own.baseline} ${valueText(goal, goal.baseline)} → ${own.target} ${valueText(goal, goal.target)}`,
          fiscalYearText(goal.targetYear, lang),
          lang,
        )}
      </p>
      {achievement !== undefined && (
        <Progress
          label={own.achievement}
          value={Math.max(0, Math.min(100, achievement))}
          text={own.progress(percent(achievement / 100, 1))}
        />
      )}
    </Card>
  )
}

function UploadForm({ at, uploads, seen }: { at: string; uploads: readonly UploadHead[]; seen: Seen }) {
  const own = goalWords[seen.lang]
  return (
    <Part>
      <Card title={own.upload} level={2}>
        <Form
          action={`${at}/values`}
          csrf={seen.csrf}
          requestKey={`${seen.requestKey} values`}
          files
          label={own.upload}
        >
          <FileField
            name="file"
            label={own.file}
            hint={own.fileHint}
            accept=".csv,.tsv,.txt"
            error={faultOf(seen, 'file')}
            required
          />
          <ButtonRow>
            <Button kind="secondary">{own.check}</Button>
          </ButtonRow>
        </Form>
        <RecentUploads uploads={uploads} at={`${at}/values`} seen={seen} />
      </Card>
    </Part>
  )
}

export function planFormView({ plan, year }: { plan?: Plan; year: number }, seen: Seen): View {
  const own = goalWords[seen.lang]
  const title = plan ? own.editPlan : own.addPlan
  const at = plan ? `${goalsAt}/${plan.planId}/edit` : `${goalsAt}/new`
  const box = (name: string, stored: string | number = '') => ({
    name,
    value: typed(seen, name, stored),
    error: faultOf(seen, name),
  })
  return {
    title,
    breadcrumbs: crumbs(seen, { label: own.title, href: goalsAt }, { label: title }),
    body: (
      <>
        <CirculationTabs seen={seen} current="goals" />
        <Heading>{title}</Heading>
        <FormErrors seen={seen} />
        <Form action={at} csrf={seen.csrf} requestKey={seen.requestKey} label={title}>
          <Field {...box('name', plan?.name)} label={own.planName} required maxlength={100} />
          <Field {...box('nameEn', plan?.nameEn)} label={own.nameEn} optional maxlength={100} />
          <TextArea {...box('vision', plan?.vision)} label={own.vision} optional rows={3} />
          <TextArea {...box('visionEn', plan?.visionEn)} label={own.visionEn} optional rows={3} />
          <FieldRow>
            <Field
              {...box('fromYear', plan?.fromYear ?? year)}
              label={own.fromYear}
              inputmode="numeric"
              width="short"
              required
            />
            <Field
              {...box('toYear', plan?.toYear ?? year + 4)}
              label={own.toYear}
              inputmode="numeric"
              width="short"
              required
            />
          </FieldRow>
          <Field {...box('source', plan?.source)} label={own.planSource} optional maxlength={200} />
          <ButtonRow>
            <Button>{own.save}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

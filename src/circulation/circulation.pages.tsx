import { type Month, addMonths } from '#kit/days.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { EmptyState, Figure, Heading, Notice } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { bracketed, compactYen, monthText } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import type { MonthFigures, Stream, YearFigures } from './figures.ts'
import { CirculationTabs } from './page-parts.tsx'
import { CircleOf, MonthsFigure, StreamsFigure, flowsHref } from './pictures.tsx'
import { words } from './words.ts'

export interface CirculationData {
  readonly of: Month
  readonly circle: YearFigures
  readonly streams: readonly Stream[]
  readonly newest: Month
}

/** The month and its twelve months: circle, figures, who paid whom, month by month. */
export function circulationView({ of, circle, streams, newest }: CirculationData, seen: Seen): View {
  const { lang } = seen
  const own = words[lang]
  const from = addMonths(of, -11)
  const body =
    circle.year.flows === 0 ? (
      <EmptyState title={own.noFlowsYet} />
    ) : (
      <>
        <CircleOf id="circle-year" sums={circle.year} from={from} to={of} lang={lang} />
        <MonthFiguresRow circle={circle} lang={lang} />
        <StreamsFigure id="streams-year" streams={streams} to={of} lang={lang} />
        <MonthsFigure id="months-year" months={circle.months} lang={lang} />
        <Notice kind="info" title={own.coverageTitle}>
          {own.coverage}
        </Notice>
      </>
    )
  return {
    title: own.monthOf(monthText(of, lang)),
    density: 'public',
    body: (
      <>
        <CirculationTabs seen={seen} current="overview" />
        <Heading lead={own.lead}>{own.monthOf(monthText(of, lang))}</Heading>
        <ButtonRow>
          <ButtonLink kind="secondary" size="small" href={`/circulation?month=${addMonths(of, -1)}`}>
            {own.previousMonth}
          </ButtonLink>
          {of < newest && (
            <ButtonLink kind="secondary" size="small" href={`/circulation?month=${addMonths(of, 1)}`}>
              {own.nextMonth}
            </ButtonLink>
          )}
        </ButtonRow>
        {body}
      </>
    ),
  }
}

const parts = [
  ['earned', 'in'],
  ['around', 'within'],
  ['leaked', 'out'],
] as const

/** The month's three figures against the month before, each a way to its flows. */
export function MonthFiguresRow({ circle, lang }: { circle: YearFigures; lang: Lang }) {
  const own = words[lang]
  return (
    <div class="grid gap-6 md:grid-cols-3">
      {parts.map(([key, crossing]) => (
        <Figure
          label={bracketed(own[key], monthText(circle.month.month, lang), lang)}
          value={compactYen(circle.month[key], lang)}
          change={changeOf(circle.month, circle.before, key, lang)}
          href={flowsHref(circle.month.month, circle.month.month, { crossing })}
        />
      ))}
    </div>
  )
}

function changeOf(now: MonthFigures, before: MonthFigures, key: 'earned' | 'around' | 'leaked', lang: Lang) {
  if (before[key] === 0) return undefined
  const difference = now[key] - before[key]
  const direction = difference > 0 ? 'up' : difference < 0 ? 'down' : 'same'
  const text = words[lang].against(compactYen(Math.abs(difference), lang), direction)
  return {
    direction,
    text,
    good: difference === 0 ? undefined : difference > 0 === (key !== 'leaked'),
  } as const
}

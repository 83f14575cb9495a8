/** How often a yen goes round: the ledger multiplier with its rounds, and how long value stays. Views only. */
import { withQuery } from '#http/paths.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import { isId } from '#kit/ids.ts'
import { may } from '#parties/policy.ts'
import { CardGrid, EmptyState, Figure, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { FilterChips } from '#ui/lists.tsx'
import { compactYen, decimal, fiscalYearText, percent, unitAmount, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Bars } from '#ui/pictures/bars.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { Ranks } from '#ui/pictures/ranks.tsx'
import { bandLabel, bands } from '#circulation/groups.ts'
import { CirculationTabs, crumbs, sectionAt } from '#circulation/page-parts.tsx'
import type { Proof } from '#circulation/proof.ts'
import type { Made, RoundValues } from './made.ts'
import { MadePart, roundsCompared } from './made.pages.tsx'
import type { MoneyRound } from './networks.ts'
import { type Injection, type MultiplierSeen, isBand, sentRound } from './reading.ts'
import type { Stay, Velocity } from './stays.ts'
import type { Study } from './studies.ts'
import { roundWords } from './words.ts'

export const roundsAt = sectionAt.rounds

export interface RoundsData {
  readonly year: number
  readonly today: Day
  readonly years: readonly number[]
  readonly to: Injection
  /** Of the party that gets it, when it is one. */
  readonly toName?: string
  readonly seen: MultiplierSeen
  readonly stay: Stay
  readonly velocity?: Velocity
  readonly studies: readonly Study[]
  readonly made: Made
  readonly proof?: Proof<RoundValues & { readonly flows: number }>
}

/** What is proved of this page, and told to machines. */
export const valuesOf = ({ seen, stay, velocity }: Pick<RoundsData, 'seen' | 'stay' | 'velocity'>) => ({
  multiplier: seen.found.multiplier,
  stayDays: stay.days,
  velocity: velocity?.perYear,
})

export function roundsView(data: RoundsData, seen: Seen): View {
  const { lang } = seen
  const own = roundWords[lang]
  const { found } = data.seen
  return {
    title: own.title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.title }),
    body: (
      <>
        <CirculationTabs seen={seen} current="rounds" />
        <Heading lead={own.lead}>{own.title}</Heading>
        <YearChips at={roundsAt} years={data.years} year={data.year} kept={{ to: data.to }} seen={seen} />
        <FilterChips
          label={own.sendTo}
          items={(['earned', ...bands] as const).map((to) => ({
            label: to === 'earned' ? own.earned : bandLabel(to, 'inside', lang),
            href: withQuery(roundsAt, { fy: data.year, to: to === 'earned' ? undefined : to }),
            current: to === data.to,
          }))}
        />
        {data.toName !== undefined && <Notice kind="info">{own.sentTo(data.toName)}</Notice>}
        {found.injected === 0 ? <EmptyState title={own.nothing} /> : <Answer data={data} seen={seen} />}
        <Part>
          <Notice kind="info" title={own.coverage}>
            {own.coverageText}
          </Notice>
        </Part>
        <Lm3Links data={data} seen={seen} />
        <Stays data={data} seen={seen} />
        <MadePart
          at={roundsAt}
          kept={{ fy: String(data.year), to: data.to === 'earned' ? undefined : data.to }}
          definition={own.definition}
          made={data.made}
          proof={roundsCompared(valuesOf(data), data.proof, lang)}
          seen={seen}
        />
      </>
    ),
  }
}

interface YearChipsProps {
  at: string
  years: readonly number[]
  year: number
  kept?: Readonly<Record<string, string | undefined>>
  seen: Seen
}

export function YearChips({ at, years, year, kept = {}, seen }: YearChipsProps) {
  return (
    <FilterChips
      items={years.map((each) => ({
        label: fiscalYearText(each, seen.lang),
        href: withQuery(at, { ...kept, fy: each }),
        current: each === year,
      }))}
    />
  )
}

function Answer({ data, seen }: { data: RoundsData; seen: Seen }) {
  const { lang } = seen
  const own = roundWords[lang]
  const { found, getting, spending } = data.seen
  return (
    <>
      <p class="mt-6 text-ink-soft">{own.sentRound(yen(sentRound, lang))}</p>
      <CardGrid columns={4}>
        <Figure
          label={own.multiplier}
          value={decimal(found.multiplier, 2)}
          note={own.multiplierNote}
          size="large"
        />
        <Figure label={own.leakedShare} value={percent(found.leaked / found.injected, 1)} />
        <Figure
          label={own.stayedShare}
          value={percent(found.stayed / found.injected, 1)}
          note={own.stayedNote}
        />
        <Figure
          label={own.spendingParties}
          value={percent(getting > 0 ? spending / getting : Number.NaN)}
          note={own.ofGetting(decimal(spending), decimal(getting))}
        />
      </CardGrid>
      {!found.settled && <Notice kind="warning">{own.notSettled}</Notice>}
      <Part>
        <RoundsFigure rounds={found.rounds} seen={seen} />
      </Part>
      <Part>
        <Reached data={data} seen={seen} />
      </Part>
    </>
  )
}

const parts = [
  ['passedOn', 'inside'],
  ['leaked', 'leak'],
  ['stayed', 'outside'],
] as const

function RoundsFigure({ rounds, seen }: { rounds: readonly MoneyRound[]; seen: Seen }) {
  const { lang } = seen
  const own = roundWords[lang]
  const money = (value: number): string => compactYen(Math.round(value), lang)
  return (
    <FigureWithTable
      title={own.rounds}
      lead={own.roundsLead}
      table={{
        rows: rounds.map((round, n) => ({ ...round, n: n + 1 })),
        columns: [
          { key: 'n', label: own.round, cell: (row: { n: number }) => own.roundNo(row.n) },
          ...(['held', 'passedOn', 'leaked', 'stayed'] as const).map((key) => ({
            key,
            label: own[key],
            numeric: true,
            cell: (row: MoneyRound) => yen(Math.round(row[key]), lang),
          })),
        ],
      }}
    >
      <Bars
        id="rounds"
        title={own.rounds}
        ticks={rounds.map((_, n) => ({ label: own.roundNo(n + 1) }))}
        series={parts.map(([key, tone]) => ({
          label: own[key],
          tone,
          values: rounds.map((round) => Math.round(round[key])),
        }))}
        format={money}
      />
    </FigureWithTable>
  )
}

function Reached({ data, seen }: { data: RoundsData; seen: Seen }) {
  const { lang } = seen
  const own = roundWords[lang]
  const rows = data.seen.reached
  return (
    <FigureWithTable
      title={own.reached}
      lead={own.reachedLead}
      table={{
        rows,
        columns: [
          {
            key: 'band',
            label: own.band,
            cell: ({ band }: (typeof rows)[number]) => bandLabel(band, 'inside', lang),
          },
          {
            key: 'yen',
            label: own.yen,
            numeric: true,
            cell: (row: (typeof rows)[number]) => yen(row.yen, lang),
          },
        ],
      }}
    >
      <Ranks
        id="reached"
        title={own.reached}
        rows={rows.map(({ band, yen: value }) => ({
          label: bandLabel(band, 'inside', lang),
          value,
          tone: band === 'company' ? 'company' : band === 'city' ? 'city' : 'inside',
        }))}
        format={(value) => compactYen(value, lang)}
      />
    </FigureWithTable>
  )
}

function Lm3Links({ data, seen }: { data: RoundsData; seen: Seen }) {
  const { lang } = seen
  const own = roundWords[lang]
  const link = (query: Record<string, string | number>, label: string) => (
    <li>
      <TextLink href={withQuery(`${roundsAt}/lm3`, { fy: data.year, ...query })}>{own.lm3Of(label)}</TextLink>
    </li>
  )
  return (
    <Part id="lm3">
      <Heading level={2} lead={own.lm3Lead}>
        {own.lm3Title}
      </Heading>
      <ul class="list-disc space-y-1 pl-6">
        {link({}, own.company)}
        {data.studies.map((study) =>
          link({ study: study.studyId }, lang === 'en' && study.nameEn ? study.nameEn : study.name),
        )}
      </ul>
      <ButtonRow>
        <ButtonLink href={`${roundsAt}/shares`} kind="secondary" size="small">
          {own.sharesTitle}
        </ButtonLink>
        {may(seen.actor.role, 'figure.enter') && (
          <ButtonLink href={`${roundsAt}/studies`} kind="secondary" size="small">
            {own.studies}
          </ButtonLink>
        )}
      </ButtonRow>
    </Part>
  )
}

function Stays({ data, seen }: { data: RoundsData; seen: Seen }) {
  const { lang } = seen
  const own = roundWords[lang]
  const { stay, velocity } = data
  return (
    <Part id="stay">
      <Heading level={2}>{own.stayTitle}</Heading>
      <CardGrid columns={2}>
        <Figure
          label={own.stayDays}
          value={stay.days === undefined ? '–' : own.days(decimal(stay.days, 1))}
          note={stay.days === undefined ? own.noStay : own.stayNote}
        />
        <Figure
          label={own.velocity}
          value={velocity ? own.times(decimal(velocity.perYear, 2)) : '–'}
          note={
            velocity
              ? own.velocityNote(
                  unitAmount(Math.round(velocity.circulating), 'PT', lang),
                  unitAmount(velocity.spent, 'PT', lang),
                )
              : own.noPoints
          }
        />
      </CardGrid>
    </Part>
  )
}

export function injectionOf(text: string | undefined): Injection {
  if (text === undefined) return 'earned'
  return isBand(text) || isId(text) ? text : 'earned'
}

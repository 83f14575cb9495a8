/** All boilers: what they gave, when chips must come. Views only. */
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import { may } from '#parties/policy.ts'
import { Card, CardGrid, EmptyState, Heading, Progress, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { ButtonLink } from '#ui/buttons.tsx'
import { dayText, fiscalYearText, monthShort, unitAmount, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Bars } from '#ui/pictures/bars.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { WoodTabs, crumbs, weight } from '#wood/page-parts.tsx'
import type { Site } from '#wood/sites.ts'
import type { Boiler } from './boilers.ts'
import { HeatFigures, heatAt, heatText, heatTick, litres, sumOf } from './parts.tsx'
import { planOf } from './planning.ts'
import type { HeatMonth } from './results.ts'
import { heatWords } from './words.ts'

export const boilerName = ({ name, nameEn }: Pick<Boiler, 'name' | 'nameEn'>, lang: Lang): string =>
  lang === 'ja' ? name : nameEn || name

export interface HeatData {
  readonly boilers: readonly Boiler[]
  /** Sites that are boilers, of which nothing is said yet. */
  readonly bare: readonly Site[]
  readonly months: readonly HeatMonth[]
  readonly year: number
  readonly today: Day
}

export function heatView({ boilers, bare, months, year, today }: HeatData, seen: Seen): View {
  const { lang } = seen
  const own = heatWords[lang]
  const office = may(seen.actor.role, 'wood.make')
  return {
    title: own.heat,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.heat }),
    body: (
      <>
        <WoodTabs current="heat" seen={seen} />
        <Heading lead={own.heatLead}>{own.heat}</Heading>
        <Part title={own.thisYear(fiscalYearText(year, lang))}>
          <HeatFigures sums={sumOf(months)} lang={lang} />
        </Part>
        <Part title={own.boilers}>
          {boilers.length === 0 && <EmptyState title={own.noBoilers} text={own.noBoilersText} />}
          <CardGrid columns={3}>
            {boilers.map((boiler) => (
              <Card title={boilerName(boiler, lang)} href={`${heatAt}/${boiler.siteId}`} level={3}>
                <p>{[boiler.town, boiler.heats].filter(Boolean).join('　')}</p>
                <Progress
                  label={own.bunker}
                  value={boiler.bunkerGrams}
                  max={boiler.bunkerMostGrams}
                  text={own.bunkerOf(weight(boiler.bunkerGrams, lang), weight(boiler.bunkerMostGrams, lang))}
                />
              </Card>
            ))}
          </CardGrid>
        </Part>
        {office && boilers.length > 0 && <Plans boilers={boilers} today={today} lang={lang} />}
        {may(seen.actor.role, 'wood.run') && bare.length > 0 && (
          <Part title={own.toEnter}>
            <ul class="space-y-2">
              {bare.map((site) => (
                <li>
                  {site.name}{' '}
                  <ButtonLink href={`${heatAt}/${site.siteId}/settings`} size="small">
                    {own.enter}
                  </ButtonLink>
                </li>
              ))}
            </ul>
          </Part>
        )}
        {months.length > 0 && <Months months={months} lang={lang} />}
      </>
    ),
  }
}

function Plans({ boilers, today, lang }: { boilers: readonly Boiler[]; today: Day; lang: Lang }) {
  const own = heatWords[lang]
  const rows = boilers
    .filter(({ endedOn }) => endedOn === null)
    .map((boiler) => ({
      boiler,
      plan: planOf(
        {
          grams: boiler.bunkerGrams,
          leastGrams: boiler.bunkerLeastGrams,
          mostGrams: boiler.bunkerMostGrams,
          dayGrams: boiler.dayGrams,
        },
        today,
      ),
    }))
    .toSorted((a, b) => ((a.plan.by ?? '9') < (b.plan.by ?? '9') ? -1 : 1))
  return (
    <Part title={own.plan} lead={own.planLead} id="plan">
      <Table
        caption={own.plan}
        hideCaption
        phone="cards"
        rows={rows}
        columns={[
          {
            key: 'boiler',
            label: own.boilers,
            cell: ({ boiler }) => (
              <TextLink href={`${heatAt}/${boiler.siteId}`}>{boilerName(boiler, lang)}</TextLink>
            ),
          },
          {
            key: 'bunker',
            label: own.bunker,
            numeric: true,
            cell: ({ boiler }) => weight(boiler.bunkerGrams, lang),
          },
          {
            key: 'day',
            label: own.perDay,
            numeric: true,
            cell: ({ boiler }) => (boiler.dayGrams > 0 ? weight(boiler.dayGrams, lang) : own.idle),
          },
          {
            key: 'by',
            label: own.plan,
            cell: ({ plan }) =>
              plan.by === undefined ? (
                own.planRoom(weight(plan.room, lang))
              ) : plan.by <= today ? (
                <StatusLabel tone="error">{own.planNow}</StatusLabel>
              ) : (
                `${own.planBy(dayText(plan.by, lang))}・${own.planAmount(weight(plan.grams, lang))}`
              ),
          },
        ]}
      />
    </Part>
  )
}

export function Months({ months, lang }: { months: readonly HeatMonth[]; lang: Lang }) {
  const own = heatWords[lang]
  return (
    <Part>
      <FigureWithTable
        title={own.monthsTitle}
        source={own.source}
        table={{
          rows: months,
          phone: 'cards',
          columns: [
            { key: 'month', label: own.month, cell: (row: HeatMonth) => monthShort(row.month, lang) },
            {
              key: 'heat',
              label: own.heatWh,
              numeric: true,
              cell: (row: HeatMonth) => heatText(row.heatWh, lang),
            },
            {
              key: 'chips',
              label: own.chips,
              numeric: true,
              cell: (row: HeatMonth) => weight(row.chipsGrams, lang),
            },
            {
              key: 'oil',
              label: own.oilSaved,
              numeric: true,
              cell: (row: HeatMonth) => litres(row.oilSavedMl),
            },
            {
              key: 'yen',
              label: own.oilMoney,
              numeric: true,
              cell: (row: HeatMonth) => yen(row.oilYen, lang),
            },
            {
              key: 'co2',
              label: own.co2Saved,
              numeric: true,
              cell: (row: HeatMonth) => unitAmount(row.co2SavedGrams, 'CO2', lang),
            },
          ],
        }}
      >
        <Bars
          id="heat-months"
          title={own.monthsTitle}
          ticks={months.map(({ month }) => ({ label: monthShort(month, lang) }))}
          series={[{ label: own.heatWh, tone: 'harvest', values: months.map(({ heatWh }) => heatWh) }]}
          format={heatTick}
        />
      </FigureWithTable>
    </Part>
  )
}

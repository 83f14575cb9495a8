/** One boiler: for the school whose it is, for everybody, and for who keeps its log. Views only. */
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { type Day, addDays } from '#kit/days.ts'
import { may } from '#parties/policy.ts'
import { CardGrid, DefinitionList, EmptyState, Figure, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { dayText, decimal, fiscalYearText, hours, unitAmount, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Bars } from '#ui/pictures/bars.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { WoodTabs, crumbs, weight, woodAt } from '#wood/page-parts.tsx'
import { type Boiler, mayLog } from './boilers.ts'
import { Months, boilerName } from './heat.pages.tsx'
import { HeatFigures, heatAt, heatText, heatTick, litres, sumOf } from './parts.tsx'
import type { Reading } from './readings.ts'
import type { HeatDay, HeatMonth } from './results.ts'
import { heatWords } from './words.ts'

export interface BoilerData {
  readonly boiler: Boiler
  /** The last 30 that were logged, the newest first. */
  readonly days: readonly HeatDay[]
  readonly months: readonly HeatMonth[]
  /** The last day whose half-hours were read. */
  readonly reading?: Reading
  readonly year: number
  readonly today: Day
}

/** What heats a bath: 200 litres by 25 degrees, about 5.8 kWh. */
const bathWh = 5_800

export function boilerView(data: BoilerData, seen: Seen): View {
  const { lang } = seen
  const own = heatWords[lang]
  const { boiler, days, months, year, today } = data
  const name = boilerName(boiler, lang)
  const at = `${heatAt}/${boiler.siteId}`
  const keeps = mayLog(seen.actor, boiler)
  const last = days[0]
  return {
    title: name,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.heat, href: heatAt }, { label: name }),
    body: (
      <>
        <WoodTabs current="heat" seen={seen} />
        <Heading
          above={boiler.userName}
          lead={boiler.heats}
          action={
            keeps && (
              <ButtonLink href={`${at}/log`} kind="primary">
                {own.log}
              </ButtonLink>
            )
          }
        >
          {name}
        </Heading>
        <CardGrid columns={2}>
          <Figure
            label={own.today(dayText(last && last.on === today ? today : (last?.on ?? today), lang))}
            value={last ? heatText(last.heatWh, lang) : own.notYet}
            note={last && last.heatWh >= bathWh ? own.bathsOf(decimal(last.heatWh / bathWh)) : undefined}
            size="large"
          />
          <Figure
            label={own.bunker}
            value={weight(boiler.bunkerGrams, lang)}
            note={own.bunkerOf(weight(boiler.bunkerGrams, lang), weight(boiler.bunkerMostGrams, lang))}
            size="large"
          />
        </CardGrid>
        {data.reading && <HalfHours reading={data.reading} lang={lang} />}
        {days.length > 0 && <LastDays days={days} today={today} lang={lang} />}
        <Part title={own.thisYear(fiscalYearText(year, lang))}>
          <HeatFigures sums={sumOf(months)} lang={lang} />
        </Part>
        {months.length > 0 && <Months months={months} lang={lang} />}
        <Log days={days} lang={lang} />
        {(keeps || may(seen.actor.role, 'wood.run')) && (
          <ButtonRow>
            {keeps && <ButtonLink href={`${at}/readings`}>{own.readings}</ButtonLink>}
            {may(seen.actor.role, 'wood.run') && (
              <ButtonLink href={`${at}/settings`}>{own.settings}</ButtonLink>
            )}
            {may(seen.actor.role, 'wood.pay') && boiler.soldAs !== 'none' && (
              <ButtonLink href={`${at}/fuel`}>{own.fuel}</ButtonLink>
            )}
          </ButtonRow>
        )}
      </>
    ),
  }
}

const halfHour = (n: number): string => `${Math.floor(n / 2)}:${n % 2 === 0 ? '00' : '30'}`

function HalfHours({ reading, lang }: { reading: Reading; lang: Lang }) {
  const own = heatWords[lang]
  const title = own.dayTitle(dayText(reading.on, lang))
  return (
    <Part>
      <FigureWithTable
        title={title}
        source={own.source}
        table={{
          rows: reading.wh.map((wh, n) => ({ time: halfHour(n), wh })),
          columns: [
            { key: 'time', label: own.on },
            { key: 'wh', label: own.heatWh, numeric: true, cell: (row) => heatText(row.wh, lang) },
          ],
        }}
      >
        <Bars
          id="half-hours"
          title={title}
          ticks={reading.wh.map((_, n) => ({ label: halfHour(n) }))}
          series={[{ label: own.heatWh, tone: 'harvest', values: reading.wh }]}
          format={heatTick}
        />
      </FigureWithTable>
    </Part>
  )
}

function LastDays({ days, today, lang }: { days: readonly HeatDay[]; today: Day; lang: Lang }) {
  const own = heatWords[lang]
  const of = new Map(days.map((each) => [each.on, each.heatWh]))
  const all = Array.from({ length: 30 }, (_, n) => addDays(today, n - 29))
  return (
    <Part>
      <FigureWithTable title={own.daysTitle} source={own.source}>
        <Bars
          id="heat-days"
          title={own.daysTitle}
          ticks={all.map((on) => ({
            label: `${Number(on.slice(5, 7))}/${Number(on.slice(8))}`,
          }))}
          series={[{ label: own.heatWh, tone: 'harvest', values: all.map((on) => of.get(on) ?? 0) }]}
          format={heatTick}
        />
      </FigureWithTable>
    </Part>
  )
}

function Log({ days, lang }: { days: readonly HeatDay[]; lang: Lang }) {
  const own = heatWords[lang]
  return (
    <Part title={own.logs}>
      <Table
        caption={own.logs}
        hideCaption
        phone="cards"
        rows={days}
        empty={<EmptyState title={own.noLogs} />}
        columns={[
          {
            key: 'on',
            label: own.on,
            cell: (row) => <TextLink href={`${heatAt}/days/${row.heatId}`}>{dayText(row.on, lang)}</TextLink>,
          },
          { key: 'heat', label: own.heatWh, numeric: true, cell: (row) => heatText(row.heatWh, lang) },
          {
            key: 'chips',
            label: own.chips,
            numeric: true,
            cell: (row) =>
              `${weight(row.chipsGrams, lang)}${row.chipsEstimated ? `（${own.estimated}）` : ''}`,
          },
          {
            key: 'oil',
            label: own.oilBurnt,
            numeric: true,
            cell: (row) => (row.oilMl > 0 ? litres(row.oilMl) : ''),
          },
          { key: 'fault', label: own.fault },
        ]}
      />
    </Part>
  )
}

/** A day of the log: the document of its entries. */
export function heatDayView(logged: HeatDay, seen: Seen): View {
  const { lang } = seen
  const own = heatWords[lang]
  const title = `${logged.siteName} ${dayText(logged.on, lang)}`
  return {
    title,
    breadcrumbs: crumbs(
      seen,
      { label: own.heat, href: heatAt },
      { label: logged.siteName, href: `${heatAt}/${logged.siteId}` },
      { label: dayText(logged.on, lang) },
    ),
    body: (
      <>
        <Heading above={logged.siteName}>{dayText(logged.on, lang)}</Heading>
        {logged.replacedAt !== null && <Notice kind="warning">{own.replaced}</Notice>}
        <DefinitionList
          items={[
            [own.heatWh, heatText(logged.heatWh, lang)],
            [
              own.chips,
              `${weight(logged.chipsGrams, lang)}${logged.chipsEstimated ? `（${own.estimated}）` : ''}`,
            ],
            [own.oilSaved, litres(logged.oilSavedMl)],
            [own.oilMoney, yen(logged.oilYen, lang)],
            [own.co2Saved, unitAmount(logged.co2SavedGrams, 'CO2', lang)],
            [own.co2Process, unitAmount(logged.co2ProcessGrams, 'CO2', lang)],
            [own.oilBurnt, litres(logged.oilMl)],
            [own.power, `${decimal(logged.powerWh / 1_000, 1)} ${own.kwh}`],
            [own.ash, weight(logged.ashGrams, lang)],
            [own.minutes, hours(logged.minutes, lang)],
            [own.fault, logged.fault || '–'],
            [own.note, logged.note || '–'],
          ]}
        />
        <p class="mt-4">{own.co2Note}</p>
        {may(seen.actor.role, 'ledger.see') && logged.entries.length > 0 && (
          <Part title={own.entries}>
            <ul class="space-y-2">
              {logged.entries.map((entryId, n) => (
                <li>
                  <TextLink href={`/ledger/entries/${entryId}`}>{`${own.entries} ${n + 1}`}</TextLink>
                </li>
              ))}
            </ul>
          </Part>
        )}
        <p class="mt-4">
          <TextLink href={`${woodAt}/heat/${logged.siteId}`}>{own.openBoiler}</TextLink>
        </p>
      </>
    ),
  }
}

/** Earned, kept, leaked: headline figures, and one way of the money split up. Views only. */
import { withQuery } from '#http/paths.ts'
import { type ReportColumn, inPicture, pageColumns, shareOf, sorted, sortingOf } from '#http/columns.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { Day } from '#kit/days.ts'
import { kindOf } from '#ledger/kinds.ts'
import { may } from '#parties/policy.ts'
import { sectorWords } from '#parties/words.ts'
import { CardGrid, EmptyState, Figure, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { FilterChips } from '#ui/lists.tsx'
import { bracketed, compactYen, decimal, percent, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { Ranks } from '#ui/pictures/ranks.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { differenceText, figureHeadline } from '#circulation/figure-text.ts'
import type { Months } from '#circulation/figure-values.ts'
import { bandLabel } from '#circulation/groups.ts'
import { CirculationTabs, crumbs, sectionAt } from '#circulation/page-parts.tsx'
import { PeriodChoice, periodText } from '#circulation/period-parts.tsx'
import { periodQuery } from '#circulation/periods.ts'
import { figureOf } from '#circulation/public-figures.ts'
import { words } from '#circulation/words.ts'
import { type Way, crossingOf, toneOfWay, ways } from '#circulation/ways.ts'
import { type Headline, type Split, type SplitRow, splits } from './measures.ts'
import { measureWords } from './words.ts'

export const moneyAt = sectionAt.money

export interface MoneyData {
  readonly months: Months
  /** What is compared: as far as the period has come. */
  readonly now: Months
  readonly before: Months
  readonly today: Day
  readonly headlines: readonly Headline[]
  readonly way: Way
  readonly by: Split
  readonly rows: readonly SplitRow[]
}

export function moneyView(data: MoneyData, seen: Seen): View {
  const { lang } = seen
  const own = measureWords[lang]
  const { months, now, before, way, by } = data
  return {
    title: own.title,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.title }),
    body: (
      <>
        <CirculationTabs seen={seen} current="money" />
        <Heading lead={own.lead}>{own.title}</Heading>
        <PeriodChoice at={moneyAt} months={months} today={data.today} seen={seen} kept={{ way, by }} />
        <p class="mt-4 text-ink-soft">{own.compared(periodText(now, lang), periodText(before, lang))}</p>
        <CardGrid columns={3}>
          {data.headlines.map((each) => (
            <HeadlineFigure headline={each} months={now} lang={lang} />
          ))}
        </CardGrid>
        <Part id="split">
          <SplitUp data={data} seen={seen} />
        </Part>
        <Part>
          <Notice kind="info" title={words[lang].coverageTitle}>
            {words[lang].coverage}
          </Notice>
        </Part>
      </>
    ),
  }
}

/** What grows and is not welcome. */
const unwelcome: ReadonlySet<string> = new Set(['leaked', 'energy_lost'])

function HeadlineFigure({
  headline: { name, now, before },
  months,
  lang,
}: {
  headline: Headline
  months: Months
  lang: Lang
}) {
  const own = measureWords[lang]
  const figure = figureOf(name)
  const difference = (now.value ?? 0) - (before.value ?? 0)
  const direction = difference > 0 ? 'up' : difference < 0 ? 'down' : 'same'
  const size = differenceText(figure.kind, Math.abs(difference), lang)
  return (
    <Figure
      label={figure.label[lang]}
      value={figureHeadline(figure.kind, now.value, lang)}
      change={
        now.value === undefined || before.value === undefined || before.flows === 0
          ? undefined
          : {
              direction,
              text: direction === 'same' ? own.same : own.against(size, direction === 'up'),
              good: direction === 'same' ? undefined : (direction === 'up') !== unwelcome.has(name),
            }
      }
      href={withQuery(`${sectionAt.figures}/${name}`, periodQuery(months))}
      hrefLabel={own.howMade}
    />
  )
}

type Address = (more: { way?: Way; by?: Split; sort?: string }, path?: string) => string

function SplitUp({ data, seen }: { data: MoneyData; seen: Seen }) {
  const { lang } = seen
  const own = measureWords[lang]
  const { months, way, by, rows } = data
  const address: Address = (more, path = moneyAt) =>
    withQuery(path, { ...periodQuery(months), way, by, ...more })
  const open = splits.filter((split) => split !== 'party' || may(seen.actor.role, 'ledger.see'))
  return (
    <>
      <Heading
        level={2}
        action={
          <ButtonRow>
            <ButtonLink href={address({}, `${moneyAt}/split.csv`)} size="small" download>
              {own.csv}
            </ButtonLink>
            <ButtonLink href={address({}, `${moneyAt}/split.xlsx`)} size="small" download>
              {own.excel}
            </ButtonLink>
          </ButtonRow>
        }
      >
        {own.wayTitles[way]}
      </Heading>
      <FilterChips
        label={own.way}
        items={ways.map((each) => ({
          label: own.ways[each],
          href: `${address({ way: each })}#split`,
          current: each === way,
        }))}
      />
      <FilterChips
        label={own.by}
        items={open.map((each) => ({
          label: own.splits[each],
          href: `${address({ by: each })}#split`,
          current: each === by,
        }))}
      />
      {by === 'party' && !open.includes('party') && <Notice kind="info">{own.maskedParty}</Notice>}
      {rows.length === 0 ? (
        <EmptyState title={own.none} />
      ) : (
        <SplitPicture data={data} address={address} seen={seen} />
      )}
    </>
  )
}

function SplitPicture({ data, address, seen }: { data: MoneyData; address: Address; seen: Seen }) {
  const { lang } = seen
  const own = measureWords[lang]
  const { way, rows, now } = data
  const columns = splitColumns(data, lang)
  const sorting = sortingOf(seen.query.get('sort') ?? undefined)
  return (
    <>
      <FigureWithTable title={bracketed(own.wayTitles[way], periodText(now, lang), lang)}>
        <Ranks
          id="split-picture"
          title={own.wayTitles[way]}
          rows={rows.slice(0, inPicture).map((row) => ({
            label: labelOf(row, lang),
            value: row.yen,
            before: row.beforeYen,
            tone: toneOfWay[way],
            href: flowsHref(row, data),
          }))}
          format={(value) => compactYen(value, lang)}
        />
      </FigureWithTable>
      <Table
        caption={own.wayTitles[way]}
        hideCaption
        phone="cards"
        rows={sorted(rows, columns, sorting)}
        columns={pageColumns(columns, sorting, (sort) => `${address({ sort })}#split`, lang)}
        foot={[
          {
            label: own.total,
            cells: {
              yen: yen(sumOf(rows, 'yen'), lang),
              before: yen(sumOf(rows, 'beforeYen'), lang),
              flows: decimal(sumOf(rows, 'flows')),
            },
          },
        ]}
      />
    </>
  )
}

const sumOf = (rows: readonly SplitRow[], key: 'yen' | 'beforeYen' | 'flows'): number =>
  rows.reduce((sum, row) => sum + row[key], 0)

/** What a row is, in words. */
export function labelOf({ kind, end, party, others }: SplitRow, lang: Lang): string {
  const own = measureWords[lang]
  if (kind !== undefined) return kindOf(kind).meaning[lang]
  if (party) return party.name
  if (others !== undefined) return own.others(decimal(others))
  if (!end) return ''
  const industry = end.sector ? sectorWords[lang][end.sector] : undefined
  if (end.band === 'company' || end.band === 'city' || end.band === 'households')
    return bandLabel(end.band, end.side, lang)
  return industry ?? bracketed(bandLabel(end.band, end.side, lang), own.noSector, lang)
}

/** The flows behind a row, where the list of flows can be asked for them. */
function flowsHref({ party }: SplitRow, { now, way }: MoneyData): string | undefined {
  if (!party) return undefined
  return withQuery('/ledger/flows', {
    from: now.from,
    to: now.to,
    crossing: crossingOf[way],
    party: party.id,
  })
}

export function splitColumns(data: MoneyData, lang: Lang): readonly ReportColumn<SplitRow>[] {
  const own = measureWords[lang]
  const { rows, by, way } = data
  const all = sumOf(rows, 'yen')
  const replaces = way === 'leaked' && by === 'payee'
  return [
    {
      key: 'what',
      label: own.splits[by],
      kind: 'text',
      value: (row) => labelOf(row, lang),
      cell: (row) => {
        const href = flowsHref(row, data)
        return href ? <TextLink href={href}>{labelOf(row, lang)}</TextLink> : labelOf(row, lang)
      },
    },
    { key: 'yen', label: own.amount, kind: 'yen', value: (row) => row.yen },
    { key: 'share', label: own.share, kind: 'share', value: (row) => shareOf(row.yen, all) },
    { key: 'before', label: own.before, kind: 'yen', value: (row) => row.beforeYen, hideOnPhone: true },
    {
      key: 'change',
      label: own.change,
      kind: 'share',
      value: (row) => (row.beforeYen > 0 ? row.yen / row.beforeYen - 1 : null),
      cell: (row) => (row.beforeYen > 0 ? signed(row.yen / row.beforeYen - 1) : ''),
    },
    { key: 'flows', label: own.flows, kind: 'count', value: (row) => row.flows, hideOnPhone: true },
    ...(replaces
      ? [
          {
            key: 'replace',
            label: own.replace,
            kind: 'text' as const,
            value: ({ end, inside = 0 }: SplitRow) =>
              end?.sector && inside > 0
                ? own.replaceText(decimal(inside), sectorWords[lang][end.sector])
                : own.replaceNone,
          },
        ]
      : []),
  ]
}

const signed = (share: number): string => (share > 0 ? `+${percent(share, 1)}` : percent(share, 1))

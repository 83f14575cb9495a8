/** Lists of slips. Views only. */
import type { ReportColumn } from '#http/columns.ts'
import type { Seen } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import type { Month } from '#kit/days.ts'
import type { Page } from '#parties/cursors.ts'
import { EmptyState, Heading, TextLink } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { FilterChips, Pager, SearchForm } from '#ui/lists.tsx'
import { dayText, decimal, yen } from '#ui/numbers.ts'
import { type Column, Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { StateOf, WoodTabs, crumbs, intakesAt, weight } from '#wood/page-parts.tsx'
import type { Site } from '#wood/sites.ts'
import { woodWords } from '#wood/words.ts'
import { type IntakeRow, type IntakeView, intakeViews } from './reading.ts'
import { slipAt } from './slip.pages.tsx'
import { intakeWords } from './words.ts'

/** What a slip is paid in, in one line: 2,460円・2,460 pt・薪 196.8 kg. */
export function paidIn(
  row: Pick<IntakeRow, 'rewardYen' | 'rewardPoints' | 'firewoodGrams'>,
  lang: Lang,
): string {
  if (row.rewardYen === null) return '–'
  const own = intakeWords[lang]
  const parts = [
    row.rewardYen > 0 ? yen(row.rewardYen, lang) : '',
    row.rewardPoints ? `${decimal(row.rewardPoints)} pt` : '',
    row.firewoodGrams ? `${own.firewoodPart} ${weight(row.firewoodGrams, lang)}` : '',
  ]
  return parts.filter(Boolean).join(lang === 'ja' ? '・' : ', ') || '–'
}

/** `without` leaves out what the page says already. */
export function intakeColumns(
  lang: Lang,
  without: readonly ('supplier' | 'site' | 'earned')[] = [],
): Column<IntakeRow>[] {
  const own = intakeWords[lang]
  const words = woodWords[lang]
  const columns: (Column<IntakeRow> & { of?: 'supplier' | 'site' | 'earned' })[] = [
    {
      key: 'no',
      label: words.no,
      cell: (row) => <TextLink href={`${intakesAt}/${row.intakeId}`}>{row.intakeNo}</TextLink>,
    },
    { key: 'on', label: own.deliveredOn, cell: (row) => dayText(row.deliveredOn, lang) },
    { key: 'supplier', of: 'supplier', label: words.supplier, cell: (row) => row.supplierName },
    { key: 'site', of: 'site', label: words.site, cell: (row) => row.siteName, hideOnPhone: true },
    {
      key: 'class',
      label: words.woodClass,
      cell: (row) => `${words.classes[row.woodClass]} ${words.species[row.species]}`,
    },
    { key: 'weight', label: words.weight, numeric: true, cell: (row) => weight(row.grams, lang) },
    { key: 'earned', of: 'earned', label: own.earned, numeric: true, cell: (row) => paidIn(row, lang) },
    { key: 'state', label: words.state, cell: (row) => <StateOf state={row.state} lang={lang} /> },
  ]
  return columns.filter(({ of }) => of === undefined || !without.includes(of))
}

export interface ListData {
  readonly list: Page<IntakeRow>
  readonly all: boolean
  readonly sites: readonly Site[]
}
export interface ListAsked {
  readonly view: IntakeView
  readonly site?: string
  readonly month?: Month
  readonly q: string
}

export function intakesView({ list, all, sites }: ListData, seen: Seen, asked: ListAsked): View {
  const { lang } = seen
  const own = intakeWords[lang]
  const words = woodWords[lang]
  const to = (more: Record<string, string | undefined>) =>
    withQuery(intakesAt, {
      view: asked.view === 'all' ? undefined : asked.view,
      site: asked.site,
      month: asked.month,
      q: asked.q,
      ...more,
    })
  const narrowed =
    asked.q !== '' || asked.month !== undefined || asked.view !== 'all' || asked.site !== undefined
  return {
    title: own.list,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.list }),
    body: (
      <>
        <WoodTabs current="intakes" seen={seen} />
        <Heading
          lead={all ? own.listLead : own.ownLead}
          action={
            <ButtonLink href={slipAt} kind="primary">
              {own.newSlip}
            </ButtonLink>
          }
        >
          {own.list}
        </Heading>
        <Filters all={all} sites={sites} asked={asked} to={to} narrowed={narrowed} lang={lang} />
        <Table
          caption={own.list}
          hideCaption
          phone="cards"
          rows={list.rows}
          columns={intakeColumns(lang, all ? [] : ['supplier'])}
          empty={
            narrowed ? (
              <EmptyState title={own.noneFound} />
            ) : (
              <EmptyState
                title={own.none}
                text={own.noneText}
                action={{ label: own.newSlip, href: slipAt }}
              />
            )
          }
        />
        <Pager
          nextHref={list.next && to({ after: list.next })}
          summary={
            list.rows.length > 0 ? words.shown(decimal(list.rows.length), list.next !== undefined) : undefined
          }
        />
        {list.rows.length > 0 && <FileLink asked={asked} lang={lang} />}
      </>
    ),
  }
}

const FileLink = ({ asked, lang }: { asked: ListAsked; lang: Lang }) => (
  <ButtonRow>
    <ButtonLink
      href={withQuery(`${intakesAt}.csv`, {
        view: asked.view,
        site: asked.site,
        month: asked.month,
        q: asked.q,
      })}
      download
    >
      {woodWords[lang].csv}
    </ButtonLink>
  </ButtonRow>
)

interface FiltersProps {
  all: boolean
  sites: readonly Site[]
  asked: ListAsked
  to: (more: Record<string, string | undefined>) => string
  narrowed: boolean
  lang: Lang
}

function Filters({ all, sites, asked, to, narrowed, lang }: FiltersProps) {
  const own = intakeWords[lang]
  const words = woodWords[lang]
  return (
    <>
      <FilterChips
        label={words.state}
        items={intakeViews.map((view) => ({
          label: own.views[view],
          href: to({ view: view === 'all' ? undefined : view }),
          current: view === asked.view,
        }))}
      />
      {all && sites.length > 1 && (
        <FilterChips
          label={words.site}
          items={sites.map(({ siteId, name, nameEn }) => ({
            label: lang === 'ja' ? name : nameEn || name,
            href: to({ site: asked.site === siteId ? undefined : siteId }),
            current: asked.site === siteId,
          }))}
        />
      )}
      {all && (
        <SearchForm
          action={intakesAt}
          label={words.search}
          value={asked.q}
          hidden={Object.entries({ view: asked.view, site: asked.site, month: asked.month }).flatMap(
            ([name, value]) => (value === undefined ? [] : [{ name, value }]),
          )}
          clearHref={narrowed ? intakesAt : undefined}
        />
      )}
    </>
  )
}

/** For a spreadsheet: plain numbers, kilograms and cubic metres. */
export function intakeFileColumns(lang: Lang): ReportColumn<IntakeRow>[] {
  const own = intakeWords[lang]
  const words = woodWords[lang]
  return [
    { key: 'no', label: words.no, kind: 'text', value: (row) => row.intakeNo },
    { key: 'on', label: own.deliveredOn, kind: 'text', value: (row) => row.deliveredOn },
    { key: 'supplier', label: words.supplier, kind: 'text', value: (row) => row.supplierName },
    { key: 'site', label: words.site, kind: 'text', value: (row) => row.siteName },
    { key: 'class', label: words.woodClass, kind: 'text', value: (row) => words.classes[row.woodClass] },
    { key: 'species', label: words.speciesOf, kind: 'text', value: (row) => words.species[row.species] },
    {
      key: 'weight',
      label: `${words.weight} kg`,
      kind: 'count',
      value: (row) => row.grams && row.grams / 1_000,
    },
    {
      key: 'volume',
      label: `${words.volume} ${words.cubic}`,
      kind: 'ratio',
      value: (row) => row.litres && row.litres / 1_000,
    },
    { key: 'yen', label: own.inYen, kind: 'yen', value: (row) => row.rewardYen },
    { key: 'points', label: own.inPoints, kind: 'count', value: (row) => row.rewardPoints },
    {
      key: 'firewood',
      label: `${own.inFirewood} kg`,
      kind: 'count',
      value: (row) => row.firewoodGrams && row.firewoodGrams / 1_000,
    },
    { key: 'state', label: words.state, kind: 'text', value: (row) => words.states[row.state] },
  ]
}

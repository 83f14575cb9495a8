/** What lies where, and the balance of all. Views only. */
import type { Seen } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import { type Day, addMonths, monthOfDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { may } from '#parties/policy.ts'
import { CardGrid, EmptyState, Figure, Heading, Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { FilterChips } from '#ui/lists.tsx'
import { decimal, fiscalYearText, monthText } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { WoodTabs, crumbs, weight } from '#wood/page-parts.tsx'
import { type Site, storesOf } from '#wood/sites.ts'
import type { PileSpecies, Store } from '#wood/stock.schema.ts'
import { woodWords } from '#wood/words.ts'
import type { MassBalance } from './balance.ts'
import { buyingWords } from './buying.words.ts'
import { PileLink, buyAt, chipClass, firewoodAt, siteNameOf, stockAt, wetText, worksAt } from './parts.tsx'
import type { PileRow } from './reading.ts'
import { stockWords } from './words.ts'

export interface StockData {
  readonly piles: readonly PileRow[]
  readonly sites: readonly Site[]
  readonly siteId?: Id
  readonly balance: MassBalance
  readonly year: number
  readonly firewood: FirewoodFacts
}
export interface FirewoodFacts {
  readonly bundleGrams: number
  readonly dryMonths: number
  /** Thousandths of a stacked cubic metre in a gram of dry wood, by species; none where no density is known. */
  readonly stackedLitresPerGram: ReadonlyMap<PileSpecies, number>
  readonly today: Day
}

export function stockView(data: StockData, seen: Seen): View {
  const { lang } = seen
  const own = stockWords[lang]
  const { piles, sites, siteId } = data
  const shown = siteId ? piles.filter((pile) => pile.siteId === siteId) : piles
  const held = new Set(piles.map((pile) => pile.siteId))
  return {
    title: own.stock,
    wide: true,
    breadcrumbs: crumbs(seen, { label: own.stock }),
    body: (
      <>
        <WoodTabs current="stock" seen={seen} />
        <Heading lead={own.stockLead}>{own.stock}</Heading>
        <ButtonRow>
          <ButtonLink href={firewoodAt}>{own.firewood}</ButtonLink>
          <ButtonLink href={worksAt}>{own.works}</ButtonLink>
          {may(seen.actor.role, 'wood.pay') && <ButtonLink href={buyAt}>{buyingWords[lang].buy}</ButtonLink>}
        </ButtonRow>
        {siteId !== undefined && <Totals piles={shown} lang={lang} />}
        <FilterChips
          label={woodWords[lang].site}
          items={[
            { label: own.allSites, href: stockAt, current: siteId === undefined },
            ...sites
              .filter((site) => held.has(site.siteId))
              .map((site) => ({
                label: lang === 'ja' ? site.name : site.nameEn || site.name,
                href: withQuery(stockAt, { site: site.siteId }),
                current: site.siteId === siteId,
              })),
          ]}
        />
        <Part>
          {siteId === undefined && piles.length > 0 ? (
            <Overview piles={piles} lang={lang} />
          ) : (
            <PileTable piles={shown} firewood={data.firewood} seen={seen} />
          )}
        </Part>
        <Balance data={data} lang={lang} />
      </>
    ),
  }
}

/** What lies there in each store; stores in which nothing lies are left out. */
function Totals({ piles, lang }: { piles: readonly PileRow[]; lang: Lang }) {
  const own = stockWords[lang]
  const sums = [...Map.groupBy(piles, ({ store }) => store)]
    .map(([store, all]) => ({ store, grams: all.reduce((sum, { grams }) => sum + grams, 0) }))
    .toSorted((a, b) => order.indexOf(a.store) - order.indexOf(b.store))
  return (
    <CardGrid columns={sums.length > 2 ? 4 : 2}>
      {sums.map(({ store, grams }) => (
        <Figure label={own.stores[store]} value={weight(grams, lang)} />
      ))}
    </CardGrid>
  )
}

/** All sites and what lies at each; a site leads to its piles. */
function Overview({ piles, lang }: { piles: readonly PileRow[]; lang: Lang }) {
  const own = stockWords[lang]
  const stores = [...new Set(piles.map(({ store }) => store))].toSorted(
    (a, b) => order.indexOf(a) - order.indexOf(b),
  )
  const rows = [...Map.groupBy(piles, (pile) => pile.siteId)].map(([siteId, all]) => ({ siteId, all }))
  const shown = (grams: number): string => (grams === 0 ? '–' : weight(grams, lang))
  return (
    <Table
      caption={own.stock}
      hideCaption
      phone="cards"
      rows={rows}
      columns={[
        {
          key: 'site',
          label: woodWords[lang].site,
          cell: ({ siteId, all: [first] }) => (
            <TextLink href={withQuery(stockAt, { site: siteId })}>
              {first && siteNameOf(first, lang)}
            </TextLink>
          ),
        },
        ...stores.map((store) => ({
          key: store,
          label: own.stores[store],
          numeric: true,
          cell: ({ all }: (typeof rows)[number]) => shown(gramsOf(all, store)),
        })),
        { key: 'total', label: own.total, numeric: true, cell: ({ all }) => shown(gramsOf(all)) },
        ...(rows.some(({ all }) => makeable(all))
          ? [
              {
                key: 'make',
                label: own.deeds.make,
                cell: ({ all }: (typeof rows)[number]) => <MakeLink piles={all} lang={lang} />,
              },
            ]
          : []),
      ]}
      foot={[
        {
          label: own.total,
          cells: {
            ...Object.fromEntries(stores.map((store) => [store, shown(gramsOf(piles, store))])),
            total: shown(gramsOf(piles)),
          },
        },
      ]}
    />
  )
}
/** The oldest logs that lie where something is made of them, and what. */
function makeable(piles: readonly PileRow[]): { pile: PileRow; product: 'chips' | 'firewood' } | undefined {
  const pile = piles.find(({ store }) => store !== 'firewood' && store !== 'chips')
  const product =
    pile && (['chips', 'firewood'] as const).find((each) => storesOf[pile.siteKind].includes(each))
  return pile && product ? { pile, product } : undefined
}

function MakeLink({ piles, lang }: { piles: readonly PileRow[]; lang: Lang }) {
  const own = stockWords[lang]
  const found = makeable(piles)
  if (!found) return null
  return (
    <ButtonLink href={`${stockAt}/${found.pile.pileId}/${found.product}`} size="small">
      {found.product === 'chips' ? own.makeChips : own.makeFirewood}
    </ButtonLink>
  )
}

const gramsOf = (all: readonly PileRow[], store?: Store): number =>
  all.reduce((grams, pile) => (store === undefined || pile.store === store ? grams + pile.grams : grams), 0)
const order: readonly Store[] = ['a', 'b', 'c', 'd', 'firewood', 'chips']

function PileTable({
  piles,
  firewood,
  seen,
}: {
  piles: readonly PileRow[]
  firewood: FirewoodFacts
  seen: Seen
}) {
  const { lang } = seen
  const own = stockWords[lang]
  return (
    <Table
      caption={own.stock}
      hideCaption
      phone="cards"
      filterable={piles.length > 10}
      rows={piles}
      rowHeader="pile"
      empty={<EmptyState title={own.nothing} text={own.nothingText} />}
      columns={[
        {
          key: 'pile',
          label: own.pile,
          cell: (row) => (
            <>
              <PileLink pile={row} seen={seen} />{' '}
              {row.closedOn !== null && <StatusLabel>{own.closedLabel}</StatusLabel>}
            </>
          ),
        },
        { key: 'site', label: woodWords[lang].site, cell: (row) => siteNameOf(row, lang) },
        {
          key: 'grams',
          label: woodWords[lang].weight,
          numeric: true,
          cell: (row) => weight(row.grams, lang),
        },
        { key: 'wet', label: own.wet, numeric: true, cell: wetText },
        { key: 'proof', label: own.proof, cell: (row) => own.proofs[row.proof] },
        {
          key: 'more',
          label: own.more,
          cell: (row) => (row.store === 'firewood' ? firewoodText(row, firewood, lang) : chipClass(row)),
        },
        {
          key: 'begun',
          label: own.begun,
          hideOnPhone: true,
          cell: (row) => monthText(monthOfDay(row.begunOn), lang),
        },
      ]}
    />
  )
}

/** Firewood is counted in bundles, and may be burnt when it had its time. */
function firewoodText(pile: PileRow, facts: FirewoodFacts, lang: Lang): string {
  const own = stockWords[lang]
  const ready = addMonths(monthOfDay(pile.begunOn), facts.dryMonths)
  const when = ready <= monthOfDay(facts.today) ? own.ready : own.readyOn(monthText(ready, lang))
  const stacked = pile.dryGrams * (facts.stackedLitresPerGram.get(pile.species) ?? 0)
  const amounts = [
    own.bundlesOf(decimal(pile.grams / facts.bundleGrams)),
    stacked > 0 ? own.stackedOf(decimal(stacked / 1_000, 1)) : '',
    when,
  ]
  return amounts.filter(Boolean).join('・')
}

const columnKeys = [
  'opening',
  'taken',
  'bought',
  'dried',
  'fines',
  'handed',
  'burnt',
  'counted',
  'mixed',
  'closing',
] as const

function Balance({ data: { balance, year }, lang }: { data: StockData; lang: Lang }) {
  const own = stockWords[lang]
  if (balance.rows.length === 0) return null
  const total = (key: (typeof columnKeys)[number]): number =>
    balance.rows.reduce((sum, row) => sum + row[key], 0)
  const closes = total('closing') === balance.ledger
  return (
    <Part title={`${own.balance}（${fiscalYearText(year, lang)}）`} lead={own.balanceLead} id="balance">
      <Table
        caption={own.balance}
        hideCaption
        rows={balance.rows}
        columns={[
          { key: 'proof', label: own.proof, cell: (row) => own.proofs[row.proof] },
          ...columnKeys.map((key) => ({
            key,
            label: own.columns[key],
            numeric: true,
            cell: (row: MassBalance['rows'][number]) => weight(row[key], lang),
          })),
        ]}
        foot={[
          {
            label: own.total,
            cells: Object.fromEntries(columnKeys.map((key) => [key, weight(total(key), lang)])),
          },
        ]}
      />
      <Notice kind={closes ? 'success' : 'error'}>
        {closes
          ? own.balanceClosed(weight(balance.ledger, lang))
          : own.balanceOpen(weight(total('closing'), lang), weight(balance.ledger, lang))}
      </Notice>
    </Part>
  )
}

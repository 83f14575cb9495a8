/** What lies where, one pile, and the balance of all. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import type { Seen } from '#http/house.ts'
import { withQuery } from '#http/paths.ts'
import type { View } from '#http/routes.ts'
import { type Day, addMonths, monthOfDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { may } from '#parties/policy.ts'
import { CardGrid, EmptyState, Figure, Heading, Notice, StatusLabel, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Form } from '#ui/forms.tsx'
import { FilterChips } from '#ui/lists.tsx'
import { dayShort, dayText, decimal, fiscalYearText, monthText, unitAmount } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { LineChart } from '#ui/pictures/line-chart.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { WoodTabs, crumbs, intakesAt, weight, woodAt } from '#wood/page-parts.tsx'
import { type Site, storesOf } from '#wood/sites.ts'
import { woodWords } from '#wood/words.ts'
import type { MassBalance } from './balance.ts'
import { PileLink, chipClass, firewoodAt, pileName, siteNameOf, stockAt, wetText, worksAt } from './parts.tsx'
import type { PileMove, PileRow, PileSeen } from './reading.ts'
import type { PileSpecies, Store } from '#wood/stock.schema.ts'
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
        { key: 'make', label: own.deeds.make, cell: ({ all }) => <MakeLink piles={all} lang={lang} /> },
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
/** What can be made of the oldest logs that lie where it is made. */
function MakeLink({ piles, lang }: { piles: readonly PileRow[]; lang: Lang }) {
  const own = stockWords[lang]
  const logs = piles.find(({ store }) => store !== 'firewood' && store !== 'chips')
  const product =
    logs && (['chips', 'firewood'] as const).find((each) => storesOf[logs.siteKind].includes(each))
  if (!logs || !product) return null
  return (
    <ButtonLink href={`${stockAt}/${logs.pileId}/${product}`} size="small">
      {product === 'chips' ? own.makeChips : own.makeFirewood}
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

export function pileView({ pile }: { pile: PileSeen }, seen: Seen): View {
  const { lang } = seen
  const own = stockWords[lang]
  const words = woodWords[lang]
  const at = `${stockAt}/${pile.pileId}`
  const name = pileName(pile, lang)
  return {
    title: name,
    breadcrumbs: crumbs(seen, { label: own.stock, href: stockAt }, { label: name }),
    body: (
      <>
        <WoodTabs current="stock" seen={seen} />
        <Heading above={siteNameOf(pile, lang)}>{name}</Heading>
        <FormErrors seen={seen} />
        <CardGrid columns={3}>
          <Figure label={words.weight} value={weight(pile.grams, lang)} size="large" />
          <Figure label={own.wet} value={wetText(pile)} note={chipClass(pile)} size="large" />
          <Figure label={own.proof} value={own.proofs[pile.proof]} size="large" />
        </CardGrid>
        {pile.co2Grams > 0 && (
          <p class="mt-2">
            {own.process} {unitAmount(pile.co2Grams, 'CO2', lang)}
          </p>
        )}
        {pile.grams > 0 && <Deeds pile={pile} at={at} lang={lang} />}
        <History pile={pile} seen={seen} />
        {pile.closedOn === null && pile.lotNo === '' && may(seen.actor.role, 'wood.make') && (
          <Part title={own.closePile} lead={own.closeLead}>
            <Form action={`${at}/close`} csrf={seen.csrf} requestKey={seen.requestKey} label={own.closePile}>
              <Button kind="secondary">{own.closePile}</Button>
            </Form>
          </Part>
        )}
      </>
    ),
  }
}

function Deeds({ pile, at, lang }: { pile: PileSeen; at: string; lang: Lang }) {
  const own = stockWords[lang]
  const stores = storesOf[pile.siteKind]
  const logs = pile.store !== 'firewood' && pile.store !== 'chips'
  return (
    <ButtonRow>
      <ButtonLink href={`${at}/dry`}>{own.deeds.dry}</ButtonLink>
      {logs && stores.includes('firewood') && (
        <ButtonLink href={`${at}/firewood`}>{own.makeFirewood}</ButtonLink>
      )}
      {logs && stores.includes('chips') && <ButtonLink href={`${at}/chips`}>{own.makeChips}</ButtonLink>}
      <ButtonLink href={`${at}/move`}>{own.deeds.move}</ButtonLink>
      <ButtonLink href={`${at}/count`}>{own.deeds.count}</ButtonLink>
    </ButtonRow>
  )
}

function History({ pile, seen }: { pile: PileSeen; seen: Seen }) {
  const { lang } = seen
  const own = stockWords[lang]
  const table = {
    rows: pile.moves,
    phone: 'cards' as const,
    columns: [
      { key: 'on', label: own.on, cell: (row: PileMove) => dayText(row.on, lang) },
      { key: 'cause', label: own.cause, cell: (row: PileMove) => <MoveLink move={row} lang={lang} /> },
      { key: 'change', label: own.change, numeric: true, cell: (row: PileMove) => weight(row.grams, lang) },
      {
        key: 'after',
        label: own.after,
        numeric: true,
        cell: (row: PileMove) => weight(row.after.grams, lang),
      },
      { key: 'wet', label: own.wet, numeric: true, cell: (row: PileMove) => wetText(row.after) },
    ],
  }
  const oldest = pile.moves.toReversed()
  return (
    <Part title={own.history} lead={pile.more ? own.olderLeft : undefined}>
      {oldest.length > 2 ? (
        <FigureWithTable title={own.overTime} lead={own.overTimeLead} table={table} open>
          <LineChart
            id="pile-weight"
            title={own.overTime}
            ticks={oldest.map(({ on }) => ({ label: dayShort(on, lang) }))}
            series={[
              {
                label: woodWords[lang].weight,
                tone: 'inside',
                look: 'strong',
                values: oldest.map(({ after }) => after.grams / 1_000),
              },
            ]}
            format={(value) => `${decimal(value)} kg`}
          />
        </FigureWithTable>
      ) : (
        <Table {...table} caption={own.history} hideCaption />
      )}
    </Part>
  )
}

function MoveLink({ move, lang }: { move: PileMove; lang: Lang }) {
  const label = `${stockWords[lang].causes[move.cause]} ${move.documentNo}`
  const at = move.cause === 'intake' ? intakesAt : move.cause === 'burning' ? `${woodAt}/heat/days` : worksAt
  return <TextLink href={`${at}/${move.documentId}`}>{label}</TextLink>
}

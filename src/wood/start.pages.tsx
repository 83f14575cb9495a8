/** The room's first page: for anybody what it is and where to bring wood, for suppliers what they have. Views only. */
import { FormErrors } from '#http/form-errors.tsx'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { AccountInDoubt } from '#http/transfer-returns.tsx'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { may } from '#parties/policy.ts'
import type { ReturnedTransfer } from '#parties/transfer-returns.ts'
import { CardGrid, Disclosure, EmptyState, Figure, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Form } from '#ui/forms.tsx'
import { decimal, fiscalYearText, yen } from '#ui/numbers.ts'
import { Part } from '#ui/parts.tsx'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { type Boundary, PlaceMap } from '#ui/pictures/place-map.tsx'
import { Table } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'
import { intakeWords } from './intakes/words.ts'
import { slipAt } from './intakes/slip.pages.tsx'
import { officeWords } from './office.words.ts'
import { WoodTabs, intakesAt, weight, woodAt } from './page-parts.tsx'
import type { Earned } from './pay/meetings.ts'
import { priceColumns } from './prices.pages.tsx'
import type { PriceRow } from './prices.ts'
import { heatAt, heatText } from './heat/parts.tsx'
import { resultWords } from './results/words.ts'
import type { Season } from './start.ts'
import type { WhereItWent } from './tracing.ts'
import { stockWords } from './stock/words.ts'
import type { Site } from './sites.ts'
import { SplitBoxes, suppliersAt } from './suppliers.pages.tsx'
import { type Supplier, safetyOf } from './suppliers.ts'
import { woodWords } from './words.ts'

export interface StartData {
  readonly season: Season
  readonly sites: readonly Site[]
  readonly prices: readonly PriceRow[]
  readonly today: Day
  readonly map?: { readonly boundary: Boundary; readonly attribution: string }
  /** Who looks delivers wood. */
  readonly supplier?: Supplier
  readonly own?: Earned
  /** A transfer that came back from its account. */
  readonly returned?: ReturnedTransfer
  readonly went?: WhereItWent
}

export function startView(data: StartData, seen: Seen): View {
  const { lang } = seen
  const own = officeWords[lang]
  const words = woodWords[lang]
  const { season, prices } = data
  return {
    title: words.title,
    wide: true,
    body: (
      <>
        <WoodTabs current="start" seen={seen} />
        <Heading lead={own.startLead}>{words.title}</Heading>
        <FormErrors seen={seen} />
        <AccountInDoubt returned={data.returned} lang={lang} />
        {data.supplier && <Own data={{ ...data, supplier: data.supplier }} seen={seen} />}
        {!data.supplier && may(seen.actor.role, 'wood.measure') && (
          <ButtonRow>
            <ButtonLink href={slipAt} kind="primary" size="large">
              {own.startSlip}
            </ButtonLink>
          </ButtonRow>
        )}
        <Part>
          <CardGrid columns={3}>
            <Figure
              label={own.thisYear(fiscalYearText(season.year, lang))}
              value={weight(season.grams, lang)}
              size="large"
            />
            <Figure label={own.deliverers} value={decimal(season.suppliers)} unit={own.people} size="large" />
            {may(seen.actor.role, 'wood.measure') && (
              <Figure
                label={own.waiting}
                value={decimal(season.waiting)}
                href={`${woodAt}/yards`}
                size="large"
              />
            )}
          </CardGrid>
        </Part>
        <Places data={data} lang={lang} />
        <Part title={own.pricesTitle}>
          <Table
            caption={own.pricesTitle}
            hideCaption
            phone="cards"
            rows={prices}
            columns={priceColumns(lang)}
            empty={<EmptyState title={own.pricesNone} />}
          />
        </Part>
        <Part title={own.safetyTitle}>
          <ul class="list-disc space-y-2 pl-6">
            {own.safetyTips.map((tip) => (
              <li>{tip}</li>
            ))}
          </ul>
        </Part>
      </>
    ),
  }
}

function Own({ data, seen }: { data: StartData & { readonly supplier: Supplier }; seen: Seen }) {
  const { lang } = seen
  const own = officeWords[lang]
  const { supplier, today } = data
  const earned = data.own
  return (
    <section>
      {safetyOf(supplier, today).map((fault) => (
        <Notice kind="warning">{intakeWords[lang].safety[fault]}</Notice>
      ))}
      <ButtonRow>
        <ButtonLink href={slipAt} kind="primary" size="large">
          {own.startSlip}
        </ButtonLink>
        <ButtonLink href={intakesAt} size="large">
          {own.startIntakes}
        </ButtonLink>
        <ButtonLink href={`${woodAt}/income/${supplier.partyId}`} size="large">
          {own.startIncome}
        </ButtonLink>
      </ButtonRow>
      {earned && (
        <div class="mt-8">
          <CardGrid columns={2}>
            <Figure label={own.ownTotal} value={weight(earned.grams, lang)} size="large" />
            <Figure
              label={own.ownEarned}
              value={yen(earned.yen, lang)}
              note={[
                earned.points > 0 ? `${decimal(earned.points)} pt` : '',
                earned.firewoodGrams > 0 ? `${own.inFirewood} ${weight(earned.firewoodGrams, lang)}` : '',
              ]
                .filter(Boolean)
                .join('　')}
              size="large"
            />
          </CardGrid>
        </div>
      )}
      {earned && data.went && <Went earned={earned} went={data.went} sites={data.sites} lang={lang} />}
      <Disclosure
        title={`${own.split}：${intakeWords[lang].split(supplier.yenPct, supplier.pointsPct, supplier.firewoodPct)}`}
      >
        <Form
          action={`${suppliersAt}/${supplier.partyId}/split`}
          csrf={seen.csrf}
          requestKey={seen.requestKey}
          label={own.split}
        >
          <SplitBoxes supplier={supplier} seen={seen} />
          <ButtonRow>
            <Button kind="secondary">{woodWords[lang].save}</Button>
          </ButtonRow>
        </Form>
      </Disclosure>
    </section>
  )
}

/** The part that makes people smile: which school their wood warmed, for how many days. */
function Went({
  earned,
  went,
  sites,
  lang,
}: {
  earned: Earned
  went: WhereItWent
  sites: readonly Site[]
  lang: Lang
}) {
  const own = resultWords[lang]
  const nameOf = (siteId: Id): string => {
    const site = sites.find((each) => each.siteId === siteId)
    return site ? named(site, lang) : ''
  }
  const [most] = went.heat
  if (earned.grams <= 0) return null
  return (
    <Part title={own.went} id="went">
      {most ? (
        <p class="text-std-20B-160">
          {most.days >= 0.1
            ? own.wentHeat(weight(earned.grams, lang), most.name, decimal(most.days, most.days < 3 ? 1 : 0))
            : own.wentSome(most.name, heatText(most.wattHours, lang))}
        </p>
      ) : (
        <p>{own.wentNone}</p>
      )}
      <ul class="mt-2 list-disc space-y-1 pl-6">
        {went.heat.map((each) => (
          <li>
            <TextLink href={`${heatAt}/${each.siteId}`}>
              {own.wentSome(each.name, heatText(each.wattHours, lang))}
            </TextLink>
          </li>
        ))}
        {went.lying.map((each) => (
          <li>
            {own.lyingAt(nameOf(each.siteId), stockWords[lang].stores[each.store], weight(each.grams, lang))}
          </li>
        ))}
      </ul>
    </Part>
  )
}

const named = ({ name, nameEn }: Site, lang: Lang): string => (lang === 'ja' ? name : nameEn || name)

function Places({ data: { sites, map }, lang }: { data: StartData; lang: Lang }) {
  const own = officeWords[lang]
  const words = woodWords[lang]
  const places = sites.flatMap((site) =>
    site.latitude === null || site.longitude === null
      ? []
      : [
          {
            lat: site.latitude,
            lon: site.longitude,
            label: named(site, lang),
            tone: site.kind === 'boiler' ? ('harvest' as const) : ('inside' as const),
          },
        ],
  )
  const table = {
    rows: sites,
    columns: [
      { key: 'name', label: words.name, cell: (row: Site) => named(row, lang) },
      { key: 'kind', label: own.kind, cell: (row: Site) => words.siteKinds[row.kind] },
      { key: 'town', label: own.town },
      { key: 'hours', label: own.hours },
    ],
  }
  return (
    <Part title={map && places.length > 0 ? undefined : own.placesTitle}>
      {map && places.length > 0 ? (
        <FigureWithTable title={own.placesTitle} table={table} open>
          <PlaceMap
            id="wood-places"
            title={own.placesTitle}
            boundary={map.boundary}
            attribution={map.attribution}
            places={places}
          />
        </FigureWithTable>
      ) : (
        <Table
          {...table}
          caption={own.placesTitle}
          hideCaption
          phone="cards"
          empty={<EmptyState title={own.placesNone} />}
        />
      )}
    </Part>
  )
}

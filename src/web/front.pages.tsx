import { addMonths } from '#kit/days.ts'
import { CircleOf, MonthFiguresRow, MonthsFigure, StreamsFigure } from '#circulation/room.ts'
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { Band, CardGrid, EmptyState, Heading, Hero } from '#ui/blocks.tsx'
import { ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { kept } from '#ui/kept.tsx'
import { PictureCard, Story } from '#ui/lists.tsx'
import { monthText, yen } from '#ui/numbers.ts'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { PlaceMap } from '#ui/pictures/place-map.tsx'
import type { PartyOnMap, TownOnMap } from '#parties/directory.ts'
import type { Lang } from '#ui/words.ts'
import type { Front } from './front.ts'
import { frontWords } from './front.words.ts'

/** The region's public face. */
export function frontView(front: Front, { lang }: Seen): View {
  const own = frontWords[lang]
  const region = lang === 'ja' ? front.region.name : front.region.nameEn
  return {
    title: own.title,
    description: own.text(region),
    flush: true,
    density: 'public',
    body: (
      <>
        <Hero
          above={region}
          title={own.heading}
          text={own.text(region)}
          picture={<HeroPicture front={front} />}
          actions={
            <>
              <ButtonLink href="/products" kind="primary" size="large">
                {own.toProducts}
              </ButtonLink>
              <ButtonLink href="/circulation" kind="secondary" size="large">
                {own.toCirculation}
              </ButtonLink>
            </>
          }
        />
        <CircleBand of={front.of} circle={front.circle} streams={front.streams} lang={lang} />
        <ProductsBand front={front} lang={lang} />
        <TellersBand front={front} lang={lang} />
        <MapBand region={front.region} places={front.places} lang={lang} />
      </>
    ),
  }
}

/** Three of this month's goods, large: what the region has is seen before a word is read. */
function HeroPicture({ front }: { front: Front }) {
  const pictures = front.products.filter(({ pictureId }) => pictureId).slice(0, 3)
  if (pictures.length === 0) return null
  return (
    <div class="grid grid-cols-2 gap-3">
      {pictures.map(({ pictureId }, at) => (
        <img
          class={`w-full rounded-16 ${at === 0 ? 'col-span-2' : ''}`}
          src={`/pictures/${pictureId}/small`}
          alt=""
          width="800"
          height="600"
        />
      ))}
    </div>
  )
}

type CircleProps = Pick<Front, 'of' | 'circle' | 'streams'> & { lang: Lang }

// The pictures take ten times as long to draw as the rest of the page, and change only when money has moved.
const CircleBand = kept(({ of, circle, streams, lang }: CircleProps) => {
  const own = frontWords[lang]
  if (circle.year.flows === 0)
    return (
      <Band tone="paper">
        <EmptyState
          title={own.emptyCircle}
          text={own.emptyCircleText}
          action={{ label: own.firstStep, href: '/trade/products/new' }}
        />
      </Band>
    )
  return (
    <>
      <Band tone="paper" id="circle">
        <Heading level={2} lead={own.circleLead}>
          {own.circle(monthText(of, lang))}
        </Heading>
        <CircleOf id="front-circle" sums={circle.year} from={addMonths(of, -11)} to={of} lang={lang} />
        <MonthFiguresRow circle={circle} lang={lang} />
      </Band>
      <Band>
        <StreamsFigure id="front-streams" streams={streams} to={of} lang={lang} />
        <MonthsFigure id="front-months" months={circle.months} lang={lang} />
      </Band>
    </>
  )
})

function ProductsBand({ front, lang }: { front: Front; lang: Lang }) {
  const own = frontWords[lang]
  return (
    <Band tone="paper">
      <Heading level={2} lead={own.productsLead}>
        {own.products}
      </Heading>
      {front.products.length === 0 ? (
        <EmptyState title={own.noProducts} />
      ) : (
        <CardGrid columns={4}>
          {front.products.map((each) => (
            <PictureCard
              title={lang === 'ja' ? each.name : each.nameEn || each.name}
              href={`/products/${each.productId}`}
              picture={each.pictureId ? { src: `/pictures/${each.pictureId}/small`, alt: '' } : undefined}
              sub={`${lang === 'ja' ? each.producerName : each.producerNameEn || each.producerName}${each.town ? `・${each.town}` : ''}`}
              price={each.fromYen === null ? undefined : priceText(each.fromYen, lang)}
            />
          ))}
        </CardGrid>
      )}
      <ButtonRow>
        <ButtonLink href="/products" kind="secondary">
          {own.allProducts}
        </ButtonLink>
      </ButtonRow>
    </Band>
  )
}

const priceText = (price: number, lang: Lang): string =>
  lang === 'ja' ? `${yen(price, lang)}${frontWords.ja.from}` : `${frontWords.en.from} ${yen(price, lang)}`

function TellersBand({ front, lang }: { front: Front; lang: Lang }) {
  if (front.tellers.length === 0) return null
  return (
    <Band>
      <Heading level={2}>{frontWords[lang].tellers}</Heading>
      <div class="grid gap-12">
        {front.tellers.map((teller) => (
          <Story
            name={lang === 'ja' ? teller.name : teller.nameEn || teller.name}
            town={teller.town ?? undefined}
            picture={teller.pictureId ? { src: `/pictures/${teller.pictureId}/small`, alt: '' } : undefined}
            href={`/producers/${teller.partyId}`}
          >
            {lang === 'ja' ? teller.story : teller.storyEn || teller.story}
          </Story>
        ))}
      </div>
    </Band>
  )
}

const MapBand = kept(({ region, places, lang }: Pick<Front, 'region' | 'places'> & { lang: Lang }) => {
  const own = frontWords[lang]
  const marks = [
    ...places.parties.map((party) => partyMark(party, lang)),
    ...places.towns.map(townMark(lang, places.towns)),
  ]
  return (
    <Band tone="paper">
      <FigureWithTable
        title={own.map}
        lead={own.mapLead}
        table={{
          rows: marks,
          columns: [
            {
              key: 'name',
              label: places.towns.length > 0 ? own.town : own.place,
              cell: ({ href, name }) => <a href={href}>{name}</a>,
            },
            places.towns.length > 0
              ? { key: 'parties', label: own.makers, numeric: true }
              : { key: 'town', label: own.town },
          ],
        }}
      >
        <PlaceMap
          id="front-map"
          title={own.map}
          boundary={region.boundary ?? undefined}
          attribution={region.boundarySource}
          places={marks}
        />
      </FigureWithTable>
    </Band>
  )
})

function partyMark(party: PartyOnMap, lang: Lang) {
  const name = lang === 'ja' ? party.name : party.nameEn || party.name
  return {
    name,
    label: name,
    town: party.town,
    parties: 1,
    href: `/producers/${party.partyId}`,
    lon: party.longitude,
    lat: party.latitude,
    tone: party.kind === 'company' ? ('company' as const) : ('harvest' as const),
  }
}

/** Leads to what is made in the town. The largest is a third of what a mark may be, so that names find room. */
const townMark =
  (lang: Lang, [largest]: readonly TownOnMap[]) =>
  ({ town, parties, longitude, latitude }: TownOnMap) => ({
    name: town,
    label: frontWords[lang].townMark(town, parties),
    town,
    parties,
    href: `/products?q=${encodeURIComponent(town)}`,
    lon: longitude,
    lat: latitude,
    tone: 'harvest' as const,
    size: (0.3 * parties) / (largest?.parties ?? parties),
  })

/** The public face of one party of the region: who they are, what they make, where they are. */
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { Band, EmptyState, Heading, Notice } from '#ui/blocks.tsx'
import { ButtonLink } from '#ui/buttons.tsx'
import { decimal } from '#ui/numbers.ts'
import { FigureWithTable } from '#ui/pictures/figure-with-table.tsx'
import { PlaceMap } from '#ui/pictures/place-map.tsx'
import type { Lang } from '#ui/words.ts'
import { NextCard, Paragraphs, Photograph, ProductCards, Told, Town, nameIn } from './catalogue-parts.tsx'
import type { ProducerPage } from './catalogue-reading.ts'
import { words } from './words/catalogue.ts'

interface Part {
  readonly page: ProducerPage
  readonly lang: Lang
}

export function producerView(page: ProducerPage, { lang }: Seen): View {
  const own = words[lang]
  const { producer } = page
  const name = nameIn(lang, producer)
  const story = lang === 'ja' ? producer.story : producer.storyEn || producer.story
  return {
    title: name,
    description: story === '' ? undefined : story.replaceAll(/\s+/g, ' ').slice(0, 120),
    density: 'public',
    flush: true,
    breadcrumbs: [{ label: own.title, href: '/products' }, { label: name }],
    body: (
      <>
        <Opening page={page} lang={lang} />
        <Products page={page} lang={lang} />
        <Where page={page} lang={lang} />
      </>
    ),
  }
}

/** Picture beside name and story; on a phone the picture first, from edge to edge. */
function Opening({ page, lang }: Part) {
  const own = words[lang]
  const { producer, editable } = page
  const hidden = !producer.onMap && producer.published === 0
  return (
    <div class="y-inner grid grid-cols-1 gap-x-12 gap-y-6 pt-4 pb-14 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:pb-20">
      <Photograph picture={page.picture} alt={nameIn(lang, producer)} drawing="hands" lang={lang} />
      <div class="y-flow-space self-center">
        {hidden && (
          <Notice kind="warning" title={own.hidden}>
            <p>{own.hiddenText}</p>
          </Notice>
        )}
        <Heading above={producer.town ? <Town town={producer.town} lang={lang} /> : undefined}>
          <Told ja={producer.name} en={producer.nameEn} lang={lang} />
        </Heading>
        <Beside page={page} lang={lang} />
        <div class="y-prose text-[1.125rem] leading-loose">
          <Paragraphs ja={producer.story} en={producer.storyEn} lang={lang} />
        </div>
        {editable && (
          <div class="y-btn-row">
            <ButtonLink href={`/parties/${producer.partyId}/edit`}>{own.editProducer}</ButtonLink>
          </div>
        )}
      </div>
    </div>
  )
}

/** How the name is read, and since when. */
function Beside({ page: { producer }, lang }: Part) {
  const own = words[lang]
  const reading = lang === 'ja' ? producer.kana : producer.nameEn === '' ? producer.kana : producer.name
  const since = producer.sinceYear === null ? '' : own.since(producer.sinceYear)
  if (reading === '' && since === '') return null
  return (
    <p class="text-ink-soft">
      <span lang={lang === 'en' ? 'ja' : undefined}>{reading}</span>
      {reading && since && <span aria-hidden="true"> ・ </span>}
      {since}
    </p>
  )
}

function Products({ page, lang }: Part) {
  const own = words[lang]
  const { producer, rows, next, dekad } = page
  const path = `/producers/${producer.partyId}`
  return (
    <Band tone="paper" id="products">
      {producer.published === 0 ? (
        <EmptyState title={own.noProductsYet} action={{ label: own.everything, href: '/products' }} />
      ) : (
        <>
          <Heading level={2} lead={own.count(decimal(producer.published))}>
            {own.theirProducts}
          </Heading>
          <ProductCards rows={rows} dekad={dekad} lang={lang} own level={3}>
            {next && <NextCard href={`${path}?after=${encodeURIComponent(next)}#products`} lang={lang} />}
          </ProductCards>
        </>
      )}
    </Band>
  )
}

/** The point on the region's outline, for who wanted to be on the map. */
function Where({ page: { producer, region }, lang }: Part) {
  const own = words[lang]
  const { latitude, longitude } = producer
  if (latitude === null || longitude === null) return null
  const name = nameIn(lang, producer)
  return (
    <Band id="where">
      <Heading level={2} lead={producer.town === null ? undefined : own.whereLead(producer.town)}>
        {own.where}
      </Heading>
      <div class="mx-auto max-w-4xl">
        <FigureWithTable
          title={own.onMap(region ? nameIn(lang, region) : '')}
          table={{
            rows: [producer],
            columns: [
              { key: 'name', label: own.place, cell: () => name },
              { key: 'town', label: own.town },
            ],
          }}
        >
          <PlaceMap
            id="place"
            title={name}
            boundary={region?.boundary ?? undefined}
            attribution={region?.boundarySource}
            places={[{ lon: longitude, lat: latitude, label: name, tone: 'harvest' }]}
          />
        </FigureWithTable>
      </div>
    </Band>
  )
}

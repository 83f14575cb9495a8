/** One product: what it is, when it is in season, what it costs, who makes it. */
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import { Band, DefinitionList, Heading, Notice, StatusLabel } from '#ui/blocks.tsx'
import { ButtonLink } from '#ui/buttons.tsx'
import { listed, yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import {
  Paragraphs,
  Photograph,
  ProductCards,
  SeasonStrip,
  Told,
  Town,
  drawingOf,
  leadText,
  nameIn,
  seasonText,
} from './catalogue-parts.tsx'
import type { ProductPage } from './catalogue-reading.ts'
import type { ProductSeen } from './catalogue.ts'
import { categoryNames } from './categories.ts'
import { productAsSchemaOrg } from './formats/schema-org.out.ts'
import { hasLeadTime } from './lead-times.ts'
import { inSeason } from './seasons.ts'
import { Prices, amountOf } from './product-prices.tsx'
import { availabilityOf } from './shown-prices.ts'
import type { ShownPrice } from './shown-prices.ts'
import { specWords } from './specs/words.ts'
import { storyQuestions } from './stories.ts'
import { allergensInEnglish, words } from './words/catalogue.ts'

interface Part {
  readonly page: ProductPage
  readonly lang: Lang
}

export function productView(page: ProductPage, seen: Seen): View {
  const { lang } = seen
  const own = words[lang]
  const { product, others } = page
  const name = nameIn(lang, product)
  const story = lang === 'ja' ? product.story : product.storyEn || product.story
  return {
    title: `${name} — ${makerOf(page, lang)}`,
    description: story === '' ? own.description : story.replaceAll(/\s+/g, ' ').slice(0, 120),
    density: 'public',
    flush: true,
    breadcrumbs: [
      { label: own.title, href: '/products' },
      { label: categoryNames[product.category][lang], href: `/products?category=${product.category}` },
      { label: name },
    ],
    body: (
      <>
        {product.state !== 'draft' && (
          <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: schemaOf(page, lang) }} />
        )}
        <Opening page={page} seen={seen} />
        <Band tone="paper">
          <div class="grid grid-cols-1 gap-x-16 gap-y-12 lg:grid-cols-2">
            {product.state !== 'withdrawn' && <Prices page={page} lang={lang} />}
            <Details page={page} lang={lang} />
          </div>
        </Band>
        <Band>
          <StoryBlocks blocks={product.storyBlocks} lang={lang} />
          <Maker page={page} lang={lang} />
        </Band>
        {others.length > 0 && (
          <Band tone="paper">
            <Heading level={2}>{own.others(makerOf(page, lang))}</Heading>
            <ProductCards rows={others} dekad={page.dekad} lang={lang} own columns={4} level={3} />
          </Band>
        )}
      </>
    ),
  }
}

const makerOf = ({ product }: ProductPage, lang: Lang): string =>
  lang === 'ja' ? product.producerName : product.producerNameEn || product.producerName

function schemaOf(page: ProductPage, lang: Lang): string {
  const { product, prices } = page
  const gone = product.state === 'withdrawn'
  return productAsSchemaOrg({
    name: nameIn(lang, product),
    story: lang === 'ja' ? product.story : product.storyEn || product.story,
    productNo: product.productNo,
    category: categoryNames[product.category][lang],
    path: `/products/${product.productId}`,
    picture: product.pictureId ? `/pictures/${product.pictureId}` : undefined,
    maker: { name: makerOf(page, lang), path: `/producers/${product.producerId}` },
    offers: prices.map((price) => ({
      name: nameIn(lang, price),
      grossYen: price.grossYen,
      per: price.per,
      jan: price.jan,
      availability: gone ? 'Discontinued' : price.offered ? 'InStock' : 'OutOfStock',
    })),
  })
}

/** Picture and name side by side; on a phone the picture first, from edge to edge. */
function Opening({ page, seen }: { page: ProductPage; seen: Seen }) {
  const { lang } = seen
  const { product } = page
  return (
    <div class="y-inner grid grid-cols-1 items-start gap-x-12 gap-y-6 pt-4 pb-14 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:pb-20">
      <div>
        <Photograph
          picture={page.picture}
          alt={nameIn(lang, product)}
          drawing={drawingOf[product.category]}
          lang={lang}
        />
        <MorePictures page={page} lang={lang} />
      </div>
      <div class="y-flow-space">
        <State page={page} lang={lang} />
        <Heading above={categoryNames[product.category][lang]}>
          <Told ja={product.name} en={product.nameEn} lang={lang} />
        </Heading>
        <p>
          <a href={`/producers/${product.producerId}`}>{makerOf(page, lang)}</a>
          {product.town && (
            <span class="text-ink-soft">{`${lang === 'ja' ? '／' : ', '}${product.town}`}</span>
          )}
        </p>
        {product.story !== '' && (
          <div class="y-prose text-[1.125rem] leading-loose">
            <Paragraphs ja={product.story} en={product.storyEn} lang={lang} />
          </div>
        )}
        <Season page={page} lang={lang} />
        <Offer page={page} seen={seen} />
      </div>
    </div>
  )
}

/** Small, each leading to itself in full. */
function MorePictures({ page: { product, morePictures }, lang }: Part) {
  if (morePictures.length === 0) return null
  const label = (alt: string, at: number): string =>
    lang === 'ja' ? alt : `${nameIn(lang, product)} ${at + 2}`
  return (
    <ul class="mt-3 grid list-none grid-cols-4 gap-3 p-0">
      {morePictures.map(({ pictureId, alt }, at) => (
        <li class="aspect-square overflow-hidden rounded-lg bg-paper-200">
          <a href={`/pictures/${pictureId}`} class="block size-full">
            <img
              class="size-full object-cover"
              src={`/pictures/${pictureId}/small`}
              alt={label(alt, at)}
              loading="lazy"
            />
          </a>
        </li>
      ))}
    </ul>
  )
}

function State({ page: { product }, lang }: Part) {
  const own = words[lang]
  if (product.state === 'published') return null
  const [title, text] =
    product.state === 'draft' ? [own.draft, own.draftText] : [own.withdrawn, own.withdrawnText]
  return (
    <Notice kind="warning" title={title}>
      <p>{text}</p>
    </Notice>
  )
}

const tones = { there: 'success', few: 'warning', sold_out: 'neutral' } as const

/** The price from, whether there is any, and what to do next. */
function Offer({ page: { product, prices }, seen }: { page: ProductPage; seen: Seen }) {
  const { lang, actor } = seen
  const own = words[lang]
  const available = availabilityOf(product)
  const [first] = prices.toSorted((a, b) => a.netYen - b.netYen)
  const offered = product.state === 'published' && prices.length > 0
  return (
    <div class="y-flow-space">
      {offered && first && (
        <div class="flex flex-wrap items-center gap-x-5 gap-y-2">
          <p>
            <PriceFrom price={first} several={prices.length > 1} lang={lang} />
          </p>
          <p>
            <StatusLabel tone={tones[available]}>{own.availability[available]}</StatusLabel>{' '}
            {may(actor.role, 'order.see') && product.available > 0 && (
              <span class="text-ink-soft">{own.inStock(amountOf(product.available, product, lang))}</span>
            )}
          </p>
        </div>
      )}
      <div class="y-btn-row">
        {offered && may(actor.role, 'order.place') && (
          <ButtonLink href={`/trade/orders/new?product=${product.productId}`} kind="primary" size="large">
            {own.order}
          </ButtonLink>
        )}
        {offered && !actor.userId && (
          <ButtonLink
            href={`/sign-in?back=${encodeURIComponent(`/products/${product.productId}`)}`}
            kind="primary"
            size="large"
          >
            {own.signIn}
          </ButtonLink>
        )}
        {product.editable && (
          <>
            <ButtonLink href={`/trade/products/${product.productId}/edit`}>{own.edit}</ButtonLink>
            <ButtonLink href={`/trade/products/${product.productId}/spec`}>
              {specWords[lang].enter}
            </ButtonLink>
          </>
        )}
        <ButtonLink href={`/products/${product.productId}/spec.pdf`}>{specWords[lang].open}</ButtonLink>
      </div>
    </div>
  )
}

function PriceFrom({ price, several, lang }: { price: ShownPrice; several: boolean; lang: Lang }) {
  const own = words[lang]
  const small = 'text-[1rem] font-normal text-ink-soft'
  return (
    <>
      {several && lang === 'en' && <span class={small}>{own.from} </span>}
      <span class="text-[1.75rem] leading-tight font-bold tabular-nums">{yen(price.netYen, lang)}</span>
      <span class={small}>
        {several && lang === 'ja' && own.from} {price.per === 'kg' && `${own.perKg} `}
        {own.exclusive}
        {own.withTax(yen(price.grossYen, lang))}
      </span>
    </>
  )
}

function Season({ page: { product, dekad }, lang }: Part) {
  const own = words[lang]
  const dekads = product.seasonDekads
  const now = own.dekad(dekad)
  const sentence =
    dekads.length === 0 ? own.nowAllYear : inSeason(dekads, dekad) ? own.nowIn(now) : own.nowOut(now)
  return (
    <div>
      <p class="mb-2 leading-normal">
        <span class="text-ink-soft">{own.season}</span>{' '}
        <strong class="mx-1">{seasonText(dekads, lang)}</strong> <span class="text-ink-soft">{sentence}</span>
      </p>
      <SeasonStrip dekads={dekads} now={dekad} lang={lang} />
    </div>
  )
}

function Details({ page: { product, prices }, lang }: Part) {
  const own = words[lang]
  const food = !['flower', 'craft', 'firewood'].includes(product.category)
  const rate = prices[0]?.ratePct
  const named = product.allergens.map((each) => (lang === 'ja' ? each : (allergensInEnglish[each] ?? each)))
  const items: [string, string][] = [
    [own.category, categoryNames[product.category][lang]],
    [own.storage, own.temperature[product.temperature]],
  ]
  if (product.shelfLifeDays !== null) items.push([own.shelfLife, own.shelfLifeDays(product.shelfLifeDays)])
  if (hasLeadTime(product)) items.push([own.orderUntil, leadText(product, lang)])
  if (food) items.push([own.allergens, listed(named, lang) || own.noAllergens])
  if (rate !== undefined)
    items.push([own.taxRate, product.taxClass === 'reduced' ? own.reduced(rate) : own.standard(rate)])
  const codes = prices.filter(({ jan }) => jan !== '')
  for (const { name, nameEn, jan } of codes)
    items.push([codes.length === 1 ? own.jan : `${own.jan} ${nameIn(lang, { name, nameEn })}`, jan])
  items.push([own.productNo, product.productNo])
  return (
    <div>
      <Heading level={2}>{own.details}</Heading>
      <DefinitionList items={items} />
    </div>
  )
}

/** The questions that were answered, each under its heading. */
function StoryBlocks({ blocks, lang }: { blocks: ProductSeen['storyBlocks']; lang: Lang }) {
  const own = words[lang]
  const answered = storyQuestions.flatMap((question) => {
    const block = blocks[question]
    return block ? [{ question, ...block }] : []
  })
  if (answered.length === 0) return null
  return (
    <div class="mb-14">
      <Heading level={2}>{own.storyTitle}</Heading>
      <dl class="grid grid-cols-1 gap-x-12 gap-y-8 sm:grid-cols-2">
        {answered.map(({ question, ja, en }) => (
          <div class="border-l-4 border-brand pl-4">
            <dt class="font-bold text-brand">{own.storyBlocks[question]}</dt>
            <dd class="y-prose leading-loose">
              <Paragraphs ja={ja} en={en} lang={lang} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** Who makes it, in their own words, with the way to their page. */
function Maker({ page, lang }: Part) {
  const own = words[lang]
  const { product, producerPicture } = page
  const name = makerOf(page, lang)
  return (
    <div class="grid grid-cols-1 items-center gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      {producerPicture && (
        <Photograph picture={producerPicture} alt={name} drawing="hands" lang={lang} later />
      )}
      <div class={producerPicture ? 'y-flow-space' : 'y-flow-space lg:col-span-2'}>
        <Heading
          level={2}
          above={
            <>
              {own.producer}
              {product.town && own.beside}
              {product.town && <Town town={product.town} lang={lang} />}
            </>
          }
        >
          {name}
        </Heading>
        <div class="y-prose leading-loose">
          <Paragraphs ja={product.producerStory} en={product.producerStoryEn} lang={lang} />
        </div>
        <div class="y-btn-row">
          <ButtonLink href={`/producers/${product.producerId}`}>{own.toProducer(name)}</ButtonLink>
        </div>
      </div>
    </div>
  )
}

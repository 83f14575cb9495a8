/** What the public pages have in common: cards of products, a season as a strip and in words, text in either language. */
import type { Child } from 'hono/jsx'
import { CardGrid } from '#ui/blocks.tsx'
import { Icon } from '#ui/icons.tsx'
import { kept } from '#ui/kept.tsx'
import { Drawing, type DrawingName, PictureCard } from '#ui/lists.tsx'
import { listed, yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import type { CatalogueRow } from './catalogue.ts'
import type { Caption } from './catalogue-reading.ts'
import type { Category } from './categories.ts'
import type { LeadTime } from './lead-times.ts'
import { dekadRuns, dekadsOfMonths, inSeason, partsOf } from './seasons.ts'
import { words } from './words/catalogue.ts'

/** The English name where there is one. Names are short of it more often than stories. */
export const nameIn = (lang: Lang, { name, nameEn }: { name: string; nameEn: string }): string =>
  lang === 'ja' ? name : nameEn || name

/** Text in the language of the page; what is not translated is marked as Japanese, so that it is read out as such. */
export function Told({ ja, en, lang }: { ja: string; en: string; lang: Lang }) {
  if (lang === 'ja') return <>{ja}</>
  return en === '' ? <span lang="ja">{ja}</span> : <>{en}</>
}

/** A town; its name is Japanese on every page. */
export function Town({ town, lang }: { town: string; lang: Lang }) {
  return lang === 'ja' ? <>{town}</> : <span lang="ja">{town}</span>
}

/** A story in paragraphs, as it was typed. */
export function Paragraphs({ ja, en, lang }: { ja: string; en: string; lang: Lang }) {
  const inJapanese = lang === 'ja' || en === ''
  const paragraphs = (inJapanese ? ja : en).split(/\n+/).filter((each) => each.trim() !== '')
  return (
    <>
      {paragraphs.map((each) => (
        <p lang={inJapanese && lang === 'en' ? 'ja' : undefined}>{each}</p>
      ))}
    </>
  )
}

/** 「10〜1月」, 「7月中旬〜9月上旬」, “Oct–Jan”, 「通年」: months where the run is of whole ones. */
export function seasonText(dekads: readonly number[], lang: Lang): string {
  const own = words[lang]
  const runs = dekadRuns(dekads)
  return runs.length === 0
    ? own.allYear
    : listed(
        runs.map(([first, last]) => {
          const [from, to] = [partsOf(first), partsOf(last)]
          if (from.third === 0 && to.third === 2) return own.run(from.month, to.month)
          return first === last ? own.dekad(first) : own.dekadRun(own.dekad(first), own.dekad(last))
        }),
        lang,
      )
}

/** 「納品の2日前の15:00まで」. */
export const leadText = ({ leadDays, orderBy }: LeadTime, lang: Lang): string =>
  words[lang].leadTime(leadDays ?? 0, orderBy ?? '')

/** What stands in for a photograph. */
export const drawingOf: Readonly<Record<Category, DrawingName>> = {
  vegetable: 'field',
  mushroom: 'forest',
  fruit: 'field',
  grain: 'field',
  meat_egg_dairy: 'field',
  processed: 'town',
  seasoning: 'town',
  sweets: 'town',
  alcohol: 'water',
  flower: 'field',
  craft: 'town',
  firewood: 'forest',
}

/** A large picture, from edge to edge on a phone. */
export function Photograph({
  picture,
  alt,
  drawing,
  lang,
  later,
}: {
  picture?: Caption
  /** In English; what is kept with the picture is Japanese. */
  alt: string
  /** What stands in for it. */
  drawing: DrawingName
  lang: Lang
  /** Further down the page: fetched when it comes near. */
  later?: boolean
}) {
  return (
    <div class="aspect-4/3 overflow-hidden bg-paper-200 max-sm:-mx-4 sm:rounded-2xl">
      {picture ? (
        <img
          class="size-full object-cover"
          src={`/pictures/${picture.pictureId}`}
          alt={lang === 'ja' ? picture.alt : alt}
          width={picture.width}
          height={picture.height}
          fetchpriority={later ? undefined : 'high'}
          loading={later ? 'lazy' : undefined}
        />
      ) : (
        <Drawing name={drawing} />
      )}
    </div>
  )
}

/** Products as cards: picture, name, whose and where, price from, season. */
export function ProductCards(props: {
  rows: readonly CatalogueRow[]
  /** Today's, 1–36. */
  dekad: number
  lang: Lang
  /** Without the producer's name, on the producer's own page. */
  own?: boolean
  columns?: 3 | 4
  level?: 2 | 3
  /** Stands in the grid behind the last card: the way to more. */
  children?: Child
}) {
  const { rows, dekad, lang, own: theirs = false, columns = 3, level = 2, children } = props
  return (
    <CardGrid columns={columns} pair>
      {rows.map((row) => (
        <ProductCard row={row} dekad={dekad} lang={lang} theirs={theirs} level={level} />
      ))}
      {children}
    </CardGrid>
  )
}

interface CardProps {
  row: CatalogueRow
  dekad: number
  lang: Lang
  theirs: boolean
  level: 2 | 3
}

// Twenty cards were half the work of a page, and the same product looks the same to everybody.
const ProductCard = kept(
  ({ row, dekad, lang, theirs, level }: CardProps) => (
    <PictureCard
      level={level}
      title={nameIn(lang, row)}
      href={`/products/${row.productId}`}
      picture={row.pictureId ? { src: `/pictures/${row.pictureId}/small`, alt: '' } : undefined}
      drawing={drawingOf[row.category]}
      badge={
        row.seasonDekads.length > 0 && inSeason(row.seasonDekads, dekad) ? words[lang].seasonNow : undefined
      }
      sub={theirs ? undefined : makerOf(row, lang)}
      price={priceFrom(row, lang)}
      tags={tagsOf(row, lang)}
    />
  ),
  500,
)

/** The way to the next page as one more card: it fills the row that twenty cards leave open. */
export function NextCard({ href, lang }: { href: string; lang: Lang }) {
  const own = words[lang]
  return (
    <nav class="col-span-full grid lg:col-span-1" aria-label={own.pages}>
      <a
        class="grid min-h-24 place-content-center justify-items-center gap-1 rounded-xl border border-line bg-green-50 p-6 text-center text-brand no-underline hover:border-action hover:text-action"
        href={href}
        rel="next"
      >
        <span class="inline-flex items-center gap-2 text-[1.1875rem] font-bold">
          {own.next}
          <Icon name="right" />
        </span>
      </a>
    </nav>
  )
}

function makerOf(row: CatalogueRow, lang: Lang): string {
  const maker = lang === 'ja' ? row.producerName : row.producerNameEn || row.producerName
  return row.town === null ? maker : `${maker}${lang === 'ja' ? '／' : ', '}${row.town}`
}

function tagsOf(row: CatalogueRow, lang: Lang): string[] {
  const own = words[lang]
  const soldOut = row.available <= 0 ? own.soldOutNow : ''
  return [soldOut, seasonText(row.seasonDekads, lang), own.temperatureTag[row.temperature]].filter(Boolean)
}

function priceFrom(row: CatalogueRow, lang: Lang): Child | undefined {
  if (row.fromYen === null) return undefined
  const own = words[lang]
  const what =
    row.fromPricedBy === 'kg'
      ? own.perKg
      : lang === 'ja'
        ? (row.fromVariant ?? '')
        : row.fromVariantEn || row.fromVariant || ''
  const small = 'text-std-16N-170 font-normal text-ink-soft'
  return (
    <>
      {lang === 'en' && <small class={small}>{own.from} </small>}
      {yen(row.fromYen, lang)}
      {lang === 'ja' && <small class={small}>{own.from}</small>}
      <small class={`block ${small}`}>
        {what}
        {what && (lang === 'ja' ? '・' : ', ')}
        {own.exclusive}
      </small>
    </>
  )
}

const year = Array.from({ length: 12 }, (_, index) => index + 1)

/**
 * The twelve months as a strip, the thirds of the season filled. What the colour says is also said in words: beside each month
 * for who hears the page, and as a sentence by the caller.
 */
export function SeasonStrip({
  dekads,
  now,
  lang,
}: {
  dekads: readonly number[]
  /** Today's dekad, 1–36. */
  now: number
  lang: Lang
}) {
  const own = words[lang]
  const today = partsOf(now)
  return (
    <ol class="grid max-w-2xl grid-cols-12 gap-0.5 sm:gap-1" aria-label={own.seasonCalendar}>
      {year.map((month) => {
        const thirds = dekadsOfMonths([month]).map((dekad) => inSeason(dekads, dekad))
        const current = month === today.month
        return (
          <li
            class={`border-b-4 pb-1 text-center ${current ? 'border-ink' : 'border-transparent forced-colors:border-b-0'}`}
            aria-current={current ? 'date' : undefined}
          >
            <span aria-hidden="true" class="grid gap-0.5">
              <span
                class={`text-[1rem] tabular-nums ${thirds.includes(true) ? 'font-bold' : 'text-ink-soft'}`}
              >
                {lang === 'ja' ? month : own.monthInStrip(month)}
              </span>
              <span class="grid h-5 grid-cols-3 overflow-hidden rounded bg-paper-200">
                {thirds.map((within) => (
                  <span class={within ? 'bg-tone-inside forced-colors:border-4' : undefined} />
                ))}
              </span>
            </span>
            <span class="y-hidden">{own.monthHeard(month, thirds, current)}</span>
          </li>
        )
      })}
    </ol>
  )
}

/** What the public pages show: the catalogue with its counts, a product with its prices, a producer with its goods. */
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { mayEdit } from '#parties/parties.ts'
import { readRegion } from '#parties/regions.ts'
import type { Region } from '#parties/regions.ts'
import { catalogueConditions, readProduct, searchCatalogue } from './catalogue.ts'
import type { CatalogueFilter, CatalogueRow, ProductSeen } from './catalogue.ts'
import type { Category } from './categories.ts'
import { fromRomaji, inKana } from './readings.ts'
import { dekadOf, partsOf } from './seasons.ts'
import { readLegalNumbers, readSetting } from './settings.ts'
import { shownPrices } from './shown-prices.ts'
import type { ShownPrice } from './shown-prices.ts'

/** What a visitor asks of the catalogue; the address of the page says the same. */
export interface Asked extends Pick<CatalogueFilter, 'text' | 'category' | 'month' | 'inStock'> {
  readonly after?: string
}

export interface CatalogueSeen {
  readonly rows: readonly CatalogueRow[]
  readonly next?: string
  /** Products under all conditions. */
  readonly count: number
  /** Under all conditions but the category; categories without any are not in it. */
  readonly byCategory: ReadonlyMap<Category, number>
  /** Only when nothing was found: what is in season and there, so that nobody stands before an empty shelf. */
  readonly instead: readonly CatalogueRow[]
  /** 1–36, today's. */
  readonly dekad: number
}

const insteadShown = 4

/**
 * A page of the catalogue and how much there is, asked together. Latin letters are also tried as romaji, and what finds
 * more is shown: `miso` is a word of both languages, `apple` and `ringo` of one.
 */
export async function openCatalogue(tx: Tx, _actor: Actor, asked: Asked): Promise<CatalogueSeen> {
  const text = inKana(asked.text ?? '')
  const kana = fromRomaji(text)
  const [asWritten, asRead, page] = await Promise.all([
    countCatalogue(tx, { ...asked, text }),
    kana === undefined ? undefined : countCatalogue(tx, { ...asked, text: kana }),
    searchCatalogue(tx, { ...asked, text }, asked.after),
  ])
  const romaji = asRead !== undefined && sumOf(asRead) > sumOf(asWritten)
  const byCategory = romaji ? asRead : asWritten
  const count = asked.category ? (byCategory.get(asked.category) ?? 0) : sumOf(byCategory)
  const dekad = dekadOf(tx.today)
  if (count === 0) {
    const { rows } = await searchCatalogue(tx, {
      month: partsOf(dekad).month,
      inStock: true,
      limit: insteadShown,
    })
    return { rows: [], count, byCategory, instead: rows, dekad }
  }
  const { rows, next } = romaji ? await searchCatalogue(tx, { ...asked, text: kana }, asked.after) : page
  return { rows, next, count, byCategory, instead: [], dekad }
}

const sumOf = (counts: ReadonlyMap<Category, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0)

/** How many published products of each category there are under the other conditions. */
async function countCatalogue(tx: Tx, filter: Asked): Promise<Map<Category, number>> {
  const values: unknown[] = [tx.region]
  const given = (value: unknown): string => `$${values.push(value)}`
  const asked = await catalogueConditions(tx, { ...filter, category: undefined }, given)
  const rows = await tx.run<{ category: Category; count: number }>(
    `select p.category, count(*)::int as count
     from trade_product p
     left join trade_stock s on s.region_id = p.region_id and s.product_id = p.product_id
     where ${asked} group by p.category`,
    values,
  )
  return new Map(rows.map(({ category, count }) => [category, count]))
}

export interface Caption {
  readonly pictureId: Id
  readonly alt: string
  readonly width: number
  readonly height: number
}

export interface ProductPage {
  readonly product: ProductSeen
  readonly prices: readonly ShownPrice[]
  /** False until somebody compared the tax rates with the law. */
  readonly confirmed: boolean
  readonly picture?: Caption
  readonly morePictures: readonly Caption[]
  readonly producerPicture?: Caption
  /** More of the same producer. */
  readonly others: readonly CatalogueRow[]
  readonly dekad: number
}

const othersShown = 4

/** A product as its page shows it. Refuses `not_found`; a draft is found by who may edit it only. */
export async function openProduct(
  tx: Tx,
  actor: Actor,
  { id }: { id: Id },
): Promise<ProductPage | Refusal<'not_found'>> {
  const [product, { rates, confirmed }, { rounding }] = await Promise.all([
    readProduct(tx, actor, { productId: id }),
    readLegalNumbers(tx),
    readSetting(tx),
  ])
  if (isRefusal(product)) return refuse('not_found')
  const [captions, others] = await Promise.all([
    captionsOf(tx, [product.pictureId, ...product.morePictureIds, product.producerPictureId]),
    searchCatalogue(tx, { producerId: product.producerId, limit: othersShown + 1 }),
  ])
  return {
    product,
    prices: shownPrices(product, rates, tx.today, rounding),
    confirmed,
    picture: captions.get(product.pictureId),
    morePictures: product.morePictureIds.flatMap((pictureId) => captions.get(pictureId) ?? []),
    producerPicture: captions.get(product.producerPictureId),
    others: others.rows.filter(({ productId }) => productId !== id).slice(0, othersShown),
    dekad: dekadOf(tx.today),
  }
}

/** What is to be seen on the pictures, and their size. */
async function captionsOf(tx: Tx, ids: readonly (Id | null)[]): Promise<Map<Id | null, Caption>> {
  const wanted = ids.filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await tx.run<Caption & Record<string, unknown>>(
    `select picture_id as "pictureId", alt, width, height from party_picture
     where region_id = $1 and picture_id = any($2::uuid[])`,
    [tx.region, wanted],
  )
  return new Map(rows.map((row) => [row.pictureId, row]))
}

/** What a party shows of itself to everybody. The address, the bank account and the rest are not even read. */
export interface ProducerSeen {
  readonly partyId: Id
  readonly name: string
  readonly kana: string
  readonly nameEn: string
  readonly town: string | null
  readonly sinceYear: number | null
  readonly story: string
  readonly storyEn: string
  readonly pictureId: Id | null
  /** Whether it is on the public map; the place is there only then. */
  readonly onMap: boolean
  readonly latitude: number | null
  readonly longitude: number | null
  /** Published products. */
  readonly published: number
}

export interface ProducerPage {
  readonly producer: ProducerSeen
  readonly picture?: Caption
  readonly rows: readonly CatalogueRow[]
  readonly next?: string
  readonly dekad: number
  /** For the map; only when the producer is on it. */
  readonly region?: Region
  readonly editable: boolean
}

const productsShown = 24

/**
 * The public face of a party. Refuses `not_found` unless it has published products or wants to be on the map; its own
 * people see it before.
 */
export async function openProducer(
  tx: Tx,
  actor: Actor,
  { id, after }: { id: Id; after?: string },
): Promise<ProducerPage | Refusal<'not_found'>> {
  const [producer] = await tx.run<ProducerSeen & Record<string, unknown>>(
    `select f.party_id as "partyId", f.name, f.kana, f.name_en as "nameEn", f.town, f.since_year as "sinceYear",
       f.story, f.story_en as "storyEn", f.picture_id as "pictureId", f.on_map as "onMap",
       case when f.on_map then f.latitude end as latitude, case when f.on_map then f.longitude end as longitude,
       (select count(*)::int from trade_product p
        where p.region_id = f.region_id and p.producer_id = f.party_id and p.state = 'published') as published
     from party f where f.region_id = $1 and f.party_id = $2`,
    [tx.region, id],
  )
  if (!producer) return refuse('not_found')
  const editable = mayEdit(actor, id)
  if (!producer.onMap && producer.published === 0 && !editable) return refuse('not_found')
  const captions = await captionsOf(tx, [producer.pictureId])
  const { rows, next } = await searchCatalogue(tx, { producerId: id, limit: productsShown }, after)
  return {
    producer,
    picture: captions.get(producer.pictureId),
    rows,
    next,
    dekad: dekadOf(tx.today),
    region: producer.latitude === null ? undefined : await readRegion(tx),
    editable,
  }
}

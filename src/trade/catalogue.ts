import type { Tx } from '#db/transaction.ts'
import { isId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { fromCursor, pageOf } from '#parties/cursors.ts'
import type { Page } from '#parties/cursors.ts'
import { priceOfBuyer, tiersOf } from './buyer-prices.ts'
import type { Category } from './categories.ts'
import type { LeadTime } from './lead-times.ts'
import { searchOf } from './product-rules.ts'
import { contractsOf, mayTouch } from './products.ts'
import type { Contract } from './products.ts'
import type { BaseKind, PricedBy, ProductState, Temperature } from './schema.ts'
import { dekadsOfMonths } from './seasons.ts'
import type { StoryBlocks } from './stories.ts'
import type { SetParts, TaxClass } from './tax.ts'

export interface CatalogueFilter {
  /** Words of the name, its kind, its producer or the town, in any script. */
  readonly text?: string
  readonly category?: Category | undefined
  /** 1–12: only what can be had in that month. */
  readonly month?: number
  /** Only what can be ordered now. */
  readonly inStock?: boolean
  readonly producerId?: Id
  /** Published ones unless told otherwise. */
  readonly states?: readonly ProductState[]
  /** 20 unless told, at most 200. */
  readonly limit?: number
}

export interface CatalogueRow {
  readonly productId: Id
  readonly productNo: string
  readonly name: string
  readonly nameEn: string
  readonly kana: string
  readonly category: Category
  readonly taxClass: TaxClass
  readonly temperature: Temperature
  readonly baseKind: BaseKind
  readonly baseUnit: string
  readonly baseUnitEn: string
  readonly seasonDekads: readonly number[]
  readonly pictureId: Id | null
  readonly state: ProductState
  readonly producerId: Id
  readonly producerName: string
  readonly producerNameEn: string
  readonly town: string | null
  /** Base units that can be ordered now. */
  readonly available: number
  /** Of the cheapest variant, yen without tax; none when nothing is offered. */
  readonly fromYen: number | null
  readonly fromVariant: string | null
  readonly fromVariantEn: string | null
  readonly fromPricedBy: PricedBy | null
}

const productColumns = `p.product_id as "productId", p.product_no as "productNo", p.name, p.name_en as "nameEn", p.kana,
  p.category, p.tax_class as "taxClass", p.temperature, p.base_kind as "baseKind", p.base_unit as "baseUnit",
  p.base_unit_en as "baseUnitEn", p.season_dekads as "seasonDekads", p.picture_id as "pictureId", p.state,
  p.producer_id as "producerId", f.name as "producerName", f.name_en as "producerNameEn", f.town`

/**
 * What of the catalogue is asked for, as conditions on the product `p` and its stock `s`. Only what is asked stands there:
 * of a condition that may be left out the database expects nothing right, and reads and sorts all for a page of twenty.
 */
export async function catalogueConditions(
  tx: Tx,
  filter: CatalogueFilter,
  given: (value: unknown) => string,
): Promise<string> {
  const { words, query } = searchOf(filter.text ?? '')
  // With one state the index has the rows in their order, and reading ends with the page; several would be sorted.
  const states = filter.states ?? ['published']
  const state = states.length === 1 ? `= ${given(states[0])}` : `= any (${given(states)})`
  const asked = [`p.region_id = $1`, `p.state ${state}`]
  if (query !== '' && (await isRare(tx, query)))
    asked.push(`p.product_id in (select trade_product_found(${given(query)}::tsquery))`)
  if (words.length > 0)
    asked.push(
      `not exists (select 1 from unnest(${given(words)}::text[]) word where position(word in p.search_key) = 0)`,
    )
  if (filter.category) asked.push(`p.category = ${given(filter.category)}`)
  if (filter.month)
    asked.push(
      `(p.season_dekads = '{}' or p.season_dekads && ${given(dekadsOfMonths([filter.month]))}::smallint[])`,
    )
  if (filter.inStock) asked.push('s.on_hand > s.reserved')
  if (filter.producerId) asked.push(`p.producer_id = ${given(filter.producerId)}`)
  return asked.join(' and ')
}

const fewFound = 500

/**
 * Whether the index of words finds few enough that each is worth fetching. A common letter stands in most products: then
 * they are read in their order until a page is full, and the words are compared alone.
 */
async function isRare(tx: Tx, query: string): Promise<boolean> {
  const found = await tx.run(`select trade_product_found($1::tsquery) limit ${fewFound + 1}`, [query])
  return found.length <= fewFound
}

/**
 * The catalogue, in the order of the products' kana, with all that a card shows, in one statement. The same question may
 * be asked with the `next` of the page before.
 */
export async function searchCatalogue(
  tx: Tx,
  filter: CatalogueFilter = {},
  cursor?: string,
): Promise<Page<CatalogueRow>> {
  const limit = Math.min(filter.limit ?? 20, 200)
  const after = cursor === undefined ? undefined : fromCursor(cursor, 3)
  const values: unknown[] = [tx.region]
  const given = (value: unknown): string => `$${values.push(value)}`
  const asked = await catalogueConditions(tx, filter, given)
  const later =
    after && isId(after[2])
      ? `and (p.kana, p.name, p.product_id) > (${given(after[0])}, ${given(after[1])}, ${given(after[2])}::uuid)`
      : ''
  const rows = await tx.run<CatalogueRow & Record<string, unknown>>(
    `select ${productColumns}, p.available, v.price_yen as "fromYen", v.name as "fromVariant",
       v.name_en as "fromVariantEn", v.priced_by as "fromPricedBy"
     from (
       select p.*, coalesce(s.on_hand - s.reserved, 0) as available
       from trade_product p
       left join trade_stock s on s.region_id = p.region_id and s.product_id = p.product_id
       where ${asked} ${later}
       order by p.kana, p.name, p.product_id
       limit ${given(limit + 1)}) p
     join party f on f.region_id = p.region_id and f.party_id = p.producer_id
     left join lateral (
       select o.price_yen, o.name, o.name_en, o.priced_by from trade_variant o
       where o.region_id = p.region_id and o.product_id = p.product_id and o.active
       order by o.price_yen, o.position limit 1) v on true
     order by p.kana, p.name, p.product_id`,
    values,
  )
  return pageOf(rows, limit, (row) => [row.kana, row.name, row.productId])
}

export interface VariantSeen {
  readonly variantId: Id
  readonly name: string
  readonly nameEn: string
  readonly baseQuantity: number
  readonly pricedBy: PricedBy
  readonly priceYen: number
  readonly jan: string
  readonly leastQuantity: number
  readonly stepQuantity: number
}

export interface ProductSeen
  extends Omit<CatalogueRow, 'fromYen' | 'fromVariant' | 'fromVariantEn' | 'fromPricedBy'>, LeadTime {
  readonly story: string
  readonly storyEn: string
  readonly storyBlocks: StoryBlocks
  readonly shelfLifeDays: number | null
  readonly allergens: readonly string[]
  readonly set: SetParts | null
  /** Behind the first one, in their order. */
  readonly morePictureIds: readonly Id[]
  readonly producerStory: string
  readonly producerStoryEn: string
  readonly producerPictureId: Id | null
  readonly variants: readonly VariantSeen[]
  /** Newest first; empty for who may not see the terms. */
  readonly contracts: readonly Contract[]
  readonly editable: boolean
}

/**
 * A product with its variants and its producer's story. Drafts are seen by who may edit them only; the terms with the
 * producer by the producer and the company only.
 */
export async function readProduct(
  tx: Tx,
  actor: Actor,
  { productId }: { productId: Id },
): Promise<ProductSeen | Refusal<'product_unknown'>> {
  const [[row], variants] = await Promise.all([
    tx.run<Omit<ProductSeen, 'variants' | 'contracts' | 'editable'> & Record<string, unknown>>(
      `select ${productColumns}, p.story, p.story_en as "storyEn", p.story_blocks as "storyBlocks",
         p.shelf_life_days as "shelfLifeDays", p.allergens,
         case when p.set_food_yen is not null
           then json_build_object('foodYen', p.set_food_yen, 'otherYen', p.set_other_yen) end as set,
         p.more_picture_ids as "morePictureIds",
         f.story as "producerStory", f.story_en as "producerStoryEn", f.picture_id as "producerPictureId",
         spec.lead_days as "leadDays", spec.order_by as "orderBy",
         coalesce(s.on_hand - s.reserved, 0) as available
       from trade_product p
       join party f on f.region_id = p.region_id and f.party_id = p.producer_id
       left join trade_spec spec on spec.region_id = p.region_id and spec.product_id = p.product_id
       left join trade_stock s on s.region_id = p.region_id and s.product_id = p.product_id
       where p.region_id = $1 and p.product_id = $2`,
      [tx.region, productId],
    ),
    tx.run<VariantSeen & Record<string, unknown>>(
      `select variant_id as "variantId", name, name_en as "nameEn", base_quantity as "baseQuantity",
         priced_by as "pricedBy", price_yen as "priceYen", jan, least_quantity as "leastQuantity",
         step_quantity as "stepQuantity"
       from trade_variant where region_id = $1 and product_id = $2 and active order by position`,
      [tx.region, productId],
    ),
  ])
  if (!row) return refuse('product_unknown')
  const editable = mayTouch(actor, row.producerId)
  if (row.state === 'draft' && !editable) return refuse('product_unknown')
  const contracts = editable ? await contractsOf(tx, productId) : []
  return { ...row, variants, contracts, editable }
}

export interface OfferedRow extends VariantSeen, LeadTime {
  readonly productId: Id
  readonly productName: string
  readonly productNameEn: string
  readonly producerName: string
  readonly category: Category
  readonly taxClass: TaxClass
  readonly baseUnit: string
  readonly baseUnitEn: string
  readonly available: number
  /** What a buyer is charged from so many of it on, the fewest first; `priceYen` is what one costs. */
  readonly tiers: readonly { readonly from: number; readonly yen: number }[]
}

export interface OfferedFilter {
  readonly text?: string
  readonly category?: Category | undefined
  readonly productId?: Id
  /** Only variants that this buyer ordered in the last 90 days: いつもの産品. */
  readonly usualOf?: Id
  /** At the prices of this buyer's lists. */
  readonly forBuyer?: Id
}

/** Every variant that can be ordered now, by product: the order sheet of a buyer. */
export async function listOffered(tx: Tx, filter: OfferedFilter = {}): Promise<OfferedRow[]> {
  const { words } = searchOf(filter.text ?? '')
  return await tx.run<OfferedRow & Record<string, unknown>>(
    `select v.variant_id as "variantId", v.name, v.name_en as "nameEn", v.base_quantity as "baseQuantity",
       v.priced_by as "pricedBy", coalesce(special.yen, v.price_yen) as "priceYen",
       ${tiersOf({ buyer: '$7::uuid', day: '$8::date' })} as tiers, v.jan, v.least_quantity as "leastQuantity",
       v.step_quantity as "stepQuantity", spec.lead_days as "leadDays", spec.order_by as "orderBy",
       p.product_id as "productId",
       p.name as "productName", p.name_en as "productNameEn", f.name as "producerName", p.category,
       p.tax_class as "taxClass", p.base_unit as "baseUnit", p.base_unit_en as "baseUnitEn",
       s.on_hand - s.reserved as available
     from trade_product p
     join trade_stock s on s.region_id = p.region_id and s.product_id = p.product_id
     join trade_variant v on v.region_id = p.region_id and v.product_id = p.product_id and v.active
     join party f on f.region_id = p.region_id and f.party_id = p.producer_id
     left join trade_spec spec on spec.region_id = p.region_id and spec.product_id = p.product_id
     ${priceOfBuyer({ buyer: '$7::uuid', quantity: '1', day: '$8::date' })}
     where p.region_id = $1 and p.state = 'published' and s.on_hand - s.reserved >= v.base_quantity
       and ($2::text is null or p.category = $2)
       and not exists (select 1 from unnest($3::text[]) word where position(word in p.search_key) = 0)
       and ($4::uuid is null or p.product_id = $4)
       and ($5::uuid is null or v.variant_id in (
         select l.variant_id from trade_order o
         join trade_order_line l on l.region_id = o.region_id and l.order_id = o.order_id
         where o.region_id = $1 and o.buyer_id = $5 and o.ordered_at >= $6::timestamptz - interval '90 days'))
     order by p.category, p.kana, p.name, p.product_id, v.position
     limit 500`,
    [
      tx.region,
      filter.category ?? null,
      words,
      filter.productId ?? null,
      filter.usualOf ?? null,
      tx.now,
      filter.forBuyer ?? null,
      tx.today,
    ],
  )
}

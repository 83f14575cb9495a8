/** What a product sheet must hold before it is kept (the fields are those of a 商品規格書 as trade fairs use it). */
import { isJan } from '#kit/check-digits.ts'
import type { Id } from '#kit/ids.ts'
import { nameKey, normalise, searchTokens, toKatakana } from '#kit/japanese.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { categoryNames, mayBeReduced } from './categories.ts'
import type { Category } from './categories.ts'
import { dekadsOfYear, evenDekads } from './seasons.ts'
import { givenBlocks } from './stories.ts'
import { setMayBeReduced } from './tax.ts'
import type { SetParts, SetRule, TaxClass } from './tax.ts'

export interface VariantInput {
  /** Of a variant that exists; a new one has none. */
  readonly variantId?: Id
  readonly name: string
  readonly nameEn?: string
  /** Pieces, or grams, in one. */
  readonly baseQuantity: number
  readonly pricedBy: 'variant' | 'kg'
  /** Yen without tax, for one or for a kilogram. */
  readonly priceYen: number
  readonly jan?: string
  /** From how many buyers may order it; 1 when left out. */
  readonly leastQuantity?: number
  /** Buyers order it by so many; 1 when left out. */
  readonly stepQuantity?: number
}

export interface ProductInput {
  readonly name: string
  readonly kana: string
  readonly nameEn?: string
  readonly story?: string
  readonly storyEn?: string
  /** Who made it, where, how and why; what is left out is not said. */
  readonly storyBlocks?: Parameters<typeof givenBlocks>[0]
  readonly category: Category
  readonly taxClass: TaxClass
  /** What the food and the rest of a set of both (一体資産) are worth; none: it is no such set. */
  readonly set?: SetParts
  readonly baseKind: 'count' | 'weight'
  /** 本, 袋, 個 …; goods by weight are counted in grams whatever stands here. */
  readonly baseUnit: string
  readonly baseUnitEn?: string
  /** 旬 1–36 (1月上旬 to 12月下旬); none means the whole year. */
  readonly seasonDekads: readonly number[]
  readonly temperature: 'ambient' | 'chilled' | 'frozen'
  /** Days from harvest or making to best before. */
  readonly shelfLifeDays?: number
  readonly allergens?: readonly string[]
  /** The first picture; of a product that exists all stay as they are when it is left out. */
  readonly pictureId?: Id
  readonly variants: readonly VariantInput[]
}

export type ProductRefusal = Refusal<
  | 'name_missing'
  | 'kana_missing'
  | 'base_unit_missing'
  | 'tax_class_not_for_category' // detail.category
  | 'set_parts_wrong'
  | 'set_not_reduced' // detail.mostYen, detail.thirds
  | 'season_wrong'
  | 'variant_missing'
  | 'too_many_variants' // detail.most
  | 'variant_name_missing'
  | 'variant_twice' // detail.name
  | 'variant_quantity_wrong'
  | 'price_wrong'
  | 'least_quantity_wrong'
  | 'step_quantity_wrong'
  | 'by_kg_needs_weight'
  | 'jan_wrong'
>

const mostVariants = 20

/** The sheet with width and spaces evened and the season in order, or what is wrong first, by the rule for sets of the day. */
export function checkProduct(input: ProductInput, rule: SetRule): Required<ProductInput> | ProductRefusal {
  const name = normalise(input.name)
  const kana = toKatakana(normalise(input.kana))
  const baseUnit = input.baseKind === 'weight' ? 'g' : normalise(input.baseUnit)
  if (name === '') return refuse('name_missing', { field: 'name' })
  if (kana === '') return refuse('kana_missing', { field: 'kana' })
  if (baseUnit === '') return refuse('base_unit_missing', { field: 'baseUnit' })
  if (input.taxClass === 'reduced' && !mayBeReduced(input.category))
    return refuse('tax_class_not_for_category', { field: 'taxClass', detail: { category: input.category } })
  if (input.seasonDekads.some((each) => !Number.isInteger(each) || each < 1 || each > dekadsOfYear))
    return refuse('season_wrong', { field: 'seasonDekads' })
  const variants = checkVariants(input)
  if (isRefusal(variants)) return variants
  const set = setFault(input, rule)
  if (set) return set

  return {
    ...input,
    name,
    kana,
    nameEn: normalise(input.nameEn ?? ''),
    story: (input.story ?? '').trim(),
    storyEn: (input.storyEn ?? '').trim(),
    storyBlocks: givenBlocks(input.storyBlocks),
    baseUnit,
    baseUnitEn: input.baseKind === 'weight' ? 'g' : normalise(input.baseUnitEn ?? ''),
    seasonDekads: evenDekads(input.seasonDekads),
    allergens: (input.allergens ?? []).map(normalise).filter(Boolean),
    variants,
  } as Required<ProductInput>
}

/** Every way in which a set at the reduced rate is sold must fit the rule, for its price is part of it. */
function setFault({ set, taxClass, variants }: ProductInput, rule: SetRule): ProductRefusal | undefined {
  if (!set) return undefined
  const { foodYen, otherYen } = set
  if (!Number.isSafeInteger(foodYen) || foodYen < 0 || !Number.isSafeInteger(otherYen) || otherYen <= 0)
    return refuse('set_parts_wrong', { field: 'setFoodYen' })
  const fits = variants.every(({ priceYen }) => setMayBeReduced(set, priceYen, rule))
  return taxClass === 'reduced' && !fits
    ? refuse('set_not_reduced', {
        field: 'taxClass',
        detail: { mostYen: rule.mostYen, thirds: rule.foodThirds },
      })
    : undefined
}

function checkVariants({ variants, baseKind }: ProductInput): Required<VariantInput>[] | ProductRefusal {
  if (variants.length === 0) return refuse('variant_missing', { field: 'variants.0.name' })
  if (variants.length > mostVariants) return refuse('too_many_variants', { detail: { most: mostVariants } })
  const checked: Required<VariantInput>[] = []
  for (const [at, variant] of variants.entries()) {
    const wrong = variantFault(variant, baseKind)
    if (wrong) return refuse(wrong.refused, { field: `variants.${at}.${wrong.field}` })
    const name = normalise(variant.name)
    if (checked.some((each) => nameKey(each.name) === nameKey(name)))
      return refuse('variant_twice', { field: `variants.${at}.name`, detail: { name } })
    checked.push({
      ...variant,
      name,
      nameEn: normalise(variant.nameEn ?? ''),
      jan: normalise(variant.jan ?? ''),
      leastQuantity: Math.max(variant.leastQuantity ?? 1, variant.stepQuantity ?? 1),
      stepQuantity: variant.stepQuantity ?? 1,
    } as Required<VariantInput>)
  }
  return checked
}

function variantFault(
  variant: VariantInput,
  baseKind: 'count' | 'weight',
): { refused: ProductRefusal['refused']; field: string } | undefined {
  if (normalise(variant.name) === '') return { refused: 'variant_name_missing', field: 'name' }
  if (!Number.isSafeInteger(variant.baseQuantity) || variant.baseQuantity <= 0)
    return { refused: 'variant_quantity_wrong', field: 'baseQuantity' }
  if (!Number.isSafeInteger(variant.priceYen) || variant.priceYen < 0)
    return { refused: 'price_wrong', field: 'priceYen' }
  if (variant.pricedBy === 'kg' && baseKind !== 'weight')
    return { refused: 'by_kg_needs_weight', field: 'pricedBy' }
  const { leastQuantity = 1, stepQuantity = 1 } = variant
  if (!Number.isSafeInteger(stepQuantity) || stepQuantity < 1)
    return { refused: 'step_quantity_wrong', field: 'stepQuantity' }
  const steps = leastQuantity === 1 || leastQuantity % stepQuantity === 0
  if (!Number.isSafeInteger(leastQuantity) || leastQuantity < 1 || !steps)
    return { refused: 'least_quantity_wrong', field: 'leastQuantity' }
  const jan = normalise(variant.jan ?? '')
  return jan !== '' && !isJan(jan) ? { refused: 'jan_wrong', field: 'jan' } : undefined
}

/**
 * The pictures of a product once its sheet is saved with a first picture, or with none named. Named none: all stay. One that stands
 * further back comes to the front, before all others; another takes the place of the first. Those behind stay as they are.
 */
export function picturesAfter(pictures: readonly Id[], first: Id | undefined): readonly Id[] {
  if (first === undefined) return pictures
  const [, ...more] = pictures
  return pictures.includes(first) ? [first, ...pictures.filter((id) => id !== first)] : [first, ...more]
}

/** The names under which a product is found: its own, its kind's and its producer's, in both languages. */
export function searchTextOf(
  product: Pick<Required<ProductInput>, 'name' | 'kana' | 'nameEn' | 'category'>,
  producer: {
    readonly name: string
    readonly kana: string
    readonly nameEn: string
    readonly town: string | null
  },
): { readonly key: string; readonly tokens: readonly string[] } {
  const kind = categoryNames[product.category]
  const parts = [product.name, product.kana, product.nameEn, kind.ja, kind.en]
  const key = [...parts, producer.name, producer.kana, producer.nameEn, producer.town ?? '']
    .map(nameKey)
    .filter(Boolean)
    .join(' ')
  return { key, tokens: searchTokens(key) }
}

/**
 * What was typed into the search box: words, each of which must be found, and the tokens by which an index finds what may
 * hold them. Tokens are letters, digits and marks only, so they can stand in a tsquery as they are.
 */
export function searchOf(typed: string): { readonly words: readonly string[]; readonly query: string } {
  const words = normalise(typed).split(' ').map(nameKey).filter(Boolean).slice(0, 10)
  const tokens = [...new Set(words.flatMap(searchTokens))].slice(0, 60)
  return { words, query: tokens.map((token) => `'${token}'`).join(' & ') }
}

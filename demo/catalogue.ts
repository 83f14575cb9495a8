import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { addDrawing } from '#parties/pictures.ts'
import { editParty } from '#parties/parties.ts'
import type { Category } from '#trade/categories.ts'
import { publishProduct, putUpProduct, setContract } from '#trade/products.ts'
import { dekadsOfMonths, dekadsThrough } from '#trade/seasons.ts'
import { saveBuyerTerms, saveSetting } from '#trade/settings.ts'
import { buyers } from './content/buyers.ts'
import { tradingCompany } from './content/others.ts'
import { producerPicture, productPicture } from './content/pictures.ts'
import { producers } from './content/producers.ts'
import { products } from './content/products.ts'
import type { Buyer, Category as Named, Product, Temperature } from './content/types.ts'
import { must } from './must.ts'
import type { People } from './people.ts'

const categoryOf: Readonly<Record<Named, Category>> = {
  野菜: 'vegetable',
  きのこ: 'mushroom',
  果物: 'fruit',
  '米・雑穀': 'grain',
  '肉・卵・乳': 'meat_egg_dairy',
  加工品: 'processed',
  調味料: 'seasoning',
  '菓子・もち': 'sweets',
  酒: 'alcohol',
  花: 'flower',
  工芸: 'craft',
  薪: 'firewood',
}
const temperatureOf: Readonly<Record<Temperature, 'ambient' | 'chilled' | 'frozen'>> = {
  常温: 'ambient',
  冷蔵: 'chilled',
  冷凍: 'frozen',
}

/** A product as the weeks trade it. */
export interface Offer {
  readonly product: Product
  readonly productId: Id
  /** Base units in one of its content's units: 1,000 g in a kg, 1 otherwise. */
  readonly scale: number
}

/** One producer's products with contract and picture, put up and published. */
export async function putUpAll(tx: Tx, people: People, first: Day, of: readonly Product[]): Promise<Offer[]> {
  const offers: Offer[] = []
  for (const product of of) {
    const producerId = people.parties.get(product.producerKey)
    const actor = people.actors.get(product.producerKey)
    if (!producerId || !actor) throw new Error(`${product.key} has no producer ${product.producerKey}`)
    const svg = productPicture(product.key, product.category)
    const { pictureId } = must(await addDrawing(tx, actor, svg, product.name), `drawing ${product.key}`)
    const scale = product.baseUnit === 'kg' ? 1000 : 1
    const { productId } = must(
      await putUpProduct(tx, actor, { ...sheetOf(product, scale), pictureId }),
      product.key,
    )
    const terms =
      product.model === 'consignment'
        ? { model: product.model, commissionBp: product.commissionPct * 100 }
        : { model: product.model, purchasePriceYen: product.purchasePriceYen }
    must(
      await setContract(tx, people.staff, { productId, from: first, ...terms } as never),
      `contract of ${product.key}`,
    )
    must(await publishProduct(tx, actor, { productId }), `publishing ${product.key}`)
    offers.push({ product, productId, scale })
  }
  return offers
}

function sheetOf(product: Product, scale: number) {
  return {
    name: product.name,
    kana: product.kana,
    nameEn: product.nameEn,
    story: product.story,
    storyEn: product.storyEn,
    category: categoryOf[product.category],
    taxClass: product.taxClass,
    baseKind: scale === 1000 ? ('weight' as const) : ('count' as const),
    baseUnit: product.baseUnit,
    baseUnitEn: product.baseUnitEn,
    seasonDekads: product.season?.flatMap(dekadsThrough) ?? dekadsOfMonths(product.seasonMonths),
    temperature: temperatureOf[product.temperature],
    shelfLifeDays: product.shelfLifeDays,
    allergens: product.allergens,
    variants: product.variants.map((variant) => ({
      name: variant.label,
      nameEn: variant.labelEn,
      baseQuantity: Math.round(variant.perBase * scale),
      pricedBy: 'variant' as const,
      priceYen: variant.priceYen,
    })),
  }
}

/** The company's way of working, what differs for each buyer, and the producers' own pictures. */
export async function arrange(tx: Tx, people: People): Promise<void> {
  must(
    await saveSetting(tx, people.staff, {
      rounding: 'floor',
      closingDay: 31,
      payMonths: 1,
      payDay: 31,
      requesterCode: tradingCompany.payerCode,
    }),
    'setting the company',
  )
  for (const buyer of buyers) {
    const buyerId = people.parties.get(buyer.key)
    if (!buyerId) throw new Error(`buyer ${buyer.key} is not registered`)
    await termsOf(tx, people.staff, buyerId, buyer)
  }
  for (const producer of producers) {
    const actor = people.actors.get(producer.key)
    if (!actor) throw new Error(`producer ${producer.key} has nobody`)
    const { pictureId } = must(
      await addDrawing(tx, actor, producerPicture(producer.key), producer.name),
      'drawing',
    )
    must(await editParty(tx, actor, { partyId: actor.partyId, pictureId }), 'showing a producer')
  }
}

/** On which day a buyer's month closes, and how its bank names it. */
export async function termsOf(tx: Tx, staff: Actor, buyerId: Id, buyer: Buyer): Promise<void> {
  const closingDay = buyer.closingDay === '末日' ? 31 : buyer.closingDay
  must(
    await saveBuyerTerms(tx, staff, {
      buyerId,
      closingDay,
      payerKana: buyer.payerKana,
      route: buyer.inside ? '市内便' : '宅配便',
    }),
    `terms of ${buyer.key}`,
  )
}

/** All products in bundles of ten, so that progress can be shown and no transaction grows long. */
export const bundles = (): (readonly Product[])[] =>
  Array.from({ length: Math.ceil(products.length / 10) }, (_, at) => products.slice(at * 10, at * 10 + 10))

/** The addresses of a producer's and the company's own products: list, sheet, picture, terms, publication. */
import { z } from 'zod'
import { file, id, line, optionalLine, optionalWhole, steps, text, whole } from '#http/fields.ts'
import { dayField, optionalId } from '#http/fields.ts'
import { action, page } from '#http/routes.ts'
import type { Page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { addPicture } from '#parties/pictures.ts'
import { readProduct, searchCatalogue } from './catalogue.ts'
import { categories } from './categories.ts'
import { orNotFound } from './page-parts.tsx'
import type { ProductInput, VariantInput } from './product-rules.ts'
import { putPictureFirst, showPicture, takePictureOff } from './product-pictures.ts'
import { productFormView, productsView } from './products.pages.tsx'
import { editProduct, publishProduct, putUpProduct, setContract, withdrawProduct } from './products.ts'
import { listProducers } from './people.ts'
import { baseKinds, models, productStates, temperatures } from './schema.ts'
import { dekadsOfYear, dekadsThrough } from './seasons.ts'
import { storyQuestions } from './stories.ts'
import { taxClasses } from './tax.ts'
import { goodsWords } from './words/goods.ts'
import { sayGoods } from './words/goods-refusals.ts'

const optionalText = z.string().optional()
const listQuery = z.object({
  q: optionalText,
  state: z.enum(productStates).optional().catch(undefined),
  after: optionalText,
})

const listPage = page({
  at: '/trade/products',
  access: 'product.edit',
  input: listQuery,
  load: async (tx, actor, asked) => {
    const own = actor.role === 'company_staff' ? undefined : actor.partyId
    const states = asked.state ? [asked.state] : productStates
    return await searchCatalogue(tx, { text: asked.q, states, producerId: own, limit: 50 }, asked.after)
  },
  show: productsView,
})

const newPage: Page = page({
  at: '/trade/products/new',
  access: 'product.edit',
  load: async (tx, actor) => ({
    producers: actor.role === 'company_staff' ? await listProducers(tx) : [],
    product: undefined,
    today: tx.today,
  }),
  show: productFormView,
})

const editPage: Page = page({
  at: '/trade/products/:id/edit',
  access: 'product.edit',
  input: z.object({ id: id() }),
  load: async (tx, actor, asked) => {
    const product = orNotFound(await readProduct(tx, actor, { productId: asked.id }))
    if (isRefusal(product)) return product
    return product.editable ? { producers: [], product, today: tx.today } : refuse('not_allowed')
  },
  show: productFormView,
})

/** A row whose name is empty is a variant that is no longer offered; the others keep their place for the sentences. */
const variantRow = z.preprocess(
  (row) => (isBlankRow(row) ? undefined : row),
  z
    .object({
      variantId: optionalId(),
      name: line(60),
      nameEn: optionalLine(60),
      baseQuantity: whole(1, 10_000_000),
      pricedBy: z.enum(['variant', 'kg']),
      priceYen: whole(0, 100_000_000),
      jan: optionalLine(13),
      leastQuantity: optionalWhole(1, 1_000_000),
      stepQuantity: optionalWhole(1, 1_000_000),
    })
    .optional(),
)
function isBlankRow(row: unknown): boolean {
  const name = (row as { name?: unknown } | null | undefined)?.name
  return typeof name !== 'string' || name.trim() === ''
}

const storyBlock = z.object({ ja: text(1000), en: text(2000) }).optional()

const sheet = z.object({
  name: line(100),
  kana: line(100),
  nameEn: optionalLine(100),
  story: text(4000),
  storyEn: text(8000),
  storyBlocks: z.object({ who: storyBlock, where: storyBlock, how: storyBlock, why: storyBlock }).optional(),
  category: z.enum(categories),
  taxClass: z.enum(taxClasses),
  setFoodYen: optionalWhole(0, 100_000_000),
  setOtherYen: optionalWhole(0, 100_000_000),
  baseKind: z.enum(baseKinds),
  baseUnit: optionalLine(10),
  baseUnitEn: optionalLine(20),
  season: z
    .array(z.object({ from: optionalWhole(1, dekadsOfYear), to: optionalWhole(1, dekadsOfYear) }))
    .max(18)
    .optional(),
  temperature: z.enum(temperatures),
  shelfLifeDays: optionalWhole(1, 20_000),
  allergens: optionalLine(200),
  variants: z.array(variantRow).max(40),
})
type Sheet = z.infer<typeof sheet>

/** The rows that are filled, and what they are called by their place, so that a refusal finds its box again. */
function productFrom({ setFoodYen, setOtherYen, season = [], ...form }: Sheet): {
  input: ProductInput
  places: Places
} {
  const filled = form.variants.flatMap((row, place) => (row ? [{ row, place }] : []))
  return {
    input: {
      ...form,
      // A run with one end alone is no dekad, and is refused as such.
      seasonDekads: season.flatMap(({ from, to }) =>
        from && to ? dekadsThrough([from, to]) : from || to ? [0] : [],
      ),
      // With one of the two left empty it is a set that is not entered whole.
      ...((setFoodYen !== undefined || setOtherYen !== undefined) && {
        set: { foodYen: setFoodYen ?? 0, otherYen: setOtherYen ?? 0 },
      }),
      allergens: form.allergens.split(/[、,・]/).filter(Boolean),
      variants: filled.map(({ row }) => row as VariantInput),
    },
    places: {
      variants: filled.map(({ place }) => place),
      season: season.flatMap(({ from, to }, at) =>
        Boolean(from) === Boolean(to) ? [] : [`season.${at}.${from ? 'to' : 'from'}`],
      )[0],
    },
  }
}

interface Places {
  /** The row of each variant that was filled. */
  readonly variants: readonly number[]
  /** The first box of the season that is empty while its other end is not. */
  readonly season?: string | undefined
}

/** `variants.1.price` of what was filled is the box `variants.3.price` of what was shown. */
function inPlace<T>(answer: T, places: Places): T {
  if (!isRefusal(answer)) return answer
  const { field = '' } = answer as { field?: string }
  if (field === 'seasonDekads') return { ...answer, field: places.season ?? 'season.0.from' }
  const [, at, box] = /^variants\.(\d+)\.(\w+)$/.exec(field) ?? []
  return at === undefined
    ? answer
    : { ...answer, field: `variants.${places.variants[Number(at)] ?? at}.${box}` }
}

const labels = (lang: 'ja' | 'en') => {
  const own = goodsWords[lang]
  return {
    name: own.name,
    kana: own.kana,
    nameEn: own.nameEn,
    story: own.story,
    storyEn: own.storyEn,
    ...Object.fromEntries(
      storyQuestions.flatMap((question) => [
        [`storyBlocks.${question}.ja`, own.storyBlocks[question]],
        [`storyBlocks.${question}.en`, own.storyBlocksEn[question]],
      ]),
    ),
    category: own.category,
    taxClass: own.taxClass,
    baseKind: own.baseKind,
    baseUnit: own.baseUnit,
    baseUnitEn: own.baseUnitEn,
    'season.from': own.season,
    'season.to': own.season,
    temperature: own.temperature,
    shelfLifeDays: own.shelfLife,
    allergens: own.allergens,
    'variants.name': own.variantName,
    'variants.nameEn': own.variantNameEn,
    'variants.baseQuantity': own.variantQuantity,
    'variants.pricedBy': own.pricedBy,
    'variants.priceYen': own.price,
    'variants.jan': own.jan,
    'variants.leastQuantity': own.leastQuantity,
    'variants.stepQuantity': own.stepQuantity,
    setFoodYen: own.setFoodYen,
    setOtherYen: own.setOtherYen,
    producerId: own.producer,
    picture: own.pictureFile,
    alt: own.pictureAlt,
    model: own.model,
    commissionPct: own.commission,
    commissionBp: own.commission,
    purchasePriceYen: own.purchasePrice,
    from: own.from,
  }
}

const putUpAction = action({
  at: '/trade/products',
  access: 'product.edit',
  input: sheet.extend({ producerId: optionalId() }),
  run: async (tx, actor, { producerId, ...form }) => {
    const { input, places } = productFrom(form)
    return inPlace(await putUpProduct(tx, actor, { ...input, producerId }), places)
  },
  done: ({ productId }, _input, seen) => ({
    to: `/trade/products/${productId}/edit`,
    notice: goodsWords[seen.lang].noticePut,
  }),
  labels,
  refusals: sayGoods,
  form: () => newPage,
  audit: ({ productId, productNo }) => ({ documentId: productId, documentNo: productNo }),
})

const saveAction = action({
  at: '/trade/products/:id/edit',
  access: 'product.edit',
  input: sheet.extend({ id: id() }),
  run: async (tx, actor, { id: productId, ...form }) => {
    const { input, places } = productFrom(form)
    return inPlace(await editProduct(tx, actor, { ...input, productId }), places)
  },
  done: ({ productId }, _input, seen) => ({
    to: `/trade/products/${productId}/edit`,
    notice: goodsWords[seen.lang].noticeSaved,
  }),
  labels,
  refusals: sayGoods,
  form: () => editPage,
  audit: ({ productId }) => ({ documentId: productId }),
})

const mostPictureBytes = 10 * 1024 * 1024

const pictureAction = action({
  at: '/trade/products/:id/picture',
  access: 'product.edit',
  input: z.object({ id: id(), picture: file(mostPictureBytes), alt: optionalLine(300) }),
  run: async (tx, actor, { id: productId, picture, alt }) => {
    const product = await readProduct(tx, actor, { productId })
    if (isRefusal(product)) return product
    if (!product.editable) return refuse('not_allowed')
    if (!picture) return refuse('picture_empty', { field: 'picture' })
    const bytes = new Uint8Array(await picture.arrayBuffer())
    const added = await addPicture(tx, actor, bytes, alt, product.producerId)
    return isRefusal(added) ? added : await showPicture(tx, actor, { productId, pictureId: added.pictureId })
  },
  done: ({ productId }, _input, seen) => ({
    to: `/trade/products/${productId}/edit`,
    notice: goodsWords[seen.lang].noticePicture,
  }),
  labels,
  refusals: sayGoods,
  form: () => editPage,
  audit: ({ productId }) => ({ documentId: productId, detail: 'picture' }),
  maxBytes: mostPictureBytes + 100_000,
})

const movePicture = (deed: 'first' | 'off', run: typeof putPictureFirst) =>
  action({
    at: `/trade/products/:id/pictures/${deed}`,
    access: 'product.edit',
    input: z.object({ id: id(), pictureId: id() }),
    run: (tx, actor, { id: productId, pictureId }) => run(tx, actor, { productId, pictureId }),
    done: ({ productId }, _input, seen) => ({
      to: `/trade/products/${productId}/edit`,
      notice: goodsWords[seen.lang][deed === 'first' ? 'noticePictureFirst' : 'noticePictureOff'],
    }),
    labels,
    refusals: sayGoods,
    form: () => editPage,
    audit: ({ productId }) => ({ documentId: productId, detail: `picture ${deed}` }),
  })

const contractAction = action({
  at: '/trade/products/:id/contract',
  access: 'stock.receive',
  input: z.object({
    id: id(),
    from: dayField(),
    model: z.enum(models),
    // Per cent with two decimals are basis points.
    commissionPct: z.preprocess((v) => (v === '' ? undefined : v), steps(2, 0, 10_000).optional()),
    purchasePriceYen: optionalWhole(0, 100_000_000),
  }),
  run: async (tx, actor, { id: productId, from, model, commissionPct, purchasePriceYen }) => {
    if (model === 'consignment')
      return commissionPct === undefined
        ? refuse('terms_incomplete', { field: 'commissionPct' })
        : await setContract(tx, actor, { productId, from, model, commissionBp: commissionPct })
    return purchasePriceYen === undefined
      ? refuse('terms_incomplete', { field: 'purchasePriceYen' })
      : await setContract(tx, actor, { productId, from, model, purchasePriceYen })
  },
  done: ({ productId }, _input, seen) => ({
    to: `/trade/products/${productId}/edit`,
    notice: goodsWords[seen.lang].noticeContract,
  }),
  labels,
  refusals: sayGoods,
  form: () => editPage,
  audit: ({ productId }, { from, model }) => ({ documentId: productId, detail: `${from} ${model}` }),
})

const stateAction = (
  deed: 'publish' | 'withdraw',
  run: (tx: Tx, actor: Actor, input: { productId: Id }) => ReturnType<typeof publishProduct>,
) =>
  action({
    at: `/trade/products/:id/${deed}`,
    access: 'product.edit',
    input: z.object({ id: id() }),
    run: (tx, actor, { id: productId }) => run(tx, actor, { productId }),
    done: ({ productId }, _input, seen) => ({
      to: `/trade/products/${productId}/edit`,
      notice: goodsWords[seen.lang][deed === 'publish' ? 'noticePublished' : 'noticeWithdrawn'],
    }),
    labels,
    refusals: sayGoods,
    form: () => editPage,
    audit: ({ productId }) => ({ documentId: productId, detail: deed }),
  })

export const productRoutes = [
  listPage,
  newPage,
  editPage,
  putUpAction,
  saveAction,
  pictureAction,
  movePicture('first', putPictureFirst),
  movePicture('off', takePictureOff),
  contractAction,
  stateAction('publish', publishProduct),
  stateAction('withdraw', withdrawProduct),
]

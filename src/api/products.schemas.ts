import { z } from '@hono/zod-openapi'
import {
  baseKinds,
  categories,
  models,
  movementKinds,
  productStates,
  taxClasses,
  temperatures,
} from '#trade/room.ts'
import { basisPoints, day, flag, id, line, listOf, oneOf, quantity, text, yen } from './fields.ts'
import { both } from './language.ts'

/** The shapes of products and lots. */
export const productId = () => id('産品', 'The product')
export const baseUnits = { ja: '数える単位。重さなら g', en: 'base units; grams for goods by weight' }
const days = { ja: '日', en: 'days' }

export const category = () => oneOf(categories, '種類', 'Category', 'processed')
export const taxClass = () =>
  oneOf(taxClasses, '税率の区分。reduced 軽減、standard 標準', 'Class of tax rate: reduced or standard')
const temperature = () => oneOf(temperatures, '温度帯。常温、冷蔵、冷凍', 'Kept ambient, chilled or frozen')
const baseKind = () => oneOf(baseKinds, '数え方。count 個数、weight 重さ', 'Counted or weighed')
const baseUnit = () =>
  text('数える単位。重さなら g', 'The base unit; g for goods by weight', { max: 20, example: '本' })
const state = () =>
  oneOf(productStates, '状態。draft 下書き、published 公開、withdrawn 取り下げ', 'State', 'published')
export const pricedBy = () =>
  oneOf(
    ['variant', 'kg'],
    '価格の単位。variant 規格ひとつ、kg 1キログラム',
    'What the price is for: one variant, or a kilogram',
  )
const season = () =>
  listOf(
    z
      .int()
      .min(1)
      .max(36)
      .openapi({ description: both('旬', 'Dekad'), example: 31 }),
    '出荷できる旬。1は1月上旬、36は12月下旬。空なら一年中',
    'Dekads (thirds of a month) of the season: 1 is 1–10 January, 36 is 21–31 December; none means the whole year',
    36,
  )
const pieces = (ja: string, en: string) =>
  quantity(ja, en, { ja: '規格', en: 'of the variant' }, { min: 1, max: 1_000_000, example: 1 })
const setParts = () =>
  z
    .strictObject({
      foodYen: yen('食品の分の価額（税抜）', 'Worth of the food without tax', { min: 0, example: 3_000 }),
      otherYen: yen('食品以外の分の価額（税抜）', 'Worth of the rest without tax', {
        min: 1,
        example: 1_000,
      }),
    })
    .openapi({
      description: both(
        '食品とほかの品の詰め合わせ（一体資産）の価額。ほかは null',
        'Worth of the parts of a set of food and other things; none for anything else',
      ),
    })
const allergens = () =>
  listOf(text('アレルゲン', 'Allergen', { max: 40, example: '小麦' }), '特定原材料など', 'Allergens', 40)
export const pictureId = () =>
  id('写真。/pictures/{pictureId} で見られます', 'Picture, to be seen at /pictures/{pictureId}')

const storyBlock = (ja: string, en: string) =>
  z
    .strictObject({
      ja: text('日本語', 'In Japanese', { max: 1_000, example: '三代目の農家です。' }),
      en: text('英語。なければ空', 'In English; empty when there is none', { max: 2_000 }),
    })
    .openapi({ description: both(ja, en) })
    .optional()

const storyBlocks = () =>
  z
    .strictObject({
      who: storyBlock('だれが', 'Who makes it'),
      where: storyBlock('どこで', 'Where'),
      how: storyBlock('どうやって', 'How'),
      why: storyBlock('なぜ', 'Why'),
    })
    .openapi({ description: both('短い答え。答えのあるものだけ', 'Short answers, those that were given') })

const shown = {
  productId: productId(),
  productNo: text('商品番号', 'Product number', { example: 'A-2026-00012' }),
  name: text('名前', 'Name', { example: 'りんごジュース' }),
  nameEn: text('名前（英語）', 'Name in English', { example: 'Apple juice' }),
  kana: text('ふりがな（カタカナ）', 'Reading, in katakana', { example: 'リンゴジュース' }),
  category: category(),
  taxClass: taxClass(),
  temperature: temperature(),
  baseKind: baseKind(),
  baseUnit: baseUnit(),
  baseUnitEn: text('数える単位（英語）', 'The base unit in English', { example: 'bottle' }),
  seasonDekads: season(),
  pictureId: pictureId().nullable(),
  state: state(),
  producerId: id('生産者', 'The producer'),
  producerName: text('生産者の名前', 'Name of the producer', { example: 'みずほ農園' }),
  producerNameEn: text('生産者の名前（英語）', 'Name of the producer in English'),
  town: text('生産者の町字', 'Town of the producer', { example: '千厩町千厩' }).nullable(),
  available: quantity('いま注文できる数', 'Can be ordered now', baseUnits, { min: 0 }),
}

export const catalogueRow = z
  .object({
    ...shown,
    fromYen: yen(
      'いちばん安い規格の税抜価格。なければ null',
      'Price of the cheapest variant, without tax, or null',
      {
        min: 0,
        example: 600,
      },
    ).nullable(),
    fromVariant: text('その規格', 'That variant', { example: '1本' }).nullable(),
    fromVariantEn: text('その規格（英語）', 'That variant in English').nullable(),
    fromPricedBy: pricedBy().nullable(),
  })
  .openapi('CatalogueRow')

const variant = z
  .object({
    variantId: id('規格', 'The variant'),
    name: text('名前', 'Name', { example: '箱（12本）' }),
    nameEn: text('名前（英語）', 'Name in English', { example: 'Case of 12' }),
    baseQuantity: quantity('内容量', 'Content', baseUnits, { min: 1 }),
    pricedBy: pricedBy(),
    priceYen: yen('税抜価格', 'Price without tax', { min: 0, example: 6_600 }),
    jan: text('JANコード。なければ空', 'JAN code, or empty', { example: '4901234567894' }),
    leastQuantity: pieces('最少の注文数', 'Least order'),
    stepQuantity: pieces('注文の刻み', 'Ordered in steps of'),
  })
  .openapi('Variant')

const contract = z
  .object({
    from: day('この日から', 'From this day', '2026-04-01'),
    model: oneOf(models, '委託（consignment）か買取（purchase）', 'Consignment or purchase'),
    commissionBp: basisPoints(
      '委託の販売手数料。買取なら null',
      'Commission of a consignment, or null',
    ).nullable(),
    purchasePriceYen: yen(
      '買取価格（税抜。1個か1kgあたり）。委託なら null',
      'Purchase price without tax for a piece or a kilogram, or null',
    ).nullable(),
  })
  .openapi('Contract')

export const product = z
  .object({
    ...shown,
    story: text('ものがたり', 'Story'),
    storyEn: text('ものがたり（英語）', 'Story in English'),
    storyBlocks: storyBlocks(),
    shelfLifeDays: quantity('収穫・製造から賞味期限まで', 'From harvest or making to best before', days, {
      min: 0,
      example: 180,
    }).nullable(),
    allergens: allergens(),
    set: setParts().nullable(),
    producerStory: text('生産者のものがたり', 'The producer’s story'),
    producerStoryEn: text('生産者のものがたり（英語）', 'The producer’s story in English'),
    producerPictureId: pictureId().nullable(),
    morePictureIds: listOf(pictureId(), '2枚目からの写真', 'The pictures behind the first one'),
    variants: listOf(variant, '規格', 'Variants'),
    contracts: listOf(
      contract,
      '取引条件。新しい順。生産者と商社にだけ見えます',
      'Terms, newest first; for the producer and the company only',
    ),
    editable: flag('このトークンで変えられるか', 'Whether this token may change it', false),
  })
  .openapi('Product')

const variantInput = z
  .strictObject({
    variantId: id(
      'いまある規格。新しいものには要りません',
      'A variant that exists; a new one has none',
    ).optional(),
    name: line('名前', 'Name', 60, '1本'),
    nameEn: text('名前（英語）', 'Name in English', { max: 60, example: 'Bottle' }).optional(),
    baseQuantity: quantity('内容量', 'Content', baseUnits, { min: 1, max: 10_000_000, example: 1 }),
    pricedBy: pricedBy(),
    priceYen: yen('税抜価格。kg なら1kgの', 'Price without tax; of a kilogram with kg', {
      min: 0,
      max: 100_000_000,
      example: 600,
    }),
    jan: text('JANコード', 'JAN code', { max: 20, example: '4901234567894' }).optional(),
    leastQuantity: pieces('最少の注文数', 'Least order').optional(),
    stepQuantity: pieces('注文の刻み。買い手はこの数ずつ', 'Buyers order it by so many').optional(),
  })
  .openapi('VariantInput')

const sheet = {
  name: line('名前', 'Name', 100, 'りんごジュース'),
  kana: line('ふりがな', 'Reading in kana', 200, 'りんごじゅーす'),
  nameEn: text('名前（英語）', 'Name in English', { max: 100, example: 'Apple juice' }).optional(),
  story: text('ものがたり', 'Story', { max: 4_000 }).optional(),
  storyEn: text('ものがたり（英語）', 'Story in English', { max: 8_000 }).optional(),
  storyBlocks: storyBlocks().optional(),
  category: category(),
  taxClass: taxClass(),
  baseKind: baseKind(),
  baseUnit: baseUnit(),
  baseUnitEn: text('数える単位（英語）', 'The base unit in English', {
    max: 20,
    example: 'bottle',
  }).optional(),
  seasonDekads: season(),
  temperature: temperature(),
  shelfLifeDays: quantity('収穫・製造から賞味期限まで', 'From harvest or making to best before', days, {
    min: 0,
    max: 3_650,
    example: 180,
  }).optional(),
  allergens: allergens().optional(),
  set: setParts().optional(),
  pictureId: pictureId().optional(),
  variants: listOf(variantInput, '規格（1から20）', 'Variants, 1 to 20', 50),
}
export const productInput = z.strictObject(sheet).openapi('ProductInput')
export const newProduct = z
  .strictObject({
    producerId: id(
      '生産者。生産者のトークンでは要りません',
      'The producer; a producer’s own without saying so',
    ).optional(),
    ...sheet,
  })
  .openapi('NewProduct')

export const newContract = z
  .strictObject({
    from: day('この日から', 'From this day', '2026-04-01'),
    model: oneOf(models, '委託（consignment）か買取（purchase）', 'Consignment or purchase'),
    commissionBp: basisPoints('委託の販売手数料', 'Commission of a consignment', {
      min: 0,
      max: 10_000,
    }).optional(),
    purchasePriceYen: yen(
      '買取価格（税抜。1個か1kgあたり）',
      'Purchase price without tax for a piece or a kilogram',
      {
        min: 0,
        max: 100_000_000,
        example: 400,
      },
    ).optional(),
  })
  .openapi('NewContract')

export const newLot = z
  .strictObject({
    productId: productId(),
    quantity: quantity('受け入れた数', 'Received', baseUnits, { min: 1, max: 100_000_000, example: 240 }),
    madeOn: day('収穫・製造の日', 'Harvested or made on'),
    bestBefore: day(
      '賞味期限。なければ日持ちの日数から',
      'Best before; from the shelf life when left out',
      '2027-05-22',
    ).optional(),
    place: text('圃場、工房、タンク', 'Field, workshop, tank', { max: 100, example: '北の畑' }).optional(),
    lotNo: text(
      '生産者のロット番号。なければ次の番号',
      'The producer’s own number; the next free one when left out',
      {
        max: 40,
      },
    ).optional(),
    receivedOn: day('受け入れた日。なければ今日', 'Received on; today when left out').optional(),
    note: text('メモ', 'Note', { max: 500 }).optional(),
  })
  .openapi('NewLot')

export const lotRow = z
  .object({
    lotId: id('ロット', 'The lot'),
    lotNo: text('ロット番号', 'Lot number', { example: 'L-2026-00031' }),
    productId: productId(),
    productName: text('産品', 'Product', { example: 'りんごジュース' }),
    productNameEn: text('産品（英語）', 'Product in English'),
    producerName: text('生産者', 'Producer', { example: 'みずほ農園' }),
    receivedOn: day('受け入れた日', 'Received on'),
    madeOn: day('収穫・製造の日', 'Harvested or made on'),
    bestBefore: day('賞味期限。なければ null', 'Best before, or null', '2027-05-22').nullable(),
    place: text('圃場、工房、タンク', 'Field, workshop, tank', { example: '北の畑' }),
    quantity: quantity('受け入れた数', 'Received', baseUnits, { example: 240 }),
    remaining: quantity('残り', 'What remains', baseUnits, { example: 180 }),
    baseUnit: baseUnit(),
    baseUnitEn: text('数える単位（英語）', 'The base unit in English', { example: 'bottle' }),
    model: oneOf(models, '委託（consignment）か買取（purchase）', 'Consignment or purchase'),
  })
  .openapi('LotRow')

export const lotTrace = z
  .object({
    ...lotRow.shape,
    note: text('メモ', 'Note'),
    steps: listOf(
      z
        .object({
          kind: oneOf(movementKinds, '入荷、出荷、返品、廃棄、見本、棚卸', 'What happened'),
          on: day('日', 'Day'),
          quantity: quantity('増減。出れば負', 'Change; below zero when it left', baseUnits),
          documentId: id('書類。なければ null', 'The document, or null').nullable(),
          documentNo: text('書類の番号。なければ空', 'Number of the document, or empty', {
            example: 'D-2026-00087',
          }),
          reason: text('理由', 'Reason'),
          buyerName: text('行き先。なければ null', 'To whom it went, or null').nullable(),
        })
        .openapi('LotStep'),
      '起きた順',
      'In the order they happened',
    ),
  })
  .openapi('LotTrace')

/** Emails and addresses: for the company's staff only. */
export const recall = z
  .object({
    ...lotRow.shape,
    buyers: listOf(
      z
        .object({
          buyerId: id('買い手', 'The buyer'),
          buyerName: text('買い手の名前', 'Name of the buyer', { example: '海辺ホテル' }),
          address: text('住所', 'Address', { example: '宮城県気仙沼市港町1' }),
          emails: listOf(
            text('メールアドレス', 'Email address', { example: 'keiri@example.jp' }),
            'いま買い手のために動く人の宛先',
            'Of the people who act for the buyer today',
          ),
          deliveries: listOf(
            z
              .object({
                id: id('納品', 'The delivery'),
                no: text('納品書の番号', 'Delivery note number', { example: 'D-2026-00087' }),
                on: day('出荷日', 'Shipped on'),
              })
              .openapi('RecalledDelivery'),
            'このロットが入った納品。番号順',
            'Deliveries with some of the lot, by number',
          ),
          delivered: quantity('渡った数', 'Delivered', baseUnits, { example: 24 }),
          returned: quantity('そのうち戻った数', 'Of these, came back', baseUnits, { example: 0 }),
        })
        .openapi('RecallRow'),
      '買い手',
      'Buyers',
    ),
  })
  .openapi('Recall')

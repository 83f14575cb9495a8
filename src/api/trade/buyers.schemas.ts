import { z } from '@hono/zod-openapi'
import { count, day, flag, id, listOf, quantity, text, yen } from '#api/fields.ts'
import { both } from '#api/language.ts'

/** The shapes of buyers' accounts. */
export const buyerId = () => id('買い手', 'The buyer')
export const buyerName = () => text('買い手の名前', 'Name of the buyer', { example: '海辺ホテル' })
export const priceListId = () => id('価格表', 'The price list')
export const priceListName = () => text('価格表の名前', 'Name of the price list', { example: '旅館向け' })
export const placeId = () => id('納品先', 'The place')
const mostYen = 10_000_000_000

const dayOfMonth = (ja: string, en: string) =>
  quantity(ja, en, { ja: '日', en: 'day of the month' }, { min: 1, max: 31, example: 31 })
const closingDay = () => dayOfMonth('締め日。31 は月末', 'Closing day; 31 is the end of the month')
const payMonths = () =>
  quantity(
    '締めから支払いまで',
    'From closing to payment',
    { ja: '月', en: 'months' },
    { min: 0, max: 6, example: 1 },
  )
const payDay = () => dayOfMonth('支払日。31 は月末', 'Pay day; 31 is the end of the month')
const creditLimit = () => yen('与信枠', 'Credit limit', { min: 0, max: mostYen, example: 300_000 })
const payerKana = (max?: number) =>
  text(
    '銀行の明細に現れる名前。ふりがなと違うとき',
    'How the payer stands on bank statements, when not by its kana',
    {
      max,
      example: 'ウミベホテル',
    },
  )
const deliveryNote = (max?: number) =>
  text('納品書に印字する、届け方の注意', 'How to deliver, printed on delivery notes', {
    max,
    example: '裏口へ',
  })
const route = (max?: number) => text('便', 'Route of the truck', { max, example: '海岸便' })
const email = () => text('メールアドレス', 'Email address', { max: 254, example: 'keiri@example.jp' })
const billingEmails = (max?: number) =>
  listOf(email(), '請求書の送り先。空ならメンバー全員', 'Where invoices go; all members when empty', max)

/** All of it is said anew: what is left out is as usual again. */
export const newTerms = z
  .strictObject({
    closingDay: closingDay().optional(),
    payMonths: payMonths().optional(),
    payDay: payDay().optional(),
    payerKana: payerKana(60).optional(),
    deliveryNote: deliveryNote(500).optional(),
    route: route(40).optional(),
    billingEmails: billingEmails(20).optional(),
    creditLimitYen: creditLimit().optional(),
  })
  .openapi('NewBuyerTerms')

export const newPlace = z
  .strictObject({
    name: text('名前', 'Name', { min: 1, max: 80, example: '別館' }),
    address: text('住所', 'Address', { max: 200 }).optional(),
    note: text('届け方の注意', 'How to deliver', { max: 200 }).optional(),
  })
  .openapi('NewPlace')

export const newApproval = z
  .strictObject({
    aboveYen: yen(
      'この額（税抜）を超える注文は承認を待つ。なければ誰の承認も要らない',
      'Orders above it, without tax, wait for an approver; nobody approves when left out',
      {
        min: 0,
        max: mostYen,
        example: 50_000,
      },
    ).optional(),
    userIds: listOf(id('買い手のメンバー', 'A member of the buyer'), '承認する人', 'Who approves', 100),
  })
  .openapi('NewApproval')

export const buyerRow = z
  .object({
    buyerId: buyerId(),
    name: buyerName(),
    kana: text('ふりがな（カタカナ）', 'Reading, in katakana', { example: 'ウミベホテル' }),
    route: route(),
    priceLists: listOf(priceListName(), '使う価格表。先のものが優先', 'Its price lists, the first decides'),
    creditLimitYen: yen('与信枠。なければ null', 'Credit limit, or null', {
      min: 0,
      example: 300_000,
    }).nullable(),
    unpaidYen: yen('払われていない請求。税込', 'Invoiced and not paid, with tax'),
    lastOrderOn: day('最後に注文した日。なければ null', 'Last ordered on, or null').nullable(),
  })
  .openapi('BuyerRow')

const named = (ja: string, en: string) =>
  listOf(z.object({ priceListId: priceListId(), name: priceListName() }).openapi('NamedPriceList'), ja, en)

export const buyer = z
  .object({
    buyerId: buyerId(),
    name: buyerName(),
    address: text('住所', 'Address', { example: '宮城県気仙沼市港町1' }),
    terms: z
      .object({
        closingDay: closingDay().nullable(),
        payMonths: payMonths().nullable(),
        payDay: payDay().nullable(),
        payerKana: payerKana(),
        deliveryNote: deliveryNote(),
        route: route(),
        billingEmails: billingEmails(),
        creditLimitYen: yen('与信枠。なければ null', 'Credit limit, or null', {
          min: 0,
          example: 300_000,
        }).nullable(),
      })
      .openapi('BuyerTerms', {
        description: both(
          'この買い手だけの条件。null は決まりごとのまま',
          'What differs for this buyer; null: as usual',
        ),
      }),
    usual: z
      .object({ closingDay: closingDay(), payMonths: payMonths(), payDay: payDay() })
      .openapi('UsualTerms', {
        description: both('商社の決まりごと', 'What counts where the terms say nothing'),
      }),
    usedYen: yen(
      '与信の利用額。請求済みは税込、これからの分は税抜。商社が払う側なら負',
      'How much of the credit is used: invoiced with tax, what is to come without; below zero when the company owes',
    ),
    approvalAboveYen: yen(
      'これを超える注文は承認を待つ。税抜。なければ null',
      'Orders above it wait for an approver, without tax; or null',
      {
        min: 0,
        example: 50_000,
      },
    ).nullable(),
    members: listOf(
      z
        .object({
          userId: id('利用者', 'The user'),
          name: text('名前', 'Name', { example: '海野 ふみ' }),
          email: email(),
          approver: flag('注文を承認する', 'Approves orders', false),
        })
        .openapi('BuyerMember'),
      '買い手として入れる人',
      'Who acts for the buyer',
    ),
    places: listOf(
      z
        .object({
          placeId: placeId(),
          name: text('名前', 'Name', { example: '別館' }),
          address: text('住所', 'Address'),
          note: text('届け方の注意', 'How to deliver'),
        })
        .openapi('Place'),
      '納品先。名前の順',
      'Its places, by name',
    ),
    priceLists: named('使う価格表。先のものが優先', 'Its price lists, the first decides'),
  })
  .openapi('Buyer')

export const newPrice = z
  .strictObject({
    variantId: id('規格', 'The variant'),
    priceYen: yen('税抜単価', 'Price without tax', { min: 0, max: 100_000_000, example: 540 }),
    fromQuantity: quantity(
      '1行でこの数から。なければ1',
      'From so many in one line; 1 when left out',
      { ja: '規格の数', en: 'variants' },
      { min: 1, max: 1_000_000, example: 10 },
    ).optional(),
    from: day('この日から。なければ今日', 'From this day; today when left out').optional(),
    to: day('この日まで。なければずっと', 'Through this day; no end when left out', '2027-03-31').optional(),
  })
  .openapi('NewPrice')

export const priceListRow = z
  .object({
    priceListId: priceListId(),
    name: priceListName(),
    discountBp: quantity(
      '表にない品の割引',
      'Off the usual price of what it does not name',
      { ja: '1万分率', en: 'basis points' },
      { min: 0, max: 9_000, example: 500 },
    ),
    note: text('メモ', 'Note'),
    prices: count('価格', 'Prices', { example: 24 }),
    buyers: count('使う買い手', 'Buyers who have it', { example: 8 }),
  })
  .openapi('PriceListRow')

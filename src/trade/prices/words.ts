/** What people read on price lists. */
import { setOverLimit } from '#trade/words/order-refusals.ts'
import type { Lang } from '#ui/words.ts'
import { type Sentences, sayer } from '#trade/words/sentences.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { PriceListRefusal, PriceRefusal } from './price-lists.ts'

const ja = {
  lists: '価格表',
  lead: '買い手ごと、グループごとの価格です。数量で段をつけ、期間を決められます。表にない品は、標準価格から割り引きます。',
  name: '名前',
  nameHint: '例：学校給食、直売所、海辺ホテル',
  discount: '表にない品の割引',
  prices: '価格の数',
  buyers: '使う買い手',
  note: 'メモ',
  none: 'まだ価格表がありません',
  noneText: '下で作り、買い手のページでどの表を使うか決めます。',
  add: '価格表を作る',
  save: '保存する',
  saved: '価格表を保存しました。',
  close: 'この価格表を使わない',
  closeHint: '使っていた買い手は、次の注文から標準価格になります。注文済みの価格は変わりません。',
  closed: '価格表を外しました。',
  noBuyers: 'まだだれも使っていません。買い手のページで選びます。',
  product: '品名',
  variant: '荷姿',
  usual: '標準価格（税抜）',
  price: '価格（税抜）',
  perKg: (yen: string) => `${yen}/kg`,
  from: 'いつから',
  to: 'いつまで',
  toHint: '空なら、ずっと',
  quantity: '数量',
  fromQuantity: '何個から',
  fromQuantityHint: '1行の注文がこの数以上のとき',
  atLeast: (count: string) => `${count}から`,
  noPrices: 'まだ価格がありません。',
  enter: '価格を入れる',
  entered: '価格を入れました。',
  drop: '消す',
  dropped: '価格を消しました。',
  settings: '名前と割引',
}
export type PriceWords = typeof ja

const en: PriceWords = {
  lists: 'Price lists',
  lead: 'Prices for one buyer or a group: by quantity, from a day to a day. Goods that a list does not name cost the usual price less its discount.',
  name: 'Name',
  nameHint: 'For example: schools, farm shops, Seaside Hotel',
  discount: 'Discount on goods not named',
  prices: 'Prices',
  buyers: 'Used by',
  note: 'Note',
  none: 'No price lists yet',
  noneText: 'Make one below, then choose on the page of a buyer which lists count.',
  add: 'Make a price list',
  save: 'Save',
  saved: 'The price list is saved.',
  close: 'Stop using this list',
  closeHint: 'Its buyers pay the usual prices from the next order. What is ordered keeps its price.',
  closed: 'The price list is not used any more.',
  noBuyers: 'Nobody uses it yet. Choose it on the page of a buyer.',
  product: 'Product',
  variant: 'Sold as',
  usual: 'Usual price (without tax)',
  price: 'Price (without tax)',
  perKg: (yen) => `${yen}/kg`,
  from: 'From',
  to: 'Until',
  toHint: 'Left empty: from then on',
  quantity: 'Quantity',
  fromQuantity: 'From how many',
  fromQuantityHint: 'When a line of an order has at least so many',
  atLeast: (count) => `${count} or more`,
  noPrices: 'No prices yet.',
  enter: 'Enter a price',
  entered: 'The price is entered.',
  drop: 'Delete',
  dropped: 'The price is deleted.',
  settings: 'Name and discount',
}
export const priceWords: Readonly<Record<Lang, PriceWords>> = { ja, en }

const sentences: Sentences<PriceListRefusal | PriceRefusal | Refusal<'price_unknown'>> = {
  not_allowed: [
    () => '価格表を変えられるのは、地域商社の方だけです。',
    () => 'Only the trading company changes price lists.',
  ],
  name_missing: [() => '価格表の名前を入力してください。', () => 'Enter the name of the list.'],
  name_taken: [
    () => '同じ名前の価格表があります。ちがう名前を入力してください。',
    () => 'There is a list of this name. Enter another name.',
  ],
  discount_wrong: [() => '割引は0から90％までで入力してください。', () => 'Enter a discount from 0 to 90 %.'],
  price_list_unknown: [
    () => 'この価格表はもう使われていません。一覧から選びなおしてください。',
    () => 'This price list is not in use any more. Choose another from the list.',
  ],
  variant_unknown: [() => '荷姿を選んでください。', () => 'Choose what is sold.'],
  price_wrong: [
    () => '価格は0円以上の整数で入力してください。',
    () => 'Enter the price in whole yen, 0 or more.',
  ],
  set_over_limit: setOverLimit,
  quantity_wrong: [
    () => '「何個から」は1以上の整数で入力してください。',
    () => 'Enter from how many as a whole number, 1 or more.',
  ],
  period_wrong: [
    () => '「いつまで」は「いつから」以降の日付にしてください。',
    () => 'Enter an end that is not before the beginning.',
  ],
  price_unknown: [
    () => 'この価格はもう消されています。画面を開きなおしてください。',
    () => 'This price is gone already. Open the page again.',
  ],
}
export const sayPrice = sayer(sentences)

/** Why a product, its terms or a receipt was refused, as sentences. */
import type { ReceiveRefusal } from '#trade/lots.ts'
import type { EditRefusal, StateRefusal } from '#trade/products.ts'
import type { PicturesRefusal } from '#trade/product-pictures.ts'
import type { PictureRefusal } from '#parties/pictures.ts'
import type { Refusal } from '#kit/refusals.ts'
import { sayer } from './sentences.ts'
import type { Sentences } from './sentences.ts'

type ContractRefusal = Refusal<'not_allowed' | 'product_unknown' | 'commission_out_of_range' | 'price_wrong'>
type ShownPictureRefusal = PictureRefusal | Refusal<'alt_missing'>
type GoodsRefusal =
  | EditRefusal
  | StateRefusal
  | ContractRefusal
  | ReceiveRefusal
  | ShownPictureRefusal
  | PicturesRefusal
  | Refusal<'terms_incomplete'>

const goods: Sentences<GoodsRefusal> = {
  not_allowed: [() => 'この操作は、担当の方だけができます。', () => 'Only those in charge may do this.'],
  name_missing: [() => '商品名を入力してください。', () => 'Enter the name.'],
  kana_missing: [() => 'よみをカタカナで入力してください。', () => 'Enter the reading in katakana.'],
  base_unit_missing: [
    () => '数える単位（本、袋など）を入力してください。',
    () => 'Enter the unit in which it is counted.',
  ],
  tax_class_not_for_category: [
    () => 'この種類の産品は軽減税率になりません。標準税率を選んでください。',
    () => 'Goods of this kind do not bear the reduced rate. Choose the standard rate.',
  ],
  set_parts_wrong: [
    () => '食品の分と食品以外の分の価額を、どちらも整数（円）で入力してください。食品以外の分は1円以上です。',
    () => 'Enter what the food and the rest are worth, both in whole yen; the rest is 1 yen or more.',
  ],
  set_not_reduced: [
    (t) =>
      `食品とほかの品の詰め合わせが軽減税率になるのは、税抜${t.yen('mostYen')}以下で、食品の分が3分の${t.text('thirds')}以上のときだけです。標準税率を選ぶか、価格と価額を確かめてください。`,
    (t) =>
      `A set bears the reduced rate only at ${t.yen('mostYen')} or less without tax, when ${t.text('thirds')} thirds of it or more are food. Choose the standard rate, or check the prices.`,
  ],
  season_wrong: [
    () => '出荷できる時期は、始まりと終わりの両方を選んでください。',
    () => 'Choose both the beginning and the end of the season.',
  ],
  variant_missing: [() => '荷姿を一つ以上入力してください。', () => 'Enter at least one way to sell it.'],
  too_many_variants: [
    (t) => `荷姿は${t.number('most')}種類までにしてください。`,
    (t) => `Enter at most ${t.number('most')} variants.`,
  ],
  variant_name_missing: [() => '荷姿の名前を入力してください。', () => 'Enter the name of the variant.'],
  variant_twice: [
    (t) => `荷姿「${t.text('name')}」が二つあります。名前を変えてください。`,
    (t) => `There are two variants named ${t.text('name')}. Change one of them.`,
  ],
  variant_quantity_wrong: [
    () => '入り数は1以上の整数で入力してください。',
    () => 'Enter how many it holds as a whole number, 1 or more.',
  ],
  price_wrong: [
    () => '価格は0以上の整数（円）で入力してください。',
    () => 'Enter the price in whole yen, 0 or more.',
  ],
  least_quantity_wrong: [
    () => '最少の注文数は1以上の整数で、注文の刻みの倍数にしてください。',
    () => 'The least order is a whole number, 1 or more, and a multiple of the steps.',
  ],
  step_quantity_wrong: [
    () => '注文の刻みは1以上の整数で入力してください。',
    () => 'Enter the steps as a whole number, 1 or more.',
  ],
  by_kg_needs_weight: [
    () => '1kgあたりの価格は、重さで量る産品だけで使えます。数え方を確かめてください。',
    () => 'A price per kilogram is for goods counted by weight. Check how the product is counted.',
  ],
  jan_wrong: [
    () => 'JANコードは8桁か13桁です。最後の数字まで確かめてください。',
    () => 'A JAN code has 8 or 13 digits. Check it to its last digit.',
  ],
  producer_unknown: [() => '生産者を選んでください。', () => 'Choose the producer.'],
  picture_unknown: [
    () => 'この生産者の写真から選んでください。',
    () => "Choose one of the producer's own pictures.",
  ],
  product_unknown: [() => '産品を選んでください。', () => 'Choose the product.'],
  base_unit_fixed: [
    () => '入荷したことのある産品は、数え方と単位を変えられません。別の産品として登録してください。',
    () => 'Goods were received in this unit, so it cannot change. Put up another product instead.',
  ],
  variant_unknown: [
    () => '荷姿が見つかりません。画面を開き直してください。',
    () => 'A variant was not found. Open the page again.',
  ],
  variant_in_pool: [
    (t) =>
      `共同の品「${t.text('pool')}」に入っているので、入数・価格の単位・税率はほかの生産者の品とそろえてください。先に共同の品から外すこともできます。`,
    (t) =>
      `It is in the pool ${t.text('pool')}, so size, unit of price and tax rate stay those of the other goods there. Or take it out of the pool first.`,
  ],
  contract_missing: [
    (t) =>
      t.text('name') === ''
        ? '生産者との取引条件がありません。先に取引条件を記録してください。'
        : `「${t.text('name')}」には${t.text('on')}の取引条件がありません。先に取引条件を記録してください。`,
    (t) =>
      t.text('name') === ''
        ? 'There are no terms with the producer yet. Record them first.'
        : `${t.text('name')} has no terms on ${t.text('on')}. Record them first.`,
  ],
  commission_out_of_range: [
    () => '手数料は0〜100%で入力してください。',
    () => 'Enter the commission between 0 and 100%.',
  ],
  terms_incomplete: [
    () => '委託なら手数料を、買取なら買取価格を入力してください。',
    () => 'Enter the commission for consignment, or the price for purchase.',
  ],
  quantity_wrong: [
    () => '数量は1以上の整数で入力してください。',
    () => 'Enter the quantity as a whole number, 1 or more.',
  ],
  day_in_future: [() => '今日までの日付を入力してください。', () => 'Enter a day that is not after today.'],
  made_after_receipt: [
    () => '収穫・製造の日は、入荷の日までの日付にしてください。',
    () => 'The day of harvest or making cannot be after the receipt.',
  ],
  best_before_too_early: [
    () => '期限は、収穫・製造の日より後の日付にしてください。',
    () => 'The best-before day must not be before the day it was made.',
  ],
  lot_no_taken: [
    (t) => `ロット番号「${t.text('lotNo')}」はすでにあります。別の番号にしてください。`,
    (t) => `Lot number ${t.text('lotNo')} is taken. Choose another.`,
  ],
  too_many_pictures: [
    (t) => `写真は${t.number('most')}枚までです。一枚外してから、のせてください。`,
    (t) => `A product has ${t.number('most')} pictures at most. Take one off first.`,
  ],
  picture_empty: [() => '写真のファイルを選んでください。', () => 'Choose a picture file.'],
  picture_too_large: [
    (t) => `写真は${t.number('limitMb')}MBまでです。小さくしてください。`,
    (t) => `Pictures may have up to ${t.number('limitMb')} MB. Make it smaller.`,
  ],
  picture_too_many_pixels: [
    () => '写真の画素数が多すぎます。縮小してください。',
    () => 'The picture has too many pixels. Scale it down.',
  ],
  picture_svg: [
    () => 'SVGは使えません。JPEGかPNGにしてください。',
    () => 'SVG is not taken. Use JPEG or PNG.',
  ],
  not_a_picture: [
    () => '写真として読めません。別のファイルにしてください。',
    () => 'This is not a picture. Choose another file.',
  ],
  alt_missing: [() => '写真に写っているものを入力してください。', () => 'Say what the picture shows.'],
}
export const sayGoods = sayer(goods)

/** What people read on labels, and on the page that a label opens. */
import type { Lang } from '#ui/words.ts'

const ja = {
  labels: 'ラベル',
  print: 'ラベルを印刷する',
  printHint:
    'A4・24面（66×33.9mm）のラベル用紙に印刷します。二次元コードを読むと、だれがいつどこで作ったかが開きます。',
  sheets: (sheets: number, labels: number) => `${sheets}シート（${labels}枚）`,
  seeOrigin: 'ラベルから開くページを見る',
  orderLabels: '荷札',
  madeOn: '収穫・製造',
  bestBefore: '期限',
  deliverOn: '納品',
  origin: 'この品の生い立ち',
  lot: 'ロット',
  place: '場所',
  producer: '作った人',
  town: 'まち',
  seeProduct: 'この産品を見る',
  seeProducer: '作った人のページへ',
}
export type LabelWords = typeof ja

const en: LabelWords = {
  labels: 'Labels',
  print: 'Print labels',
  printHint:
    'For label sheets of A4 with 24 labels (66 × 33.9 mm). The square opens who made it, when and where.',
  sheets: (sheets, labels) => `${sheets} sheet${sheets === 1 ? '' : 's'} (${labels})`,
  seeOrigin: 'See what a label opens',
  orderLabels: 'Box labels',
  madeOn: 'Made',
  bestBefore: 'Best before',
  deliverOn: 'Deliver',
  origin: 'Where this comes from',
  lot: 'Lot',
  place: 'Place',
  producer: 'Made by',
  town: 'Town',
  seeProduct: 'See the product',
  seeProducer: 'To the maker’s page',
}
export const labelWords: Readonly<Record<Lang, LabelWords>> = { ja, en }

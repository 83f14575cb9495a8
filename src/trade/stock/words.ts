/** What people read where stock is corrected, and where a lot is called back. */
import type { Term } from './stock-lists.ts'
import type { CountsRefusal } from './counts.ts'
import type { WriteOffRefusal } from '#trade/lots.ts'
import type { Lang } from '#ui/words.ts'
import { type Sentences, sayer } from '#trade/words/sentences.ts'

const ja = {
  takeOut: '在庫から除く',
  takeOutHint: '傷んだものや見本に出したものです。注文に約束した分は除けません。',
  fate: '何に',
  fates: { waste: '廃棄', sample: '見本' },
  takeOutDone: '在庫から除きました。',
  count: '棚卸',
  countHint: '数えた数を入力します。帳簿との差が、棚卸として記録されます。',
  counted: '数えた数',
  countNote: '気づいたこと',
  countButton: '数を記録する',
  countSame: '帳簿と同じ数でした。記録は変わりません。',
  countDone: (change: string) => `棚卸を記録しました（${change}）。`,
  recall: '回収の連絡先',
  recallOpen: '回収の連絡先を見る',
  recallLead: 'このロットが届いた相手と連絡先です。残りが多い順です。商社の担当者だけが見られます。',
  recallNone: 'このロットはまだだれにも届いていません',
  recallNoneText: '倉庫にある分は、ロットのページから在庫を除いてください。',
  recallBack: 'ロットのページへ',
  recallCsv: 'CSVをダウンロード',
  recallFile: '回収先',
  buyer: '届けた相手',
  contact: '連絡先',
  noContact: 'ログインする人がいません',
  deliveries: '納品書',
  delivered: '届けた数',
  returned: '戻った数',
  outside: 'まだ先にある数',
  inStore: '倉庫に残る数',
  address: '住所',
  store: '在庫と期限',
  storeLead: '残りのあるロットです。期限が早い順に並びます。',
  storeEmpty: 'あてはまる在庫はありません',
  storeEmptyText: '入荷を記録すると、ここに並びます。',
  term: '期限',
  terms: {
    expired: '期限切れ',
    three_days: '3日以内',
    week: '1週間以内',
    two_weeks: '2週間以内',
    later: 'その先',
    never: '期限なし',
  } satisfies Record<Term, string>,
  allLots: 'すべて',
  daysLeft: '残り日数',
  days: (days: number) => (days < 0 ? `${-days}日すぎ` : days === 0 ? '今日まで' : `あと${days}日`),
  free: '約束のない分',
  unit: '単位',
  countStore: '倉庫を棚卸する',
  countStoreLead:
    '数えたロットだけ入力します。空欄のロットはそのままです。このページを印刷すると、棚を回る用紙になります。',
  inBooks: '帳簿の数',
  storeCounted: (all: number, changed: number) =>
    changed === 0
      ? `${all}件を数えました。どれも帳簿と同じでした。`
      : `${all}件を数え、${changed}件の差を棚卸として記録しました。`,
  rowsOf: (from: string, to: string, all: string) => `${all}件のうち ${from}〜${to}`,
}
export type StockWords = typeof ja

const en: StockWords = {
  takeOut: 'Take out of the stock',
  takeOutHint: 'What spoilt, or went out as a sample. What was promised to buyers stays.',
  fate: 'What for',
  fates: { waste: 'Waste', sample: 'Sample' },
  takeOutDone: 'Taken out of the stock.',
  count: 'Stock-taking',
  countHint: 'Enter what you counted. The difference from the books is recorded as a count.',
  counted: 'Counted',
  countNote: 'Remark',
  countButton: 'Record the count',
  countSame: 'That is what the books say. Nothing was changed.',
  countDone: (change: string) => `The count is recorded (${change}).`,
  recall: 'Recall list',
  recallOpen: 'Open the recall list',
  recallLead:
    'Everybody to whom this lot went, with whom to reach; those who have most of it first. Only the company’s staff sees this.',
  recallNone: 'Nobody has received this lot yet',
  recallNoneText: 'What is in the store is taken out on the page of the lot.',
  recallBack: 'To the lot',
  recallCsv: 'Download CSV',
  recallFile: 'recall',
  buyer: 'Delivered to',
  contact: 'Contact',
  noContact: 'Nobody signs in for them',
  deliveries: 'Delivery notes',
  delivered: 'Delivered',
  returned: 'Came back',
  outside: 'Still out there',
  inStore: 'Still in the store',
  address: 'Address',
  store: 'Stock and expiry',
  storeLead: 'Lots of which something is left, what expires first on top.',
  storeEmpty: 'Nothing of this is in the store',
  storeEmptyText: 'Receipts that you record stand here.',
  term: 'Expiry',
  terms: {
    expired: 'Expired',
    three_days: 'Within 3 days',
    week: 'Within a week',
    two_weeks: 'Within two weeks',
    later: 'Later',
    never: 'No date',
  },
  allLots: 'All',
  daysLeft: 'Days left',
  days: (days) => (days < 0 ? `${-days} d. over` : days === 0 ? 'Until today' : `${days} d. left`),
  free: 'Not promised',
  unit: 'Unit',
  countStore: 'Count the store',
  countStoreLead:
    'Enter only the lots that you counted; empty boxes change nothing. Printed, this page is the list for the shelves.',
  inBooks: 'In the books',
  storeCounted: (all, changed) =>
    changed === 0
      ? `${all} lots were counted, all as in the books.`
      : `${all} lots were counted; ${changed} differences are recorded as counts.`,
  rowsOf: (from, to, all) => `${from}–${to} of ${all}`,
}
export const stockWords: Readonly<Record<Lang, StockWords>> = { ja, en }

const sentences: Sentences<CountsRefusal | WriteOffRefusal> = {
  not_allowed: [() => '在庫を直せるのは商社の担当者です。', () => 'The company’s staff corrects the stock.'],
  lot_unknown: [() => 'このロットは見つかりません。', () => 'This lot was not found.'],
  quantity_wrong: [
    () => '数量は1以上の整数で入力してください。',
    () => 'Enter a whole number of 1 or more as the quantity.',
  ],
  nothing_counted: [
    () => '数えたロットの欄に、数を入力してください。',
    () => 'Enter a number for the lots that you counted.',
  ],
  counted_wrong: [
    () => '数えた数は0以上の整数で入力してください。',
    () => 'Enter what you counted as a whole number of 0 or more.',
  ],
  more_than_received: [
    (t) => `このロットの入荷は${t.number('received')}です。増えた分は、入荷として記録してください。`,
    (t) => `${t.number('received')} came in as this lot. Record what is more as a receipt of its own.`,
  ],
  reason_missing: [() => '理由を入力してください。', () => 'Enter the reason.'],
  lot_holds_less: [
    (t) => `このロットの残りは${t.number('left')}です。それまでの数量にしてください。`,
    (t) => `${t.number('left')} are left of this lot. Enter no more than that.`,
  ],
  promised_to_buyers: [
    (t) =>
      `注文に約束した分があるため、減らせるのは${t.number('free')}までです。先に注文を取り消してください。`,
    (t) => `Buyers were promised the rest: at most ${t.number('free')} can go. Cancel an order first.`,
  ],
}
export const sayStock = sayer(sentences)

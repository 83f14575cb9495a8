/** What people read on fees. */
import type { Lang } from '#ui/words.ts'
import { type Sentences, sayer } from '#trade/words/sentences.ts'
import type { EndFeeRefusal, FeeRefusal } from './fees.ts'

const ja = {
  fees: '手数料の決まり',
  lead: '契約の販売手数料のほかに、委託の精算で差し引くものです（税込）。返品の分は戻します。振込手数料は差し引けません（要確認）。',
  name: '名前',
  nameHint: '例：出荷箱代、集荷料、出店料',
  nameEn: '英語の名前',
  calculator: '計算のしかた',
  calculators: {
    flat: '決まった額',
    percent: '売上の割合',
    per_unit: '1つ（1kg）あたり',
    tiered: '売上の段ごとの割合',
  },
  flatPer: 'いつ差し引くか（決まった額のとき）',
  flatPers: { statement: '精算ごとに1回', delivery: '納品ごと' },
  amount: '金額（税込）',
  amountHint: '決まった額、または1つあたりのとき',
  rate: '割合',
  rateHint: '売上（税込）に対する割合。割合のとき',
  tiers: '段',
  tiersHint: '1行に「いくらから 何％」。例：0 15／50000 12。段ごとの額に、その段の割合を掛けます。',
  scope: '何に付けるか',
  scopes: { all: 'すべての委託品', producer: '生産者', product: '産品', channel: '販路', cycle: '受注回' },
  from: 'いつの売上から',
  to: 'いつの売上まで',
  add: '手数料を加える',
  added: '手数料を加えました。次の精算から差し引きます。',
  end: '終わる',
  ended: '手数料を終わりにしました。',
  none: '手数料の決まりはありません',
  noneText: '契約の販売手数料だけを差し引きます。',
  counts: '計算',
  perStatement: (yen: string) => `精算ごとに ${yen}`,
  perDelivery: (yen: string) => `納品ごとに ${yen}`,
  percent: (rate: string) => `売上の ${rate}`,
  perUnit: (yen: string) => `1つ（1kg）${yen}`,
  tier: (from: string, rate: string) => `${from}から ${rate}`,
  period: '期間',
}
export type FeeWords = typeof ja

const en: FeeWords = {
  fees: 'Fees',
  lead: 'What is taken off consignment statements beside the commission (with tax). What comes back gives its part back. The bank’s transfer fee may not be one (to be confirmed).',
  name: 'Name',
  nameHint: 'For example: boxes, collection, stall',
  nameEn: 'Name in English',
  calculator: 'How it is worked out',
  calculators: {
    flat: 'A fixed amount',
    percent: 'Per cent of sales',
    per_unit: 'By the piece (kilogram)',
    tiered: 'Per cent by tiers of sales',
  },
  flatPer: 'When (of a fixed amount)',
  flatPers: { statement: 'Once a statement', delivery: 'For each delivery' },
  amount: 'Amount (with tax)',
  amountHint: 'Of a fixed amount, or by the piece',
  rate: 'Per cent',
  rateHint: 'Of sales with tax',
  tiers: 'Tiers',
  tiersHint:
    'One a line: from how many yen, how many per cent. For example: 0 15 / 50000 12. Each part counts at the rate of its own tier.',
  scope: 'What it is attached to',
  scopes: {
    all: 'All consigned goods',
    producer: 'Producer',
    product: 'Product',
    channel: 'Channel',
    cycle: 'Order cycle',
  },
  from: 'Of sales from',
  to: 'Of sales until',
  add: 'Add the fee',
  added: 'The fee is added. The next statements take it off.',
  end: 'End it',
  ended: 'The fee has ended.',
  none: 'No fees',
  noneText: 'Only the commission of the contract is taken off.',
  counts: 'Worked out as',
  perStatement: (yen) => `${yen} a statement`,
  perDelivery: (yen) => `${yen} a delivery`,
  percent: (rate) => `${rate} of sales`,
  perUnit: (yen) => `${yen} a piece (kilogram)`,
  tier: (from, rate) => `${rate} from ${from}`,
  period: 'Period',
}
export const feeWords: Readonly<Record<Lang, FeeWords>> = { ja, en }

const sentences: Sentences<FeeRefusal | EndFeeRefusal> = {
  not_allowed: [
    () => '手数料を変えられるのは、地域商社の方だけです。',
    () => 'Only the trading company changes fees.',
  ],
  name_missing: [() => '手数料の名前を入力してください。', () => 'Enter the name of the fee.'],
  amount_wrong: [
    () => '金額は1円から100万円までの整数で入力してください。',
    () => 'Enter an amount of 1 to 1,000,000 whole yen.',
  ],
  rate_wrong: [
    () => '割合は0.01％から100％までで入力してください。',
    () => 'Enter a rate from 0.01 to 100 %.',
  ],
  tiers_wrong: [
    () => '段は「0 15」のように0円から始め、10段までで入力してください。',
    () => 'Enter up to 10 tiers, the first from 0, for example “0 15”.',
  ],
  scope_unknown: [() => '何に付けるかを選んでください。', () => 'Choose what it is attached to.'],
  from_settled: [
    (t) => `精算が済んだ月にはさかのぼれません。${t.text('on')} 以降の日付にしてください。`,
    (t) => `Settled months cannot be changed. Enter ${t.text('on')} or a later day.`,
  ],
  to_settled: [
    (t) => `精算が済んだ月にはさかのぼれません。${t.text('on')} 以降の日付にしてください。`,
    (t) => `Settled months cannot be changed. Enter ${t.text('on')} or a later day.`,
  ],
  to_before_from: [
    (t) => `この手数料は ${t.text('on')} からです。終わりは、その日以降の日付にしてください。`,
    (t) => `This fee begins on ${t.text('on')}. Enter that day or a later one as its end.`,
  ],
  fee_unknown: [
    () => 'この手数料は、もう終わっています。画面を開きなおしてください。',
    () => 'This fee has ended already. Open the page again.',
  ],
}
export const sayFee = sayer(sentences)

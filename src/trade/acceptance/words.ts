/** What people read where a buyer says what came. */
import type { Lang } from '#ui/words.ts'
import { type Sentences, sayer } from '#trade/words/sentences.ts'
import type { AcceptRefusal, SettleDifferenceRefusal, UndoAcceptanceRefusal } from './acceptances.ts'

const ja = {
  acceptance: '検収',
  acceptances: '検収',
  lead: '届いた品を確かめた記録です。不足や破損は、商社が返品として処理するまでここに残ります。',
  views: { differing: '未処理の差異', waiting: '検収待ち', all: 'すべて' },
  filter: '絞り込み',
  delivery: '納品書',
  buyer: '買い手',
  shippedOn: '出荷日',
  acceptedOn: '検収日',
  state: '状態',
  notYet: '検収待ち',
  complete: '差異なし',
  differing: (count: number) => `差異 ${count}件`,
  settled: '処理済み',
  none: '当てはまる納品はありません',
  noneText: {
    differing: '未処理の差異はありません。',
    waiting: '検収を待つ納品はありません。',
    all: '出荷すると、ここに納品が並びます。',
  },
  ask: '届いた品を確かめましたか',
  askText:
    '数も中身も納品書のとおりなら、このまま記録してください。足りないもの、傷んだものがあれば知らせてください。',
  askStaff: '買い手から連絡があったら、ここに記録します。買い手が自分で記録することもできます。',
  allCame: 'すべて受け取りました',
  allCameStaff: '差異なしで記録する',
  tell: '不足・破損を知らせる',
  form: '検収を記録する',
  formLead: '不足や破損のある品だけ、数を入力してください。空の品は、納品書のとおり届いたものとします。',
  kinds: { short: '不足', damaged: '破損' },
  short: '足りない数',
  damaged: '傷んだ数',
  shortKg: '足りない重さ',
  damagedKg: '傷んだ重さ',
  shipped: (quantity: string) => `納品：${quantity}`,
  reason: '様子',
  reasonHint: '例：箱がつぶれていた',
  note: '連絡事項',
  save: '検収を記録する',
  recorded: (no: string) => `${no} の検収を記録しました。`,
  recordedDiffering: (no: string) => `${no} の検収を記録しました。差異は、商社が確かめて処理します。`,
  by: '記録した人',
  byBuyer: '買い手',
  byStaff: '商社',
  product: '品名',
  kind: '差異',
  quantity: '数量',
  handling: '処理',
  waiting: '処理待ち',
  returned: (no: string) => `返品 ${no}`,
  rejected: (why: string) => `認めない：${why}`,
  settle: '処理する',
  decision: '扱い',
  decisions: {
    stock: '返品（在庫に戻す）',
    waste: '返品（廃棄・紛失）',
    reject: '認めない',
  },
  settleReason: '理由',
  settleReasonHint: '認めないときは、買い手に伝わる理由を入力します。',
  settledReturn: (no: string) => `返品 ${no} として処理しました。次の請求書から差し引きます。`,
  settledReject: '差異を認めないことを記録しました。',
  undo: '検収を取り消す',
  undoHint: 'まちがえて記録したときに使います。',
  undone: '検収を取り消しました。',
}
export type AcceptanceWords = typeof ja

const en: AcceptanceWords = {
  acceptance: 'Acceptance',
  acceptances: 'Acceptance',
  lead: 'What buyers found when the goods came. What was missing or damaged stays here until the company settles it.',
  views: { differing: 'Open differences', waiting: 'Not yet accepted', all: 'All' },
  filter: 'Narrow the list',
  delivery: 'Delivery note',
  buyer: 'Buyer',
  shippedOn: 'Shipped on',
  acceptedOn: 'Accepted on',
  state: 'State',
  notYet: 'Not yet accepted',
  complete: 'No difference',
  differing: (count) => `${count} ${count === 1 ? 'difference' : 'differences'}`,
  settled: 'Settled',
  none: 'No such deliveries',
  noneText: {
    differing: 'No difference is waiting.',
    waiting: 'No delivery is waiting to be accepted.',
    all: 'Deliveries stand here when they are shipped.',
  },
  ask: 'Did you check what came?',
  askText:
    'If all is as the delivery note says, record it as it is. If something is missing or damaged, tell us.',
  askStaff: 'Record here what the buyer told you. The buyer can record it too.',
  allCame: 'All of it came',
  allCameStaff: 'Record it without differences',
  tell: 'Something is missing or damaged',
  form: 'Record the acceptance',
  formLead: 'Enter only what is missing or damaged. Goods left empty came as the delivery note says.',
  kinds: { short: 'Missing', damaged: 'Damaged' },
  short: 'Missing',
  damaged: 'Damaged',
  shortKg: 'Missing weight',
  damagedKg: 'Damaged weight',
  shipped: (quantity) => `Delivered: ${quantity}`,
  reason: 'What it looks like',
  reasonHint: 'For example: the box was crushed',
  note: 'Anything else',
  save: 'Record the acceptance',
  recorded: (no) => `The acceptance of ${no} is recorded.`,
  recordedDiffering: (no) => `The acceptance of ${no} is recorded. The company will settle the differences.`,
  by: 'Recorded by',
  byBuyer: 'The buyer',
  byStaff: 'The company',
  product: 'Product',
  kind: 'Difference',
  quantity: 'Quantity',
  handling: 'Settled by',
  waiting: 'Waiting',
  returned: (no) => `Return ${no}`,
  rejected: (why) => `Turned down: ${why}`,
  settle: 'Settle',
  decision: 'What becomes of it',
  decisions: {
    stock: 'Return, back to the store',
    waste: 'Return, thrown away or lost',
    reject: 'Turn it down',
  },
  settleReason: 'Reason',
  settleReasonHint: 'Needed when it is turned down; the buyer reads it.',
  settledReturn: (no) => `Settled as return ${no}. The next invoice takes it off.`,
  settledReject: 'The difference was turned down.',
  undo: 'Undo the acceptance',
  undoHint: 'For one that was recorded by mistake.',
  undone: 'The acceptance was undone.',
}
export const acceptanceWords: Readonly<Record<Lang, AcceptanceWords>> = { ja, en }

const accept: Sentences<AcceptRefusal> = {
  not_allowed: [
    () => '検収は、買い手か地域商社の方が記録します。',
    () => 'The buyer or the trading company records an acceptance.',
  ],
  delivery_unknown: [() => '納品書が見つかりません。', () => 'The delivery note was not found.'],
  already_accepted: [
    (t) => `${t.text('on')} に検収を記録済みです。直すときは、地域商社が先に取り消します。`,
    (t) => `It was accepted on ${t.text('on')} already. The company can undo that first.`,
  ],
  day_in_future: [
    () => '検収日は、今日までの日付を入力してください。',
    () => 'Enter a day that is not after today.',
  ],
  before_delivery: [
    (t) => `検収日は、出荷日（${t.text('on')}）以降にしてください。`,
    (t) => `The goods were shipped on ${t.text('on')}. Enter that day or a later one.`,
  ],
  line_unknown: [
    () => '納品書にない品が含まれています。画面を開き直してください。',
    () => 'A line is not of this delivery. Open the page again.',
  ],
  quantity_wrong: [() => '数量は1以上の整数で入力してください。', () => 'Enter a whole number, 1 or more.'],
  more_than_delivered: [
    (t) => `不足と破損は、合わせて${t.number('left')}までです。`,
    (t) => `Missing and damaged are together at most ${t.number('left')}.`,
  ],
}
export const sayAccept = sayer(accept)

const settle: Sentences<SettleDifferenceRefusal> = {
  not_allowed: [
    () => '差異は、地域商社の方だけが処理できます。',
    () => 'Only the trading company settles a difference.',
  ],
  difference_unknown: [
    () => '差異が見つかりません。検収が取り消されていないか確かめてください。',
    () => 'The difference was not found. The acceptance may have been undone.',
  ],
  already_settled: [() => 'この差異は処理済みです。', () => 'This difference was settled already.'],
  reason_missing: [
    () => '理由を入力してください。買い手に伝わります。',
    () => 'Enter a reason; the buyer reads it.',
  ],
  delivery_unknown: [() => '納品書が見つかりません。', () => 'The delivery note was not found.'],
  quantity_wrong: [() => '数量は1以上の整数で入力してください。', () => 'Enter a whole number, 1 or more.'],
  day_in_future: [() => '返品の日を確かめてください。', () => 'Check the day of the return.'],
  before_delivery: [() => '返品の日を確かめてください。', () => 'Check the day of the return.'],
  more_than_delivered: [
    (t) => `返品できるのは、あと${t.number('left')}までです。すでに返品を記録していないか確かめてください。`,
    (t) => `At most ${t.number('left')} can still come back. See whether a return was recorded already.`,
  ],
}
export const saySettleDifference = sayer(settle)

const undo: Sentences<UndoAcceptanceRefusal> = {
  not_allowed: [
    () => '検収を取り消せるのは、地域商社の方だけです。',
    () => 'Only the trading company undoes an acceptance.',
  ],
  acceptance_unknown: [
    () => '検収が見つかりません。すでに取り消されているかもしれません。',
    () => 'The acceptance was not found. It may have been undone already.',
  ],
  already_settled: [
    () => '差異を処理した検収は取り消せません。',
    () => 'An acceptance whose differences were settled cannot be undone.',
  ],
}
export const sayUndoAcceptance = sayer(undo)

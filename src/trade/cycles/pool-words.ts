/** What people read on pools and standing orders. */
import type { Lang } from '#ui/words.ts'

const ja = {
  poolsLead:
    '買い手がどの生産者のものでもよいと言う品です。受注回では一つの品、一つの価格で売り、締め切ったら分けます。',
  poolName: '名前',
  poolNameHint: '例：ほうれんそう 1kg',
  poolNameEn: '英語の名前',
  poolPrice: '価格（税抜）',
  members: '入れる荷姿（2人以上の生産者。量と値段の単位がそろったもの）',
  membersHint: '荷姿の名前で探して選びます。',
  addPool: '共同の品を作る',
  savePool: '保存する',
  poolSaved: '共同の品を保存しました。',
  closePool: '共同の品をやめる',
  poolClosed: '共同の品をやめました。',
  noPools: '共同の品はまだありません。',

  standingLead: '受注回が始まると、自動で予約に入ります。休む間を決めたり、やめたりできます。',
  standingGoods: '品',
  everyWeeks: '何週ごと',
  weeks: '週ごと',
  startsOn: '始める日',
  addStanding: '定期注文を加える',
  standingAdded: '定期注文を加えました。',
  pause: '休む',
  pauseFrom: 'いつから',
  pauseTo: 'いつまで',
  paused: (from: string, to: string) => `${from}から${to}まで休み`,
  resume: '再開する',
  end: 'やめる',
  standingChanged: '定期注文を変えました。',
  noStanding: '定期注文はまだありません。',
}
export type PoolWords = typeof ja

const en: PoolWords = {
  poolsLead:
    'Goods that buyers take from any producer. In a cycle they are one product at one price, and are spread when it closes.',
  poolName: 'Name',
  poolNameHint: 'For example: spinach 1 kg',
  poolNameEn: 'Name in English',
  poolPrice: 'Price (without tax)',
  members: 'Its variants (of two producers or more, alike in size and price unit)',
  membersHint: 'Search by the name of the variant.',
  addPool: 'Make a pool',
  savePool: 'Save',
  poolSaved: 'The pool is saved.',
  closePool: 'End the pool',
  poolClosed: 'The pool has ended.',
  noPools: 'There are no pools yet.',

  standingLead: 'Booked by itself when a cycle opens. It can rest for a time, or end.',
  standingGoods: 'Goods',
  everyWeeks: 'Every',
  weeks: 'weeks',
  startsOn: 'Starts on',
  addStanding: 'Add a standing order',
  standingAdded: 'The standing order is added.',
  pause: 'Rest',
  pauseFrom: 'From',
  pauseTo: 'Until',
  paused: (from, to) => `Rests from ${from} to ${to}`,
  resume: 'Go on',
  end: 'End',
  standingChanged: 'The standing order is changed.',
  noStanding: 'No standing orders yet.',
}
export const poolWords: Readonly<Record<Lang, PoolWords>> = { ja, en }

/** What people read on who owes what, and on reminders. */
import type { Lang } from '#ui/words.ts'
import { type Sentences, sayer } from '#trade/words/sentences.ts'
import type { Age } from './ageing.ts'
import type { RemindRefusal } from './reminders.ts'

const ja = {
  receivables: '売掛金',
  lead: 'まだ入金のない請求を、返還請求書の分を差し引いて、期限からの日数で分けました。期限をいちばん過ぎている買い手が上です。',
  buyer: '買い手',
  invoices: '請求',
  ages: {
    not_due: '期限前',
    to_30: '30日まで',
    to_60: '31〜60日',
    to_90: '61〜90日',
    over_90: '91日以上',
  } satisfies Record<Age, string>,
  total: '合計',
  oldest: 'いちばん古い期限',
  reminded: '最後の督促',
  never: 'なし',
  file: '売掛金年齢表',
  byAge: '期限からの日数で見た残高',
  none: '入金を待つ請求はありません',
  noneText: '月を締めて請求すると、ここに並びます。',
  open: '督促を見る',
  reminder: '督促',
  reminderLead:
    '期限を過ぎた請求をまとめて、買い手にメールでお願いします。紙で送るときは、文面を写して使えます。',
  overdue: '期限を過ぎた請求',
  invoiceNo: '請求書',
  dueOn: 'お支払期限',
  left: '残り',
  times: '督促した回数',
  letter: '送る文面',
  to: '宛先',
  noContact:
    'この買い手には請求書の宛先も、ログインする人もありません。文面を写して、電話や郵便で伝えてください。',
  copy: '文面を写す',
  send: 'この文面を送る',
  notBefore: (day: string) => `次に送れるのは ${day} からです。`,
  sent: (count: number) => `${count}件の請求について、督促のメールを送りました。`,
  history: 'これまでの督促',
  stage: '段階',
  stages: { 1: 'ご確認', 2: '再度のお願い', 3: '最終のお願い' },
  on: '送った日',
  nothing: '期限を過ぎた請求はありません',
  nothingText: 'この買い手に督促することはありません。',
}
export type ReceivableWords = typeof ja

const en: ReceivableWords = {
  receivables: 'Receivables',
  lead: 'Invoices that are not paid yet, less credit notes, by how long they have been due. The longest overdue buyer is on top.',
  buyer: 'Buyer',
  invoices: 'Invoices',
  ages: {
    not_due: 'Not due yet',
    to_30: 'Up to 30 days',
    to_60: '31–60 days',
    to_90: '61–90 days',
    over_90: 'Over 90 days',
  },
  total: 'Total',
  oldest: 'Oldest due day',
  reminded: 'Last reminder',
  never: 'None',
  file: 'receivables',
  byAge: 'What is open, by days since it was due',
  none: 'Nothing is waiting for payment',
  noneText: 'Invoices stand here when a month is closed.',
  open: 'Reminder',
  reminder: 'Reminder',
  reminderLead: 'One mail asks the buyer for all that is overdue. To send it on paper, copy the text.',
  overdue: 'Overdue invoices',
  invoiceNo: 'Invoice',
  dueOn: 'Due',
  left: 'Open',
  times: 'Reminded',
  letter: 'The letter',
  to: 'To',
  noContact:
    'No address for invoices is agreed and nobody signs in for this buyer. Copy the text and tell them by telephone or post.',
  copy: 'Copy the text',
  send: 'Send this letter',
  notBefore: (day) => `It can be sent again from ${day}.`,
  sent: (count) => `A reminder of ${count} invoices was sent.`,
  history: 'Earlier reminders',
  stage: 'Stage',
  stages: { 1: 'Kind', 2: 'Again', 3: 'Last' },
  on: 'Sent on',
  nothing: 'Nothing is overdue',
  nothingText: 'There is nothing to remind this buyer of.',
}
export const receivableWords: Readonly<Record<Lang, ReceivableWords>> = { ja, en }

const sentences: Sentences<RemindRefusal> = {
  not_allowed: [() => '督促を送れるのは商社の担当者です。', () => 'The company’s staff sends reminders.'],
  buyer_unknown: [() => 'この買い手は見つかりません。', () => 'This buyer was not found.'],
  nothing_overdue: [
    () => '期限を過ぎた請求はありません。送る必要はありません。',
    () => 'Nothing is overdue: there is nothing to send.',
  ],
  no_contact: [
    () =>
      '宛先がありません。取引条件に請求書の宛先を入れるか、主体のページで人を招待するか、文面を写して送ってください。',
    () =>
      'There is nobody to write to. Enter an address for invoices in the terms, invite somebody on the party’s page, or copy the text.',
  ],
  reminded_lately: [
    (t) => `督促を送ったばかりです。次に送れるのは ${t.text('on')} からです。`,
    (t) => `A reminder was sent lately. It can be sent again from ${t.text('on')}.`,
  ],
}
export const sayRemind = sayer(sentences)

import type { Refusal } from '#kit/refusals.ts'
import type { Lang } from '#ui/words.ts'
import type { closeDays } from './close.ts'
import type { hold, release } from './holds.ts'
import type { post, reverse } from './post.ts'

/** Every way in which the ledger refuses, taken from what it answers. */
type ReasonOf<Work extends (...input: never[]) => unknown> =
  Extract<Awaited<ReturnType<Work>>, Refusal> extends Refusal<infer R> ? R : never

export type LedgerReason = ReasonOf<
  typeof post | typeof reverse | typeof hold | typeof release | typeof closeDays
>

interface Detail {
  readonly about: string
  /** So much more would have been needed, in the words of its unit; empty when it is not known. */
  readonly short: string
}
type Sentence = string | ((detail: Detail) => string)

const ja: Readonly<Record<LedgerReason, Sentence>> = {
  day_closed: ({ about }) =>
    `${about}は締めた日です。締めた日には記帳できません。もう一度送ると、今日の日付で記帳します。`,
  day_not_over: 'まだ終わっていない日は締められません。きのうまでの日を選んでください。',
  request_key_reused:
    'この操作は、別の内容ですでに送られています。画面を開きなおしてからやり直してください。',
  below_floor: ({ short }) =>
    short === ''
      ? '残高が足りません。金額を減らすか、先に入れてください。'
      : `残高が${short}足りません。金額を減らすか、先に入れてください。`,
  hold_unknown: '引き当てが見つかりません。もとの書類を開きなおしてください。',
  hold_expired: '引き当ての期限が過ぎています。もう一度引き当ててください。',
  hold_already_used: '引き当ては、すでに使われています。もとの書類を確かめてください。',
  hold_already_released: '引き当ては、すでに解かれています。もう一度引き当ててください。',
  hold_of_another_account: '別の口座の引き当てです。支払う人の引き当てを選んでください。',
  hold_smaller_than_entry:
    '引き当てた量より多くなっています。引き当てた量までにするか、引き当てなおしてください。',
  reverses_unknown_entry: '取り消す仕訳が見つかりません。一覧から選びなおしてください。',
  reverses_a_reversal: '取り消しの仕訳は取り消せません。正しい内容で、新しく記帳してください。',
  already_reversed: 'この仕訳は、すでに取り消されています。正しい内容で、新しく記帳してください。',
}
const en: typeof ja = {
  day_closed: ({ about }) =>
    `${about} is closed, and nothing is recorded on a closed day. Send it again: it will be recorded today.`,
  day_not_over: 'A day that is not over cannot be closed. Choose a day up to yesterday.',
  request_key_reused: 'This was already sent with other content. Open the page again and retry.',
  below_floor: ({ short }) =>
    short === ''
      ? 'The balance is not enough. Take less, or pay something in first.'
      : `The balance is ${short} short. Take less, or pay something in first.`,
  hold_unknown: 'What was set aside cannot be found. Open its document again.',
  hold_expired: 'What was set aside has expired. Set it aside again.',
  hold_already_used: 'What was set aside has been used already. Check its document.',
  hold_already_released: 'What was set aside has been given back already. Set it aside again.',
  hold_of_another_account: 'This was set aside from another account. Choose that of who pays.',
  hold_smaller_than_entry: 'This is more than was set aside. Take at most that much, or set more aside.',
  reverses_unknown_entry: 'The entry to reverse cannot be found. Choose it from the list again.',
  reverses_a_reversal: 'A reversal cannot be reversed. Record what is right as a new entry.',
  already_reversed: 'This entry has been reversed already. Record what is right as a new entry.',
}
const sentences: Readonly<Record<Lang, Readonly<Record<LedgerReason, Sentence>>>> = { ja, en }

/**
 * What a person reads when the ledger refuses. `amountText` puts steps of the account's unit into words (120 → 120円),
 * for who knows the unit; without it the sentence does not say how much is lacking.
 */
export function sentenceOf(
  { refused, detail = {} }: Refusal<LedgerReason>,
  lang: Lang,
  amountText?: (steps: number) => string,
): string {
  const sentence = sentences[lang][refused]
  if (typeof sentence === 'string') return sentence
  const { about = '', short } = detail
  return sentence({
    about: String(about),
    short: amountText && typeof short === 'number' ? amountText(short) : '',
  })
}

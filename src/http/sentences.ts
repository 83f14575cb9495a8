import type { z } from 'zod'
import type { Refusal } from '#kit/refusals.ts'
import type { Lang } from '#ui/words.ts'
import type { FormFault } from './house.ts'

/** Sentences that name the field and the mend, for what a form or a JSON body got wrong. */
const ja = {
  missing: (label: string) => `${label}を入力してください。`,
  number: (label: string, typed: string) => `${label}は数字で入力してください（入力：${typed}）。`,
  whole: (label: string, typed: string) => `${label}は小数のない数で入力してください（入力：${typed}）。`,
  min: (label: string, limit: string) => `${label}は${limit}以上で入力してください。`,
  max: (label: string, limit: string) => `${label}は${limit}以下で入力してください。`,
  long: (label: string, limit: string) => `${label}は${limit}文字までで入力してください。`,
  day: (label: string, typed: string) =>
    `${label}は 2026/4/1 や 令和8年4月1日 のように、ある日付を入力してください（入力：${typed}）。`,
  month: (label: string) => `${label}は 2026-04 のように入力してください。`,
  choose: (label: string) => `${label}を選んでください。`,
  file: (label: string) => `${label}のファイルが大きすぎます。小さくしてもう一度選んでください。`,
  wrong: (label: string) => `${label}を確かめてください。`,
  form: 'ページが古くなっていました。もう一度送ってください。入力した内容は残っています。',
  repeated: 'この操作は、別の内容ですでに送られています。画面を開き直してからやり直してください。',
}
const en: typeof ja = {
  missing: (label) => `Enter ${label}.`,
  number: (label, typed) => `${label}: enter a number (you typed: ${typed}).`,
  whole: (label, typed) => `${label}: enter a whole number (you typed: ${typed}).`,
  min: (label, limit) => `${label}: enter ${limit} or more.`,
  max: (label, limit) => `${label}: enter ${limit} or less.`,
  long: (label, limit) => `${label}: at most ${limit} characters.`,
  day: (label, typed) => `${label}: enter a day that exists, such as 2026-04-01 (you typed: ${typed}).`,
  month: (label) => `${label}: enter a month such as 2026-04.`,
  choose: (label) => `Choose ${label}.`,
  file: (label) => `${label}: the file is too large. Choose a smaller one.`,
  wrong: (label) => `Check ${label}.`,
  form: 'This page had grown old. Please send it again; what you typed is still here.',
  repeated: 'This was already sent with other content. Open the page again and retry.',
}
export const formWords = { ja, en }

export type Labels = Readonly<Record<string, string>>

/** `lines.0.quantity` finds the label of `lines.quantity`, then of `quantity`. */
export function labelOf(labels: Labels, path: string): string {
  const plain = path.replaceAll(/\.\d+/g, '')
  return labels[path] ?? labels[plain] ?? labels[plain.split('.').at(-1) ?? ''] ?? plain
}

const typedText = (raw: unknown, path: readonly PropertyKey[]): string => {
  let at: unknown = raw
  for (const key of path) at = (at as Record<PropertyKey, unknown> | undefined)?.[key]
  return typeof at === 'string' || typeof at === 'number' ? String(at) : ''
}

/** One sentence for each issue that zod found. */
export function faultsOf(error: z.ZodError, raw: unknown, labels: Labels, lang: Lang): FormFault[] {
  return error.issues.map((issue) => {
    const name = issue.path.map(String).join('.')
    return { name, message: sentence(issue, labelOf(labels, name), typedText(raw, issue.path), lang) }
  })
}

function sentence(issue: z.core.$ZodIssue, label: string, typed: string, lang: Lang): string {
  const words = formWords[lang]
  switch (issue.code) {
    case 'invalid_type':
      if (typed === '') return words.missing(label)
      return issue.expected === 'int' ? words.whole(label, typed) : words.number(label, typed)
    case 'too_small':
      if (issue.origin === 'string') return words.missing(label)
      if (issue.origin === 'array') return words.missing(label)
      return words.min(label, String(issue.minimum))
    case 'too_big':
      return issue.origin === 'string'
        ? words.long(label, String(issue.maximum))
        : words.max(label, String(issue.maximum))
    case 'custom':
      return custom(issue.message, label, typed, lang)
    default:
      return words.choose(label)
  }
}

function custom(message: string, label: string, typed: string, lang: Lang): string {
  const words = formWords[lang]
  if (typed === '' && message !== 'file_too_large') return words.missing(label)
  if (message === 'day') return words.day(label, typed)
  if (message === 'month') return words.month(label)
  if (message === 'file_too_large') return words.file(label)
  return words.wrong(label)
}

/** How a route says its refusals. Rooms give an exhaustive switch, so that a new one without words does not compile. */
export type RefusalWords<R extends Refusal = Refusal> = (refusal: R, lang: Lang) => string

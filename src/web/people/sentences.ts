import type { Refusal } from '#kit/refusals.ts'
import { type Reason, sentenceOf as partySentence } from '#parties/sentences.ts'
import type { Lang } from '#ui/words.ts'

/** What these pages themselves refuse. */
type Own = 'no_demo' | 'nobody_in_role' | 'not_signed_in'
export type Told = Refusal<Own | Reason>

const ja: Readonly<Record<Own, string>> = {
  no_demo: 'ここは体験用の地域ではありません。メールアドレスとパスワードで入ってください。',
  nobody_in_role: 'この立場の人が、まだこの地域にいません。ほかの立場を選んでください。',
  not_signed_in: 'ログインが切れています。もう一度ログインしてください。',
}
const en: typeof ja = {
  no_demo: 'This is not a region for trying things. Sign in with your e-mail address and password.',
  nobody_in_role: 'Nobody in this region holds that role yet. Choose another.',
  not_signed_in: 'You are no longer signed in. Please sign in again.',
}
const own = { ja, en }

/** What a page says of a refusal: what is wrong, and the mend. One that nobody has words for does not compile. */
export function sentenceOf(refusal: Told, lang: Lang): string {
  const { refused } = refusal
  return refused === 'no_demo' || refused === 'nobody_in_role' || refused === 'not_signed_in'
    ? own[lang][refused]
    : partySentence(refusal, lang)
}

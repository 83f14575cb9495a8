import { isDay } from '#kit/days.ts'
import type { Refusal } from '#kit/refusals.ts'
import { dayText, decimal, quantity, yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'

type Detail = NonNullable<Refusal['detail']>
/** What a sentence can say of its refusal: words and numbers by name, empty when they were not given. */
export interface Told {
  readonly text: (key: string) => string
  readonly number: (key: string) => string
  readonly yen: (key: string) => string
  readonly day: (key: string) => string
  /** An amount of base units in `key`, its unit in `unit`: grams as kilograms. */
  readonly amount: (key: string) => string
}
type Sentence = (told: Told) => string

/** A sentence in both languages for every reason of `R`; one that is missing does not compile. */
export type Sentences<R extends Refusal> = Readonly<
  Record<R['refused'], readonly [ja: Sentence, en: Sentence]>
>

/** The sentence of a refusal, in the reader's language. */
export function sayer<R extends Refusal>(sentences: Sentences<R>): (refusal: R, lang: Lang) => string {
  return (refusal, lang) => {
    const [ja, en] = sentences[refusal.refused as R['refused']]
    return (lang === 'ja' ? ja : en)(tell(refusal.detail ?? {}, lang))
  }
}

function tell(detail: Detail, lang: Lang): Told {
  const number = (key: string): number => Number(detail[key] ?? 0)
  return {
    text: (key) => String(detail[key] ?? ''),
    number: (key) => decimal(number(key)),
    yen: (key) => yen(number(key), lang),
    day: (key) => {
      const text = String(detail[key] ?? '')
      return isDay(text) ? dayText(text, lang) : ''
    },
    amount: (key) => {
      const unit = String(detail['unit'] ?? '')
      return unit === 'g' ? quantity(number(key) / 1000, 'kg', 3) : `${decimal(number(key))}${unit}`
    },
  }
}

import type { Lang } from '#ui/words.ts'

/** What a person reads, in both languages. */
export interface Text {
  readonly ja: string
  readonly en: string
}

// The schemas know one description only; both languages travel in it, apart by a character that no sentence has.
const between = '\u001f'

/** A description in both languages, for a schema. */
export const both = (ja: string, en: string): string => `${ja}${between}${en}`

/** The document with every description in one language. */
export function inLanguage<T>(value: T, lang: Lang): T {
  if (typeof value === 'string') return half(value, lang) as T
  if (Array.isArray(value)) return value.map((each: unknown) => inLanguage(each, lang)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, inLanguage(inner as unknown, lang)]),
  ) as T
}

function half(text: string, lang: Lang): string {
  const [ja = '', en] = text.split(between)
  return lang === 'en' && en !== undefined ? en : ja
}

/** Japanese, unless English is asked for more (RFC 9110 12.5.4). */
export function languageOf(accepted: string | undefined): Lang {
  if (!accepted) return 'ja'
  const weight: Record<Lang, number> = { ja: 0, en: 0 }
  for (const range of accepted.split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
    const primary = tag.split('-')[0]
    if (primary !== 'ja' && primary !== 'en') continue
    const quality = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find(Boolean)
    weight[primary] = Math.max(weight[primary], quality === undefined ? 1 : Number(quality) || 0)
  }
  return weight.en > weight.ja ? 'en' : 'ja'
}

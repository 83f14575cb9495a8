/** A figure as people read it. */
import { compactYen, decimal, percent, unitAmount, yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import type { PublicFigure } from './public-figures.ts'

/** `1,234,567円`, `45.6%`, `1.83`; a dash where there is nothing to say. */
export function figureText(kind: PublicFigure['kind'], value: number | undefined, lang: Lang): string {
  if (value === undefined) return '–'
  switch (kind) {
    case 'yen':
    case 'yen_per_person':
      return yen(value, lang)
    case 'points':
      return unitAmount(value, 'PT', lang)
    case 'share':
      return percent(value, 1)
    case 'ratio':
      return decimal(value, 2)
  }
}

/** As a headline: `123.4万円`. */
export const figureHeadline = (kind: PublicFigure['kind'], value: number | undefined, lang: Lang): string =>
  kind === 'yen' && value !== undefined ? compactYen(value, lang) : figureText(kind, value, lang)

/** A difference of two values: of shares in points, since 5 % more of 20 % would be 21 %. */
export function differenceText(kind: PublicFigure['kind'], difference: number, lang: Lang): string {
  if (kind !== 'share') return figureHeadline(kind, difference, lang)
  return lang === 'ja' ? `${decimal(difference * 100, 1)}ポイント` : `${decimal(difference * 100, 1)} points`
}

/** The unit as machines take it: ISO 4217 for yen, `1` for what has none. */
export const unitCode = (kind: PublicFigure['kind']): string =>
  ({ yen: 'JPY', yen_per_person: 'JPY', points: 'PT', share: '1', ratio: '1' })[kind]

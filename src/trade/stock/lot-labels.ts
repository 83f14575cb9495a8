import { dayText } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import type { Label, LabelSheet } from '#trade/documents/sheets.ts'
import { inLang } from '#trade/sheet-parts.ts'
import { squareOf } from '#ui/square.ts'
import { labelWords } from '#trade/words/labels.ts'
import type { Origin } from './origins.ts'

/** So many of the same, for the goods of a lot; the square opens where they come from. */
export function lotLabels(origin: Origin, count: number, publicUrl: string, lang: Lang): LabelSheet {
  const own = labelWords[lang]
  const one: Label = {
    title: inLang(origin.productName, origin.productNameEn, lang),
    sub: inLang(origin.producerName, origin.producerNameEn, lang),
    facts: [
      `${own.madeOn} ${dayText(origin.madeOn, lang)}`,
      ...(origin.bestBefore ? [`${own.bestBefore} ${dayText(origin.bestBefore, lang)}`] : []),
      origin.lotNo,
    ],
    square: squareOf(`${publicUrl}/lots/${origin.lotId}`),
  }
  return { lang, number: origin.lotNo, labels: Array.from({ length: count }, () => one) }
}

/** Sheets of labels for goods and boxes, each with a square that a phone opens. */
import { renderSVG } from 'uqr'
import type { Day } from '#kit/days.ts'
import { dayText } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import type { DispatchOrder } from '#trade/dispatch/dispatch.ts'
import type { Label, LabelSheet } from '#trade/documents/sheets.ts'
import { inLang } from '#trade/sheet-parts.ts'
import { labelWords } from './words.ts'
import type { Origin } from './origins.ts'

/** On one sheet of A4: three beside each other, eight rows of 66 × 33.9 mm, as they are sold for every printer. */
export const perSheet = 24

const squareOf = (url: string): string => renderSVG(url, { ecc: 'M', border: 0 })

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
  return { lang, number: origin.lotNo, issuer: noIssuer, labels: Array.from({ length: count }, () => one) }
}

/** One for each order of a truck (荷札); the square opens the order, for those who may see it. */
export function orderLabels(
  orders: readonly DispatchOrder[],
  day: Day,
  publicUrl: string,
  lang: Lang,
): LabelSheet {
  const own = labelWords[lang]
  const labels = orders.map((order): Label => ({
    title: order.buyerName,
    sub: order.address,
    facts: [
      [order.route, order.orderNo].filter(Boolean).join('  '),
      `${own.deliverOn} ${dayText(order.deliverOn, lang)}`,
    ],
    square: squareOf(`${publicUrl}/trade/orders/${order.orderId}`),
  }))
  return { lang, number: day, issuer: noIssuer, labels }
}
const noIssuer = { name: '', registrationNumber: '' }

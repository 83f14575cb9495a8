/** The lists of a day's truck as the papers hold them. */
import type { Day } from '#kit/days.ts'
import type { Lang } from '#ui/words.ts'
import { dayText } from '#ui/numbers.ts'
import type { Label, LabelSheet, PackingSheet, PickingSheet } from '#trade/documents/sheets.ts'
import type { Company } from '#trade/settings.ts'
import { baseText, inLang } from '#trade/sheet-parts.ts'
import { squareOf } from '#ui/square.ts'
import { labelWords } from '#trade/words/labels.ts'
import type { Dispatch, DispatchOrder } from './dispatch.ts'
import { dispatchWords } from './words.ts'

interface Truck extends Dispatch {
  readonly day: Day
  readonly company: Company
}

const headOf = ({ day, company }: Truck, lang: Lang) => ({
  lang,
  number: day,
  on: day,
  issuer: { name: company.name, registrationNumber: '', address: company.address || undefined },
})

/** What to take from the shelves, lot by lot, with a box to tick. */
export function pickingSheet(truck: Truck, lang: Lang): PickingSheet {
  return {
    ...headOf(truck, lang),
    orders: truck.orders.length,
    lines: truck.picks.map((pick) => {
      const unit = inLang(pick.baseUnit, pick.baseUnitEn, lang)
      return {
        description: inLang(pick.productName, pick.productNameEn, lang),
        producer: pick.producerName,
        quantity: baseText(pick.wanted, unit),
        lots: pick.lots.map(({ lotNo, quantity, bestBefore }) => ({
          lot: lotNo,
          quantity: baseText(quantity, unit),
          ...(bestBefore ? { bestBefore } : {}),
        })),
        ...(pick.short > 0 ? { short: dispatchWords[lang].short(baseText(pick.short, unit)) } : {}),
      }
    }),
  }
}

/** What goes into the boxes of each order, by route and buyer. */
export function packingSheet(truck: Truck, lang: Lang): PackingSheet {
  return {
    ...headOf(truck, lang),
    orders: truck.orders.map((order) => ({
      route: order.route || dispatchWords[lang].noRoute,
      buyer: order.buyerName,
      address: order.address,
      order: order.orderNo,
      deliverOn: order.deliverOn,
      notes: [order.deliveryNote, order.note].filter((text) => text !== ''),
      lines: order.lines.map((line) => ({
        description: inLang(line.productName, line.productNameEn, lang),
        quantity: baseText(line.open, inLang(line.variantName, line.variantNameEn, lang)),
      })),
    })),
  }
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
  return { lang, number: day, labels }
}

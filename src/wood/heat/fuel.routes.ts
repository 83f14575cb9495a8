/** The addresses of what was paid for chips and heat. */
import { z } from 'zod'
import { dayField, id, monthField, optionalLine } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { isRefusal } from '#kit/refusals.ts'
import { yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { one } from '#wood/office-fields.ts'
import { sayWood } from '#wood/sentences.ts'
import { readBoiler } from './boilers.ts'
import { fuelView, saleView } from './fuel.pages.tsx'
import { cancelFuel, listFuelMonths, payFuel, readSale } from './fuel.ts'
import { heatAt } from './parts.tsx'
import { heatWords } from './words.ts'

const labels = (lang: Lang) => {
  const own = heatWords[lang]
  return { month: own.month, paidOn: own.paidOn, reason: own.reason }
}
const shared = { access: 'wood.pay', labels, refusals: sayWood } as const

const fuelPage: Page = page({
  at: `${heatAt}/:id/fuel`,
  access: 'wood.pay',
  input: one,
  load: async (tx, _actor, { id: siteId }) => {
    const boiler = await readBoiler(tx, siteId)
    return isRefusal(boiler) ? boiler : { boiler, months: await listFuelMonths(tx, boiler), today: tx.today }
  },
  show: fuelView,
})
const payAction = action({
  ...shared,
  at: `${heatAt}/:id/fuel`,
  input: z.object({ id: id(), month: monthField(), paidOn: dayField() }),
  run: (tx, actor, { id: siteId, ...rest }) => payFuel(tx, actor, { siteId, ...rest }),
  done: ({ siteId, saleNo, yen: paid }, _input, { lang }) => ({
    to: `${heatAt}/${siteId}/fuel`,
    notice: heatWords[lang].paidNotice(saleNo, yen(paid, lang)),
  }),
  form: () => fuelPage,
  audit: ({ saleId, saleNo }, { month }) => ({
    action: 'fuel.pay',
    documentId: saleId,
    documentNo: saleNo,
    detail: month,
  }),
})

const salePage: Page = page({
  at: `${heatAt}/sales/:id`,
  access: 'wood.pay',
  input: one,
  load: async (tx, _actor, { id: saleId }) => await readSale(tx, saleId),
  show: saleView,
})
const cancelAction = action({
  ...shared,
  at: `${heatAt}/sales/:id/cancel`,
  input: z.object({ id: id(), reason: optionalLine(200) }),
  run: (tx, actor, { id: saleId, reason }) => cancelFuel(tx, actor, { saleId, reason }),
  done: ({ siteId, saleNo }, _input, { lang }) => ({
    to: `${heatAt}/${siteId}/fuel`,
    notice: heatWords[lang].cancelledPaid(saleNo),
  }),
  form: () => salePage,
  audit: ({ siteId, saleNo }, { reason }) => ({
    action: 'fuel.cancel',
    documentId: siteId,
    documentNo: saleNo,
    detail: reason,
  }),
})

export const fuelRoutes: readonly Route[] = [fuelPage, payAction, salePage, cancelAction]

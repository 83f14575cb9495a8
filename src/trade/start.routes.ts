/** The start page of trade, and how the company works. */
import { z } from 'zod'
import { id, optionalLine, optionalWhole, text, whole } from '#http/fields.ts'
import { action, page } from '#http/routes.ts'
import type { Page } from '#http/routes.ts'
import { readFigures } from './figures.ts'
import { listBuyers } from './people.ts'
import { dispatchWords } from './dispatch/words.ts'
import { readSetting, saveBuyerTerms, saveSetting } from './settings.ts'
import { settingsView, startView } from './start.pages.tsx'
import { saySettings, startWords } from './words/start.ts'

const startPage = page({
  at: '/trade',
  access: 'order.see',
  load: readFigures,
  show: startView,
})

const settingsPage: Page = page({
  at: '/trade/settings',
  access: 'invoice.close',
  load: async (tx) => ({ setting: await readSetting(tx), buyers: await listBuyers(tx) }),
  show: settingsView,
})

const labels = (lang: 'ja' | 'en') => {
  const own = startWords[lang]
  return {
    rounding: own.rounding,
    closingDay: own.closingDay,
    payMonths: own.payMonths,
    payDay: own.payDay,
    requesterCode: own.requesterCode,
    buyerId: own.buyer,
    payerKana: own.payerKana,
    deliveryNote: own.deliveryNote,
    route: dispatchWords[lang].route,
    buyerClosingDay: own.closingDay,
    buyerPayMonths: own.payMonths,
    buyerPayDay: own.payDay,
  }
}

const saveAction = action({
  at: '/trade/settings',
  access: 'invoice.close',
  input: z.object({
    rounding: z.enum(['floor', 'round', 'ceil']),
    closingDay: whole(1, 31),
    payMonths: whole(0, 6),
    payDay: whole(1, 31),
    requesterCode: optionalLine(20),
  }),
  run: saveSetting,
  done: (_answer, _input, seen) => ({ to: '/trade/settings', notice: startWords[seen.lang].saved }),
  labels,
  refusals: saySettings,
  form: () => settingsPage,
  audit: (_answer, setting) => ({ detail: JSON.stringify(setting) }),
})

const buyerAction = action({
  at: '/trade/settings/buyer',
  access: 'invoice.close',
  input: z.object({
    buyerId: id(),
    buyerClosingDay: optionalWhole(1, 31),
    buyerPayMonths: optionalWhole(0, 6),
    buyerPayDay: optionalWhole(1, 31),
    payerKana: optionalLine(60),
    deliveryNote: text(500),
    route: optionalLine(40),
  }),
  run: (tx, actor, { buyerId, payerKana, deliveryNote, route, ...terms }) =>
    saveBuyerTerms(tx, actor, {
      buyerId,
      payerKana,
      deliveryNote,
      route,
      closingDay: terms.buyerClosingDay,
      payMonths: terms.buyerPayMonths,
      payDay: terms.buyerPayDay,
    }),
  done: (_answer, _input, seen) => ({ to: '/trade/settings', notice: startWords[seen.lang].savedBuyer }),
  labels,
  refusals: saySettings,
  form: () => settingsPage,
  audit: ({ buyerId }) => ({ documentId: buyerId }),
})

export const startRoutes = [startPage, settingsPage, saveAction, buyerAction]

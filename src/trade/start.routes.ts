/** The start page of trade, and how the company works. */
import { z } from 'zod'
import { optionalLine, whole } from '#http/fields.ts'
import { action, page } from '#http/routes.ts'
import type { Page } from '#http/routes.ts'
import { readFigures } from './figures.ts'
import { readSetting, saveSetting } from './settings.ts'
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
  load: async (tx) => ({ setting: await readSetting(tx) }),
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

export const startRoutes = [startPage, settingsPage, saveAction]

/** The addresses of boilers, their logs and their half-hours. */
import { z } from 'zod'
import { dayField, file, id, optionalLine, optionalSteps, optionalWhole, steps } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { fiscalYear, fiscalYearUntil } from '#kit/days.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import { partyChoices } from '#parties/directory.ts'
import { dayText, decimal } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { one } from '#wood/office-fields.ts'
import { sayWood } from '#wood/sentences.ts'
import { listSites, readSite } from '#wood/sites.ts'
import { oilKinds } from '#wood/factors.ts'
import { logView, readingsView, settingsView } from './boiler-forms.pages.tsx'
import { boilerView, heatDayView } from './boiler.pages.tsx'
import { listBoilers, mayLog, readBoiler, saveBoiler } from './boilers.ts'
import { logHeatDay } from './days.ts'
import { heatView } from './heat.pages.tsx'
import { heatAt, heatText } from './parts.tsx'
import { halfHours, keepReadings, listReadings, readingsOf } from './readings.ts'
import { listHeatDays, readHeatDay, readHeatMonths } from './results.ts'
import { heatMethods, soldAs } from './schema.ts'
import { heatWords } from './words.ts'

const labels = (lang: Lang) => {
  const own = heatWords[lang]
  return {
    on: own.on,
    heatWh: own.heatMeter,
    chipsGrams: own.chipsBurnt,
    oilMl: own.oilBurnt,
    powerWh: own.power,
    ashGrams: own.ash,
    minutes: own.minutes,
    fault: own.fault,
    note: own.note,
    file: own.file,
    method: own.method,
    efficiencyBp: own.efficiency,
    oil: own.oil,
    oilEfficiencyBp: own.oilEfficiency,
    bunkerLeastGrams: own.bunkerLeast,
    bunkerMostGrams: own.bunkerMost,
    heats: own.heats,
    userId: own.user,
    soldAs: own.soldAs,
    priceYen: own.price,
  }
}
const shared = { labels, refusals: sayWood } as const

const heatPage: Page = page({
  at: heatAt,
  access: 'region.see',
  load: async (tx) => {
    const boilers = await listBoilers(tx)
    const known = new Set(boilers.map(({ siteId }) => siteId))
    return {
      boilers,
      bare: (await listSites(tx, ['boiler'])).filter(({ siteId }) => !known.has(siteId)),
      months: await readHeatMonths(tx, fiscalYearUntil(tx.today)),
      year: fiscalYear(tx.today),
      today: tx.today,
    }
  },
  show: heatView,
})

const boilerPage: Page = page({
  at: `${heatAt}/:id`,
  access: 'region.see',
  input: one,
  load: async (tx, _actor, { id: siteId }) => {
    const boiler = await readBoiler(tx, siteId)
    if (isRefusal(boiler)) return boiler
    const [reading] = await listReadings(tx, siteId, { limit: 1 })
    return {
      boiler,
      days: await listHeatDays(tx, siteId, { limit: 30 }),
      months: await readHeatMonths(tx, fiscalYearUntil(tx.today), siteId),
      reading,
      year: fiscalYear(tx.today),
      today: tx.today,
    }
  },
  show: boilerView,
})

const logPage: Page = page({
  at: `${heatAt}/:id/log`,
  access: 'wood.deliver',
  input: one,
  load: async (tx, actor, { id: siteId }) => {
    const boiler = await readBoiler(tx, siteId)
    return isRefusal(boiler) || !mayLog(actor, boiler) ? refuse('not_found') : { boiler, today: tx.today }
  },
  show: logView,
})
const amountOr0 = (decimals: number) => optionalSteps(decimals, 0).transform((value) => value ?? 0)
const logAction = action({
  ...shared,
  access: 'wood.deliver',
  at: `${heatAt}/:id/log`,
  input: z.object({
    id: id(),
    on: dayField(),
    heatWh: optionalSteps(3, 0),
    chipsGrams: optionalSteps(3, 0),
    oilMl: amountOr0(3),
    powerWh: amountOr0(3),
    ashGrams: amountOr0(3),
    minutes: optionalWhole(0, 1_440).transform((value) => value ?? 0),
    fault: optionalLine(200),
    note: optionalLine(500),
  }),
  run: async (tx, actor, { id: siteId, ...log }) => {
    const logged = await logHeatDay(tx, actor, { siteId, ...log })
    return isRefusal(logged) ? logged : { ...logged, siteId }
  },
  done: ({ siteId, heatWh, laterDays }, { on }, { lang }) => {
    const own = heatWords[lang]
    const logged = own.logged(dayText(on, lang), heatText(heatWh, lang))
    return {
      to: `${heatAt}/${siteId}`,
      notice: laterDays > 0 ? `${logged}${own.laterAgain(laterDays)}` : logged,
    }
  },
  form: () => logPage,
  audit: ({ heatId }, { on }) => ({ action: 'heat.log', documentId: heatId, detail: on }),
})

const readingsPage: Page = page({
  at: `${heatAt}/:id/readings`,
  access: 'wood.deliver',
  input: one,
  load: async (tx, actor, { id: siteId }) => {
    const boiler = await readBoiler(tx, siteId)
    return isRefusal(boiler) || !mayLog(actor, boiler) ? refuse('not_found') : { boiler }
  },
  show: readingsView,
})
const mostBytes = 2 * 1024 * 1024
const readingsAction = action({
  ...shared,
  access: 'wood.deliver',
  at: `${heatAt}/:id/readings`,
  maxBytes: mostBytes,
  input: z.object({ id: id(), file: file(mostBytes) }),
  run: async (tx, actor, { id: siteId, file: brought }) => {
    if (!brought) return refuse('file_empty', { field: 'file' })
    const days = readingsOf(new Uint8Array(await brought.arrayBuffer()))
    if (isRefusal(days)) return days
    const kept = await keepReadings(tx, actor, { siteId, days })
    const partial = days.filter(({ given }) => given < halfHours).map(({ on }) => on)
    return isRefusal(kept) ? kept : { ...kept, partial }
  },
  done: ({ siteId, days, heatWh, partial: [first, ...others] }, _input, { lang }) => {
    const own = heatWords[lang]
    const taken = own.taken(decimal(days), heatText(heatWh, lang))
    return {
      to: `${heatAt}/${siteId}`,
      notice: first ? `${taken}${own.partial(dayText(first, lang), others.length)}` : taken,
    }
  },
  form: () => readingsPage,
  audit: ({ siteId, days }) => ({ action: 'heat.readings', documentId: siteId, detail: String(days) }),
})

const settingsPage: Page = page({
  at: `${heatAt}/:id/settings`,
  access: 'wood.run',
  input: one,
  load: async (tx, _actor, { id: siteId }) => {
    const site = await readSite(tx, siteId)
    if (!site || site.kind !== 'boiler') return refuse('not_found')
    const boiler = await readBoiler(tx, siteId)
    return {
      site,
      boiler: isRefusal(boiler) ? undefined : boiler,
      parties: await partyChoices(tx, ['outside']),
    }
  },
  show: settingsView,
})
const settingsAction = action({
  ...shared,
  access: 'wood.run',
  at: `${heatAt}/:id/settings`,
  input: z.object({
    id: id(),
    method: z.enum(heatMethods),
    efficiencyBp: steps(2, 0, 20_000),
    oil: z.enum(oilKinds),
    oilEfficiencyBp: steps(2, 0, 20_000),
    bunkerLeastGrams: steps(3, 0),
    bunkerMostGrams: steps(3, 0),
    heats: optionalLine(100),
    userId: id(),
    soldAs: z.enum(soldAs).default('none'),
    priceYen: optionalWhole(0, 9_999_999),
  }),
  run: (tx, actor, { id: siteId, ...facts }) => saveBoiler(tx, actor, { siteId, ...facts }),
  done: ({ siteId }, _input, { lang }) => ({ to: `${heatAt}/${siteId}`, notice: heatWords[lang].saved }),
  form: () => settingsPage,
  audit: ({ siteId }) => ({ action: 'boiler.save', documentId: siteId }),
})

const heatDayPage: Page = page({
  at: `${heatAt}/days/:id`,
  access: 'region.see',
  input: one,
  load: async (tx, _actor, { id: heatId }) => await readHeatDay(tx, heatId),
  show: heatDayView,
})

export const heatRoutes: readonly Route[] = [
  heatPage,
  heatDayPage,
  boilerPage,
  logPage,
  logAction,
  readingsPage,
  readingsAction,
  settingsPage,
  settingsAction,
]

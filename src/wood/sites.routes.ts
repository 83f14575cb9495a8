/** The addresses of sites, of who pays for the wood, and of the price table. */
import { z } from 'zod'
import { dayField, id, line, optionalId, optionalLine, text, tick, whole } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import type { Tx } from '#db/transaction.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import { partyChoices } from '#parties/directory.ts'
import { degrees, one, saved, shared, splitBoxes } from './office-fields.ts'
import { pricesAt, pricesView } from './prices.pages.tsx'
import { listPrices, setPrice } from './prices.ts'
import { programmeOf, setProgramme } from './programme.ts'
import { siteKinds, supplierSorts, woodClasses } from './schema.ts'
import { siteView, sitesAt, sitesView } from './sites.pages.tsx'
import { endSite, listSites, readSite, saveSite } from './sites.ts'
import { woodWords } from './words.ts'

const townsOf = async (tx: Tx): Promise<string[]> =>
  (
    await tx.run<{ town: string }>(
      'select town from party_town where region_id = $1 order by district, town',
      [tx.region],
    )
  ).map(({ town }) => town)
const sitesPage: Page = page({
  at: sitesAt,
  access: 'wood.run',
  load: async (tx) => {
    const programme = await programmeOf(tx)
    return {
      sites: await listSites(tx),
      programme: isRefusal(programme) ? undefined : programme,
      parties: await partyChoices(tx, ['outside']),
      towns: await townsOf(tx),
    }
  },
  show: sitesView,
})
const programmeAction = action({
  ...shared,
  at: `${sitesAt}/programme`,
  input: z.object({
    partyId: id(),
    requesterCode: optionalLine(10),
    certificationNo: optionalLine(50),
    certificationBody: optionalLine(100),
    separationKeeper: optionalLine(50),
  }),
  run: setProgramme,
  done: saved(sitesAt),
  form: () => sitesPage,
  audit: ({ partyId }) => ({ action: 'site.programme', documentId: partyId }),
})
const siteBoxes = z.object({
  name: line(100),
  nameEn: optionalLine(100),
  town: z.preprocess((value) => (value === '' ? undefined : value), z.string().max(50).optional()),
  latitude: degrees,
  longitude: degrees,
  hours: optionalLine(100),
  bays: text(1_000).transform((lines) =>
    [...new Set(lines.split('\n').map((each) => each.trim()))].filter(Boolean),
  ),
})
const addSiteAction = action({
  ...shared,
  at: sitesAt,
  input: siteBoxes.extend({ code: line(12), kind: z.enum(siteKinds), operatorId: id() }),
  run: saveSite,
  done: saved(sitesAt),
  form: () => sitesPage,
  audit: ({ siteId }, { name }) => ({ action: 'site.save', documentId: siteId, detail: name }),
})
const sitePage: Page = page({
  at: `${sitesAt}/:id`,
  access: 'wood.run',
  input: one,
  load: async (tx, _actor, { id: siteId }) => {
    const site = await readSite(tx, siteId)
    return site ? { site, towns: await townsOf(tx) } : refuse('not_found')
  },
  show: siteView,
})
const changeSiteAction = action({
  ...shared,
  at: `${sitesAt}/:id`,
  input: siteBoxes.extend({ id: id() }),
  run: async (tx, actor, { id: siteId, ...rest }) => {
    const site = await readSite(tx, siteId)
    if (!site) return refuse('site_unknown')
    const { code, kind, operatorId } = site
    return await saveSite(tx, actor, { siteId, code, kind, operatorId, ...rest })
  },
  done: ({ siteId }, _input, { lang }) => ({ to: `${sitesAt}/${siteId}`, notice: woodWords[lang].saved }),
  form: () => sitePage,
  audit: ({ siteId }, { name }) => ({ action: 'site.save', documentId: siteId, detail: name }),
})
const endSiteAction = action({
  ...shared,
  at: `${sitesAt}/:id/end`,
  input: one,
  run: (tx, actor, { id: siteId }) => endSite(tx, actor, { siteId }),
  done: ({ siteId }, _input, { lang }) => ({
    to: `${sitesAt}/${siteId}`,
    notice: woodWords[lang].endedNotice,
  }),
  form: () => sitePage,
  audit: ({ siteId }) => ({ action: 'site.end', documentId: siteId }),
})

const pricesPage: Page = page({
  at: pricesAt,
  access: 'wood.run',
  load: async (tx) => ({ prices: await listPrices(tx), parties: await partyChoices(tx), today: tx.today }),
  show: pricesView,
})
const priceAction = action({
  ...shared,
  at: pricesAt,
  input: z.object({
    woodClass: z.enum(woodClasses),
    sort: z.enum(['all', ...supplierSorts]),
    from: dayField(),
    basis: z.enum(['t', 'm3']),
    yen: whole(0, 9_999_999),
    topUpYen: z.preprocess((value) => value || '0', whole(0, 9_999_999)),
    topUpBy: optionalId(),
    most: z.object(splitBoxes),
    bought: tick(),
    source: optionalLine(200),
  }),
  run: setPrice,
  done: saved(pricesAt),
  form: () => pricesPage,
  audit: ({ priceId }, { woodClass, sort, from, yen }) => ({
    action: 'wood_price.set',
    documentId: priceId,
    detail: `${woodClass} ${sort} ${from} ${yen}`,
  }),
})

export const siteRoutes: readonly Route[] = [
  sitesPage,
  programmeAction,
  addSiteAction,
  sitePage,
  changeSiteAction,
  endSiteAction,
  pricesPage,
  priceAction,
]

/** The addresses of piles, of what is done with them, and of firewood. */
import { z } from 'zod'
import { cursor, dayField, id, optionalId, optionalLine, optionalSteps, steps, whole } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { fiscalYear, fiscalYearUntil } from '#kit/days.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { partyChoices } from '#parties/directory.ts'
import { parameterOn } from '#parties/parameters.ts'
import type { Lang } from '#ui/words.ts'
import { conversionOn } from '#wood/conversions.ts'
import { one } from '#wood/office-fields.ts'
import { weight } from '#wood/page-parts.tsx'
import { species } from '#wood/schema.ts'
import { woodWords } from '#wood/words.ts'
import { sayWood } from '#wood/sentences.ts'
import { listSites, storesOf } from '#wood/sites.ts'
import { closePile } from '#wood/piles.ts'
import { ashClasses, chipSizes } from '#wood/portions.ts'
import { type PileSpecies, pileSpecies, stores, workKinds } from '#wood/stock.schema.ts'
import { readBalance } from './balance.ts'
import { buyView } from './buying.pages.tsx'
import { buyWood, listUpon } from './buying.ts'
import { buyingWords } from './buying.words.ts'
import { handFirewood, listFirewoodOwed } from './firewood.ts'
import { type Deed, deedView } from './deeds.pages.tsx'
import { buyAt, firewoodAt, stockAt, worksAt } from './parts.tsx'
import { listPiles, listWorks, readPile, readWork } from './reading.ts'
import { reverseWork } from './reversing.ts'
import { pileView } from './pile.pages.tsx'
import { type FirewoodFacts, stockView } from './stock.pages.tsx'
import { stockWords } from './words.ts'
import { firewoodView, workView, worksView } from './works.pages.tsx'
import { type Worked, countPile, dryPile, makeProduct, moveWood } from './works.ts'

const access = 'wood.make'

const labels = (lang: Lang) => {
  const own = stockWords[lang]
  return {
    on: own.on,
    wetBp: own.wet,
    grams: own.used,
    toSiteId: own.toSite,
    dieselMl: own.diesel,
    outGrams: own.made,
    finesGrams: own.fines,
    pileId: own.pile,
    size: own.size,
    ash: own.ash,
    note: own.note,
    reason: own.reason,
    supplierId: own.supplier,
  }
}
const shared = { access, labels, refusals: sayWood } as const

async function firewoodFacts(tx: Tx): Promise<FirewoodFacts> {
  const bundle = await parameterOn(tx, 'wood.bundle_kg', tx.today)
  const months = await parameterOn(tx, 'wood.firewood_dry_months', tx.today)
  const stacked = new Map<PileSpecies, number>()
  for (const each of species) {
    // A solid cubic metre is so many kilograms of dry wood, and a part of a stack is wood.
    const { densityKg, solidBp } = await conversionOn(tx, each, undefined, tx.today)
    if (densityKg !== undefined) stacked.set(each, 1 / densityKg / (solidBp / 10_000))
  }
  return {
    bundleGrams: bundle.value * 1_000,
    dryMonths: months.value,
    stackedLitresPerGram: stacked,
    today: tx.today,
  }
}

const stockPage: Page = page({
  at: stockAt,
  access,
  input: z.object({ site: optionalId().catch(undefined) }),
  load: async (tx, _actor, { site }) => ({
    piles: await listPiles(tx),
    sites: await listSites(tx),
    siteId: site,
    balance: await readBalance(tx, fiscalYearUntil(tx.today)),
    year: fiscalYear(tx.today),
    firewood: await firewoodFacts(tx),
  }),
  show: stockView,
})

const pilePage: Page = page({
  at: `${stockAt}/:id`,
  access,
  input: one,
  load: async (tx, _actor, { id: pileId }) => {
    const pile = await readPile(tx, pileId)
    return isRefusal(pile) ? pile : { pile }
  },
  show: pileView,
})

const closeAction = action({
  ...shared,
  at: `${stockAt}/:id/close`,
  input: one,
  run: (tx, actor, { id: pileId }) => closePile(tx, actor, { pileId }),
  done: ({ pileId }, _input, { lang }) => ({ to: `${stockAt}/${pileId}`, notice: stockWords[lang].closed }),
  form: () => pilePage,
  audit: ({ pileId }) => ({ action: 'pile.close', documentId: pileId }),
})

const deedPage = (deed: Deed): Page =>
  page({
    at: `${stockAt}/:id/${deed}`,
    access,
    input: one,
    load: async (tx, _actor, { id: pileId }) => {
      const pile = await readPile(tx, pileId)
      if (isRefusal(pile)) return pile
      const product = deed === 'firewood' || deed === 'chips' ? deed : undefined
      if (product && !storesOf[pile.siteKind].includes(product)) return refuse('not_found')
      const sites = await listSites(tx)
      const here = await listPiles(tx, { siteId: pile.siteId, stores: ['a', 'b', 'c', 'd'] })
      return {
        pile,
        deed,
        today: tx.today,
        logs: product ? here : [],
        sites: sites.filter(
          ({ siteId, kind, endedOn }) =>
            siteId !== pile.siteId && endedOn === null && storesOf[kind].includes(pile.store),
        ),
      }
    },
    show: deedView,
  })
const deedPages = {
  dry: deedPage('dry'),
  move: deedPage('move'),
  count: deedPage('count'),
  firewood: deedPage('firewood'),
  chips: deedPage('chips'),
}

const kg = (min: number) => steps(3, min)
const optionalAmount = optionalSteps(3, 0).transform((value) => value ?? 0)
const facts = z.object({ id: id(), on: dayField(), note: optionalLine(200) })
const wet = steps(2, 0, 9_000)

const audited = (name: string) => ({
  audit: ({ workId, workNo }: Worked) => ({ action: name, documentId: workId, documentNo: workNo }),
})
const toPile = ({ workNo }: Worked, { id: pileId }: { id: string }, { lang }: { lang: Lang }) => ({
  to: `${stockAt}/${pileId}`,
  notice: stockWords[lang].recorded(workNo),
})

const dryAction = action({
  ...shared,
  ...audited('pile.dry'),
  at: `${stockAt}/:id/dry`,
  input: facts.extend({ wetBp: wet }),
  run: (tx, actor, { id: pileId, ...rest }) => dryPile(tx, actor, { pileId, ...rest }),
  done: toPile,
  form: () => deedPages.dry,
})

const moveAction = action({
  ...shared,
  ...audited('pile.move'),
  at: `${stockAt}/:id/move`,
  input: facts.extend({ grams: kg(1), toSiteId: id(), dieselMl: optionalAmount }),
  run: (tx, actor, { id: pileId, ...rest }) => moveWood(tx, actor, { pileId, ...rest }),
  done: toPile,
  form: () => deedPages.move,
})

const countAction = action({
  ...shared,
  ...audited('pile.count'),
  at: `${stockAt}/:id/count`,
  input: facts.extend({ grams: kg(0) }),
  run: (tx, actor, { id: pileId, ...rest }) => countPile(tx, actor, { pileId, ...rest }),
  done: toPile,
  form: () => deedPages.count,
})

const orNot = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), field.optional())

const makeAction = (product: 'firewood' | 'chips') =>
  action({
    ...shared,
    ...audited(`pile.${product}`),
    at: `${stockAt}/:id/${product}`,
    input: facts.extend({
      from: z
        .array(z.object({ pileId: id(), grams: optionalAmount }))
        .max(50)
        .transform((rows) => rows.filter(({ grams }) => grams > 0)),
      outGrams: kg(1),
      finesGrams: optionalAmount,
      wetBp: optionalSteps(2, 0, 9_000),
      dieselMl: optionalAmount,
      size: orNot(z.enum(chipSizes)),
      ash: orNot(z.enum(ashClasses)),
    }),
    run: (tx, actor, { id: _pile, ...rest }) => makeProduct(tx, actor, { product, ...rest }),
    done: ({ workNo, pileId }, _input, { lang }) => ({
      to: `${stockAt}/${pileId}`,
      notice: stockWords[lang].recordedLot(workNo),
    }),
    form: () => deedPages[product],
  })

const worksPage: Page = page({
  at: worksAt,
  access,
  input: z.object({ kind: z.enum(workKinds).optional().catch(undefined), after: cursor() }),
  load: async (tx, _actor, { kind, after }) => ({ list: await listWorks(tx, { kind }, after), kind }),
  show: worksView,
})
const workPage: Page = page({
  at: `${worksAt}/:id`,
  access,
  input: one,
  load: async (tx, _actor, { id: workId }) => await readWork(tx, workId),
  show: workView,
})
const reverseAction = action({
  ...shared,
  at: `${worksAt}/:id/reverse`,
  input: z.object({ id: id(), reason: optionalLine(200) }),
  run: (tx, actor, { id: workId, reason }) => reverseWork(tx, actor, { workId, reason }),
  done: ({ workId, workNo }, _input, { lang }) => ({
    to: `${worksAt}/${workId}`,
    notice: stockWords[lang].reverseDone(workNo),
  }),
  form: () => workPage,
  audit: ({ workId, workNo }, { reason }) => ({
    action: 'wood_work.reverse',
    documentId: workId,
    documentNo: workNo,
    detail: reason,
  }),
})

const firewoodPage: Page = page({
  at: firewoodAt,
  access,
  load: async (tx) => ({
    owed: await listFirewoodOwed(tx),
    piles: await listPiles(tx, { stores: ['firewood'] }),
    today: tx.today,
  }),
  show: firewoodView,
})
const handAction = action({
  ...shared,
  at: firewoodAt,
  input: z.object({ supplierId: id(), pileId: id(), grams: kg(1), on: dayField(), note: optionalLine(200) }),
  run: async (tx, actor, input) => {
    const owed = (await listFirewoodOwed(tx)).find(({ supplierId }) => supplierId === input.supplierId)
    const handed = await handFirewood(tx, actor, input)
    return isRefusal(handed) ? handed : { ...handed, name: owed?.name ?? '' }
  },
  done: ({ name, grams }, _input, { lang }) => ({
    to: firewoodAt,
    notice: stockWords[lang].handed(name, weight(grams, lang)),
  }),
  form: () => firewoodPage,
  audit: ({ workId, workNo }) => ({ action: 'firewood.hand', documentId: workId, documentNo: workNo }),
})

const buyPage: Page = page({
  at: buyAt,
  access: 'wood.pay',
  input: z.object({ certificate: optionalId().catch(undefined) }),
  load: async (tx, _actor, { certificate }) => ({
    certificateId: certificate,
    parties: await partyChoices(tx),
    sites: (await listSites(tx)).filter(({ endedOn }) => endedOn === null),
    papers: await listUpon(tx, certificate),
    today: tx.today,
  }),
  show: buyView,
})
const buyAction = action({
  ...shared,
  ...audited('wood.buy'),
  access: 'wood.pay',
  labels: (lang) => {
    const own = buyingWords[lang]
    return {
      ...labels(lang),
      sellerId: own.seller,
      siteId: own.site,
      store: own.store,
      species: woodWords[lang].speciesOf,
      grams: own.grams,
      certificateId: own.certificate,
      netYen: own.netYen,
      dieselMl: own.diesel,
    }
  },
  at: buyAt,
  input: z.object({
    sellerId: id(),
    siteId: id(),
    store: z.enum(stores),
    species: z.enum(pileSpecies),
    grams: kg(1),
    wetBp: wet,
    size: orNot(z.enum(chipSizes)),
    ash: orNot(z.enum(ashClasses)),
    certificateId: optionalId(),
    netYen: whole(),
    dieselMl: optionalAmount,
    on: dayField(),
    note: optionalLine(200),
  }),
  run: buyWood,
  done: ({ workNo, pileId }, _input, { lang }) => ({
    to: `${stockAt}/${pileId}`,
    notice: buyingWords[lang].bought(workNo),
  }),
  form: () => buyPage,
})

export const stockRoutes: readonly Route[] = [
  stockPage,
  buyPage,
  buyAction,
  pilePage,
  closeAction,
  ...Object.values(deedPages),
  dryAction,
  moveAction,
  countAction,
  makeAction('firewood'),
  makeAction('chips'),
  worksPage,
  workPage,
  reverseAction,
  firewoodPage,
  handAction,
]

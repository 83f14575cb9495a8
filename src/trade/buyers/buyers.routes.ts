/** The addresses of buyers' accounts: the list, one account, a buyer's own, and what is agreed on them. */
import { z } from 'zod'
import { isRefusal, refuse } from '#kit/refusals.ts'
import { id, line, optionalId, optionalLine, optionalWhole, several, text } from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import type { Id } from '#kit/ids.ts'
import type { Lang } from '#ui/words.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import { saveBuyerTerms } from '#trade/settings.ts'
import { listAccounts, readAccount } from './accounts.ts'
import { addPlace, assignPriceLists, closePlace, setApproval } from './agreements.ts'
import { buyerView, buyersView } from './buyers.pages.tsx'
import { buyerWords, sayAgreement } from './words.ts'

const listPage = page({
  at: '/trade/buyers',
  access: 'price.set',
  input: z.object({ q: z.string().max(100).optional(), after: z.string().optional() }),
  load: async (tx, actor, { q, after }) => {
    const found = await listAccounts(tx, actor, { text: q }, after)
    return isRefusal(found) ? found : { found, q }
  },
  show: buyersView,
})

const one = z.object({ id: id() })

const buyerPage: Page = page({
  at: '/trade/buyers/:id',
  access: 'buyer.see',
  input: one,
  load: async (tx, actor, asked) => orNotFound(await readAccount(tx, actor, { buyerId: asked.id })),
  show: buyerView,
})

/** A buyer's own account, whose address everybody of the firm can keep. */
const ownPage = page({
  at: '/trade/account',
  access: 'buyer.see',
  load: async (tx, actor) =>
    actor.role === 'buyer' && actor.partyId
      ? orNotFound(await readAccount(tx, actor, { buyerId: actor.partyId }))
      : refuse('not_found'),
  show: buyerView,
})

const labels = (lang: Lang) => {
  const own = buyerWords[lang]
  return {
    closingDay: own.closingDay,
    payMonths: own.payMonths,
    payDay: own.payDay,
    creditLimitYen: own.creditLimit,
    payerKana: own.payerKana,
    billingEmails: own.billingEmails,
    route: own.route,
    deliveryNote: own.deliveryNote,
    placeName: own.placeName,
    placeAddress: own.placeAddress,
    placeNote: own.placeNote,
    aboveYen: own.approvalAbove,
    userIds: own.approvers,
    priceListIds: own.priceLists,
  }
}
const shared = { labels, refusals: sayAgreement, form: () => buyerPage }
const mostYen = 10_000_000_000
const back = (buyerId: Id, notice: string) => ({ to: `/trade/buyers/${buyerId}`, notice })

const termsAction = action({
  ...shared,
  at: '/trade/buyers/:id/terms',
  access: 'invoice.close',
  input: one.extend({
    closingDay: optionalWhole(1, 31),
    payMonths: optionalWhole(0, 6),
    payDay: optionalWhole(1, 31),
    creditLimitYen: optionalWhole(0, mostYen),
    payerKana: optionalLine(60),
    billingEmails: text(1000),
    route: optionalLine(40),
    deliveryNote: text(500),
  }),
  run: (tx, actor, { id: buyerId, billingEmails, ...terms }) =>
    saveBuyerTerms(tx, actor, {
      ...terms,
      buyerId,
      billingEmails: billingEmails.split(/[\s,、;]+/).filter(Boolean),
    }),
  done: ({ buyerId }, _input, { lang }) => back(buyerId, buyerWords[lang].saved),
  audit: ({ buyerId }, { creditLimitYen }) => ({
    action: 'buyer.agree',
    documentId: buyerId,
    detail: `credit ${creditLimitYen ?? '–'}`,
  }),
})

const addPlaceAction = action({
  ...shared,
  at: '/trade/buyers/:id/places',
  access: 'buyer.agree',
  input: one.extend({ placeName: line(80), placeAddress: optionalLine(200), placeNote: optionalLine(200) }),
  run: (tx, actor, { id: buyerId, placeName, placeAddress, placeNote }) =>
    addPlace(tx, actor, { buyerId, name: placeName, address: placeAddress, note: placeNote }),
  done: ({ buyerId }, _input, { lang }) => back(buyerId, buyerWords[lang].placeAdded),
  audit: ({ buyerId }, { placeName }) => ({ documentId: buyerId, detail: `+ ${placeName}` }),
})

const closePlaceAction = action({
  ...shared,
  at: '/trade/buyers/:id/places/close',
  access: 'buyer.agree',
  input: one.extend({ placeId: id() }),
  run: (tx, actor, { id: buyerId, placeId }) => closePlace(tx, actor, { buyerId, placeId }),
  done: ({ buyerId }, _input, { lang }) => back(buyerId, buyerWords[lang].placeClosed),
  audit: ({ buyerId, placeId }) => ({ documentId: buyerId, detail: `− ${placeId}` }),
})

const approvalAction = action({
  ...shared,
  at: '/trade/buyers/:id/approval',
  access: 'buyer.agree',
  input: one.extend({ aboveYen: optionalWhole(0, mostYen), userIds: several(id()) }),
  run: (tx, actor, { id: buyerId, ...given }) => setApproval(tx, actor, { buyerId, ...given }),
  done: ({ buyerId }, _input, { lang }) => back(buyerId, buyerWords[lang].approvalSaved),
  audit: ({ buyerId }, { aboveYen, userIds }) => ({
    documentId: buyerId,
    detail: `${aboveYen ?? '–'} / ${userIds.length}`,
  }),
})

const pricesAction = action({
  ...shared,
  at: '/trade/buyers/:id/prices',
  access: 'price.set',
  input: one.extend({ priceListIds: z.array(optionalId()).max(3) }),
  run: (tx, actor, { id: buyerId, priceListIds }) =>
    assignPriceLists(tx, actor, { buyerId, priceListIds: priceListIds.filter((each) => each !== undefined) }),
  done: ({ buyerId }, _input, { lang }) => back(buyerId, buyerWords[lang].pricesSaved),
  audit: ({ buyerId }, { priceListIds }) => ({
    action: 'buyer.agree',
    documentId: buyerId,
    detail: priceListIds.join(' '),
  }),
})

export const buyerRoutes = [
  listPage,
  ownPage,
  buyerPage,
  termsAction,
  addPlaceAction,
  closePlaceAction,
  approvalAction,
  pricesAction,
]

/** For the test that walks all endpoints: what passes between the company and a buyer, beside orders and invoices. */
import { granted, person } from '#parties/testing.ts'
import { createToken } from '#parties/tokens.ts'
import { invoiceOf } from '#api/cases.money.testing.ts'
import { type Case, type Goods, delivery, done } from '#api/cases.testing.ts'
import { exampleId } from '#api/fields.ts'
import { type Api, askOf } from '#api/testing.ts'

export const missing = (name: string, body?: unknown) => () => ({
  path: { [name]: exampleId },
  body,
  status: 404,
})
export const badQuery = (query: Record<string, string>) => () => ({ query, status: 422 })

export function buyerCases(api: Api, stock: Goods): Record<string, Case> {
  return {
    ...acceptanceCases(api, stock),
    ...receivableCases(api, stock),
    ...accountCases(api, stock),
    ...agreementCases(api, stock),
    ...priceCases(api, stock),
    ...quoteCases(api, stock),
  }
}

const short = { lineNo: 1, kind: 'short', quantity: 1, reason: '箱に足りない' }

function acceptanceCases(api: Api, { variantId }: Goods): Record<string, Case> {
  const delivered = async () => ({ deliveryId: await delivery(api, variantId) })
  const accepted = async () => {
    const { deliveryId } = await delivered()
    const made = await done(api, 'buyer', `/deliveries/${deliveryId}/acceptance`, { differences: [short] })
    return { deliveryId, acceptanceId: made['acceptanceId'] ?? '' }
  }
  const settling = { lineNo: 1, kind: 'short', decision: 'stock' }
  return {
    listAcceptances: {
      as: 'buyer',
      good: async () => {
        await accepted()
        return { query: { view: 'differing', limit: '1' } }
      },
      bad: badQuery({ view: 'x' }),
    },
    readAcceptance: {
      as: 'buyer',
      good: async () => ({ path: { deliveryId: (await accepted()).deliveryId } }),
      bad: missing('deliveryId'),
    },
    recordAcceptance: {
      as: 'buyer',
      good: async () => ({ path: await delivered(), body: { differences: [short], note: '裏口で受け取り' } }),
      bad: async () => ({
        path: await delivered(),
        body: { differences: [{ ...short, quantity: 9 }] },
        status: 409,
      }),
    },
    settleDifference: {
      as: 'company_staff',
      good: async () => ({ path: await accepted(), body: settling }),
      bad: async () => ({ path: await accepted(), body: { ...settling, decision: 'reject' }, status: 422 }),
    },
    undoAcceptance: {
      as: 'company_staff',
      good: async () => ({ path: await accepted() }),
      bad: missing('acceptanceId'),
    },
  }
}

function receivableCases(api: Api, stock: Goods): Record<string, Case> {
  const { buyer } = api.town
  const terms = (body: object) => done(api, 'company_staff', `/buyers/${buyer}/terms`, body, 'PUT')
  /** An invoice of October that was due at its end. */
  const overdue = async () => {
    await terms({ payMonths: 0, payDay: 31 })
    await invoiceOf(api, stock)
    await terms({})
    return { buyerId: buyer }
  }
  return {
    issueCreditNote: {
      as: 'company_staff',
      good: async () => {
        const deliveryId = await delivery(api, stock.variantId)
        const back = { lineNo: 1, quantity: 1, fate: 'stock', reason: '注文の間違い' }
        await done(api, 'company_staff', `/deliveries/${deliveryId}/returns`, back)
        return { body: { buyerId: buyer } }
      },
      bad: () => ({ body: { buyerId: exampleId }, status: 422 }),
    },
    listInvoicesToSend: {
      as: 'company_staff',
      good: async () => {
        await invoiceOf(api, stock)
        return {}
      },
      bad: badQuery({ on: '2026-02-30' }),
    },
    sendInvoices: {
      as: 'company_staff',
      good: async () => ({ body: { invoiceIds: [(await invoiceOf(api, stock)).invoiceId] } }),
      bad: () => ({ body: { invoiceIds: [exampleId] }, status: 422 }),
    },
    listReceivables: {
      as: 'company_staff',
      good: async () => {
        await overdue()
        return {}
      },
    },
    readReminder: {
      as: 'company_staff',
      good: async () => ({ path: await overdue() }),
      bad: missing('buyerId'),
    },
    sendReminder: {
      as: 'company_staff',
      good: async () => ({ path: await overdue() }),
      bad: missing('buyerId'),
    },
  }
}

function accountCases(api: Api, stock: Goods): Record<string, Case> {
  const own = { buyerId: api.town.buyer }
  const list = async () => await priceList(api)
  return {
    listBuyers: {
      as: 'company_staff',
      good: async () => {
        await delivery(api, stock.variantId)
        return { query: { text: 'ホテル', limit: '1' } }
      },
      bad: badQuery({ cursor: 'x' }),
    },
    readBuyer: { as: 'buyer', good: () => ({ path: own }), bad: missing('buyerId') },
    saveBuyerTerms: {
      as: 'company_staff',
      good: () => ({
        path: own,
        body: { route: '海岸便', deliveryNote: '裏口へ', creditLimitYen: 90_000_000 },
      }),
      bad: () => ({ path: own, body: { billingEmails: ['経理'] }, status: 422 }),
    },
    assignPriceLists: {
      as: 'company_staff',
      good: async () => ({ path: own, body: { priceListIds: [(await list()).priceListId] } }),
      bad: () => ({ path: own, body: { priceListIds: [exampleId] }, status: 422 }),
    },
  }
}

function agreementCases(api: Api, stock: Goods): Record<string, Case> {
  const { buyer } = api.town
  const own = { buyerId: buyer }
  const approver = () => ({ aboveYen: 0, userIds: [api.actors.buyer.userId] })
  let places = 0
  const place = () => ({ name: `別館${(places += 1)}`, address: '気仙沼市港町2' })
  /** An order of somebody at the buyer who does not approve. */
  const requested = async () => {
    await done(api, 'company_staff', `/buyers/${buyer}/approval`, approver(), 'PUT')
    const cook = await api.here.tx((tx) => person(tx, buyer, 'buyer', '見習い ゆう'))
    const { token } = granted(await api.here.tx((tx) => createToken(tx, cook, { label: '見習い' })))
    const body = { deliverOn: '2026-11-30', lines: [{ variantId: stock.variantId, quantity: 1 }] }
    const got = await askOf(api.app, '/api/v1/orders', { token, body })
    return { orderId: String(got.json['orderId']) }
  }
  return {
    addPlace: {
      as: 'buyer',
      good: () => ({ path: own, body: place() }),
      bad: async () => {
        const body = place()
        await done(api, 'buyer', `/buyers/${buyer}/places`, body)
        return { path: own, body, status: 409 }
      },
    },
    closePlace: {
      as: 'buyer',
      good: async () => {
        const made = await done(api, 'buyer', `/buyers/${buyer}/places`, place())
        return { path: { ...own, placeId: made['placeId'] ?? '' } }
      },
      bad: () => ({ path: { ...own, placeId: exampleId }, status: 404 }),
    },
    setApproval: {
      as: 'buyer',
      good: () => ({ path: own, body: approver() }),
      bad: () => ({ path: own, body: { aboveYen: 1, userIds: [] }, status: 422 }),
    },
    approveOrder: {
      as: 'buyer',
      good: async () => ({ path: await requested() }),
      bad: missing('orderId'),
    },
  }
}

let lists = 0
async function priceList(api: Api): Promise<{ priceListId: string }> {
  const made = await done(api, 'company_staff', '/price-lists', { name: `旅館向け${(lists += 1)}` })
  return { priceListId: made['priceListId'] ?? '' }
}

function priceCases(api: Api, { variantId }: Goods): Record<string, Case> {
  const price = { variantId, priceYen: 540, fromQuantity: 10, from: '2026-11-23', to: '2027-03-31' }
  const priced = async () => {
    const path = await priceList(api)
    await done(api, 'company_staff', `/price-lists/${path.priceListId}/prices`, price, 'PUT')
    return path
  }
  const dropped = { fromQuantity: '10', from: '2026-11-23' }
  return {
    listPriceLists: { as: 'company_staff', good: () => ({}) },
    createPriceList: {
      as: 'company_staff',
      good: () => ({ body: { name: `朝市${(lists += 1)}`, discountBp: 500, note: '平日だけ' } }),
      bad: () => ({ body: { name: '高すぎ', discountBp: 9_001 }, status: 422 }),
    },
    readPriceList: {
      as: 'company_staff',
      good: async () => ({ path: await priced() }),
      bad: missing('priceListId'),
    },
    savePriceList: {
      as: 'company_staff',
      good: async () => ({ path: await priceList(api), body: { name: `旅館${(lists += 1)}` } }),
      bad: missing('priceListId', { name: 'どこにもない表' }),
    },
    closePriceList: {
      as: 'company_staff',
      good: async () => ({ path: await priceList(api) }),
      bad: missing('priceListId'),
    },
    setPrice: {
      as: 'company_staff',
      good: async () => ({ path: await priceList(api), body: price }),
      bad: async () => ({ path: await priceList(api), body: { ...price, to: '2026-11-22' }, status: 422 }),
    },
    dropPrice: {
      as: 'company_staff',
      good: async () => ({ path: { ...(await priced()), variantId }, query: dropped }),
      bad: async () => ({ path: { ...(await priceList(api)), variantId }, query: dropped, status: 404 }),
    },
  }
}

function quoteCases(api: Api, { variantId }: Goods): Record<string, Case> {
  const deliverOn = '2026-11-30'
  const asking = { deliverOn, lines: [{ variantId, quantity: 2 }] }
  const offer = { validUntil: '2026-12-07', lines: [{ variantId, quantity: 2, priceYen: 500 }] }
  const asked = async () => ({ quoteId: (await done(api, 'buyer', '/quotes', asking))['quoteId'] ?? '' })
  const offered = async () => {
    const path = await asked()
    await done(api, 'company_staff', `/quotes/${path.quoteId}/answers`, offer)
    return path
  }
  return {
    listQuotes: {
      as: 'buyer',
      good: async () => {
        await asked()
        return { query: { view: 'open', limit: '1' } }
      },
      bad: badQuery({ view: 'x' }),
    },
    readQuote: { as: 'buyer', good: async () => ({ path: await offered() }), bad: missing('quoteId') },
    openQuote: {
      as: 'buyer',
      good: () => ({ body: { ...asking, note: '宴会に' } }),
      bad: () => ({ body: { deliverOn, lines: [{ variantId: exampleId, quantity: 2 }] }, status: 422 }),
    },
    answerQuote: {
      as: 'company_staff',
      good: async () => ({ path: await asked(), body: offer }),
      bad: async () => ({ path: await asked(), body: { ...offer, lines: asking.lines }, status: 422 }),
    },
    acceptQuote: {
      as: 'buyer',
      good: async () => ({ path: await offered(), body: { turnNo: 2 } }),
      bad: async () => ({ path: await asked(), body: { turnNo: 1 }, status: 409 }),
    },
    declineQuote: {
      as: 'buyer',
      good: async () => ({ path: await offered(), body: { reason: '数が合わない' } }),
      bad: missing('quoteId', {}),
    },
    readQuotePdf: {
      as: 'buyer',
      good: async () => ({ path: { ...(await offered()), turnNo: '2' }, query: { lang: 'en' } }),
      bad: async () => ({ path: { ...(await asked()), turnNo: '1' }, status: 404 }),
    },
  }
}

/** For the test that walks all endpoints: the store, the truck, specifications and reports. */
import { invoiceOf } from '#api/cases.money.testing.ts'
import { type Case, type Goods, delivery, goods, order } from '#api/cases.testing.ts'
import { exampleId } from '#api/fields.ts'
import type { Api } from '#api/testing.ts'
import { badQuery, missing } from './cases.buyers.testing.ts'

export function storeCases(api: Api, stock: Goods): Record<string, Case> {
  return { ...shelfCases(api, stock), ...dayCases(api, stock), ...specCases(stock), ...reportCases() }
}

function shelfCases(api: Api, { variantId }: Goods): Record<string, Case> {
  const lot = async (counted: number) => ({
    counts: [{ lotId: (await goods(api, 50)).lotId, counted }],
  })
  const orders = async () => [await order(api, variantId), await order(api, variantId)]
  return {
    readStock: {
      as: 'producer',
      good: () => ({ query: { term: 'later', temperature: 'ambient' } }),
      bad: badQuery({ term: 'x' }),
    },
    countLots: {
      as: 'company_staff',
      good: async () => ({ body: { ...(await lot(48)), note: '月末の棚卸' } }),
      bad: async () => ({ body: await lot(51), status: 409 }),
    },
    readDispatch: {
      as: 'company_staff',
      good: async () => {
        await orders()
        return { query: { on: '2026-11-30' } }
      },
      bad: badQuery({ on: 'x' }),
    },
    shipTruck: {
      as: 'company_staff',
      good: async () => ({ body: { shipments: (await orders()).map((orderId) => ({ orderId })) } }),
      bad: async () => ({
        body: { shipments: [{ orderId: await order(api, variantId) }, { orderId: exampleId }] },
        status: 422,
      }),
    },
  }
}

const emptyDay = () => ({ query: { on: '2020-01-01' }, status: 404 })

/** What is printed for a day. */
function dayCases(api: Api, stock: Goods): Record<string, Case> {
  const { variantId, lotId } = stock
  const ofTruck = async () => {
    await order(api, variantId)
    return { query: { on: '2026-11-30', lang: 'en' } }
  }
  const truck = { as: 'company_staff', good: ofTruck, bad: emptyDay } as const
  return {
    readPickingListPdf: truck,
    readPackingListPdf: truck,
    readBoxLabelsPdf: truck,
    readDeliveryNotesPdf: {
      as: 'company_staff',
      good: async () => {
        await delivery(api, variantId)
        return { query: { prices: 'false' } }
      },
      bad: emptyDay,
    },
    readInvoicesPdf: {
      as: 'company_staff',
      good: async () => {
        await invoiceOf(api, stock)
        return {}
      },
      bad: emptyDay,
    },
    readRecall: {
      as: 'company_staff',
      good: async () => {
        await delivery(api, variantId)
        return { path: { lotId } }
      },
      bad: missing('lotId'),
    },
  }
}

const specification = {
  dateKind: 'best_before',
  content: '720ml',
  ingredients: 'りんご（岩手県産）',
  origin: '岩手県一関市',
  maker: 'みずほ農園',
  storage: '直射日光を避ける',
  appeal: '完熟のりんごだけを搾りました。',
  nutritionOf: '100mlあたり',
  orderBy: '11:00',
  certifications: ['有機JAS'],
  energyKcal: 46,
  proteinDg: 1,
  fatDg: 1,
  carbohydrateDg: 114,
  saltCg: 0,
}

function specCases({ productId }: Goods): Record<string, Case> {
  const path = { productId }
  return {
    readSpecification: { as: 'visitor', good: () => ({ path }), bad: missing('productId') },
    saveSpecification: {
      as: 'producer',
      good: () => ({ path, body: specification }),
      bad: () => ({ path, body: { ...specification, energyKcal: 460 }, status: 422 }),
    },
    readSpecificationPdf: {
      as: 'visitor',
      good: () => ({ path, query: { lang: 'en' } }),
      bad: missing('productId'),
    },
  }
}

const days = { from: '2026-10-01', to: '2026-11-30' }
const backwards = { from: '2026-11-30', to: '2026-10-01' }

function reportCases(): Record<string, Case> {
  return {
    readSales: {
      as: 'producer',
      good: () => ({ query: { ...days, by: 'product' } }),
      bad: badQuery({ ...backwards, by: 'month' }),
    },
    readFillRates: {
      as: 'company_staff',
      good: () => ({ query: { ...days, by: 'buyer' } }),
      bad: badQuery({ ...days, by: 'x' }),
    },
    readIncomes: { as: 'company_staff', good: () => ({ query: days }), bad: badQuery(backwards) },
    readLosses: { as: 'company_staff', good: () => ({ query: days }), bad: badQuery(backwards) },
    readCohorts: { as: 'company_staff', good: () => ({}) },
    readForecasts: { as: 'company_staff', good: () => ({}) },
  }
}

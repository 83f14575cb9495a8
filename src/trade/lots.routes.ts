/** The addresses of receipts and lots: list, receive, trace. */
import { z } from 'zod'
import { dayField, id, optionalDay, optionalId, optionalLine, text, whole } from '#http/fields.ts'
import { action, page } from '#http/routes.ts'
import type { Page } from '#http/routes.ts'
import { isRefusal } from '#kit/refusals.ts'
import { searchCatalogue } from './catalogue.ts'
import { lotView, lotsView, receiveView } from './lots.pages.tsx'
import { receiveLot } from './lots.ts'
import { listLots, traceLot } from './lot-traces.ts'
import { orNotFound } from './page-parts.tsx'
import { stockRoutesOn } from './stock/corrections.routes.ts'
import { labelRoutes } from './stock/labels.routes.ts'
import { storeRoutes } from './stock/store.routes.ts'
import { goodsWords } from './words/goods.ts'
import { sayGoods } from './words/goods-refusals.ts'

const listPage = page({
  at: '/trade/lots',
  access: 'product.edit',
  input: z.object({
    left: z.literal('1').optional().catch(undefined),
    product: optionalId(),
    after: z.string().optional(),
  }),
  load: (tx, actor, { left, product, after }) =>
    listLots(tx, actor, { left: left === '1', productId: product }, after),
  show: lotsView,
})

const newPage: Page = page({
  at: '/trade/lots/new',
  access: 'stock.receive',
  input: z.object({ product: optionalId() }),
  load: async (tx) => ({
    products: (await searchCatalogue(tx, { states: ['draft', 'published'], limit: 200 })).rows,
    today: tx.today,
  }),
  show: receiveView,
})

const lotPage: Page = page({
  at: '/trade/lots/:id',
  access: 'product.edit',
  input: z.object({ id: id() }),
  load: async (tx, actor, asked) => {
    const lot = orNotFound(await traceLot(tx, actor, { lotId: asked.id }))
    return isRefusal(lot) ? lot : { lot, today: tx.today }
  },
  show: lotView,
})

const labels = (lang: 'ja' | 'en') => {
  const own = goodsWords[lang]
  return {
    productId: own.product,
    quantity: own.quantity,
    madeOn: own.madeOn,
    receivedOn: own.receivedOn,
    bestBefore: own.bestBefore,
    place: own.place,
    lotNo: own.lotNo,
    note: own.note,
  }
}
const most = 100_000_000

const receiveAction = action({
  at: '/trade/lots',
  access: 'stock.receive',
  input: z.object({
    productId: id(),
    quantity: whole(1, most),
    madeOn: dayField(),
    receivedOn: optionalDay(),
    bestBefore: optionalDay(),
    place: optionalLine(100),
    lotNo: optionalLine(40),
    note: text(500),
  }),
  run: receiveLot,
  done: ({ lotId, lotNo }, _input, seen) => ({
    to: `/trade/lots/${lotId}`,
    notice: goodsWords[seen.lang].noticeReceived(lotNo),
  }),
  labels,
  refusals: sayGoods,
  form: () => newPage,
  audit: ({ lotId, lotNo }) => ({ documentId: lotId, documentNo: lotNo }),
})

export const lotRoutes = [
  listPage,
  newPage,
  lotPage,
  receiveAction,
  ...stockRoutesOn(lotPage),
  ...storeRoutes,
  ...labelRoutes,
]

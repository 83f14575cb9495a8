/** The addresses of price lists, and what is entered on them. */
import { z } from 'zod'
import { isRefusal } from '#kit/refusals.ts'
import { dayField, id, line, optionalDay, optionalSteps, text, whole } from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import type { Lang } from '#ui/words.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import {
  closePriceList,
  dropPrice,
  listPriceLists,
  listVariants,
  readPriceList,
  savePriceList,
  setPrice,
} from './price-lists.ts'
import { priceListView, priceListsView } from './prices.pages.tsx'
import { priceWords, sayPrice } from './words.ts'

const listsPage: Page = page({
  at: '/trade/price-lists',
  access: 'price.set',
  load: async (tx, actor) => {
    const rows = await listPriceLists(tx, actor)
    return isRefusal(rows) ? rows : { rows }
  },
  show: priceListsView,
})

const one = z.object({ id: id() })

const listPage: Page = page({
  at: '/trade/price-lists/:id',
  access: 'price.set',
  input: one,
  load: async (tx, actor, asked) => {
    const found = orNotFound(await readPriceList(tx, actor, { priceListId: asked.id }))
    return isRefusal(found) ? found : { found, variants: await listVariants(tx), today: tx.today }
  },
  show: priceListView,
})

const labels = (lang: Lang) => {
  const own = priceWords[lang]
  return {
    name: own.name,
    discountBp: own.discount,
    note: own.note,
    variantId: own.variant,
    priceYen: own.price,
    fromQuantity: own.fromQuantity,
    from: own.from,
    to: own.to,
  }
}
const shared = { access: 'price.set', labels, refusals: sayPrice } as const
const headBoxes = {
  name: line(60),
  discountBp: optionalSteps(2, 0, 9_000),
  note: text(500),
}

const addAction = action({
  ...shared,
  at: '/trade/price-lists',
  input: z.object(headBoxes),
  run: savePriceList,
  done: ({ priceListId }, _input, { lang }) => ({
    to: `/trade/price-lists/${priceListId}`,
    notice: priceWords[lang].saved,
  }),
  form: () => listsPage,
  audit: ({ priceListId }, { name }) => ({ documentId: priceListId, detail: name }),
})

const onList = { ...shared, form: () => listPage }
const onListDone =
  (word: 'saved' | 'entered' | 'dropped') =>
  ({ priceListId }: { priceListId: string }, _input: unknown, { lang }: { lang: Lang }) => ({
    to: `/trade/price-lists/${priceListId}`,
    notice: priceWords[lang][word],
  })

const saveAction = action({
  ...onList,
  at: '/trade/price-lists/:id',
  input: one.extend(headBoxes),
  run: (tx, actor, { id: priceListId, ...given }) => savePriceList(tx, actor, { priceListId, ...given }),
  done: onListDone('saved'),
  audit: ({ priceListId }, { name, discountBp }) => ({
    documentId: priceListId,
    detail: `${name} −${discountBp ?? 0} bp`,
  }),
})

const enterAction = action({
  ...onList,
  at: '/trade/price-lists/:id/prices',
  input: one.extend({
    variantId: id(),
    priceYen: whole(0, 100_000_000),
    fromQuantity: whole(1, 1_000_000),
    from: dayField(),
    to: optionalDay(),
  }),
  run: (tx, actor, { id: priceListId, ...price }) => setPrice(tx, actor, { priceListId, ...price }),
  done: onListDone('entered'),
  audit: ({ priceListId }, { variantId, priceYen, fromQuantity, from }) => ({
    documentId: priceListId,
    detail: `${variantId} ≥${fromQuantity} ${from}: ${priceYen}`,
  }),
})

const dropAction = action({
  ...onList,
  at: '/trade/price-lists/:id/drop',
  input: one.extend({ variantId: id(), fromQuantity: whole(1, 1_000_000), from: dayField() }),
  run: (tx, actor, { id: priceListId, ...price }) => dropPrice(tx, actor, { priceListId, ...price }),
  done: onListDone('dropped'),
  audit: ({ priceListId }, { variantId, fromQuantity, from }) => ({
    documentId: priceListId,
    detail: `− ${variantId} ≥${fromQuantity} ${from}`,
  }),
})

const closeAction = action({
  ...onList,
  at: '/trade/price-lists/:id/close',
  input: one,
  run: (tx, actor, asked) => closePriceList(tx, actor, { priceListId: asked.id }),
  done: (_answer, _input, { lang }) => ({ to: '/trade/price-lists', notice: priceWords[lang].closed }),
  audit: ({ priceListId }) => ({ documentId: priceListId, detail: 'closed' }),
})

export const priceRoutes = [listsPage, listPage, addAction, saveAction, enterAction, dropAction, closeAction]

/** The addresses of the whole store: what is there, as a page and a file, and counting it. */
import { z } from 'zod'
import { writeCsv } from '#kit/csv.ts'
import { type Id, isId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { optionalLine, optionalSteps, optionalWhole } from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import { temperatures } from '#trade/schema.ts'
import { inLang } from '#trade/sheet-parts.ts'
import { goodsWords } from '#trade/words/goods.ts'
import { countLots } from './counts.ts'
import { readStock, terms } from './stock-lists.ts'
import { countingView, perPage, storeView } from './store.pages.tsx'
import { sayStock, stockWords } from './words.ts'

const temperature = z.enum(temperatures).optional().catch(undefined)
const storeInput = z.object({
  term: z.enum(terms).optional().catch(undefined),
  temperature,
  p: z.coerce.number().int().min(1).max(10_000).catch(1),
})
/** On one sheet: more boxes than this no form should carry. */
const mostOnSheet = 500
const everything = 1_000_000

const storePage = page({
  at: '/trade/stock',
  access: 'product.edit',
  input: storeInput,
  load: async (tx, actor, { p, ...filter }) => {
    const board = await readStock(tx, actor, { ...filter, limit: perPage, offset: (p - 1) * perPage })
    return isRefusal(board) ? board : { board, today: tx.today }
  },
  show: storeView,
})

const storeFile = page({
  at: '/trade/stock.csv',
  access: 'product.edit',
  input: storeInput,
  load: async (tx, actor, { term, temperature: zone }) =>
    await readStock(tx, actor, { term, temperature: zone, limit: everything }),
  show: ({ rows }, { lang }) => {
    const [own, goods] = [stockWords[lang], goodsWords[lang]]
    return {
      bytes: writeCsv([
        [
          goods.product,
          goods.producer,
          goods.lot,
          goods.temperature,
          goods.receivedOn,
          goods.bestBefore,
          goods.left,
          own.unit,
          own.free,
          own.counted,
        ],
        ...rows.map((row) => [
          inLang(row.productName, row.productNameEn, lang),
          row.producerName,
          row.lotNo,
          goods.temperatures[row.temperature],
          row.receivedOn,
          row.bestBefore,
          row.remaining,
          inLang(row.baseUnit, row.baseUnitEn, lang),
          Math.min(row.free, row.remaining),
          null,
        ]),
      ]),
      type: 'text/csv; charset=utf-8',
      name: `${own.store}.csv`,
    }
  },
})

const countingPage: Page = page({
  at: '/trade/stock/count',
  access: 'stock.receive',
  input: z.object({ temperature }),
  load: async (tx, actor, { temperature: zone }) => {
    const board = await readStock(tx, actor, { temperature: zone, limit: mostOnSheet })
    return isRefusal(board) ? board : { board, today: tx.today }
  },
  show: countingView,
})

const most = 100_000_000
const countAction = action({
  at: '/trade/stock/count',
  access: 'stock.receive',
  // The boxes are named by their lot. Empty ones were not counted.
  input: z.object({
    temperature,
    counts: z.record(z.string(), optionalWhole(0, most)).optional(),
    kilograms: z.record(z.string(), optionalSteps(3, 0, most)).optional(),
    note: optionalLine(200),
  }),
  run: async (tx, actor, { counts = {}, kilograms = {}, note }) => {
    const boxes = Object.entries({ ...counts, ...kilograms })
    const given = boxes.flatMap(([lotId, counted]) =>
      isId(lotId) && counted !== undefined ? [{ lotId: lotId as Id, counted }] : [],
    )
    const done = await countLots(tx, actor, { counts: given, note })
    if (!isRefusal(done)) return { done }
    const [, lotId = ''] = done.field?.split('.') ?? []
    return lotId in kilograms ? { ...done, field: `kilograms.${lotId}` } : done
  },
  done: ({ done }, { temperature: zone }, { lang }) => ({
    to: zone ? `/trade/stock/count?temperature=${zone}` : '/trade/stock/count',
    notice: stockWords[lang].storeCounted(done.length, done.filter(({ change }) => change !== 0).length),
  }),
  labels: (lang) => ({
    counts: stockWords[lang].counted,
    kilograms: stockWords[lang].counted,
    note: stockWords[lang].countNote,
  }),
  refusals: sayStock,
  form: () => countingPage,
  audit: ({ done }) => ({
    detail: `${done.length} lots, ${done.filter(({ change }) => change !== 0).length} changed`,
  }),
})

export const storeRoutes = [storePage, storeFile, countingPage, countAction]

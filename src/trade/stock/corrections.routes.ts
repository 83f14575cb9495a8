/** The addresses where the stock of a lot is corrected, and where a lot is called back. */
import { z } from 'zod'
import { writeCsv } from '#kit/csv.ts'
import { id, line, optionalLine, whole } from '#http/fields.ts'
import { action, page } from '#http/routes.ts'
import type { Page, Route } from '#http/routes.ts'
import type { Lang } from '#ui/words.ts'
import { takenFor, writeOffLot } from '#trade/lots.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import { type Recall, readRecall } from './recalls.ts'
import { baseText, inLang } from '#trade/sheet-parts.ts'
import { countLot } from './counts.ts'
import { recallView } from './corrections.pages.tsx'
import { goodsWords } from '#trade/words/goods.ts'
import { sayStock, stockWords } from './words.ts'

const most = 100_000_000
const one = z.object({ id: id() })
const labels = (lang: Lang) => ({
  quantity: goodsWords[lang].quantity,
  reason: goodsWords[lang].reason,
  fate: stockWords[lang].fate,
  counted: stockWords[lang].counted,
  note: stockWords[lang].countNote,
})

const takeOutAction = (lotPage: Page) =>
  action({
    at: '/trade/lots/:id/take-out',
    access: 'stock.receive',
    input: one.extend({ quantity: whole(1, most), reason: line(200), fate: z.enum(takenFor) }),
    run: (tx, actor, { id: lotId, ...given }) => writeOffLot(tx, actor, { lotId, ...given }),
    done: ({ lotId }, _input, { lang }) => ({
      to: `/trade/lots/${lotId}`,
      notice: stockWords[lang].takeOutDone,
    }),
    labels,
    refusals: sayStock,
    form: () => lotPage,
    audit: ({ lotId }, { quantity, fate, reason }) => ({
      documentId: lotId,
      detail: `${fate} −${quantity} ${reason}`,
    }),
  })

const countAction = (lotPage: Page) =>
  action({
    at: '/trade/lots/:id/count',
    access: 'stock.receive',
    input: one.extend({ counted: whole(0, most), note: optionalLine(200) }),
    run: (tx, actor, { id: lotId, counted, note }) => countLot(tx, actor, { lotId, counted, note }),
    done: ({ lotId, change }, _input, { lang }) => ({
      to: `/trade/lots/${lotId}`,
      notice:
        change === 0
          ? stockWords[lang].countSame
          : stockWords[lang].countDone(change > 0 ? `+${change}` : `−${-change}`),
    }),
    labels,
    refusals: sayStock,
    form: () => lotPage,
    audit: ({ lotId, change }, { counted }) => ({ documentId: lotId, detail: `${counted} (${change})` }),
  })

const recallPage = page({
  at: '/trade/lots/:id/recall',
  access: 'stock.receive',
  input: one,
  load: async (tx, actor, { id: lotId }) => orNotFound(await readRecall(tx, actor, { lotId })),
  show: recallView,
})

const recallFile = page({
  at: '/trade/lots/:id/recall.csv',
  access: 'stock.receive',
  input: one,
  load: async (tx, actor, { id: lotId }) => orNotFound(await readRecall(tx, actor, { lotId })),
  show: (recall, { lang }) => ({
    bytes: recallCsv(recall, lang),
    type: 'text/csv; charset=utf-8',
    name: `${stockWords[lang].recallFile}_${recall.lot.lotNo}.csv`,
  }),
})

function recallCsv({ lot, rows }: Recall, lang: Lang): Uint8Array {
  const own = stockWords[lang]
  const unit = inLang(lot.baseUnit, lot.baseUnitEn, lang)
  return writeCsv([
    [own.buyer, own.address, own.contact, own.deliveries, own.delivered, own.returned, own.outside],
    ...rows.map((row) => [
      row.buyerName,
      row.address,
      row.emails.join(' '),
      row.deliveries.map(({ no, on }) => `${no} (${on})`).join(' '),
      baseText(row.delivered, unit),
      baseText(row.returned, unit),
      baseText(row.delivered - row.returned, unit),
    ]),
  ])
}

/** Forms that are refused come back on the page of the lot. */
export const stockRoutesOn = (lotPage: Page): Route[] => [
  takeOutAction(lotPage),
  countAction(lotPage),
  recallPage,
  recallFile,
]

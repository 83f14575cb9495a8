/** The addresses of quotes: the list, asking or offering, one quote with what each side may do, and its paper. */
import { z } from 'zod'
import { addDays } from '#kit/days.ts'
import type { Refusal } from '#kit/refusals.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import {
  dayField,
  id,
  optionalDay,
  optionalId,
  optionalLine,
  optionalWhole,
  text,
  whole,
} from '#http/fields.ts'
import { type Page, action, page } from '#http/routes.ts'
import { registrationOn } from '#parties/registrations.ts'
import type { Lang } from '#ui/words.ts'
import { quotationPdf } from '#trade/documents/pdf.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import { listBuyers } from '#trade/people.ts'
import { companyOf, readLegalNumbers, readSetting } from '#trade/settings.ts'
import { partyOnPaper } from '#trade/sheet-parts.ts'
import { listQuotable, listQuotes, quoteViews, readQuote } from './quote-lists.ts'
import { quoteView } from './quote.pages.tsx'
import { quotationSheet } from './quote-sheets.ts'
import { newQuoteView, quotesAt, quotesView } from './quotes.pages.tsx'
import { acceptQuote, answerQuote, declineQuote, openQuote } from './quotes.ts'
import { quoteWords, sayQuote } from './words.ts'

/** How soon goods usually arrive, and how long an offer usually counts. */
const usualDays = 7
const usualValidity = 14

const listPage = page({
  at: quotesAt,
  access: 'order.place',
  input: z.object({
    view: z.enum(quoteViews).optional().catch(undefined),
    after: z.string().optional(),
  }),
  load: async (tx, actor, { view = 'open', after }) => {
    const found = await listQuotes(tx, actor, { view }, after)
    return isRefusal(found) ? found : { found, view, today: tx.today }
  },
  show: quotesView,
})

const newPage: Page = page({
  at: `${quotesAt}/new`,
  access: 'order.place',
  input: z.object({ buyer: optionalId(), buyerId: optionalId(), q: z.string().max(100).optional() }),
  load: async (tx, actor, asked) => {
    const staff = actor.role === 'company_staff'
    const buyers = staff ? await listBuyers(tx) : []
    const wanted = asked.buyer ?? asked.buyerId
    const buyer = buyers.find(({ partyId }) => partyId === wanted)
    const buyerId = staff ? buyer?.partyId : actor.partyId
    return {
      buyers,
      buyer,
      choosing: buyerId === undefined,
      rows: buyerId ? await listQuotable(tx, { text: asked.q, buyerId }) : [],
      deliverOn: addDays(tx.today, usualDays),
      validUntil: addDays(tx.today, usualValidity),
    }
  },
  show: newQuoteView,
})

const one = z.object({ id: id() })

const quotePage: Page = page({
  at: `${quotesAt}/:id`,
  access: 'order.place',
  input: one,
  load: async (tx, actor, asked) => {
    const quote = orNotFound(await readQuote(tx, actor, { quoteId: asked.id }))
    if (isRefusal(quote)) return quote
    const { rounding } = await readSetting(tx)
    return { quote, rounding, today: tx.today, validUntil: addDays(tx.today, usualValidity) }
  },
  show: quoteView,
})

const paperPage = page({
  at: `${quotesAt}/:id/:turn/pdf`,
  access: 'order.place',
  input: one.extend({ turn: whole(1, 1_000) }),
  load: async (tx, actor, asked) => {
    const quote = orNotFound(await readQuote(tx, actor, { quoteId: asked.id }))
    if (isRefusal(quote)) return quote
    const turn = quote.turns.find(({ turnNo, byCompany }) => byCompany && turnNo === asked.turn)
    if (!turn) return refuse('not_found')
    const company = await companyOf(tx)
    const { rates } = await readLegalNumbers(tx)
    const paper = {
      company,
      companyNumber: (await registrationOn(tx, company.partyId, tx.today))?.number ?? '',
      buyer: await partyOnPaper(tx, quote.buyerId, tx.today),
      rates,
      rounding: (await readSetting(tx)).rounding,
    }
    return { quote, turn, paper }
  },
  show: async ({ quote, turn, paper }, { lang }) => ({
    bytes: await quotationPdf(quotationSheet(quote, turn, paper, lang)),
    type: 'application/pdf',
    name: `${quoteWords[lang].quote}_${quote.quoteNo}.pdf`,
  }),
})

const labels = (lang: Lang) => {
  const own = quoteWords[lang]
  return {
    deliverOn: own.deliverOn,
    validUntil: own.validUntil,
    note: own.note,
    reason: own.declineReason,
    'lines.quantity': own.quantity,
    'lines.priceYen': own.price,
  }
}

const turnBoxes = {
  validUntil: optionalDay(),
  note: text(1000),
  lines: z
    .array(
      z.object({
        variantId: id(),
        quantity: optionalWhole(0, 1_000_000),
        priceYen: optionalWhole(0, 100_000_000),
      }),
    )
    .max(300)
    .optional(),
}
type Boxes = z.infer<z.ZodObject<typeof turnBoxes>>['lines']

/** The rows with a quantity, each with the row in which it stands, so that a refusal finds its box again. */
function chosen(boxes: Boxes = []) {
  const lines = boxes.flatMap(({ variantId, quantity = 0, priceYen }, at) =>
    quantity > 0 ? [{ variantId, quantity, priceYen, at }] : [],
  )
  const atItsBox = <R extends Refusal>(refusal: R): R => {
    const [, at, rest] = /^lines\.(\d+)\.(\w+)$/.exec(refusal.field ?? '') ?? []
    const line = at === undefined ? undefined : lines[Number(at)]
    return line ? { ...refusal, field: `lines.${line.at}.${rest}` } : refusal
  }
  return { lines, atItsBox }
}

const openAction = action({
  at: quotesAt,
  access: 'order.place',
  input: z.object({ buyerId: optionalId(), deliverOn: dayField(), ...turnBoxes }),
  run: async (tx, actor, { lines: boxes, ...given }) => {
    const { lines, atItsBox } = chosen(boxes)
    const made = await openQuote(tx, actor, { ...given, lines })
    return isRefusal(made) ? atItsBox(made) : made
  },
  done: ({ quoteId, quoteNo }, _input, { lang }) => ({
    to: `${quotesAt}/${quoteId}`,
    notice: quoteWords[lang].asked(quoteNo),
  }),
  labels,
  refusals: sayQuote,
  form: () => newPage,
  audit: ({ quoteId, quoteNo }) => ({ action: 'quote.ask', documentId: quoteId, documentNo: quoteNo }),
})

const onQuote = { access: 'order.place', labels, refusals: sayQuote, form: () => quotePage } as const

const answerAction = action({
  ...onQuote,
  at: `${quotesAt}/:id/answer`,
  input: one.extend(turnBoxes),
  run: async (tx, actor, { id: quoteId, lines: boxes, ...given }) => {
    const { lines, atItsBox } = chosen(boxes)
    const made = await answerQuote(tx, actor, { ...given, quoteId, lines })
    return isRefusal(made) ? atItsBox(made) : made
  },
  done: ({ quoteId, quoteNo }, _input, { lang }) => ({
    to: `${quotesAt}/${quoteId}`,
    notice: quoteWords[lang].answered(quoteNo),
  }),
  audit: ({ quoteId, quoteNo }) => ({ action: 'quote.answer', documentId: quoteId, documentNo: quoteNo }),
})

const acceptAction = action({
  ...onQuote,
  at: `${quotesAt}/:id/accept`,
  input: one.extend({ turnNo: whole(1, 1000), deliverOn: dayField() }),
  run: (tx, actor, { id: quoteId, turnNo, deliverOn }) =>
    acceptQuote(tx, actor, { quoteId, turnNo, deliverOn }),
  done: ({ orderId, orderNo }, _input, { lang }) => ({
    to: `/trade/orders/${orderId}`,
    notice: quoteWords[lang].acceptNotice(orderNo),
  }),
  audit: ({ orderNo }, asked) => ({ action: 'quote.accept', documentId: asked.id, documentNo: orderNo }),
})

const declineAction = action({
  ...onQuote,
  at: `${quotesAt}/:id/decline`,
  input: one.extend({ reason: optionalLine(200) }),
  run: (tx, actor, { id: quoteId, reason }) => declineQuote(tx, actor, { quoteId, reason }),
  done: ({ quoteId, quoteNo }, _input, { lang }) => ({
    to: `${quotesAt}/${quoteId}`,
    notice: quoteWords[lang].declined(quoteNo),
  }),
  audit: ({ quoteId, quoteNo }, { reason }) => ({
    action: 'quote.decline',
    documentId: quoteId,
    documentNo: quoteNo,
    detail: reason,
  }),
})

export const quoteRoutes = [
  listPage,
  newPage,
  quotePage,
  paperPage,
  openAction,
  answerAction,
  acceptAction,
  declineAction,
]

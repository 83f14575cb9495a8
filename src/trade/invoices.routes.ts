/** The addresses of invoices: `/trade/invoices`, `/trade/invoices/:id`, its PDF, and closing the month. */
import { z } from 'zod'
import { isRefusal } from '#kit/refusals.ts'
import { cursor, dayField, id, optionalId } from '#http/fields.ts'
import { type Page, type Route, action, page } from '#http/routes.ts'
import { may } from '#parties/policy.ts'
import { yen } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { issueCreditNote } from './credit-notes.ts'
import { labelsOf } from './documents/labels.ts'
import { invoicePdf } from './documents/pdf.ts'
import { invoiceSheet, isCredit, listInvoices, readInvoice } from './invoice-sheets.ts'
import { readPint } from './invoice-pint.ts'
import { type Closed, closeMonth } from './invoices.ts'
import { mailsOf } from './mailing/invoice-mails.ts'
import { mailingRoutesOn } from './mailing/mailing.routes.ts'
import { invoiceView } from './invoice.pages.tsx'
import { invoicesView } from './invoices.pages.tsx'
import { invoicedBuyers, readToInvoice } from './money-reading.ts'
import { orNotFound } from './page-parts.tsx'
import { closeSentence, creditSentence } from './words/money-refusals.ts'
import { moneyWords } from './words/money.ts'

const listInput = z.object({
  view: z.enum(['open', 'overdue', 'all']).optional().catch(undefined),
  buyer: optionalId().catch(undefined),
  after: cursor(),
})
export type InvoicesAsked = z.infer<typeof listInput>

const invoicesPage: Page = page({
  at: '/trade/invoices',
  access: 'invoice.see',
  input: listInput,
  load: async (tx, actor, { view, buyer, after }) => {
    const closes = may(actor.role, 'invoice.close')
    // The company looks for what is still to come; a buyer for all that it has had.
    const shown = view ?? (closes ? 'open' : 'all')
    const list = await listInvoices(tx, actor, { view: shown, buyerId: buyer }, after)
    if (isRefusal(list)) return list
    if (!closes) return { list, view: shown }
    return { list, view: shown, toInvoice: await readToInvoice(tx), buyers: await invoicedBuyers(tx) }
  },
  show: invoicesView,
})

const closeAction = action({
  at: '/trade/invoices',
  access: 'invoice.close',
  input: z.object({ through: dayField(), buyerId: optionalId() }),
  run: closeMonth,
  done: (closed, _input, { lang }) => ({ to: '/trade/invoices', notice: closedNotice(closed, lang) }),
  labels: (lang) => ({ through: moneyWords[lang].closeThrough, buyerId: moneyWords[lang].closeBuyer }),
  refusals: closeSentence,
  form: () => invoicesPage,
  audit: ({ invoices }, { through }) => ({
    documentNo: invoices[0]?.invoiceNo,
    detail: `${through}: ${invoices.length}`,
  }),
})

const creditAction = action({
  at: '/trade/credit-notes',
  access: 'invoice.close',
  input: z.object({ creditBuyerId: id() }),
  run: async (tx, actor, { creditBuyerId }) => {
    const made = await issueCreditNote(tx, actor, { buyerId: creditBuyerId })
    return isRefusal(made) && made.field ? { ...made, field: 'creditBuyerId' } : made
  },
  done: ({ invoiceId, invoiceNo }, _input, { lang }) => ({
    to: `/trade/invoices/${invoiceId}`,
    notice: moneyWords[lang].creditMade(invoiceNo),
  }),
  labels: (lang) => ({ creditBuyerId: moneyWords[lang].buyer }),
  refusals: creditSentence,
  form: () => invoicesPage,
  audit: ({ invoiceId, invoiceNo }) => ({ documentId: invoiceId, documentNo: invoiceNo }),
})

/** The notice travels in a cookie, which holds some four hundred letters of Japanese: five names, then a count. */
const mostNamed = 5

/** What the closing did; those that wait are named. */
function closedNotice({ invoices, waiting }: Closed, lang: Lang): string {
  const own = moneyWords[lang]
  const total = invoices.reduce((sum, { grossYen }) => sum + grossYen, 0)
  const made = invoices.length > 0 ? own.closed(invoices.length, yen(total, lang)) : own.closedNone
  if (waiting.length === 0) return made
  const names = waiting.slice(0, mostNamed).map(({ buyerName }) => buyerName)
  if (waiting.length > mostNamed) names.push(own.andMore(waiting.length - mostNamed))
  return `${made}${own.closedWaiting(names.join(own.listComma))}`
}

const one = z.object({ id: id() })

const invoicePage: Page = page({
  at: '/trade/invoices/:id',
  access: 'invoice.see',
  input: one,
  load: async (tx, actor, { id: invoiceId }) => {
    const invoice = orNotFound(await readInvoice(tx, actor, { invoiceId }))
    return isRefusal(invoice) ? invoice : { invoice, mails: await mailsOf(tx, invoiceId) }
  },
  show: invoiceView,
})

const invoicePdfPage = page({
  at: '/trade/invoices/:id/pdf',
  access: 'invoice.see',
  input: one,
  load: async (tx, actor, { id: invoiceId }) => orNotFound(await readInvoice(tx, actor, { invoiceId })),
  show: async (invoice, { lang }) => ({
    bytes: await invoicePdf(invoiceSheet(invoice, lang)),
    type: 'application/pdf',
    name: `${labelsOf[lang][isCredit(invoice) ? 'creditNote' : 'invoice']}_${invoice.invoiceNo}.pdf`,
  }),
})

const invoicePintPage = page({
  at: '/trade/invoices/:id/jp-pint',
  access: 'invoice.see',
  input: one.extend({ part: z.enum(['qualified', 'other']).optional().catch(undefined) }),
  load: async (tx, actor, { id: invoiceId, part }) =>
    orNotFound(await readPint(tx, actor, { invoiceId, ...(part && { part }) })),
  show: ({ name, xml }) => ({ bytes: new TextEncoder().encode(xml), type: 'application/xml', name }),
})

export const invoiceRoutes: Route[] = [
  invoicesPage,
  closeAction,
  creditAction,
  ...mailingRoutesOn(invoicePage),
  invoicePage,
  invoicePdfPage,
  invoicePintPage,
]

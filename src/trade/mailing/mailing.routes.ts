/** The addresses where invoices are sent and printed by the day, and the paper behind a mailed link. */
import { z } from 'zod'
import { isRefusal, refuse } from '#kit/refusals.ts'
import { dayField, id, optionalDay, several } from '#http/fields.ts'
import { type Asked, type Page, action, page } from '#http/routes.ts'
import { bulkPdf } from '#trade/documents/bulk-pdf.ts'
import { labelsOf } from '#trade/documents/labels.ts'
import { invoicePdf } from '#trade/documents/pdf.ts'
import { invoiceSheet, isCredit, readInvoice } from '#trade/invoice-sheets.ts'
import { orNotFound } from '#trade/page-parts.tsx'
import { readPaper, readToSend, sendInvoices } from './invoice-mails.ts'
import { sendAt, sendView } from './mailing.pages.tsx'
import { mailingWords, saySend } from './words.ts'

const dayInput = z.object({ on: optionalDay().catch(undefined) })

const sendPage: Page = page({
  at: sendAt,
  access: 'invoice.close',
  input: dayInput,
  load: readToSend,
  show: sendView,
})

/** All invoices of a day, or those that nobody gets by mail, as one file. */
const printPage = page({
  at: '/trade/invoices/print.pdf',
  access: 'invoice.close',
  input: dayInput.extend({ paper: z.string().optional() }),
  load: async (tx, actor, asked) => {
    const found = await readToSend(tx, actor, asked)
    if (isRefusal(found)) return found
    const rows = found.rows.filter(({ recipients }) => !asked.paper || recipients.length === 0)
    const invoices = await Promise.all(rows.map(({ invoiceId }) => readInvoice(tx, actor, { invoiceId })))
    const read = invoices.flatMap((invoice) => (isRefusal(invoice) ? [] : [invoice]))
    return read.length === 0 ? refuse('not_found') : { on: found.on, invoices: read }
  },
  show: async ({ on, invoices }, { lang }) => ({
    bytes: await bulkPdf(
      'invoice',
      invoices.map((invoice) => invoiceSheet(invoice, lang)),
    ),
    type: 'application/pdf',
    name: `${mailingWords[lang].file}_${on}.pdf`,
  }),
})

const paperPage = page({
  at: '/papers/:token',
  access: 'region.see',
  input: z.object({ token: z.string().min(20).max(100) }),
  load: async (tx, _actor, asked) => orNotFound(await readPaper(tx, asked)),
  show: async (invoice, { lang }) => ({
    bytes: await invoicePdf(invoiceSheet(invoice, lang)),
    type: 'application/pdf',
    name: `${labelsOf[lang][isCredit(invoice) ? 'creditNote' : 'invoice']}_${invoice.invoiceNo}.pdf`,
  }),
})

const linkTo =
  ({ house }: Asked) =>
  (token: string): string =>
    `${house.publicUrl}/papers/${token}`

const sendAction = action({
  at: sendAt,
  access: 'invoice.close',
  input: z.object({ on: dayField(), invoiceIds: several(id()) }),
  run: (tx, actor, { invoiceIds }, asked) => sendInvoices(tx, actor, { invoiceIds, linkTo: linkTo(asked) }),
  done: ({ sent }, { on }, { lang }) => ({
    to: `${sendAt}?on=${on}`,
    notice: mailingWords[lang].done(sent),
  }),
  labels: (lang) => ({ invoiceIds: mailingWords[lang].choose }),
  refusals: saySend,
  form: () => sendPage,
  audit: ({ numbers }) => ({ documentNo: numbers[0], detail: `${numbers.length} mailed` }),
})

/** One invoice, also one that went before; it comes back on its own page. */
const sendOneOn = (invoicePage: Page) =>
  action({
    at: '/trade/invoices/:id/send',
    access: 'invoice.close',
    input: z.object({ id: id() }),
    run: (tx, actor, { id: invoiceId }, asked) =>
      sendInvoices(tx, actor, { invoiceIds: [invoiceId], again: true, linkTo: linkTo(asked) }),
    done: ({ sent }, asked, { lang }) => ({
      to: `/trade/invoices/${asked.id}`,
      notice: mailingWords[lang].done(sent),
    }),
    labels: () => ({}),
    refusals: saySend,
    form: () => invoicePage,
    audit: ({ numbers }, asked) => ({ documentId: asked.id, documentNo: numbers[0], detail: 'mailed' }),
  })

/** Before the page of one invoice: its address would take these for an invoice. */
export const mailingRoutesOn = (invoicePage: Page) => [
  sendPage,
  printPage,
  paperPage,
  sendAction,
  sendOneOn(invoicePage),
]

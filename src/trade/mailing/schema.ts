import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'

/** The tables of invoices by mail, as 0016-trade-invoice-mails.sql makes them. */
declare module '#db/schema.ts' {
  interface Tables {
    trade_paper_link: PaperLinkTable
    trade_invoice_mail: InvoiceMailTable
  }
}

interface PaperLinkTable {
  region_id: number
  token_hash: Buffer
  invoice_id: Id
  created_at: Date
  expires_at: Date
}

interface InvoiceMailTable {
  region_id: number
  invoice_mail_id: Id
  invoice_id: Id
  recipients: string[]
  sent_on: Day
  sent_at: Date
  sent_by: Id | null
}

/** What an invoice or a credit note will say, and writing it down. Used by those two alone, in their turn. */
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Direction } from '#kit/rounding.ts'
import { plus } from '#kit/units.ts'
import type { Actor } from '#parties/actors.ts'
import { registrationOn } from '#parties/registrations.ts'
import { insertAll } from './bulk.ts'
import type { InvoicePart } from './money-schema.ts'
import type { Company } from './settings.ts'
import { invoiceTotals, ratePctOn } from './tax.ts'
import type { InvoiceTotals, TaxRate } from './tax.ts'
import { dueOn } from './terms.ts'
import type { Terms } from './terms.ts'
import type { Traded } from './traded.ts'

/** Who is invoiced, by which terms, through which day. */
export interface BuyerToClose extends Terms {
  readonly buyerId: Id
  readonly name: string
  readonly through: Day
}

/** The company's registration number on each closing day: there are as many days as there are terms, not buyers. */
export async function numbersOfDays(
  tx: Tx,
  company: Id,
  buyers: readonly BuyerToClose[],
): Promise<Map<Day, string>> {
  const numbers = new Map<Day, string>()
  for (const { through } of buyers)
    if (!numbers.has(through))
      numbers.set(through, (await registrationOn(tx, company, through))?.number ?? '')
  return numbers
}

export interface Draft {
  readonly buyer: BuyerToClose
  readonly issuerNumber: string
  readonly lines: readonly (Traded & { readonly part: InvoicePart; readonly ratePct: number })[]
  readonly parts: readonly { readonly part: InvoicePart; readonly totals: InvoiceTotals }[]
  readonly net: number
  readonly tax: number
  readonly gross: number
}

/** 媒介者交付特例 asks that the company and the consignor are both registered; of what is not so, the tax stands apart. */
export function draftOf(
  buyer: BuyerToClose,
  traded: readonly (Traded & { readonly registered: boolean })[],
  issuerNumber: string,
  rates: readonly TaxRate[],
  rounding: Direction,
): Draft {
  const lines = traded.map((line) => ({
    ...line,
    part: line.registered && issuerNumber !== '' ? ('qualified' as const) : ('other' as const),
    ratePct: ratePctOn(rates, line.tax_class, line.rated_on),
  }))
  const parts = (['qualified', 'other'] as const).map((part) => {
    const own = lines.filter((line) => line.part === part)
    const taxed = own.map((line) => ({ taxClass: line.tax_class, on: line.rated_on, amount: line.amount }))
    return { part, totals: invoiceTotals(taxed, rates, rounding) }
  })
  const [qualified, other] = parts.map(({ totals }) => totals) as [InvoiceTotals, InvoiceTotals]
  return {
    buyer,
    issuerNumber,
    lines,
    parts,
    net: plus(qualified.net, other.net),
    tax: plus(qualified.tax, other.tax),
    gross: plus(qualified.gross, other.gross),
  }
}

export type NumberedDraft = Draft & { readonly invoiceId: Id; readonly invoiceNo: string }

export async function writeInvoices(
  tx: Tx,
  actor: Actor,
  company: Company,
  invoices: readonly NumberedDraft[],
  rounding: Direction,
): Promise<void> {
  insertAll(
    tx,
    'trade_invoice',
    invoiceColumns,
    invoices.map((invoice) => ({
      invoice_id: invoice.invoiceId,
      invoice_no: invoice.invoiceNo,
      buyer_id: invoice.buyer.buyerId,
      buyer_name: invoice.buyer.name,
      issuer_id: company.partyId,
      issuer_name: company.name,
      issuer_number: invoice.issuerNumber,
      closed_through: invoice.buyer.through,
      period_from: invoice.lines.map((line) => line.traded_on).toSorted()[0] ?? invoice.buyer.through,
      issued_on: tx.today,
      due_on: dueOn(invoice.buyer.through, invoice.buyer),
      rounding,
      net_yen: invoice.net,
      tax_yen: invoice.tax,
      gross_yen: invoice.gross,
      closed_at: tx.now,
      closed_by: actor.userId ?? null,
    })),
  )
  insertAll(tx, 'trade_invoice_rate', rateColumns, invoices.flatMap(rateRows))
  insertAll(tx, 'trade_invoice_line', lineColumns, invoices.flatMap(lineRows))
  await markInvoiced(tx, invoices, 'delivery')
  await markInvoiced(tx, invoices, 'return')
}

const rateRows = ({ invoiceId, parts }: NumberedDraft) =>
  parts.flatMap(({ part, totals }) =>
    totals.rates.map((rate) => ({
      invoice_id: invoiceId,
      part,
      tax_class: rate.taxClass,
      rate_pct: rate.ratePct,
      net_yen: rate.net,
      tax_yen: rate.tax,
      gross_yen: rate.gross,
    })),
  )

const lineRows = ({ invoiceId, lines }: NumberedDraft) =>
  lines.map(({ amount, ratePct, source, ...line }, at) => ({
    ...line,
    source: source === 'return' ? source : ('delivery' as const),
    invoice_id: invoiceId,
    line_no: at + 1,
    rate_pct: ratePct,
    amount_yen: amount,
  }))

/** Ties the documents to their invoice; one that another invoice took meanwhile is a fault, as closings take turns. */
async function markInvoiced(
  tx: Tx,
  invoices: readonly NumberedDraft[],
  source: 'delivery' | 'return',
): Promise<void> {
  const documents = new Map<Id, Id>()
  for (const { invoiceId, lines } of invoices)
    for (const line of lines) if (line.source === source) documents.set(line.document_id, invoiceId)
  const marked = await tx.run(
    `update trade_${source} d set invoice_id = x.invoice_id
     from unnest($2::uuid[], $3::uuid[]) x (document_id, invoice_id)
     where d.region_id = $1 and d.${source}_id = x.document_id and d.invoice_id is null
     returning 1`,
    [tx.region, [...documents.keys()], [...documents.values()]],
  )
  if (marked.length !== documents.size)
    throw new Error(`a ${source} was invoiced by another at the same moment`)
}

const invoiceColumns = {
  invoice_id: 'uuid',
  invoice_no: 'text',
  buyer_id: 'uuid',
  buyer_name: 'text',
  issuer_id: 'uuid',
  issuer_name: 'text',
  issuer_number: 'text',
  closed_through: 'date',
  period_from: 'date',
  issued_on: 'date',
  due_on: 'date',
  rounding: 'text',
  net_yen: 'bigint',
  tax_yen: 'bigint',
  gross_yen: 'bigint',
  closed_at: 'timestamptz',
  closed_by: 'uuid',
} as const
const rateColumns = {
  invoice_id: 'uuid',
  part: 'text',
  tax_class: 'text',
  rate_pct: 'smallint',
  net_yen: 'bigint',
  tax_yen: 'bigint',
  gross_yen: 'bigint',
} as const
const lineColumns = {
  invoice_id: 'uuid',
  line_no: 'int',
  part: 'text',
  source: 'text',
  document_id: 'uuid',
  document_no: 'text',
  traded_on: 'date',
  product_name: 'text',
  product_name_en: 'text',
  unit_name: 'text',
  unit_name_en: 'text',
  quantity: 'bigint',
  priced_by: 'text',
  price_yen: 'bigint',
  tax_class: 'text',
  rate_pct: 'smallint',
  amount_yen: 'bigint',
} as const

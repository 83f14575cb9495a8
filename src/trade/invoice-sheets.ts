import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { jpy, sum } from '#kit/units.ts'
import type { Actor } from '#parties/actors.ts'
import { fromCursor, pageOf } from '#parties/cursors.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { dayShort } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import { labelsOf } from './documents/labels.ts'
import type { InvoiceSheet, InvoiceSheetLine } from './documents/sheets.ts'
import type { InvoicePart, InvoiceState } from './money-schema.ts'
import { addresseeOf, partyOnPaper, payToOf, sheetLine } from './sheet-parts.ts'
import type { KeptLine, PartyOnPaper } from './sheet-parts.ts'
import type { TaxClass } from './tax.ts'

export interface InvoiceRow {
  readonly invoiceId: Id
  readonly invoiceNo: string
  readonly buyerId: Id
  readonly buyerName: string
  readonly closedThrough: Day
  readonly dueOn: Day
  readonly grossYen: number
  readonly paidYen: number
  readonly state: InvoiceState
  /** Past its due day and not wholly paid. */
  readonly overdue: boolean
}

/** A credit note is an invoice below zero: what the buyer gets back. */
export const isCredit = ({ grossYen }: Pick<InvoiceRow, 'grossYen'>): boolean => grossYen < 0

export type InvoiceView = 'open' | 'overdue' | 'all'

const columns = `i.invoice_id as "invoiceId", i.invoice_no as "invoiceNo", i.buyer_id as "buyerId",
  i.buyer_name as "buyerName", i.closed_through as "closedThrough", i.due_on as "dueOn", i.gross_yen as "grossYen",
  i.paid_yen as "paidYen", i.state, i.paid_yen < i.gross_yen and i.due_on < $2::date as overdue`

// Text of our own, so that the indexes of what is open can be used.
const viewed: Readonly<Record<InvoiceView, string>> = {
  open: 'i.paid_yen <> i.gross_yen',
  overdue: 'i.paid_yen < i.gross_yen and i.due_on < $2',
  all: 'true',
}

/** Invoices and credit notes, the newest closing first; a buyer sees its own. */
export async function listInvoices(
  tx: Tx,
  actor: Actor,
  filter: { readonly view?: InvoiceView; readonly buyerId?: Id } = {},
  cursor?: string,
): Promise<Page<InvoiceRow> | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'invoice.see')) return refuse('not_allowed')
  const limit = 50
  const [closed, no] = (cursor === undefined ? undefined : fromCursor(cursor, 2)) ?? []
  const buyerId = actor.role === 'company_staff' ? filter.buyerId : actor.partyId
  const rows = await tx.run<InvoiceRow & Record<string, unknown>>(
    `select ${columns} from trade_invoice i
     where i.region_id = $1 and ${buyerId ? 'i.buyer_id = $3' : '$3::uuid is null'} and ${viewed[filter.view ?? 'all']}
       and ($4::date is null or (i.closed_through, i.invoice_no) < ($4, $5::text))
     order by i.closed_through desc, i.invoice_no desc limit $6`,
    [tx.region, tx.today, buyerId ?? null, closed ?? null, no ?? null, limit + 1],
  )
  return pageOf(rows, limit, (row) => [row.closedThrough, row.invoiceNo])
}

interface LineSeen extends KeptLine {
  readonly part: InvoicePart
  readonly documentId: Id
  readonly source: 'delivery' | 'return'
  readonly documentNo: string
  readonly on: Day
  /** Of a return: the delivery that it undoes. The law asks for its day. */
  readonly origin: { readonly deliveryNo: string; readonly on: Day } | null
  readonly ratePct: number
}
interface RateSeen {
  readonly part: InvoicePart
  readonly taxClass: TaxClass
  readonly ratePct: number
  readonly netYen: number
  readonly taxYen: number
  readonly grossYen: number
}

export interface InvoiceSeen extends InvoiceRow {
  readonly issuerName: string
  readonly issuerNumber: string
  readonly issuer: PartyOnPaper
  readonly buyer: PartyOnPaper
  readonly periodFrom: Day
  readonly issuedOn: Day
  readonly lines: readonly LineSeen[]
  readonly rates: readonly RateSeen[]
  readonly payments: readonly {
    readonly paymentId: Id
    readonly paymentNo: string
    readonly on: Day
    readonly amountYen: number
    readonly undone: boolean
  }[]
}

/** One invoice as it was issued, with what was paid of it. A buyer sees its own. */
export async function readInvoice(
  tx: Tx,
  actor: Actor,
  { invoiceId }: { invoiceId: Id },
): Promise<InvoiceSeen | Refusal<'not_allowed' | 'invoice_unknown'>> {
  if (!may(actor.role, 'invoice.see')) return refuse('not_allowed')
  const own = actor.role === 'company_staff' ? null : (actor.partyId ?? null)
  const [head] = await tx.run<
    Pick<InvoiceSeen, keyof InvoiceRow | 'issuerName' | 'issuerNumber' | 'periodFrom' | 'issuedOn'> &
      Record<string, unknown> & { issuerId: Id }
  >(
    `select ${columns}, i.issuer_id as "issuerId", i.issuer_name as "issuerName", i.issuer_number as "issuerNumber",
       i.period_from as "periodFrom", i.issued_on as "issuedOn"
     from trade_invoice i where i.region_id = $1 and i.invoice_id = $3 and ($4::uuid is null or i.buyer_id = $4)`,
    [tx.region, tx.today, invoiceId, own],
  )
  if (!head) return refuse('invoice_unknown')
  const rates = await tx.run<RateSeen & Record<string, unknown>>(
    `select part, tax_class as "taxClass", rate_pct as "ratePct", net_yen as "netYen", tax_yen as "taxYen",
       gross_yen as "grossYen"
     from trade_invoice_rate where region_id = $1 and invoice_id = $2 order by part desc, rate_pct desc`,
    [tx.region, invoiceId],
  )
  return {
    ...head,
    issuer: await partyOnPaper(tx, head.issuerId, head.issuedOn),
    buyer: await partyOnPaper(tx, head.buyerId, head.issuedOn),
    lines: await linesOf(tx, invoiceId),
    rates,
    payments: await paymentsOf(tx, invoiceId),
  }
}

async function linesOf(tx: Tx, invoiceId: Id): Promise<LineSeen[]> {
  return await tx.run<LineSeen & Record<string, unknown>>(
    `select part, source, coalesce(d.delivery_id, l.document_id) as "documentId", document_no as "documentNo",
       traded_on as "on", case when d.delivery_id is not null then
         jsonb_build_object('deliveryNo', d.delivery_no, 'on', d.shipped_on) end as origin, product_name as "productName",
       product_name_en as "productNameEn", unit_name as "unitName", unit_name_en as "unitNameEn", l.quantity,
       priced_by as "pricedBy", price_yen as "priceYen", tax_class as "taxClass", rate_pct as "ratePct",
       l.amount_yen as "amountYen"
     from trade_invoice_line l
     left join (trade_return t join trade_delivery d on d.region_id = t.region_id and d.delivery_id = t.delivery_id)
       on l.source = 'return' and t.region_id = l.region_id and t.return_id = l.document_id
     where l.region_id = $1 and l.invoice_id = $2 order by l.line_no`,
    [tx.region, invoiceId],
  )
}

async function paymentsOf(tx: Tx, invoiceId: Id): Promise<InvoiceSeen['payments']> {
  return await tx.run<InvoiceSeen['payments'][number] & Record<string, unknown>>(
    `select p.payment_id as "paymentId", p.payment_no as "paymentNo", p.paid_on as "on", x.amount_yen as "amountYen",
       p.undone_at is not null as undone
     from trade_payment_part x
     join trade_payment p on p.region_id = x.region_id and p.payment_id = x.payment_id
     where x.region_id = $1 and x.invoice_id = $2 order by p.payment_no`,
    [tx.region, invoiceId],
  )
}

/**
 * The invoice as the paper holds it, for the screen and the PDF alike. On a credit note what comes back is counted up, as its
 * title says that it is given back; a line of a return names the delivery that it undoes.
 */
export function invoiceSheet(invoice: InvoiceSeen, lang: Lang, notes: readonly string[] = []): InvoiceSheet {
  const credit = isCredit(invoice)
  const sign = credit ? -1 : 1
  const yen = (amount: number) => jpy(sign * amount || 0)
  const linesIn = (part: InvoicePart): InvoiceSheetLine[] =>
    invoice.lines
      .filter((line) => line.part === part)
      .map((line) => ({
        ...sheetLine({ ...line, quantity: sign * line.quantity, amountYen: sign * line.amountYen }, lang),
        deliveredOn: line.on,
        deliveryNote: line.documentNo,
        ...(line.origin && {
          origin: labelsOf[lang].returnOf
            .replace('{no}', line.origin.deliveryNo)
            .replace('{on}', dayShort(line.origin.on, lang)),
        }),
      }))
  const ratesIn = (part: InvoicePart) =>
    invoice.rates
      .filter((rate) => rate.part === part)
      .map((rate) => ({
        ratePct: rate.ratePct,
        reduced: rate.taxClass === 'reduced',
        net: yen(rate.netYen),
        tax: yen(rate.taxYen),
        gross: yen(rate.grossYen),
      }))
  const [qualified, other] = [ratesIn('qualified'), ratesIn('other')]
  const total = (key: 'net' | 'tax' | 'gross') =>
    sum(
      'JPY',
      qualified.map((rate) => rate[key]),
    )
  return {
    lang,
    ...(credit && { credit }),
    number: invoice.invoiceNo,
    issuedOn: invoice.issuedOn,
    period: { from: invoice.periodFrom, to: invoice.closedThrough },
    dueOn: invoice.dueOn,
    issuer: {
      name: invoice.issuerName,
      registrationNumber: invoice.issuerNumber,
      address: invoice.issuer.address || undefined,
    },
    recipient: addresseeOf(invoice.buyerName, invoice.buyer),
    basis: 'tax_exclusive',
    lines: linesIn('qualified'),
    rates: qualified,
    net: total('net'),
    tax: total('tax'),
    gross: total('gross'),
    ...(other.length > 0
      ? {
          unqualified: {
            lines: linesIn('other'),
            rates: other.map(({ ratePct, reduced, gross }) => ({ ratePct, reduced, gross })),
            gross: sum(
              'JPY',
              other.map(({ gross }) => gross),
            ),
          },
        }
      : {}),
    payable: yen(invoice.grossYen),
    payTo: payToOf(invoice.issuer.account, lang),
    notes,
  }
}

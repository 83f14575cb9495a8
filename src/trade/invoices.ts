import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Direction } from '#kit/rounding.ts'
import { plus } from '#kit/units.ts'
import type { Actor } from '#parties/actors.ts'
import { announce } from '#parties/announcements.ts'
import { lockWord } from '#parties/dated.ts'
import { may } from '#parties/policy.ts'
import { registrationOn } from '#parties/registrations.ts'
import { nextNumbers } from '#db/counters.ts'
import { insertAll } from './bulk.ts'
import type { InvoicePart } from './money-schema.ts'
import { companyOf, readLegalNumbers, readSetting } from './settings.ts'
import type { Company, Setting } from './settings.ts'
import { invoiceTotals, ratePctOn } from './tax.ts'
import type { InvoiceTotals, TaxRate } from './tax.ts'
import { dueOn, lastClosing } from './terms.ts'
import type { Terms } from './terms.ts'
import { uninvoiced } from './traded.ts'
import type { Traded } from './traded.ts'

export interface Closing {
  /** The last day that belongs to it; today or earlier. */
  readonly through: Day
  /** One buyer, exactly through that day; all buyers, each through its newest closing day, when left out. */
  readonly buyerId?: Id
}

export interface Closed {
  readonly invoices: readonly {
    readonly invoiceId: Id
    readonly invoiceNo: string
    readonly buyerId: Id
    readonly grossYen: number
  }[]
  /** Whose returns outweigh what was delivered: they wait for the next closing, as an invoice cannot be below zero. */
  readonly waiting: readonly { readonly buyerId: Id; readonly buyerName: string; readonly grossYen: number }[]
}

export type CloseRefusal = Refusal<'not_allowed' | 'day_in_future' | 'buyer_unknown' | 'nothing_to_invoice'>

/**
 * Staff closes a month: one invoice a buyer for all that was delivered and not yet invoiced, less returns. Tax is rounded
 * once per rate and invoice (消費税法施行令 70条の10). Numbers have no gaps; two who close at once take turns, and the second
 * finds nothing left.
 */
export async function closeMonth(tx: Tx, actor: Actor, closing: Closing): Promise<Closed | CloseRefusal> {
  if (!may(actor.role, 'invoice.close')) return refuse('not_allowed')
  if (closing.through > tx.today) return refuse('day_in_future', { field: 'through' })
  await lockWord(tx, 'trade.close')
  const setting = await readSetting(tx)
  const buyers = await buyersToClose(tx, closing, setting)
  if (closing.buyerId && buyers.length === 0 && !(await isKnown(tx, closing.buyerId)))
    return refuse('buyer_unknown', { field: 'buyerId' })
  const { rates } = await readLegalNumbers(tx)
  const lines = Map.groupBy(await uninvoiced(tx, buyers), (line) => line.buyerId)

  const company = await companyOf(tx)
  const numbersOn = await numbersOfDays(tx, company.partyId, buyers)
  const drafts = buyers.flatMap((buyer) => {
    const own = lines.get(buyer.buyerId)
    const issuerNumber = numbersOn.get(buyer.through) ?? ''
    return own ? [draftOf(buyer, own, issuerNumber, rates, setting.rounding)] : []
  })
  if (drafts.length === 0) return refuse('nothing_to_invoice', { field: 'through' })
  const [due, waiting] = [drafts.filter(({ gross }) => gross >= 0), drafts.filter(({ gross }) => gross < 0)]
  const numbers = await nextNumbers(tx, 'T', due.length)
  const invoices = due.map((draft, at) => ({ ...draft, invoiceId: newId(), invoiceNo: numbers[at] ?? '' }))
  await writeInvoices(tx, actor, company, invoices, setting.rounding)
  announce(tx, 'invoice.issued', invoices.map(issuedOf))
  return {
    invoices: invoices.map(({ invoiceId, invoiceNo, buyer, gross }) => ({
      invoiceId,
      invoiceNo,
      buyerId: buyer.buyerId,
      grossYen: gross,
    })),
    waiting: waiting.map(({ buyer, gross }) => ({
      buyerId: buyer.buyerId,
      buyerName: buyer.name,
      grossYen: gross,
    })),
  }
}

const issuedOf = ({ invoiceId, invoiceNo, buyer, gross: grossYen }: Numbered) => ({
  partyId: buyer.buyerId,
  data: { invoiceId, invoiceNo, grossYen, dueOn: dueOn(buyer.through, buyer) },
})

interface BuyerToClose extends Terms {
  readonly buyerId: Id
  readonly name: string
  readonly through: Day
}

async function buyersToClose(tx: Tx, closing: Closing, setting: Setting): Promise<BuyerToClose[]> {
  const rows = await tx.run<Terms & Record<string, unknown> & { buyerId: Id; name: string }>(
    `select p.party_id as "buyerId", p.name, coalesce(b.closing_day, $4) as "closingDay",
       coalesce(b.pay_months, $5) as "payMonths", coalesce(b.pay_day, $6) as "payDay"
     from (
       select buyer_id from trade_delivery where region_id = $1 and invoice_id is null and shipped_on <= $2
       union
       select buyer_id from trade_return where region_id = $1 and invoice_id is null and returned_on <= $2) d
     join party p on p.region_id = $1 and p.party_id = d.buyer_id
     left join trade_buyer b on b.region_id = $1 and b.buyer_id = d.buyer_id
     where $3::uuid is null or d.buyer_id = $3
     order by p.kana, p.name, p.party_id`,
    [
      tx.region,
      closing.through,
      closing.buyerId ?? null,
      setting.closingDay,
      setting.payMonths,
      setting.payDay,
    ],
  )
  return rows.map((row) => ({
    ...row,
    through: closing.buyerId ? closing.through : lastClosing(closing.through, row),
  }))
}

async function isKnown(tx: Tx, partyId: Id): Promise<boolean> {
  const found = await tx.run('select 1 from party where region_id = $1 and party_id = $2', [
    tx.region,
    partyId,
  ])
  return found.length > 0
}

/** The company's registration number on each closing day: there are as many days as there are terms, not buyers. */
async function numbersOfDays(
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

interface Draft {
  readonly buyer: BuyerToClose
  readonly issuerNumber: string
  readonly lines: readonly (Traded & { readonly part: InvoicePart; readonly ratePct: number })[]
  readonly parts: readonly { readonly part: InvoicePart; readonly totals: InvoiceTotals }[]
  readonly net: number
  readonly tax: number
  readonly gross: number
}

/** 媒介者交付特例 asks that the company and the consignor are both registered; of what is not so, the tax stands apart. */
function draftOf(
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

type Numbered = Draft & { readonly invoiceId: Id; readonly invoiceNo: string }

async function writeInvoices(
  tx: Tx,
  actor: Actor,
  company: Company,
  invoices: readonly Numbered[],
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

const rateRows = ({ invoiceId, parts }: Numbered) =>
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

const lineRows = ({ invoiceId, lines }: Numbered) =>
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
  invoices: readonly Numbered[],
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

import { nextNumber } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import { cash } from '#ledger/accounts.ts'
import type { AccountRef } from '#ledger/accounts.ts'
import { post, reverse } from '#ledger/post.ts'
import type { Flow, PostRefusal, ReversalRefusal } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { announce } from '#parties/announcements.ts'
import { may } from '#parties/policy.ts'
import { lockBankLine } from './bank-lines.ts'
import { insertAll } from './bulk.ts'
import { shareOfPayment } from './payment-shares.ts'
import type { RatePart } from './payment-shares.ts'
import { companyOf } from './settings.ts'
import type { TaxClass } from './tax.ts'

export interface Matching {
  readonly bankLineId: Id
  /** Of one buyer, credit notes among them. Paid in the order of their due days; the last may be paid in part. */
  readonly invoiceIds: readonly Id[]
}

export type MatchRefusal =
  | PostRefusal
  | Refusal<
      | 'not_allowed'
      | 'bank_line_unknown'
      | 'line_dealt_with'
      | 'not_incoming'
      | 'no_invoices'
      | 'invoice_unknown'
      | 'several_buyers'
      | 'already_paid' // detail.no
      | 'more_than_owed' // detail.paid, detail.owed
      | 'too_many_invoices' // detail.no: what is paid does not reach this one
    >

export interface Matched {
  readonly paymentId: Id
  readonly paymentNo: string
  readonly entryId: Id
}

/**
 * Staff says which invoices a bank line pays. This is where money moves: one entry `trade.sale` on the bank's day, per tax
 * rate the net and the tax as flows of their own; `trade.refund` when the line went out and pays back a credit note. The
 * request key comes from the bank line, so that it counts once.
 */
export async function matchPayment(
  tx: Tx,
  actor: Actor,
  { bankLineId, invoiceIds }: Matching,
): Promise<Matched | MatchRefusal> {
  if (!may(actor.role, 'payment.match')) return refuse('not_allowed')
  const [line, invoices, company] = await Promise.all([
    lockBankLine(tx, bankLineId),
    lockInvoices(tx, [...new Set(invoiceIds)]),
    companyOf(tx),
  ])
  if (!line) return refuse('bank_line_unknown')
  if (line.used || line.setAside !== '') return refuse('line_dealt_with')
  const parts = share(line.amountYen, invoices, new Set(invoiceIds).size)
  if (isRefusal(parts)) return parts

  const payment = { paymentId: newId(), paymentNo: await nextNumber(tx, 'N') }
  const buyerId = parts[0]?.invoice.buyer_id as Id
  const posted = await post(tx, actor, {
    kind: line.amountYen > 0 ? 'trade.sale' : 'trade.refund',
    on: line.on,
    document: { id: payment.paymentId, no: payment.paymentNo },
    key: `trade.payment:${bankLineId}:${line.undone}`,
    memo: parts.map(({ invoice }) => invoice.invoice_no).join(' '),
    flows: flowsOf(parts, cash(buyerId), company.partyId),
  })
  if (isRefusal(posted)) return posted
  writePayment(tx, actor, { ...payment, bankLineId, buyerId, on: line.on, entryId: posted.entryId }, parts)
  announce(tx, 'invoice.paid', coveredBy(parts, line.on))
  return { ...payment, entryId: posted.entryId }
}

/** The invoices of which nothing is owed any more; a credit note is none. */
const coveredBy = (parts: readonly Part[], paidOn: Day) =>
  parts
    .filter(({ invoice, amount }) => invoice.gross_yen > 0 && invoice.paid_yen + amount >= invoice.gross_yen)
    .map(
      ({
        invoice: { invoice_id: invoiceId, invoice_no: invoiceNo, buyer_id: partyId, gross_yen: grossYen },
      }) => ({
        partyId,
        data: { invoiceId, invoiceNo, grossYen, paidOn },
      }),
    )

interface LockedInvoice {
  readonly invoice_id: Id
  readonly invoice_no: string
  readonly buyer_id: Id
  readonly gross_yen: number
  readonly paid_yen: number
  readonly rates: readonly RatePart[]
}
interface Part {
  readonly invoice: LockedInvoice
  readonly amount: number
}

async function lockInvoices(tx: Tx, invoiceIds: readonly Id[]): Promise<LockedInvoice[]> {
  const locked = tx.run<Omit<LockedInvoice, 'rates'> & Record<string, unknown>>(
    `select invoice_id, invoice_no, buyer_id, gross_yen, paid_yen from trade_invoice
     where region_id = $1 and invoice_id = any($2) order by due_on, invoice_no for update`,
    [tx.region, invoiceIds],
  )
  const taxed = tx.run<{ id: Id; taxClass: TaxClass; ratePct: number; net: number; tax: number }>(
    `select invoice_id as id, tax_class as "taxClass", rate_pct as "ratePct", sum(net_yen)::bigint as net,
       sum(tax_yen)::bigint as tax
     from trade_invoice_rate where region_id = $1 and invoice_id = any($2)
     group by 1, 2, 3 order by 3 desc, 2`,
    [tx.region, invoiceIds],
  )
  const [rows, rates] = await Promise.all([locked, taxed])
  const byInvoice = Map.groupBy(rates, ({ id }) => id)
  return rows.map((row) => ({
    ...row,
    rates: (byInvoice.get(row.invoice_id) ?? []).map((rate) => ({
      taxClass: rate.taxClass,
      ratePct: rate.ratePct,
      net: jpy(rate.net),
      tax: jpy(rate.tax),
    })),
  }))
}

/**
 * How much each document gets. What turns against the money is settled whole: a credit note adds to what the buyer paid, an
 * invoice to what is paid back. What turns with the money gets all of that, the oldest first.
 */
function share(amount: number, invoices: readonly LockedInvoice[], asked: number): Part[] | MatchRefusal {
  const [first] = invoices
  if (asked === 0) return refuse('no_invoices', { field: 'invoiceIds' })
  if (!first || invoices.length < asked) return refuse('invoice_unknown', { field: 'invoiceIds' })
  if (invoices.some((each) => each.buyer_id !== first.buyer_id))
    return refuse('several_buyers', { field: 'invoiceIds' })
  const paid = invoices.find((each) => each.paid_yen === each.gross_yen)
  if (paid) return refuse('already_paid', { field: 'invoiceIds', detail: { no: paid.invoice_no } })

  const sign = amount > 0 ? 1 : -1
  const left = (invoice: LockedInvoice): number => sign * (invoice.gross_yen - invoice.paid_yen)
  const against = invoices.filter((invoice) => left(invoice) < 0)
  const along = invoices.filter((invoice) => left(invoice) > 0)
  if (amount < 0 && along.length === 0) return refuse('not_incoming')
  let purse = Math.abs(amount) - against.reduce((total, invoice) => total + left(invoice), 0)
  const owed = along.reduce((total, invoice) => total + left(invoice), 0)
  if (purse > owed) return refuse('more_than_owed', { field: 'invoiceIds', detail: { paid: purse, owed } })

  const parts = against.map((invoice): Part => ({ invoice, amount: sign * left(invoice) }))
  for (const invoice of along) {
    if (purse === 0)
      return refuse('too_many_invoices', { field: 'invoiceIds', detail: { no: invoice.invoice_no } })
    const part = Math.min(purse, left(invoice))
    parts.push({ invoice, amount: sign * part })
    purse -= part
  }
  return parts
}

/** The tax of a payment goes to an account of its own, so that nobody takes it for what was earned. */
function flowsOf(parts: readonly Part[], buyer: AccountRef, company: Id): Flow[] {
  const shares = parts.flatMap(({ invoice, amount }) =>
    shareOfPayment({
      rates: invoice.rates,
      gross: jpy(invoice.gross_yen),
      before: jpy(invoice.paid_yen),
      now: jpy(amount),
    }),
  )
  const byRate = [...Map.groupBy(shares, ({ taxClass, ratePct }) => `${taxClass} ${ratePct}`).values()]
  return byRate.flatMap((rates) => [
    ...flow(
      rates.reduce((total, { net }) => total + net, 0),
      buyer,
      cash(company),
    ),
    ...flow(
      rates.reduce((total, { tax }) => total + tax, 0),
      buyer,
      { party: company, purpose: 'tax' },
    ),
  ])
}

/** A rate of which more came back than went out turns the other way. */
function flow(amount: number, from: AccountRef, to: AccountRef): Flow[] {
  if (amount === 0) return []
  const size = jpy(Math.abs(amount))
  return amount > 0
    ? [{ unit: 'JPY', amount: size, from, to }]
    : [{ unit: 'JPY', amount: size, from: to, to: from }]
}

function writePayment(
  tx: Tx,
  actor: Actor,
  payment: { paymentId: Id; paymentNo: string; bankLineId: Id; buyerId: Id; on: Day; entryId: Id },
  parts: readonly Part[],
): void {
  tx.send(
    `insert into trade_payment (region_id, payment_id, payment_no, bank_line_id, buyer_id, paid_on, amount_yen, entry_id,
       matched_at, matched_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.region,
      payment.paymentId,
      payment.paymentNo,
      payment.bankLineId,
      payment.buyerId,
      payment.on,
      parts.reduce((total, { amount }) => total + amount, 0),
      payment.entryId,
      tx.now,
      actor.userId ?? null,
    ],
  )
  insertAll(
    tx,
    'trade_payment_part',
    { payment_id: 'uuid', invoice_id: 'uuid', amount_yen: 'bigint' },
    parts.map(({ invoice, amount }) => ({
      payment_id: payment.paymentId,
      invoice_id: invoice.invoice_id,
      amount_yen: amount,
    })),
  )
  addPaid(tx, payment.paymentId, 1)
}

function addPaid(tx: Tx, paymentId: Id, sign: 1 | -1): void {
  tx.send(
    `update trade_invoice i set paid_yen = i.paid_yen + $3 * p.amount_yen
     from trade_payment_part p
     where i.region_id = $1 and p.region_id = $1 and p.payment_id = $2 and i.invoice_id = p.invoice_id`,
    [tx.region, paymentId, sign],
  )
}

export type UnmatchRefusal =
  | ReversalRefusal
  | Refusal<'not_allowed' | 'payment_unknown' | 'already_undone' | 'reason_missing'>

/** Staff undoes a wrong match: the entry is reversed, the invoices are open again, the bank line waits again. */
export async function unmatchPayment(
  tx: Tx,
  actor: Actor,
  { paymentId, reason }: { paymentId: Id; reason: string },
): Promise<{ paymentId: Id } | UnmatchRefusal> {
  if (!may(actor.role, 'payment.match')) return refuse('not_allowed')
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  const payment = await tx.q
    .selectFrom('trade_payment')
    .where('region_id', '=', tx.region)
    .where('payment_id', '=', paymentId)
    .select(['entry_id', 'undone_at'])
    .forUpdate()
    .executeTakeFirst()
  if (!payment?.entry_id) return refuse('payment_unknown')
  if (payment.undone_at) return refuse('already_undone')
  const reversed = await reverse(tx, actor, payment.entry_id, { memo: reason.trim() })
  if (isRefusal(reversed)) return reversed
  await tx.q
    .updateTable('trade_payment')
    .set({ undone_at: tx.now, undone_because: reason.trim() })
    .where('region_id', '=', tx.region)
    .where('payment_id', '=', paymentId)
    .execute()
  addPaid(tx, paymentId, -1)
  return { paymentId }
}

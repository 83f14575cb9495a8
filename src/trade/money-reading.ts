/** What the pages of money show beside the documents themselves: what a closing would do, who can be chosen. */
import type { Tx } from '#db/transaction.ts'
import { addDays } from '#kit/days.ts'
import type { Day, Month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { BankLineSeen } from './bank-lines.ts'
import type { ExpenseCategory, ImportKind } from './money-schema.ts'
import type { Named } from '#parties/directory.ts'
import type { Model } from './schema.ts'
import { readSetting } from './settings.ts'
import { lastClosing } from './terms.ts'
import type { Terms } from './terms.ts'
import { uninvoiced } from './traded.ts'
import { unsettled } from './unsettled.ts'

/** What a buyer has been delivered and not yet invoiced. */
export interface ToInvoice {
  readonly buyerId: Id
  readonly buyerName: string
  /** The newest closing day of its own terms: what was delivered after it waits for the next. */
  readonly through: Day
  /** Deliveries and returns up to that day, and after it. */
  readonly documents: number
  readonly later: number
  /** Without tax, up to that day; below zero when more came back. */
  readonly netYen: number
  /** Of it and of later days, what came back, without tax: what a credit note would hold. */
  readonly returnedYen: number
}

/** What closing today would invoice, buyer by buyer. */
export async function readToInvoice(tx: Tx): Promise<{ today: Day; buyers: readonly ToInvoice[] }> {
  const setting = await readSetting(tx)
  const rows = await tx.run<Terms & Record<string, unknown> & { buyerId: Id; buyerName: string }>(
    `select p.party_id as "buyerId", p.name as "buyerName", coalesce(b.closing_day, $2) as "closingDay",
       coalesce(b.pay_months, $3) as "payMonths", coalesce(b.pay_day, $4) as "payDay"
     from (
       select buyer_id from trade_delivery where region_id = $1 and invoice_id is null
       union
       select buyer_id from trade_return where region_id = $1 and invoice_id is null) d
     join party p on p.region_id = $1 and p.party_id = d.buyer_id
     left join trade_buyer b on b.region_id = $1 and b.buyer_id = d.buyer_id
     order by p.kana, p.name, p.party_id`,
    [tx.region, setting.closingDay, setting.payMonths, setting.payDay],
  )
  const lines = await uninvoiced(
    tx,
    rows.map(({ buyerId }) => ({ buyerId, through: tx.today })),
  )
  const byBuyer = Map.groupBy(lines, (line) => line.buyerId)
  const buyers = rows.map((row) => {
    const through = lastClosing(tx.today, row)
    const own = byBuyer.get(row.buyerId) ?? []
    const due = own.filter((line) => line.traded_on <= through)
    const count = (some: typeof own): number => new Set(some.map((line) => line.document_id)).size
    return {
      buyerId: row.buyerId,
      buyerName: row.buyerName,
      through,
      documents: count(due),
      later: count(own) - count(due),
      netYen: due.reduce((total, { amount }) => total + amount, 0),
      returnedYen: own.reduce((total, { source, amount }) => total - (source === 'return' ? amount : 0), 0),
    }
  })
  return { today: tx.today, buyers }
}

/** Buyers that have an invoice, for a filter. */
export async function invoicedBuyers(tx: Tx): Promise<Named[]> {
  return await tx.run<Named & Record<string, unknown>>(
    `select p.party_id as id, p.name from party p
     where p.region_id = $1 and exists (
       select from trade_invoice i where i.region_id = $1 and i.buyer_id = p.party_id)
     order by p.kana, p.name, p.party_id`,
    [tx.region],
  )
}

/** What settling a month would cover. */
export interface ToSettle {
  readonly month: Month
  readonly groups: readonly {
    readonly producerId: Id
    readonly producerName: string
    readonly model: Model
    readonly lines: number
    /** Goods without tax, before the commission. */
    readonly netYen: number
  }[]
}

export async function readToSettle(tx: Tx, month: Month, through: Day): Promise<ToSettle> {
  const { rounding } = await readSetting(tx)
  const lines = await unsettled(tx, through, rounding)
  const names = await tx.run<Named & Record<string, unknown>>(
    'select party_id as id, name from party where region_id = $1 and party_id = any($2) order by kana, name',
    [tx.region, [...new Set(lines.map(({ producerId }) => producerId))]],
  )
  const byProducer = Map.groupBy(lines, ({ producerId, model }) => `${producerId} ${model}`)
  const groups = names.flatMap(({ id, name }) =>
    (['consignment', 'purchase'] as const).flatMap((model) => {
      const own = byProducer.get(`${id} ${model}`)
      if (!own) return []
      const netYen = own.reduce((total, { amount }) => total + amount, 0)
      return [{ producerId: id, producerName: name, model, lines: own.length, netYen }]
    }),
  )
  return { month, groups }
}

/** Months that have statements, newest first, each with its sums. */
export interface StatementMonth {
  readonly month: Month
  readonly statements: number
  readonly grossYen: number
  readonly commissionYen: number
  readonly payoutYen: number
  readonly unpaidYen: number
}

/** Sums of the last year's months, or of one; of one producer when given. */
export async function statementMonths(tx: Tx, producerId?: Id, of?: Month): Promise<StatementMonth[]> {
  return await tx.run<StatementMonth & Record<string, unknown>>(
    `select month, count(*)::int as statements, sum(gross_yen)::bigint as "grossYen",
       sum(commission_yen)::bigint as "commissionYen", sum(payout_yen)::bigint as "payoutYen",
       coalesce(sum(payout_yen) filter (where payout_id is null), 0)::bigint as "unpaidYen"
     from trade_statement where region_id = $1 and ($2::uuid is null or producer_id = $2)
       and ($3::text is null or month = $3)
     group by month order by month desc limit 12`,
    [tx.region, producerId ?? null, of ?? null],
  )
}

/** Of these parties, the ones whose bank account is known on a day. */
export async function withAccount(tx: Tx, partyIds: readonly Id[], on: Day): Promise<Set<Id>> {
  const rows = await tx.run<{ id: Id }>(
    `select distinct party_id as id from party_bank_account
     where region_id = $1 and party_id = any($2) and valid_from <= $3`,
    [tx.region, [...new Set(partyIds)], on],
  )
  return new Set(rows.map(({ id }) => id))
}

/** The entry of the ledger that stands behind a payment or an expense. */
export async function entryOf(tx: Tx, documentId: Id): Promise<Id | undefined> {
  const [row] = await tx.run<{ entry: Id }>(
    `select entry_id as entry from (
       select entry_id from trade_payment where region_id = $1 and payment_id = $2
       union all
       select entry_id from trade_expense where region_id = $1 and expense_id = $2) e
     where entry_id is not null`,
    [tx.region, documentId],
  )
  return row?.entry
}

/** The entries of a payout that was posted, by producer. */
export async function payoutEntries(tx: Tx, payoutId: Id): Promise<Map<Id, Id>> {
  const rows = await tx.run<{ producer: Id; entry: Id }>(
    `select producer_id as producer, entry_id as entry from trade_payout_line
     where region_id = $1 and payout_id = $2 and entry_id is not null`,
    [tx.region, payoutId],
  )
  return new Map(rows.map(({ producer, entry }) => [producer, entry]))
}

/** What an outgoing line was the last time the bank gave the same name, to be offered again. */
export async function lastExpenseTo(
  tx: Tx,
  payerKana: string,
): Promise<{ payeeId: Id; category: ExpenseCategory } | undefined> {
  if (payerKana === '') return undefined
  const [row] = await tx.run<{ payeeId: Id; category: ExpenseCategory }>(
    `select e.payee_id as "payeeId", e.category from trade_expense e
     join trade_bank_line b on b.region_id = e.region_id and b.bank_line_id = e.bank_line_id
     where e.region_id = $1 and b.payer_kana = $2 and e.undone_at is null
     order by e.booked_at desc, e.expense_no desc limit 1`,
    [tx.region, payerKana],
  )
  return row
}

/** A payout whose money this outgoing line may be: the same sum, within a week of its day. */
export async function payoutLike(
  tx: Tx,
  line: { readonly on: Day; readonly amountYen: number },
): Promise<{ payoutId: Id; payoutNo: string } | undefined> {
  const [row] = await tx.run<{ payoutId: Id; payoutNo: string }>(
    `select payout_id as "payoutId", payout_no as "payoutNo" from trade_payout
     where region_id = $1 and amount_yen = $2 and cancelled_at is null and transfer_on between $3 and $4
     order by payout_no desc limit 1`,
    [tx.region, -line.amountYen, addDays(line.on, -7), addDays(line.on, 7)],
  )
  return row
}

export interface ImportRowSeen {
  readonly importId: Id
  readonly kind: ImportKind
  readonly name: string
  readonly uploadedAt: Date
  readonly writtenAt: Date | null
  readonly rowsWritten: number
}

/** The files that were brought last. */
export async function recentImports(tx: Tx): Promise<ImportRowSeen[]> {
  return await tx.run<ImportRowSeen & Record<string, unknown>>(
    `select import_id as "importId", kind, name, uploaded_at as "uploadedAt", written_at as "writtenAt",
       rows_written as "rowsWritten"
     from trade_import where region_id = $1 order by uploaded_at desc, import_id desc limit 20`,
    [tx.region],
  )
}

/** One line of the account, with what became of it. */
export async function readBankLine(tx: Tx, bankLineId: Id): Promise<BankLineSeen | undefined> {
  const [row] = await tx.run<BankLineSeen & Record<string, unknown>>(
    `select b.bank_line_id as "bankLineId", b.booked_on as "on", b.amount_yen as "amountYen",
       b.balance_yen as "balanceYen", b.text, b.payer_kana as "payerKana", b.set_aside as "setAside",
       p.payment_id as "paymentId", p.payment_no as "paymentNo", e.expense_id as "expenseId",
       e.expense_no as "expenseNo", e.category as "expenseCategory", f.name as "partyName"
     from trade_bank_line b
     left join trade_payment p on p.region_id = b.region_id and p.bank_line_id = b.bank_line_id and p.undone_at is null
     left join trade_expense e on e.region_id = b.region_id and e.bank_line_id = b.bank_line_id and e.undone_at is null
     left join party f on f.region_id = b.region_id and f.party_id = coalesce(p.buyer_id, e.payee_id)
     where b.region_id = $1 and b.bank_line_id = $2`,
    [tx.region, bankLineId],
  )
  return row
}

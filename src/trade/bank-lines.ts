import { createHash } from 'node:crypto'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { bankAccountOn } from '#parties/bank-accounts.ts'
import { fromCursor, pageOf } from '#parties/cursors.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { lineKeys, payerKey } from './formats/statement-lines.ts'
import type { Statement, StatementLine } from './formats/statement-lines.ts'
import { suggest } from './matching.ts'
import type { OpenInvoice, Suggestion } from './matching.ts'
import type { ExpenseCategory } from './money-schema.ts'
import { companyOf } from './settings.ts'

export interface BankRow extends Omit<StatementLine, 'line'> {
  readonly line: number
  readonly identity: Buffer
}

/**
 * The lines of a statement with what makes each the same one again, in this file or another: the account and what the
 * bank says, counted where it says the same thing twice. A CSV names no account, so it is held to be the company's own.
 */
export async function identified(
  tx: Tx,
  statement: Statement,
): Promise<{ account: string; rows: BankRow[] }> {
  const company = await companyOf(tx)
  const own = await bankAccountOn(tx, company.partyId, tx.today)
  const account = statement.account ?? own
  const digits = account ? [account.bankCode, account.branchCode, account.accountNumber].join('-') : ''
  const keys = lineKeys(statement.lines)
  return {
    account: digits,
    rows: statement.lines.map((line, at) => ({
      ...line,
      identity: createHash('sha256').update(`${digits}|${keys[at]}`).digest(),
    })),
  }
}

/** Which of these lines are known already. */
export async function knownLines(tx: Tx, rows: readonly BankRow[]): Promise<Set<string>> {
  const known = await tx.run<{ identity: Buffer }>(
    'select identity from trade_bank_line where region_id = $1 and identity = any($2::bytea[])',
    [tx.region, rows.map(({ identity }) => identity)],
  )
  return new Set(known.map(({ identity }) => identity.toString('hex')))
}

/** Writes the lines that are new; says how many were. */
export async function writeBankLines(
  tx: Tx,
  importId: Id,
  account: string,
  rows: readonly BankRow[],
): Promise<number> {
  const written = await tx.run(
    `insert into trade_bank_line (region_id, bank_line_id, identity, account, booked_on, amount_yen, balance_yen, text,
       payer_kana, import_id, imported_at)
     select $1, x.id, x.identity, $2, x.day, x.amount, x.balance, x.text, x.payer, $3, $4
     from unnest($5::uuid[], $6::bytea[], $7::date[], $8::bigint[], $9::bigint[], $10::text[], $11::text[])
       x (id, identity, day, amount, balance, text, payer)
     on conflict (region_id, identity) do nothing
     returning 1`,
    [
      tx.region,
      account,
      importId,
      tx.now,
      rows.map(() => newId()),
      rows.map(({ identity }) => identity),
      rows.map(({ on }) => on),
      rows.map(({ inYen, outYen }) => inYen - outYen),
      rows.map(({ balanceYen }) => balanceYen ?? null),
      rows.map(({ payerKana, memo }) => (memo.includes(payerKana) ? memo : `${payerKana} ${memo}`.trim())),
      rows.map(({ payerKana }) => payerKey(payerKana)),
    ],
  )
  return written.length
}

export interface BankLineSeen {
  readonly bankLineId: Id
  readonly on: Day
  readonly amountYen: number
  readonly balanceYen: number | null
  readonly text: string
  readonly payerKana: string
  readonly setAside: string
  readonly paymentId: Id | null
  readonly paymentNo: string | null
  readonly expenseId: Id | null
  readonly expenseNo: string | null
  readonly expenseCategory: ExpenseCategory | null
  readonly partyName: string | null
}

export type BankView = 'open' | 'done' | 'all'

// Text of our own, so that the index of the lines that wait can be used.
const viewed: Readonly<Record<BankView, string>> = {
  open: `not b.matched and b.set_aside = ''`,
  done: `(b.matched or b.set_aside <> '')`,
  all: 'true',
}

/** The lines of the account, newest first: those nobody has dealt with yet, the others, or all. */
export async function listBankLines(
  tx: Tx,
  actor: Actor,
  view: BankView = 'open',
  cursor?: string,
): Promise<Page<BankLineSeen> | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'payment.match')) return refuse('not_allowed')
  const limit = 50
  const [day, id] = (cursor === undefined ? undefined : fromCursor(cursor, 2)) ?? []
  const rows = await tx.run<BankLineSeen & Record<string, unknown>>(
    `select b.bank_line_id as "bankLineId", b.booked_on as "on", b.amount_yen as "amountYen",
       b.balance_yen as "balanceYen", b.text, b.payer_kana as "payerKana", b.set_aside as "setAside",
       p.payment_id as "paymentId", p.payment_no as "paymentNo", e.expense_id as "expenseId",
       e.expense_no as "expenseNo", e.category as "expenseCategory", f.name as "partyName"
     from trade_bank_line b
     left join trade_payment p on p.region_id = b.region_id and p.bank_line_id = b.bank_line_id and p.undone_at is null
     left join trade_expense e on e.region_id = b.region_id and e.bank_line_id = b.bank_line_id and e.undone_at is null
     left join party f on f.region_id = b.region_id and f.party_id = coalesce(p.buyer_id, e.payee_id)
     where b.region_id = $1 and ${viewed[view]}
       and ($2::date is null or (b.booked_on, b.bank_line_id) < ($2, $3::uuid))
     order by b.booked_on desc, b.bank_line_id desc
     limit $4`,
    [tx.region, day ?? null, id ?? null, limit + 1],
  )
  return pageOf(rows, limit, (row) => [row.on, row.bankLineId])
}

/** Invoices that are not wholly paid and credit notes that nobody settled, with the names under which their buyers pay. */
export async function openInvoices(tx: Tx, buyerId?: Id): Promise<OpenInvoice[]> {
  const rows = await tx.run<
    Omit<OpenInvoice, 'payers'> & Record<string, unknown> & { kana: string; payer: string }
  >(
    `select i.invoice_id as "invoiceId", i.invoice_no as "invoiceNo", i.buyer_id as "buyerId",
       i.buyer_name as "buyerName", i.due_on as "dueOn", i.gross_yen - i.paid_yen as "openYen", p.kana,
       coalesce(b.payer_kana, '') as payer
     from trade_invoice i
     join party p on p.region_id = i.region_id and p.party_id = i.buyer_id
     left join trade_buyer b on b.region_id = i.region_id and b.buyer_id = i.buyer_id
     where i.region_id = $1 and i.paid_yen <> i.gross_yen and ($2::uuid is null or i.buyer_id = $2)
     order by i.due_on, i.invoice_no`,
    [tx.region, buyerId ?? null],
  )
  return rows.map(({ kana, payer, ...row }) => ({
    ...row,
    payers: [payer, payerKey(kana)].filter(Boolean),
  }))
}

/** For each incoming line of a list, which invoices it may be for. */
export async function suggestMatches(tx: Tx, lines: readonly BankLineSeen[]): Promise<Map<Id, Suggestion>> {
  const incoming = lines.filter(
    (line) => line.amountYen > 0 && line.paymentId === null && line.setAside === '',
  )
  if (incoming.length === 0) return new Map()
  const open = await openInvoices(tx)
  return new Map(
    incoming.flatMap((line) => {
      const found = suggest(line, open)
      return found ? [[line.bankLineId, found] as const] : []
    }),
  )
}

/**
 * Staff says that a line is nobody's invoice or expense: a payout of ours, interest, a transfer between own accounts.
 * An empty reason takes that back.
 */
export async function setAsideLine(
  tx: Tx,
  actor: Actor,
  { bankLineId, reason }: { bankLineId: Id; reason: string },
): Promise<{ bankLineId: Id } | Refusal<'not_allowed' | 'bank_line_unknown' | 'line_dealt_with'>> {
  if (!may(actor.role, 'payment.match')) return refuse('not_allowed')
  const line = await lockBankLine(tx, bankLineId)
  if (!line) return refuse('bank_line_unknown')
  if (line.used) return refuse('line_dealt_with')
  await tx.q
    .updateTable('trade_bank_line')
    .set({ set_aside: reason.trim() })
    .where('region_id', '=', tx.region)
    .where('bank_line_id', '=', bankLineId)
    .execute()
  return { bankLineId }
}

export interface LockedLine {
  readonly on: Day
  readonly amountYen: number
  readonly payerKana: string
  readonly setAside: string
  /** A payment or an expense stands for it. */
  readonly used: boolean
  /** How often one stood for it and was undone. */
  readonly undone: number
}

/** A bank line, held until the transaction ends, so that two people do not use it twice. */
export async function lockBankLine(tx: Tx, bankLineId: Id): Promise<LockedLine | undefined> {
  const locked = tx.run<Omit<LockedLine, 'used' | 'undone'> & Record<string, unknown>>(
    `select booked_on as "on", amount_yen as "amountYen", payer_kana as "payerKana", set_aside as "setAside"
     from trade_bank_line where region_id = $1 and bank_line_id = $2 for update`,
    [tx.region, bankLineId],
  )
  // Sent together, looked at one after the other: the second sees what was there when the lock was had.
  const standing = tx.run<{ used: number; undone: number }>(
    `select count(*) filter (where undone_at is null) as used, count(undone_at) as undone from (
       select undone_at from trade_payment where region_id = $1 and bank_line_id = $2
       union all
       select undone_at from trade_expense where region_id = $1 and bank_line_id = $2) x`,
    [tx.region, bankLineId],
  )
  const [[line], [made]] = await Promise.all([locked, standing])
  return line && { ...line, used: (made?.used ?? 0) > 0, undone: made?.undone ?? 0 }
}

import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { fromCursor, pageOf } from '#parties/cursors.ts'
import type { Page } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { type ReturnedTransfer, returnsOf } from '#parties/transfer-returns.ts'

export interface PaymentSeen {
  readonly paymentId: Id
  readonly paymentNo: string
  readonly buyerId: Id
  readonly buyerName: string
  readonly on: Day
  readonly amountYen: number
  readonly bankText: string
  readonly undoneBecause: string
  readonly undone: boolean
  readonly parts: readonly {
    readonly invoiceId: Id
    readonly invoiceNo: string
    readonly amountYen: number
  }[]
}

/** One payment with the invoices it paid, for the company's eyes. */
export async function readPayment(
  tx: Tx,
  actor: Actor,
  { paymentId }: { paymentId: Id },
): Promise<PaymentSeen | Refusal<'not_allowed' | 'payment_unknown'>> {
  if (!may(actor.role, 'payment.match')) return refuse('not_allowed')
  const [head] = await tx.run<Omit<PaymentSeen, 'parts'> & Record<string, unknown>>(
    `select p.payment_id as "paymentId", p.payment_no as "paymentNo", p.buyer_id as "buyerId", b.name as "buyerName",
       p.paid_on as "on", p.amount_yen as "amountYen", l.text as "bankText", p.undone_because as "undoneBecause",
       p.undone_at is not null as undone
     from trade_payment p
     join party b on b.region_id = p.region_id and b.party_id = p.buyer_id
     join trade_bank_line l on l.region_id = p.region_id and l.bank_line_id = p.bank_line_id
     where p.region_id = $1 and p.payment_id = $2`,
    [tx.region, paymentId],
  )
  if (!head) return refuse('payment_unknown')
  const parts = await tx.run<PaymentSeen['parts'][number] & Record<string, unknown>>(
    `select x.invoice_id as "invoiceId", i.invoice_no as "invoiceNo", x.amount_yen as "amountYen"
     from trade_payment_part x join trade_invoice i on i.region_id = x.region_id and i.invoice_id = x.invoice_id
     where x.region_id = $1 and x.payment_id = $2 order by i.invoice_no`,
    [tx.region, paymentId],
  )
  return { ...head, parts }
}

export interface PayoutRow {
  readonly payoutId: Id
  readonly payoutNo: string
  readonly transferOn: Day
  readonly amountYen: number
  readonly transfers: number
  readonly posted: boolean
  readonly cancelled: boolean
}

const payoutColumns = `p.payout_id as "payoutId", p.payout_no as "payoutNo", p.transfer_on as "transferOn",
  p.amount_yen as "amountYen", p.posted_at is not null as posted, p.cancelled_at is not null as cancelled,
  (select count(*)::int from trade_payout_line l
   where l.region_id = p.region_id and l.payout_id = p.payout_id) as transfers`

/** Payouts, newest number first. */
export async function listPayouts(
  tx: Tx,
  actor: Actor,
  cursor?: string,
): Promise<Page<PayoutRow> | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'payout.pay')) return refuse('not_allowed')
  const limit = 50
  const [no] = (cursor === undefined ? undefined : fromCursor(cursor, 1)) ?? []
  const rows = await tx.run<PayoutRow & Record<string, unknown>>(
    `select ${payoutColumns} from trade_payout p
     where p.region_id = $1 and ($2::text is null or p.payout_no < $2) order by p.payout_no desc limit $3`,
    [tx.region, no ?? null, limit + 1],
  )
  return pageOf(rows, limit, (row) => [row.payoutNo])
}

export interface PayoutSeen extends PayoutRow {
  /** What came back of it, by producer. */
  readonly returns: ReadonlyMap<Id, ReturnedTransfer>
  readonly lines: readonly {
    readonly producerId: Id
    readonly producerName: string
    readonly account: string
    readonly amountYen: number
  }[]
  readonly statements: readonly {
    readonly statementId: Id
    readonly statementNo: string
    readonly producerName: string
    readonly payoutYen: number
  }[]
}

/** One payout with its transfers and the statements they pay. */
export async function readPayout(
  tx: Tx,
  actor: Actor,
  { payoutId }: { payoutId: Id },
): Promise<PayoutSeen | Refusal<'not_allowed' | 'payout_unknown'>> {
  if (!may(actor.role, 'payout.pay')) return refuse('not_allowed')
  const [head] = await tx.run<PayoutRow & Record<string, unknown>>(
    `select ${payoutColumns} from trade_payout p where p.region_id = $1 and p.payout_id = $2`,
    [tx.region, payoutId],
  )
  if (!head) return refuse('payout_unknown')
  const lines = await tx.run<PayoutSeen['lines'][number] & Record<string, unknown>>(
    `select producer_id as "producerId", producer_name as "producerName", account, amount_yen as "amountYen"
     from trade_payout_line where region_id = $1 and payout_id = $2 order by producer_name`,
    [tx.region, payoutId],
  )
  const statements = await tx.run<PayoutSeen['statements'][number] & Record<string, unknown>>(
    `select statement_id as "statementId", statement_no as "statementNo", producer_name as "producerName",
       payout_yen as "payoutYen"
     from trade_statement where region_id = $1 and payout_id = $2 order by statement_no`,
    [tx.region, payoutId],
  )
  return { ...head, lines, statements, returns: await returnsOf(tx, payoutId) }
}

/** The transfer file as it was made: the same bytes however often it is fetched. */
export async function readPayoutFile(
  tx: Tx,
  actor: Actor,
  { payoutId }: { payoutId: Id },
): Promise<{ name: string; bytes: Buffer } | Refusal<'not_allowed' | 'payout_unknown'>> {
  if (!may(actor.role, 'payout.pay')) return refuse('not_allowed')
  const row = await tx.q
    .selectFrom('trade_payout')
    .where('region_id', '=', tx.region)
    .where('payout_id', '=', payoutId)
    .select(['file_name', 'file'])
    .executeTakeFirst()
  return row ? { name: row.file_name, bytes: row.file } : refuse('payout_unknown')
}

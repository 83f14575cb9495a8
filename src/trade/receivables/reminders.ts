import { type Day, addDays } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { bankAccountOn } from '#parties/bank-accounts.ts'
import { queueMail } from '#parties/mail.ts'
import { may } from '#parties/policy.ts'
import { billingEmailsColumn } from '#trade/billing-emails.ts'
import { companyOf } from '#trade/settings.ts'
import { payToOf } from '#trade/sheet-parts.ts'
import './schema.ts'
import { type Letter, letterOf } from './letters.ts'
import { readOpenInvoices } from './open-invoices.ts'

/** So many days a buyer has to answer before being asked again. */
export const quietDays = 7
export type Stage = 1 | 2 | 3

export interface OverdueInvoice {
  readonly invoiceId: Id
  readonly invoiceNo: string
  readonly dueOn: Day
  /** Net of what was paid and of credit notes. */
  readonly leftYen: number
  /** How often it was asked for already. */
  readonly reminded: number
}

export interface Dunning {
  readonly buyerId: Id
  readonly buyerName: string
  readonly invoices: readonly OverdueInvoice[]
  readonly recipients: readonly string[]
  readonly stage: Stage
  readonly letter: Letter
  readonly history: readonly {
    readonly on: Day
    readonly stage: number
    readonly invoiceNo: string
    readonly leftYen: number
    readonly recipients: readonly string[]
  }[]
  /** The first day on which the buyer may be asked again; none when that is today. */
  readonly notBefore: Day | null
}

/**
 * What a reminder to a buyer would say today, to whom, and what was sent before. The stage is that of the invoice which
 * was asked for most often. A buyer with nothing overdue has an empty list. It goes where the buyer's invoices go.
 */
export async function readDunning(
  tx: Tx,
  actor: Actor,
  { buyerId }: { buyerId: Id },
): Promise<Dunning | Refusal<'not_allowed' | 'buyer_unknown'>> {
  if (!may(actor.role, 'invoice.close')) return refuse('not_allowed')
  const [buyer] = await tx.run<{ name: string; person: boolean; recipients: string[] }>(
    `select b.name, b.kind in ('person', 'household') as person, ${billingEmailsColumn('b.party_id', '$3')} as recipients
     from party b where b.region_id = $1 and b.party_id = $2`,
    [tx.region, buyerId, tx.today],
  )
  if (!buyer) return refuse('buyer_unknown')
  const open = await readOpenInvoices(tx, buyerId)
  const overdue = open.filter(({ dueOn }) => dueOn < tx.today)
  const times = await timesReminded(
    tx,
    overdue.map(({ invoiceId }) => invoiceId),
  )
  const invoices = overdue.map(({ invoiceId, invoiceNo, dueOn, leftYen }) => ({
    invoiceId,
    invoiceNo,
    dueOn,
    leftYen,
    reminded: times.get(invoiceId) ?? 0,
  }))
  const history = await tx.run<Dunning['history'][number] & Record<string, unknown>>(
    `select r.sent_on as "on", r.stage, i.invoice_no as "invoiceNo", r.left_yen as "leftYen", r.recipients
     from trade_reminder r join trade_invoice i on i.region_id = $1 and i.invoice_id = r.invoice_id
     where r.region_id = $1 and r.buyer_id = $2 order by r.sent_on desc, i.invoice_no`,
    [tx.region, buyerId],
  )
  const stage = Math.min(3, 1 + Math.max(0, ...invoices.map(({ reminded }) => reminded))) as Stage
  const company = await companyOf(tx)
  const account = await bankAccountOn(tx, company.partyId, tx.today)
  const again = history[0] && addDays(history[0].on, quietDays)
  return {
    buyerId,
    buyerName: buyer.name,
    recipients: buyer.recipients,
    invoices,
    stage,
    history,
    letter: letterOf({
      buyer: buyer.name,
      honorific: buyer.person ? '様' : '御中',
      company: company.name,
      stage,
      invoices,
      creditedYen: overdue.reduce((sum, { creditedYen }) => sum + creditedYen, 0),
      payTo: account && payToOf(account, 'ja'),
    }),
    notBefore: again !== undefined && again > tx.today ? again : null,
  }
}

async function timesReminded(tx: Tx, invoiceIds: readonly Id[]): Promise<Map<Id, number>> {
  const rows = await tx.run<{ id: Id; times: number }>(
    `select invoice_id as id, count(*)::int as times from trade_reminder
     where region_id = $1 and invoice_id = any ($2) group by 1`,
    [tx.region, invoiceIds],
  )
  return new Map(rows.map(({ id, times }) => [id, times]))
}

export type RemindRefusal = Refusal<
  'not_allowed' | 'buyer_unknown' | 'nothing_overdue' | 'no_contact' | 'reminded_lately' // detail.on
>

/**
 * Asks a buyer by mail for all that is overdue, in one letter. Each invoice keeps that it was asked for, of whom, and what
 * was open. Refuses when the last reminder is less than a week old: two people at the company shall not both send one.
 */
export async function remindBuyer(
  tx: Tx,
  actor: Actor,
  { buyerId }: { buyerId: Id },
): Promise<{ sent: number; recipients: readonly string[]; stage: Stage } | RemindRefusal> {
  if (!may(actor.role, 'invoice.close')) return refuse('not_allowed')
  // Held until the end, so that of two at once the second sees the letter of the first.
  await tx.run(
    'select 1 from trade_invoice where region_id = $1 and buyer_id = $2 order by invoice_id for update',
    [tx.region, buyerId],
  )
  const dunning = await readDunning(tx, actor, { buyerId })
  if (isRefusal(dunning)) return dunning
  const { invoices, recipients, stage, letter, notBefore } = dunning
  if (invoices.length === 0) return refuse('nothing_overdue')
  if (notBefore !== null) return refuse('reminded_lately', { detail: { on: notBefore } })
  if (recipients.length === 0) return refuse('no_contact')
  for (const to of recipients) await queueMail(tx, { to, ...letter })
  await tx.q
    .insertInto('trade_reminder')
    .values(
      invoices.map(({ invoiceId, leftYen }) => ({
        region_id: tx.region,
        reminder_id: newId(),
        invoice_id: invoiceId,
        buyer_id: buyerId,
        stage,
        left_yen: leftYen,
        sent_on: tx.today,
        recipients: [...recipients],
        sent_at: tx.now,
        sent_by: actor.userId ?? null,
      })),
    )
    .execute()
  return { sent: invoices.length, recipients, stage }
}

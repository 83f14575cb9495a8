import { type Day, addDays } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { bankAccountOn } from '#parties/bank-accounts.ts'
import { emailsColumn } from '#parties/memberships.ts'
import { queueMail } from '#parties/mail.ts'
import { may } from '#parties/policy.ts'
import { companyOf } from '#trade/settings.ts'
import { payToOf } from '#trade/sheet-parts.ts'
import './schema.ts'
import { type Letter, letterOf } from './letters.ts'

/** So many days a buyer has to answer before being asked again. */
export const quietDays = 7
export type Stage = 1 | 2 | 3

export interface OverdueInvoice {
  readonly invoiceId: Id
  readonly invoiceNo: string
  readonly dueOn: Day
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
 * was asked for most often. A buyer with nothing overdue has an empty list.
 */
export async function readDunning(
  tx: Tx,
  actor: Actor,
  { buyerId }: { buyerId: Id },
): Promise<Dunning | Refusal<'not_allowed' | 'buyer_unknown'>> {
  if (!may(actor.role, 'invoice.close')) return refuse('not_allowed')
  const [buyer] = await tx.run<{ name: string; person: boolean; recipients: string[] }>(
    `select b.name, b.kind in ('person', 'household') as person, ${emailsColumn('b.party_id', '$3')} as recipients
     from party b where b.region_id = $1 and b.party_id = $2`,
    [tx.region, buyerId, tx.today],
  )
  if (!buyer) return refuse('buyer_unknown')
  const invoices = await tx.run<OverdueInvoice & Record<string, unknown>>(
    `select i.invoice_id as "invoiceId", i.invoice_no as "invoiceNo", i.due_on as "dueOn",
       i.gross_yen - i.paid_yen as "leftYen",
       (select count(*) from trade_reminder r where r.region_id = $1 and r.invoice_id = i.invoice_id)::int as reminded
     from trade_invoice i
     where i.region_id = $1 and i.buyer_id = $2 and i.paid_yen < i.gross_yen and i.due_on < $3
     order by i.due_on, i.invoice_no`,
    [tx.region, buyerId, tx.today],
  )
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
      payTo: account && payToOf(account, 'ja'),
    }),
    notBefore: again !== undefined && again > tx.today ? again : null,
  }
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

import type { Tx } from '#db/transaction.ts'
import { addDays, instantOf } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { queueMail } from '#parties/mail.ts'
import { may } from '#parties/policy.ts'
import { hashSecret, newSecret } from '#parties/secrets.ts'
import type { Lang } from '#ui/words.ts'
import { billingEmailsColumn } from '#trade/billing-emails.ts'
import { type InvoiceSeen, readInvoice } from '#trade/invoice-sheets.ts'
import { companyOf } from '#trade/settings.ts'
import './schema.ts'
import { linkUntil, mailOf } from './mails.ts'

export interface ToSend {
  readonly invoiceId: Id
  readonly invoiceNo: string
  readonly buyerId: Id
  readonly buyerName: string
  readonly person: boolean
  readonly closedThrough: Day
  readonly dueOn: Day
  readonly grossYen: number
  /** Where it would go: what was agreed, else everybody who acts for the buyer. */
  readonly recipients: readonly string[]
  /** When it went last; none: it was not sent. */
  readonly sentOn: Day | null
}

const columns = `i.invoice_id as "invoiceId", i.invoice_no as "invoiceNo", i.buyer_id as "buyerId",
  i.buyer_name as "buyerName", p.kind in ('person', 'household') as person, i.closed_through as "closedThrough",
  i.due_on as "dueOn", i.gross_yen as "grossYen",
  ${billingEmailsColumn('i.buyer_id', '$2')} as recipients,
  (select max(m.sent_on) from trade_invoice_mail m
    where m.region_id = $1 and m.invoice_id = i.invoice_id) as "sentOn"`
const joined = `from trade_invoice i
  join party p on p.region_id = i.region_id and p.party_id = i.buyer_id`

export interface DayOfIssue {
  readonly on: Day
  readonly invoices: number
}

/** The invoices of a day of issue and where each goes; the newest day when none is named. */
export async function readToSend(
  tx: Tx,
  actor: Actor,
  { on }: { readonly on?: Day },
): Promise<{ on: Day; days: readonly DayOfIssue[]; rows: readonly ToSend[] } | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'invoice.close')) return refuse('not_allowed')
  const days = await tx.run<DayOfIssue & Record<string, unknown>>(
    `select issued_on as "on", count(*)::int as invoices from trade_invoice
     where region_id = $1 and issued_on > $2 group by 1 order by 1 desc limit 6`,
    [tx.region, addDays(tx.today, -366)],
  )
  const asked = on ?? days[0]?.on ?? tx.today
  const rows = await tx.run<ToSend & Record<string, unknown>>(
    `select ${columns} ${joined} where i.region_id = $1 and i.issued_on = $3 order by i.invoice_no`,
    [tx.region, tx.today, asked],
  )
  return { on: asked, days, rows }
}

/** How one invoice was sent, newest first. */
export async function mailsOf(tx: Tx, invoiceId: Id): Promise<{ on: Day; recipients: readonly string[] }[]> {
  return await tx.run(
    `select sent_on as "on", recipients from trade_invoice_mail
     where region_id = $1 and invoice_id = $2 order by sent_at desc`,
    [tx.region, invoiceId],
  )
}

export interface Sending {
  readonly invoiceIds: readonly Id[]
  /** Also those that went before; without it they are refused, so that two people do not send the same twice. */
  readonly again?: boolean
  /** The address that opens a link: `(token) => https://…/papers/${token}`. */
  readonly linkTo: (token: string) => string
}

export type SendRefusal = Refusal<
  | 'not_allowed'
  | 'no_invoices'
  | 'invoice_unknown'
  | 'already_sent' // detail.no, detail.on
  | 'no_contact' // detail.no, detail.name
>

/**
 * Staff mails invoices and credit notes to their buyers: all of them or none. A mail has a link for each recipient's eyes; it
 * opens the PDF without signing in until the third month is over. What was sent to whom is kept.
 */
export async function sendInvoices(
  tx: Tx,
  actor: Actor,
  { invoiceIds, again = false, linkTo }: Sending,
): Promise<{ sent: number; numbers: readonly string[] } | SendRefusal> {
  if (!may(actor.role, 'invoice.close')) return refuse('not_allowed')
  const ids = [...new Set(invoiceIds)]
  if (ids.length === 0) return refuse('no_invoices', { field: 'invoiceIds' })
  // Held until the end, so that of two who send at once the second sees that it was sent.
  await tx.run(
    `select 1 from trade_invoice where region_id = $1 and invoice_id = any ($2)
     order by invoice_id for update`,
    [tx.region, ids],
  )
  const invoices = await tx.run<ToSend & Record<string, unknown>>(
    `select ${columns} ${joined} where i.region_id = $1 and i.invoice_id = any ($3) order by i.invoice_no`,
    [tx.region, tx.today, ids],
  )
  if (invoices.length < ids.length) return refuse('invoice_unknown', { field: 'invoiceIds' })
  const sent = again ? undefined : invoices.find(({ sentOn }) => sentOn !== null)
  if (sent)
    return refuse('already_sent', {
      field: 'invoiceIds',
      detail: { no: sent.invoiceNo, on: sent.sentOn ?? '' },
    })
  const lost = invoices.find(({ recipients }) => recipients.length === 0)
  if (lost)
    return refuse('no_contact', {
      field: 'invoiceIds',
      detail: { no: lost.invoiceNo, name: lost.buyerName },
    })

  await tx.run('delete from trade_paper_link where region_id = $1 and expires_at < $2', [tx.region, tx.now])
  const company = await companyOf(tx)
  const languages = await languagesOf(
    tx,
    invoices.flatMap(({ recipients }) => recipients),
  )
  for (const invoice of invoices)
    await sendOne(tx, actor, invoice, { company: company.name, languages, linkTo })
  return { sent: invoices.length, numbers: invoices.map(({ invoiceNo }) => invoiceNo) }
}

/** Who has an account is written to in the own language, an address alone in Japanese. */
async function languagesOf(tx: Tx, emails: readonly string[]): Promise<Map<string, Lang>> {
  const rows = await tx.run<{ email: string; language: Lang }>(
    'select email, language from party_user where region_id = $1 and email = any ($2)',
    [tx.region, [...new Set(emails)]],
  )
  return new Map(rows.map(({ email, language }) => [email, language]))
}

interface Manner {
  readonly company: string
  readonly languages: ReadonlyMap<string, Lang>
  readonly linkTo: (token: string) => string
}

async function sendOne(tx: Tx, actor: Actor, invoice: ToSend, manner: Manner): Promise<void> {
  const token = newSecret()
  const until = linkUntil(tx.today)
  await tx.q
    .insertInto('trade_paper_link')
    .values({
      region_id: tx.region,
      token_hash: hashSecret(token),
      invoice_id: invoice.invoiceId,
      created_at: tx.now,
      expires_at: instantOf(addDays(until, 1)),
    })
    .execute()
  const mailed = { ...invoice, company: manner.company, url: manner.linkTo(token), until }
  for (const to of invoice.recipients)
    await queueMail(tx, { to, secret: true, ...mailOf(mailed, manner.languages.get(to) ?? 'ja') })
  await tx.q
    .insertInto('trade_invoice_mail')
    .values({
      region_id: tx.region,
      invoice_mail_id: newId(),
      invoice_id: invoice.invoiceId,
      recipients: [...invoice.recipients],
      sent_on: tx.today,
      sent_at: tx.now,
      sent_by: actor.userId ?? null,
    })
    .execute()
}

/** The invoice behind a link, for whoever holds it; a link that is over is as unknown as one that never was. */
export async function readPaper(
  tx: Tx,
  { token }: { readonly token: string },
): Promise<InvoiceSeen | Refusal<'link_unknown'>> {
  const [link] = await tx.run<{ invoiceId: Id; buyerId: Id }>(
    `select l.invoice_id as "invoiceId", i.buyer_id as "buyerId"
     from trade_paper_link l join trade_invoice i on i.region_id = l.region_id and i.invoice_id = l.invoice_id
     where l.region_id = $1 and l.token_hash = $2 and l.expires_at > $3`,
    [tx.region, hashSecret(token), tx.now],
  )
  if (!link) return refuse('link_unknown')
  const reader: Actor = { role: 'buyer', name: '', partyId: link.buyerId }
  const invoice = await readInvoice(tx, reader, { invoiceId: link.invoiceId })
  return isRefusal(invoice) ? refuse('link_unknown') : invoice
}

import { createTransport } from 'nodemailer'
import type { Transporter } from 'nodemailer'
import type { Database } from '#db/pool.ts'
import { transact } from '#db/transaction.ts'
import type { TransactOptions, Tx } from '#db/transaction.ts'
import { isId, newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { fromCursor, pageOf } from './cursors.ts'
import type { Page } from './cursors.ts'

export interface NewMail {
  readonly to: string
  readonly subject: string
  readonly body: string
  /** Holds a one-time link: the body is emptied as soon as it is sent. */
  readonly secret?: boolean
}

/** Puts a mail into the outbox, in the transaction of what it tells of: a deed that is undone tells nobody. */
export async function queueMail(tx: Tx, mail: NewMail): Promise<Id> {
  const mailId = newId()
  await tx.q
    .insertInto('party_mail')
    .values({
      region_id: tx.region,
      mail_id: mailId,
      recipient: mail.to,
      subject: mail.subject,
      body: mail.body,
      secret: mail.secret ?? false,
      created_at: tx.now,
      next_try_at: tx.now,
    })
    .execute()
  return mailId
}

const minuteMs = 60_000
/** While one process sends a mail no other takes it; one that dies meanwhile lets it be sent again after this. */
const leaseMs = 10 * minuteMs
/** Tried after 2, 4, 8 … minutes, about a day in all; then given up, to be seen on the outbox page. */
const mostAttempts = 10

export interface Post {
  readonly region: TransactOptions['region']
  readonly clock?: TransactOptions['clock']
  /** `smtps://user:password@mail.example.jp`, as nodemailer reads it. */
  readonly smtpUrl: string
  /** `一関市 結いの輪 <noreply@example.jp>` */
  readonly from: string
}

/**
 * Sends what waits in a region's outbox, one after another, and says how many were sent and how many failed. Safe
 * when several processes do it at once. A mail may arrive twice when a process dies between sending and noting it.
 */
export async function sendWaiting(db: Database, post: Post): Promise<{ sent: number; failed: number }> {
  const transport = createTransport({
    url: post.smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
  const count = { sent: 0, failed: 0 }
  try {
    for (;;) {
      const mail = await transact(db, post, takeOne)
      if (!mail) return count
      const error = await deliver(transport, post.from, mail)
      await transact(db, post, (tx) => note(tx, mail, error))
      count[error ? 'failed' : 'sent']++
    }
  } finally {
    transport.close()
  }
}

interface WaitingMail {
  readonly mailId: Id
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly attempts: number
}

async function takeOne(tx: Tx): Promise<WaitingMail | undefined> {
  const [mail] = await tx.run<WaitingMail & { mailId: Id }>(
    `update party_mail set attempts = attempts + 1, next_try_at = $3
     where region_id = $1 and mail_id = (
       select mail_id from party_mail where region_id = $1 and next_try_at <= $2
       order by next_try_at, mail_id limit 1 for update skip locked)
     returning mail_id as "mailId", recipient as "to", subject, body, attempts`,
    [tx.region, tx.now, new Date(tx.now.getTime() + leaseMs)],
  )
  return mail
}

interface SendError {
  readonly message: string
  /** The receiver said that it will never take it (SMTP 5xx). */
  readonly forever: boolean
}

async function deliver(
  transport: Transporter,
  from: string,
  mail: WaitingMail,
): Promise<SendError | undefined> {
  const { to, subject, body } = mail
  try {
    await transport.sendMail({ from, to, subject, text: body, messageId: `<${mail.mailId}@yuinowa>` })
    return undefined
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault
    const code = (fault as { responseCode?: unknown }).responseCode
    return { message: fault.message, forever: typeof code === 'number' && code >= 500 }
  }
}

async function note(tx: Tx, { mailId, attempts }: WaitingMail, error: SendError | undefined): Promise<void> {
  if (!error) {
    await tx.run(
      `update party_mail set sent_at = $3, next_try_at = null, error = null,
         body = case when secret then '' else body end
       where region_id = $1 and mail_id = $2`,
      [tx.region, mailId, tx.now],
    )
    return
  }
  const givenUp = error.forever || attempts >= mostAttempts
  const next = givenUp ? null : new Date(tx.now.getTime() + 2 ** attempts * minuteMs)
  await tx.run('update party_mail set error = $3, next_try_at = $4 where region_id = $1 and mail_id = $2', [
    tx.region,
    mailId,
    error.message.slice(0, 500),
    next,
  ])
}

export interface OutboxRow {
  readonly mailId: Id
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly createdAt: Date
  readonly sentAt: Date | null
  readonly attempts: number
  readonly nextTryAt: Date | null
  readonly error: string | null
}

/** The outbox, latest first. It shows one-time links, so only an administrator may (`outbox.see`). */
export async function listMail(tx: Tx, cursor?: string, limit = 50): Promise<Page<OutboxRow>> {
  const [time = '', mailId] = (cursor === undefined ? undefined : fromCursor(cursor, 2)) ?? []
  const at = new Date(time)
  const after = isId(mailId) && !Number.isNaN(at.getTime())
  const rows = await tx.run<OutboxRow & { mailId: Id }>(
    `select mail_id as "mailId", recipient as "to", subject, body, created_at as "createdAt",
       sent_at as "sentAt", attempts, next_try_at as "nextTryAt", error
     from party_mail
     where region_id = $1 and ($2::timestamptz is null or (created_at, mail_id) < ($2, $3::uuid))
     order by created_at desc, mail_id desc
     limit $4`,
    [tx.region, after ? at : null, after ? mailId : null, limit + 1],
  )
  return pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.mailId])
}

import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isId, newId } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { record } from '#parties/audit.ts'
import { fromCursor, toCursor } from '#parties/cursors.ts'
import type { Page } from '#parties/cursors.ts'
import { bodyOf, numberOf, pingKind } from './bodies.ts'
import type { KeptEvent, MessageKind } from './bodies.ts'
import type { Posted } from './posting.ts'
import { findReceiver } from './receivers.ts'
import type { Receiver, Unknown } from './receivers.ts'

export const messageStates = ['waiting', 'sent', 'given_up'] as const
export type MessageState = (typeof messageStates)[number]

/** One event on its way to one receiver, as a list shows it. */
export interface MessageRow {
  readonly eventId: Id
  readonly kind: MessageKind
  /** The number of the document that it is about; empty for a test. */
  readonly documentNo: string
  readonly partyName: string
  readonly createdAt: Date
  readonly state: MessageState
  readonly attempts: number
  readonly nextTryAt: Date | null
  /** What the latest attempt got. */
  readonly lastStatus: number | null
  readonly lastFault: Posted['fault']
}

export interface Attempt {
  readonly attemptNo: number
  readonly at: Date
  readonly durationMs: number
  readonly status: number | null
  readonly fault: Posted['fault']
  readonly answer: string
}

export interface Message extends MessageRow {
  readonly body: string
  readonly tried: readonly Attempt[]
}

export interface MessageFilter {
  readonly state?: MessageState
  readonly kind?: MessageKind
}

const columns = `m.event_id as "eventId", e.kind, e.at, e.party_id as "partyId", e.party_name as "partyName", e.data,
  m.created_at as "createdAt", m.state, m.attempts, m.next_try_at as "nextTryAt", a.status as "lastStatus",
  coalesce(a.fault, '') as "lastFault"`
const joined = `hook_message m
  join hook_event e on e.region_id = m.region_id and e.event_id = m.event_id
  left join hook_attempt a on a.region_id = m.region_id and a.event_id = m.event_id
    and a.receiver_id = m.receiver_id and a.attempt_no = m.attempts`
type Row = KeptEvent & Omit<MessageRow, 'documentNo'> & Record<string, unknown>

const rowOf = (row: Row): MessageRow => ({
  eventId: row.eventId,
  kind: row.kind,
  documentNo: numberOf(row),
  partyName: row.partyName,
  createdAt: row.createdAt,
  state: row.state,
  attempts: row.attempts,
  nextTryAt: row.nextTryAt,
  lastStatus: row.lastStatus,
  lastFault: row.lastFault,
})

/** What was and will be sent to a receiver of one's own party, newest first. */
export async function listMessages(
  tx: Tx,
  actor: Actor,
  { receiverId, state, kind, limit = 50 }: MessageFilter & { receiverId: Id; limit?: number },
  cursor?: string,
): Promise<(Page<MessageRow> & { readonly receiver: Receiver }) | Unknown> {
  const receiver = await findReceiver(tx, actor, receiverId)
  if (isRefusal(receiver)) return receiver
  const [time = '', eventId] = (cursor === undefined ? undefined : fromCursor(cursor, 2)) ?? []
  const at = new Date(time)
  const after = isId(eventId) && !Number.isNaN(at.getTime())
  const rows = await tx.run<Row>(
    `select ${columns} from ${joined}
     where m.region_id = $1 and m.receiver_id = $2 and ($3::text is null or m.state = $3)
       and ($4::text is null or e.kind = $4) and ($5::timestamptz is null or (m.created_at, m.event_id) < ($5, $6::uuid))
     order by m.created_at desc, m.event_id desc
     limit $7`,
    [
      tx.region,
      receiverId,
      state ?? null,
      kind ?? null,
      after ? at : null,
      after ? eventId : null,
      limit + 1,
    ],
  )
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    receiver,
    rows: rows.slice(0, limit).map(rowOf),
    next: last && toCursor([last.createdAt.toISOString(), last.eventId]),
  }
}

export interface OneMessage {
  readonly receiverId: Id
  readonly eventId: Id
}
type UnknownMessage = Unknown | Refusal<'message_unknown'>

/** One message with the body that is sent, and every attempt, the newest first. */
export async function readMessage(
  tx: Tx,
  actor: Actor,
  { receiverId, eventId }: OneMessage,
  publicUrl: string,
): Promise<(Message & { readonly receiver: Receiver }) | UnknownMessage> {
  const receiver = await findReceiver(tx, actor, receiverId)
  if (isRefusal(receiver)) return receiver
  const [row] = await tx.run<Row & { isCompany: boolean }>(
    `select ${columns}, r.of_company as "isCompany"
     from ${joined}
     join hook_receiver r on r.region_id = m.region_id and r.receiver_id = m.receiver_id
     where m.region_id = $1 and m.receiver_id = $2 and m.event_id = $3`,
    [tx.region, receiverId, eventId],
  )
  if (!row) return refuse('message_unknown')
  const tried = await tx.run<Attempt & Record<string, unknown>>(
    `select attempt_no as "attemptNo", at, duration_ms as "durationMs", status, fault, answer
     from hook_attempt where region_id = $1 and receiver_id = $2 and event_id = $3 order by attempt_no desc`,
    [tx.region, receiverId, eventId],
  )
  const body = bodyOf(row, { region: tx.region, publicUrl, isCompany: row.isCompany })
  return { ...rowOf(row), receiver, body, tried }
}

type OffRefusal = Refusal<'receiver_off'>

/** A member has a message sent once more, now, whether it arrived before or not. Its intervals begin anew. */
export async function resendMessage(
  tx: Tx,
  actor: Actor,
  { receiverId, eventId }: OneMessage,
): Promise<OneMessage | UnknownMessage | OffRefusal> {
  const receiver = await findReceiver(tx, actor, receiverId)
  if (isRefusal(receiver)) return receiver
  if (!receiver.active) return refuse('receiver_off')
  const sent = await tx.run(
    `update hook_message set state = 'waiting', next_try_at = $4, counted_from = attempts
     where region_id = $1 and receiver_id = $2 and event_id = $3 returning 1`,
    [tx.region, receiverId, eventId, tx.now],
  )
  if (sent.length === 0) return refuse('message_unknown')
  await record(tx, actor, { action: 'webhook.resend', documentId: receiverId, detail: eventId })
  return { receiverId, eventId }
}

/** A member has everything sent again, now, that failed since a moment and did not arrive until now. */
export async function resendFailed(
  tx: Tx,
  actor: Actor,
  { receiverId, since }: { receiverId: Id; since: Date },
): Promise<{ receiverId: Id; resent: number } | Unknown | OffRefusal> {
  const receiver = await findReceiver(tx, actor, receiverId)
  if (isRefusal(receiver)) return receiver
  if (!receiver.active) return refuse('receiver_off')
  const again = await tx.run(
    `update hook_message set state = 'waiting', next_try_at = $4, counted_from = attempts
     where region_id = $1 and receiver_id = $2 and created_at >= $3
       and (state = 'given_up' or (state = 'waiting' and attempts > counted_from)) returning 1`,
    [tx.region, receiverId, since, tx.now],
  )
  const detail = `${since.toISOString()}: ${again.length}`
  await record(tx, actor, { action: 'webhook.resend', documentId: receiverId, detail })
  return { receiverId, resent: again.length }
}

/** A member tries a receiver before anything happens: an event of the kind `ping`, to it alone. */
export async function sendTest(
  tx: Tx,
  actor: Actor,
  { receiverId }: { receiverId: Id },
): Promise<OneMessage | Unknown | OffRefusal> {
  const receiver = await findReceiver(tx, actor, receiverId)
  if (isRefusal(receiver)) return receiver
  if (!receiver.active) return refuse('receiver_off')
  const eventId = newId()
  await tx.run(
    `with e as (
       insert into hook_event (region_id, event_id, kind, at, party_id, party_name, data)
       select $1, $2, $3, $4, p.party_id, p.name, '{}'
       from hook_receiver r join party p on p.region_id = $1 and p.party_id = r.party_id
       where r.region_id = $1 and r.receiver_id = $5)
     insert into hook_message (region_id, event_id, receiver_id, created_at, next_try_at)
     values ($1, $2, $5, $4, $4)`,
    [tx.region, eventId, pingKind, tx.now, receiverId],
  )
  await record(tx, actor, { action: 'webhook.test', documentId: receiverId })
  return { receiverId, eventId }
}

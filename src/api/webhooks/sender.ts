import type { Logger } from 'pino'
import type { Database } from '#db/pool.ts'
import { transact } from '#db/transaction.ts'
import type { TransactOptions, Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { systemClock } from '#kit/clock.ts'
import { eventAccess } from '#parties/announcements.ts'
import type { EventKind } from '#parties/announcements.ts'
import { validOn } from '#parties/dated.ts'
import { queueMail } from '#parties/mail.ts'
import { may, policy } from '#parties/policy.ts'
import type { Role } from '#parties/policy.ts'
import { bodyOf } from './bodies.ts'
import type { KeptEvent } from './bodies.ts'
import { isLocalServer } from './addresses.ts'
import { postBody } from './posting.ts'
import type { Posted, Posting } from './posting.ts'
import type { OffBecause } from './receivers.ts'
import { failingSince, isOutOfPatience, nextAttemptAt } from './schedule.ts'
import type { Health } from './schedule.ts'
import { signatureHeaders } from './signing.ts'
import { offMail } from './words.mail.ts'

/** While one process sends a message no other takes it; one that dies meanwhile lets it be sent again after this. */
const leaseMs = 60_000
const minuteMs = 60_000
/** So many at once in one process, and to one receiver: one that is slow holds up its own messages only. */
const lanes = 16
const lanesEach = 2

export interface Sender {
  readonly db: Database
  readonly region: TransactOptions['region']
  readonly clock?: TransactOptions['clock']
  readonly publicUrl: string
  /** For tests: how long to wait for an answer, who answers for names, and what chance adds to an interval (0 to 1). */
  readonly timeoutMs?: number
  readonly resolve?: Posting['resolve']
  readonly chance?: () => number
}

export interface SentCount {
  readonly sent: number
  readonly failed: number
}

/**
 * Sends what is due to the receivers of a region and says how many arrived and how many failed. Several at once, and safe
 * when several processes do it. A message may arrive twice when a process dies between sending and noting it; the
 * other side knows it by its id. With `stop` it does not end when nothing is due, but looks again every `everyMs`
 * until told to stop; what is under way then is finished.
 */
export async function sendDue(
  sender: Sender,
  again?: { readonly everyMs: number; readonly stop: AbortSignal },
): Promise<SentCount> {
  const count = { sent: 0, failed: 0 }
  const running = new Set<Promise<void>>()
  const busy = new Map<Id, number>()
  let finished = 0
  const faults: unknown[] = []
  const start = (message: Due): void => {
    const { receiverId } = message
    busy.set(receiverId, (busy.get(receiverId) ?? 0) + 1)
    const run = sendOne(sender, message)
      .then((arrived) => void count[arrived ? 'sent' : 'failed']++)
      .catch((thrown: unknown) => void faults.push(thrown))
      .finally(() => {
        finished++
        running.delete(run)
        busy.set(receiverId, (busy.get(receiverId) ?? 1) - 1)
      })
    running.add(run)
  }
  while (faults.length === 0 && !again?.stop.aborted) {
    const before = finished
    const full = [...busy].filter(([, each]) => each >= lanesEach).map(([receiverId]) => receiverId)
    const due = running.size < lanes ? await take(sender, lanes - running.size, full) : []
    for (const each of due) start(each)
    // A lane may have become free while we asked; who waited for it must not wait for the slowest of the others.
    if (due.length > 0 || finished > before) continue
    if (!again && running.size === 0) break
    const look = again && pause(again.everyMs, again.stop)
    await Promise.race(look ? [look.over, ...running] : running)
    look?.end()
  }
  await Promise.all(running)
  if (faults.length > 0) throw faults[0]
  return count
}

/** Waits, or until told to stop; `end` lets go of the clock when something else was quicker. */
function pause(ms: number, stop?: AbortSignal): { readonly over: Promise<void>; readonly end: () => void } {
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(() => end(), ms)
  const end = (): void => {
    clearTimeout(timer)
    stop?.removeEventListener('abort', end)
    resolve()
  }
  stop?.addEventListener('abort', end)
  if (stop?.aborted) end()
  return { over, end }
}

/** A message that was taken, with all that is needed to send it. */
interface Due extends KeptEvent {
  readonly receiverId: Id
  readonly url: string
  readonly secret: string
  readonly oldSecret: string | null
  readonly isCompany: boolean
  readonly attempts: number
  readonly countedFrom: number
}

/** Takes the oldest that is due of each receiver that has a lane left, at most `most`; for whom waited longest first. */
async function take(sender: Sender, most: number, full: readonly Id[]): Promise<Due[]> {
  return await transact(sender.db, sender, async (tx) =>
    tx.run<Due & Record<string, unknown>>(
      `with ready as (
         select r.receiver_id, (
           select min(m.next_try_at) from hook_message m
           where m.region_id = $1 and m.receiver_id = r.receiver_id and m.next_try_at is not null) as first
         from hook_receiver r
         where r.region_id = $1 and r.active and r.receiver_id <> all ($4::uuid[])
         order by first limit $5),
       taken as (
         select due.event_id, due.receiver_id from ready cross join lateral (
           select m.event_id, m.receiver_id from hook_message m
           where m.region_id = $1 and m.receiver_id = ready.receiver_id and m.next_try_at <= $2
           order by m.next_try_at, m.event_id limit 1 for update skip locked) due
         where ready.first <= $2)
       update hook_message m set attempts = m.attempts + 1, next_try_at = $3
       from taken t
       join hook_event e on e.region_id = $1 and e.event_id = t.event_id
       join hook_receiver r on r.region_id = $1 and r.receiver_id = t.receiver_id
       where m.region_id = $1 and m.event_id = t.event_id and m.receiver_id = t.receiver_id
       returning m.event_id as "eventId", m.receiver_id as "receiverId", m.attempts, m.counted_from as "countedFrom",
         e.kind, e.at, e.party_id as "partyId", e.party_name as "partyName", e.data, r.url, r.secret,
         case when r.old_secret_until > $2 then r.old_secret end as "oldSecret", r.of_company as "isCompany"`,
      [tx.region, tx.now, new Date(tx.now.getTime() + leaseMs), full, most],
    ),
  )
}

/** Sends one message and notes how it went; true when it arrived. */
async function sendOne(sender: Sender, message: Due): Promise<boolean> {
  const { eventId: id, url, secret, oldSecret, isCompany } = message
  const { region, publicUrl, timeoutMs, resolve } = sender
  const body = bodyOf(message, { region, publicUrl, isCompany })
  const at = (sender.clock ?? systemClock).now()
  const headers = signatureHeaders({ id, at, body }, oldSecret === null ? [secret] : [secret, oldSecret])
  const local = isLocalServer(publicUrl)
  const posted = await postBody({ url, headers, body, local, timeoutMs, resolve })
  await transact(sender.db, sender, (tx) => note(tx, sender, message, posted, at))
  return arrived(posted)
}

const arrived = ({ status }: Posted): boolean => status !== undefined && status >= 200 && status < 300
/** Gone: whoever was there says that nothing shall be sent any more. */
const saidGone = ({ status }: Posted): boolean => status === 410

async function note(tx: Tx, sender: Sender, message: Due, posted: Posted, at: Date): Promise<void> {
  const { eventId, receiverId, attempts, countedFrom } = message
  await tx.run(
    `insert into hook_attempt (region_id, event_id, receiver_id, attempt_no, at, duration_ms, status, fault, answer)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9
     where exists (select from hook_message where region_id = $1 and event_id = $2 and receiver_id = $3)`,
    [
      tx.region,
      eventId,
      receiverId,
      attempts,
      at,
      posted.durationMs,
      posted.status ?? null,
      posted.fault,
      posted.answer,
    ],
  )
  const next =
    arrived(posted) || saidGone(posted)
      ? undefined
      : nextAttemptAt(attempts - countedFrom, tx.now, (sender.chance ?? Math.random)())
  const state = arrived(posted) ? 'sent' : next ? 'waiting' : 'given_up'
  // Not when somebody took it meanwhile, or asked for it to be sent again: that counts, not this.
  await tx.run(
    `update hook_message set state = $6, next_try_at = $7
     where region_id = $1 and event_id = $2 and receiver_id = $3 and attempts = $4 and counted_from = $5`,
    [tx.region, eventId, receiverId, attempts, countedFrom, state, next ?? null],
  )
  if (arrived(posted)) await noteSuccess(tx, receiverId)
  else await noteFailure(tx, sender, message, saidGone(posted))
}

/** Written once a minute while all goes well, so that a busy receiver's row is not what its messages wait for. */
async function noteSuccess(tx: Tx, receiverId: Id): Promise<void> {
  await tx.run(
    `update hook_receiver set last_success_at = $3, failing_since = null
     where region_id = $1 and receiver_id = $2
       and (failing_since is not null or last_success_at is null or last_success_at <= $4)`,
    [tx.region, receiverId, tx.now, new Date(tx.now.getTime() - minuteMs)],
  )
}

async function noteFailure(tx: Tx, sender: Sender, { receiverId }: Due, gone: boolean): Promise<void> {
  const [health] = await tx.run<Health & { active: boolean }>(
    `select failing_since as "failingSince", last_failure_at as "lastFailureAt", active from hook_receiver
     where region_id = $1 and receiver_id = $2 for no key update`,
    [tx.region, receiverId],
  )
  if (!health) return
  const since = failingSince(health, tx.now)
  await tx.run(
    `update hook_receiver set failing_since = $3, last_failure_at = $4 where region_id = $1 and receiver_id = $2`,
    [tx.region, receiverId, since, tx.now],
  )
  const because = gone ? 'gone' : isOutOfPatience(since, tx.now) ? 'failing' : undefined
  if (because && health.active) await switchOff(tx, sender, receiverId, because)
}

interface Told extends Record<string, unknown> {
  readonly email: string
  readonly language: 'ja' | 'en'
  readonly role: Role
  readonly url: string
  readonly partyId: Id
  readonly kinds: readonly EventKind[]
}

/** Nobody is told of anything there any more, and those members of the party who may see the receiver are told of that. */
async function switchOff(
  tx: Tx,
  { publicUrl }: Sender,
  receiverId: Id,
  because: Exclude<OffBecause, '' | 'person'>,
): Promise<void> {
  const told = await tx.run<Told>(
    `with off as (
       update hook_receiver set active = false, off_because = $3 where region_id = $1 and receiver_id = $2
       returning url, party_id, of_company, kinds)
     select distinct u.email, u.language, m.role, off.url, off.party_id as "partyId", off.kinds
     from off
     join party_membership m on m.region_id = $1 and m.party_id = off.party_id
       and m.role = any ($5) and (m.role = 'company_staff') = off.of_company
       and ${validOn('m', '$4')}
     join party_user u on u.region_id = $1 and u.user_id = m.user_id and not u.disabled
     order by u.email, m.role`,
    [tx.region, receiverId, because, tx.today, policy['own.webhooks']],
  )
  const hearing = told.filter(({ role, kinds }) => kinds.every((kind) => may(role, eventAccess[kind])))
  const byEmail = new Map(hearing.map((each) => [each.email, each]))
  for (const { email, language, url, partyId } of byEmail.values()) {
    const page = `${publicUrl}/parties/${partyId}/webhooks/${receiverId}`
    await queueMail(tx, { to: email, ...offMail({ host: new URL(url).host, because, page }, language) })
  }
}

/** How often a server looks whether something is due. */
const everyMs = 2_000
const afterFaultMs = 30_000
/** What is not answered when the server stops is sent again when its lease is over. */
const stopMs = 5_000

/** Sends as long as the server runs. Answers how to stop it; what is under way then has a moment to finish. */
export function startSender(sender: Sender, log: Logger): () => Promise<void> {
  const stopping = new AbortController()
  const stop = stopping.signal
  const run = async (): Promise<void> => {
    while (!stop.aborted) {
      try {
        await sendDue(sender, { everyMs, stop })
      } catch (fault) {
        log.error({ fault }, 'the sender of webhooks failed and begins again')
        await pause(afterFaultMs, stop).over
      }
    }
  }
  const running = run()
  return async () => {
    stopping.abort()
    const patience = pause(stopMs)
    await Promise.race([running, patience.over])
    patience.end()
  }
}

import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { newId } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor, PartyActor } from '#parties/actors.ts'
import { eventAccess, eventKinds } from '#parties/announcements.ts'
import type { EventKind } from '#parties/announcements.ts'
import { record } from '#parties/audit.ts'
import { lockWord } from '#parties/dated.ts'
import { may } from '#parties/policy.ts'
import { readAddress } from './addresses.ts'
import type { AddressRefusal } from './addresses.ts'
import { newSigningSecret } from './signing.ts'

/** Why a receiver is off: somebody switched it off, it answered 410, it failed for days. Empty while it is on. */
export type OffBecause = '' | 'person' | 'gone' | 'failing'

/** An address at which a program of a party is told what happens. */
export interface Receiver {
  readonly receiverId: Id
  readonly url: string
  readonly description: string
  readonly kinds: readonly EventKind[]
  readonly active: boolean
  readonly offBecause: OffBecause
  readonly failingSince: Date | null
  readonly lastSuccessAt: Date | null
  /** Until then the secret before the present one signs too. */
  readonly oldSecretUntil: Date | null
  readonly createdAt: Date
  /** Messages that were not delivered yet. */
  readonly waiting: number
}

export interface NewReceiver {
  readonly url: string
  readonly description?: string
  readonly kinds: readonly EventKind[]
}

export type Unknown = Refusal<'not_allowed' | 'receiver_unknown'>
type WrittenRefusal =
  | AddressRefusal
  | Refusal<'not_allowed' | 'kinds_missing' | 'kind_not_yours' | 'text_too_long'>

/** As many as one party may have: a slip in a loop must not fill the region. */
const mostReceivers = 20
const longestDescription = 200
const oldSecretMs = 24 * 60 * 60 * 1000

/** The kinds of event that somebody may choose: of documents that the role may see. */
export const kindsFor = (actor: Actor): EventKind[] =>
  eventKinds.filter((kind) => may(actor.role, eventAccess[kind]))

const acts = (actor: Actor): actor is PartyActor =>
  may(actor.role, 'own.webhooks') && actor.partyId !== undefined && actor.userId !== undefined

/** A member of a party says where its programs are told what happens. The secret is in this answer and in no other. */
export async function createReceiver(
  tx: Tx,
  actor: Actor,
  given: NewReceiver,
  local: boolean,
): Promise<{ receiverId: Id; secret: string } | WrittenRefusal | Refusal<'too_many_receivers'>> {
  if (!acts(actor)) return refuse('not_allowed')
  const checked = check(actor, given, local)
  if (isRefusal(checked)) return checked
  await lockWord(tx, `receivers:${actor.partyId}`)
  // Those of colleagues in another role count too, whom the maker does not see.
  const [there] = await tx.run<{ count: number }>(
    `select count(*)::int as count from hook_receiver
     where region_id = $1 and party_id = $2 and of_company = $3 and removed_at is null`,
    [tx.region, actor.partyId, isStaff(actor)],
  )
  if ((there?.count ?? 0) >= mostReceivers)
    return refuse('too_many_receivers', { field: 'url', detail: { most: mostReceivers } })

  const receiverId = newId()
  const secret = newSigningSecret()
  await tx.run(
    `insert into hook_receiver (region_id, receiver_id, party_id, url, description, kinds, secret, created_by, created_at,
       of_company)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.region,
      receiverId,
      actor.partyId,
      checked.url,
      checked.description,
      checked.kinds,
      secret,
      actor.userId,
      tx.now,
      isStaff(actor),
    ],
  )
  await note(tx, actor, 'create', receiverId, checked.url)
  return { receiverId, secret }
}

function check(actor: Actor, given: NewReceiver, local: boolean): Required<NewReceiver> | WrittenRefusal {
  const url = readAddress(given.url, local)
  if (isRefusal(url)) return url
  const description = normalise(given.description ?? '')
  if (description.length > longestDescription)
    return refuse('text_too_long', { field: 'description', detail: { limit: longestDescription } })
  const kinds = eventKinds.filter((kind) => given.kinds.includes(kind))
  if (kinds.length === 0) return refuse('kinds_missing', { field: 'kinds' })
  const allowed = kindsFor(actor)
  const foreign = kinds.find((kind) => !allowed.includes(kind))
  if (foreign) return refuse('kind_not_yours', { field: 'kinds', detail: { kind: foreign } })
  return { url, description, kinds }
}

export interface ReceiverChanges extends Partial<NewReceiver> {
  readonly receiverId: Id
  readonly active?: boolean
}

/**
 * A member changes what was said of a receiver; what is left out stays. Switched off, it is told of nothing new and what
 * waits stays; switched on, that is sent.
 */
export async function changeReceiver(
  tx: Tx,
  actor: Actor,
  { receiverId, active, ...changes }: ReceiverChanges,
  local: boolean,
): Promise<{ receiverId: Id } | WrittenRefusal | Unknown> {
  const receiver = await lockReceiver(tx, actor, receiverId)
  if (isRefusal(receiver)) return receiver
  const checked = check(actor, { ...receiver, ...changes }, local)
  if (isRefusal(checked)) return checked
  const on = active ?? receiver.active
  const begun = on && !receiver.active
  await tx.run(
    `update hook_receiver set url = $3, description = $4, kinds = $5, active = $6, off_because = $7,
       failing_since = case when $8 then null else failing_since end
     where region_id = $1 and receiver_id = $2`,
    [
      tx.region,
      receiverId,
      checked.url,
      checked.description,
      checked.kinds,
      on,
      on ? '' : receiver.offBecause || 'person',
      begun,
    ],
  )
  // What failed before the switch comes now, and not when its turn would have been.
  if (begun)
    await tx.run(
      `update hook_message set next_try_at = $3, counted_from = attempts
       where region_id = $1 and receiver_id = $2 and next_try_at is not null`,
      [tx.region, receiverId, tx.now],
    )
  const deed = on === receiver.active ? 'change' : on ? 'switch_on' : 'switch_off'
  await note(tx, actor, deed, receiverId, checked.url)
  return { receiverId }
}

/** A member takes a new secret. The one before signs beside it for a day, so that nothing is lost while changing over. */
export async function rollSecret(
  tx: Tx,
  actor: Actor,
  { receiverId }: { receiverId: Id },
): Promise<{ receiverId: Id; secret: string } | Unknown> {
  const receiver = await lockReceiver(tx, actor, receiverId)
  if (isRefusal(receiver)) return receiver
  const secret = newSigningSecret()
  await tx.run(
    `update hook_receiver set old_secret = secret, old_secret_until = $4, secret = $3
     where region_id = $1 and receiver_id = $2`,
    [tx.region, receiverId, secret, new Date(tx.now.getTime() + oldSecretMs)],
  )
  await note(tx, actor, 'roll_secret', receiverId, receiver.url)
  return { receiverId, secret }
}

/** A member removes a receiver: it is told of nothing more, what waits for it is not sent, its secrets are gone. */
export async function removeReceiver(
  tx: Tx,
  actor: Actor,
  { receiverId }: { receiverId: Id },
): Promise<{ receiverId: Id } | Unknown> {
  const receiver = await lockReceiver(tx, actor, receiverId)
  if (isRefusal(receiver)) return receiver
  await tx.run(
    `update hook_receiver set removed_at = $3, active = false, secret = '', old_secret = null
     where region_id = $1 and receiver_id = $2`,
    [tx.region, receiverId, tx.now],
  )
  await note(tx, actor, 'remove', receiverId, receiver.url)
  return { receiverId }
}

/**
 * Who works for the company sees the company's receivers, which are told of everything; a member of the same party in
 * another role does not.
 */
const isStaff = ({ role }: Actor): boolean => role === 'company_staff'

/**
 * The receivers of the party that somebody acts for, the oldest first, of which the role may hear every kind: who may not see
 * an invoice reads none in a message and leads none to an address of their own. Nobody sees another party's.
 */
export async function listReceivers(tx: Tx, actor: Actor): Promise<Receiver[]> {
  return acts(actor) ? await readReceivers(tx, actor) : []
}

/** One receiver of the party that somebody acts for. */
export async function findReceiver(tx: Tx, actor: Actor, receiverId: Id): Promise<Receiver | Unknown> {
  if (!acts(actor)) return refuse('not_allowed')
  const [receiver] = await readReceivers(tx, actor, receiverId)
  return receiver ?? refuse('receiver_unknown')
}

/**
 * One receiver as it is once nobody else is changing it: what is decided about it then stays true. No key is locked, so
 * that what happens meanwhile is written for it without waiting.
 */
async function lockReceiver(tx: Tx, actor: Actor, receiverId: Id): Promise<Receiver | Unknown> {
  if (!acts(actor)) return refuse('not_allowed')
  await tx.run(
    `select 1 from hook_receiver where region_id = $1 and receiver_id = $2 and party_id = $3
     for no key update`,
    [tx.region, receiverId, actor.partyId],
  )
  return await findReceiver(tx, actor, receiverId)
}

async function readReceivers(tx: Tx, actor: PartyActor, receiverId?: Id): Promise<Receiver[]> {
  return await tx.run<Receiver & { receiverId: Id }>(
    `select r.receiver_id as "receiverId", r.url, r.description, r.kinds, r.active, r.off_because as "offBecause",
       r.failing_since as "failingSince", r.last_success_at as "lastSuccessAt", r.created_at as "createdAt",
       case when r.old_secret_until > $4 then r.old_secret_until end as "oldSecretUntil",
       (select count(*)::int from hook_message m
        where m.region_id = $1 and m.receiver_id = r.receiver_id and m.next_try_at is not null) as waiting
     from hook_receiver r
     where r.region_id = $1 and r.party_id = $2 and r.of_company = $5 and r.removed_at is null
       and r.kinds <@ $6 and ($3::uuid is null or r.receiver_id = $3)
     order by r.created_at, r.receiver_id`,
    [tx.region, actor.partyId, receiverId ?? null, tx.now, isStaff(actor), kindsFor(actor)],
  )
}

/** The address may hold a key of the other side's: only its host is written into the audit. */
async function note(tx: Tx, actor: Actor, deed: string, receiverId: Id, url: string): Promise<void> {
  const { host } = new URL(url)
  await record(tx, actor, { action: `webhook.${deed}`, documentId: receiverId, detail: host })
}

import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Lang } from '#ui/words.ts'
import type { Actor } from './actors.ts'
import { record } from './audit.ts'
import { validOn } from './dated.ts'
import type { HeldRole, PartyKind } from './schema.ts'
import { hashSecret, newSecret } from './secrets.ts'

/** A party for which a user may act, and as what. */
export interface Membership {
  readonly partyId: Id
  readonly partyName: string
  readonly partyKind: PartyKind
  readonly role: HeldRole
}

/** A signed-in person: an actor with what the pages around need to know. Without a membership, the role is visitor. */
export interface Session extends Actor {
  readonly userId: Id
  readonly email: string
  readonly language: Lang
  /** The name of the party for which the person acts now. */
  readonly partyName?: string
  /** All parties for which the person may act today; `actAs` changes over. */
  readonly memberships: readonly Membership[]
  readonly tokenHash: Buffer
  readonly expiresAt: Date
}

export interface StartedSession {
  /** For the browser's cookie alone: it is kept nowhere else, the database has only its hash. */
  readonly token: string
  readonly expiresAt: Date
}

const hourMs = 60 * 60 * 1000
/** A session ends after two weeks without a visit, and after ninety days whatever happens. */
const idleMs = 14 * 24 * hourMs
const longestMs = 90 * 24 * hourMs

const memberships = `
  select m.party_id as "partyId", p.name as "partyName", p.kind as "partyKind", m.role
  from party_membership m
  join party p on p.region_id = m.region_id and p.party_id = m.party_id
  where m.region_id = $1 and m.user_id = u.user_id and ${validOn('m', '$3')}
  order by m.valid_from, p.kana, m.role`

/**
 * Lets a user in, acting by the membership that is given, or else by the first. Who signs in was proved before: by
 * password, passkey, link, or because the demo lets anyone. Each call makes a new token.
 */
export async function startSession(
  tx: Tx,
  userId: Id,
  membership?: { partyId: Id; role: HeldRole },
): Promise<StartedSession | Refusal<'user_disabled' | 'membership_unknown'>> {
  const [user] = await tx.run<{ disabled: boolean; memberships: Membership[] }>(
    `select u.disabled, (select coalesce(json_agg(own), '[]') from (${memberships}) own) as memberships
     from party_user u where u.region_id = $1 and u.user_id = $2`,
    [tx.region, userId, tx.today],
  )
  if (!user || user.disabled) return refuse('user_disabled')
  const acting = membership ? findMembership(user.memberships, membership) : user.memberships[0]
  if (membership && !acting) return refuse('membership_unknown')

  const token = newSecret()
  const expiresAt = new Date(tx.now.getTime() + idleMs)
  await tx.q
    .insertInto('party_session')
    .values({
      region_id: tx.region,
      token_hash: hashSecret(token),
      user_id: userId,
      party_id: acting?.partyId ?? null,
      role: acting?.role ?? null,
      created_at: tx.now,
      seen_at: tx.now,
      expires_at: expiresAt,
    })
    .execute()
  return { token, expiresAt }
}

interface SessionRow {
  readonly userId: Id
  readonly name: string
  readonly email: string
  readonly language: Lang
  readonly partyId: Id | null
  readonly role: HeldRole | null
  readonly createdAt: Date
  readonly seenAt: Date
  readonly expiresAt: Date
  readonly memberships: Membership[]
}

/**
 * Who holds this token, in one query; undefined when nobody does, the session is over or the user disabled. A
 * membership that has ended meanwhile no longer counts: the next one does, or none. A visit pushes the end on, which
 * is written once an hour at most; `slide: false` leaves it, for a transaction that only reads.
 */
export async function readSession(
  tx: Tx,
  token: string,
  { slide = true }: { slide?: boolean } = {},
): Promise<Session | undefined> {
  const tokenHash = hashSecret(token)
  const [row] = await tx.run<SessionRow>(
    `select u.user_id as "userId", u.name, u.email, u.language, s.party_id as "partyId", s.role,
       s.created_at as "createdAt", s.seen_at as "seenAt", s.expires_at as "expiresAt",
       (select coalesce(json_agg(own), '[]') from (${memberships}) own) as memberships
     from party_session s
     join party_user u on u.region_id = s.region_id and u.user_id = s.user_id
     where s.region_id = $1 and s.token_hash = $2 and s.expires_at > $4 and not u.disabled`,
    [tx.region, tokenHash, tx.today, tx.now],
  )
  if (!row) return undefined
  const expiresAt = slide ? await slideOn(tx, tokenHash, row) : row.expiresAt
  const acting = findMembership(row.memberships, row) ?? row.memberships[0]
  return {
    role: acting?.role ?? 'visitor',
    name: row.name,
    userId: row.userId,
    ...(acting ? { partyId: acting.partyId, partyName: acting.partyName } : {}),
    email: row.email,
    language: row.language,
    memberships: row.memberships,
    tokenHash,
    expiresAt,
  }
}

/** Changes over to another party or role of one's own. */
export async function actAs(
  tx: Tx,
  session: Session,
  membership: { partyId: Id; role: HeldRole },
): Promise<Membership | Refusal<'membership_unknown'>> {
  const acting = findMembership(session.memberships, membership)
  if (!acting) return refuse('membership_unknown')
  await tx.q
    .updateTable('party_session')
    .set({ party_id: acting.partyId, role: acting.role })
    .where('region_id', '=', tx.region)
    .where('token_hash', '=', session.tokenHash)
    .execute()
  const actor = { ...session, role: acting.role, partyId: acting.partyId }
  await record(tx, actor, { action: 'user.act_as', detail: acting.partyName })
  return acting
}

/** Signs out. A token that is none signs nobody out. */
export async function endSession(tx: Tx, token: string): Promise<void> {
  await tx.run('delete from party_session where region_id = $1 and token_hash = $2', [
    tx.region,
    hashSecret(token),
  ])
}

/** Ends all sessions of a user, but the one that is given: after a new password, or when the user is disabled. */
export async function endSessionsOf(tx: Tx, userId: Id, but?: Buffer): Promise<void> {
  await tx.run(
    `delete from party_session
     where region_id = $1 and user_id = $2 and ($3::bytea is null or token_hash <> $3)`,
    [tx.region, userId, but ?? null],
  )
}

async function slideOn(tx: Tx, tokenHash: Buffer, row: SessionRow): Promise<Date> {
  if (tx.now.getTime() - row.seenAt.getTime() < hourMs) return row.expiresAt
  const end = Math.min(tx.now.getTime() + idleMs, row.createdAt.getTime() + longestMs)
  const expiresAt = new Date(end)
  await tx.run(
    'update party_session set seen_at = $3, expires_at = $4 where region_id = $1 and token_hash = $2',
    [tx.region, tokenHash, tx.now, expiresAt],
  )
  return expiresAt
}

function findMembership(
  list: readonly Membership[],
  wanted: { partyId: Id | null; role: HeldRole | null },
): Membership | undefined {
  return list.find(({ partyId, role }) => partyId === wanted.partyId && role === wanted.role)
}

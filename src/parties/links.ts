import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Lang } from '#ui/words.ts'
import type { Actor } from './actors.ts'
import type { Attempts, TooMany } from './attempts.ts'
import { record } from './audit.ts'
import { validOn } from './dated.ts'
import { checkEmail } from './emails.ts'
import { invitationMail, resetMail } from './link-mails.ts'
import { queueMail } from './mail.ts'
import { refuseGrant, seat } from './memberships.ts'
import type { SeatRefusal } from './memberships.ts'
import { checkPassword } from './passwords.ts'
import type { PasswordRefusal } from './passwords.ts'
import type { HeldRole } from './schema.ts'
import { hashSecret, newSecret } from './secrets.ts'
import { endSessionsOf } from './sessions.ts'
import { addUser, setPassword } from './users.ts'
import type { NewUserRefusal } from './users.ts'

const minuteMs = 60_000
const resetMs = 60 * minuteMs
const invitationMs = 14 * 24 * 60 * minuteMs
/** Who invites the same person again within this time is told so: two who invite at once send one mail. */
const againMs = 5 * minuteMs

type LinkRefusal = Refusal<'link_unknown' | 'link_used' | 'link_expired'>

export interface Invitation {
  readonly email: string
  readonly partyId: Id
  readonly role: HeldRole
  /** The language of the mail, and of the user until changed. */
  readonly language: Lang
  /** The address of the page that opens the link: `(token) => https://…/invitation/${token}`. */
  readonly linkTo: (token: string) => string
}

/**
 * Invites somebody to act for a party. The link works once, for 14 days; a later invitation of the same person to the
 * same role takes the place of the one that is open.
 */
export async function invite(
  tx: Tx,
  actor: Actor,
  { email: typed, partyId, role, language, linkTo }: Invitation,
): Promise<{ email: string } | SeatRefusal | Refusal<'email_form' | 'already_member' | 'already_invited'>> {
  const refused = await refuseGrant(tx, actor, { partyId, role })
  if (refused) return refused
  const checked = checkEmail(typed)
  if (isRefusal(checked)) return checked
  const { email } = checked
  if (await isMember(tx, email, { partyId, role })) return refuse('already_member', { field: 'email' })

  const token = newSecret()
  const opened = await tx.run(
    `insert into party_link
       (region_id, token_hash, purpose, email, party_id, role, created_by, created_at, expires_at)
     values ($1, $2, 'invitation', $3, $4, $5, $6, $7, $8)
     on conflict (region_id, email, party_id, role) where purpose = 'invitation' and used_at is null
     do update set token_hash = excluded.token_hash, created_by = excluded.created_by,
       created_at = excluded.created_at, expires_at = excluded.expires_at
     where party_link.created_at <= $9
     returning 1`,
    [
      tx.region,
      hashSecret(token),
      email,
      partyId,
      role,
      actor.userId ?? null,
      tx.now,
      after(tx, invitationMs),
      after(tx, -againMs),
    ],
  )
  if (opened.length === 0) return refuse('already_invited', { field: 'email' })
  const names = await namesFor(tx, language, partyId)
  await queueMail(
    tx,
    invitationMail(
      language,
      { to: email, region: names.region, url: linkTo(token) },
      { party: names.party, role, by: actor.name },
    ),
  )
  await record(tx, actor, { action: 'party.invite', documentId: partyId, detail: `${email} ${role}` })
  return { email }
}

export interface OpenLink {
  readonly email: string
  /** Of an invitation. */
  readonly partyId: Id | null
  readonly partyName: string | null
  readonly role: HeldRole | null
  /** Whether the person already has an account: then nothing more is asked. */
  readonly known: boolean
}

/** What a link is for, to be shown on its page; nothing is used up by looking. */
export async function readLink(
  tx: Tx,
  purpose: 'reset' | 'invitation',
  token: string,
): Promise<OpenLink | LinkRefusal> {
  const [row] = await tx.run<OpenLink & { usedAt: Date | null; expiresAt: Date }>(
    `select l.email, l.party_id as "partyId", p.name as "partyName", l.role, l.used_at as "usedAt",
       l.expires_at as "expiresAt",
       exists (select 1 from party_user u where u.region_id = l.region_id and u.email = l.email) as known
     from party_link l
     left join party p on p.region_id = l.region_id and p.party_id = l.party_id
     where l.region_id = $1 and l.token_hash = $2 and l.purpose = $3`,
    [tx.region, hashSecret(token), purpose],
  )
  if (!row) return refuse('link_unknown')
  if (row.usedAt) return refuse('link_used')
  if (row.expiresAt <= tx.now) return refuse('link_expired')
  const { email, partyId, partyName, role, known } = row
  return { email, partyId, partyName, role, known }
}

/**
 * Who was invited comes in: somebody new gives a name and a password, who is known already gains the role and nothing
 * else changes. The caller then starts a session with what is returned.
 */
export async function acceptInvitation(
  tx: Tx,
  { token, name, password, language }: { token: string; name: string; password: string; language: Lang },
): Promise<
  | { userId: Id; partyId: Id; role: HeldRole }
  | LinkRefusal
  | Exclude<NewUserRefusal, Refusal<'email_taken'>>
  | Refusal<'user_disabled'>
> {
  const link = await spend(tx, 'invitation', token)
  if (isRefusal(link)) return link
  const { email, party_id: partyId, role } = link
  if (!partyId || !role) throw new Error('an invitation without a party or a role')

  let user = await findUser(tx, email)
  if (user?.disabled) return refuse('user_disabled')
  if (!user) {
    const created = await addUser(tx, { email, name, password, language })
    // Somebody with this e-mail accepted another invitation in this very moment: the user is there now.
    if (!isRefusal(created)) user = { userId: created.userId, name, disabled: false }
    else if (created.refused === 'email_taken') user = await findUser(tx, email)
    else return created as Exclude<NewUserRefusal, Refusal<'email_taken'>>
  }
  if (!user) throw new Error('a user who is taken and not there')
  const seatOf = { userId: user.userId, partyId, role }
  await seat(tx, seatOf, tx.today)
  const actor = { role, name: user.name, userId: user.userId, partyId }
  await record(tx, actor, { action: 'party.join', documentId: partyId, detail: role })
  return seatOf
}

/**
 * Anyone asks for a link to set a new password. The answer is the same for an e-mail that nobody has here, so nothing
 * is learned by asking.
 */
export async function askReset(
  tx: Tx,
  attempts: Attempts,
  { email: typed, address, linkTo }: { email: string; address: string; linkTo: (token: string) => string },
): Promise<{ asked: true } | Refusal<'email_form'> | TooMany> {
  const wait = await attempts.reset(address, typed)
  if (wait) return wait
  const checked = checkEmail(typed)
  if (isRefusal(checked)) return checked
  const { email } = checked
  const user = await findUser(tx, email)
  if (!user || user.disabled) return { asked: true }

  const token = newSecret()
  await tx.q
    .insertInto('party_link')
    .values({
      region_id: tx.region,
      token_hash: hashSecret(token),
      purpose: 'reset',
      email,
      user_id: user.userId,
      created_at: tx.now,
      expires_at: after(tx, resetMs),
    })
    .execute()
  const language = user.language ?? 'ja'
  const { region } = await namesFor(tx, language)
  await queueMail(tx, resetMail(language, { to: email, region, url: linkTo(token) }))
  return { asked: true }
}

/** Sets a new password by a link. All sessions of the user end, and other open reset links die with this one. */
export async function resetPassword(
  tx: Tx,
  { token, password }: { token: string; password: string },
): Promise<{ userId: Id } | LinkRefusal | PasswordRefusal | Refusal<'user_disabled'>> {
  const link = await spend(tx, 'reset', token)
  if (isRefusal(link)) return link
  const user = await findUser(tx, link.email)
  if (!user || user.disabled) return refuse('user_disabled')
  const weak = checkPassword(password, link.email)
  if (weak) return weak

  const { userId } = user
  await setPassword(tx, userId, password)
  await endSessionsOf(tx, userId)
  await tx.run(
    `update party_link set used_at = $3
     where region_id = $1 and user_id = $2 and purpose = 'reset' and used_at is null`,
    [tx.region, userId, tx.now],
  )
  const actor = { role: 'visitor', name: user.name, userId } as const
  await record(tx, actor, { action: 'user.password_reset', documentId: userId })
  return { userId }
}

/** Uses a link up. Of two who use it at once one waits, and then finds it used. */
async function spend(
  tx: Tx,
  purpose: 'reset' | 'invitation',
  token: string,
): Promise<{ email: string; party_id: Id | null; role: HeldRole | null } | LinkRefusal> {
  const spent = await tx.q
    .updateTable('party_link')
    .set({ used_at: tx.now })
    .where('region_id', '=', tx.region)
    .where('token_hash', '=', hashSecret(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .returning(['email', 'party_id', 'role'])
    .executeTakeFirst()
  if (spent) return spent
  const why = await readLink(tx, purpose, token)
  return isRefusal(why) ? why : refuse('link_used')
}

interface KnownUser {
  readonly userId: Id
  readonly name: string
  readonly disabled: boolean
  readonly language?: Lang
}
async function findUser(tx: Tx, email: string): Promise<KnownUser | undefined> {
  return await tx.q
    .selectFrom('party_user')
    .where('region_id', '=', tx.region)
    .where('email', '=', email)
    .select(['user_id as userId', 'name', 'disabled', 'language'])
    .executeTakeFirst()
}

async function isMember(
  tx: Tx,
  email: string,
  { partyId, role }: { partyId: Id; role: HeldRole },
): Promise<boolean> {
  const found = await tx.run(
    `select 1 from party_user u
     join party_membership m on m.region_id = u.region_id and m.user_id = u.user_id
     where u.region_id = $1 and u.email = $2 and m.party_id = $3 and m.role = $4 and ${validOn('m', '$5')}`,
    [tx.region, email, partyId, role, tx.today],
  )
  return found.length > 0
}

/** How the region and a party call themselves in a language; the Japanese name where there is no other. */
async function namesFor(tx: Tx, lang: Lang, partyId?: Id): Promise<{ region: string; party: string }> {
  const [row] = await tx.run<Record<'region' | 'regionEn' | 'party' | 'partyEn', string | null>>(
    `select r.name as region, r.name_en as "regionEn", p.name as party, p.name_en as "partyEn"
     from (select 1) one
     left join party_region r on r.region_id = $1
     left join party p on p.region_id = $1 and p.party_id = $2`,
    [tx.region, partyId ?? null],
  )
  const pick = (ja = '', en = '') => (lang === 'en' && en !== '' ? en : ja)
  return {
    region: pick(row?.region ?? '', row?.regionEn ?? ''),
    party: pick(row?.party ?? '', row?.partyEn ?? ''),
  }
}

const after = (tx: Tx, ms: number): Date => new Date(tx.now.getTime() + ms)

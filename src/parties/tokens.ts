import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { instantOf } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import { normalise } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from './actors.ts'
import { record } from './audit.ts'
import { validOn } from './dated.ts'
import { may } from './policy.ts'
import type { HeldRole } from './schema.ts'
import { hashSecret, newSecret } from './secrets.ts'

/** A key with which a program acts for a party. The secret itself is shown once, when it is made. */
export interface ApiToken {
  readonly tokenId: Id
  readonly label: string
  readonly role: HeldRole
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  readonly lastUsedAt: Date | null
}

/** Begins every token, so that a person knows what it is, and a scanner finds one that slipped into a repository. */
const prefix = 'yui_'
const labelLimit = 60
const hourMs = 60 * 60 * 1000

/**
 * Makes a token for the party that somebody acts for, with the role held there. It is worth what its maker is: when
 * the maker leaves the party or is shut out, it opens nothing. `token` is shown this once and never again.
 */
export async function createToken(
  tx: Tx,
  actor: Actor,
  { label: typed, lastDay }: { label: string; lastDay?: Day },
): Promise<
  | { tokenId: Id; token: string }
  | Refusal<'not_allowed' | 'label_missing' | 'text_too_long' | 'last_day_past'>
> {
  const { role, partyId, userId } = actor
  if (!may(role, 'own.party') || role === 'visitor' || !partyId || !userId) return refuse('not_allowed')
  const label = normalise(typed)
  if (label === '') return refuse('label_missing', { field: 'label' })
  if (label.length > labelLimit)
    return refuse('text_too_long', { field: 'label', detail: { limit: labelLimit } })
  if (lastDay && lastDay < tx.today) return refuse('last_day_past', { field: 'lastDay' })

  const token = prefix + newSecret()
  const tokenId = newId()
  await tx.q
    .insertInto('party_token')
    .values({
      region_id: tx.region,
      token_id: tokenId,
      token_hash: hashSecret(token),
      party_id: partyId,
      role,
      label,
      created_by: userId,
      created_at: tx.now,
      expires_at: lastDay ? instantOf(lastDay, 24) : null,
    })
    .execute()
  await record(tx, actor, { action: 'token.create', documentId: tokenId, detail: label })
  return { tokenId, token }
}

/** A member of the party takes a token back; from then on it opens nothing. */
export async function revokeToken(
  tx: Tx,
  actor: Actor,
  tokenId: Id,
): Promise<{ tokenId: Id } | Refusal<'not_allowed' | 'token_unknown'>> {
  if (!may(actor.role, 'own.party') || !actor.partyId) return refuse('not_allowed')
  const revoked = await tx.q
    .updateTable('party_token')
    .set({ revoked_at: tx.now })
    .where('region_id', '=', tx.region)
    .where('party_id', '=', actor.partyId)
    .where('token_id', '=', tokenId)
    .where('revoked_at', 'is', null)
    .returning('label')
    .executeTakeFirst()
  if (!revoked) return refuse('token_unknown')
  await record(tx, actor, { action: 'token.revoke', documentId: tokenId, detail: revoked.label })
  return { tokenId }
}

/** The tokens of a party, those that were revoked too, newest first. */
export async function tokensOf(tx: Tx, partyId: Id): Promise<ApiToken[]> {
  return await tx.q
    .selectFrom('party_token as t')
    .innerJoin('party_user as u', (j) =>
      j.onRef('u.region_id', '=', 't.region_id').onRef('u.user_id', '=', 't.created_by'),
    )
    .where('t.region_id', '=', tx.region)
    .where('t.party_id', '=', partyId)
    .orderBy('t.created_at', 'desc')
    .orderBy('t.token_id', 'desc')
    .select(['t.token_id as tokenId', 't.label', 't.role', 'u.name as createdBy'])
    .select(['t.created_at as createdAt', 't.expires_at as expiresAt'])
    .select(['t.revoked_at as revokedAt', 't.last_used_at as lastUsedAt'])
    .execute()
}

export type TokenActor = Actor & { readonly userId: Id; readonly partyId: Id; readonly tokenId: Id }

/**
 * As whom a program acts with a token, in one query; undefined when it opens nothing. Its last use is noted once an
 * hour at most; `note: false` leaves it, for a transaction that only reads.
 */
export async function readToken(
  tx: Tx,
  token: string,
  { note = true }: { note?: boolean } = {},
): Promise<TokenActor | undefined> {
  if (!token.startsWith(prefix)) return undefined
  const [row] = await tx.run<{
    tokenId: Id
    partyId: Id
    userId: Id
    role: HeldRole
    name: string
    due: boolean
  }>(
    `select t.token_id as "tokenId", t.party_id as "partyId", t.created_by as "userId", t.role,
       u.name || ' (' || t.label || ')' as name,
       t.last_used_at is null or t.last_used_at <= $4 as due
     from party_token t
     join party_user u on u.region_id = t.region_id and u.user_id = t.created_by
     where t.region_id = $1 and t.token_hash = $2 and t.revoked_at is null
       and (t.expires_at is null or t.expires_at > $3) and not u.disabled
       and exists (
         select 1 from party_membership m
         where m.region_id = t.region_id and m.user_id = t.created_by and m.party_id = t.party_id
           and m.role = t.role and ${validOn('m', '$5')})`,
    [tx.region, hashSecret(token), tx.now, new Date(tx.now.getTime() - hourMs), tx.today],
  )
  if (!row) return undefined
  const { due, ...actor } = row
  if (note && due)
    await tx.run('update party_token set last_used_at = $3 where region_id = $1 and token_id = $2', [
      tx.region,
      row.tokenId,
      tx.now,
    ])
  return actor
}

import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Lang } from '#ui/words.ts'
import type { Actor } from './actors.ts'
import { record } from './audit.ts'
import { checkEmail } from './emails.ts'
import { checkPassword, hashPassword, isPassword } from './passwords.ts'
import type { PasswordRefusal } from './passwords.ts'
import { may } from './policy.ts'
import { endSessionsOf } from './sessions.ts'
import type { Session } from './sessions.ts'

export interface NewUser {
  readonly email: string
  readonly name: string
  readonly language?: Lang
  /** None for who will sign in by passkey or sets one by a link. */
  readonly password?: string
  /** For the demo's invented people, who share one cheap hash. */
  readonly passwordHash?: string
}

export type NewUserRefusal = Refusal<'email_form' | 'email_taken' | 'name_missing'> | PasswordRefusal

/** Makes a user at once, without an invitation: the first administrator, and the demo's people. */
export async function createUser(
  tx: Tx,
  actor: Actor,
  input: NewUser,
): Promise<{ userId: Id } | NewUserRefusal | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'party.invite')) return refuse('not_allowed')
  const created = await addUser(tx, input)
  if (isRefusal(created)) return created
  await record(tx, actor, {
    action: 'user.create',
    documentId: created.userId,
    detail: normalise(input.name),
  })
  return created
}

/** The row of a new user, for `createUser` and for who accepts an invitation. One e-mail is one user. */
export async function addUser(tx: Tx, input: NewUser): Promise<{ userId: Id } | NewUserRefusal> {
  const checked = checkEmail(input.email)
  if (isRefusal(checked)) return checked
  const name = normalise(input.name)
  if (name === '') return refuse('name_missing', { field: 'name' })
  const weak = input.password === undefined ? undefined : checkPassword(input.password, checked.email)
  if (weak) return weak

  const hash = input.password === undefined ? input.passwordHash : await hashPassword(input.password)
  const userId = newId()
  const created = await tx.q
    .insertInto('party_user')
    .values({
      region_id: tx.region,
      user_id: userId,
      email: checked.email,
      name,
      password_hash: hash ?? null,
      language: input.language ?? 'ja',
      created_at: tx.now,
    })
    .onConflict((c) => c.columns(['region_id', 'email']).doNothing())
    .returning('user_id')
    .execute()
  return created.length > 0 ? { userId } : refuse('email_taken', { field: 'email' })
}

/** Anyone changes one's own name and language. */
export async function changeProfile(
  tx: Tx,
  session: Session,
  { name: typed, language }: { name: string; language: Lang },
): Promise<{ userId: Id } | Refusal<'name_missing'>> {
  const { userId } = session
  const name = normalise(typed)
  if (name === '') return refuse('name_missing', { field: 'name' })
  await tx.q
    .updateTable('party_user')
    .set({ name, language })
    .where('region_id', '=', tx.region)
    .where('user_id', '=', userId)
    .execute()
  await record(tx, session, { action: 'user.profile', documentId: userId, detail: `${name} ${language}` })
  return { userId }
}

/**
 * Anyone changes one's own password, proving the one before; who has none (passkey, invitation) sets the first. All
 * other sessions of the user end, as somebody else may hold one.
 */
export async function changePassword(
  tx: Tx,
  session: Session,
  { current, next }: { current: string; next: string },
): Promise<{ userId: Id } | PasswordRefusal | Refusal<'wrong_password'>> {
  const { userId } = session
  const { password_hash: before } = await tx.q
    .selectFrom('party_user')
    .where('region_id', '=', tx.region)
    .where('user_id', '=', userId)
    .select('password_hash')
    .executeTakeFirstOrThrow()
  if (before !== null && !(await isPassword(current, before)))
    return refuse('wrong_password', { field: 'current' })
  const weak = checkPassword(next, session.email)
  if (weak) return { ...weak, field: 'next' }

  await setPassword(tx, userId, next)
  await endSessionsOf(tx, userId, session.tokenHash)
  await record(tx, session, { action: 'user.password', documentId: userId })
  return { userId }
}

/** Writes a password that was checked. */
export async function setPassword(tx: Tx, userId: Id, password: string): Promise<void> {
  const hash = await hashPassword(password)
  await tx.q
    .updateTable('party_user')
    .set({ password_hash: hash })
    .where('region_id', '=', tx.region)
    .where('user_id', '=', userId)
    .execute()
}

type DisableRefusal = Refusal<'not_allowed' | 'user_unknown' | 'not_yourself'>

/**
 * An administrator shuts a user out, or lets one in again. Shutting out ends the sessions and revokes the API tokens
 * that the user made. Nobody shuts out oneself, so one administrator always remains.
 */
export async function disableUser(
  tx: Tx,
  actor: Actor,
  { userId, disabled }: { userId: Id; disabled: boolean },
): Promise<{ userId: Id } | DisableRefusal> {
  if (!may(actor.role, 'user.disable')) return refuse('not_allowed')
  if (actor.userId === userId) return refuse('not_yourself')
  const changed = await tx.q
    .updateTable('party_user')
    .set({ disabled })
    .where('region_id', '=', tx.region)
    .where('user_id', '=', userId)
    .returning('name')
    .execute()
  const [user] = changed
  if (!user) return refuse('user_unknown')
  if (disabled) {
    await endSessionsOf(tx, userId)
    await tx.q
      .updateTable('party_token')
      .set({ revoked_at: tx.now })
      .where('region_id', '=', tx.region)
      .where('created_by', '=', userId)
      .where('revoked_at', 'is', null)
      .execute()
  }
  const action = disabled ? 'user.disable' : 'user.enable'
  await record(tx, actor, { action, documentId: userId, detail: user.name })
  return { userId }
}

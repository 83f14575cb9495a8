import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Attempts, TooMany } from './attempts.ts'
import { record } from './audit.ts'
import { checkEmail } from './emails.ts'
import { isPassword, isWeak, pretendToCheck } from './passwords.ts'
import { startSession } from './sessions.ts'
import type { StartedSession } from './sessions.ts'
import { setPassword } from './users.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
  /** The address from which the request came. */
  readonly address: string
}

/**
 * A person signs in with e-mail and password. Whether the e-mail is unknown, the password wrong or the user shut out,
 * the answer is one and takes the same work, so that nobody learns who has an account here.
 */
export async function signIn(
  tx: Tx,
  attempts: Attempts,
  { email: typed, password, address }: Credentials,
): Promise<(StartedSession & { userId: Id }) | Refusal<'wrong_email_or_password'> | TooMany> {
  const wait = await attempts.signIn(address, typed)
  if (wait) return wait

  const checked = checkEmail(typed)
  const user = isRefusal(checked) ? undefined : await findByEmail(tx, checked.email)
  const hash = user?.password_hash
  const right = hash ? await isPassword(password, hash) : await pretendToCheck(password)
  if (!user || !right) return refuse('wrong_email_or_password')
  const started = await startSession(tx, user.user_id)
  if (isRefusal(started)) return refuse('wrong_email_or_password')

  await attempts.signedIn(address, typed)
  if (hash && isWeak(hash)) await setPassword(tx, user.user_id, password)
  await recordSignIn(tx, user, 'user.sign_in')
  return { ...started, userId: user.user_id }
}

/** Who came in, and how; read by whom it concerns when something looks wrong. */
export async function recordSignIn(
  tx: Tx,
  user: { user_id: Id; name: string },
  action: 'user.sign_in' | 'user.sign_in_passkey',
): Promise<void> {
  const actor = { role: 'visitor', name: user.name, userId: user.user_id } as const
  await record(tx, actor, { action, documentId: user.user_id })
}

async function findByEmail(
  tx: Tx,
  email: string,
): Promise<{ user_id: Id; name: string; password_hash: string | null } | undefined> {
  return await tx.q
    .selectFrom('party_user')
    .where('region_id', '=', tx.region)
    .where('email', '=', email)
    .select(['user_id', 'name', 'password_hash'])
    .executeTakeFirst()
}

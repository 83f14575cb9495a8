import type { Tx } from '#db/transaction.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Asked } from '#http/routes.ts'
import type { Actor } from '#parties/actors.ts'
import { record } from '#parties/audit.ts'
import { type Passkey, passkeysOf } from '#parties/passkeys.ts'
import { type Session, endSessionsOf } from '#parties/sessions.ts'
import { changePassword } from '#parties/users.ts'
import type { Lang } from '#ui/words.ts'
import { attemptsOf } from './doors.ts'

export interface Account {
  readonly email: string
  readonly name: string
  readonly language: Lang
  readonly hasPassword: boolean
  readonly passkeys: readonly Passkey[]
}

/** What the account page shows to its owner. */
export async function readAccount(tx: Tx, { userId }: Actor): Promise<Account | Refusal<'not_found'>> {
  if (!userId) return refuse('not_found')
  const user = await tx.q
    .selectFrom('party_user')
    .where('region_id', '=', tx.region)
    .where('user_id', '=', userId)
    .select(['email', 'name', 'language'])
    .select((e) => e('password_hash', 'is not', null).as('hasPassword'))
    .executeTakeFirstOrThrow()
  return { ...user, hasPassword: Boolean(user.hasPassword), passkeys: await passkeysOf(tx, userId) }
}

/** The session behind an action that only its owner may do. */
export function ownSession({ session }: Asked): Session | Refusal<'not_signed_in'> {
  return session ?? refuse('not_signed_in')
}

/** Changes the password; who found an open browser guesses the present one no more often than at the door. */
export async function changeOwnPassword(tx: Tx, input: { current: string; next: string }, asked: Asked) {
  const session = ownSession(asked)
  if (isRefusal(session)) return session
  const attempts = attemptsOf(asked.house)
  const wait = await attempts.signIn(asked.address, session.email)
  if (wait) return wait
  const changed = await changePassword(tx, session, input)
  if (!isRefusal(changed)) await attempts.signedIn(asked.address, session.email)
  return changed
}

/** Signs somebody out on all devices, this one too. */
export async function endAllSessions(tx: Tx, asked: Asked) {
  const session = ownSession(asked)
  if (isRefusal(session)) return session
  await endSessionsOf(tx, session.userId)
  await record(tx, session, { action: 'user.sign_out_everywhere', documentId: session.userId })
  return { userId: session.userId }
}

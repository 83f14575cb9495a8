import type { Tx } from '#db/transaction.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Asked } from '#http/routes.ts'
import { type OpenLink, acceptInvitation, readLink } from '#parties/links.ts'
import { type StartedSession, endSession, startSession } from '#parties/sessions.ts'
import type { Lang } from '#ui/words.ts'

/** A link that can be used, or why it cannot: its page says so in either case. */
export async function lookAt(tx: Tx, purpose: 'reset' | 'invitation', token: string): Promise<Looked> {
  const link = await readLink(tx, purpose, token)
  return isRefusal(link) ? { why: link } : { token, link }
}
export type Looked = { readonly token: string; readonly link: OpenLink } | { readonly why: Unusable }
export type Unusable = Extract<Awaited<ReturnType<typeof readLink>>, Refusal>

export interface Acceptance {
  readonly token: string
  readonly name: string
  readonly password: string
  readonly language: Lang
}

/**
 * Who was invited joins. Somebody new is let in at once. Who has an account already is let in only in a browser where
 * they are signed in: the link may have passed through other hands, and must not open the rest of their account.
 */
export async function join(tx: Tx, input: Acceptance, { session, sessionToken }: Asked) {
  const link = await readLink(tx, 'invitation', input.token)
  if (isRefusal(link)) return link
  const seat = await acceptInvitation(tx, input)
  if (isRefusal(seat)) return seat
  const partyName = link.partyName ?? ''
  const letIn = !link.known || session?.userId === seat.userId
  if (!letIn) return { partyName, role: seat.role, session: undefined }

  if (sessionToken) await endSession(tx, sessionToken)
  const started = await startSession(tx, seat.userId, { partyId: seat.partyId, role: seat.role })
  if (isRefusal(started)) throw new Error(`who has just joined may not come in: ${started.refused}`)
  return { partyName, role: seat.role, session: started satisfies StartedSession }
}

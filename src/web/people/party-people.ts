import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { House } from '#http/house.ts'
import type { Actor } from '#parties/actors.ts'
import { type Invitation, invite } from '#parties/links.ts'
import { type Member, membersOf, refuseGrant } from '#parties/memberships.ts'
import type { Party } from '#parties/parties.ts'
import type { HeldRole } from '#parties/schema.ts'
import { type ApiToken, tokensOf } from '#parties/tokens.ts'
import { heldRoles } from './fields.ts'
import { openParty } from './parties.ts'

export interface Members {
  readonly party: Party
  readonly members: readonly Member[]
  /** The roles that may be given here by who looks. */
  readonly roles: readonly HeldRole[]
}

export async function readMembers(
  tx: Tx,
  actor: Actor,
  partyId: Id,
): Promise<Members | Refusal<'not_found' | 'forbidden'>> {
  const party = await openParty(tx, actor, partyId)
  if (isRefusal(party)) return party
  const roles: HeldRole[] = []
  for (const role of heldRoles) if (!(await refuseGrant(tx, actor, { partyId, role }))) roles.push(role)
  return { party, members: await membersOf(tx, partyId), roles }
}

/**
 * Invites by mail. Only where no mail can be sent is the link handed to who invites: otherwise opening it proves that
 * the mailbox is one's own, and nobody else may see it.
 */
export async function inviteTo(
  tx: Tx,
  actor: Actor,
  input: Omit<Invitation, 'linkTo'>,
  { smtpUrl, publicUrl }: House,
) {
  let url: string | undefined
  const linkTo = (token: string): string => (url = `${publicUrl}/invitations/${token}`)
  const invited = await invite(tx, actor, { ...input, linkTo })
  return isRefusal(invited) ? invited : { email: invited.email, url: smtpUrl ? undefined : url }
}

export interface Tokens {
  readonly party: Party
  readonly tokens: readonly ApiToken[]
}

/** The keys of the party that one acts for; nobody sees another's. */
export async function readTokens(
  tx: Tx,
  actor: Actor,
  partyId: Id,
): Promise<Tokens | Refusal<'not_found' | 'forbidden'>> {
  if (actor.partyId !== partyId) return refuse('forbidden')
  const party = await openParty(tx, actor, partyId)
  return isRefusal(party) ? party : { party, tokens: await tokensOf(tx, partyId) }
}

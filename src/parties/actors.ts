import type { Id } from '#kit/ids.ts'
import type { Role } from './policy.ts'

/** Who does something: a person acting for a party in a role, or a visitor. A party owns; an actor does. */
export interface Actor {
  readonly role: Role
  readonly name: string
  readonly userId?: Id
  readonly partyId?: Id
}

export const visitor: Actor = { role: 'visitor', name: '' }

/** An actor who surely acts for a party: what most use-cases need. */
export type PartyActor = Actor & { readonly partyId: Id; readonly userId: Id }

/** Who sets up a region before it has people: the program itself. */
export const setup: Actor = { role: 'administrator', name: 'システム' }

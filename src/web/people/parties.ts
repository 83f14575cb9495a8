import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { readBankAccount } from '#parties/bank-accounts.ts'
import { membersOf } from '#parties/memberships.ts'
import { type EditRefusal, type Party, editParty, findParty, mayEdit } from '#parties/parties.ts'
import { type PictureRefusal, addPicture, removePicture } from '#parties/pictures.ts'
import { may } from '#parties/policy.ts'
import type { Profile } from '#parties/profiles.ts'
import { type Town, listTowns } from '#parties/regions.ts'
import type { Lang } from '#ui/words.ts'

/** A party with all that is kept of it: for its own people and for who registers parties. */
export async function openParty(
  tx: Tx,
  actor: Actor,
  partyId: Id,
): Promise<Party | Refusal<'not_found' | 'forbidden'>> {
  if (!mayEdit(actor, partyId)) return refuse('forbidden')
  return (await findParty(tx, partyId)) ?? refuse('not_found')
}

/** The parts of a party's pages that somebody may open. */
export type PartyPart = 'overview' | 'profile' | 'bank' | 'standing' | 'members' | 'tokens'

export function partsFor(actor: Actor, partyId: Id): PartyPart[] {
  const own = actor.partyId === partyId
  const bank = may(actor.role, 'own.bank-account') && (own || actor.role === 'company_staff')
  const standing = may(actor.role, 'party.verify') || may(actor.role, 'party.register')
  const parts: [PartyPart, boolean][] = [
    ['overview', true],
    ['profile', true],
    ['bank', bank],
    ['standing', standing],
    ['members', true],
    ['tokens', own && may(actor.role, 'own.party')],
  ]
  return parts.filter(([, open]) => open).map(([part]) => part)
}

export interface Overview {
  readonly party: Party
  /** Masked; null when there is none, undefined when it is not for these eyes. */
  readonly bank?: { readonly shown: string; readonly from: Day } | null
  /** Somebody produces in its name, so it has a public page. */
  readonly produces: boolean
}

export async function readOverview(
  tx: Tx,
  actor: Actor,
  partyId: Id,
): Promise<Overview | Refusal<'not_found' | 'forbidden'>> {
  const party = await openParty(tx, actor, partyId)
  if (isRefusal(party)) return party
  const bank = await readBankAccount(tx, actor, partyId)
  const members = await membersOf(tx, partyId)
  return {
    party,
    bank: isRefusal(bank) ? undefined : (bank ?? null),
    produces: members.some(({ role }) => role === 'producer'),
  }
}

export interface ProfileForm {
  readonly partyId: Id
  readonly profile: Partial<Profile> & Pick<Profile, 'name' | 'kana'>
  readonly picture?: File
  readonly alt: string
  readonly removePicture: boolean
}

/**
 * Saves what the profile's form says. A new picture takes the place of the one before, which is then gone: who takes
 * a picture of oneself down expects that.
 */
export async function saveProfile(
  tx: Tx,
  actor: Actor,
  { partyId, profile, picture, alt, removePicture: remove }: ProfileForm,
): Promise<{ partyId: Id } | EditRefusal | PictureRefusal | Refusal<'alt_missing'>> {
  if (!mayEdit(actor, partyId)) return refuse('not_allowed')
  const before = await findParty(tx, partyId)
  if (!before) return refuse('party_unknown')
  let pictureId: Id | undefined
  if (picture) {
    const added = await addPicture(tx, actor, new Uint8Array(await picture.arrayBuffer()), alt, partyId)
    if (isRefusal(added)) return added
    pictureId = added.pictureId
  }
  const place = placeOf(before, profile, await listTowns(tx))
  const changes = { ...profile, ...place, ...(pictureId ? { pictureId } : {}) }
  const edited = await editParty(tx, actor, { partyId, ...changes })
  if (isRefusal(edited)) return edited
  if (before.pictureId && (picture || remove)) {
    const removed = await removePicture(tx, actor, before.pictureId)
    if (isRefusal(removed)) return removed
  }
  return edited
}

type Place = Partial<Pick<Profile, 'latitude' | 'longitude'>>

/**
 * Where the party stands on the map. Boxes left empty mean the point of the town; who moves to another town and leaves
 * the boxes as they were moves to that town's point.
 */
function placeOf(
  before: Party,
  { town, latitude, longitude }: Partial<Profile>,
  towns: readonly Town[],
): Place {
  const point = towns.find((each) => each.town === town)
  const said = typeof latitude === 'number' && typeof longitude === 'number'
  const same = latitude === before.latitude && longitude === before.longitude
  if (said && !(same && town !== before.town)) return { latitude, longitude }
  return { latitude: point?.latitude ?? null, longitude: point?.longitude ?? null }
}

/** The party's name as a language has it. */
export const nameIn = (party: Pick<Party, 'name' | 'nameEn'>, lang: Lang): string =>
  lang === 'en' && party.nameEn !== '' ? party.nameEn : party.name

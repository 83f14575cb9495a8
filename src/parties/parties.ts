import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal, refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from './actors.ts'
import { record } from './audit.ts'
import { putDated, validOn } from './dated.ts'
import { may } from './policy.ts'
import { checkProfile, searchKeyOf } from './profiles.ts'
import type { Profile, ProfileRefusal } from './profiles.ts'
import type { PartyKind, Sector, Side } from './schema.ts'

export interface NewParty extends Profile {
  readonly kind: PartyKind
  readonly side: Side
  /** From which day the side counts; today when left out. History that is entered later needs the earlier day. */
  readonly sideFrom?: Day
}

export interface Party extends Required<Profile> {
  readonly partyId: Id
  readonly kind: PartyKind
  readonly sector: Sector | null
  readonly pictureId: Id | null
  /** Today's side and registration number. */
  readonly side: Side
  readonly registrationNumber: string | null
  readonly createdAt: Date
}

export type RegisterRefusal = ProfileRefusal | Refusal<'not_allowed' | 'unknown_town'>

/**
 * Staff or the city registers a party. A party in a town of the region that gives no place stands at the town's
 * point on the map. Refuses what a profile refuses, and `unknown_town`.
 */
export async function registerParty(
  tx: Tx,
  actor: Actor,
  input: NewParty,
): Promise<{ partyId: Id } | RegisterRefusal> {
  if (!may(actor.role, 'party.register')) return refuse('not_allowed')
  const profile = checkProfile(input, input.kind, Number(tx.today.slice(0, 4)))
  if (isRefusal(profile)) return profile
  const place = await placeOf(tx, profile)
  if (isRefusal(place)) return place

  const partyId = newId()
  const full = { ...blank, ...given(profile), ...place }
  await tx.q
    .insertInto('party')
    .values({
      region_id: tx.region,
      party_id: partyId,
      kind: input.kind,
      ...columnsOf(full),
      created_at: tx.now,
    })
    .execute()
  await putDated(tx, 'party_side', partyId, input.sideFrom ?? tx.today, { side: input.side })
  await record(tx, actor, { action: 'party.register', documentId: partyId, detail: full.name })
  return { partyId }
}

export type EditRefusal = RegisterRefusal | Refusal<'party_unknown' | 'picture_unknown'>

/**
 * Changes what is given of a profile; the rest stays. One's own party, or any for who registers parties.
 * The kind never changes: it is another party then.
 */
export async function editParty(
  tx: Tx,
  actor: Actor,
  { partyId, ...changes }: Partial<Profile> & { partyId: Id; pictureId?: Id | null },
): Promise<{ partyId: Id } | EditRefusal> {
  if (!mayEdit(actor, partyId)) return refuse('not_allowed')
  const before = await tx.q
    .selectFrom('party')
    .where('region_id', '=', tx.region)
    .where('party_id', '=', partyId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  if (!before) return refuse('party_unknown')
  const profile = checkProfile(changes, before.kind, Number(tx.today.slice(0, 4)))
  if (isRefusal(profile)) return profile
  const moved = profile.town !== undefined && profile.town !== before.town
  const place = moved ? await placeOf(tx, profile) : {}
  if (isRefusal(place)) return place
  if (profile.pictureId && !(await ownsPicture(tx, partyId, profile.pictureId)))
    return refuse('picture_unknown', { field: 'pictureId' })

  const { pictureId = before.picture_id, ...rest } = { ...given(profile), ...place }
  const after = { ...profileOf(before), ...rest }
  await tx.q
    .updateTable('party')
    .set({ ...columnsOf(after), picture_id: pictureId })
    .where('region_id', '=', tx.region)
    .where('party_id', '=', partyId)
    .execute()
  await record(tx, actor, {
    action: 'party.edit',
    documentId: partyId,
    detail: Object.keys(changes).join(', '),
  })
  return { partyId }
}

/** Whether somebody may change a party: its own people, and who registers parties. */
export function mayEdit(actor: Actor, partyId: Id): boolean {
  return may(actor.role, 'party.register') || (may(actor.role, 'own.party') && actor.partyId === partyId)
}

/** A party with today's side and registration. It holds the address: a public page shows a part of it only. */
export async function findParty(tx: Tx, partyId: Id): Promise<Party | undefined> {
  const [row] = await tx.run<PartyRow & { side: Side; number: string | null }>(
    `select p.*, coalesce(s.side, 'outside') as side, r.number
     from party p
     left join party_side s
       on s.region_id = p.region_id and s.party_id = p.party_id and ${validOn('s', '$3')}
     left join party_registration r
       on r.region_id = p.region_id and r.party_id = p.party_id and ${validOn('r', '$3')}
     where p.region_id = $1 and p.party_id = $2`,
    [tx.region, partyId, tx.today],
  )
  if (!row) return undefined
  return {
    partyId: row.party_id,
    kind: row.kind,
    ...profileOf(row),
    pictureId: row.picture_id,
    side: row.side,
    registrationNumber: row.number,
    createdAt: row.created_at,
  }
}

interface PartyRow {
  party_id: Id
  kind: PartyKind
  name: string
  kana: string
  name_en: string
  sector: Sector | null
  town: string | null
  address: string
  latitude: number | null
  longitude: number | null
  on_map: boolean
  since_year: number | null
  story: string
  story_en: string
  picture_id: Id | null
  created_at: Date
}

const blank: Omit<Required<Profile>, 'name' | 'kana'> = {
  nameEn: '',
  sector: null,
  town: null,
  address: '',
  latitude: null,
  longitude: null,
  onMap: false,
  sinceYear: null,
  story: '',
  storyEn: '',
}

function profileOf(row: PartyRow): Required<Profile> {
  return {
    name: row.name,
    kana: row.kana,
    nameEn: row.name_en,
    sector: row.sector,
    town: row.town,
    address: row.address,
    latitude: row.latitude,
    longitude: row.longitude,
    onMap: row.on_map,
    sinceYear: row.since_year,
    story: row.story,
    storyEn: row.story_en,
  }
}

function columnsOf(profile: Required<Profile>) {
  return {
    name: profile.name,
    kana: profile.kana,
    name_en: profile.nameEn,
    sector: profile.sector,
    town: profile.town,
    address: profile.address,
    latitude: profile.latitude,
    longitude: profile.longitude,
    on_map: profile.onMap,
    since_year: profile.sinceYear,
    story: profile.story,
    story_en: profile.storyEn,
    search_key: searchKeyOf(profile),
  }
}

/** What was given; a field that is undefined was not. */
function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

async function placeOf(
  tx: Tx,
  { town, latitude, longitude }: Partial<Profile>,
): Promise<{ latitude?: number; longitude?: number } | Refusal<'unknown_town'>> {
  if (!town) return {}
  const found = await tx.q
    .selectFrom('party_town')
    .where('region_id', '=', tx.region)
    .where('town', '=', town)
    .select(['latitude', 'longitude'])
    .executeTakeFirst()
  if (!found) return refuse('unknown_town', { field: 'town', detail: { town } })
  return typeof latitude === 'number' && typeof longitude === 'number' ? {} : found
}

async function ownsPicture(tx: Tx, partyId: Id, pictureId: Id): Promise<boolean> {
  const found = await tx.run(
    'select 1 from party_picture where region_id = $1 and picture_id = $2 and party_id = $3',
    [tx.region, pictureId, partyId],
  )
  return found.length > 0
}

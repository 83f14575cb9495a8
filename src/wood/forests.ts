import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { isParty } from '#parties/is-party.ts'
import { may } from '#parties/policy.ts'
import type { Basis, Species } from './schema.ts'
import type { Felling } from './portions.ts'

/** 林地: where wood is felled, with its owner's consent and by what right. */
export interface Forest {
  readonly forestId: Id
  readonly name: string
  /** 大字・字・地番. */
  readonly place: string
  /** 林班 and 小班 of the forest plan. */
  readonly compartment: string
  readonly subCompartment: string
  readonly ownerId: Id | null
  readonly ownerName: string
  readonly consentOn: Day | null
  readonly species: readonly Species[]
  readonly areaAre: number | null
  readonly basis: Basis
  readonly basisNo: string
  readonly basisOn: Day | null
  /** Last day on which its plan, notice or permit holds. */
  readonly validTo: Day | null
  /** 間伐 or 主伐: it decides what the wood's origin proves. */
  readonly felling: Felling
  readonly latitude: number | null
  readonly longitude: number | null
  readonly endedOn: Day | null
  readonly papers: number
}

export interface ForestInput {
  readonly forestId?: Id
  readonly name: string
  readonly place: string
  readonly compartment: string
  readonly subCompartment: string
  readonly ownerId?: Id
  /** The owner's name; that of the party when one is chosen. */
  readonly ownerName: string
  readonly consentOn?: Day
  readonly species: readonly Species[]
  readonly areaAre?: number
  readonly basis: Basis
  readonly basisNo: string
  readonly basisOn?: Day
  readonly validTo?: Day
  /** Thinning unless told. */
  readonly felling?: Felling
  readonly latitude?: number
  readonly longitude?: number
}

export type ForestRefusal = Refusal<
  | 'not_allowed'
  | 'forest_unknown'
  | 'owner_missing'
  | 'party_unknown'
  | 'species_missing'
  | 'basis_no_missing'
  | 'place_half'
  | 'day_in_future'
>

/** Rights that an office gave bear its number. */
const numbered: ReadonlySet<Basis> = new Set(['plan', 'notice', 'permit'])

/** Staff enters a forest lot, or puts it right. */
export async function saveForest(
  tx: Tx,
  actor: Actor,
  input: ForestInput,
): Promise<{ forestId: Id } | ForestRefusal> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  if (input.species.length === 0) return refuse('species_missing', { field: 'species' })
  if (numbered.has(input.basis) && input.basisNo === '')
    return refuse('basis_no_missing', { field: 'basisNo' })
  if ((input.latitude === undefined) !== (input.longitude === undefined))
    return refuse('place_half', { field: 'latitude' })
  if (input.consentOn !== undefined && input.consentOn > tx.today)
    return refuse('day_in_future', { field: 'consentOn' })
  if (input.ownerId !== undefined && !(await isParty(tx, input.ownerId)))
    return refuse('party_unknown', { field: 'ownerId' })
  const ownerName = input.ownerName || (input.ownerId ? await nameOf(tx, input.ownerId) : '')
  if (ownerName === '') return refuse('owner_missing', { field: 'ownerName' })
  const columns = {
    name: input.name,
    place: input.place,
    compartment: input.compartment,
    sub_compartment: input.subCompartment,
    owner_id: input.ownerId ?? null,
    owner_name: ownerName,
    consent_on: input.consentOn ?? null,
    species: input.species,
    area_are: input.areaAre ?? null,
    basis: input.basis,
    basis_no: input.basisNo,
    basis_on: input.basisOn ?? null,
    valid_to: input.validTo ?? null,
    felling: input.felling ?? 'thinning',
    latitude: input.latitude ?? null,
    longitude: input.longitude ?? null,
    ended_on: null,
  }
  if (input.forestId === undefined) {
    const forestId = newId()
    await tx.q
      .insertInto('wood_forest')
      .values({ region_id: tx.region, forest_id: forestId, added_on: tx.today, ...columns })
      .execute()
    return { forestId }
  }
  const changed = await tx.q
    .updateTable('wood_forest')
    .set(columns)
    .where('region_id', '=', tx.region)
    .where('forest_id', '=', input.forestId)
    .returning('forest_id')
    .execute()
  return changed.length > 0 ? { forestId: input.forestId } : refuse('forest_unknown')
}

async function nameOf(tx: Tx, partyId: Id): Promise<string> {
  const [row] = await tx.run<{ name: string }>(
    'select name from party where region_id = $1 and party_id = $2',
    [tx.region, partyId],
  )
  return row?.name ?? ''
}

/** Nothing more is felled there. */
export async function endForest(
  tx: Tx,
  actor: Actor,
  { forestId }: { forestId: Id },
): Promise<{ forestId: Id } | Refusal<'not_allowed' | 'forest_unknown'>> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  const ended = await tx.q
    .updateTable('wood_forest')
    .set({ ended_on: tx.today })
    .where('region_id', '=', tx.region)
    .where('forest_id', '=', forestId)
    .returning('forest_id')
    .execute()
  return ended.length > 0 ? { forestId } : refuse('forest_unknown')
}

const columns = `f.forest_id as "forestId", f.name, f.place, f.compartment, f.sub_compartment as "subCompartment",
  f.owner_id as "ownerId", f.owner_name as "ownerName", f.consent_on as "consentOn", f.species, f.area_are as "areaAre",
  f.basis, f.basis_no as "basisNo", f.basis_on as "basisOn", f.valid_to as "validTo", f.felling, f.latitude, f.longitude,
  f.ended_on as "endedOn",
  (select count(*)::int from wood_paper w where w.region_id = $1 and w.forest_id = f.forest_id) as papers`

const forests = async (tx: Tx, condition: string, values: readonly unknown[]): Promise<Forest[]> =>
  await tx.run<Forest & Record<string, unknown>>(
    `select ${columns} from wood_forest f where f.region_id = $1 and ${condition}
     order by f.ended_on is not null, f.name, f.forest_id`,
    [tx.region, ...values],
  )

export async function readForest(tx: Tx, forestId: Id): Promise<Forest | undefined> {
  const [forest] = await forests(tx, 'f.forest_id = $2', [forestId])
  return forest
}

/** All forest lots, those where felling goes on first. */
export const listForests = async (tx: Tx): Promise<Forest[]> => await forests(tx, 'true', [])

/** Lots where felling goes on, to choose from on a slip. */
export const forestChoices = async (tx: Tx): Promise<Forest[]> => await forests(tx, 'f.ended_on is null', [])

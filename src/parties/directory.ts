import type { Tx } from '#db/transaction.ts'
import { isId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { fromCursor, pageOf } from './cursors.ts'
import type { Page } from './cursors.ts'
import { searchWords } from './profiles.ts'
import type { PartyKind, Sector, Side } from './schema.ts'
import { sideColumn, sideJoin } from './sides.ts'

/** What lists, search and the map show of a party: nothing that it does not show of itself. */
export interface PartySummary {
  readonly partyId: Id
  readonly kind: PartyKind
  readonly name: string
  readonly kana: string
  readonly nameEn: string
  readonly sector: Sector | null
  readonly town: string | null
  readonly sinceYear: number | null
  readonly pictureId: Id | null
  readonly side: Side
}

export interface PartyFilter {
  readonly kinds?: readonly PartyKind[]
  /** Today's side. */
  readonly side?: Side
  readonly town?: string
  /** Words of the name, its kana or the town; all must be found, a part of a word is enough. */
  readonly text?: string
  /** 50 unless told, at most 200. */
  readonly limit?: number
}

const columns = `p.party_id as "partyId", p.kind, p.name, p.kana, p.name_en as "nameEn", p.sector, p.town,
  p.since_year as "sinceYear", p.picture_id as "pictureId", ${sideColumn('s')} as side`

/** Parties in the order of their kana. The same question may be asked with the `next` of the page before. */
export async function listParties(
  tx: Tx,
  filter: PartyFilter = {},
  cursor?: string,
): Promise<Page<PartySummary>> {
  const limit = Math.min(filter.limit ?? 50, 200)
  const after = cursor === undefined ? undefined : fromCursor(cursor, 3)
  const [kana, name, partyId] = isId(after?.[2]) ? after : []
  const rows = await tx.run<PartySummary & { partyId: Id }>(
    `select ${columns}
     from party p ${sideJoin('s', 'p', '$2')}
     where p.region_id = $1
       and ($3::text[] is null or p.kind = any($3))
       and ($4::text is null or ${sideColumn('s')} = $4)
       and ($5::text is null or p.town = $5)
       and not exists (select 1 from unnest($6::text[]) word where position(word in p.search_key) = 0)
       and ($7::text is null or (p.kana, p.name, p.party_id) > ($7, $8, $9::uuid))
     order by p.kana, p.name, p.party_id
     limit $10`,
    [
      tx.region,
      tx.today,
      filter.kinds ?? null,
      filter.side ?? null,
      filter.town ?? null,
      searchWords(filter.text ?? ''),
      kana ?? null,
      name ?? null,
      partyId ?? null,
      limit + 1,
    ],
  )
  return pageOf(rows, limit, (row) => [row.kana, row.name, row.partyId])
}

export interface PartyOnMap extends PartySummary {
  readonly latitude: number
  readonly longitude: number
}

/** Who wants to be on the public map and has a place. */
export async function partiesOnMap(tx: Tx): Promise<PartyOnMap[]> {
  return await tx.run<PartyOnMap>(
    `select ${columns}, p.latitude, p.longitude
     from party p ${sideJoin('s', 'p', '$2')}
     where p.region_id = $1 and p.on_map and p.latitude is not null and p.longitude is not null
     order by p.kana, p.name, p.party_id`,
    [tx.region, tx.today],
  )
}

export interface TownOnMap {
  readonly town: string
  /** Those inside the region who want to be on the map. */
  readonly parties: number
  readonly latitude: number
  readonly longitude: number
}

/** The same by town, each in the middle of its parties: for maps on which all of them would hide one another. */
export async function townsOnMap(tx: Tx): Promise<TownOnMap[]> {
  return await tx.run<TownOnMap & Record<string, unknown>>(
    `select p.town, count(*)::int as parties, avg(p.latitude)::float8 as latitude,
       avg(p.longitude)::float8 as longitude
     from party p ${sideJoin('s', 'p', '$2')}
     where p.region_id = $1 and p.on_map and p.town is not null and p.latitude is not null
       and p.longitude is not null and ${sideColumn('s')} = 'inside'
     group by 1 order by count(*) desc, 1`,
    [tx.region, tx.today],
  )
}

/** The names of these parties, for lists that hold their ids. */
export async function namesOf(
  tx: Tx,
  partyIds: readonly Id[],
): Promise<Map<Id, { name: string; nameEn: string }>> {
  const rows = await tx.run<{ partyId: Id; name: string; nameEn: string }>(
    'select party_id as "partyId", name, name_en as "nameEn" from party where region_id = $1 and party_id = any($2)',
    [tx.region, partyIds],
  )
  return new Map(rows.map(({ partyId, name, nameEn }) => [partyId, { name, nameEn }]))
}

/** A party as forms let people choose it. */
export interface Named {
  readonly id: Id
  readonly name: string
}

/** Everybody to choose from in a form: no nature, no air, nor what is left out. */
export async function partyChoices(tx: Tx, leftOut: readonly PartyKind[] = []): Promise<Named[]> {
  return await tx.run<Named & Record<string, unknown>>(
    `select party_id as id, name from party
     where region_id = $1 and kind <> all ($2) order by kana, name, party_id`,
    [tx.region, ['nature', 'air', ...leftOut]],
  )
}

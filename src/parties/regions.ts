import type { Tx } from '#db/transaction.ts'
import { isLocalGovernmentCode } from '#kit/check-digits.ts'
import { normalise } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from './actors.ts'
import { record } from './audit.ts'
import { seedParameters } from './parameters.ts'
import { may } from './policy.ts'

/** A GeoJSON geometry in degrees, longitude first. */
export type Boundary =
  | { readonly type: 'Polygon'; readonly coordinates: Rings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] }
type Rings = readonly (readonly (readonly [number, number])[])[]

export interface Region {
  /** The code as a number: `tx.region`. */
  readonly regionId: number
  /** 全国地方公共団体コード, six digits with the check digit. */
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly prefecture: string
  readonly prefectureEn: string
  readonly boundary: Boundary | null
  /** Whose map it is, as its licence wants it shown. */
  readonly boundarySource: string
  readonly inhabitants: number | null
}

/** A town (町字) with the point that stands for it, and the district it is counted to. */
export interface Town {
  readonly town: string
  readonly district: string
  readonly latitude: number
  readonly longitude: number
}

export interface NewRegion extends Omit<Region, 'regionId'> {
  readonly towns: readonly Town[]
}

type RegionRefusal = Refusal<'not_allowed' | 'region_code_form' | 'region_exists' | 'name_missing'>

/**
 * Sets up the region of this transaction with its towns and the numbers of the law. Run once, before anything else.
 * Refuses a code whose check digit is wrong or which is another region's.
 */
export async function createRegion(
  tx: Tx,
  actor: Actor,
  { towns, ...input }: NewRegion,
): Promise<Region | RegionRefusal> {
  if (!may(actor.role, 'region.edit')) return refuse('not_allowed')
  const name = normalise(input.name)
  if (!isLocalGovernmentCode(input.code) || Number(input.code) !== tx.region)
    return refuse('region_code_form', { field: 'code' })
  if (name === '') return refuse('name_missing', { field: 'name' })

  const created = await tx.q
    .insertInto('party_region')
    .values({
      region_id: tx.region,
      code: input.code,
      name,
      name_en: input.nameEn,
      prefecture: input.prefecture,
      prefecture_en: input.prefectureEn,
      boundary: input.boundary && JSON.stringify(input.boundary),
      boundary_source: input.boundarySource,
      inhabitants: input.inhabitants,
    })
    .onConflict((c) => c.doNothing())
    .returning('region_id')
    .execute()
  if (created.length === 0) return refuse('region_exists', { field: 'code' })
  await addTowns(tx, towns)
  await seedParameters(tx)
  await record(tx, actor, { action: 'region.create', detail: `${input.code} ${name}` })
  return { ...input, name, regionId: tx.region }
}

/** The region of this transaction; undefined before it was set up. */
export async function readRegion(tx: Tx): Promise<Region | undefined> {
  const [row] = await tx.run<Omit<Region, 'regionId'>>(
    `select code, name, name_en as "nameEn", prefecture, prefecture_en as "prefectureEn", boundary,
       boundary_source as "boundarySource", inhabitants
     from party_region where region_id = $1`,
    [tx.region],
  )
  return row && { ...row, regionId: tx.region }
}

/** All regions of this server, for its front door: the one list that every region may read. */
export async function listRegions(tx: Tx): Promise<{ regionId: number; name: string; nameEn: string }[]> {
  return await tx.run(
    'select region_id as "regionId", name, name_en as "nameEn" from party_region order by region_id',
  )
}

/** The towns by district and name. */
export async function listTowns(tx: Tx): Promise<Town[]> {
  return await tx.q
    .selectFrom('party_town')
    .where('region_id', '=', tx.region)
    .orderBy('district')
    .orderBy('town')
    .select(['town', 'district', 'latitude', 'longitude'])
    .execute()
}

async function addTowns(tx: Tx, towns: readonly Town[]): Promise<void> {
  await tx.run(
    `insert into party_town (region_id, town, district, latitude, longitude)
     select $1, * from unnest($2::text[], $3::text[], $4::float8[], $5::float8[])`,
    [
      tx.region,
      towns.map(({ town }) => town),
      towns.map(({ district }) => district),
      towns.map(({ latitude }) => latitude),
      towns.map(({ longitude }) => longitude),
    ],
  )
}

import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import { type AccountRef, openGuarded } from '#ledger/accounts.ts'
import type { Actor } from '#parties/actors.ts'
import { isParty } from '#parties/is-party.ts'
import { may } from '#parties/policy.ts'
import { type SiteKind, siteKinds } from './schema.ts'
import type { Store } from './stock.schema.ts'

/** What can lie at a site, by its kind. */
export const storesOf: Readonly<Record<SiteKind, readonly Store[]>> = {
  yard: ['a', 'b', 'c', 'd'],
  firewood_base: ['a', 'b', 'c', 'd', 'firewood'],
  chip_plant: ['a', 'b', 'c', 'd', 'chips'],
  boiler: ['chips'],
}

export interface Site {
  readonly siteId: Id
  readonly code: string
  readonly kind: SiteKind
  readonly name: string
  readonly nameEn: string
  readonly town: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly hours: string
  readonly bays: readonly string[]
  readonly operatorId: Id
  readonly operatorName: string
  readonly openedOn: Day
  readonly endedOn: Day | null
}

/** Where the wood of a site stands in the ledger; no account of these goes below nothing. */
export const storeAt = (
  { operatorId, code }: Pick<Site, 'operatorId' | 'code'>,
  store: Store,
): AccountRef => ({
  party: operatorId,
  purpose: `wood_${code}_${store}`,
})

export interface SiteInput {
  readonly siteId?: Id
  readonly code: string
  readonly kind: SiteKind
  readonly name: string
  readonly nameEn: string
  readonly town?: string
  readonly latitude?: number
  readonly longitude?: number
  readonly hours: string
  /** Names of its bays, in the order in which they lie. */
  readonly bays: readonly string[]
  readonly operatorId: Id
}

export type SiteRefusal = Refusal<
  | 'not_allowed'
  | 'site_unknown'
  | 'site_code_form'
  | 'site_code_taken'
  | 'party_unknown'
  | 'unknown_town'
  | 'place_half'
  | 'site_fixed'
>

/**
 * Staff adds a site, or puts it right. Code, kind and operator name its accounts and so stay as they were (`site_fixed`); one that had ended takes wood again. A
 * site in a town that gives no place stands at the town's point on the map.
 */
export async function saveSite(
  tx: Tx,
  actor: Actor,
  input: SiteInput,
): Promise<{ siteId: Id } | SiteRefusal> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  if (!/^[a-z]{3,12}$/.test(input.code)) return refuse('site_code_form', { field: 'code' })
  if ((input.latitude === undefined) !== (input.longitude === undefined))
    return refuse('place_half', { field: 'latitude' })
  if (!(await isParty(tx, input.operatorId))) return refuse('party_unknown', { field: 'operatorId' })
  const point = await pointOf(tx, input)
  if ('refused' in point) return point
  const columns = columnsOf(input, point)
  if (input.siteId) {
    const before = await readSite(tx, input.siteId)
    if (!before) return refuse('site_unknown')
    const fixed =
      before.code === input.code && before.kind === input.kind && before.operatorId === input.operatorId
    if (!fixed) return refuse('site_fixed', { field: 'code' })
    await tx.q
      .updateTable('wood_site')
      .set({ ...columns, ended_on: null })
      .where('region_id', '=', tx.region)
      .where('site_id', '=', input.siteId)
      .execute()
    return { siteId: input.siteId }
  }
  return await open(tx, input, columns)
}

const columnsOf = (input: SiteInput, point: Point) => ({
  name: input.name,
  name_en: input.nameEn,
  town: input.town ?? null,
  ...point,
  hours: input.hours,
  bays: input.bays,
})
type Columns = ReturnType<typeof columnsOf>

async function open(tx: Tx, input: SiteInput, columns: Columns): Promise<{ siteId: Id } | SiteRefusal> {
  const { code, kind, operatorId } = input
  const siteId = newId()
  const added = await tx.q
    .insertInto('wood_site')
    .values({
      region_id: tx.region,
      site_id: siteId,
      code,
      kind,
      operator_id: operatorId,
      opened_on: tx.today,
      ...columns,
    })
    .onConflict((c) => c.columns(['region_id', 'code']).doNothing())
    .returning('site_id')
    .execute()
  if (added.length === 0) return refuse('site_code_taken', { field: 'code' })
  for (const store of storesOf[kind]) await openGuarded(tx, 'WOOD', storeAt({ operatorId, code }, store))
  return { siteId }
}

interface Point {
  readonly latitude: number | null
  readonly longitude: number | null
}

async function pointOf(
  tx: Tx,
  { town, latitude, longitude }: SiteInput,
): Promise<Point | Refusal<'unknown_town'>> {
  const own = latitude !== undefined && longitude !== undefined ? { latitude, longitude } : undefined
  if (!town) return own ?? { latitude: null, longitude: null }
  const found = await tx.q
    .selectFrom('party_town')
    .select(['latitude', 'longitude'])
    .where('region_id', '=', tx.region)
    .where('town', '=', town)
    .executeTakeFirst()
  return found ? (own ?? found) : refuse('unknown_town', { field: 'town', detail: { town } })
}

/** A site takes nothing from today on. What lies there stays until it is moved. */
export async function endSite(
  tx: Tx,
  actor: Actor,
  { siteId }: { siteId: Id },
): Promise<{ siteId: Id } | Refusal<'not_allowed' | 'site_unknown'>> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  const ended = await tx.q
    .updateTable('wood_site')
    .set({ ended_on: tx.today })
    .where('region_id', '=', tx.region)
    .where('site_id', '=', siteId)
    .where('ended_on', 'is', null)
    .returning('site_id')
    .execute()
  return ended.length > 0 ? { siteId } : refuse('site_unknown')
}

const columns = `s.site_id as "siteId", s.code, s.kind, s.name, s.name_en as "nameEn", s.town, s.latitude, s.longitude, s.hours,
  s.bays, s.operator_id as "operatorId", p.name as "operatorName", s.opened_on as "openedOn", s.ended_on as "endedOn"`

async function sites(tx: Tx, condition: string, values: readonly unknown[]): Promise<Site[]> {
  return await tx.run<Site & Record<string, unknown>>(
    `select ${columns} from wood_site s join party p on p.region_id = $1 and p.party_id = s.operator_id
     where s.region_id = $1 and ${condition} order by s.ended_on is not null, array_position($2::text[], s.kind), s.opened_on, s.name, s.site_id`,
    [tx.region, siteKinds, ...values],
  )
}

export async function readSite(tx: Tx, siteId: Id): Promise<Site | undefined> {
  const [site] = await sites(tx, 's.site_id = $3', [siteId])
  return site
}

/** All sites, or those of some kinds; those that are open first. */
export const listSites = async (tx: Tx, kinds?: readonly SiteKind[]): Promise<Site[]> =>
  await sites(tx, '($3::text[] is null or s.kind = any($3))', [kinds ?? null])

/** Where logs can be brought. */
export const intakeKinds = ['yard', 'firewood_base', 'chip_plant'] as const satisfies readonly SiteKind[]
export const takesLogs = (site: Pick<Site, 'kind' | 'endedOn'>): boolean =>
  site.endedOn === null && (intakeKinds as readonly SiteKind[]).includes(site.kind)

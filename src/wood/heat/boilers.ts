import type { Tx } from '#db/transaction.ts'
import { type Day, addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { isParty } from '#parties/is-party.ts'
import { may } from '#parties/policy.ts'
import { readSite } from '#wood/sites.ts'
import type { OilKind } from '#wood/factors.ts'
import type { HeatMethod, SoldAs } from './schema.ts'

/** What a boiler is like. */
export interface BoilerFacts {
  readonly method: HeatMethod
  /** Of the wood boiler and of the oil boiler in whose place it burns, in hundredths of a per cent. */
  readonly efficiencyBp: number
  readonly oil: OilKind
  readonly oilEfficiencyBp: number
  readonly bunkerLeastGrams: number
  readonly bunkerMostGrams: number
  /** What it heats: 校舎・体育館. */
  readonly heats: string
  /** Who uses the heat. */
  readonly userId: Id
  /** What its user pays for; nothing unless told. */
  readonly soldAs?: SoldAs
  /** Yen without tax, for a tonne of chips or a MWh of heat. */
  readonly priceYen?: number
}

export type BoilerRefusal = Refusal<
  | 'not_allowed'
  | 'site_unknown'
  | 'not_a_boiler'
  | 'party_unknown'
  | 'bunker_turned'
  | 'efficiency_out_of_range'
  | 'fuel_price_missing'
>

/** Staff says what the boiler of a site is like, or puts it right. Days that were logged stay as they were reckoned. */
export async function saveBoiler(
  tx: Tx,
  actor: Actor,
  { siteId, ...facts }: BoilerFacts & { siteId: Id },
): Promise<{ siteId: Id } | BoilerRefusal> {
  if (!may(actor.role, 'wood.run')) return refuse('not_allowed')
  const site = await readSite(tx, siteId)
  if (!site) return refuse('site_unknown')
  if (site.kind !== 'boiler') return refuse('not_a_boiler')
  if (!(await isParty(tx, facts.userId))) return refuse('party_unknown', { field: 'userId' })
  if (facts.bunkerMostGrams <= facts.bunkerLeastGrams)
    return refuse('bunker_turned', { field: 'bunkerMostGrams' })
  for (const field of ['efficiencyBp', 'oilEfficiencyBp'] as const)
    if (facts[field] < 1_000 || facts[field] > 11_000) return refuse('efficiency_out_of_range', { field })
  if ((facts.soldAs ?? 'none') !== 'none' && !facts.priceYen)
    return refuse('fuel_price_missing', { field: 'priceYen' })
  const columns = {
    method: facts.method,
    efficiency_bp: facts.efficiencyBp,
    oil: facts.oil,
    oil_efficiency_bp: facts.oilEfficiencyBp,
    bunker_least_g: facts.bunkerLeastGrams,
    bunker_most_g: facts.bunkerMostGrams,
    heats: facts.heats.trim(),
    user_id: facts.userId,
    sold_as: facts.soldAs ?? 'none',
    price_yen: facts.priceYen ?? 0,
  }
  await tx.q
    .insertInto('wood_boiler')
    .values({ region_id: tx.region, site_id: siteId, ...columns })
    .onConflict((c) => c.columns(['region_id', 'site_id']).doUpdateSet(columns))
    .execute()
  return { siteId }
}

/** A boiler as it stands today. */
export interface Boiler extends Required<BoilerFacts> {
  readonly siteId: Id
  readonly name: string
  readonly nameEn: string
  readonly town: string | null
  readonly code: string
  readonly operatorId: Id
  readonly userName: string
  readonly endedOn: Day | null
  /** Chips in its bunker. */
  readonly bunkerGrams: number
  /** What it burnt on an average day of those on which it ran in the last fortnight. */
  readonly dayGrams: number
  readonly lastRan: Day | null
}

const columns = `b.site_id as "siteId", s.name, s.name_en as "nameEn", s.town, s.code, s.operator_id as "operatorId",
  s.ended_on as "endedOn", b.method, b.efficiency_bp as "efficiencyBp", b.oil, b.oil_efficiency_bp as "oilEfficiencyBp",
  b.bunker_least_g as "bunkerLeastGrams", b.bunker_most_g as "bunkerMostGrams", b.heats, b.user_id as "userId",
  u.name as "userName", b.sold_as as "soldAs", b.price_yen as "priceYen",
  coalesce((select sum(w.grams) from wood_pile w where w.region_id = $1 and w.site_id = b.site_id and w.grams > 0), 0)::bigint
    as "bunkerGrams",
  coalesce((select avg(h.chips_g) from wood_heat_day h where h.region_id = $1 and h.site_id = b.site_id
    and h.replaced_at is null and h.chips_g > 0 and h.burnt_on > $2), 0)::bigint as "dayGrams",
  (select max(h.burnt_on) from wood_heat_day h where h.region_id = $1 and h.site_id = b.site_id
    and h.replaced_at is null and h.heat_wh > 0) as "lastRan"`

async function boilers(tx: Tx, condition: string, values: readonly unknown[]): Promise<Boiler[]> {
  return await tx.run<Boiler & Record<string, unknown>>(
    `select ${columns} from wood_boiler b
     join wood_site s on s.region_id = $1 and s.site_id = b.site_id
     join party u on u.region_id = $1 and u.party_id = b.user_id
     where b.region_id = $1 and ${condition} order by s.ended_on is not null, s.name, b.site_id`,
    [tx.region, addDays(tx.today, -14), ...values],
  )
}

export const listBoilers = async (tx: Tx): Promise<Boiler[]> => await boilers(tx, 'true', [])

export async function readBoiler(tx: Tx, siteId: Id): Promise<Boiler | Refusal<'not_found'>> {
  const [boiler] = await boilers(tx, 'b.site_id = $3', [siteId])
  return boiler ?? refuse('not_found')
}

/** Who keeps the log of a boiler: the office, yards, and the people of whose it is or who uses its heat. */
export const mayLog = (
  actor: Actor,
  { operatorId, userId }: Pick<Boiler, 'operatorId' | 'userId'>,
): boolean =>
  may(actor.role, 'wood.make') ||
  (may(actor.role, 'wood.deliver') && (actor.partyId === operatorId || actor.partyId === userId))

/** What pictures of time and place are drawn from. */
import type { Tx } from '#db/transaction.ts'
import { type Month, addMonths, fiscalYear, monthOfDay } from '#kit/days.ts'
import { kindsThatCount } from '#ledger/kinds.ts'
import { totalsByPlace } from '#ledger/places.ts'
import { totalsByCrossing } from '#ledger/totals.ts'
import { type Way, crossingOf } from '#circulation/ways.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { type Months, monthsOfYear } from '#circulation/figure-values.ts'

export interface YearOfMonths {
  readonly year: number
  /** April to March; null where there is nothing to say. */
  readonly values: readonly (number | null)[]
}

/** Yen of one way, month by month, of the last fiscal years that have any; the running one is the last. */
export async function readYears(tx: Tx, way: Way, count = 5): Promise<YearOfMonths[]> {
  const newest = fiscalYear(tx.today)
  const years = Array.from({ length: count }, (_, n) => newest - count + 1 + n)
  const totals = await totalsByCrossing(tx, {
    unit: 'JPY',
    from: monthsOfYear(newest - count + 1).from,
    to: monthsOfYear(newest).to,
    kinds: kindsThatCount('exchange'),
  })
  const byMonth = new Map<Month, number>()
  for (const { month, crossing, amount } of totals)
    if (crossing === crossingOf[way]) byMonth.set(month, (byMonth.get(month) ?? 0) + amount)
  const first = [...byMonth.keys()].toSorted()[0]
  return years
    .filter((year) => first !== undefined && monthsOfYear(year).to >= first)
    .map((year) => ({ year, values: twelveOf(monthsOfYear(year), byMonth, monthOfDay(tx.today), first) }))
}

/** Null before the first month that has anything, and for the running one: a month half gone would look like a fall. */
const twelveOf = (
  { from }: Months,
  byMonth: ReadonlyMap<Month, number>,
  now: Month,
  first: Month | undefined,
): (number | null)[] =>
  Array.from({ length: 12 }, (_, n) => {
    const of = addMonths(from, n)
    return of >= now || first === undefined || of < first ? null : (byMonth.get(of) ?? 0)
  })

export interface KindOfMonths {
  readonly kind: string
  readonly now: readonly (number | null)[]
  readonly before: readonly (number | null)[]
}

/** Yen by kind of entry, month by month, of a fiscal year and the one before; the largest first. */
export async function readKinds(tx: Tx, way: Way, year: number): Promise<KindOfMonths[]> {
  const [now, before] = [monthsOfYear(year), monthsOfYear(year - 1)]
  const totals = await totalsByCrossing(tx, {
    unit: 'JPY',
    from: before.from,
    to: now.to,
    kinds: kindsThatCount('exchange'),
  })
  const byKind = new Map<string, Map<Month, number>>()
  for (const { month, kind, crossing, amount } of totals) {
    if (crossing !== crossingOf[way]) continue
    const months = byKind.get(kind) ?? new Map<Month, number>()
    byKind.set(kind, months.set(month, (months.get(month) ?? 0) + amount))
  }
  const first = totals.map(({ month }) => month).toSorted()[0]
  return [...byKind]
    .toSorted((a, b) => total(b[1]) - total(a[1]))
    .map(([kind, months]) => ({
      kind,
      now: twelveOf(now, months, monthOfDay(tx.today), first),
      before: twelveOf(before, months, monthOfDay(tx.today), first),
    }))
}

const total = (months: ReadonlyMap<Month, number>): number =>
  [...months.values()].reduce((all, each) => all + each, 0)

export interface TownEarnings {
  /** Null: towns of so few parties that a sum would tell one of them, and parties without a town. */
  readonly town: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  /** Who is registered there. */
  readonly parties: number
  readonly yen: number
}

/** Yen that parties inside got for something, by their town, with where the town lies; the largest first. */
export async function readTowns(tx: Tx, actor: Actor, year: number): Promise<TownEarnings[]> {
  const { from, to } = monthsOfYear(year)
  const totals = await totalsByPlace(tx, {
    unit: 'JPY',
    from,
    to,
    kinds: kindsThatCount('exchange'),
    crossings: ['in', 'within'],
  })
  const got = new Map<string, number>()
  for (const { toTown, amount } of totals) got.set(toTown ?? '', (got.get(toTown ?? '') ?? 0) + amount)
  const lie = await tx.run<Omit<TownEarnings, 'yen'> & Record<string, unknown>>(
    `select p.town, count(*)::int as parties, min(m.latitude) as latitude, min(m.longitude) as longitude
     from party p left join party_town m on m.region_id = $1 and m.town = p.town
     where p.region_id = $1 group by p.town`,
    [tx.region],
  )
  const rows = lie
    .map((place): TownEarnings => ({ ...place, yen: got.get(place.town ?? '') ?? 0 }))
    .filter(({ yen }) => yen > 0)
    .toSorted((a, b) => b.yen - a.yen)
  const told = (row: TownEarnings): boolean =>
    row.town !== null && (row.parties >= 3 || may(actor.role, 'ledger.see'))
  const rest = rows.filter((row) => !told(row))
  const towns: TownEarnings[] = rows.filter(told)
  if (rest.length > 0) {
    const [parties, yen] = [
      rest.reduce((sum, row) => sum + row.parties, 0),
      rest.reduce((sum, row) => sum + row.yen, 0),
    ]
    towns.push({ town: null, latitude: null, longitude: null, parties, yen })
  }
  return towns
}

/** Who pays whom, of any unit: between bands, industries, towns or parties; or one group opened into these. */
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import type { Unit } from '#kit/units.ts'
import { allKinds, kindsThatCount } from '#ledger/kinds.ts'
import { totalsByPlace } from '#ledger/places.ts'
import type { Crossing } from '#ledger/schema.ts'
import { type PairTotal, totalsByGroup, totalsByPair } from '#ledger/totals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import type { Sector } from '#parties/schema.ts'
import { sideColumn, sideJoin } from '#parties/sides.ts'
import type { Months } from '#circulation/figure-values.ts'
import { type Band, type Group, type StreamEnd, bandOf, groupsOf, parseGroup } from '#circulation/groups.ts'

export const divisions = ['band', 'sector', 'town', 'party'] as const
export type Division = (typeof divisions)[number]
type Side = Group['side']

/** What a knot stands for. `others` are those too small to be shown, or too few to be told apart. */
export interface Knot {
  readonly id: string
  readonly side: Side
  /** Undefined for a town, whose parties are of several bands, and for the others. */
  readonly band?: Band
  readonly sector?: Sector
  readonly town?: string
  readonly party?: { readonly id: Id; readonly name: string }
  readonly others?: true
}
export interface Strand {
  readonly from: Knot
  readonly to: Knot
  /** In the unit's smallest step. */
  readonly amount: number
  readonly flows: number
}

export interface WebAsked {
  readonly months: Months
  readonly unit: Unit
  readonly by: Division
  /** Only flows from or to this group; the group itself is divided, its other ends stay bands. */
  readonly open?: StreamEnd
  /** So many pairs of parties are told one by one, the largest; the rest by their groups. */
  readonly pairs?: number
}

/** Yen are those paid for something; of other units all that moves. */
export const kindsOf = (unit: Unit): string[] =>
  unit === 'JPY' ? kindsThatCount('exchange') : allKinds().map(({ name }) => name)

/** What may be told apart: single parties only by those who see the ledger. */
export const divisionFor = (actor: Actor, by: Division): Division =>
  by === 'party' && !may(actor.role, 'ledger.see') ? 'sector' : by

/** Strands, the largest first; what reversals brought to nothing or below is left out. They add up to what moved. */
export async function readWeb(tx: Tx, actor: Actor, asked: WebAsked): Promise<Strand[]> {
  const by = divisionFor(actor, asked.by)
  const lines = await linesOf[by](tx, asked)
  const few = may(actor.role, 'ledger.see') ? new Set<string>() : await fewOf(tx, by)
  const knots = lines.map((line) => ({
    from: knotOf(line.payer, divided(asked, line.payer) ? by : 'band', few),
    to: knotOf(line.payee, divided(asked, line.payee) ? by : 'band', few),
    amount: line.amount,
    flows: line.flows,
  }))
  return joined(shortened(knots))
}

/** One end of a flow. Parties are known where pairs of them were read. */
interface End extends Group {
  readonly party?: { readonly id: Id; readonly name: string }
  readonly town?: string
}
interface Line {
  readonly payer: End
  readonly payee: End
  readonly amount: number
  readonly flows: number
}

const inGroup = ({ side, kind, sector }: End, open: StreamEnd): boolean =>
  side === open.side && bandOf({ side, kind, sector }) === open.band
const divided = ({ open }: WebAsked, end: End): boolean => !open || inGroup(end, open)

const linesOf: Readonly<Record<Division, (tx: Tx, asked: WebAsked) => Promise<Line[]>>> = {
  band: groupLines,
  sector: groupLines,
  town: placeLines,
  party: pairLines,
}

async function groupLines(tx: Tx, { months, unit, open }: WebAsked): Promise<Line[]> {
  const totals = await totalsByGroup(tx, { unit, ...months, kinds: kindsOf(unit) })
  return totals
    .map(({ fromGroup, toGroup, amount, flows }): Line => {
      return { payer: parseGroup(fromGroup), payee: parseGroup(toGroup), amount, flows }
    })
    .filter(({ payer, payee }) => !open || inGroup(payer, open) || inGroup(payee, open))
}

async function placeLines(tx: Tx, { months, unit, open }: WebAsked): Promise<Line[]> {
  const totals = await totalsByPlace(tx, { unit, ...months, kinds: kindsOf(unit) })
  return totals
    .map(({ crossing, fromGroup, fromTown, toGroup, toTown, amount, flows }): Line => {
      const [payer, payee] = sidesOf(crossing)
      return {
        payer: { ...parseGroup(`${payer} ${fromGroup}`), town: fromTown ?? undefined },
        payee: { ...parseGroup(`${payee} ${toGroup}`), town: toTown ?? undefined },
        amount,
        flows,
      }
    })
    .filter(({ payer, payee }) => !open || inGroup(payer, open) || inGroup(payee, open))
}

/** Where payer and payee lie. */
const sidesOf = (crossing: Crossing): [payer: Side, payee: Side] => [
  crossing === 'in' || crossing === 'beyond' ? 'outside' : 'inside',
  crossing === 'out' || crossing === 'beyond' ? 'outside' : 'inside',
]

const mostPairs = 5_000

/** The largest pairs one by one, and – so that all adds up – the rest of their groups as they are. */
async function pairLines(tx: Tx, asked: WebAsked): Promise<Line[]> {
  const { months, unit, open, pairs: most = mostPairs } = asked
  const query = { unit, ...months, kinds: kindsOf(unit) }
  const ends = open && { side: open.side, groups: groupsOf(open.band) }
  const pairs = ends
    ? unique([
        ...(await totalsByPair(tx, { ...query, fromGroups: ends }, most)),
        ...(await totalsByPair(tx, { ...query, toGroups: ends }, most)),
      ])
    : await totalsByPair(tx, query, most)
  const known = await partiesOf(tx, pairs)
  const lines = pairs.flatMap(({ crossing, fromParty, toParty, amount, flows }): Line[] => {
    const [payer, payee] = [known.get(fromParty), known.get(toParty)]
    if (!payer || !payee) return []
    const [payerSide, payeeSide] = sidesOf(crossing)
    return [
      {
        payer: { ...payer, side: payerSide },
        payee: { ...payee, side: payeeSide },
        amount,
        flows,
      },
    ]
  })
  return [...lines, ...(await restOf(tx, asked, lines))]
}

function unique(pairs: readonly PairTotal[]): PairTotal[] {
  return [
    ...new Map(pairs.map((pair) => [`${pair.crossing} ${pair.fromParty} ${pair.toParty}`, pair])).values(),
  ]
}

async function partiesOf(tx: Tx, pairs: readonly PairTotal[]): Promise<Map<Id, Omit<End, 'side'>>> {
  const ids = [...new Set(pairs.flatMap(({ fromParty, toParty }) => [fromParty, toParty]))]
  const rows = await tx.run<{ id: Id; name: string; kind: string; sector: string; town: string | null }>(
    `select party_id as id, name, kind, coalesce(sector, '') as sector, town from party
     where region_id = $1 and party_id = any ($2::uuid[])`,
    [tx.region, ids],
  )
  return new Map(
    rows.map(({ id, name, kind, sector, town }) => [
      id,
      { kind, sector, town: town ?? undefined, party: { id, name } },
    ]),
  )
}

/** By groups: what moved, less what the lines tell already. */
async function restOf(tx: Tx, asked: WebAsked, lines: readonly Line[]): Promise<Line[]> {
  const keyOf = ({ payer, payee }: Line): string =>
    [payer, payee].map(({ side, kind, sector }) => `${side} ${kind} ${sector}`).join('>')
  const left = new Map((await groupLines(tx, asked)).map((line) => [keyOf(line), line]))
  for (const line of lines) {
    const all = left.get(keyOf(line))
    if (all)
      left.set(keyOf(line), { ...all, amount: all.amount - line.amount, flows: all.flows - line.flows })
  }
  return [...left.values()].filter(({ amount, flows }) => amount !== 0 || flows !== 0)
}

function knotOf(end: End, by: Division, few: ReadonlySet<string>): Knot {
  const { side, party, town } = end
  const band = bandOf(end)
  const others: Knot = { id: `${side}-others`, side, others: true }
  // The company and the city act in public, whatever the division.
  if (by === 'band' || band === 'company' || band === 'city') return { id: `${side}-${band}`, side, band }
  if (by === 'sector') {
    const sector = end.sector === '' ? undefined : (end.sector as Sector)
    if (sector && few.has(`${side} ${sector}`)) return others
    return { id: `${side}-${sector ?? band}`, side, band, sector }
  }
  if (by === 'party') return party ? { id: `${side}-${party.id}`, side, band, party } : others
  if (side === 'outside') return { id: `${side}-${band}`, side, band }
  return town && !few.has(`${side} ${town}`) ? { id: `${side}-${town}`, side, town } : others
}

/** Groups of so few parties that a sum would tell one of them: `inside E`, `inside 千厩町`. */
async function fewOf(tx: Tx, by: Division): Promise<Set<string>> {
  if (by === 'band' || by === 'party') return new Set()
  const what = by === 'sector' ? 'p.sector' : 'p.town'
  const rows = await tx.run<{ key: string }>(
    `select ${sideColumn('s')} || ' ' || ${what} as key from party p ${sideJoin('s', 'p', '$2')}
     where p.region_id = $1 and ${what} is not null group by ${sideColumn('s')}, ${what} having count(*) < 3`,
    [tx.region, tx.today],
  )
  return new Set(rows.map(({ key }) => key))
}

const shownKnots = 14

/** On each side of the picture the largest, the rest together: forty bands can be read, four hundred cannot. */
function shortened(strands: readonly Strand[]): Strand[] {
  const sums = { from: new Map<string, number>(), to: new Map<string, number>() }
  for (const { from, to, amount } of strands) {
    sums.from.set(from.id, (sums.from.get(from.id) ?? 0) + amount)
    sums.to.set(to.id, (sums.to.get(to.id) ?? 0) + amount)
  }
  const largest = (end: 'from' | 'to') =>
    new Set(
      [...sums[end]]
        .toSorted((a, b) => b[1] - a[1])
        .slice(0, shownKnots)
        .map(([id]) => id),
    )
  const kept = { from: largest('from'), to: largest('to') }
  const shown = (end: 'from' | 'to', knot: Knot): Knot =>
    kept[end].has(knot.id) ? knot : { id: `${knot.side}-others`, side: knot.side, others: true }
  return strands.map((strand) => ({
    ...strand,
    from: shown('from', strand.from),
    to: shown('to', strand.to),
  }))
}

function joined(strands: readonly Strand[]): Strand[] {
  const all = new Map<string, Strand>()
  for (const strand of strands) {
    const key = `${strand.from.id} ${strand.to.id}`
    const had = all.get(key)
    all.set(key, {
      ...strand,
      amount: strand.amount + (had?.amount ?? 0),
      flows: strand.flows + (had?.flows ?? 0),
    })
  }
  return [...all.values()].filter(({ amount }) => amount > 0).toSorted((a, b) => b.amount - a.amount)
}

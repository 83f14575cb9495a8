/** How often a yen goes round: the networks of a fiscal year and what is asked of them. */
import type { Tx } from '#db/transaction.ts'
import { type Day, day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import { kindsThatCount } from '#ledger/kinds.ts'
import { type Network, type NetworkReader, readNetwork } from '#ledger/network.ts'
import type { Actor } from '#parties/actors.ts'
import { namesOf } from '#parties/directory.ts'
import { may } from '#parties/policy.ts'
import { type Band, bandOf, bands } from '#circulation/groups.ts'
import { type Lm3, type Recipient, lm3Of } from './lm3.ts'
import {
  type Circulation,
  type PartyNetwork,
  circulate,
  crossingCode,
  networkOf,
  turnover,
} from './networks.ts'
import { type Share, listShares, shareFor } from './shares.ts'

/** The group of each party, as the totals name it: `business E`. Ids are packed, since there may be a hundred thousand. */
async function groupsOfParties(tx: Tx): Promise<Map<Id, string>> {
  const rows = await tx.run<{ name: string; ids: string }>(
    `select name, string_agg(party_id::text, '') as ids from ledger_party_group where region_id = $1 group by name`,
    [tx.region],
  )
  const groups = new Map<Id, string>()
  for (const { name, ids } of rows)
    for (let at = 0; at < ids.length; at += idLength) groups.set(ids.slice(at, at + idLength) as Id, name)
  return groups
}
const idLength = 36

function bandOfGroup(name: string | undefined): Band | undefined {
  const [kind = '', sector = ''] = name?.split(' ') ?? []
  return name === undefined ? undefined : bandOf({ side: 'inside', kind, sector })
}

const networkFrom = (lines: Network): PartyNetwork => networkOf({ ...lines, size: lines.parties.length })

/** Who gets the yen that is sent round: as the region earned it, or a band of parties, or one party. */
export type Injection = 'earned' | Band | Id

export interface MultiplierSeen {
  readonly found: Circulation
  /** What each band inside gets over all rounds, the largest first. */
  readonly reached: readonly { readonly band: Band; readonly yen: number }[]
  /** Parties inside that got something, and those of them that are seen to spend. */
  readonly getting: number
  readonly spending: number
}

/**
 * The ledger multiplier of a fiscal year: a million yen sent round, spread as the region earned from outside, or over a
 * band as its parties got yen, or to one party. Parties by name are for those who see the ledger, and one's own.
 */
export async function readMultiplier(
  tx: Tx,
  actor: Actor,
  { year, to }: { year: number; to: Injection },
  read: NetworkReader = readNetwork,
): Promise<MultiplierSeen | Refusal<'not_yours'>> {
  const groups = await groupsOfParties(tx)
  if (!isBand(to) && to !== 'earned' && !maySee(actor, to, bandOfGroup(groups.get(to))))
    return refuse('not_yours')
  const lines = await read(tx, { unit: 'JPY', year, kinds: kindsThatCount('exchange') })
  const network = networkFrom(lines)
  const bandOfName = new Map([...new Set(groups.values())].map((name) => [name, bandOfGroup(name)]))
  const bandAt = lines.parties.map((id) => bandOfName.get(groups.get(id) ?? ''))
  const found = circulate(network, injectionOf(network, lines.parties, bandAt, to))
  const byBand = new Map<Band, number>()
  let [getting, spending] = [0, 0]
  for (const [j, band] of bandAt.entries()) {
    if (band) byBand.set(band, (byBand.get(band) ?? 0) + (found.reached[j] ?? 0))
    if ((network.received[j] ?? 0) <= 0) continue
    getting += 1
    if ((network.paidInside[j] ?? 0) + (network.paidOutside[j] ?? 0) > 0) spending += 1
  }
  const reached = bands
    .map((band) => ({ band, yen: Math.round(byBand.get(band) ?? 0) }))
    .filter(({ yen }) => yen > 0)
    .toSorted((a, b) => b.yen - a.yen)
  return { found, reached, getting, spending }
}

export const sentRound = 1_000_000

/** A million yen by party. Nothing where nobody of the band got anything. */
function injectionOf(
  network: PartyNetwork,
  parties: readonly Id[],
  bandAt: readonly (Band | undefined)[],
  to: Injection,
): Float64Array {
  const weights =
    to === 'earned'
      ? network.earned
      : network.received.map((yen, j) =>
          isBand(to) ? (bandAt[j] === to ? yen : 0) : parties[j] === to ? 1 : 0,
        )
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (all > 0 ? (weight / all) * sentRound : 0))
}

export const isBand = (text: string): text is Band => bands.some((band) => band === text)

/** The company and the city act in public; anyone else's affairs are their own and those of who sees the ledger. */
export const maySee = (actor: Actor, party: Id, band: Band | undefined): boolean =>
  band === 'company' || band === 'city' || actor.partyId === party || may(actor.role, 'ledger.see')

export interface Lm3About {
  readonly parties: readonly Id[]
  /** Only entries of these kinds; all when empty. */
  readonly kinds: readonly string[]
}

/** The kinds of entries that count as income and as spending of what LM3 is asked of. */
export function lm3Kinds(about: Lm3About): { readonly income: string[]; readonly spending: string[] } {
  const only = (kinds: readonly string[]): string[] =>
    about.kinds.length > 0 ? kinds.filter((kind) => about.kinds.includes(kind)) : [...kinds]
  const exchange = kindsThatCount('exchange')
  return { income: only([...exchange, ...kindsThatCount('transfer')]), spending: only(exchange) }
}

export interface Lm3Seen extends Lm3 {
  /** Yen paid to outside from what came in, in the proportion that R2 has. */
  readonly leaked: number
  /** Who inside was paid, the largest first. */
  readonly recipients: readonly RecipientSeen[]
  /** Who outside was paid, the largest first. */
  readonly leaks: readonly {
    readonly party: Id
    readonly name: string
    readonly band: Band
    readonly yen: number
  }[]
}
export interface RecipientSeen extends Recipient {
  readonly party: Id
  readonly name: string
  readonly band: Band
  readonly share?: Share
}

/**
 * LM3 of parties, a project or a programme in a fiscal year (domain.md 3.1). With kinds alone, the parties are those inside
 * that these kinds brought yen from outside. Grants and investment are income as sales are.
 */
export async function readLm3(
  tx: Tx,
  about: Lm3About,
  year: number,
  read: NetworkReader = readNetwork,
): Promise<Lm3Seen> {
  const { income, spending } = lm3Kinds(about)
  const incoming = await read(tx, { unit: 'JPY', year, kinds: income })
  const outgoing = await read(tx, { unit: 'JPY', year, kinds: spending })
  // Without kinds what the members paid is looked up in all that was paid.
  const everyone =
    about.kinds.length > 0
      ? await read(tx, { unit: 'JPY', year, kinds: kindsThatCount('exchange') })
      : outgoing
  const [all, placeOf] = [networkFrom(everyone), new Map(everyone.parties.map((id, at) => [id, at]))]
  const members = about.parties.length > 0 ? new Set(about.parties) : earners(incoming)
  const [groups, shares] = [await groupsOfParties(tx), await listShares(tx)]
  const paid = paidBy(outgoing, members)
  const names = await namesOf(tx, [...paid.inside.keys(), ...paid.outside.keys()])
  const named = (party: Id) => ({
    party,
    name: names.get(party)?.name ?? '',
    band: bandOfGroup(groups.get(party)) ?? ('services' as const),
  })
  const recipients = [...paid.inside].map(([party, yen]): RecipientSeen => {
    const share = shareFor(shares, { id: party, group: groups.get(party) ?? '' }, lastDayOf(year))
    return {
      ...seenOf(all, placeOf.get(party)),
      ...named(party),
      paid: yen,
      share,
      surveyed: share && share.insideBp / 10_000,
    }
  })
  const leaks = [...paid.outside].map(([party, yen]) => ({ ...named(party), yen }))
  const [inside, outside] = [total(paid.inside.values()), total(paid.outside.values())]
  const came = receivedBy(incoming, members)
  return {
    ...lm3Of(came, inside + outside, recipients),
    leaked: inside + outside > came ? (outside * came) / (inside + outside) : outside,
    recipients: largest(recipients, (each) => each.paid),
    leaks: largest(leaks, (each) => each.yen),
  }
}

const largest = <T>(list: readonly T[], of: (each: T) => number): T[] =>
  list.toSorted((a, b) => of(b) - of(a))

const lastDayOf = (year: number): Day => day(`${year + 1}-03-31`)
const total = (list: Iterable<number>): number => [...list].reduce((sum, yen) => sum + yen, 0)
/** What part of its yen the ledger sees a party spend, and inside. */
function seenOf(network: PartyNetwork, at: number | undefined): Pick<Recipient, 'seenInside' | 'seenSpent'> {
  const whole = at === undefined ? 0 : turnover(network, at)
  if (at === undefined || whole === 0) return { seenInside: 0, seenSpent: 0 }
  const [inside, outside] = [network.paidInside[at] ?? 0, network.paidOutside[at] ?? 0]
  return { seenInside: inside / whole, seenSpent: (inside + outside) / whole }
}

/** Those inside who got yen from outside. */
function earners({ parties, to, crossing, amount }: Network): Set<Id> {
  const found = new Set<Id>()
  for (const [k, payee] of to.entries())
    if (crossing[k] === crossingCode.in && (amount[k] ?? 0) > 0) found.add(parties[payee] as Id)
  return found
}

/** Yen that came to the members from anyone else. */
function receivedBy({ parties, from, to, crossing, amount }: Network, members: ReadonlySet<Id>): number {
  let came = 0
  for (const [k, payee] of to.entries()) {
    const way = crossing[k]
    if (way !== crossingCode.in && way !== crossingCode.within) continue
    if (members.has(parties[payee] as Id) && !members.has(parties[from[k] ?? 0] as Id)) came += amount[k] ?? 0
  }
  return Math.max(0, came)
}

/** Yen that the members paid to others, by payee; pairs that reversals brought to nothing left out. */
function paidBy({ parties, from, to, crossing, amount }: Network, members: ReadonlySet<Id>) {
  const [inside, outside] = [new Map<Id, number>(), new Map<Id, number>()]
  for (const [k, payer] of from.entries()) {
    const payee = parties[to[k] ?? 0] as Id
    if (!members.has(parties[payer] as Id) || members.has(payee)) continue
    const list =
      crossing[k] === crossingCode.within ? inside : crossing[k] === crossingCode.out ? outside : undefined
    list?.set(payee, (list.get(payee) ?? 0) + (amount[k] ?? 0))
  }
  return { inside: aboveNothing(inside), outside: aboveNothing(outside) }
}

const aboveNothing = (list: ReadonlyMap<Id, number>): Map<Id, number> =>
  new Map([...list].filter(([, yen]) => yen > 0))

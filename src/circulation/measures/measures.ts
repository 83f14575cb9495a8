/** The measures of the yen: what the region earned, kept and lost, by what, by whom, against the time before. */
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { kindOf, kindsThatCount } from '#ledger/kinds.ts'
import { totalsByCrossing, totalsByGroup, totalsByParty } from '#ledger/totals.ts'
import type { Actor } from '#parties/actors.ts'
import { validOn } from '#parties/dated.ts'
import { namesOf } from '#parties/directory.ts'
import { may } from '#parties/policy.ts'
import type { Sector } from '#parties/schema.ts'
import { type FigureValue, type Months, figureReader, readFigure } from '#circulation/figure-values.ts'
import { type Band, bandOf, parseGroup } from '#circulation/groups.ts'
import type { FigureName } from '#circulation/public-figures.ts'
import { type Way, crossingOf } from '#circulation/ways.ts'

/**
 * By what it is split: the kind of entry; the industry or group of who paid or was paid; the single party at the other
 * end of the border.
 */
export const splits = ['kind', 'payer', 'payee', 'party'] as const
export type Split = (typeof splits)[number]

export interface Headline {
  readonly name: FigureName
  readonly now: FigureValue
  readonly before: FigureValue
}

export const headlines: readonly FigureName[] = [
  'earned',
  'around',
  'leaked',
  'inside_share',
  'around_ratio',
  'granted',
  'energy_kept',
  'energy_lost',
  'earned_per_person',
]

/** The headline figures of a period and of the one it is compared with. */
export async function readHeadlines(tx: Tx, now: Months, before: Months): Promise<Headline[]> {
  const read = figureReader(tx)
  return await Promise.all(
    headlines.map(async (name) => ({ name, now: await read(name, now), before: await read(name, before) })),
  )
}

/** One part of a measure. What it is, is one of these four. */
export interface SplitRow {
  readonly key: string
  readonly kind?: string
  readonly end?: { readonly side: 'inside' | 'outside'; readonly band: Band; readonly sector: Sector | '' }
  readonly party?: { readonly id: Id; readonly name: string }
  /** All that are not listed one by one. */
  readonly others?: number
  readonly yen: number
  readonly flows: number
  readonly beforeYen: number
  /** For what leaves: parties inside of the same industry, from whom it might be bought instead. */
  readonly inside?: number
}

export interface SplitAsked {
  readonly way: Way
  readonly by: Split
  readonly now: Months
  readonly before: Months
}

/** A measure split up, the largest part first; it adds up to its figure. Single parties only for those who see the ledger. */
export async function readSplit(tx: Tx, actor: Actor, asked: SplitAsked): Promise<SplitRow[]> {
  const rows = asked.by === 'kind' ? await byKind(tx, asked) : await byEnd(tx, actor, asked)
  return rows.toSorted((a, b) => b.yen - a.yen || (a.key < b.key ? -1 : 1))
}

const query = (months: Months) => ({ unit: 'JPY' as const, ...months, kinds: kindsThatCount('exchange') })

interface Sums {
  yen: number
  flows: number
  beforeYen: number
}

/** Adds up what belongs together, now and before. */
class Parts<Of extends object> {
  readonly rows = new Map<string, Of & Sums & { key: string }>()
  add(key: string, of: Of, sums: Partial<Sums>): void {
    const had = this.rows.get(key) ?? { ...of, key, yen: 0, flows: 0, beforeYen: 0 }
    had.yen += sums.yen ?? 0
    had.flows += sums.flows ?? 0
    had.beforeYen += sums.beforeYen ?? 0
    this.rows.set(key, had)
  }
}

async function byKind(tx: Tx, { way, now, before }: SplitAsked): Promise<SplitRow[]> {
  const parts = new Parts<{ kind: string }>()
  for (const { kind, crossing, amount, flows } of await totalsByCrossing(tx, query(now)))
    if (crossing === crossingOf[way]) parts.add(kind, { kind: kindOf(kind).name }, { yen: amount, flows })
  for (const { kind, crossing, amount } of await totalsByCrossing(tx, query(before)))
    if (crossing === crossingOf[way]) parts.add(kind, { kind: kindOf(kind).name }, { beforeYen: amount })
  return [...parts.rows.values()]
}

async function byEnd(tx: Tx, actor: Actor, asked: SplitAsked): Promise<SplitRow[]> {
  if (asked.by === 'party') return may(actor.role, 'ledger.see') ? await byParty(tx, asked) : []
  const { way, by, now, before } = asked
  const parts = new Parts<Required<Pick<SplitRow, 'end'>>>()
  for (const [months, when] of [
    [now, 'yen'],
    [before, 'beforeYen'],
  ] as const)
    for (const total of await totalsByGroup(tx, query(months))) {
      const [payer, payee] = [parseGroup(total.fromGroup), parseGroup(total.toGroup)]
      if (wayOf(payer.side, payee.side) !== way) continue
      const group = by === 'payer' ? payer : payee
      const end = { side: group.side, band: bandOf(group), sector: group.sector as Sector | '' }
      const flows = when === 'yen' ? total.flows : 0
      parts.add(`${end.band} ${end.sector}`, { end }, { [when]: total.amount, flows })
    }
  const rows = [...parts.rows.values()]
  return way === 'leaked' && by === 'payee' ? await withSuppliers(tx, rows) : rows
}

const wayOf = (payer: string, payee: string): Way | undefined =>
  payer === 'outside' ? (payee === 'inside' ? 'earned' : undefined) : payee === 'inside' ? 'around' : 'leaked'

/** How many parties inside today are of the industry that yen left to. */
async function withSuppliers(tx: Tx, rows: readonly SplitRow[]): Promise<SplitRow[]> {
  const counts = await tx.run<{ sector: string; n: number }>(
    `select p.sector, count(*)::int as n from party p join party_side s on s.region_id = $1 and s.party_id = p.party_id
       and s.side = 'inside' and ${validOn('s', '$2')}
     where p.region_id = $1 and p.sector is not null and p.kind <> 'city' group by p.sector`,
    [tx.region, tx.today],
  )
  const bySector = new Map(counts.map(({ sector, n }) => [sector, n]))
  return rows.map((row) => ({ ...row, inside: bySector.get(row.end?.sector ?? '') ?? 0 }))
}

const listed = 50

/** The parties at the other end: who outside paid, who outside was paid; inside, who was paid. */
async function byParty(tx: Tx, { way, now, before }: SplitAsked): Promise<SplitRow[]> {
  const end = way === 'earned' ? 'from' : 'to'
  const crossings = [crossingOf[way]]
  const { parties, rest } = await totalsByParty(tx, { ...query(now), crossings }, end, listed)
  const ids = parties.map(({ partyId }) => partyId)
  const shown = { [end === 'from' ? 'fromParties' : 'toParties']: ids }
  const old = await totalsByParty(tx, { ...query(before), crossings, ...shown }, end, listed)
  const was = new Map(old.parties.map(({ partyId, amount }) => [partyId, amount]))
  const names = await namesOf(tx, ids)
  const rows = parties.map(({ partyId, amount, flows }): SplitRow => ({
    key: partyId,
    party: { id: partyId, name: names.get(partyId)?.name ?? '' },
    yen: amount,
    flows,
    beforeYen: was.get(partyId) ?? 0,
  }))
  const allBefore = (await readFigure(tx, way, before)).value ?? 0
  const restBefore = allBefore - rows.reduce((sum, { beforeYen }) => sum + beforeYen, 0)
  if (rest.count === 0 && restBefore === 0) return rows
  const { count, amount, flows } = rest
  return [...rows, { key: 'others', others: count, yen: amount, flows, beforeYen: restBefore }]
}

import type { Day, Month, Period } from '#kit/days.ts'
import { firstDay, lastDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Unit } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import type { Sector } from '#parties/schema.ts'
import type { Crossing } from './schema.ts'
import { type PairsQuery, type TotalsQuery, pairRows } from './sources.ts'

// The monthly totals, and the tail flow by flow: one list of rows, never both of a flow.
const monthRows = (table: string, ends: string, tail: string, joined = ''): string => `
  select t.month, t.kind, t.crossing, ${ends} t.amount, t.flows from ${table} t
  where t.region_id = $1 and t.unit = $2 and t.month between $3 and $4 and ($5::text[] is null or t.kind = any ($5))
  union all
  select to_char(f.occurred_on, 'YYYY-MM'), f.kind, f.crossing, ${tail} f.counted, 1 from ledger_tail_flows($1, $2, $6, $7, $5) f ${joined}`
const byCrossing = monthRows('ledger_month_group', '', '')
const byGroup = monthRows(
  'ledger_month_group',
  't.from_group, t.to_group,',
  'a.name, b.name,',
  `join ledger_party_group a on a.region_id = $1 and a.party_id = f.counted_from
   join ledger_party_group b on b.region_id = $1 and b.party_id = f.counted_to`,
)

/**
 * Pairs by the thousand are summed in memory, where by default they would go to disk; and each question is planned for
 * what it asks. Only for this transaction.
 */
const inMemory = async (tx: Tx): Promise<unknown> =>
  await tx.run(
    `select set_config('work_mem', '64MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)`,
  )

const valuesOf = (tx: Tx, query: TotalsQuery): unknown[] => [
  tx.region,
  query.unit,
  query.from,
  query.to,
  query.kinds ?? null,
  firstDay(query.from),
  lastDay(query.to),
]

export interface CrossingTotal {
  readonly month: Month
  readonly kind: string
  readonly crossing: Crossing
  readonly amount: number
  readonly flows: number
}

const byPayeeSector = monthRows(
  'ledger_month_group',
  `t.to_group like '% ' || $8 as "toSector",`,
  `b.name like '% ' || $8,`,
  'join ledger_party_group b on b.region_id = $1 and b.party_id = f.counted_to',
)

export interface PayeeTotal extends CrossingTotal {
  /** Whether who was paid is of the sector that was asked for. */
  readonly toSector: boolean
}

/** As `totalsByCrossing`, told apart by whether who was paid is of a sector: energy money is known by its kind or by that. */
export async function totalsByPayeeSector(tx: Tx, query: TotalsQuery, sector: Sector): Promise<PayeeTotal[]> {
  return await tx.run<PayeeTotal & Record<string, unknown>>(
    `select month, kind, crossing, "toSector", sum(amount)::bigint as amount, sum(flows)::int as flows
     from (${byPayeeSector}) t group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [...valuesOf(tx, query), sector],
  )
}

/** Sums by month, kind and way over the border. Minus when more was reversed in a month than was posted. */
export async function totalsByCrossing(tx: Tx, query: TotalsQuery): Promise<CrossingTotal[]> {
  return await tx.run<CrossingTotal & Record<string, unknown>>(
    `select month, kind, crossing, sum(amount)::bigint as amount, sum(flows)::int as flows
     from (${byCrossing}) t group by month, kind, crossing order by month, kind, crossing`,
    valuesOf(tx, query),
  )
}

export interface PairTotal {
  readonly crossing: Crossing
  readonly fromParty: Id
  readonly toParty: Id
  readonly amount: number
  readonly flows: number
}

/** Sums by pair of parties over the whole period, the largest first. */
export async function totalsByPair(tx: Tx, query: PairsQuery, limit = 100_000): Promise<PairTotal[]> {
  const { summed, tail, values } = pairRows(tx, query)
  await inMemory(tx)
  return await tx.run<PairTotal & Record<string, unknown>>(
    `with largest as (
       select crossing, from_no, from_party, to_no, to_party, sum(amount)::bigint as amount, sum(flows)::int as flows
       from (${summed} union all ${tail}) r group by crossing, from_no, from_party, to_no, to_party
       order by sum(amount) desc, from_no, from_party, to_no, to_party limit $${values.length + 1})
     select l.crossing, coalesce(l.from_party, a.party_id) as "fromParty", coalesce(l.to_party, b.party_id) as "toParty",
       l.amount, l.flows
     from largest l
     left join ledger_party_no a on a.region_id = $1 and a.no = l.from_no
     left join ledger_party_no b on b.region_id = $1 and b.no = l.to_no
     order by l.amount desc, 2, 3`,
    [...values, limit],
  )
}

export interface PartyTotal {
  readonly partyId: Id
  readonly amount: number
  readonly flows: number
}
export interface PartyTotals {
  /** The largest first. */
  readonly parties: readonly PartyTotal[]
  /** All the others together: how many they are, and what makes the list add up to its figure. */
  readonly rest: { readonly count: number; readonly amount: number; readonly flows: number }
}

/**
 * Sums by party at one end of the flows over the whole period: who gave the most, or got it. A party in which more was
 * reversed than posted is minus, and comes last.
 */
export async function totalsByParty(
  tx: Tx,
  query: PairsQuery,
  end: 'from' | 'to',
  limit: number,
): Promise<PartyTotals> {
  const { summed, tail, values } = pairRows(tx, query)
  await inMemory(tx)
  // By themselves, so that two processes can do it; and the tail only then.
  const sums = (rows: string): string =>
    `select ${end}_no as no, ${end}_party as party, sum(amount)::bigint as amount, sum(flows)::int as flows
     from (${rows}) r group by 1, 2`
  type Row = PartyTotal & { all: number; sum: number | null; count: number | null }
  const rows = await tx.run<Row & Record<string, unknown>>(
    `with sums as materialized (
       select no, party, sum(amount)::bigint as amount, sum(flows)::int as flows
       from (${sums(summed)} union all ${sums(tail)}) s group by no, party),
     largest as (select * from sums order by amount desc, no, party limit $${values.length + 1})
     select coalesce(l.party, n.party_id) as "partyId", l.amount, l.flows, t.all, t.sum, t.count
     from (select count(*)::int as all, sum(amount)::bigint as sum, sum(flows)::int as count from sums) t
     left join largest l on true
     left join ledger_party_no n on n.region_id = $1 and n.no = l.no
     order by l.amount desc, 1`,
    [...values, limit],
  )
  const parties = rows
    .filter(({ partyId }) => partyId !== null)
    .map(({ partyId, amount, flows }) => ({ partyId, amount, flows }))
  const left = {
    count: (rows[0]?.all ?? 0) - parties.length,
    amount: rows[0]?.sum ?? 0,
    flows: rows[0]?.count ?? 0,
  }
  for (const { amount, flows } of parties) {
    left.amount -= amount
    left.flows -= flows
  }
  return { parties, rest: left }
}

export interface GroupTotal {
  readonly fromGroup: string
  readonly toGroup: string
  readonly amount: number
  readonly flows: number
}

/**
 * Sums between groups of parties. A group is the party's side, kind and sector: `outside`, `inside business E`, …;
 * `inside` or `outside` is that of the day of each flow.
 */
export async function totalsByGroup(tx: Tx, query: TotalsQuery): Promise<GroupTotal[]> {
  return await tx.run<GroupTotal & Record<string, unknown>>(
    `select case when crossing in ('in', 'beyond') then 'outside ' else 'inside ' end || from_group as "fromGroup",
       case when crossing in ('out', 'beyond') then 'outside ' else 'inside ' end || to_group as "toGroup",
       sum(amount)::bigint as amount, sum(flows)::int as flows
     from (${byGroup}) t group by 1, 2 order by 3 desc, 1, 2`,
    valuesOf(tx, query),
  )
}

/** The first and last day on which something happened, for choosing periods. */
export async function span(tx: Tx, unit: Unit): Promise<Period | undefined> {
  const [row] = await tx.run<{ from: Day | null; to: Day | null }>(
    `select min(occurred_on) as "from", max(occurred_on) as "to" from ledger_flow where region_id = $1 and unit = $2`,
    [tx.region, unit],
  )
  return row?.from && row.to ? { from: row.from, to: row.to } : undefined
}

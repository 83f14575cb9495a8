import type { Day, Month, Period } from '#kit/days.ts'
import { firstDay, lastDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Unit } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import type { Crossing } from './schema.ts'

/** What to sum. Months are whole: the totals are kept by month, and what is still open is added live. */
export interface TotalsQuery {
  readonly unit: Unit
  readonly from: Month
  readonly to: Month
  /** Only kinds of these names; all when left out. */
  readonly kinds?: readonly string[]
}

// Closed days from the monthly totals, open days from the flows themselves: one list of rows, never both of a flow.
const rows = (table: string, ends: string, open: string, joined = ''): string => `
  select t.month, t.kind, t.crossing, ${ends} t.amount, t.flows from ${table} t
  where t.region_id = $1 and t.unit = $2 and t.month between $3 and $4 and ($5::text[] is null or t.kind = any ($5))
  union all
  select to_char(f.occurred_on, 'YYYY-MM'), f.kind, f.crossing, ${open} f.counted, 1 from ledger_open_flows($1) f ${joined}
  where f.unit = $2 and f.occurred_on between $6 and $7 and ($5::text[] is null or f.kind = any ($5))`
const byCrossing = rows('ledger_month_group', '', '')
const byGroup = rows(
  'ledger_month_group',
  't.from_group, t.to_group,',
  'a.name, b.name,',
  `join ledger_party_group a on a.region_id = $1 and a.party_id = f.counted_from
   join ledger_party_group b on b.region_id = $1 and b.party_id = f.counted_to`,
)
const byPair = rows('ledger_month_total', 't.from_party, t.to_party,', 'f.counted_from, f.counted_to,')

/** Thousands of pairs are summed in memory; by default they would go to disk. Only for this transaction. */
const inMemory = async (tx: Tx): Promise<unknown> =>
  await tx.run(`select set_config('work_mem', '32MB', true)`)

const values = (tx: Tx, query: TotalsQuery): unknown[] => [
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

/** Sums by month, kind and way over the border. Minus when more was reversed in a month than was posted. */
export async function totalsByCrossing(tx: Tx, query: TotalsQuery): Promise<CrossingTotal[]> {
  return await tx.run<CrossingTotal & Record<string, unknown>>(
    `select month, kind, crossing, sum(amount)::bigint as amount, sum(flows)::int as flows
     from (${byCrossing}) t group by month, kind, crossing order by month, kind, crossing`,
    values(tx, query),
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
export async function totalsByPair(tx: Tx, query: TotalsQuery, limit = 100_000): Promise<PairTotal[]> {
  await inMemory(tx)
  return await tx.run<PairTotal & Record<string, unknown>>(
    `select crossing, from_party as "fromParty", to_party as "toParty", sum(amount)::bigint as amount,
       sum(flows)::int as flows
     from (${byPair}) t group by crossing, from_party, to_party order by sum(amount) desc, from_party, to_party limit $8`,
    [...values(tx, query), limit],
  )
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
    values(tx, query),
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

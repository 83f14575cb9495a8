import type { Clock } from '#kit/clock.ts'
import { type Day, type Month, addMonths, day, firstDay, fiscalYear, lastDay, monthOfDay } from '#kit/days.ts'
import { units } from '#kit/units.ts'
import type { Database } from '#db/pool.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { closedThrough } from './close.ts'

export interface RebuildOptions {
  readonly region: number
  readonly clock?: Clock
}
export type Totals = (typeof steps)[number]['table'] | 'ledger_party_no'
export interface Rebuilt {
  /** Nothing was there that the flows do not say, and nothing was missing. */
  readonly identical: boolean
  /** Rows that were wrong, missing or too many, by table. */
  readonly differing: Readonly<Record<Totals, number>>
}

/** The time that one statement works on: its first and last months, open at the ends of the ledger. */
interface Span {
  readonly from: Month
  readonly to: Month
}

/** A table of totals, and how its rows are made: from the flows, or from the totals that were made before it. */
interface Step {
  readonly table: string
  readonly each: 'quarter' | 'year'
  readonly keys: readonly string[]
  readonly sums: readonly [string, string]
  /** The rows that belong there; of the months `$3` to `$4`, days `$5` to `$6`, fiscal years `$7` to `$8`. */
  readonly made: string
  /** Where the rows lie that are there; `$2` are all units. */
  readonly kept: string
}

// `$9` is the last closed day. The units are named so that the indexes, which begin with them, can be used.
const closed = `f.region_id = $1 and f.unit = any ($2) and f.occurred_on between $5 and $6 and f.recorded_on <= $9`
const months = `region_id = $1 and unit = any ($2) and month between $3 and $4`

const steps = [
  {
    table: 'ledger_month_total',
    each: 'quarter',
    keys: ['unit', 'month', 'kind', 'crossing', 'from_party', 'to_party'],
    sums: ['amount', 'flows'],
    made: `select f.unit, to_char(f.occurred_on, 'YYYY-MM') as month, f.kind, f.crossing, f.counted_from as from_party,
        f.counted_to as to_party, sum(f.counted)::bigint as amount, count(*)::int as flows
      from ledger_flow_seen f where ${closed} group by 1, 2, 3, 4, 5, 6`,
    kept: months,
  },
  {
    table: 'ledger_month_group',
    each: 'quarter',
    keys: ['unit', 'month', 'kind', 'crossing', 'from_group', 'to_group'],
    sums: ['amount', 'flows'],
    made: `select t.unit, t.month, t.kind, t.crossing, a.name as from_group, b.name as to_group,
        sum(t.amount)::bigint as amount, sum(t.flows)::int as flows
      from (select * from ledger_month_total where ${months}) t
      join ledger_party_group a on a.region_id = $1 and a.party_id = t.from_party
      join ledger_party_group b on b.region_id = $1 and b.party_id = t.to_party
      group by 1, 2, 3, 4, 5, 6`,
    kept: months,
  },
  {
    table: 'ledger_year_total',
    each: 'year',
    keys: ['unit', 'year', 'kind', 'crossing', 'from_no', 'to_no'],
    sums: ['amount', 'flows'],
    made: `select t.unit, ledger_year_of(t.month) as year, t.kind, t.crossing, a.no as from_no, b.no as to_no,
        sum(t.amount)::bigint as amount, sum(t.flows)::int as flows
      from (select * from ledger_month_total where ${months}) t
      join ledger_party_no a on a.region_id = $1 and a.party_id = t.from_party
      join ledger_party_no b on b.region_id = $1 and b.party_id = t.to_party
      group by 1, 2, 3, 4, 5, 6`,
    kept: 'region_id = $1 and unit = any ($2) and year between $7 and $8',
  },
  {
    table: 'ledger_account_day',
    each: 'quarter',
    keys: ['account_id', 'day'],
    sums: ['inflow', 'outflow'],
    made: `select ends.account_id, f.occurred_on as day, sum(ends.inflow)::bigint as inflow, sum(ends.outflow)::bigint as outflow
      from ledger_flow f
      cross join lateral (values (f.to_account, f.amount, 0), (f.from_account, 0, f.amount)) ends (account_id, inflow, outflow)
      where ${closed} group by 1, 2`,
    kept: 'region_id = $1 and day between $5 and $6',
  },
] as const satisfies readonly Step[]

/**
 * Makes all totals of closed days anew from the flows, and says how many rows had been wrong. For the operator, after a
 * fault of ours or of a disk; whoever only reads goes on as before. What is right already is not written again, so the
 * tables do not swell. `progress` gets the share that is done, 0 to 1.
 *
 * It is one transaction: killed half-way, all totals are as they were. It holds 7102 alone, as the close of a day does:
 * posting goes on, but closing a day and saying a party's side, kind or sector wait until it is done.
 */
export async function rebuildTotals(
  db: Database,
  options: RebuildOptions,
  progress: (share: number) => void = () => undefined,
): Promise<Rebuilt> {
  return await transact(db, options, async (tx) => {
    await tx.run('select pg_advisory_xact_lock(7102, $1)', [tx.region])
    // Sums over millions of flows: sorting them on disk would take most of the time.
    await tx.run(
      `select set_config('work_mem', '128MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)`,
    )
    const head = (await closedThrough(tx)) ?? '-infinity'
    const [quarters, years] = spansOf(await extent(tx))
    const differing: Record<Totals, number> = {
      ledger_party_no: await renumber(tx, head),
      ledger_month_total: 0,
      ledger_month_group: 0,
      ledger_year_total: 0,
      ledger_account_day: 0,
    }
    const todo = steps.flatMap((step) =>
      (step.each === 'year' ? years : quarters).map((span) => ({ step, span })),
    )
    for (const [n, { step, span }] of todo.entries()) {
      differing[step.table] += await renew(tx, step, span, head)
      progress((n + 1) / todo.length)
    }
    return { identical: Object.values(differing).every((rows) => rows === 0), differing }
  })
}

/** The first and last day on which something happened; of an empty ledger today. */
async function extent(tx: Tx): Promise<{ from: Day; to: Day }> {
  const [row] = await tx.run<{ from: Day | null; to: Day | null }>(
    `select min(e.first) as "from", max(e.last) as "to" from unnest($2::text[]) u (unit)
     cross join lateral (select min(occurred_on) as first, max(occurred_on) as last from ledger_flow
       where region_id = $1 and unit = u.unit) e`,
    [tx.region, units],
  )
  return { from: row?.from ?? tx.today, to: row?.to ?? tx.today }
}

const [earliest, latest] = [day('1868-04-01'), day('2199-03-31')]

/** Quarters and fiscal years. The first and the last reach out as far as days go: rows of no flow at all lie there. */
function spansOf({ from, to }: { from: Day; to: Day }): [quarters: Span[], years: Span[]] {
  const first = `${fiscalYear(from)}-04` as Month
  return [3, 12].map((length) => {
    const spans: Span[] = []
    for (let each = first; each <= monthOfDay(to); each = addMonths(each, length))
      spans.push({ from: each, to: addMonths(each, length - 1) })
    return spans.map((span, n) => ({
      from: n === 0 ? monthOfDay(earliest) : span.from,
      to: n === spans.length - 1 ? monthOfDay(latest) : span.to,
    }))
  }) as [Span[], Span[]]
}

/**
 * Compares what is there with what belongs there, and writes only where they differ. In the order of the keys: into an
 * empty table a quarter of the time.
 */
const renewal = ({ table, keys, sums, made, kept }: Step): string => {
  const [same, list] = [keys.map((key) => `t.${key} = d.${key}`).join(' and '), keys.join(', ')]
  const [one, two] = sums
  return `with differing as materialized (
      select ${list}, m.${one}, m.${two}
      from (${made}) m full join (select * from ${table} where ${kept}) k using (${list})
      where m.${one} is distinct from k.${one} or m.${two} is distinct from k.${two}),
    gone as (
      delete from ${table} t using differing d where t.region_id = $1 and d.${two} is null and ${same}),
    written as (
      insert into ${table} as t (region_id, ${list}, ${one}, ${two})
      select $1, ${list}, ${one}, ${two} from differing where ${two} is not null order by ${list}
      on conflict (region_id, ${list}) do update set ${one} = excluded.${one}, ${two} = excluded.${two})
    select count(*)::int as rows from differing`
}

async function renew(tx: Tx, step: Step, { from, to }: Span, head: string): Promise<number> {
  const [first, last] = [firstDay(from), lastDay(to)]
  const all = [tx.region, units, from, to, first, last, fiscalYear(first), fiscalYear(last), head]
  // Each statement has those values that it names.
  const named: unknown[] = []
  const places = new Map<string, string>()
  const text = renewal(step).replace(/\$(\d)/g, (_, n: string) => {
    const place = places.get(n) ?? `$${named.push(all[Number(n) - 1])}`
    places.set(n, place)
    return place
  })
  const [row] = await tx.run<{ rows: number }>(text, named)
  return row?.rows ?? 0
}

/**
 * A number for every party that is in a closed flow and has none. Were there gaps, all get new ones, and the totals by
 * year, which have the old, are made from nothing. Answers how many numbers were wrong or missing.
 */
async function renumber(tx: Tx, head: string): Promise<number> {
  const [gaps] = await tx.run<{ rows: number }>(
    `select count(*)::int as rows from (
       select no, row_number() over (order by no) - 1 as place from ledger_party_no where region_id = $1) n
     where no <> place`,
    [tx.region],
  )
  if (gaps && gaps.rows > 0) {
    await tx.run('delete from ledger_year_total where region_id = $1', [tx.region])
    await tx.run('delete from ledger_party_no where region_id = $1', [tx.region])
  }
  const given = await tx.run(
    `insert into ledger_party_no (region_id, no, party_id)
     select $1, (select coalesce(max(no), -1) from ledger_party_no where region_id = $1) + row_number() over (order by a.party_id),
       a.party_id
     from (
       select distinct a.party_id from ledger_account a where a.region_id = $1 and (
         exists (select from ledger_flow f where f.region_id = $1 and f.from_account = a.account_id and f.recorded_on <= $2)
         or exists (select from ledger_flow f where f.region_id = $1 and f.to_account = a.account_id and f.recorded_on <= $2))) a
     where not exists (select from ledger_party_no n where n.region_id = $1 and n.party_id = a.party_id)
     returning no`,
    [tx.region, head],
  )
  return gaps && gaps.rows > 0 ? gaps.rows : given.length
}

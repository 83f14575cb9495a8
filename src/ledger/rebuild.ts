import type { Clock } from '#kit/clock.ts'
import { type Day, type Month, addMonths, day, firstDay, fiscalYear, lastDay, monthOfDay } from '#kit/days.ts'
import { units } from '#kit/units.ts'
import type { Database } from '#db/pool.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { inTotals } from './tail.ts'

export interface RebuildOptions {
  readonly region: number
  readonly clock?: Clock
}
export type Totals =
  | 'ledger_party_no'
  | 'ledger_month_total'
  | 'ledger_month_group'
  | 'ledger_year_total'
  | 'ledger_account_day'
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
  readonly table: Totals
  readonly keys: readonly string[]
  readonly sums: readonly [string, string]
  readonly types: readonly [string, string]
  /** What its rows are the sums of; of the months `$3` to `$4`, days `$5` to `$6`, fiscal years `$7` to `$8`. */
  readonly parts: string
  /** Where the rows lie that are there; `$2` are all units. */
  readonly kept: string
}

// The units are named so that the indexes, which begin with them, can be used.
const summed = `f.region_id = $1 and f.unit = any ($2) and f.occurred_on between $5 and $6 and ${inTotals('f')}`
const months = `region_id = $1 and unit = any ($2) and month between $3 and $4`

const monthTotals: Step = {
  table: 'ledger_month_total',
  keys: ['unit', 'month', 'kind', 'crossing', 'from_party', 'to_party'],
  sums: ['amount', 'flows'],
  types: ['bigint', 'int'],
  parts: `select f.unit, to_char(f.occurred_on, 'YYYY-MM') as month, f.kind, f.crossing, f.counted_from as from_party,
        f.counted_to as to_party, f.counted as amount, 1 as flows
      from ledger_flow_seen f where ${summed}`,
  kept: months,
}

const monthGroups: Step = {
  table: 'ledger_month_group',
  keys: ['unit', 'month', 'kind', 'crossing', 'from_group', 'to_group'],
  sums: ['amount', 'flows'],
  types: ['bigint', 'int'],
  parts: `select t.unit, t.month, t.kind, t.crossing, a.name as from_group, b.name as to_group, t.amount, t.flows
      from (select * from ledger_month_total where ${months}) t
      join ledger_party_group a on a.region_id = $1 and a.party_id = t.from_party
      join ledger_party_group b on b.region_id = $1 and b.party_id = t.to_party`,
  kept: months,
}

const yearTotals: Step = {
  table: 'ledger_year_total',
  keys: ['unit', 'year', 'kind', 'crossing', 'from_no', 'to_no'],
  sums: ['amount', 'flows'],
  types: ['bigint', 'int'],
  parts: `select t.unit, ledger_year_of(t.month) as year, t.kind, t.crossing, a.no as from_no, b.no as to_no, t.amount,
        t.flows
      from (select * from ledger_month_total where ${months}) t
      join ledger_party_no a on a.region_id = $1 and a.party_id = t.from_party
      join ledger_party_no b on b.region_id = $1 and b.party_id = t.to_party`,
  kept: 'region_id = $1 and unit = any ($2) and year between $7 and $8',
}

const accountDays: Step = {
  table: 'ledger_account_day',
  keys: ['account_id', 'day'],
  sums: ['inflow', 'outflow'],
  types: ['bigint', 'bigint'],
  // The flows are read twice: taking each apart into its two ends takes longer.
  parts: `select f.to_account as account_id, f.occurred_on as day, f.amount as inflow, 0::bigint as outflow
      from ledger_flow f where ${summed}
      union all
      select f.from_account, f.occurred_on, 0, f.amount from ledger_flow f where ${summed}`,
  kept: 'region_id = $1 and day between $5 and $6',
}

/**
 * Makes all totals anew from the flows, and says how many rows had been wrong. For the operator, after a
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
    await prepare(tx)
    const [quarters, years] = spansOf(await extent(tx))
    const found: Record<Totals, number> = {
      ledger_party_no: await renumber(tx),
      ledger_month_total: 0,
      ledger_month_group: 0,
      ledger_year_total: 0,
      ledger_account_day: 0,
    }
    const rounds = [
      [...tasksOf(monthTotals, quarters), ...tasksOf(accountDays, quarters)],
      [...tasksOf(yearTotals, years), ...tasksOf(monthGroups, quarters)],
    ]
    let [did, all] = [0, rounds.flat().length]
    const stepped = () => progress(++did / all)
    for (const tasks of rounds) {
      // What we wrote ourselves nobody else sees before the end: then all else is made by us alone.
      const written = Object.values(found).some((rows) => rows > 0)
      const wrong = written ? tasks : await compare(db, options, tx, tasks, stepped)
      if (!written) all += wrong.length
      for (const task of wrong) {
        found[task.step.table] += await differ(tx, renewal(task.step), task)
        stepped()
      }
    }
    return { identical: Object.values(found).every((rows) => rows === 0), differing: found }
  })
}

/** One table in one span of time. */
interface Task {
  readonly step: Step
  readonly span: Span
}

const tasksOf = (step: Step, spans: readonly Span[]): Task[] => spans.map((span) => ({ step, span }))

/**
 * Sums over millions of flows: sorting them on disk would take most of the time. And two connections are at work: each
 * with a helper of its own would only be in the other's way.
 */
const prepare = async (tx: Tx): Promise<unknown> =>
  await tx.run(
    `select set_config('work_mem', '128MB', true), set_config('plan_cache_mode', 'force_custom_plan', true),
       set_config('max_parallel_workers_per_gather', '0', true)`,
  )

/**
 * Answers the tasks in which rows differ. Two connections take the next task in turn: that is all reading, and nothing
 * of what they read can change while we hold 7102.
 */
async function compare(
  db: Database,
  options: RebuildOptions,
  tx: Tx,
  tasks: readonly Task[],
  stepped: () => void,
): Promise<Task[]> {
  const [queue, wrong]: [Task[], Task[]] = [[...tasks], []]
  const work = async (reader: Tx): Promise<void> => {
    try {
      for (let task = queue.shift(); task; task = queue.shift()) {
        if ((await differ(reader, comparison(task.step), task)) > 0) wrong.push(task)
        stepped()
      }
    } catch (fault) {
      queue.length = 0 // for the other: it need not go on
      throw fault
    }
  }
  await Promise.all([
    work(tx),
    transact(db, { ...options, readOnly: true }, async (other) => {
      await prepare(other)
      await work(other)
    }),
  ])
  return tasks.filter((task) => wrong.includes(task))
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

/** The rows that are there and do not belong (no sums), or belong there and are missing, or are other than they should be. */
const differing = ({ table, keys, sums, types, parts, kept }: Step): string => {
  const [one, two] = sums
  const list = keys.join(', ')
  return `select ${list}, m.${one}, m.${two}, k.${two} is null as missing
    from (
      select ${list}, sum(${one})::${types[0]} as ${one}, sum(${two})::${types[1]} as ${two} from (${parts}) p group by ${list}
    ) m full join (select * from ${table} where ${kept}) k using (${list})
    where m.${one} is distinct from k.${one} or m.${two} is distinct from k.${two}`
}

/**
 * How many rows differ, asked in one sum: what is there counts against what belongs there, and nothing must be left. That takes
 * two thirds of the time of laying both side by side. A row that is there and of which there is no part is one too.
 */
const comparison = ({ table, keys, sums, parts, kept }: Step): string => {
  const [one, two] = sums
  const list = keys.join(', ')
  return `select count(*)::int as rows from (
    select from (
      select ${list}, ${one}, ${two}, 1 as part from (${parts}) p
      union all
      select ${list}, -${one}, -${two}, 0 from ${table} where ${kept}
    ) e group by ${list} having sum(${one}) <> 0 or sum(${two}) <> 0 or max(part) = 0) d`
}

/** Writes only where they differ, and in the order of the keys: into an empty table a quarter of the time. */
const renewal = (step: Step): string => {
  const { table, keys, sums } = step
  const [same, list] = [keys.map((key) => `t.${key} = d.${key}`).join(' and '), keys.join(', ')]
  const [one, two] = sums
  return `with differing as materialized (${differing(step)}),
    gone as (
      delete from ${table} t using differing d where t.region_id = $1 and d.${two} is null and ${same}),
    changed as (
      update ${table} t set ${one} = d.${one}, ${two} = d.${two} from differing d
      where t.region_id = $1 and not d.missing and d.${two} is not null and ${same}),
    written as (
      insert into ${table} (region_id, ${list}, ${one}, ${two})
      select $1, ${list}, ${one}, ${two} from differing where missing order by ${list})
    select count(*)::int as rows from differing`
}

/** How many rows of that time differ, by a comparison or a renewal. */
async function differ(tx: Tx, statement: string, { span: { from, to } }: Task): Promise<number> {
  const [first, last] = [firstDay(from), lastDay(to)]
  const all = [tx.region, units, from, to, first, last, fiscalYear(first), fiscalYear(last)]
  // Each statement has those values that it names.
  const named: unknown[] = []
  const places = new Map<string, string>()
  const text = statement.replace(/\$(\d)/g, (_, n: string) => {
    const place = places.get(n) ?? `$${named.push(all[Number(n) - 1])}`
    places.set(n, place)
    return place
  })
  const [row] = await tx.run<{ rows: number }>(text, named)
  return row?.rows ?? 0
}

/**
 * A number for every party that is in the totals and has none. Were there gaps, all get new ones, and the totals by
 * year, which have the old, are made from nothing. Answers how many numbers were wrong or missing.
 */
async function renumber(tx: Tx): Promise<number> {
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
         exists (select from ledger_flow f where f.region_id = $1 and f.from_account = a.account_id and ${inTotals('f')})
         or exists (select from ledger_flow f where f.region_id = $1 and f.to_account = a.account_id and ${inTotals('f')}))) a
     where not exists (select from ledger_party_no n where n.region_id = $1 and n.party_id = a.party_id)
     returning no`,
    [tx.region],
  )
  return gaps && gaps.rows > 0 ? gaps.rows : given.length
}

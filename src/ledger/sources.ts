import { type Day, type Month, addMonths, firstDay, fiscalYear, lastDay, monthOfDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Unit } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import { type PartyGroups, crossings, crossingsOf } from './flows.ts'
import type { Crossing } from './schema.ts'

/** What to sum. Months are whole: the totals are kept by month, and the tail is added flow by flow. */
export interface TotalsQuery {
  readonly unit: Unit
  readonly from: Month
  readonly to: Month
  /** Only kinds of these names; all when left out. */
  readonly kinds?: readonly string[]
}

/** The same, of some ways over the border and of parties of some groups at either end; all when left out. */
export interface PairsQuery extends TotalsQuery {
  readonly crossings?: readonly Crossing[]
  readonly fromGroups?: PartyGroups
  readonly toGroups?: PartyGroups
  /** Only what came from these, or went to these. */
  readonly fromParties?: readonly Id[]
  readonly toParties?: readonly Id[]
}

/**
 * A list of rows to sum by party: from_no, from_party, to_no, to_party, crossing, amount, flows. Of a party either the
 * number or the id is given, always the same of the two, so that rows are grouped by both.
 */
export interface Source {
  /** From the totals: by year where the months allow it. */
  readonly summed: string
  /** What is in no total yet, from the flows. Never both of a flow. */
  readonly tail: string
  readonly values: readonly unknown[]
}

/**
 * The fiscal years that these months are, when they are whole: read from the totals by year, a fifth of the rows. A year
 * that runs until now is whole too, since nothing has happened after it.
 */
export function wholeYears({ from, to }: TotalsQuery, today: Day): number[] | undefined {
  if (!from.endsWith('-04') || !(to.endsWith('-03') || to >= monthOfDay(today))) return undefined
  const first = Number(from.slice(0, 4))
  return Array.from({ length: Math.max(0, fiscalYear(lastDay(to)) - first + 1) }, (_, n) => first + n)
}

/** What is summed of the pairs that are asked for. Both lists have the same columns and values. */
export function pairRows(tx: Tx, query: PairsQuery): Source {
  const { unit, from, to, kinds, fromGroups, toGroups } = query
  const values: unknown[] = [tx.region, unit, firstDay(from), lastDay(to)]
  const given = (value: unknown): string => `$${values.push(value)}`
  const years = wholeYears(query, tx.today)
  // As lists, not as ranges: the conditions after them then find their place in the index.
  const when = years ? `t.year = any (${given(years)}::int[])` : `t.month = any (${given(monthsOf(query))})`
  const ways = crossingsOf(query)
  const [byKind, byCrossing] = [kinds && given(kinds), ways.length < crossings.length && given(ways)]
  const [giver, getter] = [fromGroups && given(fromGroups.groups), toGroups && given(toGroups.groups)]
  const [payers, payees] = [
    query.fromParties && given(query.fromParties),
    query.toParties && given(query.toParties),
  ]
  const ofWays = (row: string) => (byCrossing ? [`${row}.crossing = any (${byCrossing})`] : [])
  const summed = years
    ? `select t.from_no, null::uuid as from_party, t.to_no, null::uuid as to_party, t.crossing, t.amount, t.flows
       from ledger_year_total t`
    : `select null::int as from_no, t.from_party, null::int as to_no, t.to_party, t.crossing, t.amount, t.flows
       from ledger_month_total t`
  const tail = years
    ? `select a.no as from_no, case when a.no is null then f.counted_from end as from_party, b.no as to_no,
         case when b.no is null then f.counted_to end as to_party, f.crossing, f.counted as amount, 1 as flows
       from ledger_tail_flows($1, $2, $3, $4, ${byKind ?? 'null'}) f
       left join ledger_party_no a on a.region_id = $1 and a.party_id = f.counted_from
       left join ledger_party_no b on b.region_id = $1 and b.party_id = f.counted_to`
    : `select null::int as from_no, f.counted_from as from_party, null::int as to_no, f.counted_to as to_party,
         f.crossing, f.counted as amount, 1 as flows
       from ledger_tail_flows($1, $2, $3, $4, ${byKind ?? 'null'}) f`
  const end = years ? 'no' : 'party'
  const ofSummed = [
    't.region_id = $1 and t.unit = $2',
    when,
    ...(byKind ? [`t.kind = any (${byKind})`] : []),
    ...ofWays('t'),
    ...among(`t.from_${end}`, giver),
    ...among(`t.to_${end}`, getter),
    ...isAmong(`t.from_${end}`, payers),
    ...isAmong(`t.to_${end}`, payees),
  ]
  const ofTail = [
    'true',
    ...ofWays('f'),
    ...among('f.counted_from', giver),
    ...among('f.counted_to', getter),
    ...isAmong('f.counted_from', payers),
    ...isAmong('f.counted_to', payees),
  ]
  return {
    summed: `${summed} where ${ofSummed.join(' and ')}`,
    tail: `${tail} where ${ofTail.join(' and ')}`,
    values,
  }
}

/** The condition that a column holds one of these parties; none when no parties are given. */
function isAmong(column: string, parties: string | undefined): string[] {
  if (!parties) return []
  const ids = `any (${parties}::uuid[])`
  const numbers = `select n.no from ledger_party_no n where n.region_id = $1 and n.party_id = ${ids}`
  return [column.endsWith('_no') ? `${column} in (${numbers})` : `${column} = ${ids}`]
}

/** The condition that a column holds parties of these groups; none when no groups are given. */
const among = (column: string, groups: string | undefined): string[] =>
  groups ? [`${column} in (${members(column.endsWith('_no'), groups)})`] : []

/** The parties of some groups, by their numbers or their ids. */
const members = (numbers: boolean, groups: string): string =>
  numbers
    ? `select n.no from ledger_party_no n join ledger_party_group g on g.region_id = $1 and g.party_id = n.party_id
       where n.region_id = $1 and g.name = any (${groups})`
    : `select g.party_id from ledger_party_group g where g.region_id = $1 and g.name = any (${groups})`

function monthsOf({ from, to }: TotalsQuery): Month[] {
  const months: Month[] = []
  for (let each = from; each <= to; each = addMonths(each, 1)) months.push(each)
  return months
}

import { type Day, type Period, monthOfDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Unit } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import type { PartyKind, Sector } from '#parties/schema.ts'
import type { Crossing } from './schema.ts'

/** Which flows a figure is made of: the same conditions that the figure's sum has. */
export interface FlowsQuery {
  readonly unit: Unit
  readonly period: Period
  readonly kinds?: readonly string[]
  readonly crossing?: Crossing
  readonly fromParty?: Id
  readonly toParty?: Id
  readonly fromGroups?: PartyGroups
  readonly toGroups?: PartyGroups
  /** Of these kinds, or paid to a party of that sector: what is one thing by its kind or by who gets it. */
  readonly kindsOrPayee?: { readonly kinds: readonly string[]; readonly sector: Sector }
  /** Either end. */
  readonly party?: Id
  /** The last flow of the page before. */
  readonly after?: FlowCursor
  readonly limit?: number
}

/** Parties of one side whose kind and sector are among these: `business E`, `household ` (no sector), … */
export interface PartyGroups {
  readonly side: 'inside' | 'outside'
  readonly groups: readonly string[]
}

export interface FlowCursor {
  readonly on: Day
  readonly entryId: Id
  readonly ordinal: number
}

export interface SeenFlow {
  readonly entryId: Id
  readonly ordinal: number
  readonly unit: Unit
  /** As counted: a reversal is minus the flow it undoes, so a list adds up to its figure. */
  readonly amount: number
  readonly kind: string
  readonly on: Day
  readonly crossing: Crossing
  readonly fromParty: Id
  readonly fromName: string
  readonly fromKind: PartyKind
  readonly fromSector: Sector | null
  readonly toParty: Id
  readonly toName: string
  readonly toKind: PartyKind
  readonly toSector: Sector | null
  readonly documentId: Id | null
  readonly documentNo: string
  readonly memo: string
  readonly reverses: Id | null
}

const columns = `f.entry_id as "entryId", f.ordinal, f.unit, f.counted as amount, f.kind, f.occurred_on as "on", f.crossing,
  f.counted_from as "fromParty", p.name as "fromName", p.kind as "fromKind", p.sector as "fromSector",
  f.counted_to as "toParty", r.name as "toName", r.kind as "toKind", r.sector as "toSector",
  e.document_id as "documentId", e.document_no as "documentNo", e.memo, e.reverses`
const joined = `join ledger_entry e on e.region_id = f.region_id and e.entry_id = f.entry_id
  join party p on p.region_id = f.region_id and p.party_id = f.counted_from
  join party r on r.region_id = f.region_id and r.party_id = f.counted_to`

/** The flows behind a figure, newest first, one page at a time. */
export async function listFlows(tx: Tx, query: FlowsQuery): Promise<SeenFlow[]> {
  const scarce = await whereabouts(tx, query)
  if (scarce?.period === null) return []
  const { from, to } = scarce?.period ?? query.period
  const values: unknown[] = [tx.region, query.unit, from, to]
  const given = (value: unknown): string => `$${values.push(value)}`
  const ends = scarce?.plenty
    ? endsInGroups(query, scarce.plenty, given)
    : endsAt(query, await prepare(tx, query), given)
  const conditions = [
    'f.region_id = $1 and f.unit = $2 and f.occurred_on between $3 and $4',
    ...ends,
    ...conditionsOf(query, given),
  ].join(' and ')
  const source = scarce?.ends
    ? `select f.* from ledger_flow_seen f where ${conditions} and ${between(scarce.ends, given)}
       union select f.* from ledger_tail_flows($1, $2, $3, $4, null) f where ${conditions}`
    : `select f.* from ledger_flow_seen f where ${conditions}`
  const limit = given(pageOf(query))
  const order = 'f.occurred_on desc, f.entry_id desc, f.ordinal desc'
  return await tx.run<SeenFlow & Record<string, unknown>>(
    `select ${columns} from (select f.* from (${source}) f order by ${order} limit ${limit}) f ${joined}
     order by ${order}`,
    values,
  )
}

/** Where the flows of a page can lie at all. */
interface Whereabouts {
  /** The days between the first and the last of them; null when there is none. */
  readonly period: Period | null
  /** When there are very few: the accounts that they go from and to, by what is counted. */
  readonly ends?: { readonly from: readonly Id[]; readonly to: readonly Id[] }
  /** Between groups of parties, when so many of all flows are theirs that a page is soon found among the newest. */
  readonly plenty?: Plenty
}
/** Which of the groups have so many parties that looking one up is quicker than having all in memory. */
interface Plenty {
  readonly manyFrom: boolean
  readonly manyTo: boolean
}
const many = 20_000
const veryFew = 500
/** One of so many flows must be theirs. */
const plentyOf = 200

/** What totals by pair and by group are asked under the same conditions; and what only those by group know. */
const inTotals = (query: FlowsQuery, given: (value: unknown) => string): string[] => [
  't.region_id = $1 and t.unit = $2 and t.month between $3 and $4',
  `t.crossing = any (${given(crossingsOf({ ...query, crossings: query.crossing && [query.crossing] }))})`,
  ...(query.kinds ? [`t.kind = any (${given(query.kinds)})`] : []),
]
function inGroups(query: FlowsQuery, given: (value: unknown) => string): string[] {
  const { fromGroups, toGroups, kindsOrPayee: either } = query
  return [
    ...(fromGroups ? [`t.from_group = any (${given(fromGroups.groups)})`] : []),
    ...(toGroups ? [`t.to_group = any (${given(toGroups.groups)})`] : []),
    ...(either
      ? [`(t.kind = any (${given(either.kinds)}) or t.to_group like '% ' || ${given(either.sector)})`]
      : []),
  ]
}

/**
 * What a month has nothing or little of would be looked for among all flows of the month, or of a year. The totals know at
 * once in which months there are any, how many, and between whom: so a page is looked for in the newest months that fill
 * it. What is in no total yet is looked through by its entries. Undefined when the question names parties: their flows are
 * found by their accounts.
 */
async function whereabouts(tx: Tx, query: FlowsQuery): Promise<Whereabouts | undefined> {
  const { party, fromParty, toParty, fromGroups, toGroups, after } = query
  const groups = fromGroups ?? toGroups
  const asks = query.crossing ?? query.kinds ?? query.kindsOrPayee ?? groups
  if (!asks || party || fromParty || toParty) return undefined
  const { from } = query.period
  const to = after && after.on < query.period.to ? after.on : query.period.to
  const values: unknown[] = [tx.region, query.unit, monthOfDay(from), monthOfDay(to)]
  const given = (value: unknown): string => `$${values.push(value)}`
  const both = inTotals(query, given)
  const ofBoth = [...values]
  const conditions = [...both, ...inGroups(query, given)].join(' and ')
  await planned(tx)
  // The newest month may be asked for in part: it does not count towards a full page.
  const large = (asked?: PartyGroups): string =>
    asked
      ? `(select count(*) > ${many} from (select from party s
          where s.region_id = $1 and s.group_name = any (${given(asked.groups)}) limit ${many} + 1) s)`
      : 'false'
  const [found] = await tx.run<
    Plenty & { first: Day | null; last: Day | null; summed: number; plenty: boolean }
  >(
    `with months as (
       select t.month, sum(t.flows) as flows, case when t.month = $4 then 0 else sum(t.flows) end as whole
       from ledger_month_group t where ${conditions} and t.flows > 0 group by t.month),
     newest as (select *, sum(whole) over (order by month desc) - whole as newer from months),
     t as (
       select min(month || '-01') filter (where newer < ${given(pageOf(query))})::date as first,
         (max(month || '-01')::date + interval '1 month - 1 day')::date as last,
         coalesce(sum(flows), 0)::int as summed, coalesce(sum(whole), 0) >= ${given(pageOf(query))} as full
       from newest)
     select case when t.full then t.first else least(t.first, o.first) end as first, greatest(t.last, o.last) as last, t.summed,
       t.summed * ${plentyOf} > (select sum(g.flows) from ledger_month_group g
         where g.region_id = $1 and g.unit = $2 and g.month between $3 and $4) as plenty,
       ${large(fromGroups)} as "manyFrom", ${large(toGroups)} as "manyTo"
     from t, (select min(e.occurred_on) as first, max(e.occurred_on) as last
       from ledger_tail w join ledger_entry e on e.region_id = $1 and e.entry_id = w.entry_id
       where w.region_id = $1 and e.occurred_on between ${given(from)} and ${given(to)}
       and (${given(query.kinds ?? null)}::text[] is null or e.kind = any (${given(query.kinds ?? null)}))) o`,
    values,
  )
  if (!found?.first || !found.last) return { period: null }
  const period = { from: found.first > from ? found.first : from, to: found.last < to ? found.last : to }
  if (groups) return found.plenty ? { period, plenty: found } : { period }
  if (found.summed > veryFew) return { period }
  const [ends] = await tx.run<{ from: Id[]; to: Id[] }>(
    `with pairs as materialized (select t.from_party, t.to_party from ledger_month_total t where ${both.join(' and ')})
     select array(select account_id from ledger_account where region_id = $1 and unit = $2
         and party_id in (select from_party from pairs)) as "from",
       array(select account_id from ledger_account where region_id = $1 and unit = $2
         and party_id in (select to_party from pairs)) as "to"`,
    ofBoth,
  )
  return { period, ends: ends ?? { from: [], to: [] } }
}

const pageOf = ({ limit = 50 }: FlowsQuery): number => Math.min(limit, 1000)

/** The statements after this one are planned for what they ask: which months, which kind, how much is in the tail. */
const planned = async (tx: Tx): Promise<unknown> =>
  await tx.run(`select set_config('plan_cache_mode', 'force_custom_plan', true)`)

/** As `counted` has it: a reversal stands in the flow with its ends turned round. */
function between({ from, to }: NonNullable<Whereabouts['ends']>, given: (value: unknown) => string): string {
  const [giver, getter] = [given(from), given(to)]
  return `(not f.reversal and f.from_account = any (${giver}::uuid[]) and f.to_account = any (${getter}::uuid[])
    or f.reversal and f.from_account = any (${getter}::uuid[]) and f.to_account = any (${giver}::uuid[]))`
}

interface Accounts {
  readonly from: Id[]
  readonly to: Id[]
  readonly either: Id[]
}

/**
 * The accounts of the parties that are asked for, by which their flows are found. And the statement after this one is
 * planned for what it asks: what is quick for the company in the middle is slow for two who met once.
 */
async function prepare(tx: Tx, query: FlowsQuery): Promise<Accounts> {
  const values: unknown[] = [tx.region, query.unit]
  const given = (value: unknown): string => `$${values.push(value)}`
  const accountsOf = (party?: Id, groups?: PartyGroups): string => {
    const asked = [
      ...(party ? [`p.party_id = ${given(party)}`] : []),
      ...(groups ? [`p.group_name = any (${given(groups.groups)})`] : []),
    ]
    if (asked.length === 0) return `'{}'::uuid[]`
    return `array(select a.account_id from party p
       join ledger_account a on a.region_id = $1 and a.party_id = p.party_id and a.unit = $2
       where p.region_id = $1 and ${asked.join(' and ')})`
  }
  await planned(tx)
  const [row] = await tx.run<Accounts & Record<string, unknown>>(
    `select ${accountsOf(query.fromParty, query.fromGroups)} as "from", ${accountsOf(query.toParty, query.toGroups)} as "to",
       ${accountsOf(query.party)} as "either" where $1::int is not null and $2::text is not null`,
    values,
  )
  return row ?? { from: [], to: [], either: [] }
}

export const crossings: readonly Crossing[] = ['in', 'out', 'within', 'beyond']
const leaves = { inside: ['out', 'within'], outside: ['in', 'beyond'] }
const arrives = { inside: ['in', 'within'], outside: ['out', 'beyond'] }

/** The ways over the border that are asked for, and that parties of these sides can take. */
export function crossingsOf(query: {
  readonly crossings?: readonly Crossing[] | undefined
  readonly fromGroups?: PartyGroups
  readonly toGroups?: PartyGroups
}): Crossing[] {
  return crossings.filter(
    (each) =>
      (!query.crossings || query.crossings.includes(each)) &&
      (!query.fromGroups || leaves[query.fromGroups.side].includes(each)) &&
      (!query.toGroups || arrives[query.toGroups.side].includes(each)),
  )
}

/** What the planner can count is said of the accounts as they stand in the flow: a reversal has its ends turned round. */
function endsAt(query: FlowsQuery, accounts: Accounts, given: (value: unknown) => string): string[] {
  const { from, to, either } = accounts
  const [byFrom, byTo] = [query.fromParty ?? query.fromGroups, query.toParty ?? query.toGroups]
  const at = (end: 'from' | 'to', ids: Id[]) => `f.${end}_account = any (${given(ids)}::uuid[])`
  const ends = (giver: 'from' | 'to', getter: 'from' | 'to') =>
    [byFrom && at(giver, from), byTo && at(getter, to)].filter(Boolean).join(' and ')
  return [
    ...(byFrom || byTo
      ? [`(not f.reversal and ${ends('from', 'to')} or f.reversal and ${ends('to', 'from')})`]
      : []),
    ...(query.party ? [`(${at('from', either)} or ${at('to', either)})`] : []),
  ]
}

/**
 * The same of groups, looked up flow by flow: to plan with thousands of accounts takes longer than to find a page. `is true`
 * keeps the planner from joining them instead, for fear that there are none.
 */
function endsInGroups(
  { fromGroups, toGroups }: FlowsQuery,
  { manyFrom, manyTo }: Plenty,
  given: (value: unknown) => string,
): string[] {
  const turned = { from: 'to', to: 'from' } as const
  const within = (end: 'from' | 'to', { groups }: PartyGroups, isMany: boolean): string =>
    isMany
      ? `exists (select from party s
           where s.region_id = $1 and s.party_id = f.counted_${end} and s.group_name = any (${given(groups)})) is true`
      : `(case when f.reversal then f.${turned[end]}_account else f.${end}_account end in (
           select a.account_id from party s
           join ledger_account a on a.region_id = $1 and a.party_id = s.party_id and a.unit = $2
           where s.region_id = $1 and s.group_name = any (${given(groups)}))) is true`
  return [
    ...(fromGroups ? [within('from', fromGroups, manyFrom)] : []),
    ...(toGroups ? [within('to', toGroups, manyTo)] : []),
  ]
}

/** All that is said of a flow beside its ends. */
function conditionsOf(query: FlowsQuery, given: (value: unknown) => string): string[] {
  const also: string[] = []
  if (query.kinds) also.push(`f.kind = any (${given(query.kinds)})`)
  if (query.kindsOrPayee) {
    const { kinds, sector } = query.kindsOrPayee
    also.push(`(f.kind = any (${given(kinds)}) or exists (
      select from party s where s.region_id = $1 and s.party_id = f.counted_to and s.sector = ${given(sector)}))`)
  }
  if (query.after) {
    const { on, entryId, ordinal } = query.after
    also.push(`(f.occurred_on, f.entry_id, f.ordinal) < (${given(on)}, ${given(entryId)}, ${given(ordinal)})`)
  }
  const wanted = crossingsOf({ ...query, crossings: query.crossing && [query.crossing] })
  // As what it is not: of what is computed the planner knows nothing, and expects nearly all instead of nearly none.
  if (wanted.length < crossings.length)
    also.push(`f.crossing <> all (${given(crossings.filter((each) => !wanted.includes(each)))})`)
  return also
}

export interface SeenEntry {
  readonly entryId: Id
  readonly kind: string
  readonly on: Day
  readonly recordedAt: Date
  readonly documentId: Id | null
  readonly documentNo: string
  readonly memo: string
  readonly actorId: Id | null
  readonly reverses: Id | null
  readonly reversedBy: Id | null
  readonly digest: Buffer
  readonly flows: readonly SeenFlow[]
}

/** One entry with its flows, or undefined. */
export async function readEntry(tx: Tx, entryId: Id): Promise<SeenEntry | undefined> {
  const [entry] = await tx.run<Omit<SeenEntry, 'flows'> & Record<string, unknown>>(
    `select e.entry_id as "entryId", e.kind, e.occurred_on as "on", e.recorded_at as "recordedAt",
       e.document_id as "documentId", e.document_no as "documentNo", e.memo, e.actor_id as "actorId", e.reverses,
       (select r.entry_id from ledger_entry r where r.region_id = $1 and r.reverses = e.entry_id) as "reversedBy", e.digest
     from ledger_entry e where e.region_id = $1 and e.entry_id = $2`,
    [tx.region, entryId],
  )
  if (!entry) return undefined
  const flows = await tx.run<SeenFlow & Record<string, unknown>>(
    `select ${columns} from ledger_flow_seen f ${joined} where f.region_id = $1 and f.entry_id = $2 order by f.ordinal`,
    [tx.region, entryId],
  )
  return { ...entry, flows }
}

/** The entries that a document made, first to last. */
export async function entriesOfDocument(tx: Tx, documentId: Id): Promise<SeenEntry[]> {
  const ids = await tx.q
    .selectFrom('ledger_entry')
    .select('entry_id')
    .where('region_id', '=', tx.region)
    .where('document_id', '=', documentId)
    .orderBy('entry_id')
    .execute()
  const entries = []
  for (const { entry_id: id } of ids) {
    const entry = await readEntry(tx, id)
    if (entry) entries.push(entry)
  }
  return entries
}

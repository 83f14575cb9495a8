import type { Day, Period } from '#kit/days.ts'
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
  /** Either end. */
  readonly party?: Id
  /** The last flow of the page before: `day entry ordinal`, as `cursorOf` makes it. */
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
  const values: unknown[] = [tx.region, query.unit, query.period.from, query.period.to]
  const also: string[] = []
  const given = (value: unknown, condition: (at: string) => string): void => {
    if (value !== undefined) also.push(condition(`$${values.push(value)}`))
  }
  given(query.kinds, (at) => `f.kind = any (${at})`)
  given(query.crossing, (at) => `f.crossing = ${at}`)
  given(query.fromParty, (at) => `f.counted_from = ${at}`)
  given(query.toParty, (at) => `f.counted_to = ${at}`)
  given(query.party, (at) => `(f.counted_from = ${at} or f.counted_to = ${at})`)
  for (const [group, party, sides] of [
    [query.fromGroups, 'p', { inside: ['out', 'within'], outside: ['in', 'beyond'] }],
    [query.toGroups, 'r', { inside: ['in', 'within'], outside: ['out', 'beyond'] }],
  ] as const) {
    if (!group) continue
    given(sides[group.side], (at) => `f.crossing = any (${at})`)
    given(group.groups, (at) => `${party}.kind || ' ' || coalesce(${party}.sector, '') = any (${at})`)
  }
  if (query.after) {
    const at = values.push(query.after.on, query.after.entryId, query.after.ordinal)
    also.push(`(f.occurred_on, f.entry_id, f.ordinal) < ($${at - 2}, $${at - 1}, $${at})`)
  }
  values.push(Math.min(query.limit ?? 50, 1000))
  return await tx.run<SeenFlow & Record<string, unknown>>(
    `select ${columns} from ledger_flow_seen f ${joined}
     where f.region_id = $1 and f.unit = $2 and f.occurred_on between $3 and $4
     ${also.map((condition) => `and ${condition}`).join(' ')}
     order by f.occurred_on desc, f.entry_id desc, f.ordinal desc limit $${values.length}`,
    values,
  )
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

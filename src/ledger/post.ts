import type { Day } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Amount, Unit } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { type AccountRef, resolve } from './accounts.ts'
import { digestOf } from './digest.ts'
import { kindOf } from './kinds.ts'

/** So much of one unit from one account to another. The amount's unit and the flow's must be the same to compile. */
export type Flow = {
  [U in Unit]: {
    readonly unit: U
    readonly amount: Amount<U>
    readonly from: AccountRef
    readonly to: AccountRef
  }
}[Unit]

/** 仕訳: the flows of one business event, written together or not at all. */
export interface Entry {
  readonly kind: string
  /** The day it happened; today or earlier. */
  readonly on: Day
  readonly document?: { readonly id: Id; readonly no: string }
  /** The same key and content again answers with the first entry; other content is refused. */
  readonly key?: string
  readonly memo?: string
  /** The hold that this entry uses up. */
  readonly hold?: Id
  readonly flows: readonly Flow[]
}

export interface Posted {
  readonly entryId: Id
  /** True when this key had been posted before: nothing new was written. */
  readonly repeated: boolean
}

export type PostRefusal = Refusal<
  | 'day_closed'
  | 'request_key_reused'
  | 'below_floor'
  | 'hold_unknown'
  | 'hold_expired'
  | 'hold_already_used'
  | 'hold_already_released'
  | 'hold_smaller_than_entry'
>
export type ReversalRefusal = Refusal<
  | 'reverses_unknown_entry'
  | 'reverses_a_reversal'
  | 'already_reversed'
  | 'day_closed'
  | 'below_floor'
  | 'request_key_reused'
>

interface Written extends Entry {
  readonly reverses?: Id
}

/** Posts one entry. Its flows are seen by this transaction at once and by others after the commit. */
export async function post(tx: Tx, actor: Actor, entry: Entry): Promise<Posted | PostRefusal> {
  const answer = await postAll(tx, actor, [entry])
  return isRefusal(answer) ? answer : first(answer)
}

/**
 * Posts many entries in one round trip, in the order given: each must keep every floor after those before it.
 * All are written or none. Faults: an entry without flows, an undeclared kind, a day after today.
 */
export async function postAll(
  tx: Tx,
  actor: Actor,
  entries: readonly Entry[],
): Promise<Posted[] | PostRefusal> {
  return (await write(tx, actor, entries)) as Posted[] | PostRefusal
}

/**
 * Undoes an entry by a new one with every flow turned round. An entry can be reversed once; a reversal cannot.
 * The reversal is of the same kind and day as the original unless `on` says otherwise, so sums of a period forget both.
 */
export async function reverse(
  tx: Tx,
  actor: Actor,
  entryId: Id,
  more: { on?: Day; memo?: string; key?: string; document?: { id: Id; no: string } } = {},
): Promise<Posted | ReversalRefusal> {
  const original = await tx.q
    .selectFrom('ledger_entry')
    .selectAll()
    .where('region_id', '=', tx.region)
    .where('entry_id', '=', entryId)
    .executeTakeFirst()
  if (!original) return refuse('reverses_unknown_entry')
  const flows = await tx.q
    .selectFrom('ledger_flow_seen')
    .selectAll()
    .where('region_id', '=', tx.region)
    .where('entry_id', '=', entryId)
    .orderBy('ordinal')
    .execute()
  const turned = flows.map((flow) => ({
    unit: flow.unit,
    amount: flow.amount,
    from: { party: flow.to_party, purpose: flow.to_purpose },
    to: { party: flow.from_party, purpose: flow.from_purpose },
  })) as Flow[]
  const own = original.document_id ? { id: original.document_id, no: original.document_no } : undefined
  const reversal: Written = {
    kind: original.kind,
    on: more.on ?? original.occurred_on,
    document: more.document ?? own,
    key: more.key,
    memo: more.memo ?? '',
    reverses: entryId,
    flows: turned,
  }
  const answer = (await write(tx, actor, [reversal])) as Posted[] | ReversalRefusal
  return isRefusal(answer) ? answer : first(answer)
}

function first(posted: readonly Posted[]): Posted {
  const [one] = posted
  if (!one) throw new Error('the ledger answered nothing')
  return one
}

interface Answer {
  entry_id: Id | null
  repeated: boolean
  refused: string | null
  detail: string | null
  ordinal: number
}

const call = `select ordinal, entry_id, repeated, refused, detail from ledger_post(
  $1, $2, $3, $4::uuid[], $5::text[], $6::date[], $7::uuid[], $8::text[], $9::text[], $10::uuid[], $11::text[],
  $12::bytea[], $13::uuid[], $14::int[], $15::text[], $16::bigint[], $17::uuid[], $18::uuid[])`

async function write(tx: Tx, actor: Actor, entries: readonly Written[]): Promise<Posted[] | Refusal> {
  if (entries.length === 0) return []
  for (const entry of entries) check(tx, entry)
  const flows = entries.flatMap((entry, index) => entry.flows.map((flow) => ({ flow, index })))
  const accounts = await resolve(
    tx,
    flows.flatMap(({ flow }) => [
      { unit: flow.unit, ref: flow.from },
      { unit: flow.unit, ref: flow.to },
    ]),
  )
  const flat = flows.map(({ flow, index }, at) => ({
    index,
    unit: flow.unit,
    amount: flow.amount as number,
    from: accounts[at * 2] as Id,
    to: accounts[at * 2 + 1] as Id,
  }))
  const rows = await tx.run<Answer>(call, [
    tx.now,
    tx.today,
    actor.userId ?? null,
    ...columns(actor, entries, flat),
  ])
  const refused = rows.find((row) => row.refused !== null)
  if (refused)
    return refuse(refused.refused ?? '', {
      detail: { entry: refused.ordinal, about: refused.detail ?? refused.entry_id ?? '' },
    })
  return rows.map((row) => ({ entryId: row.entry_id as Id, repeated: row.repeated }))
}

interface FlatFlow {
  index: number
  unit: Unit
  amount: number
  from: Id
  to: Id
}

/** The parameters of `ledger_post` as columns: entries, then flows. */
function columns(actor: Actor, entries: readonly Written[], flat: readonly FlatFlow[]): unknown[] {
  const own: FlatFlow[][] = entries.map(() => [])
  for (const flow of flat) own[flow.index]?.push(flow)
  return [
    entries.map(() => newId()),
    entries.map((e) => e.kind),
    entries.map((e) => e.on),
    entries.map((e) => e.document?.id ?? null),
    entries.map((e) => e.document?.no ?? ''),
    entries.map((e) => e.key ?? null),
    entries.map((e) => e.reverses ?? null),
    entries.map((e) => e.memo ?? ''),
    entries.map((e, index) =>
      digestOf({
        kind: e.kind,
        occurredOn: e.on,
        documentId: e.document?.id ?? null,
        documentNo: e.document?.no ?? '',
        actorId: actor.userId ?? null,
        reverses: e.reverses ?? null,
        memo: e.memo ?? '',
        flows: own[index] ?? [],
      }),
    ),
    entries.map((e) => e.hold ?? null),
    flat.map((f) => f.index + 1),
    flat.map((f) => f.unit),
    flat.map((f) => f.amount),
    flat.map((f) => f.from),
    flat.map((f) => f.to),
  ]
}

function check(tx: Tx, entry: Written): void {
  kindOf(entry.kind)
  if (entry.flows.length === 0) throw new Error(`an entry ${entry.kind} without flows`)
  if (entry.on > tx.today) throw new Error(`an entry ${entry.kind} of ${entry.on}, after today (${tx.today})`)
  for (const flow of entry.flows)
    if (flow.amount <= 0) throw new RangeError(`a flow of ${flow.amount} ${flow.unit}: turn it round instead`)
}

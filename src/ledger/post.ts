import type { Day } from '#kit/days.ts'
import { type Id, isId, newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { type Amount, type Unit, whole } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { type AccountRef, forgetAccounts, resolve } from './accounts.ts'
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
  | 'hold_of_another_account'
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

/**
 * Posts one entry. Its flows are seen by this transaction at once and by others after the commit. Refusals come in
 * this order: the key, the closed day, the hold, the floor; nothing is written before all of them are decided.
 * `detail.about` is the key, day, hold or account; `detail.entry` which entry (from 1); `detail.short` what lacks.
 */
export async function post(tx: Tx, actor: Actor, entry: Entry): Promise<Posted | PostRefusal> {
  const answer = await postAll(tx, actor, [entry])
  return isRefusal(answer) ? answer : first(answer)
}

/**
 * Posts many entries in one round trip, in the order given: each must keep every floor after those before it.
 * All are written or none. Faults: an entry without flows, an undeclared kind, a day after today, an amount that is
 * not a positive whole number, a flow from an account to itself.
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
 * The reversal is of the same kind and day as the original unless `on` (not earlier) says otherwise. Figures count it
 * as minus the original (赤伝), so sums of a period that holds both forget both.
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
  if (!original) return refuse('reverses_unknown_entry', { detail: { about: entryId } })
  if (more.on !== undefined && more.on < original.occurred_on)
    throw new RangeError(`a reversal on ${more.on}, before what it reverses (${original.occurred_on})`)
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
  ordinal: number
  entry_id: Id | null
  repeated: boolean
  refused: string | null
  detail: string | null
  short: number | null
}

const call = `select ordinal, entry_id, repeated, refused, detail, short from ledger_post(
  $1, $2, $3, $4::uuid[], $5::text[], $6::date[], $7::uuid[], $8::text[], $9::text[], $10::uuid[], $11::text[],
  $12::bytea[], $13::uuid[], $14::int[], $15::int[], $16::text[], $17::bigint[], $18::uuid[], $19::uuid[])`

async function write(tx: Tx, actor: Actor, entries: readonly Written[]): Promise<Posted[] | Refusal> {
  if (entries.length === 0) return []
  for (const entry of entries) check(tx, entry)
  const flows = entries.flatMap((entry, index) =>
    entry.flows.map((flow, at) => ({ flow, index, ordinal: at + 1 })),
  )
  const accounts = await resolve(
    tx,
    flows.flatMap(({ flow }) => [
      { unit: flow.unit, ref: flow.from },
      { unit: flow.unit, ref: flow.to },
    ]),
  )
  const rows = await tx
    .run<Answer>(call, [
      tx.now,
      tx.today,
      actor.userId ?? null,
      ...entryColumns(actor, entries),
      flows.map(({ index }) => index + 1),
      flows.map(({ ordinal }) => ordinal),
      flows.map(({ flow }) => flow.unit),
      flows.map(({ flow }) => flow.amount),
      flows.map((_, at) => accounts[at * 2]),
      flows.map((_, at) => accounts[at * 2 + 1]),
    ])
    .catch(beginAnewWhenCrossed)
  const refused = rows.find((row) => row.refused !== null)
  if (refused)
    return refuse(refused.refused ?? '', {
      detail: {
        entry: refused.ordinal,
        about: refused.detail ?? '',
        ...(refused.short === null ? {} : { short: refused.short }),
      },
    })
  return rows.map((row) => ({ entryId: row.entry_id as Id, repeated: row.repeated }))
}

/** The columns of the entries, as `ledger_post` takes them. */
function entryColumns(actor: Actor, entries: readonly Written[]): unknown[] {
  // What cannot be encoded (half of a cut emoji) would come back from the database as another text than was hashed.
  const memos = entries.map((e) => (e.memo ?? '').toWellFormed())
  const numbers = entries.map((e) => (e.document?.no ?? '').toWellFormed())
  return [
    entries.map(() => newId()),
    entries.map((e) => e.kind),
    entries.map((e) => e.on),
    entries.map((e) => e.document?.id ?? null),
    numbers,
    entries.map((e) => e.key ?? null),
    entries.map((e) => e.reverses ?? null),
    memos,
    entries.map((e, index) =>
      digestOf({
        kind: e.kind,
        occurredOn: e.on,
        documentId: e.document?.id ?? null,
        documentNo: numbers[index] ?? '',
        actorId: actor.userId ?? null,
        reverses: e.reverses ?? null,
        memo: memos[index] ?? '',
        flows: e.flows,
      }),
    ),
    entries.map((e) => e.hold ?? null),
  ]
}

/**
 * Two faults are no mistake of the caller and pass when the transaction begins anew: another wrote the same key, or
 * reversed the same entry, at the same moment; or the check of flows (YU002) meets an account that is not there, since
 * it was read from another database than this one.
 */
function beginAnewWhenCrossed(fault: unknown): never {
  const { code, constraint } = (fault ?? {}) as { code?: unknown; constraint?: unknown }
  const met = constraint === 'ledger_entry_by_request_key' || constraint === 'ledger_entry_by_reversed'
  if (code === 'YU002') forgetAccounts()
  else if (!met) throw fault
  throw Object.assign(new Error('the posting begins anew', { cause: fault }), { code: '40001' })
}

function check(tx: Tx, entry: Written): void {
  kindOf(entry.kind)
  if (entry.flows.length === 0) throw new Error(`an entry ${entry.kind} without flows`)
  if (entry.on > tx.today) throw new Error(`an entry ${entry.kind} of ${entry.on}, after today (${tx.today})`)
  // Text of another form (capitals) would come back from the database unlike what was hashed.
  if (entry.document && !isId(entry.document.id)) throw new TypeError(`${entry.document.id} is not an id`)
  for (const { unit, amount, from, to } of entry.flows) {
    if (whole(amount) <= 0) throw new RangeError(`a flow of ${amount} ${unit}: turn it round instead`)
    if (from.party === to.party && from.purpose === to.purpose)
      throw new Error(`a flow of ${amount} ${unit} from ${from.purpose} of ${from.party} to itself`)
  }
}

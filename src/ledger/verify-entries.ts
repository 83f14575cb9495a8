import { type Day, dayAt } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import type { AccountRef } from './accounts.ts'
import { closedThrough } from './close.ts'
import { digestOf } from './digest.ts'
import { allKinds } from './kinds.ts'
import type { SealTable } from './schema.ts'
import { genesis, leafOf, merkleRoot, sealOf } from './seal.ts'
import { type Mismatch, mismatch } from './verify-words.ts'

const page = 5_000

interface Account extends AccountRef {
  readonly unit: string
}
interface EntryRow {
  readonly id: Id
  readonly kind: string
  readonly occurred: Day
  readonly at: Date
  readonly recorded: Day
  readonly document: Id | null
  readonly no: string
  readonly actor: Id | null
  readonly key: string | null
  readonly reverses: Id | null
  readonly memo: string
  readonly digest: Buffer
  /** `ordinal unit amount from to agrees`, one flow after the other, by ordinal. */
  readonly flows: string | null
}
interface Flow {
  readonly ordinal: number
  readonly unit: string
  readonly amount: number
  readonly from: Id
  readonly to: Id
  readonly agrees: boolean
}

// The flows of an entry come as one text: a fifth of the time that a row for each flow takes.
const entries = `
  select e.entry_id as id, e.kind, e.occurred_on as occurred, e.recorded_at as at, e.recorded_on as recorded,
    e.document_id as document, e.document_no as no, e.actor_id as actor, e.request_key as key, e.reverses, e.memo, e.digest,
    (select string_agg(concat_ws(' ', f.ordinal, f.unit, f.amount, f.from_account, f.to_account,
       f.kind = e.kind and f.occurred_on = e.occurred_on and f.recorded_on = e.recorded_on
         and f.reversal = (e.reverses is not null)), ',' order by f.ordinal)
     from ledger_flow f where f.region_id = $1 and f.entry_id = e.entry_id) as flows
  from (
    select * from ledger_entry where region_id = $1 and (recorded_on, entry_id) > ($2, $3)
    order by recorded_on, entry_id limit ${page}) e
  order by e.recorded_on, e.entry_id`

/**
 * Reads every entry with its flows, in the order of the seals, and proves each by itself, then each closed day by its
 * seal. Needs the memory of one day. Answers how many there are, or what is wrong first.
 */
export async function verifyEntries(
  tx: Tx,
  progress: (entries: number) => void,
): Promise<{ entries: number; flows: number } | Mismatch> {
  const [accounts, kinds] = [await readAccounts(tx), new Set(allKinds().map(({ name }) => name))]
  const seals = await sealsOf(tx)
  let [read, flows] = [0, 0]
  let last: { recorded: Day | '-infinity'; id: string } = {
    recorded: '-infinity',
    id: '00000000-0000-0000-0000-000000000000',
  }
  for (;;) {
    const rows = await tx.run<EntryRow & Record<string, unknown>>(entries, [
      tx.region,
      last.recorded,
      last.id,
    ])
    for (const row of rows) {
      const own = flowsOf(row)
      const wrong = seals.endDayBefore(row.recorded) ?? wrongOf(row, own, accounts, kinds)
      if (wrong) return wrong
      seals.add(row, own.length)
      flows += own.length
    }
    read += rows.length
    progress(read)
    last = rows.at(-1) ?? last
    if (rows.length < page) break
  }
  return seals.end() ?? { entries: read, flows }
}

async function readAccounts(tx: Tx): Promise<Map<Id, Account>> {
  const rows = await tx.run<{ id: Id } & Account>(
    'select account_id as id, party_id as party, unit, purpose from ledger_account where region_id = $1',
    [tx.region],
  )
  return new Map(rows.map(({ id, ...account }) => [id, account]))
}

function flowsOf({ flows }: EntryRow): Flow[] {
  if (flows === null) return []
  return flows.split(',').map((text) => {
    const [ordinal, unit = '', amount, from, to, agrees] = text.split(' ')
    return {
      ordinal: Number(ordinal),
      unit,
      amount: Number(amount),
      from: from as Id,
      to: to as Id,
      agrees: agrees === 't',
    }
  })
}

/** What must hold of one entry, in order. */
function wrongOf(
  row: EntryRow,
  flows: readonly Flow[],
  accounts: ReadonlyMap<Id, Account>,
  kinds: ReadonlySet<string>,
): Mismatch | undefined {
  const at = `${row.id}${row.no === '' ? '' : ` (${row.no})`}`
  if (flows.length === 0) return mismatch('entry_without_flows', { at })
  if (!kinds.has(row.kind)) return mismatch('kind_undeclared', { at, found: row.kind })
  const recorded = dayAt(row.at)
  if (recorded !== row.recorded)
    return mismatch('recorded_day_differs', { at, found: row.recorded, expected: recorded })
  if (row.occurred > row.recorded)
    return mismatch('happens_after_recording', { at, found: row.occurred, expected: row.recorded })
  if (flows.some((flow, index) => flow.ordinal !== index + 1))
    return mismatch('flow_numbers_have_gaps', { at, found: flows.map(({ ordinal }) => ordinal).join(', ') })

  const named = []
  for (const flow of flows) {
    const which = `${at} / ${flow.ordinal}`
    if (!flow.agrees) return mismatch('flow_unlike_entry', { at: which })
    const [from, to] = [accounts.get(flow.from), accounts.get(flow.to)]
    if (!from || !to)
      return mismatch('flow_of_unknown_account', { at: which, found: from ? flow.to : flow.from })
    for (const { unit } of [from, to])
      if (unit !== flow.unit)
        return mismatch('flow_unit_differs', { at: which, found: flow.unit, expected: unit })
    named.push({ unit: flow.unit, amount: flow.amount, from, to })
  }
  const digest = digestOf({
    kind: row.kind,
    occurredOn: row.occurred,
    documentId: row.document,
    documentNo: row.no,
    actorId: row.actor,
    reverses: row.reverses,
    memo: row.memo,
    flows: named,
  })
  return digest.equals(row.digest) ? undefined : mismatch('digest_differs', { at })
}

interface Seals {
  add(row: EntryRow, flows: number): void
  /** Proves the day that is complete when the next entry is of a later one. */
  endDayBefore(next: Day): Mismatch | undefined
  end(): Mismatch | undefined
}

/** The seals of the closed days, proved in the order of their days. */
async function sealsOf(tx: Tx): Promise<Seals> {
  const through = await closedThrough(tx)
  const sealed = await tx.q
    .selectFrom('ledger_seal')
    .selectAll()
    .where('region_id', '=', tx.region)
    .orderBy('day')
    .execute()
  let [next, previous]: [number, Buffer] = [0, genesis]
  let today: { on: Day; leaves: Buffer[]; flows: number } | undefined

  const endDay = (): Mismatch | undefined => {
    if (!today) return undefined
    const { on, leaves, flows } = today
    today = undefined
    const seal = sealed[next]
    if (seal && seal.day < on) return mismatch('seal_without_entries', { at: seal.day })
    if (through === undefined || on > through) return undefined
    if (seal?.day !== on) return mismatch('day_not_sealed', { at: on })
    next += 1
    const wrong = wrongSeal(seal, previous, leaves, flows)
    previous = seal.seal
    return wrong
  }
  return {
    add(row, flows) {
      today ??= { on: row.recorded, leaves: [], flows: 0 }
      today.leaves.push(
        leafOf({ entryId: row.id, recordedAt: row.at, requestKey: row.key, digest: row.digest }),
      )
      today.flows += flows
    },
    endDayBefore: (day) => (today && today.on !== day ? endDay() : undefined),
    end() {
      const wrong = endDay()
      const left = sealed[next]
      return wrong ?? (left && mismatch('seal_without_entries', { at: left.day }))
    },
  }
}

function wrongSeal(
  seal: SealTable,
  previous: Buffer,
  leaves: readonly Buffer[],
  flows: number,
): Mismatch | undefined {
  const at = seal.day
  if (seal.entries !== leaves.length || seal.flows !== flows)
    return mismatch('seal_counts_differ', {
      at,
      found: `${leaves.length}/${flows}`,
      expected: `${seal.entries}/${seal.flows}`,
    })
  if (!merkleRoot(leaves).equals(seal.root)) return mismatch('seal_root_differs', { at })
  if (!previous.equals(seal.previous)) return mismatch('seal_chain_broken', { at })
  if (!sealOf(at, previous, seal.root).equals(seal.seal)) return mismatch('seal_differs', { at })
  return undefined
}

import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Unit } from '#kit/units.ts'
import type { BinaryRow, Literal } from '#db/copy-out.ts'
import type { Tx } from '#db/transaction.ts'
import { crossings } from './flows.ts'
import type { Crossing } from './schema.ts'

export interface NetworkQuery {
  readonly unit: Unit
  /** Fiscal year, April to March. */
  readonly year: number
  /** Only kinds of these names; all when left out. */
  readonly kinds?: readonly string[]
}

/**
 * Who paid whom in a fiscal year, as columns: the nth line goes `from[n]` → `to[n]`. A pair may have several lines (one
 * for each kind and crossing, and for each flow of the tail) and they come in no order: what counts is their sum.
 */
export interface Network {
  /** The party of each number. Some may be in no line: they were in another year, or in other kinds. */
  readonly parties: readonly Id[]
  /** By its place in `crossings` of flows.ts: 0 in, 1 out, 2 within, 3 beyond. */
  readonly crossing: Uint8Array
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** In the unit's smallest step; minus when more was reversed than posted. */
  readonly amount: Float64Array
}

// Packed by the database into one field for each crossing: row by row, COPY itself takes twice the time of the whole; asked for
// each crossing by itself, two thirds of the time of one grouping. One statement, so that totals and tail, and the numbers of
// the parties, are as of one moment.
const packed = `${crossings
  .map(
    (crossing) => `
  select '${crossing}', string_agg(int8send(t.from_no::bigint << 32 | t.to_no) || int8send(t.amount), '')
  from ledger_year_total t
  where t.region_id = $1 and t.unit = $2 and t.year = $3 and ($4::text[] is null or t.kind = any ($4))
    and t.crossing = '${crossing}'`,
  )
  .join(' union all')}
  union all
  select 'parties', convert_to(string_agg(n.party_id::text, '' order by n.no), 'UTF8')
  from ledger_party_no n where n.region_id = $1
  union all
  select 'tail', convert_to(json_agg(json_build_array(f.crossing, f.counted_from, f.counted_to, f.counted))::text, 'UTF8')
  from ledger_tail_flows($1, $2, $5, $6, $4) f`
const packedFlows = `
  with numbered as materialized (
    select p.party_id, (row_number() over (order by p.party_id) - 1)::int as no from party p where p.region_id = $1)
  select f.crossing, string_agg(int4send(a.no) || int4send(b.no) || int8send(f.amount), '')
  from (
    select f.crossing, f.counted_from, f.counted_to, sum(f.counted)::bigint as amount from ledger_flow_seen f
    where f.region_id = $1 and f.unit = $2 and f.occurred_on between $5 and $6
      and ($4::text[] is null or f.kind = any ($4))
    group by f.crossing, f.counted_from, f.counted_to, f.kind) f
  join numbered a on a.party_id = f.counted_from join numbered b on b.party_id = f.counted_to
  group by f.crossing
  union all
  select 'parties', convert_to(string_agg(n.party_id::text, '' order by n.no), 'UTF8') from numbered n`
const lineBytes = 16
const idChars = 36

type TailFlow = readonly [crossing: Crossing, from: Id, to: Id, amount: number]

/** Where networks are read from: the totals, or past them. */
export type NetworkReader = (tx: Tx, query: NetworkQuery) => Promise<Network>

/**
 * All pairs of a fiscal year: from the totals by year, and the tail flow by flow. An amount outside the safe range is
 * a fault.
 */
export async function readNetwork(tx: Tx, query: NetworkQuery): Promise<Network> {
  return networkOf(await tx.copy(packed, valuesOf(tx, query)))
}

/** The same, one line a pair, kind and crossing, from the flows themselves and past all totals: to prove the quick way. */
export async function networkOfFlows(tx: Tx, query: NetworkQuery): Promise<Network> {
  return networkOf(await tx.copy(packedFlows, valuesOf(tx, query)))
}

const valuesOf = (tx: Tx, { unit, year, kinds }: NetworkQuery): Literal[] => [
  tx.region,
  unit,
  year,
  kinds ?? null,
  day(`${year}-04-01`),
  day(`${year + 1}-03-31`),
]

function networkOf(rows: readonly BinaryRow[]): Network {
  const fields = new Map(rows.map(([what, bytes]) => [String(what), bytes ?? Buffer.alloc(0)]))
  const parties = partiesOf(fields.get('parties'))
  const tail = tailOf(fields.get('tail'))
  const summed = crossings.map((crossing) => fields.get(crossing) ?? Buffer.alloc(0))
  const lines = summed.reduce((sum, bytes) => sum + bytes.length / lineBytes, tail.length)
  const network = {
    parties,
    crossing: new Uint8Array(lines),
    from: new Uint32Array(lines),
    to: new Uint32Array(lines),
    amount: new Float64Array(lines),
  }
  let at = 0
  for (const [code, bytes] of summed.entries()) {
    network.crossing.fill(code, at, at + bytes.length / lineBytes)
    at = unpack(bytes, network, at)
  }
  addTail(tail, network, at)
  return network
}

function partiesOf(bytes: Buffer | undefined): Id[] {
  const text = bytes?.toString('latin1') ?? ''
  return Array.from({ length: text.length / idChars }, (_, n) => text.substr(n * idChars, idChars) as Id)
}

const tailOf = (bytes: Buffer | undefined): readonly TailFlow[] =>
  bytes && bytes.length > 0 ? (JSON.parse(bytes.toString()) as readonly TailFlow[]) : []

/** From, to and amount, as PostgreSQL sends numbers: the highest byte first. Answers where the next line goes. */
function unpack(bytes: Buffer, { from, to, amount }: Network, start: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = start
  for (let byte = 0; byte < bytes.length; byte += lineBytes) {
    from[at] = view.getInt32(byte)
    to[at] = view.getInt32(byte + 4)
    amount[at++] = safe(view.getInt32(byte + 8) * 2 ** 32 + view.getUint32(byte + 12))
  }
  return at
}

/** A party that is in no total yet has no number: it gets the next place. */
function addTail(tail: readonly TailFlow[], network: Network & { parties: Id[] }, start: number): void {
  if (tail.length === 0) return
  const places = new Map(network.parties.map((id, place) => [id, place]))
  const placeOf = (id: Id): number => {
    const known = places.get(id)
    if (known !== undefined) return known
    places.set(id, network.parties.length)
    return network.parties.push(id) - 1
  }
  for (const [n, [crossing, from, to, amount]] of tail.entries()) {
    network.crossing[start + n] = crossings.indexOf(crossing)
    network.from[start + n] = placeOf(from)
    network.to[start + n] = placeOf(to)
    network.amount[start + n] = safe(amount)
  }
}

function safe(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is outside the safe range`)
  return amount
}

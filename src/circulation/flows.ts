import { type Month, firstDay, lastDay, monthOfDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Unit } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'
import { type FlowCursor, type SeenEntry, type SeenFlow, listFlows, readEntry } from '#ledger/flows.ts'
import { energyKinds, kindsThatCount } from '#ledger/kinds.ts'
import type { Crossing } from '#ledger/schema.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { energySector } from './figure-values.ts'
import { type Band, type Group, type StreamEnd, bandOf, groupsOf } from './groups.ts'

/** Which figure is opened: the conditions in the page's address. */
export interface Opened {
  readonly unit: Unit
  readonly from: Month
  readonly to: Month
  /** Paid for something unless told otherwise. */
  readonly counts?: 'exchange' | 'transfer'
  /** Only what is paid for energy. */
  readonly energy?: boolean
  readonly crossing?: Crossing
  readonly payer?: StreamEnd
  readonly payee?: StreamEnd
  readonly party?: Id
  readonly after?: FlowCursor
}

export interface FlowRow {
  readonly flow: SeenFlow
  readonly payer: Seen
  readonly payee: Seen
}
/** Who is named to whom: a role sees the name, anyone else the group that the party belongs to. */
interface Seen {
  readonly name?: string
  readonly party?: Id
  readonly side: Group['side']
  readonly band: Band
}

const pageSize = 50

/**
 * The flows behind a figure, newest first, fifty at a time; names only for those who may see the ledger. The flows of
 * one party are that party's own affair: `not_yours` for others.
 */
export async function openFigure(
  tx: Tx,
  actor: Actor,
  opened: Opened,
): Promise<{ rows: FlowRow[]; next?: FlowCursor; named: boolean } | Refusal<'not_yours'>> {
  if (opened.party && opened.party !== actor.partyId && !may(actor.role, 'ledger.see'))
    return refuse('not_yours')
  const flows = await listFlows(tx, {
    unit: opened.unit,
    period: { from: firstDay(opened.from), to: lastDay(opened.to) },
    kinds: kindsThatCount(opened.counts ?? 'exchange'),
    kindsOrPayee: opened.energy ? { kinds: energyKinds(), sector: energySector } : undefined,
    crossing: opened.crossing,
    fromGroups: opened.payer && { side: opened.payer.side, groups: groupsOf(opened.payer.band) },
    toGroups: opened.payee && { side: opened.payee.side, groups: groupsOf(opened.payee.band) },
    party: opened.party,
    after: opened.after,
    limit: pageSize + 1,
  })
  const named = may(actor.role, 'ledger.see')
  const rows = flows.slice(0, pageSize).map((flow) => ({ flow, ...ends(flow, named, actor.partyId) }))
  const last = flows.length > pageSize ? rows.at(-1)?.flow : undefined
  return { rows, named, next: last && { on: last.on, entryId: last.entryId, ordinal: last.ordinal } }
}

function ends(flow: SeenFlow, named: boolean, own: Id | undefined): { payer: Seen; payee: Seen } {
  const payerSide = flow.crossing === 'in' || flow.crossing === 'beyond' ? 'outside' : 'inside'
  const payeeSide = flow.crossing === 'out' || flow.crossing === 'beyond' ? 'outside' : 'inside'
  const end = (side: Group['side'], party: Id, name: string, kind: string, sector: string | null): Seen => {
    const band = bandOf({ side, kind, sector: sector ?? '' })
    // The company and the city act in public; a party always sees its own name.
    const open = named || party === own || band === 'company' || band === 'city'
    return open ? { side, band, name, party } : { side, band }
  }
  return {
    payer: end(payerSide, flow.fromParty, flow.fromName, flow.fromKind, flow.fromSector),
    payee: end(payeeSide, flow.toParty, flow.toName, flow.toKind, flow.toSector),
  }
}

/** One entry with its flows, for those who may see the ledger and for the parties whose flows it has. */
export async function openEntry(
  tx: Tx,
  actor: Actor,
  { id }: { id: Id },
): Promise<SeenEntry | Refusal<'not_found' | 'not_yours'>> {
  const entry = await readEntry(tx, id)
  if (!entry) return refuse('not_found')
  const own = entry.flows.some((flow) => flow.fromParty === actor.partyId || flow.toParty === actor.partyId)
  if (!own && !may(actor.role, 'ledger.see')) return refuse('not_yours')
  return entry
}

export const monthNow = (tx: Tx): Month => monthOfDay(tx.today)

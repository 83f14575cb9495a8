import type { Tx } from '#db/transaction.ts'
import { type Day, isDay } from '#kit/days.ts'
import { type Id, isId } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { type Page, fromCursor, pageOf } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import { type PrintedNotes, mostNotes } from './notes.ts'

/** Notes that were just made, to be printed: those that are out, of one printing, for staff. */
export async function madeNotes(
  tx: Tx,
  actor: Actor,
  serials: readonly string[],
): Promise<PrintedNotes | undefined> {
  if (!may(actor.role, 'points.run')) return undefined
  const rows = await tx.run<{ serial: string; each: number; expiresOn: Day }>(
    `select serial, amount as each, expires_on as "expiresOn" from points_note
     where region_id = $1 and serial = any ($2) and state = 'out' and printed_on = $3 order by serial`,
    [tx.region, serials.slice(0, mostNotes), tx.today],
  )
  const [first] = rows
  return first && { serials: rows.map(({ serial }) => serial), each: first.each, expiresOn: first.expiresOn }
}

/** Notes of one worth that were made for one holder on one day, and what became of them. */
export interface Printing {
  readonly on: Day
  readonly holderId: Id
  readonly holderName: string
  readonly each: number
  readonly expiresOn: Day
  readonly count: number
  readonly out: number
  readonly taken: number
  readonly void: number
  readonly expired: number
}
const pageLength = 50

/** All notes, newest first. Their numbers are not among it: who knows one can spend it. */
export async function listPrintings(
  tx: Tx,
  actor: Actor,
  after?: string,
): Promise<Page<Printing> | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  const [on, holder, each, until] = (after === undefined ? undefined : fromCursor(after, 4)) ?? []
  const valid = on && until && isDay(on) && isDay(until) && isId(holder) && /^\d{1,15}$/.test(each ?? '')
  const rows = await tx.run<Printing & Record<string, unknown>>(
    `select n.printed_on as "on", n.holder_id as "holderId", p.name as "holderName", n.amount as each,
       n.expires_on as "expiresOn", count(*) as count, count(*) filter (where n.state = 'out') as out,
       count(*) filter (where n.state = 'taken') as taken, count(*) filter (where n.state = 'void') as void,
       count(*) filter (where n.state = 'expired') as expired
     from points_note n join party p on p.region_id = $1 and p.party_id = n.holder_id
     where n.region_id = $1
       and ($2::date is null or (n.printed_on, n.holder_id, n.amount, n.expires_on) < ($2, $3::uuid, $4::bigint, $5::date))
     group by 1, 2, 3, 4, 5
     order by n.printed_on desc, n.holder_id desc, n.amount desc, n.expires_on desc limit $6`,
    [tx.region, ...(valid ? [on, holder, each, until] : [null, null, null, null]), pageLength + 1],
  )
  return pageOf(rows, pageLength, (row) => [row.on, row.holderId, String(row.each), row.expiresOn])
}

import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import { type Id, isId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { type ReversalRefusal, reverse } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { type Page, fromCursor, pageOf } from '#parties/cursors.ts'
import { may } from '#parties/policy.ts'
import type { FundMoveSort } from './schema.ts'
import { withdrawLots } from './wallets.ts'

/** Yen put into the fund, or points given from it, by hand. */
export interface FundMove {
  readonly moveId: Id
  readonly sort: FundMoveSort
  /** Whose yen they were, or who got the points. */
  readonly partyId: Id
  /** Yen or points. */
  readonly amount: number
  readonly on: Day
  readonly reason: string
  readonly entryId: Id
}

/** Answered with the commit. */
export function keepMove(tx: Tx, { moveId, sort, partyId, amount, on, reason, entryId }: FundMove): void {
  tx.send(
    `insert into points_fund_move (region_id, move_id, sort, party_id, amount, moved_on, reason, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.region, moveId, sort, partyId, amount, on, reason, entryId],
  )
}

export interface FundMoveSeen extends FundMove {
  readonly partyName: string
  readonly undoneBecause: string
}

const columns = `m.move_id as "moveId", m.sort, m.party_id as "partyId", p.name as "partyName", m.amount, m.moved_on as "on",
  m.reason, m.entry_id as "entryId", m.undone_because as "undoneBecause"`
const joined = 'points_fund_move m join party p on p.region_id = $1 and p.party_id = m.party_id'
const pageLength = 20

/** What staff did with the fund by hand; what was written last comes first. */
export async function listFundMoves(
  tx: Tx,
  actor: Actor,
  after?: string,
): Promise<Page<FundMoveSeen> | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  const [id] = (after === undefined ? undefined : fromCursor(after, 1)) ?? []
  const rows = await tx.run<FundMoveSeen & Record<string, unknown>>(
    `select ${columns} from ${joined}
     where m.region_id = $1 and ($2::uuid is null or m.move_id < $2) order by m.move_id desc limit $3`,
    [tx.region, isId(id) ? id : null, pageLength + 1],
  )
  return pageOf(rows, pageLength, (row) => [row.moveId])
}

export async function readFundMove(
  tx: Tx,
  actor: Actor,
  { id }: { id: Id },
): Promise<FundMoveSeen | Refusal<'not_allowed' | 'not_found'>> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  const [row] = await tx.run<FundMoveSeen & Record<string, unknown>>(
    `select ${columns} from ${joined} where m.region_id = $1 and m.move_id = $2`,
    [tx.region, id],
  )
  return row ?? refuse('not_found')
}

export type UndoFundMoveRefusal =
  | ReversalRefusal
  | Refusal<
      | 'not_allowed'
      | 'fund_move_unknown'
      | 'already_undone'
      | 'reason_missing'
      | 'points_spent' // detail.left
      | 'fund_used' // detail.short
    >

/**
 * Staff undoes a slip: points return to the fund if all of them are still in the wallet, yen leave it if no point was given
 * for them.
 */
export async function undoFundMove(
  tx: Tx,
  actor: Actor,
  { moveId, reason }: { moveId: Id; reason: string },
): Promise<{ moveId: Id; sort: FundMoveSort; amount: number } | UndoFundMoveRefusal> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  const move = await tx.q
    .selectFrom('points_fund_move')
    .select(['sort', 'amount', 'entry_id', 'undone_at'])
    .where('region_id', '=', tx.region)
    .where('move_id', '=', moveId)
    .forUpdate()
    .executeTakeFirst()
  if (!move) return refuse('fund_move_unknown')
  if (move.undone_at) return refuse('already_undone')
  const withdrawn = move.sort === 'issue' ? await withdrawLots(tx, move.entry_id) : undefined
  if (isRefusal(withdrawn)) return withdrawn
  const reversed = await reverse(tx, actor, move.entry_id, { memo: reason.trim() })
  if (isRefusal(reversed))
    return reversed.refused === 'below_floor'
      ? refuse('fund_used', { detail: { short: Number(reversed.detail?.['short'] ?? 0) } })
      : reversed
  await tx.q
    .updateTable('points_fund_move')
    .set({ undone_at: tx.now, undone_because: reason.trim() })
    .where('region_id', '=', tx.region)
    .where('move_id', '=', moveId)
    .execute()
  return { moveId, sort: move.sort, amount: move.amount }
}

import type { Tx } from '#db/transaction.ts'
import { type Id } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { type ReversalRefusal, reverse } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { undoMoves } from '#wood/piles.ts'
import type { WorkKind } from '#wood/stock.schema.ts'
import { papersStandOn } from './certificates.ts'
import { takeBackShares } from './firewood.ts'

export type ReverseWorkRefusal =
  | ReversalRefusal
  | Refusal<
      'not_allowed' | 'work_unknown' | 'work_reversed' | 'reason_missing' | 'pile_used' | 'papers_stand_on_it'
    >

/**
 * A work that was entered wrongly is turned round: its piles are what they were, as long as what it made is still there and no paper
 * of ours stands on it. It stays in the list, with the reason.
 */
export async function reverseWork(
  tx: Tx,
  actor: Actor,
  { workId, reason }: { workId: Id; reason: string },
): Promise<{ workId: Id; workNo: string } | ReverseWorkRefusal> {
  if (!may(actor.role, 'wood.make')) return refuse('not_allowed')
  const [work] = await tx.run<{ workNo: string; kind: WorkKind; entryId: Id | null; reversed: boolean }>(
    `select work_no as "workNo", kind, entry_id as "entryId", reversed_on is not null as reversed
     from wood_work where region_id = $1 and work_id = $2 for update`,
    [tx.region, workId],
  )
  if (!work) return refuse('work_unknown')
  if (work.reversed) return refuse('work_reversed')
  // It gives yen back as well.
  if (work.kind === 'buying' && !may(actor.role, 'wood.pay')) return refuse('not_allowed')
  if (reason.trim() === '') return refuse('reason_missing', { field: 'reason' })
  if (await papersStandOn(tx, workId)) return refuse('papers_stand_on_it')
  const undone = await undoMoves(tx, { documentId: workId, on: tx.today })
  if (undone) return undone
  if (work.kind === 'handing') await takeBackShares(tx, workId)
  let reversedBy: Id | null = null
  if (work.entryId !== null) {
    const reversed = await reverse(tx, actor, work.entryId, { on: tx.today, memo: reason.trim() })
    if (isRefusal(reversed)) return reversed.refused === 'below_floor' ? refuse('pile_used') : reversed
    reversedBy = reversed.entryId
  }
  await tx.run(
    `update wood_work set reversed_by = $3, reversed_on = $4, reason = $5 where region_id = $1 and work_id = $2`,
    [tx.region, workId, reversedBy, tx.today, reason.trim()],
  )
  return { workId, workNo: work.workNo }
}

import { nextNumbers } from '#db/counters.ts'
import type { Tx } from '#db/transaction.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'

const mostBlanks = 200

/** Staff or the yard prints slips to be filled in by hand; each has a number that can be entered once. */
export async function printBlanks(
  tx: Tx,
  actor: Actor,
  { count }: { count: number },
): Promise<{ numbers: string[] } | Refusal<'not_allowed' | 'count_out_of_range'>> {
  if (!may(actor.role, 'wood.measure') && !may(actor.role, 'wood.run')) return refuse('not_allowed')
  if (count < 1 || count > mostBlanks)
    return refuse('count_out_of_range', { field: 'count', detail: { most: mostBlanks } })
  const numbers = await nextNumbers(tx, 'WB', count)
  tx.send(
    'insert into wood_blank (region_id, blank_no, printed_on) select $1, n, $2 from unnest($3::text[]) n',
    [tx.region, tx.today, numbers],
  )
  return { numbers }
}

export interface Blank {
  readonly blankNo: string
  /** The slip that was entered from it. */
  readonly intakeNo: string | null
}

/** Numbers of the newest paper slips from which nothing was entered yet, at most as many as are printed at once; oldest first. */
export async function openBlanks(tx: Tx): Promise<string[]> {
  const rows = await tx.run<{ blankNo: string }>(
    `select b.blank_no as "blankNo" from wood_blank b
     where b.region_id = $1 and not exists (
       select from wood_intake i where i.region_id = $1 and i.blank_no = b.blank_no and i.state <> 'cancelled')
     order by b.blank_no desc limit $2`,
    [tx.region, mostBlanks],
  )
  return rows.map(({ blankNo }) => blankNo).toReversed()
}

/** Those of these numbers that were printed, in their order, and what was entered from them. */
export async function readBlanks(tx: Tx, numbers: readonly string[]): Promise<Blank[]> {
  return await tx.run<Blank & Record<string, unknown>>(
    `select b.blank_no as "blankNo", i.intake_no as "intakeNo"
     from wood_blank b
     left join wood_intake i on i.region_id = $1 and i.blank_no = b.blank_no and i.state <> 'cancelled'
     where b.region_id = $1 and b.blank_no = any($2) order by b.blank_no`,
    [tx.region, numbers],
  )
}

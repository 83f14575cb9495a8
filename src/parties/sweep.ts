import type { Tx } from '#db/transaction.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Long enough to answer a question about it, no longer: what need not be kept is not. */
const keepMs = 30 * dayMs
/** Longer for webhooks: whoever finds a gap at the end of a month can still have it sent again. */
const keepEventsMs = 60 * dayMs

/**
 * Once a day: removes sessions and challenges that are over, and links, sent mails and answered requests of more
 * than a month ago; what was told to programs after two. Says how many rows went.
 */
export async function sweep(tx: Tx): Promise<number> {
  const old = new Date(tx.now.getTime() - keepMs)
  const oldEvents = new Date(tx.now.getTime() - keepEventsMs)
  const removals: [string, Date][] = [
    ['delete from party_session where region_id = $1 and expires_at <= $2', tx.now],
    ['delete from party_challenge where region_id = $1 and expires_at <= $2', tx.now],
    ['delete from party_link where region_id = $1 and expires_at <= $2', old],
    ['delete from party_mail where region_id = $1 and next_try_at is null and created_at <= $2', old],
    ['delete from party_request where region_id = $1 and created_at <= $2', old],
    // With its messages and their attempts.
    ['delete from hook_event where region_id = $1 and at <= $2', oldEvents],
    ['delete from hook_receiver where region_id = $1 and removed_at <= $2', oldEvents],
  ]
  let removed = 0
  for (const [statement, before] of removals)
    removed += (await tx.run(`${statement} returning 1`, [tx.region, before])).length
  return removed
}

import { type Day, addDays } from '#kit/days.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { type Leaf, genesis, leafOf, merkleRoot, sealOf } from './seal.ts'
import { sumUpTail } from './tail.ts'

export interface Closed {
  readonly days: number
  readonly entries: number
  readonly closedThrough: Day
}

/** The day through which the ledger is closed, or undefined when no day is. */
export async function closedThrough(tx: Tx): Promise<Day | undefined> {
  const head = await tx.q
    .selectFrom('ledger_head')
    .select('closed_through')
    .where('region_id', '=', tx.region)
    .executeTakeFirst()
  return head?.closed_through
}

/**
 * Closes every day up to and including `through` (days of *recording*): sums up what is in no total yet, seals each day
 * that has entries, and lets nobody record on these days any more. Waits for posters under way and holds new ones up while
 * it works. Refuses `day_not_over` for today and later.
 */
export async function closeDays(tx: Tx, through: Day): Promise<Closed | Refusal<'day_not_over'>> {
  if (through >= tx.today) return refuse('day_not_over', { detail: { day: through } })
  // Asked every minute, and nearly always answered here, without waiting for anybody.
  const already = await closedThrough(tx)
  if (already !== undefined && through <= already) return { days: 0, entries: 0, closedThrough: already }
  // Totals first (7102): who rewrites them for a party must not hold up the posters (7101) with us.
  await tx.run('select pg_advisory_xact_lock(7102, $1)', [tx.region])
  await tx.run('select pg_advisory_xact_lock(7101, $1)', [tx.region])
  const before = await closedThrough(tx)
  if (before !== undefined && through <= before) return { days: 0, entries: 0, closedThrough: before }

  await sumUpTail(tx)
  const sealed = await seal(tx, before, through)
  await tx.q
    .insertInto('ledger_head')
    .values({ region_id: tx.region, closed_through: through })
    .onConflict((c) => c.column('region_id').doUpdateSet({ closed_through: through }))
    .execute()
  return { ...sealed, closedThrough: through }
}

/** Seals day by day, so that a ledger closed for the first time after years needs no more memory than one day. */
async function seal(
  tx: Tx,
  before: Day | undefined,
  through: Day,
): Promise<{ days: number; entries: number }> {
  const days = await tx.run<{ day: Day }>(
    `select distinct recorded_on as day from ledger_entry
     where region_id = $1 and recorded_on > $2 and recorded_on <= $3 order by 1`,
    [tx.region, before ?? '-infinity', through],
  )
  let previous = (await lastSeal(tx)) ?? genesis
  let entries = 0
  for (const { day: on } of days) {
    const leaves = await leavesOf(tx, on)
    const root = merkleRoot(leaves.map(leafOf))
    const made = sealOf(on, previous, root)
    await tx.q
      .insertInto('ledger_seal')
      .values({
        region_id: tx.region,
        day: on,
        entries: leaves.length,
        flows: leaves.reduce((total, leaf) => total + leaf.flows, 0),
        root,
        previous,
        seal: made,
        closed_at: tx.now,
      })
      .execute()
    previous = made
    entries += leaves.length
  }
  return { days: days.length, entries }
}

async function leavesOf(tx: Tx, on: Day): Promise<(Leaf & { flows: number })[]> {
  return await tx.run<Leaf & { flows: number }>(
    `select e.entry_id as "entryId", e.recorded_at as "recordedAt", e.request_key as "requestKey", e.digest,
       (select count(*)::int from ledger_flow f where f.region_id = $1 and f.entry_id = e.entry_id) as flows
     from ledger_entry e where e.region_id = $1 and e.recorded_on = $2 order by e.entry_id`,
    [tx.region, on],
  )
}

async function lastSeal(tx: Tx): Promise<Buffer | undefined> {
  const row = await tx.q
    .selectFrom('ledger_seal')
    .select('seal')
    .where('region_id', '=', tx.region)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.seal
}

/** Yesterday: the newest day that can be closed. */
export const closable = (tx: Tx): Day => addDays(tx.today, -1)

import { type Day, addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { type Leaf, genesis, leafOf, merkleRoot, sealOf } from './seal.ts'

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
 * Closes every day up to and including `through` (days of *recording*): seals each day that has entries, adds its
 * flows to the totals of the months and days on which they happened, and lets nobody record on these days any more.
 * Waits for posters under way and holds new ones up while it works. Refuses `day_not_over` for today and later.
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

  const { lasts, ...sealed } = await seal(tx, before, through)
  let after: Place = { on: before ?? '-infinity', entryId: afterAll }
  for (const last of lasts) {
    await addTotals(tx, after, last)
    after = last
  }
  await tx.q
    .insertInto('ledger_head')
    .values({ region_id: tx.region, closed_through: through })
    .onConflict((c) => c.column('region_id').doUpdateSet({ closed_through: through }))
    .execute()
  return { ...sealed, closedThrough: through }
}

/** An entry's place in the order of the seals. */
interface Place {
  readonly on: Day | '-infinity'
  readonly entryId: Id
}
const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff' as Id
/** So many entries are added to the totals at once: their sums go through the memory of the database. */
const partOfEntries = 50_000

/**
 * Seals day by day, so that a ledger closed for the first time after years needs no more memory than one day. Answers
 * also the last entry of each part that is to be added to the totals.
 */
async function seal(
  tx: Tx,
  before: Day | undefined,
  through: Day,
): Promise<{ days: number; entries: number; lasts: Place[] }> {
  const days = await tx.run<{ day: Day }>(
    `select distinct recorded_on as day from ledger_entry
     where region_id = $1 and recorded_on > $2 and recorded_on <= $3 order by 1`,
    [tx.region, before ?? '-infinity', through],
  )
  let previous = (await lastSeal(tx)) ?? genesis
  let entries = 0
  const lasts: Place[] = []
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
    for (const [n, { entryId }] of leaves.entries())
      if ((entries + n + 1) % partOfEntries === 0) lasts.push({ on, entryId })
    entries += leaves.length
  }
  const end = days.at(-1)
  if (end) lasts.push({ on: end.day, entryId: afterAll })
  return { days: days.length, entries, lasts }
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

// By their entries: flows have no index by the day of recording.
const newlyClosed = (
  flows: string,
): string => `ledger_entry e join ${flows} f on f.region_id = $1 and f.entry_id = e.entry_id
  where e.region_id = $1 and (e.recorded_on, e.entry_id) > ($2, $3::uuid) and (e.recorded_on, e.entry_id) <= ($4, $5::uuid)`

async function addTotals(tx: Tx, after: Place, last: Place): Promise<void> {
  const values = [tx.region, after.on, after.entryId, last.on, last.entryId]
  await tx.run(
    `select ledger_add_totals($1, array(
       select row($1, f.unit, to_char(f.occurred_on, 'YYYY-MM'), f.kind, f.crossing, f.counted_from, f.counted_to,
         sum(f.counted)::bigint, count(*)::int)::ledger_month_total
       from ${newlyClosed('ledger_flow_seen')}
       group by f.unit, to_char(f.occurred_on, 'YYYY-MM'), f.kind, f.crossing, f.counted_from, f.counted_to))`,
    values,
  )
  await tx.run(
    `insert into ledger_account_day as t (region_id, account_id, day, inflow, outflow)
     select $1, ends.account_id, f.occurred_on, sum(ends.inflow), sum(ends.outflow)
     from (select f.* from ${newlyClosed('ledger_flow')}) f
     cross join lateral (values (f.to_account, f.amount, 0), (f.from_account, 0, f.amount)) ends (account_id, inflow, outflow)
     group by 2, 3 order by 2, 3
     on conflict (region_id, account_id, day)
     do update set inflow = t.inflow + excluded.inflow, outflow = t.outflow + excluded.outflow`,
    values,
  )
}

/** Yesterday: the newest day that can be closed. */
export const closable = (tx: Tx): Day => addDays(tx.today, -1)

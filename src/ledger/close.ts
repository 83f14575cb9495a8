import { type Day, addDays } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import { genesis, leafOf, merkleRoot, sealOf } from './seal.ts'

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
 * flows to the totals of the days on which they happened, and lets nobody record on these days any more. Waits for
 * posters under way and holds new ones up while it works. Refuses `day_not_over` for today and later.
 */
export async function closeDays(tx: Tx, through: Day): Promise<Closed | Refusal<'day_not_over'>> {
  if (through >= tx.today) return refuse('day_not_over', { detail: { day: through } })
  await tx.run('select pg_advisory_xact_lock(7101, $1)', [tx.region])
  const before = await closedThrough(tx)
  if (before !== undefined && through <= before) return { days: 0, entries: 0, closedThrough: before }

  const sealed = await seal(tx, before, through)
  await addTotals(tx, before, through)
  await tx.q
    .insertInto('ledger_head')
    .values({ region_id: tx.region, closed_through: through })
    .onConflict((c) => c.column('region_id').doUpdateSet({ closed_through: through }))
    .execute()
  return { ...sealed, closedThrough: through }
}

interface LeafRow {
  entry_id: Id
  recorded_on: Day
  recorded_at: Date
  request_key: string | null
  digest: Buffer
  flows: number
}

async function seal(
  tx: Tx,
  before: Day | undefined,
  through: Day,
): Promise<{ days: number; entries: number }> {
  const rows = await tx.run<LeafRow>(
    `select e.entry_id, e.recorded_on, e.recorded_at, e.request_key, e.digest,
       (select count(*)::int from ledger_flow f where f.region_id = $1 and f.entry_id = e.entry_id) as flows
     from ledger_entry e
     where e.region_id = $1 and e.recorded_on > $2 and e.recorded_on <= $3
     order by e.recorded_on, e.entry_id`,
    [tx.region, before ?? '-infinity', through],
  )
  const days = Map.groupBy(rows, (row) => row.recorded_on)
  let previous = (await lastSeal(tx)) ?? genesis
  const seals = []
  for (const [on, entries] of days) {
    const root = merkleRoot(
      entries.map((e) =>
        leafOf({
          entryId: e.entry_id,
          recordedAt: e.recorded_at,
          requestKey: e.request_key,
          digest: e.digest,
        }),
      ),
    )
    const made = sealOf(on, previous, root)
    const flows = entries.reduce((total, e) => total + e.flows, 0)
    seals.push({
      region_id: tx.region,
      day: on,
      entries: entries.length,
      flows,
      root,
      previous,
      seal: made,
      closed_at: tx.now,
    })
    previous = made
  }
  for (let at = 0; at < seals.length; at += 1000)
    await tx.q
      .insertInto('ledger_seal')
      .values(seals.slice(at, at + 1000))
      .execute()
  return { days: seals.length, entries: rows.length }
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

const newlyClosed = `region_id = $1 and recorded_on > $2 and recorded_on <= $3`

async function addTotals(tx: Tx, before: Day | undefined, through: Day): Promise<void> {
  const values = [tx.region, before ?? '-infinity', through]
  for (const [table, column, expression] of [
    ['ledger_day_total', 'day', 'occurred_on'],
    ['ledger_month_total', 'month', `to_char(occurred_on, 'YYYY-MM')`],
  ] as const)
    await tx.run(
      `insert into ${table} as t (region_id, unit, ${column}, kind, crossing, from_party, to_party, amount, flows)
       select region_id, unit, ${expression}, kind, crossing, counted_from, counted_to, sum(counted), count(*)
       from ledger_flow_seen where ${newlyClosed}
       group by 1, 2, 3, 4, 5, 6, 7
       on conflict (region_id, unit, ${column}, kind, crossing, from_party, to_party)
       do update set amount = t.amount + excluded.amount, flows = t.flows + excluded.flows`,
      values,
    )
  await tx.run(
    `insert into ledger_account_day as t (region_id, account_id, day, inflow, outflow)
     select region_id, account_id, day, sum(inflow), sum(outflow) from (
       select region_id, to_account as account_id, occurred_on as day, amount as inflow, 0 as outflow
       from ledger_flow where ${newlyClosed}
       union all
       select region_id, from_account, occurred_on, 0, amount from ledger_flow where ${newlyClosed}) f
     group by 1, 2, 3
     on conflict (region_id, account_id, day)
     do update set inflow = t.inflow + excluded.inflow, outflow = t.outflow + excluded.outflow`,
    values,
  )
}

/** Yesterday: the newest day that can be closed. */
export const closable = (tx: Tx): Day => addDays(tx.today, -1)

import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Unit } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'

export interface DailyMovement {
  readonly day: Day
  /** In the unit's smallest step; a flow between two of the accounts counts in both. */
  readonly inflow: number
  readonly outflow: number
}

export interface MovementsQuery {
  readonly accounts: readonly Id[]
  readonly unit: Unit
  readonly through: Day
}
/** Where movements are read from: the days of accounts, or past them. */
export type MovementsReader = (tx: Tx, query: MovementsQuery) => Promise<DailyMovement[]>

/** What came into these accounts of one unit and went out of them, day by day until a day. */
export async function dailyMovements(
  tx: Tx,
  { accounts, unit, through }: MovementsQuery,
): Promise<DailyMovement[]> {
  return await tx.run<DailyMovement & Record<string, unknown>>(
    `select day, sum(inflow)::bigint as inflow, sum(outflow)::bigint as outflow from (
       select d.day, d.inflow, d.outflow from ledger_account_day d
       where d.region_id = $1 and d.account_id = any ($2::uuid[]) and d.day <= $4
       union all
       select f.occurred_on, case when f.to_account = any ($2::uuid[]) then f.amount else 0 end,
         case when f.from_account = any ($2::uuid[]) then f.amount else 0 end
       from ledger_tail_flows($1, $3, '-infinity', $4, null) f
       where f.to_account = any ($2::uuid[]) or f.from_account = any ($2::uuid[])) m
     group by day order by day`,
    [tx.region, accounts, unit, through],
  )
}

/** The same from the flows themselves, past all totals: to prove the quick way. */
export async function movementsOfFlows(
  tx: Tx,
  { accounts, unit, through }: MovementsQuery,
): Promise<DailyMovement[]> {
  return await tx.run<DailyMovement & Record<string, unknown>>(
    `select day, sum(inflow)::bigint as inflow, sum(outflow)::bigint as outflow from (
       select f.occurred_on as day, f.amount as inflow, 0 as outflow from ledger_flow f
       where f.region_id = $1 and f.unit = $3 and f.occurred_on <= $4 and f.to_account = any ($2::uuid[])
       union all
       select f.occurred_on, 0, f.amount from ledger_flow f
       where f.region_id = $1 and f.unit = $3 and f.occurred_on <= $4 and f.from_account = any ($2::uuid[])) m
     group by day order by day`,
    [tx.region, accounts, unit, through],
  )
}

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

/** What came into these accounts of one unit and went out of them, day by day until a day: closed days kept, open ones live. */
export async function dailyMovements(
  tx: Tx,
  { accounts, unit, through }: { accounts: readonly Id[]; unit: Unit; through: Day },
): Promise<DailyMovement[]> {
  return await tx.run<DailyMovement & Record<string, unknown>>(
    `select day, sum(inflow)::bigint as inflow, sum(outflow)::bigint as outflow from (
       select d.day, d.inflow, d.outflow from ledger_account_day d
       where d.region_id = $1 and d.account_id = any ($2::uuid[]) and d.day <= $4
       union all
       select f.occurred_on, case when f.to_account = any ($2::uuid[]) then f.amount else 0 end,
         case when f.from_account = any ($2::uuid[]) then f.amount else 0 end
       from ledger_open_flows($1, $3, '-infinity', $4, null) f
       where f.to_account = any ($2::uuid[]) or f.from_account = any ($2::uuid[])) m
     group by day order by day`,
    [tx.region, accounts, unit, through],
  )
}

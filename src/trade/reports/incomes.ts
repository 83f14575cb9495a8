import { type Period, monthOfDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { before } from './periods.ts'

/** What a producer earned with the company, by the statements of the months. Yen with tax. */
export interface IncomeRow {
  readonly producerId: Id
  readonly name: string
  readonly nameEn: string
  readonly town: string | null
  readonly grossYen: number
  readonly commissionYen: number
  /** Gross less commission: what the producer is left with, whether it was paid out yet or not. */
  readonly incomeYen: number
  readonly beforeYen: number
  /** Months with a statement. */
  readonly months: number
}

/** Income of producers by the months of a period that are settled, the largest first. */
export async function readIncomes(
  tx: Tx,
  actor: Actor,
  { period }: { period: Period },
): Promise<IncomeRow[] | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'report.see')) return refuse('not_allowed')
  const then = before(period)
  return await tx.run<IncomeRow & Record<string, unknown>>(
    `select m.party_id as "producerId", m.name, m.name_en as "nameEn", m.town,
       (coalesce(sum(s.gross_yen) filter (where now), 0))::bigint as "grossYen",
       (coalesce(sum(s.commission_yen) filter (where now), 0))::bigint as "commissionYen",
       (coalesce(sum(s.gross_yen - s.commission_yen) filter (where now), 0))::bigint as "incomeYen",
       (coalesce(sum(s.gross_yen - s.commission_yen) filter (where not now), 0))::bigint as "beforeYen",
       (count(distinct s.month) filter (where now))::int as months
     from (select s.*, s.month between $2 and $3 as now from trade_statement s
       where s.region_id = $1 and (s.month between $2 and $3 or s.month between $4 and $5)) s
     join party m on m.region_id = $1 and m.party_id = s.producer_id
     group by m.region_id, m.party_id order by "incomeYen" desc, m.kana, m.party_id`,
    [tx.region, ...[period.from, period.to, then.from, then.to].map(monthOfDay)],
  )
}

import { type Month, addMonths, firstDay, monthOfDay } from '#kit/days.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Tx } from '#db/transaction.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'

/** The buyers who ordered first in one month, and how many of them ordered again in each month after it. */
export interface Cohort {
  readonly month: Month
  readonly buyers: number
  /** By months since the first order, from 0 (all of them) to the last whole month. */
  readonly stayed: readonly number[]
}

/** At most so many months since the first order: further on a table can no longer be read. */
const most = 12

/**
 * Cohorts of two years, the oldest first. Only whole months: the current one has only begun. Cancelled orders do not
 * count, neither as a first one nor as a later one.
 */
export async function readCohorts(tx: Tx, actor: Actor): Promise<Cohort[] | Refusal<'not_allowed'>> {
  if (!may(actor.role, 'report.see')) return refuse('not_allowed')
  const last = addMonths(monthOfDay(tx.today), -1)
  const first = addMonths(last, -23)
  const rows = await tx.run<{ first: Month; month: Month; buyers: number }>(
    `with active as (
       select distinct buyer_id, to_char(ordered_on, 'YYYY-MM') as month from trade_order
       where region_id = $1 and state <> 'cancelled' and ordered_on < $2)
     select a.first, b.month, count(*)::int as buyers
     from (select buyer_id, min(month) as first from active group by buyer_id) a
     join active b on b.buyer_id = a.buyer_id
     where a.first >= $3 group by 1, 2`,
    [tx.region, firstDay(addMonths(last, 1)), first],
  )
  return cohortsOf(rows, last)
}

/** A row for each month in which somebody came; from what is known, the months in which nobody came back are 0. */
export function cohortsOf(
  rows: readonly { readonly first: Month; readonly month: Month; readonly buyers: number }[],
  last: Month,
): Cohort[] {
  const byFirst = Map.groupBy(rows, ({ first }) => first)
  return [...byFirst.keys()].toSorted().map((month) => {
    const own = new Map(byFirst.get(month)?.map((row) => [row.month, row.buyers]))
    const stayed: number[] = []
    for (let at = month; at <= last && stayed.length <= most; at = addMonths(at, 1))
      stayed.push(own.get(at) ?? 0)
    return { month, buyers: stayed[0] ?? 0, stayed }
  })
}

/** Of all who could have ordered so many months after their first order, the share that did; null where nobody could yet. */
export function retention(cohorts: readonly Cohort[]): (number | null)[] {
  return Array.from({ length: most + 1 }, (_, since) => {
    const able = cohorts.filter(({ stayed }) => stayed.length > since)
    const all = able.reduce((sum, { buyers }) => sum + buyers, 0)
    return all === 0 ? null : able.reduce((sum, { stayed }) => sum + (stayed[since] ?? 0), 0) / all
  })
}

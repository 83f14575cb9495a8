import type { Tx } from '#db/transaction.ts'
import { fiscalYear } from '#kit/days.ts'

export interface Season {
  readonly year: number
  readonly grams: number
  readonly suppliers: number
  /** Slips to be measured or approved. */
  readonly waiting: number
}

/** What was taken in since April, by who, and what waits. */
export async function readSeason(tx: Tx): Promise<Season> {
  const year = fiscalYear(tx.today)
  const [row] = await tx.run<Omit<Season, 'year'>>(
    `select coalesce(sum(case when state = 'reversal' then -grams else grams end), 0)::bigint as grams,
       count(distinct supplier_id) filter (where state in ('approved', 'paid'))::int as suppliers,
       (select count(*)::int from wood_intake where region_id = $1 and state in ('submitted', 'measured')) as waiting
     from wood_intake where region_id = $1 and approved_on >= $2`,
    [tx.region, `${year}-04-01`],
  )
  return { year, grams: row?.grams ?? 0, suppliers: row?.suppliers ?? 0, waiting: row?.waiting ?? 0 }
}

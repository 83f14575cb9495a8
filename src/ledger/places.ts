import type { Tx } from '#db/transaction.ts'
import type { Crossing } from './schema.ts'
import { type PairsQuery, pairRows } from './sources.ts'

export interface PlaceTotal {
  readonly crossing: Crossing
  /** `business E`, as the totals by group name it. */
  readonly fromGroup: string
  readonly fromTown: string | null
  readonly toGroup: string
  readonly toTown: string | null
  readonly amount: number
  readonly flows: number
}

/**
 * Sums between groups of parties in towns, over the whole period. Parties of one group and town have one small number here,
 * by which millions of pairs are summed; by their names it takes three times as long.
 */
export async function totalsByPlace(tx: Tx, query: PairsQuery): Promise<PlaceTotal[]> {
  const { summed: totals, tail, values } = pairRows(tx, query)
  await tx.run(
    `select set_config('work_mem', '64MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)`,
  )
  return await tx.run<PlaceTotal & Record<string, unknown>>(
    `with place as materialized (
       select p.party_id, n.no, dense_rank() over (order by p.kind, p.sector, p.town)::int as key,
         p.group_name as name, p.town
       from party p left join ledger_party_no n on n.region_id = $1 and n.party_id = p.party_id
       where p.region_id = $1),
     told as materialized (select distinct key, name, town from place),
     summed as materialized (
       select r.crossing, a.key as from_key, b.key as to_key, sum(r.amount) as amount, sum(r.flows) as flows
       from (${totals}) r join place a on a.no = r.from_no join place b on b.no = r.to_no
       where r.from_no is not null and r.to_no is not null group by 1, 2, 3
       union all
       select r.crossing, a.key, b.key, sum(r.amount), sum(r.flows)
       from (${totals}) r join place a on a.party_id = r.from_party join place b on b.party_id = r.to_party
       where r.from_party is not null and r.to_party is not null group by 1, 2, 3
       union all
       select r.crossing, a.key, b.key, sum(r.amount), sum(r.flows)
       from (${tail}) r left join place x on x.no = r.from_no left join place y on y.no = r.to_no
         join place a on a.party_id = coalesce(r.from_party, x.party_id)
         join place b on b.party_id = coalesce(r.to_party, y.party_id) group by 1, 2, 3)
     select s.crossing, a.name as "fromGroup", a.town as "fromTown", b.name as "toGroup", b.town as "toTown",
       sum(s.amount)::bigint as amount, sum(s.flows)::int as flows
     from summed s join told a on a.key = s.from_key join told b on b.key = s.to_key
     group by 1, 2, 3, 4, 5 order by 6 desc, 1, 2, 3, 4, 5`,
    values,
  )
}

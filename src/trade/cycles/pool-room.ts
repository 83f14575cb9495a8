import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import './schema.ts'

export interface PoolRoom {
  readonly poolId: Id
  readonly name: string
  readonly taken: number
  /** What its members have left of what they offered, in the pool's units. */
  readonly room: number
}

/**
 * What the pools of a cycle can still give: of each member what is offered and not booked by name, whole units of it. A product
 * in several pools counts in each, so allocation looks again; here only what is surely too much is stopped.
 */
async function poolRooms(
  tx: Tx,
  cycleId: Id,
  { poolIds, productIds }: { readonly poolIds: readonly Id[]; readonly productIds: readonly Id[] },
): Promise<PoolRoom[]> {
  return await tx.run<PoolRoom & Record<string, unknown>>(
    `select o.pool_id as "poolId", o.name, coalesce(k.taken, 0) as taken,
       coalesce(sum(floor((a.offered - a.taken)::numeric / v.base_quantity)), 0)::bigint as room
     from trade_pool o
     join trade_pool_member m on m.region_id = $1 and m.pool_id = o.pool_id
     join trade_variant v on v.region_id = $1 and v.variant_id = m.variant_id
     -- One look for each member: a plan that reads the whole cycle for a handful of them is never the better one.
     left join lateral (select e.offered, e.taken from trade_availability e
       where e.region_id = $1 and e.cycle_id = $2 and e.product_id = v.product_id limit 1) a on true
     left join trade_cycle_pool k on k.region_id = $1 and k.cycle_id = $2 and k.pool_id = o.pool_id
     where o.region_id = $1 and o.active and o.pool_id in (
       select unnest($3::uuid[]) union
       select y.pool_id from trade_pool_member y
       join trade_variant w on w.region_id = $1 and w.variant_id = y.variant_id
       where y.region_id = $1 and w.product_id = any ($4))
     group by o.region_id, o.pool_id, k.taken order by o.name`,
    [tx.region, cycleId, poolIds, productIds],
  )
}

/** Of the pools that were touched, by themselves or by goods that are in them, those of which more is booked than there is. */
export async function poolsShort(
  tx: Tx,
  cycleId: Id,
  touched: { readonly poolIds: readonly Id[]; readonly productIds: readonly Id[] },
): Promise<PoolRoom[]> {
  const rooms = await poolRooms(tx, cycleId, touched)
  return rooms.filter(({ taken, room }) => taken > room)
}

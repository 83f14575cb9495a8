import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'
import { alikeColumn } from '#trade/alike.ts'
import { insertAll } from '#trade/bulk.ts'
import type { BaseKind, PricedBy } from '#trade/schema.ts'
import type { TaxClass } from '#trade/tax.ts'
import { overSetLimit } from '#trade/set-prices.ts'
import './schema.ts'

export interface PoolInput {
  /** An existing one; a new one when left out. */
  readonly poolId?: Id
  readonly name: string
  readonly nameEn?: string
  /** Yen without tax of one of its units; of a kilogram where its variants are priced so. */
  readonly priceYen: number
  /** Of several producers, alike in what they hold, how they are priced and taxed. */
  readonly variantIds: readonly Id[]
}

export type PoolRefusal = Refusal<
  | 'not_allowed'
  | 'name_missing'
  | 'name_taken'
  | 'price_wrong'
  | 'set_over_limit' // detail.mostYen
  | 'too_few_members'
  | 'variant_unknown'
  | 'members_differ' // detail.name
  | 'product_twice' // detail.name
  | 'in_other_pool' // detail.name
  | 'pool_in_use' // detail.cycle
  | 'pool_unknown'
>

/**
 * Staff says which goods of several producers a buyer takes for the same (共同の品). In a cycle they are sold together, at one
 * price, and spread over the producers when it closes. A variant is in one pool only.
 */
export async function savePool(tx: Tx, actor: Actor, pool: PoolInput): Promise<{ poolId: Id } | PoolRefusal> {
  if (!may(actor.role, 'cycle.run')) return refuse('not_allowed')
  const name = normalise(pool.name)
  if (name === '') return refuse('name_missing', { field: 'name' })
  if (!Number.isSafeInteger(pool.priceYen) || pool.priceYen < 0)
    return refuse('price_wrong', { field: 'priceYen' })
  const [taken] = await tx.run<{ id: Id }>(
    'select pool_id as id from trade_pool where region_id = $1 and name = $2 and active',
    [tx.region, name],
  )
  if (taken && taken.id !== pool.poolId) return refuse('name_taken', { field: 'name' })
  const over = await overSetLimit(
    tx,
    tx.today,
    pool.variantIds.map((variantId) => ({ variantId, priceYen: pool.priceYen })),
  )
  if (over) return refuse('set_over_limit', { field: 'priceYen', detail: { mostYen: over.mostYen } })
  const wrong = (await checkMembers(tx, pool)) ?? (await membersStay(tx, pool))
  if (wrong) return wrong

  const poolId = pool.poolId ?? newId()
  const saved = await tx.run(
    pool.poolId
      ? `update trade_pool set name = $3, name_en = $4, price_yen = $5
         where region_id = $1 and pool_id = $2 and active returning 1`
      : `insert into trade_pool (region_id, pool_id, name, name_en, price_yen)
         values ($1, $2, $3, $4, $5) returning 1`,
    [tx.region, poolId, name, normalise(pool.nameEn ?? ''), pool.priceYen],
  )
  if (saved.length === 0) return refuse('pool_unknown')
  await tx.run('delete from trade_pool_member where region_id = $1 and pool_id = $2', [tx.region, poolId])
  insertAll(
    tx,
    'trade_pool_member',
    { pool_id: 'uuid', variant_id: 'uuid' },
    [...new Set(pool.variantIds)].map((variantId) => ({ pool_id: poolId, variant_id: variantId })),
  )
  return { poolId }
}

interface Candidate {
  readonly variantId: Id
  readonly name: string
  readonly producerId: Id
  readonly productId: Id
  readonly alike: string
  readonly poolId: Id | null
}

async function checkMembers(tx: Tx, { poolId, variantIds }: PoolInput): Promise<PoolRefusal | undefined> {
  const ids = [...new Set(variantIds)]
  const members = await tx.run<Candidate & Record<string, unknown>>(
    `select v.variant_id as "variantId", p.name || ' ' || v.name as name, p.producer_id as "producerId", p.product_id as "productId",
       ${alikeColumn} as alike, m.pool_id as "poolId"
     from trade_variant v
     join trade_product p on p.region_id = $1 and p.product_id = v.product_id and p.state = 'published'
     left join trade_pool_member m on m.region_id = $1 and m.variant_id = v.variant_id
     where v.region_id = $1 and v.variant_id = any ($2) and v.active order by p.kana, p.name, v.position`,
    [tx.region, ids],
  )
  const [first] = members
  if (!first || members.length < ids.length) return refuse('variant_unknown', { field: 'variantIds' })
  if (new Set(members.map(({ producerId }) => producerId)).size < 2)
    return refuse('too_few_members', { field: 'variantIds' })
  const other = members.find(({ alike }) => alike !== first.alike)
  if (other) return refuse('members_differ', { field: 'variantIds', detail: { name: other.name } })
  // What a producer has is there once; two sizes of it would each be sold whole.
  const twice = members.find((one, at) => members.findIndex((each) => each.productId === one.productId) < at)
  if (twice) return refuse('product_twice', { field: 'variantIds', detail: { name: twice.name } })
  const elsewhere = members.find((member) => member.poolId !== null && member.poolId !== poolId)
  return elsewhere && refuse('in_other_pool', { field: 'variantIds', detail: { name: elsewhere.name } })
}

/** While something of a pool is booked and not yet ordered, who is in it stays as it is. */
async function membersStay(
  tx: Tx,
  { poolId, variantIds }: Pick<PoolInput, 'poolId' | 'variantIds'>,
): Promise<Refusal<'pool_in_use'> | undefined> {
  if (!poolId) return undefined
  const [use] = await tx.run<{ cycle: string; same: boolean }>(
    `select c.name as cycle, not exists (
         select variant_id from trade_pool_member where region_id = $1 and pool_id = $2
         except select unnest($3::uuid[])) as same
     from trade_cycle_pool k
     join trade_cycle c on c.region_id = $1 and c.cycle_id = k.cycle_id and c.state in ('open', 'allocated')
     where k.region_id = $1 and k.pool_id = $2 and k.taken > 0 order by c.opens_on limit 1 for update of c`,
    [tx.region, poolId, variantIds],
  )
  return use && !use.same
    ? refuse('pool_in_use', { field: 'variantIds', detail: { cycle: use.cycle } })
    : undefined
}

/** A pool that is not used any more: its goods are sold each by itself again. */
export async function closePool(
  tx: Tx,
  actor: Actor,
  { poolId }: { readonly poolId: Id },
): Promise<{ poolId: Id } | Refusal<'not_allowed' | 'pool_unknown' | 'pool_in_use'>> {
  if (!may(actor.role, 'cycle.run')) return refuse('not_allowed')
  const used = await membersStay(tx, { poolId, variantIds: [] })
  if (used) return used
  const closed = await tx.run(
    'update trade_pool set active = false where region_id = $1 and pool_id = $2 and active returning 1',
    [tx.region, poolId],
  )
  if (closed.length === 0) return refuse('pool_unknown')
  await tx.run('delete from trade_pool_member where region_id = $1 and pool_id = $2', [tx.region, poolId])
  return { poolId }
}

export interface PoolSeen {
  readonly poolId: Id
  readonly name: string
  readonly nameEn: string
  readonly priceYen: number
  readonly unitName: string
  readonly unitNameEn: string
  readonly baseQuantity: number
  readonly pricedBy: PricedBy
  readonly taxClass: TaxClass
  readonly baseKind: BaseKind
  readonly members: readonly {
    readonly variantId: Id
    readonly productId: Id
    readonly productName: string
    readonly productNameEn: string
    readonly producerName: string
  }[]
}

/** The pools in use, by name; what one unit is called comes from its first member. */
export async function listPools(tx: Tx): Promise<PoolSeen[]> {
  return await tx.run<PoolSeen & Record<string, unknown>>(
    `select o.pool_id as "poolId", o.name, o.name_en as "nameEn", o.price_yen as "priceYen",
       (array_agg(v.name order by p.kana))[1] as "unitName",
       (array_agg(v.name_en order by p.kana))[1] as "unitNameEn", min(v.base_quantity) as "baseQuantity",
       min(v.priced_by) as "pricedBy", min(p.tax_class) as "taxClass", min(p.base_kind) as "baseKind",
       jsonb_agg(jsonb_build_object('variantId', v.variant_id, 'productId', p.product_id, 'productName', p.name,
         'productNameEn', p.name_en, 'producerName', f.name) order by p.kana, f.kana) as members
     from trade_pool o
     join trade_pool_member m on m.region_id = $1 and m.pool_id = o.pool_id
     join trade_variant v on v.region_id = $1 and v.variant_id = m.variant_id
     join trade_product p on p.region_id = $1 and p.product_id = v.product_id
     join party f on f.region_id = $1 and f.party_id = p.producer_id
     where o.region_id = $1 and o.active group by o.region_id, o.pool_id order by o.name`,
    [tx.region],
  )
}

export interface PoolCandidate {
  readonly variantId: Id
  readonly name: string
  readonly producerName: string
  readonly poolId: Id | null
}

/** Every variant that could be in a pool, by name, so that what is alike stands together. */
export async function poolCandidates(tx: Tx): Promise<PoolCandidate[]> {
  return await tx.run<PoolCandidate & Record<string, unknown>>(
    `select v.variant_id as "variantId", p.name || '　' || v.name as name, f.name as "producerName",
       m.pool_id as "poolId"
     from trade_variant v
     join trade_product p on p.region_id = $1 and p.product_id = v.product_id and p.state = 'published'
     join party f on f.region_id = $1 and f.party_id = p.producer_id
     left join trade_pool_member m on m.region_id = $1 and m.variant_id = v.variant_id
     where v.region_id = $1 and v.active and p.category in ('vegetable', 'mushroom', 'fruit', 'grain', 'meat_egg_dairy',
       'flower', 'firewood')
     order by p.kana, p.name, v.base_quantity, f.kana limit 1000`,
    [tx.region],
  )
}

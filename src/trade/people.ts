import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { may } from '#parties/policy.ts'

export interface Person {
  readonly partyId: Id
  readonly name: string
  /** Has done this before: a producer with products, a buyer with orders, or somebody who acts in that role. */
  readonly known: boolean
}

const most = 2_000

/** Whom a product may be put up for, those with products first. */
export async function listProducers(tx: Tx): Promise<Person[]> {
  return await people(
    tx,
    `exists (select from trade_product t where t.region_id = p.region_id and t.producer_id = p.party_id)`,
    'producer',
  )
}

/** Who has something in the catalogue, by name. */
export async function listSellers(tx: Tx): Promise<Person[]> {
  const producers = await people(
    tx,
    `exists (select from trade_product t
       where t.region_id = p.region_id and t.producer_id = p.party_id and t.state = 'published')`,
  )
  return producers.filter(({ known }) => known)
}

/** For whom an order may be entered, those who ordered before first. */
export async function listBuyers(tx: Tx): Promise<Person[]> {
  return await people(
    tx,
    `exists (select from trade_order t where t.region_id = p.region_id and t.buyer_id = p.party_id)
     or exists (select from trade_buyer t where t.region_id = p.region_id and t.buyer_id = p.party_id)`,
    'buyer',
  )
}

async function people(tx: Tx, known: string, role?: 'producer' | 'buyer'): Promise<Person[]> {
  return await tx.run<Person & Record<string, unknown>>(
    `select p.party_id as "partyId", p.name, ${known} or exists (
       select from party_membership m where m.region_id = p.region_id and m.party_id = p.party_id and m.role = $2) as known
     from party p
     where p.region_id = $1 and p.kind not in ('company', 'nature', 'air', 'outside')
     order by known desc, p.kana, p.name, p.party_id limit ${most}`,
    [tx.region, role ?? null],
  )
}

/** Who gets what is ordered: a buyer orders for itself and nobody else, staff says for whom. */
export function buyerFor(
  actor: Actor,
  buyerId: Id | undefined,
): Id | Refusal<'not_allowed' | 'buyer_unknown'> {
  if (!may(actor.role, 'order.place')) return refuse('not_allowed')
  const forWhom = actor.role === 'buyer' ? (buyerId ?? actor.partyId) : buyerId
  if (actor.role === 'buyer' && forWhom !== actor.partyId) return refuse('not_allowed')
  return forWhom ?? refuse('buyer_unknown', { field: 'buyerId' })
}

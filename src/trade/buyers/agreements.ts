import type { Tx } from '#db/transaction.ts'
import { newId } from '#kit/ids.ts'
import type { Id } from '#kit/ids.ts'
import { normalise } from '#kit/japanese.ts'
import { refuse } from '#kit/refusals.ts'
import type { Refusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { lockWord, validOn } from '#parties/dated.ts'
import { may } from '#parties/policy.ts'
import { approversOf } from '#trade/approvals.ts'
import { insertAll } from '#trade/bulk.ts'

/** Staff for anybody, a buyer for itself. */
const mayFor = (actor: Actor, buyerId: Id): boolean =>
  may(actor.role, 'buyer.agree') && (actor.role === 'company_staff' || actor.partyId === buyerId)

export type PlaceInputRefusal = Refusal<'not_allowed' | 'buyer_unknown' | 'name_taken' | 'place_unknown'>

/** A buyer, or staff for one, enters where goods are brought to. */
export async function addPlace(
  tx: Tx,
  actor: Actor,
  place: {
    readonly buyerId: Id
    readonly name: string
    readonly address?: string
    readonly note?: string
  },
): Promise<{ placeId: Id; buyerId: Id } | PlaceInputRefusal> {
  const { buyerId } = place
  if (!mayFor(actor, buyerId)) return refuse('not_allowed')
  if (!(await isParty(tx, buyerId))) return refuse('buyer_unknown')
  const placeId = newId()
  const added = await tx.run(
    `insert into trade_place (region_id, place_id, buyer_id, name, address, note)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (region_id, buyer_id, name) where active do nothing returning 1`,
    [
      tx.region,
      placeId,
      buyerId,
      normalise(place.name),
      normalise(place.address ?? ''),
      (place.note ?? '').trim(),
    ],
  )
  return added.length > 0 ? { placeId, buyerId } : refuse('name_taken', { field: 'placeName' })
}

/** A place that is not used any more: orders that name it keep it. */
export async function closePlace(
  tx: Tx,
  actor: Actor,
  { buyerId, placeId }: { readonly buyerId: Id; readonly placeId: Id },
): Promise<{ placeId: Id; buyerId: Id } | PlaceInputRefusal> {
  if (!mayFor(actor, buyerId)) return refuse('not_allowed')
  const closed = await tx.run(
    `update trade_place set active = false
     where region_id = $1 and buyer_id = $2 and place_id = $3 and active returning 1`,
    [tx.region, buyerId, placeId],
  )
  return closed.length > 0 ? { placeId, buyerId } : refuse('place_unknown')
}

export type ApprovalRefusal = Refusal<'not_allowed' | 'buyer_unknown' | 'approver_missing' | 'user_unknown'>

/**
 * A buyer says above which amount an order waits, and who approves. Staff may do it for the buyer; among the buyer's people
 * only who approves already, or anybody while there is nobody, also because all have left.
 */
export async function setApproval(
  tx: Tx,
  actor: Actor,
  {
    buyerId,
    aboveYen,
    userIds,
  }: {
    readonly buyerId: Id
    /** Yen without tax; nobody has to approve when left out. */
    readonly aboveYen?: number
    readonly userIds: readonly Id[]
  },
): Promise<{ buyerId: Id } | ApprovalRefusal> {
  if (!mayFor(actor, buyerId)) return refuse('not_allowed')
  if (!(await isParty(tx, buyerId))) return refuse('buyer_unknown')
  await lockWord(tx, `trade.approval:${buyerId}`)
  if (actor.role === 'buyer' && !(await mayDecide(tx, actor, buyerId))) return refuse('not_allowed')
  const chosen = [...new Set(userIds)]
  if (aboveYen !== undefined && chosen.length === 0) return refuse('approver_missing', { field: 'userIds' })
  const members = await tx.run(
    `select distinct m.user_id from party_membership m
     where m.region_id = $1 and m.party_id = $2 and m.role = 'buyer' and m.user_id = any ($3)
       and ${validOn('m', '$4')}`,
    [tx.region, buyerId, chosen, tx.today],
  )
  if (members.length < chosen.length) return refuse('user_unknown', { field: 'userIds' })
  await tx.run('delete from trade_approver where region_id = $1 and buyer_id = $2', [tx.region, buyerId])
  insertAll(
    tx,
    'trade_approver',
    { buyer_id: 'uuid', user_id: 'uuid' },
    chosen.map((userId) => ({ buyer_id: buyerId, user_id: userId })),
  )
  await tx.run(
    `insert into trade_buyer (region_id, buyer_id, approval_above_yen) values ($1, $2, $3)
     on conflict (region_id, buyer_id) do update set approval_above_yen = excluded.approval_above_yen`,
    [tx.region, buyerId, aboveYen ?? null],
  )
  return { buyerId }
}

async function mayDecide(tx: Tx, actor: Actor, buyerId: Id): Promise<boolean> {
  const approvers = await tx.run<{ user_id: Id }>(`select user_id from ${approversOf('$2', '$3')} x`, [
    tx.region,
    buyerId,
    tx.today,
  ])
  return approvers.length === 0 || approvers.some(({ user_id }) => user_id === actor.userId)
}

export type AssignRefusal = Refusal<'not_allowed' | 'buyer_unknown' | 'price_list_unknown'>

/** Staff says which price lists count for a buyer; the first that says something of a variant decides. */
export async function assignPriceLists(
  tx: Tx,
  actor: Actor,
  { buyerId, priceListIds }: { readonly buyerId: Id; readonly priceListIds: readonly Id[] },
): Promise<{ buyerId: Id } | AssignRefusal> {
  if (!may(actor.role, 'price.set')) return refuse('not_allowed')
  if (!(await isParty(tx, buyerId))) return refuse('buyer_unknown')
  const chosen = [...new Set(priceListIds)]
  const known = await tx.run(
    'select 1 from trade_price_list where region_id = $1 and price_list_id = any ($2) and active',
    [tx.region, chosen],
  )
  if (known.length < chosen.length) return refuse('price_list_unknown', { field: 'priceListIds' })
  await lockWord(tx, `trade.prices:${buyerId}`)
  await tx.run('delete from trade_buyer_prices where region_id = $1 and buyer_id = $2', [tx.region, buyerId])
  insertAll(
    tx,
    'trade_buyer_prices',
    { buyer_id: 'uuid', position: 'smallint', price_list_id: 'uuid' },
    chosen.map((priceListId, at) => ({ buyer_id: buyerId, position: at + 1, price_list_id: priceListId })),
  )
  return { buyerId }
}

async function isParty(tx: Tx, partyId: Id): Promise<boolean> {
  const found = await tx.run('select 1 from party where region_id = $1 and party_id = $2', [
    tx.region,
    partyId,
  ])
  return found.length > 0
}

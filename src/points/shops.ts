import { randomInt } from 'node:crypto'
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { isParty } from '#parties/is-party.ts'
import { may } from '#parties/policy.ts'
import { openWallets } from './wallets.ts'

/** Without letters that look like figures, so that a code can be read out: no I, L, O, U. */
export const codeLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export const randomCode = (length: number): string =>
  Array.from({ length }, () => codeLetters[randomInt(codeLetters.length)]).join('')

export interface Shop {
  readonly partyId: Id
  readonly name: string
  readonly code: string
  readonly registeredOn: Day
  readonly endedOn: Day | null
}

/** Staff registers a shop, from today on; one that ended comes back with the square that it had. */
export async function registerShop(
  tx: Tx,
  actor: Actor,
  { partyId }: { partyId: Id },
): Promise<{ partyId: Id; code: string } | Refusal<'not_allowed' | 'party_unknown'>> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  if (!(await isParty(tx, partyId))) return refuse('party_unknown', { field: 'partyId' })
  await openWallets(tx, [partyId], 'takings')
  const { code } = await tx.q
    .insertInto('points_shop')
    .values({
      region_id: tx.region,
      party_id: partyId,
      code: randomCode(8),
      registered_on: tx.today,
      ended_on: null,
    })
    .onConflict((c) => c.columns(['region_id', 'party_id']).doUpdateSet({ ended_on: null }))
    .returning('code')
    .executeTakeFirstOrThrow()
  return { partyId, code }
}

/** A shop takes no points from today on. What it took is still paid out. */
export async function endShop(
  tx: Tx,
  actor: Actor,
  { partyId }: { partyId: Id },
): Promise<{ partyId: Id } | Refusal<'not_allowed' | 'shop_unknown'>> {
  if (!may(actor.role, 'points.run')) return refuse('not_allowed')
  const ended = await tx.q
    .updateTable('points_shop')
    .set({ ended_on: tx.today })
    .where('region_id', '=', tx.region)
    .where('party_id', '=', partyId)
    .where('ended_on', 'is', null)
    .returning('party_id')
    .execute()
  return ended.length > 0 ? { partyId } : refuse('shop_unknown')
}

/** The shop whose square was read, as typed or scanned: small letters, spaces and hyphens do not matter. */
export async function shopOfCode(tx: Tx, code: string): Promise<Shop | undefined> {
  const [shop] = await shops(tx, 's.code = $2', [code.toUpperCase().replaceAll(/[\s-]/g, '')])
  return shop
}

export async function readShop(tx: Tx, partyId: Id): Promise<Shop | undefined> {
  const [shop] = await shops(tx, 's.party_id = $2', [partyId])
  return shop
}

/** All shops, those that take points first, by their name. */
export const listShops = async (tx: Tx): Promise<Shop[]> => await shops(tx, 'true', [])

async function shops(tx: Tx, condition: string, values: readonly unknown[]): Promise<Shop[]> {
  return await tx.run<Shop & Record<string, unknown>>(
    `select s.party_id as "partyId", p.name, s.code, s.registered_on as "registeredOn", s.ended_on as "endedOn"
     from points_shop s join party p on p.region_id = $1 and p.party_id = s.party_id
     where s.region_id = $1 and ${condition} order by s.ended_on is not null, p.kana, s.party_id`,
    [tx.region, ...values],
  )
}

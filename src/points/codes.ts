import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { type PaidPoints, type PayRefusal, pay } from './payments.ts'

const minutes = 5
const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest()

/** A square for a wallet: whoever reads it may take points once, for some minutes. */
export async function showCode(tx: Tx, holderId: Id): Promise<{ code: string; until: Date }> {
  const code = randomBytes(18).toString('base64url')
  const until = new Date(tx.now.getTime() + minutes * 60_000)
  await tx.run('delete from points_code where region_id = $1 and (holder_id = $2 or expires_at < $3)', [
    tx.region,
    holderId,
    tx.now,
  ])
  await tx.q
    .insertInto('points_code')
    .values({ region_id: tx.region, code_hash: hashOf(code), holder_id: holderId, expires_at: until })
    .execute()
  return { code, until }
}

/** Whose square it is; refuses `code_expired` for one that was used, ran out or never was. */
export async function holderOfCode(
  tx: Tx,
  code: string,
): Promise<{ holderId: Id; until: Date } | Refusal<'code_expired'>> {
  const [row] = await tx.run<{ holderId: Id; until: Date }>(
    `select holder_id as "holderId", expires_at as until from points_code
     where region_id = $1 and code_hash = $2 and expires_at >= $3`,
    [tx.region, hashOf(code), tx.now],
  )
  return row ?? refuse('code_expired')
}

/** The shop takes so many points from the wallet whose square it read. The square is used up with it. */
export async function takeByCode(
  tx: Tx,
  actor: Actor,
  { code, points }: { code: string; points: number },
): Promise<PaidPoints | PayRefusal | Refusal<'code_expired'>> {
  if (actor.partyId === undefined) return refuse('shop_unknown')
  const [used] = await tx.run<{ holderId: Id }>(
    `delete from points_code where region_id = $1 and code_hash = $2 and expires_at >= $3
     returning holder_id as "holderId"`,
    [tx.region, hashOf(code), tx.now],
  )
  if (!used) return refuse('code_expired')
  return await pay(tx, actor, {
    payerId: used.holderId,
    shopId: actor.partyId,
    points,
    way: 'wallet_code',
  })
}

import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import { type AccountRef, openGuarded } from '#ledger/accounts.ts'
import { type Lot, spendable } from './lots.ts'
import type { Purpose } from './schema.ts'

export const walletOf = (party: Id): AccountRef => ({ party, purpose: 'wallet' })
export const notesOf = (party: Id): AccountRef => ({ party, purpose: 'notes' })
export const takingsOf = (party: Id): AccountRef => ({ party, purpose: 'takings' })

/** Where points lie that somebody can still spend. */
export const inHands = ['wallet', 'notes'] as const satisfies readonly Purpose[]

/** Opens the accounts that are not there yet. Who comes second at the same moment waits, and finds them. */
export async function openWallets(tx: Tx, parties: readonly Id[], purpose: Purpose): Promise<void> {
  const opened = await tx.run<{ partyId: Id }>(
    `insert into points_wallet (region_id, party_id, purpose)
     select $1, p.id, $3 from unnest($2::uuid[]) p (id)
     where not exists (select from points_wallet w where w.region_id = $1 and w.party_id = p.id and w.purpose = $3)
     order by p.id
     on conflict do nothing returning party_id as "partyId"`,
    [tx.region, [...new Set(parties)], purpose],
  )
  for (const { partyId } of opened) await openGuarded(tx, 'PT', { party: partyId, purpose })
}

/** The lots of a wallet that can be paid with today, held until the transaction ends: nobody else takes from them. */
export async function lockLots(tx: Tx, holder: Id): Promise<Lot[]> {
  return await tx.run<Lot & Record<string, unknown>>(
    `select lot_id as "lotId", expires_on as "expiresOn", rest from points_lot
     where region_id = $1 and holder_id = $2 and rest > 0 and expires_on >= $3
     order by expires_on, lot_id for update`,
    [tx.region, holder, tx.today],
  )
}

/**
 * For what gave points and is undone, before its entry is reversed: its lots are emptied, and the reversal brings their
 * points back to the fund. Refused when some were spent, printed or have expired; `detail.left` is what is still there.
 */
export async function withdrawLots(tx: Tx, entryId: Id): Promise<Refusal<'points_spent'> | undefined> {
  const lots = await tx.run<{ amount: number; rest: number }>(
    `select amount, rest from points_lot where region_id = $1 and entry_id = $2 order by lot_id for update`,
    [tx.region, entryId],
  )
  if (lots.some(({ amount, rest }) => rest < amount))
    return refuse('points_spent', { detail: { left: lots.reduce((sum, { rest }) => sum + rest, 0) } })
  await tx.run('update points_lot set rest = 0 where region_id = $1 and entry_id = $2', [tx.region, entryId])
  return undefined
}

export interface Wallet {
  /** Points that can be paid today. */
  readonly points: number
  /** What expires, by its last day, the first day first. */
  readonly expiring: readonly { readonly on: Day; readonly points: number }[]
}

export async function readWallet(tx: Tx, holder: Id): Promise<Wallet> {
  const lots = await tx.run<Lot & Record<string, unknown>>(
    `select lot_id as "lotId", expires_on as "expiresOn", rest from points_lot
     where region_id = $1 and holder_id = $2 and rest > 0 and expires_on >= $3 order by expires_on, lot_id`,
    [tx.region, holder, tx.today],
  )
  const days = Map.groupBy(lots, ({ expiresOn }) => expiresOn)
  return {
    points: spendable(lots, tx.today),
    expiring: [...days].map(([on, list]) => ({ on, points: spendable(list, tx.today) })),
  }
}

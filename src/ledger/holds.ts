import { type Id, newId } from '#kit/ids.ts'
import { type Refusal, refuse } from '#kit/refusals.ts'
import { type Amount, type Unit, whole } from '#kit/units.ts'
import type { Tx } from '#db/transaction.ts'

/**
 * Holds so much of a guarded account for a promise not yet kept: it counts against the floor at once, until an entry
 * uses it (`Entry.hold`), it is released, or `expiresAt` passes. Refuses `below_floor` when too little is left.
 */
export async function hold<U extends Unit>(
  tx: Tx,
  input: { account: Id; unit: U; amount: Amount<NoInfer<U>>; expiresAt: Date; documentId?: Id },
): Promise<{ holdId: Id } | Refusal<'below_floor'>> {
  if (whole(input.amount) <= 0) throw new RangeError(`a hold of ${input.amount} ${input.unit}`)
  if (input.expiresAt <= tx.now) throw new RangeError(`a hold that has expired before it begins`)
  const [row] = await tx.run<{ balance: number; floor: number }>(
    `select b.balance, b.floor from ledger_balance b
     join ledger_account a on a.region_id = b.region_id and a.account_id = b.account_id
     where b.region_id = $1 and b.account_id = $2 and a.unit = $3 for no key update of b`,
    [tx.region, input.account, input.unit],
  )
  if (!row) throw new Error(`${input.account} is not a guarded account of ${input.unit}`)
  const left = row.balance - row.floor - (await held(tx, input.account))
  if (left < input.amount)
    return refuse('below_floor', { detail: { about: input.account, left, short: input.amount - left } })

  const holdId = newId()
  await tx.q
    .insertInto('ledger_hold')
    .values({
      region_id: tx.region,
      hold_id: holdId,
      account_id: input.account,
      amount: input.amount,
      state: 'open',
      expires_at: input.expiresAt,
      document_id: input.documentId ?? null,
      entry_id: null,
      created_at: tx.now,
    })
    .execute()
  return { holdId }
}

/** Gives a hold back unused. Refuses, by name, one that is unknown, used, released or already expired. */
export async function release(
  tx: Tx,
  holdId: Id,
): Promise<
  { released: Id } | Refusal<'hold_unknown' | 'hold_already_used' | 'hold_already_released' | 'hold_expired'>
> {
  // The balance is locked first, as in posting: who holds it decides about the account's holds, and nobody else.
  await tx.run(
    `select from ledger_balance where region_id = $1
     and account_id = (select account_id from ledger_hold where region_id = $1 and hold_id = $2) for no key update`,
    [tx.region, holdId],
  )
  const row = await tx.q
    .selectFrom('ledger_hold')
    .select(['state', 'expires_at'])
    .where('region_id', '=', tx.region)
    .where('hold_id', '=', holdId)
    .executeTakeFirst()
  const detail = { about: holdId }
  if (!row) return refuse('hold_unknown', { detail })
  if (row.state === 'used') return refuse('hold_already_used', { detail })
  if (row.state === 'released') return refuse('hold_already_released', { detail })
  if (row.expires_at <= tx.now) return refuse('hold_expired', { detail })
  await tx.q
    .updateTable('ledger_hold')
    .set({ state: 'released' })
    .where('region_id', '=', tx.region)
    .where('hold_id', '=', holdId)
    .execute()
  return { released: holdId }
}

/** What is held of an account now: open and unexpired. Steps of its unit. */
export async function held(tx: Tx, account: Id): Promise<number> {
  const [row] = await tx.run<{ held: number }>(
    `select coalesce(sum(amount), 0)::bigint as held from ledger_hold
     where region_id = $1 and account_id = $2 and state = 'open' and expires_at > $3`,
    [tx.region, account, tx.now],
  )
  return row?.held ?? 0
}

import { createHash } from 'node:crypto'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { AccountRef } from './accounts.ts'

/**
 * What an entry says, as it is hashed: everything but when it was written and under which id and key. Accounts are
 * named by whose they are and what for, so that handing an account to another party would show.
 */
export interface EntryContent {
  readonly kind: string
  readonly occurredOn: Day
  readonly documentId: Id | null
  readonly documentNo: string
  readonly actorId: Id | null
  readonly reverses: Id | null
  readonly memo: string
  readonly flows: readonly { unit: string; amount: number; from: AccountRef; to: AccountRef }[]
}

/** SHA-256 over a canonical JSON array, version 1. Two entries say the same exactly when their digests are equal. */
export function digestOf(entry: EntryContent): Buffer {
  const text = JSON.stringify([
    1,
    entry.kind,
    entry.occurredOn,
    entry.documentId,
    entry.documentNo,
    entry.actorId,
    entry.reverses,
    entry.memo,
    entry.flows.map(({ unit, amount, from, to }) => [
      unit,
      amount,
      from.party,
      from.purpose,
      to.party,
      to.purpose,
    ]),
  ])
  return createHash('sha256').update(text).digest()
}

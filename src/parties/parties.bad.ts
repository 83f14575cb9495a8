// Each line below must fail to compile, or the check fails.
import type { Database } from '#db/pool.ts'
import type { Tx } from '#db/transaction.ts'
import type { Id } from '#kit/ids.ts'
import { visitor } from './actors.ts'
import { isOfParties } from './sentences.ts'
import { registerParty } from './parties.ts'
import { sideOn } from './sides.ts'
import { startSession } from './sessions.ts'

declare const db: Database
declare const tx: Tx
declare const partyId: Id
const party = { kind: 'person', name: '人', kana: 'ヒト', side: 'inside' } as const

// @ts-expect-error a use-case writes only inside a transaction
void registerParty(db, visitor, party)
// @ts-expect-error a party has one of the known kinds
void registerParty(tx, visitor, { ...party, kind: 'robot' })
// @ts-expect-error a party stands on one of two sides, and somebody must say on which
void registerParty(tx, visitor, { kind: 'person', name: '人', kana: 'ヒト' })
// @ts-expect-error text is not a day
void sideOn(tx, partyId, '2026-11-23')
// @ts-expect-error text is not an id
void sideOn(tx, 'x', undefined)
// @ts-expect-error nobody acts as a visitor for a party
void startSession(tx, partyId, { partyId, role: 'visitor' })
declare const refusal: { refused: string }
if (isOfParties(refusal)) {
  // @ts-expect-error a reason that no use-case of this floor gives
  void (refusal.refused === 'out_of_stock')
}

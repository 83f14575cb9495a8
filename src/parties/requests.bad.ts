// Each call below must fail to compile, or the check fails.
import type { Tx } from '#db/transaction.ts'
import { once } from './requests.ts'

declare const tx: Tx

// Fine, for comparison: plain JSON.
void once(tx, 'key', 'order.place', {}, async () => ({ no: 'T-2026-00001', lines: [{ yen: 1 }] }))
// @ts-expect-error a date comes back from JSON as text
void once(tx, 'key', 'order.place', {}, async () => ({ at: new Date(0) }))
// @ts-expect-error a map comes back empty
void once(tx, 'key', 'order.place', {}, async () => new Map([['a', 1]]))

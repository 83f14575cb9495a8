// Each line below must fail to compile, or the check fails.
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { jpy, wood } from '#kit/units.ts'
import type { Database } from '#db/pool.ts'
import type { Tx } from '#db/transaction.ts'
import { visitor } from '#parties/actors.ts'
import { cash } from './accounts.ts'
import { post } from './post.ts'

declare const db: Database
declare const tx: Tx
const [a, b] = [cash(newId()), cash(newId())]
const on = day('2026-11-23')

// @ts-expect-error posting needs a transaction
await post(db, visitor, { kind: 'trade.sale', on, flows: [] })
// @ts-expect-error a flow of yen cannot carry grams
await post(tx, visitor, { kind: 'trade.sale', on, flows: [{ unit: 'JPY', amount: wood(1), from: a, to: b }] })
const flows = [{ unit: 'JPY', amount: jpy(1), from: a, to: b }] as const
// @ts-expect-error a day is a Day, not any text
await post(tx, visitor, { kind: 'trade.sale', on: 'today', flows })

import type { Tx } from '#db/transaction.ts'
import { type Id, newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { pt } from '#kit/units.ts'
import type { AccountRef } from '#ledger/accounts.ts'
import { type Entry, postAll } from '#ledger/post.ts'
import type { Actor } from '#parties/actors.ts'
import { fundAccounts, fundOf } from './fund.ts'
import { notesOf, walletOf } from './wallets.ts'

/** So many holders at once; the next run goes on. */
const part = 500

/**
 * Points whose last day is over go back to the fund, where they can be given again. For the server, each night; asked twice
 * it finds nothing. Answers how many points that were.
 */
export async function expirePoints(tx: Tx, actor: Actor): Promise<{ points: number }> {
  const fund = await fundOf(tx)
  if (isRefusal(fund)) return { points: 0 }
  const { ready } = fundAccounts(fund.partyId)
  const due = await tx.run<{ lotId: Id; holderId: Id; rest: number }>(
    `select lot_id as "lotId", holder_id as "holderId", rest from points_lot
     where region_id = $1 and rest > 0 and expires_on < $2 order by holder_id, lot_id limit $3 for update`,
    [tx.region, tx.today, part],
  )
  const notes = await tx.run<{ serial: string; holderId: Id; rest: number }>(
    `select serial, holder_id as "holderId", amount as rest from points_note
     where region_id = $1 and state = 'out' and expires_on < $2 order by serial limit $3 for update`,
    [tx.region, tx.today, part],
  )
  const entries = [...back(tx, due, walletOf, ready), ...back(tx, notes, notesOf, ready)]
  const posted = await postAll(tx, actor, entries)
  if (isRefusal(posted)) throw new Error(`points cannot expire: ${posted.refused}`)
  await tx.run('update points_lot set rest = 0 where region_id = $1 and lot_id = any ($2)', [
    tx.region,
    due.map(({ lotId }) => lotId),
  ])
  await tx.run(`update points_note set state = 'expired' where region_id = $1 and serial = any ($2)`, [
    tx.region,
    notes.map(({ serial }) => serial),
  ])
  return { points: [...due, ...notes].reduce((sum, { rest }) => sum + rest, 0) }
}

function back(
  tx: Tx,
  due: readonly { readonly holderId: Id; readonly rest: number }[],
  from: (party: Id) => AccountRef,
  ready: AccountRef,
): Entry[] {
  return [...Map.groupBy(due, ({ holderId }) => holderId)].map(([holderId, list]) => ({
    kind: 'points.expire',
    on: tx.today,
    document: { id: newId(), no: '' },
    flows: [
      {
        unit: 'PT',
        amount: pt(list.reduce((sum, { rest }) => sum + rest, 0)),
        from: from(holderId),
        to: ready,
      },
    ],
  }))
}

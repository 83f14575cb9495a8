import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import type { Actor } from '#parties/actors.ts'
import { bookIn } from './bookings.ts'
import type { LockedCycle } from './cycle-rows.ts'
import { type Standing, dueDay, runningStanding } from './standing.ts'

/**
 * Books the standing orders that are due in a cycle, the oldest first, each wholly or as far as there is something left. How
 * many were booked, and how many came short or found nothing.
 */
export async function bookStanding(
  tx: Tx,
  actor: Actor,
  cycle: LockedCycle,
): Promise<{ standing: number; short: number }> {
  const count = { standing: 0, short: 0 }
  for (const each of await runningStanding(tx, null)) {
    const deliverOn = dueDay(each, cycle.deliverDays)
    if (!deliverOn) continue
    const now = { ...cycle, bookedYen: await bookedYen(tx, cycle.cycleId) }
    const got = await bookOne(tx, actor, now, each, deliverOn)
    if (got > 0) count.standing++
    if (got < each.quantity) count.short++
  }
  return count
}

async function bookOne(
  tx: Tx,
  actor: Actor,
  cycle: LockedCycle,
  { buyerId, variantId, poolId, quantity }: Standing,
  deliverOn: Day,
): Promise<number> {
  const goods = { ...(variantId && { variantId }), ...(poolId && { poolId }) }
  const ask = async (wanted: number) => {
    await tx.run('savepoint standing')
    const wishes = [{ ...goods, quantity: wanted }]
    const answer = await bookIn(tx, actor, cycle, {
      cycleId: cycle.cycleId,
      buyerId,
      deliverOn,
      wishes,
      mode: 'add',
      standing: true,
    })
    await tx.run(isRefusal(answer) ? 'rollback to savepoint standing' : 'release savepoint standing')
    return answer
  }
  const whole = await ask(quantity)
  if (!isRefusal(whole)) return quantity
  const more = whole.detail?.['more']
  const rest = typeof more === 'number' ? Math.min(quantity - 1, more) : 0
  return rest > 0 && !isRefusal(await ask(rest)) ? rest : 0
}

async function bookedYen(tx: Tx, cycleId: Id): Promise<number> {
  const [row] = await tx.run<{ yen: number }>(
    'select booked_yen as yen from trade_cycle where region_id = $1 and cycle_id = $2',
    [tx.region, cycleId],
  )
  return row?.yen ?? 0
}

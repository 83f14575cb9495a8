/** One cycle as it is kept: held while it is changed, and what may still happen to it. */
import type { Tx } from '#db/transaction.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Actor } from '#parties/actors.ts'
import './schema.ts'
import type { CycleState } from './schema.ts'

export interface LockedCycle {
  readonly cycleId: Id
  readonly cycleNo: string
  readonly name: string
  readonly state: CycleState
  readonly closesAt: Date
  readonly deliverDays: readonly Day[]
  readonly limitYen: number | null
  readonly bookedYen: number
}

/** A cycle, held until the transaction ends: whoever books or changes it takes turns here. */
export async function lockCycle(tx: Tx, cycleId: Id): Promise<LockedCycle | undefined> {
  const [cycle] = await tx.run<LockedCycle & Record<string, unknown>>(
    `select cycle_id as "cycleId", cycle_no as "cycleNo", name, state, closes_at as "closesAt",
       deliver_days as "deliverDays", limit_yen as "limitYen", booked_yen as "bookedYen"
     from trade_cycle where region_id = $1 and cycle_id = $2 for update`,
    [tx.region, cycleId],
  )
  return cycle
}

/** Producers may say what they have while it is planned and until it closes. */
export const takesAnswers = (
  { state, closesAt }: Pick<LockedCycle, 'state' | 'closesAt'>,
  now: Date,
): boolean => (state === 'planned' || state === 'open') && now < closesAt

/** Buyers may book: it was opened, and the deadline is not over. */
export const takesBookings = (
  { state, closesAt }: Pick<LockedCycle, 'state' | 'closesAt'>,
  now: Date,
): boolean => state === 'open' && now < closesAt

export async function setCycleState(tx: Tx, actor: Actor, cycleId: Id, state: CycleState): Promise<void> {
  await tx.q
    .updateTable('trade_cycle')
    .set({ state, changed_at: tx.now, changed_by: actor.userId ?? null })
    .where('region_id', '=', tx.region)
    .where('cycle_id', '=', cycleId)
    .execute()
}

/** How long value stays in a hand: days between coming in and going out, first in first out; and the velocity of a money. Pure. */
import { type Day, daysBetween } from '#kit/days.ts'
import type { DailyMovement } from '#ledger/movements.ts'

export interface Stay {
  /** Mean days from in to out, weighted by amount; undefined when nothing has gone out that had come in. */
  readonly days?: number
  /** What was matched: came in and went out. */
  readonly matched: number
  /** What came in and is still there. */
  readonly left: number
}

/** Days in their order. What goes out before anything came in was there before, and is not counted. */
export function stayOf(movements: readonly DailyMovement[]): Stay {
  const waiting: { day: Day; amount: number }[] = []
  let [next, matched, amountDays] = [0, 0, 0]
  for (const { day, inflow, outflow } of movements) {
    if (inflow > 0) waiting.push({ day, amount: inflow })
    let going = outflow
    while (going > 0) {
      const oldest = waiting[next]
      if (!oldest) break
      const taken = Math.min(going, oldest.amount)
      matched += taken
      amountDays += taken * daysBetween(oldest.day, day)
      oldest.amount -= taken
      going -= taken
      if (oldest.amount === 0) next += 1
    }
  }
  const left = waiting.slice(next).reduce((sum, { amount }) => sum + amount, 0)
  return { days: matched > 0 ? amountDays / matched : undefined, matched, left }
}

export interface Velocity {
  /** How often the whole of the money changed hands in a year, at the pace of the period. */
  readonly perYear: number
  /** Mean amount in hands. */
  readonly circulating: number
  readonly spent: number
}

/**
 * Velocity of a money: what was paid with it beside its mean balance, at the pace of a year. `balances` are those at the
 * end of each day of the period; undefined when nothing was in hands.
 */
export function velocityOf(balances: readonly number[], spent: number): Velocity | undefined {
  if (balances.length === 0) return undefined
  const circulating = balances.reduce((sum, balance) => sum + balance, 0) / balances.length
  if (circulating <= 0) return undefined
  return { circulating, spent, perYear: (spent / circulating) * (daysOfYear / balances.length) }
}
const daysOfYear = 365

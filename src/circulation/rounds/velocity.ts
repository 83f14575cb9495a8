/** How long yen stay with the trading company, and how fast points change hands: from the daily movements of accounts. */
import type { Tx } from '#db/transaction.ts'
import { type Day, addDays, daysBetween } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type DailyMovement, type MovementsReader, dailyMovements } from '#ledger/movements.ts'
import { inHands } from '#points/wallets.ts'
import { type Months, readFigure, spanOfMonths } from '#circulation/figure-values.ts'
import { type Stay, type Velocity, stayOf, velocityOf } from './stays.ts'

/** Days that a yen stays with the trading company from coming in to going out, first in first out; all that it ever got. */
export async function readStay(
  tx: Tx,
  months: Months,
  read: MovementsReader = dailyMovements,
): Promise<Stay> {
  const accounts = await tx.run<{ id: Id }>(
    `select a.account_id as id from ledger_account a join party p on p.region_id = $1 and p.party_id = a.party_id
     where a.region_id = $1 and a.unit = 'JPY' and a.purpose = 'cash' and p.kind = 'company'`,
    [tx.region],
  )
  const { to } = spanOfMonths(months)
  const last = to < tx.today ? to : tx.today
  const days = await read(tx, {
    accounts: accounts.map(({ id }) => id),
    unit: 'JPY',
    through: last,
  })
  return stayOf(days)
}

/**
 * How often the points in people's hands, in wallets and on notes, are spent in a year. What the fund has not given out, what
 * shops took and what is set aside to pay them cannot be spent.
 */
export async function readVelocity(
  tx: Tx,
  months: Months,
  read: MovementsReader = dailyMovements,
  readSpent: typeof readFigure = readFigure,
): Promise<Velocity | undefined> {
  const { from, to } = spanOfMonths(months)
  const last = to < tx.today ? to : tx.today
  if (last < from) return undefined
  const accounts = await tx.run<{ id: Id }>(
    `select account_id as id from ledger_account where region_id = $1 and unit = 'PT' and purpose = any ($2)`,
    [tx.region, inHands],
  )
  const days = await read(tx, { accounts: accounts.map(({ id }) => id), unit: 'PT', through: last })
  const { value: spent = 0 } = await readSpent(tx, 'points_spent', months)
  return velocityOf(balancesOf(days, from, last), spent)
}

/** The balance at the end of each day of a period, from all movements until its end. */
function balancesOf(days: readonly DailyMovement[], from: Day, to: Day): number[] {
  const moved = new Map(days.map(({ day, inflow, outflow }) => [day, inflow - outflow]))
  let balance = days
    .filter(({ day }) => day < from)
    .reduce((sum, { inflow, outflow }) => sum + inflow - outflow, 0)
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => {
    balance += moved.get(addDays(from, n)) ?? 0
    return balance
  })
}

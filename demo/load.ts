import { systemClock } from '#kit/clock.ts'
import {
  type Day,
  addDays,
  addMonths,
  day,
  dayAt,
  firstDay,
  instantOf,
  monthOfDay,
  weekday,
} from '#kit/days.ts'
import type { Database } from '#db/pool.ts'
import { transact } from '#db/transaction.ts'
import { closeDays } from '#ledger/close.ts'
import { type Offer, arrange, bundles, putUpAll } from './catalogue.ts'
import { openBooks, runMonth } from './months.ts'
import { must } from './must.ts'
import { settle } from './people.ts'
import { randomOf } from './random.ts'
import { noteEnd } from './state.ts'
import { type Village, readVariants, tradeWeek } from './weeks.ts'

export interface LoadOptions {
  readonly region: number
  /** The same seed and day make the same region. */
  readonly seed?: number
  /** The day on which the demo ends: today when left out. Trade of that day has not happened yet. */
  readonly until?: Day
  /** Months of trade before that day. */
  readonly months?: number
  readonly progress: (line: string) => void
}

/**
 * Makes the demo region: its people, products and two years of weekly trade, all through the use-cases, each on its own
 * day. Refused by a fault when the region is there already.
 */
export async function loadDemo(db: Database, options: LoadOptions): Promise<void> {
  const { region, seed = 1, until = dayAt(systemClock.now()), months = 24, progress } = options
  const began = performance.now()
  const say = (line: string): void =>
    progress(`${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}`)
  const first = mondayOn(firstDay(addMonths(monthOfDay(until), -months)))

  const dawn = instantOf(first, 5)
  const people = await settle(db, region, day('2019-04-01'), dawn)
  say(`主体 / parties: ${people.parties.size}`)
  const at = { region, clock: { now: () => dawn } }
  await transact(db, at, (tx) => arrange(tx, people))
  const offers: Offer[] = []
  for (const bundle of bundles()) {
    offers.push(...(await transact(db, at, (tx) => putUpAll(tx, people, first, bundle))))
    say(`産品 / products: ${offers.length}`)
  }
  // A database that has just been filled does not know it yet, and plans badly until it has looked.
  await db.pool.query('analyze')
  const variants = await transact(db, at, (tx) => readVariants(tx, people.staff, offers))
  const village: Village = { db, region, people, offers, variants, random: randomOf(seed), first }
  await trade(village, until, say)
  const closed = await transact(db, { region, clock: { now: () => instantOf(until, 1) } }, async (tx) => {
    await noteEnd(tx)
    return await closeDays(tx, addDays(until, -1))
  })
  say(`日締め / days closed: ${must(closed, 'closing the days').days}`)
}

/** Week after week; when a month has ended, its invoices, payments, statements and payouts. */
async function trade(village: Village, until: Day, say: (line: string) => void): Promise<void> {
  const books = openBooks()
  let monday = village.first
  while (monday < until) {
    await tradeWeek(village, monday, until)
    const next = addDays(monday, 7)
    const month = monthOfDay(monday)
    if (monthOfDay(next) !== month || next >= until) {
      await runMonth(village, books, month, until)
      say(`商い / trade: ${month}`)
    }
    monday = next
  }
}

const mondayOn = (from: Day): Day => addDays(from, (8 - weekday(from)) % 7)

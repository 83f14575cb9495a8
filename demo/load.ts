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
import { tellCirculation } from './circulation.ts'
import { buyers } from './content/buyers.ts'
import { givePoints } from './points.ts'
import { type Offer, arrange, bundles, putUpAll } from './catalogue.ts'
import { acceptLately, agree, mailInvoices, setFees, specify, talk } from './agreements.ts'
import { openBooks, runMonth } from './months.ts'
import { must } from './must.ts'
import { settle } from './people.ts'
import { randomOf } from './random.ts'
import { type Rounds, beginRounds, runRound } from './rounds.ts'
import { readRegion } from '#parties/regions.ts'
import { type Scale, grow, sizes } from './scale.ts'
import { noteEnd } from './state.ts'
import { putUpGift } from './specials.ts'
import { leaveOrders, tidyStore } from './store.ts'
import { type Village, readVariants, tradeWeek } from './weeks.ts'

export interface LoadOptions {
  readonly region: number
  /** The same seed and day make the same region. */
  readonly seed?: number
  /** The day on which the demo ends: today when left out. Trade of that day has not happened yet. */
  readonly until?: Day
  /** Months of trade before that day. */
  readonly months?: number
  /** A town, or a hundred of it for benches. */
  readonly scale?: Scale
  readonly progress: (line: string) => void
}

/** What keeps the demo from being made, as a sentence. */
export class DemoFault extends Error {
  override readonly name = 'DemoFault'
}

/**
 * Makes the demo region: its people, products and two years of weekly trade, all through the use-cases, each on its own
 * day. Refused by a fault when the region is there already.
 */
export async function loadDemo(db: Database, options: LoadOptions): Promise<void> {
  const {
    region,
    seed = 1,
    until = dayAt(systemClock.now()),
    months = 24,
    scale = 'town',
    progress,
  } = options
  const began = performance.now()
  const say = (line: string): void =>
    progress(`${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}`)
  if (await transact(db, { region }, readRegion))
    throw new DemoFault(
      '地域はもうあります。体験用の地域は空のデータベースにだけ作れます。 / The region is there already: the demo is made in an empty database only.',
    )
  const first = mondayOn(firstDay(addMonths(monthOfDay(until), -months)))

  const dawn = instantOf(first, 5)
  const settled = await settle(db, region, day('2019-04-01'), dawn)
  say(`主体 / parties: ${settled.parties.size}`)
  const at = { region, clock: { now: () => dawn } }
  await transact(db, at, (tx) => arrange(tx, settled))
  const offers: Offer[] = []
  for (const bundle of bundles()) {
    offers.push(...(await transact(db, at, (tx) => putUpAll(tx, settled, first, bundle))))
    say(`産品 / products: ${offers.length}`)
  }
  const { people, quarters } = await grow(db, region, settled, sizes[scale], { first, say })
  // A database that has just been filled does not know it yet, and plans badly until it has looked.
  await db.pool.query('analyze')
  const all = [{ buyers, offers }, ...quarters]
  const variants = await transact(db, at, (tx) =>
    readVariants(
      tx,
      people.staff,
      all.flatMap((quarter) => quarter.offers),
    ),
  )
  const village: Village = {
    db,
    region,
    people,
    variants,
    first,
    quarters: all,
    buyers: new Map(all.flatMap((quarter) => quarter.buyers.map((buyer) => [buyer.key, buyer] as const))),
    seed,
    random: randomOf(seed),
  }
  await setFees(village)
  await specify(village)
  await trade(village, until, say)
  await putUpGift(village, until)
  await leaveOrders(village, until)
  await talk(village, until)
  await acceptLately(village, addDays(until, -56), until)
  await mailInvoices(village, until)
  await givePoints(village, until)
  await tellCirculation(village, until)
  say('買い手とのやりとり / talk with buyers')
  const closed = await transact(db, { region, clock: { now: () => instantOf(until, 1) } }, async (tx) => {
    await noteEnd(tx)
    return await closeDays(tx, addDays(until, -1))
  })
  say(`日締め / days closed: ${must(closed, 'closing the days').days}`)
}

/**
 * Week after week; when a month has ended, its invoices, payments, statements and payouts, while the next month's weeks
 * go on: neither takes anything from the other. The database looks at its tables again each time they have doubled:
 * plans that were made for empty ones read whole tables, for every row anew.
 */
async function trade(village: Village, until: Day, say: (line: string) => void): Promise<void> {
  const books = openBooks(village.seed)
  let monday = village.first
  let weeks = 0
  let office = Promise.resolve()
  let rounds: Rounds | undefined
  while (monday < until) {
    await tidyStore(village, monday)
    if (!rounds && addDays(monday, weeksOfRounds * 7) >= until) {
      await agree(village, monday)
      rounds = await beginRounds(village, monday)
    }
    if (rounds) await runRound(village, rounds, monday, until)
    for (const quarter of village.quarters) await tradeWeek(village, quarter, monday, until)
    if (Number.isInteger(Math.log2(++weeks))) await village.db.pool.query('analyze')
    const next = addDays(monday, 7)
    const month = monthOfDay(monday)
    if (monthOfDay(next) !== month || next >= until) {
      await office
      office = runMonth(village, books, month, until).then(() => say(`商い / trade: ${month}`))
      office.catch(() => undefined) // it is awaited a month later, or below
    }
    monday = next
  }
  // The round of next week is open: its Wednesday has come.
  if (rounds) await runRound(village, rounds, monday, until)
  await office
}

/** So many weeks of order cycles stand behind the demo; before them everything was ordered from the store. */
const weeksOfRounds = 6

const mondayOn = (from: Day): Day => addDays(from, (8 - weekday(from)) % 7)

/** The region that the benches of pages and orders ask: a thousand products, a year of sales, plenty in store. */
import { type Day, addDays, addMonths, dayAt, firstDay, instantOf, monthOfDay } from '#kit/days.ts'
import { systemClock } from '#kit/clock.ts'
import type { Id } from '#kit/ids.ts'
import { jpy } from '#kit/units.ts'
import { type Database, openDatabase } from '#db/pool.ts'
import { transact } from '#db/transaction.ts'
import { arrange, bundles, putUpAll } from '#demo/catalogue.ts'
import { must } from '#demo/must.ts'
import { type People, settle } from '#demo/people.ts'
import { type Random, randomOf } from '#demo/random.ts'
import { type Size, grow, sizes } from '#demo/scale.ts'
import { cash } from '#ledger/accounts.ts'
import { closeDays } from '#ledger/close.ts'
import { declareKinds } from '#ledger/kinds.ts'
import { type Entry, postAll } from '#ledger/post.ts'
import { tradeKinds } from '#trade/kinds.ts'
import { receiveLots } from '#trade/lots.ts'
import { openBench } from './bench.ts'

export const region = 32093

export const benchSizes = {
  town: { producers: 300, products: 1000, buyers: 200, households: sizes.town.households },
  city: sizes.city,
} as const satisfies Record<string, Size>

export interface Market {
  readonly db: Database
  readonly url: string
  close(): Promise<void>
}

declareKinds(tradeKinds)

/**
 * A region made for this run and gone after it, or the one at MARKET_URL, which stays: `bench/run.ts` makes one for all
 * benches of a run.
 */
export async function openMarket(scale: keyof typeof benchSizes = 'town'): Promise<Market> {
  const known = process.env['MARKET_URL']
  if (known) {
    const db = openDatabase(known)
    return { db, url: known, close: () => db.close() }
  }
  const bench = await openBench(10)
  await makeMarket(bench.db, benchSizes[scale], () => undefined)
  return bench
}

/** Fills a migrated database through the use-cases; only the year's sales go straight to the ledger, in batches. */
export async function makeMarket(db: Database, size: Size, say: (line: string) => void): Promise<void> {
  const today = dayAt(systemClock.now())
  const first = firstDay(addMonths(monthOfDay(today), -12))
  const at = { region, clock: { now: () => instantOf(first, 5) } }
  const people = await settle(db, region, first, instantOf(first, 5))
  await transact(db, at, (tx) => arrange(tx, people))
  for (const bundle of bundles()) await transact(db, at, (tx) => putUpAll(tx, people, first, bundle))
  const grown = await grow(db, region, people, size, { first, say })
  await fillStore(db, people, today)
  say('在庫 / in store')
  await sellAYear(db, grown.people, today)
  const closed = await transact(db, { region }, (tx) => closeDays(tx, addDays(today, -1)))
  say(`日締め / days closed: ${must(closed, 'closing the days').days}`)
  await db.pool.query('vacuum analyze')
}

/** So much of everything that no bench of orders empties the store. */
async function fillStore(db: Database, { staff }: People, today: Day): Promise<void> {
  await transact(db, { region }, async (tx) => {
    const products = await tx.run<{ id: Id }>(
      'select product_id as id from trade_product where region_id = $1',
      [region],
    )
    const lots = products.map(({ id }) => ({ productId: id, quantity: 1_000_000_000, madeOn: today }))
    must(await receiveLots(tx, staff, lots), 'filling the store')
  })
}

/** Each month every buyer pays once and every producer is paid once, in one of its weeks. */
async function sellAYear(db: Database, people: People, today: Day): Promise<void> {
  const random = randomOf(1)
  for (let month = -12; month <= 0; month++) {
    const from = firstDay(addMonths(monthOfDay(today), month))
    const payments = paymentsOf(people, random)
    for (let week = 0; week < 4; week++) {
      const on = addDays(from, week * 7)
      if (on >= today) continue
      const entries = payments.filter((each) => each.week === week).map((each) => each.entry(on))
      const options = { region, clock: { now: () => instantOf(on, 15) } }
      await transact(db, options, async (tx) =>
        must(await postAll(tx, people.staff, entries), 'posting a week'),
      )
    }
  }
}

function paymentsOf(
  { staff, actors }: People,
  random: Random,
): { week: number; entry: (on: Day) => Entry }[] {
  return [...actors.values()].map(({ role, partyId }) => {
    const sale = role === 'buyer'
    const amount = jpy(random.between(10, 300) * 1000)
    const [from, to] = sale ? [partyId, staff.partyId] : [staff.partyId, partyId]
    const flows = [{ unit: 'JPY' as const, amount, from: cash(from), to: cash(to) }]
    return {
      week: random.between(0, 3),
      entry: (on) => ({ kind: sale ? 'trade.sale' : 'trade.payout', on, flows }),
    }
  })
}

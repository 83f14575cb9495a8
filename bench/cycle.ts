/**
 * One order cycle as large as a region might ever run: 10,000 products of 300 producers, 500 buyers and 20,000 booked lines, a
 * fifth of them of pools. Each with the time people should wait; and the slowest of a hundred of a thousand searches. SMALL=1
 * for a quick look.
 */
import { systemClock } from '#kit/clock.ts'
import { type Day, addDays, dayAt, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { must } from '#demo/must.ts'
import type { PartyActor } from '#parties/actors.ts'
import { searchCatalogue } from '#trade/catalogue.ts'
import { readResults } from '#trade/cycles/allocation-lists.ts'
import { allocateCycle } from '#trade/cycles/allocations.ts'
import { enterAvailability } from '#trade/cycles/availability.ts'
import { readSheet } from '#trade/cycles/booking-sheet.ts'
import { type Wish, book } from '#trade/cycles/bookings.ts'
import { bookingsOf, goodsOf, producersOf, readCycle } from '#trade/cycles/cycle-lists.ts'
import { openCycle, planCycle } from '#trade/cycles/cycles.ts'
import { makeOrders, readCollection } from '#trade/cycles/fulfilment.ts'
import { savePool } from '#trade/cycles/pools.ts'
import { addStanding } from '#trade/cycles/standing.ts'
import { receiveLots } from '#trade/lots.ts'
import { medianMs, openBench, printTable } from './bench.ts'
import { makeMarket, region } from './data.ts'

const small = Boolean(process.env['SMALL'])
const size = small
  ? { producers: 60, products: 200, buyers: 50, households: 10 }
  : { producers: 300, products: 10_000, buyers: 500, households: 100 }
const linesEach = small ? 10 : 40
const [poolCount, poolMembers] = small ? [3, 5] : [100, 20]

const bench = await openBench(10)
const { db } = bench
const today = dayAt(systemClock.now())
const at = <T>(day: Day, hour: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(db, { region, clock: { now: () => instantOf(day, hour) } }, work)
const now = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => at(today, 10, work)
const said = (line: string): boolean => process.stderr.write(`\r${line.padEnd(60)}`)
const deliverOn = addDays(today, 4)

async function readStaff(tx: Tx): Promise<PartyActor> {
  const [staff] = await tx.run<{ userId: Id; partyId: Id }>(
    `select user_id as "userId", party_id as "partyId" from party_membership
     where region_id = $1 and role = 'company_staff' order by user_id limit 1`,
    [region],
  )
  if (!staff) throw new Error('the market has no staff')
  return { ...staff, name: 'bench', role: 'company_staff' }
}

/** Pools of variants that are alike, each of several producers. */
async function makePools(tx: Tx, staff: PartyActor): Promise<Id[]> {
  const alike = await tx.run<{ variants: Id[] }>(
    `with one as (
       select distinct on (p.producer_id, v.base_quantity, v.priced_by, p.tax_class, p.base_kind, p.base_unit)
         v.variant_id, v.base_quantity, v.priced_by, p.tax_class, p.base_kind, p.base_unit
       from trade_variant v join trade_product p on p.region_id = $1 and p.product_id = v.product_id
       where v.region_id = $1 and p.state = 'published' and v.active),
     numbered as (
       select *, row_number() over (partition by base_quantity, priced_by, tax_class, base_kind, base_unit
         order by variant_id) - 1 as n from one)
     select array_agg(variant_id) as variants from numbered
     group by base_quantity, priced_by, tax_class, base_kind, base_unit, n / $2
     having count(*) = $2 order by base_quantity, priced_by, base_unit, n / $2 limit $3`,
    [region, poolMembers, poolCount],
  )
  const ids: Id[] = []
  for (const [nth, { variants }] of alike.entries())
    ids.push(
      must(await savePool(tx, staff, { name: `pool ${nth}`, priceYen: 500, variantIds: variants }), 'a pool')
        .poolId,
    )
  return ids
}

const readBuyers = (tx: Tx) =>
  tx.run<{ id: Id }>(
    `select distinct party_id as id from party_membership where region_id = $1 and role = 'buyer' order by 1`,
    [region],
  )

/** Every buyer has a standing order of a pool; how long opening with them took, in seconds. */
async function openRound(
  staff: PartyActor,
  pools: readonly Id[],
): Promise<{ cycleId: Id; standing: number; opening: number }> {
  const products = await now((tx) =>
    tx.run<{ productId: Id; producerId: Id }>(
      `select product_id as "productId", producer_id as "producerId" from trade_product
       where region_id = $1 and state = 'published' order by producer_id`,
      [region],
    ),
  )
  const byProducer = Map.groupBy(products, ({ producerId }) => producerId)
  const cycleId = await now(async (tx) => {
    const planned = await planCycle(tx, staff, {
      name: 'bench',
      opensOn: today,
      closesAt: instantOf(addDays(today, 2), 17),
      deliverDays: [deliverOn],
      producerIds: [...byProducer.keys()],
    })
    return must(planned, 'planning').cycleId
  })
  for (const [producerId, own] of byProducer) {
    said(`what producers have: ${producerId}`)
    const rows = own.map(({ productId }) => ({ productId, offered: 2_000_000, harvestOn: today }))
    await now(async (tx) =>
      must(await enterAvailability(tx, staff, { cycleId, producerId, rows }), 'entering'),
    )
  }
  await now(async (tx) => {
    for (const [nth, { id: buyerId }] of (await readBuyers(tx)).entries())
      must(
        await addStanding(tx, staff, {
          buyerId,
          poolId: pools[nth % pools.length],
          quantity: 2,
          everyWeeks: 1,
          startsOn: today,
        }),
        'a standing order',
      )
  })
  // Producers answer over days; by the time a round opens the database has looked at what they entered.
  await db.pool.query('analyze')
  const start = performance.now()
  const { standing } = await now(async (tx) => must(await openCycle(tx, staff, { cycleId }), 'opening'))
  return { cycleId, standing, opening: (performance.now() - start) / 1000 }
}

/** Every buyer books its lines in one go; how long each took. */
async function bookAll(staff: PartyActor, cycleId: Id, pools: readonly Id[]): Promise<number[]> {
  const [buyers, variants] = await now(async (tx) => [
    await readBuyers(tx),
    await tx.run<{ id: Id }>(
      `select v.variant_id as id from trade_variant v
       join trade_product p on p.region_id = $1 and p.product_id = v.product_id and p.state = 'published'
       where v.region_id = $1 and v.active and not exists (
         select from trade_pool_member m where m.region_id = $1 and m.variant_id = v.variant_id)
       order by v.variant_id`,
      [region],
    ),
  ])
  const took: number[] = []
  for (const [nth, { id: buyerId }] of buyers.entries()) {
    said(`bookings: ${nth} of ${buyers.length}`)
    const wishes = Array.from({ length: linesEach }, (_, line): Wish => {
      const quantity = 1 + ((nth + line) % 4)
      const pool = pools[(nth * 7 + line) % pools.length]
      return line % 5 === 0 && pool
        ? { poolId: pool, quantity }
        : { variantId: variants[(nth * linesEach + line) % variants.length]?.id as Id, quantity }
    })
    const start = performance.now()
    await now(async (tx) =>
      must(await book(tx, staff, { cycleId, buyerId, deliverOn, wishes, mode: 'add' }), 'booking'),
    )
    took.push(performance.now() - start)
  }
  return took
}

const nth = (times: readonly number[], part: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** One to three letters of what products are called, a thousand times. */
async function searchTimes(): Promise<number[]> {
  const names = await now((tx) =>
    tx.run<{ name: string }>(
      'select name from trade_product where region_id = $1 order by product_id limit 2000',
      [region],
    ),
  )
  const took: number[] = []
  for (let n = 0; n < (small ? 100 : 1_000); n++) {
    const name = names[(n * 37) % names.length]?.name ?? ''
    const from = n % Math.max(1, name.length - 2)
    const text = name.slice(from, from + 1 + (n % 3))
    const start = performance.now()
    await now((tx) => searchCatalogue(tx, { text }))
    took.push(performance.now() - start)
  }
  return took
}

try {
  await makeMarket(db, size, said)
  const staff = await now(readStaff)
  const pools = await now((tx) => makePools(tx, staff))
  const { cycleId, standing, opening } = await openRound(staff, pools)
  await db.pool.query('vacuum analyze')
  const bookings = await bookAll(staff, cycleId, pools)
  await db.pool.query('vacuum analyze')
  process.stderr.write('\r')
  const lines = bookings.length * linesEach

  const rows: (string | number)[][] = [['median of 5', 'ms', 'target ms', '']]
  const measure = async (name: string, target: number, work: (tx: Tx) => Promise<unknown>): Promise<void> => {
    const read = () => now(work)
    await read()
    const ms = await medianMs(5, read)
    rows.push([name, ms, target, ms <= target ? '✓' : '✗'])
  }
  const [buyerId] = await now((tx) =>
    tx.run<{ id: Id }>('select buyer_id as id from trade_booking where region_id = $1 limit 1', [region]),
  )
  await measure(`the page of a cycle of ${lines} lines`, 300, async (tx) => {
    await readCycle(tx, staff, { cycleId })
    await bookingsOf(tx, staff, { cycleId })
    await producersOf(tx, cycleId)
    await goodsOf(tx, { cycleId })
  })
  await measure('the sheet of a buyer', 300, (tx) =>
    readSheet(tx, { cycleId, buyerId: buyerId?.id as Id, deliverOn }),
  )
  rows.push([
    `booking ${linesEach} lines, median`,
    nth(bookings, 0.5),
    300,
    nth(bookings, 0.5) <= 300 ? '✓' : '✗',
  ])

  const once: (string | number)[][] = [['once', 'seconds', 'target', '']]
  const time = async (name: string, target: number, work: () => Promise<unknown>): Promise<void> => {
    const took = await seconds(work)
    once.push([name, took, target, took <= target ? '✓' : '✗'])
  }
  once.push([`opened with ${standing} standing orders`, opening, 10, opening <= 10 ? '✓' : '✗'])
  const allocate = () => now(async (tx) => must(await allocateCycle(tx, staff, { cycleId }), 'allocating'))
  await time(`${lines} lines and ${pools.length} pools allocated`, 2, allocate)
  await time('allocated again', 2, allocate)
  await measure('who gives how much, and why', 300, (tx) => readResults(tx, staff, { cycleId }))
  await measure('the collection list', 300, (tx) => readCollection(tx, staff, { cycleId, deliverOn }))
  const list = must(await now((tx) => readCollection(tx, staff, { cycleId, deliverOn })), 'the list')
  await time(`${list.length} arrivals received`, 10, () =>
    now(async (tx) => {
      const lots = list.map(({ productId, wanted }) => ({ productId, quantity: wanted, madeOn: today }))
      return must(await receiveLots(tx, staff, lots), 'receiving')
    }),
  )
  await time(`${bookings.length} bookings made orders`, 10, () =>
    now(async (tx) => must(await makeOrders(tx, staff, { cycleId, deliverOn }), 'ordering')),
  )
  const searches = await searchTimes()
  rows.push(['search of 1–3 letters, p99', nth(searches, 0.99), 50, nth(searches, 0.99) <= 50 ? '✓' : '✗'])
  printTable(rows)
  console.log()
  printTable(once)
} finally {
  await bench.close()
}
process.exit()

/**
 * The week and the month of a trading company ten times as large as one of three people: 10,000 products of 300 producers,
 * 500 buyers, 20,000 lines delivered in a month and 500 orders on today's truck. Each with the time people should wait. SMALL=1 for a
 * quick look.
 */
import { systemClock } from '#kit/clock.ts'
import { type Day, addDays, addMonths, dayAt, firstDay, instantOf, lastDay, monthOfDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { bankDayOnOrAfter } from '#kit/bank-days.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { must } from '#demo/must.ts'
import type { PartyActor } from '#parties/actors.ts'
import { shipOrders } from '#trade/deliveries.ts'
import { deliveryNoteSheet, readDelivery } from '#trade/delivery-notes.ts'
import { deliveriesOf, readDispatch } from '#trade/dispatch/dispatch.ts'
import { bulkPdf } from '#trade/documents/bulk-pdf.ts'
import { closeMonth } from '#trade/invoices.ts'
import { makePayout } from '#trade/payouts.ts'
import { placeOrder } from '#trade/orders.ts'
import { readAgeing } from '#trade/receivables/ageing.ts'
import { readCohorts } from '#trade/reports/cohorts.ts'
import { readFill } from '#trade/reports/fill-rates.ts'
import { readForecasts } from '#trade/reports/forecast-reading.ts'
import { readLosses } from '#trade/reports/losses.ts'
import { readSales, salesBy } from '#trade/reports/sales.ts'
import { settleMonth } from '#trade/statements.ts'
import { readStock } from '#trade/stock/stock-lists.ts'
import { searchCatalogue } from '#trade/catalogue.ts'
import { medianMs, openBench, printTable } from './bench.ts'
import { makeMarket, region } from './data.ts'

const small = Boolean(process.env['SMALL'])
const size = small
  ? { producers: 60, products: 200, buyers: 50, households: 10 }
  : { producers: 300, products: 10_000, buyers: 500, households: 100 }
const [ordersADay, days, linesEach] = small ? [20, 4, 5] : [200, 20, 5]

const bench = await openBench(10)
const { db } = bench
const today = dayAt(systemClock.now())
const month = addMonths(monthOfDay(today), -1)
const on = <T>(day: Day, hour: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(db, { region, clock: { now: () => instantOf(day, hour) } }, work)
const said = (line: string): boolean => process.stderr.write(`\r${line.padEnd(60)}`)

interface People {
  readonly staff: PartyActor
  readonly buyers: readonly Id[]
  readonly variants: readonly Id[]
}

async function readPeople(tx: Tx): Promise<People> {
  const [staff] = await tx.run<{ userId: Id; partyId: Id }>(
    `select user_id as "userId", party_id as "partyId" from party_membership
     where region_id = $1 and role = 'company_staff' order by user_id limit 1`,
    [region],
  )
  const buyers = await tx.run<{ id: Id }>(
    `select distinct party_id as id from party_membership where region_id = $1 and role = 'buyer' order by 1`,
    [region],
  )
  const variants = await tx.run<{ id: Id }>(
    `select v.variant_id as id from trade_variant v
     join trade_product p on p.region_id = $1 and p.product_id = v.product_id and p.state = 'published'
     where v.region_id = $1 and v.priced_by = 'variant' and v.active order by v.variant_id`,
    [region],
  )
  if (!staff) throw new Error('the market has no staff')
  return {
    staff: { ...staff, name: 'bench', role: 'company_staff' },
    buyers: buyers.map(({ id }) => id),
    variants: variants.map(({ id }) => id),
  }
}

/** The nth order takes the next buyer and the next goods, so that all have their share. */
async function placeSome(tx: Tx, people: People, from: number, count: number): Promise<Id[]> {
  const ids: Id[] = []
  for (let n = from; n < from + count; n++) {
    const lines = Array.from({ length: linesEach }, (_, at) => ({
      variantId: people.variants[(n * linesEach + at) % people.variants.length] as Id,
      quantity: 1 + ((n + at) % 3),
    }))
    const buyerId = people.buyers[n % people.buyers.length] as Id
    const placed = await placeOrder(tx, people.staff, { buyerId, deliverOn: tx.today, lines })
    ids.push(must(placed, 'ordering').orderId)
  }
  return ids
}

async function sellAMonth(people: People): Promise<void> {
  for (let nth = 0; nth < days; nth++) {
    const day = addDays(firstDay(month), nth)
    said(`orders of ${day}`)
    const ids = await on(day, 9, (tx) => placeSome(tx, people, nth * ordersADay, ordersADay))
    await on(day, 15, async (tx) => {
      const shipments = ids.map((orderId) => ({ orderId }))
      must(await shipOrders(tx, people.staff, shipments), 'shipping')
    })
  }
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
const now = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => on(today, 10, work)

try {
  await makeMarket(db, size, said)
  const people = await now(readPeople)
  await sellAMonth(people)
  const onTruck = Math.min(500, people.buyers.length)
  const truck = await on(today, 9, (tx) => placeSome(tx, people, 0, onTruck))
  await db.pool.query('vacuum analyze')
  process.stderr.write('\r')

  const { staff } = people
  const period = { from: addDays(firstDay(month), -340), to: today }
  const rows: (string | number)[][] = [['median of 5', 'ms', 'target ms', '']]
  const measure = async (name: string, target: number, work: (tx: Tx) => Promise<unknown>): Promise<void> => {
    const read = () => now(work)
    await read()
    const ms = await medianMs(5, read)
    rows.push([name, ms, target, ms <= target ? '✓' : '✗'])
  }
  for (const by of salesBy)
    await measure(`sales by ${by}, a year`, 1_000, (tx) => readSales(tx, staff, { by, period }))
  await measure('shortages by product', 1_000, (tx) => readFill(tx, staff, { by: 'product', period }))
  await measure('waste', 1_000, (tx) => readLosses(tx, staff, { period }))
  await measure('buyers who stay', 1_000, (tx) => readCohorts(tx, staff))
  await measure('forecast of all products', 1_000, (tx) => readForecasts(tx, staff))
  await measure(`the truck: ${onTruck} orders and their picking list`, 300, (tx) =>
    readDispatch(tx, staff, { day: today }),
  )
  await measure('stock and expiry', 300, (tx) => readStock(tx, staff))
  for (const text of ['味', 'みそ', 'りんご'])
    await measure(`search for ${text}`, 50, (tx) => searchCatalogue(tx, { text }))
  printTable(rows)

  const once: (string | number)[][] = [['once', 'seconds', 'target', '']]
  const time = async (name: string, target: number, work: () => Promise<unknown>): Promise<void> => {
    const took = await seconds(work)
    once.push([name, took, target, took <= target ? '✓' : '✗'])
  }
  await time(`${onTruck} orders shipped at once`, 10, () =>
    on(today, 11, async (tx) =>
      must(
        await shipOrders(
          tx,
          staff,
          truck.map((orderId) => ({ orderId })),
        ),
        'shipping',
      ),
    ),
  )
  await time(`${onTruck} delivery notes in one file`, 20, async () => {
    const sheets = await now(async (tx) => {
      const ids = await deliveriesOf(tx, { day: today })
      const read = await Promise.all(ids.map((deliveryId) => readDelivery(tx, staff, { deliveryId })))
      return read.flatMap((each) => (isRefusal(each) ? [] : [deliveryNoteSheet(each, 'ja', true)]))
    })
    await bulkPdf('delivery-note', sheets)
  })
  await time(`a month of ${people.buyers.length} buyers closed`, 10, () =>
    now(async (tx) => must(await closeMonth(tx, staff, { through: lastDay(month) }), 'closing')),
  )
  await time('its producers settled', 10, () =>
    now(async (tx) => must(await settleMonth(tx, staff, { month }), 'settling')),
  )
  const statements = await now((tx) =>
    tx.run<{ id: Id }>(
      `select statement_id as id from trade_statement where region_id = $1 and payout_id is null and payout_yen > 0`,
      [region],
    ),
  )
  await time(`the bank's file of ${statements.length} statements`, 1, () =>
    now(async (tx) => {
      const statementIds = statements.map(({ id }) => id)
      const transferOn = bankDayOnOrAfter(addDays(today, 3))
      must(await makePayout(tx, staff, { statementIds, transferOn }), 'paying')
    }),
  )
  await time('who owes what', 1, () => now((tx) => readAgeing(tx, staff)))
  console.log()
  printTable(once)
} finally {
  await bench.close()
}
process.exit()

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, instantOf, month } from '#kit/days.ts'
import { isRefusal } from '#kit/refusals.ts'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { shipOrder } from '#trade/deliveries.ts'
import { writeOffLot } from '#trade/lots.ts'
import { cancelOrder, placeOrder } from '#trade/orders.ts'
import { takeReturn } from '#trade/returns.ts'
import { settleMonth } from '#trade/statements.ts'
import { countLot } from '#trade/stock/counts.ts'
import { deliver } from '#trade/testing-months.ts'
import { offer, registeredRegion } from '#trade/testing.ts'
import { cohortsOf, readCohorts, retention } from './cohorts.ts'
import { readFill } from './fill-rates.ts'
import { readForecasts } from './forecast-reading.ts'
import { readIncomes } from './incomes.ts'
import { readLosses } from './losses.ts'
import { readSales, salesBy } from './sales.ts'

const region = await testRegion()
const at = (on: string): Date => instantOf(day(on), 10)
const small = await region.tx(registeredRegion, at('2025-10-01'))
const { staff, producer } = small

// Jam on consignment at 15 %, honey bought at 600 yen a jar; each sold at 500 and 1,000 yen without tax, 8 %.
const jam = await region.tx((tx) => offer(tx, small, { quantity: 500 }), at('2025-10-01'))
const honey = await region.tx(
  (tx) =>
    offer(tx, small, {
      sheet: {
        name: 'はちみつ',
        kana: 'ハチミツ',
        nameEn: 'Honey',
        variants: [{ name: '瓶', nameEn: 'jar', baseQuantity: 1, pricedBy: 'variant', priceYen: 1_000 }],
      },
      terms: { model: 'purchase', purchasePriceYen: 600 },
      quantity: 100,
    }),
  at('2025-10-01'),
)
const [jamJar, honeyJar] = [jam.variants[0], honey.variants[0]]
assert.ok(jamJar && honeyJar)

const sell = (on: string, variantId: typeof jamJar, quantity: number) =>
  region.tx((tx) => deliver(tx, small, variantId, quantity), at(on))
await sell('2025-10-10', jamJar, 10) // a year before: 5,000
const delivered = await sell('2026-10-10', jamJar, 20) // 10,000
await sell('2026-10-20', honeyJar, 4) // 4,000
await sell('2026-11-05', jamJar, 2) // the month after
await region
  .tx(
    (tx) =>
      takeReturn(tx, staff, { deliveryId: delivered, lineNo: 1, quantity: 2, fate: 'waste', reason: '割れ' }),
    at('2026-10-25'),
  )
  .then(granted) // −1,000
const october = { from: day('2026-10-01'), to: day('2026-10-31') }
const now = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => region.tx(work, at('2026-11-23'))

test('sales of a month: returns taken off, margin by model, and the year before', () =>
  now(async (tx) => {
    const rows = granted(await readSales(tx, staff, { by: 'product', period: october }))
    // Jam: 9,000 × 1.08 × 15 % / 1.10 = 1,325. Honey: 4,000 − 4 × 600 = 1,600.
    assert.deepEqual(
      rows.map((row) => [row.name, row.netYen, row.beforeYen, row.marginYen, row.deliveries, row.quantity]),
      [
        ['りんごジャム', 9_000, 5_000, 1_325, 1, 18],
        ['はちみつ', 4_000, 0, 1_600, 1, 4],
      ],
    )
  }))

for (const by of salesBy)
  test(`sales by ${by} are the same sales`, () =>
    now(async (tx) => {
      const rows = granted(await readSales(tx, staff, { by, period: october }))
      const sum = (key: 'netYen' | 'beforeYen' | 'marginYen') =>
        rows.reduce((total, row) => total + (row[key] ?? 0), 0)
      assert.deepEqual([sum('netYen'), sum('beforeYen'), sum('marginYen')], [13_000, 5_000, 2_925])
    }))

test('a month without sales is a month, and a product that is no longer sold is a row', () =>
  now(async (tx) => {
    const period = { from: day('2026-08-01'), to: day('2026-11-30') }
    const months = granted(await readSales(tx, staff, { by: 'month', period }))
    assert.deepEqual(
      months.map(({ key, netYen, beforeYen }) => [key, netYen, beforeYen]),
      [
        ['2026-08', 0, 0],
        ['2026-09', 0, 0],
        ['2026-10', 13_000, 5_000],
        ['2026-11', 1_000, 0],
      ],
    )
    const later = { from: day('2027-10-01'), to: day('2027-10-31') }
    const gone = granted(await readSales(tx, staff, { by: 'product', period: later }))
    assert.deepEqual(gone.map(({ name, netYen, beforeYen }) => [name, netYen, beforeYen]).toSorted(), [
      ['はちみつ', 0, 4_000],
      ['りんごジャム', 0, 9_000],
    ])
  }))

test('a producer sees the own goods and no margin; a buyer, and a producer of nobody, see nothing', () =>
  now(async (tx) => {
    const query = { by: 'product', period: october } as const
    const own = granted(await readSales(tx, small.grower, query))
    assert.deepEqual(
      own.map(({ netYen, marginYen }) => [netYen, marginYen]),
      [
        [9_000, null],
        [4_000, null],
      ],
    )
    const other = { ...small.grower, partyId: small.buyer }
    assert.deepEqual(granted(await readSales(tx, other, query)), [])
    for (const nobody of [{ role: 'producer', name: '–' } as const, small.cook])
      assert.ok(isRefusal(await readSales(tx, nobody, query)))
    for (const read of [readIncomes, readLosses])
      assert.ok(isRefusal(await read(tx, small.grower, { period: october })))
    assert.ok(isRefusal(await readFill(tx, small.grower, { by: 'month', period: october })))
    assert.ok(isRefusal(await readCohorts(tx, small.grower)))
    assert.ok(isRefusal(await readForecasts(tx, small.grower)))
  }))

test('shortages: what was dropped counts, what is open or was cancelled does not', () =>
  now(async (tx) => {
    const order = async (quantity: number) =>
      granted(
        await placeOrder(tx, staff, {
          buyerId: small.buyer,
          deliverOn: tx.today,
          lines: [{ variantId: jamJar, quantity }],
        }),
      ).orderId
    const short = await order(10)
    granted(
      await shipOrder(tx, staff, { orderId: short, lines: [{ lineNo: 1, quantity: 7 }], closeRest: true }),
    )
    await order(50)
    granted(await cancelOrder(tx, staff, { orderId: await order(5) }))
    const period = { from: tx.today, to: tx.today }
    for (const by of ['month', 'product', 'producer', 'buyer'] as const) {
      const [row, more] = granted(await readFill(tx, staff, { by, period }))
      assert.equal(more, undefined)
      assert.ok(row)
      const { orderedYen, shippedYen, droppedYen, lines, shortLines } = row
      assert.deepEqual([orderedYen, shippedYen, droppedYen, lines, shortLines], [5_000, 3_500, 1_500, 1, 1])
    }
  }))

test('waste, samples and counts of a product, at the price it might have been sold for', () =>
  now(async (tx) => {
    const { lotId } = honey
    granted(await writeOffLot(tx, staff, { lotId, quantity: 3, reason: '割れ' }))
    granted(await writeOffLot(tx, staff, { lotId, quantity: 2, reason: '商談会', fate: 'sample' }))
    granted(await countLot(tx, staff, { lotId, counted: 90, note: '' })) // 91 in the books
    const rows = granted(await readLosses(tx, staff, { period: { from: tx.today, to: tx.today } }))
    assert.deepEqual(
      rows.map((row) => [row.name, row.wasted, row.samples, row.counted, row.lostYen]),
      [['はちみつ', 3, 2, -1, 4_000]],
    )
  }))

test('income of a producer is what the statements of the months say', () =>
  now(async (tx) => {
    granted(await settleMonth(tx, staff, { month: month('2026-10') }))
    const [row, more] = granted(await readIncomes(tx, staff, { period: october }))
    assert.equal(more, undefined)
    assert.ok(row)
    assert.equal(row.producerId, producer)
    const kept = await tx.run<{ gross: number; commission: number }>(
      `select sum(gross_yen)::bigint as gross, sum(commission_yen)::bigint as commission from trade_statement
       where region_id = $1 and month = '2026-10'`,
      [tx.region],
    )
    assert.deepEqual([row.grossYen, row.commissionYen], [kept[0]?.gross, kept[0]?.commission])
    assert.equal(row.incomeYen, row.grossYen - row.commissionYen)
    assert.ok(row.commissionYen > 0)
    assert.equal(row.months, 1)
  }))

const first = (months: readonly [string, string, number][]) =>
  months.map(([from, on, buyers]) => ({ first: month(from), month: month(on), buyers }))

test('cohorts: months in which nobody came back are 0, those to come are not there', () => {
  const rows = first([
    ['2026-07', '2026-07', 4],
    ['2026-07', '2026-09', 3],
    ['2026-07', '2026-10', 2],
    ['2026-09', '2026-09', 2],
    ['2026-09', '2026-10', 2],
  ])
  const cohorts = cohortsOf(rows, month('2026-10'))
  assert.deepEqual(
    cohorts.map(({ month: on, buyers, stayed }) => [on, buyers, stayed]),
    [
      ['2026-07', 4, [4, 0, 3, 2]],
      ['2026-09', 2, [2, 2]],
    ],
  )
  // After one month six could have ordered and two did; after two and three months only the four of July.
  assert.deepEqual(retention(cohorts).slice(0, 5), [1, 2 / 6, 3 / 4, 2 / 4, null])
})

test('cohorts are read from orders, the begun month left out', () =>
  now(async (tx) => {
    // Who orders for the first time this month is in no cohort yet.
    const lines = [{ variantId: jamJar, quantity: 1 }]
    granted(await placeOrder(tx, staff, { buyerId: small.city, deliverOn: tx.today, lines }))
    const rows = granted(await readCohorts(tx, staff))
    assert.deepEqual(
      rows.map(({ month: on, buyers, stayed }) => [on, buyers, stayed.at(0), stayed.at(12)]),
      [['2025-10', 1, 1, 1]],
    )
  }))

test('forecasts: weeks since the first order, and what is ordered already', () =>
  now(async (tx) => {
    const lines = [{ variantId: jamJar, quantity: 6 }]
    granted(await placeOrder(tx, staff, { buyerId: small.buyer, deliverOn: tx.today, lines }))
    const { rows, thisWeek } = granted(await readForecasts(tx, staff))
    assert.equal(thisWeek, '2026-11-23')
    const jamRow = rows.find(({ productId }) => productId === jam.productId)
    assert.ok(jamRow)
    assert.deepEqual(jamRow.ordered, [10 + 50 + 1 + 6, 0, 0, 0], 'also what fell short or waits')
    assert.equal(jamRow.history.length, 104)
    assert.equal(
      jamRow.history.reduce((sum, each) => sum + each, 0),
      32,
    )
    const honeyRow = rows.find(({ productId }) => productId === honey.productId)
    assert.equal(honeyRow?.error, null, 'five weeks of honey tell no error')
  }))

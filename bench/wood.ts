/**
 * Eight yards taking wood in at once: each writes a slip of ten logs, measured, approved and posted in one request, half for
 * yen and half for points, looks up for a moment, and takes the next; on a pool of eight connections, with durable commits.
 * Then a year of 20,000 slips, and a year of the half-hours of ten boilers, and what the pages of wood ask.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, day, instantOf, month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { sumUp } from '#ledger/tail.ts'
import { granted, smallRegion } from '#parties/testing.ts'
import { fillFund } from '#points/fund.ts'
import { register } from '#points/testing.ts'
import { verifyPoints } from '#points/watching.ts'
import { type NewIntake, writeIntake } from '#wood/intakes/intakes.ts'
import { countWaiting, listIntakes, readIntake, readQueue } from '#wood/intakes/reading.ts'
import { readEarned, readIncome, readMeeting } from '#wood/pay/meetings.ts'
import { listOwed } from '#wood/pay/payouts.ts'
import { listPrices } from '#wood/prices.ts'
import { saveSite } from '#wood/sites.ts'
import { readSeason } from '#wood/start.ts'
import { listSuppliers, saveSupplier } from '#wood/suppliers.ts'
import { load, settleWood, yardOf } from '#wood/testing.ts'
import { listBoilers } from '#wood/heat/boilers.ts'
import { listReadings } from '#wood/heat/readings.ts'
import { listHeatDays, readHeatMonths } from '#wood/heat/results.ts'
import { readDeliverers, readNeed, readWoodMonths, readWoodTowns } from '#wood/results/results.ts'
import { readBalance } from '#wood/stock/balance.ts'
import { readCertified } from '#wood/certified.ts'
import { listCertificates } from '#wood/stock/certificates.ts'
import { listPiles, listWorks, readPile } from '#wood/stock/reading.ts'
import { whereItWent } from '#wood/tracing.ts'
import { medianMs, openBench, printTable } from './bench.ts'
import { burnAYear } from './boilers.ts'

const region = 32093
const yardCount = 8
const supplierCount = 300
const seconds = Number(process.env['SECONDS_EACH'] ?? 20)
const year = Number(process.env['INTAKES'] ?? 20_000)
const today = day('2026-11-23')

const bench = await openBench(yardCount)
const at = (on = today) => ({ region, clock: { now: () => instantOf(on, 10) } })
const inTx = <T>(work: (tx: Tx) => Promise<T>, on = today): Promise<T> => transact(bench.db, at(on), work)
let state = 20_261_128
const upTo = (most: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * most)
}
const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN

const place = await inTx(async (tx) => await settleWood(tx, await smallRegion(tx)))
const { staff } = place
const filling = { fillerId: place.town.city, yen: 900_000_000, on: addDays(today, -3), memo: '' }
granted(await inTx((tx) => fillFund(tx, staff, filling)))
const yards: Id[] = []
for (let n = 0; n < yardCount; n++) {
  const site = yardOf(place.programme, `yard${'abcdefgh'[n]}`)
  yards.push(granted(await inTx((tx) => saveSite(tx, staff, site))).siteId)
}
const suppliers: Id[] = []
for (let n = 0; n < supplierCount; n++)
  await inTx(async (tx) => {
    const partyId = await register(tx, 'household', `家${n}`)
    const split = { yenPct: 50, pointsPct: 50, firewoodPct: 0 }
    granted(await saveSupplier(tx, staff, { partyId, sort: 'citizen', bay: String(n % 12), ...split }))
    suppliers.push(partyId)
  })

const logs = (): NewIntake['logs'] =>
  Array.from({ length: 10 }, () => ({
    diameterMm: 140 + upTo(200),
    lengthMm: 2_000 + upTo(2_000),
    pieces: 1,
  }))
const slip = (siteId: Id, on = today): NewIntake =>
  load(place, {
    to: 'approved',
    siteId,
    supplierId: suppliers[upTo(suppliers.length)] as Id,
    deliveredOn: on,
    method: 'logs',
    logs: logs(),
    grossGrams: undefined,
    tareGrams: undefined,
  })

try {
  // Everybody has delivered once: the first slip of somebody opens what stays open.
  for (const [n, supplierId] of suppliers.entries())
    granted(await inTx((tx) => writeIntake(tx, staff, { ...slip(yards[n % yardCount] as Id), supplierId })))
  await bench.db.pool.query('analyze')
  const times: number[] = []
  let refused = 0
  const end = performance.now() + seconds * 1000
  await Promise.all(
    yards.map(async (siteId) => {
      while (performance.now() < end) {
        const began = performance.now()
        const answer = await inTx((tx) => writeIntake(tx, staff, slip(siteId)))
        times.push(performance.now() - began)
        if (isRefusal(answer)) refused += 1
        await sleep(10 + upTo(30))
      }
    }),
  )

  let made = times.length + suppliers.length
  const [before, start] = [made, performance.now()]
  const fill = async (siteId: Id): Promise<void> => {
    while (made < year) {
      const on = addDays(today, Math.floor((made++ / year) * 120))
      if (isRefusal(await inTx((tx) => writeIntake(tx, staff, slip(siteId, on)), on))) refused += 1
    }
  }
  await Promise.all(yards.map(fill))
  const rate = (made - before) / ((performance.now() - start) / 1000)
  const later = addDays(today, 121)
  const boiler = await burnAYear({ inTx, place, until: later })
  const sinceApril = { from: day('2026-04-01'), to: later }
  await inTx(sumUp, later) // as the server does every minute
  await bench.db.pool.query('analyze')

  const rows: (string | number)[][] = [['', 'ms', 'target ms', '']]
  const line = (name: string, ms: number, target: number) =>
    rows.push([name, ms, target, ms <= target ? '✓' : '✗'])
  line(`${yardCount} yards at once: a slip of ten logs, p99 of ${times.length}`, percentile(times, 0.99), 50)
  line('the same, median', percentile(times, 0.5), 50)
  const [yard, supplier] = [yards[3] as Id, suppliers[3] as Id]
  const [first] = granted(await inTx((tx) => listIntakes(tx, staff), later)).rows
  const [{ busiest } = { busiest: yard }] = await inTx((tx) =>
    tx.run<{ busiest: Id }>(
      `select pile_id as busiest from wood_pile_move where region_id = $1 group by 1 order by count(*) desc limit 1`,
      [region],
    ),
  )
  const asked: [string, (tx: Tx) => Promise<unknown>][] = [
    ['slips', (tx) => listIntakes(tx, staff)],
    [
      'slips of a yard and a month',
      (tx) => listIntakes(tx, staff, { siteId: yard, month: month('2027-01') }),
    ],
    ['slips of a supplier', (tx) => listIntakes(tx, staff, { supplierId: supplier })],
    ['slips by a word that nobody has', (tx) => listIntakes(tx, staff, { text: '誰でもない' })],
    ['slips to be measured', (tx) => listIntakes(tx, staff, { view: 'waiting' })],
    ['a slip', (tx) => readIntake(tx, staff, { id: first?.intakeId ?? yard })],
    ['the queue of a yard', (tx) => readQueue(tx, yard)],
    ['who waits where', (tx) => countWaiting(tx)],
    ['suppliers', (tx) => listSuppliers(tx, {})],
    ['what is owed', (tx) => listOwed(tx)],
    ['the meeting of a month', (tx) => readMeeting(tx, month('2027-01'))],
    ['the income of a year', (tx) => readIncome(tx, staff, { supplierId: supplier, year: 2027 })],
    ['stock, its balance', async (tx) => [await listPiles(tx), await readBalance(tx, sinceApril)]],
    ['a pile of some hundred deliveries', (tx) => readPile(tx, busiest)],
    ['works', (tx) => listWorks(tx)],
    [
      'boilers, this year by month',
      async (tx) => [await listBoilers(tx), await readHeatMonths(tx, sinceApril)],
    ],
    [
      'a boiler today',
      async (tx) => [
        await listHeatDays(tx, boiler, { limit: 30 }),
        await listReadings(tx, boiler, { limit: 1 }),
        await readHeatMonths(tx, sinceApril, boiler),
      ],
    ],
    ['where the wood of a supplier went', (tx) => whereItWent(tx, supplier, sinceApril.from)],
    [
      'results of the year',
      async (tx) => [
        await readWoodMonths(tx, sinceApril),
        await readWoodTowns(tx, sinceApril),
        await readDeliverers(tx, sinceApril),
        await readNeed(tx, sinceApril),
      ],
    ],
    ['certificates', async (tx) => [await listCertificates(tx), await readCertified(tx)]],
    [
      'the first page',
      async (tx) => [await readSeason(tx), await listPrices(tx), await readEarned(tx, supplier, today)],
    ],
  ]
  for (const [name, work] of asked) {
    const ask = () => inTx(work, later)
    await ask()
    line(`${name}, ${made.toLocaleString('en')} slips`, await medianMs(9, ask), 300)
  }
  printTable(rows)
  console.log(`\n${Math.round(rate)} slips a second as fast as they go; ${refused} refused`)
  const wrong = await inTx(verifyPoints, later)
  const [{ stored = 0, counted = 0 } = {}] = await inTx(
    (tx) =>
      tx.run<{ stored: number; counted: number }>(
        `select (select sum(b.balance)::bigint from ledger_balance b join ledger_account a using (region_id, account_id)
           where a.region_id = $1 and a.unit = 'WOOD') as stored,
         (select sum(grams)::bigint from wood_pile where region_id = $1) as counted`,
        [region],
      ),
    later,
  )
  console.log(
    stored === counted
      ? '✓ what lies in the stores is what the piles say'
      : `✗ ${stored} g stored, ${counted} g in piles`,
  )
  console.log(
    wrong.length === 0
      ? '✓ wallets are their lots, points the yen of the fund'
      : `✗ ${JSON.stringify(wrong[0])}`,
  )
} finally {
  await bench.close()
}

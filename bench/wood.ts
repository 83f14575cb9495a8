/**
 * Eight yards taking wood in at once: each writes a slip of ten logs, measured, approved and posted in one request, half for
 * yen and half for points, looks up for a moment, and takes the next; on a pool of eight connections, with durable commits. What a
 * year of slips costs who looks at them is in year.ts.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, day, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { granted, smallRegion } from '#parties/testing.ts'
import { fillFund } from '#points/fund.ts'
import { register } from '#points/testing.ts'
import { type NewIntake, writeIntake } from '#wood/intakes/intakes.ts'
import { saveSite } from '#wood/sites.ts'
import { saveSupplier } from '#wood/suppliers.ts'
import { load, settleWood, yardOf } from '#wood/testing.ts'
import { openBench, printTable } from './bench.ts'
import { provePoints, proveStores } from './proofs.ts'

const region = 32093
const yardCount = 8
const supplierCount = 300
const seconds = Number(process.env['SECONDS_EACH'] ?? 20)
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

  const rows: (string | number)[][] = [['', 'ms', 'target ms', '']]
  const line = (name: string, ms: number) => rows.push([name, ms, 50, ms <= 50 ? '✓' : '✗'])
  line(`${yardCount} yards at once: a slip of ten logs, p99 of ${times.length}`, percentile(times, 0.99))
  line('the same, median', percentile(times, 0.5))
  printTable(rows)
  console.log(`\n${refused} refused`)
  console.log(await inTx(proveStores))
  console.log(await inTx(provePoints))
} finally {
  await bench.close()
}

/**
 * Two hundred shops taking points at once: each shop's customer pays, looks at the answer for a second, and the next one comes;
 * so some 200 payments a second, through the use-case on a pool of eight connections, with durable commits. Then what
 * 100,000 payments of a year cost who looks at them.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, day, instantOf } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { declareKinds } from '#ledger/kinds.ts'
import { setup } from '#parties/actors.ts'
import { setParameter } from '#parties/parameters.ts'
import { granted, smallRegion } from '#parties/testing.ts'
import { fillFund, openFund } from '#points/fund.ts'
import { issuing } from '#points/issues.ts'
import { post } from '#ledger/post.ts'
import { sumUp } from '#ledger/tail.ts'
import { pointsKinds } from '#points/kinds.ts'
import { listPayments } from '#points/payment-lists.ts'
import { pay } from '#points/payments.ts'
import { registerShop } from '#points/shops.ts'
import { register } from '#points/testing.ts'
import { findPatterns, outstandingOn, verifyPoints } from '#points/watching.ts'
import { medianMs, openBench, printTable } from './bench.ts'

declareKinds(pointsKinds)
const region = 32093
const shopCount = 200
const homeCount = 2_000
const seconds = Number(process.env['SECONDS_EACH'] ?? 20)
const year = Number(process.env['PAYMENTS'] ?? 100_000)

const bench = await openBench(8)
const today = day('2026-11-23')
const at = (on = today, hour = 10) => ({ region, clock: { now: () => instantOf(on, hour) } })
const inTx = <T>(work: (tx: Tx) => Promise<T>, on = today): Promise<T> => transact(bench.db, at(on), work)
let state = 20_261_127
const upTo = (most: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * most)
}

async function makeTown(): Promise<{
  homes: Id[]
  shops: Id[]
  staff: Awaited<ReturnType<typeof smallRegion>>['staff']
}> {
  return await inTx(async (tx) => {
    const town = await smallRegion(tx)
    const { staff } = town
    const fund = await register(tx, 'association', 'ポイント基金')
    granted(await openFund(tx, staff, { partyId: fund }))
    granted(
      await fillFund(tx, staff, {
        fillerId: town.city,
        yen: 900_000_000,
        on: addDays(today, -200),
        memo: '',
      }),
    )
    for (const name of ['points.day_most_pt', 'points.payment_most_pt'])
      granted(
        await setParameter(tx, staff, {
          name,
          value: '9999999',
          from: day('2025-01-01'),
          source: '試験',
          confirmed: false,
        }),
      )
    const [homes, shops]: [Id[], Id[]] = [[], []]
    for (let n = 0; n < homeCount; n++) homes.push(await register(tx, 'household', `家${n}`))
    for (let n = 0; n < shopCount; n++) {
      shops.push(await register(tx, 'business', `店${n}`))
      granted(await registerShop(tx, staff, { partyId: shops[n] as Id }))
    }
    // Ten lots each, so that payments find what a year of gifts leaves.
    for (let lot = 0; lot < 10; lot++) {
      const issued = granted(
        await issuing(
          tx,
          homes.map((to) => ({ to, points: 40_000 })),
        ),
      )
      const entry = {
        kind: 'points.issue',
        on: today,
        document: { id: newId(), no: '' },
        flows: issued.flows,
      }
      issued.keep(granted(await post(tx, setup, entry)).entryId)
    }
    return { homes, shops, staff }
  }, today)
}

const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN

try {
  const { homes, shops, staff } = await makeTown()
  await bench.db.pool.query('analyze')
  const times: number[] = []
  let refused = 0
  const end = performance.now() + seconds * 1000
  const till = async (shopId: Id): Promise<void> => {
    await sleep(upTo(1000))
    while (performance.now() < end) {
      const payerId = homes[upTo(homes.length)] as Id
      const began = performance.now()
      const paid = await inTx((tx) =>
        pay(tx, setup, { payerId, shopId, points: 1 + upTo(300), way: 'shop_code' }),
      )
      times.push(performance.now() - began)
      if (isRefusal(paid)) refused += 1
      await sleep(500 + upTo(1000))
    }
  }
  await Promise.all(shops.map(till))
  const warm = times.slice(shopCount) // the first of each shop opens what stays open
  const p99 = percentile(warm, 0.99)

  // The rest of a year's payments, as fast as they go.
  let made = times.length
  const filling = async (): Promise<void> => {
    while (made < year) {
      made += 1
      const on = addDays(today, upTo(160))
      const paying = {
        payerId: homes[upTo(homes.length)] as Id,
        shopId: shops[upTo(shops.length)] as Id,
        points: 1 + upTo(300),
        way: 'shop_code',
      } as const
      await inTx((tx) => pay(tx, setup, paying), on)
    }
  }
  const start = performance.now()
  const before = made
  await Promise.all(Array.from({ length: 8 }, filling))
  const rate = (made - before) / ((performance.now() - start) / 1000)
  await inTx(sumUp, addDays(today, 160)) // as the server does every minute
  await bench.db.pool.query('analyze')
  const later = addDays(today, 161)
  const [shop, home] = [shops[3] as Id, homes[3] as Id]
  const rows: (string | number)[][] = [['', 'ms', 'target ms', '']]
  const line = (name: string, ms: number, target: number) =>
    rows.push([name, ms, target, ms <= target ? '✓' : '✗'])
  line(`${shopCount} shops at once: a payment, p99 of ${warm.length}`, p99, 30)
  line('the same, median', percentile(warm, 0.5), 30)
  for (const [name, work] of [
    ['payments of a shop', (tx: Tx) => listPayments(tx, staff, { shopId: shop })],
    ['payments of a wallet', (tx: Tx) => listPayments(tx, staff, { payerId: home })],
    ['all payments', (tx: Tx) => listPayments(tx, staff, {})],
    ['patterns of 30 days', (tx: Tx) => findPatterns(tx)],
    ['outstanding on a day', (tx: Tx) => outstandingOn(tx, later)],
  ] as const) {
    const ask = () => inTx(work as (tx: Tx) => Promise<unknown>, later)
    await ask()
    line(`${name}, ${made.toLocaleString('en')} payments`, await medianMs(9, ask), 300)
  }
  printTable(rows)
  console.log(`\n${Math.round(rate)} payments a second as fast as they go; ${refused} refused`)
  const wrong = await inTx(verifyPoints, later)
  console.log(
    wrong.length === 0
      ? '✓ wallets are their lots, points the yen of the fund'
      : `✗ ${JSON.stringify(wrong[0])}`,
  )
} finally {
  await bench.close()
}

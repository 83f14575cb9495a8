/**
 * Two hundred shops taking points at once: each shop's customer pays, looks at the answer for a second, and the next one comes;
 * so some 200 payments a second, through the use-case on a pool of eight connections, with durable commits. What a year of
 * payments costs who looks at them is in year.ts.
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
import { pointsKinds } from '#points/kinds.ts'
import { pay } from '#points/payments.ts'
import { registerShop } from '#points/shops.ts'
import { register } from '#points/testing.ts'
import { openBench, printTable } from './bench.ts'
import { provePoints } from './proofs.ts'

declareKinds(pointsKinds)
const region = 32093
const shopCount = 200
const homeCount = 2_000
const seconds = Number(process.env['SECONDS_EACH'] ?? 20)

const bench = await openBench(8)
const today = day('2026-11-23')
const at = (on = today, hour = 10) => ({ region, clock: { now: () => instantOf(on, hour) } })
const inTx = <T>(work: (tx: Tx) => Promise<T>, on = today): Promise<T> => transact(bench.db, at(on), work)
let state = 20_261_127
const upTo = (most: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * most)
}

async function makeTown(): Promise<{ homes: Id[]; shops: Id[] }> {
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
    return { homes, shops }
  }, today)
}

const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN

try {
  const { homes, shops } = await makeTown()
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

  const rows: (string | number)[][] = [['', 'ms', 'target ms', '']]
  const line = (name: string, ms: number, target: number) =>
    rows.push([name, ms, target, ms <= target ? '✓' : '✗'])
  line(`${shopCount} shops at once: a payment, p99 of ${warm.length}`, p99, 30)
  line('the same, median', percentile(warm, 0.5), 30)
  printTable(rows)
  console.log(`\n${refused} refused`)
  console.log(await inTx(provePoints))
} finally {
  await bench.close()
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Month, day, instantOf, month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { jpy } from '#kit/units.ts'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { cash } from '#ledger/accounts.ts'
import { closeDays } from '#ledger/close.ts'
import { post } from '#ledger/post.ts'
import { done, testActor } from '#ledger/testing.ts'
import { smallRegion } from '#parties/testing.ts'
import { pay } from '#points/payments.ts'
import { pointsTown } from '#points/testing.ts'
import { readStay, readVelocity } from './velocity.ts'

const year = { from: month('2026-04'), to: month('2027-03') }
const payYen = async (tx: Tx, on: string, from: Id, to: Id, amount: number) =>
  done(
    await post(tx, testActor, {
      kind: 'test.sale',
      on: day(on),
      memo: '',
      flows: [{ unit: 'JPY', amount: jpy(amount), from: cash(from), to: cash(to) }],
    }),
  )

test('yen stay with the company from coming in to going out; what others do with theirs does not matter; open or closed', async () => {
  const place = await testRegion()
  const { company, producer, buyer, city } = await place.tx(smallRegion)
  await place.tx(async (tx) => {
    await payYen(tx, '2026-10-01', buyer, company, 100_000)
    await payYen(tx, '2026-10-11', company, producer, 60_000)
    await payYen(tx, '2026-11-01', producer, city, 60_000)
  })
  const read = () => place.tx((tx) => readStay(tx, year), instantOf(day('2026-11-25'), 9))
  const expected = { days: 10, matched: 60_000, left: 40_000 }
  assert.deepEqual(await read(), expected)
  await place.tx(async (tx) => done(await closeDays(tx, day('2026-11-24'))), instantOf(day('2026-11-25'), 8))
  assert.deepEqual(await read(), expected)
})

test('points: 3,000 spent of 10,000 given; what is with the fund, with shops or set aside is in nobody’s hands', async () => {
  const { here, citizen, home, shop } = await pointsTown() // 10,000 points given on 23 November
  const paying = { payerId: home, shopId: shop, points: 3_000, way: 'shop_code' } as const
  done(await here.tx((tx) => pay(tx, citizen, paying), instantOf(day('2026-11-23'), 12)))
  const read = (of: Month) =>
    here.tx((tx) => readVelocity(tx, { from: of, to: of }), instantOf(day('2026-11-24'), 9))
  const found = await read(month('2026-11'))
  // Two days of 24 with 7,000 at their end: 583.33 in the mean.
  assert.deepEqual(
    [found?.circulating.toFixed(2), found?.spent, found?.perYear.toFixed(4)],
    ['583.33', 3_000, (((3_000 * 24) / 14_000) * (365 / 24)).toFixed(4)],
  )
  assert.equal(await read(month('2025-04')), undefined)
})

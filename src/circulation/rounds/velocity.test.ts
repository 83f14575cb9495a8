import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, instantOf, month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { jpy, pt } from '#kit/units.ts'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { cash } from '#ledger/accounts.ts'
import { closeDays } from '#ledger/close.ts'
import { post } from '#ledger/post.ts'
import { done, testActor } from '#ledger/testing.ts'
import { smallRegion } from '#parties/testing.ts'
import { readStay, readVelocity } from './velocity.ts'

const year = { from: month('2026-04'), to: month('2027-03') }
const pay = async (tx: Tx, on: string, from: Id, to: Id, amount: number) =>
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
    await pay(tx, '2026-10-01', buyer, company, 100_000)
    await pay(tx, '2026-10-11', company, producer, 60_000)
    await pay(tx, '2026-11-01', producer, city, 60_000)
  })
  const read = () => place.tx((tx) => readStay(tx, year), instantOf(day('2026-11-25'), 9))
  const expected = { days: 10, matched: 60_000, left: 40_000 }
  assert.deepEqual(await read(), expected)
  await place.tx(async (tx) => done(await closeDays(tx, day('2026-11-24'))), instantOf(day('2026-11-25'), 8))
  assert.deepEqual(await read(), expected)
})

test('points: 300 spent of 1,000 in hands; what the city has not given out is in nobody’s hands', async () => {
  const place = await testRegion()
  const { company, producer, city } = await place.tx(smallRegion)
  await place.tx(async (tx) => {
    const points = (kind: string, on: string, from: Id, to: Id, amount: number) =>
      post(tx, testActor, {
        kind,
        on: day(on),
        memo: '',
        flows: [{ unit: 'PT', amount: pt(amount), from: cash(from), to: cash(to) }],
      })
    done(await points('test.grant', '2026-04-01', city, producer, 1_000))
    done(await points('test.sale', '2026-04-20', producer, company, 300))
  })
  const found = await place.tx((tx) => readVelocity(tx, { from: month('2026-04'), to: month('2026-04') }))
  assert.deepEqual([found?.circulating, found?.spent, found?.perYear.toFixed(6)], [1_000, 300, '3.650000'])
  assert.equal(
    await place.tx((tx) => readVelocity(tx, { from: month('2025-04'), to: month('2025-04') })),
    undefined,
  )
})

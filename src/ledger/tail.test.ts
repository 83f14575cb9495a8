import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, month } from '#kit/days.ts'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { post, reverse } from './post.ts'
import { sumUp } from './tail.ts'
import { aParty, balanceOf, done, putSide, testActor, yen } from './testing.ts'
import { totalsByCrossing } from './totals.ts'
import { verify } from './verify.ts'

const november = { unit: 'JPY', from: month('2026-11'), to: month('2026-11') } as const
const waiting = async (tx: Tx) => (await tx.run('select from ledger_tail')).length
const sums = async (tx: Tx) =>
  (await totalsByCrossing(tx, november)).map(({ crossing, amount, flows }) => [crossing, amount, flows])

test('an entry is in the totals once, whether it is summed up or not', async (t) => {
  const region = await testRegion(t)
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  assert.equal(await region.tx(sumUp), 0)
  const sale = done(await region.tx((tx) => post(tx, testActor, yen(a, b, 500))))
  done(await region.tx((tx) => post(tx, testActor, yen(a, b, 20))))
  const before = [['within', 520, 2]]
  assert.deepEqual(await region.tx(sums), before)
  assert.equal(await region.tx(waiting), 2)
  assert.equal(await region.tx(sumUp), 2)
  assert.equal(await region.tx(sumUp), 0)
  assert.deepEqual(await region.tx(sums), before)
  // A reversal of what is in the totals, which is not yet in them itself.
  done(await region.tx((tx) => reverse(tx, testActor, sale.entryId)))
  assert.deepEqual(await region.tx(sums), [['within', 20, 3]])
  assert.equal(await region.tx((tx) => balanceOf(tx, b)), 20)
  assert.equal(await region.tx(sumUp), 1)
  assert.deepEqual(await region.tx(sums), [['within', 20, 3]])
  assert.equal(await region.tx((tx) => balanceOf(tx, b)), 20)
})

test('a side that is said moves what was summed up today, and not what waits', async (t) => {
  const region = await testRegion(t)
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  done(await region.tx((tx) => post(tx, testActor, yen(a, b, 500))))
  await region.tx(sumUp)
  done(await region.tx((tx) => post(tx, testActor, yen(a, b, 20))))
  await region.tx(async (tx) => {
    await tx.run(`update party_side set valid_to = '2026-11-22' where party_id = $1`, [b])
    await putSide(tx, b, 'outside', day('2026-11-23'))
  })
  assert.deepEqual(await region.tx(sums), [['out', 520, 2]])
  assert.equal(await verify(region.db, { region: region.region }), undefined)
  assert.equal(await region.tx(sumUp), 1)
  assert.deepEqual(await region.tx(sums), [['out', 520, 2]])
  assert.equal(await verify(region.db, { region: region.region }), undefined)
})

test('posters do not wait for who sums up, and two who sum up take each entry once', async (t) => {
  const region = await testRegion(t)
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  for (let n = 0; n < 20; n++) done(await region.tx((tx) => post(tx, testActor, yen(a, b, 1))))
  const posting = async () => done(await region.tx((tx) => post(tx, testActor, yen(a, b, 1))))
  await region.tx(async (tx) => {
    assert.equal(await sumUp(tx), 20)
    await posting() // would wait for ever
  })
  await Promise.all(Array.from({ length: 10 }, posting))
  const summed = await Promise.all([1, 2, 3].map(() => region.tx(sumUp)))
  assert.deepEqual(summed.toSorted(), [0, 0, 11])
  assert.deepEqual(await region.tx(sums), [['within', 31, 31]])
  assert.equal(await verify(region.db, { region: region.region }), undefined)
})

test('what fails half-way is summed up again', async (t) => {
  const region = await testRegion(t)
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  done(await region.tx((tx) => post(tx, testActor, yen(a, b, 7))))
  await assert.rejects(
    region.tx(async (tx) => {
      assert.equal(await sumUp(tx), 1)
      throw new Error('killed')
    }),
    /killed/,
  )
  assert.equal(await region.tx(sumUp), 1)
  assert.deepEqual(await region.tx(sums), [['within', 7, 1]])
})

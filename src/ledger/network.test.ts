import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { closeDays } from './close.ts'
import { crossings } from './flows.ts'
import { readNetwork } from './network.ts'
import { post } from './post.ts'
import { aParty, done, testActor, yen } from './testing.ts'

const on = day('2026-11-23')

const lines = async (tx: Tx, year: number, kinds?: string[]) => {
  const { parties, crossing, from, to, amount } = await readNetwork(tx, { unit: 'JPY', year, kinds })
  return Array.from(amount, (sum, n) => [
    crossings[crossing[n] ?? 9],
    parties[from[n] ?? 9],
    parties[to[n] ?? 9],
    sum,
  ]).toSorted((a, b) => Number(a[3]) - Number(b[3]))
}

test('a year is read closed and open alike, parties without a number included', async (t) => {
  const region = await testRegion(t)
  const [company, hotel, late] = await region.tx(async (tx) => [
    await aParty(tx),
    await aParty(tx, { inside: false }),
    await aParty(tx),
  ])
  assert.ok(company && hotel && late)
  const book = (at: string, from: Id, to: Id, amount: number) =>
    region.tx((tx) => post(tx, testActor, yen(from, to, amount, { on: day(at) })), instantOf(day(at), 12))
  assert.deepEqual(await region.tx((tx) => readNetwork(tx, { unit: 'JPY', year: 2026 })), {
    parties: [],
    crossing: new Uint8Array(),
    from: new Uint32Array(),
    to: new Uint32Array(),
    amount: new Float64Array(),
  })
  done(await book('2026-03-31', hotel, company, 9_000_000_000_000))
  done(await book('2026-04-01', company, hotel, 20))
  done(await region.tx((tx) => closeDays(tx, day('2026-10-31'))))
  done(await book('2026-11-23', late, company, 300))
  const closed = [['in', hotel, company, 9_000_000_000_000]]
  const open = [
    ['out', company, hotel, 20],
    ['within', late, company, 300],
  ]
  assert.deepEqual(await region.tx((tx) => lines(tx, 2025)), closed)
  assert.deepEqual(await region.tx((tx) => lines(tx, 2026)), open)
  assert.deepEqual(await region.tx((tx) => lines(tx, 2026, ['test.grant'])), [])
  assert.deepEqual(await region.tx((tx) => lines(tx, 2024)), [])
  done(await region.tx((tx) => closeDays(tx, on), instantOf(addDays(on, 1), 12)))
  assert.deepEqual(await region.tx((tx) => lines(tx, 2025, ['test.sale'])), closed)
  assert.deepEqual(await region.tx((tx) => lines(tx, 2026)), open)
  await region.db.pool.query('update ledger_year_total set amount = -9007199254740992 where year = 2025')
  await assert.rejects(
    region.tx((tx) => lines(tx, 2025)),
    /-9007199254740992 is outside the safe range/,
  )
})

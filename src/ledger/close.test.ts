import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Day, addDays, day, instantOf } from '#kit/days.ts'
import { testRegion } from '#db/testing.ts'
import { balanceAt } from './balances.ts'
import { closable, closeDays, closedThrough } from './close.ts'
import { post } from './post.ts'
import { genesis, leafOf, merkleRoot, sealOf } from './seal.ts'
import { aParty, balanceOf, cashOf, done, refusedOf, testActor, yen } from './testing.ts'

const on = day('2026-11-23')
const noon = (d: Day): Date => instantOf(d, 12)

test('today cannot be closed, yesterday can; a closed day stays closed', async (t) => {
  const region = await testRegion(t)
  assert.equal(await region.tx((tx) => closedThrough(tx)), undefined)
  assert.equal(await region.tx(async (tx) => closable(tx)), '2026-11-22')
  for (const through of [on, addDays(on, 1)])
    assert.deepEqual(await region.tx((tx) => closeDays(tx, through)), {
      refused: 'day_not_over',
      detail: { day: through },
    })
  // In Tokyo it is still the 22nd until 15:00 UTC.
  assert.equal(
    refusedOf(await region.tx((tx) => closeDays(tx, addDays(on, -1)), new Date('2026-11-22T14:59:59.999Z'))),
    'day_not_over',
  )
  const closed = { days: 0, entries: 0, closedThrough: '2026-11-22' }
  assert.deepEqual(
    await region.tx((tx) => closeDays(tx, addDays(on, -1)), new Date('2026-11-22T15:00:00Z')),
    closed,
  )
  assert.deepEqual(await region.tx((tx) => closeDays(tx, addDays(on, -1))), closed)
  assert.deepEqual(await region.tx((tx) => closeDays(tx, addDays(on, -5))), closed)
  assert.equal(await region.tx((tx) => closedThrough(tx)), '2026-11-22')
})

test('each day with entries gets a seal over them, chained to the one before', async (t) => {
  const region = await testRegion(t)
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  for (const [back, entries] of [
    [9, 3],
    [8, 1],
    [5, 2],
  ] as const)
    for (let n = 0; n < entries; n++) {
      const at = addDays(on, -back)
      done(
        await region.tx(
          (tx) => post(tx, testActor, yen(a, b, 1 + n, { on: at, key: `${back}/${n}` })),
          noon(at),
        ),
      )
    }
  assert.deepEqual(await region.tx((tx) => closeDays(tx, addDays(on, -8))), {
    days: 2,
    entries: 4,
    closedThrough: '2026-11-15',
  })
  assert.deepEqual(await region.tx((tx) => closeDays(tx, addDays(on, -1))), {
    days: 1,
    entries: 2,
    closedThrough: '2026-11-22',
  })
  await region.tx(async (tx) => {
    const seals = await tx.q.selectFrom('ledger_seal').selectAll().orderBy('day').execute()
    assert.deepEqual(
      seals.map((s) => [s.day, s.entries, s.flows]),
      [
        ['2026-11-14', 3, 3],
        ['2026-11-15', 1, 1],
        ['2026-11-18', 2, 2],
      ],
    )
    let previous: Buffer = genesis
    for (const seal of seals) {
      const entries = await tx.q
        .selectFrom('ledger_entry')
        .selectAll()
        .where('recorded_on', '=', seal.day)
        .orderBy('entry_id')
        .execute()
      const root = merkleRoot(
        entries.map((e) =>
          leafOf({
            entryId: e.entry_id,
            recordedAt: e.recorded_at,
            requestKey: e.request_key,
            digest: e.digest,
          }),
        ),
      )
      assert.deepEqual(seal.root, root)
      assert.deepEqual(seal.previous, previous)
      assert.deepEqual(seal.seal, sealOf(seal.day, previous, root))
      previous = seal.seal
    }
  })
})

test('nothing is recorded on a closed day, but what happened on one may be recorded late', async (t) => {
  const region = await testRegion(t)
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  done(await region.tx((tx) => closeDays(tx, addDays(on, -1))))
  assert.deepEqual(
    await region.tx(
      (tx) => post(tx, testActor, yen(a, b, 1, { on: addDays(on, -1) })),
      noon(addDays(on, -1)),
    ),
    {
      refused: 'day_closed',
      detail: { entry: 1, about: '2026-11-22' },
    },
  )
  done(await region.tx((tx) => post(tx, testActor, yen(a, b, 1, { on: addDays(on, -30) }))))
})

test('a close waits for posters under way, and a poster for the close', async (t) => {
  const region = await testRegion(t)
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  const yesterday = addDays(on, -1)
  const order: string[] = []
  const posting = region.tx(async (tx) => {
    done(await post(tx, testActor, yen(a, b, 5, { on: yesterday })))
    order.push('posted')
    await sleep(1200) // long enough for the two below to stand in line, on a slow machine too
    order.push('committing')
  }, noon(yesterday))
  while (order.length === 0) await sleep(5)
  const closing = region.tx(async (tx) => {
    const closed = done(await closeDays(tx, yesterday))
    order.push('closed')
    await sleep(100)
    return closed
  })
  await sleep(500)
  const late = region.tx((tx) => post(tx, testActor, yen(a, b, 7, { on: yesterday })), noon(yesterday))
  await posting
  assert.deepEqual(await closing, { days: 1, entries: 1, closedThrough: yesterday })
  assert.equal(refusedOf(await late), 'day_closed')
  assert.deepEqual(order, ['posted', 'committing', 'closed'])
  assert.equal(await region.tx((tx) => balanceOf(tx, b)), 5)
})

test('two closes at once seal each day once', async (t) => {
  const region = await testRegion(t)
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  const yesterday = addDays(on, -1)
  done(await region.tx((tx) => post(tx, testActor, yen(a, b, 5, { on: yesterday })), noon(yesterday)))
  const closes = await Promise.all([1, 2, 3].map(() => region.tx((tx) => closeDays(tx, yesterday))))
  assert.deepEqual(closes.map((each) => done(each).entries).toSorted(), [0, 0, 1])
  await region.tx(async (tx) => assert.equal(await balanceAt(tx, await cashOf(tx, b), yesterday), 5))
})

test('the balance is the same in every instant, while days are being closed', async (t) => {
  const region = await testRegion(t)
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  const first = addDays(on, -40)
  for (let n = 0; n < 40; n++)
    done(
      await region.tx(
        (tx) => post(tx, testActor, yen(a, b, 10, { on: addDays(first, n) })),
        noon(addDays(first, n)),
      ),
    )
  const account = await region.tx((tx) => cashOf(tx, b))
  const allClosed = new AbortController()
  const watch = async () => {
    let reads = 0
    for (; !allClosed.signal.aborted; reads++)
      assert.equal(await region.tx((tx) => balanceAt(tx, account, on)), 400)
    return reads
  }
  const watching = Promise.all([watch(), watch()])
  for (let n = 0; n < 40; n++) done(await region.tx((tx) => closeDays(tx, addDays(first, n))))
  allClosed.abort()
  assert.ok(
    (await watching).every((reads) => reads > 10),
    'the balance was read while days were closed',
  )
})

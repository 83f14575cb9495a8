import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Id, newId } from '#kit/ids.ts'
import { jpy } from '#kit/units.ts'
import { testNow, testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import { cash, openGuarded } from './accounts.ts'
import { held, hold, release } from './holds.ts'
import { post, postAll } from './post.ts'
import { aParty, balanceOf, countRows, done, refusedOf, testActor, yen } from './testing.ts'

const region = await testRegion()
const after = (seconds: number): Date => new Date(testNow.getTime() + seconds * 1000)

interface Purse {
  readonly a: Id
  readonly b: Id
  readonly account: Id
}

/** A guarded account with 100 yen, and somebody to pay. */
async function purse(tx: Tx, floor = 0): Promise<Purse> {
  const [a, b] = [await aParty(tx), await aParty(tx)]
  const account = await openGuarded(tx, 'JPY', cash(a), floor)
  done(await post(tx, testActor, yen(b, a, 100)))
  return { a, b, account }
}
const holdOf = (tx: Tx, { account }: Purse, amount: number, expiresAt = after(60)) =>
  hold(tx, { account, unit: 'JPY', amount: jpy(amount), expiresAt })

test('a hold counts against the floor at once, for holds and entries alike', () =>
  region.tx(async (tx) => {
    const p = await purse(tx, -20)
    done(await holdOf(tx, p, 70))
    assert.deepEqual(await holdOf(tx, p, 51), {
      refused: 'below_floor',
      detail: { about: p.account, left: 50, short: 1 },
    })
    assert.equal(refusedOf(await post(tx, testActor, yen(p.a, p.b, 51))), 'below_floor')
    done(await post(tx, testActor, yen(p.a, p.b, 10)))
    done(await holdOf(tx, p, 40))
    assert.equal(await held(tx, p.account), 110)
    assert.equal(refusedOf(await post(tx, testActor, yen(p.a, p.b, 1))), 'below_floor')
    done(await post(tx, testActor, yen(p.b, p.a, 1))) // what comes in is never refused
    done(await post(tx, testActor, yen(p.a, p.b, 1)))
  }))

// What is left free (of 100, 60 held) after the hold was used, given back or forgotten.
const ends: [how: string, end: (tx: Tx, p: Purse, holdId: Id) => Promise<unknown>, left: number][] = [
  [
    'used in whole',
    async (tx, p, holdId) => done(await post(tx, testActor, yen(p.a, p.b, 60, { hold: holdId }))),
    40,
  ],
  [
    'used in part',
    async (tx, p, holdId) => done(await post(tx, testActor, yen(p.a, p.b, 25, { hold: holdId }))),
    75,
  ],
  ['released', async (tx, _, holdId) => done(await release(tx, holdId)), 100],
  ['left open', async () => undefined, 40],
]
for (const [how, end, left] of ends)
  test(`a hold of 60 out of 100 that is ${how} leaves ${left}`, () =>
    region.tx(async (tx) => {
      const p = await purse(tx)
      const { holdId } = done(await holdOf(tx, p, 60))
      await end(tx, p, holdId)
      assert.equal(refusedOf(await post(tx, testActor, yen(p.a, p.b, left + 1))), 'below_floor')
      done(await post(tx, testActor, yen(p.a, p.b, left)))
    }))

test('a hold counts until the instant it expires, and not from then on', async () => {
  const p = await region.tx((tx) => purse(tx))
  const made = done(await region.tx((tx) => holdOf(tx, p, 60, after(60))))
  const spend = (seconds: number, amount: number, holdId?: Id) =>
    region.tx((tx) => post(tx, testActor, yen(p.a, p.b, amount, { hold: holdId })), after(seconds))
  assert.equal(refusedOf(await spend(59.999, 41)), 'below_floor')
  assert.equal(await region.tx((tx) => held(tx, p.account), after(59.999)), 60)
  assert.equal(await region.tx((tx) => held(tx, p.account), after(60)), 0)
  assert.equal(refusedOf(await spend(60, 1, made.holdId)), 'hold_expired')
  assert.equal(refusedOf(await region.tx((tx) => release(tx, made.holdId), after(60))), 'hold_expired')
  done(await spend(60, 100))
})

test('a hold is used by name only: each way in which it cannot be', () =>
  region.tx(async (tx) => {
    const p = await purse(tx)
    const other = await purse(tx)
    const one = done(await holdOf(tx, p, 30)).holdId
    const two = done(await holdOf(tx, p, 30)).holdId
    const three = done(await holdOf(tx, p, 30)).holdId
    const unknown = newId()
    done(await post(tx, testActor, yen(p.a, p.b, 30, { hold: one })))
    done(await release(tx, two))
    const before = await countRows(tx)
    const cases: [refused: string, from: Id, amount: number, holdId: Id][] = [
      ['hold_unknown', p.a, 1, unknown],
      ['hold_already_used', p.a, 1, one],
      ['hold_already_released', p.a, 1, two],
      ['hold_smaller_than_entry', p.a, 31, three],
      ['hold_of_another_account', other.a, 1, three], // guarded
      ['hold_of_another_account', p.b, 1, three], // free
    ]
    for (const [refused, from, amount, holdId] of cases)
      assert.deepEqual(
        await post(tx, testActor, yen(from, from === p.b ? p.a : p.b, amount, { hold: holdId })),
        {
          refused,
          detail: { entry: 1, about: holdId },
        },
      )
    assert.deepEqual(await countRows(tx), before)
    for (const [refused, holdId] of [
      ['hold_unknown', unknown],
      ['hold_already_used', one],
      ['hold_already_released', two],
    ] as const)
      assert.deepEqual(await release(tx, holdId), { refused, detail: { about: holdId } })
    done(await post(tx, testActor, yen(p.a, p.b, 30, { hold: three })))
  }))

test('in a batch a hold is freed by its own entry and used once', () =>
  region.tx(async (tx) => {
    const p = await purse(tx)
    const { holdId } = done(await holdOf(tx, p, 60))
    const take = (amount: number, holds = false) => yen(p.a, p.b, amount, holds ? { hold: holdId } : {})
    // The first entry may not take what is still held for the second, although the second takes less than it held.
    const early = await postAll(tx, testActor, [take(41), take(10, true)])
    assert.deepEqual(early, { refused: 'below_floor', detail: { entry: 1, about: p.account, short: 1 } })
    assert.deepEqual(await postAll(tx, testActor, [take(1, true), take(1, true)]), {
      refused: 'hold_already_used',
      detail: { entry: 2, about: holdId },
    })
    done(await postAll(tx, testActor, [take(40), take(10, true), take(50)]))
    assert.equal(await balanceOf(tx, p.a), 0)
  }))

test('an entry that is repeated by its key does not use its hold again', () =>
  region.tx(async (tx) => {
    const p = await purse(tx)
    const { holdId } = done(await holdOf(tx, p, 60))
    const entry = yen(p.a, p.b, 60, { hold: holdId, key: newId() })
    const first = done(await post(tx, testActor, entry))
    assert.deepEqual(done(await post(tx, testActor, entry)), { entryId: first.entryId, repeated: true })
    assert.equal(refusedOf(await post(tx, testActor, { ...entry, hold: undefined })), 'request_key_reused')
  }))

test('eight at once on 100 yen: as many holds as fit, and none is both used and released', async () => {
  const p = await region.tx((tx) => purse(tx))
  const holds = await Promise.all(Array.from({ length: 8 }, () => region.tx((tx) => holdOf(tx, p, 30))))
  assert.deepEqual(holds.map(refusedOf).toSorted(), [
    '',
    '',
    '',
    ...Array.from({ length: 5 }, () => 'below_floor'),
  ])

  for (const each of holds) {
    if (refusedOf(each) !== '') continue
    const { holdId } = done(each)
    const [used, released] = await Promise.all([
      region.tx((tx) => post(tx, testActor, yen(p.a, p.b, 30, { hold: holdId }))),
      region.tx((tx) => release(tx, holdId)),
    ])
    const answers = [refusedOf(used), refusedOf(released)]
    assert.ok(
      [
        ['', 'hold_already_used'],
        ['hold_already_released', ''],
      ].some((pair) => pair.join() === answers.join()),
      answers.join(),
    )
  }
})

test('faults: nothing held, an expiry in the past, an account that is free or of another unit', () =>
  region.tx(async (tx) => {
    const p = await purse(tx)
    const free = { ...p, account: newId() }
    await assert.rejects(holdOf(tx, p, 0), /a hold of 0/)
    await assert.rejects(holdOf(tx, p, 1, testNow), /expired before/)
    await assert.rejects(holdOf(tx, free, 1), /not a guarded account of JPY/)
    await assert.rejects(
      hold(tx, { account: p.account, unit: 'PT', amount: 1 as never, expiresAt: after(1) }),
      /not a guarded account of PT/,
    )
  }))

test('a guarded account is opened once, empty, with a floor of zero or less', async () => {
  const a = await region.tx((tx) => aParty(tx))
  await assert.rejects(
    region.tx((tx) => openGuarded(tx, 'JPY', cash(a), 1)),
    /a floor of 1/,
  )
  await region.tx((tx) => openGuarded(tx, 'JPY', cash(a)))
  await assert.rejects(
    region.tx((tx) => openGuarded(tx, 'JPY', cash(a))),
    /duplicate key/,
  )
})

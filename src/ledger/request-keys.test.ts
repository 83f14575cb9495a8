import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { jpy, pt } from '#kit/units.ts'
import { testRegion } from '#db/testing.ts'
import { cash, openGuarded } from './accounts.ts'
import { type Entry, post, postAll } from './post.ts'
import { aParty, balanceOf, countRows, done, refusedOf, testActor, yen } from './testing.ts'

const region = await testRegion()
const on = day('2026-11-23')

test('the same key: the same content is the first answer again, other content is refused', () =>
  region.tx(async (tx) => {
    const [a, b, c] = [await aParty(tx), await aParty(tx), await aParty(tx)]
    const key = newId()
    const entry = yen(a, b, 5, { key, memo: 'm', document: { id: newId(), no: 'N' } })
    const first = done(await post(tx, testActor, entry))
    assert.deepEqual(done(await post(tx, testActor, entry)), { entryId: first.entryId, repeated: true })
    const before = await countRows(tx)
    const other: Entry[] = [
      { ...entry, kind: 'test.grant' },
      { ...entry, on: addDays(on, -1) },
      { ...entry, document: undefined },
      { ...entry, document: { id: newId(), no: 'N' } },
      { ...entry, memo: 'n' },
      { ...entry, flows: yen(a, b, 6).flows },
      { ...entry, flows: yen(b, a, 5).flows },
      { ...entry, flows: yen(a, c, 5).flows },
      { ...entry, flows: [...entry.flows, ...yen(a, b, 1).flows] },
      { ...entry, hold: newId() },
      {
        ...entry,
        flows: [{ unit: 'PT', amount: pt(5), from: cash(a), to: cash(b) }],
      },
      {
        ...entry,
        flows: [{ unit: 'JPY', amount: jpy(5), from: cash(a), to: { party: b, purpose: 'tax' } }],
      },
    ]
    for (const each of other)
      assert.deepEqual(await post(tx, testActor, each), {
        refused: 'request_key_reused',
        detail: { entry: 1, about: key },
      })
    const another = { ...testActor, userId: newId() }
    assert.equal(refusedOf(await post(tx, another, entry)), 'request_key_reused')
    assert.deepEqual(await countRows(tx), before)
  }))

test('a key twice in one batch: written once, or refused when the contents differ', () =>
  region.tx(async (tx) => {
    const [a, b] = [await aParty(tx), await aParty(tx)]
    const key = newId()
    const [one, two, three] = done(
      await postAll(tx, testActor, [yen(a, b, 5, { key }), yen(a, b, 7), yen(a, b, 5, { key })]),
    )
    assert.equal(three?.entryId, one?.entryId)
    assert.notEqual(two?.entryId, one?.entryId)
    assert.deepEqual([one?.repeated, two?.repeated, three?.repeated], [false, false, true])
    assert.equal(await balanceOf(tx, b), 12)

    const other = newId()
    assert.deepEqual(
      await postAll(tx, testActor, [yen(a, b, 5, { key: other }), yen(a, b, 6, { key: other })]),
      {
        refused: 'request_key_reused',
        detail: { entry: 2, about: other },
      },
    )
    // A batch that repeats some and adds others writes the others only.
    const mixed = done(await postAll(tx, testActor, [yen(a, b, 100), yen(a, b, 5, { key })]))
    assert.deepEqual(
      mixed.map((each) => each.repeated),
      [false, true],
    )
    assert.equal(await balanceOf(tx, b), 112)
  }))

test('the same key from eight connections at once: written once, and all get the same entry', async () => {
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  await region.tx((tx) => openGuarded(tx, 'JPY', cash(a), -1_000))
  for (const key of [newId(), newId(), newId()]) {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => region.tx((tx) => post(tx, testActor, yen(a, b, 9, { key })))),
    )
    assert.equal(new Set(answers.map((each) => done(each).entryId)).size, 1)
    assert.equal(answers.filter((each) => !done(each).repeated).length, 1)
  }
  assert.equal(await region.tx((tx) => balanceOf(tx, b)), 27)
})

test('the same key with two contents at once: one is written, the other refused', async () => {
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  const key = newId()
  const answers = await Promise.all(
    [1, 2].map((value) => region.tx((tx) => post(tx, testActor, yen(a, b, value, { key })))),
  )
  assert.deepEqual(answers.map(refusedOf).toSorted(), ['', 'request_key_reused'])
})

test('a key that a rolled back transaction used is free again', async () => {
  const key = newId()
  const [a, b] = await region.tx(async (tx) => [await aParty(tx), await aParty(tx)] as const)
  await assert.rejects(
    region.tx(async (tx) => {
      done(await post(tx, testActor, yen(a, b, 1, { key })))
      throw new Error('something else failed')
    }),
    /something else/,
  )
  assert.equal(done(await region.tx((tx) => post(tx, testActor, yen(a, b, 1, { key })))).repeated, false)
})

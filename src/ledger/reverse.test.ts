import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { testRegion } from '#db/testing.ts'
import { cash, openGuarded } from './accounts.ts'
import { readEntry } from './flows.ts'
import { post, reverse } from './post.ts'
import { aParty, balanceOf, done, refusedOf, testActor, yen } from './testing.ts'

const region = await testRegion()
const on = day('2026-11-23')

test('a reversal turns every flow round, and figures count it as minus', () =>
  region.tx(async (tx) => {
    const [buyer, company] = [await aParty(tx, { inside: false }), await aParty(tx)]
    const document = { id: newId(), no: 'T-1' }
    const original = done(
      await post(tx, testActor, yen(buyer, company, 300, { on: addDays(on, -9), document })),
    )
    const undone = done(await reverse(tx, testActor, original.entryId, { memo: '入力誤り' }))
    assert.equal(await balanceOf(tx, company), 0)
    const entry = await readEntry(tx, undone.entryId)
    assert.ok(entry)
    assert.deepEqual(
      [entry.kind, entry.on, entry.documentNo, entry.memo, entry.reverses],
      ['test.sale', '2026-11-14', 'T-1', '入力誤り', original.entryId],
    )
    assert.equal((await readEntry(tx, original.entryId))?.reversedBy, undone.entryId)
    assert.deepEqual(
      entry.flows.map((f) => [f.amount, f.fromParty, f.toParty, f.crossing]),
      [[-300, buyer, company, 'in']],
    )
  }))

test('a reversal is refused by name', () =>
  region.tx(async (tx) => {
    const [a, b] = [await aParty(tx), await aParty(tx)]
    await openGuarded(tx, 'JPY', cash(b))
    const first = done(await post(tx, testActor, yen(a, b, 10)))
    const second = done(await post(tx, testActor, yen(a, b, 10)))
    done(await post(tx, testActor, yen(b, a, 11)))
    const key = newId()
    const unknown = newId()
    assert.deepEqual(await reverse(tx, testActor, unknown), {
      refused: 'reverses_unknown_entry',
      detail: { about: unknown },
    })
    assert.equal(refusedOf(await reverse(tx, testActor, first.entryId)), 'below_floor') // spent meanwhile
    done(await post(tx, testActor, yen(a, b, 1)))
    const undone = done(await reverse(tx, testActor, first.entryId, { key }))
    assert.deepEqual(done(await reverse(tx, testActor, first.entryId, { key })), {
      entryId: undone.entryId,
      repeated: true,
    })
    assert.equal(refusedOf(await reverse(tx, testActor, first.entryId)), 'already_reversed')
    assert.equal(refusedOf(await reverse(tx, testActor, second.entryId, { key })), 'request_key_reused')
    assert.deepEqual(await reverse(tx, testActor, undone.entryId), {
      refused: 'reverses_a_reversal',
      detail: { entry: 1, about: undone.entryId },
    })
    await assert.rejects(
      reverse(tx, testActor, second.entryId, { on: addDays(on, -1) }),
      /before what it reverses/,
    )
  }))

test('the same entry reversed by eight at once is reversed once', async () => {
  const entryId = await region.tx(
    async (tx) => done(await post(tx, testActor, yen(await aParty(tx), await aParty(tx), 5))).entryId,
  )
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => region.tx((tx) => reverse(tx, testActor, entryId))),
  )
  assert.deepEqual(answers.map(refusedOf).toSorted(), [
    '',
    ...Array.from({ length: 7 }, () => 'already_reversed'),
  ])
})

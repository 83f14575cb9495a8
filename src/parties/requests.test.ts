import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNow, testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { refuse } from '#kit/refusals.ts'
import { once } from './requests.ts'

const here = await testRegion()

function counter() {
  let count = 0
  return { work: async () => ({ no: `T-${++count}` }), done: () => count }
}

/** After ('k', 'order.place', { a: 1, b: 2 }) was answered T-1: what the next request gets. */
const cases: [string, string, string, unknown, unknown, number][] = [
  ['the same again gets the first answer', 'k', 'order.place', { a: 1, b: 2 }, { no: 'T-1' }, 1],
  ['keys in another order are the same', 'k', 'order.place', { b: 2, a: 1 }, { no: 'T-1' }, 1],
  ['another content is refused', 'k', 'order.place', { a: 1, b: 3 }, { refused: 'request_key_reused' }, 1],
  ['another action is refused', 'k', 'order.cancel', { a: 1, b: 2 }, { refused: 'request_key_reused' }, 1],
  ['another key is another request', 'k2', 'order.place', { a: 1, b: 2 }, { no: 'T-2' }, 2],
]
for (const [name, key, action, content, expected, times] of cases)
  test(name, async (t) => {
    const { tx } = await testRegion(t)
    const { work, done } = counter()
    await tx((each) => once(each, 'k', 'order.place', { a: 1, b: 2 }, work))
    assert.deepEqual(await tx((each) => once(each, key, action, content, work)), expected)
    assert.equal(done(), times)
  })

test('the same key at once: the work is done once and both get its answer', async () => {
  const { work, done } = counter()
  const ask = () =>
    here.tx((tx) =>
      once(tx, 'twice', 'order.place', 1, async () => {
        await tx.run('select pg_sleep(0.05)')
        return work()
      }),
    )
  assert.deepEqual(await Promise.all([ask(), ask()]), [{ no: 'T-1' }, { no: 'T-1' }])
  assert.equal(done(), 1)
})

test('a refused request may be mended and sent with its key again', async () => {
  const { work } = counter()
  await here.tx((tx) => once(tx, 'mend', 'order.place', 'wrong', async () => refuse('not_ready')))
  assert.deepEqual(await here.tx((tx) => once(tx, 'mend', 'order.place', 'right', work)), { no: 'T-1' })
})

test('regions do not see the keys of each other', async () => {
  const { work } = counter()
  await here.tx((tx) => once(tx, 'region', 'order.place', 1, work))
  const other = { region: 32158, clock: { now: () => testNow } }
  assert.deepEqual(await transact(here.db, other, (tx) => once(tx, 'region', 'order.place', 1, work)), {
    no: 'T-2',
  })
})

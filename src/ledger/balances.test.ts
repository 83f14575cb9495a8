import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Day, addDays, day, instantOf } from '#kit/days.ts'
import { type Id, newId } from '#kit/ids.ts'
import { type TestRegion, testRegion } from '#db/testing.ts'
import { balanceAt, statement } from './balances.ts'
import { closeDays } from './close.ts'
import { post, reverse } from './post.ts'
import { aParty, cashOf, done, testActor, yen } from './testing.ts'

const on = day('2026-11-23')
const noon = (d: Day): Date => instantOf(d, 12)

interface Months {
  readonly region: TestRegion
  readonly a: Id
  readonly b: Id
  readonly account: Id
}

/** b gets 100 on 10-05, gives 30 on 10-20, gets 50 on 11-02 and 7 on 11-23 (today). Closed through 11-22. */
async function months(region: TestRegion): Promise<Months> {
  const [a, b] = await region.tx(
    async (tx) => [await aParty(tx), await aParty(tx, { name: '買い手' })] as const,
  )
  const book = (at: Day, from: Id, to: Id, amount: number) =>
    region.tx((tx) => post(tx, testActor, yen(from, to, amount, { on: at, memo: String(amount) })), noon(at))
  done(await book(day('2026-10-05'), a, b, 100))
  done(await book(day('2026-10-20'), b, a, 30))
  done(await book(day('2026-11-02'), a, b, 50))
  done(await region.tx((tx) => closeDays(tx, addDays(on, -1))))
  done(await book(on, a, b, 7))
  return { region, a, b, account: await region.tx((tx) => cashOf(tx, b)) }
}

const table: [on: string, balance: number, withLate: number][] = [
  ['2026-10-04', 0, 0],
  ['2026-10-05', 100, 100],
  ['2026-10-11', 100, 100],
  ['2026-10-12', 100, 91], // the late entry happened here
  ['2026-10-19', 100, 91],
  ['2026-10-20', 70, 61],
  ['2026-11-02', 120, 111],
  ['2026-11-22', 120, 111],
  ['2026-11-23', 127, 118],
  ['2027-03-31', 127, 118],
]
test('the balance at the end of each day, before and after a late entry, open and closed', async (t) => {
  const { region, a, b, account } = await months(await testRegion(t))
  const all = () =>
    region.tx(async (tx) => {
      const balances = []
      for (const [at] of table) balances.push(await balanceAt(tx, account, day(at)))
      return balances
    })
  const before = table.map(([, balance]) => balance)
  const after = table.map(([, , balance]) => balance)
  assert.deepEqual(await all(), before)
  done(await region.tx((tx) => post(tx, testActor, yen(b, a, 9, { on: day('2026-10-12') }))))
  assert.deepEqual(await all(), after)
  done(await region.tx((tx) => closeDays(tx, on), noon(addDays(on, 1))))
  assert.deepEqual(await all(), after)
})

test('a statement: opening, each line with what remains, closing', async (t) => {
  const { region, a, b, account } = await months(await testRegion(t))
  const october = { from: day('2026-10-06'), to: day('2026-10-31') }
  const late = done(
    await region.tx((tx) =>
      post(tx, testActor, yen(b, a, 9, { on: day('2026-10-20'), document: { id: newId(), no: 'T-9' } })),
    ),
  )
  const read = await region.tx((tx) => statement(tx, account, october))
  assert.equal(read.opening, 100)
  assert.equal(read.closing, 61)
  assert.deepEqual(
    read.lines.map((l) => [l.on, l.kind, l.documentNo, l.memo, l.change, l.balance, l.otherParty]),
    [
      ['2026-10-20', 'test.sale', '', '30', -30, 70, a],
      ['2026-10-20', 'test.sale', 'T-9', '', -9, 61, a],
    ],
  )
  assert.equal(read.lines[1]?.entryId, late.entryId)
  // What one account gives, the other gets.
  const other = await region.tx(async (tx) => await statement(tx, await cashOf(tx, a), october))
  assert.deepEqual(
    other.lines.map((l) => [l.change, l.otherParty]),
    [
      [30, b],
      [9, b],
    ],
  )
  assert.equal(other.closing, -61)
})

test('a period without flows opens and closes with the balance; an account without flows with zero', async (t) => {
  const { region, account } = await months(await testRegion(t))
  const empty = (from: string, to: string, of = account) =>
    region.tx((tx) => statement(tx, of, { from: day(from), to: day(to) }))
  assert.deepEqual(await empty('2026-11-03', '2026-11-22'), { opening: 120, lines: [], closing: 120 })
  assert.deepEqual(await empty('2026-01-01', '2026-10-04'), { opening: 0, lines: [], closing: 0 })
  assert.deepEqual(await empty('2026-10-01', '2026-11-30', newId()), { opening: 0, lines: [], closing: 0 })
})

test('the closing balance of one period is the opening of the next, and the balance of its last day', async (t) => {
  const { region, account } = await months(await testRegion(t))
  let from = day('2026-10-01')
  for (const to of ['2026-10-05', '2026-10-19', '2026-10-20', '2026-11-22', '2026-11-23'].map(day)) {
    await region.tx(async (tx) => {
      const { opening, closing } = await statement(tx, account, { from, to })
      assert.equal(opening, await balanceAt(tx, account, addDays(from, -1)))
      assert.equal(closing, await balanceAt(tx, account, to))
    })
    from = addDays(to, 1)
  }
})

test('a reversed entry stands in the statement as two lines that cancel', async (t) => {
  const { region, account } = await months(await testRegion(t))
  const period = { from: on, to: on }
  const { lines } = await region.tx((tx) => statement(tx, account, period))
  const [line] = lines
  assert.ok(line)
  done(await region.tx((tx) => reverse(tx, testActor, line.entryId)))
  const read = await region.tx((tx) => statement(tx, account, period))
  assert.deepEqual(
    read.lines.map((l) => [l.change, l.balance]),
    [
      [7, 127],
      [-7, 120],
    ],
  )
})

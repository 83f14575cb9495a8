import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, dayAt, instantOf } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { jpy, pt } from '#kit/units.ts'
import { testRegion } from '#db/testing.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { cash, openGuarded, resolve } from './accounts.ts'
import { balanceAt } from './balances.ts'
import { closable, closeDays } from './close.ts'
import { hold, release } from './holds.ts'
import { type Entry, type Flow, post, postAll, reverse } from './post.ts'
import { aParty, done, testActor } from './testing.ts'
import { sumUp } from './tail.ts'
import { verify } from './verify.ts'

// Eight writers at once do whatever comes to mind with a dozen parties; afterwards everything must still agree. The
// order in which they meet is the machine's, so a run cannot be repeated exactly: what failed is in the database.
const writers = 8
const parties = 12
const floors = [0, 0, -50, 0] // of the first parties, in yen and in points; the others are free

interface Move {
  readonly points: boolean
  readonly from: number
  readonly to: number
  readonly amount: number
}
type Deed =
  | {
      readonly do: 'post'
      readonly moves: readonly Move[]
      readonly key: number | null
      readonly back: number
    }
  | { readonly do: 'batch'; readonly entries: readonly (readonly Move[])[] }
  | { readonly do: 'reverse'; readonly which: number }
  | { readonly do: 'hold'; readonly from: number; readonly amount: number; readonly hours: number }
  | { readonly do: 'use' | 'release'; readonly which: number; readonly amount: number }
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'sum up' }
  | { readonly do: 'close' }
  | { readonly do: 'verify' }

const anyMove: fc.Arbitrary<Move> = fc
  .record({
    points: fc.boolean(),
    from: fc.nat(parties - 1),
    by: fc.integer({ min: 1, max: parties - 1 }),
    amount: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ by, ...move }) => ({ ...move, to: (move.from + by) % parties }))
const moves = fc.array(anyMove, { minLength: 1, maxLength: 3 })
const which = fc.nat(1000)
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      moves,
      key: fc.option(fc.nat(60)),
      back: fc.nat(4),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('batch' as const),
      entries: fc.array(moves, { minLength: 2, maxLength: 6 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('reverse' as const), which }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      from: fc.nat(floors.length - 1),
      amount: fc.integer({ min: 1, max: 80 }),
      hours: fc.integer({ min: 10, max: 400 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('use' as const, 'release' as const),
      which,
      amount: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 20 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sum up' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('verify' as const) }) },
)

const region = await testRegion()
// What a writer was told: by entry, what it moved; by key, which entry and content.
const told = new Map<Id, readonly Flow[]>()
const keys = new Map<string, { entryId: Id; content: string }>()
const undone = new Set<Id>()
const holds: { holdId: Id; from: Id }[] = []
const counts: Record<string, number> = {}
let now = instantOf(day('2026-11-23'), 9)
let round = 0

const flowsOf = (ids: readonly Id[], list: readonly Move[]): Flow[] =>
  list.map(({ points, from, to, amount }) => {
    const ends = { from: cash(ids[from] as Id), to: cash(ids[to] as Id) }
    return points
      ? { unit: 'PT' as const, amount: pt(amount), ...ends }
      : { unit: 'JPY' as const, amount: jpy(amount), ...ends }
  })
const turned = (flows: readonly Flow[]): Flow[] =>
  flows.map((flow) => ({ ...flow, from: flow.to, to: flow.from }))
/** One of the last few: what is used is mostly new. */
const recent = <T>(list: readonly T[], n: number): T | undefined =>
  list.at(-1 - (n % Math.max(1, Math.min(9, list.length))))

async function carryOut(deed: Deed, ids: readonly Id[]): Promise<object | undefined> {
  const at = now
  const tx = <T>(work: (tx: Tx) => Promise<T>) =>
    transact(region.db, { region: region.region, clock: { now: () => at } }, work)
  const today = dayAt(at)
  switch (deed.do) {
    case 'post': {
      const key = deed.key === null ? undefined : `${round}/${deed.key}`
      const entry: Entry = {
        kind: 'test.sale',
        on: addDays(today, -deed.back),
        key,
        flows: flowsOf(ids, deed.moves),
      }
      const answer = await tx((t) => post(t, testActor, entry))
      const content = JSON.stringify([entry.on, deed.moves])
      if (isRefusal(answer)) {
        if (answer.refused === 'request_key_reused')
          assert.notEqual(keys.get(key ?? '')?.content ?? '', content)
        return answer
      }
      const before = keys.get(key ?? '')
      if (before) assert.deepEqual(before, { entryId: answer.entryId, content })
      if (key !== undefined) keys.set(key, { entryId: answer.entryId, content })
      told.set(answer.entryId, entry.flows)
      return answer
    }
    case 'batch': {
      const entries = deed.entries.map((list) => ({
        kind: 'test.payout',
        on: today,
        flows: flowsOf(ids, list),
      }))
      const answer = await tx((t) => postAll(t, testActor, entries))
      if (!isRefusal(answer))
        answer.forEach(({ entryId }, index) => told.set(entryId, entries[index]?.flows ?? []))
      return answer
    }
    case 'reverse': {
      const entryId = recent([...told.keys()], deed.which)
      if (!entryId) return undefined
      const answer = await tx((t) => reverse(t, testActor, entryId))
      if (!isRefusal(answer)) {
        assert.ok(!undone.has(entryId), 'an entry is reversed once')
        undone.add(entryId).add(answer.entryId)
        told.set(answer.entryId, turned(told.get(entryId) ?? []))
      }
      return answer
    }
    case 'hold': {
      const from = ids[deed.from] as Id
      const expiresAt = new Date(at.getTime() + deed.hours * 3_600_000)
      const answer = await tx(async (t) => {
        const [account] = await resolve(t, [{ unit: 'JPY', ref: cash(from) }])
        return await hold(t, { account: account as Id, unit: 'JPY', amount: jpy(deed.amount), expiresAt })
      })
      if (!isRefusal(answer)) holds.push({ ...answer, from })
      return answer
    }
    case 'use': {
      const held = recent(holds, deed.which)
      if (!held) return undefined
      const to = ids.find((id) => id !== held.from) as Id
      const flows: Flow[] = [{ unit: 'JPY', amount: jpy(deed.amount), from: cash(held.from), to: cash(to) }]
      const entry = { kind: 'test.sale', on: today, hold: held.holdId, flows }
      const answer = await tx((t) => post(t, testActor, entry))
      if (!isRefusal(answer)) told.set(answer.entryId, flows)
      return answer
    }
    case 'release': {
      const held = recent(holds, deed.which)
      return held && (await tx((t) => release(t, held.holdId)))
    }
    case 'wait':
      now = new Date(now.getTime() + deed.hours * 3_600_000)
      return undefined
    case 'sum up':
      return (await tx(sumUp)) > 0 ? {} : undefined
    case 'close':
      return await tx((t) => closeDays(t, closable(t)))
    case 'verify':
      assert.equal(await verify(region.db, { region: region.region, clock: { now: () => at } }), undefined)
      return undefined
  }
}

async function write(deeds: readonly Deed[], ids: readonly Id[]): Promise<void> {
  for (const deed of deeds) {
    const answer = await carryOut(deed, ids)
    const outcome = answer && 'refused' in answer ? `${deed.do}: ${String(answer.refused)}` : deed.do
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
}

/** Every account holds what the answers said, nothing more, and all of a unit together hold nothing. */
async function checkBalances(tx: Tx): Promise<void> {
  const expected = new Map<string, number>()
  const add = (unit: string, party: Id, change: number) =>
    expected.set(`${unit} ${party}`, (expected.get(`${unit} ${party}`) ?? 0) + change)
  for (const { unit, amount, from, to } of [...told.values()].flat()) {
    add(unit, from.party, -amount)
    add(unit, to.party, amount)
  }
  const accounts = await tx.q
    .selectFrom('ledger_account')
    .selectAll()
    .where('region_id', '=', tx.region)
    .execute()
  const sums = new Map<string, number>()
  for (const { account_id: id, party_id: party, unit } of accounts) {
    const balance = await balanceAt(tx, id, tx.today)
    assert.equal(balance, expected.get(`${unit} ${party}`) ?? 0)
    sums.set(unit, (sums.get(unit) ?? 0) + balance)
  }
  assert.deepEqual(
    [...sums.values()].filter((sum) => sum !== 0),
    [],
  )
  const [row] = await tx.run<{ entries: number }>('select count(*)::int as entries from ledger_entry')
  assert.equal(row?.entries, told.size, 'what was answered is written, and nothing else')
}

test('eight writers at once, and everything still agrees', { timeout: 60_000 }, async () => {
  const scripts = fc.array(fc.array(anyDeed, { minLength: 30, maxLength: 30 }), {
    minLength: writers,
    maxLength: writers,
  })
  await fc.assert(
    fc.asyncProperty(scripts, async (each) => {
      round += 1
      const start = now
      const ids = await transact(
        region.db,
        { region: region.region, clock: { now: () => start } },
        async (tx) => {
          const made: Id[] = []
          for (let n = 0; n < parties; n++) made.push(await aParty(tx))
          for (const [n, floor] of floors.entries()) {
            const ref = cash(made[n] as Id)
            await openGuarded(tx, 'JPY', ref, floor)
            await openGuarded(tx, 'PT', ref, floor)
            const flows = flowsOf(made, [{ points: false, from: parties - 1, to: n, amount: 300 }])
            const opening = { kind: 'test.grant', on: day('2026-11-23'), flows }
            told.set(done(await post(tx, testActor, opening)).entryId, flows)
          }
          return made
        },
      )
      await Promise.all(each.map((deeds) => write(deeds, ids)))
      const at = now
      assert.equal(await verify(region.db, { region: region.region, clock: { now: () => at } }), undefined)
      await transact(region.db, { region: region.region, clock: { now: () => at } }, checkBalances)
    }),
    { seed: 20_261_123, numRuns: 6, endOnFailure: true },
  )
  // A run in which everything was refused, or nothing, would prove little.
  for (const outcome of [
    'post',
    'post: below_floor',
    'post: request_key_reused',
    'batch',
    'batch: below_floor',
    'reverse',
    'reverse: already_reversed',
    'hold',
    'hold: below_floor',
    'use',
    'use: hold_already_used',
    'release',
    'sum up',
    'close',
    'verify',
  ])
    assert.ok((counts[outcome] ?? 0) > 0, `${outcome} did not happen: ${JSON.stringify(counts)}`)
  done(await region.tx((tx) => closeDays(tx, closable(tx)), new Date(now.getTime() + 86_400_000)))
  assert.equal(await verify(region.db, { region: region.region }), undefined)
})

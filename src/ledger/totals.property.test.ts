import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Day, type Month, addDays, day, fiscalYear, instantOf, month, monthOfDay } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type TestRegion, testRegion } from '#db/testing.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { closable, closeDays } from './close.ts'
import { type FlowsQuery, type SeenFlow, crossings, crossingsOf, listFlows } from './flows.ts'
import { dailyMovements, movementsOfFlows } from './movements.ts'
import { networkOfFlows, readNetwork } from './network.ts'
import { postAll, reverse } from './post.ts'
import { rebuildTotals } from './rebuild.ts'
import type { Crossing } from './schema.ts'
import type { PairsQuery } from './sources.ts'
import { sumUp } from './tail.ts'
import { totalsByCrossing, totalsByGroup, totalsByPair, totalsByParty } from './totals.ts'
import { aParty, testActor, yen } from './testing.ts'
import { verify } from './verify.ts'

// Whatever happens to a ledger, and whatever of it is closed: every total is the sum of the flows that it opens to.
const parties = 7
const start = day('2026-01-10')
const kinds = ['test.sale', 'test.payout', 'test.grant'] as const
const sectors = ['A', 'E', 'M', null] as const

type Deed =
  | { readonly do: 'post'; readonly entries: readonly Sale[] }
  | { readonly do: 'reverse'; readonly which: number; readonly late: boolean }
  | { readonly do: 'side'; readonly party: number; readonly back: number }
  | { readonly do: 'forget side'; readonly party: number }
  | { readonly do: 'sector'; readonly party: number; readonly sector: number }
  | { readonly do: 'wait'; readonly days: number }
  | { readonly do: 'sum up' | 'close' | 'check' | 'rebuild' }
interface Sale {
  readonly from: number
  readonly by: number
  readonly amount: number
  readonly back: number
  readonly kind: number
}

const party = fc.nat(parties - 1)
const anySale = fc.record({
  from: party,
  by: fc.integer({ min: 1, max: parties - 1 }),
  amount: fc.integer({ min: 1, max: 9_999 }),
  back: fc.oneof(fc.nat(3), fc.nat(400)),
  kind: fc.nat(kinds.length - 1),
})
const of = <T extends string>(name: T) => ({ do: fc.constant(name) })
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ ...of('post'), entries: fc.array(anySale, { minLength: 1, maxLength: 8 }) }),
  },
  { weight: 4, arbitrary: fc.record({ ...of('reverse'), which: fc.nat(999), late: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ ...of('side'), party, back: fc.nat(400) }) },
  { weight: 1, arbitrary: fc.record({ ...of('forget side'), party }) },
  { weight: 2, arbitrary: fc.record({ ...of('sector'), party, sector: fc.nat(sectors.length - 1) }) },
  { weight: 5, arbitrary: fc.record({ ...of('wait'), days: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 4, arbitrary: fc.record(of('sum up')) },
  { weight: 4, arbitrary: fc.record(of('close')) },
  { weight: 1, arbitrary: fc.record(of('check')) },
  { weight: 1, arbitrary: fc.record(of('rebuild')) },
)

interface Story {
  readonly region: TestRegion
  readonly ids: readonly Id[]
  readonly entries: Id[]
  today: Day
}
const counts: Record<string, number> = {}
const count = (what: string): void => void (counts[what] = (counts[what] ?? 0) + 1)

async function carryOut(story: Story, deed: Deed): Promise<void> {
  const { region, ids, entries, today } = story
  const tx = <T>(work: (t: Tx) => Promise<T>) =>
    transact(region.db, { region: region.region, clock: { now: () => instantOf(today, 12) } }, work)
  count(deed.do)
  switch (deed.do) {
    case 'post': {
      const made = deed.entries.map(({ from, by, amount, back, kind }) =>
        yen(ids[from] as Id, ids[(from + by) % parties] as Id, amount, {
          on: addDays(today, -back),
          kind: kinds[kind] ?? 'test.sale',
        }),
      )
      const answer = await tx((t) => postAll(t, testActor, made))
      if (!isRefusal(answer)) entries.push(...answer.map(({ entryId }) => entryId))
      return
    }
    case 'reverse': {
      const entryId = entries[deed.which % Math.max(1, entries.length)]
      if (!entryId) return
      const answer = await tx((t) => reverse(t, testActor, entryId, deed.late ? { on: today } : {}))
      count(isRefusal(answer) ? 'reversed already' : 'reversed')
      return
    }
    case 'side':
      await tx((t) => changeSide(t, ids[deed.party] as Id, addDays(today, -deed.back)))
      return
    case 'forget side': // requests may not: only who owns the tables
      await region.db.pool.query(
        `delete from party_side s where party_id = $1 and valid_to is null
         and exists (select from party_side r where r.party_id = s.party_id and r.valid_from < s.valid_from)`,
        [ids[deed.party]],
      )
      return
    case 'sector':
      await tx((t) =>
        t.run('update party set sector = $2 where party_id = $1', [ids[deed.party], sectors[deed.sector]]),
      )
      return
    case 'wait':
      story.today = addDays(today, deed.days)
      return
    case 'sum up':
      count((await tx(sumUp)) > 0 ? 'summed' : 'nothing to sum up')
      return
    case 'close':
      await tx((t) => closeDays(t, closable(t)))
      return
    case 'rebuild': {
      const clock = { now: () => instantOf(today, 12) }
      const { identical, differing } = await rebuildTotals(region.db, { region: region.region, clock })
      assert.ok(identical, JSON.stringify(differing))
      return
    }
    case 'check':
      await tx(agree)
      return
  }
}

/** From that day on the party stands on the other side, said late; or all along, when it is earlier than what was said. */
async function changeSide(tx: Tx, id: Id, from: Day): Promise<void> {
  const changed = await tx.run(
    `update party_side set valid_to = $2::date - 1 where party_id = $1 and valid_to is null and valid_from < $2 returning side`,
    [id, from],
  )
  const [last] = changed
  if (last)
    await tx.run('insert into party_side values ($1, $2, $3, null, $4)', [
      tx.region,
      id,
      from,
      last['side'] === 'inside' ? 'outside' : 'inside',
    ])
  else
    await tx.run(
      `update party_side set side = case side when 'inside' then 'outside' else 'inside' end
       where party_id = $1 and valid_to is null`,
      [id],
    )
}

type Sums = Record<string, { amount: number; flows: number }>
/** Adds up by a key. What has no key is left out. */
function summed<T extends { amount: number; flows?: number }>(
  list: readonly T[],
  key: (each: T) => string | undefined,
): Sums {
  const sums: Sums = {}
  for (const each of list) {
    const name = key(each)
    if (name === undefined) continue
    const sum = (sums[name] ??= { amount: 0, flows: 0 })
    sum.amount += each.amount
    sum.flows += each.flows ?? 1
  }
  return sums
}
const pair = (each: { crossing: Crossing; fromParty: Id; toParty: Id }): string =>
  `${each.crossing} ${each.fromParty} ${each.toParty}`
const groupOf = (kind: string, sector: string | null): string => `${kind} ${sector ?? ''}`

async function everyFlow(tx: Tx): Promise<SeenFlow[]> {
  const all: SeenFlow[] = []
  for (;;) {
    const page = await listFlows(tx, {
      unit: 'JPY',
      period: { from: day('2020-04-01'), to: tx.today },
      limit: 1000,
      after: all.at(-1),
    })
    all.push(...page)
    if (page.length < 1000) return all
  }
}

type Condition = Partial<Pick<FlowsQuery, 'crossing' | 'kinds' | 'fromGroups' | 'toGroups' | 'kindsOrPayee'>>
const conditions: readonly (readonly [Condition, (f: SeenFlow) => boolean])[] = [
  [{ crossing: 'out' }, (f) => f.crossing === 'out'],
  [{ kinds: ['test.payout'] }, (f) => f.kind === 'test.payout'],
  [{ crossing: 'beyond', kinds: ['test.grant'] }, (f) => f.crossing === 'beyond' && f.kind === 'test.grant'],
  [
    { kindsOrPayee: { kinds: ['test.grant'], sector: 'E' }, crossing: 'within' },
    (f) => f.crossing === 'within' && (f.kind === 'test.grant' || f.toSector === 'E'),
  ],
  [
    {
      fromGroups: { side: 'inside', groups: ['business A', 'business '] },
      toGroups: { side: 'outside', groups: ['outside A', 'outside ', 'business E'] },
    },
    (f) =>
      f.crossing === 'out' &&
      ['business A', 'business '].includes(groupOf(f.fromKind, f.fromSector)) &&
      ['outside A', 'outside ', 'business E'].includes(groupOf(f.toKind, f.toSector)),
  ],
  [
    { toGroups: { side: 'inside', groups: ['business E'] }, kinds: ['test.sale'] },
    (f) =>
      ['in', 'within'].includes(f.crossing) &&
      f.kind === 'test.sale' &&
      groupOf(f.toKind, f.toSector) === 'business E',
  ],
]

/** Page by page, under any condition and from any day to any day: the same flows, in the same order. */
async function agreeInPages(tx: Tx, all: readonly SeenFlow[]): Promise<void> {
  const days = all.map(({ on }) => on)
  const periods = [
    { from: day('2020-04-01'), to: tx.today },
    {
      from: days.at(-Math.ceil(days.length / 2)) ?? tx.today,
      to: days[Math.floor(days.length / 4)] ?? tx.today,
    },
  ]
  for (const period of periods)
    for (const [condition, holds] of conditions) {
      const expected = all.filter((f) => f.on >= period.from && f.on <= period.to && holds(f))
      const found: SeenFlow[] = []
      for (;;) {
        const page = await listFlows(tx, { unit: 'JPY', period, ...condition, limit: 4, after: found.at(-1) })
        found.push(...page)
        if (page.length < 4) break
      }
      assert.deepEqual(
        found.map(({ entryId, ordinal }) => `${entryId} ${ordinal}`),
        expected.map(({ entryId, ordinal }) => `${entryId} ${ordinal}`),
        JSON.stringify([condition, period]),
      )
    }
}

/** All that is read from totals, against the flows themselves. */
async function agree(tx: Tx): Promise<void> {
  const flows = await everyFlow(tx)
  await agreeInPages(tx, flows)
  const now = monthOfDay(tx.today)
  const year = fiscalYear(tx.today)
  const periods: [Month, Month][] = [
    [month(`${year}-04`), month(`${year + 1}-03`)],
    [month(`${year}-04`), now],
    [month(`${year - 1}-04`), month(`${year + 1}-03`)],
    [month(`${year - 1}-04`), month(`${year}-03`)],
    [month(`${year - 1}-06`), now],
    [month(`${year - 1}-11`), month(`${year}-05`)],
  ]
  for (const [n, [from, to]] of periods.entries()) {
    const some = n % 2 === 0 ? undefined : kinds.slice(0, 2)
    const query = { unit: 'JPY', from, to, kinds: some } as const
    const within = flows.filter(
      ({ on, kind }) =>
        monthOfDay(on) >= from &&
        monthOfDay(on) <= to &&
        (some as readonly string[] | undefined)?.includes(kind) !== false,
    )
    await agreeByMonth(tx, query, within)
    await agreeByPair(tx, query, within)
  }
  for (const each of [year - 1, year]) {
    const expected = amounts(
      summed(
        flows.filter(({ on }) => fiscalYear(on) === each),
        pair,
      ),
    )
    for (const read of [readNetwork, networkOfFlows]) {
      const { parties: ids, crossing, from, to, amount } = await read(tx, { unit: 'JPY', year: each, kinds })
      const lines = Array.from(amount, (sum, n) => ({
        amount: sum,
        name: `${crossings[crossing[n] ?? 9]} ${ids[from[n] ?? -1]} ${ids[to[n] ?? -1]}`,
      }))
      assert.equal(new Set(ids).size, ids.length)
      assert.deepEqual(amounts(summed(lines, ({ name }) => name)), expected)
    }
  }
  const accounts = (await tx.run<{ id: Id }>('select account_id as id from ledger_account order by 1')).map(
    ({ id }) => id,
  )
  const some = { accounts: accounts.slice(0, 3), unit: 'JPY', through: tx.today } as const
  assert.deepEqual(await dailyMovements(tx, some), await movementsOfFlows(tx, some))
}
const amounts = (sums: Sums): Record<string, number> =>
  Object.fromEntries(Object.entries(sums).map(([name, { amount }]) => [name, amount]))

const side = (outside: boolean): string => (outside ? 'outside' : 'inside')
async function agreeByMonth(tx: Tx, query: PairsQuery, flows: readonly SeenFlow[]): Promise<void> {
  assert.deepEqual(
    summed(await totalsByCrossing(tx, query), (t) => `${t.month} ${t.kind} ${t.crossing}`),
    summed(flows, (f) => `${monthOfDay(f.on)} ${f.kind} ${f.crossing}`),
  )
  assert.deepEqual(
    summed(await totalsByGroup(tx, query), (t) => `${t.fromGroup} → ${t.toGroup}`),
    summed(flows, (f) => {
      const from = `${side(f.crossing === 'in' || f.crossing === 'beyond')} ${groupOf(f.fromKind, f.fromSector)}`
      return `${from} → ${side(f.crossing === 'out' || f.crossing === 'beyond')} ${groupOf(f.toKind, f.toSector)}`
    }),
  )
}

async function agreeByPair(tx: Tx, query: PairsQuery, flows: readonly SeenFlow[]): Promise<void> {
  const restrictions: Partial<PairsQuery>[] = [
    {},
    { crossings: ['out'] },
    { crossings: ['in', 'within'], fromGroups: { side: 'inside', groups: ['business A', 'business '] } },
    { toGroups: { side: 'outside', groups: ['outside A', 'outside ', 'business E'] } },
    {
      fromGroups: { side: 'inside', groups: ['business E'] },
      toGroups: { side: 'inside', groups: ['business A'] },
    },
  ]
  for (const more of restrictions) {
    const ways = crossingsOf(more)
    const asked = flows.filter(
      (f) =>
        ways.includes(f.crossing) &&
        more.fromGroups?.groups.includes(groupOf(f.fromKind, f.fromSector)) !== false &&
        more.toGroups?.groups.includes(groupOf(f.toKind, f.toSector)) !== false,
    )
    const pairs = await totalsByPair(tx, { ...query, ...more })
    assert.deepEqual(summed(pairs, pair), summed(asked, pair))
    assert.deepEqual(
      (await totalsByPair(tx, { ...query, ...more }, 3)).map(({ amount }) => amount),
      pairs.slice(0, 3).map(({ amount }) => amount),
    )
    for (const end of ['from', 'to'] as const) {
      const expected = summed(asked, (f) => (end === 'from' ? f.fromParty : f.toParty))
      const whole = await totalsByParty(tx, { ...query, ...more }, end, 1000)
      assert.deepEqual(
        summed(whole.parties, ({ partyId }) => partyId),
        expected,
      )
      assert.deepEqual(whole.rest, { count: 0, amount: 0, flows: 0 })
      const { parties: first, rest } = await totalsByParty(tx, { ...query, ...more }, end, 2)
      assert.deepEqual(
        first.map(({ amount }) => amount),
        whole.parties.slice(0, 2).map(({ amount }) => amount),
      )
      const sum = (key: 'amount' | 'flows') =>
        whole.parties.slice(2).reduce((total, each) => total + each[key], 0)
      assert.deepEqual(rest, {
        count: Math.max(0, whole.parties.length - 2),
        amount: sum('amount'),
        flows: sum('flows'),
      })
    }
  }
}

test('whatever happens, every total is the sum of its flows', { timeout: 120_000 }, async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyDeed, { minLength: 60, maxLength: 60 }), async (deeds) => {
      const region = await testRegion(t)
      const ids: Id[] = []
      await region.tx(async (tx) => {
        for (let n = 0; n < parties; n++) ids.push(await aParty(tx, { inside: n % 3 < 2 }))
      })
      const story: Story = { region, ids, entries: [], today: start }
      for (const deed of deeds) await carryOut(story, deed)
      await carryOut(story, { do: 'check' })
      await carryOut(story, { do: 'wait', days: 1 })
      await carryOut(story, { do: 'close' })
      await carryOut(story, { do: 'check' })
      const clock = { now: () => instantOf(story.today, 12) }
      assert.equal(await verify(region.db, { region: region.region, clock }), undefined)
    }),
    { seed: 20_261_127, numRuns: 3, endOnFailure: true },
  )
  for (const what of ['reversed', 'side', 'forget side', 'sector', 'summed', 'close', 'check', 'rebuild'])
    assert.ok((counts[what] ?? 0) > 1, `${what}: ${JSON.stringify(counts)}`)
})

/**
 * Posting beside TPC-B, in one run on one server: eight connections of the same driver, durable commits. TPC-B as
 * pgbench does it: scale 10, prepared statements, each statement a round trip of its own.
 */
import type pg from 'pg'
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { jpy } from '#kit/units.ts'
import { transact } from '#db/transaction.ts'
import { cash } from '#ledger/accounts.ts'
import { type Entry, post, postAll } from '#ledger/post.ts'
import { aParty, done, testActor } from '#ledger/testing.ts'
import { testNow, testRegionId } from '#db/testing.ts'
import { type Bench, type Rate, measure, median, openBench, printTable } from './bench.ts'

const writers = 8
const rounds = 5
const seconds = Number(process.env['SECONDS_EACH'] ?? 4)
const scale = 10
const clock = { now: () => testNow }

async function makeTpcB({ db }: Bench): Promise<void> {
  await db.pool.query(`
    create table tpcb_branches (bid int primary key, bbalance int not null, filler char(88));
    create table tpcb_tellers (tid int primary key, bid int not null, tbalance int not null, filler char(84));
    create table tpcb_accounts (aid int primary key, bid int not null, abalance int not null, filler char(84));
    create table tpcb_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into tpcb_branches select n, 0 from generate_series(1, ${scale}) n;
    insert into tpcb_tellers select n, (n - 1) / 10 + 1, 0 from generate_series(1, ${scale * 10}) n;
    insert into tpcb_accounts select n, (n - 1) / 100000 + 1, 0, '' from generate_series(1, ${scale * 100_000}) n`)
  for (const table of ['branches', 'tellers', 'accounts']) await db.pool.query(`vacuum analyze tpcb_${table}`)
}

const middle = (rates: readonly Rate[], of: (rate: Rate) => number): number => median(rates.map(of))
const perSecond = (rate: Rate): number => rate.perSecond
const cost = (rate: Rate): number => (rate.serverMicros ?? 0) + rate.clientMicros

const upTo = (most: number): number => 1 + Math.floor(Math.random() * most)

async function tpcB(client: pg.PoolClient): Promise<number> {
  const [aid, tid, bid] = [upTo(scale * 100_000), upTo(scale * 10), upTo(scale)]
  const delta = upTo(10_001) - 5_001
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
  await client.query('begin')
  await run('b1', 'update tpcb_accounts set abalance = abalance + $1 where aid = $2', [delta, aid])
  await run('b2', 'select abalance from tpcb_accounts where aid = $1', [aid])
  await run('b3', 'update tpcb_tellers set tbalance = tbalance + $1 where tid = $2', [delta, tid])
  await run('b4', 'update tpcb_branches set bbalance = bbalance + $1 where bid = $2', [delta, bid])
  await run(
    'b5',
    'insert into tpcb_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)',
    [tid, bid, aid, delta],
  )
  await client.query('commit')
  return 1
}

const bench = await openBench(writers)
const at = { region: testRegionId, clock }
await makeTpcB(bench)
const [company, ...others] = await transact(bench.db, at, async (tx) => {
  const ids: Id[] = []
  for (let n = 0; n < 201; n++) ids.push(await aParty(tx, { inside: n < 120 }))
  return ids as [Id, ...Id[]]
})
const other = (): Id => others[upTo(others.length) - 1] as Id

/** A sale through the company, whose account is in every entry: the buyer pays it, it pays the grower and the carrier. */
const entry = (): Entry => ({
  kind: 'test.sale',
  on: day('2026-11-23'),
  flows: [
    { unit: 'JPY', amount: jpy(10_800), from: cash(other()), to: cash(company) },
    { unit: 'JPY', amount: jpy(7_560), from: cash(company), to: cash(other()) },
    { unit: 'JPY', amount: jpy(1_100), from: cash(company), to: cash(other()) },
  ],
})
const postOne = async () => {
  done(await transact(bench.db, at, (tx) => post(tx, testActor, entry())))
  return 1
}
const postThousand = async () => {
  const entries = Array.from({ length: 1000 }, entry)
  return done(await transact(bench.db, at, (tx) => postAll(tx, testActor, entries))).length
}

const tpcBOnce = async () => {
  const client = await bench.db.pool.connect()
  return await tpcB(client).finally(() => client.release())
}
const measures = {
  tpcb: () => measure(bench, writers, seconds, tpcBOnce),
  single: () => measure(bench, writers, seconds, postOne),
  batch: () => measure(bench, writers, seconds, postThousand),
} as const

const found: Record<keyof typeof measures, Rate[]> = { tpcb: [], single: [], batch: [] }
try {
  // The machine is never quite idle: the three take turns, and the medians are compared.
  for (let round = 0; round <= rounds; round++)
    for (const name of ['tpcb', 'single', 'batch'] as const) {
      const rate = await measures[name]()
      if (round > 0) found[name].push(rate)
    }
  const line = (name: string, rates: readonly Rate[], target: number) => {
    const ratio = middle(rates, perSecond) / middle(found.tpcb, perSecond)
    return [
      name,
      Math.round(middle(rates, perSecond)),
      ratio,
      Math.round(middle(rates, (rate) => rate.serverMicros ?? 0)),
      Math.round(middle(rates, (rate) => rate.clientMicros)),
      middle(found.tpcb, cost) / middle(rates, cost),
      target === 0 ? '' : ratio >= target ? `≥ ${target} ✓` : `< ${target} ✗`,
    ]
  }
  printTable([
    [
      `${writers} writers, durable commits`,
      'a second',
      'to TPC-B',
      'µs server',
      'µs client',
      'by cost',
      'target',
    ],
    line('TPC-B transactions', found.tpcb, 0),
    line('entries of 3 flows, one by one', found.single, 1),
    line('entries of 3 flows, by thousands', found.batch, 10),
  ])
} finally {
  await bench.close()
}

/**
 * A region of 100,000 parties and twenty million flows over five years: what people ask of it, what closing a day and
 * making all totals anew take. Half an hour and 15 GB of disk; FLOWS=1000000 PARTIES=10000 for a quick look.
 */
import { addDays, day, instantOf, month } from '#kit/days.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { closeDays } from '#ledger/close.ts'
import { readNetwork } from '#ledger/network.ts'
import { postAll } from '#ledger/post.ts'
import { rebuildTotals } from '#ledger/rebuild.ts'
import { sumUp } from '#ledger/tail.ts'
import { totalsByPair, totalsByParty } from '#ledger/totals.ts'
import { done, putSide, testActor } from '#ledger/testing.ts'
import { readStreams } from '#circulation/room.ts'
import { circulationReads } from './circulation-reads.ts'
import { median, medianMs, openBench, printTable } from './bench.ts'
import { loadHistory } from './history.ts'
import { type Read, reads } from './reads.ts'
import { type Town, entryOf, kinds, region, today } from './town.ts'

const flows = Number(process.env['FLOWS'] ?? 20_000_000)
const parties = Number(process.env['PARTIES'] ?? 100_000)
const lastLoaded = addDays(today, -4)
const exchange = kinds.map((name) => `bench.${name}`)
const years = [2021, 2022, 2023, 2024, 2025, 2026]
const ofYear = (year: number) =>
  ({ unit: 'JPY', from: month(`${year}-04`), to: month(`${year + 1}-03`), kinds: exchange }) as const

const bench = await openBench(3)
const began = performance.now()
const say = (line: string): void =>
  void process.stderr.write(
    `\r${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line.padEnd(40)}`,
  )
const seconds = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const start = performance.now()
  return [await work(), (performance.now() - start) / 1000]
}
const at = (hour = 19) => ({ region, clock: { now: () => instantOf(today, hour) } })
const inTx = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => await transact(bench.db, at(), work)
const read = (name: string, targetMs: number, work: (tx: Tx) => Promise<unknown>): Read => ({
  name,
  targetMs,
  read: () => inTx(work),
})

const households = { side: 'inside', groups: ['household '] } as const
const shops = { side: 'inside', groups: ['business E', 'business M'] } as const
const suppliers = { side: 'outside', groups: ['business F'] } as const

/** What is asked of fiscal years: a whole one, and the one that has open days. */
const yearly = (): Read[] => [
  ...years.map((year) =>
    read(`streams of the fiscal year ${year}`, 150, (tx) =>
      readStreams(tx, ofYear(year).from, ofYear(year).to),
    ),
  ),
  ...[2025, 2026].flatMap((year) => [
    read(`${year}: who leaks, 50 largest`, 150, (tx) =>
      totalsByParty(tx, { ...ofYear(year), crossings: ['out'] }, 'from', 50),
    ),
    read(`${year}: to whom it leaks, 50 largest`, 150, (tx) =>
      totalsByParty(tx, { ...ofYear(year), crossings: ['out'] }, 'to', 50),
    ),
    read(`${year}: households to shops, by household`, 500, (tx) =>
      totalsByParty(tx, { ...ofYear(year), fromGroups: households, toGroups: shops }, 'from', 50),
    ),
    read(`${year}: households to shops, by shop`, 500, (tx) =>
      totalsByParty(tx, { ...ofYear(year), fromGroups: households, toGroups: shops }, 'to', 50),
    ),
    read(`${year}: shops to suppliers outside, by pair`, 500, (tx) =>
      totalsByPair(tx, { ...ofYear(year), fromGroups: shops, toGroups: suppliers }, 200),
    ),
    read(`${year}: all pairs, 200 largest`, 2_000, (tx) => totalsByPair(tx, ofYear(year), 200)),
    read(`${year}: the network, all pairs`, 700, (tx) =>
      readNetwork(tx, { unit: 'JPY', year, kinds: exchange }),
    ),
  ]),
]

/** A write whose transaction is rolled back, so that it can be repeated. */
const undone = (work: (tx: Tx) => Promise<unknown>) => async () =>
  await inTx(async (tx) => {
    await work(tx)
    return { refused: 'undone' }
  })

/** Writes that touch totals of all five years. */
const late = (town: Town): Read[] => {
  const [household, shop] = [town.households[100], town.shops[3]]
  if (!household || !shop) throw new Error('the town is empty')
  const moves = (id: typeof household) =>
    undone(async (tx) => {
      await tx.run('update party_side set valid_to = $2 where party_id = $1', [id, '2022-06-30'])
      await putSide(tx, id, 'outside', day('2022-07-01'))
    })
  const regroup = (id: typeof household) =>
    undone((tx) => tx.run(`update party set sector = 'G' where party_id = $1`, [id]))
  return [
    { name: 'the side of a household, said four years late', targetMs: 1_000, read: moves(household) },
    { name: 'the side of a shop, said four years late', targetMs: 10_000, read: moves(shop) },
    { name: 'the sector of a shop put right', targetMs: 10_000, read: regroup(shop) },
  ]
}

/** So many are posted at once; and so many wait to be summed up when a day is closed, or today's figures are asked for. */
const batch = 1_000
const minutesWorth = 200

/**
 * Posts and closes three days of so many entries through the ledger's own door; today, which stays open, is a day like
 * any other. The server sums up every minute, but on the first day it was off: that close has all to do. Answers how long
 * the closes and a summing up of a thousand took.
 */
async function postDays(town: Town, busy: number): Promise<{ whole: number; close: number; sum: number }> {
  const closes: number[] = []
  const sums: number[] = []
  const first = addDays(lastLoaded, 1)
  for (let on = first; on <= today; on = addDays(on, 1)) {
    const clock = { now: () => instantOf(on, 18) }
    const work = async <T>(does: (tx: Tx) => Promise<T>) => await transact(bench.db, { region, clock }, does)
    if (on > first) closes.push((await seconds(() => work((tx) => closeDays(tx, addDays(on, -1)))))[1])
    const post = async (entries: number) =>
      await work(async (tx) =>
        done(
          await postAll(
            tx,
            testActor,
            Array.from({ length: entries }, () => entryOf(town, on)),
          ),
        ),
      )
    const entries = on < today ? busy : Math.ceil(flows / 2 / 1_826)
    for (let made = minutesWorth; made < entries; made += batch) {
      await post(batch)
      if (on > first) sums.push((await seconds(() => work(sumUp)))[1])
    }
    await post(minutesWorth)
    say(`${on}: posted`)
  }
  return { whole: closes.shift() ?? Number.NaN, close: median(closes), sum: median(sums) }
}

try {
  const [town, loaded] = await seconds(() => loadHistory(bench.db, { flows, parties, last: lastLoaded }, say))
  await bench.db.pool.query('vacuum analyze')
  const share = (done_: number): void => say(`totals ${Math.floor(done_ * 100)} %`)
  const [, made] = await seconds(() => rebuildTotals(bench.db, at(), share))
  await bench.db.pool.query('vacuum analyze')
  const { whole, close, sum } = await postDays(town, 20_000)
  await bench.db.pool.query('vacuum analyze')

  const rows: (string | number)[][] = [['median of 9', 'ms', 'target ms', '']]
  const others = (await reads(bench.db, town)).filter(({ name }) => !name.startsWith('totals by pair'))
  for (const { name, targetMs, read: ask } of [
    ...others,
    ...yearly(),
    ...circulationReads(2025, read),
    ...late(town),
  ]) {
    say(name)
    await ask()
    const ms = await medianMs(targetMs > 500 ? 3 : 9, ask)
    rows.push([name, ms, targetMs, ms <= targetMs ? '✓' : '✗'])
  }
  process.stderr.write('\r')
  printTable(rows)
  const [{ identical }, rebuilt] = await seconds(() => rebuildTotals(bench.db, at(), share))
  const { rows: sizes } = await bench.db.pool.query<{ table: string; rows: number; mb: number }>(
    `select relname as table, reltuples::bigint as rows, pg_total_relation_size(oid) / 1048576 as mb from pg_class
     where relkind = 'r' and relname like 'ledger%' and reltuples > 0 order by 3 desc`,
  )
  process.stderr.write('\r')
  console.log()
  printTable([
    ['once', 'seconds', 'target s', ''],
    ['history loaded', loaded, '', ''],
    ['all totals made from nothing', made, '', ''],
    ['a thousand entries summed up', sum, '', ''],
    ['a day of 20,000 entries closed', close, 2, close <= 2 ? '✓' : '✗'],
    ['the same, nothing of it summed up before', whole, '', ''],
    [
      `all totals made anew${identical ? ', identical' : ': NOT THE SAME'}`,
      rebuilt,
      180,
      rebuilt <= 180 && identical ? '✓' : '✗',
    ],
  ])
  console.log()
  printTable([
    ['table', 'rows', 'MB with indexes'],
    ...sizes.map(({ table, rows: count, mb }) => [table, count, mb]),
  ])
} finally {
  await bench.close()
}

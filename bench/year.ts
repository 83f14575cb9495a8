/**
 * One year of a region with much wood and many points in one database: 20,000 slips of ten logs, 100,000 payments in points, a year of
 * the half-hours of ten boilers, on top of a demo region. Then everybody opens the pages, lists and reports that they come to by
 * links, up to three of each address, PDF and CSV among them, over HTTP; and staff the pile of most moves, and what is searched for
 * in vain. Each below 300 ms. SMALL=1 for a quick look.
 */
import { referenceRoutes } from '#api/reference.routes.ts'
import { webhookRoutes } from '#api/webhooks/webhooks.routes.ts'
import type { House } from '#http/house.ts'
import { systemClock } from '#kit/clock.ts'
import { addMonths, dayAt, firstDay, monthOfDay } from '#kit/days.ts'
import { transact } from '#db/transaction.ts'
import { loadDemo } from '#demo/load.ts'
import { must } from '#demo/must.ts'
import { sessionCookie } from '#http/mount.ts'
import { sumUp } from '#ledger/tail.ts'
import type { PartyActor } from '#parties/actors.ts'
import { startSession } from '#parties/sessions.ts'
import { routes } from '#web/app.ts'
import { crawl } from '../e2e/crawl.ts'
import { median, openBench, printTable } from './bench.ts'
import { region } from './data.ts'
import { startServer } from './load.ts'
import { provePoints, proveStores } from './proofs.ts'
import { type Volume, liveMonth, memberOf, onDays, settleVolume, yearBefore } from './volume.ts'

const volume: Volume = process.env['SMALL']
  ? { slips: 600, payments: 1_200, suppliers: 60, shops: 20, boilers: 2 }
  : { slips: 20_000, payments: 100_000, suppliers: 300, shops: 200, boilers: 10 }
const targetMs = 300
const times = 5

const bench = await openBench(8)
const on = onDays(bench.db)
const today = dayAt(systemClock.now())
const months = yearBefore(monthOfDay(today))
const said = (line: string): boolean => process.stderr.write(`\r${line.padEnd(60)}`)

/** Every address that somebody comes to, and `more`, with the median time of a few answers. */
async function walk(
  url: string,
  cookie: string,
  more: readonly string[],
): Promise<{ path: string; ms: number }[]> {
  const all = [
    ...routes,
    ...referenceRoutes({ publicUrl: url } as House),
    ...webhookRoutes({ publicUrl: url } as House),
  ]
  const declared = all.filter(({ method }) => method === 'get').map(({ at }) => at)
  const { pages, files, broken } = await crawl(url, cookie, declared)
  for (const link of broken) console.log(`✗ broken link: ${link}`)
  const found = []
  for (const path of [...[...pages, ...files].map((each) => each.path), ...more]) {
    const each: number[] = []
    for (let n = 0; n < times; n++) {
      const began = performance.now()
      const answer = await fetch(url + path, { headers: { cookie } })
      await answer.arrayBuffer()
      // A refusal is quick and tells nothing.
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
      each.push(performance.now() - began)
    }
    found.push({ path, ms: median(each) })
  }
  return found
}

const start = firstDay(addMonths(monthOfDay(today), -months.length))

try {
  await loadDemo(bench.db, {
    region,
    until: start,
    months: 3,
    progress: said,
  })
  const place = await on(start, (tx) => settleVolume(tx, volume))
  for (const month of months) {
    said(`living ${month}`)
    await liveMonth(on, place, month, volume)
  }
  await on(today, sumUp) // as the server does every minute
  await bench.db.pool.query('vacuum analyze')
  const [counts] = (
    await bench.db.pool.query<Record<string, number>>(
      `select (select count(*)::int from wood_intake) as slips, (select count(*)::int from points_payment) as payments,
       (select count(*)::int from wood_heat_reading) as "days of half-hours"`,
    )
  ).rows
  console.log(
    Object.entries(counts ?? {})
      .map(([name, n]) => `${n.toLocaleString('en')} ${name}`)
      .join(', '),
  )

  const now = { region, clock: systemClock }
  const cookieOf = async ({ userId, partyId, role }: PartyActor): Promise<string> => {
    if (!userId || !partyId || role === 'visitor') return ''
    const started = await transact(bench.db, now, (tx) => startSession(tx, userId, { partyId, role }))
    return `${sessionCookie}=${must(started, 'signing in').token}`
  }
  const staff = await transact(bench.db, now, (tx) => memberOf(tx, 'company_staff'))
  const officer = await transact(bench.db, now, (tx) => memberOf(tx, 'officer'))
  const yardKeeper = await transact(bench.db, now, (tx) => memberOf(tx, 'yard_keeper'))
  const everybody = [
    ['visitor', ''],
    ['supplier', await cookieOf(place.citizen)],
    ['shop', await cookieOf(place.keeper)],
    ['yard keeper', await cookieOf(yardKeeper)],
    ['officer', await cookieOf(officer)],
    ['staff', await cookieOf(staff)],
  ] as const
  const { rows: busiest } = await bench.db.pool.query<{ id: string }>(
    'select pile_id as id from wood_pile_move where region_id = $1 group by 1 order by count(*) desc limit 1',
    [region],
  )
  const heaviest = [
    ...busiest.map(({ id }) => `/wood/stock/${id}`),
    `/wood/intakes?q=${encodeURIComponent('誰でもない')}`,
    `/wood/suppliers?q=${encodeURIComponent('誰でもない')}`,
  ]
  const server = await startServer('serve', bench.url)
  try {
    const rows: (string | number)[][] = [['', 'addresses', 'median ms', 'slowest ms', 'of', 'target ms', '']]
    const slow: (string | number)[][] = [['the slowest pages of all', 'ms']]
    const all = []
    for (const [who, cookie] of everybody) {
      said(`walking as ${who}`)
      const found = (await walk(server.url, cookie, who === 'staff' ? heaviest : [])).toSorted(
        (a, b) => b.ms - a.ms,
      )
      const [worst] = found
      all.push(...found.map((each) => ({ ...each, who })))
      rows.push([
        who,
        found.length,
        median(found.map(({ ms }) => ms)),
        worst?.ms ?? 0,
        worst?.path.slice(0, 60) ?? '',
        targetMs,
        (worst?.ms ?? 0) <= targetMs ? '✓' : '✗',
      ])
    }
    for (const { who, path, ms } of all.toSorted((a, b) => b.ms - a.ms).slice(0, 20))
      slow.push([`${who} ${path}`, ms])
    process.stderr.write('\r')
    printTable(rows)
    console.log()
    printTable(slow)
  } finally {
    await server.stop()
  }
  console.log(await on(today, proveStores))
  console.log(await on(today, provePoints))
} finally {
  await bench.close()
}
process.exit()

/**
 * What people ask of two million flows over two years, each with the time in which they should have it; and how long
 * it takes to post and close them, and to prove them all. FLOWS=20000 for a quick look.
 */
import { transact } from '#db/transaction.ts'
import { addDays, instantOf } from '#kit/days.ts'
import { closeDays } from '#ledger/close.ts'
import { verify } from '#ledger/verify.ts'
import { medianMs, openBench, printTable } from './bench.ts'
import { reads } from './reads.ts'
import { fill, makeTown, region, today } from './town.ts'

const wanted = Number(process.env['FLOWS'] ?? 2_000_000)
const bench = await openBench(2)
const seconds = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const start = performance.now()
  return [await work(), (performance.now() - start) / 1000]
}
try {
  const town = await makeTown(bench.db)
  const [flows, filled] = await seconds(() =>
    fill(bench.db, town, wanted, (day) => process.stderr.write(`\r${day}`)),
  )
  process.stderr.write('\r')
  await bench.db.pool.query('vacuum analyze')

  const rows: (string | number)[][] = [['median of 20', 'ms', 'target ms', '']]
  for (const { name, targetMs, read } of await reads(bench.db, town)) {
    await read()
    const ms = await medianMs(20, read)
    rows.push([name, ms, targetMs, ms <= targetMs ? '✓' : '✗'])
  }
  printTable(rows)

  const clock = { now: () => instantOf(addDays(today, 1)) }
  const [, closed] = await seconds(() => transact(bench.db, { region, clock }, (tx) => closeDays(tx, today)))
  const [wrong, verified] = await seconds(() => verify(bench.db, { region, clock }))
  console.log()
  printTable([
    ['once', 'seconds'],
    [`${flows.toLocaleString('en')} flows posted and closed, one writer`, filled],
    ['a day closed', closed],
    [`all proved${wrong ? `: ${wrong.en}` : ''}`, verified],
  ])
} finally {
  await bench.close()
}

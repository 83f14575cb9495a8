import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '#db/migrate.ts'
import { openHouse } from '#db/open.ts'
import { loadDemo } from '#demo/load.ts'
import { systemClock } from '#kit/clock.ts'
import { type Day, dayAt, firstDay, monthOfDay } from '#kit/days.ts'
import { declareKinds } from '#ledger/kinds.ts'
import { trade } from '#trade/room.ts'
import { databasePid } from './server.ts'

/**
 * A folder for data folders, below the machine's temporary one. When this process ends, however it does, the databases
 * in it end and it is gone.
 */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yuinowa-e2e-'))
  process.on('exit', () => {
    for (const name of readdirSync(folder)) endDatabase(join(folder, name))
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Nothing can be awaited any more when a process ends: it waits by standing still. */
function endDatabase(dataDir: string): void {
  const pid = databasePid(dataDir)
  if (pid === undefined) return
  process.kill(pid, 'SIGQUIT')
  const nothing = new Int32Array(new SharedArrayBuffer(4))
  for (let tries = 0; tries < 100 && databasePid(dataDir) !== undefined; tries++)
    Atomics.wait(nothing, 0, 0, 50)
}

/** With this the demo ends with the last month, and to invoice and settle that month is left for the story to do. */
export const endOfLastMonth = (): Day => firstDay(monthOfDay(dayAt(systemClock.now())))

/** Makes the data folder of a demo region by the program's own ways, and leaves it without a server. */
export async function prepareData(
  dataDir: string,
  { until, months, say = () => undefined }: { until?: Day; months: number; say?: (line: string) => void },
): Promise<void> {
  declareKinds(trade.kinds)
  const opened = await openHouse({ databaseUrl: undefined, dataDir, databasePoolSize: 2 }, say)
  try {
    await migrate(opened.db.pool, say)
    await loadDemo(opened.db, { region: 32_093, until, months, progress: say })
  } finally {
    await opened.close()
  }
}

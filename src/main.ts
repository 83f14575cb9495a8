import { type ServerType, serve } from '@hono/node-server'
import { ConfigFault, readConfig } from '#kit/config.ts'
import { systemClock } from '#kit/clock.ts'
import { isRefusal } from '#kit/refusals.ts'
import { mountApi } from '#api/app.ts'
import { referenceRoutes } from '#api/reference.routes.ts'
import { startSender } from '#api/webhooks/sender.ts'
import { webhookRoutes } from '#api/webhooks/webhooks.routes.ts'
import { openHouse } from '#db/open.ts'
import { migrate } from '#db/migrate.ts'
import { transact } from '#db/transaction.ts'
import { loadDemo } from '#demo/load.ts'
import { clearHalfLoaded, isHalfLoaded } from '#demo/state.ts'
import type { House } from '#http/house.ts'
import { openLog } from '#http/log.ts'
import { readRegion } from '#parties/regions.ts'
import { makeApp } from '#web/app.ts'
import { startJobs } from '#web/jobs.ts'

/** Opens the database, brings its schema up, loads the demo the first time, serves until told to stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel)
  const opened = await openHouse(config, (line) => console.log(line))
  await migrate(opened.db.pool, (line) => log.info(line))
  const house: House = {
    db: opened.db,
    region: config.region,
    clock: systemClock,
    log,
    demo: config.demo,
    secure: config.publicUrl?.startsWith('https:') ?? false,
    publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
    sessionDays: config.sessionDays,
    trustProxy: config.trustProxy,
    smtpUrl: config.smtpUrl,
    mailFrom: config.mailFrom,
  }
  const region = await regionOf(house)
  const names = { ja: region.name, en: region.nameEn }
  const app = makeApp(house, names, (each) => mountApi(each, house), [
    ...referenceRoutes(house),
    ...webhookRoutes(house),
  ])
  const stopJobs = startJobs(house)
  const stopSender = startSender(house, house.log)
  const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, ({ port }) => {
    console.log(
      `結いの輪は http://${config.host}:${port} で開いています。 / Yuinowa is open at that address.`,
    )
  })
  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping')
    const sent = stopSender()
    await closeServer(server)
    await Promise.all([sent, stopJobs()])
    await opened.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))
}

/**
 * Requests under way finish; a connection is let go as soon as it is idle, so that nobody waits for it. Who has not
 * finished after eight seconds is cut off: a supervisor kills after ten, and then the database would not be closed.
 */
async function closeServer(server: ServerType): Promise<void> {
  const began = performance.now()
  const letGo = setInterval(() => {
    if (!('closeIdleConnections' in server)) return
    if (performance.now() - began > 8000) server.closeAllConnections()
    else server.closeIdleConnections()
  }, 50)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  clearInterval(letGo)
}

/** The region of this server; in demo mode it is made the first time. */
async function regionOf(house: House) {
  const read = () => transact(house.db, { region: house.region, readOnly: true }, (tx) => readRegion(tx))
  const known = await read()
  const half =
    known && house.demo && (await transact(house.db, { region: house.region, readOnly: true }, isHalfLoaded))
  if (known && !half) return known
  if (!house.demo)
    throw new ConfigFault(
      `地域 ${house.region} がまだありません。npm run demo で体験用の地域を作るか、バックアップを復元してください。 / Region ${house.region} is not there yet: make the demo region (npm run demo) or restore a backup.`,
    )
  if (half) {
    console.log(
      '体験用の地域が途中までだったので、作り直します。 / The demo region was half made: making it anew.',
    )
    await clearHalfLoaded(house.db, (line) => house.log.info(line))
  }
  await loadDemo(house.db, { region: house.region, progress: console.log })
  const made = await read()
  if (!made || isRefusal(made)) throw new Error('the demo made no region')
  return made
}

main().catch((fault: unknown) => {
  console.error(fault instanceof Error && fault.name.endsWith('Fault') ? fault.message : fault)
  process.exit(1)
})

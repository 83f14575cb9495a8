/** Our server as `npm start` makes it, but with no limit on how often one may ask: `node … bench/serve.ts postgres://… PORT`. */
import { serve } from '@hono/node-server'
import { systemClock } from '#kit/clock.ts'
import { mountApi } from '#api/app.ts'
import { referenceRoutes } from '#api/reference.routes.ts'
import { webhookRoutes } from '#api/webhooks/webhooks.routes.ts'
import { openDatabase } from '#db/pool.ts'
import type { House } from '#http/house.ts'
import { openLog } from '#http/log.ts'
import { makeApp } from '#web/app.ts'
import { region } from './data.ts'

const [url = '', port = '0'] = process.argv.slice(2)
const house: House = {
  db: openDatabase(url),
  region,
  clock: systemClock,
  log: openLog('info'),
  demo: false,
  secure: false,
  publicUrl: `http://127.0.0.1:${port}`,
  sessionDays: 14,
  trustProxy: false,
}
const unlimited = { perTokenPerMinute: 1e9, perAddressPerMinute: 1e9 }
const app = makeApp(
  house,
  { ja: '一関市', en: 'Ichinoseki City' },
  (each) => mountApi(each, house, unlimited),
  [...referenceRoutes(house), ...webhookRoutes(house)],
)
serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' }, ({ port: open }) =>
  console.log(`open ${open}`),
)
process.once('SIGTERM', () => process.exit(0)) // an orderly end, so that --cpu-prof writes its file

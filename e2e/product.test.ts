/**
 * The whole product as people meet it: started as `npm start` starts it, on its own database, walked in a real browser.
 * One file, so that all of it stands on one server and one browser; the parts go on from one another.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { referenceRoutes } from '#api/reference.routes.ts'
import type { House } from '#http/house.ts'
import { routes } from '#web/app.ts'
import { openBrowser } from './browser.ts'
import { endOfLastMonth, prepareData, temporaryFolder } from './data.ts'
import { everyPage } from './pages.ts'
import { runningFacts, savesAndRestores, settingFacts, stopsInPeace, survivesKills } from './running.ts'
import { startProgram } from './server.ts'
import { doorStory, goodsStory } from './story.ts'
import { heatStory } from './story-heat.ts'
import { moneyStory } from './story-money.ts'
import { pointsStory } from './story-points.ts'
import { roundStory } from './story-rounds.ts'
import { woodStory } from './story-wood.ts'

const folder = temporaryFolder()
const dataDir = join(folder, 'data')
const [browsing] = await Promise.all([
  openBrowser(),
  prepareData(dataDir, { until: endOfLastMonth(), months: 2 }),
])
let running = await startProgram(dataDir)
const told = { url: running.url, browsing, productId: '', order: '' }
after(() => browsing.close())

settingFacts(dataDir)
runningFacts(() => running)
goodsStory(told)
moneyStory(told)
roundStory(told)
pointsStory(told)
woodStory(told)
heatStory(told)
doorStory(told)

const pages = [...routes, ...referenceRoutes({ publicUrl: running.url } as House)]
everyPage(
  told,
  pages.filter(({ method }) => method === 'get').map(({ at }) => at),
  ['/reset/:token', '/invitations/:token', '/offers/:token', '/papers/:token'],
)

test('a backup taken beside the running server is the same region elsewhere', () =>
  savesAndRestores(running, folder))

test('a database and a program that are killed come back', async () => {
  running = await survivesKills(running)
})

test('a program told to stop ends its requests and its database', async () => {
  await stopsInPeace(running)
  assert.doesNotMatch(running.said(), /"level":(50|60)/, 'nothing has failed')
})

/** Takes the pictures of the README from a demo region of its own: `npm run pictures`. By hand, when pages have changed. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { type Browsing, type Screen, openBrowser } from './browser.ts'
import { prepareData, temporaryFolder } from './data.ts'
import { startProgram } from './server.ts'

interface Picture {
  readonly name: string
  readonly path: string
  readonly door?: 'company_staff' | 'buyer_outside' | 'producer'
  readonly screen?: Screen
  /** Only this element. */
  readonly part?: string
  /** Follows the first link whose address begins so. */
  readonly open?: string
  /** CSS pixels; one screen when left out. */
  readonly height?: number
}

const pictures: readonly Picture[] = [
  { name: 'front', path: '/', height: 2000 },
  { name: 'front-phone', path: '/', screen: 'phone' },
  { name: 'catalogue', path: '/products' },
  { name: 'product', path: '/products?q=りんご', open: '/products/' },
  { name: 'circulation', path: '/circulation' },
  { name: 'streams', path: '/circulation', part: 'main .y-figure-frame' },
  { name: 'work', path: '/trade', door: 'company_staff' },
  { name: 'order-phone', path: '/trade/orders/new', door: 'buyer_outside', screen: 'phone' },
  {
    name: 'invoice',
    path: '/trade/invoices?view=all',
    door: 'company_staff',
    open: '/trade/invoices/',
    height: 1500,
  },
]
const mostBytes = 300_000
const outFolder = join(import.meta.dirname, '../docs/pictures')

async function take(browsing: Browsing, url: string, picture: Picture): Promise<void> {
  const { name, path, door, screen = 'desktop', part, open, height } = picture
  const { page, open: goTo, leave } = await browsing.visitor(url, { door, screen })
  await goTo(path)
  if (open) await goTo((await page.locator(`main a[href^="${open}"]`).first().getAttribute('href')) ?? '')
  const { width, height: usual } = page.viewportSize() ?? { width: 1280, height: 900 }
  await page.setViewportSize({ width, height: height ?? usual })
  await page.waitForLoadState('networkidle')
  const taken = await (part ? page.locator(part).first() : page).screenshot({ animations: 'disabled' })
  const file = join(outFolder, `${name}.png`)
  writeFileSync(file, await sharp(taken).png({ palette: true, dither: 0, effort: 10 }).toBuffer())
  const { size } = statSync(file)
  console.log(`${name}.png ${Math.round(size / 1000)} kB${size > mostBytes ? ' — too large' : ''}`)
  if (size > mostBytes) process.exitCode = 1
  await leave()
}

const dataDir = join(temporaryFolder(), 'data')
await prepareData(dataDir, { months: 13, say: console.log })
const running = await startProgram(dataDir)
const browsing = await openBrowser()
mkdirSync(outFolder, { recursive: true })
for (const picture of pictures) await take(browsing, running.url, picture)
await browsing.close()
running.signal('SIGTERM')
await running.ended
process.exit()

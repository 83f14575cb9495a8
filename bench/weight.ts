/**
 * What a browser fetches to show a page, packed as it comes over the network: HTML, styles, scripts and the pictures
 * that load without scrolling; fonts aside. A real browser of 1280 × 900 counts.
 */
import chromiumPackage from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import type { Id } from '#kit/ids.ts'
import { printTable } from './bench.ts'
import { openMarket, region } from './data.ts'
import { startServer, verdict } from './load.ts'

const mostScriptBytes = 30_000
const mostFrontBytes = 150_000
const kinds = ['Document', 'Stylesheet', 'Script', 'Image'] as const
type Kind = (typeof kinds)[number]
type Weight = Record<Kind, number> & { total: number }

/** Bytes on the wire by kind, each page with an empty cache. */
async function weigh(browser: Browser, url: string): Promise<Weight> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ja-JP' })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const kindOf = new Map<string, string>()
  const weight: Weight = { Document: 0, Stylesheet: 0, Script: 0, Image: 0, total: 0 }
  session.on('Network.responseReceived', ({ requestId, type }) => kindOf.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.find((each) => each === kindOf.get(requestId))
    if (!kind) return
    weight[kind] += encodedDataLength
    weight.total += encodedDataLength
  })
  await session.send('Network.enable')
  // A plain connection takes gzip at best; brotli needs https.
  await session.send('Network.setExtraHTTPHeaders', { headers: { 'accept-encoding': 'gzip' } })
  await page.goto(url, { waitUntil: 'networkidle' })
  await context.close()
  return weight
}

const kilobytes = (bytes: number): number => bytes / 1000

const market = await openMarket()
const server = await startServer('serve', market.url)
const args = chromiumPackage.args.filter((each) => each !== '--single-process' && each !== '--no-zygote')
const browser = await chromium.launch({ executablePath: await chromiumPackage.executablePath(), args })
try {
  const { rows } = await market.db.pool.query<{ product: Id; producer: Id }>(
    'select product_id as product, producer_id as producer from trade_product where region_id = $1 limit 1',
    [region],
  )
  const [one] = rows
  if (!one) throw new Error('the market is empty')
  const paths = ['/', '/products', `/products/${one.product}`, `/producers/${one.producer}`, '/circulation']
  const table = []
  for (const path of [...paths, '/sign-in']) {
    const { Document, Stylesheet, Script, Image, total } = await weigh(browser, server.url + path)
    const targets = [verdict(Script < mostScriptBytes, 'script < 30')]
    if (path === '/') targets.push(verdict(total < mostFrontBytes, 'all < 150'))
    const parts = [Document, Stylesheet, Script, Image, total].map(kilobytes)
    table.push([path.replace(/[0-9a-f-]{36}/, '…'), ...parts, targets.join('  ')])
  }
  printTable([['kB, gzip', 'HTML', 'CSS', 'script', 'pictures', 'all', 'target'], ...table])
} finally {
  await browser.close()
  await server.stop()
  await market.close()
}

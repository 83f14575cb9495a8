import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import chromium from '@sparticuz/chromium'
import { type Browser, type Page, type Response, chromium as engine } from 'playwright-core'
import type { DemoDoor } from '#web/people/doors.ts'

export const screens = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
} as const
export type Screen = keyof typeof screens
export type Lang = 'ja' | 'en'

export interface Visitor {
  readonly page: Page
  /** What the browser complained of since last asked: faults of scripts, the content policy, answers of 500 and above. */
  complaints(): string[]
  /** Opens a page of the site; fails when it answers with another status. */
  open(path: string, status?: number): Promise<void>
  /** Presses a button, or follows a link, and waits for the page that answers; fails when its status is another. */
  press(name: string | RegExp, options?: { within?: string; status?: number }): Promise<void>
  follow(name: string | RegExp, within?: string): Promise<void>
  /** Follows a link that gives a file. */
  download(name: string | RegExp): Promise<{ name: string; bytes: Buffer }>
  leave(): Promise<void>
}

interface Wishes {
  readonly screen?: Screen
  readonly lang?: Lang
  /** Comes in through this door of the demo region. */
  readonly door?: DemoDoor
  readonly scripts?: boolean
}

export interface Browsing {
  visitor(base: string, wishes?: Wishes): Promise<Visitor>
  close(): Promise<void>
}

/**
 * The browser among the packages, with arguments of our own: those it brings switch off what pages are to be tested
 * against (the same-origin policy), and with their graphics it failed to start one time in ten.
 */
const browserArguments = [
  '--headless=shell',
  '--no-sandbox',
  '--disable-setuid-sandbox',
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--font-render-hinting=none',
]

export async function openBrowser(): Promise<Browsing> {
  const executablePath = await chromium.executablePath()
  const browser = await engine.launch({ executablePath, args: browserArguments, headless: true })
  return {
    visitor: (base, wishes = {}) => visit(browser, base, wishes),
    close: () => browser.close(),
  }
}

async function visit(browser: Browser, base: string, wishes: Wishes): Promise<Visitor> {
  const { screen = 'desktop', lang = 'ja', door, scripts = true } = wishes
  const context = await browser.newContext({
    baseURL: base,
    viewport: screens[screen],
    javaScriptEnabled: scripts,
    acceptDownloads: true,
    reducedMotion: 'reduce',
    // Days are Tokyo's and words the page's, wherever the visitor sits.
    timezoneId: 'America/Los_Angeles',
    locale: lang === 'ja' ? 'ja-JP' : 'en-US',
  })
  context.setDefaultTimeout(15_000)
  await context.addCookies([{ name: 'yuinowa_lang', value: lang, url: base }])
  const page = await context.newPage()
  const heard: string[] = []
  listen(page, heard)
  const visitor: Visitor = {
    page,
    complaints: () => heard.splice(0),
    open: async (path, status = 200) => assertStatus(await page.goto(path), status),
    press: async (name, { within = 'main', status = 200 } = {}) => {
      const button = page.locator(within).getByRole('button', { name }).first()
      assertStatus(await answerTo(page, () => button.click()), status)
    },
    follow: async (name, within = 'main') => {
      const link = page.locator(within).getByRole('link', { name }).first()
      assertStatus(await answerTo(page, () => link.click()), 200)
    },
    download: async (name) => {
      const link = page.locator('main').getByRole('link', { name }).first()
      const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
      return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
    },
    leave: () => context.close(),
  }
  if (door) await enter(visitor, door)
  return visitor
}

function listen(page: Page, heard: string[]): void {
  page.on('pageerror', (fault) => heard.push(`script: ${fault.message}`))
  page.on('console', (said) => {
    // The page itself may answer 403, 404 or 422, and is checked by whoever opens it.
    const ownStatus = said.text().startsWith('Failed to load resource') && said.location().url === page.url()
    if (said.type() === 'error' && !ownStatus) heard.push(`console: ${said.text()} (${said.location().url})`)
  })
  page.on('response', (answer) => {
    if (answer.status() >= 500) heard.push(`${answer.status()} ${answer.url()}`)
  })
}

/** The answer of the page that follows, after redirects. */
export async function answerTo(page: Page, deed: () => Promise<unknown>): Promise<Response> {
  const [answer] = await Promise.all([
    page.waitForResponse((each) => each.request().isNavigationRequest() && !isRedirect(each)),
    page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame()),
    deed(),
  ])
  await page.waitForLoadState()
  return answer
}

const isRedirect = (answer: Response): boolean => answer.status() >= 300 && answer.status() < 400

function assertStatus(answer: Response | null, expected: number): void {
  assert.equal(answer?.status(), expected, `${answer?.request().method()} ${answer?.url()}`)
}

async function enter({ page }: Visitor, door: DemoDoor): Promise<void> {
  await page.goto('/sign-in')
  await answerTo(page, () => page.locator(`button[value=${door}]`).click())
}

import assert from 'node:assert/strict'
import { HtmlValidate } from 'html-validate'
import type { Hono } from 'hono'
import pino from 'pino'
import { testNow, testRegion } from '#db/testing.ts'
import type { Tx } from '#db/transaction.ts'
import type { House } from '#http/house.ts'
import { mount, sessionCookie } from '#http/mount.ts'
import type { Route } from '#http/routes.ts'
import { bareApp } from '#http/server.ts'
import type { Actor } from '#parties/actors.ts'
import { startSession } from '#parties/sessions.ts'
import { granted } from '#parties/testing.ts'
import type { SmallRegion } from '#parties/testing.ts'
import { PageShell } from '#ui/shell.tsx'
import { registeredRegion } from './testing.ts'

const origin = 'http://localhost'

export interface TestPages {
  readonly small: SmallRegion
  readonly tx: <T>(work: (tx: Tx) => Promise<T>, at?: Date) => Promise<T>
  /** A browser of somebody who is signed in. */
  readonly as: (actor: Actor, lang?: 'ja' | 'en') => Promise<Browser>
}
export interface Shown {
  readonly status: number
  readonly to: string | null
  readonly html: string
  readonly response: Response
}
export interface Browser {
  readonly get: (path: string) => Promise<Shown>
  /** Opens `from`, takes its token, and sends. A box with several values is a list. */
  readonly post: (path: string, from: string, boxes: Boxes) => Promise<Shown>
}
type Boxes = Readonly<Record<string, string | number | File | readonly string[]>>

/** For tests: these routes in the frame of the design system, in memory, on a fresh region. */
export async function testPages(routes: readonly Route[]): Promise<TestPages> {
  const region = await testRegion()
  const small = await region.tx(registeredRegion)
  const house: House = {
    db: region.db,
    region: region.region,
    clock: { now: () => testNow },
    log: pino({ level: 'silent' }),
    demo: false,
    secure: false,
    publicUrl: origin,
    sessionDays: 14,
    trustProxy: false,
    mailFrom: 'yui@example.jp',
  }
  const app = bareApp(house)
  // A fault is the test's to see, not a page's to soften.
  app.onError((fault) => {
    throw fault
  })
  mount(app, house, { frame, problem: (what) => ({ title: what, body: <h1>{what}</h1> }) }, routes)
  return {
    small,
    tx: region.tx,
    as: async (actor, lang = 'ja') => {
      const { userId, partyId, role } = actor
      if (!userId || !partyId || role === 'visitor') throw new Error('nobody can sign in as a visitor')
      const started = granted(await region.tx((tx) => startSession(tx, userId, { partyId, role })))
      return browser(app, `${sessionCookie}=${started.token}; yuinowa_lang=${lang}`)
    },
  }
}

type Frame = Parameters<typeof mount>[2]['frame']
const frame: Frame = (view, { lang, notice }) => (
  <PageShell
    lang={lang}
    title={view.title}
    regionName="一関市"
    nav={[]}
    account={{ signInHref: '/sign-in' }}
    breadcrumbs={view.breadcrumbs}
    notice={notice}
    wide={view.wide}
    footerLinks={[]}
    assets={{ css: '/a.css' }}
  >
    {view.body}
  </PageShell>
)

function browser(app: Hono, cookie: string): Browser {
  const ask = async (path: string, init: RequestInit = {}): Promise<Shown> => {
    const response = await app.request(origin + path, { ...init, headers: { cookie, origin } })
    const html = await response.clone().text()
    return { status: response.status, to: response.headers.get('location'), html, response }
  }
  return {
    get: (path) => ask(path),
    post: async (path, from, boxes) => {
      const { html } = await ask(from)
      const form = new FormData()
      for (const name of ['_csrf', '_key']) form.set(name, hidden(html, name) ?? '')
      for (const [name, value] of Object.entries(boxes))
        for (const each of Array.isArray(value) ? value : [value])
          form.append(name, each instanceof File ? each : String(each))
      return await ask(path, { method: 'POST', body: form })
    },
  }
}

/** The first hidden box of that name. */
export const hidden = (html: string, name: string): string | undefined =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1]

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'doctype-style': ['error', { style: 'lowercase' }],
    'no-inline-style': 'error',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'prefer-native-element': 'off',
    'form-dup-name': 'off',
    'tel-non-breaking': 'off',
  },
})

/** Fails with what is wrong in a page's HTML, or what a slip left in its words. */
export async function assertValid({ html, status }: Shown, expected = 200): Promise<void> {
  assert.equal(status, expected, html.slice(0, 300))
  const report = await validator.validateString(html)
  const messages = report.results.flatMap((result) =>
    result.messages.map(
      ({ ruleId, message, column }) => `${ruleId} ${message} ${html.slice(column - 60, column + 100)}`,
    ),
  )
  assert.deepEqual(messages, [])
  assert.doesNotMatch(html, /undefined|\[object|NaN|\sstyle=|javascript:/)
}

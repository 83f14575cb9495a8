import assert from 'node:assert/strict'
import type { Hono } from 'hono'
import { HtmlValidate } from 'html-validate'
import pino from 'pino'
import { type Clock, clockAt } from '#kit/clock.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type TestRegion, testNow, testRegion } from '#db/testing.ts'
import type { House } from '#http/house.ts'
import { mount, sessionCookie } from '#http/mount.ts'
import type { Route } from '#http/routes.ts'
import { bareApp } from '#http/server.ts'
import type { Actor } from '#parties/actors.ts'
import { startSession } from '#parties/sessions.ts'
import { type SmallRegion, smallRegion } from '#parties/testing.ts'
import { makeShell } from './shell.tsx'

export interface TestWeb extends TestRegion {
  readonly house: House
  readonly app: Hono
  readonly people: SmallRegion
  readonly clock: Clock & { set(to: Date): void }
}

/** For tests: the app as the program makes it, in memory, on a fresh region with a company, a city and two parties. */
export async function testWeb(
  routes: readonly Route[],
  more: (app: Hono, house: House) => void = () => undefined,
  settings: Partial<House> = {},
): Promise<TestWeb> {
  const region = await testRegion()
  const people = await region.tx(smallRegion)
  const clock = clockAt(testNow)
  const house: House = {
    db: region.db,
    region: region.region,
    clock,
    log: pino({ level: 'silent' }),
    demo: false,
    secure: false,
    publicUrl: origin,
    sessionDays: 14,
    trustProxy: false,
    mailFrom: 'yui@example.jp',
    ...settings,
  }
  const app = bareApp(house)
  more(app, house)
  mount(app, house, makeShell(house, { ja: '一関市', en: 'Ichinoseki' }), routes)
  return { ...region, house, app, people, clock }
}

export const origin = 'http://localhost'

/** What came back, with its words at hand. */
export interface Shown {
  readonly status: number
  readonly to: string | null
  readonly html: string
  readonly response: Response
}

/** For tests: a browser with cookies. It reads the form's hidden boxes from the page, as a person's browser does. */
export interface Browser {
  get(path: string): Promise<Shown>
  /** Opens `from` (or `path`), takes its token, and sends. `_csrf: ''` in the boxes sends none. */
  post(path: string, boxes: Record<string, string | File>, from?: string): Promise<Shown>
  json(path: string, body: unknown, headers?: Record<string, string>): Promise<Shown>
  /** Follows one redirect. */
  follow(shown: Shown): Promise<Shown>
  readonly cookies: Map<string, string>
}

export function browser(app: Hono, address = '192.0.2.1'): Browser {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}): Promise<Shown> => {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    headers.set('origin', origin)
    const env = { incoming: { socket: { remoteAddress: address } } }
    const response = await app.request(origin + path, { ...init, headers }, env)
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (/max-age=0(;|$)/i.test(cookie) || value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const html = await response.text()
    return { status: response.status, to: response.headers.get('location'), html, response }
  }
  const get = (path: string) => ask(path)
  return {
    cookies,
    get,
    post: async (path, boxes, from = path) => {
      const { html } = await get(from)
      const form = new FormData()
      form.set('_csrf', hiddenBox(html, '_csrf') ?? '')
      for (const [name, value] of Object.entries(boxes)) form.set(name, value)
      return await ask(path, { method: 'POST', body: form })
    },
    json: (path, body, headers = {}) =>
      ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    follow: (shown) => {
      assert.ok(shown.to, `no redirect but ${shown.status}`)
      return get(shown.to)
    },
  }
}

/** The first hidden box of that name on a page. */
export function hiddenBox(html: string, name: string): string | undefined {
  return new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1]
}

/** A browser in which somebody is signed in. */
export async function signedIn(web: TestWeb, actor: Actor): Promise<Browser> {
  const { userId, partyId, role } = actor
  if (!userId || !partyId || role === 'visitor') throw new Error('nobody can be signed in as a visitor')
  const started = await web.tx((tx) => startSession(tx, userId, { partyId, role }))
  if (isRefusal(started)) throw new Error(started.refused)
  const opened = browser(web.app)
  opened.cookies.set(sessionCookie, started.token)
  return opened
}

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'doctype-style': ['error', { style: 'lowercase' }],
    // The renderer's own spelling: no indentation, `<br/>`, bare boolean attributes.
    'no-inline-style': 'error',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    // Boxes are checked by the server, which answers in sentences: `novalidate` forms carry aria-required.
    'prefer-native-element': 'off',
    // The session's hidden box stands in several forms of one page.
    'form-dup-name': 'off',
    'tel-non-breaking': 'off',
  },
})

/** Fails with what is wrong in a page: its HTML, and what the content policy or a slip would spoil. */
export async function assertPage({ html, status }: Shown, expected = 200): Promise<void> {
  assert.equal(status, expected)
  assert.match(html, /^<!doctype html><html lang="(ja|en)">/)
  const report = await validator.validateString(html)
  const messages = report.results.flatMap((result) =>
    result.messages.map(
      ({ ruleId, message, column }) => `${ruleId} ${message} ${html.slice(column - 40, column + 80)}`,
    ),
  )
  assert.deepEqual(messages, [])
  assert.doesNotMatch(html, /\sstyle=|<style|\son[a-z]+="|javascript:/)
  assert.doesNotMatch(html, /undefined|\[object|(?<![\w-])NaN(?![\w-])/)
}

/** A page in both languages, each valid; the text of the Japanese one. */
export async function bothLanguages(who: Browser, path: string): Promise<string> {
  const shown = await who.get(path)
  await assertPage(shown)
  who.cookies.set('yuinowa_lang', 'en')
  const english = await who.get(path)
  who.cookies.delete('yuinowa_lang')
  await assertPage(english)
  assert.match(english.html, /<html lang="en">/)
  return textOf(shown.html)
}

/** What stands in an element or a box of a page, as text. */
export const textOf = (html: string): string =>
  html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

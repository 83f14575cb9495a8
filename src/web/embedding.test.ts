import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsx } from 'hono/jsx'
import { z } from 'zod'
import { refuse } from '#kit/refusals.ts'
import type { Seen } from '#http/house.ts'
import { sessionCookie } from '#http/mount.ts'
import { type Page, page } from '#http/routes.ts'
import type { Actor } from '#parties/actors.ts'
import { Ranks } from '#ui/pictures/ranks.tsx'
import { assertPage, browser, signedIn, testWeb } from './testing.ts'

/** What a page could tell of who looks at it. */
const whoLooks = async (_: unknown, actor: Actor) => ({ name: actor.name, role: actor.role })
type Looked = Awaited<ReturnType<typeof whoLooks>>

const figure = (at: string, more: Partial<Page>): Page => ({
  ...page({
    at,
    access: 'region.see',
    load: whoLooks,
    show: ({ name, role }: Looked, seen: Seen) => ({
      title: 'めぐり',
      whole: '/circulation',
      body: [
        jsx('p', {}, `seen by ${role} ${name} ${seen.actor.userId ?? 'nobody'} ${seen.notice ?? ''}.`),
        jsx(Ranks, {
          id: 'ranks',
          title: 'めぐり',
          rows: [{ label: '店', value: 1, href: '/shop' }],
          format: String,
        }),
      ],
    }),
  }),
  ...more,
})
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><style>a{}</style></svg>'
const picture = (at: string, more: Partial<Page>): Page => ({
  ...page({
    at,
    access: 'region.see',
    load: whoLooks,
    show: () => ({ bytes: svg, type: 'image/svg+xml; charset=utf-8' }),
  }),
  ...more,
})
const embeddable = { embeddable: true } as const
const web = await testWeb([
  figure('/figure', {}),
  figure('/embed', embeddable),
  figure('/embed/missing', { ...embeddable, load: async () => refuse('not_found') }),
  figure('/embed/number', { ...embeddable, input: z.object({ n: z.string().regex(/^\d+$/) }) }),
  picture('/picture.svg', {}),
  picture('/embed.svg', embeddable),
])
const { app, people } = web
const headersOf = async (path: string) => (await app.request(path)).headers

test('a page and a picture stay as strict as ever', async () => {
  for (const path of ['/figure', '/picture.svg', '/nowhere']) {
    const headers = await headersOf(path)
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/)
    assert.doesNotMatch(headers.get('content-security-policy') ?? '', /unsafe/)
    assert.equal(headers.get('x-frame-options'), 'SAMEORIGIN')
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin')
  }
  assert.equal((await headersOf('/picture.svg')).get('cache-control'), 'private, no-store')
})

test('an embeddable picture may be shown anywhere, and brings its own style but nothing else', async () => {
  const headers = await headersOf('/embed.svg')
  assert.equal(
    headers.get('content-security-policy'),
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  )
  assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin')
  assert.equal(headers.get('x-frame-options'), null)
  assert.equal(headers.get('x-content-type-options'), 'nosniff')
  assert.equal(headers.get('cache-control'), 'public, max-age=300')
})

test('an embeddable page may be framed by anyone, and is otherwise as strict as all', async () => {
  const [strict, loose] = [await headersOf('/figure'), await headersOf('/embed')]
  assert.equal(
    loose.get('content-security-policy'),
    strict.get('content-security-policy')?.replace("frame-ancestors 'none'", 'frame-ancestors *'),
  )
  assert.match(loose.get('content-security-policy') ?? '', /frame-ancestors \*/)
  assert.equal(loose.get('x-frame-options'), null)
})

test('it is drawn without the header and footer of the site, with a way to the whole', async () => {
  const shown = await browser(app).get('/embed')
  await assertPage(shown)
  assert.match(shown.html, /一関市/)
  assert.match(shown.html, /<a href="\/circulation" target="_top">全体のページを見る<\/a>/)
  assert.doesNotMatch(shown.html, /<header|<nav|sign-in|y-footer/)
  // Our other pages refuse to stand in a frame, so every link leads out of it.
  assert.match(shown.html, /<base target="_top"\/?>/)
  assert.match(shown.html, /<a href="\/shop" target="_top">/)
  const english = await browser(app).get('/embed?lang=en')
  await assertPage(english)
  assert.match(english.html, /<html lang="en">.*See the whole page/)
})

test('whoever is signed in, it is a visitor’s: no session, no cookie, no notice', async () => {
  const opened = await signedIn(web, people.staff)
  opened.cookies.set('yuinowa_lang', 'en')
  opened.cookies.set('yuinowa_notice', 'paid')
  assert.match((await opened.get('/figure')).html, /seen by company_/, 'the session is a good one')
  opened.cookies.set('yuinowa_notice', 'paid')
  const { html, response } = await opened.get('/embed')
  assert.match(html, /seen by visitor\s+\S* ?nobody\s+\./)
  assert.match(html, /<html lang="ja">/)
  assert.doesNotMatch(html, /paid/)
  assert.deepEqual(response.headers.getSetCookie(), [])
  assert.ok(opened.cookies.has(sessionCookie))
})

test('what is not there says so within the frame', async () => {
  for (const path of ['/embed/missing', '/embed/number?n=x']) {
    const shown = await browser(app).get(path)
    await assertPage(shown, 404)
    assert.doesNotMatch(shown.html, /<header|<nav/)
    assert.match(shown.response.headers.get('content-security-policy') ?? '', /frame-ancestors \*/)
  }
})

test('what not everyone may see cannot be declared embeddable', async () => {
  const kept = figure('/kept', { ...embeddable, access: 'audit.see' })
  await assert.rejects(testWeb([kept]), /\/kept is embeddable, but a visitor may not audit\.see/)
})

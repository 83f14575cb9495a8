import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNow } from '#db/testing.ts'
import { sessionCookie } from '#http/mount.ts'
import { setup } from '#parties/actors.ts'
import type { PartyActor } from '#parties/actors.ts'
import { softwareAuthenticator } from '#parties/authenticator.testing.ts'
import { addMembership } from '#parties/memberships.ts'
import { granted } from '#parties/testing.ts'
import { createUser } from '#parties/users.ts'
import { assertPage, browser, hiddenBox, origin, signedIn, testWeb, textOf } from '#web/testing.ts'
import { mountPeople, peopleRoutes } from './routes.ts'

const web = await testWeb(peopleRoutes, mountPeople)
const password = '田んぼの水を見にいく朝'
let count = 0

/** A grower with a password, in a browser. */
async function somebody() {
  const email = `hana${++count}@example.jp`
  const { producer: partyId } = web.people
  const userId = await web.tx(async (tx) => {
    const made = granted(await createUser(tx, setup, { email, name: '及川 はな', password }))
    granted(await addMembership(tx, setup, { userId: made.userId, partyId, role: 'producer' }))
    return made.userId
  })
  const actor: PartyActor = { userId, partyId, role: 'producer', name: '及川 はな' }
  return { email, actor, opened: await signedIn(web, actor) }
}

for (const lang of ['ja', 'en'])
  test(`the account page in ${lang} is sound, with and without a password`, async () => {
    const opened = [(await somebody()).opened, await signedIn(web, web.people.staff)]
    for (const each of opened) {
      await each.get(`/language/${lang}`)
      await assertPage(await each.get('/account'))
    }
  })

test('a visitor is sent to the door', async () => {
  assert.equal((await browser(web.app).get('/account')).to, '/sign-in?back=%2Faccount')
})

test('name and language are changed; the browser follows', async () => {
  const { opened } = await somebody()
  const shown = await opened.post('/account/profile', { name: '及川 花', language: 'en' }, '/account')
  const page = await opened.follow(await opened.follow(shown))
  assert.match(page.html, /<html lang="en">/)
  assert.match(page.html, /Saved\./)
  assert.match(page.html, /value="及川 花"/)
})

test('an empty name is named, and nothing is lost', async () => {
  const { opened } = await somebody()
  const shown = await opened.post('/account/profile', { name: ' ', language: 'en' }, '/account')
  await assertPage(shown, 422)
  assert.match(textOf(shown.html), /お名前を入力してください。/)
  assert.match(shown.html, /value="en" checked/)
})

test('a form that lay open for hours is answered in words when it is refused', async () => {
  const { opened } = await somebody()
  const token = hiddenBox((await opened.get('/account')).html, '_csrf') ?? ''
  const body = new URLSearchParams({ _csrf: token, current: 'まちがい', next: '新しい朝の長いことば' })
  const cookie = `${sessionCookie}=${opened.cookies.get(sessionCookie)}`
  const sent = { method: 'POST', headers: { cookie, origin }, body }
  web.clock.set(new Date(testNow.getTime() + 3 * 60 * 60 * 1_000))
  const answer = await Promise.resolve(web.app.request(`${origin}/account/password`, sent)).finally(() =>
    web.clock.set(testNow),
  )
  assert.equal(answer.status, 422)
  assert.match(textOf(await answer.text()), /今のパスワードが違います/)
})

const wrong: [string, string, RegExp][] = [
  ['まちがったことば', '新しい朝の長いことば', /今のパスワードが違います/],
  [password, '短い', /パスワードは10文字以上/],
  [password, 'password1234', /よく使われるパスワード/],
  [password, '', /新しいパスワードを入力してください/],
]
for (const [current, next, sentence] of wrong)
  test(`password → “${next}”: ${sentence.source}`, async () => {
    const { opened } = await somebody()
    const shown = await opened.post('/account/password', { current, next }, '/account')
    await assertPage(shown, 422)
    assert.match(textOf(shown.html), sentence)
    if (next) assert.doesNotMatch(shown.html, new RegExp(`value="${next}"`), 'no password comes back')
  })

test('a new password ends the other browsers and opens the door', async () => {
  const { email, actor, opened } = await somebody()
  const other = await signedIn(web, actor)
  const next = '稲刈りのあとの静かな夕方'
  assert.equal((await opened.post('/account/password', { current: password, next }, '/account')).status, 303)
  assert.equal((await opened.get('/account')).status, 200)
  assert.equal((await other.get('/account')).status, 303)
  const door = browser(web.app)
  assert.equal((await door.post('/sign-in', { email, password })).status, 422)
  assert.equal((await door.post('/sign-in', { email, password: next })).status, 303)
})

test('signing out everywhere ends this browser too', async () => {
  const { actor, opened } = await somebody()
  const other = await signedIn(web, actor)
  const shown = await opened.post('/account/sessions/end', {}, '/account')
  assert.equal(shown.to, '/sign-in')
  assert.equal(opened.cookies.get(sessionCookie), undefined)
  assert.equal((await other.get('/account')).status, 303)
})

/** The page's token for its script. */
const tokenIn = (html: string): string => /data-csrf="([^"]+)"/.exec(html)?.[1] ?? ''

test('a passkey is added, lets in, and is taken away', async () => {
  const { opened } = await somebody()
  const device = softwareAuthenticator(origin)
  const csrf = { 'x-csrf-token': tokenIn((await opened.get('/account')).html) }
  const offer = JSON.parse((await opened.json('/account/passkeys/offer', {}, csrf)).html)
  const nameless = await opened.json('/account/passkeys', { response: device.create(offer), label: '' }, csrf)
  assert.equal(nameless.status, 422)
  assert.match(nameless.html, /名前を付けてください/)
  const added = await opened.json(
    '/account/passkeys',
    { response: device.create(offer), label: '家の電話' },
    csrf,
  )
  assert.deepEqual(JSON.parse(added.html), { to: '/account' })
  const shown = await opened.get('/account')
  await assertPage(shown)
  assert.match(shown.html, /家の電話/)

  const door = browser(web.app)
  const doorCsrf = { 'x-csrf-token': tokenIn((await door.get('/sign-in')).html) }
  const asked = JSON.parse((await door.json('/sign-in/passkey/offer', {}, doorCsrf)).html)
  const answer = { response: device.get(asked), back: '//evil.example' }
  const entered = await door.json('/sign-in/passkey', answer, doorCsrf)
  assert.deepEqual(JSON.parse(entered.html), { to: '/trade' })
  assert.equal((await door.get('/account')).status, 200)
  const again = await browser(web.app).json('/sign-in/passkey', answer, doorCsrf)
  assert.equal(again.status, 403, 'another browser’s token does not serve')

  const credentialId = /name="credentialId" value="([^"]+)"/.exec(shown.html)?.[1] ?? ''
  assert.equal((await opened.post('/account/passkeys/remove', { credentialId }, '/account')).status, 303)
  assert.doesNotMatch((await opened.get('/account')).html, /家の電話/)
  const gone = await opened.post('/account/passkeys/remove', { credentialId }, '/account')
  assert.match(gone.html, /そのパスキーはありません/)
})

const forged: [string, Record<string, string>, unknown, number][] = [
  ['/account/passkeys/offer', {}, {}, 403],
  ['/account/passkeys', { 'x-csrf-token': 'x' }, {}, 403],
  ['/sign-in/passkey/offer', {}, {}, 403],
  ['/sign-in/passkey', {}, {}, 403],
]
for (const [path, headers, body, status] of forged)
  test(`${path} without its token answers ${status}`, async () => {
    const { opened } = await somebody()
    assert.equal((await opened.json(path, body, headers)).status, status)
  })

test('nobody adds a passkey without being signed in, and rubbish is refused in words', async () => {
  const door = browser(web.app)
  const csrf = { 'x-csrf-token': tokenIn((await door.get('/sign-in')).html) }
  assert.equal((await door.json('/account/passkeys/offer', {}, csrf)).status, 422)
  for (const body of [{}, { response: { response: { clientDataJSON: 'e30' } } }, []])
    assert.equal((await door.json('/sign-in/passkey', body, csrf)).status, 422)
})

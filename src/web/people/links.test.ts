import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sessionCookie } from '#http/mount.ts'
import { setup } from '#parties/actors.ts'
import { invite } from '#parties/links.ts'
import { listMail } from '#parties/mail.ts'
import { addMembership } from '#parties/memberships.ts'
import { granted } from '#parties/testing.ts'
import { createUser } from '#parties/users.ts'
import { assertPage, browser, signedIn, testWeb, textOf } from '#web/testing.ts'
import { mountPeople, peopleRoutes } from './routes.ts'

const web = await testWeb(peopleRoutes, mountPeople)
const password = '田んぼの水を見にいく朝'
const next = '稲刈りのあとの静かな夕方'
let count = 0

async function somebody() {
  const email = `hana${++count}@example.jp`
  const userId = await web.tx(
    async (tx) => granted(await createUser(tx, setup, { email, name: '及川 はな', password })).userId,
  )
  return { email, userId }
}

/** The path of the link in the newest mail to somebody. */
async function linkTo(email: string): Promise<string> {
  const { rows } = await web.tx((tx) => listMail(tx))
  const body = rows.find(({ to }) => to === email)?.body ?? ''
  return /http:\/\/localhost(\/\S+)/.exec(body)?.[1] ?? ''
}

async function invited(email: string): Promise<string> {
  let path = ''
  await web.tx(async (tx) =>
    granted(
      await invite(tx, web.people.staff, {
        email,
        partyId: web.people.producer,
        role: 'producer',
        language: 'ja',
        linkTo: (token) => (path = `/invitations/${token}`),
      }),
    ),
  )
  return path
}

test('a forgotten password is set anew, once', async () => {
  const { email } = await somebody()
  const opened = browser(web.app)
  for (const lang of ['en', 'ja']) {
    await opened.get(`/language/${lang}`)
    await assertPage(await opened.get('/reset'))
  }
  assert.equal((await opened.post('/reset', { email })).to, '/sign-in')
  const path = await linkTo(email)
  for (const lang of ['en', 'ja']) {
    await opened.get(`/language/${lang}`)
    await assertPage(await opened.get(path))
  }
  const weak = await opened.post(path, { password: '短い' })
  await assertPage(weak, 422)
  assert.match(textOf(weak.html), /パスワードは10文字以上/)
  assert.equal((await opened.post(path, { password: next })).to, '/sign-in')
  const again = await opened.post(path, { password }, '/sign-in')
  await assertPage(again, 422)
  assert.match(textOf(again.html), /もう使われました/)
  assert.match(textOf((await opened.get(path)).html), /もう使われました/)
  assert.equal((await opened.post('/sign-in', { email, password: next })).status, 303)
})

test('asking says the same for an address that nobody has here, and sends nothing', async () => {
  const { email } = await somebody()
  const answers = []
  for (const each of [email, 'nobody@example.jp']) {
    const opened = browser(web.app)
    const shown = await opened.post('/reset', { email: each })
    answers.push([shown.status, shown.to, textOf((await opened.follow(shown)).html)])
  }
  assert.deepEqual(answers[0], answers[1])
  assert.equal(await linkTo('nobody@example.jp'), '')
})

test('an address that is none keeps what was typed', async () => {
  const shown = await browser(web.app).post('/reset', { email: 'hana＠' })
  await assertPage(shown, 422)
  assert.match(shown.html, /value="hana＠"/)
  assert.match(textOf(shown.html), /名前@example.jp」のような形/)
})

test('asking again and again is counted', async () => {
  const { email } = await somebody()
  const statuses = []
  for (let n = 0; n < 5; n++) statuses.push((await browser(web.app).post('/reset', { email })).status)
  assert.deepEqual(statuses, [303, 303, 303, 303, 422])
})

test('a link after its hour is over says so', async () => {
  const { email } = await somebody()
  await browser(web.app).post('/reset', { email })
  const path = await linkTo(email)
  const before = web.clock.now()
  web.clock.set(new Date(before.getTime() + 61 * 60_000))
  assert.match((await browser(web.app).get(path)).html, /期限が過ぎました/)
  web.clock.set(before)
})

test('a link that nobody sent says so', async () => {
  for (const path of ['/reset/xyz', '/invitations/xyz']) {
    const shown = await browser(web.app).get(path)
    await assertPage(shown)
    assert.match(shown.html, /このリンクは使えません。/)
  }
})

test('somebody new is invited, joins once, and is inside', async () => {
  const email = 'new@example.jp'
  const path = await invited(email)
  const opened = browser(web.app)
  for (const lang of ['en', 'ja']) {
    await opened.get(`/language/${lang}`)
    await assertPage(await opened.get(path))
  }
  const nameless = await opened.post(path, { name: '', password })
  await assertPage(nameless, 422)
  assert.match(textOf(nameless.html), /名前を入力してください/)
  const weak = await opened.post(path, { name: '新田 あらた', password: 'abc' })
  assert.match(weak.html, /value="新田 あらた"/)
  const shown = await opened.post(path, { name: '新田 あらた', password })
  assert.equal(shown.to, '/trade')
  assert.match(textOf((await opened.get('/account')).html), /新田 あらた .*みずほ農園/)
  const again = await browser(web.app).post(path, { name: '他人', password: next })
  assert.match(textOf(again.html), /もう使われました/)
})

test('who has an account joins, but the link alone does not open that account', async () => {
  const { email, userId } = await somebody()
  await web.tx((tx) => addMembership(tx, setup, { userId, partyId: web.people.city, role: 'administrator' }))
  const path = await invited(email)
  const stranger = browser(web.app)
  const page = await stranger.get(path)
  await assertPage(page)
  assert.doesNotMatch(page.html, /name="password"/)
  const shown = await stranger.post(path, { name: '他人', password: next })
  assert.equal(shown.to, '/sign-in')
  assert.equal(stranger.cookies.get(sessionCookie), undefined)
  const door = browser(web.app)
  assert.equal((await door.post('/sign-in', { email, password: next })).status, 422)
  assert.equal((await door.post('/sign-in', { email, password })).status, 303)
  assert.match((await door.get('/account')).html, /みずほ農園/)
})

test('who is signed in already acts in the new role at once', async () => {
  const { email, userId } = await somebody()
  const seat = { userId, partyId: web.people.buyer, role: 'buyer' } as const
  await web.tx(async (tx) => granted(await addMembership(tx, setup, seat)))
  const opened = await signedIn(web, { ...seat, name: '及川 はな' })
  const shown = await opened.post(await invited(email), {})
  assert.equal(shown.to, '/trade')
  assert.match(textOf((await opened.get('/account')).html), /みずほ農園 生産者 いまの役割/)
})

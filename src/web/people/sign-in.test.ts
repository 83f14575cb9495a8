import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sessionCookie } from '#http/mount.ts'
import { setup } from '#parties/actors.ts'
import { granted, person } from '#parties/testing.ts'
import { addMembership } from '#parties/memberships.ts'
import { createUser } from '#parties/users.ts'
import { type TestWeb, assertPage, browser, signedIn, testWeb, textOf } from '#web/testing.ts'
import { sitePath } from '#http/paths.ts'
import { demoDoors } from './doors.ts'
import { mountPeople, peopleRoutes } from './routes.ts'

const email = 'hana@example.jp'
const password = '田んぼの水を見にいく朝'

const web = await testWeb(peopleRoutes, mountPeople)
await web.tx(async (tx) => {
  const { userId } = granted(await createUser(tx, setup, { email, name: '及川 はな', password }))
  granted(
    await addMembership(tx, web.people.staff, { userId, partyId: web.people.producer, role: 'producer' }),
  )
})

for (const lang of ['ja', 'en'])
  test(`the door in ${lang} is sound`, async () => {
    const opened = browser(web.app)
    await opened.get(`/language/${lang}?back=/sign-in`)
    await assertPage(await opened.get('/sign-in?back=/trade'))
  })

test('the right password lets in, and leads where one wanted to go', async () => {
  const opened = browser(web.app)
  const shown = await opened.post('/sign-in', { email: ' Hana@Example.jp ', password, back: '/account?x=1' })
  assert.equal(shown.status, 303)
  assert.equal(shown.to, '/account?x=1')
  assert.ok(opened.cookies.get(sessionCookie))
  assert.match(textOf((await opened.get('/sign-in')).html), /及川 はな さんとしてログインしています/)
})

test('a wrong password and an unknown address get the same answer, with the address kept', async () => {
  const answers = []
  for (const typed of [email, 'nobody@example.jp']) {
    const shown = await browser(web.app).post('/sign-in', {
      email: typed,
      password: '違うことばを入れてみる',
    })
    await assertPage(shown, 422)
    assert.match(shown.html, new RegExp(`value="${typed}"`))
    assert.doesNotMatch(shown.html, /違うことば/, 'a password never comes back')
    answers.push(textOf(shown.html))
  }
  assert.match(answers[0] ?? '', /メールアドレスかパスワードが違います/)
  assert.equal(answers[0], answers[1])
})

test('an empty box is named', async () => {
  const shown = await browser(web.app).post('/sign-in', { email: '', password: '' })
  assert.equal(shown.status, 422)
  assert.match(textOf(shown.html), /メールアドレスを入力してください。/)
  assert.match(textOf(shown.html), /パスワードを入力してください。/)
})

test('guesses at one address are counted', async () => {
  const own = await testWeb(peopleRoutes, mountPeople)
  const answers = []
  for (let n = 0; n < 11; n++) {
    const shown = await browser(own.app).post('/sign-in', { email: 'who@example.jp', password: 'x' })
    answers.push(/何度も試された/.test(shown.html))
  }
  assert.deepEqual(answers, [...Array<boolean>(10).fill(false), true])
  const other = await browser(own.app).post('/sign-in', { email: 'else@example.jp', password: 'x' })
  assert.match(other.html, /パスワードが違います/, 'other people are not shut out')
})

test('a form without its token is shown again and does nothing', async () => {
  const opened = browser(web.app)
  const shown = await opened.post('/sign-in', { email, password, _csrf: '' })
  assert.equal(shown.status, 422)
  assert.match(shown.html, /ページが古くなっていました/)
  assert.equal(opened.cookies.get(sessionCookie), undefined)
})

const backs: [unknown, string | undefined][] = [
  ['/trade/orders?a=1#b', '/trade/orders?a=1#b'],
  ['//evil.example', undefined],
  ['/\\evil.example', undefined],
  ['/\t/evil.example', undefined],
  ['/\n/evil.example', undefined],
  ['/.//evil.example', undefined],
  ['https://evil.example', undefined],
  ['javascript:alert(1)', undefined],
  ['trade', undefined],
  ['', undefined],
  [undefined, undefined],
]
for (const [given, expected] of backs)
  test(`back to ${JSON.stringify(given)} is ${expected}`, () => assert.equal(sitePath(given), expected))

test('nobody is led to another site after signing in or changing the language', async () => {
  for (const back of ['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example/']) {
    const opened = browser(web.app)
    assert.equal((await opened.post('/sign-in', { email, password, back })).to, '/trade')
    assert.equal((await opened.get(`/language/en?back=${encodeURIComponent(back)}`)).to, '/')
  }
})

test('the doors are no place to go back to', async () => {
  const shown = await browser(web.app).post('/sign-in', { email, password, back: '/sign-in?back=/x' })
  assert.equal(shown.to, '/trade')
})

test('a page that needs somebody sends to the door and back', async () => {
  const shown = await browser(web.app).post('/act-as', {}, '/sign-in')
  assert.equal(shown.to, '/sign-in')
})

test('signing out ends the session itself, not only the cookie', async () => {
  const opened = await signedIn(web, web.people.staff)
  const token = opened.cookies.get(sessionCookie) ?? ''
  const shown = await opened.post('/sign-out', {}, '/sign-in')
  assert.equal(shown.to, '/')
  assert.equal(opened.cookies.get(sessionCookie), undefined)
  opened.cookies.set(sessionCookie, token)
  assert.doesNotMatch((await opened.get('/sign-in')).html, /としてログインしています/)
})

test('somebody with two roles changes over, and to no other', async () => {
  const { staff, producer, cook } = web.people
  await web.tx((tx) =>
    addMembership(tx, setup, { userId: staff.userId, partyId: producer, role: 'producer' }),
  )
  const opened = await signedIn(web, staff)
  const shown = await opened.post(
    '/act-as',
    { partyId: producer, role: 'producer', back: '/account' },
    '/sign-in',
  )
  assert.equal(shown.to, '/account')
  const no = await opened.post('/act-as', { partyId: cook.partyId, role: 'buyer' }, '/sign-in')
  assert.equal(no.status, 422)
  assert.match(no.html, /その役割は、今はありません/)
})

test('where it is no demo, nobody comes in without a password', async () => {
  const opened = browser(web.app)
  for (const role of demoDoors) {
    const shown = await opened.post('/sign-in/demo', { role }, '/sign-in')
    await assertPage(shown, 422)
    assert.match(shown.html, /体験用の地域ではありません/)
  }
  assert.equal(opened.cookies.get(sessionCookie), undefined)
  assert.doesNotMatch((await opened.get('/sign-in')).html, /sign-in\/demo/)
})

test('in a demo each door leads in as somebody of that role', async () => {
  const demo: TestWeb = await testWeb(peopleRoutes, mountPeople, { demo: true })
  await demo.tx(async (tx) => {
    await person(tx, demo.people.city, 'administrator', '管理 たろう')
    await person(tx, demo.people.producer, 'buyer', '千厩 じろう')
  })
  for (const lang of ['ja', 'en']) {
    const opened = browser(demo.app)
    await opened.get(`/language/${lang}`)
    const shown = await opened.get('/sign-in')
    await assertPage(shown)
    for (const door of demoDoors) assert.match(shown.html, new RegExp(`value="${door}"`))
  }
  const names: Record<string, RegExp> = {
    producer: /千葉 みのり/,
    buyer_inside: /千厩 じろう/,
    buyer_outside: /海野 ふみ/,
    company_staff: /阿部 まこと/,
    officer: /小野寺 ひかる/,
    administrator: /管理 たろう/,
  }
  for (const [role, name] of Object.entries(names)) {
    const opened = browser(demo.app)
    const shown = await opened.post('/sign-in/demo', { role, back: '/sign-in' }, '/sign-in')
    assert.equal(shown.status, 303)
    assert.match((await opened.get('/sign-in')).html, name, role)
  }
  const none = await browser(demo.app).post('/sign-in/demo', { role: 'advisor' }, '/sign-in')
  assert.match(none.html, /この立場の人が、まだこの地域にいません/)
})

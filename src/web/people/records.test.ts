import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import type { Actor } from '#parties/actors.ts'
import { visitor } from '#parties/actors.ts'
import { record } from '#parties/audit.ts'
import { queueMail } from '#parties/mail.ts'
import { parameterOn } from '#parties/parameters.ts'
import { editParty } from '#parties/parties.ts'
import { policy } from '#parties/policy.ts'
import { person } from '#parties/testing.ts'
import { assertPage, browser, signedIn, testWeb, textOf } from '#web/testing.ts'
import { recordWords } from './record.words.ts'
import { mountPeople, peopleRoutes } from './routes.ts'

const web = await testWeb(peopleRoutes, mountPeople)
const { staff, officer, grower, cook, producer } = web.people
const admin = await web.tx((tx) => person(tx, web.people.city, 'administrator', '管理 たろう'))
const advisor = await web.tx((tx) => person(tx, web.people.company, 'advisor', '助言 はじめ'))
await web.tx((tx) => editParty(tx, grower, { partyId: producer, story: '水がよい' }))

const doors: [string, readonly Actor[], readonly Actor[]][] = [
  ['/audit', [staff, officer, admin], [grower, cook, advisor]],
  ['/outbox', [admin], [staff, officer, grower, advisor]],
  ['/parameters', [staff, officer, admin, advisor], [grower, cook]],
  ['/privacy', [staff, grower, cook], []],
]
for (const [path, open, shut] of doors)
  test(`${path} opens to those it is for, in both languages`, async () => {
    for (const actor of [...open, ...shut]) {
      const opened = await signedIn(web, actor)
      for (const lang of ['ja', 'en']) {
        await opened.get(`/language/${lang}`)
        await assertPage(await opened.get(path), open.includes(actor) ? 200 : 403)
      }
    }
  })

test('anyone reads how personal data is handled', async () => {
  await assertPage(await browser(web.app).get('/privacy'))
  assert.equal((await browser(web.app).get('/audit')).to, '/sign-in?back=%2Faudit')
  assert.equal(visitor.role, 'visitor')
})

const filters: [string, RegExp, RegExp | undefined][] = [
  ['', /紹介を直した/, undefined],
  ['?action=party.edit', /紹介を直した/, /主体を登録した/],
  ['?action=party', /主体を登録した.*|紹介を直した/, /地域をつくった/],
  ['?action=region', /地域をつくった/, /紹介を直した/],
  [`?user=${grower.userId}`, /千葉 みのり さんの記録だけ/, /主体を登録した/],
  [`?document=${producer}`, /紹介を直した/, /地域をつくった/],
  ['?from=2026-11-23&to=2026-11-23', /紹介を直した/, undefined],
  ['?from=2026-11-24', /当てはまる記録はありません/, /紹介を直した/],
  ['?to=2026-11-22', /当てはまる記録はありません/, /紹介を直した/],
  ['?from=rubbish&user=x&action=%27;', /紹介を直した/, undefined],
]
for (const [query, there, gone] of filters)
  test(`the audit with ${query || 'no condition'}`, async () => {
    const shown = await (await signedIn(web, staff)).get(`/audit${query}`)
    await assertPage(shown)
    const [table = ''] = /<main[\s\S]*<\/main>/.exec(shown.html) ?? []
    assert.match(textOf(table), there)
    if (gone) assert.doesNotMatch(textOf(table), gone)
  })

test('a deed leads to its document, and the list turns its pages', async () => {
  const own = await testWeb(peopleRoutes, mountPeople)
  const orderId = newId()
  await own.tx(async (tx) => {
    for (let n = 0; n < 55; n++)
      await record(tx, own.people.staff, { action: 'order.place', documentId: orderId, documentNo: `T-${n}` })
  })
  const opened = await signedIn(own, own.people.staff)
  const first = await opened.get('/audit?action=order')
  assert.match(first.html, new RegExp(`href="/trade/orders/${orderId}">T-54<`))
  const next = /href="(\/audit\?[^"]*after=[^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await opened.get(next)
  assert.match(second.html, />T-0</)
  assert.doesNotMatch(second.html, />T-54</)
  const parties = await opened.get('/audit?action=party.register')
  assert.match(parties.html, new RegExp(`href="/parties/${own.people.producer}"`))
})

/** The names of deeds as they are written out; those that are put together stand in the words by hand. */
const written = /(?:\baction: |\baudited\()'([a-z_]+\.[a-z_]+)'/g

test('every deed has words in both languages: what is recorded, and what a permission allows', () => {
  const sources = globSync('src/**/*.ts', { exclude: ['**/*.test.ts', '**/*testing*'] })
  const names = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(written)].map(([, name = '']) => name),
  )
  assert.ok(names.length > 80, 'a check that sees nothing must not pass')
  assert.deepEqual([...new Set(names)].filter((each) => !recordWords.ja.actions[each]).toSorted(), [])
  const reading = /\.see$|^own\.|^sign-in$|^user\.disable$|^region\.edit$|^party\.verify$/
  const missing = Object.keys(policy).filter(
    (each) => !reading.test(each) && !(recordWords.ja.actions[each] && recordWords.en.actions[each]),
  )
  assert.deepEqual(missing, [])
  assert.deepEqual(Object.keys(recordWords.ja.actions), Object.keys(recordWords.en.actions))
})

test('the outbox shows mail whole, with links to press that stay on this site', async () => {
  const link = 'https://yui.example.jp/reset/abc-DEF_123'
  await web.tx((tx) =>
    queueMail(tx, {
      to: 'hana@example.jp',
      subject: '再設定 <b>',
      body: `開く:\n\n${link}\n\n<script>`,
      secret: true,
    }),
  )
  const opened = await signedIn(web, admin)
  const shown = await opened.get('/outbox')
  await assertPage(shown)
  assert.match(shown.html, /href="\/reset\/abc-DEF_123">https:\/\/yui\.example\.jp\/reset\/abc-DEF_123</)
  assert.match(shown.html, /&lt;script&gt;/)
  assert.match(textOf(shown.html), /送るのを待っています/)
})

test('mail that was sent, failed or was given up says so', async () => {
  const states: [string, string, RegExp][] = [
    ['sent', `sent_at = now(), next_try_at = null, body = ''`, /に送りました.*本文を消しました/],
    ['again', `error = '450 later', next_try_at = now(), attempts = 1`, /もう一度送ります.*450 later/],
    ['gone', `error = '550 no', next_try_at = null, attempts = 10`, /もう送りません.*550 no/],
  ]
  for (const [to, change, sentence] of states) {
    const own = await testWeb(peopleRoutes, mountPeople)
    const chief = await own.tx((tx) => person(tx, own.people.city, 'administrator', '管理 たろう'))
    await own.tx(async (tx) => {
      await queueMail(tx, { to, subject: to, body: 'text', secret: true })
      await tx.run(`update party_mail set ${change}`)
    })
    const shown = await (await signedIn(own, chief)).get('/outbox')
    await assertPage(shown)
    assert.match(textOf(shown.html), sentence)
  }
})

const rate = {
  name: 'tax.reduced_pct',
  value: '８',
  from: '2027-04-01',
  source: '消費税法29条',
  confirmed: '1',
}

test('a number is set from a day on; the one before ends the day before', async () => {
  const opened = await signedIn(web, staff)
  const page = await opened.follow(await opened.post('/parameters', { ...rate, value: '７．５' }))
  await assertPage(page)
  assert.match(textOf(page.html), /7\.5% .*2027年4月1日/)
  const [before, after] = await web.tx(async (tx) => [
    await parameterOn(tx, rate.name, day('2027-03-31')),
    await parameterOn(tx, rate.name, day('2027-04-01')),
  ])
  assert.deepEqual([before?.value, before?.confirmed, after?.value, after?.confirmed], [8, false, 7.5, true])
})

const slips: [Record<string, string>, RegExp][] = [
  [{ value: '八' }, /値は、数字で入力してください/],
  [{ value: '' }, /値を入力してください/],
  [{ source: '' }, /出典を入力してください/],
  [{ from: '来年' }, /始まる日は .*入力：来年/],
  [{ name: '' }, /数字の名前を入力してください/],
  [{ name: 'Tax!' }, /名前は、英小文字/],
]
for (const [boxes, sentence] of slips)
  test(`a number with ${JSON.stringify(boxes)} is refused in words, and nothing typed is lost`, async () => {
    const sent = { ...rate, value: '12', ...boxes }
    const shown = await (await signedIn(web, staff)).post('/parameters', sent)
    await assertPage(shown, 422)
    assert.match(textOf(shown.html), sentence)
    for (const name of ['value', 'from', 'source'] as const)
      if (sent[name]) assert.ok(shown.html.includes(`value="${sent[name]}"`), name)
    assert.match(shown.html, /name="confirmed" value="1" checked/)
  })

test('who may only look sets nothing', async () => {
  const opened = await signedIn(web, officer)
  assert.doesNotMatch((await opened.get('/parameters')).html, /action="\/parameters"/)
  assert.equal((await opened.post('/parameters', rate, '/account')).status, 403)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listMail } from '#parties/mail.ts'
import { membersOf } from '#parties/memberships.ts'
import { person } from '#parties/testing.ts'
import { readToken } from '#parties/tokens.ts'
import { assertPage, browser, signedIn, testWeb, textOf } from '#web/testing.ts'
import { mountPeople, peopleRoutes } from './routes.ts'

const web = await testWeb(peopleRoutes, mountPeople)
const { staff, grower, cook, producer } = web.people
const members = `/parties/${producer}/members`
const tokens = `/parties/${producer}/tokens`

test('where no mail can be sent, the link of an invitation is shown once, and works', async () => {
  const opened = await signedIn(web, staff)
  const shown = await opened.post(members, { email: 'New@Example.jp', role: 'producer', language: 'en' })
  const page = await opened.follow(shown)
  await assertPage(page)
  const path = /data-copy="http:\/\/localhost(\/invitations\/[\w-]+)"/.exec(page.html)?.[1] ?? ''
  assert.doesNotMatch((await opened.get(members)).html, /\/invitations\//, 'only once')
  assert.match((await browser(web.app).get(path)).html, /new@example\.jp/)
  const { rows } = await web.tx((tx) => listMail(tx))
  assert.match(rows[0]?.subject ?? '', /^\[Yuinowa, Ichinoseki\]/)
  const remembered = await web.tx((tx) => tx.run<{ answer: unknown }>('select answer from party_request'))
  assert.doesNotMatch(JSON.stringify(remembered), /invitations/, 'the link is kept nowhere')
})

test('where mail is sent, nobody but the mailbox sees the link', async () => {
  const own = await testWeb(peopleRoutes, mountPeople, { smtpUrl: 'smtp://127.0.0.1:1' })
  const opened = await signedIn(own, own.people.staff)
  const at = `/parties/${own.people.producer}/members`
  const page = await opened.follow(
    await opened.post(at, { email: 'a@example.jp', role: 'producer', language: 'ja' }),
  )
  assert.match(textOf(page.html), /a@example\.jp に招待を送りました。/)
  assert.doesNotMatch(page.html, /\/invitations\//)
})

const slips: [string, Record<string, string>, RegExp][] = [
  ['no address', { email: '' }, /メールアドレスを入力してください/],
  ['an address that is none', { email: 'hana＠' }, /名前@example.jp」のような形/],
  ['a role that is not there', { role: 'king' }, /役割を選んでください/],
  ['a role that does not fit', { role: 'company_staff' }, /その種類の相手には付けられません/],
  ['a role that is not theirs to give', { role: 'administrator' }, /この役割を決めることはできません/],
]
for (const [slip, boxes, sentence] of slips)
  test(`an invitation with ${slip} is refused in words`, async () => {
    const sent = { email: 'kept@example.jp', role: 'producer', language: 'en', ...boxes }
    const shown = await (await signedIn(web, staff)).post(members, sent)
    await assertPage(shown, 422)
    assert.match(textOf(shown.html), sentence)
    if (sent.email) assert.ok(shown.html.includes(`value="${sent.email}"`))
    assert.match(shown.html, /value="en" checked/)
  })

test('a grower invites to the own farm alone, and only growers', async () => {
  const opened = await signedIn(web, grower)
  const { html } = await opened.get(members)
  const roles = [...html.matchAll(/<option value="(\w+)"/g)].map(([, role]) => role)
  assert.deepEqual(roles, ['producer'])
  const other = `/parties/${web.people.buyer}/members`
  const shown = await opened.post(other, { email: 'a@example.jp', role: 'buyer', language: 'ja' }, members)
  assert.equal(shown.status, 403)
})

test('a role is taken away, but nobody takes their own', async () => {
  const helper = await web.tx((tx) => person(tx, producer, 'producer', '手伝い さぶろう'))
  const opened = await signedIn(web, grower)
  const { html } = await opened.get(members)
  assert.equal([...html.matchAll(/members\/end"/g)].length, 1, 'one button: the helper’s, not one’s own')
  const end = (userId: string) => opened.post(`${members}/end`, { userId, role: 'producer' }, members)
  assert.equal((await end(helper.userId)).status, 303)
  assert.match(textOf((await end(grower.userId)).html), /自分自身にはできません/)
  const left = await web.tx((tx) => membersOf(tx, producer))
  assert.deepEqual(
    left.map(({ name }) => name),
    ['千葉 みのり'],
  )
})

test('a key is shown once, opens until it is stopped, and is kept nowhere', async () => {
  const opened = await signedIn(web, grower)
  const page = await opened.follow(await opened.post(tokens, { label: '店の在庫', lastDay: '2026-12-31' }))
  await assertPage(page)
  assert.match(textOf(page.html), /2026年12月31日\S* ?まで/)
  const token = /data-copy="(yui_[\w-]+)"/.exec(page.html)?.[1] ?? ''
  assert.doesNotMatch((await opened.get(tokens)).html, /yui_/)
  const read = () => web.tx((tx) => readToken(tx, token))
  assert.equal((await read())?.partyId, producer)
  const remembered = await web.tx((tx) => tx.run<{ answer: unknown }>('select answer from party_request'))
  assert.doesNotMatch(JSON.stringify(remembered), /yui_/)

  const tokenId = /name="tokenId" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  const stranger = await signedIn(web, cook)
  const theirs = `/parties/${cook.partyId}/tokens`
  const no = await stranger.post(`${theirs}/revoke`, { tokenId }, theirs)
  assert.equal(no.status, 422)
  assert.ok(await read(), 'another party stops nothing')
  assert.equal((await opened.post(`${tokens}/revoke`, { tokenId }, tokens)).status, 303)
  assert.equal(await read(), undefined)
  await assertPage(await opened.get(tokens))
})

const tokenSlips: [Record<string, string>, RegExp][] = [
  [{ label: '' }, /何に使うかを入力してください/],
  [{ label: '店', lastDay: '2026-11-22' }, /今日か今日より後/],
  [{ label: '店', lastDay: 'いつか' }, /使える最後の日は .*入力：いつか/],
]
for (const [boxes, sentence] of tokenSlips)
  test(`a key with ${JSON.stringify(boxes)} is refused in words`, async () => {
    const shown = await (await signedIn(web, grower)).post(tokens, boxes)
    await assertPage(shown, 422)
    assert.match(textOf(shown.html), sentence)
    for (const value of Object.values(boxes).filter(Boolean))
      assert.ok(shown.html.includes(`value="${value}"`), value)
  })

test('nobody makes a key for another party', async () => {
  const shown = await (await signedIn(web, staff)).post(tokens, { label: '店' }, members)
  assert.ok([403, 422].includes(shown.status))
  const kept = await web.tx((tx) =>
    tx.run('select 1 from party_token where party_id = $1 and role = $2', [producer, 'company_staff']),
  )
  assert.equal(kept.length, 0)
})

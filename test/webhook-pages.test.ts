import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNow } from '#db/testing.ts'
import { day } from '#kit/days.ts'
import { newId } from '#kit/ids.ts'
import { referenceRoutes } from '#api/reference.routes.ts'
import { sendDue } from '#api/webhooks/sender.ts'
import { assertSigned, program } from '#api/webhooks/testing.ts'
import { webhookRoutes } from '#api/webhooks/webhooks.routes.ts'
import type { Route } from '#http/routes.ts'
import { announce, eventKinds } from '#parties/announcements.ts'
import { partyPeopleRoutes } from '#web/people/party-people.routes.ts'
import { assertPage, signedIn, testWeb, textOf } from '#web/testing.ts'

/** A member of a party manages its receivers and sees what was sent, as a browser does. */
const routes: Route[] = [...partyPeopleRoutes]
const web = await testWeb(routes, (_, house) => {
  routes.push(...webhookRoutes(house), ...referenceRoutes(house))
})
const { buyer, cook, grower, staff, officer } = web.people
const list = `/parties/${buyer}/webhooks`
const form = { url: 'https://example.jp/hooks', description: '在庫', kinds: 'order.placed' }

const anOrder = () => ({
  orderId: newId(),
  orderNo: 'O-2026-1',
  netYen: 500,
  deliverOn: day('2026-11-30'),
})
const happen = (times = 1, at = testNow) =>
  web.tx(async (tx) => {
    announce(
      tx,
      'order.placed',
      Array.from({ length: times }, () => ({ partyId: buyer, data: anOrder() })),
    )
  }, at)
const send = () => sendDue({ ...web.house, publicUrl: 'http://localhost' })

test('from the keys of a party to a receiver, its secret shown once, a test, and how it went', async (t) => {
  const { url, arrived } = await program(t, (response) =>
    response.writeHead(400).end('<script>alert("よくない")</script>'),
  )
  const opened = await signedIn(web, cook)
  assert.match((await opened.get(`/parties/${buyer}/tokens`)).html, new RegExp(`href="${list}"`))
  await assertPage(await opened.get(list))
  await assertPage(await opened.get(`${list}/new`))
  const made = await opened.post(`${list}/new`, { ...form, url })
  const page = await opened.follow(made)
  await assertPage(page)
  const secret = /data-copy="(whsec_[\w+/=]+)"/.exec(page.html)?.[1] ?? ''
  const at = made.to ?? ''
  assert.doesNotMatch((await opened.get(at)).html, /whsec_/)
  const remembered = await web.tx((tx) => tx.run('select answer from party_request'))
  assert.doesNotMatch(JSON.stringify(remembered), /whsec_/)

  const tested = await opened.post(`${at}/test`, {}, at)
  const waiting = await opened.follow(tested)
  await assertPage(waiting)
  assert.match(textOf(waiting.html), /待っています.*まだ送っていません/)
  await send()
  assert.ok(arrived[0])
  assertSigned(arrived[0], secret)
  const shown = await opened.get(tested.to ?? '')
  await assertPage(shown)
  assert.match(textOf(shown.html), /次に送る日時.* 400 .*ミリ秒/)
  assert.match(shown.html, /&lt;script&gt;alert/, 'what the other side answers is text')
  assert.ok(shown.html.includes(arrived[0].json.id))
  assert.match(textOf((await opened.get(list)).html), /在庫.*届いていません/)

  assert.equal((await opened.post(`${tested.to}/resend`, {}, tested.to ?? '')).status, 303)
  await send()
  assert.equal(arrived.length, 2)
  const rolled = await opened.follow(await opened.post(`${at}/secret`, {}, at))
  assert.match(rolled.html, /data-copy="whsec_/)
  assert.match(textOf(rolled.html), /前の秘密でも、2026年11月24日/)
})

const rows = (html: string) => [...html.matchAll(/\/messages\/[\w-]+"/g)].length

test('messages are narrowed by state and kind, and go on', async () => {
  const opened = await signedIn(web, cook)
  const { to } = await opened.post(`${list}/new`, { ...form, description: '長い一覧' })
  const at = to ?? ''
  await happen(21)
  const first = await opened.get(`${at}?state=waiting&kind=order.placed`)
  await assertPage(first)
  assert.equal(rows(first.html), 20)
  const next = /href="([^"]*after=[^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await opened.get(next)
  assert.equal(rows(second.html), 1)
  assert.match(textOf(second.html), /O-2026-1 · 海辺ホテル/)
  assert.match(textOf((await opened.get(`${at}?state=sent`)).html), /この条件の通知はありません/)
  await assertPage(await opened.get(`${at}?state=nonsense&kind=x&after=x`))

  const off = await opened.follow(await opened.post(`${at}/switch`, { to: 'off' }, at))
  await assertPage(off)
  assert.match(textOf(off.html), /止めています/)
  assert.doesNotMatch(off.html, /\/test"/, 'nothing is sent while it is off')
  const on = await opened.follow(await opened.post(`${at}/switch`, { to: 'on' }, at))
  assert.match(textOf(on.html), /届くのを待っている通知 21件/)
  const again = await opened.follow(await opened.post(at, { since: '2026/11/1' }))
  assert.match(textOf(again.html), /送りなおすものはありませんでした/)
  const wrong = await opened.post(at, { since: 'きのう' })
  await assertPage(wrong, 422)
  assert.match(textOf(wrong.html), /この日からのできごとは .*入力：きのう/)

  await assertPage(await opened.get(`${at}/edit`))
  const edited = await opened.follow(await opened.post(`${at}/edit`, { ...form, description: '短い' }))
  assert.match(textOf(edited.html), /受信先を直しました/)
  const removed = await opened.follow(await opened.post(`${at}/remove`, {}, `${at}/edit`))
  assert.match(textOf(removed.html), /受信先を外しました/)
  assert.equal((await opened.get(at)).status, 404)
})

const slips: [Record<string, string>, RegExp][] = [
  [{ url: '' }, /受信先のアドレスを入力してください/],
  [{ url: 'http://example.jp' }, /https:\/\/ で始めてください/],
  [{ url: 'https://10.0.0.1/' }, /インターネットから届くものにしてください/],
  [{ kinds: '' }, /ひとつ以上選んでください/],
]
for (const [slip, sentence] of slips)
  test(`a receiver with ${JSON.stringify(slip)} comes back in words, with what was typed`, async () => {
    const shown = await (await signedIn(web, cook)).post(`${list}/new`, { ...form, ...slip })
    await assertPage(shown, 422)
    assert.match(textOf(shown.html), sentence)
    assert.ok(shown.html.includes('value="在庫"'))
    const ticked = [...shown.html.matchAll(/value="([\w.]+)" checked/g)].map(([, kind]) => kind)
    assert.deepEqual(ticked, slip['kinds'] === '' ? [] : ['order.placed'])
  })

test('who is not of the party sees nothing of it; what each may choose is what its role sees', async () => {
  const { to } = await (await signedIn(web, cook)).post(`${list}/new`, form)
  for (const stranger of [grower, staff, officer]) {
    const opened = await signedIn(web, stranger)
    for (const path of [list, `${list}/new`, to ?? '', `${to}/edit`])
      assert.equal((await opened.get(path)).status, 403, `${stranger.role} ${path}`)
  }
  const other = await signedIn(web, grower)
  const theirs = `/parties/${grower.partyId}/webhooks`
  assert.equal((await other.get((to ?? '').replace(list, theirs))).status, 404)
  assert.equal((await other.post(`${to}/remove`, {}, theirs + '/new')).status, 403)
  const kinds = async (actor: typeof cook) =>
    [
      ...(await (await signedIn(web, actor)).get(`/parties/${actor.partyId}/webhooks/new`)).html.matchAll(
        /name="kinds" value="(\w+)\./g,
      ),
    ].map(([, group]) => group)
  assert.deepEqual(new Set(await kinds(cook)), new Set(['order', 'delivery', 'invoice']))
  assert.deepEqual(new Set(await kinds(grower)), new Set(['payout']))
  assert.equal((await kinds(staff)).length, eventKinds.length)
})

test('the page for programmers stands in both languages', async () => {
  const opened = await signedIn(web, cook)
  const japanese = await opened.get('/api/webhooks')
  await assertPage(japanese)
  assert.match(textOf(japanese.html), /2割までの揺らぎ/)
  opened.cookies.set('yuinowa_lang', 'en')
  for (const path of ['/api/webhooks', list, `${list}/new`]) {
    const shown = await opened.get(path)
    await assertPage(shown)
    assert.doesNotMatch(
      textOf(shown.html.replace(/^[\s\S]*<main/, '<main').replace(/<\/main>[\s\S]*/, '')).replaceAll(
        /海辺ホテル|みずほ農園|在庫/g,
        '',
      ),
      /[ぁ-んァ-ヶ一-龠]/,
    )
  }
})

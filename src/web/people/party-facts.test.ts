import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import type { Actor } from '#parties/actors.ts'
import { bankAccountOn } from '#parties/bank-accounts.ts'
import { registrationOn } from '#parties/registrations.ts'
import { sideOn } from '#parties/sides.ts'
import { person } from '#parties/testing.ts'
import { assertPage, signedIn, testWeb, textOf } from '#web/testing.ts'
import { mountPeople, peopleRoutes } from './routes.ts'

const web = await testWeb(peopleRoutes, mountPeople)
const { staff, officer, grower, cook, producer } = web.people
const admin = await web.tx((tx) => person(tx, web.people.city, 'administrator', '管理 たろう'))

const bank = `/parties/${producer}/bank-account`
const account = {
  bankCode: '０１２３',
  branchCode: '001',
  accountType: '1',
  accountNumber: '12345',
  holderKana: 'みずほのうえん',
  accountFrom: '2026-11-23',
}

test('an account is typed as in the passbook, and its number is never shown again', async () => {
  const opened = await signedIn(web, grower)
  const shown = await opened.post(bank, account)
  assert.equal(shown.status, 303, textOf(shown.html))
  const page = await opened.follow(shown)
  await assertPage(page)
  assert.match(textOf(page.html), /岩手銀行 .* 普通 \*\*\*\*345/)
  assert.doesNotMatch(page.html, /0012345|value="12345"/)
  const kept = await web.tx((tx) => bankAccountOn(tx, producer, day('2026-11-23')))
  assert.deepEqual([kept?.accountNumber, kept?.holderKana], ['0012345', 'ﾐｽﾞﾎﾉｳｴﾝ'])
  assert.match(textOf((await opened.get(`/parties/${producer}`)).html), /\*\*\*\*345/)
})

const slips: [string, Record<string, string>, RegExp][] = [
  ['no bank', { bankCode: '' }, /金融機関コードを入力してください/],
  ['a bank that is none', { bankCode: '9998' }, /その銀行コードの金融機関はありません/],
  ['a branch that is none', { branchCode: '999' }, /岩手銀行にその支店コードの店はありません/],
  ['eight digits', { accountNumber: '12345678' }, /口座番号は7桁まで/],
  ['kanji in the holder', { holderKana: '瑞穂農園' }, /「瑞」/],
  ['no kind', { accountType: '7' }, /口座の種類を選んでください/],
  ['no day', { accountFrom: 'きのう' }, /使い始める日は .*入力：きのう/],
]
for (const [slip, boxes, sentence] of slips)
  test(`an account with ${slip} is refused in words, and nothing typed is lost`, async () => {
    const shown = await (await signedIn(web, staff)).post(bank, { ...account, ...boxes })
    await assertPage(shown, 422)
    assert.match(textOf(shown.html), sentence)
    const kept = Object.entries({ ...account, ...boxes }).filter(([name]) => name !== 'accountType')
    for (const [name, value] of kept) assert.ok(shown.html.includes(`value="${value}"`), name)
  })

const others: [string, Actor][] = [
  ['the city', officer],
  ['another party', cook],
  ['an administrator', admin],
]
for (const [who, actor] of others)
  test(`${who} neither sees nor sets the account`, async () => {
    const opened = await signedIn(web, actor)
    assert.equal((await opened.get(bank)).status, 403)
    const shown = await opened.post(bank, account, '/account')
    assert.ok([403, 422].includes(shown.status))
    assert.doesNotMatch(shown.html, /\*\*\*\*345/)
  })

const standing = `/parties/${producer}/standing`

test('the side is noted with its day; what was before stays true before', async () => {
  const opened = await signedIn(web, officer)
  const shown = await opened.post(
    `${standing}/side`,
    { side: 'outside', sideFrom: '令和8年10月1日' },
    standing,
  )
  await assertPage(await opened.follow(shown))
  const [before, after] = await web.tx(async (tx) => [
    await sideOn(tx, producer, day('2026-09-30')),
    await sideOn(tx, producer, day('2026-10-01')),
  ])
  assert.deepEqual([before, after], ['inside', 'outside'])
})

test('a registration begins and ends', async () => {
  const opened = await signedIn(web, staff)
  // The 法人番号 that the National Tax Agency gives itself, whose check digit is right.
  const number = 'Ｔ7000012050002'
  const begun = { number, registeredFrom: '2026-04-01' }
  const shown = await opened.post(`${standing}/registration`, begun, standing)
  const page = await opened.follow(shown)
  await assertPage(page)
  assert.match(textOf(page.html), /T7000012050002/)
  const ended = await opened.post(`${standing}/registration/end`, { lastDay: '2026-10-31' }, standing)
  assert.equal(ended.status, 303)
  const [on, after] = await web.tx(async (tx) => [
    await registrationOn(tx, producer, day('2026-10-31')),
    await registrationOn(tx, producer, day('2026-11-01')),
  ])
  assert.deepEqual([on?.number, after], ['T7000012050002', undefined])
})

const standingSlips: [string, Record<string, string>, RegExp][] = [
  ['/registration', { number: 'T123', registeredFrom: '2026-04-01' }, /Tと13桁の数字/],
  ['/registration', { number: 'T7000012050003', registeredFrom: '2026-04-01' }, /登録番号の数字が正しくない/],
  ['/registration', { number: '', registeredFrom: '2026-04-01' }, /登録番号を入力してください/],
  ['/registration/end', { lastDay: '2020-01-01' }, /その日に有効な登録がありません/],
  ['/side', { side: '', sideFrom: '2026-04-01' }, /地域の内か外かを選んでください/],
]
for (const [path, boxes, sentence] of standingSlips)
  test(`${path} with ${JSON.stringify(boxes)} is refused in words`, async () => {
    const shown = await (await signedIn(web, staff)).post(standing + path, boxes, standing)
    await assertPage(shown, 422)
    assert.match(textOf(shown.html), sentence)
    for (const value of Object.values(boxes).filter(Boolean))
      assert.ok(shown.html.includes(`value="${value}"`), value)
  })

test('who may not verify notes no registration', async () => {
  const opened = await signedIn(web, admin)
  assert.doesNotMatch((await opened.get(standing)).html, /standing\/registration"/)
  const shown = await opened.post(`${standing}/registration`, { number: 'x', registeredFrom: 'x' }, standing)
  assert.equal(shown.status, 403)
})

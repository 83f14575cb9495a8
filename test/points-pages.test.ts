/** Points through the pages: the office opens the fund, a citizen pays, a shop takes, brings notes, and is paid out. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, instantOf } from '#kit/days.ts'
import { setBankAccount } from '#parties/bank-accounts.ts'
import { granted, person } from '#parties/testing.ts'
import { register } from '#points/testing.ts'
import { verifyPoints } from '#points/watching.ts'
import { routes } from '#web/app.ts'
import { assertPage, bothLanguages, browser, signedIn, testWeb, textOf } from '#web/testing.ts'

const web = await testWeb(routes)
const { city, staff } = web.people
const [fund, home, shop] = await web.tx(async (tx) => [
  await register(tx, 'association', 'ポイント基金'),
  await register(tx, 'household', '佐藤家'),
  await register(tx, 'business', '駅前商店'),
])
const officer = await signedIn(web, web.people.officer)
const citizen = await signedIn(web, await web.tx((tx) => person(tx, home, 'citizen', '佐藤 けん')))
const keeper = await signedIn(web, await web.tx((tx) => person(tx, shop, 'shop', '菊池 はな')))
const offices = ['fund', 'shops', 'notes', 'redemptions', 'watch'].map((tab) => `/points/${tab}`)
const serialsOn = (html: string) =>
  [...html.matchAll(/y-note-serial">([^<]+)</g)].map(([, serial = '']) => serial)
const proved = async () => assert.deepEqual(await web.tx(verifyPoints), [])

test('before there is anything: empty pages that say so, in both languages', async () => {
  for (const path of offices) {
    await bothLanguages(officer, path)
  }
  const wallet = await citizen.get('/points')
  await assertPage(wallet)
  assert.match(textOf(wallet.html), /まだポイントはありません/)
  assert.match(textOf((await keeper.get('/points/till')).html), /加盟店ではありません/)
  assert.equal((await browser(web.app).get('/points')).status, 303)
  assert.equal((await citizen.get('/points/fund')).status, 403)
})

test('the fund is opened and filled; what is wrong is said by its box, and what was typed stays', async () => {
  const shy = await officer.post('/points/fund/open', { partyId: fund, requesterCode: '12a' }, '/points/fund')
  assert.match(textOf(shy.html), /依頼人コードは数字10桁/)
  assert.match(shy.html, /value="12a"/)
  await officer.post('/points/fund/open', { partyId: fund, requesterCode: '0000000123' }, '/points/fund')
  const give = (points: string, reason = '祭りの手伝い') =>
    officer.post('/points/fund/give', { to: home, points, reason }, '/points/fund')
  assert.match(textOf((await give('500')).html), /基金のポイントが500 pt足りません/)
  const fill = (yen: string, on = '2026-11-20') =>
    officer.post('/points/fund/fill', { fillerId: city, yen, on, memo: '負担金' }, '/points/fund')
  assert.match(textOf((await fill('100000', '2026-12-01')).html), /今日か、それより前/)
  assert.equal((await fill('100000')).status, 303)
  assert.match(textOf((await give('5000', '')).html), /理由を入れて/)
  assert.equal((await give('5000')).status, 303)
  const shown = await officer.get('/points/fund')
  await assertPage(shown)
  assert.match(textOf(shown.html), /基金の円 100,000円.*まだ出せるポイント 95,000.*住民のウォレット 5,000/)
  await proved()
})

test('a slip of the office is undone: it says why, and does so once', async () => {
  const slip = { to: home, points: '700', reason: '祭りの手伝い' }
  await officer.post('/points/fund/give', slip, '/points/fund')
  const [, at = ''] =
    /href="(\/points\/fund\/moves\/[^"]+)"/.exec((await officer.get('/points/fund')).html) ?? []
  await bothLanguages(officer, at)
  assert.match(textOf((await officer.post(`${at}/undo`, { reason: '' }, at)).html), /理由を入れて/)
  assert.equal((await officer.post(`${at}/undo`, { reason: '相手の間違い' }, at)).status, 303)
  const undone = await officer.get(at)
  await assertPage(undone)
  assert.match(textOf(undone.html), /取り消されています.*相手の間違い/)
  assert.doesNotMatch(undone.html, /\/undo"/)
  assert.match(textOf((await officer.get('/points/fund')).html), /住民のウォレット 5,000/)
  assert.equal((await citizen.get(at)).status, 403)
  await proved()
})

let code = ''
test('a shop is registered; the citizen pays by its code, and shows what was paid', async () => {
  await officer.post('/points/shops', { partyId: shop }, '/points/shops')
  const till = await keeper.get('/points/till')
  await assertPage(till)
  code = /([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(textOf(till.html))?.[1] ?? ''
  assert.notEqual(code, '')
  const asked = await citizen.get(`/points/pay?shop=${code.toLowerCase()}`)
  await assertPage(asked)
  assert.match(textOf(asked.html), /駅前商店に支払う/)
  assert.match(
    textOf((await citizen.get('/points/pay?shop=XXXXXXXX')).html),
    /そのコードのお店は見つかりません/,
  )
  const pay = (points: string) =>
    citizen.post('/points/pay', { shop: code, points }, `/points/pay?shop=${code}`)
  const much = await pay('5001')
  assert.match(textOf(much.html), /ポイントが足りません。使えるのは5,000 ptです/)
  assert.match(much.html, /value="5001"/)
  assert.match(textOf((await pay('0')).html), /1以上の数字/)
  const paid = await pay('1200')
  assert.equal(paid.status, 303)
  const shown = await citizen.get(paid.to ?? '')
  await assertPage(shown)
  assert.match(textOf(shown.html), /支払いました 駅前商店 1,200 pt/)
  await bothLanguages(citizen, paid.to ?? '')
  // The same form sent twice pays once.
  const [, key = ''] =
    /name="_key" value="([^"]+)"/.exec((await citizen.get(`/points/pay?shop=${code}`)).html) ?? []
  for (let n = 0; n < 2; n++)
    await citizen.post('/points/pay', { shop: code, points: '100', _key: key }, `/points/pay?shop=${code}`)
  assert.match(textOf((await citizen.get('/points')).html), /使えるポイント 3,700/)
  await proved()
})

test('the shop takes by the customer’s code, once; and takes a slip back', async () => {
  const shown = await citizen.post('/points/code', {}, '/points')
  const page = await citizen.get(shown.to ?? '')
  await assertPage(page)
  const token = new URLSearchParams((shown.to ?? '').split('?')[1]).get('code') ?? ''
  const taking = await keeper.get(`/points/take?code=${token}`)
  await assertPage(taking)
  assert.match(textOf(taking.html), /お客さまのコードを読み取りました/)
  const take = (typed: string) => keeper.post('/points/take', { code: typed, points: '300' }, '/points/till')
  assert.equal((await take(`http://localhost/points/take?code=${token}`)).status, 303)
  assert.match(textOf((await take(token)).html), /使われたか、5分を過ぎています/)
  assert.match(textOf((await citizen.get(shown.to ?? '')).html), /コードは使われたか/)
  const [, href = ''] =
    /href="(\/points\/payments\/[^"]+)"/.exec((await keeper.get('/points/till')).html) ?? []
  assert.doesNotMatch((await citizen.get(href)).html, /\/undo/)
  await keeper.post(`${href}/undo`, { reason: '打ち間違い' }, href)
  assert.match(textOf((await keeper.get(href)).html), /取り消されています/)
  assert.match(textOf((await citizen.get('/points')).html), /使えるポイント 3,700/)
  await proved()
})

test('notes: printed by the office, brought by the shop, and one that is none is named', async () => {
  const made = await officer.post(
    '/points/notes',
    { holderId: home, count: '2', each: '500' },
    '/points/notes',
  )
  const sheet = await officer.get(made.to ?? '')
  await assertPage(sheet)
  const serials = serialsOn(sheet.html)
  assert.equal(serials.length, 2)
  const bring = (list: readonly string[]) =>
    keeper.post('/points/till/notes', { serials: list.join('\n') }, '/points/till')
  const wrong = await bring([serials[0] ?? '', 'AAAA-BBBB-C'])
  assert.match(textOf(wrong.html), /券「AAAA-BBBB-C」は/)
  assert.match(wrong.html, new RegExp(serials[0] ?? '-'))
  assert.equal((await bring(serials)).status, 303)
  assert.match(textOf((await bring(serials)).html), /もう使われています/)
  await assertPage(await keeper.get(`/points/till?note=${serials[0]}`))
  const spoilt = await officer.post(
    '/points/notes',
    { holderId: home, count: '1', each: '300' },
    '/points/notes',
  )
  const [serial = ''] = serialsOn((await officer.get(spoilt.to ?? '')).html)
  const voiding = (typed: string) => officer.post('/points/notes/void', { serials: typed }, '/points/notes')
  assert.match(textOf((await voiding(serials[0] ?? '')).html), /もう使われています/)
  assert.equal((await voiding(serial)).status, 303)
  const list = await officer.get('/points/notes')
  await assertPage(list)
  assert.match(textOf(list.html), /佐藤家 500 pt 2 – 2 – –.*/)
  assert.match(textOf(list.html), /佐藤家 300 pt 1 – – 1 –/)
  assert.doesNotMatch(list.html, new RegExp(serial))
  await proved()
})

test('shops are paid out: the file, confirmed on its day', async () => {
  const make = () => officer.post('/points/redemptions', { transferOn: '2026-11-25' }, '/points/redemptions')
  assert.match(textOf((await make()).html), /基金の口座が登録されていません/)
  const account = { bankCode: '0123', branchCode: '024', accountType: '1', accountNumber: '1234567' } as const
  for (const [partyId, holderKana] of [
    [fund, 'ポイントキキン'],
    [shop, 'エキマエショウテン'],
  ] as const)
    granted(
      await web.tx((tx) =>
        setBankAccount(tx, staff, { ...account, partyId, holderKana, from: day('2026-04-01') }),
      ),
    )
  assert.match(
    textOf(
      (await officer.post('/points/redemptions', { transferOn: '2026-11-28' }, '/points/redemptions')).html,
    ),
    /銀行の休業日/,
  )
  const made = await make()
  assert.equal(made.status, 303)
  const at = made.to ?? ''
  await bothLanguages(officer, at)
  const file = await officer.get(`${at}/file.txt`)
  assert.match(file.html, /0000002300/) // 1,200 + 100 by code, 1,000 by notes
  assert.match(textOf((await officer.post(`${at}/confirm`, {}, at)).html), /振込指定日がまだ来ていません/)
  web.clock.set(instantOf(day('2026-11-25'), 15))
  await officer.post(`${at}/confirm`, {}, at)
  assert.match(textOf((await officer.get(at)).html), /支払い済み/)
  for (const path of offices) await assertPage(await officer.get(path))
  assert.match(textOf((await officer.get('/points/fund')).html), /基金の円 97,700円/)
  const returned = { partyId: shop, returnedOn: '2026-11-25', reason: '' }
  assert.match(textOf((await officer.post(`${at}/return`, returned, at)).html), /銀行からの理由を入れて/)
  assert.equal((await officer.post(`${at}/return`, { ...returned, reason: '口座なし' }, at)).status, 303)
  assert.match(await bothLanguages(officer, at), /駅前商店 戻り 2026年11月25日\(水\) 口座なし/)
  assert.match(textOf((await officer.get('/points/fund')).html), /基金の円 100,000円/)
  assert.match(
    await bothLanguages(keeper, '/points/till'),
    /銀行から振込が戻っています 銀行からの理由：口座なし .*口座を直す/,
  )
  await proved()
})

test('a shop that ended takes nothing more', async () => {
  await officer.post(`/points/shops/${shop}/end`, {}, '/points/shops')
  assert.match(textOf((await citizen.get(`/points/pay?shop=${code}`)).html), /見つかりません/)
})

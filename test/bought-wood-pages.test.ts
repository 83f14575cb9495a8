/** Wood of others, through the pages: their certificates with the scans, and what is bought upon them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Id } from '#kit/ids.ts'
import type { Tx } from '#db/transaction.ts'
import { granted } from '#parties/testing.ts'
import { routes } from '#web/app.ts'
import { bothLanguages, signedIn, testWeb, textOf } from '#web/testing.ts'
import { saveSite } from '#wood/sites.ts'
import { certificateBoxes as certificate, settleWood, yardOf } from '#wood/testing.ts'

const web = await testWeb(routes)
const place = await web.tx((tx) => settleWood(tx, web.people))
const { staff, programme } = place
const office = await signedIn(web, staff)
const keeper = await signedIn(web, place.keeper)
const citizen = await signedIn(web, place.citizen)
const siteOf = async (tx: Tx, kind: 'firewood_base' | 'boiler', code: string): Promise<Id> =>
  granted(await saveSite(tx, staff, { ...yardOf(programme, code), kind, name: `${code}の場所` })).siteId
const base = await web.tx((tx) => siteOf(tx, 'firewood_base', 'base'))
const boiler = await web.tx((tx) => siteOf(tx, 'boiler', 'boiler'))

const scan = (content: string) => ({ paper: new File([content], '写し.pdf') })

test('papers of origin that came are recorded once, with a scan that stays with them', async () => {
  const recordAt = '/wood/certificates/record'
  await bothLanguages(office, recordAt)
  const received = { ...certificate, certificateNo: '7', proof: 'thinned', product: 'logs', species: 'sugi' }
  const record = (more: object = {}) => office.post(recordAt, { ...received, ...more }, recordAt)
  assert.match(textOf((await record(scan('番号,重さ'))).html), /書類はPDFか写真にしてください/)
  const recorded = await record({ ...scan('%PDF-1.7 届いた証明書'), paperName: '' })
  assert.equal(recorded.status, 303, 'what was refused with its file was not recorded')
  assert.match(textOf((await record()).html), /もう記録されています/)
  const page = recorded.to ?? ''
  const kept = await office.get(page)
  const [address = ''] = /\/wood\/certificates\/papers\/[\w-]+/.exec(kept.html) ?? []
  assert.match(textOf(kept.html), /届いた証明書のPDFか写真です.*写し\.pdf.*書類を加える/)
  const file = await office.get(address)
  assert.equal(file.html, '%PDF-1.7 届いた証明書')
  assert.match(file.response.headers.get('content-disposition') ?? '', /^attachment;.*\.pdf$/)
  assert.equal((await citizen.get(address)).status, 403)
  assert.equal((await office.get(address.replace('certificates', 'forests'))).status, 404)
  assert.match(textOf((await office.post(`${page}/papers`, {}, page)).html), /ファイルを選んでください/)
  assert.match(textOf((await office.post(`${address}/remove`, {}, page)).html), /正しい書類を先に加えて/)
  const add = (content: string) =>
    office.post(`${page}/papers`, { ...scan(content), _key: 'of one form' }, page)
  assert.equal((await add('%PDF-1.4')).status, 303)
  assert.equal((await add('%PDF-1.4')).status, 303, 'sent twice it is added once')
  assert.equal((await add('%PDF-1.5')).status, 422, 'another file is not taken for the first')
  assert.equal((await office.get(page)).html.match(/certificates\/papers\/[\w-]+"/g)?.length, 2)
  assert.equal((await office.post(`${address}/remove`, {}, page)).to, page)
  assert.equal((await office.get(address)).status, 404)
  assert.doesNotMatch(textOf((await office.get('/wood/certificates')).html), /写しなし/)
  assert.equal((await record({ certificateNo: '8' })).status, 303)
  assert.match(await bothLanguages(office, '/wood/certificates'), /写しなし/)
})

test('wood of somebody who is no supplier is bought, upon the certificate that came with it', async () => {
  const buyAt = '/wood/stock/buy'
  const recordAt = '/wood/certificates/record'
  const paper = { ...certificate, certificateNo: '12', proof: 'general', product: 'chips', species: 'sugi' }
  const received = { ...paper, ...scan('%PDF-1.7'), otherName: '気仙沼木材', grams: '10000' }
  assert.equal((await office.post(recordAt, received, recordAt)).status, 303)
  const form = await bothLanguages(office, buyAt)
  assert.match(form, /12 気仙沼木材（チップ・一般木質・残り10\.00 t）/)
  assert.match(textOf((await office.get('/wood/stock')).html), /買い入れを記録する/)
  assert.equal((await keeper.get(buyAt)).status, 403)
  assert.doesNotMatch(textOf((await keeper.get('/wood/stock')).html), /買い入れを記録する/)
  const [, certificateId = ''] =
    /<option value="([\w-]+)"[^>]*>12 気仙沼木材/.exec((await office.get(buyAt)).html) ?? []
  const boxes = {
    on: '2026-11-23',
    sellerId: place.town.buyer,
    siteId: boiler,
    store: 'chips',
    species: 'sugi',
    grams: '4000',
    wetBp: '35',
    size: 'P32',
    ash: '',
    certificateId,
    netYen: '60000',
    dieselMl: '',
    note: '寒波のため',
  }
  const buy = (more: object = {}) => office.post(buyAt, { ...boxes, ...more }, buyAt)
  const paperAt = `/wood/certificates/${certificateId}`
  assert.match(
    await bothLanguages(office, paperAt),
    /この証明書で買い入れた木 残り10\.00 t まだ買い入れていません/,
  )
  assert.match(
    (await office.get(`${buyAt}?certificate=${certificateId}`)).html,
    new RegExp(`value="${certificateId}" selected`),
  )
  const wrong = await buy({ siteId: base })
  assert.match(textOf(wrong.html), /この種類の木を置けません/)
  assert.match(wrong.html, /value="寒波のため"/)
  assert.match(textOf((await buy({ grams: '10001' })).html), /まだ買い入れていないのは10,000\.0 kg/)
  assert.match(textOf((await buy({ netYen: '' })).html), /代金（税抜）/)
  const bought = await buy()
  assert.equal(bought.status, 303)
  const pile = await bothLanguages(office, bought.to ?? '')
  assert.match(pile, /LOT-BOILER-2026-\d+ スギ チップ.*4\.00 t.*35\.0%.*一般木質.*買い入れ/)
  const [work = ''] = /\/wood\/works\/[\w-]+/.exec((await office.get(bought.to ?? '')).html) ?? []
  const seen = await bothLanguages(office, work)
  assert.match(
    seen,
    /買い入れ.*相手 海辺ホテル 支払い 66,000円（うち消費税 6,000円） もとになった証明書 12 .*寒波のため/,
  )
  assert.doesNotMatch(textOf((await keeper.get(work)).html), /取り消す/)
  assert.match(await bothLanguages(office, paperAt), /残り6\.00 t.*WK-2026-00001.*4\.00 t 買い入れを記録する/)
  assert.match(
    textOf((await office.post(`${paperAt}/cancel`, { reason: 'x' }, paperAt)).html),
    /先に、その買い入れを取り消して/,
  )
  assert.match(await bothLanguages(office, '/wood/works?kind=buying'), /買い入れ.*海辺ホテル/)
  assert.equal((await office.post(`${work}/reverse`, { reason: '重さ' }, work)).status, 303)
})

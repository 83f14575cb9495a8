import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { newId } from '#kit/ids.ts'
import type { Actor } from '#parties/actors.ts'
import { registerParty } from '#parties/parties.ts'
import { setRegistration } from '#parties/registrations.ts'
import { granted, person } from '#parties/testing.ts'
import { closeMonth } from '#trade/invoices.ts'
import { offer } from '#trade/testing.ts'
import { bankLines, deliver, withAccounts } from '#trade/testing-months.ts'
import { routes } from '#web/app.ts'
import { mountPeople } from '#web/people/routes.ts'
import { type Browser, assertPage, bothLanguages, signedIn, testWeb, textOf } from '#web/testing.ts'

/** A small office in November 2026: goods were sold in October and are invoiced, paid, settled and paid out here. */
const web = await testWeb(routes, mountPeople)
const { people } = web
const { staff, grower, cook, producer, buyer } = people
const october = day('2026-10-20')
const variant: { id: Id } = { id: newId() }
let opened: Browser

before(async () => {
  await web.tx(async (tx) => {
    const from = day('2024-04-01')
    for (const [partyId, number] of [
      [people.company, 'T7000012050002'],
      [producer, 'T8700110005901'],
    ] as const)
      granted(await setRegistration(tx, people.officer, { partyId, number, from }))
    const { variants } = await offer(tx, people, { quantity: 500, madeOn: october })
    const [first] = variants
    if (!first) throw new Error('no variant')
    variant.id = first
  })
  opened = await signedIn(web, staff)
})

const sell = (quantity: number, shippedOn = october, buyerId = buyer) =>
  web.tx((tx) => deliver(tx, people, variant.id, quantity, { shippedOn, buyerId }))
const invoiced = async (quantity: number): Promise<{ invoiceId: Id; invoiceNo: string }> => {
  await sell(quantity)
  const closed = await web.tx((tx) => closeMonth(tx, staff, { through: day('2026-10-31') }))
  const [invoice] = granted(closed).invoices
  assert.ok(invoice)
  return invoice
}
const line = async (amount: number, text: string, on = '2026-11-20'): Promise<Id> => {
  const [id] = await web.tx((tx) => bankLines(tx, people, [[on, amount, text]]))
  assert.ok(id)
  return id
}
const otherParty = (role: 'buyer' | 'producer', name: string): Promise<Actor> =>
  web.tx(async (tx) => {
    const { partyId } = granted(
      await registerParty(tx, staff, {
        kind: 'business',
        name,
        kana: 'ホカ',
        side: 'inside',
        sideFrom: day('2024-04-01'),
      }),
    )
    return await person(tx, partyId, role, `${name}の人`)
  })

/** An action that is done and led on; what the page says then. */
async function done(path: string, boxes: Record<string, string | File>, from: string): Promise<string> {
  const shown = await opened.post(path, boxes, from)
  assert.equal(shown.status, 303, textOf(shown.html).slice(0, 900))
  const page = await opened.follow(shown)
  await assertPage(page)
  return textOf(page.html)
}

test('every list says what to do first while it is empty', async () => {
  for (const [path, sentence] of [
    ['/trade/invoices?view=all', /まだ請求書がありません.*納品がありません/],
    ['/trade/bank', /確かめる明細はありません.*明細を取り込む/],
    ['/trade/bank?view=all', /まだ明細がありません/],
    ['/trade/statements', /まだ精算書がありません/],
    ['/trade/payouts', /支払いを待つ精算書はありません.*まだ支払いはありません/],
    ['/trade/import', /見本の商品一覧をダウンロード.*まだファイルを取り込んでいません/],
    ['/trade/expenses/new', /経費を入力する/],
  ] as const)
    assert.match(await bothLanguages(opened, path), sentence, path)
})

test('a month is closed after what it will do was shown; sent twice, it is closed once', async () => {
  await sell(10)
  const lead = await bothLanguages(opened, '/trade/invoices')
  assert.match(lead, /締めると請求する納品.*海辺ホテル.*2026年10月31日.*1件 ¥5,000/)
  // What the form offers is what the table has shown.
  const offered = (await opened.get('/trade/invoices')).html
  const through = /name="through"[^>]*value="([\d-]+)"/.exec(offered)?.[1] ?? ''
  assert.equal(through, '2026-11-23')
  const boxes = { through, buyerId: '', _key: newId() }
  const wrong = await opened.post('/trade/invoices', { ...boxes, through: '2026-12-31', _key: newId() })
  await assertPage(wrong, 422)
  assert.match(textOf(wrong.html), /締める日は今日か、それより前の日に/)
  assert.match(wrong.html, /value="2026-12-31"/)
  assert.match(
    await done('/trade/invoices', boxes, '/trade/invoices'),
    /1通の請求書を作りました。合計は5,400円/,
  )
  assert.match(await done('/trade/invoices', boxes, '/trade/invoices'), /1通の請求書を作りました/)
  const made = await web.tx((tx) => tx.run('select 1 from trade_invoice where region_id = $1', [tx.region]))
  assert.equal(made.length, 1)
  const nothing = await opened.post('/trade/invoices', { through: '2026-10-31' })
  await assertPage(nothing, 422)
  assert.match(textOf(nothing.html), /請求する納品がありません/)
})

test('an invoice has its six items on the screen and as a file; only its buyer sees it', async () => {
  const { invoiceId, invoiceNo } = await invoiced(3)
  const path = `/trade/invoices/${invoiceId}`
  const text = await bothLanguages(opened, path)
  for (const item of [
    /結いの商社 登録番号 T7000012050002/, // issuer and its number
    /10月20日/, // day of the deal
    /りんごジャム ※.*※は軽減税率の対象です/, // goods, and which are reduced
    /8％対象 ※ ¥1,500 ¥120 ¥1,620/, // totals and tax by rate
    /海辺ホテル 御中/, // to whom
    /お支払期限 2026年11月30日/,
  ])
    assert.match(text, item)
  const pdf = await opened.get(`${path}/pdf`)
  assert.equal(pdf.response.headers.get('content-type'), 'application/pdf')
  assert.ok(pdf.html.startsWith('%PDF-'))
  const name = decodeURIComponent(pdf.response.headers.get('content-disposition') ?? '')
  assert.match(name, new RegExp(`請求書_${invoiceNo}\\.pdf`))

  const own = await signedIn(web, cook)
  assert.match(await bothLanguages(own, '/trade/invoices'), new RegExp(invoiceNo))
  await bothLanguages(own, path)
  const other = await signedIn(web, await otherParty('buyer', '山の宿'))
  assert.equal((await other.get(path)).status, 404)
  assert.equal((await other.get(`${path}/pdf`)).status, 404)
  assert.doesNotMatch(textOf((await other.get('/trade/invoices')).html), new RegExp(invoiceNo))
  assert.equal((await (await signedIn(web, grower)).get(path)).status, 403)
})

test('a bank line is matched with one press, and undone with a reason', async () => {
  const { invoiceId, invoiceNo } = await invoiced(7)
  const id = await line(3_780, 'ウミベホテル')
  const list = await bothLanguages(opened, '/trade/bank')
  assert.match(list, new RegExp(`海辺ホテル 振込名義と金額が合います ${invoiceNo}に消し込む`))
  const boxes = { invoiceIds: invoiceId, buyer, _key: newId() }
  assert.match(await done(`/trade/bank/${id}/match`, boxes, '/trade/bank'), /入金 N-\S+ を記録し/)
  assert.match(await done(`/trade/bank/${id}/match`, boxes, '/trade/bank'), /入金 N-\S+ を記録し/)
  const again = await opened.post(`/trade/bank/${id}/match`, { invoiceIds: invoiceId }, '/trade/bank')
  await assertPage(again, 422)
  assert.match(textOf(again.html), /この行はもう処理されています/)

  const lineText = await bothLanguages(opened, `/trade/bank/${id}`)
  assert.match(lineText, /入金 N-\S+ として記録しました/)
  const invoice = await opened.get(`/trade/invoices/${invoiceId}`)
  const payment = /\/trade\/payments\/[\w-]+/.exec(invoice.html)?.[0] ?? ''
  assert.match(await bothLanguages(opened, payment), /台帳の仕訳を見る/)
  const entry = /\/ledger\/entries\/[\w-]+/.exec((await opened.get(payment)).html)?.[0] ?? ''
  await assertPage(await opened.get(entry))
  const noReason = await opened.post(`${payment}/undo`, { reason: ' ' }, payment)
  await assertPage(noReason, 422)
  assert.match(textOf(noReason.html), /取り消す理由を入力してください/)
  assert.match(
    await done(`${payment}/undo`, { reason: '別の人の入金' }, payment),
    /取り消されています.*別の人の入金/,
  )
  assert.match(await bothLanguages(opened, `/trade/invoices/${invoiceId}`), /取り消し済み.*残り ¥3,780/)
})

test('invoices are chosen by hand for a line that no suggestion fits', async () => {
  const id = await line(50, 'シラナイヒト')
  const path = `/trade/bank/${id}`
  await bothLanguages(opened, path)
  const chosen = `${path}?buyer=${buyer}`
  const page = await opened.get(chosen)
  await assertPage(page)
  assert.match(textOf(page.html), /消し込む請求書.*入金は50円です/)
  const none = await opened.post(`${path}/match`, { buyer }, chosen)
  await assertPage(none, 422)
  assert.match(textOf(none.html), /請求書を1つ以上選んでください/)
  const invoice = /name="invoiceIds" value="([\w-]+)"/.exec(page.html)?.[1] ?? ''
  assert.match(await done(`${path}/match`, { invoiceIds: invoice, buyer }, chosen), /消し込みました/)
})

test('an outgoing line becomes an expense, or is set aside and taken back', async () => {
  const id = await line(-8_800, 'デンキ')
  const path = `/trade/bank/${id}`
  await bothLanguages(opened, path)
  const slip = await opened.post(
    `${path}/expense`,
    { payeeId: '', category: 'energy', memo: '倉庫の電気' },
    path,
  )
  await assertPage(slip, 422)
  assert.match(textOf(slip.html), /支払先を入力してください|支払先を選んでください/)
  assert.match(slip.html, /value="倉庫の電気"/)
  assert.match(slip.html, /<option value="energy" selected/)
  const empty = await opened.post(`${path}/set-aside`, { reason: '' }, path)
  await assertPage(empty, 422)
  assert.match(await done(`${path}/set-aside`, { reason: '口座の移動' }, path), /対象外にしました/)
  assert.match(await bothLanguages(opened, '/trade/bank?view=done'), /対象外：口座の移動/)
  assert.match(await done(`${path}/take-back`, {}, path), /経費として記録する/)
  const boxes = { payeeId: producer, category: 'energy', memo: '倉庫の電気', _key: newId() }
  assert.match(await done(`${path}/expense`, boxes, path), /経費 E-\S+ を記録しました/)
  const expense = /\/trade\/expenses\/[\w-]+/.exec((await opened.get(path)).html)?.[0] ?? ''
  assert.match(await bothLanguages(opened, expense), /電気・燃料・水道 .*8,800 .*台帳の仕訳を見る/)
  assert.match(await done(`${expense}/undo`, { reason: '二重' }, expense), /この経費は取り消されています/)
  const second = await line(-9_900, 'デンキ', '2026-11-21')
  await done(`/trade/bank/${second}/expense`, { ...boxes, _key: newId() }, `/trade/bank/${second}`)
  const third = await line(-7_700, 'デンキ', '2026-11-22')
  const offered = await opened.get(`/trade/bank/${third}`)
  assert.match(offered.html, /<option value="energy" selected/, 'what it was the last time is offered')
})

test('an expense by hand keeps what was typed when a box is wrong', async () => {
  const boxes = {
    payeeId: producer,
    category: 'freight',
    spentOn: '2026-11-20',
    amountYen: '１，２００',
    memo: '',
  }
  for (const [wrong, sentence] of [
    [{ amountYen: '0' }, /支払った金額（税込）は1以上/],
    [{ amountYen: '千円' }, /支払った金額（税込）は数字で/],
    [{ spentOn: '2026-12-24' }, /支払った日は今日か、それより前/],
    [{ category: '' }, /費目を/],
    [{ payeeId: people.company }, /支払先に商社自身は選べません/],
  ] as const) {
    const shown = await opened.post('/trade/expenses/new', { ...boxes, ...wrong })
    await assertPage(shown, 422)
    assert.match(textOf(shown.html), sentence)
    for (const [name, value] of Object.entries({ ...boxes, ...wrong }))
      if (name === 'spentOn' || name === 'amountYen') assert.ok(shown.html.includes(`value="${value}"`), name)
  }
  const text = await done('/trade/expenses/new', boxes, '/trade/expenses/new')
  assert.match(text, /運賃・配送 .*1,200/)
})

test('a month is settled, and a producer sees its own statement only', async () => {
  await sell(4)
  const lead = await bothLanguages(opened, '/trade/statements')
  assert.match(lead, /2026年10月までの、まだ精算していないもの.*みずほ農園 委託/)
  const early = await opened.post('/trade/statements', { month: '2026-11', producerId: '', payOn: '' })
  await assertPage(early, 422)
  assert.match(textOf(early.html), /その月はまだ終わっていません/)
  assert.match(early.html, /value="2026-11"/)
  const boxes = { month: '2026-10', producerId: '', payOn: '', _key: newId() }
  const settled = await done('/trade/statements', boxes, '/trade/statements')
  assert.match(settled, /1通の精算書を作りました。.*2026年10月の精算書/)
  assert.match(await done('/trade/statements', boxes, '/trade/statements'), /1通の精算書を作りました/)

  const path = /\/trade\/statements\/[\w-]{36}/.exec((await opened.get('/trade/statements')).html)?.[0] ?? ''
  const own = await signedIn(web, grower)
  assert.match(await bothLanguages(own, path), /委託販売精算書.*みずほ農園 御中.*販売手数料（15%）/)
  assert.match(await bothLanguages(own, '/trade/statements'), /支払い待ち/)
  const pdf = await own.get(`${path}/pdf`)
  assert.ok(pdf.html.startsWith('%PDF-'))
  const other = await signedIn(web, await otherParty('producer', '沢の畑'))
  assert.equal((await other.get(path)).status, 404)
  assert.match(await bothLanguages(other, '/trade/statements'), /まだ精算書がありません/)
  assert.equal((await (await signedIn(web, cook)).get(path)).status, 403)
})

test('a transfer file is made, fetched, confirmed on its day; before, it can be withdrawn', async () => {
  const choice = await bothLanguages(opened, '/trade/payouts')
  assert.match(choice, /振込元の口座が登録されていません.*依頼人コードが登録されていません/)
  assert.match(choice, /振込先の口座がありません 口座を登録する/)
  const page = await opened.get('/trade/payouts')
  const statementIds = /name="statementIds" value="([\w-]+)"/.exec(page.html)?.[1] ?? ''
  const boxes = { statementIds, transferOn: '2026-11-30' }
  const no = await opened.post('/trade/payouts', boxes)
  await assertPage(no, 422)
  assert.match(textOf(no.html), /商社の振込元の口座が、その日までに登録されていません/)
  await web.tx((tx) => withAccounts(tx, people))
  for (const [wrong, sentence] of [
    [{ transferOn: '2026-11-29' }, /2026年11月29日\(日\)は銀行の休業日/],
    [{ statementIds: newId() }, /選んだ精算書が見つかりません/],
  ] as const) {
    const shown = await opened.post('/trade/payouts', { ...boxes, ...wrong })
    await assertPage(shown, 422)
    assert.match(textOf(shown.html), sentence)
    assert.ok(shown.html.includes(`value="${{ ...boxes, ...wrong }.transferOn}"`))
  }
  const none = await opened.post('/trade/payouts', { transferOn: '2026-11-30' })
  await assertPage(none, 422)
  assert.doesNotMatch(none.html, /name="statementIds" value="[\w-]+" checked/, 'none was ticked, none is')

  const made = await opened.post('/trade/payouts', boxes)
  assert.equal(made.status, 303, textOf(made.html))
  const path = made.to ?? ''
  assert.match(await bothLanguages(opened, path), /振込指定日（2026年11月30日.*）になってから確定できます/)
  const file = await opened.get(`${path}/file`)
  assert.equal(file.response.headers.get('content-type'), 'application/octet-stream')
  assert.match(
    decodeURIComponent(file.response.headers.get('content-disposition') ?? ''),
    /総合振込_P-\S+\.txt/,
  )
  const early = await opened.post(`${path}/confirm`, {}, path)
  await assertPage(early, 422)
  assert.match(textOf(early.html), /まだ来ていません/)
  assert.match(await done(`${path}/cancel`, {}, path), /取り下げました/)

  const next = await opened.post('/trade/payouts', { ...boxes, transferOn: '2026-11-24' })
  const second = next.to ?? ''
  web.clock.set(new Date('2026-11-24T03:00:00Z'))
  assert.match(await done(`${second}/confirm`, {}, second), /確定しました.*台帳の仕訳を見る/)
  const twice = await opened.post(`${second}/confirm`, {}, second)
  await assertPage(twice, 422)
  assert.match(textOf(twice.html), /もう台帳に記録されています/)
  assert.match(await bothLanguages(opened, '/trade/payouts'), /支払い済み.*取り下げ|取り下げ.*支払い済み/)
  assert.match(await bothLanguages(opened, '/trade/statements'), /支払い済み/)

  // The bank could not pay it: said by its box, recorded, and ready to be paid again.
  const [, partyId = ''] =
    /name="partyId"[^]*?<option value="([\w-]+)"/.exec((await opened.get(second)).html) ?? []
  const returned = { partyId, returnedOn: '2026-11-24', reason: '口座名義相違' }
  const late = await opened.post(`${second}/return`, { ...returned, returnedOn: '2026-11-25' }, second)
  await assertPage(late, 422)
  assert.match(textOf(late.html), /戻った日は、今日かそれより前に.*/)
  assert.match(late.html, /value="口座名義相違"/)
  assert.match(await done(`${second}/return`, returned, second), /戻り 2026年11月24日\(火\) 口座名義相違/)
  assert.match(
    textOf((await opened.get('/trade/payouts')).html),
    /支払い待ちの精算書 .*みずほ農園 S-2026-00001/,
  )
})

const fileOf = (name: string, text: string | Uint8Array<ArrayBuffer>) =>
  new File([text], name, { type: 'text/csv' })

test('a file is looked at, written once, and says of each bad row where and how to mend it', async () => {
  const none = await opened.post('/trade/import', {})
  await assertPage(none, 422)
  assert.match(textOf(none.html), /ファイルを選んでください/)
  const odd = await opened.post('/trade/import', { file: fileOf('x.csv', 'a,b\n1,2\n') })
  await assertPage(odd, 422)
  assert.match(textOf(odd.html), /何のファイルか、見出しから見分けられませんでした/)

  const rows = [
    '取引日,摘要,出金,入金',
    '2026-11-20,振込 ミナミ,,500',
    '2026-11-20,振込 キタ,,x',
    '2027-01-01,先,,1',
  ]
  const bring = () => opened.post('/trade/import', { file: fileOf('明細.csv', `${rows.join('\n')}\n`) })
  const { to } = await bring()
  const path = to ?? ''
  const preview = await bothLanguages(opened, path)
  assert.match(preview, /これから書き込む行 1 すでにある行 0 直す必要がある行 2/)
  assert.match(preview, /3 お預入れ x 数として読めません/)
  assert.match(preview, /4 日付 2027-01-01 まだ来ていない日です/)
  const boxes = { _key: newId() }
  assert.match(await done(path, boxes, path), /1行を書き込みました。書き込めなかった行が2行あります。 3行目/)
  assert.match(await done(path, boxes, path), /新しく書き込む行はありません/)
  assert.equal((await bring()).to, path, 'the same file is the same import')
  assert.match(await bothLanguages(opened, path), /もう一度取り込んでも何も変わりません/)
  assert.match(await bothLanguages(opened, '/trade/import'), /明細\.csv 入出金明細 .*1行/)
})

test('the example files can be fetched and are understood', async () => {
  for (const [kind, name] of [
    ['products', '商品一覧'],
    ['orders', '注文一覧'],
    ['bank', '入出金明細'],
  ] as const) {
    const given = await opened.get(`/trade/import/examples/${kind}`)
    assert.equal(given.status, 200)
    const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, `../examples/${name}.csv`)))
    const shown = await opened.post('/trade/import', { file: fileOf(`${name}.csv`, bytes) })
    assert.equal(shown.status, 303, textOf(shown.html))
    assert.match(await bothLanguages(opened, shown.to ?? ''), new RegExp(`${name}の取り込み`))
  }
})

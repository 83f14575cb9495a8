/** Wood through the pages: the office sets it up, a citizen writes a slip, the yard measures, the office approves and pays. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { newId } from '#kit/ids.ts'
import { setBankAccount } from '#parties/bank-accounts.ts'
import { bankAccount, granted, person } from '#parties/testing.ts'
import { fillFund, openFund } from '#points/fund.ts'
import { register } from '#points/testing.ts'
import { day } from '#kit/days.ts'
import { routes } from '#web/app.ts'
import { assertPage, bothLanguages, browser, hiddenBox, signedIn, testWeb, textOf } from '#web/testing.ts'

const web = await testWeb(routes)
const { city, staff } = web.people
const [programme, home, fund] = await web.tx(async (tx) => {
  const made = [
    await register(tx, 'association', '木の駅実行委員会'),
    await register(tx, 'household', '佐藤家'),
    await register(tx, 'association', 'ポイント基金'),
  ] as const
  granted(await openFund(tx, staff, { partyId: made[2] }))
  granted(await fillFund(tx, staff, { fillerId: city, yen: 100_000, on: day('2026-11-20'), memo: '' }))
  for (const account of [
    bankAccount(made[0], '1000001', 'キノエキ'),
    bankAccount(made[1], '1000002', 'サトウ ケン'),
  ])
    granted(await setBankAccount(tx, staff, account))
  return made
})
const office = await signedIn(web, staff)
const citizen = await signedIn(web, await web.tx((tx) => person(tx, home, 'citizen', '佐藤 けん')))
const keeper = await signedIn(web, await web.tx((tx) => person(tx, programme, 'yard_keeper', '千葉 まもる')))
const stranger = await signedIn(web, web.people.grower)
const officePages = [
  '/wood',
  '/wood/intakes',
  '/wood/yards',
  '/wood/suppliers',
  '/wood/forests',
  '/wood/sites',
  '/wood/prices',
  '/wood/meetings',
  '/wood/payouts',
  '/wood/slip',
]

test('before there is anything: empty pages that say so, in both languages', async () => {
  for (const path of officePages) await bothLanguages(office, path)
  assert.match(await bothLanguages(citizen, '/wood/slip'), /納材者の登録がありません/)
  assert.match(textOf((await citizen.get('/wood/intakes')).html), /伝票はまだありません/)
  assert.equal((await citizen.get('/wood/suppliers')).status, 403)
  assert.equal((await keeper.get('/wood/payouts')).status, 403)
  assert.match(textOf((await browser(web.app).get('/wood')).html), /間伐材/)
})

let site = ''
test('the office sets it up; what is wrong is said by its box, and what was typed stays', async () => {
  const boxes = {
    code: 'Senmaya',
    kind: 'yard',
    operatorId: programme,
    name: '千厩土場',
    town: '千厩町千厩',
    hours: '土曜 8時〜12時',
    bays: '1\n2\n\n2',
  }
  const wrong = await office.post('/wood/sites', boxes, '/wood/sites')
  assert.match(textOf(wrong.html), /英小文字3〜12字/)
  assert.match(wrong.html, /value="Senmaya"/)
  assert.equal((await office.post('/wood/sites', { ...boxes, code: 'senmaya' }, '/wood/sites')).status, 303)
  assert.match(
    textOf((await office.post('/wood/sites', { ...boxes, code: 'senmaya' }, '/wood/sites')).html),
    /使われています/,
  )
  await office.post(
    '/wood/sites/programme',
    { partyId: programme, requesterCode: '0000000456' },
    '/wood/sites',
  )
  const sites = await office.get('/wood/sites')
  site = /\/wood\/sites\/([0-9a-f-]{36})"/.exec(sites.html)?.[1] ?? ''
  assert.match(await bothLanguages(office, `/wood/sites/${site}`), /千厩土場/)

  const price = {
    woodClass: 'c',
    sort: 'all',
    from: '2026-04-01',
    basis: 't',
    yen: '3000',
    topUpYen: '3000',
    topUpBy: '',
    bought: '1',
    source: '価格表',
    'most.yenPct': '100',
    'most.pointsPct': '100',
    'most.firewoodPct': '0',
  }
  assert.match(textOf((await office.post('/wood/prices', price, '/wood/prices')).html), /だれが出すのか/)
  assert.equal((await office.post('/wood/prices', { ...price, topUpBy: city }, '/wood/prices')).status, 303)
  assert.match(await bothLanguages(office, '/wood/prices'), /3,000円.*3,000円（一関市）/)

  const supplier = {
    partyId: home,
    sort: 'citizen',
    courseOn: '2026-05-01',
    insuredTo: '2026-11-01',
    bay: '2',
    yenPct: '50',
    pointsPct: '40',
    firewoodPct: '0',
  }
  assert.match(
    textOf((await office.post('/wood/suppliers', supplier, '/wood/suppliers')).html),
    /合わせて100/,
  )
  const added = await office.post('/wood/suppliers', { ...supplier, pointsPct: '50' }, '/wood/suppliers')
  assert.equal(added.status, 303)
  assert.match(await bothLanguages(office, added.to ?? ''), /傷害保険が切れて/)
  assert.match(await bothLanguages(office, '/wood/suppliers?view=to_mend'), /佐藤家/)

  const forest = {
    name: '小梨の山',
    place: '千厩町小梨1',
    ownerName: '',
    ownerId: home,
    species: 'sugi',
    basis: 'notice',
    basisNo: '',
  }
  assert.match(textOf((await office.post('/wood/forests', forest, '/wood/forests')).html), /番号を入れて/)
  const kept = await office.post('/wood/forests', { ...forest, basisNo: '令8-15' }, '/wood/forests')
  assert.equal(kept.status, 303)
  assert.match(await bothLanguages(office, kept.to ?? ''), /同意がまだ記録されていません/)
  const paper = new File([Buffer.from('%PDF-1.7 試し')], '届.pdf')
  assert.equal((await office.post(`${kept.to}/papers`, { paper, paperName: '' }, kept.to ?? '')).status, 303)
  assert.match(
    textOf((await office.post(`${kept.to}/papers`, { paper: new File(['x'], 'x.txt') }, kept.to ?? '')).html),
    /PDFか写真/,
  )
  const [, at = ''] =
    /href="(\/wood\/forests\/papers\/[^"]+)"/.exec((await office.get(kept.to ?? '')).html) ?? []
  assert.match((await office.get(at)).response.headers.get('content-disposition') ?? '', /attachment.*\.pdf/)
  assert.match(await bothLanguages(office, '/wood/forests'), /伐採造林届 令8-15/)
})

/** A slip as a browser sends it: all boxes, those of other ways of measuring empty. */
const slip = (more: Record<string, string | File> = {}) => ({
  intakeId: newId(),
  supplierId: home,
  siteId: site,
  deliveredOn: '2026-11-20',
  origin: '千厩町小梨',
  woodClass: 'c',
  species: 'sugi',
  method: 'weighbridge',
  grossGrams: '',
  tareGrams: '',
  widthMm: '',
  truckTenths: '',
  note: '',
  blankNo: '',
  'split.yenPct': '',
  'split.pointsPct': '',
  to: 'submitted',
  ...more,
})

let first = ''
test('a citizen writes a slip with a photograph; sent twice, it is one', async () => {
  await bothLanguages(citizen, '/wood/slip')
  const photo = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#733' } })
    .jpeg()
    .toBuffer()
  const boxes = slip({ photos: new File([new Uint8Array(photo)], 'ki.jpg'), note: '4本' })
  const sent = await citizen.post('/wood/slips', boxes, '/wood/slip')
  assert.equal(sent.status, 303)
  first = sent.to ?? ''
  assert.equal((await citizen.post('/wood/slips', boxes, '/wood/slip')).to, first)
  const shown = await bothLanguages(citizen, first)
  assert.match(shown, /SENMAYA-2026-00001.*傷害保険が切れていました.*計量をお待ちください.*千厩町小梨/)
  const [, at = ''] =
    /src="(\/wood\/intakes\/photos\/[^"]+small)"/.exec((await citizen.get(first)).html) ?? []
  assert.equal((await citizen.get(at)).response.headers.get('content-type'), 'image/jpeg')
  for (const path of [first, at]) assert.equal((await stranger.get(path)).status, 404)
  assert.match(textOf((await citizen.get('/wood/intakes')).html), /SENMAYA-2026-00001/)
  assert.doesNotMatch(textOf((await stranger.get('/wood/intakes')).html), /SENMAYA/)
})

test('what is wrong with a slip is said by its box; logs that were begun count only where logs are measured', async () => {
  const cases: readonly [Record<string, string>, RegExp][] = [
    [{ origin: '' }, /山を一覧から選ぶか/],
    [{ deliveredOn: '2026-11-30' }, /今日か、それより前/],
    [{ siteId: '' }, /運んだ場所を入力/],
    [{ method: 'logs', 'logs.0.diameterMm': '18', 'logs.0.lengthMm': '' }, /長さを入力/],
    [{ method: 'logs', 'logs.0.diameterMm': 'あ', 'logs.0.lengthMm': '2' }, /末口は数字/],
    [{ 'split.yenPct': '50', 'split.pointsPct': '20' }, /合わせて100/],
    [{ blankNo: 'wb-2026-00001' }, /紙の伝票は印刷されていません/],
  ]
  for (const [more, sentence] of cases) {
    const shown = await citizen.post('/wood/slips', slip({ ...more, note: 'のこる言葉' }), '/wood/slip')
    assert.equal(shown.status, 422, JSON.stringify(more))
    assert.match(textOf(shown.html), sentence, JSON.stringify(more))
    assert.match(shown.html, /のこる言葉/)
    await assertPage(shown, 422)
  }
  const begun = await citizen.post('/wood/slips', slip({ 'logs.0.diameterMm': '18' }), '/wood/slip')
  assert.equal(begun.status, 303)
  await citizen.post(`${begun.to}/cancel`, { reason: '試し' }, begun.to ?? '')
  assert.match(await bothLanguages(citizen, begun.to ?? ''), /取りやめ.*試し/)
})

test('the keeper measures what waits; the office sends back, approves, reverses', async () => {
  const queue = await bothLanguages(keeper, `/wood/yards/${site}`)
  assert.match(queue, /計量を待つ伝票.*SENMAYA-2026-00001/)
  const change = `${first}/change`
  await bothLanguages(keeper, change)
  const weighed = slip({ grossGrams: '1,520', tareGrams: '７００', to: 'measured', note: '4本' })
  assert.match(
    textOf((await keeper.post(change, { ...weighed, tareGrams: '1600' }, change)).html),
    /空のトラックの重さは/,
  )
  assert.equal((await keeper.post(change, weighed, change)).status, 303)
  assert.match(textOf((await keeper.get(first)).html), /820\.0 kg/)
  assert.equal((await keeper.post(`${first}/approve`, {}, first)).status, 403)
  const returned = await office.post(`${first}/return`, { reason: '' }, first)
  assert.match(textOf(returned.html), /理由を入れて/)
  assert.equal((await office.post(`${first}/approve`, {}, first)).status, 303)
  assert.match(
    await bothLanguages(office, first),
    /2,460円・2,460 pt.*3,000円.*上乗せ（一関市）.*台帳の仕訳を開く/,
  )
  assert.match(await bothLanguages(citizen, first), /2,460円・2,460 pt/)
  assert.equal((await citizen.get(change)).status, 404)
  assert.match(textOf((await office.post(`${first}/approve`, {}, first)).html), /承認を待っていません/)

  const logs = slip({
    method: 'logs',
    'logs.0.diameterMm': '18',
    'logs.0.lengthMm': '2',
    'logs.0.pieces': '8',
    'logs.2.diameterMm': '24.9',
    'logs.2.lengthMm': '6.19',
    to: 'approved',
  })
  const once = await office.post('/wood/slips', logs, '/wood/slip')
  assert.match(await bothLanguages(office, once.to ?? ''), /24 cm × 6\.0 m.*0\.895 m³/)
  assert.equal(
    (await office.post(`${once.to}/reverse`, { reason: '樹種の間違い' }, once.to ?? '')).status,
    303,
  )
  assert.match(await bothLanguages(office, once.to ?? ''), /取り消した伝票 SENMAYA-2026-\d+/)
  assert.match(
    textOf((await office.get(`/wood/slip?from=${(once.to ?? '').split('/').at(-1)}`)).html),
    /伝票を書く/,
  )
})

test('slips on paper: printed with numbers, entered once', async () => {
  const made = await keeper.post('/wood/yards/blanks', { count: '3' }, '/wood/yards')
  assert.equal(made.status, 303)
  const yards = await keeper.get(made.to ?? '')
  await assertPage(yards)
  const [, at = ''] = /href="(\/wood\/blanks\.pdf[^"]*)"/.exec(yards.html) ?? []
  const pdf = await keeper.get(at.replaceAll('&amp;', '&'))
  assert.equal(pdf.response.headers.get('content-type'), 'application/pdf')
  const page = await keeper.get('/wood/slip?paper=WB-2026-00001')
  assert.match(page.html, /value="WB-2026-00001"/)
  assert.notEqual(hiddenBox(page.html, 'intakeId'), undefined)
  const paper = slip({ blankNo: 'wb-2026-00001', grossGrams: '900', tareGrams: '700', to: 'measured' })
  assert.equal((await keeper.post('/wood/slips', paper, '/wood/slip')).status, 303)
  assert.match(
    textOf((await keeper.post('/wood/slips', { ...paper, intakeId: newId() }, '/wood/slip')).html),
    /もう入力されています/,
  )
})

/** Whether the first of those to be paid is ticked. */
const isTicked = (html: string) => /<input[^>]*name="supplierIds"[^>]*>/.exec(html)?.[0].includes(' checked')

test('the meeting, the transfer, the statement of the year', async () => {
  assert.match(await bothLanguages(office, '/wood/meetings?month=2026-11'), /佐藤家.*820\.0 kg.*2,460円/)
  assert.match((await office.get('/wood/meetings.csv?month=2026-11')).html, /佐藤家/)
  assert.match(await bothLanguages(office, '/wood/payouts'), /佐藤家.*2,460円/)
  const bad = await office.post(
    '/wood/payouts',
    { supplierIds: home, transferOn: '2026-11-22' },
    '/wood/payouts',
  )
  assert.match(textOf(bad.html), /2026年11月22日\(日\)は銀行の休業日/)
  assert.match(bad.html, /id="f-transferOn"[^>]*aria-invalid="true"/)
  const none = await office.post('/wood/payouts', { transferOn: '2026-11-24' }, '/wood/payouts')
  assert.match(textOf(none.html), /振り込む代金がありません/)
  assert.deepEqual(
    [isTicked(bad.html), isTicked(none.html)],
    [true, false],
    'what was ticked stays, as it was',
  )
  const made = await office.post(
    '/wood/payouts',
    { supplierIds: home, transferOn: '2026-11-20' },
    '/wood/payouts',
  )
  assert.equal(made.status, 303)
  assert.match(await bothLanguages(office, made.to ?? ''), /2,460円/)
  assert.match(
    (await office.get(`${made.to}/file.txt`)).response.headers.get('content-type') ?? '',
    /shift_jis/,
  )
  assert.equal((await office.post(`${made.to}/confirm`, {}, made.to ?? '')).status, 303)
  assert.match(textOf((await citizen.get(first)).html), /支払い済み/)

  const at = made.to ?? ''
  const returned = { partyId: home, returnedOn: '2026-11-19', reason: '名義相違' }
  assert.match(textOf((await office.post(`${at}/return`, returned, at)).html), /振込の日より前にできません/)
  assert.equal((await office.post(`${at}/return`, { ...returned, returnedOn: '2026-11-23' }, at)).to, at)
  assert.match(await bothLanguages(office, at), /佐藤家 戻り 2026年11月23日\(月\) 名義相違/)
  const owed = await office.get('/wood/payouts')
  assert.match(
    await bothLanguages(office, '/wood/payouts'),
    /佐藤家 1 2,460円 戻り 2026年11月23日\(月\) 名義相違/,
  )
  assert.doesNotMatch(
    owed.html,
    /name="supplierIds"[^>]* checked/,
    'it is not paid to the same account unasked',
  )
  assert.match(
    await bothLanguages(citizen, '/wood'),
    /銀行から振込が戻っています 銀行からの理由：名義相違 .*口座を直す/,
  )

  const income = `/wood/income/${home}?year=2026`
  assert.match(await bothLanguages(citizen, income), /4,920円/)
  assert.equal(
    (await citizen.get(`/wood/income/${home}/statement.pdf?year=2026`)).response.headers.get('content-type'),
    'application/pdf',
  )
  assert.match(await bothLanguages(citizen, `/wood/income/${home}?year=2025`), /お支払いはありません/)
  assert.equal((await stranger.get(income)).status, 404)
  assert.match((await office.get('/wood/intakes.csv')).html, /SENMAYA-2026-00001/)
})

test('a supplier’s own page; how it wants to be paid', async () => {
  assert.match(await bothLanguages(citizen, '/wood'), /820\.0 kg.*2,460円/)
  const split = { yenPct: '0', pointsPct: '100', firewoodPct: '0' }
  assert.equal((await citizen.post(`/wood/suppliers/${home}/split`, split, '/wood')).status, 303)
  assert.equal((await stranger.post(`/wood/suppliers/${home}/split`, split, '/wood')).status, 422)
  assert.match(textOf((await citizen.get('/wood')).html), /ポイント100%/)
  assert.ok(fund)
})

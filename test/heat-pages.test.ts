/** Wood after the yard, through the pages: dried, chipped, burnt, handed over as firewood, certified; and what it did for the region. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Id } from '#kit/ids.ts'
import { testNow } from '#db/testing.ts'
import { granted } from '#parties/testing.ts'
import { routes } from '#web/app.ts'
import { bothLanguages, browser, signedIn, testWeb, textOf } from '#web/testing.ts'
import { saveForest } from '#wood/forests.ts'
import { writeIntake } from '#wood/intakes/intakes.ts'
import { saveSite } from '#wood/sites.ts'
import { listPiles } from '#wood/stock/reading.ts'
import { certificateBoxes as certificate, load, settleWood, yardOf } from '#wood/testing.ts'

const web = await testWeb(routes)
const place = await web.tx((tx) => settleWood(tx, web.people))
const { staff, programme, home } = place
const office = await signedIn(web, staff)
const keeper = await signedIn(web, place.keeper)
const citizen = await signedIn(web, place.citizen)
const stranger = await signedIn(web, web.people.grower)
const visitor = browser(web.app)

test('before anything lies anywhere: empty pages that say so', async () => {
  assert.match(await bothLanguages(keeper, '/wood/stock'), /いま積んである木はありません/)
  assert.match(await bothLanguages(keeper, '/wood/works'), /作業の記録はまだありません/)
  assert.match(await bothLanguages(keeper, '/wood/firewood'), /薪を待っている方はいません/)
  assert.match(await bothLanguages(office, '/wood/certificates'), /証明書はまだありません/)
  assert.match(await bothLanguages(office, '/wood/certificates/issue'), /証明できる積み山がありません/)
  assert.match(await bothLanguages(visitor, '/wood/heat'), /ボイラーはまだ登録されていません/)
  assert.match(await bothLanguages(visitor, '/wood/results'), /この年度の記録はまだありません/)
  for (const path of ['/wood/stock', '/wood/works', '/wood/firewood', '/wood/certificates'])
    assert.equal((await citizen.get(path)).status, 403, path)
})

interface Settled {
  readonly plant: Id
  readonly base: Id
  readonly boiler: Id
  readonly slip: Id
  readonly logs: Id
  readonly hardwood: Id
}

/** A plant, a base and a boiler, and a load at each of the first two. */
const settle = (): Promise<Settled> =>
  web.tx(async (tx) => {
    const site = async (kind: 'chip_plant' | 'firewood_base' | 'boiler', code: string) =>
      granted(await saveSite(tx, staff, { ...yardOf(programme, code), kind, name: `${code}の場所` })).siteId
    const [plant, base, boiler] = [
      await site('chip_plant', 'plant'),
      await site('firewood_base', 'base'),
      await site('boiler', 'boiler'),
    ]
    const { forestId } = granted(
      await saveForest(tx, staff, {
        name: '小梨の山',
        place: '千厩町小梨',
        compartment: '',
        subCompartment: '',
        ownerName: '佐藤',
        species: ['sugi'],
        basis: 'plan',
        basisNo: '令8-1',
      }),
    )
    const slip = async (siteId: Id, split = { yenPct: 50, pointsPct: 0, firewoodPct: 50 }) =>
      granted(await writeIntake(tx, staff, load(place, { to: 'approved', siteId, forestId, split }))).intakeId
    const own = { plant, base, boiler, slip: await slip(plant) }
    await slip(base)
    const pileAt = async (siteId: Id): Promise<Id> => (await listPiles(tx, { siteId }))[0]?.pileId ?? siteId
    return { ...own, logs: await pileAt(plant), hardwood: await pileAt(base) }
  })
let settled: Settled

/** The page of a pile. */
const at = (pileId: string): string => `/wood/stock/${pileId}`
let chips = ''

test('moisture is measured; a wrong number is said by its box, and nothing typed is lost', async () => {
  settled = await settle()
  const path = `${at(settled.logs)}/dry`
  await bothLanguages(keeper, path)
  const wrong = await keeper.post(path, { on: '2026-11-30', wetBp: '45', note: '南側' }, path)
  assert.match(textOf(wrong.html), /今日か、それより前/)
  assert.match(wrong.html, /value="南側"/)
  assert.match(textOf((await keeper.post(path, { on: '2026-11-23', wetBp: '95' }, path)).html), /含水率/)
  assert.equal((await keeper.post(path, { on: '2026-11-23', wetBp: '45.0', note: '' }, path)).status, 303)
  assert.match(await bothLanguages(keeper, at(settled.logs)), /745\.5 kg.*45\.0%.*間伐材等由来.*含水率の測定/)
})

test('chips are made, brought to a boiler, burnt; a work is taken back with its reason', async () => {
  const path = `${at(settled.logs)}/chips`
  await bothLanguages(keeper, path)
  const boxes = {
    on: '2026-11-23',
    'from.0.pileId': settled.logs,
    'from.0.grams': '700',
    outGrams: '800',
    finesGrams: '',
    wetBp: '',
    dieselMl: '2',
    size: 'P32',
    ash: '',
    note: '',
  }
  assert.match(textOf((await keeper.post(path, boxes, path)).html), /700\.0 kgをこえています/)
  const made = await keeper.post(path, { ...boxes, outGrams: '600', wetBp: '37' }, path)
  assert.equal(made.status, 303)
  chips = made.to?.split('/').at(-1) ?? ''
  assert.match(await bothLanguages(keeper, at(chips)), /LOT-PLANT-2026-00001.*600\.0 kg.*P32 M45/)
  const moving = { on: '2026-11-23', toSiteId: settled.boiler, grams: '600', dieselMl: '', note: '' }
  assert.equal((await keeper.post(`${at(chips)}/move`, moving, `${at(chips)}/move`)).status, 303)
  const works = await bothLanguages(keeper, '/wood/works?kind=moving')
  assert.match(works, /運搬 .*600\.0 kg/)
  const [, work = ''] =
    /href="(\/wood\/works\/[0-9a-f-]{36})"/.exec((await keeper.get('/wood/works?kind=chipping')).html) ?? []
  await bothLanguages(keeper, work)
  const late = await keeper.post(`${work}/reverse`, { reason: '間違い' }, work)
  assert.match(textOf(late.html), /もう次に使われています/)
})

const csv = (rows: string) => new File([`日付,時刻,kWh\n${rows}`], '熱量計.csv')

test('a boiler says what it is like, its log is kept by its own people, and everybody sees the heat', async () => {
  const boiler = `/wood/heat/${settled.boiler}`
  assert.match(await bothLanguages(office, '/wood/heat'), /仕様を入れていないボイラー/)
  await bothLanguages(office, `${boiler}/settings`)
  const facts = {
    heats: '校舎',
    userId: home,
    method: 'meter',
    efficiencyBp: '80',
    oil: 'a_oil',
    oilEfficiencyBp: '85',
    bunkerLeastGrams: '700',
    bunkerMostGrams: '600',
  }
  const turned = await office.post(`${boiler}/settings`, facts, `${boiler}/settings`)
  assert.match(textOf(turned.html), /サイロの上限は、下限より大きく/)
  const kept = await office.post(
    `${boiler}/settings`,
    { ...facts, bunkerLeastGrams: '100' },
    `${boiler}/settings`,
  )
  assert.equal(kept.status, 303)
  for (const who of [visitor, stranger]) {
    assert.match(await bothLanguages(who, boiler), /まだ記録されていません/)
    assert.equal((await who.get(`${boiler}/log`)).status, who === visitor ? 303 : 404)
  }
  await bothLanguages(citizen, `${boiler}/log`)
  const log = {
    on: '2026-11-23',
    heatWh: '',
    chipsGrams: '',
    oilMl: '',
    powerWh: '5',
    ashGrams: '1.2',
    minutes: '300',
    fault: '',
    note: '',
  }
  assert.match(textOf((await citizen.post(`${boiler}/log`, log, `${boiler}/log`)).html), /熱量計の値を入れて/)
  const early = { ...log, on: '2026-11-22', heatWh: '510.5' }
  assert.match(
    textOf((await citizen.post(`${boiler}/log`, early, `${boiler}/log`)).html),
    /届いたチップが、サイロに残っていません/,
  )
  const much = await citizen.post(`${boiler}/log`, { ...log, heatWh: '5,000' }, `${boiler}/log`)
  assert.match(textOf(much.html), /チップ600\.0 kgから出る熱は、多くても約1,770\.\d kWhです/)
  const logged = await citizen.post(`${boiler}/log`, { ...log, heatWh: '510.5' }, `${boiler}/log`)
  assert.equal(logged.status, 303)
  const bad = await citizen.post(
    `${boiler}/readings`,
    { file: csv('2026-11-23,6:10,5') },
    `${boiler}/readings`,
  )
  assert.match(textOf(bad.html), /2行目の時刻「6:10」/)
  const read = { file: csv('2026-11-23,6:00,250\n2026-11-23,6:30,250') }
  assert.equal((await citizen.post(`${boiler}/readings`, read, `${boiler}/readings`)).status, 303)
  assert.equal(
    (await citizen.post(`${boiler}/log`, { ...log, on: '2026-11-23' }, `${boiler}/log`)).status,
    303,
  )
  const page = await bothLanguages(visitor, boiler)
  assert.match(page, /500\.0 kWh.*お風呂 約86回分.*30分ごと/)
  const [, dayAt = ''] =
    /href="(\/wood\/heat\/days\/[0-9a-f-]{36})"/.exec((await visitor.get(boiler)).html) ?? []
  assert.match(await bothLanguages(visitor, dayAt), /燃やしたチップ.*熱からの推定/)
  assert.match(await bothLanguages(office, dayAt), /台帳の仕訳/)
  assert.match(await bothLanguages(keeper, '/wood/heat'), /チップの配達の予定/)
})

test('what its user pays for: heat of a month that is over, marked as paid, taken back', async () => {
  const boiler = `/wood/heat/${settled.boiler}`
  web.clock.set(new Date('2026-12-02T01:00:00Z'))
  const facts = {
    heats: '校舎',
    userId: home,
    method: 'meter',
    efficiencyBp: '80',
    oil: 'a_oil',
    oilEfficiencyBp: '85',
    bunkerLeastGrams: '100',
    bunkerMostGrams: '600',
    soldAs: 'heat',
    priceYen: '',
  }
  const bare = await office.post(`${boiler}/settings`, facts, `${boiler}/settings`)
  assert.match(textOf(bare.html), /値段を1円以上で/)
  await office.post(`${boiler}/settings`, { ...facts, priceYen: '12,000' }, `${boiler}/settings`)
  assert.match(
    await bothLanguages(office, `${boiler}/fuel`),
    /2026年11月.*500\.0 kWh.*6,000円.*600円.*入金待ち/,
  )
  const pay = { month: '2026-11', paidOn: '2026-12-01' }
  assert.equal((await office.post(`${boiler}/fuel`, pay, `${boiler}/fuel`)).status, 303)
  assert.match(textOf((await office.post(`${boiler}/fuel`, pay, boiler)).html), /もう入金済み/)
  const [, sale = ''] =
    /href="(\/wood\/heat\/sales\/[0-9a-f-]{36})"/.exec((await office.get(`${boiler}/fuel`)).html) ?? []
  assert.match(await bothLanguages(office, sale), /WF-2026-00001.*6,600円/)
  assert.equal((await keeper.get(sale)).status, 403)
  assert.equal((await office.post(`${sale}/cancel`, { reason: '間違い' }, sale)).status, 303)
  assert.match(await bothLanguages(office, sale), /もう一度、入金を待ちます/)
  web.clock.set(testNow)
})

test('who delivered sees where the wood went; the office what it did for the region', async () => {
  assert.match(await bothLanguages(citizen, '/wood'), /あなたの木のゆくえ.*佐藤家を1\.0日あたためました/)
  const results = await bothLanguages(office, '/wood/results')
  assert.match(results, /1\.64 t.*残ったお金.*運んだ方.*佐藤家/)
  assert.doesNotMatch(await bothLanguages(visitor, '/wood/results'), /佐藤家/)
  assert.match((await visitor.get('/wood/results.csv?year=2026')).html, /2026-11,2,1640/)
  assert.match((await office.get('/wood/results/who.csv?year=2026')).html, /佐藤家/)
  assert.equal((await citizen.get('/wood/results/who.csv')).status, 403)
})

test('firewood is made and handed over to who waits for it', async () => {
  const path = `${at(settled.hardwood)}/firewood`
  const boxes = {
    on: '2026-11-23',
    'from.0.pileId': settled.hardwood,
    'from.0.grams': '800',
    outGrams: '700',
    finesGrams: '20',
    wetBp: '',
    dieselMl: '',
    note: '',
  }
  const made = await keeper.post(path, boxes, path)
  assert.equal(made.status, 303)
  const pileId = made.to?.split('/').at(-1) ?? ''
  assert.match(await bothLanguages(keeper, '/wood/firewood'), /佐藤家.*196\.8 kg/)
  const hand = { supplierId: home, pileId, grams: '200', on: '2026-11-23', note: '' }
  assert.match(
    textOf((await keeper.post('/wood/firewood', hand, '/wood/firewood')).html),
    /渡せるのは196\.8 kgまで/,
  )
  const handed = await keeper.post('/wood/firewood', { ...hand, grams: '196.8' }, '/wood/firewood')
  assert.equal(handed.status, 303)
  assert.match(textOf((await keeper.get('/wood/firewood')).html), /薪を待っている方はいません/)
  const stock = await bothLanguages(keeper, `/wood/stock?site=${settled.base}`)
  assert.match(
    stock,
    /約72束・層積 約1\.4 m³・2028年11月ごろから使えます.*物質収支.*台帳の在庫 .* と一致しています/,
  )
  const count = `${at(settled.hardwood)}/count`
  assert.match(
    textOf((await keeper.post(count, { on: '2026-11-23', grams: '10', note: '' }, count)).html),
    /数え直した理由/,
  )
  assert.equal((await keeper.post(`${at(settled.hardwood)}/close`, {}, at(settled.hardwood))).status, 303)
})

test('papers of origin: issued with a number and a PDF, never above what came in', async () => {
  const issue = (more: object) =>
    office.post(
      '/wood/certificates/issue',
      { ...certificate, pileId: chips, ...more },
      '/wood/certificates/record',
    )
  assert.match(textOf((await issue({})).html), /認定番号が登録されていません/)
  const certified = {
    partyId: programme,
    requesterCode: '',
    certificationNo: '岩-12',
    certificationBody: '',
    separationKeeper: '',
  }
  assert.equal((await office.post('/wood/sites/programme', certified, '/wood/sites')).status, 303)
  assert.match(textOf((await issue({})).html), /まだ証明書を出していないのは600\.0 kg/)
  const issued = await issue({ grams: '500' })
  assert.equal(issued.status, 303)
  assert.match(await bothLanguages(office, issued.to ?? ''), /CO-2026-00001.*一関発電所.*PLANT-2026-00001/)
  const pdf = await office.get(`${issued.to}/certificate.pdf`)
  assert.equal(pdf.response.headers.get('content-type'), 'application/pdf')
  const felling = await citizen.get(`/wood/intakes/${settled.slip}/felling.pdf`)
  assert.equal(felling.response.headers.get('content-type'), 'application/pdf')
  assert.equal((await stranger.get(`/wood/intakes/${settled.slip}/felling.pdf`)).status, 404)
  assert.equal((await office.post(`${issued.to}/cancel`, { reason: '宛名' }, issued.to ?? '')).status, 303)
  assert.match(await bothLanguages(office, '/wood/certificates'), /取り消し/)
})

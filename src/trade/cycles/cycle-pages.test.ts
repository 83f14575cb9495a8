/** A round from the plan to the orders, through the pages, by everybody who takes part in it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Browser, assertValid, testPages } from '#trade/testing-pages.tsx'
import { allocationRoutes } from './allocation.routes.ts'
import { bookingRoutes } from './booking.routes.ts'
import { cycleRoutes } from './cycles.routes.ts'
import { poolRoutes } from './pools.routes.ts'
import { growers } from './testing.ts'

const { small, tx, as } = await testPages([
  ...cycleRoutes,
  ...bookingRoutes,
  ...allocationRoutes,
  ...poolRoutes,
])
const known = await tx((t) => growers(t, small))
const { jam, mine, theirs, poolId, other } = known

const plan = {
  name: '11月第4週',
  opensOn: '2026-11-23',
  closesOn: '2026-11-25',
  closesHour: 17,
  deliverDays: '2026-11-27\n令和8年11月28日',
  points: '市民センター、山目1-1',
  note: '雨のときは1日遅れます',
  limitYen: '',
  'weights.capacity': 40,
  'weights.fairness': 40,
  'weights.distance': 10,
  'weights.freshness': 10,
  producerIds: [small.producer, other],
}

async function valid(browser: Browser, ...paths: readonly string[]): Promise<void> {
  for (const path of paths) await assertValid(await browser.get(path))
}

test('plan, ask, answer, open, book, allocate, change, collect, order', async () => {
  const [company, buyer, grower] = [await as(small.staff), await as(small.cook), await as(small.grower)]
  await valid(company, '/trade/cycles', '/trade/cycles/new', '/trade/pools', '/trade/standing')
  await valid(buyer, '/trade/cycles', '/trade/standing')
  const early = await company.post('/trade/cycles', '/trade/cycles/new', {
    ...plan,
    deliverDays: '2026-11-24',
  })
  assert.equal(early.status, 422)
  assert.match(early.html, /納品日は、締め切りの日以降/)
  const nonsense = await company.post('/trade/cycles', '/trade/cycles/new', {
    ...plan,
    deliverDays: 'あした',
  })
  assert.equal(nonsense.status, 422)
  const at = (await company.post('/trade/cycles', '/trade/cycles/new', plan)).to ?? ''
  assert.match(at, /^\/trade\/cycles\//)
  await valid(company, at, `${at}/edit`)
  assert.equal((await buyer.get(at)).status, 404) // it is not open yet

  assert.equal((await company.post(`${at}/open`, at, {})).status, 422)
  assert.equal((await company.post(`${at}/ask`, at, {})).to, at)
  const links = await tx((t) =>
    t.run<{ body: string }>(`select body from party_mail where region_id = $1 order by mail_id`, [t.region]),
  )
  const link = links.map(({ body }) => /localhost(\/offers\/\S+)/.exec(body)?.[1] ?? '').at(-1) ?? ''
  await valid(buyer, link) // whoever holds it
  // By the link for one, signed in for the other: whose it is the form says.
  const linked = (await buyer.get(link)).html.includes(theirs.productId)
  assert.ok(linked || (await buyer.get(link)).html.includes(mine.productId))
  const form = `${at}/offers/${small.producer}`
  const rows = {
    'rows.0.productId': mine.productId,
    'rows.0.kilograms': '15',
    'rows.0.harvestOn': '2026-11-26',
    'rows.1.productId': jam.productId,
    'rows.1.pieces': 30,
  }
  await valid(grower, at, form)
  const minus = await grower.post(form, form, { ...rows, 'rows.1.pieces': '-1' })
  assert.equal(minus.status, 422)
  assert.match(minus.html, /name="rows.1.pieces"[^>]*value="-1"|value="-1"[^>]*name="rows.1.pieces"/)
  assert.equal((await grower.post(form, form, rows)).to, at)
  const foreign = `${at}/offers/${other}`
  assert.equal((await grower.get(foreign)).status, 404)
  const theirRows = { 'rows.0.productId': theirs.productId, 'rows.0.kilograms': '5' }
  assert.equal((await company.post(foreign, foreign, theirRows)).to, at)

  assert.equal((await company.post(`${at}/open`, at, {})).to, at)
  await valid(buyer, at, `${at}?day=2026-11-28`)
  await valid(company, at, `${at}/book`, `${at}/book?buyer=${small.buyer}`)
  const sheet = `${at}/book?day=2026-11-27`
  const wishes = {
    day: '2026-11-27',
    to: 'point 1',
    note: '',
    'wishes.0.poolId': poolId,
    'wishes.0.quantity': 21,
    'wishes.1.variantId': jam.jar,
    'wishes.1.quantity': 10,
  }
  const over = await buyer.post(`${at}/bookings`, sheet, wishes)
  assert.equal(over.status, 422)
  assert.match(over.html, /あと20まで予約できます/)
  const booked = await buyer.post(`${at}/bookings`, sheet, { ...wishes, 'wishes.0.quantity': 12 })
  assert.equal(booked.to, `${at}?day=2026-11-27`)
  const again = (await buyer.get(`${at}?day=2026-11-27`)).html
  assert.match(again, /value="12"/)
  assert.match(again, /value="point 1" selected/)
  assert.equal((await company.post(`${at}/end`, at, {})).status, 422, 'it is not allocated')

  const done = await company.post(`${at}/allocate`, at, {})
  assert.equal(done.to, `${at}/allocation`)
  await valid(company, `${at}/allocation`, `${at}/collection?on=2026-11-27`, `${at}/collection?on=2026-11-28`)
  await valid(grower, at)
  assert.match((await grower.get(at)).html, /これまで売れた割合/)
  const [, line = ''] =
    new RegExp(`href="(${at}/lines/[^"]+)"`).exec((await company.get(`${at}/allocation`)).html) ?? []
  await valid(company, line)
  const shares = {
    'shares.0.variantId': mine.kilo,
    'shares.0.quantity': 13,
    'shares.1.variantId': theirs.kilo,
    'shares.1.quantity': 0,
    reason: '生産者の都合',
  }
  const much = await company.post(line, line, shares)
  assert.equal(much.status, 422)
  assert.match(much.html, /予約の数（12）まで/)
  assert.equal(
    (await company.post(line, line, { ...shares, 'shares.0.quantity': 12 })).to,
    `${at}/allocation`,
  )

  const list = `${at}/collection?on=2026-11-27`
  const csv = await company.get(`${at}/collection.csv?on=2026-11-27`)
  assert.match(csv.html, /ほうれんそう,12 kg/)
  // A jar and a kilo lie in store from before; the rest comes now.
  const arrived = {
    on: '2026-11-27',
    madeOn: '2026-11-23',
    'rows.0.productId': jam.productId,
    'rows.0.pieces': 9,
    'rows.1.productId': mine.productId,
    'rows.1.kilograms': '11.999',
  }
  assert.equal((await company.post(`${at}/arrivals`, list, arrived)).to, list)
  const ordered = await company.post(`${at}/orders`, list, { on: '2026-11-27' })
  assert.equal(ordered.to, at)
  await valid(company, at, list)
  assert.equal((await company.post(`${at}/orders`, list, { on: '2026-11-27' })).status, 422)
})

test('pools and standing orders through the pages, with what was typed wrongly', async () => {
  const [company, buyer] = [await as(small.staff), await as(small.cook)]
  const pool = { poolId: '', name: 'いろいろ', nameEn: '', priceYen: 100, variantIds: [jam.jar] }
  const alone = await company.post('/trade/pools', '/trade/pools', pool)
  assert.equal(alone.status, 422)
  assert.match(alone.html, /2人以上の生産者/)
  const at = '/trade/standing'
  const order = { goods: `pool ${poolId}`, quantity: 3, everyWeeks: 2, startsOn: '2026-11-23' }
  assert.equal((await buyer.post(at, at, { ...order, goods: '' })).status, 422)
  assert.equal((await buyer.post(at, at, order)).to, at)
  const shown = await buyer.get(at)
  await assertValid(shown)
  const [, one = ''] = /action="(\/trade\/standing\/[^"]+)"/.exec(shown.html) ?? []
  const pause = { deed: 'pause', pauseFrom: '2026-12-28', pauseTo: '2026-12-01' }
  assert.equal((await buyer.post(one, at, pause)).status, 422)
  assert.equal((await buyer.post(one, at, { ...pause, pauseTo: '2027-01-05' })).to, at)
  assert.match((await buyer.get(at)).html, /休み/)
  assert.equal((await buyer.post(one, at, { deed: 'resume' })).to, at)
  assert.equal((await buyer.post(one, at, { deed: 'end' })).to, at)
  assert.equal(
    (
      await company.post(`/trade/pools/${poolId}`, '/trade/pools', {
        ...pool,
        name: 'x',
        poolId,
        variantIds: [mine.kilo, theirs.kilo],
      })
    ).to,
    '/trade/pools',
  )
  assert.equal((await company.post(`/trade/pools/${poolId}/close`, '/trade/pools', {})).to, '/trade/pools')
})

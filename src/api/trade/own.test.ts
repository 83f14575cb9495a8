/** What the walk of all endpoints cannot see: that each party sees and does its own, and nothing of another's. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Id } from '#kit/ids.ts'
import { granted, person } from '#parties/testing.ts'
import { createToken } from '#parties/tokens.ts'
import { delivery, done, goods } from '#api/cases.testing.ts'
import { type Got, askOf, openApi } from '#api/testing.ts'
import { openRound } from './cases.cycles.testing.ts'

const api = await openApi()
const { town } = api
const stock = await goods(api, 1_000)
const round = await openRound(api)
const deliverOn = '2026-11-30'

/** Somebody of another party in the same role. */
async function stranger(role: 'buyer' | 'producer', partyId: string): Promise<string> {
  const actor = await api.here.tx((tx) => person(tx, partyId as Id, role, '他所 のひと'))
  return granted(await api.here.tx((tx) => createToken(tx, actor, { label: '試験' }))).token
}
const inn = await done(api, 'officer', '/parties', {
  kind: 'business',
  side: 'outside',
  name: '山の宿',
  kana: 'やまのやど',
})
const guest = await stranger('buyer', inn['partyId'] ?? '')
const grower = await stranger('producer', round.other)
const askAs = (token: string, method: string, path: string, body?: unknown): Promise<Got> =>
  askOf(api.app, `/api/v1${path}`, { token, method, body })
const refusedOf = (got: Got): string =>
  got.status < 400 ? `${got.status}` : `${got.status} ${String(got.json['type']).replace('/problems/', '')}`

const deliveryId = await delivery(api, stock.variantId)
const short = { lineNo: 1, kind: 'short', quantity: 1 }
const { acceptanceId = '' } = await done(api, 'buyer', `/deliveries/${deliveryId}/acceptance`, {
  differences: [short],
})
const lines = [{ variantId: stock.variantId, quantity: 2 }]
const { quoteId = '' } = await done(api, 'buyer', '/quotes', { deliverOn, lines })
const { standingId = '' } = await done(api, 'buyer', '/standing-orders', {
  variantId: stock.variantId,
  quantity: 2,
  everyWeeks: 1,
  startsOn: deliverOn,
})
const { cycleId } = await round.booked()
const planned = await round.planned()
const { placeId = '' } = await done(api, 'buyer', `/buyers/${town.buyer}/places`, { name: '別館' })
const buyer = `/buyers/${town.buyer}`
const offers = `/cycles/${cycleId}/availability/${town.producer}`

const ofAnother: [
  who: string,
  token: string,
  method: string,
  path: string,
  body: unknown,
  refused: string,
][] = [
  ['buyer', guest, 'GET', `/deliveries/${deliveryId}/acceptance`, undefined, '404 delivery_unknown'],
  ['buyer', guest, 'POST', `/deliveries/${deliveryId}/acceptance`, {}, '404 delivery_unknown'],
  ['buyer', guest, 'DELETE', `/acceptances/${acceptanceId}`, undefined, '403 not_allowed'],
  ['buyer', guest, 'GET', buyer, undefined, '404 buyer_unknown'],
  ['buyer', guest, 'POST', `${buyer}/places`, { name: '裏' }, '403 not_allowed'],
  ['buyer', guest, 'DELETE', `${buyer}/places/${placeId}`, undefined, '403 not_allowed'],
  ['buyer', guest, 'PUT', `${buyer}/approval`, { userIds: [] }, '403 not_allowed'],
  ['buyer', guest, 'GET', `/quotes/${quoteId}`, undefined, '404 quote_unknown'],
  ['buyer', guest, 'GET', `/quotes/${quoteId}/turns/1/pdf`, undefined, '404 quote_unknown'],
  ['buyer', guest, 'POST', `/quotes/${quoteId}/answers`, { lines }, '404 quote_unknown'],
  ['buyer', guest, 'POST', `/quotes/${quoteId}/refusal`, {}, '404 quote_unknown'],
  ['buyer', guest, 'PATCH', `/standing-orders/${standingId}`, { end: true }, '404 standing_unknown'],
  ['buyer', guest, 'GET', `/cycles/${planned.cycleId}`, undefined, '404 cycle_unknown'],
  [
    'buyer',
    guest,
    'GET',
    `/cycles/${cycleId}/booking-sheet?deliverOn=${deliverOn}&buyerId=${town.buyer}`,
    undefined,
    '403 not_allowed',
  ],
  [
    'buyer',
    guest,
    'POST',
    `/cycles/${cycleId}/bookings`,
    { buyerId: town.buyer, deliverOn, wishes: [{ poolId: round.poolId, quantity: 1 }] },
    '403 not_allowed',
  ],
  ['producer', grower, 'GET', offers, undefined, '404 cycle_unknown'],
  ['producer', grower, 'PUT', offers, { rows: [] }, '404 cycle_unknown'],
  ['producer', grower, 'GET', `/products/${stock.productId}/specification`, undefined, '200'],
]
for (const [who, token, method, path, body, refused] of ofAnother)
  test(`another ${who}: ${method} ${path.replaceAll(/[0-9a-f-]{36}/g, '…')} → ${refused}`, async () =>
    assert.equal(refusedOf(await askAs(token, method, path, body)), refused))

test('lists of another buyer are empty where its own are not', async () => {
  for (const path of ['/acceptances', '/quotes', '/standing-orders', `/cycles/${cycleId}/bookings`]) {
    const items = async (token: string) => (await askAs(token, 'GET', path)).json['items'] as unknown[]
    assert.equal((await items(guest)).length, 0, path)
    assert.ok((await items(api.tokenOf('buyer'))).length > 0, path)
  }
})

const lotsOf = async (token: string) =>
  (await askAs(token, 'GET', '/stock')).json['items'] as { lotId: string }[]

test('a producer sees its own lots, and no margin of its sales', async () => {
  assert.ok((await lotsOf(api.tokenOf('producer'))).some(({ lotId }) => lotId === stock.lotId))
  assert.ok((await lotsOf(grower)).every(({ lotId }) => lotId !== stock.lotId))
  const sales = '/reports/sales?from=2026-11-01&to=2026-11-30&by=product'
  const rows = async (token: string) =>
    (await askAs(token, 'GET', sales)).json['items'] as { marginYen: number | null }[]
  assert.deepEqual(
    (await rows(api.tokenOf('producer'))).map(({ marginYen }) => marginYen),
    [null],
  )
  assert.deepEqual(await rows(grower), [])
  assert.notEqual((await rows(api.tokenOf('company_staff')))[0]?.marginYen, null)
})

const seen = async (token: string) => (await askAs(token, 'GET', `/cycles/${cycleId}`)).json

test('how full a cycle is, only the company is told', async () => {
  const shut = { bookedYen: null, limitYen: null, asked: null, answered: null, bookings: null }
  for (const token of [guest, grower]) {
    const { bookedYen, limitYen, asked, answered, bookings } = await seen(token)
    assert.deepEqual({ bookedYen, limitYen, asked, answered, bookings }, shut)
  }
  assert.equal((await seen(api.tokenOf('company_staff')))['bookedYen'], 720)
  assert.equal((await seen(api.tokenOf('buyer')))['ownYen'], 720)
  assert.equal((await seen(guest))['ownYen'], 0)
})

test('no secret of a mailed link and no setting of the company leaves', async () => {
  const asked = await askAs(api.tokenOf('company_staff'), 'POST', `/cycles/${planned.cycleId}/asking`)
  assert.deepEqual(Object.keys(asked.json).toSorted(), ['asked', 'cycleNo', 'unreachable'])
  const producers = await askAs(api.tokenOf('company_staff'), 'GET', `/cycles/${cycleId}/producers`)
  assert.doesNotMatch(producers.text, /token|hash/i)
  const own = await askAs(api.tokenOf('buyer'), 'GET', buyer)
  assert.doesNotMatch(own.text, /requesterCode|allLists|rounding/)
})

test('lists of documents go on where the piece before ended', async () => {
  await done(api, 'buyer', '/quotes', { deliverOn, lines })
  await delivery(api, stock.variantId)
  for (const [path, key] of [
    ['/acceptances', 'deliveryNo'],
    ['/quotes', 'quoteNo'],
  ] as const) {
    const piece = async (query: string) => {
      const { json } = await askAs(api.tokenOf('buyer'), 'GET', `${path}?${query}`)
      const items = json['items'] as Record<string, string>[]
      return { numbers: items.map((row) => row[key] ?? ''), next: json['next'] }
    }
    const [all, first] = [await piece('limit=50'), await piece('limit=1')]
    const second = await piece(`limit=1&cursor=${String(first.next)}`)
    assert.deepEqual([...first.numbers, ...second.numbers], all.numbers.slice(0, 2), path)
    assert.equal(all.next, null)
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bareApp } from '#http/server.ts'
import { done, goods, juice } from './cases.testing.ts'
import { mountApi } from './app.ts'
import { askOf, houseOf, openApi } from './testing.ts'

const api = await openApi()
const stock = await goods(api)
const silver = { kind: 'business', side: 'inside', kana: 'しろがね' }
const register = (name: string, key: string, as: 'officer' | 'company_staff' = 'officer') =>
  api.ask('/api/v1/parties', { as, body: { ...silver, name }, headers: { 'idempotency-key': key } })
const partiesNamed = async (text: string): Promise<number> => {
  const got = await api.ask(`/api/v1/parties?text=${encodeURIComponent(text)}`, { as: 'officer' })
  return (got.json['items'] as unknown[]).length
}

test('a request sent twice with its key is done once', async () => {
  const first = await register('白銀の一', 'k1')
  const again = await register('白銀の一', 'k1')
  assert.equal(first.status, 201)
  assert.equal(first.headers.get('idempotency-replayed'), null)
  assert.equal(again.status, 201)
  assert.equal(again.headers.get('idempotency-replayed'), 'true')
  assert.deepEqual(again.json, first.json)
  assert.equal(await partiesNamed('白銀の一'), 1)
})

test('the key with other content, or at another address, is refused', async () => {
  await register('白銀の二', 'k2')
  const other = await register('白銀の三', 'k2')
  assert.equal(other.status, 422)
  assert.equal(other.json['type'], '/problems/request_key_reused')
  const elsewhere = await api.ask('/api/v1/tokens', {
    as: 'officer',
    body: { label: 'x' },
    headers: { 'idempotency-key': 'k2' },
  })
  assert.equal(elsewhere.json['type'], '/problems/request_key_reused')
  assert.equal(await partiesNamed('白銀の三'), 0)
})

test('two parties may count their keys alike', async () => {
  assert.equal((await register('白銀の四', '1')).status, 201)
  const other = await register('白銀の五', '1', 'company_staff')
  assert.equal(other.status, 201)
  assert.equal(other.headers.get('idempotency-replayed'), null)
})

test('eight at once with one key place one order', async () => {
  const lines = [{ variantId: stock.variantId, quantity: 1 }]
  const body = { deliverOn: '2026-11-30', lines }
  const headers = { 'idempotency-key': 'at-once' }
  const all = await Promise.all(
    Array.from({ length: 8 }, () => api.ask('/api/v1/orders', { as: 'buyer', body, headers })),
  )
  assert.deepEqual(new Set(all.map(({ status }) => status)), new Set([201]))
  assert.equal(new Set(all.map(({ json }) => json['orderId'])).size, 1)
  assert.equal(all.filter((each) => each.headers.get('idempotency-replayed') === null).length, 1)
})

test('a refused request may be mended and sent again with its key', async () => {
  const headers = { 'idempotency-key': 'mended' }
  const wrong = { ...silver, name: '白銀の六', kana: '白銀' }
  assert.equal((await api.ask('/api/v1/parties', { as: 'officer', body: wrong, headers })).status, 422)
  const mended = { ...wrong, kana: 'しろがね' }
  assert.equal((await api.ask('/api/v1/parties', { as: 'officer', body: mended, headers })).status, 201)
})

test('a key that cannot be one is refused before anything is done', async () => {
  const got = await register('白銀の七', 'a b')
  assert.deepEqual([got.status, got.json['type']], [400, '/problems/request_key_form'])
  assert.equal(await partiesNamed('白銀の七'), 0)
})

test('a secret is in the first answer only', async () => {
  const ask = () =>
    api.ask('/api/v1/tokens', {
      as: 'producer',
      body: { label: '会計' },
      headers: { 'idempotency-key': 'secret' },
    })
  const [first, again] = [await ask(), await ask()]
  assert.match(String(first.json['token']), /^yui_/)
  assert.equal(again.json['token'], null)
  assert.equal(again.json['tokenId'], first.json['tokenId'])
  const kept = await api.here.tx((tx) => tx.run('select answer::text from party_request'))
  assert.ok(!JSON.stringify(kept).includes(String(first.json['token']).slice(4)))
})

test('a list read piece by piece gives each item once, in its order', async () => {
  for (let at = 0; at < 7; at++)
    await done(api, 'officer', '/parties', { ...silver, name: `列 ${at % 3}`, kana: 'れつ' })
  const whole = await api.ask('/api/v1/parties?text=列&limit=200', { as: 'officer' })
  const wanted = (whole.json['items'] as { partyId: string }[]).map(({ partyId }) => partyId)
  assert.equal(wanted.length, 7)
  const seen: string[] = []
  let path: string | undefined = '/api/v1/parties?text=列&limit=2'
  let pieces = 0
  while (path !== undefined) {
    const got = await api.ask(path, { as: 'officer' })
    seen.push(...(got.json['items'] as { partyId: string }[]).map(({ partyId }) => partyId))
    const link = /^<(.+)>; rel="next"$/.exec(got.headers.get('link') ?? '')?.[1]
    assert.equal(link !== undefined, got.json['next'] !== null, 'the header and the body agree')
    path = link
    pieces++
  }
  assert.deepEqual(seen, wanted)
  assert.equal(pieces, 4)
})

const problems: [string, Parameters<typeof api.ask>[1], string, number, string][] = [
  ['no token', {}, '/parties', 401, 'token_missing'],
  ['a wrong token', { token: 'yui_x' }, '/region', 401, 'token_unknown'],
  ['another scheme', { headers: { authorization: 'Basic eDp5' } }, '/region', 401, 'token_unknown'],
  ['not the role', { as: 'buyer' }, '/parties', 403, 'not_allowed'],
  ['no such address', {}, '/nothing', 404, 'address_unknown'],
  ['no such method', { method: 'DELETE' }, '/region', 405, 'method_not_allowed'],
  ['no JSON', { as: 'officer', body: '{' }, '/parties', 400, 'body_not_json'],
  ['a NUL in a text', { as: 'officer', body: '{"name":"a\\u0000"}' }, '/parties', 400, 'text_has_nul'],
  ['a NUL in the address', {}, '/products?text=%00', 400, 'text_has_nul'],
  ['no object', { as: 'officer', body: '[]' }, '/parties', 422, 'input_wrong'],
  ['nothing at all', { as: 'officer', method: 'POST' }, '/parties', 422, 'input_wrong'],
  [
    'a form',
    { as: 'officer', body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    '/parties',
    415,
    'media_type_wrong',
  ],
  ['too much', { as: 'officer', body: `"${'x'.repeat(3_000_000)}"` }, '/parties', 413, 'too_large'],
  ['a filter that is none', {}, '/products?categry=fruit', 422, 'input_wrong'],
  ['a cursor that is none', {}, '/products?cursor=WyJhIiwiYiIsImMiXQ', 422, 'input_wrong'],
  [
    'a day that is none',
    { as: 'officer', body: { side: 'inside', from: '2026-02-30' } },
    `/parties/${api.town.producer}/sides`,
    422,
    'input_wrong',
  ],
  ['another party’s account', { as: 'buyer' }, `/parties/${api.town.producer}/accounts`, 403, 'not_yours'],
  ['flows of one party, by anyone', {}, `/flows?party=${api.town.producer}`, 403, 'not_yours'],
]
for (const [what, sent, path, status, name] of problems)
  test(`${what} → ${status} ${name}`, async () => {
    const got = await api.ask(`/api/v1${path}`, sent)
    assert.equal(got.status, status, got.text)
    assert.equal(got.headers.get('content-type'), 'application/problem+json; charset=utf-8')
    const { type, title, detail, instance, reference } = got.json
    assert.equal(type, `/problems/${name}`)
    assert.equal(got.json['status'], status)
    assert.equal(instance, `/api/v1${path.split('?')[0]}`)
    assert.match(String(reference), /^[0-9A-F]{8}$/)
    for (const words of [title, detail]) assert.ok(String(words).length > 3)
    if (status === 401) assert.match(got.headers.get('www-authenticate') ?? '', /^Bearer/)
    if (status === 405) assert.equal(got.headers.get('allow'), 'OPTIONS, GET')
    if (name === 'input_wrong') assert.ok((got.json['errors'] as unknown[]).length > 0)
  })

test('each wrong field is pointed at', async () => {
  const lines = [{ variantId: 'x', quantity: 0 }, { quantity: 1.5 }]
  const got = await api.ask('/api/v1/orders', {
    as: 'buyer',
    body: { deliverOn: '2026-13-01', lines, extra: 1 },
  })
  const pointers = (got.json['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)
  assert.deepEqual(pointers.toSorted(), [
    '#/deliverOn',
    '#/extra',
    '#/lines/0/quantity',
    '#/lines/0/variantId',
    '#/lines/1/quantity',
    '#/lines/1/variantId',
  ])
})

test('a refusal of the use-case points at its field, and leaves nothing behind', async () => {
  const lines = [{ variantId: stock.variantId, quantity: 5_000 }]
  const got = await api.ask('/api/v1/orders', { as: 'buyer', body: { deliverOn: '2026-11-30', lines } })
  assert.deepEqual([got.status, got.json['type']], [409, '/problems/sold_out'])
  assert.deepEqual(
    (got.json['errors'] as { pointer: string }[]).map(({ pointer }) => pointer),
    ['#/lines/0/quantity'],
  )
})

const languages: [string | undefined, RegExp][] = [
  [undefined, /^「りんごジュース」が足りません。残りは\d+本です。$/],
  ['en', /^There is not enough of りんごジュース: \d+ 本 left\.$/],
  ['fr, en-GB;q=0.8, ja;q=0.3', /^There is not enough/],
  ['en;q=0.5, ja', /足りません/],
  ['fr', /足りません/],
]
for (const [accepted, sentence] of languages)
  test(`the sentence for Accept-Language ${accepted}`, async () => {
    const lines = [{ variantId: stock.variantId, quantity: 5_000 }]
    const got = await api.ask('/api/v1/orders', {
      as: 'buyer',
      body: { deliverOn: '2026-11-30', lines },
      headers: accepted === undefined ? {} : { 'accept-language': accepted },
    })
    assert.match(String(got.json['detail']), sentence)
  })

test('a token of another region opens nothing', async () => {
  const other = bareApp(houseOf(api.here, 32158))
  mountApi(other, houseOf(api.here, 32158))
  const got = await askOf(other, '/api/v1/parties', { token: api.tokenOf('officer') })
  assert.deepEqual([got.status, got.json['type']], [401, '/problems/token_unknown'])
})

test('a revoked token opens nothing, not even what is public', async () => {
  const made = await done(api, 'producer', '/tokens', { label: '一度だけ' })
  const token = made['token'] ?? ''
  assert.equal((await api.ask('/api/v1/region', { token })).status, 200)
  await done(api, 'producer', `/tokens/${made['tokenId']}`, undefined, 'DELETE')
  assert.equal((await api.ask('/api/v1/region', { token })).status, 401)
})

test('reading with a token is noted as its use', async () => {
  const { token = '', tokenId } = await done(api, 'producer', '/tokens', { label: '読むだけ' })
  await api.ask('/api/v1/region', { token })
  for (let tries = 0; tries < 50; tries++) {
    const got = await api.ask('/api/v1/tokens', { as: 'producer' })
    const own = (got.json['items'] as { tokenId: string; lastUsedAt: string | null }[]).find(
      (each) => each.tokenId === tokenId,
    )
    if (own?.lastUsedAt) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  assert.fail('the use was not noted')
})

test('drafts, terms and addresses are not for everyone', async () => {
  const { productId } = await done(api, 'producer', '/products', { ...juice, name: '秘密のジュース' })
  assert.equal((await api.ask(`/api/v1/products/${productId}`)).status, 404)
  assert.equal((await api.ask(`/api/v1/products/${productId}`, { as: 'producer' })).status, 200)
  const open = await api.ask(`/api/v1/products/${stock.productId}`)
  assert.deepEqual(open.json['contracts'], [])
  const own = await api.ask(`/api/v1/products/${stock.productId}`, { as: 'producer' })
  assert.equal((own.json['contracts'] as unknown[]).length, 1)
  await done(api, 'producer', `/parties/${api.town.producer}`, { address: '字北方1' }, 'PATCH')
  const seen = async (as: 'visitor' | 'buyer' | 'producer' | 'officer') =>
    (await api.ask(`/api/v1/parties/${api.town.producer}`, { as })).json['address']
  assert.deepEqual(
    [await seen('visitor'), await seen('buyer'), await seen('producer'), await seen('officer')],
    [null, null, '字北方1', '字北方1'],
  )
})

test('a household shows itself to others only when it wants to', async () => {
  const body = { kind: 'household', side: 'inside', name: '千葉 はる', kana: 'ちば はる' }
  const { partyId = '' } = await done(api, 'officer', '/parties', body)
  assert.equal((await api.ask(`/api/v1/parties/${partyId}`)).status, 404)
  assert.equal((await api.ask(`/api/v1/parties/${partyId}`, { as: 'officer' })).status, 200)
  await done(api, 'officer', `/parties/${partyId}`, { onMap: true }, 'PATCH')
  assert.equal((await api.ask(`/api/v1/parties/${partyId}`)).status, 200)
})

test('pages of any site may read what is public, and nothing else', async () => {
  const open = await api.ask('/api/v1/products', { headers: { origin: 'https://example.org' } })
  assert.equal(open.headers.get('access-control-allow-origin'), '*')
  const shut = await api.ask('/api/v1/parties', { as: 'officer', headers: { origin: 'https://example.org' } })
  assert.equal(shut.headers.get('access-control-allow-origin'), null)
  const preflight = await api.ask('/api/v1/products', {
    method: 'OPTIONS',
    headers: { origin: 'https://example.org', 'access-control-request-method': 'GET' },
  })
  assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-methods')], [204, 'GET'])
})

test('who asks too much is told how long to wait', async () => {
  const tight = bareApp(houseOf(api.here))
  mountApi(tight, houseOf(api.here), { perTokenPerMinute: 3, perAddressPerMinute: 2 })
  const ask = async (address: string, token?: string) =>
    await askOf(tight, '/api/v1/region', { token, headers: { 'x-forwarded-for': address } })
  assert.equal((await ask('192.0.2.1')).status, 200)
  assert.equal((await ask('192.0.2.1')).status, 200)
  const third = await ask('192.0.2.1')
  assert.deepEqual([third.status, third.json['type']], [429, '/problems/too_many_requests'])
  assert.match(third.headers.get('retry-after') ?? '', /^[1-9]\d?$/)
  assert.equal((await ask('192.0.2.2')).status, 200, 'another address is not held up')
  const token = api.tokenOf('buyer')
  const statuses = []
  for (let at = 0; at < 4; at++) statuses.push((await ask('192.0.2.3', token)).status)
  assert.deepEqual(statuses, [200, 200, 200, 429])
  const guesses = []
  for (let at = 0; at < 4; at++) guesses.push((await ask('192.0.2.4', `yui_${at}`)).status)
  assert.deepEqual(guesses, [401, 401, 429, 429], 'invented tokens count for the address')
})

test('a fault of ours is a problem with a reference, and says nothing of its cause', async () => {
  const broken = houseOf(api.here)
  const app = bareApp(broken)
  mountApi(app, { ...broken, db: { ...broken.db, pool: undefined as never } })
  const got = await askOf(app, '/api/v1/region')
  assert.deepEqual([got.status, got.json['type']], [500, '/problems/fault'])
  assert.doesNotMatch(got.text, /undefined|TypeError|pool/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { compression } from './compression.ts'

const long = '結いの輪 '.repeat(500)
const app = new Hono()
app.use(compression)
app.get('/long', (c) => c.html(long))
app.get('/short', (c) => c.html('<p>short'))
app.get('/json', (c) => c.json({ long }, 201, { etag: '"a"', vary: 'Authorization' }))
app.get('/drawing', (c) => c.body(long, 200, { 'content-type': 'image/svg+xml' }))
app.get('/photo', (c) => c.body(long, 200, { 'content-type': 'image/jpeg' }))
app.get('/events', (c) => c.body(long, 200, { 'content-type': 'text/event-stream' }))
app.get('/cookies', (c) => {
  c.header('set-cookie', 'a=1', { append: true })
  c.header('set-cookie', 'b=2', { append: true })
  return c.html(long)
})

const table = [
  // path       accept-encoding            packed as
  ['/long', 'gzip, deflate, br, zstd', 'br'],
  ['/long', 'gzip', 'gzip'],
  ['/long', 'GZIP;q=0.5, br;q=0', 'gzip'],
  ['/long', 'br;q=0.2, gzip;q=0.8', 'gzip'],
  ['/long', '*', 'br'],
  ['/long', '*;q=0', null],
  ['/long', 'identity', null],
  ['/long', '', null],
  ['/short', 'gzip', null],
  ['/json', 'gzip', 'gzip'],
  ['/drawing', 'br', 'br'],
  ['/photo', 'gzip', null],
  ['/events', 'gzip', null],
] as const

for (const [path, accepted, encoding] of table)
  test(`${path} for "${accepted}" → ${encoding ?? 'as it is'}`, async () => {
    const answer = await app.request(path, { headers: { 'accept-encoding': accepted } })
    assert.equal(answer.headers.get('content-encoding'), encoding)
    const bytes = Buffer.from(await answer.arrayBuffer())
    const unpacked =
      encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes
    const plain = await app.request(path)
    assert.equal(unpacked.toString(), await plain.text())
    if (encoding) assert.equal(answer.headers.get('content-length'), String(bytes.length))
  })

test('what depends on who asks says so, packed or not, and keeps its status', async () => {
  for (const accepted of ['gzip', 'identity']) {
    const answer = await app.request('/json', { headers: { 'accept-encoding': accepted } })
    assert.equal(answer.headers.get('vary'), 'Authorization, Accept-Encoding')
    assert.equal(answer.headers.get('etag'), accepted === 'gzip' ? 'W/"a"' : '"a"')
    assert.equal(answer.status, 201)
  }
})

test('two cookies stay two', async () => {
  const answer = await app.request('/cookies', { headers: { 'accept-encoding': 'gzip' } })
  assert.deepEqual(answer.headers.getSetCookie(), ['a=1', 'b=2'])
})

test('HEAD says what GET would, without a body', async () => {
  const answer = await app.request('/long', { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } })
  assert.equal(await answer.text(), '')
})

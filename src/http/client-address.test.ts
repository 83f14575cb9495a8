import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { clientAddress } from './client-address.ts'

const rows: [trust: boolean, header: string | undefined, connection: string | undefined, expected: string][] =
  [
    [false, undefined, '203.0.113.9', '203.0.113.9'],
    // Nobody chooses an address where no proxy is trusted, from this machine or over a socket file either.
    [false, '192.0.2.1', '203.0.113.9', '203.0.113.9'],
    [false, '192.0.2.1', '127.0.0.1', '127.0.0.1'],
    [false, '192.0.2.1', '::1', '::1'],
    [false, '192.0.2.1', '', '-'],
    [false, '192.0.2.1', undefined, '-'],
    // The proxy writes the last part, the rest is what it was told.
    [true, '192.0.2.1', '127.0.0.1', '192.0.2.1'],
    [true, '198.51.100.7, 192.0.2.1', '127.0.0.1', '192.0.2.1'],
    [true, '2001:db8::7', '127.0.0.1', '2001:db8::7'],
    // A port is no part of an address: it is another one each time.
    [true, '192.0.2.1:51234', '127.0.0.1', '192.0.2.1'],
    [true, '[2001:db8::7]:51234', '127.0.0.1', '2001:db8::7'],
    // What is no address is not believed.
    [true, undefined, '127.0.0.1', '127.0.0.1'],
    [true, '192.0.2.1,', '127.0.0.1', '127.0.0.1'],
    [true, 'unknown', '127.0.0.1', '127.0.0.1'],
    [true, 'x'.repeat(500), undefined, '-'],
  ]

for (const [trustProxy, header, connection, expected] of rows)
  test(`${trustProxy ? 'behind a proxy' : 'alone'}, ${header?.slice(0, 30) ?? 'no header'} from ${connection || 'a socket file'}: ${expected}`, async () => {
    const app = new Hono()
    app.get('/', (c) => c.text(clientAddress(c, { trustProxy })))
    const headers = header === undefined ? undefined : { 'x-forwarded-for': header }
    const env = { incoming: { socket: { remoteAddress: connection } } }
    assert.equal(await (await app.request('/', { headers }, env)).text(), expected)
  })

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifySample } from './guide.words.ts'
import { newSigningSecret, signatureHeaders } from './signing.ts'

// The first row's signature was computed with openssl: printf '%s' "$id.$at.$body" | openssl dgst -sha256
// -mac hmac -macopt hexkey:$(printf '%s' "${secret#whsec_}" | base64 -d | xxd -p -c 99) -binary | base64
const table = [
  // id, moment, body, secrets, signature
  [
    'msg_1',
    '2026-11-23T03:00:00.999Z',
    '{"type":"ping"}',
    ['whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='],
    'v1,vAGp5skjQhjKv/1+9LWm9D9+yIAssTqc+2MZoaoCczw=',
  ],
  [
    'msg_1',
    '2026-11-23T03:00:00.000Z',
    '{"type":"注文"}', // outside ASCII: the bytes of UTF-8 are signed
    [
      'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
      'whsec_//////////////////////////////////////////8=',
    ],
    'v1,8TKWpnCJCNINzCudK7iPFbuTjYTVhI6e+gKUa9XVwwQ= v1,kydXQDS+MpBomfDGiloRqKNUYU8Y2ZGj0jdtj61bPm4=',
  ],
] as const

for (const [id, at, body, secrets, signature] of table)
  test(`${body} signed by ${secrets.length}`, () =>
    assert.deepEqual(signatureHeaders({ id, at: new Date(at), body }, secrets), {
      'webhook-id': id,
      'webhook-timestamp': '1795402800', // whole seconds, rounded down
      'webhook-signature': signature,
    }))

test('a secret is 32 random bytes behind its mark', () => {
  const secret = newSigningSecret()
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  assert.notEqual(secret, newSigningSecret())
})

test('the example of the page for programmers takes what is genuine and nothing else', async () => {
  const { isGenuine } = (await import(`data:text/javascript,${encodeURIComponent(verifySample)}`)) as {
    isGenuine: (headers: object, body: string, secret: string, nowSeconds: number) => boolean
  }
  const [old, secret] = [newSigningSecret(), newSigningSecret()]
  const at = new Date('2026-11-23T03:00:00Z')
  const body = '{"type":"注文"}'
  const headers = signatureHeaders({ id: 'e', at, body }, [secret, old])
  const now = at.getTime() / 1000
  for (const each of [secret, old]) assert.ok(isGenuine(headers, body, each, now + 300))
  assert.ok(!isGenuine(headers, body, newSigningSecret(), now), 'another’s secret')
  assert.ok(!isGenuine(headers, `${body} `, secret, now), 'a body that was changed')
  assert.ok(!isGenuine(headers, body, secret, now + 301), 'too old')
  assert.ok(!isGenuine({ ...headers, 'webhook-id': 'f' }, body, secret, now), 'another id')
})

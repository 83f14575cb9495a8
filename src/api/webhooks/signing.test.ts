import assert from 'node:assert/strict'
import { test } from 'node:test'
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

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNow, testRegion } from '#db/testing.ts'
import { transact } from '#db/transaction.ts'
import { softwareAuthenticator } from './authenticator.testing.ts'
import type { Quirks } from './authenticator.testing.ts'
import { listAudit } from './audit.ts'
import {
  addPasskey,
  offerPasskey,
  offerSignIn,
  passkeysOf,
  removePasskey,
  signInWithPasskey,
} from './passkeys.ts'
import { readSession, startSession } from './sessions.ts'
import { person, granted, smallRegion } from './testing.ts'

const here = await testRegion()
const town = await here.tx(smallRegion)
const site = { name: '一関市 結いの輪', origin: 'https://yui.example.jp' }
const minutesLater = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000)

/** Somebody new, signed in. */
async function somebody() {
  const actor = await here.tx((tx) => person(tx, town.producer, 'producer', '佐々木 こずえ'))
  const { token } = granted(await here.tx((tx) => startSession(tx, actor.userId)))
  const session = await here.tx((tx) => readSession(tx, token))
  return session ?? assert.fail('no session')
}
type Somebody = Awaited<ReturnType<typeof somebody>>
type Device = ReturnType<typeof softwareAuthenticator>

async function register(session: Somebody, device: Device, quirks: Quirks = {}, label = 'スマホ') {
  const options = await here.tx((tx) => offerPasskey(tx, session, site))
  const response = device.create(options, quirks)
  return await here.tx((tx) => addPasskey(tx, session, site, { response, label }))
}
async function enter(device: Device, quirks: Quirks = {}) {
  const options = await here.tx((tx) => offerSignIn(tx, site))
  return await here.tx((tx) => signInWithPasskey(tx, site, device.get(options, quirks)))
}

test('the whole ceremony: a passkey is made, signs in twice, and is taken away', async () => {
  const session = await somebody()
  const device = softwareAuthenticator(site.origin)
  const { credentialId } = granted(await register(session, device))
  for (let each = 0; each < 2; each++) {
    const started = granted(await enter(device))
    assert.equal(started.userId, session.userId)
    const found = await here.tx((tx) => readSession(tx, started.token))
    assert.deepEqual([found?.userId, found?.role], [session.userId, 'producer'])
  }
  const [passkey] = await here.tx((tx) => passkeysOf(tx, session.userId))
  assert.deepEqual([passkey?.label, passkey?.lastUsedAt], ['スマホ', testNow])
  const actions = (await here.tx((tx) => listAudit(tx, { userId: session.userId }))).rows.map((r) => r.action)
  assert.deepEqual(actions, ['user.sign_in_passkey', 'user.sign_in_passkey', 'user.passkey_add'])

  assert.deepEqual(await here.tx((tx) => removePasskey(tx, session, credentialId)), {
    refused: 'last_way_in',
  })
  granted(await register(session, softwareAuthenticator(site.origin), {}, '鍵'))
  granted(await here.tx((tx) => removePasskey(tx, session, credentialId)))
  assert.deepEqual(await enter(device), { refused: 'passkey_not_recognised' })
})

test('what the browser is told: this host, a found passkey, a verified person, those one has already', async () => {
  const session = await somebody()
  const { credentialId } = granted(await register(session, softwareAuthenticator(site.origin)))
  const options = await here.tx((tx) => offerPasskey(tx, session, site))
  assert.deepEqual(options.rp, { name: site.name, id: 'yui.example.jp' })
  assert.equal(options.authenticatorSelection?.residentKey, 'required')
  assert.equal(options.authenticatorSelection?.userVerification, 'required')
  assert.equal(options.attestation, 'none')
  assert.deepEqual(
    options.excludeCredentials?.map(({ id }) => id),
    [credentialId],
  )
  const asked = await here.tx((tx) => offerSignIn(tx, site))
  assert.deepEqual(
    [asked.rpId, asked.userVerification, asked.allowCredentials],
    ['yui.example.jp', 'required', undefined],
  )
})

const wrong: [string, Quirks, string][] = [
  ['another site', { origin: 'https://evil.example.com' }, 'passkey_not_recognised'],
  ['another host', { host: 'evil.example.com' }, 'passkey_not_recognised'],
  ['another ceremony', { type: 'payment.get' }, 'passkey_not_recognised'],
  ['a person who was not verified', { userVerified: false }, 'passkey_not_recognised'],
  ['nobody there', { userPresent: false, userVerified: true }, 'passkey_not_recognised'],
  ['a challenge of one’s own', { challenge: 'bXkgb3duIGNoYWxsZW5nZQ' }, 'passkey_too_late'],
]
for (const [name, quirks, refused] of wrong)
  test(`${name} → ${refused}`, async () => {
    const session = await somebody()
    const device = softwareAuthenticator(site.origin)
    assert.deepEqual(await register(session, device, quirks), { refused })
    granted(await register(session, device))
    assert.deepEqual(await enter(device, quirks), { refused })
    granted(await enter(device))
  })

test('another key signs nobody in, nor does a device that is not known', async () => {
  const device = softwareAuthenticator(site.origin)
  assert.deepEqual(await enter(device), { refused: 'passkey_not_recognised' })
  granted(await register(await somebody(), device))
  assert.deepEqual(await enter(device, { wrongKey: true }), { refused: 'passkey_not_recognised' })
})

test('a copy of a device whose counter falls behind is not let in', async () => {
  const device = softwareAuthenticator(site.origin)
  granted(await register(await somebody(), device))
  granted(await enter(device))
  granted(await enter(device))
  device.rewind()
  assert.deepEqual(await enter(device), { refused: 'passkey_not_recognised' })
})

test('an answer counts once, also for two at once', async () => {
  const device = softwareAuthenticator(site.origin)
  granted(await register(await somebody(), device))
  const options = await here.tx((tx) => offerSignIn(tx, site))
  const response = device.get(options)
  const send = () => here.tx((tx) => signInWithPasskey(tx, site, response))
  const answers = await Promise.all([send(), send(), send()])
  assert.equal(answers.filter((each) => 'token' in each).length, 1)
  assert.deepEqual(await send(), { refused: 'passkey_too_late' })
})

test('an answer after five minutes is too late', async () => {
  const device = softwareAuthenticator(site.origin)
  granted(await register(await somebody(), device))
  const late = async (minutes: number) => {
    const options = await here.tx((tx) => offerSignIn(tx, site))
    return await here.tx((tx) => signInWithPasskey(tx, site, device.get(options)), minutesLater(minutes))
  }
  assert.deepEqual(await late(5), { refused: 'passkey_too_late' })
  granted(await late(4.9))
})

test('a challenge is for whom it was given to, and for its purpose', async () => {
  const [one, other] = [await somebody(), await somebody()]
  const device = softwareAuthenticator(site.origin)
  const options = await here.tx((tx) => offerPasskey(tx, one, site))
  const response = device.create(options)
  assert.deepEqual(await here.tx((tx) => addPasskey(tx, other, site, { response, label: 'x' })), {
    refused: 'passkey_too_late',
  })
  assert.deepEqual(await here.tx((tx) => signInWithPasskey(tx, site, device.get(options))), {
    refused: 'passkey_too_late',
  })
})

test('a passkey of somebody else, and one without a name, are refused', async () => {
  const device = softwareAuthenticator(site.origin)
  granted(await register(await somebody(), device))
  const other = await somebody()
  assert.deepEqual(await register(other, device), { refused: 'passkey_taken' })
  assert.deepEqual(await register(other, softwareAuthenticator(site.origin), {}, ' '), {
    refused: 'label_missing',
    field: 'label',
  })
  const [own] = await here.tx((tx) => passkeysOf(tx, other.userId))
  assert.equal(own, undefined)
  assert.deepEqual(await here.tx((tx) => removePasskey(tx, other, 'x')), { refused: 'passkey_unknown' })
})

test('who is shut out does not come in by passkey', async () => {
  const session = await somebody()
  const device = softwareAuthenticator(site.origin)
  granted(await register(session, device))
  await here.tx((tx) => tx.run('update party_user set disabled = true where user_id = $1', [session.userId]))
  assert.deepEqual(await enter(device), { refused: 'passkey_not_recognised' })
})

test('what is no answer of a device is refused, not a fault', async () => {
  const { challenge } = await here.tx((tx) => offerSignIn(tx, site))
  const clientDataJSON = Buffer.from(JSON.stringify({ challenge, type: 'webauthn.get' })).toString(
    'base64url',
  )
  const session = await somebody()
  for (const broken of [
    null,
    1,
    'x',
    {},
    { response: {} },
    { response: { clientDataJSON: 'x' } },
    { id: 1, response: { clientDataJSON } },
    { id: 'x', response: { clientDataJSON } },
  ]) {
    const answer = await here.tx((tx) => signInWithPasskey(tx, site, broken))
    assert.equal('refused' in answer && answer.refused, 'passkey_not_recognised')
    const added = await here.tx((tx) => addPasskey(tx, session, site, { response: broken, label: 'x' }))
    assert.ok('refused' in added)
  }
})

test('a passkey of this region is nobody’s in another', async () => {
  const device = softwareAuthenticator(site.origin)
  granted(await register(await somebody(), device))
  const other = { region: 32158, clock: { now: () => testNow } }
  const options = await transact(here.db, other, (tx) => offerSignIn(tx, site))
  assert.deepEqual(await transact(here.db, other, (tx) => signInWithPasskey(tx, site, device.get(options))), {
    refused: 'passkey_not_recognised',
  })
})

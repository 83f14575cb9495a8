import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { ConfigFault, describeConfig, readConfig, type Config } from './config.ts'

test('with nothing set, a fresh clone shows the demo region of 一関市 to this machine only', () => {
  assert.deepEqual(readConfig({}), {
    dataDir: resolve('./data'),
    databaseUrl: undefined,
    port: 3000,
    host: '127.0.0.1',
    region: 32093,
    demo: true,
    publicUrl: undefined,
    smtpUrl: undefined,
    mailFrom: undefined,
    logLevel: 'info',
    sessionDays: 30,
    databasePoolSize: 10,
    trustProxy: false,
  } satisfies Config)
})

const good: readonly [string, string, keyof Config, Config[keyof Config]][] = [
  ['YUINOWA_DATA', '/srv/結い', 'dataDir', resolve('/srv/結い')],
  ['DATABASE_URL', 'postgres://a:b@db/yui', 'databaseUrl', 'postgres://a:b@db/yui'],
  ['DATABASE_URL', 'postgresql:///yui?host=/run', 'databaseUrl', 'postgresql:///yui?host=/run'],
  ['PORT', '0', 'port', 0],
  ['PORT', '65535', 'port', 65_535],
  ['PORT', '', 'port', 3000], // compose passes empty values on
  ['PORT', ' 8080 ', 'port', 8080],
  ['HOST', '0.0.0.0', 'host', '0.0.0.0'],
  ['HOST', '::1', 'host', '::1'],
  ['YUINOWA_REGION', '131016', 'region', 131_016], // 千代田区
  ['YUINOWA_DEMO', 'off', 'demo', false],
  ['PUBLIC_URL', 'https://yui.example.jp/', 'publicUrl', 'https://yui.example.jp'],
  ['PUBLIC_URL', 'http://localhost:3000', 'publicUrl', 'http://localhost:3000'],
  ['MAIL_FROM', '結いの輪 <yui@example.jp>', 'mailFrom', '結いの輪 <yui@example.jp>'],
  ['LOG_LEVEL', 'silent', 'logLevel', 'silent'],
  ['SESSION_DAYS', '366', 'sessionDays', 366],
  ['DATABASE_POOL_SIZE', '2', 'databasePoolSize', 2],
  ['TRUST_PROXY', 'on', 'trustProxy', true],
]
for (const [name, text, key, value] of good)
  test(`${name}=${JSON.stringify(text)} is read`, () =>
    assert.deepEqual(readConfig({ [name]: text })[key], value))

const bad: readonly [string, string, RegExp][] = [
  ['DATABASE_URL', 'mysql://a:hidden@db/yui', /postgres:\/\//],
  ['DATABASE_URL', 'db/yui', /postgres:\/\//],
  ['PORT', '65536', /「65536」.*0から65535.*"65536".*0 to 65535/s],
  ['PORT', '-1', /65535/],
  ['PORT', '80.5', /65535/],
  ['PORT', '0x50', /65535/],
  ['HOST', 'http://here', /127\.0\.0\.1/],
  ['YUINOWA_REGION', '03209', /6桁.*03209 → 032093/s],
  ['YUINOWA_REGION', '032094', /03209 → 032093/],
  ['YUINOWA_REGION', '一関市', /6桁/],
  ['YUINOWA_DEMO', 'yes', /on か off.*on or off/s],
  ['PUBLIC_URL', 'yui.example.jp', /https:\/\//],
  ['PUBLIC_URL', 'https://yui.example.jp/app', /パスはなし/],
  ['PUBLIC_URL', 'javascript:alert(1)', /https:\/\//],
  ['SMTP_URL', 'https://me:hidden@mail', /smtps:\/\//],
  ['MAIL_FROM', 'yui', /yui@example\.jp/],
  ['MAIL_FROM', 'a@b.jp\nBcc: c@d.jp', /yui@example\.jp/],
  ['LOG_LEVEL', 'loud', /info/],
  ['SESSION_DAYS', '0', /1から366/],
  ['SESSION_DAYS', '367', /1 to 366/],
  ['DATABASE_POOL_SIZE', '51', /2から50/],
  ['TRUST_PROXY', 'true', /on or off/],
  ['YUINOWA_DEMOO', 'on', /YUINOWA_DEMO\b/],
]
for (const [name, text, says] of bad)
  test(`${name}=${JSON.stringify(text)} is refused by a sentence that names it`, () =>
    assert.throws(
      () => readConfig({ [name]: text }),
      (error) =>
        error instanceof ConfigFault &&
        error.message.split('\n').every((line) => line.includes(name)) &&
        says.test(error.message) &&
        !error.message.includes('hidden'),
    ))

test('the demo stays out of a server of one’s own unless it is asked for', () => {
  const DATABASE_URL = 'postgres://db/yui'
  assert.equal(readConfig({ DATABASE_URL }).demo, false)
  assert.equal(readConfig({ DATABASE_URL, YUINOWA_DEMO: 'on' }).demo, true)
})

test('mail needs a sender', () => {
  const SMTP_URL = 'smtp://mail.example.jp'
  assert.throws(() => readConfig({ SMTP_URL }), /MAIL_FROM/)
  assert.equal(readConfig({ SMTP_URL, MAIL_FROM: 'yui@example.jp' }).smtpUrl, SMTP_URL)
})

test('the table shows every setting, with defaults that are read as what is used when nothing is set', () => {
  const rows = describeConfig().split('\n').slice(2)
  assert.equal(rows.length, Object.keys(readConfig({})).length)
  const defaults: Record<string, string> = {}
  for (const row of rows) {
    const [, name, text] = /^\| `([A-Z_]+)` \| `?([^`|]*)`? \|/.exec(row) ?? []
    assert.ok(name !== undefined && text !== undefined, row)
    if (!text.startsWith('(')) defaults[name] = text.trim()
  }
  assert.deepEqual(readConfig(defaults), readConfig({}))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLocalServer, isPublicAddress, readAddress } from './addresses.ts'

const addresses = [
  // what is typed, on a server of the world, on a server for trying things
  ['https://example.jp/hooks?key=1', 'https://example.jp/hooks?key=1', 'https://example.jp/hooks?key=1'],
  ['  https://Example.JP:8443/#top ', 'https://example.jp:8443/', 'https://example.jp:8443/'],
  ['https://日本語.jp/', 'https://xn--wgv71a119e.jp/', 'https://xn--wgv71a119e.jp/'],
  ['http://localhost:4000/in', 'url_not_https', 'http://localhost:4000/in'],
  ['http://example.jp/', 'url_not_https', 'url_not_https'],
  ['ftp://example.jp/', 'url_not_https', 'url_not_https'],
  ['http://127.0.0.1/', 'url_not_https', 'url_not_https'],
  ['https://user:pass@example.jp/', 'url_with_password', 'url_with_password'],
  ['https://localhost/', 'url_not_public', 'url_not_public'],
  ['https://db.localhost/', 'url_not_public', 'url_not_public'],
  ['https://10.0.0.7/', 'url_not_public', 'url_not_public'],
  ['https://0x7f.1/', 'url_not_public', 'url_not_public'], // 127.0.0.1, written otherwise
  ['https://2130706433/', 'url_not_public', 'url_not_public'], // the same
  ['https://[::1]/', 'url_not_public', 'url_not_public'],
  ['https://[::ffff:169.254.169.254]/', 'url_not_public', 'url_not_public'],
  ['https://8.8.8.8/', 'https://8.8.8.8/', 'https://8.8.8.8/'],
  ['example.jp/hooks', 'url_wrong', 'url_wrong'],
  ['', 'url_wrong', 'url_wrong'],
  [`https://example.jp/${'a'.repeat(500)}`, 'url_too_long', 'url_too_long'],
] as const

for (const [typed, world, local] of addresses)
  test(`${typed.slice(0, 40)} → ${world.slice(0, 40)}`, () => {
    for (const [isLocal, expected] of [
      [false, world],
      [true, local],
    ] as const) {
      const read = readAddress(typed, isLocal)
      assert.equal(typeof read === 'string' ? read : read.refused, expected)
      if (typeof read !== 'string') assert.equal(read.field, 'url')
    }
  })

// The special-purpose registries of IANA (RFC 6890), each at its edges.
const ips = [
  ['8.8.8.8', true],
  ['0.0.0.0', false],
  ['9.255.255.255', true],
  ['10.0.0.0', false],
  ['10.255.255.255', false],
  ['11.0.0.0', true],
  ['100.63.255.255', true],
  ['100.64.0.1', false],
  ['100.127.255.255', false],
  ['100.128.0.0', true],
  ['127.0.0.1', false],
  ['127.255.255.254', false],
  ['169.254.169.254', false], // what tells a cloud's machines their keys
  ['172.15.255.255', true],
  ['172.16.0.1', false],
  ['172.31.255.255', false],
  ['172.32.0.0', true],
  ['192.0.2.1', false],
  ['192.168.1.1', false],
  ['192.169.0.0', true],
  ['198.18.0.1', false],
  ['198.19.255.255', false],
  ['203.0.113.5', false],
  ['223.255.255.255', true],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['2400:4050::1', true],
  ['2606:4700:4700::1111', true],
  ['::', false],
  ['::1', false],
  ['::ffff:8.8.8.8', false], // carries an IPv4 address: nobody needs to be reached that way
  ['::ffff:10.0.0.1', false],
  ['64:ff9b::a00:1', false],
  ['fc00::1', false],
  ['fd12:3456::1', false],
  ['fe80::1', false],
  ['fe80::1%eth0', false],
  ['ff02::1', false],
  ['2001::1', false], // Teredo
  ['2001:db8::1', false],
  ['2002:a00:1::', false], // 6to4 of 10.0.0.1
  ['not an address', false],
] as const
for (const [address, expected] of ips)
  test(`${address}: ${expected ? 'of the world' : 'refused'}`, () =>
    assert.equal(isPublicAddress(address), expected))

for (const [publicUrl, expected] of [
  ['http://localhost', true],
  ['http://127.0.0.1:4100', true],
  ['http://[::1]:4100', true],
  ['http://0.0.0.0:4100', false], // everybody's, in a container
  ['http://192.168.1.5:4100', false],
  ['https://yui.example.jp', false],
] as const)
  test(`a server at ${publicUrl} is ${expected ? '' : 'not '}one for trying things`, () =>
    assert.equal(isLocalServer(publicUrl), expected))

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOutside, safeUrl } from './links.ts'

const passes = [
  '/',
  '/trade/orders?page=2#line-3',
  '#main',
  '?after=abc',
  'https://www.city.ichinoseki.iwate.jp/',
  'http://localhost:3000/x',
  'HTTPS://example.jp/結い',
  'mailto:nouka@example.jp',
  'tel:0191-21-2111',
]
const refused = [
  '',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  'https://city.example@evil.example/',
  'https://',
  'https:///',
  'mailto:',
  'orders/1',
]

for (const url of passes) test(`${url} passes`, () => assert.equal(safeUrl(url), url))
for (const url of refused)
  test(`${JSON.stringify(url)} is refused`, () => assert.equal(safeUrl(url), undefined))
test('no address is no address', () => assert.equal(safeUrl(undefined), undefined))
test('outside is what has a web scheme', () => {
  assert.equal(isOutside('https://example.jp'), true)
  assert.equal(isOutside('/trade'), false)
})

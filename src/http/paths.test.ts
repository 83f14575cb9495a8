import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loggedPath, sitePath } from './paths.ts'

for (const [text, path] of [
  ['/trade?x=1#y', '/trade?x=1#y'],
  ['//evil.example', undefined],
  ['/\\evil.example', undefined],
  ['/\t/evil.example', undefined],
  ['https://evil.example/', undefined],
  ['trade', undefined],
  ['', undefined],
  [undefined, undefined],
] as const)
  test(`${JSON.stringify(text)} leads to ${path ?? 'nowhere'}`, () => assert.equal(sitePath(text), path))

for (const [path, logged] of [
  ['/reset/secret', '/reset/…'],
  ['/invitations/secret', '/invitations/…'],
  ['/reset', '/reset'],
  ['/products/1', '/products/1'],
] as const)
  test(`${path} is logged as ${logged}`, () => assert.equal(loggedPath(path), logged))

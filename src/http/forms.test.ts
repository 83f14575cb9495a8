import assert from 'node:assert/strict'
import { test } from 'node:test'
import { flatten, place } from './forms.ts'

const table: [string, Record<string, unknown>][] = [
  ['name', { name: 'v' }],
  ['lines.0.quantity', { lines: [{ quantity: 'v' }] }],
  ['a.b', { a: { b: 'v' } }],
  ['__proto__.polluted', {}],
  ['a.constructor.b', {}],
  ['lines.99999.x', { lines: [] }],
  ['a.b.c.d.e', {}],
]
for (const [name, expected] of table)
  test(`${name} is placed`, () => {
    const root: Record<string, unknown> = {}
    place(root, name, 'v')
    assert.deepEqual(root, expected)
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  })

test('what was placed comes back flat', () => {
  const root: Record<string, unknown> = {}
  place(root, 'lines.0.quantity', '２')
  place(root, 'note', 'x')
  assert.deepEqual(flatten(root), { 'lines.0.quantity': '２', note: 'x' })
})

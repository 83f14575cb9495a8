import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { filesIn, flatten, place, readForm } from './forms.ts'

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

test('a NUL is in no text, nor in a list of texts', () => {
  const root: Record<string, unknown> = {}
  place(root, 'q', 'り\0んご')
  place(root, 'ids', ['a\0', 'b'])
  assert.deepEqual(root, { q: 'りんご', ids: ['a', 'b'] })
})

const boundary = 'multipart/form-data; boundary=x'
const sent: [string, string, string, unknown][] = [
  ['a form', 'application/x-www-form-urlencoded', 'a=1&b=2&b=3', { a: '1', b: ['2', '3'] }],
  [
    'a form in Japanese, its boxes by their place',
    'application/x-www-form-urlencoded;charset=UTF-8',
    'name=%E3%82%8A%E3%82%93%E3%81%94+%E2%91%A0&lines.0.quantity=2&empty=',
    { name: 'りんご ①', lines: [{ quantity: '2' }], empty: '' },
  ],
  ['JSON', 'application/json', '{"a":1}', 'no form'],
  ['a form in parts that has none', boundary, 'zzz', 'no form'],
  [
    'a form in parts that breaks off',
    boundary,
    '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1',
    'no form',
  ],
]
for (const [name, type, body, expected] of sent)
  test(`${name} is read, or is no form`, async () => {
    const app = new Hono().post('/', async (c) => c.json((await readForm(c)) ?? 'no form'))
    const answer = await app.request('/', { method: 'POST', headers: { 'content-type': type }, body })
    assert.deepEqual(await answer.json(), expected)
  })

const filesOf = (text: string, name = '写し.pdf') => filesIn({ note: 'x', photos: [new File([text], name)] })

test('a form with another file is another form: what the files are is told by their names and bytes', async () => {
  assert.deepEqual(Object.keys(await filesOf('表')), ['photos.0'])
  assert.deepEqual(await filesOf('表'), await filesOf('表'))
  assert.notDeepEqual(await filesOf('表'), await filesOf('裏'))
  assert.notDeepEqual(await filesOf('表'), await filesOf('表', '裏.pdf'))
})

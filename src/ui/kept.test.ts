import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsx } from 'hono/jsx'
import { kept } from './kept.tsx'

function counting(most?: number) {
  const drawn: string[] = []
  const Part = kept(({ of, lang }: { of: string; lang: string }) => {
    drawn.push(`${of} ${lang}`)
    return jsx('p', { title: '"' }, `${of} < ${lang}`)
  }, most)
  return { drawn, show: (of: string, lang = 'ja') => String(jsx('div', {}, Part({ of, lang }))) }
}

test('is drawn once for the same props, and looks as if it were drawn each time', () => {
  const { drawn, show } = counting()
  const html = '<div><p title="&quot;">a &lt; ja</p></div>'
  assert.equal(show('a'), html)
  assert.equal(show('a'), html)
  assert.deepEqual(drawn, ['a ja'])
})

test('other props are drawn anew', () => {
  const { drawn, show } = counting()
  assert.match(show('a'), /a &lt; ja/)
  assert.match(show('a', 'en'), /a &lt; en/)
  assert.match(show('b'), /b &lt; ja/)
  assert.deepEqual(drawn, ['a ja', 'a en', 'b ja'])
})

test('what was not asked for longest is forgotten first', () => {
  const { drawn, show } = counting(2)
  for (const each of ['a', 'b', 'a', 'c', 'a', 'b']) show(each)
  assert.deepEqual(drawn, ['a ja', 'b ja', 'c ja', 'b ja'])
})

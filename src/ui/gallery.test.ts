import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { FrontSample } from './front-sample.tsx'
import { GalleryPage, type Content } from './gallery.tsx'
import { PicturesPage } from './gallery-pictures.tsx'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The renderer's own spelling: no indentation, `<br/>`, bare boolean attributes.
    'no-inline-style': 'error',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    // Boxes are checked by the server, which answers in sentences: `novalidate` forms carry aria-required.
    'prefer-native-element': 'off',
    // The session's hidden box stands in several forms of one page.
    'form-dup-name': 'off',
    'tel-non-breaking': 'off',
  },
})

const assets = { css: '/assets/main.css', js: '/assets/main.js', icon: '/assets/mark.svg' }
const contents: readonly Content[] = ['ordinary', 'long', 'empty']
const pages: [string, string][] = []
for (const content of contents) {
  pages.push([`parts, ${content}`, GalleryPage({ content, assets }).toString() as string])
  pages.push([`pictures, ${content}`, PicturesPage({ content, assets }).toString() as string])
}
pages.push([
  'parts in English',
  GalleryPage({ content: 'ordinary', assets, lang: 'en' }).toString() as string,
])
pages.push([
  'pictures in English',
  PicturesPage({ content: 'ordinary', assets, lang: 'en' }).toString() as string,
])
pages.push(['front page', FrontSample({ assets }).toString() as string])

for (const [name, html] of pages) {
  test(`${name}: valid HTML`, async () => {
    assert.ok(html.length > 5000, 'a page that is not there must not pass')
    const report = await validator.validateString(`<!DOCTYPE html>${html}`)
    const messages = report.results.flatMap((result) =>
      result.messages.map(({ ruleId, message, line, column }) => `${ruleId} ${line}:${column} ${message}`),
    )
    assert.deepEqual(messages, [])
  })
  test(`${name}: nothing that the content policy forbids`, () => {
    assert.doesNotMatch(html, /\sstyle=/)
    assert.doesNotMatch(html, /<style/)
    assert.doesNotMatch(html, /\son[a-z]+="/)
    assert.doesNotMatch(html, /javascript:/)
    assert.doesNotMatch(html, /<script(?! type="module" src=)/)
    assert.doesNotMatch(html, /undefined|\[object|NaN/)
  })
}

test('what people typed is escaped', () => {
  const evil = '"><script>alert(1)</script>'
  const html = GalleryPage({ content: 'ordinary', assets: { css: evil } }).toString() as string
  assert.doesNotMatch(html, /<script>alert/)
})

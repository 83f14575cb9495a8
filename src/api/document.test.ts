import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeDocument } from './document.ts'
import { endpoints } from './endpoints.ts'
import { refusalNames, refusals, sentenceOf, titleOf } from './refusals.ts'

type Json = Readonly<Record<string, unknown>>
const documents = { ja: makeDocument('http://localhost', 'ja'), en: makeDocument('http://localhost', 'en') }

/** Every schema of the document with the way to it. */
function* schemasIn(value: unknown, at: string): Generator<[string, Json]> {
  if (typeof value !== 'object' || value === null) return
  const here = value as Json
  if ('properties' in here)
    for (const [name, inner] of Object.entries(here['properties'] as Json))
      yield [`${at}.${name}`, inner as Json]
  for (const [name, inner] of Object.entries(here)) yield* schemasIn(inner, `${at}.${name}`)
}

const referred = (schema: Json): boolean => '$ref' in schema
const known = [...schemasIn(documents.en, '')]

test('every field says what it is', () => {
  assert.ok(known.length > 200, 'fields are seen')
  const mute = known.filter(([, schema]) => !referred(schema) && !schema['description'])
  assert.deepEqual(
    mute.map(([at]) => at),
    [],
  )
})

test('every parameter says what it is', () => {
  const parameters = Object.values(documents.en.paths ?? {}).flatMap((methods) =>
    Object.values(methods as Record<string, { parameters?: Json[] }>).flatMap(
      (each) => each.parameters ?? [],
    ),
  )
  assert.ok(parameters.length > 30)
  assert.deepEqual(
    parameters.filter((each) => !each['description']).map((each) => each['name']),
    [],
  )
})

test('ids, days and amounts say their form and unit', () => {
  const wrong = known.filter(([at, schema]) => {
    const name = at.split('.').at(-1) ?? ''
    const types = new Set([schema['type']].flat())
    const description = String(schema['description'])
    if (/Id$|^party$/.test(name) && types.has('string')) return schema['format'] !== 'uuid'
    if (/(Yen|^amountYen)$/.test(name)) return !types.has('integer') || !description.includes('yen')
    if (/(On|From|Day)$/.test(name) && types.has('string') && !schema['pattern'])
      return schema['format'] !== 'date'
    if (/quantity$/i.test(name)) return !types.has('integer') || !/\(.+\)$/.test(description)
    return false
  })
  assert.deepEqual(
    wrong.map(([at]) => at),
    [],
  )
})

test('both languages are whole: neither holds the other, and no sentence is missing', () => {
  assert.ok(!JSON.stringify(documents).includes('\\u001f'))
  const japanese = /[ぁ-んァ-ヶ一-龠]/
  const texts = [...schemasIn(documents.en, '')].map(
    ([at, schema]) => [at, String(schema['description'] ?? '')] as const,
  )
  // 日本標準産業分類 has no English name of its own that programs would know.
  const mixed = texts.filter(([, text]) => japanese.test(text.replace('日本標準産業分類', '')))
  assert.deepEqual(mixed, [])
  for (const declared of endpoints) {
    assert.match(declared.summary.ja, japanese, declared.name)
    assert.doesNotMatch(declared.summary.en, japanese, declared.name)
  }
})

test('names of operations are one to each', () => {
  const names = endpoints.map(({ name }) => name)
  assert.equal(new Set(names).size, names.length)
})

test('every reference leads somewhere', () => {
  const schemas = Object.keys(documents.en.components?.schemas ?? {})
  const text = JSON.stringify(documents.en)
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = '']) => to)
  assert.ok(references.length > 30)
  assert.deepEqual(
    references.filter((to) => !schemas.includes(to.replace('#/components/schemas/', ''))),
    [],
  )
})

test('every refusal has a status with a title, and a sentence in both languages', () => {
  assert.ok(refusalNames.length > 60)
  for (const name of refusalNames) {
    const [status, ja, en] = refusals[name]
    for (const lang of ['ja', 'en'] as const) assert.notEqual(titleOf(status, lang), String(status), name)
    assert.deepEqual(ja.match(/\{\w+\}/g)?.toSorted(), en.match(/\{\w+\}/g)?.toSorted(), name)
    assert.ok(/[。）]$/.test(ja) && /[.…)]$/.test(en), `${name} ends as a sentence`)
  }
  assert.equal(
    sentenceOf({ refused: 'sold_out', detail: { name: 'りんご', left: 3, unit: '本' } }, 'ja'),
    '「りんご」が足りません。残りは3本です。',
  )
})

test('a refusal that no endpoint can answer with is not kept', () => {
  const used = new Set(endpoints.flatMap(({ refuses }) => refuses))
  const protocol = Object.entries(refusals)
    .filter(([name]) => !used.has(name as never))
    .map(([name]) => name)
  assert.deepEqual(protocol.toSorted(), [
    'address_unknown',
    'body_not_json',
    'fault',
    'media_type_wrong',
    'method_not_allowed',
    'request_key_form',
    'text_has_nul',
    'token_missing',
    'token_unknown',
    'too_large',
    'too_many_requests',
  ])
})

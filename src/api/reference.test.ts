import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { html } from 'hono/html'
import { HtmlValidate } from 'html-validate'
import type { Shell } from '#http/mount.ts'
import { mount } from '#http/mount.ts'
import { bareApp } from '#http/server.ts'
import { testRegion } from '#db/testing.ts'
import { makeDocument } from './document.ts'
import { tags } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { readReference } from './reference.ts'
import { referenceRoutes } from './reference.routes.ts'
import { refusalNames } from './refusals.ts'
import { houseOf } from './testing.ts'

const document = makeDocument('https://example.jp', 'en')
const operations = tags.flatMap((tag) => readReference(document, tag))

const here = await testRegion()

test('every endpoint is in the reference once, with its fields', () => {
  assert.deepEqual(
    operations.map(({ name }) => name).toSorted(),
    endpoints.map(({ name }) => name).toSorted(),
  )
  const empty = operations.filter(({ answer, file }) => answer.length === 0 && file === undefined)
  assert.deepEqual(empty, [])
  const mute = operations.flatMap(({ answer, body, parameters }) => [...answer, ...body, ...parameters])
  assert.deepEqual(
    mute.filter(({ description, type }) => description === '' || type === '' || type.includes('undefined')),
    [],
  )
})

test('nested fields are named with the way to them', () => {
  const placing = operations.find(({ name }) => name === 'placeOrder')
  const quantity = placing?.body.find(({ name }) => name === 'lines[].quantity')
  assert.deepEqual(quantity, {
    name: 'lines[].quantity',
    type: 'integer 1–1,000,000',
    needed: true,
    description: 'How many (variants)',
  })
})

const ajv = new Ajv2020({ strict: false, formats: { binary: true } })
formats.default(ajv, ['uuid', 'date', 'date-time'])
ajv.addSchema(document as object, 'doc')

test('every example is what the document says', () => {
  const wrong = operations.flatMap(({ name, path, method, status, example, command, file }) => {
    const at = `doc#/paths/${encodeURI(path.replaceAll('/', '~1'))}/${method.toLowerCase()}`
    const faults: string[] = []
    const check = (place: string, value: unknown): void => {
      const validate = ajv.getSchema(`${at}/${place}/content/application~1json/schema`)
      if (!validate) faults.push(`${name}: no ${place}`)
      else if (!validate(value)) faults.push(`${name} ${place}: ${ajv.errorsText(validate.errors)}`)
    }
    if (file === undefined) check(`responses/${status}`, JSON.parse(example))
    const body = /-d '([\s\S]+)'$/.exec(command)?.[1]
    if (body !== undefined) check('requestBody', JSON.parse(body))
    return faults
  })
  assert.deepEqual(wrong, [])
})

const commandOf = (name: string) => operations.find((each) => each.name === name)?.command ?? ''

test('commands show what they need', () => {
  assert.equal(commandOf('readRegion'), `curl 'https://example.jp/api/v1/region'`)
  assert.match(commandOf('cancelOrder'), /^curl '[^']+\/orders\/[0-9a-f-]{36}\/cancellation'/)
  assert.match(
    commandOf('cancelOrder'),
    /-X POST[\s\S]+Authorization: Bearer[\s\S]+Idempotency-Key[\s\S]+-d '\{/,
  )
})

const house = houseOf(here)
const app = bareApp(house)
const shell: Shell = {
  frame: (view, seen) =>
    html`<html lang="${seen.lang}">
      <head>
        <title>${view.title}</title>
      </head>
      <body>
        <main>${view.body}</main>
      </body>
    </html>`,
  problem: (problem) => ({ title: problem, body: problem }),
}
mount(app, house, shell, referenceRoutes(house))
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The renderer's own spelling, as in the gallery's test; a region of code is scrolled by keyboard.
    'no-inline-style': 'error',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'doctype-style': 'off',
    'prefer-native-element': 'off',
  },
})

const addresses = [
  '/api',
  ...tags.map((tag) => `/api/reference/${tag}`),
  '/problems/sold_out',
  '/problems/fault',
]
for (const lang of ['ja', 'en'])
  for (const path of addresses)
    test(`${path} in ${lang} is a page without fault`, async () => {
      const response = await app.request(path, { headers: { cookie: `yuinowa_lang=${lang}` } })
      const shown = await response.text()
      assert.equal(response.status, 200)
      assert.match(shown, new RegExp(`<html lang="${lang}"`))
      assert.doesNotMatch(shown, /\[object |undefined|style=/)
      const report = await validator.validateString(shown)
      assert.deepEqual(
        report.results.flatMap(({ messages }) =>
          messages.map(({ ruleId, message, line }) => ({ ruleId, message, line })),
        ),
        [],
      )
    })

test('every refusal has a page, and other names none', async () => {
  for (const name of refusalNames) assert.equal((await app.request(`/problems/${name}`)).status, 200, name)
  assert.equal((await app.request('/problems/toString')).status, 404)
  assert.equal((await app.request('/api/reference/nothing')).status, 404)
})

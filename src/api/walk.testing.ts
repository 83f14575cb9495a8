/** For the test that walks all endpoints: the published document read as a program would read it. */
import assert from 'node:assert/strict'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { exampleOf } from './reference.ts'
import type { Api, Got, Sent } from './testing.ts'

type Json = Readonly<Record<string, unknown>>

export interface Operation {
  readonly id: string
  readonly method: string
  /** With its parameters in braces. */
  readonly path: string
  readonly roles: readonly string[]
  /** Media types by status. */
  readonly answers: Readonly<Record<string, readonly string[]>>
  readonly takesBody: boolean
  readonly problems: readonly string[]
}

export interface Published {
  readonly document: Json
  readonly operations: readonly Operation[]
  /** Fails when an answer is not as the document says: status, media type, every field and no other. */
  check(operation: Operation, got: Got): void
  /** Fails when what a test sends as good would not be good by the document. */
  checkBody(operation: Operation, body: unknown): void
}

const asObject = (value: unknown): Json => (value ?? {}) as Json
const keyOf = (...parts: string[]): string =>
  parts.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')

export async function readPublished(api: Api): Promise<Published> {
  const { json: document, status } = await api.ask('/api/openapi.json?lang=en')
  assert.equal(status, 200)
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { binary: true } })
  formats.default(ajv, ['uuid', 'date', 'date-time'])
  ajv.addSchema(closed(document) as Json, 'doc')
  const fits = (place: string, value: unknown): void => {
    const validate = ajv.getSchema(`doc#/${encodeURI(place)}`)
    assert.ok(validate, `${place} is in the document`)
    assert.ok(validate(value), `${place}: ${ajv.errorsText(validate.errors)}: ${JSON.stringify(value)}`)
  }
  const operations = operationsOf(document)
  return {
    document,
    operations,
    check: (operation, got) => {
      const types = operation.answers[String(got.status)]
      assert.ok(
        types,
        `${operation.id} answers ${got.status}, which is not documented: ${got.text.slice(0, 500)}`,
      )
      const type = got.headers.get('content-type')?.split(';')[0] ?? ''
      assert.ok(types.includes(type), `${operation.id} answers ${type}`)
      if (type.includes('json'))
        fits(
          keyOf(
            'paths',
            operation.path,
            operation.method,
            'responses',
            String(got.status),
            'content',
            type,
            'schema',
          ),
          got.json,
        )
      else assert.ok(got.text.length > 0, `${operation.id} answers an empty file`)
      if (got.status < 400) return
      const name = String(got.json['type']).replace('/problems/', '')
      assert.ok(operation.problems.includes(name), `${operation.id} refuses ${name}, which is not documented`)
      assert.doesNotMatch(String(got.json['detail']), /[{}?]/, 'every value of the sentence is there')
    },
    checkBody: (operation, body) =>
      fits(
        keyOf(
          'paths',
          operation.path,
          operation.method,
          'requestBody',
          'content',
          'application/json',
          'schema',
        ),
        body,
      ),
  }
}

function operationsOf(document: Json): Operation[] {
  return Object.entries(asObject(document['paths'])).flatMap(([path, methods]) =>
    Object.entries(asObject(methods)).map(([method, declared]) => {
      const operation = asObject(declared)
      const answers = Object.entries(asObject(operation['responses'])).map(
        ([status, answer]) => [status, Object.keys(asObject(asObject(answer)['content']))] as const,
      )
      return {
        id: String(operation['operationId']),
        method,
        path,
        roles: operation['x-roles'] as string[],
        answers: Object.fromEntries(answers),
        takesBody: operation['requestBody'] !== undefined,
        problems: operation['x-problems'] as string[],
      }
    }),
  )
}

/** The document with every object closed: programs must bear new fields, our own test must not overlook one. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed)
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]))
  return 'properties' in value && 'type' in value ? { ...inner, additionalProperties: false } : inner
}

/** What the document shows as the body of an operation. */
export function bodyExample(document: Json, method: string, path: string): unknown {
  const operation = asObject(asObject(asObject(document['paths'])[path])[method])
  const content = asObject(asObject(operation['requestBody'])['content'])
  return exampleOf(document, asObject(asObject(content['application/json'])['schema']))
}

/** What is sent to one endpoint. */
export interface Call {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export async function callOf(api: Api, operation: Operation, call: Call, as: Sent['as']): Promise<Got> {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => call.path?.[name] ?? `{${name}}`)
  const query = new URLSearchParams(call.query)
  return await api.ask(`${path}${query.size > 0 ? `?${query}` : ''}`, {
    method: operation.method.toUpperCase(),
    as,
    body: call.body,
  })
}

/** The published document read for people: rows for tables, examples, commands to try. Pure. */
type Json = Readonly<Record<string, unknown>>

export interface FieldRow {
  /** With the way to it: `lines[].quantity`. */
  readonly name: string
  /** `uuid`, `integer 1–200`, `"in" | "out"`, … with `| null` where it may be null. */
  readonly type: string
  readonly needed: boolean
  readonly description: string
}

export interface OperationSeen {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly roles: readonly string[]
  readonly parameters: readonly FieldRow[]
  readonly body: readonly FieldRow[]
  readonly answer: readonly FieldRow[]
  readonly status: string
  /** The media type of a file; none when the answer is JSON. */
  readonly file?: string
  readonly problems: readonly string[]
  readonly command: string
  readonly example: string
}

const asObject = (value: unknown): Json => (value ?? {}) as Json
const asList = (value: unknown): readonly Json[] => (value ?? []) as Json[]

/** All operations of a tag, in the order of the document. */
export function readReference(document: object, tag: string): OperationSeen[] {
  const whole = document as Json
  return Object.entries(asObject(whole['paths'])).flatMap(([path, methods]) =>
    Object.entries(asObject(methods))
      .filter(([, operation]) => (asObject(operation)['tags'] as string[]).includes(tag))
      .map(([method, operation]) => readOperation(whole, path, method, asObject(operation))),
  )
}

function readOperation(document: Json, path: string, method: string, operation: Json): OperationSeen {
  const parameters = asList(operation['parameters'])
  const bodySchema = contentOf(operation['requestBody'])?.schema
  const [status = '200', answer] =
    Object.entries(asObject(operation['responses'])).find(([code]) => code.startsWith('2')) ?? []
  const content = contentOf(answer)
  const isJson = content?.type === 'application/json'
  const roles = operation['x-roles'] as string[]
  return {
    name: String(operation['operationId']),
    method: method.toUpperCase(),
    path,
    summary: String(operation['summary'] ?? ''),
    description: String(operation['description'] ?? ''),
    roles,
    parameters: parameters.map((each) => ({
      name: String(each['name']),
      type: typeOf(document, asObject(each['schema'])),
      needed: each['required'] === true,
      description: String(each['description'] ?? ''),
    })),
    body: bodySchema ? fieldsOf(document, bodySchema) : [],
    answer: isJson ? fieldsOf(document, content.schema) : [],
    status,
    file: isJson ? undefined : content?.type,
    problems: operation['x-problems'] as string[],
    command: commandOf(document, { path, method, parameters, bodySchema, open: roles.includes('visitor') }),
    example: isJson ? JSON.stringify(exampleOf(document, content.schema), undefined, 2) : '',
  }
}

function contentOf(holder: unknown): { type: string; schema: Json } | undefined {
  const [found] = Object.entries(asObject(asObject(holder)['content']))
  return found && { type: found[0], schema: asObject(asObject(found[1])['schema']) }
}

function resolve(document: Json, schema: Json): Json {
  const to = schema['$ref']
  if (typeof to !== 'string') return schema
  return to
    .slice(2)
    .split('/')
    .reduce((at: Json, key) => asObject(at[key]), document)
}

function fieldsOf(document: Json, schema: Json, before = ''): FieldRow[] {
  const own = resolve(document, schema)
  if (own['type'] === 'array')
    return fieldsOf(document, asObject(own['items']), `${before.replace(/\.$/, '')}[].`)
  const required = (own['required'] ?? []) as string[]
  return Object.entries(asObject(own['properties'])).flatMap(([name, given]) => {
    const inner = resolve(document, asObject(given))
    const row = {
      name: before + name,
      type: typeOf(document, inner),
      needed: required.includes(name),
      description: String(asObject(given)['description'] ?? inner['description'] ?? ''),
    }
    return [row, ...fieldsOf(document, inner, `${before}${name}.`)]
  })
}

function typeOf(document: Json, given: Json): string {
  const schema = resolve(document, given)
  const types = [schema['type']].flat().map(String)
  const orNull = types.includes('null') ? ' | null' : ''
  const values = schema['enum'] as (string | null)[] | undefined
  if (values) return values.map((each) => JSON.stringify(each)).join(' | ')
  const [type = ''] = types
  if (type === 'array') {
    const items = typeOf(document, asObject(schema['items']))
    return items.includes('|') ? `(${items})[]` : `${items}[]`
  }
  if (type === 'string') return `${String(schema['format'] ?? `string${lengthOf(schema)}`)}${orNull}`
  return `${type}${boundsOf(schema)}${orNull}`
}

function lengthOf({ maxLength }: Json): string {
  return maxLength === undefined ? '' : ` ≤ ${String(maxLength)}`
}

function boundsOf({ minimum, maximum }: Json): string {
  const [least, most] = [minimum, maximum].map((each) =>
    each === undefined ? '' : Number(each).toLocaleString('en'),
  )
  if (least && most) return ` ${least}–${most}`
  if (least) return ` ≥ ${least}`
  return most ? ` ≤ ${most}` : ''
}

/** An example of a schema, made of the examples of its fields. */
export function exampleOf(document: Json, given: Json): unknown {
  const schema = resolve(document, given)
  if ('example' in schema) return schema['example']
  const types = new Set([schema['type']].flat())
  if (types.has('object'))
    return Object.fromEntries(
      Object.entries(asObject(schema['properties'])).map(([name, inner]) => [
        name,
        exampleOf(document, asObject(inner)),
      ]),
    )
  if (types.has('array')) return [exampleOf(document, asObject(schema['items']))]
  if (types.has('null')) return null
  if (types.has('boolean')) return false
  return types.has('string') ? '' : 0
}

interface Called {
  readonly path: string
  readonly method: string
  readonly parameters: readonly Json[]
  readonly bodySchema: Json | undefined
  readonly open: boolean
}

/** A command for a shell, as the endpoint is called. */
function commandOf(document: Json, { path, method, parameters, bodySchema, open }: Called): string {
  const [server] = asList(document['servers'])
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const found = parameters.find((each) => each['in'] === 'path' && each['name'] === name)
    return String(exampleOf(document, asObject(found?.['schema'])))
  })
  const parts = [`curl '${String(server?.['url'] ?? '')}${filled}'`]
  if (method !== 'get') parts.push(`-X ${method.toUpperCase()}`)
  if (!open) parts.push(`-H 'Authorization: Bearer yui_…'`)
  if (method !== 'get') parts.push(`-H 'Idempotency-Key: 2026-11-23-0001'`)
  if (bodySchema) {
    const body = JSON.stringify(exampleOf(document, bodySchema), undefined, 2)
    parts.push(`-H 'Content-Type: application/json'`, `-d '${body.replaceAll("'", String.raw`'\''`)}'`)
  }
  return parts.join(' \\\n  ')
}

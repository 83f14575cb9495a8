import type { Context } from 'hono'
import type { z } from 'zod'
import { type Refusal, refuse } from '#kit/refusals.ts'
import type { Lang } from '#ui/words.ts'
import type { Endpoint } from './endpoint.ts'
import { type Fault, pointerOf } from './problems.ts'

/** What came with a request, as it came. */
export interface Raw {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
}

export type ReadRefusal = Refusal<'body_not_json' | 'text_has_nul' | 'media_type_wrong' | 'too_large'>

/** Reads path, query and JSON body. What they should be is looked at only when it is known who asks. */
export async function readRaw(c: Context, declared: Endpoint): Promise<Raw | ReadRefusal> {
  const raw = { params: c.req.param() as Record<string, string>, query: c.req.query() }
  // PostgreSQL keeps no NUL in texts.
  if (c.req.url.includes('%00')) return refuse('text_has_nul')
  if (!declared.body) return { ...raw, body: undefined }
  const { mostBytes } = declared
  const tooLarge = refuse('too_large', { detail: { limitKb: mostBytes / 1024 } })
  if (Number(c.req.header('content-length') ?? 0) > mostBytes) return tooLarge
  const type = c.req.header('content-type')
  if (type !== undefined && !/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type))
    return refuse('media_type_wrong')
  const text = await c.req.text()
  if (text.length > mostBytes) return tooLarge
  // A body whose fields may all be left out may be left out itself.
  if (text.trim() === '') return { ...raw, body: {} }
  if (type === undefined) return refuse('media_type_wrong')
  if (hasNul(text)) return refuse('text_has_nul')
  try {
    return { ...raw, body: JSON.parse(text) as unknown }
  } catch {
    return refuse('body_not_json')
  }
}

const hasNul = (text: string): boolean => text.includes('\0') || /\\u0000/i.test(text)

type Read = { readonly input: object } | { readonly faults: Fault[] }

/** Path, query and body as one object, or everything that is wrong with them. */
export function readInput(declared: Endpoint, raw: Raw, lang: Lang): Read {
  const faults: Fault[] = []
  const parts: [z.ZodType | undefined, unknown, Fault['in']][] = [
    [declared.query, raw.query, 'query'],
    [declared.body, raw.body, 'body'],
    [declared.params, raw.params, 'path'],
  ]
  const input = {}
  for (const [schema, given, where] of parts) {
    if (!schema) continue
    const read = schema.safeParse(given)
    if (read.success) Object.assign(input, read.data)
    else for (const issue of read.error.issues) faults.push(...faultsOf(issue, where, lang))
  }
  return faults.length > 0 ? { faults } : { input }
}

function faultsOf(issue: z.core.$ZodIssue, where: Fault['in'], lang: Lang): Fault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      in: where,
      pointer: pointerOf([...issue.path, key]),
      detail: said[lang].unknown,
    }))
  return [{ in: where, pointer: pointerOf(issue.path), detail: sentence(issue, lang) }]
}

const types: Readonly<Record<string, readonly [string, string]>> = {
  string: ['文字列', 'a string'],
  number: ['数', 'a number'],
  int: ['整数', 'a whole number'],
  boolean: ['true か false', 'true or false'],
  array: ['配列', 'an array'],
  object: ['オブジェクト', 'an object'],
}
const formats: Readonly<Record<string, readonly [string, string]>> = {
  uuid: ['UUID にしてください。', 'It must be a UUID.'],
  date: ['ある日付を YYYY-MM-DD で書いてください。', 'Write a day that exists as YYYY-MM-DD.'],
  regex: ['形が違います。', 'It has not the right form.'],
}
const customs: Readonly<Record<string, readonly [string, string]>> = {
  id: formats['uuid'] ?? ['', ''],
  day: formats['date'] ?? ['', ''],
  month: ['月を YYYY-MM で書いてください。', 'Write a month as YYYY-MM.'],
  cursor: [
    'cursor には、前の回の next をそのまま渡してください。',
    'Give the next of the piece before as it was.',
  ],
}

const ja = {
  unknown: 'この項目はありません。',
  missing: '要る項目です。',
  type: (type: string) => `${type}にしてください。`,
  atLeast: (limit: string, text: boolean) =>
    text ? `${limit}文字以上にしてください。` : `${limit}以上にしてください。`,
  atMost: (limit: string, text: boolean) =>
    text ? `${limit}文字以内にしてください。` : `${limit}以下にしてください。`,
  few: (limit: string) => `${limit}個以上にしてください。`,
  many: (limit: string) => `${limit}個までにしてください。`,
  choose: (values: string) => `次のどれかにしてください: ${values}`,
  wrong: 'この値は使えません。',
}
const en: typeof ja = {
  unknown: 'There is no such field.',
  missing: 'This field is needed.',
  type: (type) => `It must be ${type}.`,
  atLeast: (limit, text) => (text ? `At least ${limit} characters.` : `It must be ${limit} or more.`),
  atMost: (limit, text) => (text ? `At most ${limit} characters.` : `It must be ${limit} or less.`),
  few: (limit) => `At least ${limit} of them.`,
  many: (limit) => `At most ${limit} of them.`,
  choose: (values) => `It must be one of: ${values}`,
  wrong: 'This value cannot be used.',
}
const said = { ja, en }

function sentence(issue: z.core.$ZodIssue, lang: Lang): string {
  const words = said[lang]
  const pick = (pair: readonly [string, string] | undefined) => pair?.[lang === 'ja' ? 0 : 1] ?? words.wrong
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('undefined') ? words.missing : words.type(pick(types[issue.expected]))
    case 'too_small':
      if (issue.origin === 'array') return words.few(String(issue.minimum))
      return words.atLeast(String(issue.minimum), issue.origin === 'string')
    case 'too_big':
      if (issue.origin === 'array') return words.many(String(issue.maximum))
      return words.atMost(String(issue.maximum), issue.origin === 'string')
    case 'invalid_format':
      return pick(formats[issue.format])
    case 'invalid_value':
      return words.choose(issue.values.map(String).join(', '))
    case 'custom':
      return pick(customs[issue.message])
    default:
      return words.wrong
  }
}

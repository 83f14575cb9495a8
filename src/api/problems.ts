import type { Context } from 'hono'
import { z } from '@hono/zod-openapi'
import type { Refusal } from '#kit/refusals.ts'
import { referenceOf } from '#http/mount.ts'
import type { Lang } from '#ui/words.ts'
import { both } from './language.ts'
import { type RefusalName, sentenceOf, statusOf, titleOf } from './refusals.ts'

const fault = z
  .object({
    in: z.enum(['path', 'query', 'header', 'body']).openapi({
      description: both('どこの項目か', 'Where the field stands'),
      example: 'body',
    }),
    pointer: z.string().openapi({
      description: both(
        '項目の場所（RFC 6901 を # で始めた形）',
        'The field, as a JSON pointer behind # (RFC 6901)',
      ),
      example: '#/lines/0/quantity',
    }),
    detail: z.string().openapi({
      description: both('何を直すか', 'What to mend'),
      example: '1以上にしてください。',
    }),
  })
  .openapi('Fault')

/** What went wrong, as RFC 9457 wants it said. */
export const problem = z
  .object({
    type: z.string().openapi({
      description: both(
        '問題の名前を表す住所。プログラムはこれで見分けます',
        'The problem’s name as an address; programs tell problems apart by it',
      ),
      example: '/problems/sold_out',
    }),
    title: z.string().openapi({
      description: both('状態コードの意味', 'What the status means'),
      example: 'いまの状態ではできません',
    }),
    status: z.int().openapi({ description: both('HTTP の状態コード', 'The HTTP status'), example: 409 }),
    detail: z.string().openapi({
      description: both(
        '人が読む文。Accept-Language の言葉で返ります',
        'A sentence for a person, in the language of Accept-Language',
      ),
      example: '「りんごジュース」が足りません。残りは3本です。',
    }),
    instance: z.string().openapi({
      description: both('呼ばれた住所', 'The address that was called'),
      example: '/api/v1/orders',
    }),
    reference: z.string().openapi({
      description: both(
        '問い合わせ番号。記録にも同じ番号があります',
        'A number to quote; the log has it too',
      ),
      example: '9F2C41AB',
    }),
    errors: z
      .array(fault)
      .optional()
      .openapi({ description: both('直す項目', 'The fields to mend') }),
  })
  .openapi('Problem')

export type Problem = z.output<typeof problem>
export type Fault = z.output<typeof fault>

/** A refusal as an answer: its status, its sentence, and the field it is about. */
export function problemResponse(
  c: Context,
  lang: Lang,
  refusal: Refusal<RefusalName>,
  faults: readonly Fault[] = [],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const status = statusOf(refusal)
  const detail = sentenceOf(refusal, lang)
  const where = c.req.method === 'GET' ? 'query' : 'body'
  const errors = refusal.field === undefined ? faults : [...faults, fieldFault(refusal.field, detail, where)]
  const body: Problem = {
    type: `/problems/${refusal.refused}`,
    title: titleOf(status, lang),
    status,
    detail,
    instance: c.req.path,
    reference: referenceOf(c),
    ...(errors.length > 0 ? { errors: [...errors] } : {}),
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': lang,
      'cache-control': 'no-store',
      ...headers,
    },
  })
}

const fieldFault = (field: string, detail: string, where: Fault['in']): Fault => ({
  in: where,
  pointer: pointerOf(field.split('.')),
  detail,
})

export const pointerOf = (path: readonly PropertyKey[]): string =>
  `#${path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`

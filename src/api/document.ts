import { OpenAPIHono, createRoute, type z } from '@hono/zod-openapi'
import type { House } from '#http/house.ts'
import { policy } from '#parties/policy.ts'
import type { Lang } from '#ui/words.ts'
import { type Endpoint, isFile } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { both, inLanguage } from './language.ts'
import { problem } from './problems.ts'
import { type RefusalName, refusals } from './refusals.ts'
import { isPublic } from './serve.ts'
import { type EventShape, eventShapes } from './webhooks/events.schemas.ts'
import { documentWords, tagWords } from './words.ts'

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>

/** The OpenAPI 3.1 document of all endpoints, from the schemas that check what comes in and pick what goes out. */
export function makeDocument(publicUrl: House['publicUrl'], lang: Lang): Document {
  const collected = new OpenAPIHono()
  const { openAPIRegistry: registry } = collected
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: both(documentWords.ja.token, documentWords.en.token),
  })
  registry.register('Problem', problem)
  for (const declared of endpoints) registry.registerPath(routeOf(declared))
  for (const event of eventShapes) registry.registerWebhook(hookOf(event))
  const words = documentWords[lang]
  const document = collected.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: words.title,
      version: '1',
      description: words.description,
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    tags: Object.entries(tagWords[lang]).map(([name, description]) => ({ name, description })),
  })
  return inLanguage(document, lang)
}

function routeOf(declared: Endpoint) {
  const { summary, about, params, query, body } = declared
  const roles = policy[declared.access].filter((role) => role !== 'visitor')
  return createRoute({
    method: declared.method,
    path: `/api/v1${declared.path}`,
    operationId: declared.name,
    tags: [declared.tag],
    summary: both(summary.ja, summary.en),
    ...(about ? { description: both(about.ja, about.en) } : {}),
    security: isPublic(declared) ? [{}, { token: [] }] : [{ token: [] }],
    request: {
      ...(params ? { params } : {}),
      ...(query ? { query } : {}),
      ...(body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    },
    responses: { [declared.status]: answerOf(declared), ...problemsOf(declared) },
    'x-access': declared.access,
    'x-roles': isPublic(declared) ? ['visitor', ...roles] : roles,
    'x-problems': problemNamesOf(declared),
    ...(declared.method === 'get' ? {} : { parameters: [requestKey] }),
  })
}

const requestKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: both(documentWords.ja.requestKey, documentWords.en.requestKey),
  schema: { type: 'string' as const, maxLength: 200, example: 'order-2026-11-23-0001' },
}

const header = (ja: string, en: string) => ({
  description: both(ja, en),
  schema: { type: 'string' as const },
})

/** An event as a receiver gets it. */
function hookOf({
  kind,
  summary,
  body,
}: EventShape): Parameters<OpenAPIHono['openAPIRegistry']['registerWebhook']>[0] {
  const words = { ja: documentWords.ja.signature, en: documentWords.en.signature }
  const headers = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
  return {
    method: 'post',
    path: kind,
    operationId: kind,
    tags: ['webhooks'],
    summary: both(summary.ja, summary.en),
    description: both(words.ja, words.en),
    security: [],
    parameters: headers.map((name) => ({
      name,
      in: 'header',
      required: true,
      ...header(words.ja, words.en),
    })),
    request: { body: { required: true, content: { 'application/json': { schema: body } } } },
    responses: { '2XX': { description: both('受け取った', 'It was taken') } },
  }
}

function answerOf({ answer, paged, method }: Endpoint) {
  if (isFile(answer))
    return {
      description: both(answer.about.ja, answer.about.en),
      content: { [answer.mediaType]: { schema: { type: 'string' as const, format: 'binary' } } },
    }
  const headers = {
    ...(paged
      ? { Link: header('続きの住所（rel="next"）', 'The address of the next piece (rel="next")') }
      : {}),
    ...(method === 'get'
      ? {}
      : {
          'Idempotency-Replayed': header(
            '前と同じ答えを返したとき true',
            'true when the first answer came again',
          ),
        }),
  }
  return {
    description: both('成功', 'Success'),
    headers,
    content: { 'application/json': { schema: answer as z.ZodType } },
  }
}

/** Every problem that an endpoint may answer with: its own refusals and what can befall any request like it. */
export function problemNamesOf(declared: Endpoint): RefusalName[] {
  const { method, params, query, body } = declared
  const names: RefusalName[] = [
    ...declared.refuses,
    'token_unknown',
    'not_allowed',
    'too_many_requests',
    'fault',
  ]
  if (!isPublic(declared)) names.push('token_missing')
  if (params || query || body) names.push('input_wrong', 'text_has_nul')
  if (body) names.push('body_not_json', 'media_type_wrong', 'too_large')
  if (method !== 'get') names.push('request_key_form', 'request_key_reused')
  return [...new Set(names)]
}

function problemsOf(declared: Endpoint) {
  const names = problemNamesOf(declared)
  const byStatus = Map.groupBy(names, (name) => refusals[name][0] as number)
  // What a body names and nobody knows is 422, what an address names 404.
  const unknown = byStatus.get(404)
  if (unknown && declared.body) byStatus.set(422, [...(byStatus.get(422) ?? []), ...unknown])
  return Object.fromEntries(
    [...byStatus].map(([status, each]) => [
      status,
      {
        description: each.join(', '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  )
}

import type { Context, Hono } from 'hono'
import { Hono as Router } from 'hono'
import { refuse } from '#kit/refusals.ts'
import type { House } from '#http/house.ts'
import type { Lang } from '#ui/words.ts'
import { makeDocument } from './document.ts'
import { endpoints } from './endpoints.ts'
import { languageOf } from './language.ts'
import { type Limits, gateOf, usualLimits } from './limits.ts'
import { problemResponse } from './problems.ts'
import { type Serving, faultResponse, handlerOf, isPublic } from './serve.ts'
import { noteUseOf } from './token-use.ts'

/** Puts the JSON API on the app: every endpoint below `/api/v1`, and its document at `/api/openapi.json`. */
export function mountApi(app: Hono, house: House, limits: Limits = usualLimits): void {
  const api = new Router()
  const serving: Serving = { house, gate: gateOf(house, limits), noteUse: noteUseOf(house) }
  api.onError((fault, c) => faultResponse(house, fault, c))
  for (const declared of endpoints) {
    const at = `/api/v1${declared.path.replaceAll(/\{(\w+)\}/g, ':$1')}`
    const handler = handlerOf(serving, declared)
    api.on(declared.method.toUpperCase(), at, isPublic(declared) ? anyOrigin(handler) : handler)
  }
  answerOthers(api)
  api.get('/api/openapi.json', documentOf(house))
  app.route('/', api)
}

type Handler = (c: Context) => Promise<Response>

/** What anyone may read, a page of any site may read. */
function anyOrigin(handler: Handler): Handler {
  return async (c) => {
    const response = await handler(c)
    response.headers.set('access-control-allow-origin', '*')
    response.headers.set('access-control-expose-headers', 'Link, Retry-After')
    return response
  }
}

/** Addresses that are there but not with this method, preflights, and addresses that are not there. */
function answerOthers(api: Hono): void {
  const byPath = Map.groupBy(endpoints, ({ path }) => `/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`)
  for (const [at, those] of byPath) {
    const allow = ['OPTIONS', ...those.map(({ method }) => method.toUpperCase())].join(', ')
    if (those.some(isPublic))
      api.options(at, () => {
        const headers = {
          'access-control-allow-origin': '*',
          'access-control-allow-methods': 'GET',
          'access-control-allow-headers': 'Accept-Language, Authorization',
          'access-control-max-age': '86400',
        }
        return new Response(null, { status: 204, headers })
      })
    api.all(at, (c) =>
      problemResponse(c, languageOf(c.req.header('accept-language')), refuse('method_not_allowed'), [], {
        allow,
      }),
    )
  }
  api.all('/api/v1/*', (c) =>
    problemResponse(c, languageOf(c.req.header('accept-language')), refuse('address_unknown')),
  )
}

/** The document, made once for each language. */
function documentOf({ publicUrl }: House): (c: Context) => Response {
  const made = new Map<Lang, string>()
  return (c) => {
    const asked = c.req.query('lang')
    const lang = asked === 'ja' || asked === 'en' ? asked : languageOf(c.req.header('accept-language'))
    const text = made.get(lang) ?? JSON.stringify(makeDocument(publicUrl, lang))
    made.set(lang, text)
    return new Response(text, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'access-control-allow-origin': '*',
        'cache-control': 'no-cache',
        vary: 'Accept-Language',
      },
    })
  }
}

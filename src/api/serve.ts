import type { Context } from 'hono'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { type Tx, transact } from '#db/transaction.ts'
import type { House } from '#http/house.ts'
import { referenceOf } from '#http/mount.ts'
import { type Actor, visitor } from '#parties/actors.ts'
import { record } from '#parties/audit.ts'
import { may } from '#parties/policy.ts'
import { once } from '#parties/requests.ts'
import { readToken } from '#parties/tokens.ts'
import type { Lang } from '#ui/words.ts'
import { type Endpoint, type FileMade, isFile } from './endpoint.ts'
import { type Raw, readInput, readRaw } from './input.ts'
import { languageOf } from './language.ts'
import type { Gate } from './limits.ts'
import { type Fault, problemResponse } from './problems.ts'
import type { RefusalName } from './refusals.ts'
import { type Shape, shapeOf } from './shape.ts'

export const isPublic = (declared: Endpoint): boolean =>
  declared.method === 'get' && may('visitor', declared.access)

type Answered =
  | { readonly answer: object; readonly replayed: boolean }
  | { readonly faults: readonly Fault[] }
type Refused = Refusal<RefusalName>

/** What all endpoints of one running server share. */
export interface Serving {
  readonly house: House
  readonly gate: Gate
  readonly noteUse: (token: string) => void
}

/**
 * The way of a request, the same for every endpoint: how often, who, what was sent, one transaction that asks the policy
 * and runs the use-case, the answer. Access is decided before the content is looked at.
 */
export function handlerOf(
  { house, gate, noteUse }: Serving,
  declared: Endpoint,
): (c: Context) => Promise<Response> {
  const shape = isFile(declared.answer) ? undefined : shapeOf(declared.answer)
  return async (c) => {
    const lang = languageOf(c.req.header('accept-language'))
    const token = bearerOf(c)
    const wait = await gate.enter(c, token)
    if (wait !== undefined) {
      const tooMany = refuse('too_many_requests', { detail: { seconds: wait } })
      return problemResponse(c, lang, tooMany, [], { 'retry-after': String(wait) })
    }
    if (token === undefined && !may('visitor', declared.access))
      return problemResponse(c, lang, refuse('token_missing'), [], { 'www-authenticate': 'Bearer' })
    const key = keyOf(c, declared)
    if (isRefusal(key)) return problemResponse(c, lang, key)
    const raw = await readRaw(c, declared)
    if (isRefusal(raw)) return problemResponse(c, lang, raw)

    const answered = await work(house, declared, { token, key, raw, lang }, shape)
    if (isRefusal(answered)) return await refused(c, gate, lang, answered)
    if ('faults' in answered) return problemResponse(c, lang, refuse('input_wrong'), answered.faults)
    if (token !== undefined && declared.method === 'get') noteUse(token)
    return isFile(declared.answer)
      ? fileResponse(answered.answer as FileMade, declared.answer.mediaType)
      : jsonResponse(c, declared, answered.answer, { lang, token, replayed: answered.replayed })
  }
}

async function refused(c: Context, gate: Gate, lang: Lang, refusal: Refused): Promise<Response> {
  if (refusal.refused !== 'token_unknown') return problemResponse(c, lang, refusal)
  await gate.wrongToken(c)
  return problemResponse(c, lang, refusal, [], { 'www-authenticate': 'Bearer error="invalid_token"' })
}

interface Asking {
  readonly token: string | undefined
  readonly key: string | undefined
  readonly raw: Raw
  readonly lang: Lang
}

async function work(
  house: House,
  declared: Endpoint,
  { token, key, raw, lang }: Asking,
  shape: Shape | undefined,
): Promise<Answered | Refused> {
  const readOnly = declared.method === 'get'
  const options = { region: house.region, clock: house.clock, readOnly }
  return await transact(house.db, options, async (tx): Promise<Answered | Refused> => {
    const actor = token === undefined ? visitor : await readToken(tx, token, { note: !readOnly })
    if (!actor) return refuse('token_unknown')
    if (!may(actor.role, declared.access)) return refuse('not_allowed')
    const read = readInput(declared, raw, lang)
    if ('faults' in read) return read
    const run = async (): Promise<object | Refused> => {
      const answer = (await declared.run(tx, actor, read.input, house)) as object | Refused
      if (isRefusal(answer)) return answer
      if (declared.audit)
        await record(tx, actor, { action: declared.access, ...declared.audit(answer, read.input) })
      return shape ? (shape(answer) as object) : answer
    }
    if (key !== undefined) return await runOnce(tx, actor, declared, { key, raw }, run)
    const answer = await run()
    return isRefusal(answer) ? answer : { answer, replayed: false }
  })
}

/** The same key and content again gets the first answer. The party stands before the key: two programs may both count from 1. */
async function runOnce(
  tx: Tx,
  actor: Actor,
  declared: Endpoint,
  { key, raw }: { key: string; raw: Raw },
  run: () => Promise<object | Refused>,
): Promise<Answered | Refused> {
  let first: object | undefined
  const remembered = async (): Promise<string | Refused> => {
    const answer = await run()
    if (isRefusal(answer)) return answer
    first = answer
    return JSON.stringify({
      ...answer,
      ...Object.fromEntries(declared.shownOnce.map((name) => [name, null])),
    })
  }
  const action = `${declared.method} ${declared.path}`
  const kept = await once(tx, `api ${actor.partyId ?? '-'} ${key}`, action, raw, remembered)
  if (typeof kept !== 'string') return kept
  return first ? { answer: first, replayed: false } : { answer: JSON.parse(kept) as object, replayed: true }
}

function bearerOf(c: Context): string | undefined {
  const header = c.req.header('authorization')
  if (header === undefined) return undefined
  // Another scheme is not "no token": whoever sends one means to be somebody.
  return /^bearer +([\w.~+/=-]{1,200})$/i.exec(header)?.[1] ?? '-'
}

function keyOf(c: Context, declared: Endpoint): string | undefined | Refusal<'request_key_form'> {
  const key = declared.method === 'get' ? undefined : c.req.header('idempotency-key')
  if (key === undefined) return undefined
  return /^[\x21-\x7e]{1,200}$/.test(key) ? key : refuse('request_key_form')
}

interface Around {
  readonly lang: Lang
  readonly token: string | undefined
  readonly replayed: boolean
}

function jsonResponse(c: Context, declared: Endpoint, answer: object, around: Around): Response {
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': around.token === undefined ? 'no-cache' : 'no-store',
    vary: 'Authorization, Accept-Language',
  }
  if (declared.paged && 'next' in answer && typeof answer.next === 'string') {
    const next = new URL(c.req.url)
    next.searchParams.set('cursor', answer.next)
    headers['link'] = `<${next.pathname}${next.search}>; rel="next"`
  }
  if (around.replayed) headers['idempotency-replayed'] = 'true'
  return new Response(JSON.stringify(answer), { status: declared.status, headers })
}

function fileResponse({ bytes, name }: FileMade, mediaType: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    },
  })
}

/** A fault of ours as a problem, logged under the reference that it shows. */
export function faultResponse(house: House, fault: unknown, c: Context): Response {
  house.log.error({ reference: referenceOf(c), path: c.req.path, fault }, 'an API request failed')
  return problemResponse(c, languageOf(c.req.header('accept-language')), refuse('fault'))
}

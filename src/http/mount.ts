import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import { newId } from '#kit/ids.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { type Tx, transact } from '#db/transaction.ts'
import { visitor } from '#parties/actors.ts'
import { record } from '#parties/audit.ts'
import { type Permission, may } from '#parties/policy.ts'
import { once } from '#parties/requests.ts'
import { type Session, readSession } from '#parties/sessions.ts'
import { csrfField, requestKeyField } from '#ui/forms.tsx'
import type { Lang } from '#ui/words.ts'
import { clientAddress } from './client-address.ts'
import { letEmbed } from './embedding.ts'
import { filesIn, flatten, place, readForm } from './forms.ts'
import type { FormState, House, Seen } from './house.ts'
import {
  type Action,
  type Asked,
  type Done,
  type Download,
  type Page,
  type Route,
  type View,
  isDownload,
} from './routes.ts'
import { sitePath } from './paths.ts'
import { faultsOf, formWords } from './sentences.ts'

/** What `web/` brings: the frame of every page, and the pages for what went wrong. */
export interface Shell {
  readonly frame: (view: View, seen: Seen) => Child
  readonly problem: (problem: Problem, seen: Seen) => View
}
export type Problem = 'not_found' | 'forbidden' | 'grown_old' | 'too_large' | 'too_many' | 'fault'

export const sessionCookie = 'yuinowa_session'
const visitCookie = 'yuinowa_visit'
const noticeCookie = 'yuinowa_notice'
export const languageCookie = 'yuinowa_lang'

/** Puts the routes on the app. Everything a request does to the database happens in one transaction of its own. */
export function mount(app: Hono, house: House, shell: Shell, routes: readonly Route[]): void {
  for (const route of routes) assertOpen(route)
  for (const route of routes)
    if (route.method === 'get') app.get(route.at, (c) => showPage(c, house, shell, route))
    else app.post(route.at, (c) => runAction(c, house, shell, route))
  app.notFound((c) => problem(c, house, shell, 'not_found', 404))
}

/** What may stand in any other site's page must be for anyone: else it would show a way to sign in, in a foreign frame. */
function assertOpen(route: Route): void {
  if (route.method === 'get' && route.embeddable && !may('visitor', route.access))
    throw new Error(`${route.at} is embeddable, but a visitor may not ${route.access}`)
}

interface Visit {
  readonly seen: Seen
  readonly session?: Session
}

/** Whoever it is that looks at a page in a foreign frame: neither a session nor any other cookie is read or set. */
function passerBy(c: Context, house: House): Visit {
  const url = new URL(c.req.url)
  return {
    seen: {
      ...askedOf(c, house, url),
      lang: url.searchParams.get('lang') === 'en' ? 'en' : 'ja',
      actor: visitor,
      // No form of such a page could be sent: browsers keep our cookies out of foreign frames.
      csrf: '',
      requestKey: '',
      memberships: [],
      embedded: true,
    },
  }
}

/** What the request and the house say, without who is there. */
function askedOf(c: Context, house: House, url: URL) {
  return {
    path: url.pathname,
    query: url.searchParams,
    now: house.clock.now(),
    region: house.region,
    demo: house.demo,
    publicUrl: house.publicUrl,
    reference: referenceOf(c),
  }
}

/**
 * Who is there: one query when a session cookie came, none for a visitor. Only a transaction that `writes` pushes the session on; what
 * only reads leaves that to `keepAlive`.
 */
export async function visit(
  c: Context,
  house: House,
  tx: Tx | undefined,
  { writes }: { writes: boolean },
): Promise<Visit> {
  const token = getCookie(c, sessionCookie)
  const session = token && tx ? await readSession(tx, token, { slide: writes }) : undefined
  const chosen = getCookie(c, languageCookie)
  const lang: Lang = chosen === 'en' || chosen === 'ja' ? chosen : (session?.language ?? 'ja')
  const notice = getCookie(c, noticeCookie)
  if (notice !== undefined) deleteCookie(c, noticeCookie, { path: '/' })
  const url = new URL(c.req.url)
  let csrf: string | undefined
  let requestKey: string | undefined
  return {
    session,
    seen: {
      ...askedOf(c, house, url),
      lang,
      actor: session ?? visitor,
      // Made when a page holds a form: a visitor who only reads gets no cookie.
      get csrf() {
        return (csrf ??= csrfOf(token ?? visitToken(c, house)))
      },
      get requestKey() {
        return (requestKey ??= newId())
      },
      notice,
      memberships: session?.memberships ?? [],
    },
  }
}

/** A visitor has no session yet; a random cookie stands in, so that the sign-in form cannot be forged either. */
function visitToken(c: Context, house: House): string {
  const known = getCookie(c, visitCookie)
  if (known) return known
  const token = newId() + newId()
  setCookie(c, visitCookie, token, { httpOnly: true, sameSite: 'Lax', secure: house.secure, path: '/' })
  return token
}

const csrfOf = (token: string): string => createHash('sha256').update(`csrf ${token}`).digest('base64url')

/** The number on an error page that stands in the log as well. */
export const referenceOf = (c: Context): string => (c.get('reference') as string | undefined) ?? '-'

function allowed(c: Context, visited: Visit, access: Permission): Response | 'yes' | 'no' {
  const { actor } = visited.seen
  if (may(actor.role, access)) return 'yes'
  if (actor.role !== 'visitor') return 'no'
  const back = c.req.method === 'GET' ? `?back=${encodeURIComponent(visited.seen.path)}` : ''
  return c.redirect(`/sign-in${back}`, 303)
}

async function showPage(c: Context, house: House, shell: Shell, route: Page): Promise<Response> {
  const options = { region: house.region, clock: house.clock, readOnly: true }
  return await transact(house.db, options, async (tx) => {
    const visited = route.embeddable ? passerBy(c, house) : await visit(c, house, tx, { writes: false })
    if (route.embeddable) letEmbed(c, 'page')
    if (visited.session) keepAlive(c, house, visited.session)
    const entry = allowed(c, visited, route.access)
    if (entry === 'no') return await problemFor(c, shell, visited.seen, 'forbidden', 403)
    if (entry !== 'yes') return entry
    const input = readInput(route.input, { ...Object.fromEntries(visited.seen.query), ...c.req.param() })
    if (!input.ok) return await problemFor(c, shell, visited.seen, 'not_found', 404)
    return await answerPage(c, shell, route, tx, visited.seen, input.value, 200)
  })
}

const slideAfterMs = 13.9 * 24 * 60 * 60 * 1000

/** Reading a page writes nothing, but a session that is in use must not end: pushed on after the page, seldom. */
function keepAlive(c: Context, house: House, session: Session): void {
  const token = getCookie(c, sessionCookie)
  if (!token || session.expiresAt.getTime() - house.clock.now().getTime() > slideAfterMs) return
  transact(house.db, { region: house.region, clock: house.clock }, (tx) => readSession(tx, token)).catch(
    (fault: unknown) => house.log.warn({ fault }, 'a session could not be pushed on'),
  )
}

async function answerPage(
  c: Context,
  shell: Shell,
  route: Page,
  tx: Tx,
  seen: Seen,
  input: unknown,
  status: 200 | 422,
): Promise<Response> {
  const data = (await route.load(tx, seen.actor, input)) as object | Refusal
  if (isRefusal(data))
    return data.refused === 'not_found'
      ? await problemFor(c, shell, seen, 'not_found', 404)
      : await problemFor(c, shell, seen, 'forbidden', 403)
  const shown = await route.show(data, seen, input)
  if (!isDownload(shown)) return await html(c, shell.frame(shown, seen), status)
  if (shown.name)
    c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(shown.name)}`)
  if (seen.embedded) letEmbed(c, 'file')
  c.header('cache-control', keeping(shown, seen))
  c.header('content-type', shown.type)
  return c.body(typeof shown.bytes === 'string' ? shown.bytes : new Uint8Array(shown.bytes))
}

/** Asked for by other sites' readers, many and often: a picture may be five minutes old. */
function keeping({ immutable }: Download, { embedded }: Seen): string {
  if (immutable) return 'public, max-age=31536000, immutable'
  return embedded ? 'public, max-age=300' : 'private, no-store'
}

type Ran = { done: Done; notice?: string } | { wrong: FormState } | { response: Response }

async function runAction(c: Context, house: House, shell: Shell, route: Action): Promise<Response> {
  const length = Number(c.req.header('content-length') ?? 0)
  if (length > (route.maxBytes ?? 262_144)) return await problem(c, house, shell, 'too_large', 413)
  const form = await readForm(c)
  if (!form) return await problem(c, house, shell, 'grown_old', 422)
  const raw = { ...form, ...c.req.param() }
  const options = { region: house.region, clock: house.clock }
  const ran = await transact(house.db, options, async (tx): Promise<Ran | Refusal> => {
    const visited = await visit(c, house, tx, { writes: true })
    const { seen } = visited
    const entry = allowed(c, visited, route.access)
    if (entry === 'no') return { response: await problemFor(c, shell, seen, 'forbidden', 403) }
    if (entry !== 'yes') return { response: entry }
    if (!same(String(form[csrfField] ?? ''), seen.csrf)) return refuse('form_grown_old')
    const input = readInput(route.input, raw)
    if (!input.ok)
      return {
        wrong: {
          values: flatten(form),
          faults: faultsOf(input.error, raw, route.labels(seen.lang), seen.lang),
        },
      }
    return await runOnce(tx, seen, route, input.value, form, {
      address: clientAddress(c, house),
      sessionToken: getCookie(c, sessionCookie),
      session: visited.session,
      house,
    })
  })
  if (isRefusal(ran)) return await formAgain(c, house, shell, route, raw, refusedState(ran, form, route))
  if ('wrong' in ran) return await formAgain(c, house, shell, route, raw, () => ran.wrong)
  if ('response' in ran) return ran.response
  if (ran.done.notice)
    setCookie(c, noticeCookie, ran.done.notice, {
      httpOnly: true,
      sameSite: 'Lax',
      secure: house.secure,
      path: '/',
      maxAge: 60,
    })
  changeSession(c, house, ran.done)
  return c.redirect(sitePath(ran.done.to) ?? '/', 303)
}

function changeSession(c: Context, house: House, { session }: Done): void {
  const options = { httpOnly: true, sameSite: 'Lax', secure: house.secure, path: '/' } as const
  if (session === 'end') deleteCookie(c, sessionCookie, options)
  else if (session) setCookie(c, sessionCookie, session.token, { ...options, expires: session.expiresAt })
}

/** The deed, its row in the audit (unless the use-case writes its own) and the memory of its key: in one transaction. */
async function runOnce(
  tx: Tx,
  seen: Seen,
  route: Action,
  input: unknown,
  form: Record<string, unknown>,
  asked: Asked,
): Promise<Ran | Refusal> {
  const work = async (): Promise<Done | Refusal> => {
    const answer = (await route.run(tx, seen.actor, input, asked)) as object | Refusal
    if (isRefusal(answer)) return answer
    if (route.audit) await record(tx, seen.actor, { action: route.access, ...route.audit(answer, input) })
    return route.done(answer, input, seen)
  }
  const key = form[requestKeyField]
  if (typeof key !== 'string' || key === '') {
    const done = await work()
    return isRefusal(done) ? done : { done }
  }
  const content = { ...flatten(form), ...(await filesIn(form)), [requestKeyField]: '', [csrfField]: '' }
  // What is remembered holds no session: forms that begin one carry no key.
  const done = await once(tx, `form ${key}`, route.at, content, async () => {
    const first = await work()
    return isRefusal(first) ? first : { to: first.to, notice: first.notice }
  })
  return isRefusal(done) ? done : { done }
}

const refusedState =
  (refusal: Refusal, form: Record<string, unknown>, route: Action) =>
  (lang: Lang): FormState => {
    const words = formWords[lang]
    const message =
      refusal.refused === 'form_grown_old'
        ? words.form
        : refusal.refused === 'request_key_reused'
          ? words.repeated
          : route.refusals(refusal, lang)
    return { values: flatten(form), faults: [{ name: refusal.field, message }] }
  }

/** The page of the form once more, with what was typed and what is wrong; nothing of the action remains. */
async function formAgain(
  c: Context,
  house: House,
  shell: Shell,
  route: Action,
  raw: Record<string, unknown>,
  state: (lang: Lang) => FormState,
): Promise<Response> {
  const options = { region: house.region, clock: house.clock, readOnly: true }
  return await transact(house.db, options, async (tx) => {
    const { seen, session } = await visit(c, house, tx, { writes: false })
    if (session) keepAlive(c, house, session)
    const again = route.form()
    const input = readInput(again.input, { ...Object.fromEntries(seen.query), ...raw })
    if (!input.ok) return await problemFor(c, shell, seen, 'grown_old', 422)
    return await answerPage(c, shell, again, tx, { ...seen, form: state(seen.lang) }, input.value, 422)
  })
}

export async function problem(
  c: Context,
  house: House,
  shell: Shell,
  what: Problem,
  status: 403 | 404 | 413 | 422 | 429 | 500,
): Promise<Response> {
  // A fault may be the database's own: the page that says so must not need it.
  const { seen } = await visit(c, house, undefined, { writes: false })
  return await problemFor(c, shell, seen, what, status)
}

async function problemFor(
  c: Context,
  shell: Shell,
  seen: Seen,
  what: Problem,
  status: 403 | 404 | 413 | 422 | 429 | 500,
): Promise<Response> {
  return await html(c, shell.frame(shell.problem(what, seen), seen), status)
}

async function html(
  c: Context,
  content: Child,
  status: 200 | 403 | 404 | 413 | 422 | 429 | 500,
): Promise<Response> {
  const text = await (content as { toString(): string | Promise<string> }).toString()
  return c.html(`<!doctype html>${text}`, status)
}

function readInput(
  schema: z.ZodType | undefined,
  raw: Record<string, unknown>,
): { ok: true; value: unknown } | { ok: false; error: z.ZodError } {
  if (!schema) return { ok: true, value: raw }
  const nested: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(raw)) place(nested, name, value)
  const read = schema.safeParse(nested)
  return read.success ? { ok: true, value: read.data } : { ok: false, error: read.error }
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

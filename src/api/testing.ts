/** For tests: a small region behind the API, and a token for each role. */
import type { Hono } from 'hono'
import { pino } from 'pino'
import { type TestRegion, testNow, testRegion } from '#db/testing.ts'
import type { House } from '#http/house.ts'
import { bareApp } from '#http/server.ts'
import type { PartyActor } from '#parties/actors.ts'
import type { Role } from '#parties/policy.ts'
import { type SmallRegion, granted, person, smallRegion } from '#parties/testing.ts'
import { createToken } from '#parties/tokens.ts'
import { mountApi } from './app.ts'
import type { Limits } from './limits.ts'

export interface Sent {
  readonly method?: string
  /** As whom; a visitor sends no token. */
  readonly as?: Role
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Got {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; `any`-free: a test says what it looks for. */
  readonly json: Record<string, unknown>
}

export interface Api {
  readonly here: TestRegion
  readonly town: SmallRegion
  readonly actors: Readonly<Record<Exclude<Role, 'visitor'>, PartyActor>>
  readonly app: Hono
  ask(path: string, sent?: Sent): Promise<Got>
  tokenOf(role: Exclude<Role, 'visitor'>): string
}

const plenty: Limits = { perTokenPerMinute: 1_000_000, perAddressPerMinute: 1_000_000 }

export const houseOf = (here: TestRegion, region = here.region): House => ({
  db: here.db,
  region,
  clock: { now: () => testNow },
  log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
  demo: false,
  secure: false,
  publicUrl: 'http://localhost',
  sessionDays: 14,
  trustProxy: true,
})

/** The small region with its API. */
export async function openApi(limits: Limits = plenty): Promise<Api> {
  const here = await testRegion()
  const town = await here.tx(smallRegion)
  const actors = await here.tx(async (tx) => ({
    producer: town.grower,
    buyer: town.cook,
    citizen: await person(tx, town.producer, 'citizen', '佐藤 けん'),
    shop: await person(tx, town.producer, 'shop', '菊池 はな'),
    yard_keeper: await person(tx, town.company, 'yard_keeper', '千葉 まもる'),
    company_staff: town.staff,
    officer: town.officer,
    advisor: await person(tx, town.city, 'advisor', '菅原 とおる'),
    administrator: await person(tx, town.city, 'administrator', '佐々木 りょう'),
  }))
  const tokens = new Map<string, string>()
  for (const [role, actor] of Object.entries(actors))
    tokens.set(role, granted(await here.tx((tx) => createToken(tx, actor, { label: `試験 ${role}` }))).token)
  const house = houseOf(here)
  const app = bareApp(house)
  mountApi(app, house, limits)
  const tokenOf = (role: string): string => tokens.get(role) ?? '-'
  return {
    here,
    town,
    actors,
    app,
    tokenOf,
    ask: async (path, sent = {}) => {
      const token =
        sent.token ?? (sent.as === undefined || sent.as === 'visitor' ? undefined : tokenOf(sent.as))
      return await askOf(app, path, { ...sent, token })
    },
  }
}

export async function askOf(app: Hono, path: string, sent: Sent = {}): Promise<Got> {
  const { method = sent.body === undefined ? 'GET' : 'POST', token, body, headers } = sent
  const response = await app.request(path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
  }
}

import { timingSafeEqual } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import { type Tx, transact } from '#db/transaction.ts'
import type { House, Seen } from '#http/house.ts'
import { sessionCookie, visit } from '#http/mount.ts'
import { addPasskey, offerPasskey, offerSignIn, signInWithPasskey } from '#parties/passkeys.ts'
import { readRegion } from '#parties/regions.ts'
import { type Session, readSession } from '#parties/sessions.ts'
import { sitePath } from '#http/paths.ts'
import { homeOf } from './back.ts'
import { type Told, sentenceOf } from './sentences.ts'

/**
 * What the passkey script talks to: JSON, with the page's token in a header. Passwords serve those without scripts, so
 * nothing here is the only way in.
 */
export function mountPasskeys(app: Hono, house: House): void {
  app.post('/sign-in/passkey/offer', (c) =>
    answer(c, house, async (tx) => offerSignIn(tx, await siteOf(tx, house))),
  )
  app.post('/sign-in/passkey', (c) => signInBy(c, house))
  app.post('/account/passkeys/offer', (c) =>
    answer(c, house, async (tx, { session }) =>
      session ? await offerPasskey(tx, session, await siteOf(tx, house)) : refuse('not_signed_in'),
    ),
  )
  app.post('/account/passkeys', (c) =>
    answer(c, house, async (tx, { session, body }) => {
      if (!session) return refuse('not_signed_in')
      const label = typeof body['label'] === 'string' ? body['label'] : ''
      const added = await addPasskey(tx, session, await siteOf(tx, house), {
        response: body['response'],
        label,
      })
      return isRefusal(added) ? added : { to: '/account' }
    }),
  )
}

async function siteOf(tx: Tx, house: House) {
  const region = await readRegion(tx)
  return { name: `${region?.name ?? ''} 結いの輪`.trim(), origin: house.publicUrl }
}

async function signInBy(c: Context, house: House): Promise<Response> {
  return await answer(c, house, async (tx, { body }) => {
    const started = await signInWithPasskey(tx, await siteOf(tx, house), body['response'])
    if (isRefusal(started)) return started
    const { token, expiresAt } = started
    const session = await readSession(tx, token, { slide: false })
    tx.afterCommit(() =>
      setCookie(c, sessionCookie, token, {
        httpOnly: true,
        sameSite: 'Lax',
        secure: house.secure,
        path: '/',
        expires: expiresAt,
      }),
    )
    return { to: sitePath(body['back']) ?? homeOf(session?.role ?? 'visitor') }
  })
}

interface Asking {
  readonly session?: Session
  readonly seen: Seen
  readonly body: Readonly<Record<string, unknown>>
}

const mostBytes = 64 * 1024

/** One question of the script in one transaction: its answer, or a sentence that can be shown as it is. */
async function answer(
  c: Context,
  house: House,
  work: (tx: Tx, asking: Asking) => Promise<object | Told>,
): Promise<Response> {
  const text = await c.req.text()
  const options = { region: house.region, clock: house.clock }
  let lang: Seen['lang'] = 'ja'
  const answered = await transact(
    house.db,
    options,
    async (tx): Promise<object | Told | Refusal<'forged'>> => {
      const { seen, session } = await visit(c, house, tx, { writes: true })
      lang = seen.lang
      const body = text.length > mostBytes ? undefined : objectIn(text)
      if (!body || !same(c.req.header('x-csrf-token') ?? '', seen.csrf)) return refuse('forged')
      return await work(tx, { seen, session, body })
    },
  )
  if (!isRefusal(answered)) return c.json(answered)
  if (answered.refused === 'forged') return c.json({}, 403)
  return c.json({ message: sentenceOf(answered as Told, lang) }, 422)
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = text === '' ? {} : JSON.parse(text)
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

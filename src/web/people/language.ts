import type { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import type { House } from '#http/house.ts'
import { languageCookie } from '#http/mount.ts'
import { sitePath } from '#http/paths.ts'

const yearSeconds = 365 * 24 * 60 * 60

/** A link that changes the language and comes back: a cookie of the browser, so that it serves visitors too. */
export function mountLanguage(app: Hono, house: House): void {
  app.get('/language/:to', (c) => {
    const to = c.req.param('to')
    if (to === 'ja' || to === 'en')
      setCookie(c, languageCookie, to, {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure: house.secure,
        maxAge: yearSeconds,
      })
    return c.redirect(sitePath(c.req.query('back')) ?? '/', 303)
  })
}

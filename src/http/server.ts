import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { newId } from '#kit/ids.ts'
import { compression } from './compression.ts'
import { embedding } from './embedding.ts'
import type { House } from './house.ts'
import { loggedPath } from './paths.ts'

const mostBytes = 12 * 1024 * 1024

/**
 * An app with what every answer needs: a reference number, one log line, a content policy without inline script or
 * style, a bound on what is sent, protection against forged posts.
 */
export function bareApp(house: House): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    const reference = newId().slice(-8).toUpperCase()
    c.set('reference' as never, reference as never)
    const began = performance.now()
    await next()
    const ms = Math.round((performance.now() - began) * 10) / 10
    if (!c.req.path.startsWith('/assets/'))
      house.log.info({
        reference,
        method: c.req.method,
        path: loggedPath(c.req.path),
        status: c.res.status,
        ms,
      })
  })
  app.use(embedding)
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      strictTransportSecurity: house.secure ? 'max-age=15552000' : false,
      crossOriginEmbedderPolicy: false,
      referrerPolicy: 'same-origin',
    }),
  )
  app.use(compression)
  const counted = bodyLimit({ maxSize: mostBytes })
  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    // Who says how much comes is believed, since no more is read; only what comes without a length must be counted.
    const told = c.req.header('transfer-encoding') ? undefined : c.req.header('content-length')
    if (told === undefined) return await counted(c, next)
    if (Number(told) > mostBytes) throw new HTTPException(413)
    return next()
  })
  const unforged = csrf()
  app.use(async (c, next) => {
    // The API is for programs: it has tokens, no cookies, and nothing to forge.
    if (c.req.path.startsWith('/api/')) return next()
    return await unforged(c, next)
  })
  return app
}

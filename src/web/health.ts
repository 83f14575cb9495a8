import type { Hono } from 'hono'
import { Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { House } from '#http/house.ts'

/**
 * For those who run the server: `/healthz` (the process answers), `/readyz` (the database does too) and `/metrics` for
 * Prometheus. Metrics tell nobody's business, but they are for the machine's own network: keep them from the public.
 */
export function healthOn(app: Hono, house: House): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_request_seconds',
    help: 'How long requests took, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  app.use(async (c, next) => {
    const began = performance.now()
    await next()
    // The route as declared, not the address: ids would make a series each.
    duration.observe(
      { method: c.req.method, route: c.req.routePath, status: c.res.status },
      (performance.now() - began) / 1000,
    )
  })
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    try {
      await house.db.pool.query('select 1')
      return c.text('ready')
    } catch {
      return c.text('the database does not answer', 503)
    }
  })
  app.get('/metrics', async (c) =>
    c.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  )
}

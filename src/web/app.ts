import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import type { House } from '#http/house.ts'
import { type Shell, mount, problem, referenceOf } from '#http/mount.ts'
import { loggedPath } from '#http/paths.ts'
import type { Route } from '#http/routes.ts'
import { bareApp } from '#http/server.ts'
import { rooms } from '#rooms.ts'
import { assetsFolder } from '#ui/assets.ts'
import { frontRoutes } from './front.routes.ts'
import { healthOn } from './health.ts'
import { mountPeople, peopleRoutes } from './people/routes.ts'
import { pointsRoutes } from './points/routes.ts'
import { type RegionName, makeShell } from './shell.tsx'

/** All pages and actions of the house, for the app and for the test that walks them. */
export const routes: readonly Route[] = [
  ...frontRoutes,
  ...peopleRoutes,
  ...pointsRoutes,
  ...rooms.flatMap((room) => room.routes),
]

/**
 * The whole web side of a running server. `also` puts the API on the same app, before the pages; `more` are pages that
 * another part brings, such as those about the API.
 */
export function makeApp(
  house: House,
  region: RegionName,
  also: (app: Hono) => void = () => undefined,
  more: readonly Route[] = [],
): Hono {
  const app = bareApp(house)
  const shell = makeShell(house, region)
  serveAssets(app)
  healthOn(app, house)
  also(app)
  mountPeople(app, house)
  mount(app, house, shell, [...routes, ...more])
  reportFaults(app, house, shell)
  return app
}

/** Names change with the content, so browsers may keep them for ever; the mark and the robots file keep their names. */
function serveAssets(app: Hono): void {
  app.use(
    '/assets/*',
    serveStatic({
      root: assetsFolder,
      rewriteRequestPath: (path) => path.slice('/assets'.length),
      onFound: (path, c) => {
        const forEver = /-[\w-]{8}\.\w+$/.test(path)
        c.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
        // It serves pages that do not lie below /assets/: browsers ask us whether it may.
        if (path.includes('/kept-worker-')) c.header('service-worker-allowed', '/')
      },
    }),
  )
}

/** A fault is ours: logged whole under the reference that the page shows. */
function reportFaults(app: Hono, house: House, shell: Shell): void {
  app.onError(async (fault, c) => {
    if ('getResponse' in fault && typeof fault.getResponse === 'function') {
      const { status } = fault.getResponse() as Response
      if (status === 403) return await problem(c, house, shell, 'grown_old', 403)
      if (status === 413) return await problem(c, house, shell, 'too_large', 413)
    }
    house.log.error({ reference: referenceOf(c), path: loggedPath(c.req.path), fault }, 'a request failed')
    return await problem(c, house, shell, 'fault', 500)
  })
}

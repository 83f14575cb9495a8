import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Id, newId } from '#kit/ids.ts'
import type { Route } from '#http/routes.ts'
import { type Role, may, policy, roles } from '#parties/policy.ts'
import { person } from '#parties/testing.ts'
import { webhookRoutes } from '#api/webhooks/webhooks.routes.ts'
import { routes as webRoutes } from '#web/app.ts'
import { mountPeople } from '#web/people/routes.ts'
import { type Browser, browser, signedIn, testWeb } from '#web/testing.ts'

/**
 * Walks every route as every role. Whoever the policy lets in is never turned away at the door, whoever it does not is;
 * nobody meets a fault, whatever stands in the address and with an empty form.
 */
const routes: Route[] = [...webRoutes]
const web = await testWeb(
  routes,
  (app, house) => {
    routes.push(...webhookRoutes(house))
    mountPeople(app, house)
  },
  { demo: true },
)

test('every route is seen, and states a permission of the table', () => {
  assert.ok(routes.length > 25, `${routes.length} routes`)
  assert.deepEqual(
    routes.filter((route) => !(route.access in policy)).map((route) => route.at),
    [],
  )
})

test('no two routes share an address', () => {
  const addresses = routes.map((route) => `${route.method} ${route.at.replaceAll(/:\w+/g, ':')}`)
  assert.deepEqual(
    addresses.filter((address, at) => addresses.indexOf(address) !== at),
    [],
  )
})

const { company, city, producer, buyer } = web.people
const homes: readonly [Exclude<Role, 'visitor'>, Id][] = [
  ['producer', producer],
  ['buyer', buyer],
  ['citizen', producer],
  ['shop', producer],
  ['yard_keeper', company],
  ['company_staff', company],
  ['advisor', buyer],
  ['officer', city],
  ['administrator', city],
]

/** A browser in which somebody of that role has just signed in; a fresh one for each deed, since some sign out. */
async function browserOf(role: Role): Promise<Browser> {
  const home = homes.find(([each]) => each === role)
  if (!home) return browser(web.app)
  return await signedIn(web, await web.tx((tx) => person(tx, home[1], home[0], `試す人`)))
}

/**
 * One's own party where the address names a party: whose it is decides there, and is another test's. Elsewhere an id
 * that is nobody's, and a word where an id makes no sense.
 */
const addressOf = (at: string, own: Id): string =>
  at
    .replace(/^\/(parties|ledger\/parties)\/:\w+/, `/$1/${own}`)
    .replaceAll(/:(\w+)/g, (_, name: string) => (/token|to$|format/.test(name) ? 'nothing' : newId()))

for (const role of roles)
  test(`every route as ${role}`, async () => {
    const wrong: string[] = []
    for (const route of routes) {
      const path = addressOf(route.at, homes.find(([each]) => each === role)?.[1] ?? newId())
      const opened = await browserOf(role)
      const shown =
        route.method === 'get'
          ? await opened.get(path)
          : await opened.post(path, {}, role === 'visitor' ? '/sign-in' : '/privacy')
      const toDoor = shown.status === 303 && (shown.to ?? '').startsWith('/sign-in')
      const turnedAway = shown.status === 403 || (toDoor && role === 'visitor')
      if (
        shown.status >= 500 ||
        (turnedAway && may(role, route.access)) ||
        (!turnedAway && !may(role, route.access))
      )
        wrong.push(`${route.method} ${route.at}: ${shown.status} ${shown.to ?? ''}`)
    }
    assert.deepEqual(wrong, [])
  })

import type { Hono } from 'hono'
import type { House } from '#http/house.ts'
import type { Route } from '#http/routes.ts'
import { accountRoutes } from './account.routes.ts'
import { mountLanguage } from './language.ts'
import { linkRoutes } from './links.routes.ts'
import { partyRoutes } from './parties.routes.ts'
import { partyFactRoutes } from './party-facts.routes.ts'
import { partyPeopleRoutes } from './party-people.routes.ts'
import { partyProfileRoutes } from './party-profile.routes.ts'
import { mountPasskeys } from './passkeys.handlers.ts'
import { recordRoutes } from './records.routes.ts'
import { signInRoutes } from './sign-in.routes.ts'

/** The pages of people and parties. */
export const peopleRoutes: readonly Route[] = [
  ...signInRoutes,
  ...linkRoutes,
  ...accountRoutes,
  ...partyRoutes,
  ...partyProfileRoutes,
  ...partyFactRoutes,
  ...partyPeopleRoutes,
  ...recordRoutes,
]

/** The few addresses that are neither page nor form: they set a cookie of their own, or talk to a script. */
export function mountPeople(app: Hono, house: House): void {
  mountLanguage(app, house)
  mountPasskeys(app, house)
  mountFormAddresses(app)
}

/**
 * A form that comes back with its faults stands at its action's address. Who reloads it there, or changes the
 * language, asks for that address without sending anything, and is led to the page of the form.
 */
function mountFormAddresses(app: Hono): void {
  const pages = new Set(peopleRoutes.filter(({ method }) => method === 'get').map(({ at }) => at))
  for (const route of peopleRoutes)
    if (route.method === 'post' && !pages.has(route.at))
      app.get(route.at, (c) => {
        const given: Readonly<Record<string, string>> = c.req.param()
        return c.redirect(
          route.form().at.replaceAll(/:(\w+)/g, (_, name: string) => given[name] ?? ''),
          303,
        )
      })
}

/** The only door of this room. */
import type { Route } from '#http/routes.ts'
import { catalogueRoutes } from './catalogue.routes.ts'
import { tradeKinds } from './kinds.ts'

export { searchCatalogue } from './catalogue.ts'

const routes: Route[] = [...catalogueRoutes]

export const trade = { name: 'trade', kinds: tradeKinds, routes } as const

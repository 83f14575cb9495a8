/** The only door of this room. */
import type { Route } from '#http/routes.ts'
import { intakeRoutes } from './intakes/intakes.routes.ts'
import { slipRoutes } from './intakes/slip.routes.ts'
import { woodKinds } from './kinds.ts'
import { forestRoutes } from './forests.routes.ts'
import { payRoutes } from './pay/pay.routes.ts'
import { siteRoutes } from './sites.routes.ts'
import { startRoutes } from './start.routes.ts'
import { supplierRoutes } from './suppliers.routes.ts'

const routes: readonly Route[] = [
  ...startRoutes,
  ...slipRoutes,
  ...intakeRoutes,
  ...supplierRoutes,
  ...forestRoutes,
  ...siteRoutes,
  ...payRoutes,
]

/** 木質資源: wood brought, measured, paid. */
export const wood = { name: 'wood', kinds: woodKinds, routes } as const

import type { Route } from '#http/routes.ts'
import { officeRoutes } from './office.routes.ts'
import { walletRoutes } from './wallet.routes.ts'

/** 地域ポイント: every room gives and takes the same points, so their pages stand here and not in a room. */
export const pointsRoutes: readonly Route[] = [...walletRoutes, ...officeRoutes]

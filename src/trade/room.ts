/** The only door of this room. */
import type { Route } from '#http/routes.ts'
import { catalogueRoutes } from './catalogue.routes.ts'
import { tradeKinds } from './kinds.ts'

export { readProduct, searchCatalogue } from './catalogue.ts'
export { categories } from './categories.ts'
export { shipOrder } from './deliveries.ts'
export { receiveLots, writeOffLot } from './lots.ts'
export { cancelOrder, placeOrder } from './orders.ts'
export { editProduct, publishProduct, putUpProduct, setContract, withdrawProduct } from './products.ts'
export { takeReturn } from './returns.ts'
export { baseKinds, models, productStates, returnFates, temperatures } from './schema.ts'
export { taxClasses } from './tax.ts'

const routes: Route[] = [...catalogueRoutes]

export const trade = { name: 'trade', kinds: tradeKinds, routes } as const

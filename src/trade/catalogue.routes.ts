/** The public addresses of trade: `/products`, `/products/:id`, `/producers/:id`. */
import { page } from '#http/routes.ts'
import { searchCatalogue } from './catalogue.ts'
import { catalogueView } from './catalogue.pages.tsx'

const cataloguePage = page({
  at: '/products',
  access: 'catalogue.see',
  load: async (tx) => await searchCatalogue(tx, {}),
  show: catalogueView,
})

/** Pages that anyone may see, signed in or not. */
export const catalogueRoutes = [cataloguePage]

/** The public face of trade: the catalogue, one product, one producer. Views only; `catalogue.routes.ts` reads. */
import type { Seen } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { Heading } from '#ui/blocks.tsx'
import type { CatalogueRow } from './catalogue.ts'
import { words } from './words/catalogue.ts'

export interface CatalogueData {
  readonly rows: readonly CatalogueRow[]
  readonly next?: string
}

export function catalogueView({ rows }: CatalogueData, { lang }: Seen): View {
  const own = words[lang]
  return {
    title: own.title,
    body: (
      <>
        <Heading>{own.title}</Heading>
        <p>{rows.length}</p>
      </>
    ),
  }
}

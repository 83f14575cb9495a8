/** The address of the room's first page, and of the form on it. */
import { type Page, type Route, page } from '#http/routes.ts'
import { fiscalYearUntil } from '#kit/days.ts'
import { accountInDoubt } from '#parties/transfer-returns.ts'
import { readRegion } from '#parties/regions.ts'
import { woodAt } from './page-parts.tsx'
import { readEarned } from './pay/meetings.ts'
import { listPrices, pricesOn } from './prices.ts'
import { listSites } from './sites.ts'
import { startView } from './start.pages.tsx'
import { readSeason } from './start.ts'
import { whereItWent } from './tracing.ts'
import { splitAction } from './suppliers.routes.ts'
import { readSupplier } from './suppliers.ts'

const startPage: Page = page({
  at: woodAt,
  access: 'region.see',
  load: async (tx, actor) => {
    const supplier = actor.partyId && (await readSupplier(tx, actor.partyId))
    const region = await readRegion(tx)
    return {
      season: await readSeason(tx),
      sites: (await listSites(tx)).filter(({ endedOn }) => endedOn === null),
      prices: pricesOn(await listPrices(tx), tx.today),
      today: tx.today,
      map: region?.boundary ? { boundary: region.boundary, attribution: region.boundarySource } : undefined,
      ...(supplier && {
        supplier,
        returned: await accountInDoubt(tx, supplier.partyId),
        own: await readEarned(tx, supplier.partyId, fiscalYearUntil(tx.today).from),
        went: await whereItWent(tx, supplier.partyId, fiscalYearUntil(tx.today).from),
      }),
    }
  },
  show: startView,
})

export const startRoutes: readonly Route[] = [startPage, splitAction(() => startPage)]

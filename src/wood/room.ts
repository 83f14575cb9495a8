/** The only door of this room. */
import type { Route } from '#http/routes.ts'
import { intakeRoutes } from './intakes/intakes.routes.ts'
import { slipRoutes } from './intakes/slip.routes.ts'
import { woodIndicators } from './indicators.ts'
import { woodKinds } from './kinds.ts'
import { forestRoutes } from './forests.routes.ts'
import { fuelRoutes } from './heat/fuel.routes.ts'
import { heatRoutes } from './heat/heat.routes.ts'
import { payRoutes } from './pay/pay.routes.ts'
import { resultRoutes } from './results/results.routes.ts'
import { siteRoutes } from './sites.routes.ts'
import { certificateRoutes } from './stock/certificates.routes.ts'
import { stockRoutes } from './stock/stock.routes.ts'
import { startRoutes } from './start.routes.ts'
import { supplierRoutes } from './suppliers.routes.ts'

export { type Forest, listForests, saveForest } from './forests.ts'
export { approveIntake, reverseIntake } from './intakes/approving.ts'
export { cancelIntake, changeIntake, returnIntake, steps as stepsTo, writeIntake } from './intakes/intakes.ts'
export { type IntakeSeen, intakeViews, listIntakes, readIntake } from './intakes/reading.ts'
export { methods } from './measuring.ts'
export { readIncome, readMeeting } from './pay/meetings.ts'
export {
  type Owed,
  cancelPayout,
  confirmPayout,
  listOwed,
  makePayout,
  readPayout,
  returnTransfer,
} from './pay/payouts.ts'
export { listPrices, pricesOn, setPrice } from './prices.ts'
export { setProgramme } from './programme.ts'
export { bases, intakeStates, siteKinds, species, supplierSorts, woodClasses } from './schema.ts'
export { listBoilers, readBoiler, saveBoiler } from './heat/boilers.ts'
export { logHeatDay } from './heat/days.ts'
export { cancelFuel, listFuelMonths, payFuel } from './heat/fuel.ts'
export { halfHours, keepReadings } from './heat/readings.ts'
export { listHeatDays, readHeatMonths } from './heat/results.ts'
export { heatMethods, soldAs } from './heat/schema.ts'
export { oilKinds } from './factors.ts'
export { provable } from './certified.ts'
export { type Paper, addPaper, listPapers, paperFileName, readPaper, removePaper } from './papers.ts'
export { closePile } from './piles.ts'
export { ashClasses, chipSizes, fellings, proofs } from './portions.ts'
export { readWoodMonths, readWoodTowns, withoutFew } from './results/results.ts'
export { pileSpecies, stores, workKinds } from './stock.schema.ts'
export { readBalance } from './stock/balance.ts'
export {
  cancelCertificate,
  issueCertificate,
  listCertificates,
  products as certifiedProducts,
  recordCertificate,
} from './stock/certificates.ts'
export { buyWood } from './stock/buying.ts'
export { handFirewood, listFirewoodOwed } from './stock/firewood.ts'
export { listPiles, listWorks, readPile } from './stock/reading.ts'
export { reverseWork } from './stock/reversing.ts'
export { countPile, dryPile, makeProduct, moveWood } from './stock/works.ts'
export { listSites, saveSite } from './sites.ts'
export { endSupplier, listSuppliers, saveSupplier, supplierViews } from './suppliers.ts'

const routes: readonly Route[] = [
  ...startRoutes,
  ...slipRoutes,
  ...intakeRoutes,
  ...supplierRoutes,
  ...forestRoutes,
  ...siteRoutes,
  ...payRoutes,
  ...stockRoutes,
  ...certificateRoutes,
  ...fuelRoutes,
  ...heatRoutes,
  ...resultRoutes,
]

/** 木質資源: wood brought, measured, paid. */
export const wood = { name: 'wood', kinds: woodKinds, indicators: woodIndicators, routes } as const

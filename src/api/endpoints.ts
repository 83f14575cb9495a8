import '#rooms.ts'
import type { Endpoint } from './endpoint.ts'
import { bankEndpoints } from './bank.endpoints.ts'
import { circulationEndpoints } from './circulation.endpoints.ts'
import { impactEndpoints } from './impact.endpoints.ts'
import { importEndpoints } from './imports.endpoints.ts'
import { ledgerEndpoints } from './ledger.endpoints.ts'
import { orderEndpoints } from './orders.endpoints.ts'
import { payoutEndpoints } from './payouts.endpoints.ts'
import { planEndpoints } from './plans.endpoints.ts'
import { productEndpoints } from './products.endpoints.ts'
import { paperEndpoints } from './papers.endpoints.ts'
import { partyEndpoints } from './parties.endpoints.ts'
import { regionEndpoints } from './region.endpoints.ts'
import { pointsFundEndpoints } from './points/fund.endpoints.ts'
import { pointsMoveEndpoints } from './points/moves.endpoints.ts'
import { pointsOfficeEndpoints } from './points/office.endpoints.ts'
import { tillEndpoints, walletEndpoints } from './points/wallet.endpoints.ts'
import { acceptanceEndpoints } from './trade/acceptance.endpoints.ts'
import { allocationEndpoints } from './trade/allocation.endpoints.ts'
import { bookingEndpoints } from './trade/bookings.endpoints.ts'
import { buyerEndpoints } from './trade/buyers.endpoints.ts'
import { cycleEndpoints } from './trade/cycles.endpoints.ts'
import { dayPaperEndpoints } from './trade/day-papers.endpoints.ts'
import { feeEndpoints } from './trade/fees.endpoints.ts'
import { grantEndpoints } from './trade/grants.endpoints.ts'
import { pictureEndpoints } from './trade/pictures.endpoints.ts'
import { poolEndpoints } from './trade/pools.endpoints.ts'
import { priceListEndpoints } from './trade/price-lists.endpoints.ts'
import { quoteEndpoints } from './trade/quotes.endpoints.ts'
import { receivableEndpoints } from './trade/receivables.endpoints.ts'
import { reportEndpoints } from './trade/reports.endpoints.ts'
import { specEndpoints } from './trade/specs.endpoints.ts'
import { storeEndpoints } from './trade/store.endpoints.ts'
import { woodCertificateEndpoints } from './wood/certificates.endpoints.ts'
import { woodOfficeEndpoints } from './wood/office.endpoints.ts'
import { woodFuelEndpoints } from './wood/fuel.endpoints.ts'
import { woodHeatEndpoints } from './wood/heat.endpoints.ts'
import { woodSettingEndpoints } from './wood/settings.endpoints.ts'
import { woodSlipEndpoints } from './wood/slips.endpoints.ts'
import { transferReturnEndpoints } from './transfer-returns.endpoints.ts'
import { woodPaperEndpoints } from './wood/papers.endpoints.ts'
import { woodPurchaseEndpoints } from './wood/purchases.endpoints.ts'
import { woodStockEndpoints } from './wood/stock.endpoints.ts'
import { webhookEndpoints } from './webhooks/webhooks.endpoints.ts'

/** Every endpoint of the API, for the app, the document and the test that walks them. */
export const endpoints: readonly Endpoint[] = [
  ...regionEndpoints,
  ...circulationEndpoints,
  ...planEndpoints,
  ...impactEndpoints,
  ...ledgerEndpoints,
  ...partyEndpoints,
  ...productEndpoints,
  ...pictureEndpoints,
  ...specEndpoints,
  ...storeEndpoints,
  ...orderEndpoints,
  ...acceptanceEndpoints,
  ...buyerEndpoints,
  ...priceListEndpoints,
  ...quoteEndpoints,
  ...cycleEndpoints,
  ...bookingEndpoints,
  ...allocationEndpoints,
  ...poolEndpoints,
  ...paperEndpoints,
  ...feeEndpoints,
  ...dayPaperEndpoints,
  ...receivableEndpoints,
  ...bankEndpoints,
  ...grantEndpoints,
  ...payoutEndpoints,
  ...pointsFundEndpoints,
  ...pointsMoveEndpoints,
  ...pointsOfficeEndpoints,
  ...walletEndpoints,
  ...tillEndpoints,
  ...woodSlipEndpoints,
  ...woodOfficeEndpoints,
  ...woodSettingEndpoints,
  ...woodStockEndpoints,
  ...woodPurchaseEndpoints,
  ...woodPaperEndpoints,
  ...transferReturnEndpoints,
  ...woodCertificateEndpoints,
  ...woodHeatEndpoints,
  ...woodFuelEndpoints,
  ...importEndpoints,
  ...reportEndpoints,
  ...webhookEndpoints,
]

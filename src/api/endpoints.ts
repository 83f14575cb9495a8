import { declareKinds } from '#ledger/kinds.ts'
import { trade } from '#trade/room.ts'
import type { Endpoint } from './endpoint.ts'
import { bankEndpoints } from './bank.endpoints.ts'
import { circulationEndpoints } from './circulation.endpoints.ts'
import { importEndpoints } from './imports.endpoints.ts'
import { ledgerEndpoints } from './ledger.endpoints.ts'
import { orderEndpoints } from './orders.endpoints.ts'
import { payoutEndpoints } from './payouts.endpoints.ts'
import { productEndpoints } from './products.endpoints.ts'
import { paperEndpoints } from './papers.endpoints.ts'
import { partyEndpoints } from './parties.endpoints.ts'
import { regionEndpoints } from './region.endpoints.ts'
import { webhookEndpoints } from './webhooks/webhooks.endpoints.ts'

declareKinds(trade.kinds)

/** Every endpoint of the API, for the app, the document and the test that walks them. */
export const endpoints: readonly Endpoint[] = [
  ...regionEndpoints,
  ...circulationEndpoints,
  ...ledgerEndpoints,
  ...partyEndpoints,
  ...productEndpoints,
  ...orderEndpoints,
  ...paperEndpoints,
  ...bankEndpoints,
  ...payoutEndpoints,
  ...importEndpoints,
  ...webhookEndpoints,
]

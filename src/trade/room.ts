/** The only door of this room. */
import type { Route } from '#http/routes.ts'
import { buyerRoutes } from './buyers/buyers.routes.ts'
import { catalogueRoutes } from './catalogue.routes.ts'
import { allocationRoutes } from './cycles/allocation.routes.ts'
import { bookingRoutes } from './cycles/booking.routes.ts'
import { cycleRoutes } from './cycles/cycles.routes.ts'
import { poolRoutes } from './cycles/pools.routes.ts'
import { deliveryRoutes } from './deliveries.routes.ts'
import { tradeKinds } from './kinds.ts'
import { dispatchRoutes } from './dispatch/dispatch.routes.ts'
import { feeRoutes } from './fees/fees.routes.ts'
import { lotRoutes } from './lots.routes.ts'
import { orderRoutes } from './orders.routes.ts'
import { priceRoutes } from './prices/prices.routes.ts'
import { productRoutes } from './products.routes.ts'
import { quoteRoutes } from './quotes/quotes.routes.ts'
import { specRoutes } from './specs/specs.routes.ts'
import { startRoutes } from './start.routes.ts'
import { moneyRoutes } from './money.routes.ts'
import { tradeReports } from './reports/reports.routes.ts'

export { listBankLines, setAsideLine } from './bank-lines.ts'
export { readProduct, searchCatalogue } from './catalogue.ts'
export { categories } from './categories.ts'
export { shipOrder } from './deliveries.ts'
export { deliveryNoteSheet, readDelivery } from './delivery-notes.ts'
export { deliveryNotePdf, invoicePdf, statementPdf } from './documents/pdf.ts'
export { bookExpense, readExpense, voidExpense } from './expenses.ts'
export { confirmImport, readImport, uploadFile } from './imports.ts'
export { readPint } from './invoice-pint.ts'
export { invoiceSheet, listInvoices, readInvoice } from './invoice-sheets.ts'
export { closeMonth } from './invoices.ts'
export { listLots, traceLot } from './lot-traces.ts'
export { receiveLots, takenFor, writeOffLot } from './lots.ts'
export { listPayouts, readPayment, readPayout, readPayoutFile } from './money-lists.ts'
export { expenseCategories, importKinds } from './money-schema.ts'
export { listOrders, readOrder } from './order-lists.ts'
export { cancelOrder, placeOrder } from './orders.ts'
export { matchPayment, unmatchPayment } from './payments.ts'
export { cancelPayout, confirmPayout, makePayout } from './payouts.ts'
export { editProduct, publishProduct, putUpProduct, setContract, withdrawProduct } from './products.ts'
export { takeReturn } from './returns.ts'
export { baseKinds, models, movementKinds, productStates, returnFates, temperatures } from './schema.ts'
export { readSetting, saveSetting } from './settings.ts'
export { countLot } from './stock/counts.ts'
export { listStatements, readStatement, statementSheet } from './statement-sheets.ts'
export { settleMonth } from './statements.ts'
export { orderStates } from './states.ts'
export { taxClasses } from './tax.ts'
export { importFaultSentence, importSentence } from './words/import-faults.ts'

const routes: Route[] = [
  ...catalogueRoutes,
  ...startRoutes,
  ...productRoutes,
  ...specRoutes,
  ...lotRoutes,
  ...orderRoutes,
  ...cycleRoutes,
  ...bookingRoutes,
  ...allocationRoutes,
  ...poolRoutes,
  ...buyerRoutes,
  ...priceRoutes,
  ...quoteRoutes,
  ...deliveryRoutes,
  ...dispatchRoutes,
  ...feeRoutes,
  ...moneyRoutes,
  ...tradeReports,
]

export const trade = { name: 'trade', kinds: tradeKinds, routes } as const

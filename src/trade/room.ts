/** The only door of this room. */
import type { Route } from '#http/routes.ts'
import { buyerRoutes } from './buyers/buyers.routes.ts'
import { catalogueRoutes } from './catalogue.routes.ts'
import { allocationRoutes } from './cycles/allocation.routes.ts'
import { bookingRoutes } from './cycles/booking.routes.ts'
import { cycleRoutes } from './cycles/cycles.routes.ts'
import { poolRoutes } from './cycles/pools.routes.ts'
import { deliveryRoutes } from './deliveries.routes.ts'
import { grantRoutes } from './grants/grants.routes.ts'
import { tradeIndicators } from './indicators.ts'
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

export { acceptanceOf, acceptanceViews, listAcceptances } from './acceptance/acceptance-lists.ts'
export { recordAcceptance, settleDifference, undoAcceptance } from './acceptance/acceptances.ts'
export { differenceKinds } from './acceptance/schema.ts'
export { approveOrder } from './approvals.ts'
export { grantSorts } from './grants/schema.ts'
export { listGrants, readGrant, receiveGrant, undoGrant } from './grants/grants.ts'
export { listBankLines, setAsideLine } from './bank-lines.ts'
export { listAccounts, readAccount } from './buyers/accounts.ts'
export { addPlace, assignPriceLists, closePlace, setApproval } from './buyers/agreements.ts'
export { readProduct, searchCatalogue } from './catalogue.ts'
export { categories } from './categories.ts'
export { issueCreditNote } from './credit-notes.ts'
export { type MemberResult, readLine, readLines, readResults } from './cycles/allocation-lists.ts'
export { allocateCycle, overrideAllocation } from './cycles/allocations.ts'
export { enterAvailability, readAvailability } from './cycles/availability.ts'
export { readSheet } from './cycles/booking-sheet.ts'
export { type NewBooking, book } from './cycles/bookings.ts'
export {
  type CycleRow,
  bookingsOf,
  goodsOf,
  listCycles,
  producersOf,
  readCycle,
} from './cycles/cycle-lists.ts'
export { takesBookings } from './cycles/cycle-rows.ts'
export {
  type CycleInput,
  askProducers,
  cancelCycle,
  endCycle,
  openCycle,
  planCycle,
} from './cycles/cycles.ts'
export { makeOrders, readCollection } from './cycles/fulfilment.ts'
export { closePool, listPools, savePool } from './cycles/pools.ts'
export { cycleStates } from './cycles/schema.ts'
export { addStanding, changeStanding, listStanding, standingGoods } from './cycles/standing.ts'
export { type Shipment, shipOrder, shipOrders } from './deliveries.ts'
export { deliveryNoteSheet, readDelivery } from './delivery-notes.ts'
export { deliveriesOf, readDispatch } from './dispatch/dispatch.ts'
export { orderLabels, packingSheet, pickingSheet } from './dispatch/dispatch-sheets.ts'
export { bulkPdf } from './documents/bulk-pdf.ts'
export {
  deliveryNotePdf,
  invoicePdf,
  labelsPdf,
  packingPdf,
  pickingPdf,
  quotationPdf,
  specPdf,
  statementPdf,
} from './documents/pdf.ts'
export { bookExpense, readExpense, voidExpense } from './expenses.ts'
export { type Calculator, type Scope, calculators } from './fee-rules.ts'
export { type FeeSeen, addFee, channelsOf, endFee, listFees } from './fees/fees.ts'
export { confirmImport, readImport, uploadFile } from './imports.ts'
export { readPint } from './invoice-pint.ts'
export { invoiceSheet, listInvoices, readInvoice } from './invoice-sheets.ts'
export { closeMonth } from './invoices.ts'
export { listLots, traceLot } from './lot-traces.ts'
export { receiveLots, takenFor, writeOffLot } from './lots.ts'
export { readToSend, sendInvoices } from './mailing/invoice-mails.ts'
export { listPayouts, readPayment, readPayout, readPayoutFile } from './money-lists.ts'
export { expenseCategories, importKinds } from './money-schema.ts'
export { listOrders, readOrder } from './order-lists.ts'
export { addToOrder } from './order-additions.ts'
export { cancelOrder, placeOrder } from './orders.ts'
export { matchPayment, unmatchPayment } from './payments.ts'
export { returnTransfer } from './payout-returns.ts'
export { cancelPayout, confirmPayout, makePayout } from './payouts.ts'
export {
  closePriceList,
  dropPrice,
  listPriceLists,
  readPriceList,
  savePriceList,
  setPrice,
} from './prices/price-lists.ts'
export { putPictureFirst, showPicture, takePictureOff } from './product-pictures.ts'
export { editProduct, publishProduct, putUpProduct, setContract, withdrawProduct } from './products.ts'
export { listQuotes, quoteViews, readQuote } from './quotes/quote-lists.ts'
export { quotationSheet } from './quotes/quote-sheets.ts'
export { acceptQuote, answerQuote, declineQuote, openQuote } from './quotes/quotes.ts'
export { quoteStates } from './quotes/schema.ts'
export { ages, readAgeing } from './receivables/ageing.ts'
export { readDunning, remindBuyer } from './receivables/reminders.ts'
export { readCohorts } from './reports/cohorts.ts'
export { fillBy, readFill } from './reports/fill-rates.ts'
export { readForecasts } from './reports/forecast-reading.ts'
export { methods as forecastMethods } from './reports/forecasts.ts'
export { readIncomes } from './reports/incomes.ts'
export { readLosses } from './reports/losses.ts'
export { readSales, salesBy } from './reports/sales.ts'
export { takeReturn } from './returns.ts'
export { baseKinds, models, movementKinds, productStates, returnFates, temperatures } from './schema.ts'
export { companyOf, readLegalNumbers, readSetting, saveBuyerTerms, saveSetting } from './settings.ts'
export { partyOnPaper } from './sheet-parts.ts'
export { dateKinds } from './specs/schema.ts'
export { specSheet } from './specs/spec-sheets.ts'
export { readSpec, saveSpec } from './specs/specs.ts'
export { type Count, countLot, countLots } from './stock/counts.ts'
export { readRecall } from './stock/recalls.ts'
export { readStock, termOf, terms as stockTerms } from './stock/stock-lists.ts'
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
  ...grantRoutes,
  ...moneyRoutes,
  ...tradeReports,
]

export const trade = { name: 'trade', kinds: tradeKinds, indicators: tradeIndicators, routes } as const

/** The addresses of money: invoices, the bank, expenses, statements, payouts, files that come in. */
import type { Route } from '#http/routes.ts'
import { bankRoutes } from './bank.routes.ts'
import { expenseRoutes } from './expenses.routes.ts'
import { importRoutes } from './imports.routes.ts'
import { invoiceRoutes } from './invoices.routes.ts'
import { payoutRoutes } from './payouts.routes.ts'
import { receivableRoutes } from './receivables/receivables.routes.ts'
import { statementRoutes } from './statements.routes.ts'

export const moneyRoutes: Route[] = [
  ...invoiceRoutes,
  ...receivableRoutes,
  ...bankRoutes,
  ...expenseRoutes,
  ...statementRoutes,
  ...payoutRoutes,
  ...importRoutes,
]

/**
 * What a producer gets at the end of a month. 委託 (consignment): the goods stay the producer's until sold, the company
 * takes a commission. 買取 (purchase): the company owes the price. The commission is a service at the standard rate even
 * on food, so sales and commission are shown gross, each with its own rate (消費税法基本通達 10-1-12; 要確認).
 */
import { multiplyDivide } from '#kit/rounding.ts'
import type { Direction } from '#kit/rounding.ts'
import { jpy, minus, plus, sum } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'
import { invoiceTotals, sumOfRates, withoutTax } from './tax.ts'
import type { InvoiceTotals, PriceBasis, RateTotal, TaxClass, TaxRate, TaxedLine } from './tax.ts'

/**
 * Boxes, freight and the like, with tax. The bank's transfer fee is not one of them: it is the payer's, and to deduct it
 * from a small supplier's money is forbidden (取適法 5条, from 2026-01-01; 要確認).
 */
export interface SettlementDeduction {
  readonly label: string
  readonly amount: Yen
}

export interface Balance {
  readonly deductions: Yen
  /** 前月繰越: what earlier months left, negative when the producer owes the company. */
  readonly carriedForward: Yen
  /** What is paid out now; never negative. */
  readonly payout: Yen
  /** 次月繰越: zero or negative, a debt that the next statement begins with. */
  readonly carriedOver: Yen
}
export interface ConsignmentSettlement extends Balance {
  readonly sales: InvoiceTotals
  readonly commission: { readonly net: Yen; readonly tax: Yen; readonly gross: Yen; readonly ratePct: number }
}
export interface PurchaseSettlement extends Balance {
  readonly purchases: InvoiceTotals
}

/**
 * Consignment: sales per rate (with tax, returns already taken off) − commission − deductions + what was carried
 * forward. The commission is counted in basis points (1500 = 15 %) of the sales with tax, and contains its own tax at
 * `commissionTaxRatePct`; both are rounded as the company rounds.
 */
export function settleConsignment(month: {
  readonly salesGrossByRate: readonly { taxClass: TaxClass; ratePct: number; gross: Yen }[]
  readonly commissionBasisPoints: number
  readonly commissionTaxRatePct: number
  readonly direction: Direction
  readonly carriedForward: Yen
  readonly deductions: readonly SettlementDeduction[]
}): ConsignmentSettlement {
  const { direction, commissionTaxRatePct } = month
  const rates: RateTotal[] = month.salesGrossByRate.map(({ taxClass, ratePct, gross }) => ({
    taxClass,
    ratePct,
    ...withoutTax(gross, ratePct, direction),
  }))
  const sales = { rates, ...sumOfRates(rates) }
  const basisPoints = 10_000
  const gross = jpy(multiplyDivide(sales.gross, month.commissionBasisPoints, basisPoints, direction))
  return {
    sales,
    commission: { ...withoutTax(gross, commissionTaxRatePct, direction), ratePct: commissionTaxRatePct },
    ...balance(minus(sales.gross, gross), month),
  }
}

/** Purchase: the lines of the month as an invoice that the buyer writes (仕入明細書), less deductions. */
export function settlePurchase(month: {
  readonly lines: readonly TaxedLine[]
  readonly rates: readonly TaxRate[]
  readonly direction: Direction
  readonly basis: PriceBasis
  readonly carriedForward: Yen
  readonly deductions: readonly SettlementDeduction[]
}): PurchaseSettlement {
  const purchases = invoiceTotals(month.lines, month.rates, month.direction, month.basis)
  return { purchases, ...balance(purchases.gross, month) }
}

function balance(
  earned: Yen,
  month: { readonly carriedForward: Yen; readonly deductions: readonly SettlementDeduction[] },
): Balance {
  const deductions = sum(
    'JPY',
    month.deductions.map((each) => each.amount),
  )
  const due = plus(minus(earned, deductions), month.carriedForward)
  return {
    deductions,
    carriedForward: month.carriedForward,
    payout: jpy(Math.max(0, due)),
    carriedOver: jpy(Math.min(0, due)),
  }
}

/** One producer's month, from lines to what is paid out. Pure; the two kinds of contract are settled each on its own. */
import type { Day } from '#kit/days.ts'
import type { Direction } from '#kit/rounding.ts'
import { jpy, minus, plus, sum } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'
import { settleConsignment, settlePurchase } from './commissions.ts'
import { transitionalDeduction } from './deductions.ts'
import type { TransitionalShare } from './deductions.ts'
import { invoiceTotals, ratePctOn, withTax, withoutTax } from './tax.ts'
import type { InvoiceTotals, TaxClass, TaxRate } from './tax.ts'

export interface SettledLine {
  readonly taxClass: TaxClass
  /** The day of the sale or the receipt. */
  readonly on: Day
  /** Without tax; negative for a return. */
  readonly amount: Yen
  /** Consignment. */
  readonly commissionBp: number
  /** Whether the producer was registered on that day. */
  readonly registered: boolean
}

export interface SettlementRules {
  readonly rates: readonly TaxRate[]
  readonly shares: readonly TransitionalShare[]
  readonly direction: Direction
  /** The last day of the month: the day of the commission. */
  readonly lastDay: Day
}

export interface Commission {
  readonly net: Yen
  readonly tax: Yen
  readonly gross: Yen
  /** Of the tax in it. */
  readonly ratePct: number
}

/** Of purchases from a producer who is not registered: how much of the tax part may be deducted. */
export interface Transitional {
  readonly sharePct: number
  readonly taxPart: Yen
  readonly deductible: Yen
}

export interface Settlement {
  readonly totals: InvoiceTotals
  readonly commission: Commission | undefined
  readonly transitional: readonly Transitional[]
  /** 前月繰越: zero or negative. */
  readonly carriedForward: Yen
  readonly payout: Yen
  readonly carriedOver: Yen
}

/**
 * Consignment: the goods of all lines with their tax once per rate, less the commission and what fees come to (with tax).
 * Where contracts have different commissions each is taken of its own goods, but the tax in them and in the fees is one
 * rounding: it is one invoice to the producer.
 */
export function settleConsigned(
  lines: readonly SettledLine[],
  { rates, direction, lastDay }: SettlementRules,
  carriedForward: Yen,
  fees: Yen = jpy(0),
): Settlement {
  const totals = invoiceTotals(lines, rates, direction)
  const ratePct = ratePctOn(rates, 'standard', lastDay)
  const groups = [...Map.groupBy(lines, (line) => line.commissionBp)]
  const commissions = groups.map(([commissionBasisPoints, own]) => {
    // With one commission its base is the total itself, to the yen.
    const salesGrossByRate = groups.length === 1 ? totals.rates : invoiceTotals(own, rates, direction).rates
    return settleConsignment({
      salesGrossByRate,
      commissionBasisPoints,
      commissionTaxRatePct: ratePct,
      direction,
      carriedForward: jpy(0),
      deductions: [],
    }).commission.gross
  })
  const gross = plus(sum('JPY', commissions), fees)
  const due = plus(minus(totals.gross, gross), carriedForward)
  return {
    totals,
    commission: { ...withoutTax(gross, ratePct, direction), ratePct },
    transitional: [],
    carriedForward,
    payout: jpy(Math.max(0, due)),
    carriedOver: jpy(Math.min(0, due)),
  }
}

/** Purchase: what was received, with its tax; for a producer who is not registered also what of that tax is deductible. */
export function settlePurchased(
  lines: readonly SettledLine[],
  { rates, shares, direction }: SettlementRules,
  carriedForward: Yen,
): Settlement {
  const settled = settlePurchase({
    lines,
    rates,
    direction,
    basis: 'tax_exclusive',
    carriedForward,
    deductions: [],
  })
  return {
    totals: settled.purchases,
    commission: undefined,
    transitional: deductionsOf(
      lines.filter((line) => !line.registered),
      { rates, shares, direction },
    ),
    carriedForward,
    payout: settled.payout,
    carriedOver: settled.carriedOver,
  }
}

/** Per rate and share, since the day of each receipt decides both. */
function deductionsOf(
  lines: readonly SettledLine[],
  { rates, shares, direction }: Omit<SettlementRules, 'lastDay'>,
): Transitional[] {
  const found = new Map<number, Transitional>()
  const byRateAndShare = Map.groupBy(lines, ({ taxClass, on }) => {
    const { sharePct } = transitionalDeduction({ gross: jpy(0), ratePct: 0, on }, shares, direction)
    return `${ratePctOn(rates, taxClass, on)} ${sharePct}`
  })
  for (const own of byRateAndShare.values()) {
    const [first] = own
    if (!first) continue
    const ratePct = ratePctOn(rates, first.taxClass, first.on)
    const net = sum(
      'JPY',
      own.map(({ amount }) => amount),
    )
    const { gross } = withTax(net, ratePct, direction)
    const { sharePct, taxPart, deductible } = transitionalDeduction(
      { gross, ratePct, on: first.on },
      shares,
      direction,
    )
    const before = found.get(sharePct)
    found.set(sharePct, {
      sharePct,
      taxPart: plus(taxPart, before?.taxPart ?? jpy(0)),
      deductible: plus(deductible, before?.deductible ?? jpy(0)),
    })
  }
  return [...found.values()].toSorted((a, b) => b.sharePct - a.sharePct)
}

/**
 * Consumption tax of a qualified invoice (適格請求書, 消費税法 57条の4): per tax rate a total and a tax, and the tax is
 * rounded once per rate and invoice (同施行令 70条の10), never per line. Which way it is rounded is the company's setting.
 */
import { day } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import { rowOn } from '#kit/dated.ts'
import type { Dated } from '#kit/dated.ts'
import { multiplyDivide } from '#kit/rounding.ts'
import type { Direction } from '#kit/rounding.ts'
import { jpy, minus, plus, sum } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'

/** 軽減税率 (food and drink, without alcohol and eating out) and 標準税率 (everything else that is taxed). */
export const taxClasses = ['reduced', 'standard'] as const
export type TaxClass = (typeof taxClasses)[number]
/** Whether the prices of an invoice are without tax (税抜) or with it (税込). One invoice has one basis. */
export type PriceBasis = 'tax_exclusive' | 'tax_inclusive'

/** A row of the dated table of rates. */
export interface TaxRate extends Dated {
  readonly class: TaxClass
  readonly ratePct: number
}

/** The rates as the law has them, to seed the table: 消費税法 29条, 平成28年法律第15号 (要確認, to be confirmed). */
export const taxRateSeed: readonly (TaxRate & { readonly source: string })[] = [
  {
    class: 'standard',
    ratePct: 8,
    validFrom: day('2014-04-01'),
    validTo: day('2019-09-30'),
    source: '消費税法 29条（平成24年法律第68号）',
  },
  { class: 'standard', ratePct: 10, validFrom: day('2019-10-01'), source: '消費税法 29条' },
  {
    class: 'reduced',
    ratePct: 8,
    validFrom: day('2019-10-01'),
    source: '平成28年法律第15号 附則34条（飲食料品等の軽減税率）',
  },
]

/** The rate of a class on the day of the deal, in per cent. A day without a row is a fault: the table is not complete. */
export function ratePctOn(rates: readonly TaxRate[], taxClass: TaxClass, on: Day): number {
  const ofClass = rates.filter((rate) => rate.class === taxClass)
  const row = rowOn(ofClass, on)
  if (!row) throw new RangeError(`no ${taxClass} tax rate is entered for ${on}`)
  return row.ratePct
}

/** What the parts of a set of food and other things (一体資産) are worth, yen without tax. */
export interface SetParts {
  readonly foodYen: number
  readonly otherYen: number
}
/** When such a set bears the reduced rate, as the dated table of legal numbers has it. */
export interface SetRule {
  /** Its price without tax is at most this. */
  readonly mostYen: number
  /** So many thirds of its worth are food, or more. */
  readonly foodThirds: number
}

/** The rule as the law has it, to seed the table: 消費税法施行令 2条の3 (domain.md 2.1, 要確認, to be confirmed). */
export const setRuleSeed: SetRule = { mostYen: 10_000, foodThirds: 2 }

/** Whether a set of food and other things, sold as one at one price, bears the reduced rate. */
export const setMayBeReduced = (
  { foodYen, otherYen }: SetParts,
  priceYen: number,
  { mostYen, foodThirds }: SetRule,
): boolean => priceYen <= mostYen && 3 * foodYen >= foodThirds * (foodYen + otherYen)

export interface TaxedLine {
  readonly taxClass: TaxClass
  /** The day of the deal (delivery): it decides the rate. */
  readonly on: Day
  /** In the invoice's price basis; negative for a return. */
  readonly amount: Yen
}
export interface RateTotal {
  readonly taxClass: TaxClass
  readonly ratePct: number
  readonly net: Yen
  readonly tax: Yen
  readonly gross: Yen
}
export interface InvoiceTotals {
  /** Highest rate first; a rate that no line has is left out. */
  readonly rates: readonly RateTotal[]
  readonly net: Yen
  readonly tax: Yen
  readonly gross: Yen
}

/**
 * Totals and tax per rate. Tax-exclusive: tax = net × rate; tax-inclusive: tax = gross × rate ÷ (100 + rate); each
 * rounded once. Returns are negative lines, and when they outweigh the sales the tax is negative and mirrored, so that
 * a return undoes its sale to the yen.
 */
export function invoiceTotals(
  lines: readonly TaxedLine[],
  rates: readonly TaxRate[],
  direction: Direction,
  basis: PriceBasis = 'tax_exclusive',
): InvoiceTotals {
  const groups = new Map<string, { taxClass: TaxClass; ratePct: number; amount: Yen }>()
  for (const { taxClass, on, amount } of lines) {
    const ratePct = ratePctOn(rates, taxClass, on)
    const key = `${taxClass} ${ratePct}`
    groups.set(key, { taxClass, ratePct, amount: plus(groups.get(key)?.amount ?? jpy(0), amount) })
  }
  const totals = [...groups.values()]
    .toSorted((a, b) => b.ratePct - a.ratePct || (a.taxClass === 'reduced' ? 1 : -1))
    .map(({ taxClass, ratePct, amount }) => ({
      taxClass,
      ratePct,
      ...(basis === 'tax_exclusive'
        ? withTax(amount, ratePct, direction)
        : withoutTax(amount, ratePct, direction)),
    }))
  return { rates: totals, ...sumOfRates(totals) }
}

/** Sums of rate totals that are already rounded; nothing is rounded again. */
export function sumOfRates(rates: readonly RateTotal[]): { net: Yen; tax: Yen; gross: Yen } {
  return {
    net: sum(
      'JPY',
      rates.map((rate) => rate.net),
    ),
    tax: sum(
      'JPY',
      rates.map((rate) => rate.tax),
    ),
    gross: sum(
      'JPY',
      rates.map((rate) => rate.gross),
    ),
  }
}

/** An amount without tax, and the tax that comes on top: one rounding. */
export function withTax(net: Yen, ratePct: number, direction: Direction): { net: Yen; tax: Yen; gross: Yen } {
  const tax = jpy(multiplyDivide(net, ratePct, 100, direction))
  return { net, tax, gross: plus(net, tax) }
}

/** An amount with tax, and the tax that is in it: one rounding. */
export function withoutTax(
  gross: Yen,
  ratePct: number,
  direction: Direction,
): { net: Yen; tax: Yen; gross: Yen } {
  const tax = jpy(multiplyDivide(gross, ratePct, 100 + ratePct, direction))
  return { net: minus(gross, tax), tax, gross }
}

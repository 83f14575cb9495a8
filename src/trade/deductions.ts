/**
 * What the company may deduct of the tax in purchases from producers who are not registered as invoice issuers:
 * a share that falls in steps (経過措置, 平成28年法律第15号 附則52条・53条, as changed by the 令和8年度 tax reform). The day
 * of the purchase (delivery) decides, not the day of payment.
 */
import { day } from '#kit/days.ts'
import type { Day } from '#kit/days.ts'
import { rowOn } from '#kit/dated.ts'
import type { Dated } from '#kit/dated.ts'
import { multiplyDivide } from '#kit/rounding.ts'
import type { Direction } from '#kit/rounding.ts'
import { jpy, minus } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'
import { withoutTax } from './tax.ts'

/** A row of the dated table. */
export interface TransitionalShare extends Dated {
  readonly sharePct: number
}
/** A row of the dated table of the most that counts from one unregistered supplier in a year. */
export interface SupplierCap extends Dated {
  readonly capYen: Yen
}

const reform2026 = '令和8年度税制改正（経過措置の見直し）。法令の条文は要確認'
const act2016 = '平成28年法律第15号 附則52条・53条'

/** To seed the table. The text of the law of 2026 was not seen, only reports of it: 要確認, to be confirmed. */
export const transitionalShareSeed: readonly (TransitionalShare & { readonly source: string })[] = [
  row(100, '2019-10-01', '2023-09-30', '区分記載請求書等保存方式（要確認）'),
  row(80, '2023-10-01', '2026-09-30', act2016),
  row(70, '2026-10-01', '2028-09-30', reform2026),
  row(50, '2028-10-01', '2030-09-30', reform2026),
  row(30, '2030-10-01', '2031-09-30', reform2026),
  row(0, '2031-10-01', undefined, reform2026),
]

/** To seed the table; for the tax periods that begin on or after `validFrom`. 要確認, to be confirmed. */
export const supplierCapSeed: readonly (SupplierCap & { readonly source: string })[] = [
  {
    capYen: jpy(1_000_000_000),
    validFrom: day('2024-10-01'),
    validTo: day('2026-09-30'),
    source: '令和6年度税制改正（要確認）',
  },
  { capYen: jpy(100_000_000), validFrom: day('2026-10-01'), source: reform2026 },
]

export interface Deduction {
  /** The tax that is in the price, were the producer registered. */
  readonly taxPart: Yen
  readonly sharePct: number
  readonly deductible: Yen
  /** What may not be deducted becomes part of the cost of the goods. */
  readonly addedToCost: Yen
}

/**
 * The deductible share of one purchase from an unregistered producer: `gross` with tax. The tax part and the share are
 * rounded as the company rounds. A day before the table begins is a fault.
 */
export function transitionalDeduction(
  purchase: { readonly gross: Yen; readonly ratePct: number; readonly on: Day },
  shares: readonly TransitionalShare[],
  direction: Direction,
): Deduction {
  const share = rowOn(shares, purchase.on)
  if (!share) throw new RangeError(`no transitional share is entered for ${purchase.on}`)
  const { tax } = withoutTax(purchase.gross, purchase.ratePct, direction)
  const deductible = jpy(multiplyDivide(tax, share.sharePct, 100, direction))
  return { taxPart: tax, sharePct: share.sharePct, deductible, addedToCost: minus(tax, deductible) }
}

/**
 * How much of a purchase still lies within the yearly cap for its supplier, given what was bought from that supplier
 * earlier in the tax period. Of what lies beyond, nothing is deductible. Without a row there is no cap.
 */
export function withinSupplierCap(
  purchase: { readonly gross: Yen; readonly boughtBefore: Yen; readonly periodFrom: Day },
  caps: readonly SupplierCap[],
): Yen {
  const cap = rowOn(caps, purchase.periodFrom)
  if (!cap) return purchase.gross
  return jpy(Math.max(0, Math.min(purchase.gross, minus(cap.capYen, purchase.boughtBefore))))
}

function row(sharePct: number, from: string, to: string | undefined, source: string) {
  return { sharePct, validFrom: day(from), validTo: to === undefined ? null : day(to), source }
}

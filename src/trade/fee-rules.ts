/**
 * 手数料の計算: a small set of calculators for what the company takes of consigned goods beside the commission. Pure. Amounts are
 * yen with tax; what came back counts against them, so a return undoes its part of a fee.
 */
import { rowOn } from '#kit/dated.ts'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import { multiplyDivide } from '#kit/rounding.ts'
import type { Direction } from '#kit/rounding.ts'
import { jpy } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'
import { invoiceTotals } from './tax.ts'
import type { TaxClass, TaxRate } from './tax.ts'
import { gramsPerKg } from './units-of-sale.ts'

export interface Tier {
  /** Sales with tax of the month from which the rate counts. */
  readonly fromYen: number
  readonly rateBp: number
}

export const calculators = ['flat', 'percent', 'per_unit', 'tiered'] as const
export type Calculator =
  /** So much a statement, or for each delivery. */
  | { readonly calculator: 'flat'; readonly flatPer: 'statement' | 'delivery'; readonly amountYen: number }
  /** Hundredths of a per cent of the sales with tax. */
  | { readonly calculator: 'percent'; readonly rateBp: number }
  /** So much a piece, or a kilogram of goods by weight. */
  | { readonly calculator: 'per_unit'; readonly amountYen: number }
  /** Each part of the month's sales at the rate of its own tier, so that nobody earns less by selling more. */
  | { readonly calculator: 'tiered'; readonly tiers: readonly Tier[] }

/** To whom and what a fee is attached. */
export type Scope =
  | { readonly scope: 'all' }
  | { readonly scope: 'producer' | 'product' | 'cycle'; readonly scopeId: Id }
  | { readonly scope: 'channel'; readonly channel: string }

export type Fee = Calculator &
  Scope & {
    readonly feeId: Id
    readonly name: string
    readonly nameEn: string
    readonly validFrom: Day
    readonly validTo?: Day | null
  }

/** Consigned goods that were delivered or came back: what a fee can be of. */
export interface FeeLine {
  readonly source: 'delivery' | 'return' | 'lot'
  readonly documentId: Id
  /** The day of the sale: a return follows what it undoes. */
  readonly on: Day
  readonly producerId: Id
  readonly productId: Id
  readonly channel: string
  readonly cycleId: Id | null
  readonly taxClass: TaxClass
  /** Without tax; below zero for a return. */
  readonly amount: Yen
  /** Pieces, or grams; below zero for a return. */
  readonly base: number
  readonly byWeight: boolean
}

export interface FeeTaken {
  readonly fee: Fee
  readonly base: number
  readonly baseKind: 'yen' | 'pieces' | 'grams' | 'times'
  readonly amount: Yen
}

/** What the fees come to for one producer's lines of a month; one that finds nothing to count is left out. */
export function feesOf(
  fees: readonly Fee[],
  lines: readonly FeeLine[],
  rates: readonly TaxRate[],
  direction: Direction,
): FeeTaken[] {
  return fees.flatMap((fee) => {
    const own = lines.filter((line) => concerns(fee, line))
    return own.length === 0 ? [] : taken(fee, own, rates, direction)
  })
}

function concerns(fee: Fee, line: FeeLine): boolean {
  if (!rowOn([fee], line.on)) return false
  switch (fee.scope) {
    case 'all':
      return true
    case 'producer':
      return line.producerId === fee.scopeId
    case 'product':
      return line.productId === fee.scopeId
    case 'cycle':
      return line.cycleId === fee.scopeId
    case 'channel':
      return line.channel === fee.channel
  }
}

function taken(
  fee: Fee,
  lines: readonly FeeLine[],
  rates: readonly TaxRate[],
  direction: Direction,
): FeeTaken[] {
  switch (fee.calculator) {
    case 'flat': {
      const deliveries = new Set(
        lines.filter(({ source }) => source === 'delivery').map(({ documentId }) => documentId),
      ).size
      const times = fee.flatPer === 'statement' ? Math.min(1, deliveries) : deliveries
      return counted({ fee, base: times, baseKind: 'times', amount: jpy(times * fee.amountYen) })
    }
    case 'percent': {
      const gross = grossOf(lines, rates, direction)
      return counted({
        fee,
        base: gross,
        baseKind: 'yen',
        amount: jpy(multiplyDivide(gross, fee.rateBp, wholeBp, direction)),
      })
    }
    case 'tiered': {
      const gross = grossOf(lines, rates, direction)
      return counted({ fee, base: gross, baseKind: 'yen', amount: inTiers(gross, fee.tiers, direction) })
    }
    case 'per_unit':
      return [true, false].flatMap((byWeight) => {
        const base = lines
          .filter((line) => line.byWeight === byWeight)
          .reduce((sum, line) => sum + line.base, 0)
        const amount = byWeight
          ? jpy(multiplyDivide(fee.amountYen, base, gramsPerKg, direction))
          : jpy(base * fee.amountYen)
        return counted({ fee, base, baseKind: byWeight ? 'grams' : 'pieces', amount })
      })
  }
}

const wholeBp = 10_000
const counted = (fee: FeeTaken): FeeTaken[] => (fee.base === 0 ? [] : [fee])

/** With tax, as the statement has it: once per rate. */
const grossOf = (lines: readonly FeeLine[], rates: readonly TaxRate[], direction: Direction): Yen =>
  invoiceTotals(lines, rates, direction).gross

/** The parts of an amount, each at its own rate; one rounding of the whole. A month of returns only pays its lowest back. */
function inTiers(gross: Yen, tiers: readonly Tier[], direction: Direction): Yen {
  const sorted = tiers.toSorted((a, b) => a.fromYen - b.fromYen)
  const size = Math.abs(gross)
  const parts = sorted.map(({ fromYen, rateBp }, at) => {
    const upTo = sorted[at + 1]?.fromYen ?? Number.POSITIVE_INFINITY
    return Math.max(0, Math.min(size, upTo) - fromYen) * rateBp
  })
  const all = parts.reduce((sum, part) => sum + part, 0)
  return jpy(Math.sign(gross) * multiplyDivide(all, 1, wholeBp, direction) || 0)
}

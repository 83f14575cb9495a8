/**
 * What part of a payment is tax. An invoice may be paid in parts; each part carries its share of every rate's net and tax,
 * and all parts together carry exactly what stands on the invoice.
 */
import { multiplyDivide } from '#kit/rounding.ts'
import { jpy } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'
import type { TaxClass } from './tax.ts'

export interface RatePart {
  readonly taxClass: TaxClass
  readonly ratePct: number
  readonly net: Yen
  readonly tax: Yen
}

export interface PartPaid {
  readonly rates: readonly RatePart[]
  readonly gross: Yen
  /** What had been paid before, and what is paid now; together at most the gross. */
  readonly before: Yen
  readonly now: Yen
}

/**
 * The payment's share of each rate: the shares when so much is paid in all, less the shares when so much had been paid
 * before. So nothing is lost in rounding however many parts there are. A share is negative where returns outweigh the
 * sales of one rate. A credit note is below zero in all of this, and is shared out as its mirror image.
 */
export function shareOfPayment({ rates, gross, before, now }: PartPaid): RatePart[] {
  if (gross < 0) {
    const mirrored = { gross: jpy(-gross), before: jpy(-before), now: jpy(-now), rates: rates.map(opposite) }
    return shareOfPayment(mirrored).map(opposite)
  }
  if (gross <= 0 || before < 0 || now <= 0 || before + now > gross)
    throw new RangeError(`${now} yen after ${before} do not fit an invoice of ${gross}`)
  const [after, earlier] = [paidSoFar(rates, gross, before + now), paidSoFar(rates, gross, before)]
  return rates.map((rate, at) => ({
    ...rate,
    net: jpy((after[at]?.net ?? 0) - (earlier[at]?.net ?? 0)),
    tax: jpy((after[at]?.tax ?? 0) - (earlier[at]?.tax ?? 0)),
  }))
}

const opposite = (part: RatePart): RatePart => ({
  ...part,
  net: jpy(0 - part.net),
  tax: jpy(0 - part.tax),
})

/** Every amount rounded down in its own proportion; what that leaves goes to the largest net. */
function paidSoFar(rates: readonly RatePart[], gross: number, paid: number): { net: number; tax: number }[] {
  const shares = rates.map(({ net, tax }) => ({
    net: multiplyDivide(net, paid, gross, 'floor'),
    tax: multiplyDivide(tax, paid, gross, 'floor'),
  }))
  const given = shares.reduce((total, { net, tax }) => total + net + tax, 0)
  const largest = rates.reduce((best, { net }, at) => (net > (rates[best]?.net ?? 0) ? at : best), 0)
  const target = shares[largest]
  if (target) target.net += paid - given
  return shares
}

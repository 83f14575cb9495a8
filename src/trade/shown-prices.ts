/** Prices as the public pages show them: without tax, as they are agreed on, and with it, as 消費税法 63条 wants for consumers. */
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Direction } from '#kit/rounding.ts'
import { jpy } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'
import type { VariantSeen } from './catalogue.ts'
import { ratePctOn, withTax } from './tax.ts'
import type { TaxClass, TaxRate } from './tax.ts'
import { expectedAmount } from './units-of-sale.ts'

export interface ShownPrice {
  readonly variantId: Id
  readonly name: string
  readonly nameEn: string
  readonly baseQuantity: number
  readonly jan: string
  /** What the yen are for: one of the variant, or a kilogram of it. */
  readonly per: 'variant' | 'kg'
  readonly netYen: Yen
  readonly grossYen: Yen
  readonly ratePct: number
  /** What one will roughly cost, without tax, when it is priced by the kilogram. */
  readonly aboutYen?: Yen
  /** Whether so much is there now. */
  readonly offered: boolean
  readonly leastQuantity: number
  readonly stepQuantity: number
}

/**
 * The price of each variant with and without tax, at the rate of the day. The tax of one piece is for reading only: an
 * invoice rounds it once per rate, so twelve pieces may differ by a few yen from twelve times this.
 */
export function shownPrices(
  product: {
    readonly taxClass: TaxClass
    readonly available: number
    readonly variants: readonly VariantSeen[]
  },
  rates: readonly TaxRate[],
  on: Day,
  rounding: Direction,
): ShownPrice[] {
  const ratePct = ratePctOn(rates, product.taxClass, on)
  return product.variants.map(({ pricedBy, priceYen, ...variant }) => {
    const { net, gross } = withTax(jpy(priceYen), ratePct, rounding)
    const price = { per: pricedBy, yen: net }
    return {
      ...variant,
      per: pricedBy,
      netYen: net,
      grossYen: gross,
      ratePct,
      aboutYen: pricedBy === 'kg' ? expectedAmount(1, { ...variant, price }, rounding) : undefined,
      offered: variant.baseQuantity <= product.available,
    }
  })
}

export type Availability = 'sold_out' | 'few' | 'there'

/** How much is there, for who wants to order: nothing to sell, less than the largest case, or enough for each of them. */
export function availabilityOf({
  available,
  variants,
}: {
  readonly available: number
  readonly variants: readonly { readonly baseQuantity: number }[]
}): Availability {
  const sizes = variants.map(({ baseQuantity }) => baseQuantity)
  if (sizes.length === 0 || available < Math.min(...sizes)) return 'sold_out'
  return available < Math.max(...sizes) ? 'few' : 'there'
}

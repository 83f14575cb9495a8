/** A product as schema.org describes one, for search engines and programs: a Product with an Offer for each size. */

export interface SchemaProduct {
  readonly name: string
  readonly story: string
  readonly productNo: string
  readonly category: string
  /** Paths of this site; what reads them knows the page's own address. */
  readonly path: string
  readonly picture?: string
  readonly maker: { readonly name: string; readonly path: string }
  readonly offers: readonly SchemaOffer[]
}
export interface SchemaOffer {
  readonly name: string
  /** With tax, as those who compare prices expect. */
  readonly grossYen: number
  readonly per: 'variant' | 'kg'
  /** 8 or 13 digits, or nothing. */
  readonly jan: string
  readonly availability: 'InStock' | 'OutOfStock' | 'Discontinued'
}

/**
 * JSON-LD that may stand in a script element: every `<` is written as an escape, so that no story can end the element.
 * The goods are offered to businesses, and the offers say so.
 */
export function productAsSchemaOrg(product: SchemaProduct): string {
  const { name, story, productNo, category, path, picture, maker, offers } = product
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name,
    description: story || undefined,
    sku: productNo,
    category,
    url: path,
    image: picture,
    brand: { '@type': 'Organization', name: maker.name, url: maker.path },
    offers: offers.length === 0 ? undefined : offers.map((offer) => offerOf(offer, path)),
  }
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}

function offerOf({ name, grossYen, per, jan, availability }: SchemaOffer, url: string) {
  const yen = { price: grossYen, priceCurrency: 'JPY' }
  return {
    '@type': 'Offer',
    name,
    url,
    ...(per === 'variant' ? yen : {}),
    priceSpecification: {
      '@type': 'UnitPriceSpecification',
      ...yen,
      valueAddedTaxIncluded: true,
      // KGM is the kilogram of UN/CEFACT Recommendation 20.
      referenceQuantity:
        per === 'kg' ? { '@type': 'QuantitativeValue', value: 1, unitCode: 'KGM' } : undefined,
    },
    ...(jan === '' ? {} : { [jan.length === 8 ? 'gtin8' : 'gtin13']: jan }),
    availability: `https://schema.org/${availability}`,
    eligibleCustomerType: 'http://purl.org/goodrelations/v1#Business',
  }
}

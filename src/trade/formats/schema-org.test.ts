import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type SchemaOffer, type SchemaProduct, productAsSchemaOrg } from './schema-org.out.ts'

const offer: SchemaOffer = { name: '瓶', grossYen: 540, per: 'variant', jan: '', availability: 'InStock' }
const product: SchemaProduct = {
  name: 'りんごジャム',
  story: '',
  productNo: 'A-2026-00001',
  category: '加工品',
  path: '/products/1',
  maker: { name: 'みずほ農園', path: '/producers/1' },
  offers: [offer],
}
const read = (given: Partial<SchemaProduct> = {}) => JSON.parse(productAsSchemaOrg({ ...product, ...given }))

test('what is not there is left out', () => {
  const data = read({ offers: [] })
  assert.deepEqual(
    ['description', 'image', 'offers'].filter((name) => name in data),
    [],
  )
})

test('nothing in it can end the script element', () => {
  const text = productAsSchemaOrg({ ...product, name: '</script>', story: '<!-- <script>' })
  assert.doesNotMatch(text, /</)
  assert.equal(JSON.parse(text).name, '</script>')
})

// gtin8 and gtin13 are the properties for codes of that length.
const codes = [
  ['', undefined, undefined],
  ['49123456', '49123456', undefined],
  ['4901234567894', undefined, '4901234567894'],
] as const
for (const [jan, gtin8, gtin13] of codes)
  test(`the code ${jan || 'that nobody entered'}`, () => {
    const [shown] = read({ offers: [{ ...offer, jan }] }).offers
    assert.deepEqual([shown.gtin8, shown.gtin13], [gtin8, gtin13])
  })

test('a price by the kilogram says of what it is, and is no price of the offer itself', () => {
  const [shown] = read({ offers: [{ ...offer, per: 'kg' }] }).offers
  assert.equal('price' in shown, false)
  assert.deepEqual(shown.priceSpecification, {
    '@type': 'UnitPriceSpecification',
    price: 540,
    priceCurrency: 'JPY',
    valueAddedTaxIncluded: true,
    referenceQuantity: { '@type': 'QuantitativeValue', value: 1, unitCode: 'KGM' },
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#kit/days.ts'
import { type PintRule, brokenPintRules, pintRules } from './jp-pint.check.ts'
import { type PintInvoice, type PintLine, writePint } from './jp-pint.out.ts'

const line = (quantity: number, priceYen: number, change: Partial<PintLine> = {}): PintLine => ({
  description: 'りんごジャム',
  unitName: '箱（12本）',
  unit: 'H87',
  quantity,
  priceYen,
  amountYen: quantity * priceYen,
  category: 'AA',
  ratePct: 8,
  deliveryNote: 'D-2026-00012',
  on: day('2026-10-05'),
  ...change,
})

// Golden test A of the domain (2.1.2): 2,261 yen at 8 %, rounded down once, is a tax of 180.
const goldenA: PintInvoice = {
  kind: 'billing',
  number: 'T-2026-00123',
  issuedOn: day('2026-11-01'),
  dueOn: day('2026-11-30'),
  period: { from: day('2026-10-01'), to: day('2026-10-31') },
  seller: { name: '地域商社 & 仲間', registrationNumber: 'T7000012050002', address: '岩手県一関市竹山町7-2' },
  buyer: { name: 'ホテル<みちのく>', registrationNumber: '', address: '' },
  account: { id: '1234567', branch: '0123024', holder: 'ｶ)ﾁｲｷｼﾖｳｼﾔ' },
  lines: [line(3, 198), line(7, 87), line(1, 333), line(5, 145)],
  rates: [{ category: 'AA', ratePct: 8, netYen: 2_261, taxYen: 180 }],
}

const mixed: PintInvoice = {
  ...goldenA,
  number: 'T-2026-00124',
  buyer: { name: '学校給食センター', registrationNumber: 'T8700110005901', address: '一関市' },
  lines: [
    line(2, 1_000),
    line(9.876, 1_234, { unit: 'KGM', unitName: 'kg', amountYen: 12_186 }), // 12,186.98, rounded down
    line(-1, 1_000), // came back
    line(1, 5_000, { category: 'S', ratePct: 10, description: '木の器' }),
  ],
  rates: [
    { category: 'S', ratePct: 10, netYen: 5_000, taxYen: 500 },
    { category: 'AA', ratePct: 8, netYen: 13_186, taxYen: 1_054 },
  ],
}

const nontax: PintInvoice = {
  ...goldenA,
  kind: 'nontax',
  number: 'T-2026-00123-N',
  lines: [line(1, 1_080, { category: 'O', ratePct: 0 })],
  rates: [{ category: 'O', ratePct: 0, netYen: 1_080, taxYen: 0 }],
}

for (const invoice of [goldenA, mixed, nontax, { ...goldenA, account: undefined } as PintInvoice])
  test(`${invoice.number}, ${invoice.account ? 'paid into an account' : 'no account'}: breaks no rule`, () =>
    assert.deepEqual(brokenPintRules(writePint(invoice)), []))

test('letters that XML keeps for itself are written so that they are read again', () => {
  const xml = writePint(goldenA)
  assert.match(xml, /^<\?xml version="1\.0" encoding="UTF-8"\?>/)
  assert.match(xml, /<cbc:Name>地域商社 &amp; 仲間<\/cbc:Name>/)
  assert.match(xml, /<cbc:RegistrationName>ホテル&lt;みちのく&gt;<\/cbc:RegistrationName>/)
})

test('what a program reads first', () => {
  const xml = writePint(mixed)
  for (const expected of [
    '<cbc:CustomizationID>urn:peppol:pint:billing-1@jp-1</cbc:CustomizationID>',
    '<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>',
    '<cbc:InvoicedQuantity unitCode="KGM">9.876</cbc:InvoicedQuantity>',
    '<cbc:InvoicedQuantity unitCode="H87">-1</cbc:InvoicedQuantity>',
    '<cbc:PayableAmount currencyID="JPY">19740</cbc:PayableAmount>',
    '<cbc:EndpointID schemeID="0221">T8700110005901</cbc:EndpointID>',
  ])
    assert.ok(xml.includes(expected), expected)
  assert.match(writePint(nontax), /nontaxinvoice-1@jp-1[\s\S]*<cbc:InvoiceTypeCode>480</)
  assert.doesNotMatch(writePint(nontax), /cbc:Percent|PartyTaxScheme/)
})

// Each rule broken once, in a file that keeps all the others: a check that sees nothing must not pass.
const faults: readonly [PintRule, PintInvoice, RegExp, string][] = [
  ['customization', goldenA, /billing-1@jp-1/, 'billing-3.0'],
  ['type-code', goldenA, />380</, '>381<'],
  ['jp-01', goldenA, /T7000012050002<\/cbc:CompanyID>/, 'T700001205000</cbc:CompanyID>'],
  ['jp-03', goldenA, /(<cac:PartyTaxScheme>[\s\S]*?<cbc:ID>)VAT/, '$1GST'],
  ['jp-04', goldenA, /<cac:PartyTaxScheme>[\s\S]*?<\/cac:PartyTaxScheme>/, ''],
  ['jp-05', goldenA, /<cac:InvoicePeriod>/, '<cbc:TaxCurrencyCode>USD</cbc:TaxCurrencyCode>$&'],
  ['jp-06', goldenA, />180</g, '>180.5<'],
  ['051-jp', goldenA, />180</g, '>182<'],
  ['052', goldenA, /<cac:InvoicePeriod>[\s\S]*?<\/cac:InvoicePeriod>/g, ''],
  ['032-jp', goldenA, /(<cac:ClassifiedTaxCategory>[\s\S]*?)<cbc:Percent>8<\/cbc:Percent>/, '$1'],
  ['cl-01-jp', goldenA, /<cbc:ID>AA</, '<cbc:ID>Z<'],
  ['e-05', goldenA, /(<cac:ClassifiedTaxCategory>\s*)<cbc:ID>AA</, '$1<cbc:ID>E<'],
  ['o-05', nontax, /<cbc:ID>O<\/cbc:ID>/, '<cbc:ID>O</cbc:ID><cbc:Percent>0</cbc:Percent>'],
  ['008', goldenA, /<cac:TaxTotal>/, '<cac:PaymentTerms><x>1</x></cac:PaymentTerms>'.repeat(2) + '$&'],
  [
    '009',
    goldenA,
    /<cac:PartyName>/,
    '<cac:PartyIdentification><x>1</x></cac:PartyIdentification>'.repeat(2) + '$&',
  ],
  ['014', goldenA, /<cac:PaymentMeans>[\s\S]*?<\/cac:PaymentMeans>/, '$&$&'],
  ['016', goldenA, /<cbc:ID>1234567<\/cbc:ID>/, ''],
  ['049', goldenA, /<cbc:PaymentMeansCode>30<\/cbc:PaymentMeansCode>/, ''],
  ['returns', mixed, /unitCode="H87">-1</, 'unitCode="H87">1<'],
  [
    'correction',
    goldenA,
    /<cac:AccountingSupplierParty>/,
    '<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>T-1</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>$&',
  ],
  ['sums', goldenA, /(<cbc:PayableAmount currencyID="JPY">)2441/, '$12440'],
]

for (const [rule, invoice, where, instead] of faults)
  test(`broken and seen: ${rule}`, () => {
    const xml = writePint(invoice)
    const broken = xml.replace(where, instead)
    assert.notEqual(broken, xml, 'the fault was planted')
    assert.ok(brokenPintRules(broken).includes(rule), brokenPintRules(broken).join(' '))
  })

test('every rule has been broken once', () =>
  assert.deepEqual([...new Set(faults.map(([rule]) => rule))].toSorted(), pintRules.toSorted()))

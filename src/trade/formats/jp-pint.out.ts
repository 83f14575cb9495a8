/**
 * Our invoice → JP PINT, the Japanese specialisation of the Peppol invoice (UBL 2.1). One file says one sort of thing: the
 * qualified part is an invoice (380), and goods of producers who may not issue one are a non-tax invoice (480) of its own.
 */
import { create } from 'xmlbuilder2'
import type { Day, Period } from '#kit/days.ts'

export const pintIds = {
  profile: 'urn:peppol:bis:billing',
  billing: 'urn:peppol:pint:billing-1@jp-1',
  selfbilling: 'urn:peppol:pint:selfbilling-1@jp-1',
  nontax: 'urn:peppol:pint:nontaxinvoice-1@jp-1',
} as const

/** AA the reduced rate, S the standard one, E exempt, G export, O outside the tax. */
export type PintCategory = 'AA' | 'S' | 'E' | 'G' | 'O'

export interface PintParty {
  readonly name: string
  /** T and 13 digits; empty for who has none. */
  readonly registrationNumber: string
  readonly address: string
}

export interface PintLine {
  readonly description: string
  /** How it is counted, as people read it: 箱（12本）. */
  readonly unitName: string
  /** KGM for kilograms, H87 for pieces of any kind. */
  readonly unit: 'KGM' | 'H87'
  /** Below zero for what came back; then the amount is too. */
  readonly quantity: number
  /** Yen without tax for one of the unit; where a part of a box has none, the amount itself for a quantity of one. */
  readonly priceYen: number
  readonly amountYen: number
  readonly category: PintCategory
  readonly ratePct: number
  /** The delivery note of which the line is a part, and its day. */
  readonly deliveryNote: string
  readonly on: Day
}

export interface PintInvoice {
  readonly kind: 'billing' | 'nontax'
  readonly number: string
  readonly issuedOn: Day
  readonly dueOn: Day
  /** The closing month. */
  readonly period: Period
  readonly seller: PintParty
  readonly buyer: PintParty
  readonly account?: { readonly id: string; readonly branch: string; readonly holder: string }
  readonly lines: readonly PintLine[]
  readonly rates: readonly {
    readonly category: PintCategory
    readonly ratePct: number
    readonly netYen: number
    readonly taxYen: number
  }[]
}

const yenOf = (amount: number) => ({ '@currencyID': 'JPY', '#': String(amount) })
const taxScheme = { 'cbc:ID': 'VAT' } // the code that stands for 消費税

/** An element without content is left out, as the rules want it. */
const given = <T>(text: string, element: T): T | Record<never, never> => (text === '' ? {} : element)

/** The file as UTF-8 text. Whether it keeps the rules is asked of `brokenPintRules`. */
export function writePint(invoice: PintInvoice): string {
  const net = invoice.rates.reduce((sum, { netYen }) => sum + netYen, 0)
  const tax = invoice.rates.reduce((sum, { taxYen }) => sum + taxYen, 0)
  return create(
    { version: '1.0', encoding: 'UTF-8' },
    {
      Invoice: {
        '@xmlns': 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
        '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
        '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
        'cbc:CustomizationID': pintIds[invoice.kind],
        'cbc:ProfileID': pintIds.profile,
        'cbc:ID': invoice.number,
        'cbc:IssueDate': invoice.issuedOn,
        'cbc:DueDate': invoice.dueOn,
        'cbc:InvoiceTypeCode': invoice.kind === 'billing' ? '380' : '480',
        'cbc:DocumentCurrencyCode': 'JPY',
        'cac:InvoicePeriod': { 'cbc:StartDate': invoice.period.from, 'cbc:EndDate': invoice.period.to },
        'cac:AccountingSupplierParty': { 'cac:Party': party(invoice.seller, invoice.kind === 'billing') },
        'cac:AccountingCustomerParty': { 'cac:Party': party(invoice.buyer, false) },
        ...paymentMeans(invoice),
        'cac:TaxTotal': {
          'cbc:TaxAmount': yenOf(tax),
          'cac:TaxSubtotal': invoice.rates.map((rate) => ({
            'cbc:TaxableAmount': yenOf(rate.netYen),
            'cbc:TaxAmount': yenOf(rate.taxYen),
            'cac:TaxCategory': taxCategory(rate),
          })),
        },
        'cac:LegalMonetaryTotal': {
          'cbc:LineExtensionAmount': yenOf(invoice.lines.reduce((sum, { amountYen }) => sum + amountYen, 0)),
          'cbc:TaxExclusiveAmount': yenOf(net),
          'cbc:TaxInclusiveAmount': yenOf(net + tax),
          'cbc:PayableAmount': yenOf(net + tax),
        },
        'cac:InvoiceLine': invoice.lines.map(lineOf),
      },
    },
  ).end({ prettyPrint: true })
}

function party({ name, registrationNumber, address }: PintParty, taxed: boolean) {
  return {
    ...given(registrationNumber, { 'cbc:EndpointID': { '@schemeID': '0221', '#': registrationNumber } }),
    'cac:PartyName': { 'cbc:Name': name },
    'cac:PostalAddress': {
      ...given(address, { 'cbc:StreetName': address }),
      'cac:Country': { 'cbc:IdentificationCode': 'JP' },
    },
    ...(taxed
      ? { 'cac:PartyTaxScheme': { 'cbc:CompanyID': registrationNumber, 'cac:TaxScheme': taxScheme } }
      : {}),
    'cac:PartyLegalEntity': { 'cbc:RegistrationName': name },
  }
}

/** 30: a credit transfer. */
function paymentMeans({ account }: PintInvoice) {
  if (!account) return {}
  return {
    'cac:PaymentMeans': {
      'cbc:PaymentMeansCode': '30',
      'cac:PayeeFinancialAccount': {
        'cbc:ID': account.id,
        ...given(account.holder, { 'cbc:Name': account.holder }),
        'cac:FinancialInstitutionBranch': { 'cbc:ID': account.branch },
      },
    },
  }
}

const taxCategory = ({ category, ratePct }: { category: PintCategory; ratePct: number }) => ({
  'cbc:ID': category,
  // What is outside the tax has no rate, not a rate of nothing.
  ...(category === 'O' ? {} : { 'cbc:Percent': String(ratePct) }),
  'cac:TaxScheme': taxScheme,
})

function lineOf(line: PintLine, at: number) {
  return {
    'cbc:ID': String(at + 1),
    'cbc:InvoicedQuantity': { '@unitCode': line.unit, '#': String(line.quantity) },
    'cbc:LineExtensionAmount': yenOf(line.amountYen),
    'cac:InvoicePeriod': { 'cbc:StartDate': line.on, 'cbc:EndDate': line.on },
    ...given(line.deliveryNote, {
      'cac:DespatchLineReference': {
        'cbc:LineID': String(at + 1),
        'cac:DocumentReference': { 'cbc:ID': line.deliveryNote },
      },
    }),
    'cac:Item': {
      ...given(line.unitName, { 'cbc:Description': line.unitName }),
      'cbc:Name': line.description,
      'cac:ClassifiedTaxCategory': taxCategory(line),
    },
    'cac:Price': { 'cbc:PriceAmount': yenOf(line.priceYen) },
  }
}

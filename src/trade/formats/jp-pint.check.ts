/**
 * The rules of JP PINT that domain 2.1.7 lists, asked of a file as it is. A list to read from top to bottom: this does not
 * hold, so that rule is broken. No file that breaks one leaves the house.
 */
import { convert } from 'xmlbuilder2'
import { pintIds } from './jp-pint.out.ts'

/** The rules by the end of their names in the schematron (aligned-ibr-…, aligned-ibrp-…), and our own for what adds up. */
export const pintRules = [
  'customization',
  'type-code',
  'jp-01',
  'jp-03',
  'jp-04',
  'jp-05',
  'jp-06',
  '051-jp',
  '052',
  '032-jp',
  'cl-01-jp',
  'e-05',
  'o-05',
  '008',
  '009',
  '014',
  '016',
  '049',
  'returns',
  'correction',
  'sums',
] as const
export type PintRule = (typeof pintRules)[number]

type Node = Readonly<Record<string, unknown>>

/** The rules that a file breaks, in the order above; text that is no XML throws. */
export function brokenPintRules(xml: string): PintRule[] {
  const { Invoice: invoice } = convert(xml, { format: 'object' }) as { Invoice: Node }
  const broken = { ...headRules(invoice), ...taxRules(invoice), ...lineRules(invoice), ...payRules(invoice) }
  return pintRules.filter((rule) => broken[rule])
}

type Broken = Partial<Record<PintRule, boolean>>
const typeCodes = new Set(['380', '389', '480'])
const customizations = new Set<string>([pintIds.billing, pintIds.selfbilling, pintIds.nontax])
const invoiceSystemBegan = '2023-10-01'

function headRules(invoice: Node): Broken {
  const seller = one(invoice, 'cac:AccountingSupplierParty', 'cac:Party')
  const taxSchemes = all(seller, 'cac:PartyTaxScheme')
  const company = text(taxSchemes[0], 'cbc:CompanyID')
  const periods = [invoice, ...all(invoice, 'cac:InvoiceLine')].flatMap((node) =>
    all(node, 'cac:InvoicePeriod'),
  )
  const days = periods.flatMap((period) => [text(period, 'cbc:StartDate'), text(period, 'cbc:EndDate')])
  const taxed = text(invoice, 'cbc:CustomizationID') !== pintIds.nontax
  const corrected = all(invoice, 'cac:BillingReference').map((each) =>
    one(each, 'cac:InvoiceDocumentReference'),
  )
  const taxCurrency = text(invoice, 'cbc:TaxCurrencyCode')
  return {
    customization:
      !customizations.has(text(invoice, 'cbc:CustomizationID')) ||
      text(invoice, 'cbc:ProfileID') !== pintIds.profile,
    'type-code': !typeCodes.has(text(invoice, 'cbc:InvoiceTypeCode')),
    'jp-01': taxed && days.some((day) => day >= invoiceSystemBegan) && !/^T[0-9]{13}$/.test(company),
    'jp-03': taxSchemes.some((each) => text(one(each, 'cac:TaxScheme'), 'cbc:ID') !== 'VAT'),
    'jp-04': taxed && company === '',
    'jp-05': taxCurrency !== '' && taxCurrency !== 'JPY',
    '052': periods.length === 0 || days.includes(''),
    '009': all(seller, 'cac:PartyIdentification').length > 1,
    correction: corrected.some((each) => text(each, 'cbc:ID') === '' || text(each, 'cbc:IssueDate') === ''),
  }
}

const rates: Readonly<Record<string, string>> = { AA: '8', S: '10' }

function taxRules(invoice: Node): Broken {
  const totals = all(invoice, 'cac:TaxTotal')
  const subtotals = totals.flatMap((total) => all(total, 'cac:TaxSubtotal'))
  const categories = [
    ...subtotals.map((each) => one(each, 'cac:TaxCategory')),
    ...all(invoice, 'cac:InvoiceLine').map((line) => one(line, 'cac:Item', 'cac:ClassifiedTaxCategory')),
    ...all(invoice, 'cac:AllowanceCharge').map((each) => one(each, 'cac:TaxCategory')),
  ]
  const ids = categories.map((each) => text(each, 'cbc:ID'))
  const amounts = [...totals, ...subtotals].map((each) => text(each, 'cbc:TaxAmount'))
  const percentOf = (at: number) => text(categories[at], 'cbc:Percent')
  return {
    'jp-06': amounts.some((amount) => !/^-?\d+$/.test(amount)),
    '051-jp': subtotals.some((each) => {
      const exact =
        (Number(text(each, 'cbc:TaxableAmount')) *
          Number(text(one(each, 'cac:TaxCategory'), 'cbc:Percent'))) /
        100
      const tax = Number(text(each, 'cbc:TaxAmount'))
      return tax < Math.floor(exact) || tax > Math.ceil(exact)
    }),
    '032-jp': ids.some((id, at) => id === '' || (id !== 'O' && percentOf(at) === '')),
    'cl-01-jp':
      ids.some((id) => !['AA', 'S', 'E', 'G', 'O'].includes(id)) ||
      ids.some((id, at) => id in rates && percentOf(at) !== rates[id]),
    'e-05': ids.some((id, at) => (id === 'E' || id === 'G') && percentOf(at) !== '0'),
    'o-05':
      ids.some((id, at) => id === 'O' && percentOf(at) !== '') ||
      subtotals.some(
        (each) => text(one(each, 'cac:TaxCategory'), 'cbc:ID') === 'O' && text(each, 'cbc:TaxAmount') !== '0',
      ),
  }
}

function lineRules(invoice: Node): Broken {
  const lines = all(invoice, 'cac:InvoiceLine')
  const totals = one(invoice, 'cac:LegalMonetaryTotal')
  const subtotals = all(invoice, 'cac:TaxTotal').flatMap((total) => all(total, 'cac:TaxSubtotal'))
  const number = (node: Node | undefined, name: string) => Number(text(node, name))
  const sum = (nodes: readonly Node[], name: string) =>
    nodes.reduce((total, each) => total + number(each, name), 0)
  const net = number(totals, 'cbc:LineExtensionAmount')
  const tax = number(one(invoice, 'cac:TaxTotal'), 'cbc:TaxAmount')
  return {
    returns: lines.some(
      (line) => number(line, 'cbc:InvoicedQuantity') * number(line, 'cbc:LineExtensionAmount') < 0,
    ),
    sums:
      lines.length === 0 ||
      sum(lines, 'cbc:LineExtensionAmount') !== net ||
      sum(subtotals, 'cbc:TaxableAmount') !== net ||
      sum(subtotals, 'cbc:TaxAmount') !== tax ||
      number(totals, 'cbc:TaxExclusiveAmount') !== net ||
      number(totals, 'cbc:TaxInclusiveAmount') !== net + tax ||
      number(totals, 'cbc:PayableAmount') !== net + tax ||
      // A line is its quantity times its price, to the yen in which it is rounded.
      lines.some((line) => {
        const exact = number(line, 'cbc:InvoicedQuantity') * number(one(line, 'cac:Price'), 'cbc:PriceAmount')
        return Math.abs(exact - number(line, 'cbc:LineExtensionAmount')) >= 1
      }),
  }
}

function payRules(invoice: Node): Broken {
  const means = all(invoice, 'cac:PaymentMeans')
  return {
    '008': all(invoice, 'cac:PaymentTerms').length > 1,
    '014': means.length > 1,
    '016': means.some(
      (each) =>
        ['30', '58'].includes(text(each, 'cbc:PaymentMeansCode')) &&
        text(one(each, 'cac:PayeeFinancialAccount'), 'cbc:ID') === '',
    ),
    '049': means.some((each) => text(each, 'cbc:PaymentMeansCode') === ''),
  }
}

/** The elements of that name: none, one or many. An element that holds text alone is that text. */
function all(node: Node | undefined, name: string): Node[] {
  const found = node?.[name]
  if (found === undefined) return []
  return (Array.isArray(found) ? found : [found]) as Node[]
}

function one(node: Node | undefined, ...names: readonly string[]): Node | undefined {
  return names.reduce<Node | undefined>((at, name) => all(at, name)[0], node)
}

function text(node: Node | undefined, name: string): string {
  const found: unknown = all(node, name)[0]
  if (typeof found === 'string') return found
  const inner = (found as Node | undefined)?.['#']
  return typeof inner === 'string' ? inner : ''
}

/** 見積書: an offer of the company as a paper. */
import { sumOfRates, invoiceTotals } from '#trade/tax.ts'
import type { TaxRate } from '#trade/tax.ts'
import type { Direction } from '#kit/rounding.ts'
import { jpy } from '#kit/units.ts'
import { dayAt } from '#kit/days.ts'
import { dayText, decimal } from '#ui/numbers.ts'
import type { Lang } from '#ui/words.ts'
import type { QuotationSheet } from '#trade/documents/sheets.ts'
import type { Company } from '#trade/settings.ts'
import { type PartyOnPaper, addresseeOf, inLang } from '#trade/sheet-parts.ts'
import { expectedAmount } from '#trade/units-of-sale.ts'
import type { QuoteLineSeen, QuoteSeen, TurnSeen } from './quote-lists.ts'
import { quoteWords } from './words.ts'

export interface OnPaper {
  readonly company: Company
  readonly companyNumber: string
  readonly buyer: PartyOnPaper
  readonly rates: readonly TaxRate[]
  readonly rounding: Direction
}

/** What a line will come to, yen without tax; goods by weight by the weight they are meant to have. */
export const amountOf = (line: QuoteLineSeen, rounding: Direction): number => {
  const yen = jpy(line.priceYen ?? line.usualYen)
  const price = line.pricedBy === 'kg' ? ({ per: 'kg', yen } as const) : ({ per: 'variant', yen } as const)
  return expectedAmount(line.quantity, { name: '', baseQuantity: line.baseQuantity, price }, rounding)
}

/** The company's turn as a quotation, with the tax that it would bear on the day of delivery. */
export function quotationSheet(
  quote: QuoteSeen,
  turn: TurnSeen,
  { company, companyNumber, buyer, rates, rounding }: OnPaper,
  lang: Lang,
): QuotationSheet {
  const own = quoteWords[lang]
  const amounts = turn.lines.map((line) => amountOf(line, rounding))
  const totals = invoiceTotals(
    turn.lines.map((line, at) => ({
      taxClass: line.taxClass,
      on: quote.deliverOn,
      amount: jpy(amounts[at] ?? 0),
    })),
    rates,
    rounding,
  )
  return {
    lang,
    number: quote.quoteNo,
    issuedOn: dayAt(turn.madeAt),
    deliverOn: quote.deliverOn,
    validUntil: turn.validUntil ?? quote.deliverOn,
    issuer: {
      name: company.name,
      registrationNumber: companyNumber,
      address: company.address || undefined,
    },
    recipient: addresseeOf(quote.buyerName, buyer),
    basis: 'tax_exclusive',
    lines: turn.lines.map((line, at) => ({
      description: inLang(line.productName, line.productNameEn, lang),
      reduced: line.taxClass === 'reduced',
      quantity: `${decimal(line.quantity)} ${inLang(line.variantName, line.variantNameEn, lang)}`,
      unitPrice: jpy(line.priceYen ?? line.usualYen),
      ...(line.pricedBy === 'kg' ? { pricePer: 'kg' } : {}),
      amount: jpy(amounts[at] ?? 0),
    })),
    rates: totals.rates.map(({ ratePct, taxClass, net, tax, gross }) => ({
      ratePct,
      reduced: taxClass === 'reduced',
      net,
      tax,
      gross,
    })),
    ...sumOfRates(totals.rates),
    notes: [
      own.paperNote(dayText(turn.validUntil ?? quote.deliverOn, lang)),
      ...(turn.note === '' ? [] : [turn.note]),
    ],
  }
}

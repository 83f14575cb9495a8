import type { Generated } from 'kysely'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { PricedBy } from '#trade/schema.ts'
import type { TaxClass } from '#trade/tax.ts'

/** The tables of quotes, as 0017-trade-quotes.sql makes them. */
declare module '#db/schema.ts' {
  interface Tables {
    trade_quote: QuoteTable
    trade_quote_turn: TurnTable
    trade_quote_line: LineTable
  }
}

export const quoteStates = ['asked', 'offered', 'countered', 'accepted', 'declined'] as const
export type QuoteState = (typeof quoteStates)[number]

interface QuoteTable {
  region_id: number
  quote_id: Id
  quote_no: string
  buyer_id: Id
  state: QuoteState
  deliver_on: Day
  valid_until: Day | null
  order_id: Id | null
  declined_because: Generated<string>
  changed_at: Date
}

interface TurnTable {
  region_id: number
  quote_id: Id
  turn_no: number
  by_company: boolean
  note: Generated<string>
  valid_until: Day | null
  made_at: Date
  made_by: Id | null
}

interface LineTable {
  region_id: number
  quote_id: Id
  turn_no: number
  line_no: number
  product_id: Id
  variant_id: Id
  product_name: string
  product_name_en: string
  variant_name: string
  variant_name_en: string
  base_quantity: number
  quantity: number
  priced_by: PricedBy
  tax_class: TaxClass
  price_yen: number | null
}

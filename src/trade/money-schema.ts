import type { Generated } from 'kysely'
import type { Day, Month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Direction } from '#kit/rounding.ts'
import type { Model, PricedBy } from './schema.ts'
import type { TaxClass } from './tax.ts'

/** The tables of this room that hold money, as 0006-trade-money.sql makes them. */
declare module '#db/schema.ts' {
  interface Tables {
    trade_invoice: InvoiceTable
    trade_invoice_rate: InvoiceRateTable
    trade_invoice_line: InvoiceLineTable
    trade_bank_line: BankLineTable
    trade_payment: PaymentTable
    trade_payment_part: PaymentPartTable
    trade_expense: ExpenseTable
    trade_statement: StatementTable
    trade_statement_line: StatementLineTable
    trade_fee: FeeTable
    trade_statement_fee: StatementFeeTable
    trade_payout: PayoutTable
    trade_payout_line: PayoutLineTable
    trade_import: ImportTable
    trade_import_row: ImportRowTable
  }
}

export type InvoicePart = 'qualified' | 'other'
export const invoiceStates = ['issued', 'part_paid', 'paid'] as const
export type InvoiceState = (typeof invoiceStates)[number]
export const expenseCategories = [
  'wages',
  'freight',
  'packaging',
  'materials',
  'rent',
  'energy',
  'communication',
  'fees',
  'advertising',
  'other',
] as const
export type ExpenseCategory = (typeof expenseCategories)[number]
export const importKinds = ['products', 'orders', 'bank'] as const
export type ImportKind = (typeof importKinds)[number]

interface InvoiceTable {
  region_id: number
  invoice_id: Id
  invoice_no: string
  buyer_id: Id
  buyer_name: string
  issuer_id: Id
  issuer_name: string
  issuer_number: string
  closed_through: Day
  period_from: Day
  issued_on: Day
  due_on: Day
  rounding: Direction
  net_yen: number
  tax_yen: number
  gross_yen: number
  paid_yen: Generated<number>
  state: Generated<InvoiceState>
  closed_at: Date
  closed_by: Id | null
}

interface InvoiceRateTable {
  region_id: number
  invoice_id: Id
  part: InvoicePart
  tax_class: TaxClass
  rate_pct: number
  net_yen: number
  tax_yen: number
  gross_yen: number
}

interface InvoiceLineTable {
  region_id: number
  invoice_id: Id
  line_no: number
  part: InvoicePart
  source: 'delivery' | 'return'
  document_id: Id
  document_no: string
  traded_on: Day
  product_name: string
  product_name_en: string
  unit_name: string
  unit_name_en: string
  quantity: number
  priced_by: PricedBy | 'split'
  price_yen: number
  tax_class: TaxClass
  rate_pct: number
  amount_yen: number
}

interface BankLineTable {
  region_id: number
  bank_line_id: Id
  identity: Buffer
  account: string
  booked_on: Day
  amount_yen: number
  balance_yen: number | null
  text: string
  payer_kana: Generated<string>
  set_aside: Generated<string>
  matched: Generated<boolean>
  import_id: Id | null
  imported_at: Date
}

interface PaymentTable {
  region_id: number
  payment_id: Id
  payment_no: string
  bank_line_id: Id
  buyer_id: Id
  paid_on: Day
  amount_yen: number
  entry_id: Id | null
  undone_at: Date | null
  undone_because: Generated<string>
  matched_at: Date
  matched_by: Id | null
}

interface PaymentPartTable {
  region_id: number
  payment_id: Id
  invoice_id: Id
  amount_yen: number
}

interface ExpenseTable {
  region_id: number
  expense_id: Id
  expense_no: string
  payee_id: Id
  category: ExpenseCategory
  spent_on: Day
  amount_yen: number
  memo: Generated<string>
  bank_line_id: Id | null
  entry_id: Id | null
  undone_at: Date | null
  undone_because: Generated<string>
  booked_at: Date
  booked_by: Id | null
}

interface StatementTable {
  region_id: number
  statement_id: Id
  statement_no: string
  model: Model
  producer_id: Id
  producer_name: string
  producer_number: string
  company_name: string
  company_number: string
  month: Month
  made_on: Day
  pay_on: Day
  rounding: Direction
  net_yen: number
  tax_yen: number
  gross_yen: number
  rates: unknown
  commission_net_yen: Generated<number>
  commission_tax_yen: Generated<number>
  commission_yen: Generated<number>
  commission_rate_pct: number | null
  transitional: unknown
  carried_forward_yen: number
  payout_yen: number
  carried_over_yen: number
  payout_id: Id | null
  made_at: Date
  made_by: Id | null
}

interface StatementLineTable {
  region_id: number
  statement_id: Id
  line_no: number
  source: 'delivery' | 'return' | 'lot'
  document_id: Id
  document_no: string
  traded_on: Day
  buyer_name: string
  product_name: string
  product_name_en: string
  unit_name: string
  unit_name_en: string
  quantity: number
  priced_by: PricedBy | 'split'
  price_yen: number
  tax_class: TaxClass
  rate_pct: number
  amount_yen: number
  commission_bp: number | null
}

interface PayoutTable {
  region_id: number
  payout_id: Id
  payout_no: string
  transfer_on: Day
  amount_yen: number
  file_name: string
  file: Buffer
  posted_at: Date | null
  cancelled_at: Date | null
  made_at: Date
  made_by: Id | null
}

interface PayoutLineTable {
  region_id: number
  payout_id: Id
  producer_id: Id
  producer_name: string
  account: string
  amount_yen: number
  entry_id: Id | null
}

interface ImportTable {
  region_id: number
  import_id: Id
  kind: ImportKind
  name: string
  file_hash: Buffer
  file: Buffer
  rows_written: Generated<number>
  uploaded_at: Date
  uploaded_by: Id | null
  written_at: Date | null
}

interface ImportRowTable {
  region_id: number
  identity: Buffer
  import_id: Id
}

interface FeeTable {
  region_id: number
  fee_id: Id
  name: string
  name_en: Generated<string>
  calculator: 'flat' | 'percent' | 'per_unit' | 'tiered'
  flat_per: 'statement' | 'delivery' | null
  amount_yen: number | null
  rate_bp: number | null
  tiers: unknown
  scope: 'all' | 'producer' | 'product' | 'channel' | 'cycle'
  scope_id: Id | null
  channel: string | null
  valid_from: Day
  valid_to: Day | null
  changed_at: Date
  changed_by: Id | null
}

interface StatementFeeTable {
  region_id: number
  statement_id: Id
  line_no: number
  fee_id: Id
  name: string
  name_en: string
  calculator: FeeTable['calculator']
  base: number
  base_kind: 'yen' | 'pieces' | 'grams' | 'times'
  amount_yen: number
}

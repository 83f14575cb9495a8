import type { Generated } from 'kysely'
import type { Day, Month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Direction } from '#kit/rounding.ts'
import type { Category } from './categories.ts'
import type { TaxClass } from './tax.ts'

/** The tables of this room, as 0005-trade.sql and 0006-trade-money.sql make them. */
declare module '#db/schema.ts' {
  interface Tables {
    trade_setting: SettingTable
    trade_buyer: BuyerTable
    trade_product: ProductTable
    trade_variant: VariantTable
    trade_contract: ContractTable
    trade_stock: StockTable
    trade_lot: LotTable
    trade_movement: MovementTable
    trade_order: OrderTable
    trade_order_line: OrderLineTable
    trade_delivery: DeliveryTable
    trade_delivery_line: DeliveryLineTable
    trade_delivery_lot: DeliveryLotTable
    trade_return: ReturnTable
    trade_return_lot: ReturnLotTable
    trade_invoice: InvoiceTable
    trade_invoice_rate: InvoiceRateTable
    trade_invoice_line: InvoiceLineTable
    trade_bank_line: BankLineTable
    trade_payment: PaymentTable
    trade_payment_part: PaymentPartTable
    trade_expense: ExpenseTable
    trade_statement: StatementTable
    trade_statement_line: StatementLineTable
    trade_payout: PayoutTable
    trade_payout_line: PayoutLineTable
    trade_import: ImportTable
  }
}

/** 委託: the producer's until sold, for a commission. 買取: the company's from receipt, for a price. */
export const models = ['consignment', 'purchase'] as const
export type Model = (typeof models)[number]
export const temperatures = ['ambient', 'chilled', 'frozen'] as const
export type Temperature = (typeof temperatures)[number]
export const baseKinds = ['count', 'weight'] as const
export type BaseKind = (typeof baseKinds)[number]
export const productStates = ['draft', 'published', 'withdrawn'] as const
export type ProductState = (typeof productStates)[number]
export type PricedBy = 'variant' | 'kg'
/** What an order is by itself; invoiced, paid and settled follow from the documents made of it. */
export type KeptOrderState = 'ordered' | 'accepted' | 'shipped' | 'cancelled'
export const returnFates = ['stock', 'waste'] as const
export type ReturnFate = (typeof returnFates)[number]
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
export const importKinds = ['producers', 'orders', 'bank'] as const
export type ImportKind = (typeof importKinds)[number]

interface SettingTable {
  region_id: number
  rounding: Generated<Direction>
  closing_day: Generated<number>
  pay_months: Generated<number>
  pay_day: Generated<number>
  requester_code: Generated<string>
}

interface BuyerTable {
  region_id: number
  buyer_id: Id
  closing_day: number | null
  pay_months: number | null
  pay_day: number | null
  payer_kana: Generated<string>
  delivery_note: Generated<string>
}

interface ProductTable {
  region_id: number
  product_id: Id
  product_no: string
  producer_id: Id
  name: string
  kana: string
  name_en: string
  story: string
  story_en: string
  category: Category
  tax_class: TaxClass
  base_kind: BaseKind
  base_unit: string
  base_unit_en: string
  season_months: number[]
  temperature: Temperature
  shelf_life_days: number | null
  allergens: string[]
  picture_id: Id | null
  state: Generated<ProductState>
  search_key: string
  search_tokens: unknown
  created_at: Date
  changed_at: Date
}

interface VariantTable {
  region_id: number
  variant_id: Id
  product_id: Id
  position: number
  name: string
  name_en: string
  base_quantity: number
  priced_by: PricedBy
  price_yen: number
  jan: Generated<string>
  active: Generated<boolean>
}

interface ContractTable {
  region_id: number
  product_id: Id
  valid_from: Day
  model: Model
  commission_bp: number | null
  purchase_price_yen: number | null
}

interface StockTable {
  region_id: number
  product_id: Id
  on_hand: Generated<number>
  reserved: Generated<number>
}

interface LotTable {
  region_id: number
  lot_id: Id
  lot_no: string
  product_id: Id
  producer_id: Id
  received_on: Day
  made_on: Day
  best_before: Day | null
  place: string
  quantity: number
  remaining: number
  model: Model
  commission_bp: number | null
  purchase_price_yen: number | null
  note: string
  statement_id: Id | null
  received_at: Date
  received_by: Id | null
}

export interface MovementTable {
  region_id: number
  movement_id: Id
  lot_id: Id
  product_id: Id
  kind: 'receipt' | 'shipment' | 'return' | 'waste'
  quantity: number
  moved_on: Day
  document_id: Id | null
  document_no: Generated<string>
  reason: Generated<string>
  moved_at: Date
  actor_id: Id | null
}

interface OrderTable {
  region_id: number
  order_id: Id
  order_no: string
  buyer_id: Id
  ordered_on: Day
  deliver_on: Day
  state: KeptOrderState
  note: string
  net_yen: number
  import_key: string | null
  ordered_at: Date
  ordered_by: Id | null
  ended_at: Date | null
  cancel_reason: Generated<string>
}

interface OrderLineTable {
  region_id: number
  order_id: Id
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
  price_yen: number
  tax_class: TaxClass
  amount_yen: number
  shipped: Generated<number>
  dropped: Generated<number>
}

interface DeliveryTable {
  region_id: number
  delivery_id: Id
  delivery_no: string
  order_id: Id
  buyer_id: Id
  shipped_on: Day
  note: string
  net_yen: number
  invoice_id: Id | null
  shipped_at: Date
  shipped_by: Id | null
}

interface DeliveryLineTable {
  region_id: number
  delivery_id: Id
  line_no: number
  order_line_no: number
  product_id: Id
  product_name: string
  product_name_en: string
  variant_name: string
  variant_name_en: string
  quantity: number
  base_quantity: number
  priced_by: PricedBy
  price_yen: number
  tax_class: TaxClass
  amount_yen: number
}

interface DeliveryLotTable {
  region_id: number
  delivery_id: Id
  line_no: number
  lot_id: Id
  quantity: number
  returned: Generated<number>
  amount_yen: number
  statement_id: Id | null
}

interface ReturnTable {
  region_id: number
  return_id: Id
  return_no: string
  delivery_id: Id
  line_no: number
  buyer_id: Id
  returned_on: Day
  quantity: number
  base_quantity: number
  amount_yen: number
  fate: ReturnFate
  reason: string
  invoice_id: Id | null
  taken_at: Date
  taken_by: Id | null
}

interface ReturnLotTable {
  region_id: number
  return_id: Id
  lot_id: Id
  quantity: number
  amount_yen: number
  statement_id: Id | null
}

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
  producer_id: Id
  producer_name: string
  producer_number: string
  company_id: Id
  company_name: string
  company_number: string
  month: Month
  settled_through: Day
  made_on: Day
  pay_on: Day
  rounding: Direction
  sales_yen: number
  commission_yen: number
  commission_tax_yen: number
  purchases_yen: number
  carried_forward_yen: number
  payout_yen: number
  carried_over_yen: number
  totals: unknown
  payout_id: Id | null
  made_at: Date
  made_by: Id | null
}

interface StatementLineTable {
  region_id: number
  statement_id: Id
  line_no: number
  model: Model
  source: 'delivery' | 'return' | 'lot'
  document_no: string
  traded_on: Day
  product_name: string
  base_unit: string
  quantity: number
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
  rows_written: number
  rows_known: number
  imported_at: Date
  imported_by: Id | null
}

import type { ColumnType, Generated } from 'kysely'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'
import type { Direction } from '#kit/rounding.ts'
import type { Category } from './categories.ts'
import './money-schema.ts'
import type { StoryBlocks } from './stories.ts'
import type { TaxClass } from './tax.ts'

/** The tables of this room that hold goods, as 0005-trade.sql makes them. */
declare module '#db/schema.ts' {
  interface Tables {
    trade_setting: SettingTable
    trade_buyer: BuyerTable
    trade_approver: ApproverTable
    trade_place: PlaceTable
    trade_price_list: PriceListTable
    trade_price: PriceTable
    trade_buyer_prices: BuyerPricesTable
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
export type KeptOrderState = 'requested' | 'ordered' | 'accepted' | 'shipped' | 'cancelled'
export const returnFates = ['stock', 'waste'] as const
export type ReturnFate = (typeof returnFates)[number]

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
  route: Generated<string>
  billing_emails: Generated<string[]>
  credit_limit_yen: number | null
  approval_above_yen: number | null
}

interface ApproverTable {
  region_id: number
  buyer_id: Id
  user_id: Id
}

interface PlaceTable {
  region_id: number
  place_id: Id
  buyer_id: Id
  name: string
  address: Generated<string>
  note: Generated<string>
  active: Generated<boolean>
}

interface PriceListTable {
  region_id: number
  price_list_id: Id
  name: string
  discount_bp: Generated<number>
  note: Generated<string>
  active: Generated<boolean>
}

interface PriceTable {
  region_id: number
  price_list_id: Id
  variant_id: Id
  from_quantity: number
  valid_from: Day
  valid_to: Day | null
  price_yen: number
}

interface BuyerPricesTable {
  region_id: number
  buyer_id: Id
  position: number
  price_list_id: Id
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
  story_blocks: ColumnType<StoryBlocks, string | undefined, string>
  category: Category
  tax_class: TaxClass
  base_kind: BaseKind
  base_unit: string
  base_unit_en: string
  season_dekads: number[]
  temperature: Temperature
  shelf_life_days: number | null
  allergens: string[]
  set_food_yen: number | null
  set_other_yen: number | null
  picture_id: Id | null
  more_picture_ids: Generated<Id[]>
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
  least_quantity: Generated<number>
  step_quantity: Generated<number>
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

export const movementKinds = ['receipt', 'shipment', 'return', 'waste', 'sample', 'count'] as const
export type MovementKind = (typeof movementKinds)[number]

export interface MovementTable {
  region_id: number
  movement_id: Id
  lot_id: Id
  product_id: Id
  kind: MovementKind
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
  ordered_at: Date
  ordered_by: Id | null
  ended_at: Date | null
  cancel_reason: Generated<string>
  place_id: Id | null
  approved_by: Id | null
  approved_at: Date | null
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

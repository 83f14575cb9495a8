import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'

/** What a party's account of points is for: its own, printed notes that are out, what a shop took. */
export const purposes = ['wallet', 'notes', 'takings'] as const
export type Purpose = (typeof purposes)[number]

/** How a payment was made: the payer read the shop's square, the shop read the payer's, or a printed note. */
export const payingWays = ['shop_code', 'wallet_code', 'note'] as const
export type PayingWay = (typeof payingWays)[number]

export type FundMoveSort = 'fill' | 'issue'
export type NoteState = 'out' | 'taken' | 'void' | 'expired'
export type RedemptionState = 'made' | 'paid' | 'cancelled'

interface FundTable {
  region_id: number
  party_id: Id
  requester_code: string
  opened_at: Date
}
interface FundMoveTable {
  region_id: number
  move_id: Id
  sort: FundMoveSort
  party_id: Id
  amount: number
  moved_on: Day
  reason: string
  entry_id: Id
  undone_at: Date | null
  undone_because: string
}
interface WalletTable {
  region_id: number
  party_id: Id
  purpose: Purpose
}
interface ShopTable {
  region_id: number
  party_id: Id
  code: string
  registered_on: Day
  ended_on: Day | null
}
interface LotTable {
  region_id: number
  lot_id: Id
  holder_id: Id
  entry_id: Id
  issued_on: Day
  expires_on: Day
  amount: number
  rest: number
  warned_on: Day | null
}
interface PaymentTable {
  region_id: number
  payment_id: Id
  payer_id: Id
  shop_id: Id
  amount: number
  way: PayingWay
  paid_on: Day
  paid_at: Date
  paid_by: Id | null
  entry_id: Id
  undone_at: Date | null
  undone_because: string
}
interface TakenTable {
  region_id: number
  payment_id: Id
  lot_id: Id
  amount: number
}
interface CodeTable {
  region_id: number
  code_hash: Buffer
  holder_id: Id
  expires_at: Date
}
interface NoteTable {
  region_id: number
  serial: string
  holder_id: Id
  amount: number
  expires_on: Day
  printed_on: Day
  state: NoteState
  payment_id: Id | null
}
interface RedemptionTable {
  region_id: number
  redemption_id: Id
  redemption_no: string
  transfer_on: Day
  amount: number
  file: Buffer
  state: RedemptionState
  made_at: Date
  made_by: Id | null
}
interface RedemptionLineTable {
  region_id: number
  redemption_id: Id
  shop_id: Id
  amount: number
  account: string
  entry_id: Id
}

declare module '#db/schema.ts' {
  interface Tables {
    points_fund: FundTable
    points_fund_move: FundMoveTable
    points_wallet: WalletTable
    points_shop: ShopTable
    points_lot: LotTable
    points_payment: PaymentTable
    points_taken: TakenTable
    points_code: CodeTable
    points_note: NoteTable
    points_redemption: RedemptionTable
    points_redemption_line: RedemptionLineTable
  }
}

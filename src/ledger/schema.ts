import type { Unit } from '#kit/units.ts'
import type { Day, Month } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'

/** The way over the region's border: in, out, within (inside to inside), beyond (outside to outside). */
export type Crossing = 'in' | 'out' | 'within' | 'beyond'

export interface AccountTable {
  region_id: number
  account_id: Id
  party_id: Id
  unit: Unit
  purpose: string
  guarded: boolean
  opened_at: Date
}
export interface BalanceTable {
  region_id: number
  account_id: Id
  balance: number
  floor: number
}
export interface EntryTable {
  region_id: number
  entry_id: Id
  kind: string
  occurred_on: Day
  recorded_at: Date
  recorded_on: Day
  document_id: Id | null
  document_no: string
  actor_id: Id | null
  request_key: string | null
  reverses: Id | null
  memo: string
  digest: Buffer
}
export interface FlowTable {
  region_id: number
  entry_id: Id
  ordinal: number
  unit: Unit
  amount: number
  from_account: Id
  to_account: Id
  kind: string
  occurred_on: Day
  recorded_on: Day
  reversal: boolean
}
export interface FlowSeenView extends FlowTable {
  from_party: Id
  from_purpose: string
  to_party: Id
  to_purpose: string
  counted_from: Id
  counted_to: Id
  counted: number
  crossing: Crossing
}
export interface HoldTable {
  region_id: number
  hold_id: Id
  account_id: Id
  amount: number
  state: 'open' | 'used' | 'released'
  expires_at: Date
  document_id: Id | null
  entry_id: Id | null
  created_at: Date
}
export interface HeadTable {
  region_id: number
  closed_through: Day
}
/** The entries that are in no total yet. */
export interface TailTable {
  region_id: number
  entry_id: Id
}
export interface SealTable {
  region_id: number
  day: Day
  entries: number
  flows: number
  root: Buffer
  previous: Buffer
  seal: Buffer
  closed_at: Date
}
export interface MonthTotalTable {
  region_id: number
  unit: Unit
  month: Month
  kind: string
  crossing: Crossing
  from_party: Id
  to_party: Id
  amount: number
  flows: number
}
export interface MonthGroupTable extends Omit<MonthTotalTable, 'from_party' | 'to_party'> {
  from_group: string
  to_group: string
}
/** A small number for each party of a flow that is in the totals, from 0 without gaps. */
export interface PartyNoTable {
  region_id: number
  no: number
  party_id: Id
}
export interface YearTotalTable {
  region_id: number
  /** Fiscal year, April to March. */
  year: number
  from_no: number
  to_no: number
  amount: number
  flows: number
  unit: Unit
  kind: string
  crossing: Crossing
}
export interface AccountDayTable {
  region_id: number
  account_id: Id
  day: Day
  inflow: number
  outflow: number
}

declare module '#db/schema.ts' {
  interface Tables {
    ledger_account: AccountTable
    ledger_balance: BalanceTable
    ledger_entry: EntryTable
    ledger_flow: FlowTable
    ledger_flow_seen: FlowSeenView
    ledger_hold: HoldTable
    ledger_head: HeadTable
    ledger_tail: TailTable
    ledger_seal: SealTable
    ledger_month_total: MonthTotalTable
    ledger_month_group: MonthGroupTable
    ledger_party_no: PartyNoTable
    ledger_year_total: YearTotalTable
    ledger_account_day: AccountDayTable
  }
}

import type { Generated } from 'kysely'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'

/** The tables of 検収, as 0013-trade-acceptance.sql makes them. */
declare module '#db/schema.ts' {
  interface Tables {
    trade_acceptance: AcceptanceTable
    trade_difference: DifferenceTable
  }
}

/** 不足: it did not come. 破損: it came and cannot be used. */
export const differenceKinds = ['short', 'damaged'] as const
export type DifferenceKind = (typeof differenceKinds)[number]

interface AcceptanceTable {
  region_id: number
  acceptance_id: Id
  delivery_id: Id
  accepted_on: Day
  note: Generated<string>
  by_buyer: boolean
  recorded_at: Date
  recorded_by: Id | null
  undone_at: Date | null
}

interface DifferenceTable {
  region_id: number
  acceptance_id: Id
  line_no: number
  kind: DifferenceKind
  quantity: number
  reason: Generated<string>
  return_id: Id | null
  rejected_because: Generated<string>
  settled_at: Date | null
  settled_by: Id | null
}

import type { Generated } from 'kysely'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'

export const grantSorts = ['grant', 'gift', 'investment'] as const
/** 補助金・交付金、寄付、出資. */
export type GrantSort = (typeof grantSorts)[number]

declare module '#db/schema.ts' {
  interface Tables {
    trade_grant: GrantTable
  }
}
interface GrantTable {
  region_id: number
  grant_id: Id
  grant_no: string
  giver_id: Id
  sort: GrantSort
  received_on: Day
  amount_yen: number
  memo: Generated<string>
  bank_line_id: Id | null
  entry_id: Id
  undone_at: Date | null
  undone_because: Generated<string>
  booked_at: Date
  booked_by: Id | null
}

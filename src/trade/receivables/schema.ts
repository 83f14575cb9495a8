import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'

declare module '#db/schema.ts' {
  interface Tables {
    trade_reminder: ReminderTable
  }
}

export interface ReminderTable {
  region_id: number
  reminder_id: Id
  invoice_id: Id
  buyer_id: Id
  stage: number
  left_yen: number
  sent_on: Day
  recipients: string[]
  sent_at: Date
  sent_by: Id | null
}

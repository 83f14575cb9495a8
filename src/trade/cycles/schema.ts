import type { Generated } from 'kysely'
import type { Day } from '#kit/days.ts'
import type { Id } from '#kit/ids.ts'

/** The tables of order cycles, as 0018-trade-cycles.sql makes them. */
declare module '#db/schema.ts' {
  interface Tables {
    trade_pool: PoolTable
    trade_pool_member: PoolMemberTable
    trade_cycle: CycleTable
    trade_cycle_point: PointTable
    trade_cycle_producer: CycleProducerTable
    trade_availability: AvailabilityTable
    trade_cycle_pool: CyclePoolTable
    trade_booking: BookingTable
    trade_booking_line: BookingLineTable
    trade_allocation: AllocationTable
    trade_standing: StandingTable
  }
}

export const cycleStates = ['planned', 'open', 'allocated', 'ended', 'cancelled'] as const
/** `open` ends by itself at the deadline; what was booked stays until it is allocated. */
export type CycleState = (typeof cycleStates)[number]

interface PoolTable {
  region_id: number
  pool_id: Id
  name: string
  name_en: Generated<string>
  price_yen: number
  active: Generated<boolean>
}

interface PoolMemberTable {
  region_id: number
  pool_id: Id
  variant_id: Id
}

interface CycleTable {
  region_id: number
  cycle_id: Id
  cycle_no: string
  name: string
  state: CycleState
  opens_on: Day
  closes_at: Date
  deliver_days: Day[]
  limit_yen: number | null
  booked_yen: Generated<number>
  note: Generated<string>
  weight_capacity: number
  weight_fairness: number
  weight_distance: number
  weight_freshness: number
  changed_at: Date
  changed_by: Id | null
}

interface PointTable {
  region_id: number
  cycle_id: Id
  point_no: number
  name: string
  address: Generated<string>
}

interface CycleProducerTable {
  region_id: number
  cycle_id: Id
  producer_id: Id
  token_hash: Buffer
  told_at: Date | null
  answered_at: Date | null
}

interface AvailabilityTable {
  region_id: number
  cycle_id: Id
  product_id: Id
  offered: number
  taken: Generated<number>
  harvest_on: Day | null
  changed_at: Date
  changed_by: Id | null
}

interface CyclePoolTable {
  region_id: number
  cycle_id: Id
  pool_id: Id
  taken: Generated<number>
}

interface BookingTable {
  region_id: number
  booking_id: Id
  cycle_id: Id
  buyer_id: Id
  deliver_on: Day
  place_id: Id | null
  point_no: number | null
  note: Generated<string>
  order_id: Id | null
  changed_at: Date
  changed_by: Id | null
}

interface BookingLineTable {
  region_id: number
  booking_id: Id
  line_no: number
  variant_id: Id | null
  pool_id: Id | null
  quantity: number
  price_yen: number
  amount_yen: number
  standing: Generated<boolean>
}

interface AllocationTable {
  region_id: number
  booking_id: Id
  line_no: number
  variant_id: Id
  quantity: number
  reason: Generated<unknown>
  overridden_because: Generated<string>
}

interface StandingTable {
  region_id: number
  standing_id: Id
  buyer_id: Id
  variant_id: Id | null
  pool_id: Id | null
  quantity: number
  every_weeks: number
  starts_on: Day
  ends_on: Day | null
  paused_from: Day | null
  paused_to: Day | null
  changed_at: Date
  changed_by: Id | null
}

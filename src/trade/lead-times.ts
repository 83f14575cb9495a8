/** Until when goods must be ordered to be delivered on a day (納品までの日数, 受注締切), as their specification says. Pure. */
import { type Day, addDays, dayAt, instantOf } from '#kit/days.ts'

export interface LeadTime {
  /** Days from the order to the delivery; null: none are needed. */
  readonly leadDays: number | null
  /** `15:00`: what is ordered later counts as ordered on the next day. Empty or null: the whole day counts. */
  readonly orderBy: string | null
}

/** The first day on which goods can be delivered that are ordered at this instant. */
export function firstDelivery(now: Date, { leadDays, orderBy }: LeadTime): Day {
  const today = dayAt(now)
  const late = orderBy ? now > cutOff(today, orderBy) : false
  return addDays(today, (leadDays ?? 0) + (late ? 1 : 0))
}

/** Whether the specification asks for anything at all. */
export const hasLeadTime = ({ leadDays, orderBy }: LeadTime): boolean => Boolean(leadDays) || Boolean(orderBy)

function cutOff(on: Day, orderBy: string): Date {
  const [hour, minute] = orderBy.split(':').map(Number) as [number, number]
  return instantOf(on, hour + minute / 60)
}

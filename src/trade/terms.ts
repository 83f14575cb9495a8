/** 締め日と支払日: when a month ends for a buyer, and when it is to be paid. Day 31 is the last day of any month. */
import { addMonths, day, lastDay, monthOfDay } from '#kit/days.ts'
import type { Day, Month } from '#kit/days.ts'

export interface Terms {
  /** 1–31. 末締め is 31, 20日締め is 20. */
  readonly closingDay: number
  /** How many months after the closing: 翌月払い is 1. */
  readonly payMonths: number
  readonly payDay: number
}

/** The day of a month; beyond its end, its last day: 31 in February is the 28th or 29th. */
export function dayInMonth(of: Month, dayOfMonth: number): Day {
  const last = lastDay(of)
  const wanted = `${of}-${String(dayOfMonth).padStart(2, '0')}`
  return wanted > last ? last : day(wanted)
}

/** 支払期日: the pay day so many months after the month of closing. A bank holiday is left as it is: the contract says. */
export function dueOn(closedThrough: Day, terms: Pick<Terms, 'payMonths' | 'payDay'>): Day {
  return dayInMonth(addMonths(monthOfDay(closedThrough), terms.payMonths), terms.payDay)
}

/** True when the buyer's month ends on this day. */
export function closesOn(on: Day, terms: Pick<Terms, 'closingDay'>): boolean {
  return dayInMonth(monthOfDay(on), terms.closingDay) === on
}

/** The newest closing day that is not after `on`. */
export function lastClosing(on: Day, terms: Pick<Terms, 'closingDay'>): Day {
  const thisMonth = dayInMonth(monthOfDay(on), terms.closingDay)
  return thisMonth <= on ? thisMonth : dayInMonth(addMonths(monthOfDay(on), -1), terms.closingDay)
}

/**
 * Days in Asia/Tokyo as `YYYY-MM-DD`, months as `YYYY-MM`. Japan has no summer time, so a day is always the instant
 * plus nine hours. A fiscal year (年度) runs from April to March and is named by the year in which it begins.
 */
declare const dayOf: unique symbol
declare const monthOf: unique symbol
export type Day = string & { readonly [dayOf]: true }
export type Month = string & { readonly [monthOf]: true }

const tokyoOffsetMs = 9 * 60 * 60 * 1000
const dayMs = 24 * 60 * 60 * 1000

/** The day it is in Tokyo at that instant. */
export function dayAt(instant: Date): Day {
  return new Date(instant.getTime() + tokyoOffsetMs).toISOString().slice(0, 10) as Day
}

/** The instant at which the day begins in Tokyo, plus so many hours. */
export function instantOf(on: Day, hour = 0): Date {
  return new Date(utcMs(on) - tokyoOffsetMs + hour * 60 * 60 * 1000)
}

/**
 * The years that people mean here: from the first of Meiji (1868) to 2199. The bounds leave room on both sides to reckon
 * with days: past the year 9999 they would not be written in ten letters any more.
 */
const yearsMeant = /^(?:18(?:6[89]|[7-9]\d)|19\d\d|2[01]\d\d)-/

/** A day that exists; 2026-02-30 is a fault. For text that people typed use `parseDay` in japanese-days.ts. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`${text} is not a day (YYYY-MM-DD)`)
  return text
}
export function isDay(text: string): text is Day {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    yearsMeant.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    toDay(utcMs(text as Day)) === text
  )
}
export function month(text: string): Month {
  if (!isMonth(text)) throw new RangeError(`${text} is not a month (YYYY-MM)`)
  return text
}
export function isMonth(text: string): text is Month {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) && yearsMeant.test(text)
}

export const monthOfDay = (on: Day): Month => on.slice(0, 7) as Month
export const firstDay = (of: Month): Day => `${of}-01` as Day
export const lastDay = (of: Month): Day => addDays(firstDay(addMonths(of, 1)), -1)

export function addDays(on: Day, days: number): Day {
  return toDay(utcMs(on) + days * dayMs)
}
export function addMonths(of: Month, months: number): Month {
  const index = Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7)) - 1 + months
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}` as Month
}
/** Whole days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utcMs(to) - utcMs(from)) / dayMs)
}
/** 0 Sunday … 6 Saturday. */
export function weekday(on: Day): number {
  return new Date(utcMs(on)).getUTCDay()
}

/** The fiscal year in which the day lies: 2026-03-31 → 2025, 2026-04-01 → 2026. */
export function fiscalYear(on: Day): number {
  const year = Number(on.slice(0, 4))
  return Number(on.slice(5, 7)) >= 4 ? year : year - 1
}

/** Both days belong to the period. */
export interface Period {
  readonly from: Day
  readonly to: Day
}

/** The fiscal year of a day, from its first of April until that day. */
export const fiscalYearUntil = (on: Day): Period => ({ from: day(`${fiscalYear(on)}-04-01`), to: on })

/** The months of a period, first to last. */
export function monthsOf(period: Period): Month[] {
  const months: Month[] = []
  for (let each = monthOfDay(period.from); each <= monthOfDay(period.to); each = addMonths(each, 1))
    months.push(each)
  return months
}

const utcMs = (on: Day): number => Date.parse(`${on}T00:00:00Z`)
const toDay = (ms: number): Day => new Date(ms).toISOString().slice(0, 10) as Day

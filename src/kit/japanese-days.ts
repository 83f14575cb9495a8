/** Days as people write them in Japan: western or by era, with any of the usual separators, full-width or not. */
import { day, isDay, weekday } from './days.ts'
import type { Day } from './days.ts'
import { normalise } from './japanese.ts'

interface Era {
  readonly name: string
  readonly letter: string
  readonly from: Day
}
/** Latest first. 明治 counts from its year 6: before 1873 Japan did not use this calendar. */
export const eras: readonly Era[] = [
  { name: '令和', letter: 'R', from: day('2019-05-01') },
  { name: '平成', letter: 'H', from: day('1989-01-08') },
  { name: '昭和', letter: 'S', from: day('1926-12-25') },
  { name: '大正', letter: 'T', from: day('1912-07-30') },
  { name: '明治', letter: 'M', from: day('1873-01-01') },
]
const meijiYear1 = 1868

/**
 * Reads 2026/4/1, 2026-04-01, 2026.4.1, 20260401, 2026年4月1日, 令和8年4月1日, 令和元年5月1日, R8.4.1, H31/4/30; a weekday
 * in brackets and a time of day after it are allowed. Undefined for a day that does not exist (2026/2/30), an era day
 * outside its era (平成31年5月1日), a weekday that does not fit, or anything else: a year of two digits is never guessed.
 */
export function parseDay(text: string): Day | undefined {
  const plain = normalise(text).replaceAll(/[ー‐‑–−]/g, '-')
  const found = /^(.+?) ?(?:\((.)(?:曜日?)?\))?(?: \d{1,2}:\d{2}(?::\d{2})?)?$/.exec(plain)
  const [, body = '', weekdayName] = found ?? []
  const read = westernDay(body) ?? eraDayOf(body)
  if (read === undefined) return undefined
  if (weekdayName !== undefined && '日月火水木金土'.charAt(weekday(read)) !== weekdayName) return undefined
  return read
}

function westernDay(text: string): Day | undefined {
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日$/.exec(text) ??
    /^(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})$/.exec(text)
  if (!parts) return undefined
  const [year, month, date] = parts.slice(1).filter((part) => /^\d+$/.test(part))
  const read = dayOf(Number(year), Number(month), Number(date))
  return read !== undefined && read >= firstEraDay ? read : undefined
}

function eraDayOf(text: string): Day | undefined {
  const found = /^(明治|大正|昭和|平成|令和|[MTSHR])[ .]?(元|\d{1,2})(.*)$/iu.exec(text)
  if (!found) return undefined
  const [, eraText = '', yearText = '', rest = ''] = found
  const parts =
    /^ ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日$/.exec(rest) ?? /^ ?([-/.]) ?(\d{1,2}) ?\1 ?(\d{1,2})$/.exec(rest)
  const era = eras.find((each) => each.name === eraText || each.letter === eraText.toUpperCase())
  if (!parts || !era) return undefined
  const [month, date] = parts.slice(-2)
  return dayInEra(era, yearText === '元' ? 1 : Number(yearText), Number(month), Number(date))
}

/** 令和8年4月1日; the first year of an era is 元年. A day before 1873 is a fault. */
export function eraDay(on: Day): string {
  const era = eraOn(on)
  const year = eraYear(era, on)
  return `${era.name}${year === 1 ? '元' : year}年${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`
}

/** The era's year, month and date in six digits, as the headers of 全銀協 records have it: 2026-04-01 → 080401. */
export function eraYymmdd(on: Day): string {
  return `${String(eraYear(eraOn(on), on)).padStart(2, '0')}${on.slice(5, 7)}${on.slice(8)}`
}

/**
 * The day that six digits of a 全銀協 record mean. They do not name the era, so it is the latest day that is not after
 * `notAfter` (the day on which the file is read): 280503 read in 2026 is 平成28年, not 令和28年.
 */
export function parseEraYymmdd(text: string, notAfter: Day): Day | undefined {
  if (!/^\d{6}$/.test(text)) return undefined
  const [year, month, date] = [text.slice(0, 2), text.slice(2, 4), text.slice(4)].map(Number)
  return eras
    .map((era) => dayInEra(era, year ?? 0, month ?? 0, date ?? 0))
    .find((each) => each !== undefined && each <= notAfter)
}

function dayInEra(era: Era, year: number, month: number, date: number): Day | undefined {
  if (year < 1) return undefined
  const read = dayOf(firstYear(era) + year - 1, month, date)
  return read !== undefined && read >= firstEraDay && eraOn(read) === era ? read : undefined
}

function eraOn(on: Day): Era {
  const era = eras.find((each) => each.from <= on)
  if (!era) throw new RangeError(`${on} lies before the eras that are known here`)
  return era
}

const firstEraDay = day('1873-01-01')
const firstYear = (era: Era): number => (era.letter === 'M' ? meijiYear1 : Number(era.from.slice(0, 4)))
const eraYear = (era: Era, on: Day): number => Number(on.slice(0, 4)) - firstYear(era) + 1

function dayOf(year: number, month: number, date: number): Day | undefined {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
  return isDay(text) ? text : undefined
}

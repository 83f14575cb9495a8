/** Days on which banks work: not Saturdays, Sundays, national holidays or 31 December to 3 January (銀行法施行令 5条). */
import holidayJp from '@holiday-jp/holiday_jp'
import { addDays, weekday } from './days.ts'
import type { Day } from './days.ts'

/** A day whose year's holidays are not known here (before 1970 or after 2050) counts as none. */
export function isBankDay(on: Day): boolean {
  const monthDay = on.slice(5)
  const [sunday, saturday] = [0, 6]
  return (
    `${on.slice(0, 4)}-01-01` in holidayJp.holidays &&
    !(on in holidayJp.holidays) &&
    weekday(on) !== sunday &&
    weekday(on) !== saturday &&
    !['12-31', '01-01', '01-02', '01-03'].includes(monthDay)
  )
}

/** The day itself or the next bank day: for a due day, when the contract says 翌営業日. */
export function bankDayOnOrAfter(on: Day): Day {
  return firstBankDay(on, 1)
}
/** The day itself or the bank day before: for a payout, when the contract says 前営業日. */
export function bankDayOnOrBefore(on: Day): Day {
  return firstBankDay(on, -1)
}

function firstBankDay(on: Day, step: 1 | -1): Day {
  const longestRest = 20
  for (let days = 0; days <= longestRest; days++) {
    const each = addDays(on, days * step)
    if (isBankDay(each)) return each
  }
  throw new RangeError(`no bank day is known near ${on}`)
}

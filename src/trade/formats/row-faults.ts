/** What is wrong with one cell of a file that was brought in: told with its place, while the good rows go on. */
import type { Column, TableRow } from '#kit/csv.ts'
import type { Day } from '#kit/days.ts'
import { normalise } from '#kit/japanese.ts'
import { parseDay } from '#kit/japanese-days.ts'
import { parseSteps, parseWhole } from '#kit/numbers.ts'
import type { NotWhole } from '#kit/numbers.ts'
import { isRefusal } from '#kit/refusals.ts'

/** The sentence that belongs to it; `words.ts` has one for each, and the compiler sees that none is missing. */
export type FaultKey =
  | 'cell_missing'
  | 'number_unreadable'
  | 'number_negative'
  | 'number_zero'
  | 'number_not_whole'
  | 'day_unreadable'
  | 'tax_class_unreadable'
  | 'season_unreadable'
  | 'jan_wrong'
  | 'temperature_unknown'
  | 'wanted_before_ordered'
  | 'row_twice'
  | 'amount_missing'
  | 'amount_on_both_sides'
  | 'direction_unknown'
  | 'balance_does_not_follow'
  | 'sums_do_not_match'

export interface RowFault {
  /** Where the row begins in the file, from 1. */
  readonly line: number
  /** The heading as people know it; empty when the fault is not one column's. */
  readonly column: string
  /** What stands in the cell. */
  readonly text: string
  readonly fault: FaultKey
}

/**
 * Reads the cells of one row and gathers what is wrong with them, so that a row with three faults tells all three. What
 * could not be read comes back undefined; a row counts only when `faults` stayed empty.
 */
export function rowReader<Key extends string>(row: TableRow<Key>, columns: Readonly<Record<Key, Column>>) {
  const faults: RowFault[] = []
  const blame = (key: Key, fault: FaultKey): undefined => {
    faults.push({ line: row.line, column: columns[key].names[0] ?? key, text: row.cells[key], fault })
  }
  const number = (key: Key, read: number | undefined | NotWhole): number | undefined => {
    if (!isRefusal(read)) return read
    return blame(key, read.refused === 'not_whole' ? 'number_not_whole' : 'number_unreadable')
  }
  const notNegative = (key: Key, value: number | undefined): number | undefined =>
    value !== undefined && value < 0 ? blame(key, 'number_negative') : value

  return {
    faults,
    blame,
    /** Normalised text; empty when the cell is. */
    text: (key: Key): string => normalise(row.cells[key]),
    required: (key: Key): string => {
      const text = normalise(row.cells[key])
      if (text === '') blame(key, 'cell_missing')
      return text
    },
    day: (key: Key): Day | undefined => {
      if (normalise(row.cells[key]) === '') return undefined
      return parseDay(row.cells[key]) ?? blame(key, 'day_unreadable')
    },
    /** A whole number that is not negative; undefined for a blank cell. */
    whole: (key: Key, units?: readonly string[]): number | undefined =>
      notNegative(key, number(key, parseWhole(row.cells[key], units))),
    /** The same in steps of so many decimals: kg with 3 decimals in grams. */
    steps: (key: Key, decimals: number, units: readonly string[]): number | undefined =>
      notNegative(key, number(key, parseSteps(row.cells[key], decimals, units))),
    /** A whole number of either sign, such as a balance. */
    signed: (key: Key): number | undefined => number(key, parseWhole(row.cells[key])),
  }
}

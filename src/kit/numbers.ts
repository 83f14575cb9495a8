/** Numbers as people write them in forms and spreadsheets. */
import { normalise } from './japanese.ts'
import { isRefusal, refuse } from './refusals.ts'
import type { Refusal } from './refusals.ts'

/** `detail.text` is what was written, so that the sentence can show it. */
export type NotANumber = Refusal<'not_a_number' | 'number_out_of_range'>
export type NotWhole = NotANumber | Refusal<'not_whole'>

/**
 * Reads 1,200円, ¥1,200, １，２００, △1,200 and ▲1200 (negative, as Japanese books write it), 1.5. A blank cell, or a
 * dash alone, is undefined. Anything else is refused: 12,34 is neither 1234 nor 12.34. `units` are the words that may
 * stand after the number (円 unless told otherwise).
 */
export function parseNumber(
  text: string,
  units: readonly string[] = ['円'],
): number | undefined | NotANumber {
  const parts = partsOf(text, units)
  if (parts === undefined || isRefusal(parts)) return parts
  const value = Number(parts.digits)
  if (value > Number.MAX_SAFE_INTEGER) return refuse('number_out_of_range', { detail: { text } })
  return parts.negative && value !== 0 ? -value : value
}

/** As `parseNumber`, and refuses a part of one: 1.5 pieces. 1.0 is 1. */
export function parseWhole(text: string, units?: readonly string[]): number | undefined | NotWhole {
  return parseSteps(text, 0, units)
}

/**
 * Reads a decimal number as whole steps of its last decimal, without a binary fraction in between: with 3 decimals,
 * 1.005 (kg) is 1005 (g). More decimals than that, other than zeros, are refused.
 */
export function parseSteps(
  text: string,
  decimals: number,
  units?: readonly string[],
): number | undefined | NotWhole {
  const parts = partsOf(text, units ?? ['円'])
  if (parts === undefined || isRefusal(parts)) return parts
  const [integer = '', fraction = ''] = parts.digits.split('.')
  if (/[1-9]/.test(fraction.slice(decimals))) return refuse('not_whole', { detail: { text } })
  const value = Number(integer + fraction.slice(0, decimals).padEnd(decimals, '0'))
  if (!Number.isSafeInteger(value)) return refuse('number_out_of_range', { detail: { text } })
  return parts.negative && value !== 0 ? -value : value
}

function partsOf(
  text: string,
  units: readonly string[],
): { negative: boolean; digits: string } | undefined | NotANumber {
  const plain = normalise(text)
  if (/^[-ー‐–—―−]?$/.test(plain)) return undefined

  // A file in CP932 has the backslash where the screen showed the yen sign. The sign may stand before or after ¥.
  const found = /^([△▲\-−‐–+]?) ?[¥\\]? ?([△▲\-−‐–]?) ?([\d,]*\.?\d*) ?(\D*)$/.exec(plain)
  const [, before = '', after = '', number = '', unit = ''] = found ?? []
  const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(number)
  if (!grouped && !/^(\d+(\.\d+)?|\.\d+)$/.test(number)) return refuse('not_a_number', { detail: { text } })
  const known = unit === '' || units.some((each) => normalise(each).toLowerCase() === unit.toLowerCase())
  if (!known || (before !== '' && after !== '')) return refuse('not_a_number', { detail: { text } })

  const sign = before + after
  return { negative: sign !== '' && sign !== '+', digits: number.replaceAll(',', '') }
}

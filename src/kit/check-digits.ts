/**
 * Check digits of numbers that people type. A wrong digit is caught here before it reaches an invoice; a right one
 * proves nothing about existence.
 */

/** 法人番号 (13 digits): its first digit fits the other twelve (法人番号の指定等に関する省令). */
export function isCorporateNumber(text: string): boolean {
  return /^\d{13}$/.test(text) && text.startsWith(String(corporateCheckDigit(text.slice(1))))
}

/** The digit that goes before the twelve: 9 − (Σ P_n·Q_n mod 9), n from the right, Q 1 for odd and 2 for even n. */
export function corporateCheckDigit(twelve: string): number {
  return 9 - (weighted(digitsOf(twelve, 12), [1, 2]) % 9)
}

/**
 * Registration number of a qualified invoice issuer (消費税法 57条の2): T and 13 digits. `form` says that it has this
 * form; `checks` that its digits have the check digit of a corporation. A sole proprietor's number need not have it
 * (要確認, to be confirmed), so a caller treats a miss as an error for corporations and as a warning for people.
 */
export function registrationNumber(text: string): { form: boolean; checks: boolean } {
  const form = /^T\d{13}$/.test(text)
  return { form, checks: form && isCorporateNumber(text.slice(1)) }
}

/** 全国地方公共団体コード with its check digit (6 digits), such as 032093 for 一関市. */
export function isLocalGovernmentCode(text: string): boolean {
  return /^\d{6}$/.test(text) && text.endsWith(String(localGovernmentCheckDigit(text.slice(0, 5))))
}

/** The sixth digit: (11 − (6d1 + 5d2 + 4d3 + 3d4 + 2d5) mod 11) mod 10. */
export function localGovernmentCheckDigit(five: string): number {
  return (11 - (weighted(digitsOf(five, 5), [2, 3, 4, 5, 6]) % 11)) % 10
}

/** A JAN code (GTIN) of 13 or 8 digits whose last digit fits (JIS X 0507). */
export function isJan(text: string): boolean {
  return /^(\d{8}|\d{13})$/.test(text) && text.endsWith(String(janCheckDigit(text.slice(0, -1))))
}

/** The last digit of a JAN code of 12 or 7 digits: weights 3 and 1 from the right, up to the next ten. */
export function janCheckDigit(digits: string): number {
  return (10 - (weighted(digitsOf(digits, digits.length === 7 ? 7 : 12), [3, 1]) % 10)) % 10
}

/** Digits from the right, each times the weights in turn. */
function weighted(fromLeft: readonly number[], weights: readonly number[]): number {
  return fromLeft
    .toReversed()
    .reduce((total, digit, at) => total + digit * (weights[at % weights.length] ?? 0), 0)
}

function digitsOf(text: string, length: number): number[] {
  if (!/^\d+$/.test(text) || text.length !== length) throw new RangeError(`${text} is not ${length} digits`)
  return Array.from(text, Number)
}

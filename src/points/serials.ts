/** The number on a printed note: eight signs by chance and one that is worked out from them. Pure. */
import { codeLetters } from './shops.ts'

// A prime, so that one wrong sign, or two that changed places, always show.
const prime = 37

/** The ninth sign: the weighted sum of the eight before it, told by a figure or letter. Undefined where 37 has none. */
export function checkSign(eight: string): string | undefined {
  const sum = [...eight].reduce((all, sign, at) => all + (at + 1) * codeLetters.indexOf(sign), 0)
  return codeLetters[sum % prime]
}

/** As typed or read: in capitals, without spaces and hyphens; undefined for what cannot be the number of a note. */
export function serialOf(typed: string): string | undefined {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s‐-―−ー-]/g, '')
  const known = signs.length === 9 && [...signs].every((sign) => codeLetters.includes(sign))
  return known && checkSign(signs.slice(0, 8)) === signs[8] ? signs : undefined
}

/** `K3F9-72QX-C`: as it is printed. */
export const shownSerial = (serial: string): string =>
  `${serial.slice(0, 4)}-${serial.slice(4, 8)}-${serial.slice(8)}`

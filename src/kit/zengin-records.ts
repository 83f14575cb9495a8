/**
 * Fixed-length records as the Japanese Bankers Association (全銀協) has them: one byte a character, N right-aligned and
 * filled with zeros, C left-aligned and filled with spaces. A layout is the list of its fields in order.
 */
export interface RecordField {
  readonly name: string
  readonly kind: 'N' | 'C'
  readonly length: number
}
export type Layout<Names extends string> = readonly (RecordField & { readonly name: Names })[]

/** A field of a layout; the table reads like the one in the bank's paper. */
export const field = <Name extends string>(
  name: Name,
  kind: 'N' | 'C',
  length: number,
): RecordField & { readonly name: Name } => ({ name, kind, length })

export const lengthOf = (layout: readonly RecordField[]): number =>
  layout.reduce((total, each) => total + each.length, 0)

/** One record as text of exactly the layout's length. A value that does not fit is a fault: refuse it before. */
export function writeRecord<Names extends string>(
  layout: Layout<Names>,
  values: Readonly<Partial<Record<Names, string | number>>>,
): string {
  return layout
    .map(({ name, kind, length }) => {
      const text = String(values[name] ?? '')
      const fits = kind === 'N' ? /^\d*$/.test(text) : true
      if (text.length > length || !fits)
        throw new RangeError(`${name}: ${text} does not fit ${kind}(${length})`)
      return kind === 'N' ? text.padStart(length, '0') : text.padEnd(length, ' ')
    })
    .join('')
}

/** The fields of one record, as text; C fields without the spaces that fill them. */
export function readRecord<Names extends string>(
  layout: Layout<Names>,
  record: string,
): Record<Names, string> {
  let at = 0
  const fields = layout.map(({ name, kind, length }) => {
    const text = record.slice(at, at + length)
    at += length
    return [name, kind === 'C' ? text.trimEnd() : text] as const
  })
  return Object.fromEntries(fields) as Record<Names, string>
}

/**
 * Bytes of text in half-width kana, A–Z, digits and marks: JIS X 0201, which Shift_JIS contains byte for byte. The yen
 * sign has the place of the backslash.
 */
export function toSingleBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (character === '¥') return yenByte
    if (code >= firstKana && code <= lastKana) return code - firstKana + firstKanaByte
    if (code <= lastAscii) return code
    throw new RangeError(`${character} is no single byte of JIS X 0201`)
  })
}

/** The text of such bytes. A byte that is none of them becomes ? so that the positions of a record stay right. */
export function fromSingleBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    if (byte === yenByte) return '¥'
    if (byte >= firstKanaByte && byte <= lastKana - firstKana + firstKanaByte)
      return String.fromCodePoint(byte - firstKanaByte + firstKana)
    return byte <= lastAscii ? String.fromCodePoint(byte) : '?'
  }).join('')
}

/** The records of a file, with or without line ends and the end mark 0x1A; undefined when a length is not right. */
export function splitRecords(bytes: Uint8Array, length: number): string[] | undefined {
  const endMark = 0x1a
  const text = fromSingleBytes(bytes.filter((byte) => byte !== endMark)).replaceAll(/[\r\n]/g, '')
  if (text.length === 0 || text.length % length !== 0) return undefined
  return Array.from({ length: text.length / length }, (_, at) => text.slice(at * length, (at + 1) * length))
}

const [firstKana, lastKana, firstKanaByte] = [0xff61, 0xff9f, 0xa1]
const [yenByte, lastAscii] = [0x5c, 0x7e]

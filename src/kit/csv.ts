/**
 * Tables that people bring from spreadsheets and banks, and the ones we give back. A reader tells the columns it knows;
 * this file finds the encoding, the delimiter and the heading, and hands on every row with its line in the file.
 */
import { parse } from 'csv-parse/sync'
import { nameKey } from './japanese.ts'
import { isRefusal, refuse } from './refusals.ts'
import type { Refusal } from './refusals.ts'

export interface Column {
  /** Headings under which the column is known; the first is the one shown to people. */
  readonly names: readonly string[]
  readonly required?: boolean
}
export type Encoding = 'utf-8' | 'shift_jis' | 'utf-16le' | 'utf-16be'
export type Delimiter = ',' | '\t' | ';'

export interface TableRow<Key extends string> {
  /** Where the row begins, counted from 1 as an editor shows it. */
  readonly line: number
  /** Trimmed, otherwise as in the file; empty when the file lacks the column. */
  readonly cells: Readonly<Record<Key, string>>
  /** 合計, 小計, 計 …: not a row of its own, so the caller skips it. */
  readonly total: boolean
}
export interface Table<Key extends string> {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly header: readonly string[]
  /** Headings that no column claimed, to be told to the person. */
  readonly unknown: readonly string[]
  readonly rows: readonly TableRow<Key>[]
}
export type TableRefusal = Refusal<
  | 'file_empty'
  | 'file_too_large' // detail.maxBytes
  | 'too_many_rows' // detail.maxRows
  | 'encoding_unknown'
  | 'csv_broken' // detail.line
  | 'header_not_found' // detail.missing: the headings looked for, joined by 、
  | 'header_twice' // detail.header: two columns that could both be it
>

/**
 * Reads CSV, TSV or semicolons in UTF-8 (with or without BOM), CP932 or UTF-16. The heading may stand below a few lines
 * of preface; it is matched by normalised text, then without what is in brackets: 出金金額（円） is 出金金額. Blank rows
 * are left out. Whole-file trouble is refused here; what is wrong with a cell is the caller's to say.
 */
export function readTable<Key extends string>(
  bytes: Uint8Array,
  columns: Readonly<Record<Key, Column>>,
  limits: { maxBytes?: number; maxRows?: number } = {},
): Table<Key> | TableRefusal {
  const { maxBytes = 5_000_000, maxRows = 20_000 } = limits
  if (bytes.length > maxBytes) return refuse('file_too_large', { detail: { maxBytes } })
  const decoded = decode(bytes)
  if (isRefusal(decoded)) return decoded
  if (decoded.text.trim() === '') return refuse('file_empty')

  const keys = Object.keys(columns) as Key[]
  let first: TableRefusal | undefined
  for (const delimiter of delimitersBy(decoded.text)) {
    const lines = parseLines(decoded.text, delimiter)
    const found = isRefusal(lines) ? lines : findHeader(lines, columns)
    if (isRefusal(lines) || isRefusal(found)) {
      first ??= isRefusal(found) ? found : undefined
      continue
    }
    const rows = lines.slice(found.at + 1).filter((each) => each.cells.some((cell) => cell !== ''))
    if (rows.length > maxRows) return refuse('too_many_rows', { detail: { maxRows } })
    return {
      encoding: decoded.encoding,
      delimiter,
      header: found.header,
      unknown: found.header.filter((name, at) => name !== '' && !found.claimed.has(at)),
      rows: rows.map(({ line, cells }) => ({
        line,
        cells: pick(cells, keys, found.places),
        total: isTotal(cells),
      })),
    }
  }
  return first ?? refuse('file_empty')
}

/** The text of a file that people saved on any machine. Bytes that fit no encoding are refused, never replaced. */
export function decode(
  bytes: Uint8Array,
): { encoding: Encoding; text: string } | Refusal<'encoding_unknown'> {
  const [a, b] = bytes
  const sample = bytes.subarray(0, 200)
  const zerosAtOdd = sample.filter((byte, at) => byte === 0 && at % 2 === 1).length
  const candidates: Encoding[] =
    a === 0xff && b === 0xfe
      ? ['utf-16le']
      : a === 0xfe && b === 0xff
        ? ['utf-16be']
        : zerosAtOdd * 8 > sample.length
          ? ['utf-16le']
          : ['utf-8', 'shift_jis']
  for (const encoding of candidates) {
    try {
      // The decoder drops a BOM by itself. Node's `shift_jis` is CP932, with ① and 髙.
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!text.includes('\0')) return { encoding, text }
    } catch {
      // Not this one: the next candidate, or the refusal below, is the answer.
    }
  }
  return refuse('encoding_unknown')
}

/** A row of a file as it stands there. */
export interface Line {
  readonly line: number
  readonly cells: readonly string[]
}

export function parseLines(text: string, delimiter: Delimiter): Line[] | Refusal<'csv_broken'> {
  // One kind of line end, or a line break inside quotes would be counted twice.
  const unified = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  const lines: Line[] = []
  let end = 0
  try {
    parse(unified, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      on_record: (record: string[], info) => {
        lines.push({ line: end + 1, cells: record.map(unguarded) })
        end = info.lines
        return null
      },
    })
    return lines
  } catch (error) {
    const line = (error as { lines?: number }).lines
    if (line === undefined) throw error
    return refuse('csv_broken', { detail: { line } })
  }
}

/** Delimiters by how often they stand in the first lines. A file with one column has none, and is read with commas. */
export function delimitersBy(text: string): Delimiter[] {
  const start = text.slice(0, 4_000)
  const count = (delimiter: Delimiter): number => start.split(delimiter).length
  return ([',', '\t', ';'] as const).toSorted((a, b) => count(b) - count(a))
}

interface FoundHeader<Key extends string> {
  readonly at: number
  readonly header: readonly string[]
  readonly places: ReadonlyMap<Key, number>
  readonly claimed: ReadonlySet<number>
}

function findHeader<Key extends string>(
  lines: readonly Line[],
  columns: Readonly<Record<Key, Column>>,
): FoundHeader<Key> | Refusal<'header_not_found' | 'header_twice'> {
  const keys = Object.keys(columns) as Key[]
  let fewest: readonly Key[] = keys.filter((key) => columns[key].required)
  for (const [at, { cells: header }] of lines.slice(0, maxPrefaceLines).entries()) {
    const places = new Map<Key, number>()
    const twice: string[] = []
    for (const key of keys) {
      const matches = placesOf(header, columns[key].names)
      if (matches[0] !== undefined) places.set(key, matches[0])
      if (matches.length > 1) twice.push(columns[key].names[0] ?? key)
    }
    const missing = keys.filter((key) => columns[key].required && !places.has(key))
    if (missing.length === 0 && places.size > 0) {
      if (twice[0] !== undefined) return refuse('header_twice', { detail: { header: twice[0] } })
      return { at, header, places, claimed: new Set(places.values()) }
    }
    if (missing.length < fewest.length) fewest = missing
  }
  const missingNames = fewest.map((key) => columns[key].names[0] ?? key)
  return refuse('header_not_found', { detail: { missing: missingNames.join('、') } })
}

/** Exact headings go before headings that match only without their brackets: 価格 before 価格（税込）. */
function placesOf(header: readonly string[], names: readonly string[]): number[] {
  const wanted = new Set(names.map(headingKey))
  const matching = (keyOf: (cell: string) => string): number[] =>
    header.flatMap((cell, at) => (cell !== '' && wanted.has(keyOf(cell)) ? [at] : []))
  const exact = matching(headingKey)
  return exact.length > 0
    ? exact
    : matching((cell) => headingKey(cell.replaceAll(/[(（[［【].*?[)）\]］】]/g, '')))
}

const headingKey = (text: string): string => nameKey(text).replaceAll(/[*※★"':]/g, '')
const maxPrefaceLines = 30

function pick<Key extends string>(
  cells: readonly string[],
  keys: readonly Key[],
  places: ReadonlyMap<Key, number>,
): Record<Key, string> {
  // A column that the file lacks, or that a short row does not reach, reads as empty.
  const picked = keys.map((key) => [key, cells[places.get(key) ?? -1] ?? ''] as const)
  return Object.fromEntries(picked) as Record<Key, string>
}

function isTotal(cells: readonly string[]): boolean {
  const first = nameKey(cells.find((cell) => cell !== '') ?? '')
  return /^(総合計|合計|小計|総計|累計|計|total|subtotal|grandtotal)(:|\(.*\)|\d+件)?$/.test(first)
}

/** What one cell of `writeCsv` may be; a number is written without grouping. */
export type Cell = string | number | null | undefined

/**
 * CSV for a spreadsheet: UTF-8 with BOM and CRLF. Text that a spreadsheet would take for a formula (=, +, -, @, also
 * full-width) gets an apostrophe before it, which `readTable` takes off again; numbers, negative ones too, do not.
 */
export function writeCsv(rows: readonly (readonly Cell[])[]): Uint8Array {
  const lines = rows.map((row) => `${row.map(written).join(',')}\r\n`)
  return new TextEncoder().encode(`\ufeff${lines.join('')}`)
}

/** As RFC 4180 says: quoted where a comma, a quote or a line break of any kind would be taken for the file's own. */
function written(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null || cell === undefined ? '' : String(cell)
  const text = guard(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const guard = (text: string): string =>
  formulaStart.test(text) && !/^[-+]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
const unguarded = (cell: string): string => {
  const text = cell.trim()
  return text.startsWith("'") && formulaStart.test(text.slice(1)) ? text.slice(1) : text
}
const formulaStart = /^[=+\-@\t\r＝＋－＠]/

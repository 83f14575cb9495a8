/**
 * Tables whose columns are not known beforehand: cells in rows, from CSV of any sort or from an Excel workbook. What they
 * mean the caller finds by their labels; each row keeps its line, so that a fault can name it.
 */
import readWorkbook from 'read-excel-file/node'
import { type Line, decode, delimitersBy, parseLines } from './csv.ts'
import { type Refusal, isRefusal, refuse } from './refusals.ts'

export interface Sheet {
  /** The sheet's name; empty for a CSV. */
  readonly name: string
  readonly rows: readonly Line[]
}
export type GridRefusal = Refusal<
  | 'file_empty'
  | 'file_too_large' // detail.maxBytes
  | 'too_many_rows' // detail.maxRows
  | 'encoding_unknown'
  | 'csv_broken' // detail.line
  | 'workbook_broken'
  | 'workbook_old'
>

/** The first bytes of a zip, which an .xlsx is, and of the older .xls. */
const zip = [0x50, 0x4b, 0x03, 0x04]
const compound = [0xd0, 0xcf, 0x11, 0xe0]
const begins = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte)

/**
 * All sheets of a file. An .xls of before 2007 is refused by name (`workbook_old`), a damaged .xlsx as `workbook_broken`.
 * Cells are trimmed text; a number of a workbook is written with all its digits.
 */
export async function readGrid(
  bytes: Uint8Array,
  { maxBytes = 10_000_000, maxRows = 5_000 }: { maxBytes?: number; maxRows?: number } = {},
): Promise<readonly Sheet[] | GridRefusal> {
  if (bytes.length > maxBytes) return refuse('file_too_large', { detail: { maxBytes } })
  if (begins(bytes, compound)) return refuse('workbook_old')
  const sheets = begins(bytes, zip) ? await workbook(bytes) : csv(bytes)
  if (isRefusal(sheets)) return sheets
  if (sheets.every(({ rows }) => rows.length === 0)) return refuse('file_empty')
  if (sheets.some(({ rows }) => rows.length > maxRows))
    return refuse('too_many_rows', { detail: { maxRows } })
  return sheets
}

async function workbook(bytes: Uint8Array): Promise<Sheet[] | Refusal<'workbook_broken'>> {
  const sheets = await readWorkbook(Buffer.from(bytes), { trim: true }).catch(() => undefined)
  if (!sheets) return refuse('workbook_broken')
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data
      .map((row, at) => ({ line: at + 1, cells: row.map(cellText) }))
      .filter(({ cells }) => cells.some((cell) => cell !== '')),
  }))
}

const cellText = (cell: unknown): string =>
  cell === null || cell === undefined
    ? ''
    : cell instanceof Date
      ? cell.toISOString().slice(0, 10)
      : String(cell)

/** The delimiter is the one under which the rows are widest. */
function csv(bytes: Uint8Array): Sheet[] | GridRefusal {
  const decoded = decode(bytes)
  if (isRefusal(decoded)) return decoded
  if (decoded.text.trim() === '') return refuse('file_empty')
  const [delimiter = ','] = delimitersBy(decoded.text)
  const lines = parseLines(decoded.text, delimiter)
  if (isRefusal(lines)) return lines
  return [{ name: '', rows: lines.filter(({ cells }) => cells.some((cell) => cell !== '')) }]
}

import writeXlsxFile from 'write-excel-file/node'
import type { Cell } from './csv.ts'

/** How a column of a workbook shows its numbers. A share is kept as a part of one and shown as percent. */
export type ExcelKind = 'text' | 'number' | 'share' | 'ratio'
const formats: Readonly<Record<ExcelKind, string | undefined>> = {
  text: undefined,
  number: '#,##0', // `.###` would leave a bare point after whole numbers
  share: '0.0%',
  ratio: '0.0000',
}

export interface ExcelColumn {
  readonly label: string
  readonly kind: ExcelKind
}

/**
 * One sheet for a spreadsheet program: bold head that stays in sight, numbers as numbers, widths after what stands in
 * them. Text is always text, so `=1+1` is not a formula. Names of sheets lose what Excel forbids in them.
 */
export async function writeExcel(
  name: string,
  columns: readonly ExcelColumn[],
  rows: readonly (readonly Cell[])[],
): Promise<Uint8Array> {
  const head = columns.map(({ label, kind }) => ({
    value: label,
    type: String,
    fontWeight: 'bold' as const,
    align: kind === 'text' ? ('left' as const) : ('right' as const),
    bottomBorderStyle: 'thin' as const,
  }))
  const body = rows.map((row) => columns.map(({ kind }, at) => excelCell(row[at], kind)))
  const widths = columns.map(({ label }, at) => ({
    width: Math.min(
      60,
      2 + Math.max(...[label, ...rows.slice(0, 200).map((row) => shown(row[at]))].map(widthOf)),
    ),
  }))
  const sheet = name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31)
  return await writeXlsxFile([head, ...body], { sheet, columns: widths, stickyRowsCount: 1 }).toBuffer()
}

function excelCell(cell: Cell, kind: ExcelKind) {
  if (cell === null || cell === undefined || cell === '') return null
  if (typeof cell === 'number') return { value: cell, type: Number, format: formats[kind] ?? '0' }
  return { value: cell, type: String }
}
const shown = (cell: Cell): string => (typeof cell === 'number' ? cell.toLocaleString('en') : (cell ?? ''))
/** A Japanese letter takes two columns. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) < 256 ? 1 : 2), 0)

/** A report is a list of rows and what is said of each; the page, the CSV and the workbook are made from the same columns. */
import type { Child } from 'hono/jsx'
import { writeCsv } from '#kit/csv.ts'
import { writeExcel } from '#kit/excel.ts'
import type { Download } from './routes.ts'
import { decimal, percent, yen } from '#ui/numbers.ts'
import type { Column } from '#ui/tables.tsx'
import type { Lang } from '#ui/words.ts'

export interface ReportColumn<Row> {
  readonly key: string
  readonly label: string
  /** A ratio has four digits after the point: a multiplier. */
  readonly kind: 'text' | 'yen' | 'count' | 'share' | 'ratio'
  /** A share is a part of one; null where there is nothing to say. */
  readonly value: (row: Row) => string | number | null
  /** On the page, where it is more than its value: a link, an amount with its unit. */
  readonly cell?: (row: Row) => Child
  readonly hideOnPhone?: boolean
  /** Stands in the files alone: on the page it is told otherwise. */
  readonly fileOnly?: boolean
}

/** A part of a whole; of nothing there is none. */
export const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)

/** So many rows a picture can show and still be read. */
export const inPicture = 12

/** `-netYen`: by this column, the largest first. */
export interface Sorting {
  readonly key: string
  readonly descending: boolean
}
export const sortingOf = (text: string | undefined): Sorting | undefined =>
  text === undefined ? undefined : { key: text.replace(/^-/, ''), descending: text.startsWith('-') }

/** Rows by a column; empty ones last, whichever way. Unchanged when the column is none of these. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly ReportColumn<Row>[],
  sorting: Sorting | undefined,
): readonly Row[] {
  const column = columns.find(({ key }) => key === sorting?.key)
  if (!column) return rows
  const direction = sorting?.descending ? -1 : 1
  return rows.toSorted((a, b) => {
    const [one, other] = [column.value(a), column.value(b)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return (
      direction * (typeof one === 'string' ? one.localeCompare(String(other), 'ja') : one - Number(other))
    )
  })
}

/** As the page's table takes them; each head sorts, a second press the other way. */
export function pageColumns<Row>(
  columns: readonly ReportColumn<Row>[],
  sorting: Sorting | undefined,
  sortHref: (sort: string) => string,
  lang: Lang,
): Column<Row>[] {
  const onPage = columns.filter(({ fileOnly }) => !fileOnly)
  return onPage.map((column) => {
    const { key, label, kind, hideOnPhone, cell, value } = column
    const current = sorting?.key === key ? sorting : undefined
    // Numbers are asked for with the largest first, words from the beginning.
    const next = current ? (current.descending ? key : `-${key}`) : kind === 'text' ? key : `-${key}`
    return {
      key,
      label,
      numeric: kind !== 'text',
      hideOnPhone,
      sortHref: sortHref(next),
      sorted: current && (current.descending ? 'descending' : 'ascending'),
      cell: cell ?? ((row) => shown(value(row), kind, lang)),
    }
  })
}

export function shown(value: string | number | null, kind: ReportColumn<never>['kind'], lang: Lang): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (kind === 'yen') return yen(value, lang)
  if (kind === 'share') return percent(value, 1)
  return decimal(value, kind === 'ratio' ? 4 : 0)
}

/** For a spreadsheet as text: plain numbers, shares as percent. */
export function csvOf<Row>(
  rows: readonly Row[],
  columns: readonly ReportColumn<Row>[],
  name: string,
): Download {
  const cells = rows.map((row) =>
    columns.map(({ value, kind }) => {
      const cell = value(row)
      return kind === 'share' && typeof cell === 'number' ? `${(cell * 100).toFixed(1)}%` : cell
    }),
  )
  const bytes = writeCsv([columns.map(({ label }) => label), ...cells])
  return { bytes, type: 'text/csv; charset=utf-8', name: `${name}.csv` }
}

export async function excelOf<Row>(
  rows: readonly Row[],
  columns: readonly ReportColumn<Row>[],
  name: string,
): Promise<Download> {
  const bytes = await writeExcel(
    name,
    columns.map(({ label, kind }) => ({
      label,
      kind: kind === 'text' || kind === 'share' || kind === 'ratio' ? kind : 'number',
    })),
    rows.map((row) => columns.map(({ value }) => value(row))),
  )
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { bytes, type, name: `${name}.xlsx` }
}

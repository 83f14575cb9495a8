/**
 * A regional input-output table from the file that a prefecture or ministry publishes (domain.md 3.3): any order of
 * columns, code columns and prefaces, Japanese or English labels. Sectors are the labels that head a column and begin a
 * row; everything else is found by its name. Pure.
 */
import { nameKey } from '#kit/japanese.ts'
import { parseNumber } from '#kit/numbers.ts'
import { type Refusal, isRefusal, refuse } from '#kit/refusals.ts'
import type { Line } from '#kit/csv.ts'
import type { Sheet } from '#kit/grid.ts'
import type { IoTable } from './io-table.ts'
import { matrixOf } from './matrices.ts'

export type TableReadingRefusal =
  | Refusal<'no_sectors'>
  | Refusal<'no_output'>
  | Refusal<'cell_not_a_number'> // detail.line, detail.column, detail.text
  | Refusal<'output_negative'> // detail.sector
  | Refusal<'too_many_sectors'> // detail.most

/** What stands beside the sectors, by the labels under which it is published. The first that is found counts. */
const columnNames = {
  consumption: [
    /^民間消費支出/,
    /^家計消費支出/,
    /^final_?consumption_?(by_)?households?$/,
    /^household_?consumption$/,
  ],
  demandInside: [/^(県内|市内|町内|村内|域内|地域内|圏内|国内)最終需要(計|合計|部門計)?$/],
  outside: [/^家計外消費支出/],
  government: [/^一般政府消費支出/, /^政府消費/, /^final_?consumption_?(by_)?government$/],
  publicInvestment: [/(固定資本形成).*(公的|政府)/],
  privateInvestment: [/(固定資本形成).*民間/],
  investment: [/固定資本形成/, /^(gross_?)?(fixed_?)?capital_?formation$/, /^investment$/],
  inventory: [/^在庫純増/, /^在庫/, /^(changes?_in_)?inventor(y|ies)(_?changes?)?$/],
  exportsAll: [/^移輸出(計|合計)?$/, /^輸移出(計|合計)?$/],
  exportsAbroad: [/^輸出(計)?$/, /^exports?(_of_.*)?$/],
  exportsHome: [/^移出(計)?$/],
  importsAll: [/^移輸入(計|合計)?$/, /^輸移入(計|合計)?$/],
  importsAbroad: [/^輸入(計)?$/, /^imports?(_of_.*)?$/],
  importsHome: [/^移入(計)?$/],
  output: [/生産額$/, /^総産出/, /^(total_?)?output$/, /^総供給$/],
} as const
const rowNames = {
  valueAdded: [/^粗?付加価値(部門)?(計|合計|額)?$/, /^(gross_?)?value_?added(_?gross)?$/, /^gva$/],
  income: [/^雇用者所得$/, /^賃金/, /^compensation(_of)?_?employees$/, /^labou?r_?income$/],
  employment: [
    /^(従業者|就業者|雇用者)(総数|数計|計)$/,
    /^employment(_domestic)?_?total$/,
    /^(従業者|就業者|雇用者)数?$/,
    /^employment$/,
  ],
  emissions: [/^co2(排出量)?$/, /^二酸化炭素/, /^emissions?$/],
  imports: [/^輸?移?入(計)?$/, /^移輸入(計)?$/, /^imports(_of_.*)?$/],
  output: [/生産額$/, /^総産出/, /^(total_?)?output$/],
} as const
type ColumnName = keyof typeof columnNames
type RowName = keyof typeof rowNames

const mostSectors = 600
const searchedRows = 12
const searchedColumns = 5

/** The table of the sheet that has the most sectors. A cell that is no number is refused by its line and column. */
export function readTable(sheets: readonly Sheet[]): IoTable | TableReadingRefusal {
  const places = sheets
    .map(({ rows }) => placeOf(rows))
    .toSorted((a, b) => b.sectors.length - a.sectors.length)
  const [place] = places
  if (!place || place.sectors.length < 2) return refuse('no_sectors')
  if (place.sectors.length > mostSectors) return refuse('too_many_sectors', { detail: { most: mostSectors } })
  try {
    return assemble(place)
  } catch (fault) {
    // A cell is read deep inside; what is wrong with it is the answer.
    if (fault instanceof CellFault) return fault.refusal
    throw fault
  }
}

class CellFault extends Error {
  readonly refusal: TableReadingRefusal
  constructor(refusal: TableReadingRefusal) {
    super(refusal.refused)
    this.refusal = refusal
  }
}

interface Place {
  readonly rows: readonly Line[]
  readonly sectors: readonly { readonly name: string; readonly row: Line; readonly column: number }[]
  /** Labels of the rows and columns that are no sectors, as `labelKey` has them. */
  readonly otherRows: ReadonlyMap<string, Line>
  readonly otherColumns: ReadonlyMap<string, number>
}

/** Where labels of columns and of rows stand: the pair of a row and a column that share the most labels. */
function placeOf(rows: readonly Line[]): Place {
  const best = { shared: 0, head: rows[0], column: 0 }
  for (const head of rows.slice(0, searchedRows)) {
    const heads = new Set(head.cells.map(labelKey).filter(isLabel))
    for (let column = 0; column < searchedColumns; column++) {
      const shared = new Set(
        rows.map(({ cells }) => labelKey(cells[column] ?? '')).filter((key) => heads.has(key)),
      ).size
      if (shared > best.shared) Object.assign(best, { shared, head, column })
    }
  }
  const { head, column: labels } = best
  if (!head) return { rows, sectors: [], otherRows: new Map(), otherColumns: new Map() }
  const byRow = new Map<string, Line>()
  for (const row of rows.slice(rows.indexOf(head) + 1)) {
    const key = labelKey(row.cells[labels] ?? '')
    if (isLabel(key) && !byRow.has(key)) byRow.set(key, row)
  }
  const byColumn = new Map<string, number>()
  for (const [column, label] of head.cells.entries()) {
    const key = labelKey(label)
    if (column > labels && isLabel(key) && !byColumn.has(key)) byColumn.set(key, column)
  }
  const sectors = [...byColumn].flatMap(([key, column]) => {
    const row = byRow.get(key)
    return row && !isOther(key) ? [{ name: (head.cells[column] ?? '').trim(), row, column }] : []
  })
  const taken = new Set(sectors.map(({ name }) => labelKey(name)))
  return {
    rows,
    sectors,
    otherRows: new Map([...byRow].filter(([key]) => !taken.has(key))),
    otherColumns: new Map([...byColumn].filter(([key]) => !taken.has(key))),
  }
}

/** Labels without the signs and brackets that publishers set around them: （控除）移輸入, 県内生産額 (a). */
const labelKey = (label: string): string =>
  nameKey(label).replaceAll(/\((控除|単位.*?|注.*?|[a-z]|\d+)\)|【.*?】|^控除|[*※+\s]/g, '')
const isLabel = (key: string): boolean => key !== '' && !/^[\d.,-]+$/.test(key)
const sums =
  /^(内生部門|中間(需要|投入)|最終需要部門|需要)?(計|合計)$|^total(_.*)?$|^最終需要(計|合計)$|^(県内)?需要(計|合計)$/
const isOther = (key: string): boolean =>
  sums.test(key) ||
  [...Object.values(columnNames), ...Object.values(rowNames)].flat().some((name) => name.test(key))

function found<Value>(names: readonly RegExp[], labels: ReadonlyMap<string, Value>): Value | undefined {
  for (const name of names) for (const [key, value] of labels) if (name.test(key)) return value
  return undefined
}

function assemble({ sectors, otherRows, otherColumns }: Place): IoTable | TableReadingRefusal {
  const column = (name: ColumnName): number[] | undefined => {
    const at = found(columnNames[name], otherColumns)
    return at === undefined ? undefined : sectors.map(({ row }) => cell(row, at))
  }
  const row = (name: RowName): number[] | undefined => {
    const line = found(rowNames[name], otherRows)
    return line && sectors.map(({ column: at }) => cell(line, at))
  }
  const transactions = matrixOf(
    sectors.map(({ row: line }) => sectors.map(({ column: at }) => cell(line, at))),
  )
  const output = row('output') ?? column('output')
  if (!output) return refuse('no_output')
  const negative = output.findIndex((value) => value < 0)
  if (negative >= 0) return refuse('output_negative', { detail: { sector: sectors[negative]?.name ?? '' } })

  const taken = together(column('importsAll') ?? together(column('importsAbroad'), column('importsHome')))
  const bought = (j: number): number =>
    sectors.reduce((sum, _, i) => sum + (transactions.cells[i * sectors.length + j] ?? 0), 0)
  const imported = row('imports')
  return {
    sectors: sectors.map(({ name }) => name),
    form: taken ? 'competitive' : 'domestic',
    transactions,
    output,
    consumption: column('consumption') ?? [],
    finalDemand: demandInside(column) ?? sectors.map(() => 0),
    exports:
      column('exportsAll') ??
      together(column('exportsAbroad'), column('exportsHome')) ??
      sectors.map(() => 0),
    imports: (taken ?? imported ?? sectors.map(() => 0)).map(Math.abs),
    valueAdded:
      row('valueAdded') ?? output.map((value, j) => value - bought(j) - (taken ? 0 : (imported?.[j] ?? 0))),
    income: row('income') ?? [],
    employment: row('employment') ?? [],
    emissions: row('emissions') ?? [],
  }
}

/** As published, or the sum of its parts. */
function demandInside(column: (name: ColumnName) => number[] | undefined): number[] | undefined {
  const whole = column('demandInside')
  if (whole) return whole
  const invested = together(column('publicInvestment'), column('privateInvestment')) ?? column('investment')
  return together(
    column('outside'),
    column('consumption'),
    column('government'),
    invested,
    column('inventory'),
  )
}

/** Lists added place by place; undefined when there is none. */
function together(...lists: readonly (readonly number[] | undefined)[]): number[] | undefined {
  const given = lists.filter((list) => list !== undefined)
  return given[0]?.map((_, i) => given.reduce((sum, list) => sum + (list[i] ?? 0), 0))
}

/** A blank, … and × (not told) count as nothing. */
function cell(row: Line, at: number): number {
  const text = row.cells[at] ?? ''
  if (text === '') return 0
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return Number(text)
  if (/^[…・.×xX*]+$/.test(text)) return 0
  const read = parseNumber(text)
  if (isRefusal(read))
    throw new CellFault(
      refuse('cell_not_a_number', { detail: { line: row.line, column: at + 1, text: text.slice(0, 30) } }),
    )
  return read ?? 0
}

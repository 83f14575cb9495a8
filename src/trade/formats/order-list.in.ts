/** Orders that came by fax, telephone or mail and were typed into a spreadsheet: typed rows, or what is wrong and where. */
import { readTable } from '#kit/csv.ts'
import type { Column, Table, TableRefusal, TableRow } from '#kit/csv.ts'
import type { Day } from '#kit/days.ts'
import { normalise } from '#kit/japanese.ts'
import { isRefusal } from '#kit/refusals.ts'
import { isKg } from './product-list.in.ts'
import { rowReader } from './row-faults.ts'
import type { RowFault } from './row-faults.ts'

export const orderColumns = {
  orderedOn: { names: ['注文日', '受注日', '発注日'], required: true },
  buyer: { names: ['取引先', '取引先名', '注文者', '発注元', 'お客様', '納品先'], required: true },
  product: { names: ['商品名', '品名', '商品'], required: true },
  unit: { names: ['単位', '販売単位'], required: true },
  quantity: { names: ['数量', '注文数', '発注数', '個数'], required: true },
  wantedOn: { names: ['希望納品日', '納品希望日', '納品日', '納期'] },
  note: { names: ['備考', 'メモ', '摘要'] },
} as const satisfies Record<string, Column>

export interface OrderRow {
  readonly line: number
  readonly orderedOn: Day
  readonly buyer: string
  readonly product: string
  readonly unit: string
  /** So many units; in grams when `quantityIn` says so (the unit is kg). */
  readonly quantity: number
  readonly quantityIn: 'units' | 'grams'
  readonly wantedOn?: Day
  readonly note: string
}
export interface OrderList {
  readonly rows: readonly OrderRow[]
  readonly faults: readonly RowFault[]
  readonly unknown: readonly string[]
  readonly encoding: Table<string>['encoding']
}

/** Reads the list. A 〃 or 同上 in a cell stands for what the row above has. Rows of one buyer and day make one order. */
export function readOrderList(bytes: Uint8Array): OrderList | TableRefusal {
  const table = readTable(bytes, orderColumns)
  if (isRefusal(table)) return table
  const [rows, faults]: [OrderRow[], RowFault[]] = [[], []]
  for (const row of withoutDittos(table.rows.filter((each) => !each.total))) {
    const read = readRow(row)
    faults.push(...read.faults)
    if (read.order) rows.push(read.order)
  }
  return { rows, faults, unknown: table.unknown, encoding: table.encoding }
}

type Row = TableRow<keyof typeof orderColumns>

function withoutDittos(rows: readonly Row[]): Row[] {
  const filled: Row[] = []
  for (const row of rows) {
    const above = filled.at(-1)?.cells
    const cells = { ...row.cells }
    for (const key of Object.keys(orderColumns) as (keyof typeof orderColumns)[])
      if (above && /^(〃|々|同上|")$/.test(normalise(cells[key]))) cells[key] = above[key]
    filled.push({ ...row, cells })
  }
  return filled
}

function readRow(row: Row): { order?: OrderRow; faults: readonly RowFault[] } {
  const reader = rowReader(row, orderColumns)
  reader.required('orderedOn')
  const orderedOn = reader.day('orderedOn')
  const [buyer, product, unit] = [
    reader.required('buyer'),
    reader.required('product'),
    reader.required('unit'),
  ]
  const byWeight = isKg(unit)
  reader.required('quantity')
  const quantity = byWeight ? reader.steps('quantity', 3, ['kg', 'キロ']) : reader.whole('quantity', [unit])
  if (quantity === 0) reader.blame('quantity', 'number_zero')
  const wantedOn = reader.day('wantedOn')
  if (orderedOn && wantedOn && wantedOn < orderedOn) reader.blame('wantedOn', 'wanted_before_ordered')

  const { faults } = reader
  if (faults.length > 0 || orderedOn === undefined || quantity === undefined) return { faults }
  return {
    faults,
    order: {
      line: row.line,
      orderedOn,
      buyer,
      product,
      unit: byWeight ? 'kg' : unit,
      quantity,
      quantityIn: byWeight ? 'grams' : 'units',
      ...(wantedOn === undefined ? {} : { wantedOn }),
      note: reader.text('note'),
    },
  }
}

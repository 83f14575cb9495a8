/** A producer's or the company's list of goods from a spreadsheet: typed rows, or what is wrong and where. */
import { isJan } from '#kit/check-digits.ts'
import { readTable } from '#kit/csv.ts'
import type { Column, Table, TableRefusal, TableRow } from '#kit/csv.ts'
import type { Day } from '#kit/days.ts'
import { nameKey, normalise, toKatakana } from '#kit/japanese.ts'
import { isRefusal } from '#kit/refusals.ts'
import { jpy } from '#kit/units.ts'
import type { Yen } from '#kit/units.ts'
import { dekadsOfYear, dekadsThrough } from '#trade/seasons.ts'
import { ratePctOn } from '#trade/tax.ts'
import type { TaxClass, TaxRate } from '#trade/tax.ts'
import { rowReader } from './row-faults.ts'
import type { RowFault } from './row-faults.ts'

export const productColumns = {
  name: { names: ['商品名', '品名', '商品', 'product'], required: true },
  kana: { names: ['商品カナ', '商品名カナ', 'フリガナ', 'カナ'] },
  producer: { names: ['生産者', '生産者名', '製造者', 'producer'], required: true },
  unit: { names: ['単位', '販売単位', 'unit'], required: true },
  perCase: { names: ['入数', '入り数', 'ケース入数', '1箱入数'] },
  price: { names: ['価格', '単価', '販売価格', '税抜価格', '卸価格', 'price'], required: true },
  taxClass: { names: ['税区分', '税率', '消費税', '消費税率'], required: true },
  stock: { names: ['在庫', '在庫数', '在庫数量'] },
  season: { names: ['出荷時期', '出荷可能時期', '出荷月', '時期'] },
  story: { names: ['特徴', '商品特徴', 'ストーリー', '説明', '商品説明'] },
  temperature: { names: ['保存温度帯', '温度帯', '保存方法'] },
  jan: { names: ['JAN', 'JANコード', 'バーコード'] },
} as const satisfies Record<string, Column>

export const temperatures = { 常温: 'ambient', 冷蔵: 'chilled', 冷凍: 'frozen' } as const
export type Temperature = (typeof temperatures)[keyof typeof temperatures]

export interface ProductRow {
  readonly line: number
  readonly name: string
  /** Full-width katakana; empty when the list has none. */
  readonly kana: string
  readonly producer: string
  /** 本, 袋, 箱, kg … as written. */
  readonly unit: string
  /** How many units go into a case. */
  readonly perCase?: number
  readonly price: Yen
  /** Goods in kg, or with a price of 円/kg, are priced by weight. */
  readonly pricePer: 'unit' | 'kg'
  readonly taxClass: TaxClass
  /** In units, or in grams when the unit is kg. */
  readonly stock?: number
  /** 旬 of shipping, 1–36, in the order of the season; empty when the list says none. */
  readonly dekads: readonly number[]
  readonly story: string
  readonly temperature?: Temperature
  readonly jan?: string
}
export interface ProductList {
  readonly rows: readonly ProductRow[]
  readonly faults: readonly RowFault[]
  /** Headings that were not used. */
  readonly unknown: readonly string[]
  readonly encoding: Table<string>['encoding']
}

/**
 * Reads the list. 税区分 is 軽減 or 標準, or a rate, which must be one of `rates` on the day `on`; where both classes have
 * the same rate, a bare rate is not enough.
 */
export function readProductList(
  bytes: Uint8Array,
  rates: readonly TaxRate[],
  on: Day,
): ProductList | TableRefusal {
  const table = readTable(bytes, productColumns)
  if (isRefusal(table)) return table
  const [rows, faults]: [ProductRow[], RowFault[]] = [[], []]
  const seen = new Set<string>()
  for (const row of table.rows.filter((each) => !each.total)) {
    const { product, faults: found, again } = readRow(row, rates, on, seen)
    faults.push(...found, ...again)
    if (product) rows.push(product)
  }
  return { rows, faults, unknown: table.unknown, encoding: table.encoding }
}

function readRow(
  row: TableRow<keyof typeof productColumns>,
  rates: readonly TaxRate[],
  on: Day,
  seen: Set<string>,
): { product?: ProductRow; faults: readonly RowFault[]; again: readonly RowFault[] } {
  const reader = rowReader(row, productColumns)
  const [name, producer, unit] = [
    reader.required('name'),
    reader.required('producer'),
    reader.required('unit'),
  ]
  const byWeight = isKg(unit)
  const perKg = byWeight || /\/ ?kg$/i.test(reader.text('price'))
  const perCase = reader.whole('perCase', [unit])
  if (perCase === 0) reader.blame('perCase', 'number_zero')
  const priceText = reader.required('price')
  const price = reader.whole('price', ['円', '円/kg', '円/1kg', `円/${unit}`])
  if (price === 0) reader.blame('price', 'number_zero')
  const taxClass = taxClassOf(reader.required('taxClass'), rates, on)
  if (taxClass === undefined && reader.text('taxClass') !== '')
    reader.blame('taxClass', 'tax_class_unreadable')
  const stock = byWeight ? reader.steps('stock', 3, ['kg', 'キロ']) : reader.whole('stock', [unit])
  const dekads = parseSeason(reader.text('season')) ?? reader.blame('season', 'season_unreadable')
  const temperature = temperatureOf(reader.text('temperature'))
  if (temperature === 'unknown') reader.blame('temperature', 'temperature_unknown')
  const jan = reader.text('jan')
  if (jan !== '' && !isJan(jan)) reader.blame('jan', 'jan_wrong')

  const { faults } = reader
  const complete = taxClass !== undefined && dekads !== undefined && price !== undefined && priceText !== ''
  if (faults.length > 0 || !complete || temperature === 'unknown') return { faults, again: [] }

  const key = [name, producer, unit].map(nameKey).join('|')
  if (seen.has(key))
    return {
      faults,
      again: [{ line: row.line, column: productColumns.name.names[0], text: name, fault: 'row_twice' }],
    }
  seen.add(key)
  return {
    faults,
    again: [],
    product: {
      line: row.line,
      name,
      kana: toKatakana(reader.text('kana')),
      producer,
      unit: byWeight ? 'kg' : unit,
      ...(perCase === undefined ? {} : { perCase }),
      price: jpy(price),
      pricePer: perKg ? 'kg' : 'unit',
      taxClass,
      ...(stock === undefined ? {} : { stock }),
      dekads,
      story: reader.text('story'),
      ...(temperature === undefined ? {} : { temperature }),
      ...(jan === '' ? {} : { jan }),
    },
  }
}

/** kg however it is written: KG, ㎏, キロ. */
export const isKg = (unit: string): boolean => /^(kg|キロ|キログラム)$/i.test(normalise(unit))

function taxClassOf(text: string, rates: readonly TaxRate[], on: Day): TaxClass | undefined {
  if (/軽減/.test(text)) return 'reduced'
  if (/標準/.test(text)) return 'standard'
  const found = /^(\d+(?:\.\d+)?) ?(%?)$/.exec(text)
  if (!found) return undefined
  const value = Number(found[1])
  // A spreadsheet saves the percentage 8% as 0.08.
  const ratePct = value < 1 && found[2] === '' ? Math.round(value * 100) : value
  const matching = (['reduced', 'standard'] as const).filter((each) => ratePctOn(rates, each, on) === ratePct)
  return matching.length === 1 ? matching[0] : undefined
}

function temperatureOf(text: string): Temperature | undefined | 'unknown' {
  if (text === '') return undefined
  const found = Object.entries(temperatures).find(([name]) => text.includes(name))
  return found?.[1] ?? 'unknown'
}

/**
 * The 旬 of a season as people write it: 通年, 7月, 7〜10月, 11月～3月 (over the new year), 6・7・9月, 7月中旬〜9月上旬,
 * 7月上旬〜下旬. Empty text is none; undefined is text that says no season (秋).
 */
export function parseSeason(text: string): number[] | undefined {
  const plain = normalise(text)
    .replaceAll(/[~〜～ー‐‑–—―−]|から/g, '-')
    .replaceAll(/[ 月旬]|まで/g, '')
  if (plain === '') return []
  if (/^(通年|年中|周年|一年中)$/.test(plain)) return dekadsThrough([1, dekadsOfYear])
  const dekads: number[] = []
  for (const part of plain.split(/[,、・/]/)) {
    const [, month, third, through, lastMonth = month, lastThird] =
      /^(\d{1,2})([上中下])?(-(\d{1,2})?([上中下])?)?$/.exec(part) ?? []
    const first = dekadIn(month, third ?? '上')
    const last = dekadIn(lastMonth, (through ? lastThird : third) ?? '下')
    if (first === undefined || last === undefined || through === '-') return undefined
    dekads.push(...dekadsThrough([first, last]))
  }
  return [...new Set(dekads)]
}

function dekadIn(month: string | undefined, third: string): number | undefined {
  const of = Number(month)
  return of >= 1 && of <= 12 ? of * 3 - 2 + '上中下'.indexOf(third) : undefined
}

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { writeCsv } from '#kit/csv.ts'
import { readGrid } from '#kit/grid.ts'
import { isRefusal } from '#kit/refusals.ts'
import { type IoTable, analyse, imbalances } from './io-table.ts'
import { readTable } from './reading.ts'

type Rows = (string | number)[][]
async function read(rows: Rows | Uint8Array): Promise<ReturnType<typeof readTable>> {
  const grid = await readGrid(rows instanceof Uint8Array ? rows : writeCsv(rows))
  assert.ok(!isRefusal(grid))
  return readTable(grid)
}
const good = (table: ReturnType<typeof readTable>): IoTable => {
  assert.ok(!isRefusal(table), JSON.stringify(table))
  return table
}

// As a prefecture publishes it: a title, codes before names, sums between, imports as deductions with △.
const regional: Rows = [
  ['令和2年　県産業連関表（2部門）', '', '単位：百万円'],
  ['', '', '01', '02', '', '', '', '', '', '', '', '', ''],
  [
    '',
    '',
    '農林水産業',
    '製造業',
    '内生部門計',
    '民間消費支出',
    '一般政府消費支出',
    '県内総固定資本形成（公的）',
    '県内総固定資本形成（民間）',
    '在庫純増',
    '移輸出',
    '（控除）移輸入',
    '県内生産額',
  ],
  ['01', '農林水産業', 150, 500, 650, 300, 0, 10, 20, -5, 425, '△400', '1,000'],
  ['02', '製造業', 200, 100, 300, 900, 50, 100, 300, 50, 1500, '△1,200', '2,000'],
  ['70', '内生部門計', 350, 600, 950],
  ['91', '雇用者所得', 300, 500, 800],
  ['92', '営業余剰', 350, 900, 1250],
  ['96', '粗付加価値部門計', 650, 1400, 2050],
  ['97', '県内生産額', 1000, 2000, 3000],
  ['', '従業者総数', 120, 90, 210],
]

test('a prefecture’s table: every part finds its place', async () => {
  const table = good(await read(regional))
  assert.deepEqual(
    { ...table, transactions: [...table.transactions.cells] },
    {
      sectors: ['農林水産業', '製造業'],
      form: 'competitive',
      transactions: [150, 500, 200, 100],
      output: [1000, 2000],
      consumption: [300, 900],
      finalDemand: [325, 1400],
      exports: [425, 1500],
      imports: [400, 1200],
      valueAdded: [650, 1400],
      income: [300, 500],
      employment: [120, 90],
      emissions: [],
    },
  )
  assert.deepEqual(imbalances(table), [])
})

test('its multipliers: imports are taken off what is demanded inside', async () => {
  const analysis = analyse(good(await read(regional)))
  assert.ok(analysis)
  // m = 400 / (650 + 325), 1200 / (300 + 1400)
  assert.deepEqual(
    Array.from(analysis.selfSufficiency, (v) => v.toFixed(4)),
    ['0.5897', '0.2941'],
  )
  assert.equal(analysis.propensity, 1)
  assert.deepEqual([...(analysis.basket ?? [])], [0.25, 0.75])
  // By hand: B = [[.08846, .14744], [.05882, .01471]], det(I − B) = .88946; (.98529 + .05882) / .88946, (.14744 + .91154) / .88946
  assert.deepEqual(
    Array.from(analysis.output.type1, (v) => v.toFixed(4)),
    ['1.1739', '1.1906'],
  )
  assert.ok((analysis.output.type2?.[0] ?? 0) > (analysis.output.type1[0] ?? 0))
})

test('the same sheet with one sector’s row wrong is told, not refused', async () => {
  assert.deepEqual(imbalances(good(await read(spoilt(3, 10, '525')))), [
    { sector: '農林水産業', side: 'row', found: 1100, expected: 1000 },
  ])
})

const without = (label: string): Rows =>
  regional.filter((row) => row[1] !== label).map((row) => row.filter((_, at) => regional[2]?.[at] !== label))
const spoilt = (row: number, column: number, value: string): Rows =>
  regional.map((cells, at) => (at === row ? cells.with(column, value) : cells))
const refusals: readonly (readonly [string, Rows, unknown])[] = [
  [
    'an order list',
    [
      ['商品', '数量'],
      ['りんご', 3],
    ],
    { refused: 'no_sectors' },
  ],
  ['no output anywhere', without('県内生産額'), { refused: 'no_output' }],
  [
    'a word in a cell',
    spoilt(4, 3, '不明'),
    { refused: 'cell_not_a_number', detail: { line: 5, column: 4, text: '不明' } },
  ],
  ['a negative output', spoilt(9, 2, '-1'), { refused: 'output_negative', detail: { sector: '農林水産業' } }],
]
for (const [name, rows, refusal] of refusals)
  test(`${name} → ${JSON.stringify(refusal)}`, async () => assert.deepEqual(await read(rows), refusal))

test('cells that are not told count as nothing', async () => {
  const table = good(await read(spoilt(3, 3, '…')))
  assert.equal(table.transactions.cells[1], 0)
})

test('Germany 1995, as its file is', async () => {
  const table = good(
    await read(
      readFileSync(new URL('../../../test/golden/io-germany-1995-beutel/table.csv', import.meta.url)),
    ),
  )
  assert.equal(table.form, 'domestic')
  assert.equal(table.sectors.length, 6)
  assert.deepEqual(table.valueAdded, [21_664, 395_022, 115_624, 311_407, 415_426, 365_017])
  assert.deepEqual(table.employment, [1096, 8381, 3236, 9251, 4258, 10_206])
  assert.deepEqual(table.imports, [2927, 156_703, 13_427, 21_943, 13_371, 13_772])
  const analysis = analyse(table)
  assert.deepEqual(
    Array.from(analysis?.valueAdded.simple ?? [], (value) => value.toFixed(4)),
    ['0.8450', '0.7647', '0.8615', '0.9019', '0.9393', '0.9199'],
  )
  assert.deepEqual(
    Array.from(analysis?.employment?.simple ?? [], (value) => value.toFixed(4)),
    ['0.0326', '0.0162', '0.0207', '0.0237', '0.0112', '0.0242'],
  )
})

test('the example that comes with the program: thirteen sectors that add up', async () => {
  const table = good(await read(readFileSync(new URL('../../../examples/産業連関表.csv', import.meta.url))))
  assert.deepEqual(
    [table.sectors.length, table.form, table.consumption.length, table.employment.length],
    [13, 'competitive', 13, 13],
  )
  assert.deepEqual(imbalances(table), [])
  const analysis = analyse(table)
  for (const [i, value] of (analysis?.output.type1 ?? []).entries()) {
    assert.ok(value >= 1 && value < 2, `${table.sectors[i]} ${value}`)
    assert.ok((analysis?.output.type2?.[i] ?? 0) > value)
  }
})

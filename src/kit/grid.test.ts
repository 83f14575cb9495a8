import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeCsv } from './csv.ts'
import { writeExcel } from './excel.ts'
import { readGrid } from './grid.ts'

const rows = [
  ['部門', '農業', 12.5],
  ['製造業', '−3', 1e15],
]
const csv = writeCsv(rows)
const cp932 = Uint8Array.from([0x95, 0x94, 0x96, 0xe5, 0x2c, 0x31, 0x0d, 0x0a])

test('a CSV and a workbook give the same cells', async () => {
  const grid = await readGrid(csv)
  assert.deepEqual(grid, [
    {
      name: '',
      rows: [
        { line: 1, cells: ['部門', '農業', '12.5'] },
        { line: 2, cells: ['製造業', '−3', '1000000000000000'] },
      ],
    },
  ])
  const book = await writeExcel(
    '表',
    [
      { label: '部門', kind: 'text' },
      { label: '農業', kind: 'text' },
      { label: '12.5', kind: 'number' },
    ],
    rows.slice(1),
  )
  const sheets = await readGrid(book)
  assert.deepEqual(sheets, [{ name: '表', rows: grid[0]?.rows }])
})

const table: readonly (readonly [string, Uint8Array, string])[] = [
  ['nothing', new Uint8Array(), 'file_empty'],
  ['blank lines', new TextEncoder().encode(' \r\n\r\n'), 'file_empty'],
  ['an .xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'workbook_old'],
  ['half a zip', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), 'workbook_broken'],
  ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0xff, 0xfe]), 'encoding_unknown'],
  ['CP932', cp932, ''],
]
for (const [name, bytes, refused] of table)
  test(`${name} → ${refused || 'read'}`, async () => {
    const grid = await readGrid(bytes)
    assert.equal('refused' in grid ? grid.refused : '', refused)
  })

test('limits', async () => {
  assert.deepEqual(await readGrid(csv, { maxBytes: 5 }), {
    refused: 'file_too_large',
    detail: { maxBytes: 5 },
  })
  assert.deepEqual(await readGrid(csv, { maxRows: 1 }), { refused: 'too_many_rows', detail: { maxRows: 1 } })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import Encoding from 'encoding-japanese'
import { decode, readTable, writeCsv } from './csv.ts'

const columns = {
  on: { names: ['日付', '取引日'], required: true },
  inYen: { names: ['入金', 'お預入れ', '入金金額'], required: true },
  memo: { names: ['摘要'] },
} as const

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const cp932 = (text: string): Uint8Array =>
  Uint8Array.from(Encoding.convert(Encoding.stringToCode(text), { to: 'SJIS', from: 'UNICODE' }))
const utf16 = (text: string, bom = true): Uint8Array =>
  Uint8Array.from(Buffer.from((bom ? '\ufeff' : '') + text, 'utf16le'))

const plain = '日付,入金,摘要\r\n2026/4/1,"1,200",①髙\r\n'
for (const [name, bytes, encoding, delimiter] of [
  ['UTF-8', utf8(plain), 'utf-8', ','],
  ['UTF-8 with BOM', utf8(`\ufeff${plain}`), 'utf-8', ','],
  ['CP932', cp932(plain), 'shift_jis', ','],
  ['UTF-16LE with tabs', utf16(plain.replaceAll(/,(?!200)/g, '\t')), 'utf-16le', '\t'],
  ['UTF-16LE without BOM', utf16(plain, false), 'utf-16le', ','],
  ['semicolons', utf8(plain.replaceAll(/,(?!200)/g, ';')), 'utf-8', ';'],
  ['old line ends', utf8(plain.replaceAll('\r\n', '\r')), 'utf-8', ','],
] as const)
  test(`a table in ${name}`, () =>
    assert.deepEqual(readTable(bytes, columns), {
      encoding,
      delimiter,
      header: ['日付', '入金', '摘要'],
      unknown: [],
      rows: [{ line: 2, cells: { on: '2026/4/1', inYen: '1,200', memo: '①髙' }, total: false }],
    }))

test('every row keeps its line, whatever stands before it', () => {
  const text = [
    '口座番号,1234567', // line 1: a preface, as banks give it
    '',
    ' お取引日 , 入金金額（円）,メモ,摘 要', // line 3
    '2026/4/1,100,x,"二行の', // line 4
    '摘要"', // line 5
    '', // line 6
    ' , , ', // line 7: blank too
    '2026/4/2,200', // line 8: shorter than the heading
    '小計,300',
    ',合計　２件,300',
    '計画停電,5', // begins with 計, and is no total
  ].join('\r\n')
  const table = readTable(utf8(text), {
    ...columns,
    on: { names: ['取引日', 'お取引日'], required: true },
  })
  assert.ok(!('refused' in table))
  assert.deepEqual(table.unknown, ['メモ'])
  assert.deepEqual(table.rows, [
    { line: 4, cells: { on: '2026/4/1', inYen: '100', memo: '二行の\n摘要' }, total: false },
    { line: 8, cells: { on: '2026/4/2', inYen: '200', memo: '' }, total: false },
    { line: 9, cells: { on: '小計', inYen: '300', memo: '' }, total: true },
    { line: 10, cells: { on: '', inYen: '合計　２件', memo: '' }, total: true },
    { line: 11, cells: { on: '計画停電', inYen: '5', memo: '' }, total: false },
  ])
})

test('an exact heading goes before one that matches without its brackets', () => {
  const table = readTable(utf8('日付,入金（手数料）,入金\n2026/4/1,1,2\n'), columns)
  assert.ok(!('refused' in table))
  assert.equal(table.rows[0]?.cells.inYen, '2')
  assert.deepEqual(table.unknown, ['入金（手数料）'])
})

for (const [name, bytes, refused, detail] of [
  ['nothing', utf8(''), 'file_empty', undefined],
  ['only blanks', utf8('\ufeff \r\n\r\n'), 'file_empty', undefined],
  ['no heading', utf8('日付,摘要\n1,2\n'), 'header_not_found', { missing: '入金' }],
  ['none of the headings', utf8('a,b\n1,2\n'), 'header_not_found', { missing: '日付、入金' }],
  ['two such columns', utf8('日付,入金,お預入れ\n1,2,3\n'), 'header_twice', { header: '入金' }],
  ['an open quote', utf8('日付,入金\n1,"2\n3,4\n'), 'csv_broken', { line: 3 }],
  [
    'a picture',
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xa0, 0x00, 0x01]),
    'encoding_unknown',
    undefined,
  ],
  ['too many bytes', new Uint8Array(1_001), 'file_too_large', { maxBytes: 1_000 }],
  ['too many rows', utf8('日付,入金\n1,2\n3,4\n5,6\n'), 'too_many_rows', { maxRows: 2 }],
] as const)
  test(`a file with ${name} is refused: ${refused}`, () =>
    assert.deepEqual(
      readTable(bytes, columns, { maxBytes: 1_000, maxRows: 2 }),
      detail ? { refused, detail } : { refused },
    ))

test('half-width kana of a bank in CP932', () =>
  assert.deepEqual(decode(cp932('ﾔｻｲｼﾖｸﾄﾞｳ,1')), { encoding: 'shift_jis', text: 'ﾔｻｲｼﾖｸﾄﾞｳ,1' }))

test('what we write opens in a spreadsheet, runs no formula there, and reads back as it was', () => {
  const cells = [
    '=1+1',
    '+cmd',
    '-cmd',
    '@x',
    '＝A1',
    "O'Neil",
    'a"b',
    '1,2',
    '二\n行',
    '-5',
    '+81',
    "'=1",
  ] as const
  const bytes = writeCsv([['日付', '入金', '摘要'], ...cells.map((cell) => [cell, -5, null])])
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  assert.ok(text.startsWith("\ufeff日付,入金,摘要\r\n'=1+1,-5,\r\n"))
  for (const formula of ['=', '＝', '@', '+c', '-c']) assert.ok(!text.includes(`\n${formula}`), formula)
  const table = readTable(bytes, columns)
  assert.ok(!('refused' in table))
  assert.deepEqual(
    table.rows.map((row) => row.cells.on),
    [...cells.slice(0, -1), '=1'], // the one thing that does not come back: an apostrophe that stood there before
  )
  assert.deepEqual(new Set(table.rows.map((row) => row.cells.inYen)), new Set(['-5']))
})

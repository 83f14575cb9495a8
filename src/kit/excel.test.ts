import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { writeExcel } from './excel.ts'

/** The files in a workbook, by name: it is a zip, whose directory stands at its end. */
function filesOf(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes)
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const files = new Map<string, string>()
  let at = zip.readUInt32LE(end + 16)
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [packed, name] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)]
    const from = zip.readUInt32LE(at + 42)
    const body = from + 30 + zip.readUInt16LE(from + 26) + zip.readUInt16LE(from + 28)
    const bytesOf = zip.subarray(body, body + packed)
    const stored = zip.readUInt16LE(at + 10) === 0
    files.set(
      zip.toString('utf8', at + 46, at + 46 + name),
      (stored ? bytesOf : inflateRawSync(bytesOf)).toString('utf8'),
    )
    at += 46 + name + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return files
}

test('numbers are numbers, shares are parts of one, text is text and never a formula', async () => {
  const bytes = await writeExcel(
    '売上/月 [2026]',
    [
      { label: '買い手', kind: 'text' },
      { label: '売上', kind: 'number' },
      { label: '割合', kind: 'share' },
    ],
    [
      ['=1+1', 12_345, 0.25],
      ['海辺ホテル', -300, null],
    ],
  )
  const files = filesOf(bytes)
  const all = [...files.values()].join('\n')
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? ''
  for (const value of ['<v>12345</v>', '<v>0.25</v>', '<v>-300</v>']) assert.ok(sheet.includes(value), value)
  assert.ok(!/<f[ >]/.test(sheet), 'no formula')
  for (const text of ['=1+1', '海辺ホテル', '買い手', '0.0%', '"#,##0"']) assert.ok(all.includes(text), text)
  const name = /<sheet [^>]*name="([^"]*)"/.exec(files.get('xl/workbook.xml') ?? '')?.[1]
  assert.equal(name, '売上 月  2026 ', 'what Excel forbids in a name is gone')
})

test('a sheet without rows has its head', async () => {
  const files = filesOf(await writeExcel('空', [{ label: '月', kind: 'text' }], []))
  assert.ok([...files.values()].join('').includes('月'))
})

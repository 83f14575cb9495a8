import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '#kit/days.ts'
import { isRefusal } from '#kit/refusals.ts'
import { readBankStatement } from './bank-statement.in.ts'
import { lineKeys, payerKanaOf, payerKey } from './statement-lines.ts'
import { lengthOf, toSingleBytes, writeRecord } from '#kit/zengin-records.ts'
import {
  statementData,
  statementHeader,
  statementRecordLength,
  statementTrailer,
} from './zengin-statement.in.ts'

const readOn = day('2026-12-01')
const read = (lines: readonly string[]) => {
  const statement = readBankStatement(new TextEncoder().encode(lines.join('\r\n')), readOn)
  assert.ok(!isRefusal(statement), JSON.stringify(statement))
  return statement
}
const heading = '日付,摘要,お支払金額,お預り金額,残高'

for (const [row, ...expected] of [
  ['2026/11/2,振込 アオバ,,500,1500'],
  ['2026/11/2,手数料,500,0,500'],
  ['2026/11/2,繰越,,,1000'], // a balance that stands alone is no fault and no line
  [',振込 アオバ,,500,1500', ['日付', '', 'cell_missing']],
  ['2026/11/31,振込 アオバ,,500,1500', ['日付', '2026/11/31', 'day_unreadable']],
  ['2026/11/2,振込 アオバ,,,1500', ['お預入れ', '', 'amount_missing']],
  ['2026/11/2,振込 アオバ,100,500,1500', ['お預入れ', '500', 'amount_on_both_sides']],
  ['2026/11/2,振込 アオバ,,５００円也,1500', ['お預入れ', '５００円也', 'number_unreadable']],
  ['2026/11/2,振込 アオバ,,△500,1500', ['お預入れ', '△500', 'number_negative']],
  ['2026/11/2,振込 アオバ,,500,たくさん', ['残高', 'たくさん', 'number_unreadable']],
] as const)
  test(`${row}: ${expected.map((each) => each.join(' ')).join('; ') || 'good'}`, () => {
    // After a row that cannot be read nothing is known of the balance, so the last row is never blamed for it.
    const statement = read(
      [heading, '2026/11/1,繰越,,,1000', row, '2026/11/3,利息,,1,7'].slice(0, expected.length > 0 ? 4 : 3),
    )
    assert.deepEqual(
      statement.faults,
      expected.map(([column, text, fault]) => ({ line: 3, column, text, fault })),
    )
  })

test('a balance that does not follow is told at the first line where it breaks', () => {
  const rows = [
    '2026/11/1,ア,,100,1100',
    '2026/11/2,イ,,200,1300',
    '2026/11/4,ウ,50,,1150',
    '2026/11/5,エ,,1,1151',
  ]
  const oldest = read([heading, ...rows])
  assert.deepEqual(oldest.faults, [
    { line: 4, column: '残高', text: '1150', fault: 'balance_does_not_follow' },
  ])
  assert.equal(oldest.lines.length, 4)
  const newest = read([heading, ...rows.toReversed()])
  assert.deepEqual(newest.faults, [
    { line: 3, column: '残高', text: '1150', fault: 'balance_does_not_follow' },
  ])
  assert.deepEqual(
    read([heading, ...rows.slice(0, 2)].toSpliced(1, 0, '2026/10/31,前月繰越,,,1000')).faults,
    [],
  )
  assert.deepEqual(read([heading, ...rows.slice(0, 2).toReversed()]).faults, [])
})

test('one column of amounts with a column of directions', () => {
  const one = '取引日,入払区分,取引金額,残高,摘要,摘要内容'
  const statement = read([
    one,
    '20261101,1,"1,000","5,000",振込,ｱｵﾊﾞ',
    '20261102,出金,200,,手数料,',
    '20261103,3,1,,?,',
    '20261104,入,,,?,',
  ])
  assert.deepEqual(statement.lines, [
    {
      line: 2,
      on: '2026-11-01',
      inYen: 1_000,
      outYen: 0,
      balanceYen: 5_000,
      payerKana: 'アオバ',
      memo: '振込 アオバ',
    },
    { line: 3, on: '2026-11-02', inYen: 0, outYen: 200, payerKana: '', memo: '手数料' },
  ])
  assert.deepEqual(
    statement.faults.map(({ line, column, fault }) => [line, column, fault]),
    [
      [4, '入払区分', 'direction_unknown'],
      [5, '金額', 'amount_missing'],
    ],
  )
})

test('a table that is no statement', () =>
  assert.deepEqual(readBankStatement(new TextEncoder().encode('日付,摘要\n1,2\n'), readOn), {
    refused: 'header_not_found',
    detail: { missing: 'お引出し、お預入れ' },
  }))

for (const [text, kana] of [
  ['振込　ヤサイシヨクドウミナモ', 'ヤサイシヨクドウミナモ'],
  ['振込１ ﾔｻｲｼｮｸﾄﾞｳﾐﾅﾓ', 'ヤサイシヨクドウミナモ'], // small kana, as some banks keep them
  ['フリコミ＊カ）アオバ', 'カ)アオバ'],
  ['振込手数料', ''],
  ['123', ''],
  ['', ''],
] as const)
  test(`payer of ${JSON.stringify(text)}`, () => assert.equal(payerKanaOf(text), kana))

for (const [a, b, same] of [
  ['カ）ヤサイシヨクドウ　ミナモ', 'ヤサイショクドウミナモ', true],
  ['アオバ（カ', 'アオバ', true],
  ['ﾕ)ｱｵﾊﾞ', 'あおば', true],
  ['アオバ（ド）センダイ', 'アオバセンダイ', true],
  ['アオバ', 'アオハ', false],
  ['カアオバ', 'アオバ', false],
] as const)
  test(`${a} and ${b} are ${same ? 'one payer' : 'two payers'}`, () =>
    assert.equal(payerKey(a) === payerKey(b), same))

test('lines keep their keys when more rows come before them, and equal payments are told apart', () => {
  const rows = ['2026/11/2,ア,,100,', '2026/11/2,ア,,100,', '2026/11/3,ア,,100,']
  const keys = lineKeys(read([heading, ...rows]).lines)
  assert.equal(new Set(keys).size, 3)
  assert.deepEqual(lineKeys(read([heading, '2026/11/1,イ,,5,', ...rows]).lines).slice(1), keys)
})

const records = {
  header: (change = {}) =>
    writeRecord(statementHeader, {
      kind: 1,
      business: '03',
      code: 0,
      madeOn: '081201',
      from: '081101',
      to: '081130',
      bankCode: '0123',
      bankName: 'ｲﾜﾃ',
      branchCode: '024',
      branchName: 'ｲﾁﾉｾｷ',
      accountType: 1,
      accountNumber: '0001234567',
      accountName: 'ｶ)ｲﾁﾉｾｷ',
      overdrawn: 1,
      passbook: 1,
      balanceBefore: 1_000,
      ...change,
    }),
  data: (change = {}) =>
    writeRecord(statementData, {
      kind: 2,
      inquiry: 1,
      on: '081110',
      valueOn: '081110',
      direction: 1,
      business: 11,
      amount: 45_360,
      payerName: 'ﾔｻｲｼﾖｸﾄﾞｳﾐﾅﾓ',
      fromBank: 'ｼﾁｼﾞﾕｳｼﾁ',
      memo: 'ﾌﾘｺﾐ',
      ...change,
    }),
  trailer: (change = {}) =>
    writeRecord(statementTrailer, {
      kind: 8,
      inCount: 1,
      inTotal: 45_360,
      outCount: 1,
      outTotal: 660,
      overdrawn: 1,
      balanceAfter: 45_700,
      records: 2,
      ...change,
    }),
  end: '9'.padEnd(200),
}
const fee = records.data({
  inquiry: 2,
  on: '081125',
  direction: 2,
  business: 18,
  amount: 660,
  payerName: '',
  memo: 'ﾃｽｳﾘﾖｳ',
})
const readRecords = (all: readonly string[], lineEnd = '\r\n') =>
  readBankStatement(toSingleBytes(all.map((each) => each + lineEnd).join('')), readOn)

test('the records have 200 bytes', () => {
  for (const layout of [statementHeader, statementData, statementTrailer])
    assert.equal(lengthOf(layout), statementRecordLength)
})
for (const lineEnd of ['\r\n', ''])
  test(`200-byte records ${lineEnd ? 'with' : 'without'} line ends`, () =>
    assert.deepEqual(
      readRecords([records.header(), records.data(), fee, records.trailer(), records.end], lineEnd),
      {
        source: 'zengin',
        account: { bankCode: '0123', branchCode: '024', accountNumber: '1234567' },
        lines: [
          {
            line: 2,
            on: '2026-11-10',
            inYen: 45_360,
            outYen: 0,
            payerKana: 'ヤサイシヨクドウミナモ',
            memo: 'フリコミ',
          },
          {
            line: 3,
            on: '2026-11-25',
            inYen: 0,
            outYen: 660,
            payerKana: 'テスウリヨウ',
            memo: 'テスウリヨウ',
          },
        ],
        faults: [],
      },
    ))

for (const [name, all, expected] of [
  [
    'a day of no month',
    [records.header(), records.data({ on: '081310' }), fee, records.trailer(), records.end],
    [[2, '勘定日', 'day_unreadable']],
  ],
  [
    'no direction',
    [records.header(), records.data({ direction: 3 }), fee, records.trailer(), records.end],
    [[2, '入払区分', 'direction_unknown']],
  ],
  [
    'letters for an amount',
    [
      records.header(),
      records.data().replace('000000045360', '00000004536X'),
      fee,
      records.trailer(),
      records.end,
    ],
    [[2, '取引金額', 'number_unreadable']],
  ],
  [
    'another sum',
    [records.header(), records.data(), fee, records.trailer({ inTotal: 45_361 }), records.end],
    [[4, '入金額合計', 'sums_do_not_match']],
  ],
  [
    'a lost record',
    [records.header(), records.data(), records.trailer(), records.end],
    [
      [3, '出金件数', 'sums_do_not_match'],
      [3, '出金額合計', 'sums_do_not_match'],
      [3, '取引後残高', 'balance_does_not_follow'],
    ],
  ],
  [
    'another balance',
    [records.header({ overdrawn: 2 }), records.data(), fee, records.trailer(), records.end],
    [[4, '取引後残高', 'balance_does_not_follow']],
  ],
] as const)
  test(`200-byte records with ${name}`, () => {
    const statement = readRecords(all)
    assert.ok(!isRefusal(statement))
    assert.deepEqual(
      statement.faults.map(({ line, column, fault }) => [line, column, fault]),
      expected,
    )
  })

test('a balance below zero', () => {
  const all = [
    records.header({ overdrawn: 2 }),
    records.data(),
    fee,
    records.trailer({ balanceAfter: 43_700 }),
    records.end,
  ]
  const statement = readRecords(all)
  assert.ok(!isRefusal(statement))
  assert.deepEqual(statement.faults, [])
})

for (const [name, all, refusal] of [
  [
    'two accounts',
    [records.header(), records.trailer(), records.header(), records.trailer(), records.end],
    { refused: 'several_accounts' },
  ],
  [
    'no trailer',
    [records.header(), records.data(), records.end],
    { refused: 'record_out_of_place', detail: { line: 2 } },
  ],
  [
    'a record of 199 bytes',
    [records.header(), records.data().slice(1), records.trailer(), records.end],
    { refused: 'not_a_statement' },
  ],
] as const)
  test(`200-byte records with ${name} are refused`, () => assert.deepEqual(readRecords(all), refusal))

// Whatever people bring, the answer is lines, faults or a refusal, never a crash.
const cell = fc.constantFrom(
  '',
  '2026/11/1',
  '令和',
  '1,000',
  '△5',
  '"',
  "'=",
  '振込 ｱ',
  '合計',
  '9'.repeat(20),
  '1e9',
  '\t',
  '\n',
)
test('no file brings the reader down', () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc
          .array(fc.array(cell, { maxLength: 6 }))
          .map((rows) =>
            new TextEncoder().encode([heading, ...rows.map((row) => row.join(','))].join('\r\n')),
          ),
        fc
          .array(fc.stringMatching(/^[0-9 ]{199}$/))
          .map((rows) =>
            toSingleBytes(
              records.header() + rows.map((row) => `2${row}`).join('') + records.trailer() + records.end,
            ),
          ),
      ),
      (bytes) => {
        const statement = readBankStatement(bytes, readOn)
        assert.ok(isRefusal(statement) || Array.isArray(statement.lines))
      },
    ),
  ))
